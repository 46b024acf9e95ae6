# SPDX-License-Identifier: MIT
"""Operations on whole incidents, and on how far an article is, that fit a random project."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from tests.operation_makers.project import CODEBOOK, Nothing, Project


def add_incident(p: Project) -> Any:
    article = p.pick("articles")
    values = p.leaf_values()
    words = tuple((key, *p.span(article)) for key in values if CODEBOOK.takes_words(key) and p.draw(st.booleans()))
    return verbs.AddIncident(article, p.span(article) if p.draw(st.booleans()) else None, values, words)


def split_incident(p: Project) -> Any:
    incident, _ = p.own_incident()
    of_it = f"incident = '{incident}'"
    found = [p.pick("evidence", 'id, field, "row"', of_it) for _ in range(p.draw(st.integers(1, 3)))]
    chosen = {words for words, field, row in found if field or row}
    if not chosen:
        raise Nothing
    return verbs.SplitIncident(incident, tuple(chosen))


def two_incidents(p: Project) -> tuple[str, str]:
    """Two of the coder's incidents in one article; the second is made like the first where there is only one."""
    first, article = p.own_incident()
    assert p.workspace.coder
    others = f"article = '{article}' AND coder = '{p.workspace.coder.id}' AND id <> '{first}'"
    return first, p.pick("incidents", "id", others)


def merge_incidents(p: Project) -> Any:
    into, other = two_incidents(p)
    return verbs.MergeIncidents(into, (other,))


def finish_article(p: Project) -> Any:
    """An article of which nothing is proposed."""
    article = p.pick("articles")
    with p.workspace.read() as reads:
        if any(note.proposed for each in reads.coding(article).incidents for note in each.notes):
            raise Nothing
    return verbs.FinishArticle(article)


def reopen_article(p: Project) -> Any:
    assert p.workspace.coder
    done = f"coder = '{p.workspace.coder.id}' AND state IN ('finished', 'nothing_to_code')"
    return verbs.ReopenArticle(p.pick("reading", "article", done))


def nothing_to_code(p: Project) -> Any:
    assert p.workspace.coder
    coded = f"SELECT article FROM incidents WHERE coder = '{p.workspace.coder.id}' AND status <> 'withdrawn'"
    return verbs.NothingToCode(p.pick("articles", "id", f"id NOT IN ({coded})"))
