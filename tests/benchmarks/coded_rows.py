# SPDX-License-Identifier: MIT
"""A project with very many coded incidents: values, rows and words, the first ten thousand received, the others copies
of them written straight into SQLite.

Only for measuring: the log knows nothing of the copies.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.assets import asset
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder, Evidence, Incident, Row, Scalar
from curator.domain.ids import derived_id
from curator.formats.codebook_toml import read_codebook_file
from curator.operations import AddArticles, NewArticle, ReceiveCoding
from curator.store.columns import group_table, quoted
from curator.workspace import Workspace

RECEIVED = 10_000
PER_ARTICLE = 50
TEXT = "Two were killed and three wounded near a checkpoint south of the city on Friday. " * 40
CODER = Coder(derived_id("coder"), "Coder 1")


def made_apart(path: Path, incidents: int) -> None:
    """Make the project in a process of its own, so that its memory is not taken for the export's."""
    subprocess.run([sys.executable, __file__, str(path), str(incidents)], check=True)


def make(path: Path, incidents: int) -> None:
    """A project with so many incidents, or a little more: of more than ten thousand a multiple."""
    codebook = read_codebook_file(Path(str(asset("codebooks/incidents.toml"))))
    first = min(incidents, RECEIVED)
    with Workspace.create(path, codebook) as workspace:
        fill(workspace, first)
    multiply(path, codebook, -(-incidents // first))


def incident(article: str, codebook_id: str, number: int) -> Incident:
    """A plausible incident: 20 values, 3 rows, 8 spans."""
    name = derived_id("incident", article, str(number))
    values: dict[str, Scalar] = {
        "title": f"Attack no {number}, “near the city”", "event_type": "battle", "sub_event_type": "armed_clash",
        "stage": "accomplished", "civilian_targeting": "no", "date_text": "on Friday", "date_start": "2019-11-08",
        "date_end": "2019-11-08", "date_precision": "day", "date_basis": "relative", "location_text": "near the city",
        "location_name": "City", "admin1": "Nineveh", "country": "IRQ", "geo_precision": "2", "latitude": 36.34,
        "longitude": 43.13, "coord_source": "gazetteer", "report_status": "reported", "certainty": "probable",
        "scope": "in_scope", "notes": "On 8 November 2019, fighters attacked a checkpoint, killing two.",
    }  # fmt: skip
    rows = (
        Row(derived_id(name, "a"), "actors", 0, {"role": "initiator", "canonical": "Group", "type": "rebel_group"}),
        Row(derived_id(name, "b"), "actors", 1, {"role": "target", "canonical": "Army", "type": "state_forces"}),
        Row(derived_id(name, "c"), "casualties", 0, {
            "kind": "killed", "group": "all", "low": 2, "best": 2, "high": 2, "qualifier": "exact"}),
    )  # fmt: skip
    spans = tuple(
        Evidence(derived_id(name, str(at)), article, at * 10, at * 10 + 8, TEXT[at * 10 : at * 10 + 8], "direct", name,
                 "", field, 0)
        for at, field in enumerate(("", "event_type", "date_text", "date_start", "location_text", "country"))
    )  # fmt: skip
    return Incident(
        name, article, CODER.id, codebook_id, position=number, created="2020-01-01T00:00:00.000Z", values=values,
        rows=rows, evidence=spans,
    )  # fmt: skip


def fill(workspace: Workspace, count: int) -> None:
    for first in range(0, count, PER_ARTICLE):
        article = workspace.run(AddArticles((NewArticle(TEXT, {"title": f"Article {first}", "outlet": "A, B"}),)))[0]
        with workspace.read() as reads:
            there = reads.article(article)
        assert there
        some = tuple(incident(article, workspace.codebook_id, n) for n in range(min(PER_ARTICLE, count - first)))
        workspace.run(ReceiveCoding(ArticleCoding(there, TEXT, some), (CODER,)))


def multiply(path: Path, codebook: Codebook, times: int) -> None:
    """Copy every article with its incidents and their rows until there are `times` as many."""
    groups = {group_table(group.key): ("id", "incident") for group in codebook.groups}
    tables = {"articles": ("id",), "incidents": ("id", "article"), **groups}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        last = {table: connection.execute(f'SELECT ifnull(max(n), 0) FROM "{table}"').fetchone()[0] for table in tables}
        for copy in range(1, times):
            for table, ids in tables.items():
                _copy(connection, table, ids, copy, last[table])
            connection.execute(
                "INSERT INTO article_texts (n, text) SELECT a.n, t.text FROM articles a JOIN article_texts t "
                "ON t.n = (SELECT b.n FROM articles b WHERE b.n = a.n - ?) WHERE a.n > ?",
                (copy * last["articles"], copy * last["articles"]),
            )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _copy(connection: sqlite3.Connection, table: str, ids: tuple[str, ...], copy: int, last: int) -> None:
    """Copy the rows up to `last`; an id begins with the number of its copy."""
    names = [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] != "n"]
    cells = [f"printf('%08x', {copy}) || substr({name}, 9)" if name in ids else quoted(name) for name in names]
    connection.execute(
        f'INSERT INTO "{table}" ({", ".join(map(quoted, names))}) SELECT {", ".join(cells)} FROM "{table}" '
        "WHERE n <= ? ORDER BY n",
        (last,),
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
