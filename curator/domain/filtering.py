# SPDX-License-Identifier: MIT
"""Which incidents are meant: one filter for the table, the map, the time line, export profiles and the command line.

What lives here: conditions as values, JSON there and back, whether a codebook has what they speak of. What does not:
SQL (store/incident_filter.py), the words for people (filter_words.py).

An incident fits a filter if it fits every condition. Only accepted values count: a proposed one is neither held nor
blank. The kinds of conditions, and what `key` and `value` are in them:

value     key: a field, a part or a compound of the incident, "group.field" of a group's rows, a group (how many rows),
          or a derived column. Of a compound: any of its parts; its figure (best, else low) of a count, its first day of
          a date where an order is asked for. Of a group's field: any row; "is not" means that no row is.
text      key "values": words in any text of the incident or its rows; "article": in the article's text and head;
          "row": each word in what a row of the table shows: number, title and summary fields, the article's title, day.
date      key: a date compound, "" for the codebook's first; op "overlaps"; value (first day, last day), each may be "".
place     key: a place compound, "" for the codebook's first; "is", "contains" (name, words, province ... country), or
          "inside" with four numbers (west, south, east, north) or six and more (longitude, latitude of each corner).
coder     value: ids or names.
layer     value: "auto", "consensus", "all" or "mine" - as in exports (DESIGN.md 9).
state     key "status" (draft ...), "review" (accepted, rejected, returned, open: nothing said), "reading" (of the
          article, by the incident's coder).
problems  op "some" or "none": whether the codebook's rules find errors or warnings in the incident.
no_words  op "some" or "none"; key as of a value, "" for any: a plainly stated value that no words support.
article   key: a field of the article's metadata.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from curator.domain.codebook.kinds import parse
from curator.domain.codebook.model import Codebook, Derived, Field, Group
from curator.domain.codebook.scalars import LARGEST_INTEGER
from curator.domain.coding import ARTICLE_FIELDS, INCIDENT_STATUSES, READING_STATES, Scalar
from curator.domain.faults import InputRefused
from curator.shape import Frozen, replace

ORDER_OPS = ("at_least", "at_most", "between")
STATE_OPS = ("blank", "not_blank", "not_stated", "not_applicable", "proposed")
EQUAL_OPS = ("is", "is_not")
OPS: Mapping[str, tuple[str, ...]] = {
    "value": (*EQUAL_OPS, "contains", *ORDER_OPS, *STATE_OPS),
    "text": ("contains", "contains_not"),
    "date": ("overlaps",),
    "place": (*EQUAL_OPS, "contains", "inside"),
    "coder": EQUAL_OPS,
    "layer": ("is",),
    "state": EQUAL_OPS,
    "problems": ("some", "none"),
    "no_words": ("some", "none"),
    "article": (*EQUAL_OPS, "contains", *ORDER_OPS, "blank", "not_blank"),
}
LAYERS = ("auto", "consensus", "all", "mine")
REVIEW_STATES = ("accepted", "rejected", "returned", "open")
_STATES = {"status": INCIDENT_STATUSES, "review": REVIEW_STATES, "reading": READING_STATES}
_TEXT_KEYS = ("values", "article", "row")
MOST_CONDITIONS, MOST_VALUES = 60, 2_000
_ORDERED = ("integer", "decimal", "day")
_WITHOUT_VALUE = (*STATE_OPS, "some", "none")


class Condition(Frozen):
    """One condition; `value` holds what the operation compares with, always as a tuple."""

    kind: str
    key: str = ""
    op: str = "is"
    value: tuple[Scalar, ...] = ()


class Target(Frozen):
    """What the key of a value condition means: a node of the incident or of a group's rows, a group, or a derived
    column."""

    node: Field | None = None
    group: Group | None = None
    derived: Derived | None = None

    @property
    def leaves(self) -> tuple[Field, ...]:
        return tuple(self.node.leaves()) if self.node is not None else ()

    @property
    def label(self) -> str:
        """What people call it."""
        if self.derived is not None:
            return self.derived.label
        parts = (self.group.label if self.group else "", self.node.label if self.node else "")
        return ", ".join(part for part in parts if part)

    @property
    def figure(self) -> tuple[Field, ...]:
        """The leaves that an order is asked of, the first that holds something: the best figure, else the lowest."""
        if self.node is None or not self.node.parts:
            return self.leaves
        wanted = {"count": ("best", "low"), "date": ("start",)}.get(self.node.kind, ())
        found = [part for name in wanted if (part := self.node.part_named(name)) is not None and not part.parts]
        return tuple(found)


class IncidentFilter(Frozen):
    conditions: tuple[Condition, ...] = ()

    @property
    def layer(self) -> str:
        """The layer asked for, "" where none is."""
        return next((str(each.value[0]) for each in self.conditions if each.kind == "layer" and each.value), "")

    def without(self, *kinds: str) -> IncidentFilter:
        """The same filter without the conditions of these kinds."""
        return IncidentFilter(tuple(each for each in self.conditions if each.kind not in kinds))

    def with_one(self, condition: Condition, at: int | None = None) -> IncidentFilter:
        """One condition more, or in the place of that at `at`; a layer and a date or place drawn stand only once."""
        kept = list(self.conditions)
        if at is not None:
            kept[at] = condition
        else:
            once = condition.kind == "layer"
            kept = [each for each in kept if not (once and each.kind == condition.kind)]
            kept.append(condition)
        return IncidentFilter(tuple(dict.fromkeys(kept)))

    def to_json(self) -> str:
        """Canonical: equal filters give equal texts."""
        listed = [{"kind": c.kind, "key": c.key, "op": c.op, "value": list(c.value)} for c in self.conditions]
        return json.dumps({"conditions": listed}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> IncidentFilter:
        """Raises InputRefused, with the place, for what is no filter. Whether a codebook knows the fields is not asked
        here (`faults`)."""
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            raise InputRefused("This filter is not JSON.") from None
        listed = told.get("conditions") if isinstance(told, dict) else told
        if not isinstance(listed, list) or len(listed) > MOST_CONDITIONS:
            raise InputRefused("A filter is a list of conditions: {“conditions”: [{“kind”: …, “op”: …}]}.")
        return cls(tuple(_condition(one, f"conditions/{at}") for at, one in enumerate(listed)))


def _condition(told: Any, place: str) -> Condition:
    if not isinstance(told, dict) or not told.keys() <= {"kind", "key", "op", "value"}:
        raise InputRefused("A condition has a kind, a key, an op and a value.", (place,))
    kind, key, op, value = told.get("kind"), told.get("key", ""), told.get("op", "is"), told.get("value", [])
    value = value if isinstance(value, list) else [value]
    flat = [one for each in value for one in (each if isinstance(each, list) else [each])]  # corners come in pairs too
    if not isinstance(kind, str) or not isinstance(key, str) or op not in OPS.get(kind, ()):
        raise InputRefused(f"There is no condition of the kind “{kind}” with “{op}”.", (place,))
    if any(isinstance(one, bool) or not isinstance(one, str | int | float) for one in flat):
        raise InputRefused("The value of a condition is text, a number, or a list of them.", (place,))
    if len(flat) > MOST_VALUES or any(_too_large(one) for one in flat if not isinstance(one, str)):
        raise InputRefused("The value of a condition is too long, or a number in it too large.", (place,))
    return Condition(kind, key, op, tuple(flat))


def _too_large(number: float) -> bool:
    return abs(number) > LARGEST_INTEGER if isinstance(number, int) else not math.isfinite(number)


def target(codebook: Codebook, key: str) -> Target | None:
    """What the key of a value names in this codebook; None where it has no such thing. A field goes before a group, a
    group before a derived column."""
    above, _, below = key.partition(".")
    if below:
        group = codebook.group_by_key.get(above)
        node = codebook.node(below, above) if group is not None else None
        return Target(node, group) if node is not None else None
    node = codebook.node(key)
    if node is not None:
        return Target(node)
    if key in codebook.group_by_key:
        return Target(group=codebook.group_by_key[key])
    derived = next((each for each in codebook.derived if each.key == key), None)
    return Target(derived=derived) if derived is not None else None


def compound(codebook: Codebook, kind: str, key: str) -> Target | None:
    """The date or place a condition speaks of: the one named, or the codebook's first; None where there is none."""
    if key:
        found = target(codebook, key)
        return found if found is not None and found.node is not None and found.node.kind == kind else None
    first = next((node for node in codebook.fields if node.kind == kind), None)
    return Target(first) if first is not None else None


