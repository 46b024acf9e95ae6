# SPDX-License-Identifier: MIT
"""Work that a dialog asked for and that is refused: the fault is told in the dialog, with all that was typed in it."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from curator.app.dialogs.export_set import ExportDialog
from curator.app.layout_faults import layout_faults
from curator.app.main_window import MainWindow
from curator.app.mapping.dialog import MappingDialog
from curator.app.picture import settle
from curator.app.releases.new_release import NewReleaseDialog
from curator.app.releases.window import ReleasesDialog
from curator.domain.faults import InputRefused, UserFault
from curator.formats.dataset_writers import installed_writers

FULL = "The disk is full; nothing was written."


def ended(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.status.job.running, timeout=20_000)
    settle(window)


def shown(window: MainWindow, kind: type[Any]) -> Any:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    return found[0] if found else None


def test_an_export_that_is_refused_is_put_right_where_it_was_asked(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("keep me", "utf-8")
    opened.actions_by_id["file.export"].trigger()
    settle(opened)
    dialog: ExportDialog = shown(opened, ExportDialog)
    dialog.folder.line.setText(str(folder))
    dialog.texts.setChecked(False)
    dialog.format.setCurrentIndex(dialog.format.findData(installed_writers().writers[-1].name))
    chosen = dialog.format.currentText()
    dialog.main.click()
    assert not dialog.isVisible(), "the window and its button to stop are free meanwhile"
    ended(qtbot, opened)
    assert shown(opened, ExportDialog) is dialog
    assert str(folder) in dialog.refusal.text() or "mine" in dialog.refusal.text()
    assert dialog.refusal.isVisible()
    assert (dialog.folder.text, dialog.texts.isChecked(), dialog.format.currentText()) == (str(folder), False, chosen)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5_000)
    dialog.folder.line.deselect()  # the ground of chosen words is not that of the line
    assert layout_faults(dialog) == []
    assert not [row.text for row in opened.messages.rows() if row.text == dialog.refusal.text()], "it is told once"
    dialog.folder.line.setText(str(tmp_path / "other"))
    dialog.main.click()
    ended(qtbot, opened)
    assert shown(opened, ExportDialog) is None
    assert list((tmp_path / "other").iterdir())
    assert not opened.findChildren(ExportDialog)


def test_a_release_that_is_refused_keeps_its_name(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_options: Any) -> None:
        raise UserFault(FULL)

    monkeypatch.setattr("curator.tasks.releases.make_release", full)
    opened.jobs.releasing.show()
    opened.jobs.releasing._dialog.make.click()  # type: ignore[union-attr]  # it was just shown
    settle(opened)
    dialog: NewReleaseDialog = shown(opened, NewReleaseDialog)
    dialog.name.setText("First")
    dialog.main.click()
    ended(qtbot, opened)
    assert shown(opened, NewReleaseDialog) is dialog
    assert (dialog.name.text(), dialog.refusal.text()) == ("First", FULL)
    dialog.reject()


def test_a_release_that_cannot_be_written_out_is_told_beside_it(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_options: Any) -> None:
        raise UserFault(FULL)

    monkeypatch.setattr("curator.tasks.releases.export_release", full)
    assert opened.page is not None
    opened.jobs.releasing.show()
    opened.jobs.releasing._export(opened.page.workspace, "First", tmp_path / "out")
    ended(qtbot, opened)
    dialog: ReleasesDialog = shown(opened, ReleasesDialog)
    assert (dialog.refusal.text(), dialog.refusal.isVisible()) == (FULL, True)
    assert layout_faults(dialog) == []
    dialog.close()
    opened.jobs.releasing._export(opened.page.workspace, "First", tmp_path / "out")
    ended(qtbot, opened)
    assert any(row.text == FULL for row in opened.messages.rows())


def test_while_something_else_is_done_the_dialog_stays_and_says_so(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    go_on = threading.Event()
    opened.actions_by_id["file.export"].trigger()
    settle(opened)
    dialog: ExportDialog = shown(opened, ExportDialog)
    dialog.folder.line.setText(str(tmp_path / "other"))
    opened.status.job.start("Else", lambda _tell, _stop: go_on.wait(20), lambda _done: None, lambda _fault: None)
    dialog.main.click()
    settle(opened)
    assert dialog.isVisible()
    assert dialog.refusal.text().startswith("Something else is being done")
    go_on.set()
    ended(qtbot, opened)
    dialog.main.click()
    ended(qtbot, opened)
    assert list((tmp_path / "other").iterdir())


def test_a_mapping_is_there_again_with_the_places_of_the_fault(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.page is not None
    with opened.page.workspace.read() as reads:
        opened.page.workspace.act_as(reads.coders()[0])
    path = tmp_path / "list.csv"
    path.write_text("Headline,Colour\nA,red\n", "utf-8")
    opened.jobs.tables.look_at(path)
    qtbot.waitUntil(lambda: shown(opened, MappingDialog) is not None, timeout=20_000)
    dialog: MappingDialog = shown(opened, MappingDialog)
    qtbot.waitUntil(dialog.main.isEnabled, timeout=20_000)

    def refused(*_args: Any, **_options: Any) -> None:
        raise InputRefused("It was not taken.", ("Row 2: too long.",))

    monkeypatch.setattr("curator.tasks.table_in.bring_in", refused)
    dialog.name.setText("Ours")
    dialog.main.click()
    ended(qtbot, opened)
    assert shown(opened, MappingDialog) is dialog
    assert dialog.refusal.text() == "It was not taken. Row 2: too long."
    name = dialog.findChild(QLineEdit, "mapping.name")
    assert isinstance(name, QLineEdit)
    assert name.text() == "Ours"
    monkeypatch.undo()
    dialog.main.click()
    ended(qtbot, opened)
    assert shown(opened, MappingDialog) is None
    assert any("1 article" in row.text for row in opened.messages.rows())


def test_a_sheet_that_cannot_be_read_leaves_the_one_on_show(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Headline,Colour\nA,red\n", "utf-8")
    opened.jobs.tables.look_at(path)
    qtbot.waitUntil(lambda: shown(opened, MappingDialog) is not None, timeout=20_000)
    dialog: MappingDialog = shown(opened, MappingDialog)
    path.unlink()
    dialog.sheet_wanted.emit("Other")
    ended(qtbot, opened)
    assert "list.csv" in dialog.refusal.text()
    assert dialog.isVisible()
    dialog.reject()


def test_what_breaks_off_by_a_bug_brings_the_dialog_back_too(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: bugs.append(kind))

    def broken(*_args: Any, **_options: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("curator.tasks.export.export_set", broken)
    opened.actions_by_id["file.export"].trigger()
    settle(opened)
    dialog: ExportDialog = shown(opened, ExportDialog)
    dialog.folder.line.setText(str(tmp_path / "other"))
    dialog.main.click()
    ended(qtbot, opened)
    assert bugs == [RuntimeError]
    assert shown(opened, ExportDialog) is dialog
    assert "fault in Curator" in dialog.refusal.text()
    dialog.reject()


def test_a_dialog_that_stood_aside_goes_with_its_project(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_options: Any) -> None:
        raise UserFault(FULL)

    monkeypatch.setattr("curator.tasks.export.export_set", full)
    opened.actions_by_id["file.export"].trigger()
    settle(opened)
    dialog: ExportDialog = shown(opened, ExportDialog)
    dialog.folder.line.setText(str(tmp_path / "other"))
    dialog.main.click()
    opened.close_project()
    qtbot.waitUntil(lambda: not opened.findChildren(ExportDialog), timeout=20_000)
    assert not opened.status.job.running, "the next project can do something"
