# SPDX-License-Identifier: MIT
"""What the preview counts: inputs equal outputs, by kind and by article, and what needs the user comes first."""

from __future__ import annotations

from pathlib import Path

from curator.app.handover.shown import ANOTHER, FileShown, file_shown, in_order
from curator.app.handover.wording import contents, made_in, maker, moment_told, note_of, plain, title
from curator.shape import replace
from curator.tasks.handover import preview
from curator.tasks.handover_files import open_handover
from curator.workspace import Workspace
from tests.handing import Team


def shown(team: Team, file: Path, said: dict[str, str] | None = None, before: FileShown | None = None) -> FileShown:
    handover = open_handover(file)
    with Workspace.open(team.lead) as workspace:
        return file_shown(
            file, "0" * 64, handover, preview(workspace, handover, same_text=said), workspace.codebook, before
        )


def test_inputs_equal_outputs_by_kind_and_by_article(team: Team) -> None:
    file = shown(team, team.work_of_ben(note="Please look."))
    assert file.total == len(file.handover.versions)
    assert file.of_outcome("new") + file.of_outcome("same") == file.total
    by_article = sum(sum(states.values()) for each in file.articles for states in each.counts.values())
    assert by_article == file.total
    assert file.balance() == "9 in the file = 5 new + 4 the same. Each is counted once."
    assert file.brings
    assert file.coders == ("Ben",)
    assert not file.codebook
    assert {each.brings() for each in file.articles} == {
        "1 incident: new · 1 reading state: new", "1 incident: new · 1 comment: new · 1 reading state: new",
    }  # fmt: skip


def test_work_on_articles_of_which_none_is_here_is_told_apart(team: Team, tmp_path: Path) -> None:
    assert not shown(team, team.work_of_ben()).unrelated
    assert not shown(team, team.packet).unrelated
    with Workspace.create(tmp_path / "empty.curator", team.book, name="Another") as other:
        handover = open_handover(team.work_of_ben("again"))
        there = file_shown(tmp_path, "0" * 64, handover, preview(other, handover), other.codebook)
    assert there.unrelated


def test_words_about_the_file(team: Team) -> None:
    file = shown(team, team.work_of_ben(texts=False))
    assert title(file.handover) == "Hand-over of Ben"
    assert maker(file.handover) == "Ben"
    assert contents(file.handover) == "2 articles, 2 incidents, 1 comment, 2 assignments, no texts"
    assert "Iraq security 2019" in made_in(file.handover)
    assert "last change" in made_in(file.handover)
    assert title(open_handover(team.packet)) == "Packet of Ada"
    assert file.called == "Hand-over of Ben"
    assert shown(team, team.ben_file).called == "Project “Iraq security 2019”", "it is nobody's alone"


def test_the_time_in_an_id_is_told_and_rubbish_is_not() -> None:
    assert moment_told("") == ""
    assert moment_told("rubbish") == ""
    assert moment_told("ffffffff-ffff-7fff-8fff-ffffffffffff") == ""
    assert "2019" in moment_told("016e4f00-0000-7000-8000-000000000000")


def test_an_article_with_the_same_text_asks_and_may_be_answered_otherwise(team: Team) -> None:
    path = team.same_text_elsewhere()
    file = shown(team, path)
    assert [each.asks for each in file.articles] == [True]
    assert not file.brings
    (article,) = file.articles
    assert "say what it is" in article.found()
    here = article.candidates[0][0]
    again = shown(team, path, {article.id: here}, file)
    assert again.brings
    assert again.articles[0].asks, "it may still be said otherwise"
    assert again.articles[0].found(here) == "is here, as you said"
    added = shown(team, path, {article.id: ANOTHER}, again)
    assert added.articles[0].match.is_new
    assert "is added" in added.articles[0].found(ANOTHER)


def test_a_refusal_is_counted_with_its_reason(team: Team) -> None:
    file = shown(team, team.same_text_elsewhere())
    assert sum(file.refused.values()) == file.of_outcome("refused") == file.total


def test_names_from_a_strangers_file_cannot_deceive(team: Team) -> None:
    assert plain("ben\u202egnp.exe") == "ben[U+202E]gnp.exe"
    assert plain("a\x00b\u200bc") == "a[U+0000]b[U+200B]c"
    assert plain("\udce9t\u00e9") == "?t\u00e9"
    assert len(plain("x" * 5000)) == 200
    packet = replace(open_handover(team.packet), project_name="Iraq\u202e", note="\u2066hidden")
    assert "Iraq[U+202E]" in made_in(packet)
    assert note_of(packet) == "“[U+2066]hidden”"


def test_conflicts_come_before_the_rest(team: Team) -> None:
    team.work_of_ben()
    file = shown(team, team.changed_apart())
    assert file.told() == "1 in conflict, 2 the same"
    both = shown(team, team.ben_file)
    first = in_order(both.articles)[0]
    assert first.of_outcome("conflicting") == 1
