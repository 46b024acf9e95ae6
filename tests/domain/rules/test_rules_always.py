# SPDX-License-Identifier: MIT
"""What every codebook asks without saying so: accepted values, sound spans, known and retired codes, limits, hidden
fields; and how a codebook words these rules itself."""

from __future__ import annotations

from dataclasses import replace

from curator.assets import read_text
from curator.domain.codebook.model import Codebook, Condition, Rule
from curator.domain.coding import ArticleCoding, Incident, NotCodable
from curator.domain.rules.judging import problems_of
from curator.formats.codebook_toml import read_codebook
from tests.sound_case import ARTICLE, CODER, TEXT, changed, incidents_codebook, note_of, sound_coding, span_of


def rules_found(coding: ArticleCoding, codebook: Codebook | None = None) -> list[tuple[str, str]]:
    return [(each.rule, each.field) for each in problems_of(coding, codebook or incidents_codebook())]


def with_incident(coding: ArticleCoding, **changes: object) -> ArticleCoding:
    return replace(coding, incidents=(replace(coding.incidents[0], **changes),))  # type: ignore[arg-type]


def test_a_proposed_value_blocks_finish_and_counts_as_no_value() -> None:
    coding = changed(
        sound_coding(),
        values={"event_type": "protest", "sub_event_type": "peaceful_protest"},
        notes=(note_of("event_type", proposed=True),),
    )
    problems = problems_of(coding, incidents_codebook())
    # The proposal is named once, it is not "missing", and no rule takes it for the value.
    assert [(each.rule, each.level, each.field) for each in problems] == [
        ("proposals", "error", "event_type"), ("V01", "error", "sub_event_type"),
    ]  # fmt: skip


def test_a_proposed_compound_is_one_problem() -> None:
    coding = changed(sound_coding(), notes=(note_of("count", row="killed", proposed=True),))
    assert rules_found(coding) == [("proposals", "count")]


def test_a_note_on_a_part_wins_over_the_proposal_on_its_compound() -> None:
    notes = (note_of("count", row="killed", proposed=True), note_of("best", row="killed", basis="inferred"))
    coding = changed(sound_coding(), row_values={"killed": {"low": None, "high": None, "qualifier": None}}, notes=notes)
    assert ("proposals", "count") not in rules_found(coding)


def test_a_span_must_lie_in_the_text_and_quote_it() -> None:
    good = span_of("attacked", "event_type")
    for bad, word in (
        (replace(good, start=good.end), "empty"),
        (replace(good, start=-8, end=-1, quote=TEXT[-8:-1]), "empty or turned round"),
        (replace(good, start=-1), "empty or turned round"),
        (replace(good, end=len(TEXT) + 1, quote=TEXT[good.start :]), "the text ends at"),
        (replace(good, quote="Attacked"), "not the words"),
        (replace(good, start=good.start + 1, end=good.end + 1), "not the words"),
    ):
        coding = changed(sound_coding(), without_spans=("event_type",), spans=(bad,))
        (problem,) = problems_of(coding, incidents_codebook())
        assert (problem.rule, problem.level, problem.spans) == ("V21.spans", "error", (bad.id,))
        assert word in problem.message


def test_spans_of_the_article_and_passages_not_codable_are_judged_too() -> None:
    start = TEXT.index("claimed")
    passage = NotCodable("p", ARTICLE, CODER, start, start + 7, "claimed", "background")
    span = replace(span_of("Friday", "published"), incident="")
    coding = replace(sound_coding(), not_codable=(passage,), article_evidence=(span,))
    assert rules_found(coding) == []
    coding = replace(
        coding, not_codable=(replace(passage, quote="clamed."),), article_evidence=(replace(span, quote="friday"),)
    )
    assert rules_found(coding) == [("sound_spans", "published"), ("sound_spans", "")]


def test_a_retired_code_is_a_warning() -> None:
    codebook = incidents_codebook()
    lists = tuple(
        replace(entry, choices=tuple(replace(each, retired=each.code == "IRQ") for each in entry.choices))
        for entry in codebook.lists
    )
    (problem,) = problems_of(sound_coding(), replace(codebook, lists=lists))
    assert (problem.rule, problem.level, problem.field) == ("V27", "warning", "country")


