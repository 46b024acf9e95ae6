# SPDX-License-Identifier: MIT
"""Versions and near-duplicates of the article on show: looking for them, and doing what the dialog wants.

What lives here: from the dialog to operations and back. What does not: how it looks (app/versions), what is near
(tasks/near_articles.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.values.phrases import word
from curator.app.versions.beside import titled
from curator.app.versions.dialog import ArticleVersions, Other
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.app.workspace_page import WorkspacePage
    from curator.domain.codebook.model import Codebook
    from curator.domain.kept import Waiting
    from curator.domain.near import Near


class ShowVersions(QObject):
    """For one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._dialog: ArticleVersions | None = None
        self._near: dict[str, list[Near]] = {}
        self._next: dict[str, int] = {}

    def show(self) -> None:
        """Show the dialog for the article on show."""
        from curator.app.keyboard_place import come_forward

        page = self._window.page
        if page is None or page.shown is None:
            return
        if self._dialog is None:
            dialog = ArticleVersions(page.workspace.writable, self._window)
            dialog.go_wanted.connect(self._go)
            dialog.beside_wanted.connect(self._beside)
            dialog.decided.connect(self._decide)
            dialog.carry_wanted.connect(self._carry)
            dialog.place_wanted.connect(self._place)
            dialog.next_place_wanted.connect(self._next_place)
            dialog.drop_wanted.connect(self._drop)
            dialog.drop_all_wanted.connect(self._drop_all)
            dialog.waiting_chosen.connect(self._first_place)
            dialog.next_article_wanted.connect(self._next_article)
            dialog.finished.connect(self._closed)
            page.feed.changed.connect(self._follow)
            self._dialog = dialog
        come_forward(self._dialog)
        self._look(page)
        self._follow()

    def leave_project(self) -> None:
        """The project is put away."""
        if self._dialog is not None:
            self._dialog.close()

    def show_waiting(self, article: str) -> None:
        """Show the article in which words wait, and their list."""
        page = self._window.page
        if page is None:
            return
        with page.workspace.read() as reads:
            found = reads.article(article)
        page.views.show_code()
        if found is not None and page.choose_article(found.n):
            self.show()
            if self._dialog is not None:
                self._dialog.waiting.setFocus()
                self._first_place(self._dialog.waiting.chosen)

    def _closed(self, _result: int) -> None:
        self._dialog = None
        if self._window.page is not None:
            self._window.page.feed.changed.disconnect(self._follow)

    def _look(self, page: WorkspacePage) -> None:
        """Look for near-duplicates of the article on show, as a job that can be stopped."""
        assert page.shown is not None
        article, workspace = page.shown.coding.article.id, page.workspace

        def work(progress: object, cancelled: object) -> list[Near]:
            from curator.tasks.near_articles import near_duplicates

            return near_duplicates(workspace, article, cancelled=cancelled)  # type: ignore[arg-type] # the job bar's

        def then(found: list[Near]) -> None:
            self._near[article] = found
            self._follow()

        self._runner.run(self.tr("Looking for near-duplicates"), work, then)

    # -- showing ----------------------------------------------------------------------------------------------------
    def _follow(self, *_change: object) -> None:
        page = self._window.page
        if self._dialog is None or page is None or page.shown is None:
            return
        article = page.shown.coding.article.id
        coder = page.workspace.coder
        with page.workspace.read() as reads:
            versions = reads.versions_of(article)
            said = {pair.one if pair.other == article else pair.other: pair.decision
                    for pair in reads.article_pairs(article)}  # fmt: skip
            near = [each for each in self._near.get(article, ()) if each.article not in versions]
            known = {one: reads.article(one) for one in (*versions, *(each.article for each in near))}
            waiting = reads.waiting(article, coder.id) if coder is not None else ()
            elsewhere = reads.waiting_in(coder.id) if coder is not None else {}
        titles = {one: titled(dict(found.fields), one) for one, found in known.items() if found is not None}
        here = versions.index(article)
        others = [
            Other(one, self.tr("Version {number}: {title}").format(number=at + 1, title=titles[one]), True, at < here)
            for at, one in enumerate(versions) if one != article and one in titles
        ]  # fmt: skip
        for each in near:
            if each.article in titles:
                told = self.tr("{share} % the same: {title}").format(
                    share=int(100 * each.likeness), title=titles[each.article]
                )
                others.append(Other(each.article, f"{told} · {said.get(each.article, self.tr('not decided'))}"))
        self._dialog.show_others(others, self._said(article, here, len(versions), bool(others)))
        elsewhere.pop(article, None)
        lines = [_told(words, page.workspace.codebook) for words in waiting]
        self._dialog.show_waiting(waiting, lines, [*elsewhere.values()])

    def _said(self, article: str, here: int, versions: int, others: bool) -> str:
        if versions > 1:
            return self.tr("This is version {number} of {count}.").format(number=here + 1, count=versions)
        if article not in self._near:
            return self.tr("Looking for near-duplicates …")
        return "" if others else self.tr("No other version and no near-duplicate of this article is in the project.")

    # -- doing ------------------------------------------------------------------------------------------------------
    def _run(self, operation: object) -> bool:
        page = self._window.page
        if page is None or not page.workspace.writable:
            return False
        page.leave_editors()
        try:
            page.workspace.run(operation)  # type: ignore[arg-type] # one of the operations below
        except UserFault as fault:
            self._window.messages.say("warning", fault.sentence, subject="article_versions")
            return False
        return True

    def _go(self, article: str) -> None:
        page = self._window.page
        if page is None:
            return
        with page.workspace.read() as reads:
            found = reads.article(article)
        page.views.show_code()
        if found is not None and page.choose_article(found.n):
            self._look(page)
            self._follow()

    def _beside(self, other: str) -> None:
        page = self._window.page
        if page is not None and page.shown is not None and other:
            self._window.jobs.comparing.show(page.shown.coding.article.id, other)

    def _decide(self, other: str, decision: str) -> None:
        from curator.operations import PairArticles

        page = self._window.page
        if page is not None and page.shown is not None:
            self._run(PairArticles(page.shown.coding.article.id, other, decision))
            self._follow()

    def _carry(self, older: str) -> None:
        from curator.operations import CarryOver

        page = self._window.page
        if page is not None and page.shown is not None and self._run(CarryOver(older, page.shown.coding.article.id)):
            told = self.tr("Your work was carried over; words that wait are in the list.")
            stays = self.tr("What colleagues and the review have in the older version stays there.")
            self._window.messages.say("notice", f"{told} {stays}", subject="article_versions")

    def _place(self, waiting: str) -> None:
        from curator.operations import PlaceWaiting

        page = self._window.page
        if page is None:
            return
        start, end = page.article.reader.selected_span()
        if end <= start:
            said = self.tr("Select the words in the article first.")
            self._window.messages.say("notice", said, subject="article_versions")
            return
        self._run(PlaceWaiting(waiting, start, end))

    def _first_place(self, waiting: str) -> None:
        """Other words are chosen: select the likeliest place, or nothing, so that nothing is placed unseen."""
        page = self._window.page
        if waiting and page is not None:
            self._next.pop(waiting, None)
            page.article.reader.clear_selection()
            self._next_place(waiting)

    def _next_place(self, waiting: str) -> None:
        """Select the next place where the words may stand."""
        from curator.domain.carrying import Folded, possible_places

        words = self._waiting(waiting)
        page = self._window.page
        if words is None or page is None or page.shown is None:
            return
        places = possible_places(Folded(page.shown.coding.text), words.quote, words.before, words.after)
        if not places:
            said = self.tr("These words are not in this text; select others, or drop them.")
            self._window.messages.say("notice", said, subject="article_versions")
            return
        at = self._next[waiting] = (self._next.get(waiting, -1) + 1) % len(places)
        page.article.reader.select(*places[at])

    def _next_article(self) -> None:
        """Go to the next article, in the order they were added, in which words of the coder wait."""
        page = self._window.page
        coder = page.workspace.coder if page is not None else None
        if page is None or coder is None:
            return
        here = page.shown.coding.article.n if page.shown is not None else 0
        with page.workspace.read() as reads:
            numbers = sorted(reads.article_numbers(reads.waiting_in(coder.id)).values())
        wanted = next(iter([*(n for n in numbers if n > here), *numbers]), 0)
        if wanted and wanted != here and page.choose_article(wanted):
            self._follow()
            if self._dialog is not None:
                self._first_place(self._dialog.waiting.chosen)

    def _drop(self, waiting: str, reason: str) -> None:
        from curator.operations import DropWaiting

        self._run(DropWaiting(waiting, reason))

    def _drop_all(self, reason: str) -> None:
        """All words that wait in the article, in one step; what waits elsewhere is a key away."""
        from curator.operations import DropAllWaiting

        page = self._window.page
        if page is None or page.shown is None or self._dialog is None:
            return
        count = self._dialog.waiting.count()
        if self._run(DropAllWaiting(page.shown.coding.article.id, reason)):
            said = self.tr("1 passage was dropped; Undo brings it back.") if count == 1 else self.tr(
                "{count} passages were dropped; one Undo brings all back.").format(count=f"{count:,}")  # fmt: skip
            self._window.messages.say("notice", said, subject="article_versions")

    def _waiting(self, waiting: str) -> Waiting | None:
        page = self._window.page
        if page is None or page.shown is None or page.workspace.coder is None:
            return None
        with page.workspace.read() as reads:
            there = reads.waiting(page.shown.coding.article.id, page.workspace.coder.id)
        return next((words for words in there if words.id == waiting), None)


def _told(words: Waiting, book: Codebook) -> str:
    """What the words are of, and the words with what stood beside them, in one line."""
    before, quote, after = (" ".join(part.split()) for part in (words.before[-24:], words.quote, words.after[:24]))
    nodes = (book.node(words.field, group) for group in ("", *book.group_by_key)) if words.incident else iter(())
    label = next((node.label for node in nodes if node is not None), "") or word(words.field or words.reason)
    told = f"… {before} “{quote}” {after} …"
    return f"{label}: {told}" if label else told
