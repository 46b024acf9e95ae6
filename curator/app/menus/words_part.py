# SPDX-License-Identifier: MIT
"""What every menu offers for words that support something: their role, taking them away, giving them elsewhere.

What lives here: these entries. What does not: the operations (coding/words_desk.py).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from curator.app.menus.making import MenuMaking
from curator.app.translating import T
from curator.app.values.phrases import word
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import ROLES, Evidence

CONTEXT = "menus"
ROLE = T(CONTEXT, "Role of the words")
TAKE_AWAY = T(CONTEXT, "Take the words away")
ELSEWHERE = T(CONTEXT, "Give to another value …")


def said(text: str, **inserted: object) -> str:
    """A text of the menus in the user's language."""
    return QCoreApplication.translate(CONTEXT, text).format(**inserted)


def add_words(making: MenuMaking, page: WorkspacePage, span: Evidence, tag: str = "words") -> None:
    """What can be done with these words, where they are the coder's own."""
    if not page.edges_desk.may_move(span):
        return
    is_passage = page.shown is not None and any(each.id == span.id for each in page.shown.coding.not_codable)
    also = page.edges_desk.also(span)
    if not is_passage:
        roles = making.part(f"{tag}.role", said(ROLE))
        for role in ROLES:
            change = partial(page.given_desk.set_role, span, role, also)
            roles.entry(f"{tag}.role.{role}", word(role), change, checked=role == span.role)
    making.entry(f"{tag}.take_away", said(TAKE_AWAY), partial(page.given_desk.remove, span, also))
    if span.incident and span.incident == page.side.incident:
        making.entry(f"{tag}.elsewhere", said(ELSEWHERE), partial(page.given_desk.choose_target, span, also))
