# SPDX-License-Identifier: MIT
"""Operations on values that fit a random project."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import (
    ARTICLE_FIELDS,
    BASES,
)
from tests.codings_strategy import NOTES, ONE_LINE, values_of
from tests.operation_makers.project import CODEBOOK, Nothing, Project


def set_value(p: Project) -> Any:
    group, row = "", ""
    incident, _ = p.own_incident()
    if p.draw(st.booleans()):
        group, row, incident = p.row()
    nodes = [
        node for top in (CODEBOOK.group_by_key[group].fields if group else CODEBOOK.fields) for node in top.nodes()
    ]
    node = p.draw(st.sampled_from(nodes))
    state = p.draw(st.sampled_from(["value", "value", "not_stated", "not_applicable", "blank"]))
    value = p.draw(st.one_of(st.none(), values_of(CODEBOOK, node))) if state == "value" and not node.parts else None
    return verbs.SetValue(
        incident, node.key, value, row, state, p.draw(st.sampled_from(BASES)), p.draw(NOTES), p.draw(st.booleans())
    )


def value_sets(p: Project, group: str = "", row: str = "", most: int = 4) -> tuple[Any, ...]:
    """Several values of one place, of leaves and of compounds."""
    tops = CODEBOOK.group_by_key[group].fields if group else CODEBOOK.fields
    nodes = [node for top in tops for node in top.nodes()]
    given = []
    for node in p.draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=most, unique_by=lambda f: f.key)):
        state = p.draw(st.sampled_from(["value", "value", "value", "not_stated", "blank"]))
        held = p.draw(st.one_of(st.none(), values_of(CODEBOOK, node))) if state == "value" and not node.parts else None
        basis, note = p.draw(st.sampled_from(BASES)), p.draw(NOTES)
        given.append(verbs.ValueSet(node.key, held, row, state, basis, note, p.draw(st.booleans())))
    return tuple(given)


def set_values(p: Project) -> Any:
    incident, _ = p.own_incident()
    values = value_sets(p)
    with suppress(Nothing):
        group, row, incident = p.row()
        values = (*value_sets(p, group, row), *(values if p.draw(st.booleans()) else ()))
    return verbs.SetValues(incident, values)


def accept_proposals(p: Project) -> Any:
    assert p.workspace.coder
    mine = f"proposed = 1 AND incident IN (SELECT id FROM incidents WHERE coder = '{p.workspace.coder.id}')"
    incident, row, field = p.pick("value_notes", 'incident, "row", field', mine)
    return verbs.AcceptProposals(incident, p.draw(st.sampled_from([(), ((row, field),), ((row, ""),)])))


def copy_values(p: Project) -> Any:
    with p.workspace.read() as reads:
        source = reads.find_incident(p.own_incident()[0])
    target = p.own_incident()[0]
    fields = [leaf.key for leaf in CODEBOOK.leaves() if leaf.key in source.values]
    if source.id == target or not fields:
        raise Nothing
    tops = [(CODEBOOK.above(key) or (CODEBOOK.node(key),))[-1].key for key in fields]  # type: ignore[union-attr]  # known
    return verbs.CopyValues(
        source.id,
        target,
        (p.draw(st.sampled_from(fields)), *dict.fromkeys(tops[:2])),
        ("people",) if p.draw(st.booleans()) else (),
    )


def set_article_value(p: Project) -> Any:
    value = p.draw(st.one_of(st.none(), ONE_LINE))
    state = "value" if value else p.draw(st.sampled_from(["not_stated", "value"]))
    return verbs.SetArticleValue(
        p.pick("articles"), p.draw(st.sampled_from(ARTICLE_FIELDS)), value, state, p.draw(st.sampled_from(BASES))
    )


def add_row(p: Project) -> Any:
    group = p.draw(st.sampled_from([group.key for group in CODEBOOK.groups]))
    return verbs.AddRow(p.own_incident()[0], group, p.leaf_values(group))
