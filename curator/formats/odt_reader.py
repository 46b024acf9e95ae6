# SPDX-License-Identifier: MIT
"""The article reader for OpenDocument texts (ODT).

What lives here: content.xml -> paragraphs, meta.xml -> proposals. What does not: the safety of zip (zip_reading.py) and
XML (xml_reading.py). Source: OASIS OpenDocument 1.3, part 3. Text that was deleted with changes tracked, comments and
the headers of pages (which stand in styles.xml) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle, ReadFile
from curator.formats.bundle_reader import ReadBy, read_document
from curator.formats.composing import joined, table_blocks, told_author, told_title
from curator.formats.xml_reading import attribute, descendants, local, parsed, plain_text
from curator.formats.zip_reading import OpenedZip, opened_zip

MOST_UNPACKED = 150_000_000
_MOST_PART = 60_000_000
_MOST_SPACES = 1_000
_SKIPPED = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls", "desc", "title",
     "user-field-decls", "note-citation", "ruby-text", "binary-data", "event-listeners", "index-title-template")
)  # fmt: skip
_MEDIA = "application/vnd.oasis.opendocument.text"


class OdtReader:
    """Reads ODT files."""

    name = "odt"
    suffixes: tuple[str, ...] = (".odt", ".ott")
    in_process = False

    def read(self, data: bytes, name: str) -> ReadArticle | ReadFile:
        """The article or the bundle of articles. Raises InputRefused: locked, damaged, no ODT, blank."""
        with opened_zip(data, name, MOST_UNPACKED) as parts:
            if not parts.has("content.xml"):
                raise InputRefused(f"{name} is no OpenDocument text: it is another kind of zip.")
            if _is_locked(parts):
                raise InputRefused(f"{name} is locked with a password; save it without and import that.")
            root = parsed(parts.read("content.xml", _MOST_PART), name)
            meta = parsed(parts.read("meta.xml", _MOST_PART), name) if parts.has("meta.xml") else None
        body = next(descendants(root, "text"), None)
        if body is None or not any(local(one) == "body" for one in root):
            raise InputRefused(f"{name} is no OpenDocument text (it may be a table or a presentation).")
        blocks = list(_blocks(body))
        notes = [" ".join(plain_text(one).split()) for one in descendants(body, "note-body")]
        report = []
        if notes:
            blocks += ["", *notes]
            report.append(f"Notes stand at the end of the text ({len(notes)}).")
        title = _meta(meta, "title")
        told = (*told_title(title), *told_author(_meta(meta, "initial-creator") or _meta(meta, "creator")))
        return read_document(joined(blocks), data, name, told, report, ReadBy("odt", "curator odt 1", _MEDIA))


def _is_locked(parts: OpenedZip) -> bool:
    name = "META-INF/manifest.xml"
    return parts.has(name) and b"encryption-data" in parts.read(name, 4_000_000)


def _meta(root: Element | None, name: str) -> str:
    return plain_text(next(descendants(root, name), None)) if root is not None else ""


def _blocks(parent: Element) -> Iterator[str]:
    """The depth of the elements is bounded by xml_reading.py."""
    for element in parent:
        name = local(element)
        if name in ("p", "h"):
            yield "".join(_text(element))
            for box in _boxes(element):
                yield from (block for block in _blocks(box) if block.strip())
        elif name == "table":
            yield from _table(element)
        elif name and name not in _SKIPPED:
            yield from _blocks(element)


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes within a paragraph; those within another one come with its paragraphs."""
    for part in element:
        if local(part) == "text-box":
            yield part
        else:
            yield from _boxes(part)


def _text(element: Element) -> Iterator[str]:
    """The words of a paragraph. White space runs together, as the format says; spaces that count are elements."""
    yield _run_together(element.text)
    for part in element:
        name = local(part)
        if name == "s":
            count = attribute(part, "c")
            yield " " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, _MOST_SPACES)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "soft-page-break" or name in _SKIPPED or name in ("note", "text-box"):
            pass
        elif name:
            yield from _text(part)
        yield _run_together(part.tail)


def _run_together(text: str | None) -> str:
    if not text or (text.isprintable() and "  " not in text):
        return text or ""
    out: list[str] = []
    for char in text:
        if char in " \t\r\n":
            if not out or out[-1] != " ":
                out.append(" ")
        else:
            out.append(char)
    return "".join(out)


def _table(table: Element) -> Iterator[str]:
    return table_blocks(
        [[block.strip() for block in _blocks(cell) if block.strip()] for cell in row if local(cell) == "table-cell"]
        for row in _rows(table)
    )


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "table-row":
            yield element
        elif local(element) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(element)
