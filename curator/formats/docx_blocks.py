# SPDX-License-Identifier: MIT
"""The paragraphs of a Word document, in the order in which they are read.

What lives here: elements of WordprocessingML (ECMA-376, part 1) -> paragraphs. What does not: the file
(docx_reader.py). Of words with changes tracked the inserted ones are read, the deleted ones are not. A table gives its
cells one by one: a row is a line with tabs between, or each paragraph by itself where cells hold several. What is
nested deeper than any program writes is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curator.formats.composing import table_blocks

DEEPEST = 60
_CHARACTERS = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t",
}  # fmt: skip
_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr",
     "sdtEndPr", "Fallback", "fldData", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator",
     "continuationSeparator", "rt")
)  # fmt: skip


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Blocks:
    """Reads one document. `left_out`: how many pieces of text stood too deep."""

    def __init__(self) -> None:
        self.left_out = 0

    def of_body(self, body: Any) -> list[str]:
        """The paragraphs of the body; what stands in a text box follows the paragraph that holds it."""
        return list(self._blocks(body, 0))

    def of_notes(self, root: Any) -> list[str]:
        """The footnotes or endnotes of a document, one block each, without those that draw the line above them."""
        found = []
        for note in root:
            if _name(note) in ("footnote", "endnote") and not any(key.endswith("}type") for key in note.attrib):
                text = " ".join(" ".join(self._blocks(note, 0)).split())
                if text:
                    found.append(text)
        return found

    def _too_deep(self, parent: Any, depth: int) -> bool:
        if depth <= DEEPEST:
            return False
        self.left_out += sum(_name(each) == "t" and bool((each.text or "").strip()) for each in parent.iter())
        return True

    def _blocks(self, parent: Any, depth: int) -> Iterator[str]:
        if self._too_deep(parent, depth):
            return
        for element in parent:
            name = _name(element)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "tbl":
                yield from self._table(element, depth)
            elif name and name not in _SKIPPED:  # content controls, alternate contents, custom XML
                yield from self._blocks(element, depth + 1)

    def _paragraph(self, element: Any, depth: int) -> Iterator[str]:
        boxes: list[Any] = []
        yield "".join(self._text(element, boxes, 0))
        for box in boxes:
            yield from (block for block in self._blocks(box, depth + 1) if block.strip())

    def _text(self, parent: Any, boxes: list[Any], depth: int) -> Iterator[str]:
        if self._too_deep(parent, depth):
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
                yield from self._text(element, boxes, depth + 1)

    def _table(self, element: Any, depth: int) -> Iterator[str]:
        return table_blocks(
            [[block.strip() for block in self._blocks(cell, depth + 1) if block.strip()] for cell in row]
            for row in self._rows(element, depth)
        )

    def _rows(self, table: Any, depth: int) -> Iterator[list[Any]]:
        if self._too_deep(table, depth):
            return
        for element in table:
            name = _name(element)
            if name == "tr":
                yield list(self._cells(element, depth))
            elif name in ("sdt", "sdtContent", "customXml", "ins"):
                yield from self._rows(element, depth + 1)

    def _cells(self, row: Any, depth: int) -> Iterator[Any]:
        if self._too_deep(row, depth):
            return
        for element in row:
            name = _name(element)
            if name == "tc":
                yield element
            elif name in ("sdt", "sdtContent", "customXml"):
                yield from self._cells(element, depth + 1)


def _symbol(element: Any) -> str:
    """A character of a symbol font; those of the private area stand for no letter."""
    code = next((value for key, value in element.attrib.items() if key.endswith("}char")), "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= number < 0xF900 or not 0x20 <= number < 0xD800 else chr(number)