def row_fields(codebook: Codebook) -> tuple[Field, ...]:
    """What a row of the table usually shows of an incident: the title and the summary fields, in the codebook's order.
    The day a date begins with stands for the whole date: "Oct 2019" says more than its first day."""
    found: list[Field] = []
    for key in dict.fromkeys(key for key in (codebook.title_field, *codebook.summary_fields) if key):
        node = codebook.node(key)
        if node is None or (node.parts and not list(node.leaves())):
            continue
        above = codebook.above(node.key)
        found.append(above[0] if node.part == "start" and above else node)
    return tuple(found)


def faults(wanted: IncidentFilter, codebook: Codebook) -> list[str]:
    """What this codebook cannot answer, one plain sentence each; nothing where the filter can be used."""
    return [fault for condition in wanted.conditions if (fault := fault_of(condition, codebook))]


def checked(wanted: IncidentFilter, codebook: Codebook) -> IncidentFilter:
    """The filter, where the codebook can answer it. Raises InputRefused."""
    found = faults(wanted, codebook)
    if found:
        raise InputRefused(f"This filter does not fit the codebook of this project: {found[0]}", tuple(found))
    return wanted


def fault_of(condition: Condition, codebook: Codebook) -> str:
    """What is wrong with one condition, "" for nothing."""
    kind, key, op, value = condition.kind, condition.key, condition.op, condition.value
    if op not in OPS.get(kind, ()):
        return f"there is no condition of the kind “{kind}” with “{op}”."
    least = 0 if op in _WITHOUT_VALUE else 2 if op in ("between", "overlaps") else 4 if op == "inside" else 1
    if len(value) < least or (op == "inside" and len(value) % 2):
        return f"“{op.replace('_', ' ')}” needs more to compare with."
    if kind in ("value", "no_words"):
        return _value_fault(condition, codebook)
    if kind in ("date", "place"):
        return _compound_fault(condition, codebook)
    known = {"text": _TEXT_KEYS, "state": tuple(_STATES), "article": ARTICLE_FIELDS}.get(kind)
    if known is not None and key not in known:
        return f"“{key}” is none of {', '.join(known)}."
    allowed = LAYERS if kind == "layer" else _STATES.get(key, ()) if kind == "state" else ()
    wrong = next((one for one in value if allowed and one not in allowed), None)
    return f"“{wrong}” is none of {', '.join(allowed)}." if wrong is not None else ""


