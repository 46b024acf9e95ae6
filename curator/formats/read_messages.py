# SPDX-License-Identifier: MIT
"""What a reader in a process of its own found, as a frame and back.

What lives here: both directions, and judging what came: a reader that was led astray by a file may say anything. What
does not: the frame itself (frames.py), the processes (reader_worker.py, reading_apart.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.settling import settle
from curator.formats.article_readers import Proposal, ReadArticle, ReadFile
from curator.formats.frames import BrokenFrame, Frame

_WORDS = ("reader", "reader_version", "media", "part", "settled_by")
_MOST_ARTICLES = 100_000
_MOST_WORD = 1_000  # code points of a name
_MOST_VALUE = 20_000  # of a proposed value
_DAY = r"\d{4}-\d\d-\d\d"
_FORMS = {
    "published": re.compile(rf"{_DAY}(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))?"),
    "retrieved": re.compile(rf"{_DAY}(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))?"),
    "language": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "url": re.compile(r"\S+"),
}
# Headlines hold spaces that do not break a line, and others of their own width: the words are the same.
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Seen only by what they do to letters, and part of how Persian, Hindi or Arabic words are written.
_WRITTEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2060\ufeff]")


def as_message(read: ReadFile) -> tuple[dict[str, Any], list[bytes]]:
    """Head and pieces for what was read; the pieces are the bytes to keep of articles that have their own."""
    pieces: list[bytes] = []
    articles = []
    for one in read.articles:
        told: dict[str, Any] = {
            "text": one.text,
            "original_sha256": one.original_sha256,
            "proposals": [list(proposal) for proposal in one.proposals],
            "report": list(one.report),
            "warnings": list(one.warnings),
            "replaced": dict(one.replaced),
            **{word: getattr(one, word) for word in _WORDS},
        }
        if one.original is not None:
            told["original"] = len(pieces)
            pieces.append(one.original)
        articles.append(told)
    return {"articles": articles, "refused": [list(each) for each in read.refused], "report": list(read.report)}, pieces


def from_message(frame: Frame, data: bytes) -> ReadFile:
    """What was read of `data`. Raises BrokenFrame where it cannot be what a sound reader says."""
    head = frame.head
    try:
        if len(head["articles"]) > _MOST_ARTICLES or len(head["refused"]) > _MOST_ARTICLES:
            raise BrokenFrame("too many articles")
        whole = hashlib.sha256(data).hexdigest()
        return ReadFile(
            tuple(_article(told, frame.pieces, whole) for told in head["articles"]),
            tuple((_text(name, _MOST_WORD), _text(why, _MOST_VALUE)) for name, why in head["refused"]),
            _sentences(head["report"]),
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as fault:
        raise BrokenFrame(f"no article ({type(fault).__name__})") from fault


def _article(told: Mapping[str, Any], pieces: tuple[bytes, ...], whole: str) -> ReadArticle:
    text = _text(told["text"])
    if not text or settle(text).text != text:
        raise BrokenFrame("a text that is not settled")
    original = pieces[told["original"]] if "original" in told else None
    proposals = [_proposal(each, len(text)) for each in told["proposals"]]
    odd = [f"The {one.field} “{one.value}” is not what an article may have; it was left out." for one in proposals
           if not _fits(one)]  # fmt: skip
    return ReadArticle(
        text=text,
        original_sha256=whole if not original else hashlib.sha256(original).hexdigest(),
        proposals=tuple(one for one in proposals if _fits(one)),
        report=_sentences(told["report"]),
        warnings=(*_sentences(told["warnings"]), *odd),
        replaced=MappingProxyType({_text(kind, 40): int(count) for kind, count in told["replaced"].items()}),
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        original=original,
        several=0,  # texts alone may be taken apart, and they are read here
        **{word: _text(told[word], _MOST_WORD) for word in _WORDS},
    )


def _proposal(told: Any, length: int) -> Proposal:
    field, value, start, end, sure = told
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= length):
        raise BrokenFrame("words outside the text")
    spaced = _SPACES.sub(" ", _text(value, _MOST_VALUE))
    return Proposal(_text(field, 40), spaced, start, end, sure is True)


def _fits(proposal: Proposal) -> bool:
    """Whether an article may have this value; what a person typed is held to the same."""
    form = _FORMS.get(proposal.field)
    printable = _WRITTEN.sub("", proposal.value).isprintable()
    fits = printable and bool(proposal.value.strip()) and proposal.field in ARTICLE_FIELDS
    return fits and (form is None or form.fullmatch(proposal.value) is not None)


def _sentences(told: Any) -> tuple[str, ...]:
    return tuple(_text(each, _MOST_VALUE) for each in told)


def _text(told: Any, most: int | None = None) -> str:
    if not isinstance(told, str) or (most is not None and len(told) > most):
        raise BrokenFrame("no text")
    return told
