# SPDX-License-Identifier: MIT
"""The article reader for electronic books and magazines (EPUB).

What lives here: the package file and its reading order -> the text of all chapters, properties as proposals. What does
not: the safety of zip and XML (zip_reading.py, xml_reading.py), a chapter's HTML (html_blocks.py). Source: EPUB 3.3.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle
from curator.formats.composing import Told, compose, told_author, told_title
from curator.formats.html_blocks import block_text, xhtml_text
from curator.formats.language_names import language_code
from curator.formats.xml_reading import attribute, child, descendants, parsed, plain_text
from curator.formats.zip_reading import OpenedZip, opened_zip

MOST_UNPACKED = 200_000_000
_MOST_PART, _MOST_CHAPTERS, _MOST_TEXT = 20_000_000, 2_000, 10_000_000
_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/html+xml")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class EpubReader:
    """Reads EPUB files as one article, chapter after chapter."""

    name = "epub"
    suffixes: tuple[str, ...] = (".epub",)
    in_process = False

    def prepare(self) -> None:
        """Import what is slow to import."""
        block_text("<p>x</p>", "")

    def read(self, data: bytes, name: str) -> ReadArticle:
        """The text in reading order. Raises InputRefused: locked, damaged, no EPUB, blank, beyond the limits."""
        with opened_zip(data, name, MOST_UNPACKED) as parts:
            place, package = _package(parts, name)
            if parts.has("META-INF/encryption.xml") and b"EncryptedData" in parts.read(
                "META-INF/encryption.xml", _MOST_PART
            ):
                locked = _locked(parts, name)
            else:
                locked = set()
            chapters, missing = _chapters(parts, place, package, name, locked)
        if not any(chapters) and locked:
            raise InputRefused(f"{name} is locked by its seller (DRM) and cannot be read.")
        warnings = []
        if missing:
            words = "One chapter is" if missing == 1 else f"{missing} chapters are"
            warnings.append(f"{words} missing, locked or damaged in the file and left out.")
        text = "\n\n".join(chapter for chapter in chapters if chapter)
        report = [f"EPUB with {len(chapters)} {'part' if len(chapters) == 1 else 'parts'} in its reading order."]
        read = compose(text, data, name, _told(package), report, warnings)
        return read._replace(reader="epub", reader_version="curator epub 1", media="application/epub+zip")


def _package(parts: OpenedZip, name: str) -> tuple[str, Element]:
    if not parts.has(_CONTAINER):
        raise InputRefused(f"{name} is no EPUB: it is another kind of zip.")
    container = parsed(parts.read(_CONTAINER, _MOST_PART), name)
    rootfile = next(descendants(container, "rootfile"), None)
    place = unquote(attribute(rootfile, "full-path")) if rootfile is not None else ""
    if not parts.has(place):
        raise InputRefused(f"{name} is damaged: its table of contents is missing.")
    return place, parsed(parts.read(place, _MOST_PART), name)


def _locked(parts: OpenedZip, name: str) -> set[str]:
    """The entries that are encrypted; fonts often are and do no harm."""
    root = parsed(parts.read("META-INF/encryption.xml", _MOST_PART), name)
    return {unquote(attribute(one, "URI")) for one in descendants(root, "CipherReference")}


def _chapters(parts: OpenedZip, place: str, package: Element, name: str, locked: set[str]) -> tuple[list[str], int]:
    """The text of each chapter in the order of the spine, and how many are missing."""
    items = {attribute(one, "id"): one for one in descendants(package, "item")}
    chapters: list[str] = []
    missing = length = 0
    references = [one for one in descendants(package, "itemref") if attribute(one, "linear") != "no"]
    if len(references) > _MOST_CHAPTERS:
        raise InputRefused(f"{name} has {len(references):,} chapters, and {_MOST_CHAPTERS:,} can be read.")
    for reference in references:
        item = items.get(attribute(reference, "idref"))
        if item is None or "nav" in attribute(item, "properties").split():
            missing += item is None
            continue
        if attribute(item, "media-type") not in _PAGES:
            continue
        entry = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(attribute(item, "href"))))
        if not parts.has(entry) or entry in locked:
            missing += 1
            continue
        chapters.append(xhtml_text(parts.read(entry, _MOST_PART), name))
        length += len(chapters[-1])
        if length > _MOST_TEXT:
            raise InputRefused(f"{name} holds more text than one article may have; import its chapters one by one.")
    return chapters, missing


def _told(package: Element) -> tuple[Told, ...]:
    metadata = child(package, "metadata")
    if metadata is None:
        return ()
    named = {name: plain_text(child(metadata, name)) for name in ("title", "publisher", "date", "language")}
    told = [*told_title(named["title"])]
    told += told_author(", ".join(filter(None, (plain_text(one) for one in descendants(metadata, "creator")))))
    if named["publisher"]:
        told.append(Told("outlet", named["publisher"][:200]))
    if match := _DAY.match(named["date"]):
        told.append(Told("published", match.group()))
    if code := language_code(named["language"]):
        told.append(Told("language", code, True))
    return tuple(told)
