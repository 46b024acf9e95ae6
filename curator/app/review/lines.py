# SPDX-License-Identifier: MIT
"""From the review of an incident to the lines of its grid, in words.

What lives here: which lines there are and what they say. What does not: comparing (review/), reading (tasks/reviewing),
painting. Pure. Lines stand in codebook order, with the headings of sections; what nobody says is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from curator.app.review.shapes import Cell, GridLine
from curator.app.translating import T
from curator.app.values.line import CommentCount, Target
from curator.app.values.phrases import CONTEXT, left_state, say, word
from curator.app.values.wording import compound_text, leaf_text
from curator.domain.codebook.model import Codebook, Field, Group
from curator.domain.codebook.scalars import one_line
from curator.domain.coding import Comment, Evidence, Row
from curator.domain.reviewing import Judgement
from curator.domain.values import Value
from curator.review.reviewed import NOTHING, OPEN, REJECTED, IncidentReview, PlaceReview, RowReview, Side
from curator.shape import replace

MORE = T(CONTEXT, "More")
ROW = T(CONTEXT, "{name} {number}")
FROM = T(CONTEXT, "from {name}")
AGREED = T(CONTEXT, "all agree")
NEITHER = T(CONTEXT, "neither was right")
CHANGED = T(CONTEXT, "changed")
NOT_A_ROW = T(CONTEXT, "does not belong here")
SINCE = T(CONTEXT, "{name} says something else since")
_TOLD = 2  # values of a row that stand for it
ADD = T(CONTEXT, "+ {name} that nobody coded …")
THERE = T(CONTEXT, "has it")
TAKEN = T(CONTEXT, "taken")


class Lines:
    """Makes the lines of one incident. `names`: of coders by id; `comments`: all of the article."""

    def __init__(
        self, book: Codebook, found: IncidentReview, names: Mapping[str, str], comments: Sequence[Comment] = (),
        blank: bool = False, adds: bool = False,
    ) -> None:  # fmt: skip
        """`blank`: also what nobody says. `adds`: each group ends with a line that adds a row to it."""
        self._book, self._found, self._names, self._blank, self._adds = book, found, names, blank, adds
        self._counts = _counts(comments)
        incidents = [*found.incidents, found.consensus]
        self._ids = [incident.id if incident is not None else "" for incident in incidents]

    def made(self) -> list[GridLine]:
        """All lines in order."""
        lines: list[GridLine] = []
        known = {section.key for section in self._book.sections}
        for key, label in [*((each.key, each.label) for each in self._book.sections), ("", say(MORE))]:
            inside = [
                line
                for place in self._found.places
                if (node := self._book.node(place.field)) is not None and _belongs(node.section, key, known)
                for line in self._place(place, node)
            ]
            for group in self._book.groups:
                if _belongs(group.section, key, known):
                    inside += self._group(group)
            if inside:
                lines += [GridLine("section", ("section", key), label), *inside]
        return lines

    def _group(self, group: Group) -> Iterator[GridLine]:
        rows = [row for row in self._found.rows if row.group == group.key]
        for number, row in enumerate(rows, 1):
            line = self._row(group, row, number)
            yield line
            if row.state != REJECTED:
                for place in row.places:
                    node = self._book.node(place.field, group.key)
                    if node is not None:
                        yield from self._place(place, node, line.key, not any(row.rows))
        if self._adds and not all(field.private for field in group.fields):
            yield GridLine("add", ("add", group.key), say(ADD, name=group.row_label or group.label), group=group.key)

    # One line

    def _place(
        self, place: PlaceReview, node: Field, above: tuple[str, ...] = (), blank: bool = False
    ) -> Iterator[GridLine]:
        """`blank`: also where nobody says anything, as in a row that no coder has: whoever added it fills it."""
        said = place.state != NOTHING and (not place.agrees or any(map(_touched, (*place.sides, place.consensus))))
        if not said and not blank and not self._blank:
            return
        cells = self._told_apart(tuple(self._cell(side, node) for side in place.sides), place, node)
        consensus = self._cell(place.consensus, node) if place.consensus is not None else Cell()
        settled = place.state != OPEN
        judgement = place.judgement if settled else None
        yield GridLine(
            "field", (*above, "field", place.field), node.label, cells,
            self._settled(consensus, judgement, place.changed), place.field, place.group,
            1 if above else 0, not place.agrees, settled or (place.agrees and place.consensus is None),
            bool(judgement is not None and judgement.unclear),
            self._count([*place.sides, place.consensus], node), node.help,
        )  # fmt: skip

    def _settled(self, cell: Cell, judgement: Judgement | None, changed: Sequence[str]) -> Cell:
        """The cell of the consensus with how its value came there."""
        since = "; ".join(say(SINCE, name=self._names.get(coder, "")) for coder in changed)
        why = " · ".join(part for part in (self.told(judgement), since) if part)
        adopted = judgement is not None and judgement.verdict in ("adopted", "neither", "changed")
        return _with(cell, why=why, adopted=adopted)

    def told(self, judgement: Judgement | None) -> str:
        """How a value was settled and why, in words."""
        if judgement is None:
            return ""
        how = {"neither": say(NEITHER), "changed": say(CHANGED)}.get(judgement.verdict, "")
        if judgement.verdict == "adopted":
            how = say(FROM, name=self._names.get(self._coder_of(judgement.incident), ""))
        return " · ".join(part for part in (how, one_line(judgement.reason)) if part)

    def _coder_of(self, incident: str) -> str:
        found = next((each for each in self._found.there if each.id == incident), None)
        return found.coder if found is not None else ""

    def _row(self, group: Group, row: RowReview, number: int) -> GridLine:
        name = group.row_label or group.label
        cells = tuple(self._row_cell(row, at, each) for at, each in enumerate(row.rows))
        consensus = Cell(there=True, target=self._target(-1, row.consensus))
        if row.consensus is not None:
            consensus = _with(consensus, text=say(TAKEN))
        elif row.state == REJECTED:
            consensus = _with(consensus, text=say(NOT_A_ROW))
        judgement = row.judgement if row.state != OPEN else None
        if row.one_sided or row.state == REJECTED:
            consensus = _with(consensus, why=" · ".join(part for part in (one_line(judgement.reason),) if part)
                              if judgement is not None else "")  # fmt: skip
        ids = ["" if each is None else each.id for each in (*row.rows, row.consensus)]
        key = ("row", group.key, next(each for each in ids if each))
        settled = row.state != OPEN or (not row.one_sided and self._found.consensus is None)
        count = _summed(
            self._counts.get((incident, row_id)) for incident, row_id in zip(self._ids, ids, strict=True) if row_id
        )
        return GridLine(
            "row", key, say(ROW, name=name, number=number), cells, consensus, "", group.key, 0,
            row.one_sided, settled, bool(judgement is not None and judgement.unclear), count, group.help,
        )  # fmt: skip

    def _row_cell(self, row: RowReview, at: int, each: Row | None) -> Cell:
        if each is None:
            return Cell(there=False)
        incident = self._found.incidents[at]
        words = tuple(span for span in incident.evidence if span.row == each.id) if incident is not None else ()
        text = self._row_text(each) or say(THERE) if row.one_sided else ""
        return Cell(text, "", (), words, self._target(at, each), True)

    def _row_text(self, row: Row) -> str:
        """A row in short: its first values in words."""
        group = self._book.group_by_key[row.group]
        leaves = [leaf for field in group.fields for leaf in field.leaves()]
        told = [leaf_text(self._book, leaf, row.values[leaf.key]) for leaf in leaves if leaf.key in row.values]
        return " · ".join(one_line(text) for text in told[:_TOLD])

    def _target(self, at: int, row: Row | None) -> Target:
        return Target(self._ids[at], row.id if row is not None else "")

    def _cell(self, side: Side | None, node: Field) -> Cell:
        if side is None:
            return Cell(there=False)
        values = side.values
        text = (
            compound_text(self._book, node, lambda leaf: _column(values, leaf)) if node.parts
            else leaf_text(self._book, node, stored) if (stored := _column(values, node)) is not None else ""
        )  # fmt: skip
        states = list(dict.fromkeys(value.state for value in values.values()))
        if not text:
            text = left_state(states[0] if len(states) == 1 else "blank")
        bases = dict.fromkeys(value.basis for value in values.values() if value.state == "value" and value.basis)
        told = [word(basis) for basis in bases if basis not in ("stated", "default")]
        notes = [one_line(note) for note in side.notes.values() if note]
        return Cell(
            " ".join(text.split()), " · ".join([*told, *notes]), _quotes(side.words), side.words,
            Target(side.incident, side.row, node.key), True, side.blank, False, side.tick is not None,
        )  # fmt: skip

    def _told_apart(self, cells: tuple[Cell, ...], place: PlaceReview, node: Field) -> tuple[Cell, ...]:
        """The cells with the parts in which they differ, where what they say on one line is the same."""
        there = [cell.text for cell in cells if cell.there]
        if place.agrees or not node.parts or len(set(there)) > 1:
            return cells
        sides = [side for side in place.sides if side is not None]
        apart = [leaf for leaf in node.leaves() if len({_answer(side, leaf) for side in sides}) > 1]

        def part(side: Side, leaf: Field) -> str:
            stored, state = _answer(side, leaf)
            return f"{leaf.label}: {left_state(state) if stored is None else leaf_text(self._book, leaf, stored)}"

        return tuple(
            cell if side is None else
            replace(cell, told=" · ".join([*(part(side, leaf) for leaf in apart), *([cell.told] if cell.told else [])]))
            for cell, side in zip(cells, place.sides, strict=True)
        )  # fmt: skip

    def _count(self, sides: Iterable[Side | None], node: Field) -> CommentCount | None:
        keys = {each.key for each in node.nodes()}
        found = [
            count
            for side in sides
            if side is not None
            for (incident, row, *field), count in self._counts.items()
            if (incident, row) == (side.incident, side.row) and field and field[0] in keys
        ]
        return _summed(found)


def _belongs(section: str, key: str, known: set[str]) -> bool:
    return section == key if key else section not in known


def _touched(side: Side | None) -> bool:
    """Whether somebody said something: what stands there by default was not asked about."""
    if side is None:
        return False
    return any(value.state != "blank" and value.basis != "default" for value in side.values.values()) or bool(
        side.words
    )


def _answer(side: Side, leaf: Field) -> tuple[str | int | float | None, str]:
    """What a side says in one part: the value, and its state where there is none."""
    found = side.values.get(leaf.key)
    if found is None:
        return None, "blank"
    return (found.value, "value") if found.value is not None else (None, found.state)


def _column(values: Mapping[str, Value], leaf: Field) -> str | int | float | None:
    found = values.get(leaf.key)
    return found.value if found is not None and not found.proposed else None


def _quotes(words: Sequence[Evidence]) -> tuple[str, ...]:
    """The words, the direct ones first; those that say the same once."""
    ordered = sorted(words, key=lambda span: (span.role != "direct", span.start, span.end))
    return tuple(dict.fromkeys(one_line(span.quote) for span in ordered))


def _with(cell: Cell, **changes: object) -> Cell:
    return replace(cell, **changes)


def _counts(comments: Sequence[Comment]) -> dict[tuple[str, ...], CommentCount]:
    """How many comments there are about (incident, row, field), or (incident, row) where the row is meant."""
    threads: dict[str, list[Comment]] = {}
    for comment in comments:
        threads.setdefault(comment.thread, []).append(comment)
    found: dict[tuple[str, ...], CommentCount] = {}
    for thread in threads.values():
        first = thread[0]
        key = (first.incident, first.row, first.field) if first.field else (first.incident, first.row)
        before = found.get(key, CommentCount())
        found[key] = CommentCount(before.comments + len(thread), before.open + (not first.resolved))
    return found


def _summed(counts: Iterable[CommentCount | None]) -> CommentCount | None:
    there = [count for count in counts if count is not None]
    if not there:
        return None
    return CommentCount(sum(each.comments for each in there), sum(each.open for each in there))
