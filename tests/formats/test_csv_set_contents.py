# SPDX-License-Identifier: MIT
"""What stands in a data set: columns, cells, formulas, hashes; and how sets that were changed or broken are refused."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curator.domain.codebook.model import Choice, ChoiceList, Field, Group
from curator.domain.coding import (
    Article,
    ArticleCoding,
    Evidence,
    Incident,
    NotCodable,
    Row,
    ValueNote,
)
from curator.domain.faults import InputRefused
from curator.domain.ids import derived_id
from curator.domain.settling import text_sha256
from curator.formats.csv_cells import incident_cells, row_cells
from curator.formats.csv_columns import group_file, incidents_file, set_files
from curator.formats.csv_lines import line
from curator.formats.csv_set import write_set
from curator.formats.csv_set_reading import read_set
from curator.formats.excel_csv import from_excel
from curator.formats.leaving import in_order, public_view
from curator.formats.manifest import LeftOut, SetOptions, is_data_set
from curator.formats.set_folder import file_name
from curator.formats.set_source import ChangeLine
from curator.formats.wide_codebook import NodeOrder, widened
from tests.codings_strategy import CODERS, small_codebook
from tests.conftest import PROJECT_ROOT
from tests.formats.memory_source import MemorySource

BOOK = small_codebook()
TEXT = 'On "Friday",\ntwo men\twere hurt. =SUM(A1) was said.'
FRIDAY = b'4,10,"Friday"'
FORMULA = TEXT.index("=SUM")
ANA = CODERS[0]


def some_id(name: str) -> str:
    return derived_id("contents", name)


def words(start: int, end: int, **target: str) -> Evidence:
    return Evidence(some_id(f"{start} {target}"), some_id("article"), start, end, TEXT[start:end], **target)  # type: ignore[arg-type]


def coding() -> ArticleCoding:
    """An article with one incident of every sort of thing, texts that a spreadsheet would run among them."""
    article, incident, row = some_id("article"), some_id("incident"), some_id("row")

    def note(field: str, row: str = "", **said: Any) -> ValueNote:
        return ValueNote(some_id(f"note {row} {field}"), article, incident, row, field, **said)

    return ArticleCoding(
        Article(article, text_sha256(TEXT), len(TEXT), {"title": "=1+1", "outlet": "A, \"B\"\nC"}, added="x"),
        TEXT,
        (
            Incident(
                incident, article, ANA.id, "small 1.0", "finished", 0, "2020-01-01T00:00:00.000Z",
                {"headline": "-2 hurt", "summary": "'=quoted", "memo": "@secret", "when_first": "2019-11-08",
                 "weight": -12.5, "number": 3, "means_used": "x1; x2", "grade": "F"},
                (Row(row, "harm", 0, {"what": "hurt", "tally_min": 2, "tally_mid": 2, "tally_sort": "s1"}),),
                (
                    note("number", proposed=True), note("when", basis="normalised"), note("where", state="not_stated"),
                    note("sure", state="not_stated", note="looked twice"), note("memo", note="own"),
                    note("tally", row, basis="inferred"),
                ),
                (
                    words(4, 10, incident=incident, field="when_first"), words(0, 2, incident=incident),
                    words(13, 16, incident=incident, row=row, field="tally"),
                    words(13, 20, incident=incident, row=row),
                    words(FORMULA, FORMULA + 8, incident=incident, field="number"),
                ),
            ),
        ),
        (NotCodable(some_id("mark"), article, ANA.id, FORMULA, FORMULA + 8, "=SUM(A1)", "past", "+1"),),
        (words(4, 10, field="title"),),
        (),
        {ANA.id: "finished"},
    )  # fmt: skip


def source(**more: Any) -> MemorySource:
    log = (ChangeLine(1, some_id("change"), "2020-01-01T00:00:00.000Z", ANA.id, ANA.name, "add", "=Added"),)
    return MemorySource(BOOK, CODERS, [coding()], log=log, **more)


def written(folder: Path, options: SetOptions = SetOptions(), **more: Any) -> Path:  # noqa: B008 - immutable
    folder.mkdir(exist_ok=True)
    write_set(folder, source(**more), options)
    return folder


def lines(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "manifest.json").read_bytes()))


def test_without_the_option_memos_and_proposals_stay(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (incident,) = lines(folder, "incidents.csv")
    assert incident["number"] == ""
    assert "memo" not in incident
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.suffix == ".csv")
    assert b"secret" not in everything
    assert "number" not in {value["field"] for value in lines(folder, "values.csv")}
    assert "number" not in {span["field"] for span in lines(folder, "evidence.csv")}


def test_with_the_option_a_proposal_stands_in_the_values_only(tmp_path: Path) -> None:
    folder = written(tmp_path, SetOptions(memos=True))
    (incident,) = lines(folder, "incidents.csv")
    assert (incident["number"], incident["memo"]) == ("", "@secret")
    (proposal,) = [value for value in lines(folder, "values.csv") if value["proposed"] == "yes"]
    assert (proposal["field"], proposal["value"]) == ("number", "3")


def test_values_say_state_basis_and_where_they_come_from(tmp_path: Path) -> None:
    folder = written(tmp_path)
    said = {
        value["field"]: (value["value"], value["state"], value["basis"], value["basis_from"])
        for value in lines(folder, "values.csv")
    }
    assert said["headline"] == ("-2 hurt", "value", "", "")
    assert said["when"] == ("", "value", "normalised", "when")
    assert said["when_first"] == ("2019-11-08", "value", "normalised", "when")
    assert said["where"] == ("", "not_stated", "", "where")
    assert said["where_name"] == said["far_km"] == ("", "not_stated", "", "where")
    assert said["sure"] == ("", "not_stated", "", "sure")
    assert said["tally_min"] == ("2", "value", "inferred", "tally")
    assert said["what"] == ("hurt", "value", "stated", "")
    assert said["title"] == ("=1+1", "value", "stated", "")
    assert "hour" not in said


def test_evidence_names_its_target_and_its_value(tmp_path: Path) -> None:
    spans = {(span["target"], span["field"]): span for span in lines(written(tmp_path), "evidence.csv")}
    assert set(spans) == {
        ("article_field", "title"), ("mention", ""), ("field", "when_first"), ("row", ""), ("row_field", "tally"),
    }  # fmt: skip
    assert spans["row_field", "tally"]["value"] == "tally_min=2; tally_mid=2; tally_sort=s1"
    assert spans["field", "when_first"]["value"] == "2019-11-08"
    assert (spans["field", "when_first"]["quote"], spans["field", "when_first"]["coder"]) == ("Friday", ANA.id)


def test_the_layer_and_the_coder_stand_in_every_line(tmp_path: Path) -> None:
    (incident,) = lines(written(tmp_path), "incidents.csv")
    assert (incident["coder_name"], incident["layer"], incident["codebook"]) == ("Ana", "coder", "small 1.0")
    assert (incident["hurt_low"], incident["hurt_qualifier"], incident["year"]) == ("2", "s1", "2019")
    assert incident["article_title"] == "=1+1"


def test_texts_are_the_bytes_that_were_hashed(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (text,) = (folder / "texts").iterdir()
    assert text.read_bytes() == TEXT.encode()
    assert hashlib.sha256(text.read_bytes()).hexdigest() == text.stem
    assert not (written(tmp_path / "without", SetOptions(texts=False)) / "texts").exists()


def test_the_manifest_has_the_hash_and_the_count_of_every_file(tmp_path: Path) -> None:
    folder = written(tmp_path, out=(LeftOut(some_id("other"), "two layers"),))
    document = manifest(folder)
    names = {file["name"] for file in document["files"]}
    assert names == {path.name for path in folder.iterdir() if path.is_file()} - {"manifest.json"}
    for file in document["files"]:
        data = (folder / file["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"], file["name"]
        if file["name"].endswith(".csv"):
            assert len(lines(folder, file["name"])) == file["records"]
    assert document["left_out"] == [{"article": some_id("other"), "reason": "two layers"}]
    assert document["codebook"]["sha256"] == hashlib.sha256((folder / "codebook.json").read_bytes()).hexdigest()
    assert is_data_set(folder)
    assert not is_data_set(folder / "texts")


def test_cells_that_a_spreadsheet_would_run_are_reported_and_left_alone(tmp_path: Path) -> None:
    folder = written(tmp_path)
    found = {(cell["file"], cell["column"]): cell for cell in manifest(folder)["formula_cells"]["columns"]}
    assert set(found) == {
        ("incidents.csv", "headline"), ("incidents.csv", "article_title"), ("values.csv", "value"),
        ("evidence.csv", "value"), ("articles.csv", "title"), ("not_codable.csv", "note"),
        ("not_codable.csv", "quote"), ("changes.csv", "label"),
    }  # fmt: skip
    assert found["values.csv", "value"] == {"file": "values.csv", "column": "value", "count": 2, "records": [1, 3]}
    assert lines(folder, "incidents.csv")[0]["headline"] == "-2 hurt"


def test_for_excel_alters_exactly_the_texts_and_lists_them(tmp_path: Path) -> None:
    plain, excel = written(tmp_path / "a"), written(tmp_path / "b", SetOptions(for_excel=True))
    document = manifest(excel)
    assert not list(excel.glob("values.csv"))
    assert (excel / "values-for-excel.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle,")
    (incident,) = lines(excel, "incidents-for-excel.csv")
    assert (incident["headline"], incident["summary"]) == ("'-2 hurt", "''=quoted")
    assert (incident["weight"], incident["article_title"]) == ("-12.5", "'=1+1")
    altered = 0
    for file in set_files(BOOK):
        before, after = lines(plain, f"{file.name}.csv"), lines(excel, f"{file.name}-for-excel.csv")
        if file.name == "data-dictionary":
            continue
        assert [{key: from_excel(cell) for key, cell in record.items()} for record in after] == before
        altered += sum(a[key] != b[key] for a, b in zip(before, after, strict=True) for key in a)
    assert document["altered_cells"]["count"] == altered
    assert list(read_set(excel).codings()) == list(read_set(plain).codings())


def ready_lines(excel: bool) -> dict[str, list[list[str]]]:
    shown = public_view(coding(), lambda _: BOOK)
    main, harm = incidents_file(BOOK), group_file(BOOK, "harm")
    coders, books = {coder.id: coder for coder in CODERS}, {"small 1.0": BOOK}
    (incident,) = shown.incidents
    cells = incident_cells(main, shown, incident, BOOK, coders, books)
    rows = [line(row_cells(harm, incident, row), harm.quoted) for row in incident.rows]
    return {"incidents": [[line(cells, main.quoted)]], "harm": [rows, []], "people": []}


@pytest.mark.parametrize("excel", [False, True])
def test_lines_that_come_ready_give_the_same_bytes(tmp_path: Path, excel: bool) -> None:
    options = SetOptions(for_excel=excel)
    made, given = written(tmp_path / "a", options), written(tmp_path / "b", options, lines=ready_lines(excel))
    for path in made.iterdir():
        if path.is_file():
            assert (given / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "from tests.formats.test_csv_set_contents import written; from pathlib import Path; import sys\n"
        "from curator.formats.manifest import SetOptions\n"
        "written(Path(sys.argv[1]), SetOptions(memos=True))"
    )
    hashes = set()
    for seed in ("0", "1", "4711"):
        folder = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed[0]}", "PYTHONPATH": str(PROJECT_ROOT)}
        subprocess.run([sys.executable, "-c", program, str(folder)], check=True, env=environment, cwd=PROJECT_ROOT)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        hashes.add(hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest())
    assert len(hashes) == 1


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 command line is not installed")
def test_another_reader_of_csv_finds_the_same_cells(tmp_path: Path) -> None:
    folder = written(tmp_path)
    for path in folder.glob("*.csv"):
        commands = f".mode csv\n.import '{path}' t\n.mode json\nSELECT * FROM t;\n"
        found = subprocess.run(["sqlite3", ":memory:"], input=commands, capture_output=True, text=True, check=True)
        assert found.stderr == ""
        assert json.loads(found.stdout or "[]") == lines(folder, path.name), path.name


THIS, OTHER = some_id("article").encode(), some_id("else").encode()


def edited(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        before = path.read_bytes()
        path.write_bytes(change(before))
        assert path.read_bytes() != before

    return edit


def swap(old: bytes, new: bytes, count: int = -1) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new, count)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (edited("incidents.csv", swap(b"-12.5", b"-13.5")), r"incidents\.csv, line 3: values\.csv has another value"),
        (edited("values.csv", swap(b"-12.5", b"-13.5")), r"incidents\.csv, line 3: values\.csv has another value"),
        (edited("incidents.csv", swap(b"-12.5", b"heavy")), r"incidents\.csv, line 3: values\.csv has another value"),
        (edited("evidence.csv", swap(FRIDAY, b'5,10,"Friday"')), r"evidence\.csv, line \d: the words at 5-10"),
        (edited("evidence.csv", swap(FRIDAY, b'4,99,"Friday"')), r"evidence\.csv, line \d: 4-99 lies outside"),
        (edited("evidence.csv", swap(FRIDAY, b'x,10,"Friday"')), r"“x” in column start is not a whole number"),
        (edited("evidence.csv", swap(b",direct,", b",straight,")), r"“straight” in column role is none of"),
        (edited("values.csv", swap(b",not_stated,", b",unsaid,")), r"“unsaid” in column state is none of"),
        (edited("values.csv", swap(b"\r\n", b"\r\n\r\n", 1)), r"values\.csv, line 2: 0 cells where"),
        (edited("values.csv", swap(b',"-2 hurt"', b',"-2 "hurt"')), r"values\.csv, line \d: broken CSV"),
        (edited("articles.csv", swap(b"text_sha256", b"sha", 1)), r"articles\.csv, line 1: the column text_sha256 is"),
        (edited("articles.csv", swap(b'"=1+1"', b'"other"')), r"values\.csv, line 2: articles\.csv has another title"),
        (edited("reading.csv", swap(b",finished", b",half")), r"reading\.csv, line 2: “half” in column state"),
        (edited("incidents.csv", swap(b",small 1.0,", b",small 9,")), r"does not hold the codebook “small 9”"),
        (edited("incidents.csv", swap(THIS, OTHER, 1)), r"values\.csv, line 5: it is about an"),
        (edited("harm.csv", swap(some_id("incident").encode(), OTHER, 1)), r"another|name"),
        (edited("not_codable.csv", swap(THIS, OTHER)), r"not_codable\.csv, line 2: its article is not in"),
        (edited("not_codable.csv", lambda data: data + b"\xff"), r"not_codable\.csv is not UTF-8"),
        (edited("codebook.json", lambda data: data[:-1]), r"codebook\.json in .* cannot be read as JSON"),
    ],
)  # fmt: skip
def test_a_changed_set_is_refused_and_a_wrong_one_too_where_changes_are_allowed(
    tmp_path: Path, edit: Callable[[Path], None], sentence: str
) -> None:
    folder = written(tmp_path)
    edit(folder)
    with pytest.raises(InputRefused, match=r"changed since the export\. Nothing was taken"):
        read_set(folder)
    with pytest.raises(InputRefused, match=sentence):
        list(read_set(folder, allow_changed=True).codings())


def test_a_change_that_is_meant_and_right_is_taken(tmp_path: Path) -> None:
    folder = written(tmp_path)
    for name in ("incidents.csv", "values.csv"):
        edited(name, swap(b"-12.5", b"-13.5"))(folder)
    found = read_set(folder, allow_changed=True)
    assert found.changed == ("incidents.csv", "values.csv")
    assert next(found.codings()).incidents[0].values["weight"] == -13.5


def test_a_missing_file_a_wrong_text_and_no_set_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"holds no manifest\.json"):
        read_set(tmp_path)
    folder = written(tmp_path / "a")
    (text,) = (folder / "texts").iterdir()
    text.write_bytes(b"changed")
    with pytest.raises(InputRefused, match="has another SHA-256"):
        list(read_set(folder).codings())
    text.unlink()
    with pytest.raises(InputRefused, match="neither in the set nor here"):
        list(read_set(folder).codings())
    (folder / "harm.csv").unlink()
    with pytest.raises(InputRefused, match=r"harm\.csv is missing"):
        read_set(folder)
    edited("manifest.json", swap(b'"format_version": 1', b'"format_version": 2'))(folder)
    with pytest.raises(InputRefused, match="newer Curator"):
        read_set(folder)


def test_what_was_coded_under_an_earlier_codebook_leaves_and_comes_back(tmp_path: Path) -> None:
    lists = (*BOOK.lists, ChoiceList("old_list", (Choice("o1", "One"),)))
    weaker = tuple(
        replace(entry, choices=entry.choices[:1]) if entry.key == "duties" else entry for entry in BOOK.lists
    )
    old = replace(BOOK, version="0.9-beta", fields=(*BOOK.fields, Field("gone", "choice", "Gone", choices="old_list")))
    old = replace(old, lists=lists, groups=(*BOOK.groups, Group("ships", "Ships", (Field("ship", "text", "Ship"),))))
    now = replace(BOOK, lists=weaker)
    incident = replace(coding().incidents[0], codebook="small 0.9-beta")
    values = {**incident.values, "gone": "o1", "sort": "done_to"}
    rows = (*incident.rows, Row(some_id("ship"), "ships", 0, {"ship": "Argo"}))
    held = replace(coding(), incidents=(replace(incident, values=values, rows=rows),))
    wide = widened(now, (old,))
    assert [field.key for field in wide.fields][-1] == "gone"
    write_set(tmp_path, MemorySource(now, CODERS, [held], others=(old,)), SetOptions(memos=True))
    order = NodeOrder(wide)
    assert list(read_set(tmp_path).codings()) == [in_order(held, lambda _: order)]
    assert lines(tmp_path, "ships.csv")[0]["ship"] == "Argo"
    assert [path.name for path in (tmp_path / "codebooks").iterdir()] == [file_name("small 0.9-beta") + ".json"]


def test_codebooks_are_listed_in_one_order(tmp_path: Path) -> None:
    older = [replace(BOOK, version=version) for version in ("0.3", "0.1", "0.2")]
    write_set(tmp_path, MemorySource(BOOK, CODERS, [], others=older), SetOptions())
    names = [file["name"] for file in manifest(tmp_path)["files"]]
    assert names[-3:] == [f"codebooks/small-0.{number}.json" for number in (1, 2, 3)]
    assert {book.version for book in read_set(tmp_path).codebooks} == {"1.0", "0.1", "0.2", "0.3"}


def test_names_that_are_taken_give_way_to_the_codebooks() -> None:
    fields = (Field("layer", "text", "L"), Field("article_title", "text", "T"), Field("year", "integer", "Y"))
    groups = (Group("values", "V", ()), Group("con", "C", ()), Group("ships", "S", ()))
    book = replace(BOOK, fields=(*fields, *BOOK.fields), groups=(*groups, *BOOK.groups))
    names = incidents_file(book).names
    assert len(set(names)) == len(names)
    assert {"layer", "layer_", "article_title", "article_title_", "year", "year_"} <= set(names)
    assert [group_file(book, group.key).name for group in groups] == ["values_rows", "con_rows", "ships"]


@pytest.mark.parametrize(
    "ref", ["small 1.0", "a ../../x", "a con", "a 1.0/2", "a b c", "a b_c", "a " + "x" * 200, "a ."]
)
def test_names_of_codebook_files_stay_in_the_folder(ref: str) -> None:
    name = file_name(ref)
    assert name.isascii()
    assert not {"/", "\\", " ", ":"} & set(name)
    assert len(name) < 80
    assert name.strip(".") == name
    assert file_name("a b c") != file_name("a b-c")
