# SPDX-License-Identifier: MIT
"""Blind coding holds in every command, export, search, list and count: what others coded in an article is seen by
nobody else before all who are assigned have finished, unless somebody opens it, and then the history says so."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curator.cli.main import main
from curator.domain.faults import InputRefused
from curator.operations import Assign, OpenLayers, SetReading, Unassign
from curator.settings import Settings
from curator.store.layers import seen_layers
from curator.store.log_list import LogWish
from curator.tasks.agreement import agreement
from curator.tasks.reviewing import article_review, given_back, review_queue, unclear_guidelines, waiting_threads
from curator.tasks.search import Scope, read_query, search
from curator.workspace import Workspace
from tests.blind_project import ALONE, CANARIES, COMMENT, REASON, TITLE, BlindProject, make_blind_project

pytestmark = pytest.mark.slow  # each goes through every command

Run = Callable[..., tuple[int, str]]
WORDS = "army post in Qayyara"  # of Ben's evidence
LAYERS = ("auto", "consensus", "all", "Ann", "Ben", "Consensus")


@pytest.fixture
def made(tmp_path: Path) -> BlindProject:
    return make_blind_project(tmp_path / "blind.curator")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        streams = capsys.readouterr()
        return code, streams.out + streams.err

    return run


def finish(made: BlindProject, state: str = "finished") -> None:
    """Ann, the last who is assigned, finishes (or takes up again) the article."""
    with Workspace.open(made.path) as workspace:
        workspace.act_as(made.ann)
        workspace.run(SetReading(made.article, state))


def every_command(run: Run, made: BlindProject, folder: Path, who: tuple[str, ...] = ()) -> str:
    """Everything that every command prints or writes of the project; `who` looks: --coder NAME, or nobody known."""
    seen = ""
    as_who = tuple("--as" if each == "--coder" else each for each in who)
    for layer in LAYERS:
        for more in ((), ("--with-memos", "--with-withdrawn")):
            to = folder / f"{layer}{len(more)}"
            seen += run("export", made.path, "--to", to, "--layer", layer, "--without-texts", *more, *who, "--json")[1]
            seen += "".join(path.read_text(encoding="utf-8") for path in sorted(to.rglob("*")) if path.is_file())
    for coder in ((), ("--coder", "Ann"), ("--coder", "Ben")):
        to = folder / f"codings{len(coder)}{coder[-1:]}"
        seen += run("codings", "export", made.path, "--to", to, "--with-memos", *coder, *as_who)[1]
        seen += "".join(path.read_text(encoding="utf-8") for path in sorted(to.rglob("*.json")))
    for number in range(1, 6):
        seen += run("explain", made.path, str(number), *who)[1]
        seen += run("explain", made.path, str(number), *who, "--json")[1]
        seen += run("explain", made.path, str(number), "title", *who)[1]
    for word in CANARIES:
        code, out = run("search", made.path, word, "--with-memos", "--json", *as_who)
        assert code == 0
        found = json.loads(out)
        seen += json.dumps(found["articles"], ensure_ascii=False)
        assert found["total"] == len(found["articles"])
    seen += run("check", made.path, "--deep", "--json", *who)[1]
    seen += run("check", made.path, *who)[1]
    for others in (("codebook", "list", made.path), ("codebook", "show", made.path), ("assign", made.path, "--list"),
                   ("assign", made.path, "--list", "--json"), ("backup", "list", made.path),
                   ("agreement", made.path, "--json"), ("agreement", made.path, "--by", "coder")):  # fmt: skip
        seen += run(*others)[1]
    return seen


def seen_canaries(text: str) -> set[str]:
    return {word for word in CANARIES if word in text}


@pytest.mark.parametrize(
    "who",
    [
        ("--coder", "Ann"),
        pytest.param((), marks=pytest.mark.slow),
        pytest.param(("--coder", "Dora"), marks=pytest.mark.slow),
    ],
)
def test_no_command_shows_anything_before_all_who_are_assigned_have_finished(
    run: Run, made: BlindProject, tmp_path: Path, who: tuple[str, ...]
) -> None:
    seen = every_command(run, made, tmp_path / "before", who)
    assert seen_canaries(seen) == set()
    for evidence in (tmp_path / "before").rglob("evidence.csv"):
        assert WORDS not in evidence.read_text(encoding="utf-8")
    if who[-1:] == ("Ann",):
        assert ALONE in seen, "one's own work is always there"
    finish(made)
    after = seen_canaries(every_command(run, made, tmp_path / "after", who))
    assert after | {REASON} == set(CANARIES), "and then all of it, as far as commands tell reasons of the review"
    assert WORDS in (tmp_path / "after" / "Ben0" / "evidence.csv").read_text(encoding="utf-8")


def test_the_coder_of_this_device_looks_where_nobody_is_named(run: Run, made: BlindProject, tmp_path: Path) -> None:
    with Workspace.open(made.path, write=False) as workspace:
        Settings().remember_coder(workspace.project_id, made.ben.id, "Ben")
    code, seen = run("explain", made.path, "2")
    assert code == 0
    assert TITLE in seen
    code, seen = run("explain", made.path, "2", "--coder", "Ann")
    assert code == 1
    assert "Blind until Ann has finished." in seen
    assert run("explain", made.path, "2", "--coder", "Nobody")[0] == 2


@pytest.mark.parametrize(("layer", "code"), [("auto", 1), ("all", 1), ("Ben", 1), ("Ann", 0), ("consensus", 1)])
def test_an_export_leaves_hidden_articles_out_and_says_so(
    run: Run, made: BlindProject, tmp_path: Path, layer: str, code: int
) -> None:
    with Workspace.open(made.path) as workspace:
        workspace.run(Unassign(((made.article, made.ann.id), (made.article, made.ben.id))))
        workspace.run(Assign(((made.article, made.ann.id), (made.article, made.dora.id))))
    got, told = run("export", made.path, "--to", tmp_path / "set", "--layer", layer, "--coder", "Ann")
    assert got == code
    sentence = "Left out because not all who are assigned have finished: 1 article."
    assert (sentence in told) == bool(code)
    assert ("Blind until Ann and Dora have finished." in told) == bool(code)
    assert (ALONE in (tmp_path / "set" / "incidents.csv").read_text(encoding="utf-8")) == (layer == "Ann")


def test_opening_is_for_one_person_and_in_the_history(run: Run, made: BlindProject, tmp_path: Path) -> None:
    reason = "A question of Ann's"
    assert run("export", made.path, "--to", tmp_path / "x", "--unblind", reason)[0] == 2, "nobody is known to look"
    assert run("export", made.path, "--to", tmp_path / "x", "--unblind", " ", "--coder", "Dora")[0] == 2
    options = ("--layer", "all", "--unblind", reason, "--coder", "Dora")
    code, _ = run("export", made.path, "--to", tmp_path / "opened", *options)
    assert code == 0
    assert TITLE in (tmp_path / "opened" / "incidents.csv").read_text(encoding="utf-8")
    assert run("explain", made.path, "2", "--coder", "Dora")[0] == 0
    for who in (("--coder", "Ann"), ()):
        assert run("explain", made.path, "2", *who)[0] == 1
        assert run("export", made.path, "--to", tmp_path / f"closed{len(who)}", *who)[0] == 1
        changes = (tmp_path / f"closed{len(who)}" / "changes.csv").read_text(encoding="utf-8")
        assert seen_canaries(changes) == set()
        assert f"Dora opens colleagues' layers of “Post attacked”: {reason}" in changes, "everybody is told"


@pytest.mark.parametrize("command", ["explain", "codings"])
def test_other_commands_open_too(run: Run, made: BlindProject, tmp_path: Path, command: str) -> None:
    if command == "explain":
        arguments: tuple[Any, ...] = ("explain", made.path, "2", "--coder", "Ann", "--unblind", "why")
    else:
        target = tmp_path / "a.json"
        arguments = (
            "codings",
            "export",
            made.path,
            "--to",
            target,
            "--article",
            "1",
            "--as",
            "Ann",
            "--unblind",
            "why",
        )
    assert run(*arguments)[0] == 0
    with Workspace.open(made.path, write=False) as workspace, workspace.read() as reads:
        assert [line.label for line in reads.log_lines(limit=1)] == [
            "Ann opens colleagues' layers of “Post attacked”: why"
        ]
        assert not reads.is_blind(made.article, made.ann.id)


def test_what_reads_for_the_window_hides_the_same(made: BlindProject) -> None:
    with Workspace.open(made.path) as workspace:
        for viewer in (made.ann.id, made.dora.id, ""):
            assert seen_canaries(_read(workspace, made, viewer)) == set(), viewer
        workspace.act_as(made.dora)
        workspace.run(OpenLayers((made.article,), "a look"))
        assert seen_canaries(_read(workspace, made, made.dora.id)) >= {TITLE, COMMENT}
        assert seen_canaries(_read(workspace, made, made.ann.id)) == set()
        workspace.undo()
        assert seen_canaries(_read(workspace, made, made.dora.id)) == set()
        workspace.act_as(made.ann)
        workspace.run(SetReading(made.article, "nothing_to_code"))
        for viewer in (made.ann.id, made.dora.id):
            assert seen_canaries(_read(workspace, made, viewer)) >= {TITLE, COMMENT, REASON}
        workspace.run(SetReading(made.article, "started"))
        assert seen_canaries(_read(workspace, made, made.dora.id)) == set()


def _read(workspace: Workspace, made: BlindProject, viewer: str) -> str:
    """What the window's lists read for this person."""
    told: list[object] = []
    with workspace.read() as reads:
        coding = reads.coding_seen_by(made.article, viewer)
        told += [coding.incidents, coding.not_codable, coding.comments, coding.reading]
        seqs = reads.log_seqs(LogWish(reader=viewer))
        told += [line.label for line in reads.log_lines_at(seqs)]
        told += reads.texts_like("", "title", "qu", viewer or "nobody")
        told += [reads.article_lines([1, 2], viewer)]
        told.append(article_review(reads, workspace.codebook, made.article, viewer))
        told.append(review_queue(reads, viewer))
        told.append(given_back(reads, workspace.codebook, viewer))
        told.append(waiting_threads(reads, viewer))
        told.append(unclear_guidelines(reads, workspace.codebook, viewer))
    report = agreement(workspace, rounds=0, viewer=viewer)
    told += [report.incidents]
    for word in CANARIES:
        found = search(workspace, read_query(word), Scope(reader=viewer))
        told += [found.articles]
    return repr(told)


