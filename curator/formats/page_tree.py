# SPDX-License-Identifier: MIT
"""A page as a tree of elements, and what of it a reader of the page sees, line by line.

What lives here: parsing within limits and walking. What does not: what the elements mean (page_told.py, page_dates.py),
which of the lines are the article (page_text.py). Nothing is fetched: lxml parses without network and without entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from curator.domain.faults import InputRefused

# Elements whose content is not shown, or no text.
UNSEEN = frozenset(
    ("script", "style", "head", "template", "noscript", "iframe", "object", "svg", "math", "audio", "video", "canvas",
     "select", "datalist", "textarea", "option", "map", "rp")
)  # fmt: skip
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "button", "center", "dd", "details", "dir", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
     "thead", "tr", "ul")
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


class SeenLine(NamedTuple):
    """A line of the page as it is seen, and the element that begins it."""

    text: str
    element: Any


def parse_page(text: str, name: str) -> Any:
    """The root element (of lxml) of a page. Raises InputRefused where nothing of it is markup or text."""
    from lxml import etree, html

    # What the parser gets is UTF-8, whatever the page says of itself.
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
    source = _DECLARATION.sub("", text.replace("\x00", "\ufffd"), count=1)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise InputRefused(f"{name} holds nothing that a web page shows.") from None


def seen_lines(root: Any) -> Iterator[SeenLine]:
    """All lines that the page shows, in order, white space run together; without recursion."""
    parts: list[str] = []
    begun: Any = None
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        element, leaving = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        breaks = tag in _BLOCKS
        if not leaving:
            if breaks:
                yield from _line(parts, begun)
            elif tag in _CELLS and parts:
                parts.append(" \t ")
            if tag and not _unseen(element, tag):
                begun = _gather(parts, element.text, element, begun)
                waiting.append((element, True))
                waiting.extend((below, False) for below in reversed(element))
                continue
        if breaks:
            yield from _line(parts, begun)
        begun = _gather(parts, element.tail, element.getparent(), begun)
    yield from _line(parts, begun)


def _gather(parts: list[str], text: str | None, element: Any, begun: Any) -> Any:
    if not text:
        return begun
    blank = not text.strip(" \t\n\r\f\v")
    if blank and not parts:
        return begun
    first = not parts
    parts.append(text)
    return element if first else begun


def _line(parts: list[str], begun: Any) -> Iterator[SeenLine]:
    if parts:
        cells = "".join(parts).split(" \t ")
        parts.clear()
        text = "\t".join(filter(None, (_SPACE.sub(" ", cell).strip(" ") for cell in cells)))
        if text.strip():
            yield SeenLine(text, begun)


def _unseen(element: Any, tag: str) -> bool:
    if tag in UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
