# SPDX-License-Identifier: MIT
"""A cell of somebody else's table as a value of a field: many ways of writing it, and one reason where it is none.

What lives here: how days, numbers, codes and answers are written by spreadsheets and other programs. What does not: how
Curator writes them (codebook/scalars.py), which column means which field (table_mapping.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from curator.domain.codebook.kinds import parse
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar

DAY_FIRST, MONTH_FIRST = "day first", "month first"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ][0-9:.]+ ?(?:[AaPp][Mm])?)?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([A-Za-z]{3,9})\.?[-/., ]+(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_YES_NO = {"1": "yes", "0": "no", "true": "yes", "false": "no", "y": "yes", "n": "no"}
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([,. \u00a0\u202f'])\d{3})+")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?( ?[AaPp][Mm])?")


def read_cell(text: str, leaf: Field, codebook: Codebook, order: str = "") -> Scalar:
    """The value a cell has for a leaf. `order` is that of days in its column, DAY_FIRST or MONTH_FIRST, where known.

    Raises ValueError with a short reason.
    """
    text = text.strip()
    if leaf.kind == "day":
        return parse(_one_day(text, order), leaf, codebook)
    if leaf.kind == "integer":
        return parse(_whole(text), leaf, codebook)
    if leaf.kind == "decimal":
        return parse(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text, leaf, codebook)
    if leaf.kind == "yes_no":
        return parse(_YES_NO.get(text.lower(), text), leaf, codebook)
    if leaf.kind == "time_of_day":
        return parse(_clock(text), leaf, codebook)
    if leaf.kind == "choice":
        return _choice(text, leaf, codebook)
    if leaf.kind == "choices":
        pieces = [piece for piece in re.split(r"[;|]", text) if piece.strip()]
        return parse("; ".join(str(_choice(piece, leaf, codebook)) for piece in pieces), leaf, codebook)
    return parse(text, leaf, codebook)


def days(text: str) -> dict[str, str]:
    """The days a cell may mean, as YYYY-MM-DD, by the order in which it has to be read; "" where there is one only."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _days([("", int(found[1]), int(found[2]), int(found[3]))])
    if found := _NAMED.fullmatch(text):
        return _days([("", _year(found[3]), _month(found[2]), int(found[1]))])
    if found := _NAMED_FIRST.fullmatch(text):
        return _days([("", int(found[3]), _month(found[1]), int(found[2]))])
    if found := _NUMBERS.fullmatch(text):
        one, two, year = int(found[1]), int(found[2]), _year(found[3])
        both = _days([(DAY_FIRST, year, two, one), (MONTH_FIRST, year, one, two)])
        return {"": next(iter(both.values()))} if len(set(both.values())) == 1 and one == two else both
    return {}


def order_of_days(cells: Iterable[str]) -> str:
    """In which order a column writes its days: "" where no cell tells, or cells contradict each other."""
    orders: set[str] = set()
    for cell in cells:
        read = days(cell)
        if len(read) == 1 and "" not in read:
            orders.update(read)
    return orders.pop() if len(orders) == 1 else ""


def folded(text: str) -> str:
    """A heading or label without case and signs: “Sub-event type” and “sub_event_type” are one."""
    return _NOT_A_LETTER.sub(" ", text.casefold()).strip()


_folded_name = lru_cache(maxsize=4096)(folded)  # those of codebooks are few, and asked for with each cell


def _one_day(text: str, order: str) -> str:
    read = days(text)
    if len(read) > 1:
        if order not in read:
            one, other = read.values()
            raise ValueError(f"“{text}” may be {one} or {other}; write days as YYYY-MM-DD")
        return read[order]
    return next(iter(read.values()), text)


def _days(readings: list[tuple[str, int, int, int]]) -> dict[str, str]:
    read = {}
    for order, year, month, day in readings:
        try:
            read[order] = date(year, month, day).isoformat()
        except ValueError:
            continue
    return read


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _year(digits: str) -> int:
    return int(digits) + (0 if len(digits) == 4 else 2000 if int(digits) < 70 else 1900)


def _whole(text: str) -> str:
    if found := _GROUPED.fullmatch(text):
        return text.replace(found[1], "")
    return re.sub(r"[.,]0+$", "", text)


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if not found:
        return text
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].strip().lower() == "pm" else 0)
    return f"{hour:02}:{found[2]}"


def _choice(text: str, leaf: Field, codebook: Codebook) -> Scalar:
    """A code, a label in any language of the codebook, without regard to case and signs."""
    choices = codebook.choices_of(leaf)
    known = choices.choices if choices is not None else ()
    code, wanted = text.strip(), folded(text)
    for choice in known:
        if choice.code == code:
            return code
    for choice in known if wanted else ():
        if any(_folded_name(name) == wanted for name in (choice.code, choice.label, *choice.labels.values())):
            return choice.code
    return parse(text, leaf, codebook)
