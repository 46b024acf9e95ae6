# SPDX-License-Identifier: MIT
"""What a column of a table is, as the mapping dialog says it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from curator.app.mapping.columns_model import TARGET, ColumnsModel
from curator.domain.table_proposals import propose
from curator.formats.table_shape import Table
from tests.sound_case import incidents_codebook

BOOK = incidents_codebook()


def test_what_a_row_of_a_group_always_has_is_said_beside_its_column(qapp: QApplication) -> None:
    table = Table("t.csv", ("Title", "Killed"), (("A clash", "2"),), (2,))
    model = ColumnsModel(BOOK)
    model.show(table, propose(table.headings, BOOK))
    told = [model.index(row, TARGET).data() for row in range(model.rowCount())]
    assert told == ["Title", "Casualties 1: Count: Best (Killed, All)"]
