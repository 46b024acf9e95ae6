# SPDX-License-Identifier: MIT
"""A mapping is a value: it is written and read back, known again by headings, and proposed by the codebook's names."""

from __future__ import annotations

import json

import pytest

from curator.domain.faults import InputRefused
from curator.domain.mapped_rows import RowReader
from curator.domain.table_mapping import (
    ColumnUse,
    Constant,
    TableMapping,
    all_targets,
    fitness,
    fitted,
    from_json,
    label_of,
    mapping_of,
    target_of,
)
from curator.domain.table_proposals import propose
from tests.renaming import renamed
from tests.sound_case import incidents_codebook

BOOK = incidents_codebook()


def test_it_is_written_and_read_back() -> None:
    mapping = TableMapping(
        "Ours", (ColumnUse("A", "incident.title", {"x": "y"}, {"B": ("", "1")}), ColumnUse("B", "")),
        (Constant("incident.stage", "attempted"),), ("A", "B"),
    )  # fmt: skip
    assert mapping_of(json.dumps(mapping.to_json())) == mapping


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "1", '{"format": "x", "columns": []}', '{"format": "curator-table-mapping/1"}',
             '{"format": "curator-table-mapping/1", "columns": [{"heading": 1, "to": ""}]}', "[" * 5000,
             '{"format": "curator-table-mapping/1", "columns": [], "always": [{"to": "key", "value": "\\u0000"}]}'],
)  # fmt: skip
def test_what_is_none_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputRefused, match="no mapping of a table"):
        mapping_of(text)


def test_each_target_is_found_by_how_it_is_written_and_has_a_label_of_its_own() -> None:
    targets = list(all_targets(BOOK))
    assert all(target_of(str(target), BOOK) == target for target in targets)
    labels = [label_of(target, BOOK) for target in targets]
    assert len(set(labels)) == len(labels)
    for unknown in ("incident.nothing", "incident.date", "rows.actors.0.type", "rows.actors.1.x", "x", "words.notes"):
        assert target_of(unknown, BOOK) is None


def test_columns_are_proposed_by_keys_and_labels_of_the_codebook_in_force() -> None:
    headings = ["title", "Sub-event type", "Date: First day", "actors_2_type", "Headline", "quote", "Colour"]
    uses = [use.target for use in propose(headings, BOOK).uses]
    assert uses == [
        "incident.title", "incident.sub_event_type", "incident.date_start", "rows.actors.2.type", "article.title",
        "words", "",
    ]  # fmt: skip
    other = renamed(BOOK)
    assert propose(["x_notes", "notes"], other).uses[0].target == "incident.x_notes"


def test_a_column_called_like_a_total_of_the_data_set_is_the_row_that_is_this_total() -> None:
    headings = ["Title", "Killed", "injured_low", "injured_high", "Actors 1: Type"]
    mapping = propose(headings, BOOK)
    total = next(each for each in BOOK.derived if each.key == "killed")
    group = total.group
    assert mapping.uses[1].target == f"rows.{group}.1.best"
    assert [use.target for use in mapping.uses[2:4]] == [f"rows.{group}.2.low", f"rows.{group}.2.high"]
    row = RowReader(mapping, headings, BOOK).read(2, ["A clash", "12", "3", "", ""])
    assert row.rows[group, 1]["kind"] == "killed"
    assert row.rows[group, 1]["group"] == "all"
    assert row.rows[group, 1]["best"] == 12
    assert row.rows[group, 2]["kind"] == "injured"
    assert not propose(["Title"], BOOK).constants, "nothing is filled where nothing is told"


def test_a_list_of_articles_is_known_as_one() -> None:
    uses = [use.target for use in propose(["Headline", "Source", "Date", "Body", "Link"], BOOK).uses]
    assert uses == ["article.title", "article.outlet", "article.published", "article.text", "article.url"]


def test_a_mapping_is_known_again_by_the_headings_of_its_columns() -> None:
    mapping = TableMapping("", (ColumnUse("Event Date", "incident.date_start"), ColumnUse("Notes", "incident.notes")))
    assert fitness(mapping, ["notes", "event_date", "other"]) == 1.0
    assert fitness(mapping, ["notes", "other"]) == 0.0
    fitting = fitted(mapping, ["other", "event_date"], BOOK)
    assert [(use.heading, use.target) for use in fitting.uses] == [("other", ""), ("event_date", "incident.date_start")]
    assert [use.target for use in fitted(mapping, ["event_date"], renamed(BOOK)).uses] == [""]
    assert from_json(fitting.to_json()) == fitting


def reader(*uses: ColumnUse, always: tuple[Constant, ...] = ()) -> RowReader:
    return RowReader(TableMapping("", uses, always), [use.heading for use in uses], BOOK)


def test_a_cell_that_cannot_be_understood_is_told_by_row_and_column_and_kept_in_a_note() -> None:
    row = reader(ColumnUse("Dead", "rows.casualties.1.best"), ColumnUse("T", "incident.title")).read(7, ["many", "A"])
    assert row.values == {"title": "A"}
    assert dict(row.notes) == {("casualties", 1, "best"): "In the table: “many”"}
    assert row.warnings[0].sentence.startswith("Row 7, Dead: a whole number is expected")


def test_codes_are_translated_and_constants_fill_rows_that_are_there() -> None:
    uses = (
        ColumnUse("Kind", "incident.event_type", {"1": "battle", "*": ""}),
        ColumnUse("Who", "rows.actors.1.name_text"),
        ColumnUse("Kind", "rows.actors.1.type", {"1": "state_forces", "*": ""}, {"Who": ("Army",)}),
    )
    mapping = TableMapping(
        "", uses, (Constant("rows.actors.1.role", "initiator"), Constant("rows.actors.2.role", "target"))
    )
    reading = RowReader(mapping, ["Kind", "Who"], BOOK)
    row = reading.read(2, ["1", "Army"])
    assert row.values == {"event_type": "battle"}
    assert row.rows == {("actors", 1): {"name_text": "Army", "type": "state_forces", "role": "initiator"}}
    assert reading.read(3, ["9", "Police"]).rows == {("actors", 1): {"name_text": "Police", "role": "initiator"}}
    assert not reading.read(4, ["", ""]).codes


def test_no_figure_is_left_without_its_qualifier() -> None:
    uses = [ColumnUse(part, f"rows.casualties.1.{part}") for part in ("low", "best", "high")]
    figures = {
        ("3", "3", "3"): "exact",
        ("1", "2", "3"): "range",
        ("0", "0", "0"): "explicit_zero",
        ("", "2", ""): "exact",
    }
    for cells, qualifier in figures.items():
        assert reader(*uses).read(2, list(cells)).rows["casualties", 1]["qualifier"] == qualifier
    assert reader(*uses).read(2, ["", "2", ""]).rows["casualties", 1]["low"] == 2


def test_the_order_of_days_is_learnt_from_the_whole_column() -> None:
    reading = reader(ColumnUse("Day", "incident.date_start"), ColumnUse("Out", "article.published"))
    reading.look([["25/12/2019", "12/25/2019"], ["1/2/2019", "1/2/2019"]])
    row = reading.read(2, ["1/2/2019", "1/2/2019"])
    assert row.values == {"date_start": "2019-02-01"}
    assert row.article == {"published": "2019-01-02"}
