# SPDX-License-Identifier: MIT
"""The article on show and its active incident.

What lives here: reading an article from the project, giving it to reader and side panel, having the rules look at it.
What does not: how they show it (article_page.py, beside.py), which words stand out (words.py), when it is read anew
(following.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.incidents.shown import ArticleShown
from curator.app.page.colleagues import Colleagues
from curator.app.values.line import Line
from curator.domain.coding import Incident
from curator.shape import replace

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage
    from curator.domain.rules.context import RuleContext
    from curator.domain.rules.problems import Problem
    from curator.workspace import ChangeSet

_NAMED = 3  # coders who are waited for are named, and how many more there are
_FEW = 200  # incidents: to read more of them one by one costs as much as to read all


class Showing(QObject):
    """One for each page."""

    def __init__(self, page: WorkspacePage) -> None:
        super().__init__(page)
        self._page = page
        self.shown: ArticleShown | None = None
        self.blind = ""  # who is waited for until colleagues' layers open, in words
        self.hidden = ""  # why they are hidden; "" where nothing is
        self.colleagues = Colleagues()
        self._context: tuple[str, RuleContext] | None = None  # what the rules knew when this article (its id) was shown

    def choose_article(self, number: int) -> bool:
        """Show the article with this local number and its first incident; False where there is none."""
        with self._page.workspace.read() as reads:
            article = reads.article(number)
        if article is None:
            return False
        if self.shown is None or article.id != self.shown.coding.article.id:
            self._page.leave_editors()
        self.show(article.id, "")
        self._page.library.mark(number)
        return True

    def show_again(self, change: ChangeSet | None = None) -> None:
        """Read the article on show once more, of a `change` only what that touched; show it with the same incident."""
        if self.shown is not None:
            self.show(self.shown.coding.article.id, self._page.beside.incident, change)

    def show_anew(self) -> None:
        """Show the article once more as if it had just been chosen: its text is to look otherwise."""
        if self.shown is not None:
            article, self.shown = self.shown.coding.article.id, None
            self.show(article, self._page.beside.incident)

    def show(self, article_id: str, incident: str, change: ChangeSet | None = None) -> None:
        """Show this article with this incident, or with its first one where that is not there."""
        before, active_before = self.shown, self._page.beside.incident
        same = before is not None and before.coding.article.id == article_id
        shown = self._read_article(article_id, before if same else None, change)
        ids = list(shown.position_of)
        incident = incident if incident in shown.position_of else ids[0] if ids else ""
        if not same:
            self._page.article.reader.settle_edges()
            self._page.reading.leave()
        self.shown = shown
        coder = self._page.workspace.coder
        self._page.beside.tell_coder(coder.id if coder else "", self._page.workspace.writable and coder is not None)
        self._page.words.begin()
        fields = shown.coding.article.fields
        file = fields.get("source_file", "").rsplit("/", 1)[-1]
        untitled = " · ".join(part for part in (f"№ {shown.coding.article.n}", file) if part)
        if before is None or not same:
            self._page.article.show_article(fields, shown.coding.text, untitled)
            self._page.words.forget()
            self._page.article.reader.set_highlights(shown.highlights(incident))
            self._page.words.choose_edges(())
        else:
            self._page.article.head.show_fields(fields, untitled)
            self._page.article.reader.change_highlights(*shown.highlights_after(before, active_before, incident))
        self._page.beside.show_article(shown, incident)
        self._follow_editable()
        if same:
            self._page.words.follow()
            self._page.reading.follow()
        else:
            self._page.reading.begin()
        self._judge(shown)
        self.tell_value(None)
        self._page.situation_changed.emit()

    def _read_article(
        self, article_id: str, before: ArticleShown | None, change: ChangeSet | None
    ) -> ArticleShown:  # fmt: skip
        """Read what is coded in an article. Of one that was shown `before` the text is known: it never changes. Where a
        `change` says what it touched, only that is read."""
        with self._page.workspace.read() as reads:
            coder = self._page.workspace.coder.id if self._page.workspace.coder is not None else ""
            hidden = reads.hides_layers(article_id, coder)
            self._tell_hidden(reads.waited_for(article_id) if reads.is_blind(article_id, coder) else (), hidden)
            if before is not None and change is not None and not hidden and _is_small(change):
                coding = reads.coding_after(before.coding, change.incidents, change.tables)
            else:
                coding = reads.coding_seen_by(article_id, coder, before is None)
                coding = coding if before is None else replace(coding, text=before.coding.text)
            coding = self.colleagues.narrowed(
                coding, coder, 0 if hidden else reads.colleagues_incidents(article_id, coder)
            )
            names = {coder.id: coder.name for coder in reads.coders()}
        if self.colleagues.aside:
            self._page.beside.tell_aside(self.colleagues.aside)
        shown = ArticleShown(coding, self._page.workspace.codebook, self._page.workspace.codebook_of, names)
        return shown if before is None else shown.after(before)

    def _tell_hidden(self, waited: Sequence[str], hidden: bool) -> None:
        """Say whether colleagues' layers are hidden, and until when. Who alone is to code an article waits for nobody.
        `waited`: who is assigned and has not finished. `hidden`: there is something that is not seen."""
        coder = self._page.workspace.coder
        alone = coder is not None and tuple(waited) == (coder.name,)
        self.blind = self._blind_words(waited) if waited and (hidden or not alone) else ""
        everybody = self.tr("Colleagues' incidents are hidden until everybody has finished this article.")
        self.hidden = self.blind or (everybody if hidden else "")
        self._page.beside.tell_hidden(self.hidden)

    def _blind_words(self, names: Sequence[str]) -> str:
        """Who is waited for, in words: some of many are named, who looks comes first."""
        coder = self._page.workspace.coder
        if coder is not None and coder.name in names:
            names = (self.tr("you"), *(name for name in names if name != coder.name))
            if len(names) == 1:
                return self.tr("Blind until you have finished")
        if len(names) == 1:
            return self.tr("Blind until {name} has finished").format(name=names[0])
        if len(names) > _NAMED:
            names = (*names[: _NAMED - 1], self.tr("{count} others").format(count=len(names) - _NAMED + 1))
        several = self.tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
        return self.tr("Blind until {names} have finished").format(names=several)

    def clear(self) -> None:
        """Show that no article is chosen, or none there yet."""
        self.leave()
        hint = (
            self.tr("Choose an article in the list to read it here.")
            if self._page.listing.article_count
            else self.tr("No articles yet. Import text files, drop them on this window, or paste a text with Ctrl+V.")
        )
        self._page.article.clear(hint)
        self._page.beside.tell_hidden("")
        self._page.beside.show_article(None, "")
        self._page.value_chosen.emit("")

    def reveal(self, incident: str) -> None:
        """Bring colleagues' incidents in sight where this one of the article on show is among them."""
        if self.shown is None or not self.colleagues.aside or incident in self.shown.position_of:
            return
        article = self.shown.coding.article.id
        with self._page.workspace.read() as reads:
            there = incident in reads.incident_ids_in(article)
        if there:
            self.show_colleagues()

    def show_colleagues(self) -> None:
        """Show what colleagues made of the article on show, beside one's own."""
        if self.shown is not None:
            self.colleagues.bring(self.shown.coding.article.id)
            self.show_again()

    def choose_incident(self, incident: str, go: bool = False) -> None:
        """Make an incident the active one; with `go` scroll to its main mention."""
        self.reveal(incident)
        if self.shown is None or incident not in self.shown.position_of:
            return
        before = self._page.beside.incident
        if incident != before:
            self._page.leave_editors()
            self._page.article.reader.update_highlights(self.shown.highlights_of((before, incident), incident))
            self._page.beside.show_incident(incident)
            self._follow_editable()
        mentions = self.shown.incidents[self.shown.position_of[incident]].incident.mentions()
        self._page.words.light(mentions[:1] if go else (), go)
        self._page.words.choose_edges(())
        self.tell_value(None)
        self._page.situation_changed.emit()

    def _follow_editable(self) -> None:
        """Only one's own incidents can be edited."""
        self._page.beside.tell_own(self.own_incident() is not None)

    def _judge(self, shown: ArticleShown) -> None:
        """Have the rules look at the article, off the critical path."""

        article, known, unjudged = shown.coding.article.id, self._context, shown.unjudged()
        workspace = self._page.workspace
        viewer = workspace.coder.id if workspace.coder is not None else ""

        def work() -> tuple[RuleContext, dict[str, list[Problem]]]:
            from curator.domain.rules.judging import incident_problems
            from curator.tasks.rule_context import project_context

            if known is not None and known[0] == article:
                context = known[1]
            else:  # once for each article that is shown: it looks through the whole project
                with workspace.read() as reads:
                    context = project_context(reads, workspace.codebook, viewer)
            return context, {
                each.id: incident_problems(shown.coding, each, shown.book(each), context=context)
                if each.status != "withdrawn" else []
                for each in unjudged
            }  # fmt: skip

        def take(found: tuple[RuleContext, dict[str, list[Problem]]]) -> None:
            if self.shown is shown:
                self._context = article, found[0]
                shown.keep_judged(found[1])
                self._page.beside.judge(shown.problems())

        if unjudged:
            run = self._page.background.run
            self._page.when_painted(lambda: run(work, take, lane="rules") if self.shown is shown else None)

    def tell_value(self, line: Line | None) -> None:
        """Tell the status bar what is chosen."""
        if self.shown is None or not self._page.beside.incident:
            self._page.value_chosen.emit("")
            return
        entry = self.shown.incidents[self.shown.position_of[self._page.beside.incident]]
        parts = [f"{entry.letter} ({entry.number})", entry.title, line.label if line else ""]
        self._page.value_chosen.emit(" · ".join(part for part in parts if part))

    def own_incident(self) -> Incident | None:
        """The chosen incident, where the coder may write it."""
        incident = self.shown.incident(self._page.beside.incident) if self.shown is not None else None
        coder = self._page.workspace.coder
        own = incident is not None and coder is not None and incident.coder == coder.id
        return incident if own and self._page.workspace.writable else None

    def leave(self) -> None:
        """The article is about to go out of sight."""
        self._page.reading.leave()
        self.shown = None
        self.blind = self.hidden = ""


def _is_small(change: ChangeSet) -> bool:
    """Whether what a change touched is quickly read by itself. Who has finished decides whose layers are seen."""
    whole = change.many or change.codebook_changed or "reading" in change.tables
    return not whole and len(change.incidents) <= _FEW
