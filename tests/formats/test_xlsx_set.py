# SPDX-License-Identifier: MIT
"""The workbook: equal values with their types, nothing that runs, the same bytes twice, plain words at its limits."""

from __future__ import annotations

import builtins
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from curator.domain.coding import Incident
from curator.domain.faults import NotNow, UserFault
from curator.formats import xlsx_set
from curator.formats.csv_columns import SetFile
from curator.formats.csv_set import ExcelCsvWriter, write_set
from curator.formats.manifest import ProfileColumn, SetOptions
from curator.formats.xlsx_cells import MOST_UNITS, CellTypes, cut_to_fit, text_for_xml
from curator.formats.xlsx_set import XlsxWriter, sheet_names
from tests.formats.memory_source import MemorySource
from tests.formats.sample_source import sample_source
from tests.formats.test_csv_set_contents import lines, source

openpyxl = pytest.importorskip("openpyxl")


def book(folder: Path, held: MemorySource, **options: Any) -> Any:
    XlsxWriter().write(folder, held, SetOptions(**options))
    return openpyxl.load_workbook(folder / "data-set.xlsx")


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def with_note(text: str, **values: Any) -> MemorySource:
    held = sample_source()
    coding = held.held[0]

    def change(incident: Incident) -> Incident:
        return replace(incident, values={**incident.values, "notes": text, **values})

    return replace(held, held=[replace(coding, incidents=tuple(map(change, coding.incidents[:1])))])


@pytest.mark.parametrize("memos", [False, True])
def test_every_cell_is_the_one_of_the_csv_set(tmp_path: Path, memos: bool) -> None:
    for number, held in enumerate((sample_source(), source())):
        csv_folder, folder = tmp_path / f"c{number}", tmp_path / f"x{number}"
        csv_folder.mkdir()
        folder.mkdir()
        write_set(csv_folder, held, SetOptions(memos=memos))
        found = book(folder, held, memos=memos)
        for name in found.sheetnames:
            if name == "data-dictionary":
                continue
            head, *body = rows(found[name])
            wanted = lines(csv_folder, f"{name}.csv")
            assert len(body) == len(wanted)
            for row, line in zip(body, wanted, strict=True):
                for key, cell in zip(head, row, strict=True):
                    assert _equal(cell, line[key]), (name, key, cell, line[key])


def _equal(cell: Any, csv_cell: str) -> bool:
    if isinstance(cell, int | float):
        return float(csv_cell) == cell
    shown = cell.date().isoformat() if isinstance(cell, datetime) else "" if cell is None else cell
    return shown == text_for_xml(csv_cell)


def test_text_stays_text_and_nothing_runs(tmp_path: Path) -> None:
    wild = ["=1+1", "+1", "-2 hurt", "@x", "#N/A", "#REF!", "\t=1", "=", "2019-11", "1e5", "007", "TRUE", "_x000D_"]
    held = with_note("x")
    coding = held.held[0]
    incidents = tuple(
        replace(coding.incidents[0], id=f"{coding.incidents[0].id[:-2]}{n:02d}", position=n, rows=(), notes=(),
                evidence=(), values={"title": text}) for n, text in enumerate(wild)
    )  # fmt: skip
    sheet = book(tmp_path, replace(held, held=[replace(coding, incidents=incidents)]))["incidents"]
    place = [cell.value for cell in sheet[1]].index("title") + 1
    cells = [sheet.cell(n + 2, place) for n in range(len(wild))]
    assert [cell.value for cell in cells] == [text_for_xml(text) for text in wild]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.number_format == "@" for cell, text in zip(cells, wild, strict=True) if text[:1] in "=+-@#\t")


