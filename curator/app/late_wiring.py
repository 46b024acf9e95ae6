# SPDX-License-Identifier: MIT
"""What the window connects to the parts of it that are made after the first paint, or only when they are wanted.

What lives here: actions, the panel beside the article, what codes, the review, the start page and the line of commands,
each connected to the window once it is there. What does not: the parts, what the window needs to be painted
(main_window.py), what each action does (action_wiring.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from curator.app.coding.desks import Desks
    from curator.app.commands.box import CommandBox
    from curator.app.main_window import MainWindow
    from curator.app.review.page import ReviewPage
    from curator.app.side_panel import SidePanel
    from curator.app.start_page import StartPage
    from curator.app.workspace_page import WorkspacePage


class LateWiring(QObject):
    """One for each window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def connect_actions(self) -> None:
        """The actions are there: what each does, and what shows them."""
        from curator.app.action_wiring import connect_actions
        from curator.app.recent_menu import RecentMenu

        actions, recent = self._window.actions_by_id, RecentMenu(self._window.settings, self._window)
        recent.project_wanted.connect(lambda path: self._window.open_project(Path(path)))
        self._window.header.serve(actions["edit.undo"], actions["go.command"])
        actions["file.recent"].setMenu(recent)
        connect_actions(self._window)
        self._window.on_page(self.serve_library)
        self._window.follow()

    def hint_keys(self, part: QWidget) -> None:
        """Say the keys in the tool tips of this part."""
        from curator.app.key_hint import hint_keys

        hint_keys(part, self._window.keys)

    def serve_library(self, page: WorkspacePage) -> None:
        """What is done with the chosen articles of the list."""
        remove = self._window.actions_by_id["edit.remove_articles"]
        page.library.removal_wanted.connect(remove.trigger)
        page.library.table.addAction(self._window.actions_by_id["article.compare"])
        page.library.table.addAction(remove)

    # Parts of the page

    def connect_side(self, page: WorkspacePage, side: SidePanel) -> None:
        """The panel beside the article is there."""
        side.problems.end_wanted.connect(lambda action: self._window.actions_by_id[action].trigger())
        side.incidents.colleagues_wanted.connect(page.showing.show_colleagues)
        side.incidents.open_wanted.connect(lambda: self._window.actions_by_id["article.open_layers"].trigger())
        side.versions_wanted.connect(lambda incident: self._window.jobs.versions.show(incident))
        self.offer_end(page, side)

    def connect_coding(self, desks: Desks) -> None:
        """What codes is there."""
        desks.strip.set_keys(self._window.actions_by_id.key_of)
        desks.strip.action_wanted.connect(lambda action: self._window.actions_by_id[action].trigger())
        desks.desk.told.connect(self._window.status.chosen.show_text)
        desks.desk.kept_back.connect(self._window.telling.kept_back)
        desks.incidents.warned.connect(self._window.telling.warn)
        changed = desks.desk.page.feed.changed
        changed.connect(lambda _change: self._window.telling.drop_blocked())  # the foot of the form counts on
        desks.incidents.finished.connect(self._window.telling.finished)

    def connect_review(self, review: ReviewPage) -> None:
        """The review is there."""
        from curator.app.key_hint import REVIEW_HINTS, hint_keys

        review.serve(self._window.actions_by_id)
        review.told.connect(self._window.status.chosen.show_text)
        dress = self._window.preferences.dress_reader
        dress(review.reader)
        self._window.on_page(lambda page: page.views.switched.connect(lambda: dress(review.reader)))
        hint_keys(review, self._window.keys, REVIEW_HINTS)

    def offer_end(self, page: WorkspacePage, side: SidePanel) -> None:
        """Bring the foot of the form, and what stands in place of incidents, up to what is possible now."""
        from curator.app.incidents.first_steps import first_steps

        action = page.end_of_article()
        texts = {
            "article.finish": self.tr("Finish article"), "article.nothing": self.tr("Nothing to code"),
            "article.reopen": self.tr("Reopen article"),
        }  # fmt: skip
        tip = self._window.actions_by_id[action].toolTip() if action else ""
        side.problems.offer_end(action, texts.get(action, ""), tip)
        side.tell_first_steps(
            first_steps(
                page.workspace.codebook, self._window.actions_by_id.key_of, writable=page.workspace.writable,
                coder=page.workspace.coder is not None, ended=action == "article.reopen",
            )
        )  # fmt: skip

    # Parts of the window

    def made_commands(self) -> CommandBox:
        """The line of commands, with what it offers."""
        from curator.app.commands.box import CommandBox
        from curator.app.commands.offers import ActionOffers
        from curator.app.commands.page_offers import ArticleOffers, IncidentOffers, SearchOffers

        box = CommandBox(self._window)
        box.add_provider(ActionOffers(self._window.actions_by_id, self._window.settings))
        box.add_provider(IncidentOffers(lambda: self._window.page))
        box.add_provider(ArticleOffers(lambda: self._window.page))
        box.set_last(SearchOffers(lambda: self._window.page, lambda: self._window.actions_by_id.key_of("edit.search")))
        return box

    def made_start_page(self) -> StartPage:
        """The start page, among the window's pages."""
        from curator.app.start_page import StartPage

        page = StartPage()
        page.sample_wanted.connect(lambda: self._window.jobs.projects.open_sample())
        page.new_wanted.connect(lambda: self._window.jobs.projects.new_project())
        page.open_wanted.connect(lambda: self._window.jobs.projects.ask())
        page.packet_wanted.connect(lambda: self._window.jobs.packets.ask())
        page.handover_given.connect(lambda path: self._window.jobs.packets.begin(Path(path)))
        page.project_wanted.connect(lambda path: self._window.open_project(Path(path)))
        page.forget_wanted.connect(self._forget)
        page.forget_all_wanted.connect(self._forget_all)
        self._window.pages.addWidget(page)
        return page

    def _forget(self, path: str) -> None:
        self._window.settings.forget_project(Path(path))
        self._window.start_page.show_recent(self._window.settings.recent_projects())

    def _forget_all(self) -> None:
        self._window.settings.forget_all_projects()
        self._window.start_page.show_recent(())
