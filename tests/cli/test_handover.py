# SPDX-License-Identifier: MIT
"""curator handover: packets out, work back, colleagues' project files, answers about the same text, exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from curator.operations import AcceptIncident, AddCoder, AddIncident, SetReading, SetValue
from curator.settings import Settings
from curator.workspace import Workspace
from tests.cli.conftest import Curator

pytestmark = pytest.mark.slow  # each makes several projects


@pytest.fixture
def lead(curator: Curator, project: Path, texts: Path) -> Path:
    """Ann's project with two articles."""
    assert curator("import", project, texts).code == 0
    return project


def code(path: Path, headline: str) -> str:
    """An incident in the first article, by who codes on this device."""
    with Workspace.open(path) as workspace:
        coder_id = Settings().coder_for(workspace.project_id)
        with workspace.read() as reads:
            workspace.act_as(next(coder for coder in reads.coders() if coder.id == coder_id))
            article = reads.article_ids()[0]
        incident: str = workspace.run(AddIncident(article, (0, 5)))
        workspace.run(SetValue(incident, workspace.codebook.title_field, headline))
        workspace.run(SetReading(article, "finished"))
    return incident


def digest(curator: Curator, project: Path) -> str:
    return str(curator("check", project, "--digest", "--json").json["digest"])


def test_decisions_go_back_with_what_was_decided(curator: Curator, lead: Path, tmp_path: Path) -> None:
    """Who has reviewed hands everything over that it was settled from, without having to say so."""
    assert curator("handover", "create", lead, tmp_path / "before", "--json").json["layers"] == ["Ann"]
    with Workspace.open(lead) as workspace:
        with workspace.read() as reads:
            ann, article = reads.coders()[0], reads.article_ids()[0]
        ben = workspace.run(AddCoder("Ben"))
        workspace.act_as(ben)
        incident = workspace.run(AddIncident(article, (0, 5)))
        workspace.run(SetReading(article, "finished"))
        workspace.act_as(ann)
        workspace.run(AcceptIncident((incident,)))
    made = curator("handover", "create", lead, tmp_path / "back", "--json").json
    assert made["layers"][0] == "Ann"
    assert len(made["layers"]) == 3
    assert made["units"]["incident"] == 2


def test_a_packet_goes_out_and_the_work_comes_back(curator: Curator, lead: Path, tmp_path: Path) -> None:
    packet = curator("handover", "create", lead, tmp_path / "start", "--packet")
    assert (packet.code, packet.out.strip()) == (0, str(tmp_path / "start.curator-handover"))
    made = curator("new", tmp_path / "ben", "--from", packet.out.strip(), "--coder", "Ben", "--new-coder", "--json")
    assert (made.code, made.json["name"]) == (0, "p")
    assert made.json["coder"]["name"] == "Ben"
    bens = tmp_path / "ben.curator"
    code(bens, "A bus fell")

    work = curator("handover", "create", bens, tmp_path / "ben-work", "--without-texts", "--json")
    assert (work.code, work.json["layers"], work.json["texts"]) == (0, ["Ben"], 0)
    file = Path(work.json["file"])
    shown = curator("handover", "inspect", file, lead, "--json")
    assert shown.code == 0
    assert shown.json["preview"]["counts"]["new"] == shown.json["units"]["incident"] + shown.json["units"]["reading"]
    taken = curator("handover", "receive", lead, file)
    assert (taken.code, taken.err) == (0, "")
    before = digest(curator, lead)
    assert before == digest(curator, bens)
    again = curator("handover", "receive", lead, file, "--json")
    assert again.code == 0
    assert set(again.json[str(file)]["counts"].values()) == {0, sum(again.json[str(file)]["counts"].values())}
    assert digest(curator, lead) == before


