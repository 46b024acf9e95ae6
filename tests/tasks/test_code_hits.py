# SPDX-License-Identifier: MIT
"""All hits of a search are coded in one step that one Undo takes back, and never where work is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused, NotNow
from curator.operations import AddArticles, AddCoder, AddIncident, Assign, NewArticle, SetReading
from curator.tasks.code_hits import code_hits, find_hits
from curator.workspace import Workspace
from tests.sound_case import incidents_codebook

TEXTS = (
    "Guards fired. Two guards were hurt; the GUARDS left.",
    "Nothing was seen.",
    "A guard slept. \U0001f6e1 Guards woke.",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", incidents_codebook()) as made:
        made.act_as(made.run(AddCoder("Ann")))
        made.run(AddArticles(tuple(NewArticle(text, {"title": f"T{at}"}) for at, text in enumerate(TEXTS))))
        yield made


def count(workspace: Workspace) -> int:
    with workspace.read() as reads:
        return reads.incident_count()


def test_each_hit_becomes_an_incident_with_its_words_and_one_undo_takes_all(workspace: Workspace) -> None:
    found = find_hits(workspace, "guards")
    assert [hit.words.casefold() for hit in found.hits] == ["guards"] * 4
    assert found.articles == 2
    title = workspace.codebook.title_field
    coded = code_hits(workspace, found.hits, {title: "Guards"})
    assert len(coded.incidents) == 4
    assert (coded.articles, coded.stopped) == (2, False)
    with workspace.read() as reads:
        for hit, incident in zip(found.hits, coded.incidents, strict=True):
            made = reads.find_incident(incident)
            assert made.mentions()[0].quote == hit.words == reads.article_text(hit.article)[hit.start : hit.end]
            assert made.values[title] == "Guards"
    workspace.undo()
    assert count(workspace) == 0
    workspace.redo()
    assert count(workspace) == 4


def test_one_incident_for_each_article(workspace: Workspace) -> None:
    coded = code_hits(workspace, find_hits(workspace, "guards").hits, each_article=True)
    assert len(coded.incidents) == coded.articles == 2


def test_a_pattern_finds_what_words_do_not(workspace: Workspace) -> None:
    found = find_hits(workspace, r"\bguards?\b", pattern=True)
    assert len(found.hits) == 5
    with pytest.raises(InputRefused, match="no pattern"):
        find_hits(workspace, "(", pattern=True)
    workspace.run(AddArticles((NewArticle("a" * 40 + "!", {}),)))
    with pytest.raises(InputRefused, match="too long"):
        find_hits(workspace, r"(a|aa)+(a|aa)+(a|aa)+$", pattern=True)


def test_never_in_articles_that_are_hidden_or_ended(workspace: Workspace) -> None:
    ann = workspace.coder
    assert ann is not None
    ben = workspace.run(AddCoder("Ben"))
    with workspace.read() as reads:
        first, _, last = [reads.article(n).id for n in (1, 2, 3)]  # type: ignore[union-attr]  # they are there
    hits = find_hits(workspace, "guards").hits
    workspace.run(Assign(((first, ben.id),)))
    workspace.run(SetReading(last, "finished"))
    found = find_hits(workspace, "guards")
    assert (found.hits, found.hidden, found.ended) == ((), 1, 1)
    assert len(code_hits(workspace, [hit for hit in hits if hit.article == first]).incidents) == 0


def test_a_stopped_one_keeps_what_was_made_and_is_one_step(workspace: Workspace) -> None:
    answers = iter((False, False, True))
    coded = code_hits(workspace, find_hits(workspace, "guards").hits, cancelled=lambda: next(answers))
    assert (len(coded.incidents), coded.stopped) == (2, True)
    workspace.undo()
    assert count(workspace) == 0


def test_somebody_must_be_coding(workspace: Workspace) -> None:
    workspace.act_as(None)
    with pytest.raises(NotNow):
        find_hits(workspace, "guards")


def test_words_that_are_no_value_are_refused_before_anything_is_made(workspace: Workspace) -> None:
    number = next(leaf for leaf in workspace.codebook.leaves() if leaf.kind == "choice")
    with pytest.raises(InputRefused):
        code_hits(workspace, find_hits(workspace, "guards").hits, {number.key: "no such code"})
    assert count(workspace) == 0


def test_ones_own_articles_are_coded_whoever_else_codes_them_apart(workspace: Workspace) -> None:
    """Begun by oneself alone; assigned to oneself alone; assigned to two. Not what a colleague has begun."""
    ann, ben = workspace.coder, workspace.run(AddCoder("Ben"))
    assert ann is not None
    with workspace.read() as reads:
        first, second, last = reads.article_ids()
    workspace.act_as(ben)
    workspace.run(AddIncident(second, (0, 7)))
    workspace.act_as(ann)
    workspace.run(AddIncident(first, (0, 6)))
    found = find_hits(workspace, "guards OR nothing")
    assert ({hit.article for hit in found.hits}, found.hidden) == ({first, last}, 1)
    workspace.run(Assign(((first, ann.id), (second, ann.id), (second, ben.id), (last, ben.id))))
    found = find_hits(workspace, "guards OR nothing")
    assert ({hit.article for hit in found.hits}, found.hidden) == ({first, second}, 1)
    assert len(code_hits(workspace, found.hits).incidents) == len(found.hits)
