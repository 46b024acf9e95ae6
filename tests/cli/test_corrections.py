# SPDX-License-Identifier: MIT
"""curator corrections: an exported data set, corrected in a spreadsheet, is compared and taken over."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Curator

pytestmark = pytest.mark.slow


@pytest.fixture
def exported(curator: Curator, project: Path, tmp_path: Path) -> Path:
    table = tmp_path / "list.csv"
    table.write_text("Headline,title,admin1\nA,One,Basra\nB,Two,Mosul\nC,Three,Erbil\n", "utf-8")
    assert curator("import-table", project, table).code == 0
    assert curator("export", project, "--to", tmp_path / "set", "--layer", "all").code == 0
    return tmp_path / "set"


def correct(folder: Path, change: dict[str, str], leave_out: str = "") -> None:
    path = folder / "incidents.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    rows = [{**row, "admin1": change.get(row["admin1"], row["admin1"])} for row in rows if row["title"] != leave_out]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))


def test_changes_are_listed_taken_and_what_is_missing_only_on_demand(
    curator: Curator, project: Path, exported: Path
) -> None:
    assert curator("corrections", project, exported).err.startswith("set: nothing was corrected.")
    correct(exported, {"Basra": "Najaf"}, leave_out="Two")
    listed = curator("corrections", project, exported)
    assert listed.code == 1
    assert "changed: “One”, Location: Province: “Basra” -> “Najaf”" in listed.out
    assert "removed: “Two”: “in the project” -> “not in the file”" in listed.out
    taken = curator("corrections", project, exported, "--take", "--json")
    assert taken.json["report"]["taken"] == 1
    assert curator("corrections", project, exported, "--take").err.startswith("set: 1 removed.")
    assert curator("corrections", project, exported, "--take", "--removals").code == 0
    assert curator("corrections", project, exported, "--take", "--only", "x").code == 2


def test_a_set_of_chosen_columns_cannot_be_compared(curator: Curator, project: Path, exported: Path) -> None:
    manifest = exported / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"format": "csv"', '"format": "xlsx"'), "utf-8")
    answer = curator("corrections", project, exported)
    assert (answer.code, "export the whole data set as CSV" in answer.err) == (3, True)