def test_nobody_known_counts_no_hidden_incidents(made: BlindProject) -> None:
    with Workspace.open(made.path) as workspace, workspace.read() as reads:
        assert [line.incidents for line in reads.article_lines([1, 2], "")] == [0, 0]
        assert [line.incidents for line in reads.article_lines([1, 2], made.ann.id)] == [1, 0]
    finish(made)
    with Workspace.open(made.path) as workspace, workspace.read() as reads:
        assert [line.incidents for line in reads.article_lines([1, 2], "")] == [3, 0]


def test_a_coder_assigned_alone_still_hides_nothing_of_the_own_layer(made: BlindProject) -> None:
    with Workspace.open(made.path) as workspace:
        workspace.act_as(made.ann)
        workspace.run(Unassign(((made.article, made.ben.id),)))
        with workspace.read() as reads:
            assert seen_layers(reads.connection, made.article, made.ann.id) == (made.ann.id,)
            assert seen_layers(reads.connection, made.article, made.ben.id) == (made.ben.id,), "Ann is waited for"
        workspace.run(SetReading(made.article, "finished"))
        with workspace.read() as reads:
            assert seen_layers(reads.connection, made.article, made.ben.id) is None


def test_the_consensus_is_nobody_who_is_waited_for(made: BlindProject) -> None:
    """Where nobody is assigned, every person who began is waited for: the consensus is no person."""
    with Workspace.open(made.path) as workspace:
        workspace.run(Unassign(((made.article, made.ann.id), (made.article, made.ben.id))))
    finish(made)
    with Workspace.open(made.path) as workspace, workspace.read() as reads:
        assert seen_layers(reads.connection, made.article, made.dora.id) is None


