# SPDX-License-Identifier: MIT
"""Whose hand made a unit what it is: which entries of the log count for which units."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.coding import Coder
from curator.domain.handover import Version
from curator.store.versions import units_of
from curator.workspace import Workspace
from tests.operation_makers.project import last_change, new_project


class Two:
    """A project of two coders; Ann acts."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.ann: Coder = workspace.run(verbs.AddCoder("Ann"))
        self.bo: Coder = workspace.run(verbs.AddCoder("Bo"))
        self.article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two guards were killed."),)))[0]
        self.act(self.ann)

    def act(self, coder: Coder) -> None:
        self.workspace.act_as(coder)

    def run(self, operation: verbs.Operation) -> str:
        """Run it; the id of its entry in the log."""
        self.workspace.run(operation)
        return last_change(self.workspace)

    def versions(self, *coders: Coder) -> dict[tuple[str, str], Version]:
        with self.workspace.read() as reads:
            found = units_of(reads.connection, [coder.id for coder in coders] if coders else None)
            return {(version.kind, version.unit): version for version in found}

    def incident(self) -> tuple[str, list[str]]:
        incident: str = self.workspace.run(verbs.AddIncident(self.article, (0, 3)))
        return incident, [last_change(self.workspace)]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with new_project(tmp_path) as workspace:
        yield Two(workspace)


def test_every_change_by_the_owners_hand_counts_also_of_rows_notes_and_words(two: Two) -> None:
    incident, known = two.incident()
    known.append(two.run(verbs.SetValue(incident, "number", 2, basis="inferred")))
    row = two.workspace.run(verbs.AddRow(incident, "people"))
    known.append(last_change(two.workspace))
    known.append(two.run(verbs.AddEvidence(two.article, 0, 3, incident=incident, row=row, field="called")))
    known.append(two.run(verbs.RemoveRow(row)))
    two.workspace.undo()
    known.append(last_change(two.workspace))
    two.workspace.redo()
    known.append(last_change(two.workspace))
    assert two.versions()["incident", incident].known == tuple(known)


def test_what_was_removed_is_a_version_without_content_and_undo_brings_it_back(two: Two) -> None:
    incident, known = two.incident()
    known.append(two.run(verbs.RemoveIncident(incident)))
    version = two.versions()["incident", incident]
    assert (version.known, version.content) == (tuple(known), None)
    assert (version.article, version.coder) == (two.article, two.ann.id)
    two.workspace.undo()
    known.append(last_change(two.workspace))
    back = two.versions()["incident", incident]
    assert back.known == tuple(known)
    assert back.content is not None


def test_merging_is_a_change_of_both_incidents(two: Two) -> None:
    into, known = two.incident()
    other, gone = two.incident()
    row = two.workspace.run(verbs.AddRow(other, "people", {"called": "A"}))
    gone.append(last_change(two.workspace))
    merged = two.run(verbs.MergeIncidents(into, (other,)))
    later = two.run(verbs.RemoveRow(row))
    found = two.versions()
    assert found["incident", into].known == (*known, merged, later)
    assert (found["incident", other].known, found["incident", other].content) == ((*gone, merged), None)


def test_a_comment_belongs_to_who_wrote_it_and_anybody_may_resolve_it(two: Two) -> None:
    one, _ = two.incident()
    other, _ = two.incident()
    two.act(two.bo)
    comment = two.workspace.run(verbs.AddComment(two.article, "Why?", incident=other))
    said = last_change(two.workspace)
    two.act(two.ann)
    two.run(verbs.MergeIncidents(one, (other,)))
    version = two.versions()["comment", comment]
    assert version.known == (said,), "moving it was Ann's doing"
    assert version.content
    assert version.content["incident"] == one
    assert ("comment", comment) not in two.versions(two.ann)
    resolved = two.run(verbs.ResolveComment(comment))
    assert two.versions(two.ann)["comment", comment].known == (said, resolved), "Ann hands it over as resolved"


def test_what_others_take_out_is_no_removal_by_its_owner(two: Two) -> None:
    incident, _ = two.incident()
    two.act(two.bo)
    comment = two.workspace.run(verbs.AddComment(two.article, "Why?", incident=incident))
    two.act(two.ann)
    two.run(verbs.RemoveIncident(incident))
    assert ("comment", comment) not in two.versions()


def test_an_article_is_everybodys_and_imports_are_nobodys_hand(two: Two) -> None:
    assert two.versions()["article", two.article].known == ()
    mine = two.run(verbs.SetArticleValue(two.article, "title", "One"))
    two.act(two.bo)
    theirs = two.run(verbs.SetArticleValue(two.article, "title", "Two"))
    assert two.versions()["article", two.article].known == (mine, theirs)


def test_the_consensus_is_everybodys(two: Two) -> None:
    incident, _ = two.incident()
    two.run(verbs.SetReading(two.article, "finished"))
    two.act(two.bo)
    settled = two.workspace.run(verbs.AcceptIncident((incident,), ""))
    accepted = last_change(two.workspace)
    assert two.versions()["incident", settled].known == (accepted,)


def test_a_step_that_somebody_else_takes_back_counts_for_its_owner(two: Two) -> None:
    incident, known = two.incident()
    known.append(two.run(verbs.SetValue(incident, "headline", "One")))
    two.act(two.bo)
    two.workspace.undo(known[-1])
    assert two.versions()["incident", incident].known == (*known, last_change(two.workspace))


def test_what_goes_with_its_article_is_not_there_and_not_removed(two: Two) -> None:
    incident, known = two.incident()
    two.run(verbs.RemoveArticle(two.article))
    assert two.versions() == {}
    two.workspace.undo()
    assert two.versions()["incident", incident].known == tuple(known)


def test_assigning_is_somebodys_hand_although_it_is_logged_in_bulk(two: Two) -> None:
    pairs = ((two.article, two.ann.id), (two.article, two.bo.id))
    known = [two.run(verbs.Assign(pairs))]
    known.append(two.run(verbs.Unassign(pairs[:1])))
    found = {version.known: version.content for (kind, _), version in two.versions().items() if kind == "assignment"}
    assert set(found) == {tuple(known), tuple(known[:1])}
    assert found[tuple(known)] is None
    two.workspace.undo()
    known.append(last_change(two.workspace))
    found = {version.known: version.content for (kind, _), version in two.versions().items() if kind == "assignment"}
    assert found[tuple(known)] is not None
