# SPDX-License-Identifier: MIT
"""The view "Review": the list in order of need, the article, the incident coder by coder.

What lives here: which article, incident and field are on show, and how the parts follow each other and the change feed.
What does not: what settles (desk.py, neither.py, adding.py, pairing.py, talking.py), reading (shown.py,
queue_source.py), how the page is divided (division.py), the figures beside the list (figures.py).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
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
from curator.app.review.said import Said
from curator.app.review.settle_part import SettlePart
from curator.app.review.shapes import GridLine
from curator.app.review.shown import ReviewShown, read_shown
from curator.app.review.wording import all_settled_words, foot_words, given_lines, notice_words
from curator.app.review.words_seen import WordsSeen
from curator.app.tips import plain_tip
from curator.app.widgets import named
from curator.domain.faults import UserFault
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

_LANE = "review.article"


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
        self._article = ""  # the article that is wanted
        self._serial = 0  # of the readings of an article
        self._waiting: list[tuple[int, Callable[[], object]]] = []  # what is done when a reading has come
        self.left = self._grid_waits = self._blank = False
        self.scrolls = True  # not while what is on show is only read again
        self.queue = QueuePanel()
        self.middle = ArticlePart()
        self.right = SettlePart()
        self.reader: ReaderView = self.middle.reader
        self.head, self.grid, self.reason = self.right.head, self.right.grid, self.right.reason
        self.threads, self.foot = self.right.threads, self.right.foot
        self.words, self.said, self.going = WordsSeen(self), Said(self), Going(self)
        self.desk = SettlingDesk(self)
        self.figures = Figures(self)
        self.feed = QueueFeed(workspace, background, self)
        self._stale = True
        self._changing = QTimer(self, singleShot=True, interval=0)  # several changes at once are followed once
        self._changing.timeout.connect(self.read_article)
        self._lay_out()
        self._connect()
        self._show_nothing()

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
            self.want(article.id)

    def _line_chosen(self, line: QueueLine) -> None:
        self.want(line.article)

    def want(self, article: str) -> None:
        """Show this article (by its id) when it is read."""
        if article != self._article:
            self._article, self.at = article, 0
            self._waiting.clear()
            self.reason.clear()
        self.read_article()

    def read_article(self) -> None:
        """Read the article that is wanted, and show it as it is now."""
        article = self._article
        if not article or self.left:
            return
        self._serial += 1
        serial = self._serial
        self.background.run(
            lambda: read_shown(self.workspace, article), lambda shown: self._show(shown, serial),
            lambda fault: self._gone(fault), lane=_LANE,
        )  # fmt: skip

    def when_read(self, work: Callable[[], object]) -> None:
        """Do this when the article has been read as it is now, with what was done just before."""
        self._changing.stop()
        self.read_article()
        self._waiting.append((self._serial, work))

    def _gone(self, fault: UserFault) -> None:
        self._article = ""
        self._show_nothing(fault.sentence)

    def _show(self, shown: ReviewShown, serial: int) -> None:
        if self.left or shown.id != self._article:
            return
        before, self.shown = self.shown, shown
        anew = before is None or before.id != shown.id
        line = self.grid.chosen_line()
        if not anew and before is not None and self.at < len(before.review.incidents):
            places = (shown.place_of(each) for each in before.ids(self.at))
            self.at = next((place for place in places if place is not None), self.at)
        self.at = max(0, min(self.at, len(shown.review.incidents) - 1))
        if anew:
            self.at = next((at for at in range(len(shown.review.incidents)) if self.needs(shown, at)), 0)
        self.middle.show_article(shown, anew)
        self.show_incident(line.key if line is not None and not anew else (), anew)
        if self._grid_waits and self.found is not None:
            self._grid_waits = False
            if self.queue.isAncestorOf(self.focusWidget() or self):
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        ready = [work for at, work in self._waiting if at <= serial]
        self._waiting = [each for each in self._waiting if each[0] > serial]
        for work in ready:
            work()
        self.situation_changed.emit()

    def needs(self, shown: ReviewShown, at: int) -> bool:
        """Whether the incident at this place is what the list on show is about."""
        if self.queue.list_name == "comments":
            return shown.is_talked_of(at)
        return bool(shown.given_at(at) if self.gives_back else shown.review.incidents[at].to_settle)

    def show_incident(self, key: tuple[str, ...], anew: bool) -> None:
        shown = self.shown
        if shown is None or self.found is None:
            self.right.show_notice(
                notice_words(shown, self.workspace, self._article), shown is not None and shown.review.hidden
            )
            self.words.mark()
            return
        count = len(shown.review.incidents)
        self.right.show_grid()
        self.head.show_incident(
            shown.place_words(self.at), shown.title(self.at), shown.state_words(self.at),
            plain_tip(shown.score_words(self.at)), count > 1, shown.one_sided(self.at),
        )  # fmt: skip
        lines = shown.lines(self.at, self._blank, self.settling and not self.gives_back)
        if self.gives_back:
            lines = given_lines(lines, shown)
        if anew and not key and self.queue.list_name == "comments":
            key = next((line.key for line in lines if line.comments is not None and line.comments.open), ())
        self.grid.cells.may_settle = self.settling
        self.reason.set_writable(self.writable)
        self.scrolls = anew
        self.grid.show_lines(lines, shown.marks, key)
        self.scrolls = True
        self.words.mark()
        self.said.show(self.grid.chosen_line())
        left, buttons = foot_words(shown, self.at, lines, self.gives_back)
        self.foot.show_left(left, buttons)
        if anew:
            self.words.go()

    def _show_nothing(self, told: str = "", instead: str = "") -> None:
        """Nothing is on show: `told` says why, `instead` stands where the article would."""
        self.shown = None
        self.middle.clear(instead or self.tr("Choose an article in the list to compare what was coded in it."))
        self.right.show_notice(told or notice_words(None, self.workspace, ""))
        self.situation_changed.emit()

    # The list

    def _queue_shown(self) -> None:
        """The list has been read: where nothing is on show yet its first article is; where nothing is to be settled,
        the first of what was given back. Where several coded there are figures of how far they agree."""
        self.queue.show_queue(self.feed.queue, self.feed.given, self.feed.blind)
        if not self.feed.queue.single_coder:
            self.figures.begin()
        if not self._article and self.queue.model.rowCount():
            self.queue.table.setCurrentIndex(self.queue.model.index(0, 0))
        elif not self._article and self.queue.list_name == "to_settle" and self.queue.gives_back:
            self.queue.choose_list("given_back")
        elif not self._article:
            done = bool(self.feed.queue.articles) and self.queue.list_name == "to_settle"
            self._show_nothing(*(all_settled_words() if done else ()))
        self.situation_changed.emit()

    def _list_chosen(self) -> None:
        """What was given back leads where it is listed, what is to be settled elsewhere."""
        if self.shown is not None:
            self.show_incident((), False)
            self.situation_changed.emit()

    def turn_blank(self) -> None:
        """Show the fields that nobody filled, or hide them."""
        self._blank = not self._blank
        line = self.grid.chosen_line()
        self.show_incident(line.key if line is not None else (), False)

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
        if self._article and (self._article in change.articles or not change.articles or change.codebook_changed):
            self._changing.start()

    def follow_coder(self) -> None:
        """Somebody else looks now: what is hidden and what may be settled is theirs."""
        self._stale = True
        if self.isVisible():
            self._read_all()

    def _read_all(self) -> None:
        self._stale = False
        self.feed.read()
        self.read_article()

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
        self._changing.stop()
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
