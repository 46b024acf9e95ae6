# SPDX-License-Identifier: MIT
"""A newer version of an article: words go along where it is certain where they stand, the rest waits; none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from curator.domain.carrying import Folded, certain_place, possible_places
from curator.domain.coding import ArticleCoding
from curator.domain.faults import InputRefused, NotNow
from curator.domain.rules.judging import problems_of
from curator.operations import (
    AddArticles,
    AddCoder,
    AddEvidence,
    AddIncident,
    AddNotCodable,
    AddRow,
    CarriedOver,
    CarryOver,
    DropAllWaiting,
    DropWaiting,
    FieldWords,
    NewArticle,
    PlaceWaiting,
    RemoveIncident,
    SetValue,
)
from curator.store.replay import mismatches
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

OLD = (
    "Baghdad, 3 May, from our correspondent in the north\n\nTwo people were killed in Mosul on Friday, police said. "
    "A mule died in the fire near the bridge.\n"
    "\nThe market of Mosul was shut for a week after the attack, and nobody was held."
)
NEW = OLD.replace("Two people", "Three  people").replace("\n\nThe market", "\n\n\nThe  market")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "versions.curator", small_codebook(), name="Versions") as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


def article(workspace: Workspace, text: str, follows: str = "") -> str:
    words = (FieldWords("title", 0, 7),) if not follows else ()
    fields = {"title": "Baghdad"} if not follows else {}
    return str(workspace.run(AddArticles((NewArticle(text, fields, words, follows=follows),)))[0])


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def coding(workspace: Workspace, article_id: str) -> ArticleCoding:
    with workspace.read() as reads:
        return reads.coding(article_id)


def coded(workspace: Workspace, text: str) -> tuple[str, str]:
    old = article(workspace, text)
    incident = workspace.run(AddIncident(old, at(text, "Two people were killed"), {"headline": "Two killed"}))
    row = workspace.run(AddRow(incident, "people", {"called": "mule"}))
    workspace.run(SetValue(incident, "number", 2, basis="inferred"))
    workspace.run(AddEvidence(old, *at(text, "market"), incident=incident, field="number"))
    workspace.run(AddEvidence(old, *at(text, "A mule died"), incident=incident, row=row))
    return old, incident


def reason(workspace: Workspace) -> str:
    return str(workspace.codebook.list_by_key[workspace.codebook.not_codable].choices[0].code)


def test_what_is_certain_goes_along_and_the_rest_waits(workspace: Workspace) -> None:
    old, incident = coded(workspace, OLD)
    workspace.run(AddNotCodable(old, *at(OLD, "nobody was held"), reason(workspace)))
    new = article(workspace, NEW, follows=old)
    before = all_rows(workspace)
    assert workspace.run(CarryOver(old, new)) == CarriedOver(1, 4, 1)
    there = coding(workspace, new)
    (carried,) = there.incidents
    assert carried.status == "draft"
    assert carried.values["headline"] == "Two killed"
    assert [row.values["called"] for row in carried.rows] == ["mule"]
    assert {note.basis for note in carried.notes} == {"inferred"}
    assert sorted(span.quote for span in carried.evidence) == ["A mule died", "market"]
    assert [passage.quote for passage in there.not_codable] == ["nobody was held"]
    assert [span.quote for span in there.article_evidence] == ["Baghdad"]
    assert there.article.fields["title"] == "Baghdad"
    (waiting,) = there.waiting
    assert (waiting.quote, waiting.incident, waiting.field) == ("Two people were killed", carried.id, "")
    assert coding(workspace, old).incidents[0].status == "withdrawn"
    assert "waiting_words" in {problem.rule for problem in problems_of(there, workspace.codebook)}
    with workspace.read() as reads:
        assert list(mismatches(reads.connection)) == []
    workspace.undo()
    assert all_rows(workspace) == before, "one step takes all of it back"
    assert incident in {each.id for each in coding(workspace, old).incidents}


def test_words_that_wait_are_placed_or_dropped_with_a_reason(workspace: Workspace) -> None:
    old, _ = coded(workspace, OLD)
    new = article(workspace, NEW, follows=old)
    workspace.run(CarryOver(old, new))
    (waiting,) = coding(workspace, new).waiting
    with pytest.raises(InputRefused):
        workspace.run(DropWaiting(waiting.id, "  "))
    workspace.run(PlaceWaiting(waiting.id, *at(NEW, "Three  people were killed")))
    there = coding(workspace, new)
    assert there.waiting == ()
    assert [span.quote for span in there.incidents[0].mentions()] == ["Three  people were killed"]
    workspace.undo()
    assert coding(workspace, new).waiting == (waiting,)
    workspace.run(DropWaiting(waiting.id, "the number was corrected"))
    assert coding(workspace, new).waiting == ()
    with pytest.raises(NotNow):
        workspace.run(PlaceWaiting(waiting.id, 0, 3))


def test_all_words_that_wait_in_an_article_are_dropped_in_one_step_and_those_elsewhere_stay(
    workspace: Workspace,
) -> None:
    made = []
    for more in ("", " Again."):
        old, _ = coded(workspace, OLD + more)
        made.append(article(workspace, NEW + more, follows=old))
        workspace.run(CarryOver(old, made[-1]))
    new, other = made
    waiting, elsewhere = coding(workspace, new).waiting, coding(workspace, other).waiting
    assert waiting
    with pytest.raises(InputRefused):
        workspace.run(DropAllWaiting(new, "  "))
    assert workspace.run(DropAllWaiting(new, "rewritten")) == len(waiting)
    assert coding(workspace, new).waiting == ()
    assert coding(workspace, other).waiting == elsewhere
    with pytest.raises(NotNow):
        workspace.run(DropAllWaiting(new, "rewritten"))
    workspace.undo()
    assert coding(workspace, new).waiting == waiting


def test_words_of_an_incident_that_is_removed_wait_no_more(workspace: Workspace) -> None:
    old, _ = coded(workspace, OLD)
    new = article(workspace, NEW, follows=old)
    workspace.run(CarryOver(old, new))
    workspace.run(RemoveIncident(coding(workspace, new).incidents[0].id))
    assert coding(workspace, new).waiting == ()
    workspace.undo()
    assert len(coding(workspace, new).waiting) == 1


def test_carried_over_once_is_not_carried_over_again(workspace: Workspace) -> None:
    old, _ = coded(workspace, OLD)
    new = article(workspace, NEW, follows=old)
    workspace.run(CarryOver(old, new))
    with pytest.raises(NotNow):
        workspace.run(CarryOver(old, new))
    with pytest.raises(InputRefused):
        workspace.run(CarryOver(new, old))
    with pytest.raises(InputRefused):
        workspace.run(CarryOver(article(workspace, "Another one."), new))


def test_the_layers_of_colleagues_stay_with_the_old_version(workspace: Workspace) -> None:
    old, _ = coded(workspace, OLD)
    workspace.act_as(workspace.run(AddCoder("Ben")))
    theirs = workspace.run(AddIncident(old, at(OLD, "A mule died"), {"headline": "Mule"}))
    new = article(workspace, NEW, follows=old)
    assert workspace.run(CarryOver(old, new)).incidents == 1
    assert [each.values["headline"] for each in coding(workspace, new).incidents] == ["Mule"]
    assert {each.id: each.status for each in coding(workspace, old).incidents}[theirs] == "withdrawn"
    assert "draft" in {each.status for each in coding(workspace, old).incidents}


def test_words_that_stand_twice_are_never_certain() -> None:
    for old, new in (("a bomb. " * 30, "a bomb. " * 30), ("One bomb here.", "One bomb here. One bomb here.")):
        assert certain_place(Folded(old), Folded(new), *at(old, "bomb")) is None
    assert possible_places(Folded("A BOMB, a bomb"), "bomb", "a ", "") == [(10, 14), (2, 6)]


@pytest.mark.parametrize("seed", range(60))
def test_whatever_was_changed_nothing_is_lost_and_every_quote_is_that_of_the_text(tmp_path: Path, seed: int) -> None:
    print("seed", seed)
    random = Random(seed)
    words = ["police", "Mosul", "قُتل", "Two\u0301", "market", "\n\n", "  ", "\u00a0", "🔥", "fire", "the", "bomb", "."]
    text = " ".join(random.choice(words) for _ in range(120))
    pieces = text.split(" ")
    for _ in range(random.randint(0, 12)):
        place = random.randrange(len(pieces))
        pieces[place : place + random.randint(0, 2)] = random.choices(words, k=random.randint(0, 2))
    changed = random.choice([" ", "  ", "\n"]).join(pieces)
    old, new = Folded(text), Folded(changed)
    placed = 0
    for _ in range(60):
        start = random.randrange(len(text) - 1)
        end = random.randint(start + 1, min(len(text), start + 30))
        place = certain_place(old, new, start, end)
        if place is not None:
            placed += 1
            quote = changed[place[0] : place[1]]
            assert 0 <= place[0] < place[1] <= len(changed)
            assert quote.split() == text[start:end].split()
    if text == changed:
        assert placed


@pytest.mark.parametrize("seed", range(4))
def test_as_many_words_are_carried_or_wait_as_there_were(tmp_path: Path, seed: int) -> None:
    print("seed", seed)
    random = Random(seed)
    with Workspace.create(tmp_path / "p.curator", small_codebook(), name="P") as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        old = article(workspace, OLD)
        incident = workspace.run(AddIncident(old, at(OLD, "Two people"), {}))
        for _ in range(25):
            start = random.randrange(len(OLD) - 1)
            workspace.run(AddEvidence(old, start, random.randint(start + 1, len(OLD)), incident=incident))
        text = NEW[: random.randrange(60, len(NEW))] + " More. " + NEW[random.randrange(60, len(NEW)) :]
        new = article(workspace, text, follows=old)
        before = len(coding(workspace, old).incidents[0].evidence)
        said = workspace.run(CarryOver(old, new))
        there = coding(workspace, new)
        waiting = [words for words in there.waiting if words.incident]
        assert len(there.incidents[0].evidence) + len(waiting) == before
        assert said.carried + said.waiting == before + 1  # the title's words too
        for span in there.all_evidence():
            assert text[span.start : span.end] == span.quote
