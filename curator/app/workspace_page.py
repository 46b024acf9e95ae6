# SPDX-License-Identifier: MIT
"""One open project on the screen: library, article, incidents and values beside each other.

What lives here: the panels and what is made for them, dropping. What does not: how the panels follow each other, what
menus and keys ask of them (page/); menus, messages, jobs (main_window.py); what each panel shows (library/,
article_page.py, side_panel.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.article_page import ArticlePage
from curator.app.background import Background
from curator.app.change_feed import ChangeFeed
from curator.app.doing import Doing
from curator.app.guard import guarded
from curator.app.incidents.shown import ArticleShown
from curator.app.library.panel import LibraryPanel
from curator.app.library.searching import finder_of
from curator.app.page.beside import Beside
from curator.app.page.following import Following
from curator.app.page.listing import Listing
from curator.app.page.made_later import MadeLater
from curator.app.page.showing import Showing
from curator.app.page.words import WordsInSight
from curator.app.page_views import PageViews
from curator.app.read_parts.watch import ReadWatch
from curator.app.values.drafts import Draft, Drafts
from curator.app.values.line import Target
from curator.app.widgets import named
from curator.workspace import Workspace

if TYPE_CHECKING:
    from curator.app.coding.article_desk import ArticleDesk
    from curator.app.coding.chosen_desk import ChosenDesk
    from curator.app.coding.comments_desk import CommentsDesk
    from curator.app.coding.desk import Desk
    from curator.app.coding.desks import Desks
    from curator.app.coding.edges_desk import EdgesDesk
    from curator.app.coding.given_desk import GivenDesk
    from curator.app.coding.history_desk import HistoryDesk
    from curator.app.coding.incidents_desk import IncidentsDesk
    from curator.app.coding.strip import Strip
    from curator.app.coding.values_desk import ValuesDesk
    from curator.app.coding.words_desk import WordsDesk
    from curator.app.page.panels import Panels
    from curator.app.page.places import Places
    from curator.app.page_picture.following import PagePictures
    from curator.app.side_panel import SidePanel


@guarded
class WorkspacePage(QWidget):
    """`situation_changed`: what is possible now may differ. `value_chosen(text)`: for the status bar.
    `paths_dropped(list of paths)`: files were dropped on the window. `import_wanted`: from the empty library.
    `text_given(text)`: words were dropped. `list_export_wanted`: the table of incidents is to be written to a file.
    `picture_wanted`: the map or the time line is to be saved.
    `told(text)`: for the bar of messages. `desks_made(Desks)`: what codes here is there. `undo_wanted(LogLine)`: this
    step is to be taken back. `review_made(ReviewPage)`: the review is there. `page_pictures_made(PagePictures)`."""

    situation_changed = Signal()
    value_chosen = Signal(str)
    paths_dropped = Signal(list)
    import_wanted = Signal()
    numbers_shown = Signal()
    text_given = Signal(str)
    list_export_wanted = Signal()
    picture_wanted = Signal()
    told = Signal(str)
    desks_made = Signal(object)
    undo_wanted = Signal(object)
    review_made = Signal(object)
    page_pictures_made = Signal(object)

    def __init__(self, workspace: Workspace, when_painted: Callable[[Callable[[], object]], None]) -> None:
        """`when_painted` does something once the window has been painted for the first time."""
        super().__init__()
        self.when_painted = when_painted
        self._closed = False
        named(self, "workspace", self.tr("Project"), role="page")
        self.workspace = workspace
        self.background = Background(self)
        self.listing = Listing(self)
        self.showing = Showing(self)
        self.words = WordsInSight(self)
        self.following = Following(self)
        self.later = MadeLater(self)
        self.library = LibraryPanel(self.listing.lines)
        self.article = ArticlePage()
        self.beside = Beside()
        self.drafts = Drafts(workspace.project_id)
        self.doing = Doing(workspace, self)
        self.reading = ReadWatch(self)
        self._lay_out()
        self._connect()
        self.feed = ChangeFeed(workspace, self)
        self.feed.changed.connect(self.following.follow)
        self.setAcceptDrops(True)
        self.listing.search_with(finder_of(workspace))
        self.when_painted(self._make_the_rest)

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        named(self.split, "workspace.split", self.tr("Library, article, incidents"))
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for widget in (self.library, self.article, self.beside):
            self.split.addWidget(widget)
        self.split.setStretchFactor(0, 0)
        self.split.setStretchFactor(1, 1)
        self.split.setStretchFactor(2, 0)
        self._fit_columns(1280)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.views = PageViews(self.split, self.later.table, self.later.history, self.later.review)
        column.addWidget(self.views)

    def _fit_columns(self, width: int) -> None:
        """Library and values as wide as the window allows, within what reads well; the article takes the rest."""
        library = min(320, max(measures.LIBRARY_WIDTH, width * 17 // 100))
        side = min(500, max(measures.SIDE_WIDTH, width * 26 // 100))
        self.split.setSizes([library, max(measures.LEAST_ARTICLE, width - library - side), side])

    def fit_columns(self) -> None:
        """Divide the window anew."""
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the splitter has its real width only then
        self._fit_columns(self.window().width())

    def _connect(self) -> None:
        self.listing.connect_library()
        self.words.connect_panels()
        self.library.article_chosen.connect(self.choose_article)
        self.library.import_wanted.connect(self.import_wanted)
        self.beside.when_made(self._connect_side)
        self.views.switched.connect(self.situation_changed)

    def _connect_side(self, side: SidePanel) -> None:
        side.incident_wanted.connect(lambda incident: self.choose_incident(incident, go=True))
        side.value_chosen.connect(self.showing.tell_value)
        side.escaped.connect(self.article.reader.setFocus)
        side.pages.make_history = self.later.side_history
        side.pages.comments_made.connect(self.later.connect_comments)

    def _make_the_rest(self) -> None:
        """List and text are painted: now what stands beside them."""
        if not self._closed:
            self.side.draw_icons()
            self.views.rail.wear_theme()

    # What is on show

    @property
    def side(self) -> SidePanel:
        """Incidents and values; made with the first one who asks for them, or after the first paint."""
        return self.beside.panel

    @property
    def shown(self) -> ArticleShown | None:
        """The article on show, with everything coded in it."""
        return self.showing.shown

    def choose_article(self, number: int) -> bool:
        """Show the article with this local number and its first incident; False where there is none."""
        return self.showing.choose_article(number)

    def choose_incident(self, incident: str, go: bool = False) -> None:
        """Make an incident the active one; with `go` scroll to its main mention."""
        self.showing.choose_incident(incident, go)

    # Coding

    @property
    def has_desks(self) -> bool:
        """Something was coded or chosen here already."""
        return "desks" in vars(self)

    @cached_property
    def places(self) -> Places:
        """Going to places, made when somebody goes to the first one."""
        from curator.app.page.places import Places

        return Places(self)

    @cached_property
    def panels(self) -> Panels:
        """What menus and keys ask of the panels, made when one is first asked for something."""
        from curator.app.page.panels import Panels

        return Panels(self)

    @property
    def has_page_pictures(self) -> bool:
        """Pages of PDFs were shown beside their texts."""
        return "page_pictures" in vars(self)

    @cached_property
    def page_pictures(self) -> PagePictures:
        """The pages of PDFs beside their texts, made when they are first wanted."""
        from curator.app.page_picture.following import PagePictures

        made = PagePictures(self)
        self.page_pictures_made.emit(made)
        return made

    @cached_property
    def desks(self) -> Desks:
        """What codes on this page, made when it is first wanted."""
        from curator.app.coding.desks import Desks

        made = Desks(self)
        self.desks_made.emit(made)
        return made

    @property
    def desk(self) -> Desk:
        return self.desks.desk

    @property
    def words_desk(self) -> WordsDesk:
        return self.desks.words

    @property
    def values_desk(self) -> ValuesDesk:
        return self.desks.values

    @property
    def chosen_desk(self) -> ChosenDesk:
        return self.desks.chosen

    @property
    def given_desk(self) -> GivenDesk:
        return self.desks.given

    @property
    def incidents_desk(self) -> IncidentsDesk:
        return self.desks.incidents

    @property
    def article_desk(self) -> ArticleDesk:
        return self.desks.article

    @property
    def edges_desk(self) -> EdgesDesk:
        return self.desks.edges

    @property
    def history_desk(self) -> HistoryDesk:
        return self.desks.history

    @property
    def comments_desk(self) -> CommentsDesk:
        return self.desks.comments

    @property
    def strip(self) -> Strip:
        return self.desks.strip

    def end_of_article(self) -> str:
        """The action that ends this article for the coder, or takes it up again; "" where nobody can."""
        coder = self.workspace.coder
        if self.shown is None or coder is None or not self.workspace.writable:
            return ""
        if self.shown.coding.reading.get(coder.id) in ("finished", "nothing_to_code"):
            return "article.reopen"
        own = any(each.incident.coder == coder.id for each in self.shown.incidents)
        return "article.finish" if own else "article.nothing"

    def start(self, article: int = 0) -> None:
        """Read the list and show this article, or the first one."""
        self.listing.read(article or -1)

    def close_page(self) -> None:
        """Let go of the workspace before it is closed."""
        self._closed = True
        self.listing.stop()
        self.article.reader.settle_edges()
        self.reading.close()
        if self.has_page_pictures:
            self.page_pictures.close()
        if self.views.review is not None:
            self.views.review.leave()
        self.leave_editors()
        self.doing.close()
        self.showing.shown = None
        self.feed.close()
        self.background.forget()

    def chosen_target(self) -> Target | None:
        """The chosen value, of the incident or of the article; None for none."""
        line = self.side.chosen_line
        return line.target if line is not None and line.target.field else None

    def chosen_label(self) -> str:
        return self.side.chosen_line.label if self.side.chosen_line is not None else ""

    def unread_share(self) -> float:
        """How much of the article was not read yet, 0 to 1."""
        return 1.0 - self.reading.share()

    def unread_paragraphs(self) -> Sequence[tuple[int, int]]:
        """The paragraphs of the article that were never on the screen."""
        return self.reading.unseen()

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.article.wear_theme()
        if self.has_page_pictures:
            self.page_pictures.wear_theme()
        if (side := self.beside.made) is not None:
            side.renew()
            side.draw_icons()
        self.views.wear_theme()

    # Drafts

    def leave_editors(self) -> None:
        """Take what is being typed: what it belongs to is about to go out of sight."""
        if self.has_desks:
            self.desks.leave_editors()

    def keep_draft(self, target: Target, text: str) -> None:
        """Keep what is being typed for a target; an empty text takes the draft away."""
        if self.shown is not None:
            self.drafts.keep(Draft(self.shown.coding.article.id, target, text))

    # Dropping files and texts

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)
        elif event.mimeData().hasText():
            event.acceptProposedAction()
            self.text_given.emit(event.mimeData().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where nothing else takes them: Escape back to the article, Backspace to the table it was opened from."""
        if event.key() == Qt.Key.Key_Escape and self.shown is not None:
            if self.views.table_shown:
                self.views.show_code()
            self.article.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers() and self.views.may_go_back:
            self.views.back()
        else:
            super().keyPressEvent(event)
