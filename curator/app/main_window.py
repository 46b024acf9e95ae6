# SPDX-License-Identifier: MIT
"""The window: start page or project, with menus above and the state below.

What lives here: which page is shown, opening and closing a project, what it is told. What does not: what each
action does (action_wiring.py) and their table (actions/), the panels (workspace_page.py), what is connected only after
the first paint (late_wiring.py), jobs and their dialogs (jobs/).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from curator.app.action_set import ActionSet
from curator.app.after_opening import AfterOpening
from curator.app.article_keys import ArticleKeys
from curator.app.background import Background
from curator.app.closings import Closings
from curator.app.draft_offers import DraftOffers
from curator.app.guard import guarded
from curator.app.header import Header
from curator.app.jobs.jobs import Jobs
from curator.app.key_map import KeyMap
from curator.app.key_names import key_of
from curator.app.menus.context_menus import ContextMenus
from curator.app.message_bar import MessageBar
from curator.app.preference_acts import PreferenceActs
from curator.app.situating import situation_of
from curator.app.status_row import StatusRow
from curator.app.telling import Telling
from curator.app.theme import ThemeSwitch
from curator.app.who_codes import WhoCodes
from curator.app.widgets import named
from curator.app.window_memory import WindowMemory
from curator.app.workspace_page import WorkspacePage
from curator.domain.faults import UserFault
from curator.paths import same_file
from curator.settings import Settings
from curator.workspace import Workspace

if TYPE_CHECKING:
    from curator.app.commands.box import CommandBox
    from curator.app.late_wiring import LateWiring
    from curator.app.start_page import StartPage
    from curator.app.turning_round import TurningRound
    from curator.app.undo_words import UndoWords

_SIZE = (1280, 800)


@guarded
class MainWindow(QMainWindow):
    """`project_opened`, `project_closed`: which page is on show has changed."""

    project_opened = Signal()
    project_closed = Signal()
    _no_backup = Signal()

    def __init__(self, settings: Settings, themes: ThemeSwitch) -> None:
        super().__init__()
        self.setObjectName("window")
        self.settings = settings
        self.themes = themes
        self.memory = WindowMemory(settings)
        self._closings = Closings(self._no_backup.emit)
        self.page: WorkspacePage | None = None
        self.context_menus: ContextMenus | None = None  # while a project is open
        self.draft_offers: DraftOffers | None = None
        self._waiting: list[Callable[[], object]] | None = []  # for the first paint; None after it
        self.background = Background(self)
        self.keys = KeyMap(settings, parent=self)
        self.actions_by_id = ActionSet(self, self.keys)
        self.article_keys: ArticleKeys | None = None  # while a project is open
        self.header = Header()
        self.menus = self.actions_by_id.fill(self.header.menus)
        self.messages = MessageBar()
        self.telling = Telling(self)
        self.who_codes = WhoCodes(settings, self)
        self.status = StatusRow(self.background)
        self.actions_by_id.told.connect(self.status.chosen.show_text)
        self.pages = QStackedWidget()
        self.jobs = Jobs(self)
        self._after_opening = AfterOpening(self)
        self.preferences: PreferenceActs = PreferenceActs(self)
        self._soon = QTimer(self, singleShot=True, interval=0)  # several changes at once are followed once
        self._soon.timeout.connect(self.follow)
        self._lay_out()
        self._connect()
        self.actions_by_id.when_made(lambda: self.late.connect_actions())
        self.resize(*_SIZE)
        self.memory.restore_geometry(self)
        self.setAcceptDrops(True)
        for notice in settings.notices:
            self.messages.say("notice", notice)

    # Making

    def _lay_out(self) -> None:
        self.setMenuWidget(self.header)
        named(self.pages, "pages", self.tr("Pages"))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.who_codes.bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self._no_backup.connect(self._tell_untold, Qt.ConnectionType.QueuedConnection)
        self.who_codes.known.connect(self._name_window)
        self.who_codes.known.connect(lambda: self.on_page(lambda page: page.following.follow_coder()))
        self.who_codes.known.connect(self.follow)
        self.who_codes.known.connect(lambda: self.on_page(lambda page: page.library.table.setFocus()))
        self.status.keys_wanted.connect(lambda: self.actions_by_id["help.keys"].trigger())
        self.keys.changed.connect(self._name_keys)
        self._name_keys()
        self.who_codes.known.connect(lambda: self.on_page(lambda page: page.reading.follow()))
        self.keys.changed.connect(self._soon.start)
        self.who_codes.refused.connect(partial(self.messages.say, "fault"))
        self.themes.changed.connect(self._wear_theme)
        self.status.job.started.connect(self.follow)
        self.status.job.ended.connect(self.follow)

    def _tell_zoom(self, percent: int) -> None:
        self.status.chosen.show_text(self.tr("Text size {percent} %").format(percent=percent))

    def _name_keys(self) -> None:
        self.status.name_keys(self.actions_by_id.key_of("help.keys"))

    def on_page(self, work: Callable[[WorkspacePage], object]) -> None:
        """Do this with the project that is open, if one is."""
        if self.page is not None:
            work(self.page)

    @cached_property
    def late(self) -> LateWiring:
        """What is connected to the parts that are made after the first paint."""
        from curator.app.late_wiring import LateWiring

        return LateWiring(self)

    @cached_property
    def commands(self) -> CommandBox:
        """The line of commands, made when it is first wanted. Others add what they offer with `add_provider`."""
        return self.late.made_commands()

    @cached_property
    def undo_words(self) -> UndoWords:
        """What undo and redo would do, made with the actions."""
        from curator.app.undo_words import UndoWords

        return UndoWords(self)

    @cached_property
    def turning(self) -> TurningRound:
        """Undo and redo, made when something is taken back for the first time."""
        from curator.app.turning_round import TurningRound

        return TurningRound(self)

    @cached_property
    def start_page(self) -> StartPage:
        """The start page, made when it is first shown: a window opened on a project never needs it."""
        return self.late.made_start_page()

    # Projects

    def show_start(self) -> None:
        """Show the start page with the projects used last."""
        self.start_page.show_recent(self.settings.recent_projects())
        self.pages.setCurrentWidget(self.start_page)
        self.themes.put_on_sheet()
        self.setWindowTitle("Curator")
        self.header.show_project("", "", "", "")
        self.status.show_saved(None)
        self.status.chosen.show_text("")
        self.status.counts.setText("")
        self.status.show_blind("")
        self.who_codes.leave()
        self.follow()
        self.start_page.take_focus()

    def already_open(self, path: Path) -> bool:
        """Whether this window writes in this very project; then it says so. Waits until nothing is being put away."""
        self._closings.wait()  # it may be this very project that is still being put away
        if self.page is None or not self.page.workspace.writable or not same_file(self.page.workspace.path, path):
            return False
        self.messages.say("notice", self.tr("{name} is open here.").format(name=path.name), subject="open")
        return True

    def open_project(self, path: Path, article: int = 0) -> bool:
        """Open a project in place of the one that is open; False, with a message, where it cannot be opened."""
        if self.already_open(path):
            return article == 0 or (self.page is not None and self.page.choose_article(article))
        try:
            workspace = Workspace.open(path, device=self.settings.device_id())
        except UserFault as fault:
            self.messages.say("fault", fault.sentence)
            return False
        self.show_workspace(workspace, article)
        return True

    def show_workspace(self, workspace: Workspace, article: int = 0) -> None:
        """Show an open project; the window closes it in the end."""
        self._put_away()
        self.messages.clear()
        self.status.chosen.show_text("")
        self.page = page = WorkspacePage(workspace, self.when_painted)
        self.article_keys = ArticleKeys(
            page.article.reader, self.actions_by_id, lambda letter: page.words_desk.book_key(letter)
        )
        page.desks_made.connect(lambda desks: self.late.connect_coding(desks))
        page.beside.when_made(lambda side: self.late.connect_side(page, side))
        page.doing.saving.connect(self.status.show_saving)
        page.doing.refused.connect(lambda told: self.messages.say("warning", told, subject="refused"))
        page.doing.failed.connect(self.telling.failure)
        page.doing.unsaved.connect(self.status.show_unsaved)
        page.doing.mended.connect(lambda: self.telling.drop("failed"))
        self.when_painted(lambda: page.desks if self.page is page else None)
        self.context_menus = ContextMenus(page, self.actions_by_id)
        page.situation_changed.connect(self._soon.start)
        page.value_chosen.connect(self.telling.chosen)
        page.views.switched.connect(self.telling.view_switched)
        page.paths_dropped.connect(lambda paths: self.jobs.bringing_in.import_dropped(paths))
        page.import_wanted.connect(lambda: self.jobs.bringing_in.import_articles())
        page.text_given.connect(lambda text: self.jobs.bringing_in.add_text(text))
        if self.actions_by_id.made:
            self.late.serve_library(page)
        page.undo_wanted.connect(lambda line: self.turning.undo_step(line))
        page.review_made.connect(lambda review: self.late.connect_review(review))
        page.page_pictures_made.connect(lambda made: self.preferences.connect_pages(page, made))
        page.picture_wanted.connect(lambda: self.jobs.picturing.ask())
        page.list_export_wanted.connect(lambda: self.jobs.exporting.export(as_shown=True))
        page.told.connect(partial(self.messages.say, "notice", subject="copy"))
        self.who_codes.look(workspace)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.themes.put_on_sheet()
        self.memory.dress(page)
        self.preferences.dress(page)
        page.library.made.connect(lambda part: self.late.hint_keys(part))
        self.when_painted(lambda: self.late.hint_keys(page) if self.page is page else None)
        page.article.reader.zoom_changed.connect(self._tell_zoom)
        place, incident = self.memory.place_in(workspace) if not article else (article, "")
        page.start(place)
        page.choose_incident(incident)
        if place and not article:
            page.when_painted(lambda: self.memory.choose_value(page))
        self.settings.remember_project(workspace.path, workspace.project_id, workspace.name)
        for notice in workspace.notices:
            self.messages.say("notice", notice)
        self.draft_offers = DraftOffers(page, self.messages, self.status.chosen.show_text)
        self.draft_offers.begin()
        self.telling.last_time(workspace)
        QTimer.singleShot(0, page, lambda: self._after_opening.begin(workspace))  # after it is painted
        self._name_window()
        self.project_opened.emit()
        page.library.table.setFocus()

    def close_project(self) -> None:
        """Close the project and show the start page."""
        if self._put_away():
            self.messages.clear()
            self.show_start()
            self.project_closed.emit()

    def _put_away(self) -> bool:
        """Let go of the project that is open; False where none is."""
        page, self.page = self.page, None
        self.article_keys = self.context_menus = self.draft_offers = None
        if page is None:
            return False
        self.status.job.stop()
        checking = self._after_opening.checking
        reading = self._after_opening.stop()
        self.background.forget()
        self.status.job.put_away()
        self.telling.keep_untold(page.workspace, checking)
        self.memory.keep_split(page)
        self.memory.keep_place(page)
        self.memory.keep_looks(page)
        page.close_page()
        self._closings.close(page.workspace, reading)
        page.deleteLater()  # and not taken from the stack before: what is shown next takes the keyboard
        return True

    def _tell_untold(self) -> None:
        for _, sentence in self._closings.untold():
            self.messages.say("warning", sentence)

    def _name_window(self) -> None:
        if self.page is None:
            return
        workspace = self.page.workspace
        book, coder = workspace.codebook, workspace.coder
        self.setWindowTitle(f"{workspace.name} – Curator")
        self.header.show_project(workspace.name, f"{book.key} {book.version}", book.title, coder.name if coder else "")
        self.status.show_saved(workspace.writable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that nothing took: pressed before there were actions it is not lost; where it belongs to an action that
        is not possible now, that is said."""
        key = key_of(event)
        if not self.actions_by_id.made and self.actions_by_id.press(key):
            return
        if not self.actions_by_id.press_in_vain(key):
            super().keyPressEvent(event)

    # What is possible now

    def follow(self) -> None:
        """Bring actions and counts up to what is open and chosen."""
        page = self.page
        if self.actions_by_id.made:  # else they follow when they are
            self.actions_by_id.follow(situation_of(self))
        if page is None:
            return
        self.telling.backup_trouble(page.workspace.backup_trouble)
        incidents = len(page.shown.incidents) if page.shown else 0
        if (review := page.views.review) is not None and page.views.review_shown:
            self.status.show_left(review.feed.queue.to_settle)
        else:
            self.status.show_counts(page.listing.article_count, incidents, page.library.chips.to_code)
        self.status.show_blind("" if page.views.review_shown else page.showing.blind)
        if page.beside.made is not None:
            self.late.offer_end(page, page.beside.made)

    # Settings of the window

    def _wear_theme(self) -> None:
        self.header.wear_theme()
        self.messages.wear_theme()
        if "start_page" in vars(self):
            self.start_page.wear_theme()
        if self.page is not None:
            self.page.wear_theme()

    # Qt's events

    def when_painted(self, work: Callable[[], object]) -> None:
        """Do this once the window has been painted for the first time: at once if it has."""
        if self._waiting is None:
            work()
        else:
            self._waiting.append(work)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            for work in waiting:
                QTimer.singleShot(0, self, work)
            QTimer.singleShot(0, self, self._make_actions)

    def _make_actions(self) -> None:
        """The window is painted: now what menus and keys do, and which window has the keyboard."""
        if self.isVisible():
            from curator.app.keyboard_place import KeyboardPlace

            KeyboardPlace(self)
            self.actions_by_id.make()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes through the window from top to bottom: what was made after the last row still comes before it."""
        last = self.previousInFocusChain()
        while last is not None and last.focusPolicy() == Qt.FocusPolicy.NoFocus:
            last = last.previousInFocusChain()
        if last is not None and last is not self.status.keys:
            self.setTabOrder(last, self.status.keys)
        return super().focusNextPrevChild(following)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.memory.keep_geometry(self)
        self._put_away()
        self.hide()
        self._closings.wait()
        for project_id, sentence in self._closings.untold():  # nobody looks any more
            if project_id:
                self.settings.keep_untold(project_id, sentence)
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page is None:
            self.start_page.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self.page is None:
            self.start_page.dropEvent(event)
