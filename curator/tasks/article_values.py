# SPDX-License-Identifier: MIT
"""Metadata of an article as a person types it.

What lives here: from typed text to the value that is stored, or the sentence why not. What does not: setting it
(operations/values.py), what a page's head says (formats/page_head.py), which reads days as a person writes them.
"""

from __future__ import annotations

import re
from datetime import date

from curator.domain.faults import InputRefused
from curator.formats.head_dates import dates_in

# What a person may set; where a file lay and when it was fetched is not for changing.
EDITABLE = ("title", "outlet", "author", "section", "dateline", "published", "url", "language")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?\s*(Z|z|[+-](?:0\d|1[0-4]):?[0-5]\d)"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def typed_article_value(field: str, text: str) -> str:
    """The value to store for what was typed; "" takes the value away. Raises InputRefused with a sentence."""
    written = " ".join(_CONTROLS.sub("", text).split())
    if not written:
        return ""
    if field == "published":
        return _published(written)
    if field == "language" and not _LANGUAGE.fullmatch(written):
        raise InputRefused("Give the language as its code: en, ar, pt-BR.")
    if field == "url" and " " in written:
        raise InputRefused("An address has no spaces in it.")
    return written


def _published(written: str) -> str:
    """A bare day, or a time with its offset: as written, brought into the one form. Times without an offset would be
    another moment for every reader, so they are refused."""
    if match := _MOMENT.fullmatch(written):
        day, hour, minute, second, zone = match.groups()
        offset = "Z" if zone in "zZ" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
        return f"{_real(day)}T{hour}:{minute}:{second or '00'}{offset}"
    if _DAY.fullmatch(written):
        return _real(written)
    found = dates_in(written)
    rest = written[: found[0].start] + written[found[0].end :] if len(found) == 1 else written
    if len(found) == 1 and not any(sign.isalnum() for sign in rest):
        return found[0].value
    if len(found) == 1 or _DAY.match(written):
        raise InputRefused("Give the time with its offset (2019-11-09 16:20 +03:00, or Z), or the day alone.")
    raise InputRefused("Give the day (2019-11-09, 9 November 2019), or day and time with the offset.")


def _real(day: str) -> str:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise InputRefused(f"There is no day {day}.") from None
