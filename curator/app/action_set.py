# SPDX-License-Identifier: MIT
"""Qt actions, menus and tool tips made from the table of actions.

What lives here: the only place where a QAction is made. What does not: the table (actions.py), what an action does.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from curator.app.actions import ACTIONS, CONTEXT, MENUS, ActionSpec, Situation
from curator.app.tips import plain_tip


def said(text: str) -> str:
    """A text of the table in the user's language."""
    return QCoreApplication.translate(CONTEXT, text)


def plain(text: str) -> str:
    """A menu text without its mnemonic and its dots: what a tool tip and the key card show."""
    return said(text).replace("&", "").removesuffix(" …")


def keys_of(spec: ActionSpec) -> str:
    """The action's first key as the platform writes it, or an empty text."""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""


class ActionSet(QObject):
    """Every action of the table as a QAction of one window, by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._choices: dict[str, QActionGroup] = {}
        self._actions = {spec.id: self._made(spec, window) for spec in ACTIONS}

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def on(self, action_id: str, work: Callable[[], object]) -> None:
        """Do `work` when the action is triggered."""
        self._actions[action_id].triggered.connect(lambda _checked=False: work())

    def _made(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(window)
        action.setText(said(spec.text))  # of texts alone PySide knows without a look at icons
        action.setObjectName(f"action.{spec.id}")
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.checkable)
        action.setEnabled(spec.possible(Situation()))
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        if spec.choice:
            group = self._choices.setdefault(spec.choice, QActionGroup(window))
            group.addAction(action)
        self._describe(action, spec, said(spec.tip))
        window.addAction(action)
        return action

    @staticmethod
    def _describe(action: QAction, spec: ActionSpec, tip: str) -> None:
        keys = keys_of(spec)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setStatusTip(tip)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action into its menu, in the table's order, with a line where the group changes."""
        menus: dict[str, QMenu] = {}
        for key, text in MENUS:
            menu = bar.addMenu(said(text))
            menu.setObjectName(f"menu.{key}")
            menu.setAccessibleName(plain(text))
            menu.setToolTipsVisible(True)
            menus[key] = menu
        group_before: dict[str, str] = {}
        for spec in ACTIONS:
            menu = menus[spec.menu]
            if group_before.get(spec.menu, spec.group) != spec.group:
                menu.addSeparator()
            group_before[spec.menu] = spec.group
            menu.addAction(self._actions[spec.id])
        return menus

    def follow(self, situation: Situation) -> None:
        """Enable what is possible now, and name what undo and redo would do."""
        for spec_id, spec in self._specs.items():
            self._actions[spec_id].setEnabled(spec.possible(situation))
        self._name("edit.undo", situation.undo)
        self._name("edit.redo", situation.redo)

    def _name(self, action_id: str, label: str) -> None:
        spec = self._specs[action_id]
        action = self._actions[action_id]
        base = said(spec.text)
        action.setText(f"{base}: {label.replace('&', '&&')}" if label else base)
        self._describe(action, spec, f"{said(spec.tip)}: {label}" if label else said(spec.tip))
        if label:
            action.setToolTip(plain_tip(action.toolTip()))  # the label quotes what was coded


_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}
