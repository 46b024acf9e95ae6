# SPDX-License-Identifier: MIT
"""The menus, and all actions in the order in which they are listed.

What lives here: the order. What does not: the actions of each part, which stand beside this file.
"""

from __future__ import annotations

from curator.app.actions.coding import CODING
from curator.app.actions.files import FILES
from curator.app.actions.project import PROJECT
from curator.app.actions.reviewing import REVIEWING
from curator.app.actions.showing import SHOWING
from curator.app.actions.spec import CONTEXT, ActionSpec
from curator.app.translating import T

MENUS: tuple[tuple[str, str], ...] = (
    ("file", T(CONTEXT, "&File")),
    ("edit", T(CONTEXT, "&Edit")),
    ("code", T(CONTEXT, "&Code")),
    ("review", T(CONTEXT, "Review")),
    ("view", T(CONTEXT, "&View")),
    ("go", T(CONTEXT, "&Go")),
    ("tools", T(CONTEXT, "&Tools")),
    ("help", T(CONTEXT, "&Help")),
)

ACTIONS: tuple[ActionSpec, ...] = (*FILES, *CODING, *REVIEWING, *SHOWING, *PROJECT)
