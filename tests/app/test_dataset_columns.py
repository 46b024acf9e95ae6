# SPDX-License-Identifier: MIT
"""The table of incidents has the codebook's derived columns: which are shown is chosen, remembered, and exported."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from curator.app.dataset.page import DatasetPage
from curator.app.dataset.wording import derived_text, heading
from curator.app.picture import settle
from curator.domain.derived import derived_cells
from curator.operations import AddIncident, AddRow, SetValue
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.shown_columns import shown_columns
from tests.app.coding.conftest import Bench, bench

__all__ = ["bench"]


def table_of(bench: Bench) -> DatasetPage:
    bench.page.views.turn()
    bench.rest()
    table = bench.page.views.table
    assert isinstance(table, DatasetPage)
    return table


def coded(bench: Bench) -> str:
    incident = str(bench.run(AddIncident(bench.article, (0, 39), {"title": "Attack"})))
    dead = {"kind": "killed", "qualifier": "exact"}
    bench.run(AddRow(incident, "casualties", {**dead, "group": "civilians", "low": 2, "best": 2, "high": 2}))
    bench.run(AddRow(incident, "casualties", {**dead, "group": "state_forces", "low": 1, "best": 1, "high": 1}))
    bench.run(AddRow(incident, "actors", {"role": "initiator", "name_text": "Rebels", "type": "rebel_group"}))
    return incident


def shown_names(panel: DatasetPage) -> list[str]:
    return [heading(column) for column in panel.shown_columns]


def cell(panel: DatasetPage, name: str) -> str:
    at = next(at for at, column in enumerate(panel.columns) if heading(column) == name)
    return str(panel.model.index(0, at).data() or "")


def tick(panel: DatasetPage, name: str) -> None:
    """Choose a column in the menu that C opens."""
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_C)
    menu = panel.table.findChild(QMenu, "dataset.columns_menu")
    assert menu is not None
    action: QAction = next(each for each in menu.actions() if each.text() == name)
    action.trigger()
    menu.close()


def test_totals_are_shown_at_once_and_others_when_they_are_chosen(bench: Bench) -> None:
    coded(bench)
    panel = table_of(bench)
    assert {"Killed", "Injured"} <= set(shown_names(panel))
    assert cell(panel, "Killed") == "3"
    assert "Initiator" not in shown_names(panel)
    tick(panel, "Initiator")
    tick(panel, "Type of initiator")
    bench.rest()
    assert {"Initiator", "Type of initiator"} <= set(shown_names(panel))
    assert cell(panel, "Initiator") == "Rebels"
    assert cell(panel, "Type of initiator") == "Rebel group"
    tick(panel, "Injured")
    assert "Injured" not in shown_names(panel)


def test_what_is_shown_is_what_the_rules_of_derived_columns_say_and_follows_changes(bench: Bench) -> None:
    incident = coded(bench)
    panel = table_of(bench)
    for column in panel.columns:
        if column.derived is not None and not column.usual:
            tick(panel, heading(column))
    bench.rest()
    book = bench.workspace.codebook
    with bench.workspace.read() as reads:
        coding = reads.coding(bench.article)
    cells = derived_cells(coding, coding.incidents[0], book)
    for derived in book.derived:
        if derived.kind != "count_total":
            value = cells[derived.key]
            assert cell(panel, derived.label) == derived_text(book, derived, value), derived.key
    row = coding.incidents[0].rows_of("casualties")[0].id
    bench.workspace.run(SetValue(incident, "best", 5, row=row))
    bench.workspace.run(SetValue(incident, "low", 5, row=row))
    bench.workspace.run(SetValue(incident, "high", 5, row=row))
    panel.read()
    settle(bench.window)
    assert cell(panel, "Killed") == "6"


def test_the_choice_comes_back_and_the_file_has_what_is_shown(bench: Bench, tmp_path: Path) -> None:
    coded(bench)
    panel = table_of(bench)
    tick(panel, "Initiator")
    tick(panel, "Injured")
    look, shown = panel.look, shown_names(panel)
    panel.table.hide_columns(())
    panel.wear_look(look)
    assert shown_names(panel) == shown
    columns, elsewhere = shown_columns(panel.shown_columns, bench.workspace.codebook)
    assert not elsewhere
    export_set(bench.workspace, tmp_path / "shown", ExportOptions(columns=columns))
    with (tmp_path / "shown" / "incidents.csv").open(encoding="utf-8", newline="") as file:
        (line,) = csv.DictReader(file)
    assert (line["killed_low"], line["killed_best"], line["killed_qualifier"]) == ("3", "3", "exact")
    assert line["initiator"] == "Rebels"
    assert "injured_best" not in line


def test_a_derived_column_is_not_sorted_by_and_says_so(bench: Bench) -> None:
    coded(bench)
    panel = table_of(bench)
    told: list[str] = []
    panel.told.connect(told.append)
    at = next(at for at, column in enumerate(panel.columns) if column.derived is not None)
    tip = panel.model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "cannot be sorted" in tip
    before = panel.wish()().order
    panel.table.horizontalHeader().sectionClicked.emit(at)
    assert panel.wish()().order == before
    assert told == ["The list cannot be sorted by a column that is computed from rows."]


def test_the_menu_of_columns_stays_open_while_one_ticks(bench: Bench) -> None:
    coded(bench)
    panel = table_of(bench)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_C)
    menu = panel.table.findChild(QMenu, "dataset.columns_menu")
    assert menu is not None
    initiator = next(each for each in menu.actions() if each.text() == "Initiator")
    menu.setActiveAction(initiator)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    target = next(each for each in menu.actions() if each.text() == "Target")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(target).center())
    assert menu.isVisible()
    assert {"Initiator", "Target"} <= set(shown_names(panel))
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert panel.isVisible()
