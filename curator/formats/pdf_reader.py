# SPDX-License-Identifier: MIT
"""The article reader for PDF files.

What lives here: the text of a PDF as an article, with sentences about what was left out, joined or in doubt. What does
not: how the text comes about (pdf_text.py), the pictures of its pages (pdf_page.py).
The day on which a PDF was made is the day somebody saved or printed it, as often as not: it is told, never proposed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from curator.formats.article_readers import ReadArticle
from curator.formats.composing import compose, told_author, told_title
from curator.formats.pdf_text import PdfText, extractor_version, read_text
from curator.formats.strict_json import cut

_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_MANY_UNMAPPED = 0.002


class PdfReader:
    """Reads PDF files that have a text layer."""

    name = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)
    in_process = False

    def prepare(self) -> None:
        """Load pdfium, which is a library in C."""
        import curator.formats.pdf_page  # noqa: F401  # asked for in the sealed process

        extractor_version()

    def read(self, data: bytes, name: str) -> ReadArticle:
        """The article in `data`. Raises InputRefused for PDFs that are locked, damaged or have no text layer."""
        pdf = read_text(data, name)
        title = told_title(pdf.properties.get("Title", ""))
        told = (*title, *told_author(pdf.properties.get("Author", "")))
        read = compose(pdf.text, data, name, told, _report(pdf), _warnings(pdf))
        return read._replace(reader="pdf", reader_version=extractor_version(), media="application/pdf")

    def answer(self, data: bytes, question: Mapping[str, Any]) -> tuple[dict[str, Any], Sequence[bytes]]:
        """The picture of a page and where the words stand on it (pdf_page.py). Raises InputRefused."""
        from curator.formats.pdf_page import answer

        return answer(data, question)


def _report(pdf: PdfText) -> list[str]:
    many = len(pdf.page_starts)
    report = [f"PDF with {many} {'page' if many == 1 else 'pages'}."]
    if made := _MADE.match(pdf.properties.get("CreationDate", "")):
        report.append(f"The file was made on {'-'.join(made.groups())}, which need not be the day of publication.")
    if pdf.heads:
        heads = "; ".join(f"“{cut(text)}” on {pages} pages" for text, pages in pdf.heads[:6])
        report.append(f"Lines repeated at the top or foot of pages were left out: {heads}.")
    return report


def _warnings(pdf: PdfText) -> list[str]:
    warnings = []
    if pdf.bare:
        named = ", ".join(str(page + 1) for page in pdf.bare[:20]) + (" …" if len(pdf.bare) > 20 else "")
        pages = f"Page {named} has" if len(pdf.bare) == 1 else f"Pages {named} have"
        warnings.append(f"{pages} no text layer and gave no text.")
    if pdf.doubtful_hyphens:
        words = "One word" if pdf.doubtful_hyphens == 1 else f"{pdf.doubtful_hyphens} words"
        warnings.append(f"{words} divided at a line end kept the hyphen, which may not belong there.")
    if pdf.unmapped > _MANY_UNMAPPED * pdf.characters:
        share = 100 * pdf.unmapped / pdf.characters
        warnings.append(f"{share:.1f}% of the characters do not say which letter they are; please compare the pages.")
    return warnings
