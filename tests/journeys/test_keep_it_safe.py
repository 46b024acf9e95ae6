# SPDX-License-Identifier: MIT
"""Copies, backups, checks, codings brought in; leaving and coming back: all with mouse and keys in the window."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from curator import paths
from curator.app.dialogs.import_report import ImportReportDialog
from curator.app.main_window import MainWindow
from curator.app.reader.view import ReaderView
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.assets import asset
from curator.tasks.check import check_project
from curator.workspace import Workspace
from tests.journeys.hand import CTRL, Hand

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    """The sample is open for "Coder 2", who has just said so."""
    hand = Hand(qtbot, opened)
    opened.who_codes.bar.name.setEditText("Coder 2")
    hand.click(opened.who_codes.bar.ok.objectName())
    return hand


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def said(hand: Hand) -> str:
    """The newest message."""
    rows = hand.window.messages.rows()
    return rows[0].text if rows else ""


def in_menu(hand: Hand, menu: str, action: str) -> None:
    """Open a menu with the mouse and press the row of the action."""
    shown = hand.window.menus[menu]
    shown.popup(hand.window.mapToGlobal(hand.window.rect().topLeft()))
    hand.wait(shown.isVisible)
    hand.click(f"menu.{menu}", shown.actionGeometry(hand.window.actions_by_id[action]).center())


def idle(hand: Hand) -> bool:
    return not hand.window.status.job.running


def import_texts(hand: Hand, *files: Path) -> None:
    hand.key(Qt.Key.Key_I, CTRL)
    for file in files:
        hand.click("import.files")
        hand.choose_file("import.dialog", str(file))
    hand.click("import.ok")
    hand.wait(lambda: idle(hand) and said(hand).startswith("Articles: "))
    with page(hand).workspace.read() as reads:
        there = reads.article_count()
    hand.wait(lambda: page(hand).listing.article_count == there)


def two_texts(folder: Path) -> tuple[Path, Path]:
    made = folder / "one.txt", folder / "two.txt"
    made[0].write_text("Two men were killed in Mosul on Friday.\n", encoding="utf-8")
    made[1].write_text("A bridge was closed on Monday.\n", encoding="utf-8")
    return made


def test_a_copy_is_saved_whole_under_the_name_that_is_proposed(hand: Hand, tmp_path: Path) -> None:
    hand.window.memory.keep_folder(tmp_path)
    in_menu(hand, "file", "file.copy")
    dialog = hand.find("copy.dialog", QFileDialog)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    assert line.text() == "sample copy.curator"
    hand.choose_file("copy.dialog", str(tmp_path / "copies.curator"))
    hand.wait(lambda: idle(hand) and "copies.curator" in said(hand))
    with Workspace.open(tmp_path / "copies.curator", write=False) as copy, copy.read() as reads:
        assert check_project(copy).sound
        assert len(reads.coding(page(hand).shown.coding.article.id).incidents) == 5  # type: ignore[union-attr]


def test_a_backup_is_made_now_and_restored_beside(hand: Hand, tmp_path: Path) -> None:
    in_menu(hand, "file", "file.backup")
    hand.wait(lambda: idle(hand) and "backup was made" in said(hand))
    folder = paths.backup_folder(page(hand).workspace.project_id)
    assert [path.name.split("_")[1] for path in folder.glob("*.curator")] == ["by-hand.curator"]
    import_texts(hand, *two_texts(tmp_path))
    hand.window.messages.clear()
    assert page(hand).listing.article_count == 3
    project = page(hand).workspace.path
    in_menu(hand, "file", "file.restore")
    listed = hand.find("restore.list", QListWidget)
    assert listed.count() == 1, "what was backed up already is not backed up again before the import"
    assert "by hand" in listed.item(0).text()
    hand.click_row("restore.list", 0)
    hand.click("restore.ok")
    hand.wait(lambda: idle(hand) and "project of its own" in said(hand))
    assert page(hand).listing.article_count == 3
    hand.click("message.act")
    hand.wait(lambda: page(hand).listing.article_count == 1)
    assert page(hand).workspace.path != project
    assert page(hand).workspace.path.parent == project.parent
    with Workspace.open(project) as before, before.read() as reads:
        assert reads.article_count() == 3


def test_a_backup_from_elsewhere_is_restored_and_what_is_none_is_refused(hand: Hand, tmp_path: Path) -> None:
    broken = tmp_path / "broken.curator"
    broken.write_text("no project")
    in_menu(hand, "file", "file.restore")
    assert not hand.find("restore.ok").isEnabled()
    hand.click("restore.other")
    hand.choose_file("restore.dialog", str(broken))
    hand.wait(lambda: idle(hand) and "broken.curator" in said(hand))
    assert hand.window.messages.rows()[0].kind == "fault"
    assert list(tmp_path.glob("*restored*")) == []


def test_check_says_sound_and_names_what_was_changed_past_the_log(
    hand: Hand, tmp_path: Path, sample: Path, qtbot: QtBot
) -> None:
    in_menu(hand, "tools", "tools.check")
    hand.wait(lambda: idle(hand) and "is sound." in said(hand))
    assert hand.window.messages.rows()[0].kind == "notice"
    hand.window.close_project()
    changed = tmp_path / "changed.curator"
    shutil.copy(sample, changed)
    connection = sqlite3.connect(changed)
    connection.execute("UPDATE incidents SET title = 'Changed elsewhere' WHERE n = (SELECT min(n) FROM incidents)")
    connection.commit()
    connection.close()
    assert hand.window.open_project(changed)
    in_menu(hand, "tools", "tools.check")
    hand.wait(lambda: idle(hand) and "is not sound" in said(hand))
    hand.click("message.act")
    assert "past the log" in hand.find("report.text", QTextBrowser).toPlainText()
    hand.click("report.close")


def test_codings_are_imported_twice_and_a_faulty_file_is_refused_whole(hand: Hand, tmp_path: Path) -> None:
    hand.window.close_project()
    hand.key(Qt.Key.Key_N, CTRL)
    hand.find("new_project.name").setFocus()
    hand.write("Fresh")
    hand.find("new_project.coder").setFocus()
    hand.write("Ana")
    hand.click("new_project.ok")
    hand.wait(lambda: page(hand).listing.article_count == 0)
    import_texts(hand, Path(str(asset("samples/seed-article.txt"))))
    coding = Path(str(asset("samples/seed.coding.json")))
    faulty = tmp_path / "faulty.json"
    told = json.loads(coding.read_text(encoding="utf-8"))
    told["incidents"][0]["mentions"][0]["start"] += 1
    faulty.write_text(json.dumps(told), encoding="utf-8")

    def bring(file: Path) -> str:
        hand.window.messages.clear()
        hand.key(Qt.Key.Key_I, CTRL | SHIFT)
        hand.click("import.files")
        hand.choose_file("import.dialog", str(file))
        hand.click("import.ok")
        hand.wait(lambda: idle(hand) and said(hand) != "")
        return said(hand)

    assert bring(faulty).startswith("0 codings read: 1 file refused.")
    assert page(hand).shown.incidents == ()  # type: ignore[union-attr]
    hand.click("message.act")
    report = hand.find("report.text", QTextBrowser).toPlainText()
    assert "incidents[0].mentions[0]" in report
    hand.click("report.close")
    assert "added" in bring(coding)
    hand.wait(lambda: len(page(hand).shown.incidents) == 5)  # type: ignore[union-attr]
    again = bring(coding)
    assert "added" not in again
    assert "already there" in again
    assert "conflicting" not in again, "where the text file lay is no conflict"
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page(hand).shown.incidents == ())  # type: ignore[union-attr]
    hand.wait(lambda: hand.window.status.chosen.whole().startswith("Undone: Receive the coding"))


def test_a_refused_file_and_what_to_look_at_are_told_apart(hand: Hand, tmp_path: Path) -> None:
    empty, odd = tmp_path / "empty.txt", tmp_path / "odd.txt"
    empty.write_bytes(b"")
    odd.write_bytes(b"Caf\xe9 owners were hurt near the caf\xe9 in Orl\xe9ans.\n")
    import_texts(hand, empty, odd)
    assert "1 refused" in said(hand)
    hand.click("message.act")
    rows = hand.find("import_report", ImportReportDialog).model.rows
    assert [(row.kind, row.file) for row in rows] == [("Refused", "empty.txt"), ("Added, please look at", "odd.txt")]
    assert rows[0].words == "“empty.txt” is empty; there is nothing to import."
    assert "Encoding: Detected" in rows[1].words
    hand.click("import_report.close")


def test_a_newer_report_takes_the_place_of_the_older(hand: Hand, tmp_path: Path) -> None:
    one, two = two_texts(tmp_path)
    import_texts(hand, one)
    import_texts(hand, two)
    import_texts(hand, two)
    assert [row.text for row in hand.window.messages.rows()] == ["Articles: 1 already there."]


def test_an_import_of_many_files_is_undone_as_one_and_says_so(hand: Hand, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"Report {number}. " + "Some men were hurt. " * 400, encoding="utf-8")
    hand.key(Qt.Key.Key_I, CTRL)
    hand.click("import.folder")
    hand.choose_file("import.dialog", str(folder))
    hand.click("import.ok")
    hand.wait(lambda: idle(hand) and page(hand).listing.article_count == 61)
    assert "Import 60 articles" in hand.window.actions_by_id["edit.undo"].text()
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page(hand).listing.article_count == 1)
    assert said(hand) == "Undone: Import 60 articles"
    hand.wait(lambda: "Import 60 articles" in hand.window.actions_by_id["edit.redo"].text())
    hand.key(Qt.Key.Key_Z, CTRL | SHIFT)
    hand.wait(lambda: page(hand).listing.article_count == 61)
    hand.wait(lambda: hand.window.actions_by_id["edit.undo"].text() == "&Undo: Import 60 articles")


def test_the_place_is_found_again(hand: Hand, tmp_path: Path, sample: Path) -> None:
    import_texts(hand, *two_texts(tmp_path))
    hand.click_row("library.list", 2)
    hand.key(Qt.Key.Key_W, CTRL)
    hand.click_row("start.recent", 0)
    hand.wait(lambda: hand.window.page is not None and page(hand).shown is not None)
    assert hand.find("reader", ReaderView).text().startswith("A bridge")
    hand.click_row("library.list", 0)
    hand.click_row("incidents.list", 3)
    incident = page(hand).side.incident
    hand.key(Qt.Key.Key_W, CTRL)
    assert hand.window.open_project(sample)
    assert page(hand).side.incident == incident


def test_the_project_that_is_open_is_not_opened_again(hand: Hand, sample: Path) -> None:
    before = page(hand)
    hand.key(Qt.Key.Key_O, CTRL)
    hand.choose_file("open.dialog", str(sample))
    hand.wait(lambda: "is open here" in said(hand))
    assert page(hand) is before
    assert hand.find("status.saved", QLabel).text() == "● Saved"


def test_the_keys_of_the_card_work_from_the_article(hand: Hand) -> None:
    reader = hand.find("reader", ReaderView)
    hand.click("reader")
    assert reader.hasFocus()
    before = page(hand).side.incident
    hand.key(Qt.Key.Key_Down, ALT)
    assert page(hand).side.incident != before
    hand.click("reader")
    hand.key(Qt.Key.Key_E, CTRL)
    assert hand.find("export.folder.line", QLineEdit).text().endswith("sample-data-set")
    hand.click("export.cancel")


def test_words_under_a_value_are_seen_with_it_and_named_at_the_foot(hand: Hand) -> None:
    values = hand.find("values.list", ValuesView)
    hand.click_row("incidents.list", 0)
    values.setFocus()
    for _ in range(12):
        hand.key(Qt.Key.Key_Down)
        line = values.current_line()
        assert line is not None
        shown = page(hand).side.values.currentIndex().row()
        for at, _span in enumerate(line.words if not line.opened else (), start=1):
            if shown + at < values.lines.rowCount() and values.lines.line(shown + at).label == "":
                room = values.visualRect(values.lines.index(shown + at))
                assert room.bottom() <= values.viewport().height() + 1, line.label
    lines = values.lines.lines()
    row = next(at for at, each in enumerate(lines) if not each.label and each.words and each.target.field)
    hand.click_row("values.list", row)
    name = values.name_of(values.lines.line(row))
    assert name
    assert hand.window.status.chosen.whole().endswith(name)


def test_wider_lines_and_larger_text_are_told(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Plus, CTRL)
    assert hand.window.status.chosen.whole() == "Text size 110 %"
    hand.key(Qt.Key.Key_Minus, CTRL | ALT)
    assert hand.window.status.chosen.whole().startswith("Lines of at most ")


def test_nothing_of_these_sheets_is_empty(hand: Hand) -> None:
    for action, name in (("help.about", "about"), ("help.codebook", "codebook_help")):
        in_menu(hand, "help", action)
        text = hand.find(f"{name}.text", QTextBrowser).toPlainText()
        assert len(text) > 100
        hand.click(f"{name}.close")
    in_menu(hand, "help", "help.pages")
    pages = hand.find("help_pages.list", QListWidget)
    assert pages.item(0).text() == "The window"
    rooms = [pages.visualItemRect(pages.item(at)) for at in range(pages.count())]
    assert all(room.height() > pages.fontMetrics().height() + 6 for room in rooms)
    dialog = hand.find("help_pages")
    dialog.close()
    assert QApplication.activeModalWidget() is None
