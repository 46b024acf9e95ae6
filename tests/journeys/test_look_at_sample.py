# SPDX-License-Identifier: MIT
"""A newcomer opens the sample, sees how values and words belong together, brings in a text and exports."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.reader.view import ReaderView
from curator.app.values.line import Line, LineKind
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from tests.journeys.hand import CTRL, Hand, choose_layer


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    hand = Hand(qtbot, window)
    hand.click("start.sample")
    hand.wait(lambda: window.page is not None and window.page.shown is not None)
    return hand


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def lit(hand: Hand) -> list[str]:
    """The words that stand out in the article."""
    reader = hand.find("reader", ReaderView)
    return [reader.text()[start:end] for start, end in reader._lit]  # what is painted; nothing else tells it


def row_of(view: ValuesView, kind: LineKind, **said: object) -> int:
    for row, line in enumerate(view.lines.lines()):
        if line.kind is kind and all(getattr(line, name) == value for name, value in said.items()):
            return row
    raise AssertionError(f"no line {kind} {said}")


def test_the_sample_opens_with_its_incidents_and_asks_for_no_name(hand: Hand) -> None:
    assert hand.find("article.title", QLabel).text() == "Isis' Ambushes Jeopardise Iraq's Fragile Security"
    assert [each.letter for each in page(hand).shown.incidents] == list("ABCDE")  # type: ignore[union-attr]
    assert hand.find("header.coder", QLabel).text() == "Coder 1"
    assert "Saved" in hand.find("status.saved", QLabel).text()
    assert not hand.window.who_codes.bar.isVisible()


def test_a_click_on_an_incident_lights_its_main_mention(hand: Hand) -> None:
    hand.click_row("incidents.list", 2)
    shown = page(hand).shown
    assert shown is not None
    incident = shown.incidents[2].incident
    assert page(hand).side.incident == incident.id
    assert lit(hand) == [incident.mentions()[0].quote]
    reader = hand.find("reader", ReaderView)
    first, last = reader.visible_span()
    assert first <= incident.mentions()[0].start < incident.mentions()[0].end <= last


def test_a_click_on_a_value_lights_its_words_and_scrolls_to_them(hand: Hand) -> None:
    hand.click_row("incidents.list", 4)
    values = hand.find("values.list", ValuesView)
    row = next(at for at, line in enumerate(values.lines.lines()) if line.kind is LineKind.VALUE and line.words)
    line = values.lines.line(row)
    hand.click_row("values.list", row)
    assert sorted(lit(hand)) == sorted(span.quote for span in line.words)
    reader = hand.find("reader", ReaderView)
    first, last = reader.visible_span()
    assert first <= line.words[0].start
    assert line.words[0].end <= last


def test_control_and_arrows_go_through_the_words_of_a_value(hand: Hand) -> None:
    hand.click_row("incidents.list", 2)
    values = hand.find("values.list", ValuesView)
    row = next(
        at for at, line in enumerate(values.lines.lines()) if line.kind is LineKind.VALUE and len(line.words) > 1
    )
    line: Line = values.lines.line(row)
    hand.click_row("values.list", row)
    for span in line.words:
        hand.key(Qt.Key.Key_Down, CTRL)
        assert lit(hand) == [span.quote]
    for _ in line.words:
        hand.key(Qt.Key.Key_Up, CTRL)
    assert values.currentIndex().row() == row


def test_up_and_down_go_through_the_values(hand: Hand) -> None:
    hand.click_row("incidents.list", 0)
    values = hand.find("values.list", ValuesView)
    first = row_of(values, LineKind.VALUE)
    hand.click_row("values.list", first)
    hand.key(Qt.Key.Key_Down)
    second = values.currentIndex().row()
    assert second > first
    assert values.lines.line(second).kind is LineKind.VALUE
    hand.key(Qt.Key.Key_Up)
    assert values.currentIndex().row() == first


def test_a_click_on_words_chooses_their_incident_and_value(hand: Hand) -> None:
    reader = hand.find("reader", ReaderView)
    shown = page(hand).shown
    assert shown is not None
    incident = shown.incidents[3].incident
    span = max((each for each in incident.evidence if each.field and not each.row), key=lambda each: each.start)
    hand.click_row("incidents.list", 0)
    reader.scroll_to(span.start, span.end)
    point = reader.span_rects(span.start, span.start + 1)[0].center().toPoint()
    meant = reader.highlights_at(point)[0]
    hand.click("reader", point)
    chosen = shown.span_by_id[meant.id]
    assert page(hand).side.incident == chosen.incident
    line = page(hand).side.values.current_line()
    assert line is not None
    assert chosen.id in {each.id for each in line.words} or line.target in shown.targets_of(chosen)
    assert (
        hand.find("values.list", ValuesView).visualRect(hand.find("values.list", ValuesView).currentIndex()).isValid()
    )


def test_a_compound_opens_to_its_parts_by_key_and_by_mouse(hand: Hand) -> None:
    hand.click_row("incidents.list", 0)
    values = hand.find("values.list", ValuesView)
    row = row_of(values, LineKind.VALUE, openable=True)
    before = values.lines.rowCount()
    hand.click_row("values.list", row)
    hand.key(Qt.Key.Key_Right)
    assert values.lines.rowCount() > before
    assert values.lines.line(values.currentIndex().row()).opened
    hand.click("values.list", values.boxes.chevron(row).center())
    assert values.lines.rowCount() == before


def test_find_shows_hits(hand: Hand) -> None:
    reader = hand.find("reader", ReaderView)
    hand.click("reader")
    hand.key(Qt.Key.Key_F, CTRL)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    hand.write("Mosul")
    assert reader.find_count() == reader.text().count("Mosul")
    hand.key(Qt.Key.Key_Return)
    hit = reader.current_hit()
    assert hit is not None
    assert reader.text()[slice(*hit)] == "Mosul"
    hand.key(Qt.Key.Key_Escape)
    assert reader.hasFocus()


def test_f6_goes_round_the_panels(hand: Hand) -> None:
    hand.click_row("library.list", 0)
    names = []
    for _ in range(4):
        hand.key(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
    assert names == ["reader", "values.list", "incidents.list", "library.list"]


def test_passages_not_codable_are_shown_with_their_reasons(hand: Hand) -> None:
    hand.click("side.tabs", hand.window.page.side.tabs.tabRect(2).center())  # type: ignore[union-attr]
    hand.click_row("not_codable.list", 1)
    line = hand.find("not_codable.list", ValuesView).current_line()
    assert line is not None
    assert line.role
    assert lit(hand) == [line.text]


def test_a_text_is_brought_in_and_the_set_exported(hand: Hand, tmp_path: Path) -> None:
    text = tmp_path / "new.txt"
    text.write_text("Two men were killed in Mosul on Friday.\n", encoding="utf-8")
    hand.key(Qt.Key.Key_I, CTRL)
    hand.click("import.files")
    hand.choose_file("import.dialog", str(text))
    hand.click("import.ok")
    hand.wait(lambda: page(hand).listing.article_count == 2)
    hand.click_row("library.list", 1)
    assert hand.find("reader", ReaderView).text().startswith("Two men")
    folder = tmp_path / "set"
    hand.key(Qt.Key.Key_E, CTRL)
    hand.find("export.folder.line").setFocus()
    hand.write(str(folder))
    choose_layer(hand, "Coder 1")  # two coded the sample, and nothing is settled yet
    hand.click("export.ok")
    hand.wait(lambda: not hand.window.status.job.running and (folder / "manifest.json").exists())
    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5
    assert any(str(folder) in row.text for row in hand.window.messages.rows())
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page(hand).listing.article_count == 1)
