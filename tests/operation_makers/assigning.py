# SPDX-License-Identifier: MIT
"""Assignments, openings and settings that fit a random project."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from tests.codings_strategy import ONE_LINE
from tests.operation_makers.project import Project


def pairs(p: Project) -> tuple[tuple[str, str], ...]:
    """Articles with persons who are to code them, or are not to any more."""
    count = p.draw(st.integers(1, 4))
    return tuple((p.pick("articles"), p.pick("coders", "id", "kind = 'person'")) for _ in range(count))


def unassign(p: Project) -> Any:
    """What is assigned, so that something is taken away."""
    assigned = pairs(p)
    p.workspace.run(verbs.Assign(assigned))
    return verbs.Unassign(assigned[:2])


def open_layers(p: Project) -> Any:
    articles = {p.pick("articles") for _ in range(p.draw(st.integers(1, 3)))}
    return verbs.OpenLayers(tuple(sorted(articles)), p.draw(ONE_LINE.filter(lambda said: bool(said.strip()))))


def set_project_value(p: Project) -> Any:
    if p.draw(st.booleans()):
        return verbs.SetProjectValue("settle_own", p.draw(st.sampled_from(("no", "yes"))))
    return verbs.SetProjectValue("double_share", f"{p.draw(st.integers(0, 100))}%")
