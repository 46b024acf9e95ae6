# SPDX-License-Identifier: MIT
"""Regular expressions that are compiled when they are first used.

What lives here: one function. What does not: any pattern. Compiling takes longer than importing the module it stands
in, and most modules are imported long before, or without, their patterns being wanted.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Becomes what `re.compile` gives at the first look at any of its attributes."""

    def __init__(self, text: str, flags: int) -> None:
        self._as_written = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._as_written)
        for each in ("fullmatch", "match", "search", "sub", "split", "finditer", "findall"):
            setattr(self, each, getattr(compiled, each))  # later looks come without this function
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`; a wrong pattern raises re.error only at its first use."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
