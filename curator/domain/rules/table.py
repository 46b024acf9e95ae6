# SPDX-License-Identifier: MIT
"""The one table of rule kinds: name, parameters, the function that judges.

What lives here: the table. What does not: the functions (the other modules), which rules a codebook has (resources).
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.rules import always, counts, dates, evidence, general, likely, told_figures
from curator.domain.rules.params import Param
from curator.domain.rules.problems import RuleKind

_GROUP = Param("group", "group", "the group whose rows are judged; the incident itself without it", needed=False)
_ROWS = Param("group", "group", "the group whose rows are judged")
_WHEN = Param("when", "conditions", "conditions that must all hold for the rule to apply", needed=False)
_UNLESS = Param("unless", "conditions", "the rule does not apply where one of these holds", needed=False)
_PLACE = Param("field", "node", "a compound place")
_DATE = Param("field", "date", "a compound date")
_COUNT = Param("field", "count", "a compound count")
_DAYS = Param("days", "number", "a number of days")

_ALL = (
    RuleKind(
        "implies", "Where the conditions of “when” hold, those of “then” must hold, and one of “then_any”.",
        (_GROUP, _WHEN, Param("then", "conditions", "conditions that must all hold", needed=False),
         Param("then_any", "conditions", "conditions of which one must hold", needed=False)), general.implies),
    RuleKind(
        "never", "The conditions must not hold together.",
        (_GROUP, Param("when", "conditions", "conditions that must not all hold")), general.never),
    RuleKind(
        "together", "All of the fields have a value, or none.",
        (_GROUP, Param("fields", "leaves", "two or more fields")), general.together),
    RuleKind(
        "in_order", "Each field is not above the next; empty ones are passed over.",
        (_GROUP, Param("fields", "leaves", "two or more fields of one kind, smallest first")), general.in_order),
    RuleKind(
        "in_range", "A number keeps to its limits.",
        (_GROUP, Param("field", "leaf", "a field with a number"),
         Param("minimum", "number", "the smallest number allowed", needed=False),
         Param("maximum", "number", "the largest number allowed", needed=False)), general.in_range),
    RuleKind(
        "child_of", "The code belongs under the code chosen in the field's parent.",
        (_GROUP, Param("field", "leaf", "a field with a parent")), general.child_of),
    RuleKind(
        "date_fits_precision", "First and last day are as far apart as the precision says: one day; a range of 2 to 6 "
        "days; a week, month or year of at most 7, 31, 366 days.",
        (_GROUP, _DATE), dates.date_fits_precision),
    RuleKind(
        "not_after_published", "The last day is not more than “days” after the article was published; a week, month or "
        "year that holds the day of publication is well.",
        (_GROUP, _DATE, _DAYS, _UNLESS), dates.not_after_published),
    RuleKind(
        "not_long_before_published", "The first day is not more than “days” before the article was published; a week, "
        "month or year that holds the day of publication is well.",
        (_GROUP, _DATE, _DAYS, _UNLESS), dates.not_long_before_published),
    RuleKind(
        "needs_anchor", "A relative date, or one without its year, has a span with the role anchor, or the article has "
        "a publication date.",
        (_GROUP, _DATE), dates.needs_anchor),
    RuleKind(
        "count_fits", "The figures of a count fit its qualifier, and no figure stands without one.",
        (_GROUP, _COUNT), counts.count_fits),
    RuleKind(
        "total_matches", "The best figure of a total row is the sum of the rows beside it.",
        (_ROWS, _COUNT, Param("same", "leaves", "fields in which the rows agree that belong together"),
         Param("total", "conditions", "conditions that make a row a total")), counts.total_matches),
    RuleKind(
        "distinct_rows", "No two rows of a group agree in all of the fields.",
        (_ROWS, Param("fields", "leaves", "the fields that tell rows apart")), counts.distinct_rows),
    RuleKind(
        "evidence_when", "Where the conditions hold, the field has a span.",
        (_GROUP, Param("field", "node", "a field, part or compound"), _WHEN,
         Param("when_any", "conditions", "conditions of which one must hold for the rule to apply", needed=False),
         Param("role", "role", "the role the span must have; any but contradicts without it", needed=False)),
        evidence.evidence_when),
    RuleKind(
        "in_country", "The point of a place lies in its country, or close to it.", (_GROUP, _PLACE), likely.in_country),
    RuleKind(
        "near_mention", "Direct words of a value stand in the paragraph of a mention, or next to it.", (),
        likely.near_mention),
    RuleKind(
        "told_twice", "No other incident of the same coder in the article agrees in all of the fields while the dates "
        "overlap.",
        (_DATE, Param("fields", "leaves", "the fields in which they agree")), likely.told_twice),
    RuleKind(
        "words_tell_figure", "Where the words of a count tell one number, a figure of it is that number.",
        (_GROUP, _COUNT), told_figures.words_tell_figure),
    RuleKind(
        "figures_in_rows", "A number in a text beside a word for a choice of the rows is a figure of one of them.",
        (Param("field", "leaf", "the text"),
         Param("rows", "conditions", "for each group, the fields with choices whose words are looked for, and those "
               "with figures")), told_figures.figures_in_rows),
    RuleKind(
        "far_above", "A number is below “at_least”, and below “times” the largest of the project's other incidents.",
        (_ROWS, Param("field", "leaf", "a field with a number"), _WHEN,
         Param("same", "leaves", "fields in which the rows agree that are compared"),
         Param("at_least", "number", "a number as large is asked about", needed=False),
         Param("times", "number", "so many times the largest one is asked about", needed=False),
         Param("after", "number", "how many such rows the project has before they are compared", needed=False)),
        likely.far_above),
    RuleKind(
        "corroborated", "Where the conditions of “when” hold, two rows differ in the fields, or “or_any” holds.",
        (Param("when", "conditions", "conditions that must all hold for the rule to apply"),
         Param("rows", "conditions", "for each group, the fields that tell its rows apart"),
         Param("or_any", "conditions", "conditions of which one is enough instead", needed=False)),
        likely.corroborated),
    RuleKind(
        "required", "Required fields are filled in or said to be not stated.", (), always.required, always=True),
    RuleKind(
        "main_mention", "The incident has a mention.", (), evidence.main_mention, always=True),
    RuleKind(
        "evidence_required", "A stated value of a field with evidence = \"required\" has a span.", (),
        evidence.evidence_required, always=True),
    RuleKind(
        "known_values", "Every value is one its field can hold.", (), always.known_values, always=True),
    RuleKind(
        "limits", "Numbers and texts keep to the limits of their fields.", (), always.limits, always=True),
    RuleKind(
        "proposals", "No value is only proposed.", (), always.proposals, always=True, fixed=True),
    RuleKind(
        "sound_spans", "Every span lies in the text and quotes it letter for letter.", (), evidence.sound_spans,
        always=True, fixed=True),
    RuleKind(
        "retired", "No value uses a retired code.", (), always.retired, always=True, level="warning"),
    RuleKind(
        "waiting_words", "No words of an older version wait for their place.", (), evidence.waiting_words, always=True,
        level="warning"),
    RuleKind(
        "hidden_values", "Fields that do not apply hold no value.", (), always.hidden_values, always=True,
        level="warning"),
)  # fmt: skip

RULE_KINDS: Mapping[str, RuleKind] = {kind.name: kind for kind in _ALL}
