# SPDX-License-Identifier: MIT
"""The edges of chosen words: handles, keys, and what is told of them."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from curator.app.reader.edges import stepped
from curator.app.reader.edging import REST
from curator.app.reader.highlights import Highlight
from curator.app.reader.view import ReaderView
from tests.app.reader.conftest import Hand

ALT = Qt.KeyboardModifier.AltModifier
TEXT = "Officials said that gunmen were killing a border guard, near Mosul.\nA second paragraph follows here.\n" + (
    "More text stands below, so that the article is longer than the window and has to be scrolled.\n" * 40
)
WORDS = "killing a border"
START, END = TEXT.index(WORDS), TEXT.index(WORDS) + len(WORDS)


@pytest.fixture
def told(reader: ReaderView) -> list[tuple[int, int]]:
    reader.set_text(TEXT)
    reader.set_highlights([Highlight("w", START, END, "A", 0, "value", True), Highlight("m", 0, 60, "A", 0)])
    reader.light([(START, END)])
    reader.set_handles((START, END), ["w"])
    heard: list[tuple[int, int]] = []
    reader.edges_moved.connect(lambda start, end: heard.append((start, end)))
    return heard


def edge(reader: ReaderView, pos: int, end: bool) -> QPoint:
    """The place of a handle, inside the letter beside it by a hair."""
    rect = reader.span_rects(pos - 1, pos)[0] if end else reader.span_rects(pos, pos + 1)[0]
    return QPoint(round(rect.right() if end else rect.left()), rect.center().toPoint().y())


def shown(reader: ReaderView, span_id: str) -> tuple[int, int]:
    found = next(each for each in reader.highlights() if each.id == span_id)
    return found.start, found.end


def test_a_handle_is_dragged_by_words_and_told_once(
    reader: ReaderView, hand: Hand, told: list[tuple[int, int]]
) -> None:
    hand.move(edge(reader, END, end=True), held=False)
    assert reader.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    into_guard = hand.at(TEXT.index("guard") + 1)
    hand.press(edge(reader, END, end=True))
    hand.move(into_guard)
    wanted = (START, TEXT.index("guard") + 5)
    assert shown(reader, "w") == wanted, "the highlight follows at once"
    assert shown(reader, "m") == (0, 60)
    assert told == [], "nothing is told before the mouse is let go"
    hand.release(into_guard)
    assert told == [wanted]
    assert reader.handles() == wanted
    assert hand.selected() == ""


def test_the_beginning_is_dragged_by_characters_with_alt(
    reader: ReaderView, hand: Hand, told: list[tuple[int, int]]
) -> None:
    rect = reader.span_rects(START + 4, START + 5)[0]
    to = QPoint(round(rect.left()), rect.center().toPoint().y())
    hand.press(edge(reader, START, end=False), ALT)
    hand.move(to, ALT)
    hand.release(to, ALT)
    assert told == [(START + 4, END)]


def test_an_edge_stops_before_the_other_one(reader: ReaderView, hand: Hand, told: list[tuple[int, int]]) -> None:
    hand.press(edge(reader, END, end=True))
    hand.move(hand.at(3))
    hand.release(hand.at(3))
    assert told == [(START, START + len("killing"))]


def test_escape_gives_a_drag_up(reader: ReaderView, hand: Hand, told: list[tuple[int, int]]) -> None:
    hand.press(edge(reader, END, end=True))
    hand.move(hand.at(TEXT.index("Mosul") + 1))
    hand.key(Qt.Key.Key_Escape)
    assert shown(reader, "w") == (START, END)
    hand.move(hand.at(TEXT.index("near") + 1))
    hand.release(hand.at(TEXT.index("near") + 1))
    assert told == []
    assert shown(reader, "w") == (START, END)


def test_a_drag_below_the_window_scrolls(
    reader: ReaderView, hand: Hand, told: list[tuple[int, int]], qtbot: QtBot
) -> None:
    before = reader.verticalScrollBar().value()
    hand.press(edge(reader, END, end=True))
    below = QPoint(300, reader.viewport().height() + 150)
    hand.move(below)
    qtbot.waitUntil(lambda: reader.verticalScrollBar().value() > before + 300, timeout=5000)
    hand.release(below)
    assert told[0][0] == START
    assert told[0][1] > reader.visible_span()[0]


def test_a_click_at_a_handle_is_a_click(reader: ReaderView, hand: Hand, told: list[tuple[int, int]]) -> None:
    clicked: list[list[str]] = []
    reader.highlight_clicked.connect(clicked.append)
    point = edge(reader, START, end=False) + QPoint(2, 0)
    hand.click(point)
    assert clicked == [["w", "m"]]
    assert reader.caret() == START
    assert told == []


def test_many_steps_by_keys_are_told_once(
    reader: ReaderView, told: list[tuple[int, int]], qtbot: QtBot
) -> None:  # fmt: skip
    reader.move_edge(to_the_right=True, by="word")
    reader.move_edge(to_the_right=True, by="word")
    assert shown(reader, "w") == (START, TEXT.index("near") + 4)
    reader.move_edge(to_the_right=False, by="word")
    reader.move_edge(to_the_right=True, by="character")
    assert told == []
    qtbot.waitUntil(lambda: bool(told), timeout=20 * REST)
    assert told == [(START, TEXT.index("guard") + 6)]


def test_the_other_edge_and_back(reader: ReaderView, told: list[tuple[int, int]]) -> None:
    reader.other_edge()
    reader.move_edge(to_the_right=False, by="word")
    reader.settle_edges()
    assert told == [(TEXT.index("were"), END)]
    reader.other_edge()
    reader.move_edge(to_the_right=False, by="word")
    reader.settle_edges()
    assert told[-1] == (TEXT.index("were"), TEXT.index("killing a") + 9)


def test_arabic_words_have_their_end_at_the_left(reader: ReaderView, hand: Hand) -> None:
    text = "قال مسؤولون إن مسلحين قتلوا حارسا قرب الموصل"
    start = text.index("مسلحين")
    end = start + len("مسلحين")
    reader.set_text(text, "ar")
    reader.set_handles((start, end))
    heard: list[tuple[int, int]] = []
    reader.edges_moved.connect(lambda *span: heard.append(span))
    rect = reader.span_rects(start, end)[0]
    at_left = QPoint(round(rect.left()), rect.center().toPoint().y())
    assert reader.edge_under(at_left.toPointF()) == "end"
    assert reader.edge_under(QPoint(round(rect.right()), at_left.y()).toPointF()) == "start"
    reader.move_edge(to_the_right=False, by="word")
    reader.settle_edges()
    assert heard == [(start, text.index("قتلوا") + len("قتلوا"))]


def test_no_step_ever_leaves_the_text_or_empties_the_words() -> None:
    seed = 7
    chance = random.Random(seed)
    letters = "ab, .\n👨‍👩‍👧éقت-"
    for _ in range(600):
        text = "".join(chance.choice(letters) for _ in range(chance.randint(1, 30)))
        start = chance.randrange(len(text))
        span = (start, chance.randint(start + 1, len(text)))
        for which in ("start", "end"):
            for by in ("word", "character"):
                for forward in (True, False):
                    low, high = stepped(text, span, which, forward, by)  # type: ignore[arg-type]  # two literals each
                    assert 0 <= low < high <= len(text), (seed, text, span, which, by, forward)
                    assert (high == span[1]) if which == "start" else (low == span[0])


def test_only_what_differs_is_put_anew(reader: ReaderView) -> None:
    reader.set_text(TEXT)
    seed = 5
    chance = random.Random(seed)
    wanted: list[Highlight] = []
    for _ in range(60):
        wanted = [each for each in wanted if chance.random() < 0.7]
        taken = {each.id for each in wanted}
        for name in (f"h{chance.randint(0, 20)}" for _ in range(6)):
            if name not in taken:
                taken.add(name)
                start = chance.randrange(200)
                wanted.append(Highlight(name, start, start + 5, "A", 0, "mention", chance.random() < 0.5))
        reader.show_highlights(wanted)
        assert sorted(reader.highlights(), key=lambda each: each.id) == sorted(wanted, key=lambda each: each.id), seed
        assert reader._flow.highlights.some_active == any(each.active for each in wanted), seed
    with pytest.raises(ValueError, match="is no span"):
        reader.show_highlights([Highlight("far", 0, len(TEXT) + 1)])
    assert len(reader.highlights()) == len(wanted), "then nothing changes"
