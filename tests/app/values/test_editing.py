# SPDX-License-Identifier: MIT
"""The editor stands on its value and keeps its text, whatever happens around it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from curator.app.values.line import Line
from curator.operations import AddIncident, AddRow, SetValue
from tests.app.coding.conftest import Bench

Key = Qt.Key


def begin(bench: Bench) -> str:
    made = bench.run(AddIncident(bench.article, (0, 39), {"title": "Attack"}))
    bench.page.choose_incident(made)
    return str(made)


def panel(bench: Bench) -> QWidget:
    """The editor that is open."""
    found = bench.focus.parentWidget()
    assert found is not None
    assert found.isVisible()
    return found


def box(bench: Bench, line: Line) -> QRect:
    """Where the value lies in the window."""
    view = bench.page.side.values
    room = view.boxes.of(line)
    return QRect(view.viewport().mapTo(bench.window, room.topLeft()), room.size())


def stands_on(bench: Bench, line: Line) -> bool:
    """Whether the editor covers the upper left corner of its value."""
    return panel(bench).geometry().contains(box(bench, line).topLeft() + QPoint(4, 4))


def test_a_change_from_elsewhere_leaves_the_editor_its_text_and_its_place(bench: Bench) -> None:
    incident = begin(bench)
    line = bench.choose("title")
    bench.write("Rebel att")
    assert stands_on(bench, line)
    bench.run(SetValue(incident, "sub_event_type", "armed_clash"))
    bench.run(AddRow(incident, "actors", {"role": "initiator"}))
    bench.run(SetValue(incident, "title", "Another"))
    assert bench.editor() == "Rebel att"
    assert stands_on(bench, bench.page.side.reveal([line.target]) or line)
    bench.press(Key.Key_Return)
    assert bench.incident().values["title"] == "Rebel att"


def test_the_editor_goes_along_when_the_form_scrolls_and_stays_in_sight(bench: Bench) -> None:
    begin(bench)
    for field in ("date", "coder_memo"):  # the editor of one line, and that of several
        line = bench.choose(field)
        bench.press(Key.Key_F2)
        bar = bench.page.side.values.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + 30 if before + 30 <= bar.maximum() else before - 30)
        bench.rest()
        assert stands_on(bench, line), field
        bar.setValue(0 if before else bar.maximum())
        bench.rest()
        assert bench.window.rect().contains(panel(bench).geometry()), field
        bench.press(Key.Key_Escape)


def test_the_editor_goes_along_when_the_window_gets_another_size(bench: Bench) -> None:
    begin(bench)
    for field in ("title", "coder_memo"):
        line = bench.choose(field)
        bench.write("Reb")
        for width, height in ((1500, 900), (1100, 600)):
            bench.window.resize(width, height)
            bench.rest()
            assert bench.editor() == "Reb"
            assert bench.window.rect().contains(panel(bench).geometry()), field
            view = bench.page.side.values
            if view.viewport().rect().contains(view.boxes.of(line)) and field == "title":
                assert stands_on(bench, line), (field, width)
        bench.press(Key.Key_Escape)


def test_a_click_elsewhere_takes_the_text_and_keeps_what_cannot_be_taken(bench: Bench) -> None:
    begin(bench)
    reader = bench.page.article.reader.viewport()
    bench.choose("title")
    bench.write("Rebels")
    QTest.mouseClick(reader, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    bench.rest()
    assert bench.editor() is None
    assert bench.incident().values["title"] == "Rebels"
    assert bench.focus is bench.page.article.reader
    line = bench.choose("date")
    bench.write("gibberish")
    QTest.mouseClick(reader, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    bench.rest()
    kept = bench.page.drafts.of(line.target)
    assert kept is not None
    assert kept.text == "gibberish"


def test_escape_forgets_and_shift_enter_begins_a_line(bench: Bench) -> None:
    begin(bench)
    line = bench.choose("coder_memo")
    bench.write("one")
    bench.press(Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    bench.write("two")
    assert bench.editor() == "one\ntwo"
    bench.press(Key.Key_Escape)
    assert bench.page.drafts.of(line.target) is None
    assert "coder_memo" not in bench.incident().values
    bench.choose("coder_memo")
    bench.write("one")
    bench.press(Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    bench.write("two")
    bench.press(Key.Key_Return)
    assert bench.incident().values["coder_memo"] == "one\ntwo"


def test_a_second_editor_is_not_closed_by_the_answer_to_the_first(bench: Bench) -> None:
    begin(bench)
    bench.choose("title")
    for letter in "Rebels":
        QTest.keyClicks(bench.focus, letter)
    line = bench.page.side.reveal([bench.choose("date").target])
    assert line is not None
    bench.page.values_desk.edit(line, "2019-11")
    bench.rest()
    assert bench.editor() == "2019-11"
    assert bench.incident().values["title"] == "Rebels"
    bench.press(Key.Key_Return)
    assert bench.value("date_precision").value == "month"
