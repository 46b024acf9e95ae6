# SPDX-License-Identifier: MIT
"""Incidents in the columns of ACLED and UCDP GED: the sample equals the rows worked out by hand; what is left out is
counted; figures never lose what they say."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curator.domain.coding import ArticleCoding, Incident, Row, Scalar
from curator.domain.faults import InputRefused
from curator.domain.ids import derived_id
from curator.formats.codebook_toml import read_codebook_file
from curator.formats.manifest import SetOptions
from curator.formats.mapped_csv import AcledLikeWriter, UcdpLikeWriter
from curator.formats.mapping import mapping_named
from curator.formats.mapping_cells import MAKERS
from tests.conftest import PROJECT_ROOT
from tests.formats.memory_source import MemorySource
from tests.formats.sample_source import sample_codebook, sample_coding, sample_source
from tests.formats.worked_rows import ACLED, UCDP
from tests.renaming import prefixed, renamed, renamed_coding

WRITERS: dict[str, Any] = {"acled-like": AcledLikeWriter, "ucdp-ged-like": UcdpLikeWriter}
Change = Callable[[Incident], Incident]


def lines(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "manifest.json").read_bytes()))


def written(folder: Path, name: str, change: Change | None = None, **options: Any) -> list[dict[str, str]]:
    """The lines of the sample; `change` alters its third incident, an attack on a checkpoint, which is then alone."""
    source = sample_source()
    if change is not None:
        coding: ArticleCoding = source.held[0]
        source = replace(source, held=[replace(coding, incidents=(change(coding.incidents[2]),))])
    WRITERS[name]().write(folder, source, SetOptions(**options))
    return lines(folder, name)


def with_values(**values: Scalar) -> Change:
    return lambda incident: replace(incident, values={**incident.values, **values}, notes=())


def with_rows(group: str, *rows: dict[str, Scalar]) -> Change:
    def change(incident: Incident) -> Incident:
        others = tuple(row for row in incident.rows if row.group != group)
        made = tuple(Row(derived_id(group, str(n)), group, n, row) for n, row in enumerate(rows))
        return replace(incident, rows=(*others, *made), notes=(), evidence=())

    return change


def both(*changes: Change) -> Change:
    def change(incident: Incident) -> Incident:
        for each in changes:
            incident = each(incident)
        return incident

    return change


def killed(people: str, low: int, best: int, high: int, qualifier: str = "exact") -> dict[str, Scalar]:
    figures = {"low": low, "best": best, "high": high}
    return {"kind": "killed", "group": people, **{k: v for k, v in figures.items() if v >= 0}, "qualifier": qualifier}


def actor(role: str, name: str, kind: str) -> dict[str, Scalar]:
    return {"role": role, "canonical": name, "type": kind}


def test_the_sample_is_what_was_worked_out_by_hand_for_acled(tmp_path: Path) -> None:
    assert written(tmp_path, "acled-like") == [{name: row[name] for name in row} for row in ACLED]


def test_the_sample_is_what_was_worked_out_by_hand_for_ucdp(tmp_path: Path) -> None:
    assert written(tmp_path, "ucdp-ged-like") == UCDP
    assert manifest(tmp_path)["remarks"] == ["2 incidents left out: nobody was killed, or the article does not say so."]


def test_the_columns_stand_in_the_order_of_the_data_sets(tmp_path: Path, shared_data: Path) -> None:
    written(tmp_path, "ucdp-ged-like")
    ours = (tmp_path / "ucdp-ged-like.csv").read_text(encoding="utf-8").splitlines()[0]
    theirs = (shared_data / "ucdp-ged-sample" / "ged231_sample.csv").read_text(encoding="utf-8").splitlines()[0]
    assert ours == theirs


def test_labels_instead_of_numbers_for_the_actors(tmp_path: Path) -> None:
    rows = written(tmp_path, "acled-like", labels=True)
    assert (rows[0]["inter1"], rows[0]["inter2"]) == ("Political militia", "State forces")
    assert [row["interaction"] for row in rows[:2]] == [
        "State forces-Political militia", "Political militia-External/Other forces"
    ]  # fmt: skip


def test_an_actor_alone(tmp_path: Path) -> None:
    alone = with_rows("actors", actor("initiator", "Students", "protesters"))
    assert written(tmp_path, "acled-like", alone)[0]["interaction"] == "60"
    (tmp_path / "b").mkdir()
    assert written(tmp_path / "b", "acled-like", alone, labels=True)[0]["interaction"] == "Protesters only"


def test_who_is_named_second_is_an_associate(tmp_path: Path) -> None:
    (row,) = written(tmp_path, "acled-like", with_rows(
        "actors", actor("initiator", "A", "rebel_group"), actor("initiator", "B", "rebel_group"),
        actor("associated_with_initiator", "C", "rebel_group"), actor("victim", "Villagers", "civilians"),
    ))  # fmt: skip
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("A", "B; C", "Villagers")


@pytest.mark.parametrize(
    ("precision", "start", "end", "day", "acled", "ucdp"),
    [
        ("day", "2020-02-03", "2020-02-03", "2020-02-03", "1", "1"),
        ("range", "2020-02-03", "2020-02-06", "2020-02-04", "2", "2"),
        ("week", "2020-02-03", "2020-02-09", "2020-02-06", "2", "3"),
        ("month", "2020-02-01", "2020-02-29", "2020-02-15", "3", "4"),
        ("month", "2020-02-20", "2020-03-10", "2020-02-29", "3", "4"),
        ("year", "2020-01-01", "2020-12-31", "2020-07-01", "3", "5"),
    ],
)
def test_dates_and_their_precision(
    tmp_path: Path, precision: str, start: str, end: str, day: str, acled: str, ucdp: str
) -> None:
    change = with_values(date_start=start, date_end=end, date_precision=precision)
    (row,) = written(tmp_path, "acled-like", change)
    assert (row["event_date"], row["year"], row["time_precision"]) == (day, day[:4], acled)
    (tmp_path / "u").mkdir()
    (row,) = written(tmp_path / "u", "ucdp-ged-like", change)
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (start, end, ucdp)


def test_what_a_data_set_does_not_take_is_counted_with_the_reason(tmp_path: Path) -> None:
    assert written(tmp_path, "acled-like", with_values(scope="out_of_scope")) == []
    assert manifest(tmp_path)["remarks"] == ["1 incident left out: out of scope."]
    for stage, left in (("threatened", 0), ("foiled", 1)):
        (tmp_path / stage).mkdir()
        assert len(written(tmp_path / stage, "acled-like", with_values(stage=stage))) == left


@pytest.mark.parametrize(
    ("row", "there"),
    [
        (killed("all", 0, 0, 0, "explicit_zero"), False),
        (killed("all", -1, -1, -1, "none_reported"), False),
        (killed("all", -1, -1, 3, "at_most"), True),
        (killed("all", 6, 6, -1, "at_least"), True),
        (killed("all", -1, -1, -1, "vague"), True),
    ],
)
def test_without_deaths_it_is_no_ucdp_event(tmp_path: Path, row: dict[str, Scalar], there: bool) -> None:
    assert bool(written(tmp_path, "ucdp-ged-like", with_rows("casualties", row))) == there


def test_deaths_go_to_the_side_they_belong_to_and_add_up(tmp_path: Path) -> None:
    (row,) = written(tmp_path, "ucdp-ged-like", with_rows(
        "casualties", killed("state_forces", 1, 1, 1), killed("rebel_group", 2, 3, 4), killed("civilians", 5, 5, 5),
        killed("unknown", 7, 7, 9), {"kind": "injured", "group": "civilians", "best": 99, "qualifier": "exact"},
    ))  # fmt: skip
    figures = {name: row[name] for name in row if name.startswith("deaths_") or name in ("low", "best", "high")}
    assert figures == {
        "deaths_a": "1", "deaths_b": "3", "deaths_civilians": "5", "deaths_unknown": "7", "best": "16", "high": "19",
        "low": "15",
    }  # fmt: skip


def test_of_two_sides_of_one_type_nobody_knows_whose_the_dead_are(tmp_path: Path) -> None:
    (row,) = written(tmp_path, "ucdp-ged-like", both(
        with_rows("actors", actor("initiator", "A", "rebel_group"), actor("target", "B", "rebel_group")),
        with_rows("casualties", killed("rebel_group", 4, 4, 4)),
    ))  # fmt: skip
    assert (row["type_of_violence"], row["deaths_a"], row["deaths_b"], row["deaths_unknown"]) == ("2", "0", "0", "4")


def test_one_sided_violence(tmp_path: Path) -> None:
    (row,) = written(tmp_path, "ucdp-ged-like", both(
        with_rows("actors", actor("initiator", "Army", "state_forces"), actor("target", "Villagers", "civilians")),
        with_rows("casualties", killed("civilians", 4, 4, 4)),
    ))  # fmt: skip
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("3", "Army", "Civilians")
    assert (row["deaths_b"], row["deaths_civilians"], row["best"]) == ("0", "4", "4")


def test_a_state_is_side_a_whoever_began(tmp_path: Path) -> None:
    army, rebels = ("Army", "state_forces"), ("Rebels", "rebel_group")
    for name, (first, second) in {"x": (army, rebels), "y": (rebels, army)}.items():
        (tmp_path / name).mkdir()
        actors = with_rows("actors", actor("initiator", *first), actor("target", *second))
        (row,) = written(tmp_path / name, "ucdp-ged-like", actors)
        assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("Army", "Rebels", "1")


def test_coordinates_and_a_headline_with_quotation_marks(tmp_path: Path) -> None:
    source = sample_source()
    coding = source.held[0]
    incident = with_values(latitude=36.5, longitude=43.0)(coding.incidents[2])
    article = replace(coding.article, fields={**coding.article.fields, "title": 'The "attack", again'})
    source = replace(source, held=[replace(coding, article=article, incidents=(incident,))])
    UcdpLikeWriter().write(tmp_path, source, SetOptions())
    (row,) = lines(tmp_path, "ucdp-ged-like")
    assert (row["geom_wkt"], row["latitude"]) == ("POINT (43.0 36.5)", "36.5")
    assert row["source_article"] == '"7Dnews,2019-11-09,The ""attack"", again"'


def test_a_proposed_value_does_not_leave(tmp_path: Path) -> None:
    def propose(incident: Incident) -> Incident:
        notes = tuple(replace(note, proposed=True) for note in incident.notes)
        return replace(incident, notes=notes)

    plain = written(tmp_path, "acled-like", lambda incident: incident)
    (tmp_path / "p").mkdir()
    proposed = written(tmp_path / "p", "acled-like", propose)
    assert plain[0]["inter1"] == "2"
    assert proposed[0]["inter1"] == ""


def test_each_line_can_be_traced_to_its_incident_and_words(tmp_path: Path) -> None:
    rows = written(tmp_path, "ucdp-ged-like")
    crosswalk = {line["id"]: line["incident"] for line in lines(tmp_path, "crosswalk")}
    evidence = {line["incident"] for line in lines(tmp_path, "evidence")} - {""}
    assert {crosswalk[row["id"]] for row in rows} == evidence
    assert evidence == {incident.id for incident in sample_coding().incidents[2:]}


def test_a_codebook_of_other_names_is_refused_and_one_that_lacks_a_field_leaves_it_empty(tmp_path: Path) -> None:
    book, other = sample_codebook(), read_codebook_file(PROJECT_ROOT / "resources" / "codebooks" / "accidents.toml")
    strange = MemorySource(renamed(book, prefixed), [], [renamed_coding(sample_coding(), book)])
    for source in (strange, MemorySource(other, [], [])):
        with pytest.raises(InputRefused, match="needs the field"):
            AcledLikeWriter().write(tmp_path, source, SetOptions())
    lesser = replace(book, fields=tuple(field for field in book.fields if field.key not in ("tags", "scope")))
    AcledLikeWriter().write(tmp_path, replace(sample_source(), codebook=lesser), SetOptions())
    assert len(lines(tmp_path, "acled-like")) == 5
    assert manifest(tmp_path)["remarks"] == ["The codebook lacks scope, tags: what needs them is empty."]


def test_the_files_of_mappings_name_only_what_the_codebook_has() -> None:
    for name in WRITERS:
        mapping = mapping_named(name)
        assert mapping.missing(sample_codebook()) == ()
        assert {column.maker for column in mapping.columns} <= MAKERS
        assert mapping.label == WRITERS[name].label
        for column in mapping.columns:
            node = sample_codebook().node(str(column.said.get("field")))
            listed = sample_codebook().choices_of(node) if node is not None and column.maker == "code" else None
            known = {choice.code for choice in listed.choices} if listed is not None else set()
            assert known <= set(column.codes) | {"XKX"}, column.name  # Kosovo has no number in ISO 3166
