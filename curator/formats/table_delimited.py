# SPDX-License-Identifier: MIT
"""CSV and its kin, from anywhere: encoding, separator and quoting found out.

What lives here: bytes to rows. What does not: the data set that Curator writes itself, which is read strictly
(csv_lines.py).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from curator.domain.faults import InputRefused
from curator.formats.encodings import decode
from curator.formats.table_shape import MOST_IN_A_CELL, Gathering, Table

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_LOOK_ROWS, _LOOK_LENGTH = 60, 200_000
_SAID = re.compile(r"sep=(.)[ \t]*\r?\n", re.IGNORECASE)


def read_delimited(data: bytes, name: str) -> Table:
    """The table in a file of separated cells. Raises InputRefused for what is no text, or quoted beyond repair."""
    if not data.strip(b"\x00\r\n\t "):
        raise InputRefused(f"{name} is empty; there is nothing to bring in.")
    decoded = decode(data, name)
    text = decoded.text.removeprefix("\ufeff").replace("\x00", "\ufffd")
    said = _SAID.match(text)
    separator = said[1] if said and said[1] in SEPARATORS else guess_separator(text)
    first = 0
    if said:
        text, first = text[said.end() :], 1
    report = [f"Encoding: {decoded.sentence}", f"Cells are separated by a {SEPARATORS[separator]}."]
    warnings = []
    if decoded.how == "detected" and decoded.sureness < 0.9:
        warnings.append("The file does not say its encoding; please check that the letters are right.")
    try:
        return _rows(text, separator, name, first, strict=True).table(report, warnings)
    except csv.Error as fault:
        if "end of data" in str(fault):
            raise InputRefused(
                f"{name} has a quotation mark that is never closed, so cells cannot be told apart; save it again from "
                "a spreadsheet. Nothing was taken from it."
            ) from None
    try:
        warnings.append("Some quotation marks do not stand as they should in CSV; please look at the rows.")
        return _rows(text, separator, name, first, strict=False).table(report, warnings)
    except csv.Error as fault:
        raise InputRefused(f"{name} cannot be read as a table ({fault}); nothing was taken from it.") from None


def guess_separator(text: str) -> str:
    """The sign that cuts the first rows into cells most evenly; a comma where none does."""
    start = text[:_LOOK_LENGTH]
    scores = {sign: _evenness(start, sign) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: scores[sign])
    return best if scores[best] > 0 else ","


def _evenness(text: str, sign: str) -> float:
    """How many of the first rows have the width of the first one, times that width; 0 for one column."""
    csv.field_size_limit(MOST_IN_A_CELL)
    widths = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            if any(cells):
                widths.append(len(cells))
            if len(widths) >= _LOOK_ROWS:
                break
    except csv.Error:
        return 0.0
    if not widths or widths[0] < 2:
        return 0.0
    return Counter(widths)[widths[0]] / len(widths) + min(widths[0], 50) / 1000


def _rows(text: str, separator: str, name: str, first: int, *, strict: bool) -> Gathering:
    csv.field_size_limit(MOST_IN_A_CELL)
    gathering = Gathering(name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    before = 0
    for cells in reader:
        gathering.take(first + before + 1, cells)
        before = reader.line_num
    return gathering
