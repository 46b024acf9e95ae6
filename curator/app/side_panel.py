# SPDX-License-Identifier: MIT
"""The right side of the window: incidents; below them values, the article's own facts, passages not codable, comments,
history.

What lives here: what follows what when something is shown or chosen. What does not: the lines of the incident
(side/form.py), the lists behind it (side/lists_below.py), their tabs (side/tabs_below.py), what is to be settled
(side/to_settle.py), going to comments and history (side/talk.py), reading the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.incidents.first_steps import FirstSteps
from curator.app.incidents.panel import IncidentsPanel
from curator.app.incidents.shown import ArticleShown
from curator.app.problems_bar import ProblemsBar
from curator.app.shown_now import ShownNow
from curator.app.side.form import IncidentForm
from curator.app.side.lists_below import ListsBelow
from curator.app.side.tabs_below import ARTICLE, COMMENTS, HIGHLIGHTS, HISTORY, NOT_CODABLE, VALUES, TabsBelow
from curator.app.side.talk import Talk
from curator.app.side.to_settle import ToSettle
from curator.app.values.line import Line, Target
from curator.app.values.view import ValuesView
from curator.app.widgets import hair_line, named
from curator.shape import replace

if TYPE_CHECKING:
    from curator.app.incidents.highlight_list import HighlightList

_LEAST_BELOW = 260  # pixels for tabs, values and problems in a low window


class SidePanel(QWidget):
    """`words_chosen(spans, go)`: words are to light up, and with `go` to be scrolled to. `words_pointed(spans)`: the
    mouse rests on a line. `incident_wanted(id)`: choose this incident. `value_chosen(line)`: for the status bar.
    `menu_wanted(view, line, point)`: the menu of a line at a point of the screen. `highlight_pointed(id)`: the article
    is to show this highlight; `highlight_wanted(id)`: go to the value it supports. `escaped`: back to the article.
    `versions_wanted(incident)`: choose between its versions."""

    words_chosen = Signal(object, bool)
    words_pointed = Signal(object)
    incident_wanted = Signal(str)
    menu_wanted = Signal(object, object, object)
    value_chosen = Signal(object)
    highlight_pointed = Signal(str)
    highlight_wanted = Signal(str)
    escaped = Signal()
    versions_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "side", self.tr("Incidents and values"), role="side")
        self.incidents = IncidentsPanel()
        self.form = IncidentForm(self)
        self.values = self.form.view
        self.pages = ListsBelow(self.values, self._now)
        self.tabs = TabsBelow(self)
        self.problems = ProblemsBar()
        self._shown: ArticleShown | None = None
        self.to_settle = ToSettle(self)
        self.talk = Talk(self)
        self._fitted = ("", 0, 0)  # for what the incidents were given their room
        self.chosen_line: Line | None = None  # the value chosen last, in whichever list
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        below = QWidget()
        rows = QVBoxLayout(below)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        tab_row = QVBoxLayout()
        tab_row.setContentsMargins(measures.INSET, 2, measures.INSET, 0)
        tab_row.addWidget(self.tabs)
        rows.addLayout(tab_row)
        rows.addWidget(hair_line())
        rows.addWidget(self.pages, 1)
        rows.addWidget(self.problems)
        self.split = QSplitter(Qt.Orientation.Vertical)
        named(self.split, "side.split", self.tr("Incidents and values"))
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.incidents)
        self.split.addWidget(below)
        self.split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self.setMinimumWidth(measures.LEAST_SIDE)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_changed)
        self.value_chosen.connect(self._keep_chosen)
        self._listen_to(self.values)
        self.form.toggled.connect(self.value_chosen)
        self.pages.values_made.connect(self._listen_to)
        self.pages.highlights_made.connect(self._listen_to_highlights)
        self.incidents.incident_chosen.connect(self._incident_chosen)
        self.incidents.values_wanted.connect(self._go_into_form)
        self.problems.place_wanted.connect(self.to_settle.go_to)

    def _listen_to(self, view: ValuesView) -> None:
        view.chosen.connect(self._line_chosen)
        view.pointed.connect(self.words_pointed)
        view.toggled.connect(self.form.toggle)
        view.escaped.connect(self.escaped)
        view.menu_wanted.connect(lambda line, point: self.menu_wanted.emit(view, line, point))

    def _listen_to_highlights(self, view: HighlightList) -> None:
        view.pointed.connect(self.highlight_pointed)
        view.wanted.connect(self.highlight_wanted)
        view.escaped.connect(self.escaped)

    # Showing

    @property
    def incident(self) -> str:
        """The id of the chosen incident, "" for none."""
        return self.form.incident

    def show_article(self, shown: ArticleShown | None, incident: str) -> None:
        """Show an article's incidents and facts and this incident's values."""
        self._shown = self.form.shown = shown
        self.pages.show_article(shown)
        found = self.to_settle.begin(shown)
        self.incidents.show_incidents(shown.incidents if shown else (), incident, shown is not None, found)
        self.tabs.count_not_codable(len(shown.coding.not_codable) if shown else 0)
        self._fit_incidents()
        self._mark_comments()
        self.show_incident(incident)
        self._fill_below()
        self.pages.tell_history(True)

    def tell_first_steps(self, steps: FirstSteps) -> None:
        """What an article without incidents says."""
        if self.form.tell_first_steps(steps):
            self.incidents.tell_empty(steps.told)
            if self._shown is not None and not self._shown.incidents:
                self.form.fill()
                self._fit_incidents()

    def show_incident(self, incident: str) -> None:
        """Show this incident's values; nothing is sent out."""
        if incident != self.form.incident:
            self.values.unmark()
            self.chosen_line = None
        self.form.incident = incident
        self.incidents.mark(incident)
        self.form.fill()
        self.tabs.name_incident(self.form.letter)
        self.to_settle.mark()
        self.pages.tell_history(False)

    def wish_for(self, *, blank: bool | None = None, open_all: bool | None = None) -> None:
        """Show or hide blank fields; open or close every compound and row."""
        self.form.wish_for(blank=blank, open_all=open_all)
        self.pages.blank = self.form.wish.blank
        self.renew()

    def draw_icons(self) -> None:
        """Draw the tabs that have a picture for a name, in the colours of the theme; not before the first paint."""
        self.tabs.draw_icons()

    def renew(self) -> None:
        """Make the lines again (the theme or the wish has changed)."""
        self.form.fill()
        self._fill_below()

    def _fill_below(self) -> None:
        self.pages.fill_values()
        if self.tabs.currentIndex() == HIGHLIGHTS:
            self.pages.fill_highlights()

    def _mark_comments(self) -> None:
        """Count the comments in the tab, mark the values that have some."""
        shown, counts = self._shown, {}
        if shown is not None and shown.coding.comments:
            from curator.app.comments.lines import counts_of

            counts = dict(counts_of(shown))
        self.tabs.count_comments(sum(count.open for count in counts.values()))
        self.incidents.model.mark_comments(counts)
        self.pages.mark_comments(counts)

    def _fit_incidents(self) -> None:
        """Every incident shows, up to six, as long as the values below have the room they need; done where there are
        others or more of them than when this was last asked."""
        room = max(self.split.height(), 400)
        wanted = min(self.incidents.wanted_height(), room - measures.grown(_LEAST_BELOW))
        fits = self._shown.coding.article.id if self._shown is not None else "", wanted, room
        if fits != self._fitted:
            self._fitted = fits
            self.split.setSizes([wanted, room - wanted])

    def _keep_chosen(self, line: Line) -> None:
        self.chosen_line = line if line.target.field or line.target.row else None
        self.pages.tell_history(False)

    def _now(self, changed: bool) -> ShownNow:
        line = self.chosen_line
        value = line is not None and bool(line.target.field)
        return ShownNow(
            self._shown.coding.article.id if self._shown is not None else "", self.form.incident,
            self.form.called, line.target if line is not None and value else None,
            line.label if line is not None else "", self.pages.writable, changed,
        )  # fmt: skip

    # What the user does

    def _tab_changed(self, at: int) -> None:
        pages = self.pages
        if at == HIGHLIGHTS:
            pages.fill_highlights()
            pages.setCurrentWidget(pages.highlights)
        else:
            behind = pages.comments if at == COMMENTS else pages.history if at == HISTORY else pages.values_below(at)
            pages.setCurrentWidget(behind)

    def _incident_chosen(self, incident: str) -> None:
        self.tabs.setCurrentIndex(VALUES)
        self.incident_wanted.emit(incident)

    def _go_into_form(self) -> None:
        """From the list of incidents to the values of the chosen one."""
        self.tabs.setCurrentIndex(VALUES)
        self.values.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _line_chosen(self, line: Line, go: bool) -> None:
        self.words_chosen.emit(line.words, go)
        view = self.pages.currentWidget()
        name = view.name_of(line) if isinstance(view, ValuesView) else line.label
        self.value_chosen.emit(replace(line, label=name))

    def mark(self, targets: Sequence[Target], span_id: str) -> Line | None:
        """Choose the line that stands for words clicked in the article, in whichever list it is."""
        at = VALUES if targets[0].incident else ARTICLE
        line = self.pages.values_below(at).mark(targets, span_id)
        if line is None and not targets[0].incident:
            at, line = NOT_CODABLE, self.pages.not_codable.mark([], span_id)
        if line is not None:
            self.tabs.setCurrentIndex(at)
            self.value_chosen.emit(line)
        return line

    def reveal(self, targets: Sequence[Target], *, inside: bool = False) -> Line | None:
        """Choose the line of the first of these targets that has one, in a row that is opened for it; with `inside` a
        closed compound is opened too, where without it stands for its parts."""
        first = targets[0]
        self.form.open_for(first, inside=inside)
        self.tabs.setCurrentIndex(VALUES)
        line = self.values.mark([first, *self.form.compounds_above(first), *targets[1:]])
        if line is not None:
            self.words_chosen.emit(line.words, False)
            self.value_chosen.emit(line)
        return line
