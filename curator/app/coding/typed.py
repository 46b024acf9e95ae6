# SPDX-License-Identifier: MIT
"""What a person types into a field: one line for a plain value, one line for a whole date, place or count.

What lives here: from typed text to the values of the field's leaves. What does not: reading an article's words
(reading.py), the editor (values/editing.py). Every function raises ValueError with a short reason.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date

from curator.app.coding.reading import Propose, ReadValue, part_values
from curator.domain.codebook import kinds
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.suggest.coordinates import read_coordinates
from curator.suggest.proposal import Passage, Proposal

_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_RANGE = re.compile(rf"{_DAY}\s*(?:-|–|—|to|\.\.|/)\s*{_DAY}")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_NUMBER = r"(\d[\d,. \u00a0]*)"
_THREE = re.compile(rf"{_NUMBER}\s*[/–—-]\s*{_NUMBER}\s*[/–—-]\s*{_NUMBER}")
_BETWEEN = re.compile(rf"{_NUMBER}\s*(?:-|–|—|\.\.|to)\s*{_NUMBER}")
_WHOLE = {  # the parts that a typed line gives all together
    "date": ("start", "end", "precision"), "count": ("low", "best", "high", "qualifier"),
    "place": ("name", "admin2", "admin1", "country"), "relative_location": ("km", "direction", "to", "approximate"),
}  # fmt: skip
_SIGNED = re.compile(rf"(>=|≥|>|<=|≤|<|~|≈)?\s*{_NUMBER}\s*(\+)?")
_EXACT = re.compile(r"(.*\S)\s*\(([^()]+)\)", re.DOTALL)  # a date with its precision: 2019-11-04 – 2019-11-08 (week)
_PERSONS = "people"  # what a bare number word counts in a field for counts: “two”, “dozens”


def typed_values(
    text: str, node: Field, codebook: Codebook, propose: Propose, published: date | None = None
) -> tuple[ReadValue, ...]:
    """The values that typed text means for a leaf or a compound. Parts that the text does not give are not in it."""
    text = text.strip()
    if not text:
        raise ValueError("nothing was typed")
    if node.parts:
        reader = _COMPOUNDS.get(node.kind)
        if reader is None:
            raise ValueError("open it and fill its parts")
        values = tuple(reader(text, node, codebook, propose, published))
        if not values:
            raise ValueError("nothing in it could be read")
        return values
    return (ReadValue(node.key, _leaf(text, node, codebook, propose, published), node.usual_basis or "stated"),)


def typed_readings(
    text: str, node: Field, codebook: Codebook, propose: Propose, published: date | None = None
) -> tuple[tuple[ReadValue, ...], ...]:
    """Everything the text can mean, the likeliest first: “3/4/2021” is a day of April or of March. Mostly it is one."""
    first = typed_values(text, node, codebook, propose, published)
    read = _read_from(text.strip(), node, codebook, propose, published)
    others = (_values_of(other, text.strip(), node, codebook) for other in (read.alternatives if read else ()))
    return tuple(dict.fromkeys([first, *(other for other in others if other)]))


def _read_from(
    text: str, node: Field, codebook: Codebook, propose: Propose, published: date | None
) -> Proposal | None:  # fmt: skip
    """The proposal that the text was read by; None where it says the value itself."""
    if node.kind == "date":
        days = _how_exact(text, node, codebook)[0]
        return None if _iso_span(days) is not None else _one(days, node, propose, published)
    if node.kind == "count":
        return None if count_parts(text) is not None else _counted(text, node, propose)
    if node.kind == "place":
        found = _known_place(text, node, propose, published)
        return found or next((read for read in _readings(text, node, propose, published) if read.alternatives), None)
    return _one(text, node, propose, published) if node.kind == "day" and not _is_day(text, node, codebook) else None


def _is_day(text: str, node: Field, codebook: Codebook) -> bool:
    try:
        kinds.parse(text, node, codebook)
    except ValueError:
        return False
    return True


def _values_of(read: Proposal, text: str, node: Field, codebook: Codebook) -> tuple[ReadValue, ...]:
    """The values of a typed line by one reading of it."""
    if node.kind == "day":
        start, end = read.values.get("start"), read.values.get("end")
        return (ReadValue(node.key, start, node.usual_basis or "stated"),) if start and start == end else ()
    if node.kind == "place":
        return tuple(part_values(read, node, codebook, skip=("words",)))
    told = {name: value for name, value in read.values.items() if name in _WHOLE[node.kind]}
    return tuple(_with(node, codebook, told | _how_exact(text, node, codebook)[1], text))


def left_out(node: Field, values: Iterable[ReadValue]) -> list[Field]:
    """The leaves that a line stands for as a whole and that `values`, read from one, do not give: “6+” has no upper
    figure any more, “Mosul, Iraq” no province. A place told from another one says nothing of its names."""
    values = tuple(values)
    given = {value.field for value in values}
    parts = [part for name in _WHOLE.get(node.kind, ()) if (part := node.part_named(name)) is not None]
    inside = [leaf for part in node.parts if part.parts for leaf in left_out(part, values)]
    if not any(part.key in given for part in parts):
        return inside
    return [*(part for part in parts if not part.parts and part.key not in given), *inside]


def _leaf(text: str, node: Field, codebook: Codebook, propose: Propose, published: date | None) -> Scalar:
    try:
        return kinds.parse(text, node, codebook)
    except ValueError:
        read = _one(text, node, propose, published)
        if node.kind == "day" and read is not None and read.values.get("start") == read.values.get("end"):
            return kinds.check(read.values.get("start"), node, codebook)
        if node.kind == "integer" and (counted := _counted(text, node, propose)) is not None:
            return kinds.check(counted.values.get("best"), node, codebook)
        raise


def _one(text: str, node: Field, propose: Propose, published: date | None) -> Proposal | None:
    """The one thing that the whole of the typed text says."""
    return next(iter(_readings(text, node, propose, published)), None)


def _readings(text: str, node: Field, propose: Propose, published: date | None) -> list[Proposal]:
    passage = Passage(text, 0, len(text), published)
    return [each for each in propose(passage, node) if (each.start, each.end) == (0, len(text))]


def _counted(text: str, node: Field, propose: Propose) -> Proposal | None:
    """The count that the text says in words, of whatever the field counts."""
    return _one(text, node, propose, None) or _one(f"{text} {_PERSONS}", node, propose, None)


def _with(node: Field, codebook: Codebook, values: dict[str, Scalar], text: str) -> Iterable[ReadValue]:
    made = Proposal(node.kind, 0, len(text), text, values, "typed", basis="stated")
    yield from part_values(made, node, codebook)


# -- dates ------------------------------------------------------------------------------------------------------------
def _date(text: str, node: Field, codebook: Codebook, propose: Propose, published: date | None) -> Iterable[ReadValue]:
    days, how_exact = _how_exact(text, node, codebook)
    span = _iso_span(days)
    told: dict[str, Scalar] = {}
    if span is None:
        read = _one(days, node, propose, published)
        if read is None:
            raise ValueError(f"a date is expected, for example 2019-11-08 or 8 Nov 2019, not “{text}”")
        told.update((name, value) for name, value in read.values.items() if name in _WHOLE["date"])
    else:
        first, last = span
        told.update(start=first.isoformat(), end=last.isoformat(), precision=precision_of(first, last))
    return _with(node, codebook, told | how_exact, text)


def _how_exact(text: str, node: Field, codebook: Codebook) -> tuple[str, dict[str, Scalar]]:
    """The days, and how exact they are where brackets at the end say so."""
    precision, told = node.part_named("precision"), _EXACT.fullmatch(text)
    if precision is None or told is None:
        return text, {}
    try:
        return told[1], {"precision": kinds.parse(told[2].strip(), precision, codebook)}
    except ValueError:
        return text, {}


def _iso_span(text: str) -> tuple[date, date] | None:
    """First and last day of what is written with figures only; None where it is not. Raises ValueError."""
    between, day, month = _RANGE.fullmatch(text), re.fullmatch(_DAY, text), _MONTH.fullmatch(text)
    try:
        if between:
            numbers = [int(figure) for figure in between.groups()]
            first, last = date(*numbers[:3]), date(*numbers[3:])
            if last < first:
                raise ValueError("the last day is before the first")
            return first, last
        if day:
            only = date(*(int(figure) for figure in day.groups()))
            return only, only
        if month:
            first = date(int(month[1]), int(month[2]), 1)
            return first, _end_of_month(first.year, first.month)
    except ValueError as error:
        if str(error).startswith("the last day"):
            raise
        raise ValueError(f"{text} is not in the calendar") from None
    if re.fullmatch(r"[12]\d{3}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return None


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def precision_of(first: date, last: date) -> str:
    """How exact a span of days is (CODEBOOK.md V03): day, range of 2-6 days, week, month (up to 31 days), year."""
    days = (last - first).days + 1
    whole_month = first.day == 1 and last == _end_of_month(first.year, first.month)
    if days == 1:
        return "day"
    if days <= 6:
        return "range"
    if days == 7:
        return "week"
    return "month" if whole_month or days <= 31 else "year"


# -- counts -----------------------------------------------------------------------------------------------------------
def _count(text: str, node: Field, codebook: Codebook, propose: Propose, published: date | None) -> Iterable[ReadValue]:
    figures = count_parts(text)
    if figures is None:
        read = _counted(text, node, propose)
        if read is None:
            raise ValueError(f"a figure is expected, for example 3, 10-15, 6+, <6, ~6, not “{text}”")
        figures = dict(read.values)
    if figures.get("qualifier") == "exact" and figures.get("best") == 0:
        figures["qualifier"] = "explicit_zero"
    return _with(node, codebook, figures, text)


def count_parts(text: str) -> dict[str, Scalar] | None:
    """3 exactly; 6+ at least; <6 at most; ~6 about; 10-15 a range; 5/6/9 low, best, high; ? vague. None: no figure."""
    if text == "?":
        return {"qualifier": "vague"}
    if three := _THREE.fullmatch(text):
        low, best, high = (_figure(each) for each in three.groups())
        if not low <= best <= high:
            raise ValueError("low, best and high must rise")
        return {"low": low, "best": best, "high": high, "qualifier": "range"}
    if between := _BETWEEN.fullmatch(text):
        low, high = _figure(between[1]), _figure(between[2])
        if low > high:
            raise ValueError("the lower figure comes first")
        return {"low": low, "high": high, "qualifier": "range"}
    signed = _SIGNED.fullmatch(text)
    if signed is None or (signed[1] and signed[3]):
        return None
    figure = _figure(signed[2])
    if signed[1] in (">=", "≥", ">") or signed[3]:
        return {"low": figure, "best": figure, "qualifier": "at_least"}
    if signed[1] in ("<=", "≤", "<"):
        return {"high": figure, "qualifier": "at_most"}
    if signed[1]:
        return {"best": figure, "qualifier": "approximate"}
    return {"low": figure, "best": figure, "high": figure, "qualifier": "exact" if figure else "explicit_zero"}


def _figure(text: str) -> int:
    plain = text.strip()
    if not re.fullmatch(r"\d{1,3}(?:[,. \u00a0]\d{3})+|\d+", plain):
        raise ValueError(f"“{plain}” is no whole number")
    return int(re.sub(r"\D", "", plain))


# -- places -----------------------------------------------------------------------------------------------------------
def _place(text: str, node: Field, codebook: Codebook, propose: Propose, published: date | None) -> Iterable[ReadValue]:
    """“Qayyara”, “Qayyara, Nineveh”, “Qayyara, Hamdaniya, Nineveh, Iraq”; parts may be empty: “, Nineveh”. Coordinates
    (“36.1, 43.2”) say nothing of the names."""
    if node.part_named("latitude") and node.part_named("longitude") and (point := read_coordinates(text)) is not None:
        return _with(node, codebook, {"latitude": point[0], "longitude": point[1]}, text)
    if (known := _known_place(text, node, propose, published)) is not None:
        return part_values(known, node, codebook, skip=("words",))
    pieces = [piece.strip() for piece in text.split(",")]
    values: dict[str, Scalar] = {}
    country = node.part_named("country")
    if country is not None and len(pieces) > 1 and (code := _country(pieces[-1], country, codebook, len(pieces))):
        values["country"] = code
        pieces.pop()
    names = {1: ("name",), 2: ("name", "admin1"), 3: ("name", "admin2", "admin1")}.get(len(pieces))
    if names is None:
        raise ValueError("a place has at most name, district, province and country, with commas between them")
    values |= {name: piece for name, piece in zip(names, pieces, strict=True) if piece}
    return _with(node, codebook, values, text)


def _known_place(text: str, node: Field, propose: Propose, published: date | None) -> Proposal | None:
    """A place known here by this name, or one told from another."""
    wanted = (*_WHOLE["place"], "to")
    found = _readings(text, node, propose, published)
    return next((read for read in found if any(name in read.values for name in wanted)), None)


def _country(piece: str, country: Field, codebook: Codebook, pieces: int) -> Scalar | None:
    """The country that the last piece names; None where it is a province. An open list takes any word for a code, so
    it must be one of the list; where the country is text only a fourth piece is sure to be one."""
    listed = codebook.choices_of(country)
    try:
        code = kinds.parse(piece, country, codebook)
    except ValueError:
        return None
    return code if (pieces == len(_WHOLE["place"]) if listed is None else code in listed.by_code) else None


def _relative(
    text: str, node: Field, codebook: Codebook, propose: Propose, published: date | None
) -> Iterable[ReadValue]:
    read = _one(text, node, propose, published)
    if read is None:
        raise ValueError(f"a distance and a place are expected, for example 120 km northwest of Mosul, not “{text}”")
    return part_values(read, node, codebook)


Compound = Callable[[str, Field, Codebook, Propose, "date | None"], Iterable[ReadValue]]
_COMPOUNDS: dict[str, Compound] = {
    "date": _date, "count": _count, "place": _place, "relative_location": _relative,
}  # fmt: skip
