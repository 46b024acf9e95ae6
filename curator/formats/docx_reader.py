# SPDX-License-Identifier: MIT
"""The article reader for Word documents (DOCX).

What lives here: opening one with python-docx, its properties as proposals, its footnotes at the end. What does not: the
paragraphs (docx_blocks.py), the zip's safety (zip_reading.py), bundles of news databases (bundle_reader.py), the old
binary .doc, which is refused. Headers, footers, comments and deleted text are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle, ReadFile
from curator.formats.bundle_reader import ReadBy, read_document
from curator.formats.composing import joined, told_author, told_title
from curator.formats.docx_blocks import DEEPEST, Blocks
from curator.formats.xml_reading import parsed
from curator.formats.zip_reading import OpenedZip, opened_zip

MOST_UNPACKED = 150_000_000
_MOST_PART = 60_000_000
_OLD = b"\xd0\xcf\x11\xe0"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


class DocxReader:
    """Reads DOCX files."""

    name = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx", ".doc")
    in_process = False

    def prepare(self) -> None:
        """Import what is slow to import."""
        import docx

        docx.Document()

    def read(self, data: bytes, name: str) -> ReadArticle | ReadFile:
        """The article or the bundle of articles. Raises InputRefused: locked, damaged, no Word document, blank."""
        if data.startswith(_OLD):
            raise InputRefused(
                f"{name} is locked with a password or in the old Word format; save it as .docx without a password."
            )
        reading = Blocks()
        with opened_zip(data, name, MOST_UNPACKED) as parts:
            lean = _looked_over(parts, name)
            roots = [parsed(parts.read(part, _MOST_PART), name) for part in _NOTES if parts.has(part)]
            notes = [block for root in roots for block in reading.of_notes(root)]
            report = ["Headers and footers of the pages were left out."] if _has_headers(parts) else []
        document = _opened(lean, name)
        blocks = reading.of_body(document.element.body)
        if notes:
            blocks += ["", *notes]
            report.append(f"Notes stand at the end of the text ({len(notes)}).")
        told = (*told_title(_property(document, "title")), *told_author(_property(document, "author")))
        warnings = []
        if left := reading.left_out:
            pieces = "1 piece of text was" if left == 1 else f"{left} pieces of text were"
            warnings.append(f"{pieces} left out: tables and boxes are nested more than {DEEPEST} deep there.")
        return read_document(joined(blocks), data, name, told, report, _read_by(), warnings)


def _looked_over(parts: OpenedZip, name: str) -> bytes:
    """The document with nothing but what python-docx needs: each part that is XML, within limits, without a document
    type. Of pictures and the like nothing is left, however damaged or large they are."""
    if not parts.has("[Content_Types].xml"):
        raise InputRefused(f"{name} is no Word document: it is another kind of zip.")
    lean = io.BytesIO()
    with zipfile.ZipFile(lean, "w") as packing:
        for part in parts.names:
            data = b""
            if part.lower().endswith((".xml", ".rels")):
                data = parts.read(part, _MOST_PART)
                if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\x00", b"")):
                    raise InputRefused(
                        f"{name} was not read: it defines entities or a document type, which can do harm."
                    )
                if part == "word/document.xml":
                    parsed(data, name)  # its limits of depth and number
            packing.writestr(zipfile.ZipInfo(part), data)
    return lean.getvalue()


def _opened(data: bytes, name: str) -> Any:
    """The document. Raises InputRefused whatever python-docx finds missing or damaged."""
    import docx
    from docx.exceptions import PythonDocxError
    from lxml import etree

    damage = (PythonDocxError, etree.LxmlError, KeyError, ValueError, AttributeError, IndexError, TypeError, OSError)
    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body is None:
            raise KeyError("body")
        return document
    except damage:
        raise InputRefused(f"{name} is damaged or no Word document; open it in Word and save it again.") from None


def _property(document: Any, name: str) -> str:
    """A core property; one that is missing or damaged is blank."""
    from lxml import etree

    try:
        return str(getattr(document.core_properties, name) or "")
    except (KeyError, ValueError, AttributeError, TypeError, etree.LxmlError):
        return ""


def _has_headers(parts: OpenedZip) -> bool:
    return any(re.fullmatch(r"word/(?:header|footer)\d*\.xml", part) for part in parts.names)


def _read_by() -> ReadBy:
    import docx

    return ReadBy("docx", f"python-docx {docx.__version__}", _MEDIA)
