# SPDX-License-Identifier: MIT
"""Where one article ends and the next begins in what a news database gave out as one text.

What lives here: recognising such a text by its form, and cutting it. What does not: what the lines of an article mean
(bundle_fields.py, bundle_tags.py), articles as values (bundle_reader.py). No name of a database decides, only the form:

- numbered: "1 of 25 DOCUMENTS" or "Document 1 of 25" before each;
- ended: "End of Document" after each, and "Load-Date", "Length" or "Body" lines within;
- tagged: lines that begin with HD, BY, PD, SN, LP, TD ...; "AN  Document ABC..." at the end of each;
- signed: the same without tags: "512 words", a date, an outlet, and "Document ABC..." as the last line of each.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["numbered", "ended", "tagged", "signed"]

_NUMBERED = re.compile(
    r"^[^\S\n]*(?:document[^\S\n]+)?(?P<number>\d{1,5})[^\S\n]+(?:of|de|von|sur|из|من)[^\S\n]+(?P<all>\d{1,5})"
    r"(?:[^\S\n]+(?:documents?|dokumente?n?|documentos?))?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SAYS_DOCUMENT = re.compile(r"(?i)do[ck]ument")
_ENDED = re.compile(
    r"^[^\S\n]*(?:end of document|fin du document|fin del documento|ende des dokuments)[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LABELS = re.compile(
    r"^[^\S\n]*(?:load-date|length|body|longueur|corps|longitud|länge|date de chargement)[^\S\n]*(?::|$)",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED = re.compile(r"^[^\S\n]*(?:AN[^\S\n]+)?Document[^\S\n]+(?=\w*\d)[A-Z][A-Za-z0-9]{11,49}[^\S\n]*$", re.MULTILINE)
_WORDS = re.compile(
    r"^[^\S\n]*\d[\d,. ]{0,8}[^\S\n]?(?:words|mots|palabras|wörter|parole|palavras)[^\S\n]*$", re.MULTILINE
)
_TAG = re.compile(
    r"^(?P<tag>HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|SE|CLM|RF|CT|VOL|GC)"
    r"(?:[^\S\n]{1,8}|[^\S\n]*$)",
    re.MULTILINE,
)
_COVER = re.compile(
    r"(?im)^[^\S\n]*(?:user name:?|nom d'utilisateur ?:?|date and time:?|job number:?|documents? \(\d+\)|"
    r"client/matter:?)"
)
_HEAD_LABEL = re.compile(
    r"(?im)^[^\S\n]*(?:copyright\b|©|section:|length:|byline:|dateline:|body[^\S\n]*$|longueur ?:|rubrique ?:|"
    r"auteur ?:|corps[^\S\n]*$)"
)
_FORM_FEEDS = "\f\n \t\r"


class Piece(NamedTuple):
    """One article's place in the text, and its number there (from 1)."""

    number: int
    start: int
    end: int


class Cuts(NamedTuple):
    """How a text is cut. `before`: what stands before the first article (a cover sheet). `all`: how many it says."""

    kind: Kind
    pieces: tuple[Piece, ...]
    before: str = ""
    all: int = 0


def cuts_of(text: str) -> Cuts | None:
    """How the text of a news database is cut into articles; None for any other text."""
    return _numbered(text) or _tagged(text) or _ended(text) or _signed(text)


def tags_of(text: str) -> list[tuple[str, int, int]]:
    """The tagged lines of a piece: the tag, where its value begins and ends (all lines until the next tag)."""
    found = list(_TAG.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [(match["tag"], match.end(), end) for match, end in zip(found, ends, strict=True)]


def _numbered(text: str) -> Cuts | None:
    marks = [match for match in _NUMBERED.finditer(text) if _SAYS_DOCUMENT.search(match.group())]
    marks = [match for match in marks if 1 <= int(match["number"]) <= int(match["all"])]
    if not marks or not (len(marks) > 1 or int(marks[0]["all"]) == 1 or _LABELS.search(text)):
        return None
    ends = [match.start() for match in marks[1:]] + [len(text)]
    pieces = [
        _piece(text, int(match["number"]), match.end(), end) for match, end in zip(marks, ends, strict=True)
    ]  # fmt: skip
    if len({piece.number for piece in pieces}) < len(pieces):  # two bundles one after the other
        pieces = [piece._replace(number=number) for number, piece in enumerate(pieces, start=1)]
    return Cuts("numbered", tuple(pieces), text[: marks[0].start()].strip(), int(marks[-1]["all"]))


def _ended(text: str) -> Cuts | None:
    ends = list(_ENDED.finditer(text))
    if not ends or not _LABELS.search(text):
        return None
    pieces, start, before = [], 0, ""
    for number, match in enumerate(ends, start=1):
        begins = _after_cover(text, start, match.start())
        before = before or text[start:begins].strip()
        pieces.append(_piece(text, number, begins, match.start()))
        start = match.end()
    if len(text[start:].strip()) > 200:
        pieces.append(_piece(text, len(ends) + 1, start, len(text)))
    return Cuts("ended", tuple(pieces), before)


def _after_cover(text: str, start: int, end: int) -> int:
    """Where the article begins after a cover sheet with a list of titles; `start` where there is none.

    Before the copyright line or the first label of an article stand its title, its outlet and its date.
    """
    covers = list(_COVER.finditer(text, start, end))
    if not covers:
        return start
    label = _HEAD_LABEL.search(text, covers[-1].end(), end)
    if label is None:
        return start
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text[start : label.start()]))
    return start + lines[-3].start() if len(lines) >= 3 else start


def _tagged(text: str) -> Cuts | None:
    found = list(_TAG.finditer(text))
    heads = [place for place, match in enumerate(found) if match["tag"] == "HD"]
    if not heads or not {"PD", "SN"} & {match["tag"] for match in found}:
        return None
    if not {"LP", "TD"} & {match["tag"] for match in found}:
        return None
    starts = [_first_of_article(found, place) for place in heads]
    ends = [found[place].start() for place in starts[1:]] + [len(text)]
    pieces = [
        _piece(text, number, found[place].start(), end)
        for number, (place, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]
    return Cuts("tagged", tuple(pieces), text[: found[starts[0]].start()].strip())


def _first_of_article(found: list[re.Match[str]], place: int) -> int:
    """An article may begin with its section or column before its headline."""
    while place and found[place - 1]["tag"] in ("SE", "CLM") and (place < 2 or found[place - 2]["tag"] in _LAST_TAGS):
        place -= 1
    return place


_LAST_TAGS = ("AN", "PUB", "IPC", "IPD", "RE", "NS", "IN", "CO", "SE", "CLM")


def _signed(text: str) -> Cuts | None:
    ends = list(_SIGNED.finditer(text))
    if not ends or len(_WORDS.findall(text)) < len(ends):
        return None
    pieces, start = [], 0
    for number, match in enumerate(ends, start=1):
        pieces.append(_piece(text, number, start, match.end()))
        start = match.end()
    if len(text[start:].strip()) > 200 and _WORDS.search(text, start):
        pieces.append(_piece(text, len(ends) + 1, start, len(text)))
    return Cuts("signed", tuple(pieces))


def _piece(text: str, number: int, start: int, end: int) -> Piece:
    """Without blank lines before and after it; the spaces of its first line stay."""
    while start < end and text[start] in _FORM_FEEDS:
        start += 1
    while end > start and text[end - 1] in _FORM_FEEDS:
        end -= 1
    return Piece(number, start, end)
