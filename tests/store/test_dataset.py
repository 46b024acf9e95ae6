# SPDX-License-Identifier: MIT
"""Lines of the data set built by SQLite are, byte for byte, those that the rules in Python give."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding
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


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(codings(CODEBOOK, CODERS), min_size=1, max_size=4))
def test_sqlite_and_python_write_the_same_lines(random: list[ArticleCoding]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.create(Path(folder) / "a.curator", CODEBOOK, name="A") as workspace,
    ):
        for number, coding in enumerate(random):
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
