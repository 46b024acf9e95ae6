# SPDX-License-Identifier: MIT
"""Going to what was said and done: the comments and the history of what is chosen.

What lives here: what they are about now, and showing them. What does not: the lists (lists_below.py, comments/,
history/), writing a comment (coding/comments_desk.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from curator.app.side.tabs_below import COMMENTS, HISTORY
from curator.app.values.line import Target
from curator.domain.coding import Comment

if TYPE_CHECKING:
    from curator.app.comments.panel import CommentsPanel
    from curator.app.side_panel import SidePanel


class Talk:
    """One for each panel."""

    def __init__(self, side: SidePanel) -> None:
        self._side = side

    def chosen_comment(self) -> Comment | None:
        """The chosen comment, where the list of comments is on show."""
        panel = self.comments_shown()
        line = panel.list.current_line() if panel is not None else None
        return line.comment if line is not None else None

    def comments_shown(self) -> CommentsPanel | None:
        """The list of comments, where it is on show."""
        return self._side.pages.comments if self._side.tabs.currentIndex() == COMMENTS else None

    def show_comments(self) -> None:
        """Show the comments, with the first one about the chosen value."""
        chosen = self.about()
        self._side.tabs.setCurrentIndex(COMMENTS)
        self._side.pages.comments.choose_about(chosen.incident, chosen.row, chosen.field)
        self._side.pages.comments.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def about(self) -> Target:
        """What comments and history are about now: the chosen value; the incident where none is chosen, or where the
        list of incidents has the keyboard."""
        line = self._side.chosen_line
        if line is None or self._side.incidents.list.hasFocus():
            return Target(self._side.form.incident)
        return line.target

    def show_comment(self, comment: str) -> bool:
        """Show this comment; False where it is not there."""
        self._side.tabs.setCurrentIndex(COMMENTS)
        return self._side.pages.comments.choose(comment)

    def show_history(self, *, whole: bool = False) -> None:
        """Show the history of the narrowest thing that is chosen; with `whole` that of the incident."""
        from curator.app.history.side import ARTICLE as WHOLE
        from curator.app.history.side import INCIDENT, VALUE

        value = bool(self.about().field) and not whole
        self._side.tabs.setCurrentIndex(HISTORY)
        self._side.pages.history.choose_scope(VALUE if value else INCIDENT if self._side.form.incident else WHOLE)
        self._side.pages.history.setFocus(Qt.FocusReason.ShortcutFocusReason)
