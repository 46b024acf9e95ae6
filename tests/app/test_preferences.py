# SPDX-License-Identifier: MIT
"""Preferences come from the table, act at once, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from curator.app.dialogs.preferences import PreferencesDialog
from curator.app.main_window import MainWindow
from curator.app.preferences import OF_THE_PROJECT, PREFERENCES
from curator.app.reader.blanks import blanks_between
from curator.app.theme import WISHES, current
from curator.domain.project_settings import project_setting
from curator.operations import AddCoder
from curator.settings import KNOWN, Settings
from curator.tasks.import_articles import import_articles


@pytest.fixture
def dialog(opened: MainWindow) -> PreferencesDialog:
    opened.actions_by_id["edit.preferences"].trigger()
    found = opened.findChild(PreferencesDialog)
    assert found is not None
    return found


def part(dialog: PreferencesDialog, name: str, kind: type[QWidget]) -> QWidget:
    found = dialog.findChild(kind, f"preferences.{name}")
    assert found is not None
    return found


def test_every_preference_is_a_known_setting_with_values_it_can_have() -> None:
    for each in PREFERENCES:
        if each.id in OF_THE_PROJECT:
            continue
        setting = KNOWN[each.id]
        assert each.label
        assert each.help
        for value, _ in each.choices:
            assert setting.problem(value) == ""
        if each.kind == "number":
            assert setting.problem(each.least) == setting.problem(each.most) == ""
            assert each.least <= int(setting.default) <= each.most
    theme = next(each for each in PREFERENCES if each.id == "theme")
    assert tuple(value for value, _ in theme.choices) == WISHES == KNOWN["theme"].options


def test_every_editor_is_named_and_says_what_it_is(dialog: PreferencesDialog) -> None:
    for each in PREFERENCES:
        editor = part(dialog, each.id, QWidget)
        assert editor.accessibleName() == each.label
        assert editor.toolTip() == each.help


def test_the_theme_changes_at_once_and_the_menu_follows(dialog: PreferencesDialog, opened: MainWindow) -> None:
    box = part(dialog, "theme", QComboBox)
    assert isinstance(box, QComboBox)
    box.setFocus()
    row = box.findData("dark-contrast")
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert current().name == "dark-contrast"
    assert opened.actions_by_id["theme.dark-contrast"].isChecked()
    assert Settings().text("theme") == "dark-contrast"
    opened.actions_by_id["theme.light"].trigger()
    assert box.currentData() == "light"
    usual = part(dialog, "theme.usual", QPushButton)
    assert usual.isVisible()
    QTest.mouseClick(usual, Qt.MouseButton.LeftButton)
    assert box.currentData() == "system"
    assert not usual.isVisible()


def test_text_size_and_width_act_on_the_article(dialog: PreferencesDialog, opened: MainWindow) -> None:
    assert opened.page is not None
    reader = opened.page.article.reader
    zoom, width = part(dialog, "zoom", QSpinBox), part(dialog, "reading_width", QSpinBox)
    assert isinstance(zoom, QSpinBox)
    assert isinstance(width, QSpinBox)
    zoom.stepUp()
    assert reader.zoom() == 110
    width.stepDown()
    assert reader.reading_width() == KNOWN["reading_width"].default - 6  # type: ignore[operator]
    assert (Settings().number("zoom"), Settings().number("reading_width")) == (110, reader.reading_width())
    opened.actions_by_id["view.larger"].trigger()
    dialog.read()
    assert zoom.value() == 120
    QTest.mouseClick(part(dialog, "zoom.usual", QPushButton), Qt.MouseButton.LeftButton)
    assert reader.zoom() == 100


def test_marks_for_white_space_are_painted(dialog: PreferencesDialog, opened: MainWindow) -> None:
    assert opened.page is not None
    viewport = opened.page.article.reader.viewport()
    before = viewport.grab().toImage()
    box = part(dialog, "blanks_shown", QCheckBox)
    assert isinstance(box, QCheckBox)
    box.click()
    assert viewport.grab().toImage() != before
    box.click()
    assert viewport.grab().toImage() == before


def test_white_space_is_found_by_code_point() -> None:
    text = "a b\u00a0c\td\n😀 e\u200bf"
    assert blanks_between(text, 0, len(text)) == (1, 3, 5, 7, 9)
    assert blanks_between(text, 2, 8) == (3, 5, 7)


def test_who_codes_can_be_changed(dialog: PreferencesDialog, opened: MainWindow) -> None:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        first = reads.coders()[0]
    workspace.act_as(first)
    second = workspace.run(AddCoder("Coder 2"))
    dialog.read()
    box = part(dialog, "coder", QComboBox)
    assert isinstance(box, QComboBox)
    row = box.findText("Coder 2")
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert workspace.coder == second
    assert opened.header.coder.text() == "Coder 2"
    assert Settings().coder_for(workspace.project_id) == second.id
    last = box.count() - 1
    box.setCurrentIndex(last)
    box.activated.emit(last)
    assert opened.who_codes.bar.isVisible()
    assert workspace.coder == second  # until the question is answered


def test_without_a_project_nobody_can_be_chosen(window: MainWindow) -> None:
    window.actions_by_id["edit.preferences"].trigger()
    found = window.findChild(PreferencesDialog)
    assert found is not None
    assert not part(found, "coder", QComboBox).isEnabled()
    assert QApplication.activeModalWidget() is None


def test_whether_files_are_kept_is_settled_for_the_whole_project(
    dialog: PreferencesDialog, opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    box = part(dialog, "keep_originals", QCheckBox)
    assert isinstance(box, QCheckBox)
    assert opened.page is not None
    workspace = opened.page.workspace
    assert box.isChecked()
    box.click()
    qtbot.waitUntil(lambda: (last := workspace.undo_target()) is not None and last.kind == "set_project_value")
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><article><h1>Two hurt</h1><p>Two people were hurt in Basra.</p></article></body></html>"
    )
    added = import_articles(workspace, [page]).added
    with workspace.read() as reads:
        assert reads.connection.execute("SELECT count(*) FROM article_originals").fetchone()[0] == 0
        origin = reads.origin(added[0].article)
    assert origin is not None
    assert origin.reader == "html"
    assert not origin.kept


def test_who_may_settle_alone_is_settled_for_the_whole_project(
    dialog: PreferencesDialog, opened: MainWindow, qtbot: QtBot
) -> None:
    box = part(dialog, "settle_own", QCheckBox)
    assert isinstance(box, QCheckBox)
    assert opened.page is not None
    assert not box.isChecked()
    box.click()
    workspace = opened.page.workspace
    qtbot.waitUntil(lambda: (last := workspace.undo_target()) is not None and last.kind == "set_project_value")
    with opened.page.workspace.read() as reads:
        assert project_setting(reads.project(), "settle_own") == "yes"
    opened.page.workspace.undo()
    dialog.read()
    assert not box.isChecked()
