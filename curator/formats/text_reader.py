# SPDX-License-Identifier: MIT
"""The built-in article reader: plain texts, and pages saved as text.

What lives here: bytes -> settled text with proposals, and the sentences of the report. What does not: encodings
(encodings.py), the rule (domain/settling.py), the head (page_head.py), the disk (article_file.py).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from curator.domain.faults import InputRefused
from curator.domain.settling import TEXT_RULE, Settled, settle, text_sha256
from curator.formats.article_readers import ReadArticle, ReadFile
from curator.formats.encodings import Decoded, decode
from curator.formats.page_head import propose
from curator.formats.several_articles import article_starts, piece_of

_MARKUP = re.compile(r"\s*(?:<!doctype html|<html[\s>]|<\?xml)", re.IGNORECASE)


class TextReader:
    """Reads any file that is text in some encoding. Comes in by the entry point `text` of pyproject.toml."""

    name = "text"
    suffixes: tuple[str, ...] = ()
    in_process = True  # bounded and quick: linear in the file's size

    def read(self, data: bytes, name: str) -> ReadArticle:
        """The article in `data`. Raises InputRefused for empty and blank files, for what is no text or not readable."""
        if not data:
            raise InputRefused(f"{name} is empty; there is nothing to import.")
        decoded = decode(data, name)
        settled = settle(decoded.text, bom_taken=decoded.bom_taken)
        if not any(_shows(char) for char in settled.text):
            raise InputRefused(f"{name} is blank: it holds nothing but white space.")
        proposals, warnings = propose(settled.text)
        several = len(article_starts(settled.text))
        if several:
            warnings = (f"It looks like {several} articles one after the other, and was taken as one.", *warnings)
        original_sha256 = hashlib.sha256(data).hexdigest()
        as_it_was = decoded.how == "utf-8" and settled.text == decoded.text and not _mended(decoded)
        return ReadArticle(
            text=settled.text,
            original_sha256=original_sha256,
            proposals=proposals,
            report=(f"Encoding: {decoded.sentence}",),
            warnings=(*_decoding_warnings(decoded), *_settling_warnings(settled, decoded), *warnings),
            settled_by=TEXT_RULE,
            replaced=settled.replaced,
            text_sha256=original_sha256 if as_it_was else "",
            reader=self.name,
            media="text/plain",
            several=several,
        )

    def read_several(self, data: bytes, name: str) -> ReadFile:
        """The articles that a text looks like, each with what its own head says. Raises InputRefused as `read` does."""
        whole = self.read(data, name)
        starts = article_starts(whole.text)
        if not starts:
            return ReadFile((whole,))
        edges = (*starts, len(whole.text))
        pieces = (piece_of(whole.text[start:end]) for start, end in zip(starts, edges[1:], strict=False))
        return ReadFile(tuple(
            _part(whole, piece, number, len(starts)) for number, piece in enumerate(pieces, start=1)
        ))  # fmt: skip


def _part(whole: ReadArticle, text: str, number: int, all_of_them: int) -> ReadArticle:
    """One of the articles of a text; its words are all of it, so no bytes are kept beside them."""
    proposals, warnings = propose(text)
    return whole._replace(
        text=text, proposals=proposals, warnings=warnings, several=0, text_sha256=text_sha256(text), original=b"",
        part=f"#{number}", report=(*whole.report, f"Article {number} of {all_of_them} that the file was taken for."),
    )  # fmt: skip


def _shows(char: str) -> bool:
    """Whether a character is more than white space or an invisible mark."""
    return not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf") and char != "\ufffd"


def _mended(decoded: Decoded) -> bool:
    """Whether the characters are not just those of the bytes."""
    return decoded.bom_taken or decoded.cut_off or decoded.joined_pairs


def _decoding_warnings(decoded: Decoded) -> list[str]:
    warnings = []
    if decoded.how == "detected" and decoded.sureness < 0.9:
        warnings.append("The file does not say its encoding; please check that the letters are right.")
    if decoded.cut_off:
        warnings.append("The file ends in the middle of a character; it seems to be cut off (shown as U+FFFD).")
    if decoded.joined_pairs:
        warnings.append("Characters written as two surrogates each (CESU-8) were joined.")
    return warnings


def _settling_warnings(settled: Settled, decoded: Decoded) -> list[str]:
    warnings = [
        f"{count} {kind} {'character was' if count == 1 else 'characters were'} replaced by U+FFFD."
        for kind, count in settled.replaced.items()
    ]
    if damaged := decoded.text.count("\ufffd") - decoded.cut_off:
        times = "once" if damaged == 1 else f"{damaged} times"
        warnings.append(f"The file itself holds the replacement character U+FFFD {times}: letters were lost before.")
    if _MARKUP.match(settled.text[:200]):
        warnings.append("The file looks like HTML or XML; it was taken as it is, with its tags.")
    return warnings
