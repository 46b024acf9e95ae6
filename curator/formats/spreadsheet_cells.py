# SPDX-License-Identifier: MIT
"""Whether a cell is the one that was exported, as a spreadsheet wrote it again.

What lives here: what Excel and LibreOffice do to cells by themselves: days and numbers in the style of the country,
leading zeros, large numbers, truth values, line ends, the apostrophe before formulas, words that look like days. What
does not: reading a new value out of a cell (domain/cell_values.py).
Only what a program did by itself is taken for the same: a cell that means something else is a change.
"""

from __future__ import annotations

import re

from curator.domain.cell_values import days
from curator.formats.excel_csv import from_excel, runs_as_formula

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.0+)?)?(?: ?([AaPp])[Mm])?")
_LIKE_A_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PIECES = re.compile(r"[A-Za-z]{3}|\d+")
ERRORS = ("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:508", "Err:509", "Err:510")
_DIGITS_KEPT = 15  # of a number, in every spreadsheet


def same_cell(exported: str, cell: str, kind: str = "text") -> bool:
    """Whether `cell` is `exported` after a spreadsheet had it. `kind` is that of the field."""
    was, now = _plain(exported), _plain(cell)
    if was == now or was == from_excel(now) or was.casefold() == now.casefold() in ("true", "false"):
        return True
    if not was or not now:
        return False
    if now in ERRORS and runs_as_formula(was):
        return True
    if kind == "day" or re.fullmatch(r"\d{4}-\d{2}-\d{2}", was):
        return was in days(now).values()
    if kind == "time_of_day":
        return _clock(was) == _clock(now) != ""
    if kind in ("choice", "choices", "yes_no", "link"):
        return was.casefold() == now.casefold() or _same_number(was, now)
    return _same_number(was, now) or (kind in ("text", "long_text") and _taken_for_a_day(was, now))


def order_by(pairs: list[tuple[str, str]]) -> str:
    """In which order a spreadsheet wrote days, told by (exported, cell) of one column; "" where nothing tells."""
    orders: set[str] = set()
    for exported, cell in pairs:
        read = days(cell)
        fitting = [order for order, day in read.items() if day == exported]
        if len(read) > 1 and len(fitting) == 1:
            orders.update(fitting)
        elif len(read) == 1 and "" not in read:
            orders.update(read)
    return orders.pop() if len(orders) == 1 else ""


def _plain(text: str) -> str:
    """Without the differences that no one sees: line ends, blanks at the ends."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _same_number(was: str, now: str) -> bool:
    """The same number: leading zeros, "+", zeros at the end, a decimal comma, fewer digits in large ones."""
    one, other = _number(was), _number(now)
    if one is None or other is None:
        return False
    if f"{one:.{_DIGITS_KEPT}g}" == f"{other:.{_DIGITS_KEPT}g}":
        return True
    mantissa = re.match(r"[+-]?(\d+)(?:[.,](\d+))?[eE]", now)
    if mantissa is None:
        return False
    kept = len(mantissa[1].lstrip("0")) + len(mantissa[2] or "")
    return f"{one:.{max(kept, 1)}g}" == f"{other:.{max(kept, 1)}g}"


def _number(text: str) -> float | None:
    if not _NUMBER.fullmatch(text):
        return None
    return float(text.replace(",", "."))


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if not found:
        return text if text.isalpha() else ""
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{found[2]}"


def _taken_for_a_day(was: str, now: str) -> bool:
    """Words such as "10-12" that a spreadsheet turned into a day: "12-Oct", "2026-10-12", "10/12/2026"."""
    like = _LIKE_A_DAY.fullmatch(was)
    if not like:
        return False
    one, two = int(like[1]), int(like[2])
    if read := days(now):
        return any({int(day[5:7]), int(day[8:])} == {one, two} for day in read.values())
    pieces = [piece.lower() for piece in _PIECES.findall(now)]
    months = [_MONTHS.index(piece) + 1 for piece in pieces if piece in _MONTHS]
    numbers = [int(piece) for piece in pieces if piece.isdigit()]
    return len(months) == 1 and len(numbers) == 1 and {months[0], numbers[0]} == {one, two}
