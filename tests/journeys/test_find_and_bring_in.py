# SPDX-License-Identifier: MIT
"""An analyst keeps order among articles: lists them by state, searches texts, pastes one, corrects it, removes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from curator.app.library.article_table import ArticleTable
from curator.app.library.hits import HitsList
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import Article
from curator.operations import AddArticles, NewArticle, SetReading
from curator.tasks.import_articles import import_articles
from tests.formats.pages_made import TOLD
from tests.formats.pages_made import page as saved_page
from tests.journeys.hand import CTRL, NONE, Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier
PASTED = (
    "World\r\n\r\nGunmen Kill Two Police Officers Near Kirkuk\r\n\r\nBy Jane Doe\r\nPublished 9 November 2019\r\n\r\n"
    + "Two police officers were killed near Kirkuk\u00a0on Friday, a spokesman of the province said. " * 4
    + "\r\n\r\n"
    + "Gunmen opened fire on a checkpoint at dawn and fled before reinforcements came, he told reporters. " * 4
)
TITLE = "Gunmen Kill Two Police Officers Near Kirkuk"


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    workspace = page_of(opened).workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    ids = workspace.run(
        AddArticles(
            tuple(
                NewArticle(f"Text of {name}.\n\nA rocket fell on {name} at night.", {"title": f"News of {name}"})
                for name in ("Basra", "Hilla", "Kut")
            )
        )
    )
    workspace.run(SetReading(ids[0], "finished"))
    workspace.run(SetReading(ids[1], "nothing_to_code"))
    hand = Hand(qtbot, opened)
    hand.wait(lambda: page_of(opened).listing.article_count == 4)
    hand.wait(lambda: chip(hand, "finished").text().endswith(" 2"))
    return hand


def page_of(window: MainWindow) -> WorkspacePage:
    assert window.page is not None
    return window.page


def page(hand: Hand) -> WorkspacePage:
    return page_of(hand.window)


def chip(hand: Hand, state: str) -> QToolButton:
    return hand.find(f"library.chip.{state}", QToolButton)


def titles(hand: Hand) -> list[str]:
    model = hand.find("library.list", ArticleTable).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def article_called(hand: Hand, title: str) -> Article:
    with page(hand).workspace.read() as reads:
        found = [reads.article(each) for each in reads.article_ids()]
    return next(each for each in found if each is not None and each.fields.get("title") == title)


def test_chips_list_by_reading_state(hand: Hand) -> None:
    assert [chip(hand, state).text() for state in ("unread", "finished", "nothing_to_code")] == [
        "Not begun 1", "Finished 2", "Nothing here 1"
    ]  # fmt: skip
    hand.click("library.chip.finished")
    assert titles(hand)[1:] == ["News of Basra"]
    hand.click("library.chip.nothing_to_code")
    assert titles(hand)[1:] == ["News of Basra", "News of Hilla"]
    hand.click("library.chip.finished")
    hand.click("library.chip.nothing_to_code")
    assert len(titles(hand)) == 4
    hand.click("library.chip.unread")
    page(hand).workspace.run(SetReading(article_called(hand, "News of Kut").id, "started"))
    hand.wait(lambda: chip(hand, "unread").text() == "Not begun 0")
    assert titles(hand) == ["News of Kut"], "what was begun just now stays in sight until the list is asked for anew"
    hand.click("library.chip.unread")
    hand.click("library.chip.unread")
    assert hand.find("library.nothing_found").isVisible()


def test_the_order_is_kept_for_the_project(hand: Hand) -> None:
    box = page(hand).library.order
    hand.click("library.order")
    hand.key(Qt.Key.Key_End)
    hand.key(Qt.Key.Key_Up)
    hand.key(Qt.Key.Key_Return)
    assert page(hand).library.sorting == ("title", False), box.currentText()
    path = page(hand).workspace.path
    hand.window.close_project()
    assert hand.window.open_project(path)
    settle(hand.window)
    assert page(hand).library.sorting == ("title", False)
    assert titles(hand) == sorted(titles(hand))


def hits_shown(hand: Hand) -> HitsList:
    """The list of hits, once the first of them have come: only then it is made."""
    hand.wait(lambda: page(hand).library.findChild(HitsList, "library.hits") is not None)
    return hand.find("library.hits", HitsList)


def test_words_are_found_in_texts_and_a_hit_shows_them(hand: Hand) -> None:
    hand.key(Qt.Key.Key_F, CTRL | SHIFT)
    assert hand.find("library.in_texts", QToolButton).isChecked()
    hand.write("rocket Hilla")
    hand.key(Qt.Key.Key_Return)
    hits = hits_shown(hand)
    hand.wait(lambda: hits.isVisible() and hits.hits.rowCount() > 0)
    hit = hits.hits.hit(0)
    assert hit.title == "News of Hilla"
    assert {hit.snippet[a:b] for a, b in hit.marks} <= {"rocket", "Hilla"}
    assert hit.marks
    hand.wait(hits.hasFocus)
    reader = hand.find("reader", ReaderView)
    assert reader.text()[hit.start : hit.end] in ("rocket", "Hilla")
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_Escape)
    assert not page(hand).library.searching
    hand.key(Qt.Key.Key_Escape)
    hand.wait(lambda: len(titles(hand)) == 4)


def test_enter_in_the_filter_goes_on_to_texts(hand: Hand) -> None:
    hand.click("library.filter")
    hand.write("night")
    hand.key(Qt.Key.Key_Return)
    hits = hits_shown(hand)
    hand.wait(lambda: hits.isVisible() and hits.hits.rowCount() == 3)
    hand.click_row("library.hits", 1)
    assert page(hand).shown is not None
    assert page(hand).shown.coding.article.n == hits.hits.hit(1).article  # type: ignore[union-attr]


def paste(hand: Hand, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    hand.click_row("library.list", 0)
    hand.key(Qt.Key.Key_V, CTRL)


def test_a_pasted_text_becomes_an_article_with_what_its_head_says(hand: Hand) -> None:
    paste(hand, PASTED)
    assert hand.find("paste.title", QLineEdit).text() == TITLE
    assert hand.find("paste.published", QLineEdit).text() == "2019-11-09"
    assert not hand.find("paste.same", QLabel).isVisible()
    hand.find("paste.published").setFocus()
    hand.key(Qt.Key.Key_A, CTRL)
    hand.write("10 Nov 2019 at 9:00")
    hand.click("paste.ok")
    assert "offset" in hand.find("paste.fault", QLabel).text()
    hand.find("paste.published").setFocus()
    hand.key(Qt.Key.Key_A, CTRL)
    hand.write("2019-11-10")
    hand.click("paste.ok")
    hand.wait(lambda: page(hand).listing.article_count == 5)
    reader = hand.find("reader", ReaderView)
    hand.wait(lambda: TITLE in reader.text())
    assert reader.hasFocus(), "its words can be selected at once"
    added = article_called(hand, TITLE)
    assert added.fields["published"] == "2019-11-10"
    with page(hand).workspace.read() as reads:
        coding = reads.coding(added.id)
    assert coding.text == PASTED.replace("\r\n", "\n"), "line ends are settled, the no-break space stays"
    assert {span.field for span in coding.article_evidence} >= {"title"}
    assert "published" not in {span.field for span in coding.article_evidence}, "its words say another day"
    paste(hand, PASTED)
    assert TITLE in hand.find("paste.same", QLabel).text()
    assert hand.find("paste.ok", QPushButton).text() == "Add all the same"
    hand.click("paste.cancel")
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page(hand).listing.article_count == 4)


def test_paste_in_a_line_of_text_stays_there(hand: Hand) -> None:
    QGuiApplication.clipboard().setText("Basra")
    hand.click("library.filter")
    hand.key(Qt.Key.Key_V, CTRL)
    assert hand.find("library.filter", QLineEdit).text() == "Basra"
    assert not [each for each in QApplication.topLevelWidgets() if each.objectName() == "paste" and each.isVisible()]


def test_dropped_words_are_asked_about_too(hand: Hand) -> None:
    data = QMimeData()
    data.setText("Words dropped here.")
    page(hand).dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE))
    settle(hand.window)
    hand.click("paste.ok")
    hand.wait(lambda: page(hand).listing.article_count == 5)


def fact_row(hand: Hand, field: str) -> int:
    lines = hand.find("article_facts.list", ValuesView).lines.lines()
    return next(row for row, line in enumerate(lines) if line.key == ("value", "", field))


def test_metadata_is_edited_where_it_stands(hand: Hand) -> None:
    hand.click_row("library.list", 1)
    hand.click("side.tabs", page(hand).side.tabs.tabRect(1).center())
    hand.click_row("article_facts.list", fact_row(hand, "outlet"))
    hand.key(Qt.Key.Key_Return)
    hand.write("The Daily Post")
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: "The Daily Post" in hand.find("article.facts", QLabel).text())
    hand.click_row("article_facts.list", fact_row(hand, "published"))
    hand.key(Qt.Key.Key_F2)
    hand.write("2019-11-09 16:20")
    hand.key(Qt.Key.Key_Return)
    assert "published" not in article_called(hand, "News of Basra").fields, "a time without its offset is not taken"
    hand.key(Qt.Key.Key_A, CTRL)
    hand.write("2019-11-09 16:20 +0300")
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: article_called(hand, "News of Basra").fields.get("published") == "2019-11-09T16:20:00+03:00")
    hand.click_row("article_facts.list", fact_row(hand, "outlet"))
    hand.key(Qt.Key.Key_Delete)
    hand.wait(lambda: "outlet" not in article_called(hand, "News of Basra").fields)
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: article_called(hand, "News of Basra").fields.get("outlet") == "The Daily Post")


def test_articles_are_removed_with_delete_and_come_back(hand: Hand) -> None:
    hand.click_row("library.list", 1)
    hand.key(Qt.Key.Key_Down, SHIFT)
    hand.key(Qt.Key.Key_Delete)
    hand.wait(lambda: page(hand).listing.article_count == 2)
    hand.wait(lambda: any("2 articles" in row.text for row in hand.window.messages.rows()))
    assert page(hand).shown is not None
    assert titles(hand)[-1] == "News of Kut"
    assert page(hand).shown.coding.article.fields["title"] == "News of Kut"  # type: ignore[union-attr]
    assert hand.window.actions_by_id["edit.undo"].text().endswith("Remove 2 articles")
    hand.click("message.act")
    hand.wait(lambda: page(hand).listing.article_count == 4)
    assert not any("2 articles" in row.text for row in hand.window.messages.rows())


@pytest.mark.parametrize(
    ("field", "said", "typed", "kept"),
    [
        ("title", "Bus falls into river", "Bus falls", "Bus falls"),
        ("outlet", "The Daily River", "River", "River"),
        ("author", "Jane Doe", "J. Doe", "J. Doe"),
        ("published", "2019-11-09T16:20:00+03:00", "2019-11-10", "2019-11-10"),
        ("language", "en", "ar", "ar"),
        ("url", "https://river.example.org/2019/bus", "https://b.example/2", "https://b.example/2"),
    ],
)
def test_what_a_page_says_of_itself_is_corrected_in_each_field(
    hand: Hand, tmp_path: Path, field: str, said: str, typed: str, kept: str
) -> None:
    (tmp_path / "bus.html").write_text(saved_page(TOLD), encoding="utf-8")
    (added,) = import_articles(page(hand).workspace, [tmp_path / "bus.html"]).added
    settle(hand.window)
    with page(hand).workspace.read() as reads:
        article = reads.article(added.article)
    assert article is not None
    assert article.fields[field] == said
    page(hand).choose_article(article.n)
    settle(hand.window)
    hand.click("side.tabs", page(hand).side.tabs.tabRect(1).center())
    hand.click_row("article_facts.list", fact_row(hand, field))
    hand.key(Qt.Key.Key_F2)
    hand.key(Qt.Key.Key_A, CTRL)
    hand.write(typed)
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: value_of(hand, added.article, field) == kept)
    hand.find("library.list").setFocus()
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: value_of(hand, added.article, field) == said)


def value_of(hand: Hand, article: str, field: str) -> str:
    with page(hand).workspace.read() as reads:
        found = reads.article(article)
    return found.fields.get(field, "") if found is not None else ""
