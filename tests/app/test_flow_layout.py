# SPDX-License-Identifier: MIT
"""Widgets in lines: what was put in is asked itself, also where something that is gone had its place in memory."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from curator.app.flow_layout import FlowLayout


def test_a_row_filled_again_and_again_holds_its_widgets_and_has_their_size(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    lines = FlowLayout(page, 4)
    page.resize(300, 200)
    page.show()
    for turn in range(200):
        while (item := lines.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        made = [QPushButton(f"{turn} {n}") for n in range(5)]
        for button in made:
            lines.addWidget(button)
        QApplication.processEvents()
        items = [lines.itemAt(place) for place in range(lines.count())]
        assert [item.widget() for item in items if item is not None] == made
        assert all(isinstance(item, QWidgetItem) for item in items)
        assert lines.minimumSize().height() == max(button.minimumSizeHint().height() for button in made)
        assert all(button.parent() is page for button in made)


def test_widgets_go_on_in_the_next_line_where_one_is_full(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    lines = FlowLayout(page, 4)
    for n in range(6):
        button = QPushButton(f"button {n}")
        button.setFixedSize(90, 20)
        lines.addWidget(button)
    assert lines.heightForWidth(90 * 3 + 4 * 2) == 20 * 2 + 4
    assert lines.heightForWidth(90) == 20 * 6 + 4 * 5