def test_a_code_the_codebook_does_not_know_is_an_error_unless_the_list_is_open() -> None:
    assert rules_found(changed(sound_coding(), values={"certainty": "quite"})) == [("known_values", "certainty")]
    assert rules_found(changed(sound_coding(), values={"country": "SUN"})) == []


def test_limits_of_numbers_and_texts() -> None:
    assert rules_found(changed(sound_coding(), values={"title": "x" * 121})) == [("limits", "title")]
    assert rules_found(changed(sound_coding(), values={"title": "x" * 120})) == []
    weapon = ("w", "weapons", {"type": "mine", "count": -1})
    assert rules_found(changed(sound_coding(), new_rows=(weapon,))) == [("limits", "count")]


def test_a_hidden_field_is_not_required_but_may_not_keep_a_value() -> None:
    assert rules_found(changed(sound_coding(), values={"scope_reason": "left over"})) == [
        ("hidden_values", "scope_reason")
    ]
    accidents = read_codebook(read_text("codebooks/accidents.toml"))
    hidden = replace(accidents, fields=tuple(replace(each, required=True) for each in accidents.fields))
    road = {"accident_kind": "road"}
    mine = {"accident_kind": "mine"}
    assert ("required", "road_type") in rules_found(bare(road), accidents)
    assert ("required", "road_type") not in rules_found(bare(mine), accidents)
    assert ("required", "road_type") in rules_found(bare(road), hidden)
    assert ("required", "road_type") not in rules_found(bare(mine), hidden)


def test_a_hidden_field_needs_no_words() -> None:
    codebook = incidents_codebook()
    hidden = tuple(
        replace(each, evidence="required", has_basis=True) if each.key == "scope_reason" else each
        for each in codebook.fields
    )
    coding = changed(sound_coding(), values={"scope_reason": "left over"})
    assert "V21" not in [rule for rule, _ in rules_found(coding, replace(codebook, fields=hidden))]


def bare(values: dict[str, str | int | float]) -> ArticleCoding:
    return replace(sound_coding(), incidents=(Incident("i", ARTICLE, CODER, "", values=values),))


def test_a_withdrawn_incident_has_no_problems() -> None:
    coding = with_incident(sound_coding(), status="withdrawn", values={}, evidence=())
    assert rules_found(coding) == []


def test_rows_of_a_group_the_codebook_no_longer_has_are_left_alone() -> None:
    codebook = incidents_codebook()
    gone = replace(codebook, groups=tuple(group for group in codebook.groups if group.key != "sources"), rules=())
    assert rules_found(sound_coding(), gone) == []


def test_a_codebook_words_a_rule_that_always_holds() -> None:
    codebook = incidents_codebook()
    rules = (Rule("R", "required", "hint", "Bitte ausfüllen.", {}),)
    coding = changed(sound_coding(), values={"country": None})
    (problem,) = problems_of(coding, replace(codebook, rules=rules))
    assert (problem.rule, problem.level, problem.message) == ("R", "hint", "Bitte ausfüllen.")


def test_a_condition_looks_at_each_code_of_several_but_at_text_as_a_whole() -> None:
    codebook = incidents_codebook()
    for field, code in (("tactics", "ambush"), ("notes", "ambush")):
        rule = Rule("R", "never", "hint", "", {"when": (Condition(field=field, any_of=(code,)),)})
        coding = changed(sound_coding(), values={field: "ambush; sniper"})
        found = rules_found(coding, replace(codebook, rules=(rule,)))
        assert found == ([("R", "tactics")] if field == "tactics" else [])


def test_without_any_rule_of_its_own_a_codebook_still_asks_for_words_and_required_fields() -> None:
    silent = replace(incidents_codebook(), rules=())
    coding = with_incident(sound_coding(), evidence=(), values={})
    found = {rule for rule, _ in rules_found(coding, silent)}
    assert {"required", "main_mention", "evidence_required"} <= found


def test_without_a_mention_where_the_codebook_asks_for_none() -> None:
    relaxed = replace(incidents_codebook(), mention_required=False)
    assert rules_found(changed(sound_coding(), without_spans=("",)), relaxed) == []
