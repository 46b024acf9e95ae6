# SPDX-License-Identifier: MIT
"""The cells of an incident in the columns of a named mapping.

What lives here: the ways in which a mapping may make a cell ("from" in its file). What does not: the file (mapping.py).
Every column may look at others by name, in whatever order they stand. Proposals count as no value, and a field that the
codebook lacks holds none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from curator.domain.codebook.kinds import meaning
from curator.domain.codebook.model import Codebook, Condition, Derived
from curator.domain.coding import ArticleCoding, Incident, Row, Scalar
from curator.domain.derived import derived_cells
from curator.domain.rules.facts import Facts
from curator.formats.chosen_columns import Labels
from curator.formats.csv_lines import Cell, number_text
from curator.formats.mapping import MappedColumn, NamedMapping, Party, all_there

JOINED_BY = "; "
Maker = Callable[["MappedIncident", MappedColumn], Cell]


class MappedIncident:
    """One incident under a mapping. `coding` and `incident` are without proposals; `changed`: when it was changed last.

    `labels`: labels instead of codes, for columns that have both.
    """

    def __init__(
        self, mapping: NamedMapping, codebook: Codebook, coding: ArticleCoding, incident: Incident, changed: str,
        *, labels: bool,
    ) -> None:  # fmt: skip
        self.mapping, self.codebook, self.coding, self.incident = mapping, codebook, coding, incident
        self.changed, self.labels = changed, labels
        self.facts = Facts(coding, incident, codebook)
        self.derived = derived_cells(coding, incident, codebook)
        self._by_name = {column.name: column for column in mapping.columns}
        self._made: dict[str, Cell] = {}
        self._swapped = bool(mapping.swap) and self.holds(mapping.swap)

    def cells(self) -> list[Cell]:
        """The cells in the order of the columns."""
        return [self.cell(column.name) for column in self.mapping.columns]

    def cell(self, name: str) -> Cell:
        """The cell of one column."""
        if name not in self._made:
            column = self._by_name[name]
            made = _MAKERS[column.maker](self, column)
            self._made[name] = None if made == "" else made
        return self._made[name]

    def why_not(self) -> str:
        """Why the incident is no line of this data set; "" where it is one."""
        for rule in self.mapping.leave_out:
            if (rule.when and self.holds(rule.when)) or (rule.no_figure and self._no_figure(rule.no_figure)):
                return rule.reason
        return ""

    def holds(self, conditions: tuple[Condition, ...], row: Row | None = None) -> bool:
        """Whether all hold; not where one looks at a field that there is none of."""
        group = row.group if row is not None else ""
        return all_there(self.codebook, conditions, group) and self.facts.hold(conditions, row)

    def held(self, key: str, row: Row | None = None) -> Scalar | None:
        """The accepted value of a leaf; None where there is none, or no such leaf."""
        node = self.codebook.node(key, row.group if row is not None else "")
        return self.facts.held(node, row) if node is not None and not node.parts else None

    def rows(self, group: str, where: tuple[Condition, ...] = ()) -> list[Row]:
        """The rows of a group that fulfil the conditions, in their order."""
        if group not in self.codebook.group_by_key:
            return []
        owners = (row for row in self.facts.owners(group) if row is not None)
        return [row for row in owners if not where or self.holds(where, row)]

    def party(self, key: str) -> tuple[Party, list[Row]]:
        """A party with its rows; the two sides may have changed places."""
        sides = self.mapping.sides
        if self._swapped and key in sides:
            key = sides[1 - sides.index(key)]
        party = self.mapping.parties[key]
        return party, self.rows(party.group, party.where) or (
            self.rows(party.group, party.or_where) if party.or_where else []
        )

    def figure(self, key: str, part: str) -> Scalar | None:
        """A part of a total; a figure that nothing was reported of is 0."""
        value = self.derived.get(f"{key}_{part}")
        return 0 if value is None and part != "qualifier" and self._none_reported(key) else value

    def total(self, key: str) -> Derived | None:
        return next((derived for derived in self.codebook.derived if derived.key == key), None)

    def _none_reported(self, key: str) -> bool:
        derived = self.total(key)
        compound = self.codebook.node(derived.field, derived.group) if derived is not None else None
        leaf = compound.part_named("qualifier") if compound is not None else None
        code = self.derived.get(f"{key}_qualifier")
        return leaf is not None and meaning(self.codebook, leaf, code) == "none_reported"

    def _no_figure(self, key: str) -> bool:
        figures = [self.derived.get(f"{key}_{part}") for part in ("low", "best", "high")]
        numbers = [figure for figure in figures if isinstance(figure, int)]
        if self._none_reported(key) or (self.derived.get(f"{key}_qualifier") is None and not numbers):
            return True
        return bool(numbers) and max(numbers) == 0


def _nothing(_incident: MappedIncident, _column: MappedColumn) -> Cell:
    return None


def _text(_incident: MappedIncident, column: MappedColumn) -> Cell:
    return str(column.said["text"])


def _number(incident: MappedIncident, column: MappedColumn) -> Cell:
    """The incident's number, with other things before it."""
    before = [
        incident.cell(part["column"]) if "column" in part else incident.held(part["field"])
        for part in column.said.get("before", ())
    ]
    number = incident.incident.number
    return (
        str(column.said.get("join", "")).join([*(_shown(part) for part in before), str(number)]) if before else number
    )


