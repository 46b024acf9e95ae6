# SPDX-License-Identifier: MIT
"""A page as a browser puts it into the clipboard, read as a saved page is read.

What lives here: the readings that a person may choose from, the likeliest first. What does not: the clipboard
(app/page_clipboard.py), the reader, the process in which it reads (formats), adding (add_text.py).
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Literal, NamedTuple

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ArticleReader, ReadArticle
from curator.formats.page_markup import is_address
from curator.formats.page_reader import PageReader
from curator.formats.reading_apart import ReadersApart
from curator.tasks.add_text import read_text

How = Literal["article", "page", "text"]
NAME = "The page"
# What stands around an article: whoever selects the article alone has none of it.
_AROUND = re.compile(r"<(?:nav|header|footer|aside|form)\b", re.IGNORECASE)


class Reading(NamedTuple):
    """One way to read it. `data`: the bytes that were read, worth keeping; none of plain text."""

    how: How
    read: ReadArticle
    data: bytes = b""


def read_pasted(markup: str, text: str, address: str = "") -> list[Reading]:
    """All readings that give different texts. `text`: the same as plain text; `address`: where the page lies.

    Raises InputRefused where there is no text in any of them.
    """
    tellable = is_address(address) and not set('<>"') & set(address)  # it stands in a comment
    saved_from = f"<!-- saved from url=({len(address):04}){address} -->" if tellable else ""
    data = (saved_from + markup).encode("utf-8", "replace")
    order: tuple[How, ...] = ("article", "page") if _AROUND.search(markup) else ("page", "article")
    found = [Reading(how, read, data) for how, read in readings(PageReader(), data, NAME, order)]
    with suppress(InputRefused):
        found.append(Reading("text", read_text(text)))
    if not found:
        raise InputRefused("There is no text in what was copied.")
    return [one for place, one in enumerate(found) if one.read.text not in {other.read.text for other in found[:place]}]


def readings(reader: ArticleReader, data: bytes, name: str, order: tuple[How, ...]) -> list[tuple[How, ReadArticle]]:
    """A page read in these ways, in a process of its own; what could not be read is left out."""
    found: list[tuple[How, ReadArticle]] = []
    with ReadersApart(1) as apart:
        asked = [(how, apart.begin(reader, data, name, "whole" if how == "page" else "read")) for how in order]
        for how, each in asked:
            with suppress(InputRefused):
                found += [(how, read) for read in apart.read(each).articles[:1]]
    return found
