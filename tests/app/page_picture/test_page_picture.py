# SPDX-License-Identifier: MIT
"""The picture of a page in the window: when there is one, what is said where there is none, what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from curator.app.layout_faults import layout_faults
from curator.app.main_window import MainWindow
from curator.app.page_picture.following import PagePictures
from curator.app.picture import settle
from curator.domain.kept import MOST_ORIGINAL
from curator.operations import AddArticles, NewArticle
from curator.tasks.import_articles import import_articles
from tests.app.test_tab_order import check, in_order, part
from tests.formats.documents import flowed, pdf
from tests.formats.test_pdf_reader import FIRST, SECOND, TITLE

pytestmark = pytest.mark.slow
PAGES = pdf([flowed([[TITLE], FIRST]), flowed([SECOND] * 9), flowed([FIRST])])


@pytest.fixture
def with_pdf(opened: MainWindow, tmp_path: Path) -> MainWindow:
    """The sample with an article that came from a PDF of three pages, which is on show."""
    (tmp_path / "bomb.pdf").write_bytes(PAGES)
    page = opened.page
    assert page is not None
    assert len(import_articles(page.workspace, [tmp_path / "bomb.pdf"]).added) == 1
    settle(opened)
    choose_last(opened)
    return opened


def choose_last(window: MainWindow) -> None:
    page = window.page
    assert page is not None
    with page.workspace.read() as reads:
        (number,) = reads.connection.execute("SELECT max(n) FROM articles").fetchone()
    assert page.choose_article(number)
    settle(window)


def turn_on(window: MainWindow) -> PagePictures:
    window.actions_by_id["view.page_picture"].trigger()
    settle(window)
    assert window.page is not None
    return window.page.page_pictures


def instead(pictures: PagePictures) -> str:
    label = pictures.pane.findChild(QLabel, "page_picture.instead")
    assert label is not None
    return label.text() if label.isVisible() else ""


def number(pictures: PagePictures) -> int:
    """The page on show, from 1."""
    assert pictures.pane.canvas.shown is not None
    return pictures.pane.canvas.shown.page + 1


def test_the_page_is_shown_and_hidden_and_that_is_remembered(with_pdf: MainWindow) -> None:
    assert with_pdf.page is not None
    assert not with_pdf.page.has_page_pictures, "nothing of it is made before it is wanted"
    pictures = turn_on(with_pdf)
    assert number(pictures) == 1
    assert pictures.pane.which.whole() == "Page 1 of 3"
    assert with_pdf.settings.flag("page_picture")
    pictures.pane.closing.click()
    assert not pictures.pane.isVisible()
    assert not with_pdf.settings.flag("page_picture")
    assert not with_pdf.actions_by_id["view.page_picture"].isChecked()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1000, 640)])
def test_there_is_nothing_wrong_with_its_looks(with_pdf: MainWindow, size: tuple[int, int]) -> None:
    with_pdf.resize(*size)
    pictures = turn_on(with_pdf)
    assert layout_faults(with_pdf) == []
    canvas, reader = pictures.pane.canvas, with_pdf.page.article.reader if with_pdf.page else None
    assert reader is not None
    beside = canvas.mapToGlobal(canvas.rect().topLeft()).x() > reader.mapToGlobal(reader.rect().topLeft()).x() + 99
    assert beside == (size[0] > 1280), "beside the text where there is room for both"
    shown = canvas.shown
    assert shown is not None
    assert abs(shown.width - canvas.wanted_width()) <= 1, "it is drawn as wide as it is seen"


def test_tab_comes_to_the_page_and_its_buttons_after_the_text(with_pdf: MainWindow) -> None:
    pictures = turn_on(with_pdf)
    pictures.pane.after.click()  # all buttons can be used on the page in the middle
    settle(with_pdf)
    stops = check(with_pdf, part(with_pdf, "header.search"))
    assert in_order(stops, "reader", "page_picture.before", "page_picture.close", "page_picture.page", "side.tabs")


def test_a_click_between_two_words_means_a_word(with_pdf: MainWindow) -> None:
    pictures = turn_on(with_pdf)
    assert with_pdf.page is not None
    reader = with_pdf.page.article.reader
    at = reader.text().index("killed and four")
    pictures.pane.canvas.clicked.emit(at + len("killed"))
    assert reader.selected_span() == (at, at + len("killed"))


def test_an_article_that_is_no_pdf_has_all_the_room_and_says_so_when_asked(with_pdf: MainWindow) -> None:
    pictures = turn_on(with_pdf)
    assert with_pdf.page is not None
    with_pdf.page.choose_article(1)
    settle(with_pdf)
    assert not pictures.pane.isVisible()
    turn_on(with_pdf)
    assert not with_pdf.settings.flag("page_picture")
    turn_on(with_pdf)
    assert "did not come from a PDF" in instead(pictures)
    assert layout_faults(with_pdf) == []
    choose_last(with_pdf)
    assert number(pictures) == 1


def test_a_pdf_that_was_not_kept_is_told(with_pdf: MainWindow) -> None:
    pictures = turn_on(with_pdf)
    assert with_pdf.page is not None
    large = NewArticle("A text.", reader="pdf", media="application/pdf", original=b"x" * (MOST_ORIGINAL + 1))
    with_pdf.page.workspace.run(AddArticles((large,)))
    settle(with_pdf)
    choose_last(with_pdf)
    assert "larger than 5 MB" in instead(pictures)
    broken = NewArticle("Another text.", reader="pdf", media="application/pdf", original=b"no PDF")
    with_pdf.page.workspace.run(AddArticles((broken,)))
    settle(with_pdf)
    choose_last(with_pdf)
    assert "damaged or no PDF" in instead(pictures)


def test_a_text_that_was_made_otherwise_lights_nothing_and_says_why(with_pdf: MainWindow) -> None:
    pictures = turn_on(with_pdf)
    assert with_pdf.page is not None
    with_pdf.page.workspace.run(AddArticles((NewArticle("Some other text.", reader="pdf", original=PAGES),)))
    settle(with_pdf)
    choose_last(with_pdf)
    assert with_pdf.page is not None
    with_pdf.page.article.reader.select(0, 4)
    settle(with_pdf)
    assert number(pictures) == 1
    assert pictures.pane.note.isVisible()
    assert pictures.pane.canvas.lit_rows() == []
    assert layout_faults(with_pdf) == []


def test_its_keys_scroll_turn_and_zoom(with_pdf: MainWindow) -> None:
    pictures = turn_on(with_pdf)
    canvas = pictures.pane.canvas
    canvas.setFocus()
    key = Qt.Key

    def press(which: Qt.Key) -> None:
        QTest.keyClick(canvas, which)
        settle(with_pdf)

    press(key.Key_PageDown)
    assert (number(pictures), canvas.verticalScrollBar().value() > 0) == (1, True), "first down the page"
    while number(pictures) == 1:
        press(key.Key_PageDown)
    assert (number(pictures), canvas.verticalScrollBar().value()) == (2, 0), "from its foot to the next page"
    press(key.Key_Up)
    assert number(pictures) == 1
    assert canvas.verticalScrollBar().value() == canvas.verticalScrollBar().maximum(), "back to the foot of the page"
    press(key.Key_End)
    assert number(pictures) == 3
    assert not pictures.pane.after.isEnabled()
    press(key.Key_Right)
    assert number(pictures) == 3
    press(key.Key_Left)
    assert number(pictures) == 2
    press(key.Key_Home)
    assert number(pictures) == 1
    before = canvas.page_width()
    press(key.Key_Plus)
    assert canvas.page_width() > before
    assert with_pdf.settings.number("page_picture_zoom") == 125
    press(key.Key_0)
    assert canvas.page_width() == before
    press(key.Key_Return)
    assert with_pdf.page is not None
    assert QApplication.focusWidget() is with_pdf.page.article.reader


def test_turning_a_page_brings_its_text_and_scrolling_the_text_its_page(with_pdf: MainWindow) -> None:
    with_pdf.resize(1280, 600)
    pictures = turn_on(with_pdf)
    assert with_pdf.page is not None
    reader = with_pdf.page.article.reader
    pictures.pane.after.click()
    settle(with_pdf)
    first, last = reader.visible_span()
    assert first <= reader.text().index(SECOND[0]) <= last
    assert number(pictures) == 2
    for _ in range(2):  # heights below are guessed until they are seen
        reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
        settle(with_pdf)
    assert number(pictures) == 3
    reader.verticalScrollBar().setValue(0)
    settle(with_pdf)
    assert number(pictures) == 1


def test_the_words_of_a_chosen_value_are_lit_and_their_page_is_shown(with_pdf: MainWindow) -> None:
    pictures = turn_on(with_pdf)
    assert with_pdf.page is not None
    reader = with_pdf.page.article.reader
    at = reader.text().rindex("several shops")
    reader.light([(at, at + len("several shops"))])
    settle(with_pdf)
    assert number(pictures) == 3
    (lit, rows), *more = [(one, places) for one, places in pictures.pane.canvas.lit_rows() if one.edge]
    assert (lit.start, lit.end, len(rows), more) == (at, at + len("several shops"), 1, [])
    reader.light([])
    settle(with_pdf)
    assert not [one for one, _ in pictures.pane.canvas.lit_rows() if one.edge]


def test_size_and_zoom_are_as_they_were(with_pdf: MainWindow, qtbot: QtBot) -> None:
    pictures = turn_on(with_pdf)
    assert with_pdf.page is not None
    split = pictures.pane.parent()
    split.moveSplitter(150, 1)  # type: ignore[attr-defined]  # the splitter that the page is in
    pictures.pane.larger.click()
    share, path = with_pdf.page.article.share_beside, with_pdf.page.workspace.path
    assert share > 60
    with_pdf.close_project()
    settle(with_pdf)
    assert with_pdf.open_project(path)
    settle(with_pdf)
    again = with_pdf.page.page_pictures
    assert again.pane.isVisible()
    assert number(again) == 1
    assert (with_pdf.page.article.share_beside, again.pane.canvas.zoom) == (share, 125)
