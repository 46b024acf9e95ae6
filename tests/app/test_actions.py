# SPDX-License-Identifier: MIT
"""Every action comes from the table, is named, described, and has a key of its own."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from curator.app.actions.spec import Situation
from curator.app.actions.table import ACTIONS, MENUS
from curator.app.key_map import KeyMap, plain
from curator.app.key_rows import key_rows
from curator.app.main_window import MainWindow
from curator.settings import Settings


def test_ids_and_keys_are_given_once() -> None:
    assert Counter(spec.id for spec in ACTIONS).most_common(1)[0][1] == 1
    for review in (True, False):  # the review has keys of its own
        specs = [spec for spec in ACTIONS if (spec.where == "review") == review]
        keys = Counter(QKeySequence(key).toString() for spec in specs for key in spec.keys)
        assert [key for key, count in keys.items() if count > 1] == []
        assert "" not in keys
        assert set(keys) == {key for spec in specs for key in spec.keys}, "the table writes them the one way"


def test_every_action_is_in_a_menu_and_has_a_tip_with_its_key(window: MainWindow) -> None:
    for spec in ACTIONS:
        action = window.actions_by_id[spec.id]
        assert action.objectName() == f"action.{spec.id}"
        assert action in window.menus[spec.menu].actions()
        assert spec.tip in action.toolTip()
        if spec.keys and spec.where == "window":
            assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in action.toolTip()
    assert {spec.menu for spec in ACTIONS} == {key for key, _ in MENUS}


def test_mnemonics_differ_within_a_menu(window: MainWindow) -> None:
    for menu in window.menus.values():
        letters = Counter(
            text[text.index("&") + 1].lower() for action in menu.actions() if "&" in (text := action.text())
        )
        assert [letter for letter, count in letters.items() if count > 1] == [], menu.objectName()


def test_only_what_is_possible_is_offered(window: MainWindow, opened: MainWindow) -> None:
    window.close_project()
    off = [spec.id for spec in ACTIONS if not window.actions_by_id[spec.id].isEnabled()]
    assert "file.import_articles" in off
    assert "edit.find" in off
    assert "file.open" not in off
    window.actions_by_id.follow(Situation(project=True, writable=True, undo="Import & more"))
    undo: QAction = window.actions_by_id["edit.undo"]
    assert undo.isEnabled()
    assert undo.text().endswith("Import && more")
    assert "Import &amp; more" in undo.toolTip()
    window.actions_by_id.follow(Situation(project=True, writable=False, undo="Import"))
    assert not undo.isEnabled()
    assert not window.actions_by_id["file.import_articles"].isEnabled()


def test_a_key_pressed_before_the_window_is_painted_is_not_lost(window: MainWindow) -> None:
    """The actions are made after the first paint, or with the first key that means one."""
    window.hide()  # its keys are not those of the other one
    fresh, done = MainWindow(window.settings, window.themes), list[str]()
    vars(fresh.jobs)["help"] = SimpleNamespace(show_help=lambda: done.append("help"))
    fresh.show_start()
    assert not fresh.actions_by_id.made
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(fresh.start_page, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F1, none))
    assert done == ["help"]
    assert fresh.actions_by_id["help.pages"] in fresh.menus["help"].actions()
    fresh.close()
    fresh.deleteLater()


def test_what_was_coded_is_never_markup_in_the_tip_of_undo(window: MainWindow) -> None:
    """Qt would read local files and addresses that a tip names."""
    for label in ('Set Title to “<img src="file:///dev/zero">”', "<b>Import"):
        window.actions_by_id.follow(Situation(project=True, writable=True, undo=label, redo=label))
        for action in ("edit.undo", "edit.redo"):
            tip = window.actions_by_id[action].toolTip()
            assert "<img" not in tip
            assert "<b>" not in tip
            assert "&lt;" in tip
        assert "<img" not in window.header.undo.toolTip()


def test_the_key_card_lists_every_action_with_its_key() -> None:
    rows = {row.action: row for row in key_rows(KeyMap(Settings()), None)}
    for spec in ACTIONS:
        assert rows[spec.id].text == plain(spec.text)
        assert bool(rows[spec.id].keys) == bool(spec.keys)


def test_every_widget_one_can_reach_has_a_name(opened: MainWindow) -> None:
    unnamed = [
        type(widget).__name__ for widget in opened.findChildren(QWidget)
        if widget.focusPolicy().value and widget.isVisible() and not widget.accessibleName()
        and not widget.objectName().startswith("qt_") and type(widget).__module__.startswith("PySide6")
    ]  # fmt: skip
    assert unnamed == []
