# SPDX-License-Identifier: MIT
"""curator release: make, list, export, diff."""

from __future__ import annotations

import csv
from pathlib import Path

from curator.operations import SetValue
from curator.tasks.sample import first_coder
from curator.workspace import Workspace
from tests.cli.conftest import Curator


def test_from_making_to_comparing(curator: Curator, sample: Path, tmp_path: Path) -> None:
    assert curator("release", "list", sample).err == "There is no release in this project yet.\n"
    made = curator("release", "make", sample, "1.0", "--coder", "Coder 1")
    assert (made.code, made.out) == (0, "1.0\n")
    assert curator("release", "make", sample, "1.0", "--coder", "Coder 1").code == 3
    (listed,) = curator("release", "list", sample, "--json").json
    assert (listed["name"], listed["counts"]["incidents"]) == ("1.0", 5)
    assert curator("release", "export", sample, "1.0", "--to", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "datapackage.json").is_file()
    assert curator("release", "export", sample, "1.0", "--to", tmp_path / "out").code == 3
    with Workspace.open(sample) as workspace:
        with workspace.read() as reads:
            workspace.act_as(first_coder(reads.coders()))
            incident = reads.find_incident("1").id
        workspace.run(SetValue(incident, "stage", "foiled"))
    report = curator("release", "diff", sample, "1.0", "--to", tmp_path / "d.csv", "--json").json
    assert (report["added"], report["changed"], report["removed"]) == (0, 1, 0)
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as stream:
        (line,) = csv.DictReader(stream)
    assert (line["from"], line["to"], line["by"]) == ("accomplished", "foiled", "Coder 1")
    unknown = curator("release", "diff", sample, "0.9", "--to", tmp_path / "d.csv")
    assert (unknown.code, "Releases are “1.0”." in unknown.err) == (2, True)
