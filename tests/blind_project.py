# SPDX-License-Identifier: MIT
"""A project in which every kind of thing that blind coding hides holds a word found nowhere else.

What lives here: making it. What does not: the faces it is looked at with (tests/tasks/test_blind.py, tests/app).
Ann and Ben are assigned to the first article, Ben has finished it and Ann has not; Dora is assigned to nothing. The
consensus was built, and judged by Cleo, while it was open. The second article is assigned to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from curator.domain.coding import Coder
from curator.operations import (
    AcceptIncident,
    AddArticles,
    AddCoder,
    AddComment,
    AddIncident,
    AddNotCodable,
    AddRow,
    Assign,
    FinishArticle,
    NewArticle,
    RemoveIncident,
    SetReading,
    SettleNeither,
    SetValue,
    ValueSet,
)
from curator.workspace import Workspace
from tests.sound_case import TEXT, incidents_codebook

ALONE = "zebu"  # what Ann may see, and must
# Each is said by somebody else than Ann in one kind of place of the first article.
TITLE, VALUE, NOTE, ROW, PASSAGE, COMMENT, REASON, CONSENSUS, GONE = (
    "quagga", "okapi", "tapir", "dodo", "axolotl", "pangolin", "narwhal", "wombat", "thylacine",
)  # fmt: skip
CANARIES = (TITLE, VALUE, NOTE, ROW, PASSAGE, COMMENT, REASON, CONSENSUS, GONE)


@dataclass(frozen=True)
class BlindProject:
    path: Path
    article: str
    other: str
    ann: Coder
    ben: Coder
    cleo: Coder
    dora: Coder
    theirs: str  # Ben's incident


def make_blind_project(path: Path) -> BlindProject:
    """Make it in this file; it is closed again."""
    with Workspace.create(path, incidents_codebook()) as workspace:
        ann, ben, cleo, dora = (workspace.run(AddCoder(name)) for name in ("Ann", "Ben", "Cleo", "Dora"))
        workspace.act_as(cleo)
        texts = ((TEXT, "Post attacked"), ("Nothing else was reported.", "Two"))
        article, other = workspace.run(AddArticles(tuple(NewArticle(text, {"title": title}) for text, title in texts)))
        workspace.run(Assign(((article, ann.id), (article, ben.id))))
        workspace.act_as(ann)
        workspace.run(AddIncident(article, (0, 7), {"title": ALONE}))
        workspace.run(FinishArticle(article))
        workspace.act_as(ben)
        theirs = workspace.run(AddIncident(article, (0, 39), {"title": TITLE}))
        workspace.run(SetValue(theirs, "location_text", VALUE, note=NOTE))
        row = workspace.run(AddRow(theirs, "actors"))
        workspace.run(SetValue(theirs, "name_text", ROW, row=row))
        reason = workspace.codebook.list_by_key[workspace.codebook.not_codable].choices[0].code
        workspace.run(AddNotCodable(article, 105, 120, reason, note=PASSAGE))
        workspace.run(RemoveIncident(workspace.run(AddIncident(article, (8, 16), {"title": GONE}))))
        workspace.run(AddComment(article, COMMENT, theirs, "", "location_text"))
        workspace.run(FinishArticle(article))
        workspace.act_as(cleo)
        settled = workspace.run(AcceptIncident((theirs,)))
        workspace.run(SettleNeither(settled, "title", "", (ValueSet("title", CONSENSUS),), reason=REASON, unclear=True))
        workspace.run(AddComment(article, f"{COMMENT} too", settled))
        workspace.act_as(ann)
        workspace.run(SetReading(article, "started"))
    return BlindProject(path, article, other, ann, ben, cleo, dora, theirs)
