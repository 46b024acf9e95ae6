# SPDX-License-Identifier: MIT
"""All the text of a piece of HTML that is an article through and through: a chapter of a book, an entry of a feed.

What lives here: a plain walk from HTML to paragraphs. What does not: telling the article from the rest of a page, which
the reader of pages does. Nothing is fetched: lxml parses without network and without its huge trees.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from curator.domain.faults import InputRefused
from curator.formats.composing import tidy
from curator.formats.xml_reading import parsed

_SKIPPED = frozenset(
    ("script", "style", "head", "template", "noscript", "iframe", "object", "svg", "math", "form", "nav", "audio",
     "video", "select", "button", "textarea", "rt", "rp")
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "header", "footer", "main", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul",
     "ol", "dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption", "table", "thead", "tbody", "hr", "address",
     "body", "center", "details", "summary", "fieldset")
)  # fmt: skip
_LINES = frozenset(("br", "tr", "li"))
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>", re.IGNORECASE)
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_XML_ENTITIES = (b"amp;", b"lt;", b"gt;", b"quot;", b"apos;")


def block_text(markup: str | bytes, name: str) -> str:
    """The text, paragraphs with a blank line between, list entries and table rows a line each, cells by a tab.

    Raises InputRefused where it cannot be parsed at all.
    """
    from lxml import etree
    from lxml import html as lxml_html

    encoding = "utf-8" if isinstance(markup, bytes) else None
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=encoding
    )
    try:
        root = lxml_html.document_fromstring(markup, parser=parser)
    except etree.ParserError:
        return ""  # nothing but white space and comments
    except (etree.LxmlError, ValueError):
        raise InputRefused(f"{name} is damaged: its HTML cannot be read.") from None
    return tidy(_walk(root))


def xhtml_text(data: bytes, name: str) -> str:
    """As `block_text`, of HTML in the form of XML, where `<title/>` is a whole element; else as any HTML."""
    source = _DOCTYPE.sub(b"", data, count=1)
    source = _ENTITY.sub(_character, source)
    try:
        root = parsed(source, name)
    except InputRefused:
        return block_text(data, name)
    return tidy(_walk(root))


def element_text(element: Any) -> str:
    """As `block_text`, of an element of XHTML that is parsed already."""
    return tidy(_walk(element))


def _character(match: re.Match[bytes]) -> bytes:
    """A named character of HTML as a number, which XML knows too."""
    name = match[1]
    if name in _XML_ENTITIES or name.decode("ascii") not in html5:
        return match.group()
    return "".join(f"&#{ord(char)};" for char in html5[name.decode("ascii")]).encode("ascii")


def _walk(root: Any) -> str:
    """Without recursion: what is nested too deep for a page ends a walk by recursion in a crash."""
    out = _Lines()
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        element, leaving = waiting.pop()
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if leaving:
            out.leave(tag)
            out.add(element.tail or "")
            continue
        if not tag or tag in _SKIPPED:
            out.add(element.tail or "")
            continue
        out.enter(tag)
        out.add(element.text or "")
        waiting.append((element, True))
        waiting.extend((below, False) for below in reversed(element))
    return out.text


class _Lines:
    """Gathers text; white space runs together but in <pre>."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._end = "\n"  # how what was gathered ends: after a space or line end no space is wanted
        self._pre = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, text: str) -> None:
        if text and not self._pre:
            text = _run_together(text)
            if text[:1] == " " and self._end in " \n\t":
                text = text[1:]
        if text:
            self._parts.append(text)
            self._end = text[-1]

    def enter(self, tag: str) -> None:
        self._pre += tag == "pre"
        if tag in _BLOCKS:
            self._break("\n\n")
        elif tag in _LINES:
            self._break("\n")
        elif tag in ("td", "th") and self._end != "\n":
            self._break("\t")

    def leave(self, tag: str) -> None:
        self._pre -= tag == "pre"
        if tag in _BLOCKS:
            self._break("\n\n")
        elif tag in ("tr", "li"):
            self._break("\n")

    def _break(self, by: str) -> None:
        if self._parts and not (by == "\n" and self._end == "\n"):
            self._parts.append(by)
            self._end = by[-1]


def _run_together(text: str) -> str:
    """White space of HTML as one space; a no-break space is none."""
    return re.sub(r"[ \t\n\r\f\u2028\u2029]+", " ", text)
