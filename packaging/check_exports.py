# SPDX-License-Identifier: MIT
"""Whether other programs read what Curator writes: R, LibreOffice, GDAL, pandas, sqlite-utils, frictionless.

What lives here: two projects (the sample, and one of texts that programs like to change), their exports, and a check
for each program that compares every cell it reads with the one written. What does not: tests of the formats themselves
(tests/formats). tests/formats/test_other_programs.py runs the same checks; programs that are not there are passed over.

    python packaging/check_exports.py [--report packaging/reports/exports.txt]

On Debian: apt-get install r-base-core libreoffice-calc gdal-bin
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from curator.operations import AddArticles, AddCoder, AddIncident, AddRow, NewArticle
from curator.tasks.codebooks import codebook_named
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.sample import build_sample
from curator.workspace import Workspace

FORMATS = ("csv", "csv-for-excel", "xlsx", "jsonl", "geojson", "acled-like", "ucdp-ged-like")
_FLAT = ("csv", "csv-for-excel", "acled-like", "ucdp-ged-like")
TRICKY = (
    "=1+1", "+1", "-2 hurt", "@SUM(A1)", "NA", "NULL", "TRUE", "#N/A", "1e5", "007", "2019-11", "3/4/2021", "1,5",
    "'quoted", 'a "quoted" word', "comma, semicolon; tab\tend", "two\nlines", "مقتل شخصين في الموصل", "İstanbul, Čačak",
    "\U0001f600 emoji", "e\u0301 and \u00e9", "\u202eright to left\u202c", "a\u00a0b", "\\N", "inf", "-", "x" * 5_000,
)  # fmt: skip
_TIMEOUT = 240  # seconds, for one run of a program
Cells = list[list[str]]
Check = Callable[[dict[str, Path], Path], "Found"]


@dataclass(frozen=True)
class Found:
    """What a check compared, and what differed."""

    cells: int
    differences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Program:
    """A program and its check; `version`: how to ask for its version, () for a package of Python (`name`)."""

    name: str
    command: str
    version: tuple[str, ...]
    check: Check

    @property
    def there(self) -> bool:
        return not self.command or shutil.which(self.command) is not None


# -- what is read ------------------------------------------------------------------------------------------------------
def exports(folder: Path) -> dict[str, dict[str, Path]]:
    """The exports of both projects, by project and format."""
    projects = {"the sample": _sample(folder / "sample.curator"), "tricky texts": _tricky(folder / "tricky.curator")}
    found: dict[str, dict[str, Path]] = {}
    for number, (name, path) in enumerate(projects.items()):
        found[name] = {}
        with Workspace.open(path, write=False) as workspace:
            for each in FORMATS:
                target = folder / f"{number}-{each}"
                export_set(workspace, target, ExportOptions(layer="all", format=each))
                found[name][each] = target
    return found


def _sample(path: Path) -> Path:
    return build_sample(path, second=False).project


def _tricky(path: Path) -> Path:
    with Workspace.create(path, codebook_named("incidents")) as workspace:
        workspace.act_as(workspace.run(AddCoder("=Ann")))
        (article,) = workspace.run(AddArticles((NewArticle("Two were hurt.", {"title": "=1+1", "outlet": 'A, "B"'}),)))
        for number, text in enumerate(TRICKY):
            one_line = " ".join(text.split())[:120]
            values: dict[str, str | int | float] = {
                "title": one_line, "notes": text, "date_start": f"20{number + 10:02d}-02-03", "country": "NAM",
                "latitude": -number / 7, "longitude": number * 1.5, "coord_source": "map",
            }  # fmt: skip
            incident = workspace.run(AddIncident(article, None, values))
            workspace.run(AddRow(incident, "actors", {"role": "initiator", "name_text": one_line}))
            workspace.run(
                AddRow(incident, "casualties", {"kind": "killed", "group": "all", "best": number, "qualifier": "exact"})
            )
    return path


def csv_files(folder: Path) -> Iterator[Path]:
    """The CSV files of a set, in the order of names."""
    return iter(sorted(folder.glob("*.csv")))


def cells_of(path: Path) -> Cells:
    """The records as Python's csv module reads them, the header first."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def compared(name: str, wanted: Cells, read: Cells, same: Callable[[str, str], bool] = str.__eq__) -> Found:
    """Cell by cell; the first differences are told."""
    found: list[str] = []
    if len(wanted) != len(read):
        found.append(f"{name}: {len(read)} records where {len(wanted)} were written")
    for number, (ours, theirs) in enumerate(zip(wanted, read, strict=False)):
        if len(ours) != len(theirs):
            found.append(f"{name}, record {number}: {len(theirs)} cells where {len(ours)} were written")
            continue
        for column, one, other in zip(wanted[0], ours, theirs, strict=True):
            if not same(one, other):
                found.append(f"{name}, record {number}, {column}: {other[:60]!r} where {one[:60]!r} was written")
    return Found(sum(map(len, wanted)), tuple(found))


def together(parts: Sequence[Found]) -> Found:
    return Found(sum(part.cells for part in parts), tuple(each for part in parts for each in part.differences))


