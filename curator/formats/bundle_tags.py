# SPDX-License-Identifier: MIT
"""What the tagged lines of an article of a news database say: HD headline, BY byline, PD day, SN outlet, TD text.

What lives here: the text of one article -> proposals with their words. What does not: cutting (bundle_splitting.py),
the forms without tags (bundle_fields.py).
"""

from __future__ import annotations

import re

from curator.formats.article_readers import Proposal
from curator.formats.bundle_fields import Fields
from curator.formats.bundle_splitting import tags_of
from curator.formats.head_dates import dates_in
from curator.formats.language_names import language_code

_FIELDS = {"HD": "title", "BY": "author", "SN": "outlet", "SE": "section", "LA": "language", "PD": "published"}
_BODY = ("LP", "TD", "ART")
_BY = re.compile(r"(?i)^(?:by|par|por|von|بقلم)\s*:?\s+")
_FIGURE = re.compile(r"\d[\d,. ]*")


def read_tags(text: str) -> Fields:
    """The fields of one article whose lines have tags."""
    found: dict[str, Proposal] = {}
    words, body = 0, (len(text), len(text))
    for tag, begins, ends in tags_of(text):
        raw = text[begins:ends]
        start = begins + len(raw) - len(raw.lstrip())
        end = begins + len(raw.rstrip())
        if end <= start:
            continue
        if tag in _BODY:
            body = (min(body[0], start), end)
        elif tag == "WC" and (match := _FIGURE.search(raw)):
            words = int(re.sub(r"\D", "", match.group()))
        elif tag in _FIELDS and _FIELDS[tag] not in found:
            for proposal in _proposal(_FIELDS[tag], text, start, end):
                found[proposal.field] = proposal
    return Fields(tuple(found.values()), words, body if body[0] < body[1] else (len(text), len(text)))


def _proposal(field: str, text: str, start: int, end: int) -> list[Proposal]:
    value = " ".join(text[start:end].split())
    if field == "published":
        dates = dates_in(text[start:end])
        return [
            Proposal(field, date.value, start + date.start, start + date.end, not date.doubtful) for date in dates[:1]
        ]
    if field == "language":
        code = language_code(value)
        return [Proposal(field, code, start, end)] if code else []
    if field == "author" and (match := _BY.match(text[start:end])):
        start += match.end()
        value = " ".join(text[start:end].split())
    return [Proposal(field, value, start, end)] if value and len(value) < 400 else []