def _day(incident: MappedIncident, column: MappedColumn) -> Cell:
    """A day of a date: its first, its last, or the middle one; of a month known as such its 15th."""
    compound = incident.codebook.node(column.said["field"])
    if compound is None or compound.kind != "date":
        return None
    start, end = (incident.facts.part(compound, part, None) for part in ("start", "end"))
    which = column.said["which"]
    if which != "middle" or start is None:
        return end if which == "end" else start
    precision = incident.facts.meaning(compound, "precision", None)
    if precision == "day" or end is None:
        return start
    return _middle(date.fromisoformat(str(start)), date.fromisoformat(str(end)), precision)


def _middle(start: date, end: date, precision: str) -> str:
    fifteenth = start.replace(day=15)
    if precision == "month" and start <= fifteenth <= end:
        return fifteenth.isoformat()
    return (start + timedelta(days=max((end - start).days, 0) // 2)).isoformat()


def _cut(incident: MappedIncident, column: MappedColumn) -> Cell:
    """The beginning of another cell; digits as a number."""
    text = _shown(incident.cell(column.said["column"]))[: column.said["length"]]
    return int(text) if text.isdecimal() else text


def _code(incident: MappedIncident, column: MappedColumn) -> Cell:
    value = incident.held(column.said["field"])
    return _numeric(column.codes.get(str(value), "")) if value is not None else None


def _label(incident: MappedIncident, column: MappedColumn) -> Cell:
    node = incident.codebook.node(column.said["field"])
    value = incident.held(column.said["field"])
    return Labels(incident.codebook).of_leaf(node, value) if node is not None and node.choices else value


def _value(incident: MappedIncident, column: MappedColumn) -> Cell:
    """The first of some fields that has a value, with another put behind it where it is not said already."""
    found = next((value for key in column.said["fields"] if (value := incident.held(key)) is not None), None)
    add = column.said.get("add")
    more = incident.held(add["field"]) if add else None
    if add is None or more is None or str(more) in _shown(found):
        return found
    return (_shown(found) + str(add["text"]).replace("{}", str(more))).strip()


def _party(incident: MappedIncident, column: MappedColumn) -> Cell:
    said = column.said
    instead = said.get("instead")
    if instead and _shown(incident.cell(instead["column"])) == instead["is"]:
        return str(instead["text"])
    names = [_name(incident, *each) for each in _members(incident, said)]
    return JOINED_BY.join(dict.fromkeys(name for name in names if name))


def _members(incident: MappedIncident, said: Mapping[str, Any]) -> Iterator[tuple[Party, Row]]:
    party, rows = incident.party(said["party"])
    which = said["which"]
    yield from ((party, row) for row in (rows if which == "all" else rows[:1] if which == "first" else rows[1:]))
    if "also" in said:
        also, more = incident.party(said["also"])
        yield from ((also, row) for row in more)


def _name(incident: MappedIncident, party: Party, row: Row) -> str:
    return next((str(value) for name in party.names if (value := incident.held(name, row)) is not None), "")


def _party_code(incident: MappedIncident, column: MappedColumn) -> Cell:
    """The code, or label, of the first row of a party."""
    code = _first_code(incident, column)
    table = column.labels if incident.labels and column.labels else column.codes
    return _numeric(table.get(code, ""))


def _first_code(incident: MappedIncident, column: MappedColumn) -> str:
    _, rows = incident.party(column.said["party"])
    return _shown(incident.held(column.said["field"], rows[0])) if rows else ""


def _pair(incident: MappedIncident, column: MappedColumn) -> Cell:
    """Two codes in one, the lower first; one alone says that it is alone."""
    said = column.said
    columns = [each for each in incident.mapping.columns if each.name in said["columns"]]
    found = sorted(
        (code, _shown(incident.cell(each.name))) for each in columns
        if (code := each.codes.get(_first_code(incident, each), ""))
    )  # fmt: skip
    if incident.labels:
        labels = [label for _, label in found]
        return "-".join(labels) if len(labels) != 1 else labels[0] + str(said["label_alone"])
    codes = [code for code, _ in found]
    return _numeric("".join(codes) if len(codes) != 1 else codes[0] + str(said["alone"]))


def _joined(incident: MappedIncident, column: MappedColumn) -> Cell:
    """Values of several places, each once."""
    values = (value for part in column.said["parts"] for value in _values(incident, part))
    return JOINED_BY.join(dict.fromkeys(value for value in values if value))


def _values(incident: MappedIncident, part: Mapping[str, Any]) -> Iterator[str]:
    frame = str(part.get("text", "{}"))
    if "article" in part:
        found: Iterable[Scalar | None] = [incident.coding.article.fields.get(part["article"])]
    elif "derived" in part:
        found = [incident.figure(part["derived"], part["part"])]
    elif "group" in part:
        found = [incident.held(part["field"], row) for row in incident.rows(part["group"])]
    else:
        found = [incident.held(part["field"])]
    yield from (frame.replace("{}", _shown(value)) for value in found if value not in (None, ""))


def _count(incident: MappedIncident, column: MappedColumn) -> Cell:
    return incident.figure(column.said["derived"], column.said["part"])


def _deaths(incident: MappedIncident, column: MappedColumn) -> Cell:
    """Figures of the rows of a total that speak of some people: of certain codes, or of the types of one side's actors
    that are not the other side's too."""
    derived = incident.total(column.said["derived"])
    if derived is None:
        return None
    codes = set(column.codes) or _own_types(incident, column)
    rows = incident.rows(derived.group, derived.where)
    return sum(
        _figure(incident, derived, row) for row in rows if incident.held(column.said["people"], row) in codes
    )  # fmt: skip


def _own_types(incident: MappedIncident, column: MappedColumn) -> set[str]:
    types: dict[str, set[str]] = {}
    for side in incident.mapping.sides:
        _, rows = incident.party(side)
        types[side] = {_shown(incident.held(column.said["type"], row)) for row in rows} - {""}
    own = types.pop(column.said["side"])
    claimed = {code for each in incident.mapping.columns if each.maker == "deaths" for code in each.codes}
    return own - set().union(*types.values()) - claimed


def _figure(incident: MappedIncident, derived: Derived, row: Row) -> int:
    compound = incident.codebook.node(derived.field, derived.group)
    figures = (incident.facts.part(compound, part, row) for part in ("best", "low")) if compound is not None else ()
    return next((figure for figure in figures if isinstance(figure, int)), 0)


def _rest(incident: MappedIncident, column: MappedColumn) -> Cell:
    """What is left of one figure without others; 0 where they are more."""
    whole = incident.cell(column.said["column"])
    others = [incident.cell(name) for name in column.said["columns"]]
    if not isinstance(whole, int):
        return None
    return max(whole - sum(other for other in others if isinstance(other, int)), 0)


def _case(incident: MappedIncident, column: MappedColumn) -> Cell:
    """The value of the first case whose conditions hold."""
    found = next((value for value, when in column.cases if incident.holds(when)), column.said["otherwise"])
    return _numeric(str(found))


def _article(incident: MappedIncident, column: MappedColumn) -> Cell:
    text = incident.coding.article.fields.get(column.said["field"], "")
    return text[: column.said.get("length", len(text))]


def _quoted(incident: MappedIncident, column: MappedColumn) -> Cell:
    """Other cells between quotation marks, with commas; a mark within is doubled."""
    parts = [_shown(incident.cell(name)) for name in column.said["columns"]]
    return '"' + ",".join(parts).replace('"', '""') + '"' if any(parts) else None


def _point(incident: MappedIncident, column: MappedColumn) -> Cell:
    """Coordinates as well-known text."""
    longitude, latitude = (incident.cell(name) for name in column.said["columns"])
    return f"POINT ({_shown(longitude)} {_shown(latitude)})" if None not in (longitude, latitude) else None


def _last_change(incident: MappedIncident, _column: MappedColumn) -> Cell:
    """Seconds since 1970 (UTC)."""
    try:
        return int(datetime.fromisoformat(incident.changed or incident.incident.created).astimezone(UTC).timestamp())
    except ValueError:
        return None


def _shown(value: Cell) -> str:
    return "" if value is None else value if isinstance(value, str) else number_text(value)


def _numeric(text: str) -> Cell:
    """A code that is a number as a number."""
    return int(text) if text.isdecimal() and text.isascii() else text


_MAKERS: Mapping[str, Maker] = {
    "nothing": _nothing, "text": _text, "number": _number, "day": _day, "cut": _cut, "code": _code, "label": _label,
    "value": _value, "party": _party, "party_code": _party_code, "pair": _pair, "joined": _joined, "count": _count,
    "deaths": _deaths, "rest": _rest, "case": _case, "article": _article, "quoted": _quoted, "point": _point,
    "last_change": _last_change,
}  # fmt: skip
MAKERS = frozenset(_MAKERS)
