# SPDX-License-Identifier: MIT
"""Making context menus: from actions of the table where there is one, named and described in any case.

What lives here: putting entries into a menu. What does not: which entries (the menus beside this file).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from curator.app.action_set import ActionSet
from curator.app.tips import plain_tip


class MenuMaking:
    """Puts entries into one menu, in their order; `before`: in front of this entry, else at the end."""

    def __init__(self, menu: QMenu, actions: ActionSet, before: QAction | None = None) -> None:
        self.menu = menu
        self._actions = actions
        self._before = before
        menu.setToolTipsVisible(True)

    def table(self, *action_ids: str) -> None:
        """Actions of the table, as they are."""
        for action_id in action_ids:
            self._put(self._actions[action_id])

    def entry(
        self, name: str, text: str, work: Callable[[], object], *, key: str = "", tip: str = "", possible: bool = True,
        checked: bool | None = None,
    ) -> QAction:  # fmt: skip
        """One more thing to do. `text` may hold what was coded: an & in it is no mnemonic. `checked`: with a tick."""
        action = QAction(self.menu)
        shown = text.replace("&", "&&")
        action.setText(f"{shown}\t{key}" if key else shown)
        action.setObjectName(name)
        action.setToolTip(plain_tip(tip or text))
        action.setEnabled(possible)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(lambda _checked=False: work())
        self._put(action)
        return action

    def part(self, name: str, text: str) -> MenuMaking:
        """A menu inside this one."""
        inner = QMenu(text.replace("&", "&&"), self.menu)
        inner.setObjectName(name)
        inner.setAccessibleName(text)
        self._put(inner.menuAction())
        return MenuMaking(inner, self._actions)

    def line(self) -> None:
        """A line, where something stands above it."""
        entries = self.menu.actions()
        above = entries[: entries.index(self._before)] if self._before is not None else entries
        if above and not above[-1].isSeparator():
            line = QAction(self.menu)
            line.setSeparator(True)
            self._put(line)

    def _put(self, action: QAction) -> None:
        if self._before is not None:
            self.menu.insertAction(self._before, action)
        else:
            self.menu.addAction(action)


def made_menu(parent: QWidget, name: str, title: str) -> QMenu:
    """A menu that goes when it is closed."""
    menu = QMenu(parent)
    menu.setObjectName(name)
    menu.setAccessibleName(title)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def pop_up(menu: QMenu, point: QPoint) -> None:
    """Show it at a point of the screen, where it holds anything."""
    if menu.actions():
        menu.popup(point)
    else:
        menu.deleteLater()
