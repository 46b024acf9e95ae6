# SPDX-License-Identifier: MIT
"""Rule kinds that hold the figures of a coding against numbers in words: of the evidence, and of a text such as notes.

What lives here: their judging functions. What does not: reading numbers (told_numbers.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from curator.domain.codebook.model import Condition, Field
from curator.domain.rules.facts import Facts
from curator.domain.rules.general import finding
from curator.domain.rules.params import Params
from curator.domain.rules.problems import Finding
from curator.domain.rules.told_numbers import Told, Word, numbers_told, words_in

_FIGURES = ("low", "best", "high")
_NEAR = 4  # words between which a number and a word of harm belong together: “three Iraqi soldiers were wounded”
_ENDS = frozenset(".,;:!?()،؛؟")
_YEARS = range(1900, 2101)
_MONTHS = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
))  # fmt: skip
_MEASURES = _MONTHS | frozenset((
    "km", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "metre", "metres", "meter", "meters",
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "am",
    "pm", "percent", "st", "nd", "rd", "th", "year-old", "year-olds", "كم", "سنة", "عام", "يوم", "ساعة",
))  # fmt: skip

Terms = Mapping[str, Sequence[tuple[str, ...]]]


def words_tell_figure(facts: Facts, params: Params) -> Iterator[Finding]:
    """Where the direct words of a count tell just one number, one of its figures is that number (V26)."""
    for row in facts.owners(params.text("group")):
        node = facts.node(params.text("field"), row)
        figures = {facts.part(node, name, row) for name in _FIGURES} - {None}
        if not figures:
            continue
        for span in facts.spans(node, row):
            words = [word.fold for word in words_in(span.quote)] if span.role == "direct" else []
            told = {number.value for number in numbers_told(words)}
            if len(told) == 1 and not told & figures:
                coded = ", ".join(map(str, sorted(figures, key=str)))
                message = f"The words say {told.pop()}; {node.label} says {coded}."
                yield Finding(message, node.key, row.id if row else "", row.group if row else "", (span.id,))


def figures_in_rows(facts: Facts, params: Params) -> Iterator[Finding]:
    """A number that stands in a text beside a word for a choice of `rows` (harm, weapons) is a figure of one of these
    rows (V25). Years, days of a month, distances and ages are no such numbers."""
    node = facts.node(params.text("field"), None)
    text = facts.held(node, None)
    if not isinstance(text, str) or not text:
        return
    words = words_in(text)
    beside = _harm(facts, params.conditions("rows"), words)
    if not beside:
        return
    coded = {figure for rows in params.conditions("rows") for figure in _figures(facts, rows)}
    for told in numbers_told([word.fold for word in words]):
        if told.value and told.value not in coded and _counts(told, words) and _is_near(told, beside, words, text):
            said = text[words[told.first].start : words[told.after - 1].end]
            groups = " or ".join(facts.codebook.group_by_key[each.group].label for each in params.conditions("rows"))
            yield finding(facts, f"{node.label} says “{said}”; no row of {groups} has this figure.", node, None)


def _harm(facts: Facts, rows: Sequence[Condition], words: Sequence[Word]) -> set[int]:
    """The indices of the words that name a choice of one of the rows' fields."""
    found: set[int] = set()
    for one in rows:
        for condition in one.where:
            leaf = facts.codebook.node(condition.field, one.group)
            choices = facts.codebook.choices_of(leaf) if leaf is not None else None
            if choices is not None:
                terms = _terms(tuple((choice.label, *choice.lexicon) for choice in choices.choices))
                found |= {at for at in range(len(words)) if _named(words, at, terms)}
    return found


@lru_cache(maxsize=8)
def _terms(choices: tuple[tuple[str, ...], ...]) -> Terms:
    """The words for the choices of a list, by how they begin; a star at the end of a word stands for more letters."""
    terms: dict[str, list[tuple[str, ...]]] = {}
    for written in choices:
        for term in written:
            parts = tuple(term.casefold().split())
            if parts:
                terms.setdefault(parts[0][:2], []).append(parts)
    return terms


def _named(words: Sequence[Word], at: int, terms: Terms) -> bool:
    for parts in terms.get(words[at].fold[:2], ()):
        said = [word.fold for word in words[at : at + len(parts)]]
        if len(said) == len(parts) and all(map(_fits, said, parts)):
            return True
    return False


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _figures(facts: Facts, rows: Condition) -> Iterator[object]:
    """The figures of the rows, also those that are only proposed."""
    for row in facts.owners(rows.group):
        for condition in rows.where:
            leaf: Field = facts.node(condition.field, row)
            value = facts.value(leaf, row).value
            if isinstance(value, int | float):
                yield value


def _counts(told: Told, words: Sequence[Word]) -> bool:
    """Whether a number counts something: no year, no day of a month, no measure."""
    after = words[told.after].fold if told.after < len(words) else ""
    before = words[told.first - 1].fold if told.first else ""
    if after in _MEASURES or before in _MONTHS:
        return False
    word = words[told.first].fold
    return not (told.value in _YEARS and word.isdigit())


def _is_near(told: Told, beside: set[int], words: Sequence[Word], text: str) -> bool:
    """Whether a word of harm stands within a few words of a number, in the same clause."""
    for at in beside:
        first, last = (told.after - 1, at) if at >= told.after else (at, told.first)
        if last - first <= _NEAR and not _ENDS.intersection(text[words[first].end : words[last].start]):
            return True
    return False
