# SPDX-License-Identifier: MIT
"""A value in words: choice labels instead of codes, compounds on one line.

What lives here: how the window says a value. What does not: which fields there are (lines.py, from the codebook) and
how files write values (formats). Parts are found by their fixed names, never by field keys.
"""

from __future__ import annotations

from collections.abc import Callable

from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, days, say, word
from curator.domain.codebook.kinds import format_value
from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import Scalar

OF_PLACE = T(CONTEXT, "of {place}")
ValueOf = Callable[[Field], Scalar | None]


def leaf_text(codebook: Codebook, leaf: Field, value: Scalar) -> str:
    """The value as a person reads it: the choice's label, the day, the number in its shortest form."""
    listed = codebook.choices_of(leaf)
    if listed is not None:
        return ", ".join(listed.by_code[code].label if code in listed.by_code else code for code in codes_of(value))
    if leaf.kind == "yes_no":
        return word(str(value))
    if leaf.kind == "day":
        return days(str(value), str(value))
    return format(value, ".15g") if isinstance(value, float) else format_value(value, leaf)


def leaf_tip(codebook: Codebook, leaf: Field, value: Scalar) -> str:
    """The stored form where it differs from what is shown: the code of a choice."""
    return str(value) if str(value) != leaf_text(codebook, leaf, value) else ""


def compound_text(codebook: Codebook, node: Field, value_of: ValueOf, short: bool = False) -> str:
    """A compound on one line; empty where none of its parts has a value. `short`: the main thing only."""
    speak = _COMPOUNDS.get(node.kind, _joined)
    parts = speak(codebook, node, value_of)
    return parts[0] if short and parts else " · ".join(parts)


def _part(codebook: Codebook, node: Field, value_of: ValueOf, name: str) -> str:
    part = node.part_named(name)
    value = value_of(part) if part is not None and not part.parts else None
    return "" if part is None or value is None else leaf_text(codebook, part, value)


def _stored(node: Field, value_of: ValueOf, name: str) -> str:
    part = node.part_named(name)
    return str((value_of(part) if part is not None else None) or "")


def _joined(codebook: Codebook, node: Field, value_of: ValueOf) -> list[str]:
    values = ((leaf, value_of(leaf)) for leaf in node.leaves())
    return [leaf_text(codebook, leaf, value) for leaf, value in values if value is not None]


def _date(codebook: Codebook, node: Field, value_of: ValueOf) -> list[str]:
    precision, words = (_part(codebook, node, value_of, name) for name in ("precision", "words"))
    start, end = (_stored(node, value_of, name) for name in ("start", "end"))
    shown = days(start, end) if start or end else f"“{words}”" if words else ""
    return [text for text in (shown, precision) if text]


def _place(codebook: Codebook, node: Field, value_of: ValueOf) -> list[str]:
    parts = [_part(codebook, node, value_of, name) for name in ("name", "admin2", "admin1", "country")]
    named = ", ".join(dict.fromkeys(text for text in parts if text))
    relative = next((part for part in node.parts if part.kind == "relative_location"), None)
    away = " ".join(_relative(codebook, relative, value_of)) if relative is not None else ""
    precision = _part(codebook, node, value_of, "precision")
    words = "" if parts[0] or away else _part(codebook, node, value_of, "words")
    if words and words.casefold() not in (text.casefold() for text in parts):  # nothing else says it so exactly
        named = ", ".join(text for text in (f"“{words}”", named) if text)
    point = [] if named or away else [_part(codebook, node, value_of, name) for name in ("latitude", "longitude")]
    return [text for text in (named, away, ", ".join(filter(None, point)), precision) if text]


def _relative(codebook: Codebook, node: Field, value_of: ValueOf) -> list[str]:
    km, way, origin = (_part(codebook, node, value_of, name) for name in ("km", "direction", "to"))
    distance = f"{km} km" if km else ""
    told = " ".join(text for text in (distance, way, say(OF_PLACE, place=origin) if origin else "") if text)
    return [told] if told else []


def _count(codebook: Codebook, node: Field, value_of: ValueOf) -> list[str]:
    low, best, high = (_part(codebook, node, value_of, name) for name in ("low", "best", "high"))
    qualifier = _part(codebook, node, value_of, "qualifier")
    if low == best == high or (best and not low and not high):  # the qualifier says that it is no exact one
        figure = best
    else:
        figure = " – ".join(text or "?" for text in (low, best, high))
    return [text for text in (figure, qualifier) if text]


_COMPOUNDS: dict[str, Callable[[Codebook, Field, ValueOf], list[str]]] = {
    "date": _date,
    "place": _place,
    "count": _count,
    "relative_location": _relative,
}
