# SPDX-License-Identifier: MIT
"""What the rules may know of the world: the boxes of countries, from the program's own files.

What lives here: reading them, once. What does not: the rules (domain/rules), making the boxes (packaging/gazetteer.py).
"""

from __future__ import annotations

import json
from functools import cache

from curator.assets import read_text
from curator.domain.rules.context import RuleContext


@cache
def rule_context() -> RuleContext:
    """The boxes of all countries, by ISO 3166-1 alpha-3."""
    boxes = json.loads(read_text("maps/boxes.json"))
    return RuleContext({code: (west, south, east, north) for code, (west, south, east, north) in boxes.items()})
