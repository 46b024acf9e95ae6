# SPDX-License-Identifier: MIT
"""Lines of the data set built by SQLite are, byte for byte, those that the rules in Python give."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Incident, Row, Scalar
from curator.domain.ids import derived_id
from curator.formats.csv_cells import incident_cells, row_cells
from curator.formats.csv_columns import SetFile, group_file, incidents_file
from curator.formats.csv_lines import line
from curator.formats.leaving import without_proposals
from curator.operations import AddArticles, NewArticle, ReceiveCoding
from curator.store.dataset import LineColumn, incident_lines, row_lines
from curator.workspace import Workspace
from tests.codings_strategy import CODERS, codings, small_codebook

CODEBOOK = small_codebook()


def columns(file: SetFile) -> list[LineColumn]:
    return [LineColumn(column.source, bool(column.quoted), column.derived) for column in file.columns]


def stored(workspace: Workspace, coding: ArticleCoding, number: int) -> None:
    """Bring a random coding in under ids of its own."""
    article = workspace.run(AddArticles((NewArticle(coding.text, coding.article.fields),)))[0]
    prefix = f"{number:08d}"

    def fresh(old: str) -> str:
        return prefix + old[8:] if old else ""

    workspace.run(
        ReceiveCoding(
            replace(
                coding,
                article=replace(coding.article, id=article),
                incidents=tuple(
                    replace(
                        i, id=fresh(i.id), article=article, codebook=workspace.codebook_id, created=i.created,
                        rows=tuple(replace(r, id=fresh(r.id)) for r in i.rows),
                        notes=tuple(
                            replace(n, id=fresh(n.id), article=article, incident=fresh(n.incident), row=fresh(n.row))
                            for n in i.notes
                        ),
                        evidence=(),
                    )
                    for i in coding.incidents
                ),
                not_codable=(), article_evidence=(), article_notes=(), reading={},
            ),
            CODERS,
        )
    )  # fmt: skip


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(codings(CODEBOOK, CODERS), min_size=1, max_size=4))
def test_sqlite_and_python_write_the_same_lines(some: list[ArticleCoding]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.create(Path(folder) / "a.curator", CODEBOOK, name="A") as workspace,
    ):
        for number, coding in enumerate(some):
            stored(workspace, coding, number)
        book: Codebook = workspace.codebook
        main = incidents_file(book, private=True)
        with workspace.read() as reads:
            coders = {coder.id: coder for coder in reads.coders()}
            books = {workspace.codebook_id: book}
            shown = [without_proposals(coding, lambda _: book) for coding in reads.codings()]
            expected = [
                line(incident_cells(main, coding, incident, book, coders, books), main.quoted)
                for coding in shown
                for incident in coding.incidents
            ]
            made = incident_lines(reads.connection, book, columns(main), lambda *_: True)
            assert [text for batch in made for text in batch] == expected
            for group in book.groups:
                file = group_file(book, group.key, private=True)
                expected = [
                    line(row_cells(file, incident, row), file.quoted)
                    for coding in shown
                    for incident in coding.incidents
                    for row in incident.rows_of(group.key)
                ]
                made = row_lines(reads.connection, book, group.key, columns(file), lambda *_: True)
                assert [text for batch in made for text in batch] == expected


def test_only_the_incidents_asked_for_leave(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.curator", CODEBOOK, name="A") as workspace, workspace.read() as reads:
        main = incidents_file(CODEBOOK)
        assert list(incident_lines(reads.connection, CODEBOOK, columns(main), lambda *_: False)) == []


def test_totals_of_every_mix_of_rows_agree(tmp_path: Path) -> None:
    seed = 20191108
    chance = random.Random(seed)
    sorts = [choice.code for choice in CODEBOOK.list_by_key["sorts"].choices]

    def row(number: int, at: int) -> Row:
        values: dict[str, Scalar] = {"what": chance.choice(["hurt", "hurt", "hurt", "lost"])}
        for key, some in (("tally_min", [0, 1, 2]), ("tally_mid", [1, 2, 3]), ("tally_max", [2, 3])):
            if chance.random() < 0.7:
                values[key] = chance.choice(some)
        if chance.random() < 0.8:
            values["tally_sort"] = chance.choice(sorts[:3] + sorts)
        if chance.random() < 0.15:
            values["who"] = "all"
        return Row(derived_id(str(number), str(at)), "harm", chance.randrange(3), values)

    text = "Two were killed."
    with Workspace.create(tmp_path / "a.curator", CODEBOOK, name="A") as workspace:
        article = workspace.run(AddArticles((NewArticle(text),)))[0]
        incidents = tuple(
            Incident(
                derived_id("i", str(n)), article, CODERS[0].id, workspace.codebook_id, position=n,
                created="2020-01-01T00:00:00.000Z", rows=tuple(row(n, at) for at in range(chance.randrange(5))),
            )
            for n in range(800)
        )  # fmt: skip
        with workspace.read() as reads:
            there = reads.article(article)
        assert there
        workspace.run(ReceiveCoding(ArticleCoding(there, text, incidents), CODERS))
        main = incidents_file(CODEBOOK)
        with workspace.read() as reads:
            coding = reads.coding(article)
            coders = {coder.id: coder for coder in reads.coders()}
            books = {workspace.codebook_id: CODEBOOK}
            expected = [
                line(incident_cells(main, coding, incident, CODEBOOK, coders, books), main.quoted)
                for incident in coding.incidents
            ]
            made = incident_lines(reads.connection, CODEBOOK, columns(main), lambda *_: True)
            assert [line for batch in made for line in batch] == expected, f"seed {seed}"
        assert len({text[-40:] for text in expected}) > 100
