# SPDX-License-Identifier: MIT
"""Tables as people have them: what a spreadsheet, a database or a colleague's script wrote is read as rows of text."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from curator.domain.faults import InputRefused
from curator.formats.article_readers import installed_readers
from curator.formats.reading_apart import ReadersApart
from curator.formats.table_reader import TableReader, _table, is_table, read_table, read_table_apart
from tests.formats.documents import zipped
from tests.formats.test_document_mutants import MUTANTS, mutants

openpyxl = pytest.importorskip("openpyxl")

ROWS = (("Zwölf", "a;b", 'say "yes"'), ("", "two\nlines", "1,5"))


def xlsx(rows: list[list[object]], title: str = "Incidents", *, before: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = before or title
    if before:
        sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_bytes(sign: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    lines = [sign.join(("Name", "Notes", "Said"))]
    for row in ROWS:
        lines.append(sign.join('"' + cell.replace('"', '""') + '"' for cell in row))
    return end.join([*lines, ""]).encode(encoding)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_separator_and_encoding_gives_the_same_rows(sign: str, encoding: str) -> None:
    table = read_table(csv_bytes(sign, encoding), "list.csv")
    assert table.headings == ("Name", "Notes", "Said")
    assert table.rows == ROWS
    assert table.lines == (2, 3)


def test_excel_says_its_separator_in_the_first_line() -> None:
    table = read_table(b"sep=;\r\na;b,c\r\n1;2,3\r\n", "list.csv")
    assert table.headings == ("a", "b,c")
    assert table.rows == (("1", "2,3"),)
    assert table.lines == (3,)


def test_rows_that_are_too_long_or_short_come_in_and_are_told() -> None:
    table = read_table(b"a,b\n1\n1,2,3\n1,2\n", "list.csv")
    assert table.rows == (("1", ""), ("1", "2"), ("1", "2"))
    assert table.warnings == ("Row 3 has 3 cells where there are 2 headings; the rest was left out.",)


def test_headings_are_there_once_each_and_never_blank() -> None:
    table = read_table(b"a,,a,a (2)\n1,2,3,4\n", "list.csv")
    assert table.headings[:3] == ("a", "Column B", "a (2)")
    assert len(set(table.headings)) == 4


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"), (b"\n\n , ,\n", "every row is blank"), (b'a,b\n"1,2\n3,4\n', "never closed"),
        (b"PK\x03\x04" + b"\x00" * 50, "not a text"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(InputRefused, match=why):
        read_table(data, "list.csv")


def test_a_quotation_mark_within_a_cell_is_let_be_and_told() -> None:
    table = read_table(b'a,b\n"x"y,2\n', "list.csv")
    assert table.rows == (("xy", "2"),)
    assert "quotation marks" in table.warnings[0]


def test_cells_of_a_spreadsheet_are_written_as_a_person_reads_them() -> None:
    rows: list[list[object]] = [
        ["day", "time", "whole", "number", "yes", "text"],
        [date(2019, 11, 8), datetime(2019, 11, 8, 9, 30), 12, 33.25, True, "007"],
        [None, None, 3.0, None, False, "=1+1"],
    ]
    table = read_table(xlsx(rows), "list.xlsx")
    assert table.rows[0] == ("2019-11-08", "2019-11-08T09:30:00", "12", "33.25", "yes", "007")
    assert table.rows[1][2] == "3"
    assert table.sheets == ("Incidents",)


def test_the_first_sheet_that_is_not_blank_is_taken_or_the_one_that_was_named() -> None:
    data = xlsx([["a"], [1]], before="Read me")
    assert read_table(data, "list.xlsx").sheet == "Incidents"
    with pytest.raises(InputRefused, match="no sheet “Totals”: Read me, Incidents"):
        read_table(data, "list.xlsx", "Totals")


def test_a_title_above_the_headings_is_no_heading() -> None:
    rows: list[list[object]] = [["My incidents"], [], [None, "as of May"], ["title", "day", "killed"], ["One", "x", 2]]
    table = read_table(xlsx(rows), "list.xlsx")
    assert table.headings == ("title", "day", "killed")
    assert (table.rows, table.lines) == ((("One", "x", "2"),), (5,))
    assert table.warnings == ("2 rows of one cell were left out: the headings stand below.",)
    alone = read_table(xlsx([["text"], ["One."], ["Two.", "a note"]]), "list.xlsx")
    assert (alone.headings, alone.rows) == (("text",), (("One.",), ("Two.",))), "one column is a table too"
    short = read_table(xlsx([["text"], ["One."], ["Two."]]), "list.xlsx")
    assert short.rows == (("One.",), ("Two.",))


def packed(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return out.getvalue()


def test_a_bomb_a_dtd_and_what_is_no_spreadsheet_are_refused() -> None:
    with pytest.raises(InputRefused, match="unpacks to far more"):
        read_table(packed({"xl/sharedStrings.xml": b"<a>" + b" " * 20_000_000}), "list.xlsx")
    with pytest.raises(InputRefused, match="DTD"):
        read_table(packed({"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "list.xlsx")
    with pytest.raises(InputRefused, match="cannot be read as an XLSX file"):
        read_table(packed({"a.txt": b"a"}), "list.xlsx")
    with pytest.raises(InputRefused, match="no XLSX file"):
        read_table(b"a,b\n1,2\n", "list.xlsx")


@pytest.mark.parametrize("tag", [b"</sheetData>", b"</workbook>", b"</Relationships>", b"</Types>"])
def test_a_workbook_that_is_damaged_inside_is_refused_with_the_way_out(tag: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx([["a", "b"], ["x", 2]]))) as whole:
        parts = {name: whole.read(name).replace(tag, b"<") for name in whole.namelist()}
    with pytest.raises(InputRefused, match="save it again from a spreadsheet, or as CSV"):
        read_table(zipped(parts), "list.xlsx")


def test_json_lines_have_their_members_as_columns() -> None:
    lines = [{"a": 1, "b": {"c": True, "d": ["x", "y"]}}, {"e": [{"f": 2}, {"f": 3}], "a": None}]
    table = read_table("\n".join(map(json.dumps, lines)).encode(), "list.jsonl")
    assert table.headings == ("a", "b.c", "b.d", "e.1.f", "e.2.f")
    assert table.rows == (("1", "yes", "x; y", "", ""), ("", "", "", "2", "3"))
    assert read_table(json.dumps(lines).encode(), "list.jsonl").rows == table.rows


@pytest.mark.parametrize("data", [b'{"a": 1}\n[]\n', b"{", b'{"a": NaN}', b"[" * 200])
def test_json_that_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused):
        read_table(data, "list.jsonl")


def test_where_openpyxl_is_missing_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("curator.formats.table_xlsx.importlib.import_module", missing)
    with pytest.raises(InputRefused, match=r"need the package openpyxl.*save the sheet as CSV"):
        read_table(xlsx([["a"], [1]]), "list.xlsx")


@pytest.mark.slow
def test_tables_are_read_in_a_process_of_their_own() -> None:
    data = csv_bytes(",")
    assert read_table_apart(data, "list.csv") == read_table(data, "list.csv")
    sheet = xlsx([["a", "b"], ["x", 2]])
    assert read_table_apart(sheet, "list.xlsx") == read_table(sheet, "list.xlsx")
    with pytest.raises(InputRefused, match="no XLSX file"):
        read_table_apart(b"x", "list.xlsx")


def test_a_table_is_no_article_and_says_where_it_goes() -> None:
    reader = installed_readers().for_name("News.XLSX")
    with pytest.raises(InputRefused, match="curator import-table"):
        reader.read(b"", "News.XLSX")
    assert is_table("a.CSV")
    assert not is_table("a.txt")


SEEDS = {
    "list.csv": csv_bytes(";"), "list.tsv": csv_bytes("\t"), "list.xlsx": xlsx([["a", "b"], ["x", 2], ["y", 3.5]]),
    "list.jsonl": b'{"a": 1, "b": {"c": [1, 2]}}\n{"a": "x"}\n',
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SEEDS))
def test_mutated_files_give_rows_or_one_sentence(name: str) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    draw = random.Random(seed)
    read = 0
    with ReadersApart(1) as readers:
        for data in mutants([SEEDS[name]], draw) if name.endswith(".xlsx") else scribbled(SEEDS[name], draw):
            refused, widths = outcome(readers, data, name)
            read += bool(widths)
            assert len(widths) <= 1
            assert not refused or (refused.endswith(".") and "\n" not in refused)
            assert "ended with it" not in refused, refused
    assert read, "no mutant was read: the files or the damage are not what they should be"


def scribbled(whole: bytes, draw: random.Random) -> Iterator[bytes]:
    """Damaged with the signs that tables are made of."""
    for _ in range(MUTANTS):
        data = bytearray(whole)
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(len(data))
            act = draw.randrange(4)
            if act == 0:
                data[at] = draw.randrange(256)
            elif act == 1:
                del data[at : at + draw.randint(1, 30)]
            elif act == 2:
                data[at:at] = bytes(draw.choices(b'\x00",;\t\n\r{}[]\xff\xfe<>&:', k=draw.randint(1, 20)))
            else:
                data[at:at] = data[at : at + draw.randint(1, 60)]
            data = data or bytearray(b" ")
        yield bytes(data)


def outcome(readers: ReadersApart, data: bytes, name: str) -> tuple[str, set[int]]:
    """The sentence that refused it, or the widths of rows and headings; read in a process without files or network."""
    try:
        table = _table(readers.wait(readers.begin(TableReader(), data, name, "answer", {"name": name})), name)
    except InputRefused as refusal:
        return refusal.sentence, set()
    return "", {len(table.headings), *map(len, table.rows)}
