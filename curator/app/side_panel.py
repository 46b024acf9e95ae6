# SPDX-License-Identifier: MIT
"""The right side of the window: incidents; below them values, the article's own facts, passages not codable, comments,
history.

What lives here: the lists with their tabs, and rebuilding their lines. What does not: reading the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.incidents.colours import colour_of
from curator.app.incidents.first_steps import FirstSteps
from curator.app.incidents.panel import IncidentsPanel
from curator.app.incidents.shown import ArticleShown
from curator.app.problems_bar import ProblemsBar
from curator.app.shown_now import ShownNow
from curator.app.side_tabs import SideTabs, TabName
from curator.app.theme import current
from curator.app.values.found import found
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.lines import Wish, incident_lines
from curator.app.values.view import ValuesView
from curator.app.widgets import hair_line, named
from curator.domain.coding import Comment, Incident
from curator.domain.rules.facts import Facts
from curator.domain.rules.problems import Problem
from curator.shape import replace

if TYPE_CHECKING:
    from curator.app.comments.panel import CommentsPanel
    from curator.app.history.side import HistorySide
    from curator.app.incidents.highlight_entries import Entries
    from curator.app.incidents.highlight_list import HighlightList

VALUES, ARTICLE, NOT_CODABLE, HIGHLIGHTS, COMMENTS, HISTORY = range(6)
VERSIONS = "versions"  # in place of a rule: an incident of which there are several versions
_LEAST_BELOW = 260  # pixels for tabs, values and problems in a low window


class SidePanel(QWidget):
    """`words_chosen(spans, go)`: words are to light up, and with `go` to be scrolled to. `words_pointed(spans)`: the
    mouse rests on a line. `incident_wanted(id)`: choose this incident. `value_chosen(line)`: for the status bar.
    `menu_wanted(view, line, point)`: the menu of a line at a point of the screen. `highlight_pointed(id)`: the article
    is to show this highlight; `highlight_wanted(id)`: go to the value it supports. `escaped`: back to the article.
    `comments_made(CommentsPanel)`: the list of comments is there. `versions_wanted(incident)`: choose between its
    versions."""

    words_chosen = Signal(object, bool)
    words_pointed = Signal(object)
    incident_wanted = Signal(str)
    menu_wanted = Signal(object, object, object)
    value_chosen = Signal(object)
    highlight_pointed = Signal(str)
    highlight_wanted = Signal(str)
    escaped = Signal()
    comments_made = Signal(object)
    versions_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "side", self.tr("Incidents and values"), role="side")
        self.incidents = IncidentsPanel()
        self.values = ValuesView("values.list", self.tr("Values of the incident"))
        self.problems = ProblemsBar()
        self._shown: ArticleShown | None = None
        self._incident = ""
        self._wish = Wish()
        self._steps = FirstSteps()
        self._problems: Mapping[str, Sequence[Problem]] = {}  # by incident, as far as the rules have looked
        self._several: frozenset[str] = frozenset()  # incidents of which there are several versions
        self._fitted = ("", 0, 0)  # for what the incidents were given their room
        self.chosen_line: Line | None = None  # the value chosen last, in whichever list
        self.make_history: Callable[[], HistorySide] | None = None
        self.coder = ""  # who is coding, and whether anything can be written
        self.writable = False
        self._lay_out()
        self.value_chosen.connect(self._keep_chosen)
        self._listen_to(self.values)
        self.incidents.incident_chosen.connect(self._incident_chosen)
        self.incidents.values_wanted.connect(self._go_into_form)
        self.problems.place_wanted.connect(self.show_problem)

    def _lay_out(self) -> None:
        names = [TabName(self.tr("Incident")), TabName(self.tr("Article"), "", "article"),
                 TabName(self.tr("Not codable"), "", "not-codable"),
                 TabName(icon="highlights", told=self.tr("Highlights")),
                 TabName(icon="comments", told=self.tr("Comments")),
                 TabName(icon="history", told=self.tr("History"))]  # fmt: skip
        give_way = (NOT_CODABLE, ARTICLE, VALUES)
        self.tabs = SideTabs("side.tabs", self.tr("What is listed below"), names, give_way, self)
        self.tabs.setTabToolTip(VALUES, self.tr("The values of the chosen incident, with their words"))
        self.tabs.setTabToolTip(ARTICLE, self.tr("What is known of the article itself, with its words"))
        self.tabs.setTabToolTip(NOT_CODABLE, self.tr("Passages that were read and hold no incident, with the reason"))
        self.tabs.setTabToolTip(HIGHLIGHTS, self.tr("Highlights: every one of the article in words, in its order"))
        self.tabs.setTabToolTip(COMMENTS, self.tr("Comments: what coders said about the article, incidents, values"))
        self.tabs.setTabToolTip(HISTORY, self.tr("History: what was done to the article, incident, value"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.values)
        self.tabs.currentChanged.connect(self._tab_changed)
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

    def _listen_to(self, view: ValuesView) -> None:
        view.chosen.connect(self._line_chosen)
        view.pointed.connect(self.words_pointed)
        view.toggled.connect(self._toggle)
        view.escaped.connect(self.escaped)
        view.menu_wanted.connect(lambda line, point: self.menu_wanted.emit(view, line, point))

    # The lists behind the first one are made when they are first wanted

    @cached_property
    def article(self) -> ValuesView:
        """What is known of the article itself."""
        return self._made_behind(ValuesView("article_facts.list", self.tr("Values of the article")), self._fill_article)

    @cached_property
    def not_codable(self) -> ValuesView:
        """The passages that hold no incident."""
        view = ValuesView("not_codable.list", self.tr("Passages not codable"))
        return self._made_behind(view, self._fill_not_codable)

    @cached_property
    def highlights(self) -> HighlightList:
        """Every highlight of the article in words."""
        from curator.app.incidents.highlight_list import HighlightList

        view = HighlightList()
        view.pointed.connect(self.highlight_pointed)
        view.wanted.connect(self.highlight_wanted)
        view.escaped.connect(self.escaped)
        self.pages.addWidget(view)
        return view

    @cached_property
    def _entries(self) -> Entries:
        from curator.app.incidents.highlight_entries import Entries

        return Entries()

    def _made_behind(self, view: ValuesView, fill: Callable[[ValuesView], None]) -> ValuesView:
        self._listen_to(view)
        self.pages.addWidget(view)
        fill(view)
        return view

    @cached_property
    def comments(self) -> CommentsPanel:
        """What was said about the article."""
        from curator.app.comments.panel import CommentsPanel

        made = CommentsPanel()
        self.pages.addWidget(made)
        self.comments_made.emit(made)
        self._fill_comments(made)
        return made

    @cached_property
    def history(self) -> HistorySide:
        """What was done in the article."""
        assert self.make_history is not None
        made = self.make_history()
        self.pages.addWidget(made)
        made.show_now(self._now(True))
        return made

    def page(self, tab: int) -> ValuesView:
        """The list of values below this tab."""
        return self.article if tab == ARTICLE else self.not_codable if tab == NOT_CODABLE else self.values

    # Showing

    @property
    def incident(self) -> str:
        """The id of the chosen incident, "" for none."""
        return self._incident

    def show_article(self, shown: ArticleShown | None, incident: str) -> None:
        """Show an article's incidents and facts and this incident's values."""
        self._shown = shown
        self._problems = self._with_versions(shown.problems()) if shown else {}
        self.incidents.show_incidents(shown.incidents if shown else (), incident, shown is not None, self._problems)
        count = len(shown.coding.not_codable) if shown else 0
        told = self.tr("Not codable {count}").format(count=count or "").strip()
        self.tabs.rename(NOT_CODABLE, TabName(told, str(count or ""), "not-codable"))
        self._fit_incidents()
        self._mark_comments()
        self.show_incident(incident)
        self._fill_facts()
        self._tell_history(True)

    def tell_first_steps(self, steps: FirstSteps) -> None:
        """What an article without incidents says."""
        if steps != self._steps:
            self._steps = steps
            self.incidents.tell_empty(steps.told)
            if self._shown is not None and not self._shown.incidents:
                self._fill_values()
                self._fit_incidents()

    def show_incident(self, incident: str) -> None:
        """Show this incident's values; nothing is sent out."""
        if incident != self._incident:
            self.values.unmark()
            self.chosen_line = None
        self._incident = incident
        self.incidents.mark(incident)
        self._fill_values()
        found = self._found()
        letter = found[1] if found else ""
        self.tabs.rename(VALUES, TabName(self.tr("Incident {letter}").format(letter=letter).strip(), letter or None))
        self._mark_problems()
        self._tell_history(False)

    def wish_for(self, *, blank: bool | None = None, open_all: bool | None = None) -> None:
        """Show or hide blank fields; open or close every compound and row."""
        if blank is not None:
            self._wish = replace(self._wish, blank=blank)
        if open_all is not None:
            self._wish = replace(self._wish, open_all=open_all, opened=frozenset())
        self.renew()

    def draw_icons(self) -> None:
        """Draw the tabs that have a picture for a name, in the colours of the theme; not before the first paint."""
        self.tabs.draw_icons()

    def renew(self) -> None:
        """Make the lines again (the theme or the wish has changed)."""
        self._fill_values()
        self._fill_facts()

    def _found(self) -> tuple[Incident, str, QColor] | None:
        if self._shown is None or self._incident not in self._shown.position_of:
            return None
        entry = self._shown.incidents[self._shown.position_of[self._incident]]
        return entry.incident, entry.letter, colour_of(entry.position)

    def _called(self) -> str:
        """The letter of the chosen incident in its article, and its number in the project."""
        found = self._found()
        return f"{found[1]} (№ {found[0].number})" if found is not None else ""

    def _fill_values(self) -> None:
        found = self._found()
        if self._shown is None or found is None:
            self.values.show_lines(self._empty_lines(), QColor(current().quiet))
            return
        incident, _, colour = found
        book = self._shown.book(incident)
        facts = Facts(self._shown.coding, incident, book)
        self.values.show_lines(incident_lines(book, incident, self._wish, facts.visible), colour)

    def _empty_lines(self) -> list[Line]:
        """What stands in place of values while no incident is chosen."""
        if self._shown is None:
            return []
        if self._shown.incidents:
            return [Line(LineKind.EMPTY, text=self.tr("Choose an incident to see its values."), key=("empty",))]
        if not self._steps.how:
            return []
        heading = Line(LineKind.SECTION, label=self.tr("How to code"), key=("section", "steps"))
        return [heading, Line(LineKind.EMPTY, text=self._steps.how, key=("empty",))]

    def _fill_facts(self) -> None:
        if "article" in vars(self):
            self._fill_article(self.article)
        if "not_codable" in vars(self):
            self._fill_not_codable(self.not_codable)
        if self.tabs.currentIndex() == HIGHLIGHTS:
            self._fill_highlights()

    def _fill_article(self, view: ValuesView) -> None:
        from curator.app.values.article_lines import article_lines

        lines = article_lines(self._shown.coding, self._wish.blank) if self._shown else []
        view.show_comments(self.values.drawn.comments)
        view.show_lines(lines, QColor(current().quiet))

    def _fill_not_codable(self, view: ValuesView) -> None:
        from curator.app.values.article_lines import not_codable_lines

        shown = self._shown
        lines = not_codable_lines(shown.coding.not_codable, shown.codebook) if shown else []
        view.show_lines(lines, QColor(current().quiet))

    def _fill_highlights(self) -> None:
        """Made anew while it is on show: nobody waits for a list that is not seen."""
        self.highlights.show_entries(self._entries.of(self._shown) if self._shown else ())

    # Comments and history

    def _mark_comments(self) -> None:
        """Count the comments in the tab, mark the values that have some."""
        shown, counts = self._shown, {}
        if shown is not None and shown.coding.comments:
            from curator.app.comments.lines import counts_of

            counts = dict(counts_of(shown))
        still = sum(count.open for count in counts.values())
        told = self.tr("Comments, open conversations: {count}").format(count=still) if still else self.tr("Comments")
        self.tabs.rename(COMMENTS, TabName(str(still or ""), icon="comments", told=told))
        self.values.show_comments(counts)
        self.incidents.model.mark_comments(counts)
        if "article" in vars(self):
            self.article.show_comments(counts)
        if "comments" in vars(self):
            self._fill_comments(self.comments)

    def _fill_comments(self, panel: CommentsPanel) -> None:
        from curator.app.comments.lines import comment_lines

        lines = comment_lines(self._shown, self.coder) if self._shown is not None else []
        panel.show_lines(lines, self.writable and self._shown is not None)

    def chosen_comment(self) -> Comment | None:
        """The chosen comment, where the list of comments is on show."""
        panel = self.list_of_comments_shown()
        line = panel.list.current_line() if panel is not None else None
        return line.comment if line is not None else None

    def list_of_comments_shown(self) -> CommentsPanel | None:
        return self.comments if self.tabs.currentIndex() == COMMENTS else None

    def show_comments(self) -> None:
        """Show the comments, with the first one about the chosen value."""
        chosen = self.talked_of()
        self.tabs.setCurrentIndex(COMMENTS)
        self.comments.choose_about(chosen.incident, chosen.row, chosen.field)
        self.comments.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def talked_of(self) -> Target:
        """What comments and history are about now: the chosen value; the incident where none is chosen, or where the
        list of incidents has the keyboard."""
        whole = self.chosen_line is None or self.incidents.list.hasFocus()
        return Target(self._incident) if whole or self.chosen_line is None else self.chosen_line.target

    def show_comment(self, comment: str) -> bool:
        """Show this comment; False where it is not there."""
        self.tabs.setCurrentIndex(COMMENTS)
        return self.comments.choose(comment)

    def show_history(self, *, whole: bool = False) -> None:
        """Show the history of the narrowest thing that is chosen; with `whole` that of the incident."""
        from curator.app.history.side import ARTICLE as WHOLE
        from curator.app.history.side import INCIDENT, VALUE

        value = bool(self.talked_of().field) and not whole
        self.tabs.setCurrentIndex(HISTORY)
        self.history.choose_scope(VALUE if value else INCIDENT if self._incident else WHOLE)
        self.history.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep_chosen(self, line: Line) -> None:
        self.chosen_line = line if line.target.field or line.target.row else None
        self._tell_history(False)

    def _tell_history(self, changed: bool) -> None:
        if "history" in vars(self):
            self.history.show_now(self._now(changed))

    def _now(self, changed: bool) -> ShownNow:
        line = self.chosen_line
        value = line is not None and bool(line.target.field)
        return ShownNow(
            self._shown.coding.article.id if self._shown is not None else "", self._incident,
            self._called(), line.target if line is not None and value else None,
            line.label if line is not None else "", self.writable, changed,
        )  # fmt: skip

    def _fit_incidents(self) -> None:
        """Every incident shows, up to six, as long as the values below have the room they need; done where there are
        others or more of them than when this was last asked."""
        room = max(self.split.height(), 400)
        wanted = min(self.incidents.wanted_height(), room - measures.grown(_LEAST_BELOW))
        fits = self._shown.coding.article.id if self._shown is not None else "", wanted, room
        if fits != self._fitted:
            self._fitted = fits
            self.split.setSizes([wanted, room - wanted])

    # What the user does

    def _tab_changed(self, at: int) -> None:
        if at == HIGHLIGHTS:
            self._fill_highlights()
            self.pages.setCurrentWidget(self.highlights)
            return
        shown = self.comments if at == COMMENTS else self.history if at == HISTORY else self.page(at)
        self.pages.setCurrentWidget(shown)

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

    def _toggle(self, target: Target) -> None:
        lines = self.values.lines.lines()
        line = next((line for line in lines if line.openable and line.target == target), None)
        if line is None:
            return
        opened = self._wish.opened | {target} if not line.opened else self._wish.opened - {target}
        if self._wish.open_all:
            everything = {each.target for each in lines if each.opened}
            self._wish = Wish(self._wish.blank, False, frozenset(everything - {target}))
        else:
            self._wish = replace(self._wish, opened=frozenset(opened))
        self._fill_values()
        row = self.values.lines.row_of(line.key)
        if row is not None:
            self.values.mark([target])
            self.values.reveal_inside(row)
            self.value_chosen.emit(line)

    def mark(self, targets: Sequence[Target], span_id: str) -> Line | None:
        """Choose the line that stands for words clicked in the article, in whichever list it is."""
        at = VALUES if targets[0].incident else ARTICLE
        line = self.page(at).mark(targets, span_id)
        if line is None and not targets[0].incident:
            at, line = NOT_CODABLE, self.not_codable.mark([], span_id)
        if line is not None:
            self.tabs.setCurrentIndex(at)
            self.value_chosen.emit(line)
        return line

    def reveal(self, targets: Sequence[Target], *, inside: bool = False) -> Line | None:
        """Choose the line of the first of these targets that has one, in a row that is opened for it; with `inside` a
        closed compound is opened too, where without it stands for its parts."""
        first = targets[0]
        if inside and first.field and self.values.lines.row_for([first]) is None:
            holding = [Target(first.incident, first.row, key) for key in self._compounds_above(first)]
            row = [Target(first.incident, first.row)] if first.row else []
            self._wish = replace(self._wish, opened=self._wish.opened | {*holding, *row})
            self._fill_values()
        beside = self.values.lines.row_for([first, *(Target(first.incident, first.row, key)
                                                     for key in self._compounds_above(first))])  # fmt: skip
        if first.row and first.field and beside is None:
            self._wish = replace(self._wish, opened=self._wish.opened | {Target(first.incident, first.row)})
            self._fill_values()
        above = [Target(first.incident, first.row, key) for key in self._compounds_above(first)]
        self.tabs.setCurrentIndex(VALUES)
        line = self.values.mark([first, *above, *targets[1:]])
        if line is not None:
            self.words_chosen.emit(line.words, False)
            self.value_chosen.emit(line)
        return line

    def _compounds_above(self, target: Target) -> list[str]:
        found = self._found()
        if self._shown is None or found is None:
            return []
        group = next((row.group for row in found[0].rows if row.id == target.row), "")
        return [node.key for node in self._shown.book(found[0]).above(target.field, group)]

    def judge(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        """Show what the rules found: beside the incidents, at the foot, and at each value."""
        self._problems = problems = self._with_versions(problems)
        self.incidents.model.judge(problems)
        self._mark_problems()

    def tell_versions(self, incidents: frozenset[str]) -> None:
        """Of which incidents there are several versions: one stands, another was received and set aside."""
        if incidents != self._several:
            self._several = incidents
            if self._shown is not None:
                self.judge(self._shown.problems())

    def _with_versions(self, problems: Mapping[str, Sequence[Problem]]) -> Mapping[str, Sequence[Problem]]:
        several = self._several & self._shown.position_of.keys() if self._shown is not None else frozenset()
        if not several:
            return problems
        told = self.tr("A version of this incident that was made elsewhere is set aside: choose which one stands")
        own = {each: (*problems.get(each, ()), Problem(VERSIONS, "warning", told, each)) for each in several}
        return {**problems, **own}

    def problems_of(self, incident: str) -> Sequence[Problem]:
        """What the rules found in an incident, as far as they have looked."""
        return self._problems.get(incident, ())

    def _mark_problems(self) -> None:
        """Show what the rules found in the chosen incident, at the foot and at each value."""
        problems = self.problems_of(self._incident)
        self.problems.show_problems(problems)
        self.values.show_problems(found(problems))

    def show_problem(self, problem: Problem) -> None:
        """Go to the place of a problem: its value in what is opened for it, its row or words, the group in which a row
        is missing, or the beginning of the form where the incident as a whole is meant."""
        if problem.rule == VERSIONS:
            self.versions_wanted.emit(problem.incident)
            return
        self.tabs.setCurrentIndex(VALUES)
        target = Target(problem.incident, problem.row, problem.field)
        span = problem.spans[0] if problem.spans else ""
        self.values.setFocus()
        if problem.group and not problem.row:
            self.values.choose_first(lambda line: line.key == ("group", problem.group))
            return
        whole = not (problem.field or problem.row)
        line = None if whole else self.reveal([target, Target(target.incident, target.row)], inside=True)
        line = line or (self.mark([target], span) if span or not whole else None)
        if line is not None:
            self.words_chosen.emit(line.words, True)
        else:
            self.values.scrollToTop()

    def step_to_settle(self, by: int) -> bool:
        """Choose the next (or previous) place of the form at which something is to be settled, opening what holds it;
        the foot says what it is. False where there is nothing to settle in the incident."""
        self.tabs.setCurrentIndex(VALUES)
        stop = self.values.step_to_settle(by)
        if stop is not None and stop.inside is not None:
            line = self.reveal([stop.inside, Target(stop.inside.incident, stop.inside.row)], inside=True)
            if line is not None:
                self.words_chosen.emit(line.words, bool(line.words))
        if stop is not None:
            there, line = self.values.drawn.found, self.values.current_line()
            value = self.values.current_value() or line
            self.problems.show_one_of((there.of(value) if value else ()) or (there.of(line) if line else ()))
        return stop is not None
