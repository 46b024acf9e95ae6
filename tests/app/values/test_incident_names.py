# SPDX-License-Identifier: MIT
"""An incident is called by its letter in its article and by its number in the project, and the list says both."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.app.coding.conftest import Bench
from tests.app.values.test_to_settle import begin


def test_the_number_that_labels_of_steps_use_stands_in_the_list(bench: Bench) -> None:
    begin(bench)
    begin(bench)
    model = bench.page.side.incidents.model
    for row, entry in enumerate(bench.page.shown.incidents if bench.page.shown else ()):
        number = entry.incident.number
        assert number == row + 1
        index = model.index(row)
        assert index.data(Qt.ItemDataRole.DisplayRole).startswith(f"{entry.letter}, № {number}, ")
        assert f"Incident {number} of the project" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert bench.window.status.chosen.text().startswith("B (№ 2)")
    undo = bench.workspace.undo_target()
    assert undo is not None
    assert undo.label == "Add incident 2"
