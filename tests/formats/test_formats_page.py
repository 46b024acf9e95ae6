# SPDX-License-Identifier: MIT
"""The help page of formats has a part for each writer, and its examples are what the sample gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from curator.assets import read_text
from curator.formats.csv_columns import set_files
from curator.formats.dataset_writers import DatasetWriter, installed_writers
from curator.formats.mapping_cells import MAKERS
from curator.formats.set_difference import COLUMNS
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.sample import build_sample, first_coder
from curator.workspace import Workspace

PAGE = read_text("help/formats-out.md")
WRITERS = installed_writers().writers


def section(name: str) -> str:
    return PAGE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    build_sample(folder / "sample.curator")
    with Workspace.open(folder / "sample.curator") as workspace:
        with workspace.read() as reads:
            coder = first_coder(reads.coders())
        for writer in WRITERS:
            export_set(workspace, folder / writer.name, ExportOptions(layer=coder.id, format=writer.name))
    return folder


def examples(text: str) -> list[tuple[str, list[str]]]:
    """(the file that was named last, the lines of the example)."""
    found = []
    for told, block in re.findall(r"(.*?)\n\n((?:    [^\n]+\n)+)", text, re.DOTALL):
        files = re.findall(r"`((?:articles/)?[a-z0-9-]+\.(?:csv|jsonl|geojson|html))`", told)
        if files:  # a line of a program follows none
            found.append((files[-1], [line.strip() for line in block.splitlines()]))
    return found


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: str(writer.name))
def test_every_format_has_a_part_whose_examples_are_what_it_writes(exports: Path, writer: DatasetWriter) -> None:
    text = section(writer.label)
    assert f"| `{writer.name}` |" in PAGE
    shown = examples(text)
    assert bool(shown) is (writer.name != "xlsx")
    for name, lines in shown:
        written = (exports / writer.name / name).read_text(encoding="utf-8-sig")
        for line in lines:
            at = 0
            for part in filter(None, line.split("…")):
                at = written.find(part, at)
                assert at >= 0, (name, part)


def test_what_the_table_says_of_columns_is_so() -> None:
    for writer in WRITERS:
        cells = next(line for line in PAGE.splitlines() if line.startswith(f"| `{writer.name}` |")).split("|")
        assert cells[3].strip() == ("yes" if writer.takes_columns else "no")


def test_every_sheet_of_the_workbook_is_named(exports: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(exports / "xlsx" / "data-set.xlsx", read_only=True)
    text = section("Excel workbook (XLSX)")
    assert [name for name in book.sheetnames if f"`{name}`" not in text] == []
    with Workspace.open(exports / "sample.curator") as workspace:
        assert {file.name for file in set_files(workspace.codebook)} <= set(book.sheetnames)


def test_the_file_of_differences_begins_as_told() -> None:
    assert ",".join(COLUMNS[:3]) in section("Releases")


def test_every_way_to_make_a_cell_of_a_mapping_is_described() -> None:
    text = section("How ACLED-like and UCDP-GED-like columns come about")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    told = {name for cell in rows for name in re.findall(r"`(\w+)`", cell)}
    assert told == MAKERS
