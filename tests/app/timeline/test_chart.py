# SPDX-License-Identifier: MIT
"""The brush of the time line by mouse and by keys, and its bars in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curator.app.timeline.bars import bars_of
from curator.app.timeline.chart import TimeChart
from curator.store.incident_counts import TimeCount

SHIFT = Qt.KeyboardModifier.ShiftModifier
COUNTS = [
    TimeCount("", "", "", 2), TimeCount("2019-01", "", "a", 3), TimeCount("2019-03", "", "a", 1),
    TimeCount("2019-03", "", "b", 4), TimeCount("2019-06", "", "", 1),
]  # fmt: skip


@pytest.fixture
def chart(qtbot: QtBot) -> TimeChart:
    made = TimeChart()
    qtbot.addWidget(made)
    made.resize(600, 160)
    made.show()
    made.show_bars(bars_of(COUNTS, "month"), {"a": "Attack", "b": "Battle", "": "no answer"})
    return made


def spans(chart: TimeChart) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    chart.span_chosen.connect(lambda first, last: told.append((first, last)))
    return told


def at(chart: TimeChart, bar: int) -> QPoint:
    return chart._layout().column(bar).center().toPoint()


def test_a_drag_chooses_whole_months_and_a_double_click_takes_them_away(chart: TimeChart) -> None:
    told = spans(chart)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=at(chart, 1))
    QTest.mouseMove(chart, at(chart, 3))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=at(chart, 3))
    assert told == [("2019-02-01", "2019-04-30")]
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=at(chart, 0))
    assert told[-1] == ("", "")
    assert chart.brushed is None


def test_keys_move_choose_and_clear(chart: TimeChart) -> None:
    told = spans(chart)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    assert told == [], "nothing is filtered before it is said"
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told == [("2019-02-01", "2019-04-30")]
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert told[-1] == ("", "")
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told[-1] == ("2019-06-01", "2019-06-30")


def test_each_bar_is_told_with_its_parts(chart: TimeChart) -> None:
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName() == "2019-02: 0 incidents"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName() == "2019-03: 5 incidents (Attack 1, Battle 4)"


def test_the_brush_stays_on_its_days_when_the_bars_change(chart: TimeChart) -> None:
    chart.show_span("2019-03-01", "2019-06-30")
    assert chart.days == ("2019-03-01", "2019-06-30")
    days = [TimeCount(f"2019-{month:02d}-15", "", "", 1) for month in range(1, 8)]
    chart.show_bars(bars_of(days, "day"), {})
    assert chart.days == ("2019-03-01", "2019-06-30")
    chart.show_bars(bars_of([], "month"), {})
    assert chart.days == ("", "")
    QTest.keyClick(chart, Qt.Key.Key_Return)
