# SPDX-License-Identifier: MIT
"""The window's part of the article's menu: what selected words can be given to, and the highlights under the mouse.

What lives here: which entries there are. What does not: copy, select, find (reader/menu.py), what an entry does.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from curator.app.action_set import ActionSet
from curator.app.menus.making import MenuMaking
from curator.app.menus.words_part import CONTEXT, add_words, said
from curator.app.reader.highlights import Highlight
from curator.app.translating import T
from curator.app.workspace_page import WorkspacePage

_GIVE = T(CONTEXT, "Give to {field}")
_GIVE_VALUE = T(CONTEXT, "Give to {field}: {value}")
_MORE = T(CONTEXT, "Give to …")
_CHOOSE = T(CONTEXT, "Choose it")
_MOST = 6  # highlights under one point
_KEYS = {"reader_grow": "select.grow", "reader_shrink": "select.shrink"}


class ArticleMenu:
    """Fills the menu of one page's article."""

    def __init__(self, page: WorkspacePage, actions: ActionSet) -> None:
        self._page = page
        self._actions = actions

    def fill(self, menu: QMenu, pos: int) -> None:
        """Put what the window has before the reader's own entries; `pos`: where the mouse or the caret is."""
        own = menu.actions()
        for action in own:
            if action.objectName() in _KEYS:
                action.setText(f"{action.text()}\t{self._actions.key_of(_KEYS[action.objectName()])}")
        first: QAction | None = own[0] if own else None
        making = MenuMaking(menu, self._actions, first)
        self._add_selected(making)
        making.line()
        for at, highlight in enumerate(self._page.article.reader.highlights_here(pos)[:_MOST]):
            self._add_highlight(making, highlight, at)
        making.line()
        end = MenuMaking(menu, self._actions)
        end.line()
        end.table("view.read_to_here")

    def _add_selected(self, making: MenuMaking) -> None:
        page = self._page
        found = page.words_desk.likely()
        if found is None:
            return
        has_incident = found.has_incident
        for each in found.keys:
            text = each.text if each.form else said(_GIVE_VALUE if each.says else _GIVE, field=each.key.label,
                                                    value=each.says)  # fmt: skip
            give = partial(page.words_desk.book_key, each.letter)
            making.entry(f"article_menu.give.{each.letter}", text, give, key=each.letter.replace("Shift+", "⇧"))
        if has_incident:
            making.entry("article_menu.give", said(_MORE), page.words_desk.choose_key)
            making.line()
        making.table("code.new", *(("code.mention",) if has_incident else ()), "code.not_codable")

    def _add_highlight(self, making: MenuMaking, highlight: Highlight, at: int) -> None:
        span = self._page.words.span(highlight.id)
        if span is None:
            return
        part = making.part(f"article_menu.words.{at}", highlight.label or span.quote)
        choose = partial(self._page.article.reader.choose, [highlight.id])
        part.entry(f"article_menu.words.{at}.choose", said(_CHOOSE), choose)
        add_words(part, self._page, span, f"article_menu.words.{at}")
