# SPDX-License-Identifier: MIT
"""Every rule of the built-in codebook: a coding that breaks it and one that just keeps it, also under other names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from curator.domain.coding import ArticleCoding
from curator.domain.ids import derived_id
from curator.domain.rules.context import Peak, Peaks, RuleContext
from curator.domain.rules.judging import problems_of
from curator.domain.rules.table import RULE_KINDS
from tests.renaming import prefixed, renamed, renamed_coding
from tests.sound_case import changed, incidents_codebook, note_of, sound_coding, span_of

_IRAQ = (38.7, 28.9, 48.7, 37.5)


def _peaks(rename: Callable[[str], str]) -> Peaks:
    """In other incidents of the project are 20 rows of killed, the largest with three."""
    key = (rename("casualties"), rename("best"), (rename("kind"),))
    return {key: {(rename("killed"),): Peak(20, ((derived_id("case", "other"), 3.0),))}}


KNOWN = RuleContext({"IRQ": _IRAQ, prefixed("IRQ"): _IRAQ}, {**_peaks(str), **_peaks(prefixed)})
COORDINATES = {"latitude": 35.8, "longitude": 43.3, "coord_source": "map"}
MONTH = {"date_start": "2019-11-01", "date_end": "2019-11-30", "date_precision": "month"}
YEAR = {"date_start": "2019-01-01", "date_end": "2019-12-31", "date_precision": "year"}
TWO_ROWS = ("again", "casualties", {"kind": "killed", "group": "state_forces", "qualifier": "vague"})
TOTAL = {"kind": "killed", "group": "all", "low": 2, "best": 2, "high": 2, "qualifier": "exact"}
CLAIMANT = ("claimant", "actors", {"role": "claimant", "type": "rebel_group"})
CIVILIANS = {"event_type": "violence_against_civilians", "sub_event_type": "attack"}
PROTEST = {"event_type": "protest", "sub_event_type": "peaceful_protest"}


def case(**changes: object) -> ArticleCoding:
    """The sound coding with changes; `published` changes the article."""
    published = str(changes.pop("published", "2019-11-09T16:20:00Z"))
    return changed(sound_coding(published), **changes)  # type: ignore[arg-type]


# rule, what breaks it, what keeps it (both as arguments of `case`)
CASES = [
    ("V01", {"values": {"sub_event_type": "grenade"}}, {"values": {"sub_event_type": "non_state_overtakes_territory"}}),
    ("V01", {"values": {"event_type": None}}, {"values": {"sub_event_type": None}}),
    ("V02", {"values": {"date_end": "2019-11-07"}}, {"values": {"date_end": "2019-11-08"}}),
    ("V03", {"values": {"date_start": "2019-11-07"}}, {}),
    (
        "V03",
        {"values": {"date_precision": "range", "date_start": "2019-11-02"}},
        {"values": {"date_precision": "range", "date_start": "2019-11-03"}},
    ),
    (
        "V03",
        {"values": {"date_precision": "range"}},
        {"values": {"date_precision": "range", "date_start": "2019-11-07"}},
    ),
    (
        "V03",
        {"values": {"date_precision": "week", "date_start": "2019-11-01"}},
        {"values": {"date_precision": "week", "date_start": "2019-11-02"}},
    ),
    ("V03", {"values": {**MONTH, "date_end": "2019-12-02"}}, {"values": MONTH}),
    ("V03", {"values": {**YEAR, "date_end": "2020-01-02"}}, {"values": YEAR}),
    ("V04", {"published": "2019-11-06"}, {"published": "2019-11-07"}),
    ("V04", {"published": "2019-11-06T23:59:59-11:00"}, {"published": "2019-11-06", "values": {"stage": "threatened"}}),
    ("V04", {"values": {**MONTH, "date_end": "2019-11-16", "date_start": "2019-11-10"}}, {"values": MONTH}),
    ("V05", {"published": "2020-01-08"}, {"published": "2020-01-07"}),
    ("V05", {"values": {**YEAR, "date_start": "2018-11-01", "date_end": "2019-10-31"}}, {"values": YEAR}),
    ("V06", {"published": "", "values": {"date_basis": "relative"}}, {"values": {"date_basis": "relative"}}),
    (
        "V06",
        {"published": "", "values": {"date_basis": "explicit_partial"}},
        {
            "published": "",
            "values": {"date_basis": "explicit_partial"},
            "spans": (span_of("2019", "date_start", role="anchor"),),
        },
    ),
    (
        "V06",
        {"published": "", "values": {"date_basis": "relative"}},
        {"published": "", "values": {"date_basis": "context"}},
    ),
    ("V07", {"row_values": {"killed": {"low": 3}}}, {"row_values": {"killed": {"low": 2}}}),
    (
        "V07",
        {"row_values": {"killed": {"high": 1, "qualifier": "approximate"}}},
        {"row_values": {"killed": {"high": None, "qualifier": "at_least"}}},
    ),
    (
        "V07",
        {"row_values": {"killed": {"low": 3, "best": None, "qualifier": "range"}}},
        {"row_values": {"killed": {"low": 1, "best": None, "qualifier": "range"}}},
    ),
    ("V08", {"row_values": {"killed": {"high": 4}}}, {}),
    (
        "V08",
        {"row_values": {"killed": {"low": None}}},
        {"row_values": {"killed": {"low": None, "qualifier": "approximate"}}},
    ),
    (
        "V08",
        {"row_values": {"killed": {"qualifier": "explicit_zero"}}},
        {"row_values": {"killed": {"low": 0, "best": 0, "high": 0, "qualifier": "explicit_zero"}}},
    ),
    (
        "V08",
        {"row_values": {"killed": {"qualifier": "vague"}}},
        {"row_values": {"killed": {"qualifier": "vague", "best": None}}},
    ),
    (
        "V08",
        {"row_values": {"killed": {"qualifier": "none_reported"}}},
        {"row_values": {"killed": {"qualifier": "none_reported", "low": None, "best": None, "high": None}}},
    ),
    (
        "V08",
        {"row_values": {"killed": {"qualifier": "at_most", "high": None}}},
        {"row_values": {"killed": {"qualifier": "at_most", "low": None, "best": None}}},
    ),
    ("V08", {"row_values": {"killed": {"qualifier": None}}}, {}),
    (
        "V08",
        {"row_values": {"killed": {"qualifier": "at_least", "low": None, "high": None}}},
        {"row_values": {"killed": {"qualifier": "at_least", "high": None}}},
    ),
    (
        "V09",
        {"without_spans": ("count",), "row_values": {"killed": {"low": None, "best": 1, "high": None}}},
        {"without_spans": ("count",), "row_values": {"killed": {"low": None, "best": 0, "high": None}}},
    ),
    ("V09", {"without_spans": ("count",)}, {"without_spans": ("count",), "spans": (span_of("two", "best", "killed"),)}),
    ("V09", {"without_spans": ("count",), "spans": (span_of("two", "count", "killed", "support"),)}, {}),
    (
        "V09",
        {
            "without_spans": ("count",),
            "row_values": {"killed": {"low": 0, "best": 0, "high": 0, "qualifier": "explicit_zero"}},
        },
        {"without_spans": ("count",), "row_values": {"killed": {"low": 0, "best": 0, "high": 0}}},
    ),
    ("V10", {"new_rows": (TWO_ROWS,)}, {"new_rows": (("again", "casualties", {**TWO_ROWS[2], "group": "civilians"}),)}),
    (
        "V10.total",
        {"new_rows": (("total", "casualties", {**TOTAL, "low": 3, "best": 3, "high": 3}),)},
        {"new_rows": (("total", "casualties", TOTAL),)},
    ),
    (
        "V10.total",
        {"new_rows": (("total", "casualties", {**TOTAL, "best": 1}),)},
        {"new_rows": (("total", "casualties", {**TOTAL, "kind": "injured", "best": 1}),)},
    ),
    ("V12", {"values": {**COORDINATES, "latitude": 90.5}}, {"values": {**COORDINATES, "latitude": 90.0}}),
    ("V12", {"values": {**COORDINATES, "latitude": -90.5}}, {"values": {**COORDINATES, "latitude": -90.0}}),
    (
        "V12.longitude",
        {"values": {**COORDINATES, "longitude": 181.0}},
        {"values": {**COORDINATES, "longitude": -180.0}},
    ),
    ("V12.both", {"values": {**COORDINATES, "longitude": None}}, {"values": COORDINATES}),
    (
        "V12.zero",
        {"values": {**COORDINATES, "latitude": 0.0, "longitude": 0.0}},
        {"values": {**COORDINATES, "latitude": 0.0}},
    ),
    ("V13", {"values": {**COORDINATES, "coord_source": "none"}}, {"values": COORDINATES}),
    ("V13", {"values": {**COORDINATES, "coord_source": None}}, {}),
    (
        "V13.country",
        {"values": {**COORDINATES, "coord_source": "article", "geo_precision": "6"}},
        {"values": {**COORDINATES, "coord_source": "article", "geo_precision": "5"}},
    ),
    ("V14", {"values": {"location_name": None}}, {"values": {"location_name": None, "geo_precision": "2"}}),
    ("V14.district", {"values": {"geo_precision": "3"}}, {"values": {"geo_precision": "3", "admin2": "Mosul"}}),
    ("V14.province", {"values": {"geo_precision": "4"}}, {"values": {"geo_precision": "4", "admin1": "Nineveh"}}),
    ("V16", {"values": CIVILIANS}, {"values": CIVILIANS, "row_values": {"army": {"type": "civilians"}}}),
    (
        "V16",
        {"values": CIVILIANS},
        {"values": CIVILIANS, "new_rows": (("v", "actors", {"role": "victim", "type": "civilians"}),)},
    ),
    (
        "V16",
        {"values": CIVILIANS},
        {"values": CIVILIANS, "new_rows": (("c", "casualties", {**TWO_ROWS[2], "group": "civilians"}),)},
    ),
    ("V16.flag", {"values": CIVILIANS}, {"values": {**CIVILIANS, "civilian_targeting": "yes"}}),
    ("V17", {"row_values": {"army": {"type": "civilians"}}}, {}),
    (
        "V17.armed",
        {"row_values": {"army": {"type": "protesters"}}},
        {"row_values": {"army": {"type": "identity_militia"}}},
    ),
    (
        "V17.armed",
        {"row_values": {"rebels": {"type": "rioters"}}},
        {"row_values": {"rebels": {"type": "unidentified"}}},
    ),
    ("V18", {"values": PROTEST}, {"values": PROTEST, "row_values": {"rebels": {"type": "protesters"}}}),
    (
        "V19",
        {"row_values": {"rebels": {"type": "unidentified"}}},
        {"row_values": {"rebels": {"type": "unidentified", "attribution": "unattributed"}}},
    ),
    (
        "V19.named",
        {"row_values": {"rebels": {"attribution": "unattributed"}}},
        {"row_values": {"rebels": {"attribution": "possible"}}},
    ),
    (
        "V20",
        {"row_values": {"rebels": {"attribution": "claimed_or_admitted"}}},
        {"row_values": {"rebels": {"attribution": "claimed_or_admitted"}}, "new_rows": (CLAIMANT,)},
    ),
    (
        "V20",
        {"row_values": {"rebels": {"attribution": "claimed_or_admitted"}}},
        {"row_values": {"rebels": {"attribution": "claimed_or_admitted"}, "police": {"who_type": "armed_group"}}},
    ),
    (
        "V21",
        {"without_spans": ("event_type",)},
        {"without_spans": ("event_type",), "notes": (note_of("event_type", basis="judgement"),)},
    ),
    ("V21", {"without_spans": ("date",)}, {}),
    (
        "V21",
        {"without_spans": ("who_text",), "spans": (span_of("police", "who_text", "police", "contradicts"),)},
        {"without_spans": ("who_text",), "spans": (span_of("police", "who_text", "police", "support"),)},
    ),
    (
        "V21",
        {"without_spans": ("name_text",)},
        {"without_spans": ("name_text",), "row_values": {"rebels": {"name_text": None}, "army": {"name_text": None}}},
    ),
    ("V21.mention", {"without_spans": ("",)}, {}),
    ("initiator", {"without_rows": ("rebels",)}, {}),
    ("target", {"without_rows": ("army",)}, {}),
    ("killed", {"row_values": {"killed": {"kind": "injured"}}}, {}),
    (
        "required",
        {"values": {"country": None}},
        {"values": {"country": None}, "notes": (note_of("country", state="not_stated"),)},
    ),
    ("required", {"values": {"title": None}, "notes": (note_of("title", state="not_stated"),)}, {}),
    ("required", {"row_values": {"rebels": {"attribution": None}}}, {"row_values": {"army": {"attribution": None}}}),
    ("V11", {"row_values": {"killed": {"best": 100}}}, {"row_values": {"killed": {"best": 8}}}),
    ("V11", {"row_values": {"killed": {"best": 9}}}, {"row_values": {"killed": {"best": 9, "kind": "injured"}}}),
    ("V15", {"values": COORDINATES | {"latitude": 38.2}}, {"values": COORDINATES}),
    (
        "V23",
        {"values": {"info_credibility": "1"}},
        {"values": {"info_credibility": "1"}, "new_rows": (("medic", "sources", {"who_text": "a doctor"}),)},
    ),
    (
        "V23",
        {"values": {"info_credibility": "1"}, "new_rows": (("again", "sources", {"who_text": "Police"}),)},
        {"values": {"info_credibility": "1"}, "new_rows": (("link", "links", {"relation": "same_event"}),)},
    ),
    (
        "V23",
        {"values": {"info_credibility": "1"}, "new_rows": (("link", "links", {"relation": "duplicate_report"}),)},
        {"values": {"info_credibility": "2"}},
    ),
    ("V25", {"values": {"notes": None}}, {}),
    *(
        ("V25.figures", {"values": {"notes": told}}, {"values": {"notes": fine}})
        for told, fine in (
            ("Rebels killed three soldiers.", "Rebels killed two soldiers."),
            ("Two killed, twenty-five wounded.", "Two killed, others wounded."),
            ("17 Katyusha rockets were fired.", "Rockets were fired from 17 km."),
            ("On 8 November 2019 rebels killed 5.", "On 8 November 2019 two were killed."),
            ("قتل خمسة جنود", "قتل جنديان"),
        )
    ),
    (
        "V25.figures",
        {"values": {"notes": "12 rockets were fired."}},
        {
            "values": {"notes": "12 rockets were fired."},
            "new_rows": (("rockets", "weapons", {"type": "rocket", "count": 12}),),
        },
    ),
    ("V26", {"row_values": {"killed": {"low": 3, "best": 3, "high": 3}}}, {}),
    (
        "V26",
        {"row_values": {"killed": {"low": 1, "best": 1, "high": 1}}},
        {"row_values": {"killed": {"low": 1, "best": 2, "high": 3, "qualifier": "range"}}},
    ),
    ("required", {"values": {"scope": "doubtful"}}, {"values": {"scope": "doubtful", "scope_reason": "one rumour"}}),
]


def rules_found(coding: ArticleCoding, under_other_names: bool) -> list[str]:
    codebook = incidents_codebook()
    if under_other_names:
        problems = problems_of(renamed_coding(coding, codebook), renamed(codebook), KNOWN)
        assert all(problem.field == "" or problem.field.startswith(prefixed("")) for problem in problems)
    else:
        problems = problems_of(coding, codebook, KNOWN)
    return [problem.rule for problem in problems]


@pytest.mark.parametrize("under_other_names", [False, True])
def test_the_sound_coding_has_no_problem(under_other_names: bool) -> None:
    assert rules_found(sound_coding(), under_other_names) == []


@pytest.mark.parametrize("under_other_names", [False, True], ids=["own names", "other names"])
@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{CASES[number][0]}-{number}")
def test_a_rule_finds_what_breaks_it_and_lets_the_rest_pass(number: int, under_other_names: bool) -> None:
    rule, breaks, keeps = CASES[number]
    assert rule in rules_found(case(**breaks), under_other_names)
    assert rule not in rules_found(case(**keeps), under_other_names)


def test_every_rule_of_the_codebook_is_tried() -> None:
    tried = {rule for rule, _, _ in CASES}
    elsewhere = {"V21.spans", "V22", "V24", "V27"}  # test_rules_always.py, test_rules_likely.py
    assert {rule.id for rule in incidents_codebook().rules} == tried | elsewhere


def test_every_rule_kind_is_in_use() -> None:
    used = {rule.kind for rule in incidents_codebook().rules}
    assert used | {"known_values", "limits", "proposals", "hidden_values", "waiting_words"} == set(RULE_KINDS)


def test_a_problem_leads_to_its_place() -> None:
    coding = case(row_values={"killed": {"low": 3}})
    (problem,) = [each for each in problems_of(coding, incidents_codebook()) if each.rule == "V07"]
    (row,) = coding.incidents[0].rows_of("casualties")
    assert (problem.incident, problem.group, problem.row, problem.field) == (
        coding.incidents[0].id,
        "casualties",
        row.id,
        "low",
    )
    assert problem.message == "Low (3) must not be above Best (2)."
    found = problems_of(case(without_rows=("killed",)), incidents_codebook())
    (missing,) = [each for each in found if each.level == "error"]
    assert (missing.rule, missing.group, missing.row, missing.field) == ("killed", "casualties", "", "")


def test_errors_come_before_warnings_and_the_order_is_always_the_same() -> None:
    coding = case(values={"event_type": "protest", "country": None, "date_start": "2019-11-09"}, published="2019-11-01")
    coding = changed(coding, without_rows=("killed",))  # found by the last rule, an error
    problems = problems_of(coding, incidents_codebook())
    levels = [problem.level for problem in problems]
    assert levels == sorted(levels)  # "error" before "warning"
    assert {"error", "warning"} == set(levels)
    assert problems == problems_of(coding, incidents_codebook())
