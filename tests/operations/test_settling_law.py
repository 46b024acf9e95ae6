# SPDX-License-Identifier: MIT
"""The laws of settling, whatever two to four coders coded and in whatever order it is settled.

No coder's row is written; once everything is settled nothing is open, and every value of the consensus has its
judgement; taken back step by step, the project is what it was.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import Coder, Incident
from curator.domain.ids import derived_id
from curator.domain.values import incident_value
from curator.review.reviewed import OPEN, SETTLED, ArticleReview, IncidentReview, PlaceReview
from curator.tasks.reviewing import article_review
from curator.workspace import Workspace
from tests.codings_strategy import codings, values_of
from tests.operation_makers.project import CODEBOOK, assert_sound, new_project
from tests.operation_makers.whole import moved
from tests.project_rows import all_rows, without_what_stays

CODERS = tuple(Coder(derived_id("law", name), name) for name in ("Ann", "Bob", "Cleo", "Dan"))


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_settling_everything_and_taking_it_back(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as workspace:
        article = coded(workspace, data)
        before, steps = all_rows(workspace), 0
        steps += settle_all(workspace, article, data)
        review = read(workspace, article)
        assert review.to_settle == 0
        assert all(each.state != OPEN for each in review.incidents)
        for each in review.incidents:
            every_value_is_judged(each)
        assert of_coders(all_rows(workspace)) == of_coders(before)
        assert_sound(workspace)
        for _ in range(steps):
            workspace.undo()
        assert without_what_stays(all_rows(workspace)) == without_what_stays(before)


def coded(workspace: Workspace, data: st.DataObject) -> str:
    """An article that two to four coders have finished. Returns its id."""
    coders = CODERS[: data.draw(st.integers(2, 4))]
    coding = data.draw(codings(CODEBOOK, coders[:2], 3))
    coding = replace(coding, incidents=tuple(
        each for one in coding.incidents for each in (one, *said_by_others(one, coders, data))
    ))  # fmt: skip
    [article] = workspace.run(
        verbs.AddArticles((verbs.NewArticle(coding.text, id=derived_id("law", coding.article.id)),))
    )
    there = moved(coding, article, workspace.codebook_id, replace)
    there = replace(there, reading={coder.id: "finished" for coder in coders})
    workspace.run(verbs.ReceiveCoding(there, coders))
    return str(article)


def said_by_others(one: Incident, coders: Sequence[Coder], data: st.DataObject) -> list[Incident]:
    """What other coders make of the same incident: some lack it, a row, a value, or say something else."""
    made = []
    for coder in coders:
        if coder.id == one.coder or not data.draw(st.integers(0, 3)):
            continue
        rows = tuple(row for row in one.rows if data.draw(st.integers(0, 3)))
        ids = {"": ""} | {row.id: derived_id(coder.id, row.id) for row in rows}
        new = derived_id(coder.id, one.id)
        values = dict(one.values)
        for leaf in CODEBOOK.leaves():
            if leaf.key in values and not data.draw(st.integers(0, 4)):
                values[leaf.key] = data.draw(values_of(CODEBOOK, leaf))
        hanging = [
            tuple(
                replace(each, id=derived_id(coder.id, each.id), incident=new, row=ids[each.row])
                for each in some if each.row in ids and data.draw(st.integers(0, 5))
            )
            for some in (one.notes, one.evidence)
        ]  # fmt: skip
        lines = tuple(replace(row, id=ids[row.id]) for row in rows)
        # a note may say that there is no value only where there is none
        notes = tuple(each for each in hanging[0] if each.state == "value" or each.row or each.field not in values)
        made.append(
            replace(one, id=new, coder=coder.id, values=values, rows=lines, notes=notes, evidence=hanging[1])
        )  # fmt: skip
    return made


def read(workspace: Workspace, article: str) -> ArticleReview:
    assert workspace.coder
    with workspace.read() as reads:
        return article_review(reads, CODEBOOK, article, workspace.coder.id)


def settle_all(workspace: Workspace, article: str, data: st.DataObject) -> int:
    """Settle whatever is open, in random order. Returns how many steps it took."""
    steps = 0
    while True:
        review = read(workspace, article)
        waiting = [operation for each in review.incidents for operation in open_in(each, data)]
        if not waiting:
            return steps
        workspace.run(data.draw(st.sampled_from(waiting)))
        steps += 1


def open_in(review: IncidentReview, data: st.DataObject) -> list[Any]:
    """What may be done next of one incident."""
    consensus = review.consensus
    if consensus is None:
        ids = tuple(each.id for each in review.there)
        if review.state != OPEN:
            return []
        return [verbs.AcceptIncident(ids)] if data.draw(st.integers(0, 3)) else [verbs.RejectIncident(ids, "none")]
    waiting: list[Any] = []
    for row in review.rows:
        lines = [
            (incident, line) for incident, line in zip(review.incidents, row.rows, strict=True) if incident and line
        ]  # fmt: skip
        if row.state == OPEN:
            waiting.append(verbs.AdoptRow(consensus.id, lines[0][0].id, lines[0][1].id))
            waiting.append(verbs.RejectRow(consensus.id, "", tuple(line.id for _, line in lines), "why"))
    open_places = [place for place in review.places if place.state == OPEN]
    open_places += [one for row in review.rows if row.state == SETTLED for one in row.places if one.state == OPEN]
    return waiting + [settled_somehow(consensus.id, place, data) for place in open_places[:3]]


def settled_somehow(consensus: str, place: PlaceReview, data: st.DataObject) -> Any:
    assert place.consensus
    row = place.consensus.row
    sides = [side for side in place.sides if side is not None]
    if data.draw(st.booleans()):
        side = data.draw(st.sampled_from(sides))
        return verbs.AdoptValue(consensus, place.field, row, side.incident, side.row)
    node = CODEBOOK.node(place.field, place.group)
    assert node
    leaf = data.draw(st.sampled_from([each for each in node.leaves() if not each.private]))
    given = verbs.ValueSet(leaf.key, data.draw(values_of(CODEBOOK, leaf)))
    return verbs.SettleNeither(consensus, place.field, row, (given,), (), "why")


def every_value_is_judged(review: IncidentReview) -> None:
    if review.consensus is None:
        return
    judged = {(place.group, place.consensus.row, place.field) for place in review.all_places()
              if place.consensus and place.judgement and place.state == SETTLED}  # fmt: skip
    for row in (None, *review.consensus.rows):
        for leaf in CODEBOOK.leaves(row.group if row else ""):
            if incident_value(CODEBOOK, review.consensus, leaf, row).state != "blank":
                above = CODEBOOK.above(leaf.key, row.group if row else "")
                top = above[-1].key if above else leaf.key
                assert (row.group if row else "", row.id if row else "", top) in judged


def of_coders(rows: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    """The rows that belong to the layers of people."""
    theirs = {key for key, row in rows.get("incidents", {}).items() if row["coder"][1] in {one.id for one in CODERS}}
    kept = {"incidents": {key: row for key, row in rows.get("incidents", {}).items() if key in theirs}}
    for table, some in rows.items():
        if table in ("value_notes", "evidence", "comments") or table.startswith("incident_"):
            of_them = {key: row for key, row in some.items() if row.get("incident", ("", ""))[1] in theirs}
            kept[table] = of_them
    return {table: dict(some) for table, some in kept.items() if some}
