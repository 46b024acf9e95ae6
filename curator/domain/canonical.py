# SPDX-License-Identifier: MIT
"""Canonical JSON and hashes: the one form in which values are hashed, logged and compared.

What lives here: bytes that are the same on every machine. What does not: JSON for people (formats).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

# Made once: making an encoder takes longer than encoding a row with it.
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical_json(value: Any) -> str:
    """Sorted keys, no spaces, floats by repr, text as it is. Raises ValueError for NaN and infinity."""
    return _encode(value)


def sha256_of(data: bytes | str) -> str:
    """SHA-256 in lower-case hex; text is hashed as UTF-8."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()
