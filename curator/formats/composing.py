# SPDX-License-Identifier: MIT
"""From the text that a document reader took out of a file to a ReadArticle: settled, with what is proposed about it.

What lives here: settling, refusing what is blank, joining paragraphs, and putting what the file tells of itself (its
title, author) beside what the head of its text shows. What does not: any file format.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from curator.domain.faults import InputRefused
from curator.domain.settling import TEXT_RULE, settle
from curator.formats.article_readers import Proposal, ReadArticle
from curator.formats.page_head import propose

_HEAD = 4_000  # code points in which a told title is looked for
_BLANKS = re.compile(r"[^\S\n]+\n")
_GAPS = re.compile(r"\n{3,}")
_NO_TITLE = re.compile(
    r"(?i)untitled.*|(?:microsoft )?(?:word|powerpoint)(?: document)?|document\d*|title|"
    r"[^\s]+\.(?:docx?|rtf|odt|indd|qxd|pdf|html?|txt|pages|wpd)"
)
_TITLE_LEAD = re.compile(r"(?i)^(?:microsoft word|powerpoint) ?[-:] ?")
_NO_AUTHOR = re.compile(r"(?i)unknown|anonymous|user|admin(?:istrator)?|owner|author|python-docx|nobody|.*[\\/@].*")


class Told(NamedTuple):
    """A value that the file gives apart from its text (a document property); never sure unless the format makes it so.

    `words`: as it stands in the text, where that differs from the value.
    """

    field: str
    value: str
    sure: bool = False
    words: str = ""


def shows(text: str) -> bool:
    """Whether a text has more than white space and invisible marks."""
    return any(
        not char.isspace() and char != "\ufffd" and unicodedata.category(char) not in ("Cc", "Cf") for char in text
    )


def tidy(text: str) -> str:
    """A text without white space at line ends and without more than one blank line on end; for made texts only."""
    return _GAPS.sub("\n\n", _BLANKS.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n") + "\n")).strip("\n")


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs with a blank line between; as they are where the document itself parts them with blank ones."""
    parts = [part.strip(" \t\r\n\f\v") for part in paragraphs]
    filled = sum(1 for part in parts if part)
    first, last = _ends(parts)
    parts = parts[first:last]
    blank = len(parts) - filled
    return tidy(("\n" if 4 * blank >= filled and filled > 3 else "\n\n").join(parts))


def table_blocks(rows: Iterable[Sequence[Sequence[str]]]) -> Iterator[str]:
    """A table as blocks; each row has the blocks of each of its cells. Rows of cells with a line each are lines, with
    tabs between the cells; of other rows the blocks come one by one."""
    lines: list[str] = []
    for cells in rows:
        if all(len(cell) <= 1 and "\n" not in "".join(cell) for cell in cells):
            lines.append("\t".join(cell[0] if cell else "" for cell in cells).rstrip())
            continue
        if lines:
            yield "\n".join(lines)
            lines = []
        yield from (block for cell in cells for block in cell)
    if any(line.strip() for line in lines):
        yield "\n".join(lines)


def _ends(parts: Sequence[str]) -> tuple[int, int]:
    filled = [place for place, part in enumerate(parts) if part]
    return (filled[0], filled[-1] + 1) if filled else (0, 0)


def told_title(value: str, sure: bool = False) -> tuple[Told, ...]:
    """The title property of a document, unless it is the name of a file or of a program."""
    value = " ".join(_TITLE_LEAD.sub("", value).split())
    return () if len(value) < 4 or len(value) > 400 or _NO_TITLE.fullmatch(value) else (Told("title", value, sure),)


def told_author(value: str) -> tuple[Told, ...]:
    """The author property, unless it is what programs fill in."""
    value = " ".join(value.split())
    return () if len(value) < 3 or len(value) > 200 or _NO_AUTHOR.fullmatch(value) else (Told("author", value),)


def compose(
    text: str,
    data: bytes,
    name: str,
    told: Sequence[Told] = (),
    report: Sequence[str] = (),
    warnings: Sequence[str] = (),
    *,
    with_head: bool = True,
) -> ReadArticle:
    """The article; values told with certainty lead, then what the head of the text shows, then the rest.

    `with_head` False: the text has no head of its own (an entry of a bundle, whose head was taken off as fields).
    Raises InputRefused where nothing of the text shows.
    """
    settled = settle(text)
    if not shows(settled.text):
        raise InputRefused(f"{name} is blank: it holds no text.")
    seen, doubts = propose(settled.text)
    if not with_head:
        seen, doubts = tuple(one for one in seen if one.field in ("language", "dateline")), ()
    placed = [_placed(settled.text, one) for one in told]
    found: dict[str, Proposal] = {}
    for proposal in (*(one for one in placed if one.sure), *seen, *placed):
        found.setdefault(proposal.field, proposal)
    replaced = [
        f"{count} {kind} {'character was' if count == 1 else 'characters were'} replaced by U+FFFD."
        for kind, count in settled.replaced.items()
    ]
    return ReadArticle(
        text=settled.text,
        original_sha256=hashlib.sha256(data).hexdigest(),
        proposals=tuple(found.values()),
        report=tuple(report),
        warnings=(*warnings, *replaced, *doubts),
        settled_by=TEXT_RULE,
        replaced=settled.replaced,
    )


def _placed(text: str, told: Told) -> Proposal:
    """The told value with its words, where they stand in the head of the text as they are."""
    words = settle(told.words or told.value).text
    at = text.find(words, 0, _HEAD) if words else -1
    return Proposal(told.field, told.value, max(at, 0), at + len(words) if at >= 0 else 0, told.sure)
