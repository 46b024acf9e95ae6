# SPDX-License-Identifier: MIT
"""Qt actions, menus and tool tips made from the table of actions.

What lives here: the only place where a QAction is made. What does not: the table (actions/), what an action does.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from curator.app.actions.possible import why_not
from curator.app.actions.spec import ActionSpec, Situation
from curator.app.actions.table import MENUS
from curator.app.key_map import KeyMap, in_article, in_window, plain, said
from curator.app.key_names import shown
from curator.app.tips import plain_tip


class ActionSet(QObject):
    """Every action of the table as a QAction of one window, by id. `told(sentence)`: why a key does nothing now.

    They are made with the first one that somebody asks for: a window that opens is painted without them.
    """

    told = Signal(str)

    def __init__(self, window: QWidget, keys: KeyMap) -> None:
        super().__init__(window)
        self.keys = keys
        self.made = False
        self._window = window
        self._waiting: list[Callable[[], object]] = []
        self._specs = keys.specs
        self._choices: dict[str, QActionGroup] = {}
        self._labels: dict[str, str] = {}  # what undo and redo would do
        self._in_article: dict[str, QAction] = {}
        self._in_review: dict[str, QAction] = {}
        self._actions: dict[str, QAction] = {}

    def make(self) -> None:
        """Make all of them now, if they are not there yet, and do what waited for them."""
        if self.made:
            return
        self.made = True
        self._actions = {spec.id: self._made(spec, self._window) for spec in self._specs.values()}
        self._take_keys()
        self.keys.changed.connect(self._take_keys)
        for work in self._waiting:
            work()
        self._waiting.clear()

    def when_made(self, work: Callable[[], object]) -> None:
        """Do this as soon as the actions are there: at once if they are."""
        if self.made:
            work()
        else:
            self._waiting.append(work)

    def __getitem__(self, action_id: str) -> QAction:
        self.make()
        return self._actions[action_id]

    def key_of(self, action_id: str) -> str:
        """The action's first key as the platform writes it, "" where it has none."""
        return shown(next(iter(self.keys.keys(action_id)), ""))

    def on(self, action_id: str, work: Callable[[], object]) -> None:
        """Do `work` when the action is triggered."""
        self[action_id].triggered.connect(lambda _checked=False: work())

    def _made(self, spec: ActionSpec, window: QWidget) -> QAction:
        # One that window.addAction(text) makes costs a third, but when a context menu that shows it goes, PySide takes
        # it for gone too.
        action = QAction(window)
        action.setText(said(spec.text))  # of texts alone PySide knows without a look at icons
        window.addAction(action)
        action.setObjectName(f"action.{spec.id}")
        action.setCheckable(spec.checkable)
        action.setEnabled(spec.possible(Situation()))
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        if spec.choice:
            group = self._choices.setdefault(spec.choice, QActionGroup(window))
            group.addAction(action)
        return action

    def in_article(self, key: str) -> QAction | None:
        """The action that this key means while the article has the focus; None where the key is the window's, the
        codebook's or nobody's."""
        self.make()
        return self._in_article.get(key)

    def in_review(self, key: str) -> QAction | None:
        """The action that this key means while the review has the focus; None where the key is not the review's."""
        self.make()
        return self._in_review.get(key)

    def press(self, key: str) -> bool:
        """Trigger the action that has this key in the window and is possible now; False where none is."""
        self.make()
        named = (spec for spec in self._specs.values() if key in self.keys.keys(spec.id) and in_window(spec, key))
        action = next((self._actions[spec.id] for spec in named if self._actions[spec.id].isEnabled()), None)
        if action is not None:
            action.trigger()
        return action is not None

    def _take_keys(self) -> None:
        """Give every action the keys it has now: as shortcuts of the window, or for the article alone."""
        self._in_article, self._in_review = {}, {}
        for action_id, spec in self._specs.items():
            action, keys = self._actions[action_id], self.keys.keys(action_id)
            action.setShortcuts([QKeySequence(key) for key in keys if in_window(spec, key)])
            self._in_article.update({key: action for key in keys if in_article(spec, key)})
            self._in_review.update({key: action for key in keys if spec.where == "review"})
            self._describe(action_id)

    def _describe(self, action_id: str) -> None:
        spec, action, label = self._specs[action_id], self._actions[action_id], self._labels.get(action_id, "")
        text, tip = said(spec.text), said(spec.tip)
        if label:
            text, tip = f"{text}: {label.replace('&', '&&')}", f"{tip}: {label}"
        key = next(iter(self.keys.keys(action_id)), "")
        # Qt writes a shortcut behind the text by itself; what comes behind a tab stands in its place.
        action.setText(f"{text}\t{shown(key)}" if key and not in_window(spec, key) else text)
        action.setStatusTip(tip)
        told = f"{tip} ({shown(key)})" if key else tip
        action.setToolTip(plain_tip(told) if label else told)  # the label quotes what was coded

    def press_in_vain(self, key: str, in_review: bool = False) -> bool:
        """Say why the action that has this key is not possible now; False where none has it, or it is possible."""
        self.make()
        named = (
            spec for spec in self._specs.values()
            if key in self.keys.keys(spec.id) and (spec.where == "review") == in_review
        )  # fmt: skip
        spec = next((spec for spec in named if not self._actions[spec.id].isEnabled()), None)
        if spec is not None:
            self.told.emit(self.tr("“{action}”: {why}.").format(action=plain(spec.text), why=said(why_not(spec))))
        return spec is not None

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """The menus by their names. As soon as the actions are there, every one is in its menu."""
        menus: dict[str, QMenu] = {}
        for key, text in MENUS:
            menu = bar.addMenu(said(text))
            menu.setObjectName(f"menu.{key}")
            menu.setAccessibleName(plain(text))
            menu.setToolTipsVisible(True)
            menus[key] = menu
        self.when_made(lambda: self._put_into(menus))
        return menus

    def _put_into(self, menus: dict[str, QMenu]) -> None:
        """Put every action into its menu, in the table's order, with a line where the group changes."""
        group_before: dict[str, str] = {}
        for spec in self._specs.values():
            menu = menus[spec.menu]
            if group_before.get(spec.menu, spec.group) != spec.group:
                menu.addSeparator()
            group_before[spec.menu] = spec.group
            menu.addAction(self._actions[spec.id])

    def follow(self, situation: Situation) -> None:
        """Enable what is possible now, and name what undo and redo would do."""
        self.make()
        for spec_id, spec in self._specs.items():
            self._actions[spec_id].setEnabled(spec.possible(situation))
        self._name("edit.undo", situation.undo)
        self._name("edit.redo", situation.redo)

    def _name(self, action_id: str, label: str) -> None:
        if action_id in self._specs and self._labels.get(action_id, "") != label:
            self._labels[action_id] = label
            self._describe(action_id)


_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "edit.preferences": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
