# SPDX-License-Identifier: MIT
"""The data set: which incidents are shown, the table of them, totals, and how we know the chosen one.

What lives here: its widgets, and reading what they show from the workspace. What does not: going to the article
(page/places.py), writing files (tasks), the table itself (view.py), the words below it (words_below.py), views that are
kept (kept_views.py), what all long lists share (listed/).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.background import Background
from curator.app.dataset.copied_rows import rows_copied
from curator.app.dataset.counting import Counting
from curator.app.dataset.filter_bar import FilterBar
from curator.app.dataset.how_known import HowKnown
from curator.app.dataset.kept_views import KeptViews
from curator.app.dataset.look import look_of, way_of, wear_look
from curator.app.dataset.model import IncidentTableModel
from curator.app.dataset.reading import Listed, Reading, seen_coders, touches_list
from curator.app.dataset.totals import totals, totals_line
from curator.app.dataset.view import IncidentTable
from curator.app.dataset.ways import Ways
from curator.app.dataset.wording import how_many, why_empty
from curator.app.dataset.words_below import WordsBelow
from curator.app.guard import guarded
from curator.app.listed.page import AT_ONCE, ListPage, line_of_widgets
from curator.app.widgets import named, plain_label
from curator.domain.filtering import Condition, IncidentFilter
from curator.store.incident_list import IncidentLine, IncidentWish, about_how_many
from curator.store.incident_totals import Fits
from curator.store.stopping import GivenUp, giving_up
from curator.tasks.incident_columns import ListColumn, derived_of, leaves_of, list_columns
from curator.tasks.incident_filter import fitting
from curator.tasks.open_problems import OpenProblems
from curator.workspace import ChangeSet, Workspace

MINE = Condition("layer", value=("mine",))
_CHANGE_WAIT = 400  # ms after the last change of an incident


@guarded
class DatasetPage(ListPage):
    """`jump_wanted(article, incident)`: an article's local number and the id of an incident that is to be shown in it.
    `export_wanted`: the button was pressed. `filter_changed(IncidentFilter)`: other incidents are shown.
    `told(text)`: for the bar of messages."""

    jump_wanted = Signal(int, str)
    filter_changed = Signal(object)
    export_wanted = Signal()
    told = Signal(str)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget | None = None) -> None:
        title = self.tr("Data set")
        super().__init__("dataset", title, workspace, background, change_wait=_CHANGE_WAIT, parent=parent)
        self._looking_for = 0  # the number of the incident to choose when the list has come
        self.coders = seen_coders(self._workspace)
        self.columns = list_columns(workspace.codebook, self.coders is None or len(self.coders) > 1)
        self.model = IncidentTableModel(workspace.codebook, self.columns, self._fetch)
        self.table = IncidentTable(self.model)
        self._order, self._descending = self.columns[0], False
        self._conditions = IncidentFilter((MINE,))
        self._problems: OpenProblems | None = None
        self.bar = FilterBar()
        self.kept = KeptViews(self, workspace, background)
        self.known = HowKnown(workspace)
        self.below = WordsBelow(workspace)
        self.ways = Ways(self, Counting(workspace, background, lambda: self.viewer, self.empty.text))
        self._make_rest()
        self._lay_out()
        self._connect()

    # Making

    def _make_rest(self) -> None:
        tip = self.tr("Show the incidents that have all these words in a column")
        self.name_filter(self.tr("Find incidents …"), self.tr("Find incidents"), tip)
        self.export = QPushButton(self.tr("Export what is shown …"))
        named(self.export, "dataset.export", self.tr("Export what is shown"),
              tip=self.tr("Export these incidents with these columns, in any format"))  # fmt: skip
        self.choose = QPushButton(self.tr("Columns …"))
        named(self.choose, "dataset.columns", self.tr("Columns"),
              tip=self.tr("Which columns are shown (C in the table, or a right click on a heading)"))  # fmt: skip

    def _lay_out(self) -> None:
        self.filter_line.setMaximumWidth(measures.grown(240))
        parts = (self.ways.switch, self.filter_line, self.count, self.choose, self.ways.save, self.export)
        top = line_of_widgets(*parts, spacing=measures.INSET)
        top.setStretch(2, 1)
        self.lay_out(top, self.table, self.below.row, self.tr("Words of the chosen incident"))
        self.totals = named(plain_label("", role="quiet"), "dataset.totals", self.tr("Totals of what is shown"))
        self.totals.setContentsMargins(measures.WIDE_INSET, 4, measures.WIDE_INSET, 4)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        held = QHBoxLayout()
        held.setContentsMargins(measures.WIDE_INSET, 0, measures.WIDE_INSET, measures.GAP)
        held.addWidget(self.bar, 1)
        column.insertLayout(1, held)
        self.split = named(QSplitter(Qt.Orientation.Horizontal), "dataset.split", self.tr("Table and how we know"))
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        column.replaceWidget(self.pages, self.split)
        self.split.addWidget(self.ways.hold(self.pages))
        self.split.addWidget(self.known)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([900, measures.SIDE_WIDTH])
        column.setStretch(column.indexOf(self.split), 1)
        column.insertWidget(column.indexOf(self.split) + 1, self.totals)

    def _connect(self) -> None:
        self.filter_line.returnPressed.connect(self._filter_entered)
        self.table.opened.connect(self._jump)
        self.table.row_chosen.connect(self._show_words)
        self.table.sorted_by.connect(self._sort)
        self.table.columns_changed.connect(self.read)
        self.table.told.connect(self.told)
        self.choose.clicked.connect(lambda: self.table.choose_columns(self.choose.mapToGlobal(QPoint(0, 0))))
        self.export.clicked.connect(self.export_wanted)
        self.below.open.clicked.connect(lambda: self._jump(self.table.currentIndex().row()))
        self.bar.changed.connect(self.set_filter)
        self.bar.add_wanted.connect(lambda: self.edit_condition())
        self.bar.edit_wanted.connect(self.edit_condition)
        self.bar.save_wanted.connect(self.kept.ask_name)
        self.bar.view_wanted.connect(self.kept.show)
        self.bar.remove_wanted.connect(self.kept.remove)
        self.table.add_wanted.connect(lambda: self.edit_condition())
        self.known.edit_wanted.connect(lambda: self._jump(self.table.currentIndex().row()))
        self.show_bar()
        self._show_words(-1)

    # Which

    @property
    def filter(self) -> IncidentFilter:
        """What is shown: the conditions of the bar, and the words that are typed."""
        words = self.filter_line.text().strip()
        found = self._conditions
        return found.with_one(Condition("text", "row", "contains", (words,))) if words else found

    def set_filter(self, wanted: IncidentFilter) -> None:
        """Show what fits this filter; words of the row it asks for stand in the line where one types."""
        typed = [each for each in wanted.conditions if each.kind == "text" and each.key == "row"]
        if typed:
            self.filter_line.setText(" ".join(str(one) for each in typed for one in each.value))
        self._conditions = IncidentFilter(tuple(each for each in wanted.conditions if each not in typed))
        self.show_bar()
        self.read()

    def edit_condition(self, at: int | None = None) -> None:
        """Ask for one more condition, or for another one in the place of that at `at`."""
        from curator.app.dataset.condition_editor import ConditionEditor

        before = self._conditions.conditions[at] if at is not None else None
        if before is not None and before.op == "inside":
            self.ways.draw_area()
            return
        editor = ConditionEditor(self._workspace.codebook, self.window(), before)
        editor.made.connect(lambda made: self.set_filter(self._conditions.with_one(made, at)))
        editor.open()

    def show_bar(self) -> None:
        """Show the conditions and the views that are kept."""
        with self._workspace.read() as reads:
            names = {coder.id: coder.name for coder in reads.coders()}
            self.kept.views = reads.saved("view")
        self.bar.show_filter(self._conditions, self._workspace.codebook, names)
        self.bar.show_views(tuple(self.kept.views))

    # Reading

    def _fetch(self, numbers: Sequence[int]) -> list[IncidentLine]:
        shown = self.shown_columns
        fields = [column.source[1] for column in shown if column.source[0] == "article"]
        fields = list(dict.fromkeys([*fields, "title", "published"]))
        with self._workspace.read() as reads:
            return reads.incident_lines(numbers, leaves_of(shown), fields, self._workspace.codebook, derived_of(shown))

    @property
    def viewer(self) -> str:
        """Who looks. Where nobody has said who is coding, the only one there is."""
        coder = self._workspace.coder
        return coder.id if coder is not None else self.coders[0] if self.coders else ""

    def wish(self) -> Callable[[], IncidentWish]:
        """What is shown now: which incidents, in which order. To be called away from the window's thread, for it may
        have to look into articles; raises UserFault where the filter cannot be answered."""
        workspace, wanted, viewer = self._workspace, self.filter, self.viewer
        order, descending = self._order.source, self._descending

        def found() -> IncidentWish:
            with workspace.read() as reads:
                return IncidentWish(None, order, descending, fitting(workspace, reads, wanted, viewer))

        return found

    @property
    def shown_columns(self) -> list[ListColumn]:
        """The columns that are shown, in the order in which they stand."""
        return [self.columns[at] for at in self.table.shown_columns()]

    def read(self) -> None:
        """Read which incidents are listed, and show them."""
        self.begin_reading()
        self.coders = seen_coders(self._workspace)
        self.filter_changed.emit(self.filter)
        wanted, viewer, order, descending = self.filter, self.viewer, self._order.source, self._descending
        reading = self._reading + 1

        with self._workspace.read() as reads:
            few = about_how_many(reads.connection) <= AT_ONCE
            self.model.coder_names = {coder.id: coder.name for coder in reads.coders()}
        asked = Reading(
            self._workspace, wanted, viewer, order, descending, self._problems,
            lambda: self._left or self._reading > reading, self.ways.counting.standing,
        )  # fmt: skip
        slow = any(each.kind == "problems" or each.key == "article" for each in wanted.conditions)
        if few and not slow:
            self._reading = reading
            self._show(asked.whole())
            return

        def begin(found: Listed | None) -> None:
            if found is not None:
                self._begin(found.numbers)
                self._workspace.sorts_by(order)

        def end(found: Listed | None) -> None:
            if found is not None:
                self._problems = asked.problems
                self._follow(found)
                self._sum(found.fits, len(found.numbers))

        self.read_in_two_steps(asked.first, begin, asked.whole, end)

    def _sum(self, fits: Fits, incidents: int) -> None:
        """The totals of what is shown, off the window's thread; they may take longer than the list."""
        reading, book = self._reading, self._workspace.codebook
        standing = self.ways.counting.standing
        self.totals.setText("…")

        def work() -> str:
            try:
                with (
                    self._workspace.read() as reads,
                    giving_up(reads.connection, lambda: self._left or self._reading != reading),
                ):
                    return totals_line(book, incidents, *totals(reads.connection, book, fits, standing))
            except GivenUp:
                return ""

        self._background.run(work, self.totals.setText, lane="dataset.totals")

    def _begin(self, numbers: array[int]) -> None:
        """The first rows of a long list have come; how many there are is not known yet."""
        self._looking_for = self._looking_for or self._chosen_number()
        self.model.show(numbers)
        if numbers:
            self.show_list(numbers, "")
            self._choose(0)
        self.count.setText("…")

    def _show(self, found: Listed | None) -> None:
        """All of a short list has come."""
        if found is None:
            return
        chosen, self._looking_for = self._looking_for or self._chosen_number(), 0
        self.model.show(found.numbers)
        self._tell(found)
        row = self.model.row_of(chosen) if chosen else None
        self._choose(row or 0)
        self._sum(found.fits, len(found.numbers))

    def _follow(self, found: Listed) -> None:
        """The rest of a long list has come; whoever has gone on in its first rows meanwhile stays there."""
        gone_on = self.table.currentIndex().row() > 0
        chosen, self._looking_for = self._chosen_number() if gone_on else self._looking_for, 0
        self.model.follow(found.numbers)
        self._tell(found)
        row = self.model.row_of(chosen) if chosen else None
        if row is not None and row != self.table.currentIndex().row():
            self._choose(row)

    def _tell(self, found: Listed) -> None:
        known = self._workspace.coder is not None
        told = why_empty(found.total, self._conditions, coder_known=known, layers=bool(self.coders))
        self.show_list(found.numbers, found.refused or told)
        self.export.setEnabled(bool(found.numbers))
        self.count.setText(how_many(len(found.numbers), found.total))
        if not found.numbers:
            self._show_words(-1)

    def _choose(self, row: int) -> None:
        if self.model.rowCount():
            self.table.choose(row)

    def _chosen_number(self) -> int:
        index = self.table.currentIndex()
        return self.model.number(index.row()) if index.isValid() else 0

    # Changes

    def follow_change(self, change: ChangeSet) -> None:
        """A change was committed: show it, now or when the page is next seen."""
        if "saved" in change.tables:
            self.show_bar()
        if touches_list(change):
            self.changed()

    @property
    def outdated(self) -> bool:
        """Somebody else codes here now."""
        return self.coders != seen_coders(self._workspace)

    # What the user does

    def _sort(self, column: int, descending: bool) -> None:
        self._order, self._descending = self.columns[column], descending
        self.read()

    def _filter_entered(self) -> None:
        self.read()
        self.table.setFocus()

    def _line(self, row: int) -> IncidentLine | None:
        return self.model.line(row) if 0 <= row < self.model.rowCount() else None

    def _jump(self, row: int) -> None:
        if (line := self._line(row)) is not None:
            self.jump_wanted.emit(line.article_n, line.id)

    def _show_words(self, row: int) -> None:
        line = self._line(row)
        self.known.show_incident(line.id if line is not None else "")
        self.below.show_line(line)

    def choose_incident(self, incident: str) -> None:
        """Choose the row of this incident, where it is listed."""
        with self._workspace.read() as reads:
            found = reads.connection.execute("SELECT n FROM incidents WHERE id = ?", (incident,)).fetchall()
        row = self.model.row_of(found[0][0]) if found else None
        if row is not None:
            self._choose(row)

    def choose_number(self, number: int) -> None:
        """Choose the row of the incident with this local number, now or when it has been read."""
        row = self.model.row_of(number)
        if row is not None:
            self._choose(row)
        else:
            self._looking_for = number

    def copy(self) -> None:
        """The chosen rows as lines with tabs, for a spreadsheet; words selected below the table as they are."""
        if self.below.words.hasSelectedText() and not self.table.hasFocus():
            QApplication.clipboard().setText(self.below.words.selectedText())
            return
        if self.ways.copies:
            self.told.emit(self.ways.copy())
            return
        text, told = rows_copied(self.table)
        if text:
            QApplication.clipboard().setText(text)
        if told:
            self.told.emit(told)

    # How it looks

    @property
    def look(self) -> str:
        """Widths and order of the columns and what they are sorted by, to be kept."""
        return look_of(self.table, self._order.key, self._descending, self.ways.way)

    def wear_look(self, look: str) -> None:
        """Look as it did."""
        key, self._descending = wear_look(self.table, look)
        self._order = next((column for column in self.columns if column.key == key), self.columns[0])
        self.table.show_order(self.columns.index(self._order), self._descending)
        self.ways.wear(way_of(look))

    def next_part(self, by: int = 1) -> None:
        self.ways.next_part(by)

    def leave(self) -> None:
        super().leave()
        self.ways.counting.leave()

    def wear_theme(self) -> None:
        super().wear_theme()
        self.ways.wear_theme()
