# SPDX-License-Identifier: MIT
"""The gold coding goes in, out as data set and as coding file, and in again elsewhere: nothing is lost or changed.

What is expected comes from gold.json by tests/gold.py, which knows nothing of Curator's formats.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curator.assets import asset
from curator.domain.coding import ArticleCoding, Evidence, Incident, ValueNote
from curator.operations import AddCoder, MoveEvidence, SetValue
from curator.tasks.codebooks import codebook_named
from curator.tasks.codings import import_codings
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.export_codings import export_codings
from curator.tasks.sample import build_sample
from curator.workspace import Workspace
from tests.gold import gold_coding

EVERYTHING = ExportOptions(layer="all", memos=True, include_withdrawn=True)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    made = build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(made.project) as workspace:
        workspace.act_as(made.coder)
        yield workspace


def elsewhere(tmp_path: Path, name: str) -> Workspace:
    """An empty project under the same codebook, of somebody else."""
    workspace = Workspace.create(tmp_path / f"{name}.curator", codebook_named("incidents"), name=name)
    workspace.act_as(workspace.run(AddCoder("Reader")))
    return workspace


def only_coding(workspace: Workspace) -> ArticleCoding:
    with workspace.read() as reads:
        (article,) = reads.article_ids()
        return reads.coding(article)


# -- what is compared: everything but ids ------------------------------------------------------------------------------
def content(coding: ArticleCoding) -> dict[str, Any]:
    return {
        "text": coding.text,
        "metadata": {key: value for key, value in coding.article.fields.items() if key != "source_file"},
        "metadata words": Counter(map(_span, coding.article_evidence)),
        "metadata notes": Counter(map(_note, coding.article_notes)),
        "passages": Counter((p.start, p.end, p.quote, p.reason, p.note) for p in coding.not_codable),
        "incidents": [_incident(incident) for incident in sorted(coding.incidents, key=lambda one: one.position)],
        "reading": sorted(coding.reading.values()),
    }


def _incident(incident: Incident) -> dict[str, Any]:
    place = {row.id: (row.group, row.position) for row in incident.rows} | {"": ("", 0)}
    return {
        "status": incident.status,
        "values": dict(incident.values),
        "rows": {place[row.id]: dict(row.values) for row in incident.rows},
        "words": Counter((place[span.row], *_span(span)) for span in incident.evidence),
        "notes": Counter((place[note.row], *_note(note)) for note in incident.notes),
    }


def _span(span: Evidence) -> tuple[Any, ...]:
    return span.field, span.start, span.end, span.quote, span.role


def _note(note: ValueNote) -> tuple[Any, ...]:
    return note.field, note.state, note.basis, note.proposed, note.note


def spans_in_rows(workspace: Workspace) -> int:
    with workspace.read() as reads:
        return int(
            reads.connection.execute(
                "SELECT (SELECT count(*) FROM evidence) + (SELECT count(*) FROM not_codable)"
            ).fetchone()[0]
        )


# -- the tests ---------------------------------------------------------------------------------------------------------
def test_the_sample_is_the_gold_coding(sample: Workspace, shared_data: Path) -> None:
    gold = content(gold_coding(sample.codebook, shared_data))
    assert content(only_coding(sample)) == gold
    assert spans_in_rows(sample) == 181


@pytest.mark.parametrize("way", ["data set", "data set for excel", "coding file"])
def test_out_and_in_again_elsewhere(sample: Workspace, tmp_path: Path, shared_data: Path, way: str) -> None:
    out = tmp_path / ("out.json" if way == "coding file" else "out")
    if way == "coding file":
        export_codings(sample, out, with_text=True, private=True)
    else:
        export_set(sample, out, ExportOptions(layer="all", memos=True, for_excel=way == "data set for excel"))
    with elsewhere(tmp_path, "b") as other:
        report = import_codings(other, [out])
        assert report.complete, report
        assert content(only_coding(other)) == content(gold_coding(sample.codebook, shared_data))
        assert spans_in_rows(other) == 181
        with other.read() as reads:
            before = reads.connection.execute("SELECT count(*) FROM changes").fetchone()
        again = import_codings(other, [out])
        assert (again.added, again.conflicting, again.refused) == (0, [], [])
        assert again.same == report.added
        assert spans_in_rows(other) == 181
        with other.read() as reads:
            assert reads.connection.execute("SELECT count(*) FROM changes").fetchone() == before
        other.undo()
        with other.read() as reads:
            assert reads.article_ids() == []


def test_a_set_written_from_the_set_read_back_is_the_same(sample: Workspace, tmp_path: Path) -> None:
    export_set(sample, tmp_path / "one", EVERYTHING)
    with elsewhere(tmp_path, "b") as other:
        import_codings(other, [tmp_path / "one"])
        export_set(other, tmp_path / "two", EVERYTHING)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert {name for name in one if one[name] != two[name]} == {
        "changes.csv", "coders.csv", "datapackage.json", "manifest.json"
    }  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(data: bytes, key: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, str]]:
    read = csv.DictReader(data.decode("utf-8").splitlines(keepends=True), strict=True)
    return {tuple(line[name] for name in key): line for line in read}


def differing(before: bytes, after: bytes, key: tuple[str, ...]) -> dict[tuple[str, ...], set[str]]:
    """Which columns differ in which lines; the lines themselves must be the same ones."""
    old, new = lines(before, key), lines(after, key)
    assert old.keys() == new.keys()
    return {
        name: columns for name in old if (columns := {one for one in old[name] if old[name][one] != new[name][one]})
    }


def test_one_value_and_one_span_changed_change_their_cells_only_and_undo_gives_the_old_bytes(
    sample: Workspace, tmp_path: Path
) -> None:
    export_set(sample, tmp_path / "before", EVERYTHING)
    coding = only_coding(sample)
    incident, row, figure = next(
        (incident, row, row.values["best"])
        for incident in coding.incidents
        for row in incident.rows_of("casualties")
        if row.values.get("kind") == "killed" and row.values.get("best")
    )
    span = incident.mentions()[0]
    sample.run(SetValue(incident.id, "best", int(figure) + 5, row=row.id))
    sample.run(MoveEvidence(span.id, span.start, span.end - 3))
    export_set(sample, tmp_path / "after", EVERYTHING)

    before, after = files(tmp_path / "before"), files(tmp_path / "after")
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    expected = {"incidents.csv", "casualties.csv", "values.csv", "evidence.csv", "changes.csv", "manifest.json"}
    expected.add("datapackage.json")  # it has the hashes of the others
    assert changed == expected
    derived = differing(before["incidents.csv"], after["incidents.csv"], ("id",))
    assert derived.keys() == {(incident.id,)}
    assert all(column.startswith("killed") for column in derived[incident.id,]), derived
    assert differing(before["casualties.csv"], after["casualties.csv"], ("id",)) == {(row.id,): {"best"}}
    values = differing(before["values.csv"], after["values.csv"], ("article", "incident", "row", "field"))
    assert {(key[1:], *sorted(columns & {"value"})) for key, columns in values.items()} == {
        ((incident.id, row.id, "best"), "value")
    }
    words = differing(before["evidence.csv"], after["evidence.csv"], ("id",))
    about_the_count = {
        (one.id,) for one in incident.evidence if one.row == row.id and one.field in ("count", "best", "")
    }
    assert words.pop((span.id,)) == {"end", "quote"}
    assert words.keys() <= about_the_count
    assert all(columns == {"value"} for columns in words.values())

    sample.undo()
    sample.undo()
    export_set(sample, tmp_path / "undone", EVERYTHING)
    undone = files(tmp_path / "undone")
    assert {name for name in before if before[name] != undone[name]} == {
        "changes.csv", "datapackage.json", "manifest.json"
    }  # fmt: skip
    assert without_changes(before["manifest.json"]) == without_changes(undone["manifest.json"])


def without_changes(manifest: bytes) -> Any:
    document = json.loads(manifest)
    document["files"] = [
        entry for entry in document["files"] if entry["name"] not in ("changes.csv", "datapackage.json")
    ]
    document["counts"].pop("changes")
    return document


def test_a_coding_without_its_article_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    with elsewhere(tmp_path, "b") as other:
        report = import_codings(other, [asset("samples/seed.coding.json")])
    assert [one.file for one in report.refused] == ["seed.coding.json"]
    assert "import the article first" in report.refused[0].reason
    assert not report.complete
