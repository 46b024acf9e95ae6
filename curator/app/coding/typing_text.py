# SPDX-License-Identifier: MIT
"""A value as text to be edited: what typed.py reads back as the same value.

What lives here: plain values and compounds on one line, for the editor. What does not: how a value is shown
(values/wording.py).
"""

from __future__ import annotations

from collections.abc import Callable

from curator.app.coding.typed import left_out, typed_values
from curator.domain.codebook.kinds import format_value, meaning
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar

ValueOf = Callable[[Field], Scalar | None]


def text_to_edit(codebook: Codebook, node: Field, value_of: ValueOf) -> str:
    """The text an editor begins with; "" where nothing is there or it cannot be said on one line."""
    if node.parts:
        text = _COMPOUNDS.get(node.kind, _nothing)(codebook, node, value_of)
        return text if _says(text, codebook, node, value_of) else ""
    value = value_of(node)
    return "" if value is None else format_value(value, node)


def _says(text: str, codebook: Codebook, node: Field, value_of: ValueOf) -> bool:
    """Whether the text, read back, gives the values there are and blanks none."""
    try:
        told = typed_values(text, node, codebook, lambda passage, field: ())
    except ValueError:
        return False
    blank = all(value_of(part) is None for part in left_out(node, told))
    there = {leaf.key: value_of(leaf) for leaf in node.leaves()}
    return blank and all(there[each.field] == each.value for each in told)


def _nothing(codebook: Codebook, node: Field, value_of: ValueOf) -> str:
    return ""


def _part(node: Field, value_of: ValueOf, name: str) -> str:
    part = node.part_named(name)
    value = value_of(part) if part is not None and not part.parts else None
    return "" if part is None or value is None else format_value(value, part)


def _date(codebook: Codebook, node: Field, value_of: ValueOf) -> str:
    start, end, precision = (_part(node, value_of, name) for name in ("start", "end", "precision"))
    days = start if start == end or not end else f"{start} – {end}"
    return days if not precision or _says(days, codebook, node, value_of) else f"{days} ({precision})"


def _count(codebook: Codebook, node: Field, value_of: ValueOf) -> str:
    low, best, high = (_part(node, value_of, name) for name in ("low", "best", "high"))
    qualifier = node.part_named("qualifier")
    means = meaning(codebook, qualifier, value_of(qualifier)) if qualifier is not None else ""
    signs = {
        "at_least": f"{best or low}+", "at_most": f"<{high}", "approximate": f"~{best}", "vague": "?",
        "range": f"{low}/{best}/{high}" if best else f"{low}-{high}",
    }  # fmt: skip
    return signs.get(means, best) if low or best or high or means == "vague" else ""


def _place(codebook: Codebook, node: Field, value_of: ValueOf) -> str:
    name, admin2, admin1, country = (_part(node, value_of, each) for each in ("name", "admin2", "admin1", "country"))
    if not (name or admin2 or admin1 or country):
        return ", ".join(filter(None, (_part(node, value_of, each) for each in ("latitude", "longitude"))))
    part = node.part_named("country")
    listed = codebook.choices_of(part) if part is not None else None
    pieces = [name, admin2, admin1] if admin2 or (country and listed is None) else [name, admin1] if admin1 else [name]
    if not country:
        return ", ".join(pieces)
    choice = listed.by_code.get(country) if listed is not None else None
    said = ", ".join([*pieces, choice.label]) if choice is not None else ""
    return said if said and _says(said, codebook, node, value_of) else ", ".join([*pieces, country])


_COMPOUNDS: dict[str, Callable[[Codebook, Field, ValueOf], str]] = {
    "date": _date, "count": _count, "place": _place,
}  # fmt: skip
