# SPDX-License-Identifier: MIT
"""What a window remembers of its looks from one day to the next.

What lives here: size and place, how it is divided, zoom and width of the text, the article and the folder that were
used last. What does not: the file they are kept in (settings).
"""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from curator.app.values.line import Target
from curator.app.workspace_page import WorkspacePage
from curator.paths import is_folder
from curator.settings import Settings
from curator.workspace import Workspace

_STEP = 6  # letters
_NARROWEST, _WIDEST = 36, 240


class WindowMemory:
    """Puts things as they were, and keeps how they are."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def restore_geometry(self, window: QMainWindow) -> None:
        """Give the window the size and place it had."""
        kept = _read(self._settings.text("window_geometry"))
        if not kept.isEmpty():
            window.restoreGeometry(kept)

    def keep_geometry(self, window: QMainWindow) -> None:
        self._settings.set("window_geometry", _written(window.saveGeometry()))

    def dress(self, page: WorkspacePage) -> None:
        """Divide the page as it was, and show texts in the size and width they had."""
        reader = page.article.reader
        reader.set_zoom(self._settings.number("zoom"))
        if self._settings.number("reading_width"):
            reader.set_reading_width(self._settings.number("reading_width"))
        reader.zoom_changed.connect(lambda percent: self._settings.set("zoom", percent))
        project = page.workspace.project_id
        page.library.wear_look(self._settings.look_of(project, "library"))
        page.later.review_look = self._settings.look_of(project, "review")
        page.later.table_look = self._settings.look_of(project, "incidents")
        kept = _read(self._settings.text("window_state"))
        if kept.isEmpty() or not page.split.restoreState(kept):
            page.fit_columns()

    def place_in(self, workspace: Workspace) -> tuple[int, str]:
        """The local number of the article and the id of the incident that were on show last; (0, "") for none."""
        article_id, incident = self._settings.place_in(workspace.project_id)
        if not article_id:
            return 0, ""
        with workspace.read() as reads:
            article = reads.article(article_id)
        return (article.n, incident) if article else (0, "")

    def keep_place(self, page: WorkspacePage) -> None:
        if page.shown is not None:
            article = page.shown.coding.article.id
            project, incident, row, field = page.workspace.project_id, page.beside.incident, "", ""
            if (side := page.beside.made) is not None:
                value = side.values.current_value()
                row, field = (value.target.row, value.target.field) if value is not None else ("", "")
            elif self._settings.place_in(project)[1] == incident:  # closed before there was anything to choose in
                row, field = self._settings.value_in(project)
            self._settings.remember_place(project, article, incident, row, field)

    def choose_value(self, page: WorkspacePage) -> None:
        """Choose the value that was chosen last in the incident on show, where it is still there."""
        if page.shown is None:
            return
        row, field = self._settings.value_in(page.workspace.project_id)
        place = Target(page.beside.incident, row, field)
        same = self._settings.place_in(page.workspace.project_id)[1] == page.beside.incident
        if field and same and page.shown.place(place) is not None:
            page.side.reveal([place])

    def keep_looks(self, page: WorkspacePage) -> None:
        """Keep how the lists of this project looked: order, widths of columns."""
        project = page.workspace.project_id
        table = page.views.table
        review = page.views.review
        self._settings.remember_look(project, "library", page.library.look)
        self._settings.remember_look(project, "review", review.look if review is not None else page.later.review_look)
        self._settings.remember_look(project, "incidents", table.look if table is not None else page.later.table_look)

    def folder(self) -> Path:
        """Where to begin looking for files: where one was found last, else where the system keeps documents."""
        last = self._settings.text("last_folder")
        if last and is_folder(Path(last)):
            return Path(last)
        from PySide6.QtCore import QStandardPaths

        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if is_folder(documents) else Path.home()

    def keep_folder(self, folder: Path) -> None:
        self._settings.set("last_folder", str(folder.absolute()))

    def keep_split(self, page: WorkspacePage) -> None:
        self._settings.set("window_state", _written(page.split.saveState()))

    def change_reading_width(self, steps: int, page: WorkspacePage) -> None:
        """Make the article's lines a little longer, or shorter."""
        reader = page.article.reader
        reader.set_reading_width(min(_WIDEST, max(_NARROWEST, reader.reading_width() + steps * _STEP)))
        self._settings.set("reading_width", reader.reading_width())


def _read(text: str) -> QByteArray:
    return QByteArray(base64.b64decode(text)) if text else QByteArray()


def _written(data: QByteArray) -> str:
    return base64.b64encode(data.data()).decode("ascii")