def _value_fault(condition: Condition, codebook: Codebook) -> str:
    key, op = condition.key, condition.op
    if condition.kind == "no_words" and not key:
        return ""
    meant = target(codebook, key)
    if meant is None:
        return f"the field “{key}” is not in it."
    if condition.kind == "no_words":
        return "" if meant.node is not None else f"“{key}” has no words of its own."
    if meant.node is None:
        number = meant.derived is None or meant.derived.kind != "joined"
        able = (*EQUAL_OPS, *ORDER_OPS) if number else (*EQUAL_OPS, "contains")
        if op not in (*able, "blank", "not_blank"):
            return f"{meant.label} cannot be asked “{op.replace('_', ' ')}”."
        wants_number = number
    else:
        if op in ORDER_OPS and (not meant.figure or meant.figure[0].kind not in _ORDERED):
            return f"{meant.label} has no order."
        wants_number = op in ORDER_OPS and meant.figure[0].kind in ("integer", "decimal")
    if wants_number and any(isinstance(one, str) for one in condition.value):
        return f"{meant.label} is compared with numbers."
    return ""


def _compound_fault(condition: Condition, codebook: Codebook) -> str:
    meant = compound(codebook, condition.kind, condition.key)
    if meant is None or meant.node is None:
        return f"there is no {condition.kind} “{condition.key}” in it."
    if condition.op == "inside":
        if any(isinstance(one, str) for one in condition.value):
            return "an area is told in degrees."
        if meant.node.part_named("latitude") is None or meant.node.part_named("longitude") is None:
            return f"{meant.label} has no coordinates."
    return ""


def typed_value(texts: Iterator[str], node: Field, codebook: Codebook, op: str) -> tuple[Scalar, ...]:
    """What somebody typed to compare with a field. Raises ValueError with the reason. A number for a number; a day may
    be a year or a month ("2019-11": its beginning, or its end for "at most")."""
    if op in ("contains", "contains_not"):
        return tuple(text.strip() for text in texts)
    if op in ORDER_OPS and node.kind == "day":
        return tuple(_day(text.strip(), last=op == "at_most" or at == 1) for at, text in enumerate(texts))
    return tuple(parse(text, replace(node, choices="") if op in ORDER_OPS else node, codebook) for text in texts)


def _day(text: str, last: bool) -> str:
    """A whole day of a year, a month or a day."""
    from calendar import monthrange
    from datetime import date

    pieces = text.split("-")
    try:
        numbers = [int(piece) for piece in pieces]
        year = numbers[0]
        month = numbers[1] if len(numbers) > 1 else 12 if last else 1
        day = numbers[2] if len(numbers) > 2 else monthrange(year, month)[1] if last else 1
        return date(year, month, day).isoformat()
    except (ValueError, IndexError):
        raise ValueError(f"a day is expected, for example 2019-11-08, 2019-11 or 2019, not “{text}”") from None
