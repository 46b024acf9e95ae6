# SPDX-License-Identifier: MIT
"""Which action has which keys for this user: the table's, or the user's own.

What lives here: the keys in force, changing them, and why a key cannot be given. What does not: the usual keys
(actions/), the file the user's own are kept in (settings), what pressing one does (action_set.py, article_keys.py).

The user's own keys win: an action of the table loses a key that was given to another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from curator.app.actions.spec import CONTEXT, ActionSpec
from curator.app.actions.table import ACTIONS, MENUS
from curator.app.key_names import canonical, shown, stands_alone
from curator.app.translating import T
from curator.settings import Settings

_TAKEN = T(CONTEXT, "{key} is the key of “{action}”. Give that one another key first.")
_BOUND = T(CONTEXT, "{key} moves in lists and texts and cannot be given to an action.")
_MENU = T(CONTEXT, "{key} opens the menu {menu} and cannot be given to an action.")
_NO_KEY = T(CONTEXT, "That is no key Curator can use.")
# Keys that lists, texts and dialogs need for themselves, without Ctrl or Alt.
_BOUND_KEYS = frozenset(
    ("Esc", "Tab", "Backtab", "Return", "Enter", "Space", "Backspace", "Del", "Ins", "Home", "End", "PgUp", "PgDown",
     "Up", "Down", "Left", "Right")
)  # fmt: skip
_EDITING = frozenset(("Ctrl+A", "Ctrl+V", "Ctrl+X"))


def said(text: str) -> str:
    """A text of the table in the user's language."""
    return QCoreApplication.translate(CONTEXT, text)


def plain(text: str) -> str:
    """A menu text without its mnemonic and its dots: what a tool tip and the key card show."""
    return said(text).replace("&", "").removesuffix(" …")


class KeyMap(QObject):
    """`changed`: some action has other keys now."""

    changed = Signal()

    def __init__(self, settings: Settings, specs: Sequence[ActionSpec] = ACTIONS, parent: QObject | None = None):
        super().__init__(parent)
        self._settings = settings
        self.specs = {spec.id: spec for spec in specs}
        self._keys: Mapping[str, tuple[str, ...]] = {}
        self._read()

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, the one that is shown first; none for an unknown action."""
        return self._keys.get(action_id, ())

    def usual(self, action_id: str) -> tuple[str, ...]:
        """The keys the table gives it."""
        return tuple(canonical(key) for key in self.specs[action_id].keys)

    def is_usual(self, action_id: str) -> bool:
        return self.keys(action_id) == self.usual(action_id)

    def holder(self, key: str, beside: str = "") -> ActionSpec | None:
        """The action that has this key; with `beside`, an action, the one that has it where that one's keys act."""
        wanted, where = canonical(key), self.specs[beside].where if beside else "article"
        holders = (self.specs[each] for each, keys in self._keys.items() if wanted in keys and each != beside)
        return next((spec for spec in holders if _meet(spec.where, where, wanted)), None)

    def refusal(self, action_id: str, key: str) -> str:
        """Why this action cannot have this key, in one sentence; "" where it can."""
        wanted = canonical(key)
        if not wanted or ", " in wanted:
            return said(_NO_KEY)
        bound = wanted.removeprefix("Shift+") in _BOUND_KEYS or wanted in _EDITING
        if bound and wanted not in self.usual(action_id):
            return said(_BOUND).format(key=shown(wanted))
        for _, text in MENUS:
            if wanted == f"Alt+{_mnemonic(said(text))}":
                return said(_MENU).format(key=shown(wanted), menu=plain(text))
        holder = self.holder(wanted, action_id)
        if holder is not None:
            return said(_TAKEN).format(key=shown(wanted), action=plain(holder.text))
        return ""

    def give(self, action_id: str, keys: Iterable[str]) -> None:
        """Let the action have exactly these keys, from now on and after a restart; none is possible too.

        Raises ValueError with a sentence where it cannot have one of them; then nothing changes.
        """
        wanted = tuple(dict.fromkeys(canonical(key) for key in keys))
        for refused in filter(None, (self.refusal(action_id, key) for key in wanted)):
            raise ValueError(refused)
        self._settings.keep_keys(action_id, None if wanted == self.usual(action_id) else wanted)
        self._read()
        self.changed.emit()

    def give_back(self, action_id: str) -> None:
        """Let the action have its usual keys again. Raises ValueError where another one has got them meanwhile."""
        self.give(action_id, self.usual(action_id))

    def give_all_back(self) -> None:
        """Let every action have its usual keys; what is kept for actions this version does not know stays."""
        for action_id in self._settings.own_keys().keys() & self.specs.keys():
            self._settings.keep_keys(action_id, None)
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        own = {each: keys for each, keys in self._settings.own_keys().items() if each in self.specs}
        taken: dict[str, list[ActionSpec]] = {}
        found: dict[str, tuple[str, ...]] = {}
        for action_id in sorted(self.specs, key=lambda each: each not in own):  # the user's own ones first
            wanted = dict.fromkeys(map(canonical, own[action_id]) if action_id in own else self.specs[action_id].keys)
            where = self.specs[action_id].where
            found[action_id] = tuple(
                key for key in wanted
                if key and not any(_meet(other.where, where, key) for other in taken.get(key, ()))
            )  # fmt: skip
            for key in found[action_id]:
                taken.setdefault(key, []).append(self.specs[action_id])
        self._keys = {action_id: found[action_id] for action_id in self.specs}


def in_article(spec: ActionSpec, key: str) -> bool:
    """Whether this key of the action acts only while the article has the focus."""
    return spec.where == "article" or (spec.where == "window" and stands_alone(key))


def in_window(spec: ActionSpec, key: str) -> bool:
    """Whether this key of the action acts wherever the keyboard is."""
    return spec.where == "window" and not stands_alone(key)


def _meet(one: str, other: str, key: str) -> bool:
    """Whether a key of two actions can be meant for both: the review and the article never have the keyboard at once,
    and letters of the window act in the article alone."""
    if (one == "review") == (other == "review"):
        return True
    return "window" in (one, other) and not stands_alone(key)


def _mnemonic(text: str) -> str:
    return text[text.index("&") + 1].upper() if "&" in text[:-1] else ""
