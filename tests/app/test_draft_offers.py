# SPDX-License-Identifier: MIT
"""Several texts that were typed when the program ended: each is offered, each goes to its field, none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from curator.app.main_window import MainWindow
from curator.app.message_bar import MessageRow
from curator.app.picture import settle
from curator.app.values.drafts import Draft, Drafts
from curator.app.values.line import Target
from curator.operations import AddIncident
from tests.app.coding.conftest import Bench, opened_bench
from tests.sound_case import incidents_codebook

Key = Qt.Key


def offer(bench: Bench) -> MessageRow | None:
    return next((row for row in bench.window.messages.rows() if row.subject == "draft"), None)


def press_button(bench: Bench, name: str) -> None:
    row = offer(bench)
    assert row is not None
    button = next(each for each in row.children() if each.objectName() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]  # both are buttons
    bench.rest()


def reopened(bench: Bench, window: MainWindow, left: list[Draft]) -> Bench:
    """The project closed, with these texts left behind as a kill would leave them, and opened again."""
    path, project = bench.workspace.path, bench.workspace.project_id
    window.close_project()
    window._closings.wait()
    drafts = Drafts(project)
    for draft in left:
        drafts.keep(draft)
    assert window.open_project(path)
    settle(window)
    return Bench(window)


@pytest.fixture
def left(window: MainWindow, tmp_path: Path) -> tuple[Bench, str, list[Draft]]:
    """An incident, and texts typed for its title, its date, the article's outlet and a comment, the newest last."""
    bench = opened_bench(window, tmp_path / "small.curator", incidents_codebook())
    incident = str(bench.run(AddIncident(bench.article, (0, 39), {"title": "Before"})))
    article = bench.article
    texts = [
        Draft(article, Target(incident, "", "title"), "A new title"),
        Draft(article, Target(incident, "", "date"), "2019-11-07"),
        Draft(article, Target(field="outlet"), "The Gazette"),
        Draft(article, Target(incident), "Is this one or two?", "comment"),
    ]
    return reopened(bench, window, texts), incident, texts


def test_every_text_is_offered_the_newest_first_and_goes_to_its_field(left: tuple[Bench, str, list[Draft]]) -> None:
    bench, incident, texts = left
    for at, draft in enumerate(reversed(texts), 1):
        row = offer(bench)
        assert row is not None
        assert f"“{draft.text}”" in row.text
        assert f"({at} of 4)" in row.text
        press_button(bench, "message.act")
        bench.press(Key.Key_Return)
    assert offer(bench) is None
    mine = next(each for each in bench.incidents() if each.id == incident)
    assert (mine.values["title"], mine.values["date_start"]) == ("A new title", "2019-11-07")
    with bench.workspace.read() as reads:
        coding = reads.coding(bench.article)
    assert coding.article.fields["outlet"] == "The Gazette"
    assert [each.text for each in coding.comments] == ["Is this one or two?"]
    assert bench.page.drafts.read() == []


def test_what_is_closed_unread_is_offered_at_the_next_start(
    left: tuple[Bench, str, list[Draft]], window: MainWindow
) -> None:
    bench, _, texts = left
    press_button(bench, "message.close")
    row = offer(bench)
    assert row is not None
    assert "The Gazette" in row.text
    again = reopened(bench, window, [])
    assert [draft.text for draft in again.page.drafts.read()] == [draft.text for draft in texts]
    row = offer(again)
    assert row is not None
    assert "Is this one or two?" in row.text


def test_new_text_for_the_same_field_does_not_take_the_place_of_what_was_left(
    left: tuple[Bench, str, list[Draft]], window: MainWindow
) -> None:
    bench, incident, texts = left
    bench.choose("title", incident=incident)
    bench.write("Quite another")
    bench.page.values_desk.editing.keep()
    assert [draft.text for draft in bench.page.drafts.read()] == [*(draft.text for draft in texts), "Quite another"]
    bench.press(Key.Key_Return)
    assert [draft.text for draft in bench.page.drafts.read()] == [draft.text for draft in texts]


def test_text_that_cannot_be_taken_is_offered_before_what_was_left(left: tuple[Bench, str, list[Draft]]) -> None:
    bench, incident, _ = left
    bench.choose("date", incident=incident)
    bench.write("gibberish")
    bench.page.article.reader.setFocus()
    bench.rest()
    row = offer(bench)
    assert row is not None
    assert "“gibberish” is not saved" in row.text
    press_button(bench, "message.act")
    assert bench.editor() == "gibberish"
    row = offer(bench)
    assert row is not None
    assert "“Is this one or two?”" in row.text
    bench.press(Key.Key_Escape)


def test_the_text_whose_place_is_gone_is_in_the_clipboard_and_the_next_is_offered(
    window: MainWindow, tmp_path: Path
) -> None:
    from PySide6.QtGui import QGuiApplication

    bench = opened_bench(window, tmp_path / "small.curator", incidents_codebook())
    incident = str(bench.run(AddIncident(bench.article, (0, 39), {"title": "Before"})))
    texts = [Draft(bench.article, Target(incident, "", "title"), "There"), Draft("gone", Target("no"), "Nowhere")]
    bench = reopened(bench, window, texts)
    press_button(bench, "message.act")
    assert QGuiApplication.clipboard().text() == "Nowhere"
    press_button(bench, "message.act")
    assert bench.editor() == "There"
    bench.press(Key.Key_Escape)
