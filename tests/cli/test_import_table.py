# SPDX-License-Identifier: MIT
"""curator import-table: a spreadsheet comes in, by a mapping that can be seen, changed and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Curator

pytestmark = pytest.mark.slow


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("Headline;Published;Event type;Colour\nA;2019-11-08;Battle;red\nB;2019-11-09;war;blue\n", "utf-8")
    return path


def test_it_comes_in_and_twice_adds_nothing(curator: Curator, project: Path, table: Path) -> None:
    would = curator("import-table", project, table, "--dry-run")
    assert (would.code, would.out) == (
        1,
        "Would be: list.csv: 2 articles added, 2 incidents added, 2 spans of words found, 1 warning.\n",
    )
    answer = curator("import-table", project, table)
    assert answer.code == 1
    assert answer.out == would.out.removeprefix("Would be: ")
    assert "Row 3, Event type: “war” is not in the list event_types." in answer.err
    again = curator("import-table", project, table, "--json")
    assert (again.json["incidents"], again.json["there"]) == (0, 2)


def test_a_mapping_is_shown_changed_used_and_kept(curator: Curator, project: Path, table: Path, tmp_path: Path) -> None:
    shown = curator("import-table", project, table, "--show-mapping")
    assert shown.code == 0
    mapping = json.loads(shown.out)
    assert [column["to"] for column in mapping["columns"]][:3] == [
        "article.title", "article.published", "incident.event_type",
    ]  # fmt: skip
    mapping["columns"][2]["codes"] = {"war": "battle"}
    mapping["columns"][3]["to"] = "incident.notes"
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps(mapping), "utf-8")
    answer = curator("import-table", project, table, "--mapping", file, "--save-mapping", "Ours")
    assert answer.code == 0, answer
    kept = curator("import-table", project, table, "--show-mapping")
    assert json.loads(kept.out)["columns"][2]["codes"] == {"war": "battle"}, "it is known again by the headings"


def test_what_is_wrong_is_said_in_one_sentence(curator: Curator, project: Path, table: Path, tmp_path: Path) -> None:
    nothing = curator("import-table", project, table, "--mapping", "Nobody's")
    assert (nothing.code, "There are: acled, ucdp-ged" in nothing.err) == (3, True)
    missing = curator("import-table", project, tmp_path / "none.csv")
    assert (missing.code, missing.err) == (
        3,
        "none.csv cannot be read (No such file or directory); nothing was changed.\n",
    )
