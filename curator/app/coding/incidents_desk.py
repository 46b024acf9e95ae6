# SPDX-License-Identifier: MIT
"""The incident and the article as a whole: order, copies, split, merge, remove, finish, what to code next.

What lives here: from these intentions to operations, with what stands in their way. What does not: words
(words_desk.py) and values (values_desk.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from curator.app.coding.desk import Desk
from curator.app.values.line import LineKind
from curator.domain.coding import Incident
from curator.domain.rules.problems import Problem

_ONLY_PROPOSED = "proposals"  # the kind of the rule that finds them; where the codebook has none, the rule's name too
_NAME_LETTERS = 60  # of an article's name in a sentence


class IncidentsDesk(QObject):
    """One for each page. `warned(sentence, act, work)`: something to know before going on; `act` names the button that
    does `work` all the same. `finished(told)`: an article is done, which `told` says, and the next one is open."""

    warned = Signal(str, str, object)
    finished = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def _own(self) -> list[Incident]:
        """The coder's own incidents of the article, in their order."""
        shown = self._desk.shown
        every = [each.incident for each in shown.incidents] if shown is not None else []
        return [incident for incident in every if self._desk.is_own(incident)]

    def _active(self) -> Incident | None:
        if not self._desk.can_write():
            return None
        incident = self._desk.incident()
        if incident is None:
            self._desk.tell(self.tr("Choose one of your own incidents first."))
        return incident

    def _neighbour(self, incident: Incident, by: int) -> Incident | None:
        own = self._own()
        at = [each.id for each in own].index(incident.id) + by
        return own[at] if 0 <= at < len(own) else None

    # -- one incident -------------------------------------------------------------------------------------------------
    def remove(self) -> None:
        """Take the active incident out; Undo brings it back."""
        from curator.operations import RemoveIncident

        incident = self._active()
        if incident is not None:
            beside = self._neighbour(incident, 1) or self._neighbour(incident, -1)
            then = (lambda _: self._desk.page.choose_incident(beside.id)) if beside is not None else None
            self._desk.run(RemoveIncident(incident.id), then)

    def duplicate(self) -> None:
        """A second incident like the active one."""
        from curator.operations import DuplicateIncident

        incident = self._active()
        if incident is not None:
            self._desk.run(DuplicateIncident(incident.id), self._choose)

    def split(self) -> None:
        """A new incident from the mention (or words) chosen in the form."""
        from curator.operations import SplitIncident

        incident = self._active()
        if incident is None:
            return
        line = self._desk.page.side.values.current_line()
        if line is None or line.kind is not LineKind.WORDS or line.words[0].incident != incident.id:
            self._desk.tell(self.tr("Choose the mention that reports another incident, in the form, then split."))
            return
        self._desk.run(SplitIncident(incident.id, tuple(span.id for span in line.words)), self._choose)

    def merge_into_previous(self) -> None:
        """Make the active incident one with the one before it."""
        from curator.operations import MergeIncidents

        incident = self._active()
        before = self._neighbour(incident, -1) if incident is not None else None
        if incident is None:
            return
        if before is None:
            self._desk.tell(self.tr("There is no incident before this one."))
            return
        self._desk.run(MergeIncidents(before.id, (incident.id,)), lambda _: self._desk.page.choose_incident(before.id))

    def move(self, by: int) -> None:
        """Change places with the neighbour."""
        from curator.operations import MoveIncident

        incident = self._active()
        if incident is not None and self._neighbour(incident, by) is None:
            self._desk.tell(self._end_told(by))
        elif incident is not None:
            at = [each.id for each in self._own()].index(incident.id) + by
            self._desk.run(MoveIncident(incident.id, at))

    def _end_told(self, by: int) -> str:
        return self.tr("This is the first incident.") if by < 0 else self.tr("This is the last incident.")

    def step(self, by: int) -> None:
        """Choose the next incident of the article, or the one before."""
        if not self._desk.page.side.incidents.step(by):
            self._desk.tell(self._end_told(by))

    def step_article(self, by: int) -> None:
        """Open the next article of the list, or the one before."""
        if not self._desk.page.library.step(by):
            first, last = self.tr("This is the first article."), self.tr("This is the last article.")
            self._desk.tell(first if by < 0 else last)

    def withdraw(self) -> None:
        """Leave the active incident out of exports, or take it in again."""
        from curator.operations import SetIncidentStatus

        incident = self._active()
        if incident is not None:
            status = "draft" if incident.status == "withdrawn" else "withdrawn"
            self._desk.run(SetIncidentStatus(incident.id, status))

    def copy_from_previous(self) -> None:
        """Take the chosen value (or all values of its row's group) from the incident before."""
        from curator.operations import CopyValues

        incident = self._active()
        before = self._neighbour(incident, -1) if incident is not None else None
        if incident is None:
            return
        if before is None:
            self._desk.tell(self.tr("There is no incident before this one."))
            return
        line = self._desk.page.side.values.current_line()
        group = self._group_of(line.target.row, line.key) if line is not None else ""
        field = line.target.field if line is not None and not group else ""
        if not group and not field:
            self._desk.tell(self.tr("Choose the value that is the same as in the incident before."))
            return
        above = self._desk.codebook.above(field) if field else ()
        fields = ((above[-1].key if above else field),) if field else ()
        self._desk.run(CopyValues(before.id, incident.id, fields, (group,) if group else ()))

    def _group_of(self, row_id: str, key: tuple[str, ...]) -> str:
        if key[:1] == ("group",):
            return key[1]
        rows = (row for incident in self._own() for row in incident.rows)
        return next((row.group for row in rows if row_id and row.id == row_id), "")

    def _choose(self, made: object) -> None:
        self._desk.page.choose_incident(str(made))

    # -- the article --------------------------------------------------------------------------------------------------
    def finish(self) -> None:
        """Finish the article; what stands in the way is shown, what is only doubtful is asked about."""
        desk = self._desk
        if not desk.can_write():
            return
        own = [each for each in self._own() if each.status != "withdrawn"]
        if not own:
            self.nothing_to_code()
            return
        problems = [problem for incident in own for problem in self._problems(incident)]
        kind_of = {rule.id: rule.kind for rule in desk.codebook.rules}
        blocking = [each for each in problems if each.level == "error"]
        errors = [each for each in blocking if kind_of.get(each.rule, each.rule) != _ONLY_PROPOSED]
        proposed = len(blocking) - len(errors)
        if errors or proposed:
            self._show_blocked(errors, proposed)
            return
        doubts = [each for each in problems if each.level == "warning"]
        unseen = desk.page.unread_paragraphs()
        if not doubts and not unseen:
            self._finish(desk.article)
            return
        told = [*self._told_of(doubts), *self._told_unseen(unseen)]
        self.warned.emit(" ".join(told), self.tr("Finish all the same"), partial(self._finish, desk.article))
        if doubts:
            desk.page.side.to_settle.go_to(doubts[0])
        else:
            desk.reader.scroll_to(*unseen[0])

    def _told_of(self, doubts: Sequence[Problem]) -> list[str]:
        if not doubts:
            return []
        first = doubts[0].message
        several = self.tr("{count} warnings; the first: {first}").format(count=len(doubts), first=first)
        return [first if len(doubts) == 1 else several]

    def _told_unseen(self, unseen: Sequence[tuple[int, int]]) -> list[str]:
        if not unseen:
            return []
        if len(unseen) == 1:
            return [self.tr("1 paragraph was never on the screen.")]
        return [self.tr("{count} paragraphs were never on the screen.").format(count=len(unseen))]

    def _problems(self, incident: Incident) -> Sequence[Problem]:
        from curator.domain.rules.judging import incident_problems
        from curator.tasks.rule_context import rule_context

        assert self._desk.shown is not None
        return incident_problems(self._desk.shown.coding, incident, self._desk.codebook, context=rule_context())

    def _show_blocked(self, errors: Sequence[Problem], proposed: int) -> None:
        what, count = self._told_proposed(proposed), len(errors) + proposed
        if errors:
            of_them = self.tr("; {what}").format(what=what) if proposed else ""
            to_settle = self.tr("{count} things are to settle").format(count=count)
            what = (self.tr("1 thing is to settle") if count == 1 else to_settle) + of_them
        self.warned.emit(self.tr("The article is not finished: {what}.").format(what=what), "", None)
        if errors:
            self._desk.page.choose_incident(errors[0].incident)
            self._desk.page.side.to_settle.go_to(errors[0])
        else:
            self._go_to_proposed()

    def _told_proposed(self, proposed: int) -> str:
        if proposed == 1:
            return self.tr("1 value is only proposed")
        return self.tr("{count} values are only proposed").format(count=proposed)

    def _go_to_proposed(self) -> None:
        own = [each for each in self._own() if each.status != "withdrawn"]
        incident = next((each for each in own if any(note.proposed for note in each.notes)), None)
        if incident is not None:
            self._desk.page.choose_incident(incident.id)
            view = self._desk.page.side.values
            view.setFocus()
            view.stepping.choose_first(lambda line: line.proposed)

    def _finish(self, article: str) -> None:
        from curator.operations import FinishArticle

        self._desk.run(FinishArticle(article), lambda _: self._go_on(article))

    def nothing_to_code(self) -> None:
        """The article was read and holds no incident; the next one opens. What was never seen is asked about."""
        if not self._desk.can_write():
            return
        unseen = self._desk.page.unread_paragraphs()
        if unseen:
            told = " ".join(self._told_unseen(unseen))
            work = partial(self._nothing_to_code, self._desk.article)
            self.warned.emit(told, self.tr("Nothing to code all the same"), work)
            self._desk.reader.scroll_to(*unseen[0])
        else:
            self._nothing_to_code(self._desk.article)

    def _nothing_to_code(self, article: str) -> None:
        from curator.operations import NothingToCode

        self._desk.run(NothingToCode(article), lambda _: self._go_on(article))

    def reopen(self) -> None:
        """Take a finished article up again."""
        from curator.operations import ReopenArticle

        if self._desk.can_write():
            self._desk.run(ReopenArticle(self._desk.article))

    def _go_on(self, article: str) -> None:
        """The article is done: open the next one, unless the coder went elsewhere meanwhile."""
        here = self._desk.article == article
        following, name = self._next(), self._name_of(article)
        if following and here:
            self._desk.page.choose_article(following)
            self._desk.reader.setFocus()
            told = self.tr("“{title}” is finished; this is the next one to code.")
        else:
            told = self.tr("“{title}” is finished.") if following else self.tr("Every article is finished.")
        self.finished.emit(told.format(title=name))

    def _name_of(self, article: str) -> str:
        """The title; of an article without one its first words while it is on show, else its number."""
        with self._desk.page.workspace.read() as reads:
            found = reads.article(article)
        title, shown = found.fields.get("title", "") if found is not None else "", self._desk.shown
        if not title.strip() and shown is not None and shown.coding.article.id == article:
            title = shown.coding.text[: 2 * _NAME_LETTERS]
        name = " ".join(title.split()) or (f"№ {found.n}" if found is not None else article)
        return name if len(name) <= _NAME_LETTERS else name[:_NAME_LETTERS].rstrip() + "…"

    def next_to_code(self) -> None:
        """Open the next article that is not finished."""
        following = self._next()
        if following:
            self._desk.page.choose_article(following)
        else:
            self._desk.tell(self.tr("Every article is finished."))

    def _next(self) -> int:
        workspace = self._desk.page.workspace
        here = self._desk.shown.coding.article.n if self._desk.shown is not None else 0
        order, descending = self._desk.page.library.sorting
        coder = workspace.coder.id if workspace.coder else ""
        with workspace.read() as reads:
            assigned = self._desk.page.library.chips.assigned
            return reads.next_to_code(coder, here, order=order, descending=descending, assigned=assigned) or 0
