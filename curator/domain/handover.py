# SPDX-License-Identifier: MIT
"""What goes from one project to another: articles, who codes them, and versions of what was coded.

What lives here: the shapes. What does not: the file they travel in (formats), where they come from and how they are
taken in (store, operations, tasks).

A unit is what is taken or left whole, so that an incident is never half of one version and half of another: an incident
with its rows, notes and words; the metadata of an article with its notes and words; a passage not codable; how far a
coder is with an article; a comment; a judgement; a decision about a pair; an assignment. A version of a unit names its
own changes; of two versions the one that knows all changes of the other and more is newer, and where neither does, they
are in conflict (RELIABILITY.md 3.2, with the unit in place of the row).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Article, Coder
from curator.shape import Frozen, fresh

# In the order in which they are taken in: what is named comes before what names it.
KINDS = ("article", "assignment", "reading", "incident", "passage", "comment", "pair", "judgement")

LAYER, PACKET = "layer", "packet"  # what a hand-over is for: coders' work, or articles and assignments to begin with


class Version(Frozen):
    """One version of a unit.

    `unit`: its id. `article`: the article's id. `coder`: whose it is; "" for articles and assignments. `known`: the ids
    of the unit's own changes, ascending; none where it is as it was imported. `content`: what store/units.py makes of
    the unit, in plain JSON values; None where it was deleted.
    """

    kind: str
    unit: str
    article: str
    coder: str
    known: tuple[str, ...] = ()
    content: Mapping[str, Any] | None = None

    @property
    def gone(self) -> bool:
        """Whether its owner deleted it."""
        return self.content is None


class HandedArticle(Frozen):
    """An article that comes along; `text` is None where only its hash does (copyright)."""

    article: Article
    text: str | None = None


class HandOver(Frozen):
    """The content of one hand-over. `codebooks`: all that its incidents name by SHA-256; the first is in force there.

    `project`, `project_name`: where it was made; `made_by`: the id of the coder who made it, "" where unknown;
    `purpose`: LAYER or PACKET; `program`: name and version of what made it; `layers`: the ids of coders whose layers
    are in it; `settings`: of the project, as `project` holds them.
    """

    project: str
    project_name: str
    purpose: str
    made_by: str
    program: str
    coders: tuple[Coder, ...]
    codebooks: tuple[Codebook, ...]
    articles: tuple[HandedArticle, ...]
    versions: tuple[Version, ...]
    layers: tuple[str, ...] = ()
    note: str = ""
    settings: Mapping[str, str] = fresh(default_factory=dict)
