# SPDX-License-Identifier: MIT
"""The menu of projects used last.

What lives here: filling it when it is opened. What does not: remembering (settings), opening (main_window.py).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from curator.app.tips import plain_tip
from curator.app.widgets import named
from curator.settings import Settings

_MOST = 10


class RecentMenu(QMenu):
    """`project_wanted(path)`: open this one."""

    project_wanted = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "menu.recent", self.tr("Recent projects"))
        self.setToolTipsVisible(True)
        self._settings = settings
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for project in self._settings.recent_projects()[:_MOST]:
            action = QAction(project.name.replace("&", "&&"), self)
            action.setObjectName(f"recent.{project.id}")
            action.setToolTip(plain_tip(str(project.path)))
            action.triggered.connect(lambda _checked=False, path=str(project.path): self.project_wanted.emit(path))
            self.addAction(action)
        if self.isEmpty():
            self.addAction(self.tr("None yet")).setEnabled(False)
