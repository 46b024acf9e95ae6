# SPDX-License-Identifier: MIT
"""Operations on evidence and passages not codable that fit a random project."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import (
    ARTICLE_FIELDS,
    ROLES,
)
from tests.codings_strategy import NOTES
from tests.operation_makers.project import CODEBOOK, Nothing, Project
from tests.operation_makers.values import value_sets


def give_words(p: Project) -> Any:
    incident, article = p.own_incident()
    start, end = p.span(article)
    role, group, row = p.draw(st.sampled_from(ROLES)), "", ""
    presets: tuple[Any, ...] = ()
    if p.draw(st.booleans()):
        group = p.draw(st.sampled_from([group.key for group in CODEBOOK.groups]))
        presets = tuple(p.leaf_values(group).items()) if p.draw(st.booleans()) else ()
        with suppress(Nothing):
            if p.draw(st.booleans()):
                group, row, incident = p.row()
                with p.workspace.read() as reads:
                    article = reads.find_incident(incident).article
                start, end = p.span(article)
    values = value_sets(p, group)
    worded = [given.field for given in values if CODEBOOK.takes_words(given.field, group)]
    field = p.draw(st.sampled_from(["", *worded]))
    more = tuple(verbs.MoreWords(each, *p.span(article), p.draw(st.sampled_from(ROLES))) for each in worded[:2])
    return verbs.GiveWords(article, incident, start, end, field, group, row, presets, values, role, more)


def worded_keys(group: str = "") -> list[str]:
    """The nodes of the incident or of a group's rows that take words."""
    nodes = CODEBOOK.group_by_key[group].nodes() if group else (n for top in CODEBOOK.fields for n in top.nodes())
    return [node.key for node in nodes if CODEBOOK.takes_words(node.key, group)]


def add_evidence(p: Project) -> Any:
    role = p.draw(st.sampled_from(ROLES))
    if p.draw(st.integers(0, 3)) == 0:
        article = p.pick("articles")
        return verbs.AddEvidence(article, *p.span(article), field=p.draw(st.sampled_from(ARTICLE_FIELDS)), role=role)
    incident, article = p.own_incident()
    field = p.draw(st.sampled_from(["", *worded_keys()]))
    row = ""
    with suppress(Nothing):
        if p.draw(st.booleans()):
            group, row, incident = p.row()
            with p.workspace.read() as reads:
                article = reads.find_incident(incident).article
            field = p.draw(st.sampled_from(["", *worded_keys(group)]))
    return verbs.AddEvidence(article, *p.span(article), incident, row, field, role)


def own_evidence(p: Project) -> Any:
    assert p.workspace.coder
    mine = f"incident IS NULL OR incident IN (SELECT id FROM incidents WHERE coder = '{p.workspace.coder.id}')"
    return p.pick("evidence", "id, article", mine)


def retarget_evidence(p: Project) -> Any:
    assert p.workspace.coder
    evidence, article, start, end, role = p.pick(
        "evidence", 'id, article, start, "end", role',
        f"incident IS NULL OR incident IN (SELECT id FROM incidents WHERE coder = '{p.workspace.coder.id}')",
    )  # fmt: skip
    mine = f"article = '{article}' AND coder = '{p.workspace.coder.id}'"
    incident, field = p.pick("incidents", "id", mine), p.draw(st.sampled_from(["", *worded_keys()]))
    with p.workspace.read() as reads:
        if reads.connection.execute(
            'SELECT 1 FROM evidence WHERE id <> ? AND incident = ? AND "row" IS NULL AND field IS ? AND start = ? '
            'AND "end" = ? AND role = ?',
            (evidence, incident, field or None, start, end, role),
        ).fetchall():
            raise Nothing
    return verbs.RetargetEvidence(evidence, incident, "", field)


def move_evidence(p: Project) -> Any:
    evidence, article = own_evidence(p)
    return verbs.MoveEvidence(evidence, *p.span(article))


def own_passage(p: Project) -> Any:
    assert p.workspace.coder
    return p.pick("not_codable", "id, article", f"coder = '{p.workspace.coder.id}'")


def add_not_codable(p: Project) -> Any:
    article = p.pick("articles")
    return verbs.AddNotCodable(article, *p.span(article), p.reason(), p.draw(NOTES))


def change_not_codable(p: Project) -> Any:
    passage, article = own_passage(p)
    return verbs.ChangeNotCodable(passage, *p.span(article), p.reason(), p.draw(NOTES))
