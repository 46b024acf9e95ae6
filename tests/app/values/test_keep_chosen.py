# SPDX-License-Identifier: MIT
"""What is chosen in the form stays chosen: when its words or its row go, and when a line is opened with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.app.values.line import LineKind, Target
from curator.operations import AddRow, GiveWords, ValueSet
from tests.app.coding.conftest import Bench
from tests.app.values.test_to_settle import a_compound, begin, chosen

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_words_that_are_taken_away_leave_their_value_chosen(bench: Bench) -> None:
    incident = begin(bench)
    field = next(each.key for each in bench.workspace.codebook.fields if each.kind == "choice")
    bench.run(GiveWords(bench.article, incident, 0, 6, field, values=(ValueSet(field, "battle"),)))
    view = bench.page.side.values
    bench.choose(field)
    bench.press(Key.Key_Down, held=CTRL)
    line = view.current_line()
    assert line is not None
    assert line.kind is LineKind.WORDS
    bench.press(Key.Key_Delete, held=CTRL)
    assert chosen(bench) == Target(incident, "", field)
    view.setFocus()
    bench.press(Key.Key_D, held=ALT)
    assert bench.value(field).basis == "default"


def test_after_a_row_is_taken_away_what_stood_nearest_is_chosen(bench: Bench) -> None:
    incident = begin(bench)
    rows = [str(bench.run(AddRow(incident, "actors", {}))) for _ in range(2)]
    bench.choose("role", rows[1])
    bench.press(Key.Key_Delete, held=Qt.KeyboardModifier.ShiftModifier)
    assert [row.id for row in bench.incident().rows] == rows[:1]
    line = bench.page.side.values.current_line()
    assert line is not None
    assert line.target.row in rows[:1] or line.kind is LineKind.GROUP


def test_a_click_that_opens_a_line_chooses_it_and_not_what_slides_under_the_mouse(bench: Bench) -> None:
    incident = begin(bench)
    place, view = a_compound(bench, "place"), bench.page.side.values
    row = next(at for at, each in enumerate(view.lines.lines()) if each.target.field == place.key)
    view.scrollTo(view.lines.index(row), view.ScrollHint.PositionAtBottom)
    before = view.visualRect(view.lines.index(row)).y()
    point = view.boxes.chevron(row).center()
    surface = view.viewport()
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    bench.rest()
    assert view.visualRect(view.lines.index(row)).y() < before, "the form scrolls, or this test shows nothing"
    for by in (1, 2):
        moved = point + QPoint(-by, 0)
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(moved), QPointF(surface.mapToGlobal(moved)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(surface, event)
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    bench.rest()
    assert chosen(bench) == Target(incident, "", place.key)
    line = view.current_line()
    assert line is not None
    assert line.opened
