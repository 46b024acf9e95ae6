# SPDX-License-Identifier: MIT
"""The three context menus of a page, each made when it is first wanted.

What lives here: when a menu opens. What does not: what is in it (the menus beside this file); none of them is imported
before the window is painted.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from curator.app.action_set import ActionSet
from curator.app.values.line import Line
from curator.app.workspace_page import WorkspacePage

if TYPE_CHECKING:
    from curator.app.menus.values_menu import ValuesMenu
    from curator.app.side_panel import SidePanel
    from curator.app.values.view import ValuesView


class ContextMenus(QObject):
    """One for each page."""

    def __init__(self, page: WorkspacePage, actions: ActionSet) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        page.article.reader.context_menu_opening.connect(self._fill_article)
        page.beside.when_made(self._connect)

    def _connect(self, side: SidePanel) -> None:
        side.menu_wanted.connect(self._open_value)
        incidents = side.incidents.list
        incidents.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        incidents.customContextMenuRequested.connect(self._open_incident)

    def _fill_article(self, menu: QMenu, pos: int) -> None:
        from curator.app.menus.article_menu import ArticleMenu

        ArticleMenu(self._page, self._actions).fill(menu, pos)

    @cached_property
    def _values(self) -> ValuesMenu:
        from curator.app.menus.values_menu import ValuesMenu

        return ValuesMenu(self._page, self._actions)

    def _open_value(self, view: ValuesView, line: Line, point: QPoint) -> None:
        self._values.open(view, line, point)

    def _open_incident(self, point: QPoint) -> None:
        from curator.app.menus.incidents_menu import open_incident_menu

        open_incident_menu(self._page, self._actions, point)
