# SPDX-License-Identifier: MIT
"""Cells that a spreadsheet would run as formulas: finding them, and the reversible form "for Excel".

What lives here: which cells these are, the apostrophe that disarms them, and taking exactly that away again. What does
not: deciding that a file is written for Excel (csv_set.py): the faithful form is the default and alters nothing.

A spreadsheet may run a text that begins with = + - @, a tab, CR or LF, or a full-width form of the four signs. "For
Excel" puts one apostrophe before it. A text that already begins with apostrophes and then one of these gets one more,
so that taking one away from every cell that begins with apostrophes and one of these gives back each text exactly.
Numbers keep their kind: a numeric column is never altered.
"""

from __future__ import annotations

import re

SUFFIX = "-for-excel.csv"
BYTE_ORDER_MARK = "\ufeff"
_SIGNS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
# With which characters a text begins that may have to be altered; anything else is left alone at once.
STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")
_RUNS = re.compile(f"[{_SIGNS}]")
_TO_ALTER = re.compile(f"'*[{_SIGNS}]")
_ALTERED = re.compile(f"'+[{_SIGNS}]")
# Where in written lines a quoted cell may begin that runs as a formula (or is altered): candidates, to be confirmed.
CANDIDATE = re.compile(f"(?:^|[,\n])\"'*[{_SIGNS}]")


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet may run this text instead of showing it."""
    return _RUNS.match(text) is not None


def is_altered_for_excel(text: str) -> bool:
    """Whether the form for Excel differs from the text itself."""
    return _TO_ALTER.match(text) is not None


def for_excel(text: str) -> str:
    """The text as it is written in a file for Excel."""
    return "'" + text if _TO_ALTER.match(text) else text


def from_excel(cell: str) -> str:
    """The text that `for_excel` made this cell from."""
    return cell[1:] if _ALTERED.match(cell) else cell