def test_opening_needs_a_reason_and_a_person(made: BlindProject) -> None:
    with Workspace.open(made.path) as workspace:
        workspace.act_as(made.dora)
        with pytest.raises(InputRefused, match="needs a reason"):
            workspace.run(OpenLayers((made.article,), " \n"))
        assert workspace.run(OpenLayers((made.article,), "one\ntwo")) == 1
        assert workspace.run(OpenLayers((made.article,), "again")) == 0
        with workspace.read() as reads:
            assert reads.log_lines(limit=1)[0].label.endswith(": one two"), "a second look adds nothing"


@pytest.mark.slow
def test_the_conditions_use_indexes(made: BlindProject) -> None:
    """No question about one article reads a whole table."""
    from curator.store.layers import not_blind, open_to

    with Workspace.open(made.path) as workspace, workspace.read() as reads:
        for rule in (open_to, not_blind):
            condition, values = rule(reads.connection, "a.id", made.ann.id)
            sql = f"EXPLAIN QUERY PLAN SELECT 1 FROM articles a WHERE a.n = 1 AND {condition}"
            plan = [row[3] for row in reads.connection.execute(sql, values).fetchall()]
            assert not [line for line in plan if line.startswith("SCAN")], plan


def test_a_file_of_an_earlier_version_has_no_assignments(tmp_path: Path) -> None:
    from curator.store.layers import blind_articles, is_blind, open_to, waited_for

    connection = sqlite3.connect(tmp_path / "old.db")
    assert blind_articles(connection, "x") == set()
    assert waited_for(connection, "x") == ()
    assert open_to(connection, "a.id", "x")[1] == ["x"]
    connection.execute("CREATE TABLE articles (id TEXT)")
    assert not is_blind(connection, "x", "y")
    connection.close()
