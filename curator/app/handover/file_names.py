# SPDX-License-Identifier: MIT
"""Names for the files of hand-overs, and the SHA-256 by which one is known again.

What lives here: names made by us, of letters that every disk takes (RELIABILITY.md 3, row 18). What does not: asking
where the file goes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from curator.paths import HANDOVER_SUFFIX

_LONGEST = 60
_BLOCK = 1 << 20


def slug(text: str) -> str:
    """The text in a-z, 0-9 and hyphens, at most 60 of them; "" where nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def file_name(project: str, who: Iterable[str], day: str, short_id: str) -> str:
    """A name like `iraq-security-ben-2026-11-25-3f2a61.curator-handover`. `day`: ISO 8601; `short_id`: any id."""
    named = slug("-".join([project, *who])) or "hand-over"
    digits = re.sub(r"[^0-9a-f]", "", short_id)[-6:]
    return "-".join(part for part in (named, slug(day), digits) if part) + HANDOVER_SUFFIX


def is_handover(path: Path) -> bool:
    """Whether the name says that this is a hand-over."""
    return path.suffix.lower() == HANDOVER_SUFFIX


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, as hex digits. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
