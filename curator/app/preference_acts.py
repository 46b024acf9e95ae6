# SPDX-License-Identifier: MIT
"""What a changed preference does in the window, at once.

What lives here: from a preference to what follows it, and dressing a page that is opened. What does not: the table
(preferences.py), the dialog, the file (settings).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from curator.app.theme import WISHES
from curator.app.workspace_page import WorkspacePage
from curator.settings import KNOWN, Value

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow
    from curator.app.page_picture.following import PagePictures
    from curator.app.reader.view import ReaderView

SWITCHES = {  # preferences that are actions too
    "unread_dimmed": "view.unread", "colleagues_shown": "view.colleagues", "page_picture": "view.page_picture",
}  # fmt: skip


class PreferenceActs(QObject):
    """`changed(id)`: this preference has another value now."""

    changed = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def value(self, preference: str) -> Value:
        return self._window.settings.get(preference)

    def is_usual(self, preference: str) -> bool:
        return self.value(preference) == KNOWN[preference].default

    def set(self, preference: str, value: Value) -> None:
        """Keep the value and act on it. Raises ValueError with a sentence for a value it cannot have."""
        self._window.settings.set(preference, value)
        self._act(preference)

    def reset(self, preference: str) -> None:
        """Its usual value again."""
        self._window.settings.reset(preference)
        self._act(preference)

    def dress(self, page: WorkspacePage) -> None:
        """What a page that was just opened needs to know (its zoom and width it has from window_memory.py)."""
        page.article.reader.set_blanks_shown(self._window.settings.flag("blanks_shown"))
        page.article.lines_joined = self._window.settings.flag("lines_joined")
        page.reading.set_veiled(self._window.settings.flag("unread_dimmed"))
        page.showing.colleagues.wished = self._window.settings.flag("colleagues_shown")
        page.article.share_beside = self._window.settings.number("page_picture_share")
        if self._window.settings.flag("page_picture"):
            self._window.when_painted(lambda: self._show_pages(page, insisted=False))

    def _show_pages(self, page: WorkspacePage, insisted: bool = True) -> None:
        """Let the page of a PDF stand beside its text, as wished for; what was not made is not needed to hide it."""
        shown = self._window.settings.flag("page_picture")
        if page is self._window.page and (shown or page.has_page_pictures):
            page.page_pictures.wish_for(shown, insisted)

    def connect_pages(self, page: WorkspacePage, pictures: PagePictures) -> None:
        """Pages of PDFs are there: show them as large as they were, and keep how they are shown."""
        settings = self._window.settings
        pictures.pane.canvas.set_zoom(settings.number("page_picture_zoom"))
        pictures.pane.canvas.zoomed.connect(lambda percent: settings.set("page_picture_zoom", percent))
        page.article.divided.connect(lambda percent: settings.set("page_picture_share", percent))
        pictures.closing_wanted.connect(lambda: self.set("page_picture", False))

    def dress_reader(self, reader: ReaderView) -> None:
        """A second view of articles: the size and width of text that the first one has."""
        reader.set_zoom(self._window.settings.number("zoom"))
        if self._window.settings.number("reading_width"):
            reader.set_reading_width(self._window.settings.number("reading_width"))
        reader.set_blanks_shown(self._window.settings.flag("blanks_shown"))

    @property
    def may_change_project(self) -> bool:
        """Whether a project is open that can be written."""
        page = self._window.page
        return page is not None and page.workspace.writable

    @property
    def watched_folder(self) -> str:
        """The folder in which hand-overs for the open project are looked for; "" for none."""
        page = self._window.page
        return self._window.settings.watched_folder(page.workspace.project_id) if page is not None else ""

    def watch_folder(self, folder: str) -> None:
        """Look for hand-overs there from now on; "": nowhere."""
        if folder != self.watched_folder:
            self._window.jobs.receiving.watch(Path(folder).expanduser() if folder else None)

    def holds_for_team(self, key: str) -> bool:
        """Whether a setting of the open project (domain/project_settings.py) says yes."""
        from curator.domain.project_settings import project_setting

        page = self._window.page
        if page is None:
            return False
        with page.workspace.read() as reads:
            return project_setting(reads.project(), key) == "yes"

    def set_for_team(self, key: str, on: bool) -> None:
        """Settle it for everybody in the open project."""
        from curator.operations import SetProjectValue

        page = self._window.page
        if page is not None:

            def told(_: object) -> None:
                self.changed.emit(key)

            page.doing.run(SetProjectValue(key, "yes" if on else "no"), told, told)

    def show(self) -> None:
        """Show the dialog."""
        from curator.app.dialogs.preferences import PreferencesDialog
        from curator.app.keyboard_place import come_forward

        come_forward(PreferencesDialog(self, self._window.who_codes, self._window))

    def _act(self, preference: str) -> None:
        settings, page = self._window.settings, self._window.page
        if preference == "theme":
            wish = next(each for each in WISHES if each == settings.text("theme"))
            self._window.themes.wish_for(wish)
            self._window.actions_by_id[f"theme.{wish}"].setChecked(True)
        elif page is not None and preference == "zoom":
            page.article.reader.set_zoom(settings.number("zoom"))
        elif page is not None and preference == "reading_width":
            page.article.reader.set_reading_width(settings.number("reading_width"))
        elif page is not None and preference in ("blanks_shown", "unread_dimmed"):
            self.dress(page)
        elif page is not None and preference == "page_picture":
            self._show_pages(page)
        elif page is not None and preference == "lines_joined":
            self.dress(page)
            page.showing.show_anew()
        elif page is not None and preference == "colleagues_shown":
            self.dress(page)
            page.showing.show_again()
        if preference in SWITCHES:
            self._window.actions_by_id[SWITCHES[preference]].setChecked(settings.flag(preference))
        self.changed.emit(preference)
