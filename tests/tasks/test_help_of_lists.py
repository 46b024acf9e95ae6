# SPDX-License-Identifier: MIT
"""The examples of the help pages about lists and texts come in as the pages say."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.assets import read_text
from curator.domain.coding import ArticleCoding
from curator.domain.table_mapping import mapping_of
from curator.formats.table_reader import read_table
from curator.formats.text_reader import TextReader
from curator.operations import AddCoder
from curator.tasks.table_in import bring_in, look_at_table, plan_table, proposed_mapping
from curator.workspace import Workspace
from tests.sound_case import incidents_codebook

PAGE = read_text("help/lists.md")


def examples(page: str, heading: str) -> list[str]:
    """The indented blocks of a part, without their indent."""
    part = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", part, re.MULTILINE)
    return ["\n".join(line[4:] for line in block.strip("\n").splitlines()) + "\n" for block in blocks]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", incidents_codebook()) as made:
        made.act_as(made.run(AddCoder("Ann")))
        yield made


def brought_in(workspace: Workspace, path: Path) -> ArticleCoding:
    """The only article that comes of a file, in the mapping that is proposed."""
    table = look_at_table(path)
    report = bring_in(workspace, plan_table(workspace, table, proposed_mapping(table, workspace.codebook, {})))
    assert report.warnings == ()
    assert report.refused == ()
    with workspace.read() as reads:
        (article,) = reads.article_ids()
        return reads.coding(article)


def files_of_one_list(folder: Path) -> Iterator[Path]:
    """The first example as it stands, and the same list in every other kind of file."""
    openpyxl = pytest.importorskip("openpyxl")
    as_csv, as_lines = examples(PAGE, "A list of articles: example")
    rows = list(csv.reader(io.StringIO(as_csv), delimiter=";"))
    (folder / "list.csv").write_text(as_csv, encoding="utf-8")
    (folder / "list.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-16")
    (folder / "list.jsonl").write_text(as_lines, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "list.xlsx")
    return (folder / name for name in ("list.csv", "list.tsv", "list.jsonl", "list.xlsx"))


def test_a_list_of_articles_is_the_same_in_every_kind_of_file(workspace: Workspace, tmp_path: Path) -> None:
    for path in files_of_one_list(tmp_path):
        coding = brought_in(workspace, path)
        assert coding.text == "BAGHDAD - Two ...", path.name
        assert coding.article.fields == {
            "title": "Two killed at checkpoint", "outlet": "Daily", "published": "2019-11-08",
            "url": "https://example.org/1", "source_file": path.name,
        }  # fmt: skip
        assert coding.incidents == ()
        workspace.undo()


def test_a_spreadsheet_of_incidents(workspace: Workspace, tmp_path: Path) -> None:
    sheet, mapping = examples(PAGE, "A spreadsheet of incidents: example")
    (tmp_path / "incidents.csv").write_text(sheet, encoding="utf-8")
    (incident,) = brought_in(workspace, tmp_path / "incidents.csv").incidents
    assert (incident.values["event_type"], incident.values["date_start"]) == ("battle", "2019-11-07")
    assert [row.values["name_text"] for row in incident.rows_of("actors")] == ["Islamic State"]
    assert "gunmen attacked a checkpoint" in {span.quote for span in incident.evidence}
    kept = mapping_of(mapping)
    assert kept.to_json() == {**json.loads(mapping), "headings": []}
    workspace.undo()
    table = read_table(b"kind,who,colour\n1,Rebels,red\n2,Guards,\n", "ours.csv")
    bring_in(workspace, plan_table(workspace, table, kept))
    with workspace.read() as reads:
        coded = [one for article in reads.article_ids() for one in reads.coding(article).incidents]
    assert [one.values.get("event_type") for one in coded] == ["battle", None]
    assert [[row.values for row in one.rows] for one in coded] == [
        [{"role": "initiator", "name_text": name}] for name in ("Rebels", "Guards")
    ]


def test_the_head_of_a_text() -> None:
    page = read_text("help/articles.md")
    (example,) = examples(page, "What is read from the head")
    read = TextReader().read(example.encode(), "“a.txt”")
    told = " ".join(page.split())
    fields = read.fields
    assert f"title *{fields['title']}*, the author *{fields['author']}*, the day *{fields['published']}*" in told
    assert f"language *{fields['language']}*" in told
