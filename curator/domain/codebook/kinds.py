# SPDX-License-Identifier: MIT
"""The one table of field kinds: column type, parser, checker, formatter, attributes, and the parts of compounds.

What lives here: what a kind is. What does not: how single scalars are read (scalars.py), editors (app), whether a
codebook uses its kinds rightly (checks.py).

Every kind can do the same three things. `parse` reads what a person typed, `check` takes a value from JSON or another
program and brings it to its kind; both give the value to store and raise ValueError with a short reason. `format`
writes a stored value so that `parse` gives the same value again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from curator.domain.codebook import scalars
from curator.domain.codebook.model import Codebook, Field, Group
from curator.domain.coding import Scalar
from curator.shape import Frozen

Check = Callable[[object, Field, Codebook], Scalar]
Parse = Callable[[str, Field, Codebook], Scalar]

# The fixed meanings (`means`) a choice may carry, by compound and part. Python knows these, never a choice's code.
DATE_PRECISIONS = ("day", "range", "week", "month", "year")
DATE_BASES = ("explicit", "explicit_partial", "relative", "context", "publication_date")
COUNT_QUALIFIERS = (
    "exact", "at_least", "at_most", "approximate", "range", "vague", "none_reported", "explicit_zero",
)  # fmt: skip
PLACE_PRECISIONS = ("exact", "near", "district", "province", "region", "country", "sea_air")
DIRECTIONS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
COORDINATE_SOURCES = ("none", "gazetteer")


class Part(Frozen):
    """A part a compound may have: its fixed name, the kinds it may be of (the first is the usual one), its meanings.

    `all_meant` means that every choice of its list must say what it means, because rules depend on it.
    """

    name: str
    kinds: tuple[str, ...]
    needed: bool = False
    meanings: tuple[str, ...] = ()
    all_meant: bool = False


class Kind(Frozen):
    """A kind of field. Plain kinds have a column type and the three functions; compounds have parts instead.

    `metrics`: the levels of measurement a field of it can have, the usual one first. "nominal" of several choices
    speaks of their single codes; sets of them are compared by MASI all the same.
    """

    name: str
    label: str
    help: str
    column: str = ""
    parse: Parse = scalars.parse_text
    check: Check = scalars.check_text
    format: Callable[[Scalar], str] = scalars.format_text
    parts: tuple[Part, ...] = ()
    attributes: frozenset[str] = frozenset()
    metrics: tuple[str, ...] = ("nominal",)

    @property
    def compound(self) -> bool:
        return bool(self.parts)

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)


_NUMBER = frozenset({"minimum", "maximum"})
_CHOICE = frozenset({"choices", "parent"})
_TEXT = frozenset({"max_length"})

_ALL = (
    Kind("text", "Text", "Words on one line.", "TEXT", attributes=_TEXT),
    Kind("long_text", "Long text", "Words on several lines.", "TEXT",
         scalars.parse_long_text, scalars.check_long_text, attributes=_TEXT),
    Kind("integer", "Whole number", "A number without decimals.", "INTEGER",
         scalars.parse_integer, scalars.check_integer, scalars.format_integer, attributes=_NUMBER,
         metrics=("ratio", "interval", "nominal")),
    Kind("decimal", "Number", "A number with a decimal point.", "REAL",
         scalars.parse_decimal, scalars.check_decimal, scalars.format_decimal, attributes=_NUMBER,
         metrics=("interval", "ratio", "nominal")),
    Kind("time_of_day", "Time of day", "HH:MM, or night, morning, afternoon, evening.", "TEXT",
         scalars.parse_time_of_day, scalars.check_time_of_day),
    Kind("day", "Day", "One day of the calendar, YYYY-MM-DD.", "TEXT", scalars.parse_day, scalars.check_day,
         metrics=("interval", "nominal")),
    Kind("choice", "Choice", "One code of a list.", "TEXT",
         scalars.parse_choice, scalars.check_choice, attributes=_CHOICE, metrics=("nominal", "ordinal")),
    Kind("choices", "Several choices", "Codes of a list, in the list's order, joined by “; ”.", "TEXT",
         scalars.parse_choices, scalars.check_choices, attributes=_CHOICE,
         metrics=("masi", "jaccard", "nominal")),
    Kind("yes_no", "Yes or no", "yes, no or unclear.", "TEXT", scalars.parse_yes_no, scalars.check_yes_no),
    Kind("link", "Link", "The id of another incident.", "TEXT", scalars.parse_link, scalars.check_link),
    Kind("date", "Date", "When it happened: the words, the first and last day, how exact, how known.", parts=(
        Part("words", ("text", "long_text")),
        Part("start", ("day",), needed=True),
        Part("end", ("day",), needed=True),
        Part("precision", ("choice",), meanings=DATE_PRECISIONS, all_meant=True),
        Part("basis", ("choice",), meanings=DATE_BASES),
    )),
    Kind("place", "Place", "Where it happened: the words, the names, how exact, coordinates and their source.", parts=(
        Part("words", ("text", "long_text")),
        Part("name", ("text", "choice")),
        Part("admin1", ("text", "choice")),
        Part("admin2", ("text", "choice")),
        Part("country", ("text", "choice")),
        Part("precision", ("choice",), meanings=PLACE_PRECISIONS),
        Part("latitude", ("decimal",)),
        Part("longitude", ("decimal",)),
        Part("coordinate_source", ("choice",), meanings=COORDINATE_SOURCES),
        Part("relative", ("relative_location",)),
    )),
    Kind("count", "Count", "How many: lowest, best and highest figure, and how exact they are.", parts=(
        Part("low", ("integer",), needed=True),
        Part("best", ("integer",), needed=True),
        Part("high", ("integer",), needed=True),
        Part("qualifier", ("choice",), needed=True, meanings=COUNT_QUALIFIERS, all_meant=True),
    )),
    Kind("relative_location", "Relative location", "A place told by distance and direction from another.", parts=(
        Part("km", ("decimal", "integer"), needed=True),
        Part("direction", ("choice",), meanings=DIRECTIONS),
        Part("to", ("text",), needed=True),
        Part("approximate", ("yes_no",)),
    )),
)  # fmt: skip

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}


def kind_of(node: Field) -> Kind:
    """The kind of a field of a checked codebook."""
    return KINDS[node.kind]


def parse(text: str, node: Field, codebook: Codebook) -> Scalar:
    """The value that typed text means for this leaf. Raises ValueError with the reason."""
    return kind_of(node).parse(text, node, codebook)


def check(value: object, node: Field, codebook: Codebook) -> Scalar:
    """The value brought to the leaf's kind: float for REAL, never bool, NaN, -0.0, NUL. Raises ValueError."""
    return kind_of(node).check(value, node, codebook)


def format_value(value: Scalar, node: Field) -> str:
    """The stored value as text; `parse` gives the same value back."""
    return kind_of(node).format(value)


def meaning(codebook: Codebook, node: Field, value: Scalar | None) -> str:
    """The fixed meaning of a choice's code ("day", "explicit_zero"), or ""."""
    choices = codebook.choices_of(node)
    choice = choices.by_code.get(str(value)) if choices is not None and value is not None else None
    return choice.means if choice is not None else ""


def retired_codes(codebook: Codebook, node: Field, value: Scalar) -> Iterator[str]:
    """The codes in a value of kind choice or choices that the codebook has retired."""
    choices = codebook.choices_of(node)
    for code in scalars.codes_of(value) if choices is not None else ():
        known = choices.by_code.get(code) if choices is not None else None
        if known is not None and known.retired:
            yield code


def columns(table: Codebook | Group) -> tuple[tuple[str, str], ...]:
    """(column name, SQLite type) of every leaf of the incident's table or of a group's table, in codebook order."""
    tops = table.fields
    return tuple((leaf.key, kind_of(leaf).column) for top in tops for leaf in top.leaves())
