# SPDX-License-Identifier: MIT
"""The panels of a page that are made when they are first wanted: a window that opens never needs them.

What lives here: making them and connecting them with the page. What does not: what they show (dataset/,
history/, comments/).
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curator.app.comments.panel import CommentsPanel
    from curator.app.dataset.page import DatasetPage
    from curator.app.history.panel import HistoryPanel
    from curator.app.history.side import HistorySide
    from curator.app.review.page import ReviewPage
    from curator.app.workspace_page import WorkspacePage


class MadeLater:
    """One for each page."""

    def __init__(self, page: WorkspacePage) -> None:
        self._page = page
        self.review_look = ""  # how the review was divided, likewise
        self.table_look = ""  # how the table of incidents looked, for when it is made

    def table(self) -> DatasetPage:
        from curator.app.dataset.page import DatasetPage

        table = DatasetPage(self._page.workspace, self._page.background)
        table.wear_look(self.table_look)
        table.jump_wanted.connect(self._page.places.jump)
        table.export_wanted.connect(self._page.list_export_wanted)
        table.told.connect(self._page.told)
        table.ways.picture_wanted.connect(self._page.picture_wanted)
        table.ways.switched.connect(self._page.situation_changed)
        return table

    def history(self) -> HistoryPanel:
        from curator.app.history.panel import HistoryPanel

        def article() -> str:
            return self._page.shown.coding.article.id if self._page.shown is not None else ""

        history = HistoryPanel(self._page.workspace, self._page.background, article)
        history.place_wanted.connect(self._page.places.show_step)
        history.undo_wanted.connect(self._page.undo_wanted)
        return history

    def review(self) -> ReviewPage:
        from curator.app.review.page import ReviewPage

        review = ReviewPage(self._page.workspace, self._page.background, self._page.doing)
        review.wear_look(self.review_look)
        review.situation_changed.connect(self._page.situation_changed)
        review.code_wanted.connect(lambda article, incident: self._page.places.jump(article, incident))
        self._page.review_made.emit(review)
        return review

    def side_history(self) -> HistorySide:
        from curator.app.history.side import HistorySide
        from curator.app.history.source import log_of
        from curator.store.log_list import LogWish

        def seqs(article: str, incident: str) -> array[int]:
            with self._page.workspace.read() as reads:
                coder = self._page.workspace.coder
                reader = coder.id if coder is not None else "" if len(reads.coders()) > 1 else None
                return reads.log_seqs(LogWish(article=article, incident=incident, reader=reader))

        made = HistorySide(
            seqs, lambda wanted: log_of(self._page.workspace, wanted), lambda at: self._page.history_desk.steps(at)
        )
        made.place_wanted.connect(self._page.places.show_step)
        made.undo_wanted.connect(self._page.undo_wanted)
        made.back_wanted.connect(lambda target, values: self._page.history_desk.bring_back(target, values))
        made.escaped.connect(self._page.article.reader.setFocus)
        return made

    def connect_comments(self, panel: CommentsPanel) -> None:
        panel.place_wanted.connect(self._page.places.show_commented)
        panel.write_wanted.connect(lambda: self._page.comments_desk.on_article())
        panel.answer_wanted.connect(lambda said: self._page.comments_desk.answer(said))
        panel.change_wanted.connect(lambda said: self._page.comments_desk.change(said))
        panel.remove_wanted.connect(lambda said: self._page.comments_desk.remove(said))
        panel.resolve_wanted.connect(lambda said, resolved: self._page.comments_desk.resolve(said, resolved))
        panel.escaped.connect(self._page.article.reader.setFocus)
