# SPDX-License-Identifier: MIT
"""The article as a screen reader gets it: asked through Qt's own interface, in process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextInterface,
    QColor,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication

from curator.app.reader import spoken_marks, text_interface
from curator.app.reader.highlights import Highlight
from curator.app.reader.spoken_text import LONGEST_PARAGRAPH, SpokenText
from curator.app.reader.view import ReaderView
from tests.app.reader.conftest import Hand

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ARABIC = "قتل ثلاثة أشخاص في الموصل يوم الجمعة."
TEXT = (
    f"Two men 😀 died in Mosul on Friday.\n{ARABIC}\nThe family 👨‍👩‍👧 fled. "
    + "More words fill the lines of it. " * 20
)
KILLED = Highlight("k", 0, 7, "C", 2, "value", label="C  Shots at a checkpoint · Killed", what="Killed")
PLACE = Highlight("p", 18, 23, "C", 2, "mention", label="C, Place")
SENTENCE = Highlight("s", 0, 34, "C", 2, "mention", label="C, Mention")
REASON = Highlight("n", 35, 60, kind="not_codable", label="Not codable: background")
PROGRAM = Path(__file__).with_name("many_spoken_readers.py")


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def listened() -> Iterator[None]:
    QAccessible.setActive(True)
    if not QAccessible.isActive():
        pytest.skip("this Qt takes it from the system alone whether a screen reader is there")
    yield
    QAccessible.setActive(False)


@pytest.fixture
def spoken(reader: ReaderView, listened: None) -> ReaderView:
    show(reader, TEXT)
    return reader


def show(view: ReaderView, text: str) -> None:
    view.set_text(text)
    settle()


def asked(view: ReaderView) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def text_of(view: ReaderView) -> QAccessibleTextInterface:
    """What a screen reader gets; the call goes into Qt and from there to the reader's object."""
    found = QAccessibleInterface.textInterface(asked(view))
    assert found is not None
    return found


def copy_of(view: ReaderView) -> SpokenText:
    assert view.spoken.text is not None
    return view.spoken.text


def unit(view: ReaderView, words: str) -> int:
    """The UTF-16 units before the words, counted without the program's own table."""
    return len(view.text()[: view.text().index(words)].encode("utf-16-le", "surrogatepass")) // 2


def test_it_is_a_text_to_read_and_to_select_in(spoken: ReaderView) -> None:
    made = asked(spoken)
    assert made.role() == QAccessible.Role.EditableText
    assert made.text(QAccessible.Text.Name) == "Article text"
    state = made.state()
    assert state.readOnly
    assert state.multiLine
    assert state.selectableText
    assert state.focused
    assert not state.invisible
    assert made.actionInterface() is not None
    assert made.editableTextInterface() is None  # the article never changes
    assert made.valueInterface() is None


