# SPDX-License-Identifier: MIT
"""An analyst drops a folder of 200 files of all kinds, works on meanwhile, and looks through what became of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from curator.app.dialogs.import_report import ImportReportDialog
from curator.app.listed.table import ListTable
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.app.workspace_page import WorkspacePage
from tests.formats.documents import epub, flowed, odt, pdf, zipped
from tests.formats.pages_made import STORY, TOLD, mail, mhtml, page
from tests.formats.test_document_readers import chapter, rtf
from tests.journeys.hand import CTRL, NONE, Hand

TOWNS = ("Mosul", "Tikrit", "Basra", "Kirkuk", "Erbil", "Najaf", "Samarra", "Ramadi", "Hilla", "Kut")


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    workspace = page_of(opened).workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    return Hand(qtbot, opened)


def page_of(window: MainWindow) -> WorkspacePage:
    assert window.page is not None
    return window.page


def report_of(number: int) -> str:
    """A text of its own; no two are near to each other."""
    town = TOWNS[number % 10]
    told = (
        f"Paragraph {number}.{at} tells of {town}{number}x{at} and of {at * number + 7} lorries." for at in range(9)
    )
    return "\n\n".join(told)


def story(number: int) -> tuple[str, ...]:
    """The paragraphs of a page of its own."""
    return tuple(line * 3 for line in report_of(number).split("\n\n"))


def mixed_folder(folder: Path) -> None:
    """200 files: 100 texts, 40 pages, 10 of each kind of message, 20 documents, feeds, bundles and tables, and 20 with
    something to tell about them."""
    (folder / "wire").mkdir(parents=True)
    for number in range(100):
        (folder / "wire" / f"{number:03}.txt").write_text(f"Report {number}\n\n{report_of(number)}\n", encoding="utf-8")
    for number in range(40):
        day = f"<meta name=pubdate content='2019-03-{number % 28 + 1:02}'>"
        markup = page(day, title=f"Page of {TOWNS[number % 10]} {number}", story=story(1000 + number))
        (folder / f"page{number:02}.html").write_text(markup, encoding="utf-8")
    for number in range(10):
        saved = page(title=f"Saved {number}", story=story(2000 + number))
        (folder / f"saved{number}.mhtml").write_bytes(mhtml(saved, location=f"https://a.example/{number}"))
        (folder / f"mail{number}.eml").write_bytes(mail(report_of(3000 + number), subject=f"Mail {number}"))
    (folder / "zipped.zip").write_bytes(zipped({f"z{each}.txt": report_of(4000 + each) for each in range(3)}))
    for number in range(5):
        (folder / f"empty{number}.txt").write_bytes(b"")
        (folder / f"copy{number}.txt").write_bytes((folder / "wire" / f"{number:03}.txt").read_bytes())
    for number in range(4):
        (folder / f"picture{number}.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
        near = f"Report {number}\n\n{report_of(10 + number)}\n\nThis was added later.\n"
        (folder / f"near{number}.txt").write_text(near, encoding="utf-8")
    for name, data in documents().items():
        (folder / name).write_bytes(data)
    (folder / "page00_files").mkdir()
    (folder / "page00_files" / "style.css").write_text("p { color: red }", encoding="utf-8")


def documents() -> dict[str, bytes]:
    """20 files with 22 articles, and a table, which comes in another way."""
    made: dict[str, bytes] = {}
    for number in range(4):
        made[f"pages{number}.pdf"] = pdf([flowed([[line] for line in report_of(5000 + number).split("\n\n")])])
        made[f"word{number}.docx"] = word_of(report_of(5100 + number))
        made[f"rich{number}.rtf"] = rtf(report_of(5200 + number).replace("\n\n", "\\par\n") + "\\par")
    for number in range(2):
        paragraphs = report_of(5300 + number).split("\n\n")
        made[f"open{number}.odt"] = odt("".join(f"<text:p>{one}</text:p>" for one in paragraphs))
        paragraphs = report_of(5400 + number).split("\n\n")
        made[f"book{number}.epub"] = epub({"a.xhtml": chapter("".join(f"<p>{one}</p>" for one in paragraphs))})
    items = "".join(
        f"<item><title>Item {each}</title><description>{report_of(5500 + each)}</description></item>" for each in (0, 1)
    )
    made["news.rss"] = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()
    entries = "".join(
        f"<entry><title>Entry {each}</title><summary>{report_of(5600 + each)}</summary></entry>" for each in (0, 1)
    )
    made["news.atom"] = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{entries}</feed>'.encode()
    made["bundle.txt"] = "".join(
        f"Document {each} of 2\n\nHeadline {each}\nDaily Sample\nNovember 9, 2019\nBody\n\n{report_of(5700 + each)}\n\n"
        f"Load-Date: November 10, 2019\n\n"
        for each in (1, 2)
    ).encode()
    made["list.csv"] = b"headline,source\nA,B\n"
    return made


def word_of(text: str) -> bytes:
    import docx

    into, document = io.BytesIO(), docx.Document()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(into)
    return into.getvalue()


def drop(hand: Hand, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    page_of(hand.window).dropEvent(event)
    settle(hand.window)


@pytest.mark.slow
def test_a_folder_of_200_files_comes_in_while_one_works(hand: Hand, tmp_path: Path) -> None:
    folder = tmp_path / "Everything"
    mixed_folder(folder)
    assert sum(path.is_file() for path in folder.rglob("*")) == 200
    drop(hand, folder)
    meanwhile: list[str] = []
    hand.window.status.job.started.connect(lambda: QTimer.singleShot(100, lambda: meanwhile.append(written(hand))))
    hand.click("import.ok")
    hand.qtbot.waitUntil(lambda: not hand.window.status.job.running, timeout=60_000)
    settle(hand.window)
    assert meanwhile == ["Mosul"], "one can write while it goes on"
    dialog = hand.find("import_report", ImportReportDialog)
    told = hand.find("import_report.sentence", QLabel).text()
    for words in (
        "189 added",
        "5 not added because another article has the same text",
        "10 refused",
        "4 of them nearly",
    ):
        assert words in told, told
    assert "One picture or style of a saved page was passed over." in told
    assert {row.kind for row in dialog.model.rows[:10]} == {"Refused"}, "what was refused comes first"
    assert kinds_of(hand) >= {"text/html", "multipart/related", "message/rfc822", "application/pdf", "application/rtf",
                              "application/epub+zip", "application/xml"}  # fmt: skip
    look_through(hand, dialog)
    take_back(hand)


def kinds_of(hand: Hand) -> set[str]:
    """The media types of what the articles were read from."""
    with page_of(hand.window).workspace.read() as reads:
        return {one.media for article in reads.article_ids() if (one := reads.origin(article)) is not None}


def written(hand: Hand) -> str:
    """What the line that filters the library holds after it was written in, while the import goes on; then "" again."""
    if not hand.window.status.job.running:
        return "the import was over"
    line = hand.find("library.filter", QLineEdit)
    QTest.keyClicks(line, "Mosul")
    written = line.text()
    line.clear()
    return written


def look_through(hand: Hand, dialog: ImportReportDialog) -> None:
    """Rows of one kind; a row leads to its article; the list is copied."""
    kinds = hand.find("import_report.kinds", QComboBox)
    near = kinds.findText("Added, near-duplicate (4)")
    assert near > 0
    kinds.setFocus()
    hand.key(Qt.Key.Key_Home)
    for _ in range(near):
        hand.key(Qt.Key.Key_Down)
    assert len(dialog.model.rows) == 4
    row = dialog.model.rows[0]
    assert "Near-duplicate of “" in row.words
    hand.click_row("import_report.list", 0)
    assert hand.find("import_report.go", QPushButton).isEnabled()
    assert hand.find("import_report.words", QLabel).text() == row.words
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: file_shown(hand) == row.file)
    hand.find("import_report.list", ListTable).setFocus()
    hand.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines() == [f"{row.kind}\t{row.file}\t{row.words}"]
    hand.click("import_report.copy")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4


def file_shown(hand: Hand) -> str:
    shown = page_of(hand.window).shown
    return shown.coding.article.fields.get("source_file", "") if shown is not None else ""


def take_back(hand: Hand) -> None:
    """The texts that others have come in too when that is wished; each import is one step."""
    hand.click("import_report.same")
    hand.wait(lambda: not hand.window.status.job.running)
    hand.wait(lambda: page_of(hand.window).listing.article_count == 1 + 189 + 5)
    hand.click("import_report.undo")
    hand.wait(lambda: page_of(hand.window).listing.article_count == 1 + 189)
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page_of(hand.window).listing.article_count == 1)


def test_a_page_is_read_as_a_whole_where_that_is_chosen(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(TOLD), encoding="utf-8")
    drop(hand, tmp_path / "a.html")
    hand.find("import.pages", QComboBox).setFocus()
    hand.key(Qt.Key.Key_Down)
    hand.click("import.ok")
    hand.wait(lambda: page_of(hand.window).listing.article_count == 2)
    hand.click_row("library.list", 1)
    text = hand.find("reader", ReaderView).text()
    assert "Sport news of today" in text
    assert STORY[0] in text
    assert "color: red" not in text


@pytest.mark.slow
def test_an_import_is_stopped_and_what_is_in_stays(hand: Hand, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1_500):
        (folder / f"{number:04}.html").write_text(page(title=f"Page {number}", story=story(number)), encoding="utf-8")
    drop(hand, folder)
    hand.window.status.job.started.connect(lambda: QTimer.singleShot(20, lambda: stop_early(hand)))
    hand.click("import.ok")
    hand.qtbot.waitUntil(lambda: not hand.window.status.job.running, timeout=60_000)
    settle(hand.window)
    told = hand.find("import_report.sentence", QLabel).text()
    assert told.endswith("The import was stopped; what was added stays."), told
    added = len(hand.find("import_report", ImportReportDialog).model.rows)
    assert 0 < added < 1_500
    hand.wait(lambda: page_of(hand.window).listing.article_count == 1 + added)
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page_of(hand.window).listing.article_count == 1)


def stop_early(hand: Hand) -> None:
    """Press Stop as soon as the line says that some are in."""
    job = hand.window.status.job
    if job.running and job.progress.value() < 60:
        QTimer.singleShot(20, lambda: stop_early(hand))
    elif job.running:
        assert "/ 1,500)" in job.label.whole()
        QTest.mouseClick(hand.find("job.stop"), Qt.MouseButton.LeftButton)


def test_of_one_file_it_is_said_at_once_why_it_was_refused(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    drop(hand, tmp_path / "empty.txt")
    hand.click("import.ok")
    hand.wait(lambda: bool(hand.window.messages.rows()))
    (row,) = hand.window.messages.rows()
    assert row.text == "Articles: 1 refused. “empty.txt” is empty; there is nothing to import."
