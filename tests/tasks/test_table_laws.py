# SPDX-License-Identifier: MIT
"""Whatever stands in somebody's table, and whatever its columns are said to be: it comes in or is told, the project
stays sound, twice is once, and undo takes it back. Seeds are printed."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from curator.domain.faults import UserFault
from curator.domain.table_mapping import ColumnUse, Constant, TableMapping, all_targets
from curator.formats.table_reader import read_table
from curator.formats.table_shape import Table
from curator.operations import AddArticles, AddCoder, AddIncident, AddRow, NewArticle
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.tasks import corrected_files
from curator.tasks.corrected_files import read_returned
from curator.tasks.corrections import find_corrections
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.table_in import bring_in, plan_table
from curator.tasks.take_corrections import take_corrections
from curator.workspace import Workspace
from tests.sound_case import TEXT, incidents_codebook

pytestmark = pytest.mark.slow
MANY = int(os.environ.get("CURATOR_MUTANTS", "200"))
CELLS = (
    "", "Qayyara", "2019-11-08", "8/11/2019", "12", "-1", "1e400", "9" * 40, "battle", "Battle; riot", "yes", "9:30",
    "=1+1",
    "a\nb", "\u202ex", "é" * 300, "Friday 8 November 2019", "“two soldiers”", "the",
    "0", "nan", "0.5", "SYR", "X Y",
    TEXT, "https://a.example", "\U0001f6e1", "   ", "'=a", "None",
)  # fmt: skip


def state(workspace: Workspace) -> tuple[int, int]:
    with workspace.read() as reads:
        assert list(broken_links(reads.connection)) == []
        assert list(mismatches(reads.connection)) == []
        assert reads.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return reads.article_count(), reads.incident_count()


def test_any_table_by_any_mapping(tmp_path: Path) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    draw = random.Random(seed)
    book = incidents_codebook()
    targets = [str(target) for target in all_targets(book, 3)]
    with Workspace.create(tmp_path / "p.curator", book) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        workspace.run(AddArticles((NewArticle(TEXT, {"title": "the", "published": "2019-11-08"}),)))
        for number in range(MANY // 5):
            headings = tuple(f"c{at}" for at in range(draw.randint(1, 12)))
            rows = tuple(tuple(draw.choices(CELLS, k=len(headings))) for _ in range(draw.randint(1, 6)))
            table = Table(f"{number}.csv", headings, rows, tuple(range(2, 2 + len(rows))))
            mapping = TableMapping(
                "", tuple(ColumnUse(heading, draw.choice(targets)) for heading in headings),
                tuple(Constant(draw.choice(targets), draw.choice(CELLS)) for _ in range(draw.randint(0, 3))),
            )  # fmt: skip
            before = state(workspace)
            report = bring_in(workspace, plan_table(workspace, table, mapping))
            after = state(workspace)
            assert after == (before[0] + report.articles, before[1] + report.incidents)
            again = bring_in(workspace, plan_table(workspace, table, mapping))
            assert (again.articles, again.incidents) == (0, 0), "twice is once"
            if (report.articles or report.incidents) and draw.random() < 0.7:
                workspace.undo()
                assert state(workspace) == before


def test_any_damaged_file_of_a_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    draw = random.Random(seed)
    monkeypatch.setattr(corrected_files, "look_at_table", in_this_process)
    with Workspace.create(tmp_path / "p.curator", incidents_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        (article,) = workspace.run(AddArticles((NewArticle(TEXT, {"title": "An article"}),)))
        for title in ("One", "Two"):
            values = {
                "title": title,
                "event_type": "battle",
                "date_start": "2019-11-08",
                "latitude": 36.1,
                "notes": "a, b",
            }
            made = workspace.run(AddIncident(article, None, values))
            workspace.run(AddRow(made, "casualties", {"kind": "killed", "best": 2}))
        folder = tmp_path / "set"
        export_set(workspace, folder, ExportOptions(layer="all"))
        names = ["incidents.csv", "casualties.csv", "articles.csv"]
        whole = {name: (folder / name).read_bytes() for name in names}
        for _ in range(MANY):
            name = draw.choice(names)
            (folder / name).write_bytes(damaged(whole[name], draw))
            try:
                found = find_corrections(workspace, read_returned(folder, workspace.codebook))
                report = take_corrections(workspace, found.corrections)
            except UserFault:
                report = None  # refused with a sentence
            if report is not None and report.taken and draw.random() < 0.9:
                workspace.undo()
            (folder / name).write_bytes(whole[name])
        state(workspace)


def in_this_process(path: Path, sheet: str = "", between: object = None) -> Table:
    return read_table(path.read_bytes(), path.name, sheet)


def damaged(data: bytes, draw: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(out))
        act = draw.randrange(4)
        if act == 0:
            out[at] = draw.randrange(256)
        elif act == 1:
            del out[at : at + draw.randint(1, 40)]
        elif act == 2:
            out[at:at] = bytes(draw.choices(b'\x00",;\t\n\r=+-019aZ', k=draw.randint(1, 12)))
        else:
            out[at:at] = out[at : at + draw.randint(1, 200)]
        out = out or bytearray(b" ")
    return bytes(out)
