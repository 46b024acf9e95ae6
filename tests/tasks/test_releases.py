# SPDX-License-Identifier: MIT
"""Releases: frozen whatever is coded later, written out as they were, compared value by value with the reason."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from curator.domain.faults import InputRefused, NotNow, UserFault
from curator.formats.csv_set_reading import read_set
from curator.formats.release_zip import packed, unpack
from curator.formats.set_difference import Gone, Target, _Comparing, _Part
from curator.operations import (
    AddIncident,
    AddRelease,
    AddRow,
    MergeIncidents,
    OpenLayers,
    RemoveIncident,
    SetIncidentStatus,
    SetValue,
)
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.releases import NOW, export_release, first_differences, make_release, releases, write_difference
from curator.tasks.sample import build_sample
from curator.workspace import Workspace
from tests.blind_project import ALONE, CANARIES, make_blind_project
from tests.sound_case import incidents_codebook


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    built = build_sample(tmp_path / "s.curator", second=False)
    with Workspace.open(tmp_path / "s.curator") as workspace:
        workspace.act_as(built.coder)
        yield workspace


def ids(workspace: Workspace) -> list[str]:
    with workspace.read() as reads:
        return [reads.find_incident(str(n)).id for n in range(1, 6)]


def difference(workspace: Workspace, first: str, second: str, path: Path) -> list[dict[str, str]]:
    write_difference(workspace, first, second, path)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_a_release_is_the_set_as_it_was_whatever_is_coded_later(sample: Workspace, tmp_path: Path) -> None:
    make_release(sample, "1.0")
    export_set(sample, tmp_path / "then", ExportOptions(texts=False))
    sample.run(SetValue(ids(sample)[0], "title", "Another title"))
    assert export_release(sample, "1.0", tmp_path / "out") > 10
    then = {path.name: path.read_bytes() for path in (tmp_path / "then").iterdir()}
    out = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    then_log, out_log = (files.pop("changes.csv") for files in (then, out))
    assert then_log.startswith(out_log)  # the later one tells of the release itself
    for files in (then, out):
        del files["manifest.json"], files["datapackage.json"]
    assert out == then
    with sample.read() as reads:
        text = reads.article_text(reads.article_ids()[0])
    (coding,) = read_set(tmp_path / "out", text_of=lambda _: text).codings()
    assert len(coding.incidents) == 5
    (release,) = releases(sample)
    assert (release.name, release.counts["incidents"], release.options["layer"]) == ("1.0", 5, "auto")
    with pytest.raises(InputRefused, match="already"):
        make_release(sample, " 1.0 ")


def test_the_same_project_gives_the_same_release(sample: Workspace, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_set(sample, tmp_path / name, ExportOptions(texts=False))
    assert packed(tmp_path / "a") == packed(tmp_path / "b")


def test_nothing_changed_is_no_line(sample: Workspace, tmp_path: Path) -> None:
    make_release(sample, "1.0")
    make_release(sample, "1.1")
    assert difference(sample, "1.0", "1.1", tmp_path / "d.csv") == []
    assert difference(sample, "1.0", NOW, tmp_path / "d.csv") == []


def test_what_was_added_changed_and_removed_is_told_with_its_reason(sample: Workspace, tmp_path: Path) -> None:
    make_release(sample, "1.0")
    one, two, three, four, five = ids(sample)
    with sample.read() as reads:
        article = reads.article_ids()[0]
    sample.run(SetValue(one, "stage", "foiled"))
    row = sample.run(AddRow(one, "weapons", {"type": "mortar"}))
    sample.run(RemoveIncident(two))
    sample.run(MergeIncidents(three, (four,)))
    sample.run(SetIncidentStatus(five, "withdrawn"))
    added = sample.run(AddIncident(article, None, {"title": "A sixth"}))
    found = difference(sample, "1.0", NOW, tmp_path / "d.csv")
    by_change: dict[str, list[dict[str, str]]] = {}
    for each in found:
        by_change.setdefault(each["change"], []).append(each)
    assert [(each["incident"], each["title"]) for each in by_change["added"]] == [(added, "A sixth")]
    gone = {each["incident"]: each for each in by_change["removed"]}
    assert gone.keys() == {two, four, five}
    assert gone[two]["reason"].startswith("Remove")
    assert gone[two]["by"] == "Coder 1"
    assert gone[two]["at"]
    assert gone[four]["forwarded_to"] == three
    assert gone[two]["forwarded_to"] == ""
    assert gone[five]["reason"] == "withdrawn by its coder"
    changed = {(each["incident"], each["row"], each["field"]): each for each in by_change["changed"]}
    stage = changed[one, "", "stage"]
    assert (stage["from"], stage["to"], stage["label"]) == ("accomplished", "foiled", "Stage")
    assert "Stage" in stage["reason"]
    assert (changed[one, row, "type"]["from"], changed[one, row, "type"]["to"]) == ("", "mortar")
    assert {incident for incident, _, _ in changed} == {one, three}


def test_a_state_is_a_change_too(sample: Workspace, tmp_path: Path) -> None:
    make_release(sample, "1.0")
    incident = ids(sample)[4]
    sample.run(SetValue(incident, "certainty", None, state="not_stated"))
    (line,) = difference(sample, "1.0", NOW, tmp_path / "d.csv")
    assert (line["field"], line["from"], line["to"]) == ("certainty", "probable", "(not stated)")


def test_two_releases_and_the_way_back(sample: Workspace, tmp_path: Path) -> None:
    make_release(sample, "1.0")
    sample.run(SetValue(ids(sample)[0], "stage", "foiled"))
    make_release(sample, "2.0")
    sample.run(SetValue(ids(sample)[0], "stage", "attempted"))
    (there,) = difference(sample, "1.0", "2.0", tmp_path / "d.csv")
    (back,) = difference(sample, "2.0", "1.0", tmp_path / "d.csv")
    assert (there["from"], there["to"]) == ("accomplished", "foiled")
    assert (back["from"], back["to"]) == ("foiled", "accomplished")


def test_what_is_no_release_or_damaged_is_refused(sample: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserFault, match="no release “x”"):
        export_release(sample, "x", tmp_path / "out")
    sample.run(AddRelease("odd", b"no zip"))
    with pytest.raises(InputRefused, match="is damaged"):
        export_release(sample, "odd", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    make_release(sample, "1.0")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(NotNow, match="not empty"):
        export_release(sample, "1.0", tmp_path / "full")


@pytest.mark.parametrize("name", ["../x.csv", "/x.csv", "a/b.csv", "x.exe", "codebooks/../x.json", "..", "X.CSV"])
def test_other_names_than_ours_are_never_unpacked(tmp_path: Path, name: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("incidents.csv", "id\r\n")
        archive.writestr(name, "x")
    with pytest.raises(InputRefused, match="no release has"):
        unpack(target.getvalue(), tmp_path, "odd")
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator.formats.release_zip.MOST_UNPACKED", 10_000_000)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("incidents.csv", b"\0" * 30_000_000)
    with pytest.raises(InputRefused, match="larger than"):
        unpack(target.getvalue(), tmp_path, "bomb")


def test_of_many_differences_some_are_shown_and_all_are_counted(sample: Workspace, tmp_path: Path) -> None:
    make_release(sample, "1.0")
    one, two, three, *_ = ids(sample)
    sample.run(SetValue(one, "title", "Another title"))
    sample.run(SetIncidentStatus(two, "withdrawn"))
    sample.run(RemoveIncident(three))
    shown, counts = first_differences(sample, "1.0", NOW, 1)
    report = write_difference(sample, "1.0", NOW, tmp_path / "d.csv")
    assert len(shown) == 1
    assert (counts.changed, counts.removed, counts.lines) == (1, 2, report.lines)
    assert counts.sentence == report.sentence


def test_a_release_shows_nobody_what_assignments_hide_from_them(tmp_path: Path) -> None:
    made = make_blind_project(tmp_path / "b.curator")
    with Workspace.open(made.path) as workspace:
        workspace.act_as(made.dora)
        workspace.run(OpenLayers((made.article,), "to review it"))
        make_release(workspace, "all", ExportOptions(layer="all"))
        make_release(workspace, "log", ExportOptions(layer=made.dora.id))
        assert export_release(workspace, "log", tmp_path / "dora") > 10
        assert CANARIES[0] in (tmp_path / "dora" / "changes.csv").read_text(encoding="utf-8")
        assert made.article not in (tmp_path / "dora" / "articles.csv").read_text(encoding="utf-8")
        workspace.act_as(made.ann)
        for name, why in (("all", "holds 1 article"), ("log", "history in the release")):
            with pytest.raises(NotNow, match=why):
                export_release(workspace, name, tmp_path / "ann")
            with pytest.raises(NotNow, match=why):
                write_difference(workspace, name, NOW, tmp_path / "d.csv")
            assert not (tmp_path / "ann").exists()
            assert not (tmp_path / "d.csv").exists()
        make_release(workspace, "mine", ExportOptions(layer=made.ann.id))
        assert export_release(workspace, "mine", tmp_path / "mine") > 10, "one's own work is always there"
        seen = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "mine").iterdir())
        assert ALONE in seen
        assert not any(word in seen for word in CANARIES)
        workspace.act_as(made.ben)
        with pytest.raises(NotNow, match="holds 1 article"):
            export_release(workspace, "mine", tmp_path / "ben")


def test_an_article_of_very_many_incidents_is_compared_in_one_pass() -> None:
    class Counted(dict[Target, str]):
        passes = 0

        def items(self) -> Any:
            Counted.passes += 1
            return super().items()

    incidents = {f"i{n}": ("draft", "", "Ann") for n in range(100)}
    held = _Part(incidents, Counted({(one, "", "", "title"): one for one in incidents}))
    now = _Part(incidents, Counted({(one, "", "", "title"): f"{one}!" for one in incidents}))
    log, sides = cast(Any, _NoLog()), cast(Any, (_NoLabels(), _NoLabels()))
    assert len(list(_Comparing("a", held, now, log, lambda *_: Gone(), sides).lines())) == 100
    assert Counted.passes == 2


class _NoLog:
    def of(self, _target: Target) -> tuple[str, str, str]:
        return "", "", ""


class _NoLabels:
    def __init__(self) -> None:
        self.codebook, self.left_out = incidents_codebook(), dict[str, str]()
