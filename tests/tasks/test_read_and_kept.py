# SPDX-License-Identifier: MIT
"""A file of every kind comes in through the door of readers: by which reader of which version is told in the project
and in exports, and its bytes are kept, compressed, as they came."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from curator.operations import AddCoder
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.import_articles import import_articles
from curator.workspace import Workspace
from tests.formats import news_bundles
from tests.formats.documents import epub, flowed, odt, pdf, zipped
from tests.formats.pages_made import TOLD, mail, mhtml, page
from tests.formats.test_document_readers import FIRST, SECOND, chapter, rtf, word
from tests.formats.test_feed_reader import ATOM, RSS
from tests.sound_case import incidents_codebook

WIDE = f"Bomb kills two\n\n{SECOND}\n".encode("utf-16")

# file: (its bytes, reader, the library that reads it or "" for the program's own, media type, how many articles)
KINDS: dict[str, tuple[bytes, str, str, str, int]] = {
    "a.html": (page(TOLD).encode(), "html", "trafilatura", "text/html", 1),
    "b.mhtml": (mhtml(page(TOLD, title="Another")), "mail", "trafilatura", "multipart/related", 1),
    "c.eml": (mail("Two people were killed on Friday, police said."), "mail", "", "message/rfc822", 1),
    "d.pdf": (pdf([flowed([[FIRST[:60], FIRST[60:]]])]), "pdf", "pypdfium2", "application/pdf", 1),
    "e.docx": (word(), "docx", "python-docx",
               "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 1),
    "f.rtf": (rtf(f"{FIRST} Rich\\par"), "rtf", "striprtf", "application/rtf", 1),
    "g.odt": (odt(f"<text:p>{FIRST} Open</text:p>"), "odt", "", "application/vnd.oasis.opendocument.text", 1),
    "h.epub": (epub({"a.xhtml": chapter(f"<p>{FIRST} Book</p>")}), "epub", "", "application/epub+zip", 1),
    "i.xml": (RSS.encode(), "feed", "", "application/xml", 2),
    "j.atom": (ATOM.encode(), "feed", "", "application/xml", 2),
    "k.txt": (news_bundles.TAGGED.encode(), "bundle", "", "text/plain", 2),
    "l.txt": (WIDE, "text", "", "text/plain", 1),
    "m.md": (f"# A heading\n\n{FIRST} Marked".encode("utf-16"), "text", "", "text/plain", 1),
    "n.zip": (zipped({"x.html": page(TOLD, title="Packed"), "y.rtf": rtf(f"{FIRST} Packed\\par")}), "html rtf",
              "trafilatura striprtf", "text/html application/rtf", 2),
}  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", incidents_codebook()) as made:
        made.act_as(made.run(AddCoder("Ann")))
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_by_what_it_was_read_is_told_and_its_bytes_are_kept(workspace: Workspace, tmp_path: Path, name: str) -> None:
    data, readers, libraries, media, many = KINDS[name]
    (tmp_path / name).write_bytes(data)
    report = import_articles(workspace, [tmp_path / name])
    assert len(report.added) == many, report.sentence
    with workspace.read() as reads:
        origins = [reads.origin(one.article) for one in report.added]
        kept = [reads.original(one.article) for one in report.added]
        stored = [bytes(row[0]) for row in reads.connection.execute("SELECT data FROM article_originals ORDER BY n")]
    told = [one for one in origins if one is not None]
    assert len(told) == many
    assert " ".join(dict.fromkeys(one.reader for one in told)) == readers
    assert " ".join(dict.fromkeys(one.media for one in told)) == media
    for library in libraries.split():
        assert any(f"{library} {version(library)}" in one.reader_version for one in told), told
    assert all(one.reader_version for one in told if one.reader != "text"), "of texts the rule is told: settled_by"
    if many == 1:
        assert kept == [data]
        assert stored[0] != data
        assert len(stored[0]) < len(data) + 40
    export_set(workspace, tmp_path / "set", ExportOptions(layer="all"))
    with (tmp_path / "set" / "articles.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [(line["reader"], line["reader_version"], line["media"]) for line in lines] == [
        (one.reader, one.reader_version, one.media) for one in told
    ]


def test_a_large_page_takes_a_fraction_of_its_bytes(workspace: Workspace, tmp_path: Path) -> None:
    data = page(TOLD, story=(f"{FIRST} " * 40,) * 40).encode()
    (tmp_path / "a.html").write_bytes(data)
    import_articles(workspace, [tmp_path / "a.html"])
    with workspace.read() as reads:
        ((stored,),) = reads.connection.execute("SELECT length(data) FROM article_originals").fetchall()
    assert stored < len(data) / 5
