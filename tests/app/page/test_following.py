# SPDX-License-Identifier: MIT
"""Whatever is committed, undone or done again: the window shows what it would show if it read everything anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress

import pytest

import curator.operations as verbs
from curator.app.incidents.highlight_entries import Entries
from curator.app.incidents.model import ProblemsRole
from curator.app.incidents.shown import ArticleShown
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.side.tabs_below import HIGHLIGHTS, VALUES
from curator.app.values.article_lines import article_lines, not_codable_lines
from curator.app.values.found import found
from curator.app.values.lines import Wish, incident_lines
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import Incident
from curator.domain.faults import UserFault
from curator.domain.rules.facts import Facts
from curator.domain.rules.judging import incident_problems
from curator.domain.rules.problems import Problem
from tests.app.screen import Screen, alike


@pytest.fixture
def page(opened: MainWindow) -> WorkspacePage:
    found = opened.page
    assert found is not None
    assert found.shown is not None
    workspace = found.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    workspace.run(verbs.ReopenArticle(found.shown.coding.article.id))
    come_to_rest(found)
    return found


def come_to_rest(page: WorkspacePage) -> None:
    settle(page.window())
    while page.background.busy or page.doing.busy or page.listing._later.isActive():
        settle(page.window())


def read_anew(page: WorkspacePage) -> ArticleShown:
    assert page.shown is not None
    with page.workspace.read() as reads:
        coding = reads.coding(page.shown.coding.article.id)
        names = {coder.id: coder.name for coder in reads.coders()}
    return ArticleShown(coding, page.workspace.codebook, page.workspace.codebook_of, names)


def judged(shown: ArticleShown, incident: Incident) -> list[Problem]:
    return [] if incident.status == "withdrawn" else incident_problems(shown.coding, incident, shown.book(incident))


def assert_all_is_right(page: WorkspacePage) -> None:
    """Everything that the window holds of the article is what reading it anew would give."""
    shown, side = read_anew(page), page.side
    assert page.shown is not None
    assert page.shown.coding == shown.coding
    by_id = sorted(page.article.reader.highlights(), key=lambda each: each.id)
    assert by_id == sorted(shown.highlights(side.incident), key=lambda each: each.id)
    _assert_incidents(page, shown)
    _assert_values(page, shown)
    assert page.shown.span_by_id == shown.span_by_id
    if side.tabs.currentIndex() == HIGHLIGHTS:
        entries = side.pages.highlights.entries
        assert [entries.entry(row) for row in range(entries.rowCount())] == list(Entries().of(shown))
    assert list(side.pages.article.lines.lines()) == article_lines(shown.coding, True)
    assert list(side.pages.not_codable.lines.lines()) == not_codable_lines(shown.coding.not_codable, shown.codebook)
    model = page.library.model
    for row in range(model.rowCount()):
        assert [model.line(row)] == page.listing.lines([model.number(row)])


def _assert_incidents(page: WorkspacePage, shown: ArticleShown) -> None:
    model = page.side.incidents.model
    assert [model.shown(row) for row in range(model.rowCount())] == list(shown.incidents)
    for row, each in enumerate(shown.incidents):
        assert model.index(row).data(ProblemsRole) == judged(shown, each.incident), each.title
    chosen = page.side.incidents.list.currentIndex()
    assert not shown.incidents or shown.incidents[chosen.row()].incident.id == page.side.incident


def _assert_values(page: WorkspacePage, shown: ArticleShown) -> None:
    incident = shown.incident(page.side.incident)
    if incident is None:
        assert not shown.incidents
        return
    book = shown.book(incident)
    wanted = incident_lines(book, incident, Wish(), Facts(shown.coding, incident, book).visible)
    assert list(page.side.values.lines.lines()) == wanted
    assert page.side.values.drawn.found == page.side.values.lines.found == found(judged(shown, incident))


class Deeds:
    """Random but repeatable work on the article on show."""

    def __init__(self, page: WorkspacePage, seed: int) -> None:
        self.page, self.random = page, random.Random(seed)

    def incident(self) -> Incident:
        """Most often the one that is on show."""
        assert self.page.shown is not None
        incidents = self.page.shown.coding.incidents
        active = self.page.shown.incident(self.page.side.incident)
        return active if active is not None and self.random.random() < 0.6 else self.random.choice(incidents)

    def span(self) -> tuple[int, int]:
        start = self.random.randrange(1_000)
        return start, start + self.random.randrange(1, 80)

    def field(self) -> str:
        fields = self.page.workspace.codebook.fields
        return self.random.choice([each.key for each in fields if each.kind in ("text", "long_text")])

    def operations(self) -> tuple[Callable[[], object], ...]:
        assert self.page.shown is not None
        pick, article = self.random, self.page.shown.coding.article.id
        book = self.page.workspace.codebook
        status = ("draft", "withdrawn", "finished")

        def row() -> str:
            return pick.choice(self.incident().rows).id

        def words() -> str:
            return pick.choice(self.incident().evidence).id

        return (
            lambda: verbs.SetValue(self.incident().id, self.field(), f"value {pick.randrange(9)}"),
            lambda: verbs.SetValue(self.incident().id, self.field(), None, state="not_stated"),
            lambda: verbs.SetValue(self.incident().id, self.field(), "new", note="why", proposed=True),
            lambda: verbs.SetValue(self.incident().id, book.title_field, f"title {pick.randrange(9)}"),
            lambda: verbs.AddEvidence(article, *self.span(), self.incident().id),
            lambda: verbs.AddEvidence(article, *self.span(), self.incident().id, field=self.field()),
            lambda: verbs.AddEvidence(article, *self.span(), field="title"),
            lambda: verbs.MoveEvidence(words(), *self.span()),
            lambda: verbs.RemoveEvidence(words()),
            lambda: verbs.RetargetEvidence(words(), self.incident().id, "", self.field()),
            lambda: verbs.AddRow(self.incident().id, pick.choice(book.groups).key),
            lambda: verbs.RemoveRow(row()),
            lambda: verbs.MoveRow(row(), pick.randrange(3)),
            lambda: verbs.AddIncident(article, self.span()),
            lambda: verbs.RemoveIncident(self.incident().id),
            lambda: verbs.MoveIncident(self.incident().id, pick.randrange(3)),
            lambda: verbs.SetIncidentStatus(self.incident().id, pick.choice(status)),
            lambda: verbs.AddNotCodable(article, *self.span(), book.list_by_key[book.not_codable].choices[0].code),
            lambda: verbs.SetArticleValue(article, "title", f"article {pick.randrange(9)}"),
            lambda: verbs.SetArticleValue(article, "published", f"2019-11-0{pick.randrange(1, 9)}"),
            lambda: verbs.AddComment(article, "Really?", self.incident().id, field=self.field()),
            lambda: verbs.FinishArticle(article),
            lambda: verbs.ReopenArticle(article),
        )

    def do_one(self) -> str:
        """Do, undo, redo, or choose another incident; what it was."""
        workspace, what = self.page.workspace, self.random.random()
        with suppress(UserFault, IndexError):  # refused, or there is nothing of the kind
            if what < 0.2:
                return f"undo {workspace.undo().label}"
            if what < 0.3:
                return f"redo {workspace.redo().label}"
            if what < 0.4:
                self.page.choose_incident(self.incident().id)
                return "choose"
            if what < 0.45:
                self.page.side.tabs.setCurrentIndex(self.random.choice((VALUES, HIGHLIGHTS)))
                return "another list"
            operation = self.random.choice(self.operations())()
            workspace.run(operation)  # type: ignore[arg-type]  # each of them is one
            return repr(operation)
        return "nothing"


@pytest.mark.parametrize("seed", range(3))
def test_after_anything_the_window_shows_what_reading_all_would_show(page: WorkspacePage, seed: int) -> None:
    deeds = Deeds(page, seed)
    assert page.shown is not None
    assert page.shown.span_by_id  # asked for once, kept up from then on
    viewports = (page.side.values.viewport(), page.side.incidents.list.viewport(), page.library.list_shown.viewport())
    screens = [Screen(each) for each in (*viewports, page.article.reader.viewport())]
    for number in range(60):
        said = deeds.do_one()
        come_to_rest(page)
        for screen in (*screens, *screens):  # what one of them lets Qt do may touch another
            screen.follow()
        print(seed, number, said)
        assert_all_is_right(page)
        for screen in screens:
            assert not screen.seen or alike(screen.image, screen.whole()), (seed, number, said, screen.parent())


def test_only_the_changed_incident_is_judged_again(page: WorkspacePage) -> None:
    assert page.shown is not None
    before = page.shown.problems()
    first, *others = page.shown.incidents
    page.workspace.run(verbs.SetIncidentStatus(first.incident.id, "withdrawn"))
    settle(page.window())
    assert {each.id for each in page.shown.unjudged()} <= {first.incident.id}
    come_to_rest(page)
    for other in others:
        assert page.shown.problems()[other.incident.id] is before[other.incident.id]
    assert page.shown.problems()[first.incident.id] == []


def test_the_day_of_the_article_has_every_incident_judged_again(page: WorkspacePage) -> None:
    assert page.shown is not None
    page.workspace.run(verbs.SetArticleValue(page.shown.coding.article.id, "published", "2001-01-01"))
    come_to_rest(page)
    assert_all_is_right(page)


def test_words_that_are_coded_count_as_read(page: WorkspacePage) -> None:
    assert page.shown is not None
    text, incidents = page.shown.coding.text, page.shown.incidents
    last = text.rindex("\n", 0, text.rstrip().rindex("\n")) + 1
    before = page.reading.share()
    for incident in incidents[:2]:  # the second time that is no news
        page.workspace.run(verbs.AddEvidence(page.shown.coding.article.id, last, last + 4, incident.incident.id))
        come_to_rest(page)
    after = page.reading.share()
    assert after > before
    page.workspace.undo()
    come_to_rest(page)
    assert page.reading.share() == after  # what was read stays read


def test_the_list_of_highlights_is_the_same_one_while_no_highlight_changes(page: WorkspacePage) -> None:
    page.panels.show_highlights()
    model = page.side.pages.highlights.entries
    before = model._entries
    page.workspace.run(verbs.SetValue(page.side.incident, page.workspace.codebook.title_field, "another title"))
    come_to_rest(page)
    assert model._entries is before
    assert page.shown is not None
    page.workspace.run(verbs.AddEvidence(page.shown.coding.article.id, 3, 9, page.side.incident))
    come_to_rest(page)
    assert len(model._entries) == len(before) + 1


def test_the_list_of_values_stays_where_it_was_scrolled_to(page: WorkspacePage) -> None:
    assert page.shown is not None
    bar = page.side.values.verticalScrollBar()
    assert bar.maximum() > 100
    bar.setValue(100)
    incident, field = page.side.incident, page.workspace.codebook.title_field
    page.workspace.run(verbs.SetValue(incident, field, "another title"))
    come_to_rest(page)
    assert bar.value() == 100
