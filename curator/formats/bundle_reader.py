# SPDX-License-Identifier: MIT
"""The article reader for bundles of news databases in text files, and the way in for bundles in other documents.

What lives here: the text of a document -> one article, or the articles of a bundle. What does not: how a bundle is cut
(bundle_splitting.py) and its lines read (bundle_fields.py, bundle_tags.py). An article of a bundle keeps its text as it
stands there, the lines of the database too, so that its title, outlet and day know their words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from curator.domain.faults import InputRefused
from curator.domain.settling import TEXT_RULE, settle, text_sha256
from curator.formats.article_readers import Proposal, ReadArticle, ReadFile
from curator.formats.bundle_fields import Fields, read_fields
from curator.formats.bundle_splitting import Cuts, cuts_of
from curator.formats.bundle_tags import read_tags
from curator.formats.composing import Told, compose, shows
from curator.formats.encodings import decode
from curator.formats.language_guess import guess_language

RULE = "bundle 1"
_SHORT = 20
_LOOK = 400_000
_SIGN = re.compile(
    rb"(?i)documents?[^\S\n]*\r?\n|document[^\S\n]+\d|end of document|fin du document|^HD[^\S\n]|\nHD[\s]|\nLP[\s]|"
    rb"\n\s*Document [A-Z0-9]{12}"
)
_WORD = re.compile(r"\w+")


class ReadBy(NamedTuple):
    """What read the bytes: the reader's name, its library and version, the media type."""

    reader: str
    version: str
    media: str


class BundleReader:
    """Reads text files that hold the articles of a news database; knows them by their form, not by their name."""

    name = "bundle"
    suffixes: tuple[str, ...] = ()
    in_process = False

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the text is such a bundle. Never raises."""
        if not _may_be(data) and 0 not in data[:200]:
            return False
        try:
            return cuts_of(settle(decode(data, name).text).text) is not None
        except InputRefused:
            return False

    def read(self, data: bytes, name: str) -> ReadArticle | ReadFile:
        """The articles of the bundle. Raises InputRefused for what is no text or holds no article."""
        decoded = decode(data, name)
        report = (f"Encoding: {decoded.sentence}",)
        return read_document(decoded.text, data, name, (), report, ReadBy("bundle", RULE, "text/plain"))


def _may_be(data: bytes) -> bool:
    """Whether a sign of a bundle stands in the bytes. Nearly every text lacks even their words, which is found out
    several times as quickly."""
    low = data.lower()
    words = b"document" in low or any(line.startswith((b"hd", b"lp")) for line in low.split(b"\n"))
    return words and _SIGN.search(data) is not None


def read_document(
    text: str, data: bytes, name: str, told: Sequence[Told], report: Sequence[str], by: ReadBy,
    warnings: Sequence[str] = (),
) -> ReadArticle | ReadFile:  # fmt: skip
    """The text of a document as its one article, or, where it is a bundle by its form, as the articles of that.

    `told` are the document's own properties: those of a bundle say nothing about its articles.
    """
    settled = settle(text)
    cuts = cuts_of(settled.text)
    if cuts is None:
        read = compose(text, data, name, told, report, warnings)
        return read._replace(reader=by.reader, reader_version=by.version, media=by.media)
    sha = hashlib.sha256(data).hexdigest()
    articles: list[ReadArticle] = []
    refused: list[tuple[str, str]] = []
    for piece in cuts.pieces:
        part = f"#{piece.number}"
        body = settled.text[piece.start : piece.end]
        fields = read_tags(body) if cuts.kind == "tagged" else read_fields(body, cuts.kind == "signed")
        if len(body[slice(*fields.body)].strip()) < _SHORT or not shows(body):
            refused.append((part, f"Document {piece.number} of {name} has no text that could be told from its head."))
            continue
        articles.append(_article(body, fields, sha, part, by))
    if not articles:
        raise InputRefused(f"{name} looks like articles of a news database, but none of them has a text.")
    return ReadFile(tuple(articles), tuple(refused), (*report, *warnings, *_about(cuts, len(articles))))


def _article(text: str, fields: Fields, sha: str, part: str, by: ReadBy) -> ReadArticle:
    found = {proposal.field: proposal for proposal in fields.proposals}
    if "language" not in found and (language := guess_language(text[slice(*fields.body)])):
        found["language"] = Proposal("language", language)
    warnings = []
    missing = [name for name in ("title", "outlet", "published") if name not in found]
    if missing:
        words = {"title": "title", "outlet": "outlet", "published": "day of publication"}
        warnings.append(f"No {' and no '.join(words[one] for one in missing)} could be told from the head.")
    if fields.loaded and "published" not in found:
        warnings.append(f"It was loaded into the database on {fields.loaded}, which need not be the day it appeared.")
    many = len(_WORD.findall(text[slice(*fields.body)]))
    if fields.words > 40 and many < 0.6 * fields.words:
        warnings.append(f"Its head says that it has {fields.words} words; {many} were found: it may be cut off.")
    return ReadArticle(
        text=text, original_sha256=sha, proposals=tuple(found.values()), warnings=tuple(warnings),
        settled_by=TEXT_RULE, text_sha256=text_sha256(text), reader=by.reader,
        reader_version=by.version if by.version == RULE else f"{by.version}, {RULE}", media=by.media, part=part,
        original=b"",
        report=(f"Document {part[1:]} of a bundle of a news database.",),
    )  # fmt: skip


def _about(cuts: Cuts, taken: int) -> list[str]:
    many = len(cuts.pieces)
    words = "one article" if taken == 1 else f"{taken} articles"
    report = [f"A bundle of a news database: {words}."]
    if cuts.before:
        report.append(f"What stands before the first document was left out ({len(cuts.before)} characters).")
    numbers = {piece.number for piece in cuts.pieces}
    if cuts.all > many and (missing := sorted(set(range(1, cuts.all + 1)) - numbers)):
        named = ", ".join(map(str, missing[:20])) + (" …" if len(missing) > 20 else "")
        report.append(f"The file says that it holds {cuts.all} documents; {len(missing)} are not there: {named}.")
    return report
