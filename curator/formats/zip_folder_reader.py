# SPDX-License-Identifier: MIT
"""The article reader for zip folders: each file in it goes to the reader for its kind.

What lives here: which entries are articles, which are left out with words, and the clock. What does not: the safety of
the zip (zip_reading.py), any kind of article. A zip in a zip is refused: nobody can tell how far that goes on.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from curator.domain.faults import InputRefused
from curator.formats.article_readers import MAX_BYTES, ReadArticle, ReadFile, as_file, installed_readers
from curator.formats.strict_json import cut, plain
from curator.formats.zip_reading import OpenedZip, opened_zip

MOST_UNPACKED = 120_000_000  # what a reader's process has room for beside its libraries
SECONDS = 8.0  # of the ten that a reader has
_SYSTEM = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|(?:Thumbs\.db|desktop\.ini|ehthumbs\.db|Icon\r)$)", re.IGNORECASE)
_PAGE_FILES = re.compile(r"(?:_files|_file|-Dateien|_fichiers|_archivos|\.files)/", re.IGNORECASE)
_OTHER = {
    "pictures": ".jpg .jpeg .png .gif .webp .svg .bmp .ico .tif .tiff .heic .avif",
    "sounds and films": ".mp3 .mp4 .wav .ogg .avi .mov .mkv .webm .m4a",
    "parts of web pages": ".css .js .mjs .woff .woff2 .ttf .otf .eot .map",
    "tables and data": ".csv .tsv .json .jsonl .xlsx .xls .ods .sqlite .db .xml .yaml .yml .toml .curator",
    "presentations": ".ppt .pptx .odp",
    "programs": ".exe .dll .bat .sh .py .msi .com .scr",
}
_KIND_OF = {suffix: kind for kind, suffixes in _OTHER.items() for suffix in suffixes.split()}
_PACKED = (".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".zst", ".cab")


class _Entry(NamedTuple):
    """An entry by its own name in the zip, and as people read that."""

    own: str
    name: str


class ZipFolderReader:
    """Reads zip folders of articles. `clock`: seconds, for the time that reading may take."""

    name = "zip"
    suffixes: tuple[str, ...] = (".zip",)
    in_process = False
    max_bytes = 60_000_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock

    def prepare(self) -> None:
        """Have all readers prepare themselves: any of them may be needed."""
        for reader in installed_readers().readers:
            prepare = getattr(reader, "prepare", None)
            if prepare is not None and reader.name != self.name:
                prepare()

    def read(self, data: bytes, name: str) -> ReadFile:
        """The articles of all entries. Raises InputRefused where the zip is unsound or holds no article."""
        until = self._clock() + SECONDS
        articles: list[ReadArticle] = []
        refused: list[tuple[str, str]] = []
        report: list[str] = []
        with opened_zip(data, name, MOST_UNPACKED) as parts:
            entries, left_out = _sorted_out(parts, refused)
            for place, entry in enumerate(entries):
                if self._clock() > until:
                    late = "could not be read in the time that one file may take; unpack the zip and import its folder"
                    refused += [(later.name, f"“{cut(later.name)}” {late}.") for later in entries[place:]]
                    break
                _read(parts, entry, articles, refused, report)
        if left_out:
            told = ", ".join(f"{many} {kind}" for kind, many in sorted(left_out.items()))
            report.insert(0, f"Left out of the zip folder: {told}.")
        if not articles and not refused:
            raise InputRefused(f"{name} holds no file that could be an article.")
        return ReadFile(tuple(articles), tuple(refused), tuple(report))


def _sorted_out(parts: OpenedZip, refused: list[tuple[str, str]]) -> tuple[list[_Entry], Counter[str]]:
    """The entries to read, and how many of each kind are left out; what is refused goes into the list."""
    entries: list[_Entry] = []
    left_out: Counter[str] = Counter()
    for own in parts.names:
        name = parts.shown_name(own)
        lower = name.lower()
        suffix = lower[lower.rfind(".") :] if "." in lower.rpartition("/")[2] else ""
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            refused.append((plain(name), f"“{cut(name)}” has a name that leads out of the folder; it was not read."))
        elif _SYSTEM.search(name):
            left_out["files of the operating system"] += 1
        elif _PAGE_FILES.search(name):
            left_out["files that belong to saved pages"] += 1
        elif suffix in _PACKED:
            refused.append(
                (name, f"“{cut(name)}” is a packed folder within a zip; unpack it and import that by itself.")
            )
        elif kind := _KIND_OF.get(suffix) if not _reads_feed(parts, own, suffix) else "":
            left_out[kind] += 1
        else:
            entries.append(_Entry(own, plain(name)))
    return entries, left_out


def _reads_feed(parts: OpenedZip, own: str, suffix: str) -> bool:
    """Whether an .xml may be a feed; its reader says so when it is read."""
    return suffix == ".xml" and parts.size_of(own) <= MAX_BYTES


def _read(
    parts: OpenedZip, entry: _Entry, articles: list[ReadArticle], refused: list[tuple[str, str]], report: list[str]
) -> None:
    shown = f"“{cut(entry.name)}”"
    try:
        data = parts.read(entry.own, MAX_BYTES)
        if not data:
            raise InputRefused(f"{shown} is empty; there is nothing to import.")
        reader = installed_readers().for_file(data, entry.name)
        if isinstance(reader, ZipFolderReader):
            raise InputRefused(f"{shown} is a zip folder within a zip; unpack it and import that by itself.")
        if entry.name.lower().endswith(".xml") and reader.name == "text":
            raise InputRefused(
                f"{shown} is a data file; to import it as an article, unpack it and name the file itself."
            )
        read = as_file(reader.read(data, shown))
    except InputRefused as fault:
        refused.append((entry.name, fault.sentence))
        return
    sha = hashlib.sha256(data).hexdigest()
    for article in read.articles:
        original = data if article.original is None else article.original
        articles.append(article._replace(part=entry.name + article.part, original_sha256=sha, original=original))
    refused += [(entry.name + part, sentence) for part, sentence in read.refused]
    report += [f"{entry.name}: {sentence}" for sentence in read.report]
