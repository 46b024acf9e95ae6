# SPDX-License-Identifier: MIT
"""Operations on comments that fit a random project."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import (
    ARTICLE_FIELDS,
)
from tests.codings_strategy import ONE_LINE
from tests.operation_makers.project import CODEBOOK, Nothing, Project


def add_comment(p: Project) -> Any:
    text = p.draw(ONE_LINE)
    with suppress(Nothing):
        if p.draw(st.booleans()):
            thread, article = p.pick("comments", "id, article")
            return verbs.AddComment(article, text, thread=thread)
    with suppress(Nothing):
        if p.draw(st.booleans()):
            group, row, incident = p.row()
            with p.workspace.read() as reads:
                article = reads.find_incident(incident).article
            field = p.draw(st.sampled_from(["", *(node.key for node in CODEBOOK.group_by_key[group].nodes())]))
            return verbs.AddComment(article, text, incident, row, field)
    with suppress(Nothing):
        if p.draw(st.booleans()):
            incident, article = p.pick("incidents", "id, article")
            return verbs.AddComment(article, text, incident, "", p.draw(st.sampled_from(["", "headline", "when"])))
    return verbs.AddComment(p.pick("articles"), text, field=p.draw(st.sampled_from(["", *ARTICLE_FIELDS])))


def own_comment(p: Project, where: str = "1") -> Any:
    assert p.workspace.coder
    return p.pick("comments", "id", f"coder = '{p.workspace.coder.id}' AND {where}")


def remove_comment(p: Project) -> Any:
    unanswered = "NOT EXISTS (SELECT 1 FROM comments r WHERE r.thread = comments.id AND r.id <> comments.id)"
    return verbs.RemoveComment(own_comment(p, unanswered))
