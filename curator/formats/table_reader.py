# SPDX-License-Identifier: MIT
"""The reader of tables: asked for rows, it answers; asked for an article, it says where tables go.

What lives here: the door in the process of its own, and asking through it. What does not: the formats
(table_delimited.py, table_xlsx.py, table_json.py).
A table is no article: a person says first what its columns mean.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from curator.domain.faults import InputRefused
from curator.formats import table_delimited, table_json, table_xlsx
from curator.formats.article_readers import ReadArticle
from curator.formats.frames import Frame
from curator.formats.reading_apart import CannotBeRead, ask_apart
from curator.formats.table_shape import MOST_BYTES, Table

DELIMITED, JSON_LINES, XLSX = (".csv", ".tsv", ".tab"), (".jsonl", ".ndjson"), (".xlsx", ".xlsm")
TABLE_SUFFIXES = (*DELIMITED, *JSON_LINES, *XLSX)


def is_table(name: str) -> bool:
    """Whether a file of this name is a table, whose columns a person maps."""
    return name.lower().endswith(TABLE_SUFFIXES)


class TableReader:
    """CSV, TSV, XLSX and JSON Lines, behind the door of all readers."""

    name = "table"
    suffixes: tuple[str, ...] = TABLE_SUFFIXES
    max_bytes = MOST_BYTES

    def prepare(self) -> None:
        """Import what is needed before the process is sealed; where openpyxl is missing, only XLSX is refused."""
        try:
            table_xlsx.prepare()
        except InputRefused:
            return

    def read(self, data: bytes, name: str) -> ReadArticle:
        """Raises InputRefused: a table is brought in another way."""
        raise InputRefused(
            f"{name} is a table: bring it in with File > Bring in a table, or curator import-table, where you say what "
            "its columns are."
        )

    def answer(self, data: bytes, question: Mapping[str, Any]) -> tuple[dict[str, Any], Sequence[bytes]]:
        """The table. `question`: {"name": ..., "sheet": ...}. Raises InputRefused."""
        table = read_table(data, str(question["name"]), str(question.get("sheet", "")))
        told = {
            "headings": table.headings, "lines": table.lines, "sheet": table.sheet, "sheets": table.sheets,
            "report": table.report, "warnings": table.warnings,
        }  # fmt: skip
        return told, [json.dumps(table.rows, ensure_ascii=False).encode("utf-8", "replace")]


def read_table(data: bytes, name: str, sheet: str = "") -> Table:
    """The table in the bytes of a file, in this process. Raises InputRefused."""
    lower = name.lower()
    if lower.endswith(XLSX):
        return table_xlsx.read_xlsx(data, name, sheet)
    if lower.endswith(JSON_LINES):
        return table_json.read_json_lines(data, name)
    return table_delimited.read_delimited(data, name)


def read_table_apart(data: bytes, name: str, sheet: str = "", between: Callable[[], None] = lambda: None) -> Table:
    """As `read_table`, in a process of its own with limits. Raises InputRefused."""
    if len(data) > MOST_BYTES:
        raise InputRefused(f"{name} is larger than {MOST_BYTES // 1_000_000} MB; cut it into several files.")
    return _table(ask_apart(TableReader(), data, name, {"name": name, "sheet": sheet}, between), name)


def _table(frame: Frame, name: str) -> Table:
    """What was answered, taken as from outside."""
    told = frame.head.get("answer", {})
    try:
        rows = json.loads(frame.pieces[0])
        headings, lines = tuple(map(str, told["headings"])), tuple(map(int, told["lines"]))
        whole = all(len(row) == len(headings) and all(isinstance(cell, str) for cell in row) for row in rows)
        if not whole or len(lines) != len(rows):
            raise ValueError
        return Table(
            name, headings, tuple(map(tuple, rows)), lines, str(told["sheet"]), tuple(map(str, told["sheets"])),
            tuple(map(str, told["report"])), tuple(map(str, told["warnings"])),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise CannotBeRead(f"{name} could not be read: what its reader found is no table.") from None
