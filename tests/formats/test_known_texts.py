# SPDX-License-Identifier: MIT
"""Texts that are known, written as documents and read back: words, order and paragraphs are the same.

PDF and OpenDocument are written by Qt, Word by python-docx, Rich Text as its specification says. Needs the folder of
shared data beside the project; without it this is skipped.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QSizeF
from PySide6.QtGui import QFontDatabase, QPageSize, QPdfWriter, QTextDocument, QTextDocumentWriter
from PySide6.QtWidgets import QApplication

from curator.formats.article_readers import as_file, installed_readers

EACH = 20
LEAST_F1 = {"english": 0.99, "arabic": 0.99}  # of runs of four words in PDF; hyphens and lists may differ
pytestmark = pytest.mark.slow


def texts(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Name, language and paragraphs."""
    articles = json.loads((data / "html-articles" / "ground-truth.json").read_text(encoding="utf-8"))
    for number, key in enumerate(sorted(articles)[:EACH]):
        yield f"english{number}", "english", paragraphs(articles[key]["articleBody"])
    for number, path in enumerate(sorted((data / "arabic-wikinews" / "plain").iterdir())[:EACH]):
        yield f"arabic{number}", "arabic", paragraphs(path.read_text(encoding="utf-8"))


def paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()][:40]


def page_of(parts: Sequence[str], language: str) -> QTextDocument:
    document = QTextDocument()
    side = "rtl" if language == "arabic" else "ltr"
    document.setHtml("".join(f'<p dir="{side}">{escape(part)}</p>' for part in parts))
    return document


def as_pdf(parts: Sequence[str], language: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = page_of(parts, language)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    del writer
    return bytes(buffer.data().data())


def as_odt(parts: Sequence[str], language: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert QTextDocumentWriter(buffer, b"ODF").write(page_of(parts, language))
    return bytes(buffer.data().data())


def as_docx(parts: Sequence[str], _language: str) -> bytes:
    import docx

    into, document = io.BytesIO(), docx.Document()
    for part in parts:
        document.add_paragraph(part)
    document.save(into)
    return into.getvalue()


def as_rtf(parts: Sequence[str], _language: str) -> bytes:
    """Each letter beyond ASCII as \\u with a fallback; RTF specification 1.9.1, Unicode RTF."""
    units = "".join(
        char if " " <= char < "\x7f" and char not in "\\{}" else f"\\{char}" if char in "\\{}" else _units(char)
        for char in "\n".join(parts)
    )
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1 {units}\\par}}".encode("ascii")


def _units(char: str) -> str:
    if char == "\n":
        return "\\par\n"
    raw = char.encode("utf-16-le")
    return "".join(f"\\u{int.from_bytes(raw[at : at + 2], 'little', signed=True)}?" for at in range(0, len(raw), 2))


WRITERS: dict[str, Callable[[Sequence[str], str], bytes]] = {
    "pdf": as_pdf, "odt": as_odt, "docx": as_docx, "rtf": as_rtf,
}  # fmt: skip


def likeness(one: str, other: str) -> float:
    """F1 of runs of four words."""
    first, second = (Counter(zip(*(text.split()[at:] for at in range(4)), strict=False)) for text in (one, other))
    shared = sum((first & second).values())
    return 2 * shared / max(1, sum(first.values()) + sum(second.values()))


@pytest.mark.parametrize("kind", WRITERS)
def test_what_was_written_is_read(shared_data: Path, qapp: QApplication, kind: str) -> None:
    reader = installed_readers().for_name(f"a.{kind}")
    reached: dict[str, list[float]] = {"english": [], "arabic": []}
    for name, language, parts in texts(shared_data):
        (read,) = as_file(reader.read(WRITERS[kind](parts, language), f"“{name}”")).articles
        if kind == "pdf":
            reached[language].append(likeness(" ".join(parts), read.text))
        else:
            assert [" ".join(part.split()) for part in read.text.split("\n") if part.strip()] == parts, name
    if QFontDatabase.WritingSystem.Arabic not in QFontDatabase.writingSystems():
        del reached["arabic"]  # Qt has nothing to write it with
    for language, found in reached.items():
        if found:
            print(kind, language, round(sum(found) / len(found), 4), round(min(found), 4))
            assert sum(found) / len(found) >= LEAST_F1[language]
