# SPDX-License-Identifier: MIT
"""Going to a place: what a step of the history, a comment, a row of the table or a draft is about.

What lives here: from the name of a place to what is chosen on the page. What does not: what the places are named
(store/log_places.py), the choosing itself (showing.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from curator.app.comments.passage import passage_of
from curator.app.values.drafts import Draft
from curator.app.values.line import Line, Target
from curator.domain.coding import Comment
from curator.shape import replace
from curator.store.log_lines import LogLine
from curator.store.log_places import LogPlace

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage


class Places(QObject):
    """One for each page."""

    def __init__(self, page: WorkspacePage) -> None:
        super().__init__(page)
        self._page = page

    def jump(self, number: int, incident: str) -> None:
        """From the table of incidents to one of them in its article, at its main mention."""
        self._page.views.show_code(may_go_back=True)
        if self._page.choose_article(number):
            self._page.choose_incident(incident, go=True)
            self._page.article.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show(self, place: LogPlace) -> bool:
        """Show where something was done: its article, incident and value, with the words in sight; False where the
        article is gone. The keyboard stays where it is."""
        with self._page.workspace.read() as reads:
            article = reads.article(place.article) if place.article else None
        if article is None:
            return False
        if self._page.shown is None or self._page.shown.coding.article.id != article.id:
            self._page.choose_article(article.n)
        if place.incident:
            self._page.showing.reveal(place.incident)
        if place.comment and self._page.side.talk.show_comment(place.comment):
            return True
        if place.incident:
            self._page.choose_incident(place.incident)
        span = self._page.shown.span_by_id.get(place.span) if self._page.shown is not None else None
        line = self._line_of(place)
        words = (span,) if span is not None else line.words if line is not None else ()
        if not words and place.incident and self._page.shown is not None:
            incident = self._page.shown.incident(place.incident)
            words = incident.mentions()[:1] if incident is not None and not place.field else ()
        if words:
            self._page.words.light(words, True)
        return True

    def show_step(self, line: LogLine) -> None:
        """Show where an entry of the log was at work; where that is gone, say so."""
        with self._page.workspace.read() as reads:
            place = reads.log_place([line.seq])
        if not place.article:
            self._page.told.emit(self.tr("What “{label}” was about is not there any more.").format(label=line.label))
            return
        away = not self._page.views.code_shown
        self._page.views.show_code()
        self.show(place)
        if away:
            below = self._page.side.pages.currentWidget() if place.incident or place.field or place.comment else None
            (below or self._page.article.reader).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_commented(self, comment: Comment) -> None:
        """Show what a comment is about, with the keyboard there."""
        place = LogPlace(comment.article, comment.incident, comment.row, comment.field)
        if self.show(place):
            if comment.incident and not (comment.field or comment.row):
                self._page.panels.show_values()
            shown = self._page.shown
            words = passage_of(comment.text, shown.coding.text) if shown is not None and not comment.incident else None
            if words is not None:
                self._page.article.reader.select(*words)
            inside = comment.incident or comment.field
            below = self._page.side.pages.currentWidget() if inside else self._page.article.reader
            (below or self._page.article.reader).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def light_commented(self, comment: str) -> None:
        """Let the words stand out of the value that a comment is about, or of the row; of the incident where they have
        none. What is chosen beside the article stays."""
        shown = self._page.shown
        said = next((each for each in shown.coding.comments if each.id == comment), None) if shown is not None else None
        if shown is None or said is None or not (said.field or said.row):
            return
        about = Target(said.incident, said.row, said.field)
        words = [span for span in shown.span_by_id.values() if about in shown.targets_of(span)]
        if words:
            self._page.words.light(sorted(words, key=lambda span: (span.start, span.end)), True)

    def show_line_of(self, target: Target) -> None:
        """Choose the line of a value in its list."""
        if target.incident:
            self._page.side.reveal([target, Target(target.incident, target.row)])
        elif target.field:
            self._page.side.mark([target], "")

    def _line_of(self, place: LogPlace) -> Line | None:
        """Choose the line of a place."""
        target = Target(place.incident, place.row, place.field)
        if place.incident and (place.field or place.row):
            return self._page.side.reveal([target, Target(place.incident, place.row)])
        if place.field or place.span:
            return self._page.side.mark([target if place.field else Target(field=place.span)], place.span)
        return None

    def restore_draft(self, draft: Draft) -> bool:
        """Open the editor again with what was being typed; False where its place is gone."""
        with self._page.workspace.read() as reads:
            article = reads.article(draft.article)
        if article is None or not self._page.choose_article(article.n):
            return False
        if draft.about:
            return self._page.comments_desk.restore(draft)
        if not draft.target.incident:
            self._page.panels.show_facts()
            fact = self._page.side.pages.article.mark([draft.target])
            if fact is not None:
                self._page.article_desk.edit(fact, draft.text)
            return fact is not None
        self._page.choose_incident(draft.target.incident)
        line = self._page.side.reveal([draft.target])
        if line is None:
            return False
        self._page.values_desk.edit(replace(line, target=draft.target), draft.text)
        return True
