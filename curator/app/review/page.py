# SPDX-License-Identifier: MIT
"""The view "Review": the list in order of need, the article, the incident coder by coder.

What lives here: which article and incident are on show, and how the parts follow each other and the change feed. What
does not: showing the incident (showing.py), what settles (desk.py, neither.py, adding.py, pairing.py, talking.py),
reading (reading.py, shown.py, queue_source.py), how the page is divided (division.py), the figures beside the list
(figures.py).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.app.background import Background
from curator.app.doing import Doing, Tell
from curator.app.guard import guarded
from curator.app.reader.view import ReaderView
from curator.app.review.article_part import ArticlePart
from curator.app.review.desk import SettlingDesk
from curator.app.review.division import Division
from curator.app.review.figures import Figures
from curator.app.review.going import Going
from curator.app.review.queue_feed import QueueFeed
from curator.app.review.queue_panel import QueuePanel
from curator.app.review.queue_source import QueueLine
from curator.app.review.reading import Reading
from curator.app.review.said import Said
from curator.app.review.settle_part import SettlePart
from curator.app.review.shapes import GridLine
from curator.app.review.showing import Showing
from curator.app.review.shown import ReviewShown
from curator.app.review.wording import all_settled_words
from curator.app.review.words_seen import WordsSeen
from curator.app.widgets import named
from curator.review.reviewed import IncidentReview
from curator.workspace import ChangeSet, Workspace

if TYPE_CHECKING:
    from curator.app.action_set import ActionSet
    from curator.app.review.adding import Adding
    from curator.app.review.neither import Neither
    from curator.app.review.opening import Opening
    from curator.app.review.pairing import Pairing
    from curator.app.review.talking import Talking
    from curator.operations import Operation


@guarded
class ReviewPage(QWidget):
    """`situation_changed`: what is possible now may differ. `told(sentence)`: for the status row. `code_wanted(article,
    incident)`: show this incident where it is coded."""

    situation_changed = Signal()
    told = Signal(str)
    code_wanted = Signal(int, str)

    def __init__(self, workspace: Workspace, background: Background, doing: Doing) -> None:
        super().__init__()
        named(self, "review", self.tr("Review"), role="page")
        self.workspace, self.background, self._doing = workspace, background, doing
        self.shown: ReviewShown | None = None
        self.at = 0  # the incident on show, by its place in the article
        self.left = self._grid_waits = False
        self.queue = QueuePanel()
        self.middle = ArticlePart()
        self.right = SettlePart()
        self.reader: ReaderView = self.middle.reader
        self.head, self.grid, self.reason = self.right.head, self.right.grid, self.right.reason
        self.threads, self.foot = self.right.threads, self.right.foot
        self.words, self.said, self.going = WordsSeen(self), Said(self), Going(self)
        self.reading, self.showing = Reading(self), Showing(self)
        self.desk = SettlingDesk(self)
        self.figures = Figures(self)
        self.feed = QueueFeed(workspace, background, self)
        self._stale = True
        self._lay_out()
        self._connect()
        self.showing.show_nothing()

    # Making

    def _lay_out(self) -> None:
        self.split = Division(self.queue, self.middle, self.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

    def _connect(self) -> None:
        self.queue.article_chosen.connect(self._line_chosen)
        self.queue.list_chosen.connect(self._list_chosen)
        self.queue.entered.connect(lambda: self.grid.setFocus(Qt.FocusReason.OtherFocusReason))
        self.feed.shown.connect(self._queue_shown)
        self.grid.line_chosen.connect(self.words.line_chosen)
        self.grid.adopt_wanted.connect(self.desk.adopt)
        self.grid.add_wanted.connect(lambda group: self.adding.begin(group))
        self.grid.selectionModel().currentChanged.connect(lambda _now, _before: self.words.cell_chosen())
        self.head.step_wanted.connect(self.going.step_incident)
        self.middle.legend.changed.connect(self.words.mark)
        self.reader.highlight_clicked.connect(self.words.clicked)
        self.right.open_wanted.connect(lambda: self.opening.begin())
        threads = self.threads
        threads.write_wanted.connect(lambda: self.talking.on_field())
        threads.answer_wanted.connect(lambda said: self.talking.answer(said))
        threads.change_wanted.connect(lambda said: self.talking.change(said))
        threads.remove_wanted.connect(lambda said: self.talking.remove(said))
        threads.resolve_wanted.connect(lambda said, resolved: self.talking.resolve(said, resolved))
        threads.escaped.connect(self.grid.setFocus)
        threads.list.place_wanted.connect(lambda: self.said.go())

    @cached_property
    def adding(self) -> Adding:
        from curator.app.review.adding import Adding

        return Adding(self)

    @cached_property
    def neither(self) -> Neither:
        from curator.app.review.neither import Neither

        return Neither(self)

    @cached_property
    def pairing(self) -> Pairing:
        from curator.app.review.pairing import Pairing

        return Pairing(self)

    @cached_property
    def talking(self) -> Talking:
        from curator.app.review.talking import Talking

        return Talking(self)

    @cached_property
    def opening(self) -> Opening:
        from curator.app.review.opening import Opening

        return Opening(self)

    def serve(self, actions: ActionSet) -> None:
        """Do what the actions of the review say, and listen to their keys."""
        from curator.app.review.wiring import serve

        serve(self, actions)

    # What is possible

    @property
    def found(self) -> IncidentReview | None:
        """The incident on show."""
        incidents = self.shown.review.incidents if self.shown is not None else ()
        return incidents[self.at] if self.at < len(incidents) else None

    @property
    def open(self) -> bool:
        """Whether an incident is on show."""
        return self.found is not None

    @property
    def writable(self) -> bool:
        return self.workspace.writable and self.workspace.coder is not None

    @property
    def settling(self) -> bool:
        """Whether whoever looks can settle the incident on show."""
        return self.found is not None and self.writable and self.shown is not None and self.shown.review.may_settle

    @property
    def columns(self) -> int:
        """How many coders stand beside each other."""
        return len(self.grid.lines.marks) if self.found is not None else 0

    @property
    def blind(self) -> bool:
        return self.shown is not None and self.shown.review.hidden

    @property
    def gives_back(self) -> bool:
        """Whether the list of what was given back is on show."""
        return self.queue.list_name == "given_back"

    @property
    def may_take_over(self) -> bool:
        shown, found = self.shown, self.found
        if shown is None or found is None or found.consensus is None:
            return False
        return any(mark.coder == shown.viewer for mark in shown.marks)

    def can_write(self) -> bool:
        """Whether whoever looks can write; where not, it is said why."""
        if not self.workspace.writable:
            self.tell(self.tr("This project is open for reading only."))
        elif self.workspace.coder is None:
            self.tell(self.tr("Say first who is coding."))
        else:
            return True
        return False

    def tell(self, sentence: str) -> None:
        self.told.emit(sentence)

    def run(
        self, operation: Operation, then: Callable[[Any], None] | None = None, otherwise: Tell | None = None
    ) -> None:
        """Do it; then call `then` with its result. Where it is refused call `otherwise` with the reason."""
        self._doing.run(operation, then, otherwise)

    # Reading

    def choose_article(self, n: int) -> None:
        """Show the article with this local number."""
        with self.workspace.read() as reads:
            article = reads.article(n)
        if article is not None:
            self.queue.mark(n)
            self.reading.want(article.id)

    def _line_chosen(self, line: QueueLine) -> None:
        self.reading.want(line.article)

    def show_article(self, shown: ReviewShown) -> None:
        """Show the article that is wanted as it was read just now."""
        before, self.shown = self.shown, shown
        anew = before is None or before.id != shown.id
        line = self.grid.chosen_line()
        if not anew and before is not None and self.at < len(before.review.incidents):
            places = (shown.place_of(each) for each in before.ids(self.at))
            self.at = next((place for place in places if place is not None), self.at)
        self.at = max(0, min(self.at, len(shown.review.incidents) - 1))
        if anew:
            self.at = next((at for at in range(len(shown.review.incidents)) if self.showing.needs(shown, at)), 0)
        self.middle.show_article(shown, anew)
        self.showing.show_incident(line.key if line is not None and not anew else (), anew)
        if self._grid_waits and self.found is not None:
            self._grid_waits = False
            if self.queue.isAncestorOf(self.focusWidget() or self):
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # The list

    def _queue_shown(self) -> None:
        """The list has been read: where nothing is on show yet its first article is; where nothing is to be settled,
        the first of what was given back. Where several coded there are figures of how far they agree."""
        self.queue.show_queue(self.feed.queue, self.feed.given, self.feed.blind)
        if not self.feed.queue.single_coder:
            self.figures.begin()
        if not self.reading.article and self.queue.model.rowCount():
            self.queue.table.setCurrentIndex(self.queue.model.index(0, 0))
        elif not self.reading.article and self.queue.list_name == "to_settle" and self.queue.gives_back:
            self.queue.choose_list("given_back")
        elif not self.reading.article:
            done = bool(self.feed.queue.articles) and self.queue.list_name == "to_settle"
            self.showing.show_nothing(*(all_settled_words() if done else ()))
        self.situation_changed.emit()

    def _list_chosen(self) -> None:
        """What was given back leads where it is listed, what is to be settled elsewhere."""
        if self.shown is not None:
            self.showing.show_incident((), False)
            self.situation_changed.emit()

    def line_of(self, key: tuple[str, ...]) -> GridLine | None:
        """The line with this key as it is now."""
        row = self.grid.lines.row_of(key)
        return self.grid.lines.lines[row] if row is not None else None

    # Following

    def follow_change(self, change: ChangeSet) -> None:
        """A change was committed, by whomever: read what it touched again, now or when the page is next seen."""
        self.figures.follow_change(change)
        if not self.isVisible():
            self._stale = True
            return
        self.feed.follow()
        article = self.reading.article
        if article and (article in change.articles or not change.articles or change.codebook_changed):
            self.reading.again_soon()

    def follow_coder(self) -> None:
        """Somebody else looks now: what is hidden and what may be settled is theirs."""
        self._stale = True
        if self.isVisible():
            self._read_all()

    def _read_all(self) -> None:
        self._stale = False
        self.feed.read()
        self.reading.again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.split.fit(self.width())
        if self._stale:
            self._read_all()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.feed.rest()

    def leave(self) -> None:
        """The project is about to be closed: answers on their way are dropped."""
        self.left = True
        self.figures.leave()
        self.reading.leave()
        self.feed.leave()

    # The keyboard

    def take_keyboard(self) -> None:
        """Give the keyboard to the grid where an incident is on show, else to the list."""
        self.tell("")
        self._grid_waits = self.found is None  # it gets the keyboard with the first incident
        if self.found is not None:
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.queue.take_keyboard()

    def next_part(self, by: int) -> None:
        """Move the keyboard to the next part: list, article, grid, reason, comments."""
        parts = [self.queue.table, self.reader, self.grid, self.reason.area, self.threads.list]
        there = [part for part in parts if part.isVisible() and part.isEnabled()]
        held = [part.hasFocus() for part in there]
        at = held.index(True) + by if True in held else 0
        if there:
            there[at % len(there)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape in a part leads to the grid; in the grid it does nothing."""
        if event.key() == Qt.Key.Key_Escape:
            if self.found is not None:
                self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    # Looks

    def wear_look(self, look: str) -> None:
        """Divide the page as it was."""
        self.split.wear_look(look)

    @property
    def look(self) -> str:
        return self.split.look

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.middle.wear_theme()
        self.queue.wear_theme()
        self.grid.renew()
        self.threads.list.viewport().update()
