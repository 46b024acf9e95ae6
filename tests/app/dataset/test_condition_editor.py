# SPDX-License-Identifier: MIT
"""What is typed as the field of a condition: the incident's own goes before those of rows, what is meant is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.app.dataset.condition_editor import ConditionEditor
from curator.domain.filtering import Condition
from tests.active import make_active
from tests.sound_case import incidents_codebook


@pytest.fixture
def beneath(qtbot: QtBot) -> QWidget:
    """The window the dialog belongs to, and goes with."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def editor(beneath: QWidget) -> ConditionEditor:
    made = ConditionEditor(incidents_codebook(), beneath)
    made.open()
    make_active(made)
    return made


def type_field(editor: ConditionEditor, text: str) -> None:
    """By keys, and on to the next box, as somebody does."""
    line = editor.what.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, text)
    popup = editor.what.completer().popup()
    if popup.isVisible():
        popup.hide()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("typed", "key"),
    [("Country", "country"), ("country", "country"), ("Province", "admin1"), ("Actors: Country", "actors.country"),
     ("Event type", "event_type"), ("Canonical name", "actors.canonical")],
)  # fmt: skip
def test_a_field_is_found_by_its_name_the_incidents_own_first(editor: ConditionEditor, typed: str, key: str) -> None:
    type_field(editor, typed)
    assert editor.what.currentData() == ("value", key)


def test_country_makes_a_condition_on_where_it_happened(editor: ConditionEditor, qtbot: QtBot) -> None:
    type_field(editor, "country")
    editor.op.setCurrentIndex(editor.op.findData("is"))
    editor.value.setText("Iraq")
    with qtbot.waitSignal(editor.made) as told:
        editor.accept()
    assert told.args == [Condition("value", "country", "is", ("IRQ",))]


def test_where_several_can_be_meant_they_are_named(editor: ConditionEditor) -> None:
    type_field(editor, "as written")
    made: list[object] = []
    editor.made.connect(made.append)
    editor.accept()
    assert not made
    said = editor.fault.text()
    assert said.startswith("“as written” can be ")
    named = [each for each in (editor.what.itemText(at) for at in range(editor.what.count())) if f"“{each}”" in said]
    assert len(named) >= 2
    assert all("as written" in each.casefold() for each in named)
    type_field(editor, "no such thing")
    editor.accept()
    assert editor.fault.text() == "“no such thing” is nothing that can be asked; choose one of the list."