def test_a_colleagues_project_file_is_received_like_a_hand_over(curator: Curator, lead: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.curator"
    assert curator("copy", lead, copy).code == 0
    code(lead, "Here")
    assert curator("copy", lead, tmp_path / "newer.curator").code == 0
    taken = curator("handover", "receive", copy, tmp_path / "newer.curator", "--coder", "Ann")
    assert taken.code == 0, taken
    assert digest(curator, copy) == digest(curator, lead)


def test_two_copies_of_one_coder_are_in_conflict_and_that_is_exit_1(
    curator: Curator, lead: Path, tmp_path: Path
) -> None:
    incident = code(lead, "One")
    other = tmp_path / "other.curator"
    assert curator("copy", lead, other).code == 0
    for path, headline in ((lead, "Two"), (other, "Three")):
        with Workspace.open(path) as workspace, workspace.read() as reads:
            ann = reads.coders()[0]
        with Workspace.open(path) as workspace:
            workspace.act_as(ann)
            workspace.run(SetValue(incident, workspace.codebook.title_field, headline))
    assert curator("handover", "create", other, tmp_path / "h", "--coder", "all").code == 0
    file = tmp_path / "h.curator-handover"
    assert curator("handover", "inspect", file, lead).code == 1
    taken = curator("handover", "receive", lead, file)
    assert taken.code == 1
    assert "1 in conflict" in taken.out


def test_the_same_text_is_asked_about(curator: Curator, lead: Path, texts: Path, tmp_path: Path) -> None:
    code(lead, "A bus fell")
    assert curator("new", tmp_path / "q", "--coder", "Cy").code == 0
    mine = tmp_path / "q.curator"
    (texts / "one.txt").rename(texts / "uno.txt")
    assert curator("import", mine, texts / "uno.txt").code == 0
    assert curator("handover", "create", lead, tmp_path / "h").code == 0
    file = tmp_path / "h.curator-handover"
    undecided = curator("handover", "receive", mine, file)
    assert undecided.code == 1
    assert "has the same text" in undecided.err
    assert curator("handover", "receive", mine, file, "--same-text", "perhaps").code == 2
    decided = curator("handover", "receive", mine, file, "--same-text", "same")
    assert decided.code == 0, decided
    with Workspace.open(mine, write=False) as workspace, workspace.read() as reads:
        assert len(reads.article_ids()) == 1


def test_what_is_no_hand_over_is_refused_and_the_others_are_taken(curator: Curator, lead: Path, tmp_path: Path) -> None:
    code(lead, "A bus fell")
    (tmp_path / "x.curator-handover").write_bytes(b"PK no zip at all")
    assert curator("handover", "create", lead, tmp_path / "h", "--coder", "Ann").code == 0
    answer = curator("handover", "receive", lead, tmp_path / "x.curator-handover", tmp_path / "h.curator-handover")
    assert answer.code == 1
    assert "x.curator-handover" in answer.err
    assert "already here" in answer.out


def test_no_project_is_written_over_by_a_hand_over_of_it(curator: Curator, lead: Path, tmp_path: Path) -> None:
    code(lead, "A bus fell")
    shutil.copy(lead, tmp_path / "odd.curator-handover")  # a project under a hand-over's name
    for target in (lead, tmp_path / "odd.curator-handover"):
        before = target.read_bytes()
        refused = curator("handover", "create", lead, target, "--replace")
        assert (refused.code, target.read_bytes() == before) == (3, True)
        assert "is a project" in refused.err
    assert curator("check", lead).code == 0


def test_a_dot_in_the_name_is_no_suffix(curator: Curator, lead: Path, tmp_path: Path) -> None:
    made = curator("handover", "create", lead, tmp_path / "week 1.2", "--packet")
    assert (made.code, made.out.strip()) == (0, str(tmp_path / "week 1.2.curator-handover"))


def test_wrong_use(curator: Curator, lead: Path, tmp_path: Path) -> None:
    assert curator("handover", "create", lead, tmp_path / "h", "--coder", "Nobody").code == 2
    assert curator("handover", "create", lead, tmp_path / "h", "--articles", "77").code == 2
    assert curator("new", tmp_path / "z", "--new-coder").code == 2
    assert curator("handover", "create", lead, tmp_path / "h", "--packet").code == 0
    assert curator("handover", "create", lead, tmp_path / "h.curator-handover", "--packet").code == 3, "it is there"
    packet = tmp_path / "h.curator-handover"
    assert curator("new", tmp_path / "z", "--from", packet, "--codebook", "incidents").code == 2
    unknown = curator("new", tmp_path / "z", "--from", packet, "--coder", "Zoe")
    assert unknown.code == 2
    assert "--new-coder" in unknown.err
    assert not (tmp_path / "z.curator").exists()
    assert curator("new", tmp_path / "z", "--from", packet, "--coder", "Ann").code == 0
