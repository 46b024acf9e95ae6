# SPDX-License-Identifier: MIT
"""What a value of a foreign file must be like, column by column.

What lives here: the sorts of values and what each may be. What does not: which column holds which (foreign_rows.py) and
what values mean together.
SQLite has given text as UTF-8 already, or the file is refused; numbers are bounded as the codebook's kinds bound them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection
from typing import Any, NoReturn

from curator.domain.ids import is_id
from curator.pattern import pattern

MOST_TEXT = 2_000_000  # characters of a text that is no article
MOST_SHORT = 1_000
MOST_JSON = 25_000_000  # characters: an image of the log may hold an article's text
LARGEST = 2**53 - 1

Sort = Callable[[object], bool]
_SHA256 = pattern(r"[0-9a-f]{64}")
_STAMP = pattern(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]{3}Z")
_KEY = pattern(r"[a-z][a-z0-9_]{0,39}")


def text(cell: object) -> bool:
    """A text without NUL."""
    return isinstance(cell, str) and "\x00" not in cell and len(cell) <= MOST_TEXT


def short(cell: object) -> bool:
    """A text such as a name, a time, a word of ours; may be empty."""
    return isinstance(cell, str) and "\x00" not in cell and len(cell) <= MOST_SHORT


def name(cell: object) -> bool:
    """A text with something to be seen in it."""
    return short(cell) and bool(str(cell).strip())


def identity(cell: object) -> bool:
    """An id as Curator writes them."""
    return isinstance(cell, str) and is_id(cell)


def identity_or_none(cell: object) -> bool:
    """An id, or "": speaks of nothing."""
    return cell == "" or identity(cell)


def sha256(cell: object) -> bool:
    """A hash in lower-case hexadecimal."""
    return isinstance(cell, str) and _SHA256.fullmatch(cell) is not None


def stamp(cell: object) -> bool:
    """A time in UTC as Curator writes it."""
    return isinstance(cell, str) and _STAMP.fullmatch(cell) is not None


def key(cell: object) -> bool:
    """A key of the codebook, or the name of a table or column of ours."""
    return isinstance(cell, str) and _KEY.fullmatch(cell) is not None


def key_or_none(cell: object) -> bool:
    """A key, or "" where there is none."""
    return cell == "" or key(cell)


def flag(cell: object) -> bool:
    """0 or 1."""
    return type(cell) is int and cell in (0, 1)


def whole(cell: object) -> bool:
    """A whole number as the codebook's kinds have it."""
    return type(cell) is int and abs(cell) <= LARGEST


def place(cell: object) -> bool:
    """An offset, a length, a local number: 0 or more."""
    return type(cell) is int and 0 <= cell <= LARGEST


def decimal(cell: object) -> bool:
    """A finite number with a decimal point."""
    return type(cell) is float and math.isfinite(cell)


def hash_bytes(cell: object) -> bool:
    """The 32 bytes of a link of the chain."""
    return isinstance(cell, bytes) and len(cell) == 32


def packed(cell: object) -> bool:
    """Compressed rows. They are not unpacked here: what an undo would bring back is no part of what is read."""
    return isinstance(cell, bytes)


def heads(cell: object) -> bool:
    """What `versions` keeps: a list of lists of ids, as JSON."""
    known = json_of(cell)
    return isinstance(known, list) and all(map(_ids, known))


def changes(cell: object) -> bool:
    """A list of ids, as JSON."""
    return _ids(json_of(cell))


def json_text(cell: object) -> bool:
    """JSON, whatever it tells: what a project remembers, which whoever asks for it judges."""
    return isinstance(cell, str) and len(cell) <= MOST_TEXT and json_of(cell) is not None


def content(cell: object) -> bool:
    """An object, as JSON: the content of a unit, which whoever takes it in judges."""
    return isinstance(json_of(cell), dict)


def _ids(value: object) -> bool:
    return isinstance(value, list) and all(map(identity, value)) and value == sorted(set(value))


def json_of(cell: object) -> Any:
    """The value of a JSON text; None where it is none, too long or too deep."""
    if not isinstance(cell, str) or len(cell) > MOST_JSON:
        return None
    try:
        return json.loads(cell, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def among(words: Collection[str]) -> Sort:
    """One of these words."""
    known = frozenset(words)
    return lambda cell: isinstance(cell, str) and cell in known


def perhaps(sort: Sort) -> Sort:
    """NULL, or of that sort."""
    return lambda cell: cell is None or sort(cell)
