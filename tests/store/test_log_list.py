# SPDX-License-Identifier: MIT
"""Which entries a history lists, and where each of them was at work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.coding import Coder
from curator.operations import (
    AddArticles,
    AddCoder,
    AddComment,
    AddEvidence,
    AddIncident,
    AddNotCodable,
    AddRow,
    FinishArticle,
    NewArticle,
    RemoveArticle,
    RemoveIncident,
    SetArticleValue,
    SetReading,
    SetValue,
)
from curator.store.log_list import LogWish
from curator.store.log_places import LogPlace
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

BOOK = small_codebook()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        for title, text in (("50% of it", "Two were killed."), ("Rivers", "Three were hurt.")):
            workspace.run(AddArticles((NewArticle(text, {"title": title}),)))
        yield workspace


def article(project: Workspace, at: int = 0) -> str:
    with project.read() as reads:
        return reads.article_ids()[at]


def seqs(project: Workspace, wish: LogWish, above: int = 0, limit: int = 0) -> list[int]:
    with project.read() as reads:
        return list(reads.log_seqs(wish, above=above, limit=limit))


def last(project: Workspace) -> int:
    with project.read() as reads:
        return reads.newest_seq()


def place(project: Workspace, *of: int) -> LogPlace:
    with project.read() as reads:
        return reads.log_place(of or [last(project)])


def other(project: Workspace, name: str) -> Coder:
    coder: Coder = project.run(AddCoder(name))
    project.act_as(coder)
    return coder


def test_every_wish_narrows_the_list_and_keeps_its_order(project: Workspace) -> None:
    ann = project.coder
    assert ann is not None
    incident = project.run(AddIncident(article(project)))
    project.run(SetValue(incident, "number", 3))
    other(project, "Bob")
    project.run(SetReading(article(project, 1), "started"))
    whole = seqs(project, LogWish())
    assert whole == list(range(last(project), 0, -1))
    assert seqs(project, LogWish(), limit=2) == whole[:2]
    assert seqs(project, LogWish(), above=whole[2]) == whole[:2]
    assert len(seqs(project, LogWish(kinds=("set_value", "add_incident")))) == 2
    assert whole[0] not in seqs(project, LogWish(coder=ann.id))
    assert seqs(project, LogWish(words="rivers")) == seqs(project, LogWish(article=article(project, 1)))
    assert seqs(project, LogWish(words="50%")) == seqs(project, LogWish(article=article(project, 0)))
    assert seqs(project, LogWish(words="bob rivers"))[0] == whole[0]
    assert seqs(project, LogWish(words="no such word")) == []
    with project.read() as reads:
        of_incident = [line.seq for line in reads.log_lines(incident=incident)]
        assert [line.seq for line in reads.log_lines_at(whole)] == whole
    assert seqs(project, LogWish(incident=incident)) == of_incident
    assert seqs(project, LogWish(incident="01600000-0000-7000-8000-000000000000")) == []
    assert not LogWish(article="x").asks
    assert LogWish(words="x").asks


def test_a_colleagues_work_is_hidden_until_everybody_has_finished_the_article(project: Workspace) -> None:
    ann = project.coder
    assert ann is not None
    project.run(AddIncident(article(project)))
    hidden = last(project)
    project.run(FinishArticle(article(project)))
    bob = other(project, "Bob")
    own = LogWish(reader=bob.id)
    assert hidden not in seqs(project, own)
    assert hidden in seqs(project, LogWish(reader=ann.id)), "one's own work is always there"
    assert hidden not in seqs(project, LogWish(reader="")), "nobody knows who looks"
    project.run(SetReading(article(project), "started"))
    assert hidden not in seqs(project, own)
    project.run(FinishArticle(article(project)))
    assert hidden in seqs(project, own)
    project.act_as(ann)
    project.run(AddComment(article(project, 1), "Please look."))
    assert last(project) in seqs(project, own), "what is said is said to colleagues"


def test_each_step_leads_to_where_it_was(project: Workspace) -> None:
    here = article(project)
    incident = project.run(AddIncident(here))
    assert place(project) == LogPlace(here, incident)
    project.run(SetValue(incident, "number", 3))
    assert place(project) == LogPlace(here, incident, "", "number")
    project.run(SetValue(incident, "number", None, state="not_stated"))
    assert place(project).field == "number"
    row = project.run(AddRow(incident, BOOK.groups[0].key))
    assert place(project) == LogPlace(here, incident, row)
    span = project.run(AddEvidence(here, 0, 3, incident=incident, field="number"))
    assert place(project) == LogPlace(here, incident, "", "number", span)
    comment = project.run(AddComment(here, "Why?", incident, "", "number"))
    assert place(project) == LogPlace(here, incident, "", "number", comment=comment)
    passage = project.run(AddNotCodable(here, 4, 8, BOOK.list_by_key[BOOK.not_codable].choices[0].code))
    assert place(project) == LogPlace(here, span=passage)
    project.run(SetArticleValue(here, "title", "Another"))
    assert place(project) == LogPlace(here, field="title")
    project.run(FinishArticle(here))
    assert (place(project).article, place(project).field) == (here, "")
    project.run(AddCoder("Bob"))
    assert place(project) == LogPlace()


def test_what_is_gone_is_left_out_of_the_place(project: Workspace) -> None:
    here = article(project)
    incident = project.run(AddIncident(here))
    project.run(SetValue(incident, "number", 3))
    set_at = last(project)
    project.run(RemoveIncident(incident))
    assert place(project, set_at) == LogPlace(here)
    project.undo()
    assert place(project, set_at) == LogPlace(here, incident, "", "number")
    project.run(RemoveArticle(here))
    assert place(project, set_at) == LogPlace()