def test_the_text_is_the_articles_at_qts_offsets(spoken: ReaderView) -> None:
    text = text_of(spoken)
    assert text.characterCount() == len(TEXT.encode("utf-16-le")) // 2
    assert text.text(0, text.characterCount()) == TEXT
    for words in ("men", "😀", "died", "الموصل", "👨‍👩‍👧", "fled"):
        start = unit(spoken, words)
        assert text.text(start, start + len(words.encode("utf-16-le")) // 2) == words


def test_letters_that_qt_does_not_keep_shift_no_others(reader: ReaderView, listened: None) -> None:
    seed = random.randrange(10**6)
    letters = random.Random(seed).choices(
        "ab \t\n\r\u00a0\u2028\u2029\ufdd0\ufdd1\ud800\udfff\ufffc\x00\u200f😀م", k=400
    )
    show(reader, "".join(letters) + "end")
    text, offsets = text_of(reader), reader.flow().offsets
    assert text.characterCount() == offsets.unit_length, seed
    for at, letter in enumerate(letters):
        if letter in "ab \t\n\u00a0\u2028😀م":
            found = text.text(offsets.units(at), offsets.units(at + 1))
            assert found == letter, (seed, at)


def test_the_caret_and_the_selection_are_the_readers(spoken: ReaderView, hand: Hand) -> None:
    text = text_of(spoken)
    hand.key(Key.Key_Right, CTRL)
    hand.key(Key.Key_Right, CTRL)
    hand.key(Key.Key_Right, CTRL)
    settle()
    assert text.cursorPosition() == unit(spoken, "died")
    assert text.selectionCount() == 0
    hand.key(Key.Key_Right, CTRL | SHIFT)
    settle()
    assert text.selectionCount() == 1
    assert text.cursorPosition() == unit(spoken, " in Mosul")
    cursor = copy_of(spoken).textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (unit(spoken, "died"), unit(spoken, " in Mosul"))
    assert hand.selected() == "died"


def test_a_screen_reader_places_the_caret_and_selects(spoken: ReaderView, hand: Hand) -> None:
    text = text_of(spoken)
    text.setCursorPosition(unit(spoken, "الموصل"))
    assert spoken.caret() == TEXT.index("الموصل")
    text.addSelection(unit(spoken, "😀"), unit(spoken, " died"))
    assert hand.selected() == "😀"
    text.setSelection(0, unit(spoken, "fled"), unit(spoken, "fled") + 4)
    assert hand.selected() == "fled"
    settle()
    assert text.selectionCount() == 1
    text.removeSelection(0)
    assert hand.selected() == ""
    settle()
    assert text.selectionCount() == 0


def test_letters_are_where_they_are_painted(spoken: ReaderView) -> None:
    text = text_of(spoken)
    for change in (lambda: None, lambda: spoken.set_zoom(150), lambda: spoken.resize(600, 300)):
        change()
        settle()
        for words in ("men", "died", "Mosul", "fled", "lines of it"):
            at = TEXT.index(words)
            (rect,) = spoken.span_rects(at, at + 1)
            painted = rect.translated(
                spoken.viewport().mapToGlobal(rect.topLeft().toPoint()) - rect.topLeft().toPoint()
            )
            told = text.characterRect(unit(spoken, words))
            assert abs(told.left() - painted.left()) <= 2, words
            assert painted.top() - 3 <= told.top() <= told.bottom() <= painted.bottom() + 3, words
            assert text.offsetAtPoint(painted.center().toPoint()) == unit(spoken, words)


def test_right_to_left_words_are_found_where_they_are_painted(spoken: ReaderView) -> None:
    at = TEXT.index("الموصل")
    (rect,) = spoken.span_rects(at + 2, at + 3)
    point = spoken.viewport().mapToGlobal(rect.center().toPoint())
    assert text_of(spoken).offsetAtPoint(point) == unit(spoken, "الموصل") + 2
    told = text_of(spoken).characterRect(unit(spoken, "الموصل") + 2)
    assert told.top() <= point.y() <= told.bottom()


def test_lines_are_the_lines_of_the_reader(spoken: ReaderView) -> None:
    flow, cursor = spoken.flow(), QTextCursor(copy_of(spoken).document())
    _, piece = flow.piece_of(TEXT.index("fled"))
    assert len(piece.lines) > 3
    for line in piece.lines[1:-1]:
        cursor.setPosition(flow.offsets.units(line.start) + 2)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        assert flow.offsets.points(cursor.position()) == line.start


def test_words_further_down_are_brought_into_view(reader: ReaderView, listened: None) -> None:
    show(reader, "\n".join(f"Paragraph {at} 😀 of a long article, " + "with words " * 40 for at in range(500)))
    for words in ("Paragraph 400", "Paragraph 3 "):
        start = unit(reader, words)
        text_of(reader).scrollToSubstring(start, start + 9)
        first, last = reader.visible_span()
        assert first <= reader.text().index(words) < last
        settle()
        (rect,) = reader.span_rects(*(reader.text().index(words) + at for at in (0, 1)))
        told = text_of(reader).characterRect(start)
        assert abs(reader.viewport().mapFromGlobal(told.center()).y() - rect.center().y()) < 6


def test_another_article_is_told_and_read(spoken: ReaderView, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(text_interface, "tell_text", lambda _view, before, now: told.append((before, now)))
    show(spoken, "Another 😀 one")
    assert told == [(TEXT, "Another 😀 one")]
    assert text_of(spoken).text(8, 14) == "😀 one"
    spoken.clear()
    settle()
    assert text_of(spoken).characterCount() == 0


def test_moves_are_told_in_qts_units_and_once(spoken: ReaderView, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(text_interface, "tell_caret", lambda _view, *at: told.append(("caret", *at)))
    monkeypatch.setattr(text_interface, "tell_selection", lambda _view, *at: told.append(("selection", *at)))
    spoken.place_caret(TEXT.index("died"))
    settle()
    settle()
    assert told == [("caret", 11)]
    hand.key(Key.Key_Right, SHIFT)
    settle()
    assert told[1:] == [("caret", 12), ("selection", 11, 12)]
    hand.key(Key.Key_Right)
    settle()
    assert told[3:] == [("selection", 12, 12)]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    for room in ("selecting", "spoken", "view"):
        monkeypatch.setattr(f"curator.app.reader.{room}.announce", lambda _widget, each: words.append(each))
    return words


def test_the_highlights_that_the_caret_comes_to_are_named(spoken: ReaderView, said: list[str]) -> None:
    spoken.set_highlights([KILLED, PLACE, SENTENCE, REASON])
    description = asked(spoken).text(QAccessible.Text.Description)
    assert description == "C, Killed, C, Mention " + spoken.accessibleDescription()
    spoken.place_caret(2)
    settle()
    spoken.place_caret(8)  # out of the value, still in the mention
    settle()
    spoken.place_caret(20)
    settle()
    spoken.place_caret(40)
    settle()
    spoken.place_caret(len(TEXT))
    settle()
    assert [each for each in said if each] == [
        "C, Killed, C, Mention", "C, Place", "Not codable: background", "End of highlight",
    ]  # fmt: skip
    assert asked(spoken).text(QAccessible.Text.Description) == spoken.accessibleDescription()


def test_what_a_screen_reader_reads_by_itself_is_not_announced(spoken: ReaderView, hand: Hand, said: list[str]) -> None:
    hand.key(Key.Key_Right, CTRL)
    hand.key(Key.Key_Right, CTRL | SHIFT)
    spoken.grow_selection()
    settle()
    assert [each for each in said if each] == []


def look_at(view: ReaderView, pos: int) -> QTextCharFormat:
    """What Qt tells of the letter at `pos`."""
    cursor = QTextCursor(copy_of(view).document())
    cursor.setPosition(view.flow().offsets.units(pos) + 1)
    return cursor.charFormat()


def test_highlighted_letters_look_highlighted(spoken: ReaderView) -> None:
    plain, colours = look_at(spoken, 25), spoken.reader_palette()
    told: list[int] = []
    copy_of(spoken).document().contentsChange.connect(lambda *_: told.append(1))
    spoken.set_highlights([KILLED, PLACE, SENTENCE, REASON])
    settle()
    own = QColor(colours.fill(2))
    assert look_at(spoken, 3).background().color() == own
    assert look_at(spoken, 3).underlineStyle() == spoken_marks.UNDERLINES["value"]  # the shorter one
    assert look_at(spoken, 10).underlineStyle() == spoken_marks.UNDERLINES["mention"]
    assert look_at(spoken, 45).underlineStyle() == spoken_marks.UNDERLINES["not_codable"]
    spoken.remove_highlight("k")
    spoken.remove_highlight("n")
    settle()
    assert look_at(spoken, 3).underlineStyle() == spoken_marks.UNDERLINES["mention"]
    assert look_at(spoken, 45).underlineStyle() == QTextCharFormat.UnderlineStyle.NoUnderline
    spoken.set_highlights([])
    settle()
    assert look_at(spoken, 10) == plain
    assert not told  # Qt would tell screen readers of new text
    assert text_of(spoken).text(0, 7) == "Two men"


def test_a_highlight_over_several_paragraphs_marks_all_of_them(spoken: ReaderView) -> None:
    spoken.set_highlights([Highlight("w", 20, TEXT.index("fled"), label="wide")])
    settle()
    wide = spoken_marks.UNDERLINES["mention"]
    assert [look_at(spoken, at).underlineStyle() == wide for at in (19, 20, 45, 75, TEXT.index("fled"))] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_nothing_that_writes_into_it_reaches_the_article(spoken: ReaderView) -> None:
    own = QAccessible.queryAccessibleInterface(copy_of(spoken)).editableTextInterface()
    own.deleteText(0, 5)
    settle()
    assert text_of(spoken).text(0, 7) == "Two men"
    assert spoken.text() == TEXT


def test_a_large_article_is_never_answered_as_a_whole(reader: ReaderView, listened: None) -> None:
    line = "Police said three people were killed near the market 😀 on Friday. " * 8 + "\n"
    text = line * 1900
    show(reader, text)
    reader.set_highlights(
        Highlight(str(at), at * 100, at * 100 + 50, "C", at % 7, "value", label=f"C, {at}") for at in range(10_000)
    )
    asked_for = text_of(reader)
    units = reader.flow().offsets.units
    assert asked_for.text(units(500_000), units(500_020)) == text[500_000:500_020]
    assert asked_for.characterCount() == units(len(text))
    asked_for.setCursorPosition(units(700_000))
    assert reader.caret() == 700_000
    # Lines are made of what is seen and what was asked for, and marks come in portions that nobody feels.
    assert len(copy_of(reader)._laid) < 40
    reader.spoken.follow()
    portions = 0
    while copy_of(reader).mark():
        portions += 1
    assert portions > 20


@pytest.mark.parametrize("letters", [60_000, LONGEST_PARAGRAPH + 5_000])
def test_an_endless_paragraph_is_read_too(reader: ReaderView, listened: None, letters: int) -> None:
    text = "A beginning 😀.\n" + "endless words " * (letters // 14) + "\nThe end."
    show(reader, text)
    asked_for, units = text_of(reader), reader.flow().offsets.units
    asked_for.setCursorPosition(units(50_000))
    assert reader.caret() == 50_000
    settle()
    assert asked_for.text(units(50_000), units(50_009)) == text[50_000:50_009]
    assert asked_for.characterCount() == units(len(text))
    cursor = QTextCursor(copy_of(reader).document())
    cursor.setPosition(units(50_000))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    start = cursor.position()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)
    has_lines = letters < LONGEST_PARAGRAPH
    assert (cursor.position() - start < 200) == has_lines


def test_without_a_screen_reader_there_is_nothing_of_it(reader: ReaderView) -> None:
    show(reader, TEXT)
    assert reader.spoken.text is None
    assert not reader.findChildren(SpokenText)


@pytest.fixture
def distrusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_interface, "_is_right", lambda *_: False)


def test_where_qt_gets_the_wrong_text_all_stays_as_before(
    reader: ReaderView, distrusted: None, listened: None, hand: Hand, said: list[str]
) -> None:
    show(reader, TEXT)
    hand.key(Key.Key_Right, CTRL)
    settle()
    assert reader.spoken.text is None
    assert said == ["men"]
    assert asked(reader).text(QAccessible.Text.Name) == "Article text"
    assert asked(reader).textInterface() is None


def test_a_wrong_address_is_noticed(spoken: ReaderView, monkeypatch: pytest.MonkeyPatch) -> None:
    other = SpokenText(spoken.viewport(), lambda _point: 0)
    other.read(spoken.flow())
    assert text_interface.offer(spoken, copy_of(spoken))
    assert not text_interface.offer(spoken, other)
    monkeypatch.setattr(text_interface.Shiboken, "VoidPtr", int)
    assert not text_interface.offer(spoken, copy_of(spoken))  # before anything is asked at that address


def test_many_readers_come_and_go_and_the_program_ends_well(listened: None) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, str(PROGRAM)], env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["200", "0"], "")
