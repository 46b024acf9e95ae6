# SPDX-License-Identifier: MIT
"""What the line of commands offers, and who offers it.

What lives here: one offer, what a provider is, and the provider of actions. What does not: the line (box.py), articles
and incidents (page_offers.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from curator.app.action_set import ActionSet
from curator.app.actions.table import MENUS
from curator.app.key_map import plain, said
from curator.app.key_names import shown
from curator.app.word_search import found
from curator.settings import Settings

_MOST_RECENT = 8


@dataclass(frozen=True)
class Offer:
    """One line of the list. `act` is called after the line of commands has closed and the focus is back where it was.
    `told` stands quietly behind the text, `key` at the right; `checked` has a tick."""

    text: str
    act: Callable[[], object]
    told: str = ""
    key: str = ""
    possible: bool = True
    checked: bool = False


Give = Callable[[Sequence[Offer]], None]


class Provider(Protocol):
    """Somebody who finds offers. Register it with `CommandBox.add_provider`."""

    def seek(self, words: str, give: Give) -> None:
        """Call `give` with what is found for the words, the best first: at once, or later on the window's thread (an
        answer that comes too late is dropped). Without words: what is worth offering unasked, or nothing."""


class ActionOffers:
    """Every action of the table. Those run from here last come first; one that is not possible now is grey."""

    def __init__(self, actions: ActionSet, settings: Settings) -> None:
        self._actions = actions
        self._settings = settings
        self._menus = {key: plain(text) for key, text in MENUS}

    def recent(self) -> list[str]:
        """Ids of the actions run last from here, the last one first."""
        return [each for each in self._settings.text("recent_actions").split() if each in self._actions.keys.specs]

    def seek(self, words: str, give: Give) -> None:
        recent = {action: at for at, action in enumerate(self.recent())}
        ranked = []
        for at, spec in enumerate(self._actions.keys.specs.values()):
            rank = found(words, f"{plain(spec.text)} {self._menus[spec.menu]} {said(spec.tip)}")
            by_key = words.strip().casefold() in (key.casefold() for key in self._actions.keys.keys(spec.id))
            if (rank is not None or by_key) and self._actions[spec.id].menu() is None:
                order = (0, 0) if by_key or rank is None else rank
                late = recent.get(spec.id, _MOST_RECENT)
                ranked.append(((late, order) if not words.strip() else (order, late), at, spec.id))
        give([self._offer(action) for _, _, action in sorted(ranked)])

    def _offer(self, action_id: str) -> Offer:
        action, keys = self._actions[action_id], self._actions.keys.keys(action_id)
        text = action.text().partition("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&")
        menu = self._menus[self._actions.keys.specs[action_id].menu]
        return Offer(
            text.removesuffix(" …"), lambda: self._run(action_id), menu,
            shown(keys[0]) if keys else "", action.isEnabled(), action.isChecked(),
        )  # fmt: skip

    def _run(self, action_id: str) -> None:
        late = [action_id, *(each for each in self.recent() if each != action_id)]
        self._settings.set("recent_actions", " ".join(late[:_MOST_RECENT]))
        self._actions[action_id].trigger()
