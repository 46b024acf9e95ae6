# SPDX-License-Identifier: MIT
"""The menu of an incident in the list of the article.

What lives here: which entries it has. What does not: what they do (coding/incidents_desk.py).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from curator.app.action_set import ActionSet
from curator.app.menus.making import MenuMaking, made_menu, pop_up
from curator.app.menus.words_part import CONTEXT, said
from curator.app.translating import T
from curator.app.values.line import Target
from curator.app.workspace_page import WorkspacePage

_TITLE = T(CONTEXT, "Menu of the incident")
_GO = T(CONTEXT, "Go to its main mention")
_HISTORY = T(CONTEXT, "History of the incident")
_COMMENT = T(CONTEXT, "Comment on the incident …")
_COPY = T(CONTEXT, "Copy title and summary")


def open_incident_menu(page: WorkspacePage, actions: ActionSet, point: QPoint) -> None:
    """Show the menu of the incident at a point of the list."""
    panel = page.side.incidents
    under = panel.list.indexAt(point)
    if not under.isValid():  # the key of the menu, or below the last one
        under = panel.list.currentIndex()
        point = panel.list.visualRect(under).center()
    if not under.isValid():
        return
    shown = panel.model.shown(under.row())
    page.choose_incident(shown.incident.id)
    menu = made_menu(panel.list, "incidents_menu", said(_TITLE))
    making = MenuMaking(menu, actions)
    making.entry("incidents_menu.go", said(_GO), partial(page.choose_incident, shown.incident.id, go=True))
    making.line()
    making.table("code.accept_all", "incident.duplicate", "incident.split", "incident.merge")
    making.table("incident.up", "incident.down")
    making.line()
    making.table("incident.withdraw", "incident.remove")
    making.line()
    history, comment = "go.history_here", "code.comment"  # their keys mean the incident while its list has them
    show_history = partial(page.side.talk.show_history, whole=True)
    making.entry("incidents_menu.history", said(_HISTORY), show_history, key=actions.key_of(history))
    write = partial(page.comments_desk.about, Target(shown.incident.id))
    making.entry("incidents_menu.comment", said(_COMMENT), write, key=actions.key_of(comment),
                 possible=actions[comment].isEnabled())  # fmt: skip
    making.line()
    text = "\n".join(part for part in (shown.title, shown.summary) if part)
    making.entry("incidents_menu.copy", said(_COPY), partial(QGuiApplication.clipboard().setText, text))
    pop_up(menu, panel.list.viewport().mapToGlobal(point))
