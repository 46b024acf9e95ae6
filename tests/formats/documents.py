# SPDX-License-Identifier: MIT
"""Documents for tests, written without the readers: a PDF by hand, zips of XML, Rich Text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

PdfLine = tuple[float, float, float, str]  # x, y (from the foot of the page), size, words

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)


def pdf(
    pages: Sequence[Sequence[PdfLine]], info: Mapping[str, str] | None = None, rotate: int = 0, box: str = "0 0 612 792"
) -> bytes:
    """A PDF with lines of Helvetica at given places. PDF 32000-1, 7.5."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids: list[int] = []
    for lines in pages:
        drawn = b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, _escaped(words)) for x, y, size, words in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (box.encode(), rotate, len(objects))
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    told = b" ".join(b"/%s (%s)" % (key.encode(), _escaped(value)) for key, value in (info or {}).items())
    objects.append(b"<< %s >>" % told)
    return _numbered(objects)


def _escaped(words: str) -> bytes:
    raw = words.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _numbered(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
    begins = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + end % (len(objects) + 1, len(objects), begins)


def flowed(paragraphs: Sequence[Sequence[str]], x: float = 72, top: float = 720, size: float = 11) -> list[PdfLine]:
    """Lines of paragraphs one below the other, with more room between paragraphs than between lines."""
    lines: list[PdfLine] = []
    y = top
    for paragraph in paragraphs:
        for words in paragraph:
            lines.append((x, y, size, words))
            y -= 1.2 * size
        y -= size
    return lines


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts, packed."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return into.getvalue()


def odt(body: str, meta: str = "", **more: str) -> bytes:
    """An ODT with this inside of its office:text."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("meta", "meta"),
        )
    )
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    told = (
        f'<?xml version="1.0"?><office:document-meta{spaces}><office:meta>{meta}</office:meta></office:document-meta>'
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": told}
    return zipped(parts | more)


def epub(chapters: Mapping[str, str], metadata: str = "", **more: str) -> bytes:
    """An EPUB whose chapters (file name -> XHTML) are read in this order."""
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package}
    return zipped(parts | {f"OEBPS/{name}": text for name, text in chapters.items()} | more)
