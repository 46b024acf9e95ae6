# SPDX-License-Identifier: MIT
"""A filter judged in plain Python, one incident at a time, as domain/filtering.py words it: what SQL must equal."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping, Sequence

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ArticleCoding, Coder, Incident, Row, Scalar
from curator.domain.derived import derived_cells
from curator.domain.filtering import Condition, IncidentFilter, Target, compound, row_fields, target
from curator.domain.rules.facts import Facts

_NUMBERS = ("integer", "decimal")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def low(text: object) -> str:
    return str(text).translate(_LOWER)


class Plain:
    def __init__(self, coding: ArticleCoding, incident: Incident, book: Codebook, coders: Sequence[Coder]) -> None:
        self.coding, self.incident, self.book = coding, incident, book
        self.facts = Facts(coding, incident, book)
        self.names = {coder.id: coder.name for coder in coders}

    def fits(self, wanted: IncidentFilter) -> bool:
        return all(self.holds(each) for each in wanted.conditions)

    def holds(self, asked: Condition) -> bool:
        judge: Mapping[str, Callable[[Condition], bool]] = {
            "value": self.value, "text": self.text, "date": self.date, "place": self.place, "coder": self.coder,
            "state": self.state, "no_words": self.no_words, "article": self.article,
        }  # fmt: skip
        return judge[asked.kind](asked)

    def owners(self, meant: Target) -> Iterable[Row | None]:
        return self.facts.owners(meant.group.key) if meant.group else (None,)

    # -- values

    def value(self, asked: Condition) -> bool:
        meant = target(self.book, asked.key)
        assert meant is not None
        if asked.op == "is_not":
            return not self.value(Condition("value", asked.key, "is", asked.value))
        if meant.derived is not None:
            return self.derived(meant, asked)
        if meant.node is None:
            assert meant.group is not None
            count = len(self.incident.rows_of(meant.group.key))
            return count == 0 if asked.op == "blank" else count > 0 if asked.op == "not_blank" else figure(count, asked)
        return any(self.leaf_test(meant, asked, row) for row in self.owners(meant))

    def leaf_test(self, meant: Target, asked: Condition, row: Row | None) -> bool:
        op, leaves = asked.op, meant.leaves
        values = [self.facts.value(leaf, row) for leaf in leaves]
        if op in ("not_stated", "not_applicable"):
            return any(value.state == op for value in values)
        if op == "proposed":
            return any(value.proposed and value.state != "blank" for value in values)
        if op in ("blank", "not_blank"):
            return all(value.state == "blank" for value in values) == (op == "blank")
        if op in ("at_least", "at_most", "between"):
            held = [one for leaf in meant.figure if (one := self.facts.held(leaf, row)) is not None]
            return bool(held) and figure(held[0], asked)
        return any(self.equal_or_inside(leaf, asked, row) for leaf in leaves)

    def equal_or_inside(self, leaf: Field, asked: Condition, row: Row | None) -> bool:
        held = self.facts.held(leaf, row)
        if held is None:
            return False
        if asked.op == "is":
            return any(equal(leaf, held, one) for one in asked.value)
        return leaf.kind not in _NUMBERS and self.holds_words(leaf, held, [str(one) for one in asked.value])

    def holds_words(self, leaf: Field, held: Scalar, words: Sequence[str]) -> bool:
        listed = self.book.choices_of(leaf)
        if listed is None:
            return all(low(word) in low(held) for word in words)
        codes = str(held).split("; ") if leaf.kind == "choices" else [str(held)]
        found = [listed.by_code[code] for code in codes if code in listed.by_code]
        return any(
            all(w.casefold() in one.label.casefold() or w.casefold() in one.code.casefold() for w in words)
            for one in found
        )

    def derived(self, meant: Target, asked: Condition) -> bool:
        derived = meant.derived
        assert derived is not None
        cells = derived_cells(self.coding, self.incident, self.book)
        if derived.kind == "count_total":
            best, least = cells[f"{derived.key}_best"], cells[f"{derived.key}_low"]
            held = best if best is not None else least
        else:
            held = cells[derived.key]
        if asked.op in ("blank", "not_blank"):
            return (held is None) == (asked.op == "blank")
        if held is None:
            return False
        if derived.kind != "joined":
            return figure(held, asked)
        if asked.op == "contains":
            return all(low(one) in low(held) for one in asked.value)
        return any(low(f"; {one}; ") in low(f"; {held}; ") for one in asked.value)

    def text(self, asked: Condition) -> bool:
        if asked.key == "row":
            found = all(self.in_row(word) for one in asked.value for word in str(one).split())
        elif asked.key == "article":
            found = all(low(one) in low(self.coding.text) for one in asked.value)
        else:
            found = all(self.in_values(str(one)) for one in asked.value)
        return found == (asked.op == "contains")

    def in_values(self, word: str) -> bool:
        return any(
            leaf.kind in ("text", "long_text") and not leaf.private
            and (held := self.facts.held(leaf, row)) is not None and low(word) in low(held)
            for row in self.facts.all_owners() for top in self.facts.tops(row) for leaf in top.leaves()
        )  # fmt: skip

    def in_row(self, word: str) -> bool:
        fields = self.coding.article.fields
        shown = [fields.get("title", ""), fields.get("published", "")]
        for leaf in (leaf for node in row_fields(self.book) for leaf in node.leaves()):
            held = self.incident.values.get(leaf.key)
            if held is not None and leaf.kind in ("text", "long_text", "day"):
                shown.append(str(held))
            elif held is not None and (listed := self.book.choices_of(leaf)) is not None and held in listed.by_code:
                shown += [listed.by_code[str(held)].label, str(held)]
        return any(low(word) in low(text) for text in shown) or word == str(self.incident.number)

    # -- dates, places

    def date(self, asked: Condition) -> bool:
        meant = compound(self.book, "date", asked.key)
        assert meant is not None
        assert meant.node is not None
        for row in self.owners(meant):
            start, end = (self.facts.part(meant.node, name, row) for name in ("start", "end"))
            first, last = (start if start is not None else end), (end if end is not None else start)
            wanted_first, wanted_last = asked.value
            if first is None or last is None:
                continue
            if (not wanted_last or str(first) <= str(wanted_last)) and (
                not wanted_first or str(last) >= str(wanted_first)
            ):
                return True
        return False

    def place(self, asked: Condition) -> bool:
        meant = compound(self.book, "place", asked.key)
        assert meant is not None
        assert meant.node is not None
        if asked.op == "is_not":
            return not self.place(Condition("place", asked.key, "is", asked.value))
        return any(self.place_in(meant.node, asked, row) for row in self.owners(meant))

    def place_in(self, node: Field, asked: Condition, row: Row | None) -> bool:
        if asked.op == "inside":
            point = [self.facts.part(node, name, row) for name in ("longitude", "latitude")]
            if point[0] is None or point[1] is None:
                return False
            return inside(float(point[0]), float(point[1]), [float(one) for one in asked.value])
        named = [leaf for leaf in node.parts if leaf.part in ("words", "name", "admin1", "admin2", "country")]
        return any(self.equal_or_inside(leaf, asked, row) for leaf in named)

    # -- whose, which state

    def coder(self, asked: Condition) -> bool:
        is_one = self.incident.coder in asked.value or self.names[self.incident.coder] in asked.value
        return is_one == (asked.op == "is")

    def state(self, asked: Condition) -> bool:
        if asked.key == "review":
            state = "open"  # nothing was judged in these projects
        elif asked.key == "status":
            state = self.incident.status
        else:
            state = self.coding.reading.get(self.incident.coder, "unread")
        return (state in asked.value) == (asked.op == "is")

    def no_words(self, asked: Condition) -> bool:
        if asked.key:
            meant = target(self.book, asked.key)
            assert meant is not None
            assert meant.node is not None
            found = any(self.lacks(meant.node, row) for row in self.owners(meant))
        else:
            found = any(self.lacks(top, row) for row in self.facts.all_owners() for top in self.facts.tops(row))
        return found == (asked.op == "some")

    def lacks(self, node: Field, row: Row | None) -> bool:
        if not self.book.takes_words(node.key, row.group if row else ""):
            return False
        values = [self.facts.value(leaf, row) for leaf in node.leaves()]
        stated = any(value.counts and value.basis == "stated" for value in values)
        return stated and all(span.role == "contradicts" for span in self.facts.spans(node, row))

    def article(self, asked: Condition) -> bool:
        held = self.coding.article.fields.get(asked.key, "")
        if asked.op == "is_not":
            return not any(low(held) == low(one) for one in asked.value if held)
        if asked.op in ("blank", "not_blank"):
            return bool(held) == (asked.op == "not_blank")
        if not held:
            return False
        if asked.op == "is":
            return any(low(held) == low(one) for one in asked.value)
        if asked.op == "contains":
            return all(low(one) in low(held) for one in asked.value)
        return figure(held[:10] if asked.key in ("published", "retrieved") else held, asked)


def figure(held: Scalar, asked: Condition) -> bool:
    """A number or a day compared."""
    wanted = asked.value
    if asked.op in ("is", "is_not"):
        return (held in wanted) == (asked.op == "is")
    if isinstance(held, str):
        return compared(held, [str(one) for one in wanted], asked.op)
    return compared(held, [float(one) for one in wanted], asked.op)


def compared(held: object, wanted: Sequence[object], op: str) -> bool:
    if op == "at_least":
        return held >= wanted[0]  # type: ignore[operator]  # both numbers, or both days
    if op == "at_most":
        return held <= wanted[0]  # type: ignore[operator]
    return wanted[0] <= held <= wanted[1]  # type: ignore[operator]


def equal(leaf: Field, held: Scalar, wanted: Scalar) -> bool:
    if (leaf.kind in _NUMBERS) == isinstance(wanted, str):
        return False
    if leaf.kind in ("text", "long_text"):
        return low(held) == low(wanted)
    if leaf.kind == "choices":
        return not set(str(wanted).split("; ")).isdisjoint(str(held).split("; "))
    return held == wanted


def inside(x: float, y: float, corners: Sequence[float]) -> bool:
    if len(corners) == 4:
        west, south, east, north = corners
        return south <= y <= north and (west <= x <= east if west <= east else x >= west or x <= east)
    points = list(zip(corners[::2], corners[1::2], strict=True))
    odd = False
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        if min(y1, y2) <= y < max(y1, y2) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd and min(corners[::2]) <= x <= max(corners[::2]) and min(corners[1::2]) <= y <= max(corners[1::2])
