# SPDX-License-Identifier: MIT
"""The article reader for web pages that were saved: the article without what stands around it, or the whole page.

What lives here: a page as an article, with sentences about how it was read. What does not: encodings of pages
(page_decoding.py), elements and lines (page_tree.py), what a page tells of itself (page_told.py, page_dates.py), pages
inside of mails (mail_reader.py). Which part of a page is its article trafilatura decides; it fetches nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from curator.formats.article_readers import ReadArticle
from curator.formats.composing import Told, compose
from curator.formats.head_dates import dates_in
from curator.formats.page_dates import find_published, machine_date
from curator.formats.page_decoding import decode_page
from curator.formats.page_markup import Markup, gather, is_address
from curator.formats.page_told import told_of
from curator.formats.page_tree import parse_page, seen_lines

MEDIA = "text/html"
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_TEXTS = (".txt", ".text", ".md", ".markdown")
_WARM = (
    "<html><head><title>A</title></head><body><article><h1>A</h1><p>"
    + "A bridge fell. " * 60
    + "</p></article></body></html>"
)


class PageReader:
    """Reads pages that a browser or a program saved."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

    def recognises(self, data: bytes, name: str) -> bool:
        """A page in a file whose name does not say so; a text file that shows tags stays a text."""
        return not name.lower().endswith(_TEXTS) and _MARKUP.match(data[:4_000]) is not None

    def prepare(self) -> None:
        """Import trafilatura, and have it load what it loads late."""
        self.read_page(_WARM.encode(), "", whole=False)

    def read(self, data: bytes, name: str) -> ReadArticle:
        """The article of a page. Raises InputRefused."""
        return self.read_page(data, name, whole=False)

    def read_page(self, data: bytes, name: str, whole: bool) -> ReadArticle:
        """The article of a page, or with `whole` all that it shows. Raises InputRefused."""
        decoded = decode_page(data, name)
        read = read_markup(decoded.text, data, name, whole=whole)
        return read._replace(report=(decoded.sentence, *read.report), warnings=(*decoded.warnings, *read.warnings))


def read_markup(
    text: str,
    data: bytes,
    name: str,
    *,
    whole: bool = False,
    url: str = "",
    retrieved: str = "",
    beside: Sequence[Told] = (),
) -> ReadArticle:
    """A page as characters; `data` are the bytes it came from. `url` and `retrieved`: known beside the page; `beside`:
    what a mail's headers tell, which leads.

    Raises InputRefused.
    """
    root = parse_page(text, name)
    markup = gather(root, text)
    markup = markup._replace(url=markup.url or (url if is_address(url) else ""))
    lines = list(seen_lines(root))
    told = told_of(markup, lines)
    kept = retrieved or _saved_on(markup)
    title = next((one.value for one in told if one.field == "title"), "")
    dated = find_published(root, markup, lines, title, kept[:10])
    if dated.published:
        told.append(Told("published", dated.published.value, dated.published.sure, dated.published.words))
    if kept:
        told.append(Told("retrieved", kept, True))
    leading = {one.field for one in beside}
    told = [*beside, *(one for one in told if one.field not in leading)]
    body = "" if whole else _article_text(root)
    report = [
        "The whole page was taken, menus and all." if whole else "The article was told from the rest of the page."
    ]
    warnings = list(dated.warnings)
    if not whole and not body.strip():
        report, body = [], ""
        warnings.append("No article was found on the page; all that it shows was taken.")
    article = compose(body or "\n".join(line.text for line in lines), data, name, told, report, warnings)
    return article._replace(reader=PageReader.name, reader_version=extractor_version(), media=MEDIA)


@cache
def extractor_version() -> str:
    """What tells an article from the rest of a page."""
    from importlib.metadata import version

    return f"trafilatura {version('trafilatura')}"


def _article_text(root: Any) -> str:
    """The article, a paragraph a line. Comments of readers are none of it; tables are.

    Measured on 50 pages: F1 of 4-grams .962 without comments, .955 with them.
    """
    from trafilatura import bare_extraction

    for cell in root.iter("td", "th"):
        cell.attrib.pop("colspan", None)  # it would become empty cells, a thousand of them for a dozen letters
        cell.attrib.pop("rowspan", None)
    found = bare_extraction(root, include_comments=False)
    text = getattr(found, "text", "") if found is not None else ""
    return text or ""


def _saved_on(markup: Markup) -> str:
    """The day on which a browser or a program saved the page, where it wrote it into the page."""
    found = dates_in(markup.saved_on)
    return found[0].day if found else machine_date(markup.saved_on)[:10] or _spoken(markup.saved_on)


_SPOKEN = re.compile(r"\w{3} (?P<m>\w{3}) (?P<d>\d\d) (?P<y>\d{4})")


def _spoken(words: str) -> str:
    """A date as JavaScript speaks it: "Fri Nov 20 2026 10:11:12 GMT+0100"."""
    match = _SPOKEN.match(words)
    found = dates_in(f"{match['d']} {match['m']} {match['y']}") if match else []
    return found[0].value if found else ""
