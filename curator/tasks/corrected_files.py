# SPDX-License-Identifier: MIT
"""The files of a data set that come back out of a spreadsheet, and what they held when they were exported.

What lives here: which files of a folder were changed, reading these, and the values at the time of the export. What
does not: comparing (corrections.py).
The values at the time of the export stand in the set's values.csv, as long as that is as the manifest says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.formats.article_file import storable_name
from curator.formats.csv_columns import ARTICLES, CHANGES, VALUES, set_files
from curator.formats.csv_lines import read_lines
from curator.formats.csv_set_reading import is_whole_set
from curator.formats.excel_csv import SUFFIX, from_excel
from curator.formats.manifest import NAME, changed_files, is_data_set, read_manifest
from curator.formats.table_reader import XLSX
from curator.formats.table_shape import Table
from curator.paths import is_file, is_folder
from curator.shape import Frozen, fresh, replace
from curator.tasks.table_in import look_at_table

INCIDENTS, ROWS = "incidents", "rows"
_ENDS = (SUFFIX, ".csv", *XLSX)


class CorrectedFile(Frozen):
    """One table of the set. `kind`: INCIDENTS, ROWS (of `group`) or "articles"."""

    kind: str
    table: Table
    group: str = ""
    for_excel: bool = False


class AtExport(Frozen):
    """What the set held: texts by (incident or article, row, field); `places` all incidents, articles and rows.
    `project`: its id; `last_seq`: its last entry in the log of that project, 0 where that cannot be told."""

    values: Mapping[tuple[str, str, str], str] = fresh(default_factory=dict)
    places: frozenset[tuple[str, str]] = frozenset()
    project: str = ""
    last_seq: int = 0


class ReturnedSet(Frozen):
    """`export` is None where it cannot be told what was exported; `left`: changed files that are not read back."""

    name: str
    files: tuple[CorrectedFile, ...]
    export: AtExport | None = None
    left: tuple[str, ...] = ()


def is_returned_set(path: Path) -> bool:
    """Whether a folder, or a file in one, is of a data set that Curator exported."""
    if is_folder(path):
        return is_data_set(path)
    return path.name.lower().endswith(_ENDS) and is_file(path.parent / NAME) and is_data_set(path.parent)


def read_returned(path: Path, codebook: Codebook, between: Callable[[], None] = lambda: None) -> ReturnedSet:
    """Read a folder that was exported and corrected, or one file of it. Raises InputRefused."""
    folder = path if is_folder(path) else path.parent
    if not is_data_set(folder):
        if is_folder(path):
            raise InputRefused(f"{path.name} is no data set of Curator's; nothing was changed.")
        return ReturnedSet(path.name, (_alone(path, codebook, between),))
    manifest = read_manifest(folder)
    if not is_whole_set(manifest):
        raise InputRefused(
            f"{folder.name} was exported with chosen columns or in another format and cannot be compared; export the "
            "whole data set as CSV and correct that. Nothing was changed."
        )
    for_excel = bool(manifest["options"].get("for_excel"))
    changed = changed_files(folder, _present(manifest, folder))
    wanted = [path] if path != folder else [folder.joinpath(*name.split("/")) for name in changed]
    wanted += [] if path != folder else _beside(folder, codebook)
    files, left = [], []
    for one in wanted:
        known = _known(_stem(one.name), codebook)
        if known is None:
            left.append(one.name)
            continue
        table = look_at_table(one, "", between)
        if "id" not in table.headings:
            raise InputRefused(f"{one.name} has no column “id” any more, so its lines cannot be told apart.")
        files.append(CorrectedFile(known[0], table, known[1], for_excel and one.name.endswith(SUFFIX)))
    values = folder / f"{VALUES.name}{SUFFIX if for_excel else '.csv'}"
    export = None
    if is_file(values) and values.name not in changed:
        export = _at_export(look_at_table(values, "", between), for_excel)
        log = folder / f"{CHANGES.name}{SUFFIX if for_excel else '.csv'}"
        if is_file(log) and log.name not in changed:
            export = replace(export, project=str(manifest["project"]["id"]), last_seq=_last_seq(log))
    left = [name for name in left if not name.startswith("data")]
    return ReturnedSet(folder.name, tuple(files), export, tuple(left))


def _present(manifest: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The manifest's files that are there: texts, and what nobody corrects, may be missing."""
    files = [each for each in manifest["files"] if is_file(folder.joinpath(*each["name"].split("/")))]
    return {**manifest, "files": files}


def _beside(folder: Path, codebook: Codebook) -> list[Path]:
    """Workbooks that were saved beside the files they were made from."""
    books = [one for one in sorted(folder.iterdir()) if one.name.lower().endswith(XLSX)]
    return [one for one in books if _known(_stem(one.name), codebook)]


def _stem(name: str) -> str:
    end = next((end for end in _ENDS if name.lower().endswith(end)), "")
    return name[: len(name) - len(end)] if end else name


def _known(stem: str, codebook: Codebook) -> tuple[str, str] | None:
    for file in set_files(codebook, private=True):
        if file.name == stem and (file.group or file.name in (INCIDENTS, ARTICLES.name)):
            return (ROWS, file.group) if file.group else (file.name, "")
    return None


def _alone(path: Path, codebook: Codebook, between: Callable[[], None]) -> CorrectedFile:
    """A file without its set: what it is is told by its headings."""
    table = look_at_table(path, "", between)
    there = set(table.headings)
    for file in set_files(codebook, private=True):
        names = [name for name in file.names if name not in file.later]
        known = file.group or file.name in (INCIDENTS, ARTICLES.name)
        if known and "id" in there and sum(name in there for name in names) * 10 >= len(names) * 8:
            return CorrectedFile(ROWS if file.group else file.name, table, file.group, path.name.endswith(SUFFIX))
    raise InputRefused(
        f"{storable_name(path.name)} is no file of a data set of Curator's: it has not the headings of incidents.csv, "
        "articles.csv or the rows of a group. Nothing was changed."
    )


def _at_export(table: Table, for_excel: bool) -> AtExport:
    at = {heading: place for place, heading in enumerate(table.headings)}
    needed = ("article", "incident", "row", "field", "value", "proposed")
    if any(name not in at for name in needed):
        return AtExport()
    values: dict[tuple[str, str, str], str] = {}
    places: set[tuple[str, str]] = set()
    for row in table.rows:
        article, incident, group_row, field, value, proposed = (row[at[name]] for name in needed)
        owner = incident or article
        places.update(((owner, group_row), (owner, ""), (article, "")))
        if proposed != "yes":
            values[owner, group_row, field] = from_excel(value) if for_excel else value
    return AtExport(values, frozenset(places))


def _last_seq(log: Path) -> int:
    """The last entry of the log that the set tells, 0 where it tells none."""
    lines = read_lines(log)
    names = next(lines, (0, []))[1]
    if "seq" not in names:
        return 0
    at = names.index("seq")
    return max((int(cells[at]) for _, cells in lines if cells[at].isdecimal()), default=0)
