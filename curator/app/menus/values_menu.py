# SPDX-License-Identifier: MIT
"""The menu of a line of the form: edit, accept, states and bases, words, rows, help, history.

What lives here: which entries a line has. What does not: what they do (coding/), the form (values/view.py).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from curator.app.action_set import ActionSet
from curator.app.menus.making import MenuMaking, made_menu, pop_up
from curator.app.menus.words_part import CONTEXT, add_words, said
from curator.app.translating import T
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import BASES

_TITLE = T(CONTEXT, "Menu of the value")
_EDIT = T(CONTEXT, "Edit")
_ACCEPT = T(CONTEXT, "Accept what is proposed")
_BLANK = T(CONTEXT, "Blank the value")
_BASIS = T(CONTEXT, "How it is known")
_GO = T(CONTEXT, "Go to the words")
_COPY = T(CONTEXT, "Copy")
_ADD_ROW = T(CONTEXT, "Add a row")
_REMOVE_ROW = T(CONTEXT, "Remove the row")


class ValuesMenu:
    """The menu of one page's lines."""

    def __init__(self, page: WorkspacePage, actions: ActionSet) -> None:
        self._page = page
        self._actions = actions

    def open(self, view: ValuesView, line: Line, point: QPoint) -> None:
        """Show the menu of a line at a point of the screen."""
        menu = made_menu(view, "values_menu", said(_TITLE))
        making = MenuMaking(menu, self._actions)
        value = view.current_value() if line.kind is LineKind.ROW else line
        value = value if value is not None else line
        if line.kind is LineKind.WORDS:
            self._add_words(making, view, line)
        elif line.kind is LineKind.GROUP:
            if view.editable:
                making.entry("values_menu.add_row", said(_ADD_ROW), partial(view.add_wanted.emit, line), key="+")
        elif line.kind in (LineKind.VALUE, LineKind.ROW):
            self._add_value(making, view, line, value)
        making.line()
        if value.target.field and value.target.incident:
            making.table("code.help", "code.history", "code.comment")
        text = value.text or line.text
        if text:
            making.entry("values_menu.copy", said(_COPY), partial(QGuiApplication.clipboard().setText, text))
        pop_up(menu, point)

    def _add_value(self, making: MenuMaking, view: ValuesView, line: Line, value: Line) -> None:
        if view.editable:
            if value.proposed:
                making.entry("values_menu.accept", said(_ACCEPT), partial(view.accept_wanted.emit, value), key="↵")
            making.entry("values_menu.edit", said(_EDIT), partial(view.edit_wanted.emit, value, None), key="F2")
        if value.words:
            making.entry("values_menu.go", said(_GO), partial(view.chosen.emit, value, True))
        if not view.editable:
            return
        if value.target.incident:
            making.line()
            making.table("code.not_stated", "code.not_applicable", "code.blank")
            making.part("values_menu.basis", said(_BASIS)).table(*(f"basis.{basis}" for basis in BASES))
            making.table("incident.copy_value")
        elif not value.blank:
            making.entry("values_menu.blank", said(_BLANK), partial(view.remove_wanted.emit, value))
        places = {(span.start, span.end, span.role) for span in value.words}
        if len(places) == 1:
            making.line()
            add_words(making, self._page, value.words[0])
        if line.kind is LineKind.ROW:
            making.line()
            self._add_row(making, view, line)

    def _add_row(self, making: MenuMaking, view: ValuesView, line: Line) -> None:
        place = self._page.shown.place(Target(line.target.incident, line.target.row)) if self._page.shown else None
        if place is not None:
            add = partial(self._page.chosen_desk.add_row, place.group)
            making.entry("values_menu.add_row", said(_ADD_ROW), add)
        making.entry("values_menu.remove_row", said(_REMOVE_ROW), partial(view.remove_wanted.emit, line), key="⇧Del")

    def _add_words(self, making: MenuMaking, view: ValuesView, line: Line) -> None:
        making.entry("values_menu.go", said(_GO), partial(view.chosen.emit, line, True))
        if not line.words:
            return
        add_words(making, self._page, line.words[0])
        if view.editable and line.words[0].incident:
            making.line()
            making.table("incident.split")
