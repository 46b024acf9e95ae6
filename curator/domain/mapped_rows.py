# SPDX-License-Identifier: MIT
"""One row of a table, read by a mapping: what it says of an article, of an incident and of the rows of its groups.

What lives here: cells to values, and a warning for each that cannot be understood. What does not: which article it is
(tasks), writing it (operations).
Nothing refuses a row: a value that cannot be understood is left out, what stood there is told in the field's note.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from curator.domain.cell_values import days, folded, order_of_days, read_cell
from curator.domain.codebook.kinds import meaning
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.domain.table_mapping import KEY, WORDS, TableMapping, Target, target_of
from curator.shape import Frozen, fresh

MOST_NOTED = 500  # code points of a cell in a note


class CellWarning(Frozen):
    """A cell that was not taken as it stands. `line` is that of the file; `why` a short reason."""

    line: int
    column: str
    cell: str
    why: str

    @property
    def sentence(self) -> str:
        return f"Row {self.line}, {self.column}: {self.why}."


class Quote(Frozen):
    """Words said to stand in the article. `node`: what they support, "" for a mention; `row`: group and number."""

    words: str
    node: str = ""
    row: tuple[str, int] | None = None


class MappedRow(Frozen):
    """`notes`: by (group, number, key), group "" for the incident, what is to be told of a value that was not taken.
    `told`: heading and cell of each free text, for an article that has to be made of what the row tells."""

    line: int
    article: Mapping[str, str] = fresh(default_factory=dict)
    values: Mapping[str, Scalar] = fresh(default_factory=dict)
    rows: Mapping[tuple[str, int], Mapping[str, Scalar]] = fresh(default_factory=dict)
    notes: Mapping[tuple[str, int, str], str] = fresh(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    key: str = ""
    told: tuple[tuple[str, str], ...] = ()
    warnings: tuple[CellWarning, ...] = ()

    @property
    def codes(self) -> bool:
        """Whether there is an incident in it."""
        return bool(self.values or self.rows or self.notes)


class _Use(NamedTuple):
    at: int
    heading: str
    target: Target
    codes: Mapping[str, str]
    only: tuple[tuple[int, tuple[str, ...]], ...]


class RowReader:
    """Reads the rows of one table by one mapping. `columns`: the cells of each heading, to see how days are written."""

    def __init__(self, mapping: TableMapping, headings: Sequence[str], codebook: Codebook) -> None:
        self._codebook = codebook
        places = {heading: at for at, heading in enumerate(headings)}
        by_name = {folded(heading): at for heading, at in places.items()}
        self._uses: list[_Use] = []
        for use in mapping.used():
            target = target_of(use.target, codebook)
            if target is not None and target.part and use.heading in places:
                only = tuple((by_name.get(folded(heading), -1), cells) for heading, cells in use.only.items())
                self._uses.append(_Use(places[use.heading], use.heading, target, use.codes, only))
        self._constants = [
            (target, each.value)
            for each in mapping.constants
            if (target := target_of(each.target, codebook)) is not None
        ]
        self._orders: dict[int, str] = {}

    def look(self, rows: Iterable[Sequence[str]]) -> None:
        """See how the columns write their days; before the first row is read."""
        cells: dict[int, list[str]] = {at: [] for at, _, target, *_ in self._uses if self._is_day(target)}
        for row in rows if cells else ():
            for at, there in cells.items():
                if row[at]:
                    there.append(row[at])
        self._orders = {at: order_of_days(there) for at, there in cells.items()}

    def read(self, line: int, cells: Sequence[str]) -> MappedRow:
        """What a row says."""
        row = _Row(line, self._codebook)
        for use in self._uses:
            cell = cells[use.at].strip()
            if cell and all((cells[at].strip() if at >= 0 else "") in allowed for at, allowed in use.only):
                row.take(use.heading, use.target, cell, use.codes, self._orders.get(use.at, ""))
        for target, value in self._constants:
            row.fill(target, value)
        return row.finished()

    def _is_day(self, target: Target) -> bool:
        node = self._codebook.node(target.key, target.group) if target.part in ("incident", "rows") else None
        return (node is not None and node.kind == "day") or (target.part == "article" and target.key == "published")


class _Row:
    def __init__(self, line: int, codebook: Codebook) -> None:
        self._line, self._codebook = line, codebook
        self._article: dict[str, str] = {}
        self._values: dict[str, Scalar] = {}
        self._rows: dict[tuple[str, int], dict[str, Scalar]] = {}
        self._notes: dict[tuple[str, int, str], str] = {}
        self._quotes: list[Quote] = []
        self._keys: list[str] = []
        self._told: dict[str, str] = {}
        self._warnings: list[CellWarning] = []
        self._used: set[tuple[str, str]] = set()

    def take(self, heading: str, target: Target, cell: str, codes: Mapping[str, str], order: str) -> None:
        if target.part == KEY:
            self._keys.append(cell)
        elif target.part == "article":
            self._take_article(heading, target.key, codes.get(cell, codes.get("*", cell)), order)
        elif target.part == WORDS:
            self._told.setdefault(heading, cell)  # an article made of the row holds them, so that they do not wait
            self._quotes.append(Quote(cell, target.key, (target.group, target.number) if target.group else None))
        else:
            self._take_value(heading, target, cell, codes, order)

    def fill(self, target: Target, value: str) -> None:
        """A constant, where the place has no value yet; of a group's row only where the row is there."""
        place = (target.group, target.number)
        if target.part == "article":
            self._article.setdefault(target.key, value)
        elif target.part == "incident" and (self._values or self._rows or self._notes):
            self._set_plain(target, value, self._values)
        elif target.part == "rows" and place in self._rows:
            self._set_plain(target, value, self._rows[place])

    def finished(self) -> MappedRow:
        self._say_how_exact(self._codebook.fields, self._values)
        self._say_whole_months()
        for (group, _), values in self._rows.items():
            self._say_how_exact(self._codebook.group_by_key[group].fields, values)
        rows = {place: values for place, values in sorted(self._rows.items()) if values or self._has_note(place)}
        return MappedRow(
            self._line, self._article, self._values, rows, self._notes, tuple(self._quotes), " ".join(self._keys),
            tuple(self._told.items()), tuple(self._warnings),
        )  # fmt: skip

    def _say_how_exact(self, fields: Iterable[Field], values: dict[str, Scalar]) -> None:
        """No figure stands without its qualifier: what the table does not say follows from the figures (one figure, or
        equal ones: exact, or zero; else a range)."""
        for node in (node for top in fields for node in top.nodes() if node.kind == "count"):
            parts = {name: node.part_named(name) for name in ("low", "best", "high", "qualifier")}
            figures = [values[part.key] for part in parts.values() if part and part.key in values]
            leaf = parts["qualifier"]
            if leaf is None or leaf.key in values or not figures:
                continue
            zero = set(figures) == {0}
            wanted = "explicit_zero" if zero else "exact" if len(set(figures)) == 1 else "range"
            choices = self._codebook.choices_of(leaf)
            code = choices.code_meaning(wanted) if choices is not None else None
            if code is None:
                continue
            values[leaf.key] = code
            if wanted != "range":
                values.update({part.key: figures[0] for name, part in parts.items() if part and name != "qualifier"})

    def _say_whole_months(self) -> None:
        """A day that stands for a month known as such (ACLED gives its middle) is the whole month."""
        for node in (node for top in self._codebook.fields for node in top.nodes() if node.kind == "date"):
            start, end, precision = (node.part_named(name) for name in ("start", "end", "precision"))
            if start is None or end is None or precision is None:
                continue
            day = self._values.get(start.key)
            known = meaning(self._codebook, precision, self._values.get(precision.key)) == "month"
            if known and day is not None and self._values.get(end.key, day) == day:
                first = date.fromisoformat(str(day)).replace(day=1)
                last = first.replace(day=monthrange(first.year, first.month)[1])
                self._values.update({start.key: first.isoformat(), end.key: last.isoformat()})

    def _has_note(self, place: tuple[str, int]) -> bool:
        return any(note[:2] == place for note in self._notes)

    def _take_article(self, heading: str, field: str, cell: str, order: str) -> None:
        if field == "published":
            cell = self._published(heading, cell.split(";")[0].strip(), order)
        if not cell:
            return
        if field != "text":
            cell = " ".join(cell.split())
        if self._article.get(field, cell) != cell:
            self._article[field] += f"\n\n{cell}" if field == "text" else f"; {cell}"
        else:
            self._article[field] = cell

    def _published(self, heading: str, cell: str, order: str) -> str:
        """The day of publication, with its time where that is told; "" where it cannot be understood."""
        read = days(cell)
        day = read.get("") or read.get(order, "") or (next(iter(read.values())) if len(read) == 1 else "")
        if not day:
            either = " or ".join(read.values())
            why = f"“{cell}” may be {either}" if either else f"“{cell}” is no day"
            self._warn(heading, cell, f"{why}; the day of publication was left out")
        return cell if day and len(cell) > 10 and cell.startswith(day) else day

    def _take_value(self, heading: str, target: Target, cell: str, codes: Mapping[str, str], order: str) -> None:
        leaf = self._codebook.node(target.key, target.group)
        assert leaf is not None  # the reader of rows keeps targets of this codebook only
        if _is_free(leaf):
            self._told.setdefault(heading, cell)
        meant = codes.get(cell, codes.get("*", cell))
        if not meant:
            return
        place = (target.group, target.number)
        values = self._rows.setdefault(place, {}) if target.part == "rows" else self._values
        try:
            value = read_cell(meant, leaf, self._codebook, order)
        except ValueError as fault:
            why = f"{fault}"
            self._warn(heading, cell, why)
            shown = cell if len(cell) <= MOST_NOTED else f"{cell[:MOST_NOTED]}…"
            self._notes[*place, leaf.key] = f"In the table: “{' '.join(shown.split())}”"
            return
        if leaf.key in values and values[leaf.key] != value:
            if leaf.kind != "long_text":
                if (heading, str(target)) not in self._used:
                    self._warn(heading, cell, f"another column gave {leaf.label} already; this one was left out")
                return
            value = f"{values[leaf.key]}\n{value}"
        values[leaf.key] = value
        self._used.add((heading, str(target)))
        self._warn_about(heading, cell, leaf, value)

    def _warn_about(self, heading: str, cell: str, leaf: Field, value: Scalar) -> None:
        """What was taken and a person should look at; limits are rules of the codebook."""
        choices = self._codebook.choices_of(leaf)
        if choices is not None and choices.open and leaf.kind == "choice" and str(value) not in choices.by_code:
            self._warn(heading, cell, f"“{value}” is a new word of the list {leaf.choices}")

    def _set_plain(self, target: Target, value: str, values: dict[str, Scalar]) -> None:
        leaf = self._codebook.node(target.key, target.group)
        if leaf is None or leaf.key in values:
            return
        try:
            values[leaf.key] = read_cell(value, leaf, self._codebook)
        except ValueError as fault:
            self._warn("always", value, str(fault))

    def _warn(self, column: str, cell: str, why: str) -> None:
        self._warnings.append(CellWarning(self._line, column, cell[:200], why))


def _is_free(leaf: Field) -> bool:
    return leaf.kind in ("text", "long_text")
