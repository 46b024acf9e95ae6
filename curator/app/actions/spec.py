# SPDX-License-Identifier: MIT
"""One action of the table, and what decides whether it is possible now.

What lives here: the shapes. What does not: the actions, reading the situation from the window (situating.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from curator.shape import Frozen

CONTEXT = "actions"


class Situation(Frozen):
    """What decides whether an action is possible now. `own`: the active incident is this coder's. `undo` and `redo`
    name what would be undone, or are empty.

    `hidden`: colleagues' layers of the article on show are hidden from this coder.
    `conflicts`: so many units have several versions.
    `table`: the data set is on show, and no article; `picture`: its map or time line is; `back`: the article was opened
    from it.
    `review`: the review is on show with an article whose layers are open; `settling`: this coder can settle in it, with
    so many `columns` of coders; `given_back`: the coder looks at what was changed in the own layer; `blind`: the
    layers of the article on show in the review are still hidden.
    """

    project: bool = False
    writable: bool = False
    hidden: bool = False
    article: bool = False
    incidents: int = 0
    articles: int = 0
    table: bool = False
    picture: bool = False
    back: bool = False
    busy: bool = False
    own: bool = False
    review: bool = False
    settling: bool = False
    columns: int = 0
    given_back: bool = False
    blind: bool = False
    conflicts: int = 0
    undo: str = ""
    redo: str = ""


class ActionSpec(Frozen):
    """One action. `menu` is a key of MENUS; `group` starts a new part of the menu where it changes; `choice` names the
    set of which exactly one is checked. `where` says where its keys act: in the whole window, only while the article
    has the focus (single letters, article_keys.py), or only while the review has it (review/keys.py); the menu offers
    it everywhere. Keys of the review are of their own: the same letters mean other things in the article."""

    id: str
    text: str
    tip: str
    menu: str
    keys: tuple[str, ...] = ()
    group: str = ""
    possible: Callable[[Situation], bool] = lambda situation: True
    checkable: bool = False
    choice: str = ""
    where: Literal["window", "article", "review"] = "window"
