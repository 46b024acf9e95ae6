# SPDX-License-Identifier: MIT
"""The paragraphs of a Word document, in the order in which they are read.

What lives here: elements of WordprocessingML (ECMA-376, part 1) -> paragraphs. What does not: the file
(docx_reader.py). Of words with changes tracked the inserted ones are read, the deleted ones are not. A table gives its
cells one by one: a row is a line with tabs between, or each paragraph by itself where cells hold several.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curator.formats.composing import table_blocks

_DEEPEST = 60
_CHARACTERS = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t",
}  # fmt: skip
_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr",
     "sdtEndPr", "Fallback", "fldData", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator",
     "continuationSeparator", "rt")
)  # fmt: skip


def body_blocks(body: Any) -> list[str]:
    """The paragraphs of the body; what stands in a text box follows the paragraph that holds it."""
    return list(_blocks(body, 0))


def note_blocks(root: Any) -> list[str]:
    """The footnotes or endnotes of a document, one block each, without those that draw the line above them."""
    found = []
    for note in root:
        if _name(note) in ("footnote", "endnote") and not any(key.endswith("}type") for key in note.attrib):
            text = " ".join(" ".join(_blocks(note, 0)).split())
            if text:
                found.append(text)
    return found


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _blocks(parent: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for element in parent:
        name = _name(element)
        if name == "p":
            yield from _paragraph(element, depth)
        elif name == "tbl":
            yield from _table(element, depth)
        elif name and name not in _SKIPPED:  # content controls, alternate contents, custom XML
            yield from _blocks(element, depth + 1)


def _paragraph(element: Any, depth: int) -> Iterator[str]:
    boxes: list[Any] = []
    yield "".join(_text(element, boxes, depth))
    for box in boxes:
        yield from (block for block in _blocks(box, depth + 1) if block.strip())


def _text(parent: Any, boxes: list[Any], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for element in parent:
        name = _name(element)
        if name == "t":
            yield element.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "sym":
            yield _symbol(element)
        elif name == "txbxContent":
            boxes.append(element)
        elif name and name not in _SKIPPED:
            yield from _text(element, boxes, depth + 1)


def _symbol(element: Any) -> str:
    """A character of a symbol font; those of the private area stand for no letter."""
    code = next((value for key, value in element.attrib.items() if key.endswith("}char")), "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= number < 0xF900 or not 0x20 <= number < 0xD800 else chr(number)


def _table(element: Any, depth: int) -> Iterator[str]:
    return table_blocks(
        [[block.strip() for block in _blocks(cell, depth + 1) if block.strip()] for cell in row]
        for row in _rows(element, depth)
    )


def _rows(table: Any, depth: int) -> Iterator[list[Any]]:
    for element in table:
        name = _name(element)
        if name == "tr":
            yield list(_cells(element, depth))
        elif name in ("sdt", "sdtContent", "customXml", "ins") and depth < _DEEPEST:
            yield from _rows(element, depth + 1)


def _cells(row: Any, depth: int) -> Iterator[Any]:
    for element in row:
        name = _name(element)
        if name == "tc":
            yield element
        elif name in ("sdt", "sdtContent", "customXml") and depth < _DEEPEST:
            yield from _cells(element, depth + 1)
