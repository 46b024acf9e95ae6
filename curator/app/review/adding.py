# SPDX-License-Identifier: MIT
"""A row that nobody coded: adding it to the consensus, with the words that report it and the reason.

What lives here: which group, what is asked of a new row, and making it an operation. What does not: asking for a value
(asking.py), rows that some coders have: they are adopted (desk.py). What is left blank is settled like any other field.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.choices import Offer
from curator.app.coding.chooser import Chooser, finder
from curator.app.review.asking import ValueQuestion, Values, value_sets
from curator.app.review.spots import line_rect
from curator.domain.codebook.model import Field, Group
from curator.operations import AcceptIncident, MoreWords, SettleRow

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage

Words = tuple[MoreWords, ...]


class Adding(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._question = ValueQuestion(page, "review.row_value")
        self._groups: Chooser | None = None

    @property
    def groups(self) -> Chooser:
        """Asks which group the row belongs to."""
        if self._groups is None:
            made = self._groups = Chooser(self._page.window(), "review.row_group")
            made.picked.connect(lambda key, _step: self._group_picked(key))
            made.given_up.connect(lambda by_key: self._page.grid.setFocus() if by_key else None)
        return self._groups

    def begin(self, key: str = "") -> None:
        """Add a row to this group; without one to the group of the chosen line, where it has none it is asked."""
        page = self._page
        if not page.desk.can_settle() or page.shown is None:
            return
        line = page.grid.chosen_line()
        key = key or (line.group if line is not None else "")
        groups = {each.key: each for each in page.shown.article.codebook.groups if _fields(each)}
        if not groups:
            page.tell(self.tr("The codebook has no groups of rows."))
        elif group := groups.get(key):
            self._begin(group)
        else:
            offers = [Offer(each.key, each.row_label or each.label, help=each.help) for each in groups.values()]
            self.groups.ask(self.tr("What did nobody code?"), finder(offers), line_rect(page))

    def _group_picked(self, key: str) -> None:
        self.groups.leave()
        self._page.grid.setFocus()
        if self._page.shown is not None:
            self._begin(self._page.shown.article.codebook.group_by_key[key])

    def _begin(self, group: Group) -> None:
        """Take what selected words say of the row; ask for the first field of it unless they say that."""
        self._page.tell("")  # what was said of the step before holds no more
        span = self._page.words.selected()
        values, words = self._read(group, span) if span is not None else ((), ())
        first = _fields(group)[0]
        name = group.row_label or group.label
        if {each.field for each in values} & {each.key for each in first.nodes()}:
            self._page.grid.setFocus()
            self._ask_why(group, values, words)
            return
        self._question.ask(
            first, self.tr("{name} that nobody coded: {field}").format(name=name, field=first.label),
            lambda given: self._ask_why(group, (*given, *values), words),
        )  # fmt: skip

    def _read(self, group: Group, span: tuple[int, int]) -> tuple[Values, Words]:
        """What words say of the fields of a row: what is read from them, and the first text is their wording. Where
        they say nothing they are the words of the row."""
        values: list[Values] = []
        words: list[MoreWords] = []
        worded = False
        for field in _fields(group):
            text = field.kind in ("text", "long_text")
            if text and worded:
                continue
            read = self._question.read(field, span)
            if read.values:
                worded = worded or text
                values.append(value_sets(read.values))
                words += [MoreWords(spot.field, spot.start, spot.end, spot.role) for spot in read.spots]
        return tuple(each for some in values for each in some), tuple(words) or (MoreWords("", *span),)

    def _ask_why(self, group: Group, values: Values, words: Words) -> None:
        desk = self._page.desk
        name = group.row_label or group.label
        asked = desk.told_rejected() or self.tr("No coder has this: {name}. Say why it belongs here.").format(name=name)
        desk.with_reason(asked, partial(self._add, group, values, words))

    def _add(self, group: Group, values: Values, words: Words, reason: str, unclear: bool) -> None:
        """Have the incident in the consensus, then add the row to it."""
        found, desk = self._page.found, self._page.desk
        if found is None:
            return
        if found.consensus is None:
            again = partial(self._add, group, values, words, reason, unclear)
            accept = AcceptIncident(tuple(each.id for each in found.there), reason if desk.told_rejected() else "")
            desk.run(accept, lambda _made: self._page.reading.when_read(again))
            return
        operation = SettleRow(found.consensus.id, group.key, values, words, reason, unclear)
        desk.run(operation, lambda row: self._page.reading.when_read(partial(self._added, group, str(row))))

    def _added(self, group: Group, row: str) -> None:
        """Lead to what is blank in the new row."""
        grid = self._page.grid
        if self._page.words.selected() is not None:
            self._page.reader.clear_selection()
        above = "row", group.key, row
        lines = [line for line in grid.lines.lines if line.key[:3] == above]
        blank = next((line for line in lines if line.kind == "field" and line.consensus.blank), None)
        chosen = blank or next(iter(lines), None)
        if chosen is not None:
            grid.choose(grid.lines.row_of(chosen.key) or 0, grid.lines.consensus)
        self._page.tell(
            self.tr("Added. 0 fills the next field of it.") if blank is not None else self.tr("Added.")
        )  # fmt: skip


def _fields(group: Group) -> list[Field]:
    """The topmost fields of a group that take part in review."""
    return [field for field in group.fields if not field.private]
