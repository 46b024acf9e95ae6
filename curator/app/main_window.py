# SPDX-License-Identifier: MIT
"""The window: start page or project, with menus above and the state below.

What lives here: which page is shown, opening and closing a project, what the plain actions do. What does not: the
panels (workspace_page.py), jobs and their dialogs (project_jobs.py), the table of actions (actions.py).
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from curator.app.action_set import ActionSet
from curator.app.actions import Situation
from curator.app.background import Background
from curator.app.coder_bar import CoderBar
from curator.app.header import Header
from curator.app.message_bar import MessageBar
from curator.app.project_jobs import ProjectJobs
from curator.app.start_page import StartPage
from curator.app.status_row import StatusRow
from curator.app.theme import WISHES, ThemeSwitch
from curator.app.widgets import named
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import Coder
from curator.domain.faults import UserFault
from curator.paths import PROJECT_SUFFIX
from curator.settings import Settings
from curator.workspace import Workspace

_SIZE = (1280, 800)
_WIDTH_STEP = 6  # letters


class MainWindow(QMainWindow):
    """`project_opened`, `project_closed`: which page is on show has changed."""

    project_opened = Signal()
    project_closed = Signal()

    def __init__(self, settings: Settings, themes: ThemeSwitch) -> None:
        super().__init__()
        self.setObjectName("window")
        self.settings = settings
        self.themes = themes
        self.page: WorkspacePage | None = None
        self.background = Background(self)
        self.actions_by_id = ActionSet(self)
        self.header = Header(self.actions_by_id["edit.undo"])
        self.menus = self.actions_by_id.fill(self.header.menus)
        self.messages = MessageBar()
        self.coder_bar = CoderBar()
        self.start_page = StartPage()
        self.status = StatusRow(self.background)
        self.pages = QStackedWidget()
        self.jobs = ProjectJobs(self)
        self._lay_out()
        self._connect()
        self._connect_actions()
        self.resize(*_SIZE)
        self._restore_geometry()
        self.setAcceptDrops(True)
        self.show_start()
        for notice in settings.notices:
            self.messages.say("notice", notice)

    # Making

    def _lay_out(self) -> None:
        self.setMenuWidget(self.header)
        named(self.pages, "pages", self.tr("Pages"))
        self.pages.addWidget(self.start_page)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.coder_bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.recent_menu = QMenu(self)
        named(self.recent_menu, "menu.recent", self.tr("Recent projects"))
        self.recent_menu.aboutToShow.connect(self._fill_recent_menu)
        self.actions_by_id["file.recent"].setMenu(self.recent_menu)

    def _connect(self) -> None:
        self.start_page.sample_wanted.connect(self.jobs.open_sample)
        self.start_page.new_wanted.connect(self.jobs.new_project)
        self.start_page.open_wanted.connect(self.ask_for_project)
        self.start_page.project_wanted.connect(lambda path: self.open_project(Path(path)))
        self.start_page.forget_wanted.connect(self._forget)
        self.start_page.forget_all_wanted.connect(self._forget_all)
        self.coder_bar.answered.connect(self._coder_answered)
        self.themes.changed.connect(self._wear_theme)
        self.status.job.started.connect(self.follow)
        self.status.job.ended.connect(self.follow)

    def _connect_actions(self) -> None:
        on = self.actions_by_id.on
        jobs = self.jobs
        for action, work in (
            ("file.new", jobs.new_project), ("file.open", self.ask_for_project), ("file.sample", jobs.open_sample),
            ("file.import_articles", jobs.import_articles), ("file.import_codings", jobs.import_codings),
            ("file.export", jobs.export), ("file.copy", jobs.save_copy), ("file.backup", jobs.back_up),
            ("file.restore", jobs.restore), ("file.close", self.close_project), ("file.quit", self.close),
            ("edit.undo", lambda: self._turn_round("undo")), ("edit.redo", lambda: self._turn_round("redo")),
            ("tools.check", jobs.check), ("help.codebook", jobs.show_codebook), ("help.keys", jobs.show_keys),
            ("help.about", jobs.show_about),
            ("view.wider", lambda: self.change_reading_width(_WIDTH_STEP)),
            ("view.narrower", lambda: self.change_reading_width(-_WIDTH_STEP)),
        ):  # fmt: skip
            on(action, work)
        for wish in WISHES:
            on(f"theme.{wish}", partial(self._wish_theme, wish))
        self.actions_by_id[f"theme.{self.themes.wish}"].setChecked(True)
        for action, work_on in _PAGE_ACTIONS.items():
            on(action, partial(self._on_page, work_on))
        blank = self.actions_by_id["view.blank"]
        blank.setChecked(True)
        blank.toggled.connect(lambda on_: self._on_page(lambda page: page.side.wish_for(blank=on_)))
        every = self.actions_by_id["view.open_all"]
        every.toggled.connect(lambda on_: self._on_page(lambda page: page.side.wish_for(open_all=on_)))

    def _on_page(self, work: Callable[[WorkspacePage], object]) -> None:
        if self.page is not None:
            work(self.page)

    # Projects

    def show_start(self) -> None:
        """Show the start page with the projects used last."""
        self.start_page.show_recent(self.settings.recent_projects())
        self.pages.setCurrentWidget(self.start_page)
        self.setWindowTitle("Curator")
        self.header.show_project("", "", "", "")
        self.status.show_saved(None)
        self.status.chosen.show_text("")
        self.status.counts.setText("")
        self.coder_bar.hide()
        self.follow()

    def ask_for_project(self) -> None:
        """Ask for a project file and open it."""
        dialog = QFileDialog(self, self.tr("Open a project"), "", self.tr("Projects") + f" (*{PROJECT_SUFFIX})")
        named(dialog, "open.dialog", self.tr("Open a project"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.open_project(Path(path)))
        dialog.open()

    def open_project(self, path: Path, article: int = 0) -> bool:
        """Open a project in place of the one that is open; False, with a message, where it cannot be opened."""
        try:
            workspace = Workspace.open(path, device=self.settings.device_id())
        except UserFault as fault:
            self.messages.say("fault", fault.sentence)
            return False
        self.show_workspace(workspace, article)
        return True

    def show_workspace(self, workspace: Workspace, article: int = 0) -> None:
        """Show an open project; the window closes it in the end."""
        if self.page is not None:
            self.close_project()
        self.messages.clear()
        self.page = page = WorkspacePage(workspace)
        page.situation_changed.connect(self.follow)
        page.value_chosen.connect(self.status.chosen.show_text)
        page.paths_dropped.connect(self.jobs.import_dropped)
        page.import_wanted.connect(self.jobs.import_articles)
        self._know_coder(workspace)
        reader = page.article.reader
        reader.set_zoom(self.settings.number("zoom"))
        if self.settings.number("reading_width"):
            reader.set_reading_width(self.settings.number("reading_width"))
        reader.zoom_changed.connect(lambda percent: self.settings.set("zoom", percent))
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._restore_split(page)
        page.start(article)
        self.settings.remember_project(workspace.path, workspace.project_id, workspace.name)
        for notice in workspace.notices:
            self.messages.say("notice", notice)
        self._name_window()
        self.project_opened.emit()
        page.library.table.setFocus()

    def close_project(self) -> None:
        """Close the project and show the start page."""
        page, self.page = self.page, None
        if page is None:
            return
        self.status.job.stop()
        self.background.forget()
        self._keep_split(page)
        page.close_page()
        page.workspace.close()
        self.pages.removeWidget(page)
        page.deleteLater()
        self.messages.clear()
        self.show_start()
        self.project_closed.emit()

    def _know_coder(self, workspace: Workspace) -> None:
        """Take the coder this device knows in this project, else ask."""
        if not workspace.writable:
            self.coder_bar.hide()
            return
        with workspace.read() as reads:
            coders = reads.coders()
        known = self.settings.coder_for(workspace.project_id)
        coder = next((coder for coder in coders if coder.id == known), None)
        workspace.act_as(coder)
        if coder is None:
            self.coder_bar.ask(coders)
        else:
            self.coder_bar.hide()

    def _coder_answered(self, answer: Coder | str) -> None:
        if self.page is None:
            return
        from curator.operations import AddCoder

        workspace = self.page.workspace
        try:
            coder = workspace.run(AddCoder(answer)) if isinstance(answer, str) else answer
        except UserFault as fault:
            self.messages.say("fault", fault.sentence)
            self._know_coder(workspace)
            return
        workspace.act_as(coder)
        self.settings.remember_coder(workspace.project_id, coder.id, coder.name)
        self._name_window()
        self.follow()

    def _name_window(self) -> None:
        if self.page is None:
            return
        workspace = self.page.workspace
        book, coder = workspace.codebook, workspace.coder
        self.setWindowTitle(f"{workspace.name} – Curator")
        self.header.show_project(workspace.name, f"{book.key} {book.version}", book.title, coder.name if coder else "")
        self.status.show_saved(workspace.writable)

    # What is possible now

    def follow(self) -> None:
        """Bring actions and counts up to what is open and chosen."""
        page = self.page
        if page is None:
            self.actions_by_id.follow(Situation(busy=self.status.job.running))
            return
        workspace = page.workspace
        undo = workspace.undo_target() if workspace.writable else None
        redo = workspace.redo_target() if workspace.writable else None
        incidents = len(page.shown.incidents) if page.shown else 0
        self.actions_by_id.follow(
            Situation(
                project=True, writable=workspace.writable, article=page.shown is not None, incidents=incidents,
                articles=page.library.model.rowCount(), busy=self.status.job.running,
                undo=undo.label if undo else "", redo=_redone(redo.label) if redo else "",
            )
        )  # fmt: skip
        self.status.show_counts(page.article_count, incidents)

    def _turn_round(self, kind: str) -> None:
        if self.page is None:
            return
        workspace = self.page.workspace
        try:
            entry = workspace.undo() if kind == "undo" else workspace.redo()
        except UserFault as fault:
            self.messages.say("warning", fault.sentence)
            return
        here = self.page.shown.coding.article.id if self.page.shown else ""
        if entry.article and entry.article != here:
            told = self.tr("Undone") if kind == "undo" else self.tr("Done again")
            self.messages.say("notice", f"{told}: {entry.label}")

    # Settings of the window

    def _wish_theme(self, wish: str) -> None:
        self.settings.set("theme", wish)
        self.themes.wish_for(next(each for each in WISHES if each == wish))

    def _wear_theme(self) -> None:
        for widget in (self.header, self.messages, self.start_page):
            widget.wear_theme()
        if self.page is not None:
            self.page.wear_theme()

    def _fill_recent_menu(self) -> None:
        self.recent_menu.clear()
        for project in self.settings.recent_projects()[:10]:
            action = QAction(project.name.replace("&", "&&"), self.recent_menu)
            action.setObjectName(f"recent.{project.id}")
            action.setToolTip(str(project.path))
            action.triggered.connect(lambda _checked=False, path=project.path: self.open_project(path))
            self.recent_menu.addAction(action)
        if self.recent_menu.isEmpty():
            nothing = self.recent_menu.addAction(self.tr("None yet"))
            nothing.setEnabled(False)

    def _forget(self, path: str) -> None:
        self.settings.forget_project(Path(path))
        self.start_page.show_recent(self.settings.recent_projects())

    def _forget_all(self) -> None:
        self.settings.forget_all_projects()
        self.start_page.show_recent(())

    def change_reading_width(self, by: int) -> None:
        """Make the article's lines so many letters longer."""
        if self.page is not None:
            reader = self.page.article.reader
            reader.set_reading_width(min(240, max(36, reader.reading_width() + by)))
            self.settings.set("reading_width", reader.reading_width())

    def _restore_geometry(self) -> None:
        kept = self.settings.text("window_geometry")
        if kept:
            self.restoreGeometry(QByteArray(base64.b64decode(kept)))

    def _restore_split(self, page: WorkspacePage) -> None:
        kept = self.settings.text("window_state")
        if kept:
            page.split.restoreState(QByteArray(base64.b64decode(kept)))

    def _keep_split(self, page: WorkspacePage) -> None:
        self.settings.set("window_state", base64.b64encode(page.split.saveState().data()).decode())

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.set("window_geometry", base64.b64encode(self.saveGeometry().data()).decode())
        self.close_project()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page is None:
            self.start_page.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self.page is None:
            self.start_page.dropEvent(event)


def _redone(label: str) -> str:
    """An undo's label without its first word: what Redo would do again."""
    return label.split(": ", 1)[1] if ": " in label else label


_PAGE_ACTIONS: dict[str, Callable[[WorkspacePage], object]] = {
    "edit.copy": lambda page: page.article.reader.copy(),
    "edit.find": lambda page: page.article.reader.open_find(),
    "edit.filter": lambda page: page.library.filter.setFocus(Qt.FocusReason.ShortcutFocusReason),
    "view.larger": lambda page: page.article.reader.zoom_in(),
    "view.smaller": lambda page: page.article.reader.zoom_out(),
    "view.plain_size": lambda page: page.article.reader.reset_zoom(),
    "go.next_article": lambda page: page.library.step(1),
    "go.previous_article": lambda page: page.library.step(-1),
    "go.next_incident": lambda page: page.side.incidents.step(1),
    "go.previous_incident": lambda page: page.side.incidents.step(-1),
    "go.next_words": lambda page: page.step_words(1),
    "go.previous_words": lambda page: page.step_words(-1),
    "go.next_panel": lambda page: page.next_panel(1),
    "go.previous_panel": lambda page: page.next_panel(-1),
}
