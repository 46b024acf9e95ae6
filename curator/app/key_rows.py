# SPDX-License-Identifier: MIT
"""What the key card lists: every action with its keys, the keys of the codebook, the keys of lists and texts.

What lives here: the rows, from the table of actions and the codebook. What does not: showing them, changing a key
(dialogs/key_card.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from curator.app.actions.table import MENUS
from curator.app.key_map import KeyMap, plain, said
from curator.app.key_names import shown
from curator.app.translating import T
from curator.domain.codebook.model import Codebook

CONTEXT = "help"
BOOK = T(CONTEXT, "Keys of the codebook, in the article")
BOOK_TIP = T(CONTEXT, "Give the selected words to this field")
BOOK_LOST = T(CONTEXT, "Not in force: here the key means “{action}”")
IN_LISTS = T(CONTEXT, "In the lists")
LIST_KEYS = (
    (T(CONTEXT, "Up, Down"), T(CONTEXT, "To the next value; its words light up")),
    (
        T(CONTEXT, "Letters, Enter, F2"),
        T(CONTEXT, "Write a value; Enter takes what is proposed. In values of others Enter goes through their words"),
    ),
    (
        T(CONTEXT, "Enter or Tab, Esc"),
        T(CONTEXT, "While writing: take it and go on to the next blank or proposed value, or forget it"),
    ),
    (T(CONTEXT, "Del, Shift+Del"), T(CONTEXT, "Make a value blank; take a row away")),
    (T(CONTEXT, "Ctrl+Down, Ctrl+Up"), T(CONTEXT, "Go through the words under a value")),
    (
        T(CONTEXT, "Right, Left, Space"),
        T(CONTEXT, "Open or close a date, a place, a count or a row; in a row go through its cells"),
    ),
    (T(CONTEXT, "Tab, Shift+Tab"), T(CONTEXT, "To the next panel, to the panel before")),
)
IN_ARTICLE = T(CONTEXT, "In the article")
ARTICLE_KEYS = (
    (T(CONTEXT, "Click, click again"), T(CONTEXT, "Choose the value the words support, then the next one")),
    (T(CONTEXT, "Double, triple click"), T(CONTEXT, "Select the word, the paragraph; drag to go on by words")),
    (T(CONTEXT, "Shift and arrows"), T(CONTEXT, "Select; with Ctrl by words, with Alt by sentences")),
    (T(CONTEXT, "Esc"), T(CONTEXT, "Close the search, then select nothing")),
)


@dataclass(frozen=True)
class KeyRow:
    """One line of the card. `action` is the id of an action whose key can be changed, or empty."""

    group: str
    text: str
    keys: str
    tip: str
    action: str = ""


def key_rows(keys: KeyMap, book: Codebook | None) -> list[KeyRow]:
    """All rows in the order of the menus; `book` is the codebook of the open project."""
    rows = [
        KeyRow(plain(menu), plain(spec.text), ", ".join(map(shown, keys.keys(spec.id))), said(spec.tip), spec.id)
        for menu_key, menu in MENUS
        for spec in keys.specs.values()
        if spec.menu == menu_key
    ]
    rows += _book_rows(keys, book) if book else []
    for group, fixed in ((IN_ARTICLE, ARTICLE_KEYS), (IN_LISTS, LIST_KEYS)):
        rows += [KeyRow(_said(group), _said(told), _said(key), "") for key, told in fixed]
    return rows


def _book_rows(keys: KeyMap, book: Codebook) -> list[KeyRow]:
    rows = []
    for key in book.keys:
        holder = keys.holder(key.key)
        tip = _said(BOOK_LOST).format(action=plain(holder.text)) if holder else _said(BOOK_TIP)
        rows.append(KeyRow(_said(BOOK), key.label, key.key.upper(), tip))
    return rows


def _said(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
