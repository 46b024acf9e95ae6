# SPDX-License-Identifier: MIT
"""curator export in other formats, of some incidents, by a profile; exit codes tell what did not leave."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.domain.filtering import Condition, IncidentFilter
from curator.formats.export_profile import ExportProfile, known_names
from curator.formats.manifest import ProfileColumn
from curator.operations import Save
from curator.tasks.profiles import save_profile
from curator.workspace import Workspace
from tests.cli.conftest import Curator

BATTLES = IncidentFilter((Condition("value", "event_type", "is", ("battle",)),))
PROFILE = ExportProfile("xlsx", columns=(ProfileColumn("title"), ProfileColumn("event_type")), filter=BATTLES)


@pytest.fixture
def with_profile(sample: Path) -> Callable[[ExportProfile], Path]:
    def save(profile: ExportProfile) -> Path:
        with Workspace.open(sample) as workspace:
            save_profile(workspace, "For Ada", profile)
        return sample

    return save


def test_formats_by_name(curator: Curator, sample: Path, tmp_path: Path) -> None:
    for name, file in (("xlsx", "data-set.xlsx"), ("jsonl", "incidents.jsonl"), ("geojson", "incidents.geojson")):
        assert curator("export", sample, "--to", tmp_path / name, "--format", name, "--without-texts").code == 0
        assert (tmp_path / name / file).is_file()
        assert not (tmp_path / name / "texts").exists()
    unknown = curator("export", sample, "--to", tmp_path / "x", "--format", "dbf")
    assert (unknown.code, (tmp_path / "x").exists()) == (2, False)
    assert "Formats are csv, csv-for-excel, xlsx" in unknown.err


def test_what_a_format_leaves_out_is_said_and_ends_with_1(curator: Curator, sample: Path, tmp_path: Path) -> None:
    answer = curator("export", sample, "--to", tmp_path / "u", "--format", "ucdp-ged-like")
    assert answer.code == 1
    assert "2 incidents left out: nobody was killed, or the article does not say so." in answer.err


def test_for_excel_is_a_format_too(curator: Curator, sample: Path, tmp_path: Path) -> None:
    assert curator("export", sample, "--to", tmp_path / "a", "--for-excel").code == 0
    assert curator("export", sample, "--to", tmp_path / "b", "--format", "csv-for-excel").code == 0
    for path in (tmp_path / "a").glob("*.csv"):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_one_incident_an_article_a_filter(curator: Curator, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "filter.json"
    file.write_text(BATTLES.to_json(), encoding="utf-8")
    for name, options, count in (
        ("a", ("--incident", "2"), 1), ("b", ("--article", "1"), 5), ("c", ("--filter", file), 3)
    ):  # fmt: skip
        report = curator("export", sample, "--to", tmp_path / name, *options, "--json").json
        assert report["counts"]["incidents"] == count
    assert curator("export", sample, "--to", tmp_path / "d", "--article", "9").code == 2
    assert curator("export", sample, "--to", tmp_path / "d", "--incident", "99").code == 2
    assert curator("export", sample, "--to", tmp_path / "d", "--filter", tmp_path / "none.json").code == 2
    file.write_text('{"conditions": [{"kind": "value", "key": "mood", "op": "is", "value": ["x"]}]}', encoding="utf-8")
    refused = curator("export", sample, "--to", tmp_path / "d", "--filter", file)
    assert (refused.code, "mood" in refused.err, (tmp_path / "d").exists()) == (3, True, False)


def test_by_a_profile(
    curator: Curator, with_profile: Callable[[ExportProfile], Path], tmp_path: Path
) -> None:  # fmt: skip
    sample = with_profile(PROFILE)
    answer = curator("export", sample, "--to", tmp_path / "a", "--profile", "For Ada", "--json")
    assert (answer.code, answer.json["counts"]["incidents"], answer.json["format"]) == (0, 3, "xlsx")
    assert curator("export", sample, "--to", tmp_path / "b", "--profile", "For Ada", "--format", "csv").code == 0
    head = (tmp_path / "b" / "incidents.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head == "id,article,title,event_type"
    unknown = curator("export", sample, "--to", tmp_path / "c", "--profile", "For Bob")
    assert unknown.code == 2
    assert "Profiles are “For Ada”." in unknown.err


def test_a_profile_that_a_changed_codebook_alters_is_told_and_ends_with_1(
    curator: Curator, sample: Path, tmp_path: Path
) -> None:
    with Workspace.open(sample) as workspace:
        told = PROFILE.to_json() | {"known": known_names(workspace.codebook)}
        told["known"]["lists"]["event_types"]["battle"] = "Fight"
        workspace.run(Save("profile", "Old", json.loads(json.dumps(told))))
    answer = curator("export", sample, "--to", tmp_path / "a", "--profile", "Old")
    assert answer.code == 1
    assert "Profile “Old”: The choice “Fight” of “Event type” is called “Battle” now." in answer.err
    assert (tmp_path / "a" / "data-set.xlsx").is_file()
