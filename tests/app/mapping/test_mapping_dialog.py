# SPDX-License-Identifier: MIT
"""The mapping dialog: sheets, kept mappings, what cannot be planned; and the boxes of corrections."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.mapping.columns_model import TARGET
from curator.app.mapping.corrections_model import HERE, REMARK, WHAT, CorrectionsModel
from curator.app.mapping.dialog import MappingDialog
from curator.formats.table_shape import Table
from curator.operations import Save
from curator.tasks.correction_list import Correction
from curator.tasks.table_plan import TablePlan, plan_table
from curator.workspace import Workspace

TABLE = Table("list.xlsx", ("Headline", "Kind"), (("A", "riot"), ("B", "war")), (2, 3), "One", ("One", "Two"))


@pytest.fixture
def workspace(opened: MainWindow) -> Workspace:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    return workspace


def shown(qtbot: QtBot, workspace: Workspace, window: MainWindow, table: Table = TABLE) -> MappingDialog:
    dialog = MappingDialog(workspace, table, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.told.text() != "Looking at the rows …", timeout=10_000)
    return dialog


def test_another_sheet_is_asked_for_and_shown(qtbot: QtBot, opened: MainWindow, workspace: Workspace) -> None:
    dialog = shown(qtbot, workspace, opened)
    wanted: list[str] = []
    dialog.sheet_wanted.connect(wanted.append)
    dialog.sheet.setCurrentText("Two")
    dialog.sheet.activated.emit(1)
    assert wanted == ["Two"]
    dialog.show_table(Table("list.xlsx", ("Title",), (("C",),), (2,), "Two", ("One", "Two")))
    assert dialog.sheet.currentText() == "Two"
    assert dialog.model.rowCount() == 1
    dialog.close()


def test_what_an_older_mapping_would_bring_is_not_brought_in(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(qtbot, workspace, opened)
    answers: list[Callable[[object], None]] = []
    monkeypatch.setattr(dialog._background, "run", lambda _work, then, *_more, **_named: answers.append(then))
    late = dialog.plan
    assert late is not None
    dialog._plan()
    assert dialog.model.setData(dialog.model.index(0, TARGET), "")
    answers[0](late)
    assert dialog.plan is None
    assert not dialog.main.isEnabled()
    dialog.close()


LONG = Table("long.csv", ("Headline", "Kind"), tuple((f"A {number}", "riot") for number in range(300)),
             tuple(range(2, 302)))  # fmt: skip


def test_of_a_long_table_the_first_rows_are_planned_at_once_and_the_rest_meanwhile(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, planned = Event(), list[int]()

    def planning(*given: object, first: int = 0, **named: object) -> TablePlan:
        planned.append(first)
        if not first:
            assert go_on.wait(20)
        return plan_table(*given, first=first, **named)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr("curator.app.mapping.dialog.plan_table", planning)
    dialog = MappingDialog(workspace, LONG, opened)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Of the first 50 rows: New articles: 50"), timeout=10_000)
    assert "Looking at all 300 rows" in dialog.told.text()
    assert dialog.plan is None
    assert not dialog.main.isEnabled(), "all rows come in, or none"
    go_on.set()
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=10_000)
    assert dialog.told.text().startswith("New articles: 300")
    assert dialog.main.isEnabled()
    assert planned == [50, 0]
    dialog.close()


def test_the_newest_change_of_a_mapping_stops_what_is_planned_for_an_older_one(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = Event()

    def planning(
        *given: object, first: int = 0, cancelled: Callable[[], bool] = lambda: False, **named: object
    ) -> TablePlan:  # fmt: skip
        if not first and not stopped.is_set():
            for _ in range(1_000):
                if cancelled() or stopped.wait(0.01):
                    break
            stopped.set()
        return plan_table(*given, first=first, cancelled=cancelled, **named)  # type: ignore[arg-type]  # as above

    monkeypatch.setattr("curator.app.mapping.dialog.plan_table", planning)
    dialog = MappingDialog(workspace, LONG, opened)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Of the first"), timeout=10_000)
    assert dialog.model.setData(dialog.model.index(1, TARGET), f"incident.{workspace.codebook.title_field}")
    assert not dialog.main.isEnabled()
    qtbot.waitUntil(stopped.is_set, timeout=10_000)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=10_000)
    assert dialog.plan is not None
    assert (dialog.plan.new_articles, dialog.plan.incidents) == (300, 300), "of the mapping with the second column"
    dialog.close()


def test_a_column_may_fill_two_fields_and_a_kept_mapping_is_offered(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    dialog = shown(qtbot, workspace, opened)
    row = dialog.model.add_use(1)
    title = workspace.codebook.title_field
    assert dialog.model.setData(dialog.model.index(row, TARGET), f"incident.{title}")
    assert not dialog.model.setData(dialog.model.index(row, TARGET), "incident.nothing")
    qtbot.waitUntil(lambda: dialog.plan is not None and dialog.plan.incidents == 2, timeout=10_000)
    workspace.run(Save("mapping", "Ours", dialog.model.mapping.to_json()))
    dialog.close()
    again = shown(qtbot, workspace, opened)
    assert [again.model.use(at).target for at in range(2)] == ["article.title", f"incident.{title}"], "by the headings"
    assert again.choice.findText("Ours") > 0
    again.close()


def test_of_several_fields_that_hold_what_is_typed_none_is_guessed(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    dialog = shown(qtbot, workspace, opened)
    delegate = dialog.columns.itemDelegateForColumn(TARGET)
    index = dialog.model.index(0, TARGET)
    editor = delegate.createEditor(dialog.columns, QStyleOptionViewItem(), index)
    assert isinstance(editor, QComboBox)
    before = dialog.model.use(0).target
    editor.setEditText("dat")  # “Article: Date…”, “Date: First day” and more
    delegate.setModelData(editor, dialog.model, index)
    assert dialog.model.use(0).target == before
    editor.setEditText("article: outl")
    delegate.setModelData(editor, dialog.model, index)
    assert dialog.model.use(0).target == "article.outlet"
    dialog.close()


def test_where_nobody_codes_that_is_said(qtbot: QtBot, opened: MainWindow, workspace: Workspace) -> None:
    workspace.act_as(None)
    dialog = shown(qtbot, workspace, opened)
    assert dialog.told.text().startswith("Say first who is coding")
    assert not dialog.main.isEnabled()
    dialog.close()


def test_what_cannot_be_taken_is_never_ticked(tmp_path: Path) -> None:
    model = CorrectionsModel(
        [
            Correction("changed", "incidents.csv", 2, "“A”", "Title", old="x", new="y"),
            Correction("changed", "incidents.csv", 3, "“B”", "Title", refused="it is none"),
            Correction("changed", "incidents.csv", 4, "“C”", "Title", old="1", exported="0", conflict=True),
            Correction("removed", "incidents.csv", 0, "“D”"),
        ]
    )
    states = [model.index(row, WHAT).data(Qt.ItemDataRole.CheckStateRole) for row in range(4)]
    off, on = Qt.CheckState.Unchecked, Qt.CheckState.Checked
    assert states == [on, off, off, off]
    for row in range(4):
        model.turn(row)
    assert [one.where for one in model.ticked] == ["“C”", "“D”"]
    model.tick_all(True)
    assert [one.where for one in model.ticked] == ["“A”"]
    assert model.index(2, REMARK).data() == "changed in the project too since the export (it was “0”)"
    assert model.index(0, HERE).data() == "x"
    assert model.setData(model.index(3, WHAT), on.value, Qt.ItemDataRole.CheckStateRole)
    assert [one.where for one in model.ticked] == ["“A”", "“D”"]
