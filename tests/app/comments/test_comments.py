# SPDX-License-Identifier: MIT
"""Comments beside an article: their order, their places in words, what is said where there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView

from curator.app.comments.lines import comment_lines, counts_of
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.side.tabs_below import COMMENTS
from curator.app.values.line import Target
from curator.app.values.model import spoken
from curator.operations import AddComment, RemoveIncident, ResolveComment


def test_open_conversations_come_first_and_places_are_told(opened: MainWindow) -> None:
    page = opened.page
    assert page is not None
    assert page.shown is not None
    with page.workspace.read() as reads:
        page.workspace.act_as(reads.coders()[0])
    incident, article = page.shown.incidents[1].incident, page.shown.coding.article.id
    row, field = incident.rows[0], page.shown.codebook.fields[0]
    run = page.workspace.run
    first = run(AddComment(article, "About all of it"))
    run(ResolveComment(first))
    on_field = run(AddComment(article, "One", incident.id, "", field.key))
    run(AddComment(article, "Two", thread=on_field))
    run(AddComment(article, "Three", incident.id, row.id))
    run(AddComment(article, "Four", field="title"))
    settle(opened)
    lines = comment_lines(page.shown, "somebody")
    assert [line.comment.text for line in lines] == ["One", "Two", "Three", "Four", "About all of it"]
    group = page.shown.codebook.group_by_key[row.group].label
    told = [line.place for line in lines]
    assert told == [f"B · {field.label}", "", f"B · a row of {group}", "Title", "The article"]
    assert [line.resolved for line in lines] == [False, False, False, False, True]
    assert not any(line.own for line in lines)
    counts = counts_of(page.shown)
    assert (counts[Target(incident.id, "", field.key)].comments, counts[Target()].open) == (2, 0)
    page.side.tabs.setCurrentIndex(COMMENTS)
    assert page.side.tabs.tabText(COMMENTS) == "3"
    assert page.side.pages.comments.model.rowCount() == 5
    assert not page.side.pages.comments.empty.isVisible()


def test_an_article_without_comments_says_how_to_write_one(opened: MainWindow) -> None:
    assert opened.page is not None
    opened.page.side.tabs.setCurrentIndex(COMMENTS)
    assert opened.page.side.pages.comments.empty.isVisible()
    assert "Ctrl+M" in opened.page.side.pages.comments.empty.text()
    for button in (opened.page.side.pages.comments.answer, opened.page.side.pages.comments.remove):
        assert not button.isEnabled()


def test_an_incident_with_comments_has_a_mark_and_says_how_many(opened: MainWindow) -> None:
    page = opened.page
    assert page is not None
    assert page.shown is not None
    with page.workspace.read() as reads:
        page.workspace.act_as(reads.coders()[0])
    first, second = (each.incident.id for each in page.shown.incidents[:2])
    model, article = page.side.incidents.model, page.shown.coding.article.id
    before = pixels(page.side.incidents.list, 1)
    said = page.workspace.run(AddComment(article, "One or two attacks?", second))
    page.workspace.run(AddComment(article, "Two.", thread=said))
    page.workspace.run(AddComment(article, "Of a value", first, "", page.shown.codebook.fields[0].key))
    settle(opened)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert "2 comments, open" in model.data(model.index(1), role)
        assert "comment" not in model.data(model.index(0), role)  # that is about one of its values
    open_mark = pixels(page.side.incidents.list, 1)
    assert open_mark != before
    page.workspace.run(ResolveComment(said))
    settle(opened)
    assert "2 comments, resolved" in model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert pixels(page.side.incidents.list, 1) not in (before, open_mark)


def pixels(view: QListView, row: int) -> QImage:
    """What the row looks like at its left, where badge and mark stand."""
    room = view.visualRect(view.model().index(row, 0))
    return view.viewport().grab(room.adjusted(0, 0, 44 - room.width(), 0)).toImage()


def test_a_removed_incident_leaves_no_mark(opened: MainWindow) -> None:
    page = opened.page
    assert page is not None
    assert page.shown is not None
    with page.workspace.read() as reads:
        page.workspace.act_as(reads.coders()[0])
    incident = page.shown.incidents[0].incident
    page.workspace.run(AddComment(page.shown.coding.article.id, "One", incident.id))
    page.workspace.run(RemoveIncident(incident.id))
    settle(opened)
    shown = page.shown
    assert shown is not None
    assert all(line.there for line in comment_lines(shown, ""))


def test_a_private_field_says_that_it_is_not_exported(opened: MainWindow) -> None:
    page = opened.page
    assert page is not None
    assert page.shown is not None
    private = {field.key for field in page.shown.codebook.fields if field.private}
    assert private
    lines = [line for line in page.side.values.lines.lines() if line.target.field in private]
    assert lines
    assert all("private, not exported" in spoken(line) for line in lines)
