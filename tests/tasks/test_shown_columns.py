# SPDX-License-Identifier: MIT
"""Every column that a list of incidents can show is in an export, or is said to stand elsewhere."""

from __future__ import annotations

from curator.formats.csv_columns import incidents_file
from curator.tasks.incident_columns import list_columns
from curator.tasks.shown_columns import shown_columns
from tests.codings_strategy import small_codebook

BOOK = small_codebook()


def test_every_column_is_exported_or_said_to_stand_elsewhere() -> None:
    listed = list_columns(BOOK, True)
    there = incidents_file(BOOK)
    for column in listed:
        columns, elsewhere = shown_columns([column], BOOK)
        assert bool(columns) is not bool(elsewhere), column.key
        assert {each.key for each in columns} <= set(there.names)
        if column.node is not None and not column.node.private:
            assert [each.key for each in columns] == list(column.leaves)


def test_columns_keep_their_order_and_stand_once() -> None:
    listed = list_columns(BOOK, True)
    columns, _ = shown_columns([*reversed(listed), *listed], BOOK)
    keys = [each.key for each in columns]
    assert len(keys) == len(set(keys))
    backwards = [each for column in reversed(listed) for each in shown_columns([column], BOOK)[0]]
    assert keys == [each.key for each in dict.fromkeys(backwards)]


def test_the_number_on_the_screen_becomes_the_id_and_the_coder_a_name() -> None:
    listed = {column.key: column for column in list_columns(BOOK, True)}
    columns, _ = shown_columns([listed["incident.n"], listed["coder.name"]], BOOK)
    assert [each.key.rstrip("_") for each in columns] == ["id", "coder_name"]