def same_value(one: str, other: str) -> bool:
    """Equal texts; or a number as Curator writes it and an equal one: a spreadsheet writes 2.0 as 2. "007" is text."""
    if one == other:
        return True
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", one):
        return False
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(one)))
    except ValueError:
        return False


def run(*command: str | Path, **more: Any) -> str:
    """Run a program. Raises RuntimeError, with what it said, where it fails."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=_TIMEOUT, check=False, **more
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {(done.stderr or done.stdout)[-400:]}")
    return str(done.stdout)


# -- programs ----------------------------------------------------------------------------------------------------------
def pandas_check(folders: dict[str, Path], work: Path) -> Found:
    """read_csv and read_excel with every cell as text, and once with the types pandas guesses."""
    import pandas

    parts = []
    for name in _FLAT:
        for path in csv_files(folders[name]):
            frame = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
            parts.append(compared(path.name, cells_of(path), [list(frame.columns), *frame.to_numpy().tolist()]))
    sheets = pandas.read_excel(
        folders["xlsx"] / "data-set.xlsx", sheet_name=None, dtype=str, keep_default_na=False
    )  # fmt: skip
    sheets.pop("data-dictionary")  # it names sheets where that of the CSV set names files
    for name, frame in sheets.items():
        read = [list(frame.columns), *frame.to_numpy().tolist()]
        parts.append(compared(f"sheet {name}", cells_of(folders["csv"] / f"{name}.csv"), _days(read), same_value))
    guessed = pandas.read_csv(folders["csv"] / "incidents.csv", parse_dates=["date_start"])
    plain = {"date_start": "datetime64", "position": "int64"}
    parts.append(Found(len(plain), tuple(
        f"{column}: pandas takes it for {guessed[column].dtype}" for column, kind in plain.items()
        if not str(guessed[column].dtype).startswith(kind)
    )))  # fmt: skip
    lines = pandas.read_json(folders["jsonl"] / "incidents.jsonl", lines=True, dtype=False)
    written = [line[:1] for line in cells_of(folders["csv"] / "incidents.csv")]
    parts.append(compared("incidents.jsonl", written, [["id"], *([each] for each in lines["id"])]))
    return together(parts)


def _days(read: Cells) -> Cells:
    return [[re.sub(r"^(\d{4}-\d\d-\d\d) 00:00:00$", r"\1", cell) for cell in line] for line in read]


def sqlite_utils_check(folders: dict[str, Path], work: Path) -> Found:
    """`sqlite-utils insert --csv`, then SELECT."""
    import sqlite3

    parts = []
    for path in csv_files(folders["csv"]):
        database = work / "read.db"
        database.unlink(missing_ok=True)
        run(sys.executable, "-m", "sqlite_utils", "insert", database, "t", path, "--csv", "--no-detect-types")
        wanted = cells_of(path)
        connection = sqlite3.connect(database)
        try:
            tables = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 't'").fetchone()[0]
            rows = connection.execute("SELECT * FROM t ORDER BY rowid").fetchall() if tables else []
        finally:
            connection.close()
        parts.append(compared(path.name, wanted, [wanted[0], *([str(cell) for cell in row] for row in rows)]))
    return together(parts)


_R = """
arguments <- commandArgs(trailingOnly = TRUE)
for (i in seq(1, length(arguments), by = 2)) {
  frame <- read.csv(arguments[i], colClasses = "character", na.strings = character(0), check.names = FALSE,
                    encoding = "UTF-8", fileEncoding = "UTF-8-BOM", quote = "\\"", comment.char = "")
  write.table(frame, arguments[i + 1], sep = ",", row.names = FALSE, qmethod = "double", fileEncoding = "UTF-8",
              eol = "\\r\\n")
}
typed <- read.csv(arguments[length(arguments) - 1], fileEncoding = "UTF-8-BOM")
"""


def r_check(folders: dict[str, Path], work: Path) -> Found:
    """read.csv of every file, written again by R and compared."""
    script = work / "read.R"
    script.write_text(_R, encoding="utf-8")
    files = [path for name in _FLAT for path in csv_files(folders[name])]
    pairs = [(path, work / f"r-{number}.csv") for number, path in enumerate(files)]
    run("Rscript", "--vanilla", script, *(part for pair in pairs for part in pair), env=_utf8())
    return together([compared(path.name, cells_of(path), cells_of(again)) for path, again in pairs])


def _utf8() -> dict[str, str]:
    import os

    return {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


# https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html: comma, quote, UTF-8, from line 1, no
# columns, en-US; reading: quoted cells are text, no special numbers; writing: texts as they are, every sheet.
_READ_CSV = "CSV:44,34,76,1,,1033,true,false"
_WRITE_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"


def libreoffice_check(folders: dict[str, Path], work: Path) -> Found:
    """The workbook, and each CSV file, opened and saved as CSV."""
    parts = []
    sheets = _converted(folders["xlsx"] / "data-set.xlsx", work / "xlsx")
    sheets.pop("data-dictionary")  # it names sheets where that of the CSV set names files
    for name, read in sheets.items():
        wanted = cells_of(folders["csv"] / f"{name}.csv")
        parts.append(compared(f"sheet {name}", wanted, _squared(read, len(wanted[0])), same_value))
    for path in csv_files(folders["csv"]):
        (read,) = _converted(path, work / path.stem, f"--infilter={_READ_CSV}").values()
        wanted = cells_of(path)
        parts.append(compared(path.name, wanted, _squared(read, len(wanted[0])), same_value))
    return together(parts)


def _converted(path: Path, target: Path, *more: str) -> dict[str, Cells]:
    """The sheets of a file as LibreOffice writes them, by name."""
    profile = target.with_name("libreoffice")
    run("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *more, "--convert-to", _WRITE_CSV,
        "--outdir", target, path, env=_utf8())  # fmt: skip
    files = sorted(target.glob("*.csv"))
    return {file.stem.removeprefix(f"{path.stem}-"): cells_of(file) for file in files}


def _squared(read: Cells, width: int) -> Cells:
    """Empty cells at the end of a sheet or a line are not written by a spreadsheet."""
    return [[*line, *([""] * (width - len(line)))] for line in read]


def gdal_check(folders: dict[str, Path], work: Path) -> Found:
    """ogrinfo counts the features; ogr2ogr writes them again."""
    path = folders["geojson"] / "incidents.geojson"
    written = json.loads(path.read_bytes())["features"]
    said = run("ogrinfo", "-ro", "-al", "-so", path)
    count = re.search(r"Feature Count: (\d+)", said)
    found = (
        [] if count and int(count[1]) == len(written) else [f"ogrinfo counts {count and count[1]} of {len(written)}"]
    )
    points = sum(feature["geometry"] is not None for feature in written)
    if points and "Geometry: Point" not in said:
        found.append("ogrinfo sees no points")
    again = work / "again.geojson"
    run("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", again, path)
    read = json.loads(again.read_bytes())["features"]
    names = list(written[0]["properties"]) if written else []
    # GDAL reads times as times, and writes a property “id” as the feature's own.
    ours, theirs = ([{"id": each.get("id"), **each["properties"]} for each in some] for some in (written, read))
    lines = [[names, *([_shown(each.get(name)) for name in names] for each in some)] for some in (ours, theirs)]
    places = [[["geometry"], *([_place(each["geometry"])] for each in some)] for some in (written, read)]
    values = compared("properties", lines[0], lines[1], _same_or_moment)
    return together([values, compared("geometry", places[0], places[1]), Found(1, tuple(found))])


def _same_or_moment(one: str, other: str) -> bool:
    try:
        return same_value(one, other) or datetime.fromisoformat(one) == datetime.fromisoformat(other)
    except ValueError:
        return False


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _place(geometry: Any) -> str:
    return " ".join(f"{number:.9f}" for number in geometry["coordinates"]) if geometry else "none"


def frictionless_check(folders: dict[str, Path], work: Path) -> Found:
    """The data packages are valid, cell by cell."""
    cells, told = 0, []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        for name in ("csv", "csv-for-excel"):
            report = Package(str(folders[name] / "datapackage.json")).validate()
            told += [f"{name}: {' '.join(map(str, row))}" for row in report.flatten(["type", "rowNumber", "note"])]
            cells += sum(len(line) for path in csv_files(folders[name]) for line in cells_of(path))
    return Found(cells, tuple(told))


PROGRAMS = (
    Program("pandas", "", (), pandas_check),
    Program("sqlite-utils", "", (), sqlite_utils_check),
    Program("frictionless", "", (), frictionless_check),
    Program("R", "Rscript", ("Rscript", "--version"), r_check),
    Program("LibreOffice", "soffice", ("soffice", "--version"), libreoffice_check),
    Program("GDAL", "ogrinfo", ("ogrinfo", "--version"), gdal_check),
)


# -- report ------------------------------------------------------------------------------------------------------------
def version(program: Program) -> str:
    """The program's version, without anything of this machine."""
    if not program.version:
        from importlib.metadata import version as installed

        return installed(program.name)
    done = subprocess.run(program.version, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    number = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
    return number[0] if number else "?"


def report(folder: Path) -> tuple[list[str], bool]:
    """The lines of the report, and whether every program that is there read everything as it was written."""
    lines = ["What other programs read of the files Curator writes: every cell is compared with the one written.", ""]
    good = True
    made = exports(folder)
    for program in PROGRAMS:
        if not program.there:
            lines.append(f"{program.name}: not there, not asked.")
            continue
        for project, folders in made.items():
            work = folder / f"{program.name}-{project.replace(' ', '-')}"
            work.mkdir()
            found = program.check(folders, work)
            good = good and not found.differences
            what = f"{program.name} {version(program)}, {project}: {found.cells:,} cells"
            lines.append(
                f"{what}, all equal." if not found.differences else f"{what}, {len(found.differences)} differ:"
            )
            lines += [f"    {each}" for each in found.differences[:10]]
    return lines, good


def main(arguments: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="curator-exports-") as name:
        lines, good = report(Path(name))
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if len(arguments) == 2 and arguments[0] == "--report":
        Path(arguments[1]).parent.mkdir(exist_ok=True)
        Path(arguments[1]).write_text(text, encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