def test_a_column_that_somebody_called_like_a_formula_does_not_run(tmp_path: Path) -> None:
    names = ("=1+1", "#REF!", "a\x07b")
    columns = tuple(map(ProfileColumn, ("title", "date_start", "event_type"), names))
    head = book(tmp_path, sample_source(), columns=columns)["incidents"][1]
    assert [cell.value for cell in head][-3:] == ["=1+1", "#REF!", "a_x0007_b"]
    assert {cell.data_type for cell in head} == {"s"}
    (tmp_path / "csv").mkdir()
    ExcelCsvWriter().write(tmp_path / "csv", sample_source(), SetOptions(columns=columns))
    first = (tmp_path / "csv" / "incidents-for-excel.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert first.split(",")[-3:-1] == ["'=1+1", "#REF!"], first


def test_a_day_that_is_none_stays_text() -> None:
    from openpyxl import Workbook

    sheet = Workbook(write_only=True).create_sheet("x")
    cell, day, old = CellTypes().row(sheet, "x", ["=1+1", "2019-11-08", "1899-05-01"], [True, True, True])
    assert (cell.value, cell.data_type, day, old) == ("=1+1", "s", date(2019, 11, 8), "1899-05-01")


def test_numbers_and_days_have_their_types(tmp_path: Path) -> None:
    sheet = book(tmp_path, with_note("x", latitude=36.5, longitude=43.0, date_end="1899-05-01"))["incidents"]
    head = [cell.value for cell in sheet[1]]
    first = {name: sheet.cell(2, head.index(name) + 1) for name in head}
    assert first["latitude"].value == 36.5
    assert first["date_start"].value == datetime(2019, 11, 8)
    assert first["date_start"].is_date
    assert first["date_end"].value == "1899-05-01"
    assert first["position"].data_type == "n"
    assert first["geo_precision"].data_type == "s"
    assert sheet.freeze_panes == "B2"


def test_the_same_set_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        book(tmp_path / name, sample_source())
    for file in ("data-set.xlsx", "manifest.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_what_a_cell_cannot_hold_is_cut_and_said(tmp_path: Path) -> None:
    text = "x" * 32_766 + "\N{GRINNING FACE}"
    sheet = book(tmp_path, with_note(text))["incidents"]
    place = [cell.value for cell in sheet[1]].index("notes") + 1
    assert sheet.cell(2, place).value == "x" * 32_766
    remarks = json.loads((tmp_path / "manifest.json").read_bytes())["remarks"]
    assert [remark.split(", the most")[0] for remark in remarks] == ["1 cell was cut to 32,767 characters"] * 2
    assert len(text_for_xml(cut_to_fit("\r" * 30_000))) <= MOST_UNITS


def test_a_set_that_fits_no_sheet_is_refused_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_set, "MOST_ROWS", 4)
    with pytest.raises(NotNow, match=r"“actors” would have more than 4 lines.*choose CSV"):
        book(tmp_path, sample_source())


def test_without_openpyxl_it_is_said_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return really(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserFault, match="needs the package openpyxl"):
        XlsxWriter().write(tmp_path, sample_source(), SetOptions())


def test_chosen_columns_with_labels_and_the_words_behind_them(tmp_path: Path) -> None:
    columns = (ProfileColumn("event_type", "What"), ProfileColumn("date_start"), ProfileColumn("killed_best", "Dead"))
    found = book(tmp_path, sample_source(), columns=columns, labels=True)
    assert found.sheetnames == ["incidents", "evidence", "data-dictionary"]
    head, first, *_ = rows(found["incidents"])
    assert head == ["id", "article", "What", "date_start", "Dead"]
    assert first[2:] == ["Explosion or remote violence", datetime.combine(date(2019, 11, 8), datetime.min.time()), None]
    head, *body = rows(found["evidence"])
    columns_of = {row[head.index("quote")]: row[head.index("columns")] for row in body}
    assert columns_of["killed today two members of the tribal Hashd militias"] == "Dead"
    assert {name for names in columns_of.values() for name in names.split("; ")} >= {"What", "date_start", "Dead"}


def test_sheet_names_are_short_and_differ() -> None:
    files = [SetFile(name, (), "") for name in ("a" * 40, "a" * 39, "History", "values")]
    assert list(sheet_names(files).values()) == ["a" * 31, "a" * 29 + "_2", "History_2", "values"]
