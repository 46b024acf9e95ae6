# SPDX-License-Identifier: MIT
"""One open project on the screen: library, article, incidents and values, and how they follow each other.

What lives here: which article, incident and value is chosen, reading them from the workspace, renewing after a change.
What does not: menus, messages, jobs (main_window.py); what each panel shows (library/, article_page.py, side_panel.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.article_page import ArticlePage
from curator.app.background import Background
from curator.app.change_feed import ChangeFeed
from curator.app.incidents.shown import ArticleShown
from curator.app.library.panel import LibraryPanel
from curator.app.side_panel import VALUES, SidePanel
from curator.app.values.article_lines import as_span
from curator.app.values.line import Line, Target
from curator.app.widgets import named
from curator.domain.coding import Evidence
from curator.store.articles import ArticleLine
from curator.workspace import ChangeSet, Workspace

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem

_LIST_PACE = 100  # ms between two readings of the list while a long import goes on
_AT_ONCE = 20_000  # up to so many articles the list is read at once; more of them in a thread


class WorkspacePage(QWidget):
    """`situation_changed`: what is possible now may differ. `value_chosen(text)`: for the status bar.
    `paths_dropped(list of paths)`: files were dropped on the window. `import_wanted`: from the empty library."""

    situation_changed = Signal()
    value_chosen = Signal(str)
    paths_dropped = Signal(list)
    import_wanted = Signal()
    numbers_shown = Signal()

    def __init__(self, workspace: Workspace, when_painted: Callable[[Callable[[], object]], None]) -> None:
        """`when_painted` does something once the window has been painted for the first time."""
        super().__init__()
        self._when_painted = when_painted
        named(self, "workspace", self.tr("Project"), role="page")
        self.workspace = workspace
        self.background = Background(self)
        self.shown: ArticleShown | None = None
        self.article_count = 0
        self.library = LibraryPanel(self._fetch)
        self.article = ArticlePage()
        self.side = SidePanel()
        self._list_later = QTimer(self, singleShot=True, interval=_LIST_PACE)
        self._list_later.timeout.connect(lambda: self.read_numbers(0 if self.shown else -1))
        self._words_at = -1
        self._chosen_words: tuple[Evidence, ...] = ()
        self._lay_out()
        self._connect()
        self.feed = ChangeFeed(workspace, self)
        self.feed.changed.connect(self._changed)
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        named(self.split, "workspace.split", self.tr("Library, article, incidents"))
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for widget in (self.library, self.article, self.side):
            self.split.addWidget(widget)
        self.split.setStretchFactor(0, 0)
        self.split.setStretchFactor(1, 1)
        self.split.setStretchFactor(2, 0)
        self._fit_columns(1280)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

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
        self.library.article_chosen.connect(self.choose_article)
        self.library.wanted.connect(self.read_numbers)
        self.library.import_wanted.connect(self.import_wanted)
        self.side.incident_wanted.connect(lambda incident: self.choose_incident(incident, go=True))
        self.side.words_chosen.connect(self._light)
        self.side.words_pointed.connect(self._point)
        self.side.value_chosen.connect(self._tell_value)
        self.article.reader.highlight_clicked.connect(self._highlight_clicked)

    def start(self, article: int = 0) -> None:
        """Read the list and show this article, or the first one."""
        self.read_numbers(article or -1)

    def close_page(self) -> None:
        """Let go of the workspace before it is closed."""
        self._list_later.stop()
        self.shown = None
        self.feed.close()
        self.background.forget()

    # Reading the list

    def _fetch(self, numbers: Sequence[int]) -> list[ArticleLine]:
        coder = self.workspace.coder
        with self.workspace.read() as reads:
            return reads.article_lines(numbers, coder.id if coder else "")

    def read_numbers(self, choose: int = 0) -> None:
        """Read which articles are listed, in which order; `choose` one of them (-1: the first)."""
        order, descending = self.library.sorting
        words = self.library.words

        def read() -> tuple[array[int], int]:
            with self.workspace.read() as reads:
                return reads.article_ns(order, descending, words), reads.article_count()

        def show(found: tuple[array[int], int]) -> None:
            self._show_numbers(*found, choose)

        with self.workspace.read() as reads:
            few = reads.article_count() <= _AT_ONCE
        if few:
            show(read())
        else:
            self.background.run(read, show, lane="numbers")

    def _show_numbers(self, numbers: array[int], total: int, choose: int) -> None:
        self.article_count = total
        self.library.show_numbers(numbers, total)
        wanted = choose if choose > 0 else numbers[0] if choose < 0 and numbers else 0
        if wanted and not self.choose_article(wanted) and numbers:
            self.choose_article(numbers[0])
        if self.shown is None:
            self._show_nothing()
        self.numbers_shown.emit()
        self.situation_changed.emit()

    # Choosing

    def choose_article(self, number: int) -> bool:
        """Show the article with this local number and its first incident; False where there is none."""
        with self.workspace.read() as reads:
            article = reads.article(number)
        if article is None:
            return False
        self._show_article(article.id, "")
        self.library.mark(number)
        return True

    def _show_article(self, article_id: str, incident: str) -> None:
        same = self.shown is not None and self.shown.coding.article.id == article_id
        shown = self._read_article(article_id)
        ids = list(shown.position_of)
        incident = incident if incident in shown.position_of else ids[0] if ids else ""
        self.shown = shown
        self._words_at = -1
        fields = shown.coding.article.fields
        file = fields.get("source_file", "").rsplit("/", 1)[-1]
        untitled = " · ".join(part for part in (f"№ {shown.coding.article.n}", file) if part)
        if not same:
            self.article.show_article(fields, shown.coding.text, untitled)
            self._chosen_words = ()
        else:
            self.article.head.show_fields(fields, untitled)
        self.article.reader.set_highlights(shown.highlights(incident))
        self.side.show_article(shown, incident)
        self._judge(shown)
        self._tell_value(None)
        self.situation_changed.emit()

    def _read_article(self, article_id: str) -> ArticleShown:
        with self.workspace.read() as reads:
            coding = reads.coding(article_id)
            names = {coder.id: coder.name for coder in reads.coders()}
        return ArticleShown(coding, self.workspace.codebook, self.workspace.codebook_of, names)

    def _show_nothing(self) -> None:
        self.shown = None
        hint = (
            self.tr("Choose an article in the list to read it here.")
            if self.article_count
            else self.tr("No articles yet. Import text files, or drop them on this window.")
        )
        self.article.clear(hint)
        self.side.show_article(None, "")
        self.value_chosen.emit("")

    def choose_incident(self, incident: str, go: bool = False) -> None:
        """Make an incident the active one; with `go` scroll to its main mention."""
        if self.shown is None or incident not in self.shown.position_of:
            return
        before = self.side.incident
        if incident != before:
            touched = {incident, before}
            changed = (each for each in self.shown.highlights(incident) if self._incident_of(each.id) in touched)
            self.article.reader.update_highlights(changed)
            self.side.show_incident(incident)
        mentions = self.shown.incidents[self.shown.position_of[incident]].incident.mentions()
        self._light(mentions[:1] if go else (), go)
        self._tell_value(None)
        self.situation_changed.emit()

    def _incident_of(self, span_id: str) -> str:
        span = self.shown.span_by_id.get(span_id) if self.shown else None
        return span.incident if span else ""

    def _light(self, spans: Sequence[Evidence], go: bool) -> None:
        """Let these words stand out in the article; with `go` bring the first of them into view."""
        self._chosen_words = tuple(spans)
        self.article.reader.light([(span.start, span.end) for span in spans])
        if go and spans:
            self.article.reader.scroll_to(spans[0].start, spans[0].end)

    def _point(self, spans: Sequence[Evidence]) -> None:
        """Words under the mouse stand out for as long as it rests there."""
        shown = spans or self._chosen_words
        self.article.reader.light([(span.start, span.end) for span in shown])

    def _highlight_clicked(self, ids: list[str]) -> None:
        """Words of the article were clicked: choose the value they support, in its incident."""
        if self.shown is None or not ids:
            return
        span = self.shown.span_by_id.get(ids[0])
        if span is None:
            self._passage_clicked(ids[0])
            return
        if span.incident and span.incident != self.side.incident:
            self.choose_incident(span.incident)
        self._light((span,), False)
        self.side.mark(self.shown.targets_of(span), span.id)

    def _passage_clicked(self, passage_id: str) -> None:
        assert self.shown is not None
        passage = next((each for each in self.shown.coding.not_codable if each.id == passage_id), None)
        if passage is not None:
            self._light((as_span(passage),), False)
            self.side.mark([Target(field=passage.id)], passage.id)

    def step_words(self, by: int) -> None:
        """Go to the next (or the one before) of all highlighted words of the article."""
        if self.shown is None:
            return
        order = sorted(self.article.reader.highlights(), key=lambda each: (each.start, -each.end, each.id))
        if not order:
            return
        before = self._words_at if self._words_at >= 0 else -1 if by > 0 else 0
        self._words_at = (before + by) % len(order)
        chosen = order[self._words_at]
        self._highlight_clicked([chosen.id])
        self.article.reader.scroll_to(chosen.start, chosen.end)

    def _tell_value(self, line: Line | None) -> None:
        if self.shown is None or not self.side.incident:
            self.value_chosen.emit("")
            return
        entry = self.shown.incidents[self.shown.position_of[self.side.incident]]
        parts = [entry.letter, entry.title, line.label if line else ""]
        self.value_chosen.emit(" · ".join(part for part in parts if part))

    # Rules

    def _judge(self, shown: ArticleShown) -> None:
        """Have the rules look at the article, off the critical path."""

        def work() -> dict[str, list[Problem]]:
            from curator.domain.rules.judging import incident_problems

            return {
                each.incident.id: incident_problems(shown.coding, each.incident, shown.book(each.incident))
                if each.incident.status != "withdrawn" else []
                for each in shown.incidents
            }  # fmt: skip

        def take(problems: dict[str, list[Problem]]) -> None:
            if self.shown is shown:
                self.side.incidents.model.judge(problems)
                self.side.problems.judge(problems, self.side.incident)

        if shown.incidents:
            self._when_painted(lambda: self.background.run(work, take, lane="rules") if self.shown is shown else None)

    # Changes

    def _changed(self, change: ChangeSet) -> None:
        """A change was committed, by whomever: show what it touched again."""
        if "articles" in change.tables:
            if not self._list_later.isActive():
                self._list_later.start()
        else:
            self.library.model.renew()
        if self.shown is not None:
            article = self.shown.coding.article
            touched = article.id in change.articles or not change.articles
            with self.workspace.read() as reads:
                there = reads.article(article.n) is not None
            if not there:
                self.shown = None
                self.read_numbers(-1)
            elif touched or change.codebook_changed:
                self._show_article(article.id, self.side.incident)
        self.situation_changed.emit()

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.article.wear_theme()
        self.side.renew()

    # Panels by keyboard

    def next_panel(self, by: int) -> None:
        """Move the keyboard's focus to the next panel: library, article, incidents, values."""
        panels = (
            self.library.table, self.article.reader, self.side.incidents.list, self.side.pages.currentWidget(),
        )  # fmt: skip
        there = [panel for panel in panels if panel is not None and panel.isVisible()]
        focus = self.focusWidget()
        held = [panel is focus or (focus is not None and panel.isAncestorOf(focus)) for panel in there]
        at = held.index(True) + by if True in held else 0
        there[at % len(there)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_values(self) -> None:
        self.side.tabs.setCurrentIndex(VALUES)

    # Dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)
