# SPDX-License-Identifier: MIT
"""Everything that codes on one page: the desks and the strip at the selected words, made when they are first wanted.

What lives here: making them and connecting them with the page's panels. What does not: what they do (the other modules
of this room). A window that only shows an article needs none of it, and its first paint does not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.app.coding.article_desk import ArticleDesk
from curator.app.coding.chosen_desk import ChosenDesk
from curator.app.coding.comments_desk import CommentsDesk
from curator.app.coding.desk import Desk
from curator.app.coding.edges_desk import EdgesDesk
from curator.app.coding.given_desk import GivenDesk
from curator.app.coding.history_desk import HistoryDesk
from curator.app.coding.incidents_desk import IncidentsDesk
from curator.app.coding.strip import Strip
from curator.app.coding.values_desk import ValuesDesk
from curator.app.coding.words_desk import WordsDesk
from curator.app.values.line import Line

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage


class Desks:
    """The desks of one page."""

    def __init__(self, page: WorkspacePage) -> None:
        self.desk = Desk(page, page.doing)
        self.words = WordsDesk(self.desk)
        self.values = ValuesDesk(self.desk)
        self.chosen = ChosenDesk(self.desk)
        self.given = GivenDesk(self.desk)
        self.incidents = IncidentsDesk(self.desk)
        self.article = ArticleDesk(self.desk)
        self.edges = EdgesDesk(self.desk)
        self.history = HistoryDesk(self.desk)
        self.comments = CommentsDesk(self.desk)
        self.strip = Strip(page.article.reader, self.words.at_words)
        self._connect(page)

    def _connect(self, page: WorkspacePage) -> None:
        self.strip.key_wanted.connect(self.words.book_key)
        self.strip.more_wanted.connect(self.words.choose_key)
        page.situation_changed.connect(self.strip.follow)
        page.doing.failed.connect(lambda _told, _again: self._keep_typed())
        values = page.side.values
        values.edit_wanted.connect(self.values.edit)
        values.accept_wanted.connect(self.chosen.accept)
        values.remove_wanted.connect(self.chosen.remove)
        values.add_wanted.connect(self._add_row)

    def leave_editors(self) -> None:
        """Take what is being typed: the article or the incident it belongs to is about to go out of sight."""
        self.values.leave()
        self.article.leave()
        self.words.asked.leave()

    def _keep_typed(self) -> None:
        """The file or the disk said no: what stands in an editor is to outlive the program too."""
        self.values.editing.keep()
        self.article.editing.keep()

    def _add_row(self, line: Line) -> None:
        self.chosen.add_row(line.key[1])
