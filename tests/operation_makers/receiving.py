# SPDX-License-Identifier: MIT
"""Hand-overs for a random project: newer, removed and conflicting versions of what it has, and a stranger's work."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import INCIDENT_STATUSES, READING_STATES
from curator.domain.handover import HandOver, Version
from curator.shape import replace
from curator.tasks.handover import make_handover
from tests.codings_strategy import CODERS, codings
from tests.operation_makers.project import CODEBOOK, Project, new_project


def receive_hand_over(p: Project) -> Any:
    own = make_handover(p.workspace)
    altered = tuple(_altered(p, version) for version in own.versions if p.draw(st.integers(0, 2)))
    strange = _strangers(p)
    known = {coder.id for coder in own.coders}
    coders = (*own.coders, *(coder for coder in strange.coders if coder.id not in known))
    both = replace(
        own, coders=coders, articles=(*own.articles, *strange.articles), versions=(*altered, *strange.versions),
        codebooks=own.codebooks,
    )  # fmt: skip
    return verbs.ReceiveHandOver(both)


def choose_version(p: Project) -> Any:
    for _ in range(2):  # the second one tells otherwise what the first one told
        p.workspace.run(receive_hand_over(p))
    unit, aside = p.pick("versions_aside", "unit, id", "why = 'conflict'")
    with p.workspace.read() as reads:
        found = reads.connection.execute("SELECT kind FROM versions_aside WHERE id = ?", (aside,)).fetchone()
    if found[0] in ("comment", "incident"):
        aside = ""  # another version might speak of what is not there
    return verbs.ChooseVersion(unit, p.draw(st.sampled_from(["", aside])))


def _strangers(p: Project) -> HandOver:
    """Another project with a coding that this one does not have."""
    from dataclasses import replace as dataclass_replace

    from tests.operation_makers.whole import moved

    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as other:
        coding = p.draw(codings(CODEBOOK, CODERS, comments=True))
        article = other.run(verbs.AddArticles((verbs.NewArticle(coding.text, id=p.workspace.ids.new()),)))[0]
        other.run(verbs.ReceiveCoding(moved(coding, article, other.codebook_id, dataclass_replace), CODERS))
        return make_handover(other)


def _altered(p: Project, version: Version) -> Version:
    """The version as it is, newer, of another copy, or taken out."""
    how = p.draw(st.sampled_from(["same", "newer", "other", "gone"]))
    if how == "same" or version.content is None:
        return version
    known = (*version.known, p.workspace.ids.new()) if how != "other" else (p.workspace.ids.new(),)
    if how == "gone":
        return replace(version, known=known, content=None) if version.kind != "article" else version
    content: dict[str, Any] = dict(version.content)
    text = f"Otherwise {p.draw(st.integers(1, 9))}"
    status, state = p.draw(st.sampled_from(INCIDENT_STATUSES)), p.draw(st.sampled_from(READING_STATES))
    for name, other in (("text", text), ("status", status), ("state", state), ("note", text)):
        if name in content:
            content[name] = other
    return replace(version, known=known, content=content)
