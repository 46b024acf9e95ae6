# SPDX-License-Identifier: MIT
"""The views of a project beside each other: coding, and all incidents.

What lives here: the rail, the stack, going over to the table and back. What does not: what the views show. The table is
made when it is first wanted: a window that opens never needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from curator.app.rail import Rail
from curator.app.widgets import named

if TYPE_CHECKING:
    from curator.app.incident_table.panel import IncidentTablePanel

CODE, INCIDENTS = "code", "incidents"


class PageViews(QWidget):
    """`switched`: another view is on show."""

    switched = Signal()

    def __init__(self, code: QWidget, make_table: Callable[[], IncidentTablePanel]) -> None:
        super().__init__()
        self._code, self._make_table = code, make_table
        self.table: IncidentTablePanel | None = None
        self.may_go_back = False  # the article on show was opened from the table
        self.rail = Rail()
        self.rail.add(CODE, self.tr("Code"), self.tr("Read the articles and code them"))
        self.rail.add(INCIDENTS, self.tr("Incidents"), self.tr("All my incidents in one table"))
        self.rail.wanted.connect(self.show_view)
        self.stack = QStackedWidget()
        named(self.stack, "views", self.tr("Views of the project"))
        self.stack.addWidget(code)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        self.rail.mark(CODE)

    @property
    def table_shown(self) -> bool:
        return self.table is not None and self.stack.currentWidget() is self.table

    def show_view(self, name: str) -> None:
        """Show the view of this name, and give the keyboard to what is in it."""
        if name == CODE:
            self.stack.setCurrentWidget(self._code)
        else:
            if self.table is None:
                self.table = self._make_table()
                self.stack.addWidget(self.table)
            self.stack.setCurrentWidget(self.table)
            self.table.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.may_go_back = False
        self.rail.mark(name)
        self.switched.emit()

    def show_code(self, may_go_back: bool = False) -> None:
        """Show the articles; `may_go_back`: the table is left for one of them."""
        self.show_view(CODE)
        self.may_go_back = may_go_back
        self.switched.emit()

    def turn(self) -> None:
        """From the articles to the table, or the other way."""
        self.show_view(CODE if self.table_shown else INCIDENTS)

    def back(self) -> None:
        """Back to the table, where the article was opened from it."""
        if self.may_go_back:
            self.show_view(INCIDENTS)

    def forget_table(self) -> None:
        """Let the table be made anew: the codebook has changed, and with it the columns."""
        if self.table is None:
            return
        shown, old = self.table_shown, self.table
        old.leave()
        self.stack.removeWidget(old)
        old.deleteLater()
        self.table = None
        if shown:
            self.show_view(INCIDENTS)

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.rail.wear_theme()
        if self.table is not None:
            self.table.wear_theme()
