# SPDX-License-Identifier: MIT
"""Why a colleague's file is not read, in words that can be shown whatever the file says.

What lives here: the refusal, and text of the file as it may stand in a sentence. What does not: finding reasons.
"""

from __future__ import annotations

import sqlite3

_MOST_PLACES = 20


class Refused(Exception):
    """The file is not read. `reason`: a whole sentence that does not name the file; `places`: more of the same."""

    def __init__(self, reason: str, places: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = shown(reason, 400)
        self.places = tuple(shown(place, 200) for place in places[:_MOST_PLACES])


def shown(text: str | bytes, most: int = 60) -> str:
    """What a file says, short and on one line; what cannot be printed or would turn the line round is U+FFFD."""
    if isinstance(text, bytes):
        text = text[: 4 * most].decode("utf-8", "replace")
    clean = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[: most + 1])
    return clean if len(clean) <= most else clean[:most] + "…"


def of_sqlite(error: sqlite3.Error) -> Refused:
    """What an error of SQLite says about the file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    words = str(error)
    if code == sqlite3.SQLITE_INTERRUPT:
        return too_slow()
    if code == sqlite3.SQLITE_NOMEM:
        return too_much_memory()
    if code == sqlite3.SQLITE_TOOBIG or words.endswith("too big"):
        return Refused("It holds a value that is larger than any of Curator's.")
    if "UTF-8" in words:
        return Refused("It holds a text that is not UTF-8.")
    return Refused(f"It is damaged ({words}).")


def too_slow() -> Refused:
    """It took longer to examine than a sound file of its size takes."""
    return Refused("It took too long to examine.")


def too_much_memory() -> Refused:
    """It needs more memory than a sound file."""
    return Refused("It needs more memory to examine than a sound file.")
