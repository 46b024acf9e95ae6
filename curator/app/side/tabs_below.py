# SPDX-License-Identifier: MIT
"""The tabs below the incidents of an article: their order, their names and what they say of it.

What lives here: which tabs there are, and how each is named. What does not: how names are shortened (side_tabs.py),
what the tabs lead to (lists_below.py).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from curator.app.side_tabs import SideTabs, TabName
from curator.app.translating import T

VALUES, ARTICLE, NOT_CODABLE, HIGHLIGHTS, COMMENTS, HISTORY = range(6)
_CONTEXT = "TabsBelow"
_TITLE = T(_CONTEXT, "What is listed below")
_TIPS = {
    VALUES: T(_CONTEXT, "The values of the chosen incident, with their words"),
    ARTICLE: T(_CONTEXT, "What is known of the article itself, with its words"),
    NOT_CODABLE: T(_CONTEXT, "Passages that were read and hold no incident, with the reason"),
    HIGHLIGHTS: T(_CONTEXT, "Highlights: every one of the article in words, in its order"),
    COMMENTS: T(_CONTEXT, "Comments: what coders said about the article, incidents, values"),
    HISTORY: T(_CONTEXT, "History: what was done to the article, incident, value"),
}


class TabsBelow(SideTabs):
    """One for each panel. Nothing is counted and no incident named until it is told."""

    def __init__(self, parent: QWidget) -> None:
        names = [_incident(""), TabName(_said(T(_CONTEXT, "Article")), "", "article"), _not_codable(0),
                 TabName(icon="highlights", told=_said(T(_CONTEXT, "Highlights"))), _comments(0),
                 TabName(icon="history", told=_said(T(_CONTEXT, "History")))]  # fmt: skip
        super().__init__("side.tabs", _said(_TITLE), names, (NOT_CODABLE, ARTICLE, VALUES), parent)
        for tab, tip in _TIPS.items():
            self.setTabToolTip(tab, _said(tip))

    def name_incident(self, letter: str) -> None:
        """Say which incident's values are listed: its letter in the article, "" for none."""
        self.rename(VALUES, _incident(letter))

    def count_not_codable(self, count: int) -> None:
        """So many passages hold no incident."""
        self.rename(NOT_CODABLE, _not_codable(count))

    def count_comments(self, still_open: int) -> None:
        """So many conversations are open."""
        self.rename(COMMENTS, _comments(still_open))


def _said(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def _incident(letter: str) -> TabName:
    return TabName(_said(T(_CONTEXT, "Incident {letter}")).format(letter=letter).strip(), letter or None)


def _not_codable(count: int) -> TabName:
    told = _said(T(_CONTEXT, "Not codable {count}")).format(count=count or "").strip()
    return TabName(told, str(count or ""), "not-codable")


def _comments(still_open: int) -> TabName:
    if not still_open:
        return TabName(icon="comments", told=_said(T(_CONTEXT, "Comments")))
    told = _said(T(_CONTEXT, "Comments, open conversations: {count}")).format(count=still_open)
    return TabName(str(still_open), icon="comments", told=told)
