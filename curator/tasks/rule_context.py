# SPDX-License-Identifier: MIT
"""What the rules may know beside an article: the boxes of countries, from the program's own files, and the largest
figures of the project.

What lives here: reading them. What does not: the rules (domain/rules), the figures (store/peaks.py), making the boxes
(packaging/gazetteer.py).
"""

from __future__ import annotations

import json
from functools import cache

from curator.assets import read_text
from curator.domain.codebook.model import Codebook
from curator.domain.rules.context import RuleContext
from curator.store.peaks import peaks
from curator.store.reads import Reads

_COMPARES = "far_above"  # the kind of rule that compares with the project


@cache
def rule_context() -> RuleContext:
    """The boxes of all countries, by ISO 3166-1 alpha-3; nothing of a project."""
    boxes = json.loads(read_text("maps/boxes.json"))
    return RuleContext({code: (west, south, east, north) for code, (west, south, east, north) in boxes.items()})


def project_context(reads: Reads, codebook: Codebook, viewer: str) -> RuleContext:
    """The boxes, and the largest figures of what `viewer` (the id of a coder, or "") may see, as the rules of the
    codebook in force compare them. A scan of the group's table: ask once for an article or a whole check."""
    asked = {
        (str(rule.params["group"]), str(rule.params["field"]), tuple(rule.params.get("same", ())))
        for rule in codebook.rules
        if rule.kind == _COMPARES and rule.params.get("times") is not None
    }
    if not asked:
        return rule_context()
    return RuleContext(rule_context().boxes, {key: peaks(reads.connection, *key, viewer) for key in asked})
