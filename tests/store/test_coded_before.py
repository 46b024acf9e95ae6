# SPDX-License-Identifier: MIT
"""What was coded before is proposed of the same name, and completed from the same beginning; one's own only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.coding import Coder
from curator.operations import AddArticles, AddCoder, AddEvidence, AddIncident, AddRow, NewArticle, SetValue
from curator.workspace import Workspace
from tests.sound_case import TEXT, incidents_codebook

BOOK = incidents_codebook()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles((NewArticle(TEXT, {}),)))
        yield workspace


def begin(project: Workspace, title: str = "") -> tuple[str, str]:
    with project.read() as reads:
        article = reads.article(1)
    assert article is not None
    return article.id, project.run(AddIncident(article.id, (0, 6), {"title": title} if title else {}))


def me(project: Workspace) -> Coder:
    assert project.coder is not None
    return project.coder


def like(project: Workspace, name: str) -> list[tuple[str, object, str]]:
    with project.read() as reads:
        return list(reads.row_like(BOOK, "actors", "name_text", name, me(project).id))


def test_the_newest_row_of_a_name_tells_what_was_said_without_words_of_its_own(project: Workspace) -> None:
    article, incident = begin(project)
    project.run(AddRow(incident, "actors", {"name_text": "Rebels", "type": "state_forces"}))
    row = project.run(AddRow(incident, "actors", {"name_text": "Rebels", "role": "initiator"}))
    project.run(SetValue(incident, "type", "rebel_group", row=row, basis="judgement"))
    project.run(SetValue(incident, "side", "A", row=row, proposed=True))
    found = {key: (value, basis) for key, value, basis in like(project, "Rebels")}
    assert found["type"] == ("rebel_group", "judgement")
    assert "side" not in found  # only proposed
    assert "name_text" not in found
    project.run(AddEvidence(article, 0, 6, incident, row, "type"))
    assert "type" not in {key for key, *_ in like(project, "Rebels")}  # it was read in that article
    assert like(project, "Somebody else") == []


def texts(project: Workspace, beginning: str, coder: str = "") -> list[str]:
    with project.read() as reads:
        return reads.texts_like("", "title", beginning, coder)


def test_texts_are_completed_from_their_beginning_or_a_later_word_most_used_first(project: Workspace) -> None:
    for title in ("Rebel attack", "Attack on a post", "Attack on a base", "Attack on a base", "100% of it", "100 men"):
        begin(project, title)
    assert texts(project, "att") == ["Attack on a base", "Attack on a post", "Rebel attack"]
    assert texts(project, "100%") == ["100% of it"]  # no sign stands for other letters
    assert texts(project, "_tt") == []


def test_of_a_colleague_nothing_is_told_when_one_asks_for_ones_own(project: Workspace) -> None:
    first = me(project)
    project.act_as(project.run(AddCoder("Coder 2")))
    _, incident = begin(project, "Attack by somebody")
    project.run(AddRow(incident, "actors", {"name_text": "Rebels", "type": "rebel_group"}))
    project.act_as(first)
    assert texts(project, "att", first.id) == []
    assert texts(project, "att") == ["Attack by somebody"]
    assert like(project, "Rebels") == []


def named(project: Workspace, name: str, coder: str = "") -> tuple[object, ...] | None:
    with project.read() as reads:
        return reads.row_named("actors", "name_text", name, coder or me(project).id, ("role", "side"))


def test_the_newest_row_of_a_name_tells_what_it_was(project: Workspace) -> None:
    _, incident = begin(project)
    assert named(project, "Rebels") is None
    project.run(AddRow(incident, "actors", {"name_text": "Rebels", "role": "target"}))
    project.run(AddRow(incident, "actors", {"name_text": "Rebels", "role": "initiator"}))
    project.run(AddRow(incident, "actors", {"name_text": "Army", "role": "target"}))
    assert named(project, "Rebels") == ("initiator", None)
    assert named(project, "Rebels", "somebody else") is None
