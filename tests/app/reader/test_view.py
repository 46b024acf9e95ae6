# SPDX-License-Identifier: MIT
"""Showing an article: highlights, scrolling, zoom, resize, find, odd characters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from curator.app.reader.highlights import Highlight
from curator.app.reader.map_strip import MapStrip
from curator.app.reader.palette import DARK
from curator.app.reader.view import ReaderView
from tests.app.reader.conftest import Hand

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONG = "".join(
    f"Paragraph {n}. " + "Two men were killed near the old town on Friday. " * (n % 7) + "\n" for n in range(200)
)


def colours(reader: ReaderView) -> set[str]:
    image = reader.viewport().grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 1)}


def four() -> list[Highlight]:
    return [Highlight(c, 4 + n, 40 - n, c, n, "mention", False, f"incident {c}") for n, c in enumerate("ABCD")]


def test_four_overlapping_highlights_have_four_lanes_each_within_reach(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(LONG.replace("\n", " ", 5))
    reader.set_highlights(four())
    clicked: list[list[str]] = []
    reader.highlight_clicked.connect(clicked.append)
    piece = reader._flow.piece(0)
    assert piece.dress is not None
    assert sorted(piece.dress.lanes.values()) == [0, 1, 2, 3]
    line = piece.lines[0]
    top = reader.span_rects(20, 21)[0].top()
    for lane in range(4):
        y = top + line.below + (lane + 0.5) * reader._style.lane
        hand.click(QPoint(hand.at(20).x(), round(y)))
    assert [ids[0] for ids in clicked] == ["A", "B", "C", "D"]
    hand.click(hand.at(20))
    assert clicked[-1] == ["D", "C", "B", "A"]
    for _ in range(4):
        hand.key(Key.Key_BracketRight)
    assert [ids[0] for ids in clicked[-4:]] == ["C", "B", "A", "D"]
    hand.key(Key.Key_BracketLeft)
    assert clicked[-1][0] == "A"


def test_the_line_grows_by_the_lanes_it_needs(reader: ReaderView) -> None:
    reader.set_text(LONG)
    before = reader._flow.piece(0).lines[0].height
    reader.set_highlights(Highlight(str(n), 0, 9, "ABCDEFGH"[n], n) for n in range(8))
    assert reader._flow.piece(0).lines[0].height > before
    reader.set_highlights([])
    assert reader._flow.piece(0).lines[0].height == before


def test_highlights_come_and_go_one_by_one(reader: ReaderView) -> None:
    reader.set_text(LONG)
    reader.set_highlights(four())
    reader.add_highlight(Highlight("E", 8, 30, "E", 4, active=True))
    assert [each.id for each in reader.highlights_here(10)] == ["E", "D", "C", "B", "A"]
    reader.update_highlight(Highlight("E", 50, 60, "E", 4))
    assert [each.id for each in reader.highlights_here(10)] == ["D", "C", "B", "A"]
    reader.remove_highlight("D")
    reader.remove_highlight("unknown")
    assert {each.id for each in reader.highlights()} == {"A", "B", "C", "E"}


def test_a_bad_span_changes_nothing(reader: ReaderView) -> None:
    reader.set_text("short")
    reader.set_highlights([Highlight("good", 0, 5)])
    with pytest.raises(ValueError, match="bad"):
        reader.set_highlights([Highlight("bad", 2, 9)])
    assert [each.id for each in reader.highlights()] == ["good"]
    with pytest.raises(ValueError, match="worse"):
        reader.add_highlight(Highlight("worse", 3, 3))
    with pytest.raises(ValueError, match="good"):
        reader.update_highlights([Highlight("other", 1, 2), Highlight("good", 0, 99)])
    assert {each.id for each in reader.highlights()} == {"good"}


def test_a_badge_stands_where_a_mention_begins_and_is_clicked(reader: ReaderView, hand: Hand, qtbot: QtBot) -> None:
    reader.set_text(LONG)
    second = LONG.index("\n") + 1
    reader.set_highlights([Highlight("m", second, second + 9, "C", 2), Highlight("v", 0, 4, "C", 2, "value")])
    (badge,) = reader._badges()
    assert badge.letter == "C"
    assert badge.rect.right() < reader.column_left()
    with qtbot.waitSignal(reader.highlight_clicked) as clicked:
        hand.click(badge.rect.center().toPoint())
    assert clicked.args == [["m"]]


def test_many_badges_fit_beside_their_paragraph(reader: ReaderView) -> None:
    reader.set_text("One line only.\nThe next.")
    reader.set_highlights(Highlight(str(n), n, n + 2, "ABCDEFG"[n], n) for n in range(7))
    badges = reader._badges()
    assert badges[-1].letter.startswith("+")
    assert sum(len(badge.ids) for badge in badges) == 7
    assert badges[-1].rect.bottom() <= reader._flow.piece(0).height + 24


@pytest.mark.slow
def test_marks_are_painted_with_their_colours(reader: ReaderView) -> None:
    reader.set_text(LONG)
    palette = reader.reader_palette()
    assert palette.incident(2) not in colours(reader)
    reader.set_highlights([Highlight("m", 0, 40, "C", 2, active=True)])
    assert palette.incident(2) in colours(reader)
    reader.light([(14, 30)])
    assert palette.lit in colours(reader)
    reader.select(14, 30)
    assert palette.selection in colours(reader)
    reader.set_reader_palette(DARK)
    assert {DARK.background, DARK.incident(2), DARK.selection} <= colours(reader)


def test_scroll_to_places_words_with_context_above(reader: ReaderView) -> None:
    reader.set_text(LONG)
    start = LONG.index("Paragraph 150.")
    reader.scroll_to(start, start + 14)
    (rect,) = reader.span_rects(start, start + 14)
    assert 60 < rect.top() < reader.viewport().height() / 2
    value = reader.verticalScrollBar().value()
    reader.scroll_to(start, start + 14)
    assert reader.verticalScrollBar().value() == value


def test_scrolling_down_and_up_again_shows_the_same_words(reader: ReaderView) -> None:
    reader.set_text(LONG)
    bar = reader.verticalScrollBar()
    spans = [reader.visible_span()]
    for _ in range(25):
        bar.setValue(bar.value() + 200)
        spans.append(reader.visible_span())
    for span in reversed(spans[:-1]):
        bar.setValue(bar.value() - 200)
        assert reader.visible_span() == span
    assert bar.value() == 0


def test_both_ends_are_reached_from_estimates(reader: ReaderView) -> None:
    reader.set_text(LONG)
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert reader.visible_span()[1] == len(LONG)
    assert bar.value() == bar.maximum()
    (last,) = reader.span_rects(len(LONG) - 2, len(LONG) - 1)
    assert reader.viewport().height() * 0.7 < last.bottom() < reader.viewport().height()
    bar.setValue(bar.maximum() // 2)
    bar.setValue(0)
    assert reader.visible_span()[0] == 0


def test_scrolling_up_into_unknown_heights_moves_by_exactly_the_step(reader: ReaderView) -> None:
    text = "".join(f"Paragraph {n}. " + "iiii " * (40 * (n % 5)) + "WWWW " * (40 * (n % 3)) + "\n" for n in range(300))
    reader.set_text(text)
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(60):
        first = reader.visible_span()[0]
        before = reader.span_rects(first, first + 1)[0].top()
        bar.setValue(bar.value() - 90)
        assert reader.span_rects(first, first + 1)[0].top() == before + 90


def test_resize_keeps_the_line_inside_a_long_paragraph(reader: ReaderView) -> None:
    text = "Two men were killed near the old town on Friday. " * 300
    reader.set_text(text)
    reader.scroll_by(3000)
    top = reader.visible_span()[0]
    y = reader.span_rects(top, top + 1)[0].top()
    for width in (400, 900):
        reader.resize(width, 600)
        reader.set_zoom(150 if width == 400 else 100)
        (rect,) = reader.span_rects(top, top + 1)
        assert abs(rect.top() - y) < 30


def test_an_estimate_corrected_above_does_not_move_what_is_seen(reader: ReaderView) -> None:
    reader.set_text(LONG)
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first = reader.visible_span()[0]
    rect = reader.span_rects(first + 1, first + 2)
    before = LONG.rindex("Paragraph", 0, first - 300)
    reader.add_highlight(Highlight("x", before, before + 9, "A", 0))
    for n in range(6):
        reader.add_highlight(Highlight(f"y{n}", first - 250 + n, first - 200, "A", n))
    assert reader.visible_span()[0] == first
    assert reader.span_rects(first + 1, first + 2) == rect


@pytest.mark.parametrize("width", [320, 500, 1400])
def test_resize_keeps_the_top_words(reader: ReaderView, width: int) -> None:
    reader.set_text(LONG)
    start = LONG.index("Paragraph 99.")
    reader.scroll_to(start, start + 5)
    top = reader.visible_span()[0]
    for size in (width, 640, width, 900):
        reader.resize(size, 600)
        QApplication.processEvents()
        assert abs(reader.visible_span()[0] - top) < 100
    assert reader.visible_span()[0] == top


def test_the_scroll_bar_appearing_lays_out_again(reader: ReaderView) -> None:
    reader.resize(500, 300)
    reader.set_text("Some words that fill the narrow column. " * 5)
    wide = reader.viewport().width()
    reader.set_text("Some words that fill the narrow column. " * 80)
    QApplication.processEvents()
    assert reader.viewport().width() < wide
    assert reader._flow.width == reader.column_width()
    assert max(line.line.naturalTextWidth() for line in reader._flow.piece(0).lines) <= reader.column_width()


def test_zoom_by_keys_and_wheel_keeps_the_place(reader: ReaderView, hand: Hand, qtbot: QtBot) -> None:
    reader.set_text(LONG)
    start = LONG.index("Paragraph 60.")
    reader.scroll_to(start, start + 5)
    top = reader.visible_span()[0]
    with qtbot.waitSignal(reader.zoom_changed):
        hand.key(Key.Key_Plus, CTRL)
    assert reader.zoom() == 110
    hand.key(Key.Key_Minus, CTRL)
    hand.key(Key.Key_Minus, CTRL)
    assert reader.zoom() == 90
    hand.key(Key.Key_0, CTRL)
    assert reader.zoom() == 100
    centre = QPointF(reader.viewport().rect().center())
    QApplication.sendEvent(
        reader.viewport(),
        QWheelEvent(
            centre, reader.viewport().mapToGlobal(centre), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
            Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip
    assert reader.zoom() == 110
    assert abs(reader.visible_span()[0] - top) < 100
    reader.set_zoom(1000)
    assert reader.zoom() == 300
    reader.set_zoom(1)
    assert reader.zoom() == 50


def test_the_reading_width_is_a_centred_column(reader: ReaderView) -> None:
    reader.resize(1400, 600)
    reader.set_text(LONG)
    reader.set_reading_width(60)
    narrow = reader.column_width()
    assert abs(reader.column_left() * 2 + narrow - reader.viewport().width()) <= 2
    reader.set_reading_width(90)
    assert reader.column_width() > narrow


def test_find_shows_all_hits_and_walks_through_them(reader: ReaderView, hand: Hand, qtbot: QtBot) -> None:
    reader.set_text(LONG + "Cafe\u0301 القَاعِدَة")
    hand.key(Key.Key_F, CTRL)
    words = reader.findChild(QLineEdit, "find_words")
    count = reader.findChild(QLabel, "find_count")
    assert words is not None
    assert count is not None
    qtbot.keyClicks(words, "PARAGRAPH 15")
    assert reader.find_count() == 11
    assert count.text() == "1 of 11"
    assert reader.current_hit() == (LONG.index("Paragraph 15."), LONG.index("Paragraph 15.") + 12)
    assert reader.reader_palette().find_current in colours(reader)
    qtbot.keyClick(words, Key.Key_Return)
    assert count.text() == "2 of 11"
    assert reader.span_rects(*reader.current_hit() or (0, 0))
    qtbot.keyClick(words, Key.Key_Return, SHIFT)
    qtbot.keyClick(words, Key.Key_Return, SHIFT)
    assert count.text() == "11 of 11"
    words.setText("القاعدة")
    assert reader.find_hits() == [(len(LONG) + 6, len(reader.text()))]
    words.setText("cafe")
    assert reader.find_hits() == [(len(LONG), len(LONG) + 5)]
    words.setText("absent")
    assert count.text() == "nothing found"
    words.setText("Paragraph 77")
    qtbot.keyClick(words, Key.Key_Escape)
    assert not words.isVisible()
    assert hand.selected() == "Paragraph 77"
    assert reader.find_count() == 0
    assert reader.find("Friday", case_sensitive=True) > 100
    assert reader.find("friday", case_sensitive=True) == 0


def test_empty_reader_says_what_to_do(reader: ReaderView) -> None:
    reader.set_hint("Choose an article.")
    assert not reader.has_article()
    assert reader.reader_palette().background in colours(reader)
    reader.set_text(LONG)
    reader.select(3, 9)
    with_text = reader.visible_span()
    changed: list[tuple[int, int]] = []
    reader.selection_changed.connect(lambda *span: changed.append(span))
    reader.clear()
    assert (reader.text(), reader.visible_span(), reader.highlights()) == ("", (0, 0), [])
    assert changed == [(0, 0)]
    assert with_text != (0, 0)


def test_a_line_of_200_000_characters(reader: ReaderView, hand: Hand) -> None:
    text = "word قاعدة 😀 " * 15_500
    assert len(text) > 200_000
    reader.set_text(text)
    reader.set_highlights([Highlight("x", 150_000, 150_050, "A", 0, active=True)])
    reader.scroll_to(150_000, 150_050)
    assert reader.span_rects(150_000, 150_050)
    hand.double(hand.at(text.index("word", 150_000) + 1))
    assert hand.selected() == "word"
    hand.key(Key.Key_End, CTRL)
    assert reader.caret() == len(text)
    for seam in list(reader._flow.pieces.starts)[1:4]:
        reader.place_caret(seam)
        hand.key(Key.Key_Left)
        assert reader.caret() < seam
        hand.key(Key.Key_Right)
        assert reader.caret() == seam
    reader.set_text("x" * 200_000)
    reader.scroll_to(199_990, 200_000)
    assert reader.span_rects(199_990, 200_000)


def test_every_edge_text_is_shown_and_copied_whole(reader: ReaderView, shared_data: Path) -> None:
    expected = json.loads((shared_data / "edge-text" / "expected.json").read_text("utf-8"))
    assert expected
    for path in sorted((shared_data / "edge-text").glob("*.txt")):
        text = (
            path.read_bytes()
            .decode("utf-8", "replace")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .replace("\0", "\ufffd")
            .lstrip("\ufeff")
        )
        reader.set_text(text)
        reader.viewport().grab()
        reader.select_all()
        reader.copy()
        if text:
            assert QApplication.clipboard().text() == text, path.name


def test_the_seed_coding_is_shown_at_its_words(reader: ReaderView, shared_data: Path) -> None:
    text = (shared_data / "seed" / "seed-article.txt").read_text("utf-8")
    gold = json.loads((shared_data / "seed" / "gold.json").read_text("utf-8"))
    reader.set_text(text, "en")
    spans = {
        f"{n}.{m}": Highlight(f"{n}.{m}", each["start"], each["end"], "ABCDE"[n], n, label=each["text"])
        for n, incident in enumerate(gold["incidents"])
        for m, each in enumerate(incident["mentions"])
    }
    reader.set_highlights(spans.values())
    for highlight in spans.values():
        assert text[highlight.start : highlight.end] == highlight.label
        reader.scroll_to(highlight.start, highlight.end)
        assert reader.span_rects(highlight.start, highlight.end)
        assert highlight.id in [each.id for each in reader.highlights_here(highlight.start)]


def test_mixed_direction_gives_several_rectangles(reader: ReaderView) -> None:
    text = "The base قاعدة القيارة fell"
    reader.set_text(text)
    start = text.index("قاعدة") + 3
    rects = reader.span_rects(4, start)
    assert len(rects) == 2
    assert rects[0].right() < rects[1].left()
    reader.set_text("قاعدة القيارة", "ar")
    (rect,) = reader.span_rects(0, 5)
    assert rect.right() > reader.column_left() + reader.column_width() - 5


def test_it_has_a_name_for_screen_readers(reader: ReaderView) -> None:
    assert reader.accessibleName()
    assert reader.accessibleDescription()
    for child in (*reader.findChildren(QLineEdit), *reader.findChildren(QLabel)):
        assert child.accessibleName() or not child.objectName(), child.objectName()


def test_the_map_shows_incidents_hits_and_the_unread_and_is_clicked(
    reader: ReaderView, hand: Hand, qtbot: QtBot
) -> None:
    reader.set_text(LONG)
    middle = LONG.index("Paragraph 100.")
    reader.set_highlights([Highlight("m", middle, middle + 9, "B", 1), Highlight("v", 0, 9, "B", 1, "value")])
    reader.find("Paragraph 199")
    reader.set_dimmed([(LONG.index("Paragraph 150."), len(LONG))])
    strip = reader.findChild(MapStrip, "reader_map")
    assert strip is not None
    qtbot.waitUntil(lambda: bool(strip.places().incidents), timeout=2000)
    height = strip.height()
    ((row, marks),) = strip.places().incidents.items()
    assert marks == ((False, 1),)
    assert abs(row - height / 2) < height * 0.06
    assert strip.places().hits[0] > height * 0.9
    ((first, last),) = strip.places().unread
    assert height * 0.65 < first < height * 0.8
    assert last >= height - 3
    reader.scroll_by(-100_000)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, row))
    assert reader.visible_span()[0] < middle < reader.visible_span()[1]
    image = strip.grab().toImage()
    assert QColor(image.pixel(7, row + 1)).name() == reader.reader_palette().incident(1)


def test_the_map_of_another_article_is_not_late(reader: ReaderView) -> None:
    strip = reader.findChild(MapStrip, "reader_map")
    assert strip is not None
    reader.set_text(LONG)
    reader.set_highlights([Highlight("m", 40, 49, "A", 0)])
    QApplication.processEvents()
    assert strip.places().incidents
    reader.set_text("Another article.")
    assert not strip.places().incidents
    reader.set_highlights([Highlight("n", 0, 7, "A", 0)])
    QApplication.processEvents()
    assert strip.places().incidents


def test_a_click_on_the_same_words_goes_on_to_the_next_highlight(reader: ReaderView, hand: Hand) -> None:
    reader.set_text("one two three four")
    reader.set_highlights(Highlight(name, 4, end, name, at) for at, (name, end) in enumerate((("A", 7), ("B", 13))))
    meant: list[str] = []
    reader.highlight_clicked.connect(lambda ids: meant.append(ids[0]))
    for _ in range(3):
        hand.click(hand.at(5))
    assert meant == ["A", "B", "A"]
    hand.click(hand.at(10))
    hand.click(hand.at(5))
    assert meant[3:] == ["B", "A"]


def test_nothing_found_leads_back_to_where_one_was_reading(reader: ReaderView, hand: Hand, qtbot: QtBot) -> None:
    reader.set_text(LONG)
    reader.scroll_to(LONG.index("Paragraph 50."), LONG.index("Paragraph 50.") + 5)
    before = reader.visible_span()
    hand.key(Qt.Key.Key_F, CTRL)
    words = reader.findChild(QLineEdit, "find_words")
    assert words is not None
    qtbot.keyClicks(words, "Paragraph 1")
    hit = reader.current_hit()
    assert hit is not None
    assert hit[0] > before[0], "the search begins where one is reading, not at the top"
    qtbot.keyClicks(words, "x")
    assert reader.find_count() == 0
    assert reader.visible_span()[0] == before[0]
    qtbot.keyClick(words, Qt.Key.Key_Escape)
    assert reader.visible_span()[0] == before[0]
