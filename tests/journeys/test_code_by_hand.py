# SPDX-License-Identifier: MIT
"""An analyst codes by hand: an incident whole, with the mouse and without it; moves an edge; reaches overlapping words;
codes Arabic and emoji; takes back work of two articles after a restart; finishes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator import assets
from curator.app.application import make_themes
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.values.line import LineKind
from curator.domain.coding import ArticleCoding, Incident
from curator.formats.coding_file_reading import read_coding
from curator.operations import SetValue
from curator.settings import Settings
from curator.shape import replace
from curator.tasks.codebooks import USUAL, codebook_named
from curator.tasks.import_articles import import_articles
from curator.tasks.sample import ARTICLE, CODING
from curator.workspace import Workspace
from tests.active import make_active
from tests.effort.cells import differences
from tests.effort.clerk import Clerk
from tests.effort.counting import CountingHand
from tests.effort.keyboard import KeyboardHand
from tests.journeys.hand import CTRL, NONE

ARABIC = "أعلن الجيش يوم الجمعة أن مسلحين قتلوا جنديين في الموصل.\n\nوقال شهود إن الهجوم وقع ليلا قرب السوق.\n"
EMOJI = "Witnesses 👩🏽‍🚒 said two soldiers were killed 🔥🔥 near the café\u0301 in Mosul 🇮🇶 on Friday.\n"
ENGLISH = "Gunmen killed two soldiers in Mosul on Friday. A second attack failed.\n"
Key = Qt.Key


def opened(hand_of: type[CountingHand], qtbot: QtBot, window: MainWindow, path: Path, *files: Path) -> CountingHand:
    """A project with these articles, open for a new coder."""
    with Workspace.create(path, codebook_named(USUAL), name="By hand") as workspace:
        assert len(import_articles(workspace, list(files)).added) == len(files)
    hand = hand_of(qtbot, window)
    assert window.open_project(path)
    window.who_codes.bar.name.setEditText("Coder 1")
    hand.click(window.who_codes.bar.ok.objectName())
    hand.begin_count()
    hand.rest()
    hand.reader.setFocus()
    return hand


def written(folder: Path, **texts: str) -> list[Path]:
    files = []
    for name, text in texts.items():
        files.append(folder / f"{name}.txt")
        files[-1].write_text(text, encoding="utf-8")
    return files


def coding(hand: CountingHand) -> ArticleCoding:
    assert hand.page.shown is not None
    return hand.page.shown.coding


def incident(hand: CountingHand) -> Incident:
    """The active incident."""
    found = hand.page.showing.own_incident()
    assert found is not None
    return found


def start_incident(hand: CountingHand, words: str, type_letters: str) -> Incident:
    """Select words, press N, find the type, Enter."""
    at = hand.reader.text().index(words)
    hand.select(at, at + len(words))
    hand.press("n")
    hand.type(type_letters)
    hand.press(Key.Key_Return)
    return incident(hand)


def lit(hand: CountingHand) -> list[tuple[int, int]]:
    """The words that stand out in the article."""
    return list(hand.reader.lit_words())


def test_words_can_be_taken_hold_of_anywhere_in_an_emoji_article(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    hand = opened(CountingHand, qtbot, window, tmp_path / "e.curator", *written(tmp_path, emoji=EMOJI))
    made = start_incident(hand, "two soldiers were killed", "attack")
    assert [each.quote for each in made.mentions()] == ["two soldiers were killed"]
    for words in ("Witnesses 👩🏽‍🚒 said", "in Mosul 🇮🇶 on"):
        at = hand.reader.text().index(words)
        hand.select(at, at + len(words))
        hand.press("m")
    at = hand.reader.text().index("Mosul")
    hand.select(at, at + 5)
    hand.press("l")
    quotes = [each.quote for each in incident(hand).evidence]
    assert {"Witnesses 👩🏽‍🚒 said", "in Mosul 🇮🇶 on", "Mosul"} <= set(quotes)
    assert all(hand.reader.text()[each.start : each.end] == each.quote for each in incident(hand).evidence)


def test_an_arabic_article_is_selected_from_right_to_left(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    hand = opened(CountingHand, qtbot, window, tmp_path / "a.curator", *written(tmp_path, arabic=ARABIC))
    text, words = hand.reader.text(), "مسلحين قتلوا جنديين"
    start = text.index(words)
    assert hand.middle(start, start + 6, 0).x() > hand.middle(start, start + len(words), -1).x()  # it runs to the left
    made = start_incident(hand, words, "attack")
    assert made.mentions()[0].quote == words
    at = text.index("الموصل")
    hand.select(at, at + len("الموصل"))
    hand.press("l")
    assert "الموصل" in [each.quote for each in incident(hand).evidence if each.field]


def test_an_edge_of_chosen_words_is_moved_with_the_mouse(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    hand = opened(CountingHand, qtbot, window, tmp_path / "m.curator", *written(tmp_path, article=ENGLISH))
    start_incident(hand, "killed two soldiers", "attack")
    line = next(each for each in hand.values.lines.lines() if each.kind is LineKind.WORDS)
    hand.click_line(line)
    text = hand.reader.text()
    to = text.index("Mosul")
    hand.drag(hand.edge(text.index("soldiers") + 7, False), lambda: hand.middle(to, to + 5, -1))
    hand.wait(lambda: not hand.page.doing.busy)
    assert [each.quote for each in incident(hand).mentions()] == ["killed two soldiers in Mosul"]
    hand.key(Key.Key_Z, CTRL)
    hand.rest()
    assert [each.quote for each in incident(hand).mentions()] == ["killed two soldiers"]


def test_four_highlights_at_one_place_are_reached_one_after_the_other(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    hand = opened(CountingHand, qtbot, window, tmp_path / "o.curator", *written(tmp_path, article=ENGLISH))
    start_incident(hand, "Gunmen killed two soldiers in Mosul", "attack")
    text = hand.reader.text()
    for words, key in (("two soldiers in Mosul", "g"), ("killed two soldiers", "o"), ("two soldiers", "w")):
        at = text.index(words)
        hand.select(at, at + len(words))
        hand.press(key)
    four = {(each.start, each.end) for each in incident(hand).evidence}
    assert len(four) == 4
    at = text.index("soldiers")
    QTest.mouseClick(hand.reader.viewport(), Qt.MouseButton.LeftButton, NONE, hand.middle(at, at + 8, 0))
    hand.rest()
    reached = set()
    for _ in range(4):
        reached |= set(lit(hand))
        hand.press("]")
    assert reached == four


@pytest.fixture
def later(qtbot: QtBot) -> Iterator[list[MainWindow]]:
    """Windows that a test starts later."""
    made: list[MainWindow] = []
    yield made
    for window in made:
        window.close()
        settle(window)
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_undo_goes_back_over_two_articles_and_a_restart(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, tmp_path: Path, later: list[MainWindow]
) -> None:
    path = tmp_path / "u.curator"
    files = written(tmp_path, first=ENGLISH, second="Police arrested a man in Basra on Monday.\n")
    hand = opened(CountingHand, qtbot, window, path, *files)
    hand.click_row("library.list", 1)
    hand.rest()
    first = coding(hand).article.n
    hand.reader.setFocus()
    start_incident(hand, coding(hand).text.split(" on ")[0], "attack")
    hand.click_row("library.list", 0)
    hand.rest()
    second = coding(hand).article.n
    assert second != first
    hand.reader.setFocus()
    start_incident(hand, coding(hand).text.split(" on ")[0], "arrests")
    hand.window.close()
    again = MainWindow(Settings(), make_themes(qapp, Settings()))
    later.append(again)
    assert again.open_project(path)
    again.show()
    make_active(again)
    settle(again)
    hand = CountingHand(qtbot, again)
    hand.begin_count()
    hand.rest()
    hand.key(Key.Key_Z, CTRL)
    hand.rest()
    assert (coding(hand).article.n, coding(hand).incidents) == (second, ())
    hand.key(Key.Key_Z, CTRL)
    hand.rest()
    assert (coding(hand).article.n, coding(hand).incidents) == (first, ())
    hand.key(Key.Key_Y, CTRL)
    hand.rest()
    assert [each.mentions()[0].start for each in coding(hand).incidents] == [0]


@pytest.mark.slow
@pytest.mark.parametrize("hand_of", [CountingHand, KeyboardHand], ids=["with the mouse", "without the mouse"])
def test_the_third_incident_of_the_sample_is_coded_whole_and_finished(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, hand_of: type[CountingHand]
) -> None:
    """Every value, state, basis and span of the gold, from an empty article."""
    hand = opened(hand_of, qtbot, window, tmp_path / "c.curator", assets.asset(ARTICLE))
    book = hand.page.workspace.codebook
    whole = read_coding(assets.read_bytes(CODING), lambda *_: book, coding(hand).text).coding
    gold = replace(whole, incidents=whole.incidents[2:3], not_codable=())
    clerk = Clerk(hand, gold)
    clerk.settle_in()
    clerk.code_article()
    assert hand.page.workspace.coder is not None
    coder = hand.page.workspace.coder.id
    assert not differences(coding(hand), gold, coder, book)
    assert bool(hand.presses["clicks"] + hand.presses["drags"]) == (hand_of is CountingHand)
    finish(hand)
    assert any("Notes are missing" in row.text for row in hand.window.messages.rows()), "the clerk writes no prose"
    write_notes(hand, gold)
    finish(hand)
    assert coding(hand).reading.get(coder) != "finished"
    assert any("never on the screen" in row.text for row in hand.window.messages.rows())
    read_to_the_end(hand)
    finish(hand)
    assert coding(hand).reading.get(coder) == "finished"


def test_what_is_coded_in_an_ended_article_opens_it_again(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    hand = opened(CountingHand, qtbot, window, tmp_path / "f.curator", *written(tmp_path, one=ENGLISH))
    coder = hand.page.workspace.coder
    assert coder is not None
    read_to_the_end(hand)
    hand.press(Key.Key_Return, CTRL)
    hand.rest()
    assert coding(hand).reading.get(coder.id) == "nothing_to_code"
    at = ENGLISH.index("second attack")
    hand.select(at, at + len("second attack"))
    hand.press("n")
    hand.type("attack")
    hand.press(Key.Key_Return)
    hand.rest()
    assert len(coding(hand).incidents) == 1
    assert coding(hand).reading.get(coder.id) == "started"


def read_to_the_end(hand: CountingHand) -> None:
    """Page down, resting on each page until it counts as read."""
    hand.click_beside()
    hand.key(Key.Key_Home, CTRL)
    hand.rest()
    for _ in range(20):
        hand.wait(partial(page_is_read, hand))
        if not hand.page.unread_paragraphs():
            return
        hand.key(Key.Key_PageDown)
    raise AssertionError("the end never comes")


def page_is_read(hand: CountingHand) -> bool:
    """Whether every paragraph that is seen whole counts as read."""
    first, last = hand.reader.visible_span()
    return not any(first < start and end < last for start, end in hand.page.unread_paragraphs())


def write_notes(hand: CountingHand, gold: ArticleCoding) -> None:
    """What the gold says in prose, which the clerk leaves out."""
    workspace = hand.page.workspace
    for mine, wanted in zip(coding(hand).incidents, gold.incidents, strict=True):
        workspace.run(SetValue(mine.id, "notes", wanted.values["notes"]))
    hand.rest()


def finish(hand: CountingHand) -> None:
    hand.press(Key.Key_Return, CTRL)
    hand.rest()
