# SPDX-License-Identifier: MIT
"""One open project on the screen: library, article, incidents and values, and how they follow each other.

What lives here: which article, incident and value is chosen, reading them from the workspace, renewing after a change.
What does not: menus, messages, jobs (main_window.py); what each panel shows (library/, article_page.py, side_panel.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.article_page import ArticlePage
from curator.app.background import Background
from curator.app.change_feed import ChangeFeed
from curator.app.doing import Doing
from curator.app.guard import guarded
from curator.app.incidents.shown import ArticleShown
from curator.app.library.finder import Finder, FoundWords
from curator.app.library.panel import LibraryPanel
from curator.app.library.searching import finder_of
from curator.app.page_views import PageViews
from curator.app.read_parts.watch import ReadWatch
from curator.app.side_panel import ARTICLE, HIGHLIGHTS, VALUES, SidePanel
from curator.app.values.article_lines import as_span
from curator.app.values.drafts import Draft, Drafts
from curator.app.values.line import Line, Target
from curator.app.widgets import named
from curator.domain.coding import Comment, Evidence, Incident
from curator.shape import replace
from curator.store.articles import ArticleLine
from curator.store.log_lines import LogLine
from curator.store.log_places import LogPlace
from curator.workspace import ChangeSet, Workspace

if TYPE_CHECKING:
    from curator.app.coding.article_desk import ArticleDesk
    from curator.app.coding.comments_desk import CommentsDesk
    from curator.app.coding.desk import Desk
    from curator.app.coding.desks import Desks
    from curator.app.coding.edges_desk import EdgesDesk
    from curator.app.coding.history_desk import HistoryDesk
    from curator.app.coding.incidents_desk import IncidentsDesk
    from curator.app.coding.strip import Strip
    from curator.app.coding.values_desk import ValuesDesk
    from curator.app.coding.words_desk import WordsDesk
    from curator.app.comments.panel import CommentsPanel
    from curator.app.history.panel import HistoryPanel
    from curator.app.history.side import HistorySide
    from curator.app.incident_table.panel import IncidentTablePanel
    from curator.domain.rules.problems import Problem

_LIST_PACE = 100  # ms between two readings of the list while a long import goes on
_AT_ONCE = 20_000  # up to so many articles the list is read at once; more of them in a thread


@guarded
class WorkspacePage(QWidget):
    """`situation_changed`: what is possible now may differ. `value_chosen(text)`: for the status bar.
    `paths_dropped(list of paths)`: files were dropped on the window. `import_wanted`: from the empty library.
    `text_given(text)`: words were dropped. `list_export_wanted`: the table of incidents is to be written to a file.
    `told(text)`: for the bar of messages. `desks_made(Desks)`: what codes here is there. `undo_wanted(LogLine)`: this
    step is to be taken back."""

    situation_changed = Signal()
    value_chosen = Signal(str)
    paths_dropped = Signal(list)
    import_wanted = Signal()
    numbers_shown = Signal()
    text_given = Signal(str)
    list_export_wanted = Signal()
    told = Signal(str)
    desks_made = Signal(object)
    undo_wanted = Signal(object)

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
        self._finder: Finder | None = None
        self.table_look = ""  # how the table of incidents looked, for when it is made
        self._list_later = QTimer(self, singleShot=True, interval=_LIST_PACE)
        self._list_later.timeout.connect(lambda: self.read_numbers(0 if self.shown else -1))
        self.drafts = Drafts(workspace.project_id)
        self._words_at = -1
        self._chosen_words: tuple[Evidence, ...] = ()
        self.doing = Doing(workspace, self)
        self.reading = ReadWatch(self)
        self._lay_out()
        self._connect()
        self.feed = ChangeFeed(workspace, self)
        self.feed.changed.connect(self._changed)
        self.setAcceptDrops(True)
        self.search_with(finder_of(workspace))

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
        self.views = PageViews(self.split, self._made_table, self._made_history)
        self._when_painted(self.views.rail.wear_theme)
        self._when_painted(self.side.draw_icons)
        column.addWidget(self.views)

    def _made_table(self) -> IncidentTablePanel:
        from curator.app.incident_table.panel import IncidentTablePanel

        table = IncidentTablePanel(self.workspace, self.background)
        table.wear_look(self.table_look)
        table.jump_wanted.connect(self.jump)
        table.export_wanted.connect(self.list_export_wanted)
        table.told.connect(self.told)
        return table

    def _made_history(self) -> HistoryPanel:
        from curator.app.history.panel import HistoryPanel

        def article() -> str:
            return self.shown.coding.article.id if self.shown is not None else ""

        history = HistoryPanel(self.workspace, self.background, article)
        history.place_wanted.connect(self.show_step)
        history.undo_wanted.connect(self.undo_wanted)
        return history

    def _made_side_history(self) -> HistorySide:
        from curator.app.history.side import HistorySide
        from curator.app.history.source import log_of
        from curator.store.log_list import LogWish

        def seqs(article: str, incident: str) -> array[int]:
            with self.workspace.read() as reads:
                return reads.log_seqs(LogWish(article=article, incident=incident))

        made = HistorySide(seqs, lambda wanted: log_of(self.workspace, wanted), lambda at: self.history_desk.steps(at))
        made.place_wanted.connect(self.show_step)
        made.undo_wanted.connect(self.undo_wanted)
        made.back_wanted.connect(lambda target, values: self.history_desk.bring_back(target, values))
        made.escaped.connect(self.article.reader.setFocus)
        return made

    def _connect_comments(self, panel: CommentsPanel) -> None:
        panel.place_wanted.connect(self.show_commented)
        panel.write_wanted.connect(lambda: self.comments_desk.on_article())
        panel.answer_wanted.connect(lambda said: self.comments_desk.answer(said))
        panel.change_wanted.connect(lambda said: self.comments_desk.change(said))
        panel.remove_wanted.connect(lambda said: self.comments_desk.remove(said))
        panel.resolve_wanted.connect(lambda said, resolved: self.comments_desk.resolve(said, resolved))
        panel.escaped.connect(self.article.reader.setFocus)

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
        self.library.search_wanted.connect(self._search)
        self.library.hit_chosen.connect(self._show_hit)
        self.side.incident_wanted.connect(lambda incident: self.choose_incident(incident, go=True))
        self.side.words_chosen.connect(self._choose_words)
        self.side.words_pointed.connect(self._point)
        self.side.value_chosen.connect(self._tell_value)
        self.article.reader.highlight_clicked.connect(self._highlight_clicked)
        self.side.escaped.connect(self.article.reader.setFocus)
        self.side.highlight_pointed.connect(self._show_highlight)
        self.side.highlight_wanted.connect(self._go_to_highlight)
        self.views.switched.connect(self.situation_changed)
        self.side.make_history = self._made_side_history
        self.side.comments_made.connect(self._connect_comments)

    # Coding

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

    def own_incident(self) -> Incident | None:
        """The chosen incident, where the coder may write it."""
        incident = self.shown.incident(self.side.incident) if self.shown is not None else None
        coder = self.workspace.coder
        own = incident is not None and coder is not None and incident.coder == coder.id and self.workspace.writable
        return incident if own else None

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
        self.read_numbers(article or -1)

    def follow_coder(self) -> None:
        """Somebody else codes here now: states in the list are theirs, and so is what can be edited."""
        self.read_numbers(0 if self.shown else -1)
        if self.shown is not None:
            self._show_article(self.shown.coding.article.id, self.side.incident)

    def close_page(self) -> None:
        """Let go of the workspace before it is closed."""
        self._list_later.stop()
        self.article.reader.settle_edges()
        self.reading.close()
        self._leave_editors()
        self.doing.close()
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
        words, states = self.library.words, self.library.chips.states
        coder = self.workspace.coder.id if self.workspace.coder else ""

        def read() -> tuple[array[int], Mapping[str, int]]:
            with self.workspace.read() as reads:
                return reads.article_ns(order, descending, words, states, coder), reads.reading_counts(coder)

        def show(found: tuple[array[int], Mapping[str, int]]) -> None:
            self.library.chips.show_counts(found[1])
            self._show_numbers(found[0], sum(found[1].values()), choose)

        with self.workspace.read() as reads:
            few = reads.article_count() <= _AT_ONCE
        if few:
            show(read())
        else:
            self.background.run(read, show, lane="numbers")

    def _count_states(self) -> None:
        """Count anew how far the coder is. What is listed stays: what was finished just now does not run away."""
        coder = self.workspace.coder.id if self.workspace.coder else ""

        def count() -> Mapping[str, int]:
            with self.workspace.read() as reads:
                return reads.reading_counts(coder)

        self.background.run(count, self.library.chips.show_counts, lane="states")

    # Searching in texts and values

    def search_with(self, finder: Finder) -> None:
        """Offer a search in texts and values."""
        self._finder = finder
        self.library.offer_search()

    def begin_filter(self) -> None:
        """Type words to find what is listed: incidents in their table, articles in the library."""
        if self.views.table is not None and self.views.table_shown:
            self.views.table.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.views.history is not None and self.views.history_shown:
            self.views.history.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.library.begin_filter()

    def begin_search(self) -> None:
        """Type words to find in texts and values."""
        if not self.views.code_shown:
            self.views.show_code()
        self.library.begin_search()

    def _search(self, words: str) -> None:
        finder = self._finder
        if finder is not None:
            self.background.run(
                lambda: finder(words), self.library.show_hits,
                lambda fault: self.library.show_hits((), fault.sentence), lane="search",
            )  # fmt: skip

    def _show_hit(self, hit: FoundWords) -> None:
        """Show the words that were found, in their article."""
        here = self.shown is not None and self.shown.coding.article.n == hit.article
        if not here and not self.choose_article(hit.article):
            return
        if hit.incident:
            self.choose_incident(hit.incident, go=hit.start < 0)
        if hit.start >= 0:
            self.article.reader.light([(hit.start, hit.end)])
            self.article.reader.scroll_to(hit.start, hit.end)
        if hit.comment:
            self.side.show_comment(hit.comment)
        elif hit.incident:
            self.side.tabs.setCurrentIndex(VALUES)

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
        if self.shown is None or article.id != self.shown.coding.article.id:
            self._leave_editors()
        self._show_article(article.id, "")
        self.library.mark(number)
        return True

    def _show_article(self, article_id: str, incident: str) -> None:
        same = self.shown is not None and self.shown.coding.article.id == article_id
        shown = self._read_article(article_id, self.shown if same else None)
        ids = list(shown.position_of)
        incident = incident if incident in shown.position_of else ids[0] if ids else ""
        if not same:
            self.article.reader.settle_edges()
            self.reading.leave()
        self.shown = shown
        self.side.coder = self.workspace.coder.id if self.workspace.coder else ""
        self.side.writable = self.workspace.writable and self.workspace.coder is not None
        self._words_at = -1
        fields = shown.coding.article.fields
        file = fields.get("source_file", "").rsplit("/", 1)[-1]
        untitled = " · ".join(part for part in (f"№ {shown.coding.article.n}", file) if part)
        if not same:
            self.article.show_article(fields, shown.coding.text, untitled)
            self._chosen_words = ()
            self.article.reader.set_highlights(shown.highlights(incident))
            self._choose_edges(())
        else:
            self.article.head.show_fields(fields, untitled)
            self.article.reader.show_highlights(shown.highlights(incident))
        self.side.show_article(shown, incident)
        self._follow_editable()
        if same:
            self._follow_words()
            self.reading.follow()
        else:
            self.reading.begin()
        self._judge(shown)
        self._tell_value(None)
        self.situation_changed.emit()

    def _read_article(self, article_id: str, before: ArticleShown | None = None) -> ArticleShown:
        """Read what is coded in an article. Of one that was shown `before` the text is known: it never changes."""
        with self.workspace.read() as reads:
            coding = reads.coding(article_id, with_text=before is None)
            coding = coding if before is None else replace(coding, text=before.coding.text)
            names = {coder.id: coder.name for coder in reads.coders()}
        shown = ArticleShown(coding, self.workspace.codebook, self.workspace.codebook_of, names)
        return shown if before is None else shown.after(before)

    def _show_nothing(self) -> None:
        self.reading.leave()
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
            self._leave_editors()
            touched = {incident, before}
            changed = (each for each in self.shown.highlights(incident) if self._incident_of(each.id) in touched)
            self.article.reader.update_highlights(changed)
            self.side.show_incident(incident)
            self._follow_editable()
        mentions = self.shown.incidents[self.shown.position_of[incident]].incident.mentions()
        self._light(mentions[:1] if go else (), go)
        self._choose_edges(())
        self._tell_value(None)
        self.situation_changed.emit()

    def jump(self, number: int, incident: str) -> None:
        """From the table of incidents to one of them in its article, at its main mention."""
        self.views.show_code(may_go_back=True)
        if self.choose_article(number):
            self.choose_incident(incident, go=True)
            self.article.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_place(self, place: LogPlace) -> bool:
        """Show where something was done: its article, incident and value, with the words in sight; False where the
        article is gone. The keyboard stays where it is."""
        with self.workspace.read() as reads:
            article = reads.article(place.article) if place.article else None
        if article is None:
            return False
        if self.shown is None or self.shown.coding.article.id != article.id:
            self.choose_article(article.n)
        if place.comment and self.side.show_comment(place.comment):
            return True
        if place.incident:
            self.choose_incident(place.incident)
        span = self.shown.span_by_id.get(place.span) if self.shown is not None else None
        line = self._line_of(place)
        words = (span,) if span is not None else line.words if line is not None else ()
        if not words and place.incident and self.shown is not None:
            incident = self.shown.incident(place.incident)
            words = incident.mentions()[:1] if incident is not None and not place.field else ()
        if words:
            self._light(words, True)
        return True

    def show_step(self, line: LogLine) -> None:
        """Show where an entry of the log was at work; where that is gone, say so."""
        with self.workspace.read() as reads:
            place = reads.log_place([line.seq])
        if not place.article:
            self.told.emit(self.tr("What “{label}” was about is not there any more.").format(label=line.label))
            return
        away = not self.views.code_shown
        self.views.show_code()
        self.show_place(place)
        if away:
            below = self.side.pages.currentWidget() if place.incident or place.field or place.comment else None
            (below or self.article.reader).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_commented(self, comment: Comment) -> None:
        """Show what a comment is about, with the keyboard there."""
        place = LogPlace(comment.article, comment.incident, comment.row, comment.field)
        if self.show_place(place):
            if comment.incident and not (comment.field or comment.row):
                self.side.tabs.setCurrentIndex(VALUES)
            inside = comment.incident or comment.field
            below = self.side.pages.currentWidget() if inside else self.article.reader
            (below or self.article.reader).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_comments(self) -> None:
        """Show the comments, those about the chosen value first; from the comments to what the chosen one is about."""
        said = self.side.chosen_comment()
        if said is not None:
            self.show_commented(said)
            return
        self.side.show_comments()

    def show_history_here(self) -> None:
        """Show the history of the chosen value, or of the incident or article where none is chosen."""
        self.side.show_history()

    def chosen_target(self) -> Target | None:
        """The chosen value, of the incident or of the article; None for none."""
        line = self.side.chosen_line
        return line.target if line is not None and line.target.field else None

    def chosen_label(self) -> str:
        return self.side.chosen_line.label if self.side.chosen_line is not None else ""

    def show_line_of(self, target: Target) -> None:
        """Choose the line of a value in its list."""
        if target.incident:
            self.side.reveal([target, Target(target.incident, target.row)])
        elif target.field:
            self.side.mark([target], "")

    def _line_of(self, place: LogPlace) -> Line | None:
        """Choose the line of a place."""
        target = Target(place.incident, place.row, place.field)
        if place.incident and (place.field or place.row):
            return self.side.reveal([target, Target(place.incident, place.row)])
        if place.field or place.span:
            return self.side.mark([target if place.field else Target(field=place.span)], place.span)
        return None

    def copy(self) -> None:
        """Copy what is selected: words of the article, or rows of the table."""
        if self.views.table is not None and self.views.table_shown:
            self.views.table.copy()
        else:
            self.article.reader.copy()

    def _incident_of(self, span_id: str) -> str:
        span = self.shown.span_by_id.get(span_id) if self.shown else None
        return span.incident if span else ""

    def _light(self, spans: Sequence[Evidence], go: bool) -> None:
        """Let these words stand out in the article; with `go` bring the first of them into view."""
        self._chosen_words = tuple(spans)
        self.article.reader.light([(span.start, span.end) for span in spans])
        if go and spans:
            self.article.reader.scroll_to(spans[0].start, spans[0].end)

    def _choose_words(self, spans: Sequence[Evidence], go: bool) -> None:
        """These words are meant: they stand out, and their edges can be moved."""
        self._light(spans, go)
        self._choose_edges(spans)

    def _follow_words(self) -> None:
        """The chosen words may stand elsewhere now, or be gone."""
        if not self._chosen_words:
            return
        if "desks" not in vars(self):
            return  # nothing was coded or chosen here yet
        with_handles = self.edges_desk.span is not None
        self._light(self.edges_desk.current(self._chosen_words), False)
        self.edges_desk.choose(self._chosen_words if with_handles else ())

    def _choose_edges(self, spans: Sequence[Evidence]) -> None:
        """The edges of these words can be moved, as soon as there is what moves them."""
        if "desks" in vars(self):
            self.edges_desk.choose(spans)

    def show_words_again(self) -> None:
        """Words were shown where they are not: a change of them was refused."""
        if self.shown is not None:
            self.article.reader.show_highlights(self.shown.highlights(self.side.incident))
            self._follow_words()

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
        self.side.mark(self.shown.targets_of(span), span.id)
        self._choose_words((span,), False)

    def _show_highlight(self, span_id: str) -> None:
        """A highlight was chosen in the list of them: the article shows it, the list keeps the keyboard."""
        span = self.span(span_id)
        if span is not None:
            self._choose_words((span,), True)

    def _go_to_highlight(self, span_id: str) -> None:
        """From the list of highlights to the value that one supports."""
        self._show_highlight(span_id)
        self._highlight_clicked([span_id])
        view = self.side.pages.currentWidget()
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def span(self, span_id: str) -> Evidence | None:
        """The words of a highlight, a passage's too."""
        shown = self.shown
        if shown is None:
            return None
        passage = next((each for each in shown.coding.not_codable if each.id == span_id), None)
        return as_span(passage) if passage is not None else shown.span_by_id.get(span_id)

    def _passage_clicked(self, passage_id: str) -> None:
        assert self.shown is not None
        passage = next((each for each in self.shown.coding.not_codable if each.id == passage_id), None)
        if passage is not None:
            self.side.mark([Target(field=passage.id)], passage.id)
            self._choose_words((as_span(passage),), False)

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

    def unread_share(self) -> float:
        """How much of the article was not read yet, 0 to 1."""
        return 1.0 - self.reading.share()

    def unread_paragraphs(self) -> Sequence[tuple[int, int]]:
        """The paragraphs of the article that were never on the screen."""
        return self.reading.unseen()

    def _tell_value(self, line: Line | None) -> None:
        if self.shown is None or not self.side.incident:
            self.value_chosen.emit("")
            return
        entry = self.shown.incidents[self.shown.position_of[self.side.incident]]
        parts = [entry.letter, entry.title, line.label if line else ""]
        self.value_chosen.emit(" · ".join(part for part in parts if part))

    # Rules

    def _follow_editable(self) -> None:
        """Only one's own incidents can be edited."""
        self.side.values.editable = self.own_incident() is not None
        self.side.article.editable = self.workspace.writable and self.workspace.coder is not None

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
                self.side.judge(problems)

        if shown.incidents:
            self._when_painted(lambda: self.background.run(work, take, lane="rules") if self.shown is shown else None)

    # Changes

    def _changed(self, change: ChangeSet) -> None:
        """A change was committed, by whomever: show what it touched again."""
        if "desks" in vars(self):
            self.desk.proposing.forget()
        if self.views.history is not None:
            self.views.history.follow_change(change)
        if self.views.table is not None:
            self.views.table.follow_change(change)
            if change.codebook_changed:
                self.table_look = self.views.table.look
                self.views.forget_table()
        if "articles" in change.tables:
            if not self._list_later.isActive():
                self._list_later.start()
        else:
            self.library.model.renew()
            if "reading" in change.tables:
                self._count_states()
        if self.shown is not None:
            article = self.shown.coding.article
            touched = article.id in change.articles or not change.articles
            with self.workspace.read() as reads:
                there = reads.article(article.n) is not None
            if not there:
                self.reading.leave()
                self.shown = None
                self.read_numbers(self._neighbour(article.n))
            elif touched or change.codebook_changed:
                self._show_article(article.id, self.side.incident)
        self.situation_changed.emit()

    def read_again(self) -> None:
        """Read everything that is shown once more: the file could not be read for a while."""
        if self.shown is not None:
            self._show_article(self.shown.coding.article.id, self.side.incident)
        self.read_numbers(0 if self.shown else -1)
        if self.views.table is not None:
            self.views.table.read()

    def _neighbour(self, number: int) -> int:
        """What to show in place of an article that is gone: the next of the list that is still there; -1: the first."""
        model = self.library.model
        row = model.row_of(number)
        if row is None:
            return -1
        near = [*range(row + 1, min(row + 50, model.rowCount())), *range(row - 1, max(-1, row - 50), -1)]
        with self.workspace.read() as reads:
            return next((n for n in map(model.number, near) if reads.article(n) is not None), -1)

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.article.wear_theme()
        self.side.renew()
        self.side.draw_icons()
        self.views.wear_theme()

    # Drafts

    def _leave_editors(self) -> None:
        if "desks" in vars(self):
            self.desks.leave_editors()

    def keep_draft(self, target: Target, text: str) -> None:
        """Keep what is being typed for a target; an empty text takes the draft away."""
        if self.shown is not None:
            self.drafts.keep(Draft(self.shown.coding.article.id, target, text))

    def restore_draft(self, draft: Draft) -> bool:
        """Open the editor again with what was being typed; False where its place is gone."""
        with self.workspace.read() as reads:
            article = reads.article(draft.article)
        if article is None or not self.choose_article(article.n):
            return False
        if draft.about:
            return self.comments_desk.restore(draft)
        if not draft.target.incident:
            self.side.tabs.setCurrentIndex(ARTICLE)
            fact = self.side.article.mark([draft.target])
            if fact is not None:
                self.article_desk.edit(fact, draft.text)
            return fact is not None
        self.choose_incident(draft.target.incident)
        line = self.side.reveal([draft.target])
        if line is None:
            return False
        self.values_desk.edit(replace(line, target=draft.target), draft.text)
        return True

    # Panels by keyboard

    def next_panel(self, by: int) -> None:
        """Move the keyboard's focus to the next panel: library, article, incidents, values."""
        if self.views.table is not None and self.views.table_shown:
            self.views.table.next_part()
            return
        if self.views.history is not None and self.views.history_shown:
            self.views.history.next_part()
            return
        panels = (
            self.library.list_shown, self.article.reader, self.side.incidents.list, self.side.pages.currentWidget(),
        )  # fmt: skip
        there = [panel for panel in panels if panel is not None and panel.isVisible()]
        focus = self.focusWidget()
        held = [panel is focus or (focus is not None and panel.isAncestorOf(focus)) for panel in there]
        at = held.index(True) + by if True in held else 0
        there[at % len(there)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_highlights(self) -> None:
        """Show the list of highlights, with the keyboard in it."""
        self.side.tabs.setCurrentIndex(HIGHLIGHTS)
        self.side.highlights.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_values(self) -> None:
        self.side.tabs.setCurrentIndex(VALUES)

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
