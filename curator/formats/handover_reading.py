# SPDX-License-Identifier: MIT
"""Reading a hand-over: taken as a whole or refused as a whole, with every fault and its place.

What lives here: from the file to a HandOver that is right in itself. What does not: the zip (handover_zip.py), the
manifest (handover_manifest.py), the contents of units (handover_checks.py), what becomes of it (tasks). The file is
never written, and nothing of it is unpacked to the disk.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from curator.domain.codebook.document import codebook_sha256, read_document
from curator.domain.codebook.faults import CodebookFaults
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Article
from curator.domain.handover import HandedArticle, HandOver, Version
from curator.formats.handover_checks import Checking
from curator.formats.handover_file import (
    ARTICLES,
    CODEBOOK_NAME,
    LONG_LINE_BYTES,
    MOST_CODEBOOK_BYTES,
    MOST_ENTRY_BYTES,
    MOST_LINE_BYTES,
    OPENING,
    ORIGIN,
    PART_NAME,
    PARTS,
    TEXT_NAME,
    TEXTS,
    refusal,
)
from curator.formats.handover_manifest import Manifest, read_manifest
from curator.formats.handover_members import Wrong, exact, flag, listed, optional_id, sha256, text, whole
from curator.formats.handover_zip import ZipReading
from curator.formats.strict_json import Faults, cut, load
from curator.shape import replace

Made = TypeVar("Made")
_ARTICLE = frozenset(
    {"id", "text_sha256", "length", "original_sha256", "settled_by", "added", "fields", "text"}
)  # fmt: skip
_PERHAPS = frozenset(("origin", "follows"))
_UNIT = frozenset({"unit", "article", "coder", "known", "content"})
_TEXT = frozenset({"sha256", "text"})
# A FIFO opened for reading waits for its writer for ever; with O_NONBLOCK it opens at once and is seen for what it is.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_handover(path: Path, cancelled: Callable[[], bool] = lambda: False) -> HandOver:
    """The hand-over in a file, all of it checked. Raises InputRefused, and nothing else, where it is not taken.

    `cancelled` is asked between the parts; InputRefused then says so.
    """
    try:
        with _opened(path) as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise refusal("it is a folder, a device or a pipe, not a file")
            return _Reading(file, facts.st_size, cancelled).handover()
    except FileNotFoundError:
        raise refusal("it is not there: it was moved, renamed or deleted") from None
    except OSError as fault:
        raise refusal(f"it could not be read ({fault.strerror or fault})") from fault


def _opened(path: Path) -> BinaryIO:
    try:
        return os.fdopen(os.open(path, _FLAGS), "rb")
    except ValueError as fault:  # a NUL in the name
        raise refusal(f"it has a name that no file has ({fault})") from None


class _Reading:
    """One file being read."""

    def __init__(self, file: BinaryIO, size: int, cancelled: Callable[[], bool]) -> None:
        self._zip = ZipReading(file, size)
        self._cancelled = cancelled
        self._manifest: Manifest = read_manifest(self._zip)
        self._faults = Faults(OPENING)
        self._texts: dict[str, str] = {}

    def handover(self) -> HandOver:
        manifest = self._manifest
        books = self._codebooks()
        self._read_texts()
        articles = tuple(self._each(ARTICLES, self._article))
        self._faults.refuse()
        self._check_texts(articles)
        handover = HandOver(
            manifest.project, manifest.project_name, manifest.purpose, manifest.made_by, manifest.program,
            manifest.coders, books, articles, (), manifest.layers, manifest.note, manifest.settings,
        )  # fmt: skip
        return replace(handover, versions=self._versions(Checking(handover)))

    def _versions(self, checking: Checking) -> tuple[Version, ...]:
        """The versions of units, each looked at as it is read."""
        self._faults = checking.faults
        versions: list[Version] = []
        for kind, part in PARTS.items():
            for place, version in self._placed(part, partial(_version, kind)):
                checking.look(version, place)
                versions.append(version)
        self._faults.refuse()
        return tuple(versions)

    def _read(self, name: str, most: int = MOST_ENTRY_BYTES) -> bytes:
        """An entry whose hash is the one that the manifest names."""
        if self._cancelled():
            raise refusal("you stopped it")
        data = self._zip.read(name, most)
        if hashlib.sha256(data).hexdigest() != self._manifest.entries[name][1]:
            raise refusal(f"its entry {name} has another SHA-256 than its manifest says: it was changed or damaged")
        return data

    def _codebooks(self) -> tuple[Codebook, ...]:
        """The codebooks in the order of the manifest, which names all that are there."""
        there = {name for name in self._zip.entries if CODEBOOK_NAME.fullmatch(name)}
        self._manifest.check_count("codebooks", len(there))
        names = {f"codebooks/{each}.json": each for each in self._manifest.codebooks}
        if names.keys() != there:
            odd = min(names.keys() ^ there)
            raise refusal(f"its manifest does not name the codebooks that are in it ({odd})")
        if sum(self._zip.entries[name].size for name in names) > MOST_CODEBOOK_BYTES:
            raise refusal(f"its codebooks are larger than {MOST_CODEBOOK_BYTES // 1024 // 1024} MB together")
        return tuple(_codebook(name, self._read(name), named) for name, named in names.items())

    def _read_texts(self) -> None:
        for name in self._zip.entries:
            named = TEXT_NAME.fullmatch(name)
            if named:
                data = self._read(name)
                if hashlib.sha256(data).hexdigest() != named["sha256"]:
                    raise refusal(f"the text {name} has another SHA-256 than its name says")
                try:
                    self._texts[named["sha256"]] = data.decode("utf-8")
                except UnicodeDecodeError as fault:
                    raise refusal(f"the text {name} is not UTF-8 (byte {fault.start})") from None
        for known, full_text in self._each(TEXTS, _text, len(self._texts)):
            if known in self._texts:
                raise refusal(f"it holds one text twice (SHA-256 {known[:12]}…)")
            self._texts[known] = full_text

    def _check_texts(self, articles: tuple[HandedArticle, ...]) -> None:
        """Every text that is there belongs to an article that says so."""
        spare = self._texts.keys() - {each.article.text_sha256 for each in articles if each.text is not None}
        if spare:
            raise refusal(f"it holds a text that belongs to none of its articles (SHA-256 {min(spare)[:12]}…)")

    def _article(self, line: object) -> HandedArticle:
        members = exact(line, _ARTICLE | (line.keys() & _PERHAPS if isinstance(line, dict) else frozenset()), "")
        origin = exact(members.get("origin", dict.fromkeys(ORIGIN, "")), frozenset(ORIGIN), "origin")
        fields = members["fields"]
        if not isinstance(fields, dict):
            raise Wrong("fields", "an object {field: text} is expected here")
        known = sha256(members["text_sha256"], "text_sha256")
        article = Article(
            text(members["id"], "id"),
            known,
            whole(members["length"], "length"),
            fields,
            text(members["original_sha256"], "original_sha256"),
            text(members["settled_by"], "settled_by"),
            text(members["added"], "added"),
            reader=text(origin["reader"], "origin.reader"),
            reader_version=text(origin["reader_version"], "origin.reader_version"),
            media=text(origin["media"], "origin.media"),
            follows=optional_id(members.get("follows", ""), "follows"),
        )
        if not flag(members["text"], "text"):
            return HandedArticle(article)
        if known not in self._texts:
            raise Wrong("text", "the text of this article is said to come along, but does not")
        return HandedArticle(article, self._texts[known])

    def _each(self, part: str, make: Callable[[object], Made], before: int = 0) -> Iterator[Made]:
        return (made for _, made in self._placed(part, make, before))

    def _placed(self, part: str, make: Callable[[object], Made], before: int = 0) -> Iterator[tuple[str, Made]]:
        """What is made of each line of a part, with its place; a line that is not right is a fault.

        There are as many lines, together with `before`, as the manifest says.
        """
        count = before
        for name in self._names(part):
            for number, line in enumerate(_lines(name, self._read(name)), 1):
                place = f"{name} line {number}"
                count += 1
                if len(line) > MOST_LINE_BYTES:
                    raise refusal(f"{place} is longer than {MOST_LINE_BYTES // 1024 // 1024} MB")
                document = load(line, f"{OPENING} ({place})")
                try:
                    yield place, make(document)
                except Wrong as fault:
                    self._faults.add(place, fault.told)
                if len(line) > LONG_LINE_BYTES:  # no more such lines where anything is wrong
                    self._faults.refuse()
        self._manifest.check_count(part, count)

    def _names(self, part: str) -> list[str]:
        """The entries of a part in their order."""
        found = {}
        for name in self._zip.entries:
            named = PART_NAME.fullmatch(name)
            if named and named["part"] == part:
                found[int(named["number"] or 1)] = name
        if sorted(found) != list(range(1, len(found) + 1)):
            raise refusal(f"of its part “{part}” some pieces are missing")
        return [found[number] for number in sorted(found)]


def _lines(name: str, data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    if lines.pop():
        raise refusal(f"the last line of its entry {name} is not complete")
    return lines


def _codebook(name: str, data: bytes, named: str) -> Codebook:
    if hashlib.sha256(data).hexdigest() != named:
        raise refusal(f"the codebook {name} has another SHA-256 than its name says")
    try:
        book = read_document(load(data, f"{OPENING} ({name})"))
    except CodebookFaults as fault:
        raise refusal(f"{name} is no codebook ({cut(str(fault.faults[0]), 300)})") from None
    if codebook_sha256(book) != named:
        raise refusal(f"the codebook {name} is not in the form in which Curator keeps codebooks")
    return book


def _text(line: object) -> tuple[str, str]:
    members = exact(line, _TEXT, "")
    return sha256(members["sha256"], "sha256"), text(members["text"], "text")


def _version(kind: str, line: object) -> Version:
    members = exact(line, _UNIT, "")
    content = members["content"]
    if content is not None and not isinstance(content, dict):
        raise Wrong("content", "an object {…} or null is expected here")
    known = tuple(text(each, f"known[{at}]") for at, each in enumerate(listed(members["known"], "known")))
    return Version(
        kind, text(members["unit"], "unit"), text(members["article"], "article"), text(members["coder"], "coder"),
        known, content,
    )  # fmt: skip
