# SPDX-License-Identifier: MIT
"""What stands beside the tables in the folder of a data set: texts, codebooks, other files, with their hashes.

What lives here: writing single files of a set, and its end: codebooks and manifest. What does not: tables of CSV
(csv_file.py), what the manifest says (manifest.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from curator.domain.canonical import sha256_of
from curator.domain.codebook.document import codebook_json
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding
from curator.formats.csv_file import WrittenFile
from curator.formats.manifest import NAME, TEXTS, Manifest, SetOptions, sha256_of_file
from curator.formats.set_source import SetSource
from curator.formats.wide_codebook import codebook_ref

_PIECE = 256  # lines written at once


class LinesFile:
    """A text file of lines being written; close() gives what the manifest says of it. Memory stays flat."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.records = name, 0
        self._stream = (folder / name).open("xb")
        self._digest = hashlib.sha256()
        self._waiting: list[str] = []

    def write(self, text: str, records: int = 1) -> None:
        """Add text, which brings its line end; `records`: how many records it holds."""
        self.records += records
        self._waiting.append(text)
        if len(self._waiting) >= _PIECE:
            self._flush()

    def close(self) -> WrittenFile:
        self._flush()
        self._stream.close()
        return WrittenFile(self.name, self.records, self._digest.hexdigest())

    def abandon(self) -> None:
        """Let go of the file after a fault; nothing more is written to it."""
        self._stream.close()

    def _flush(self) -> None:
        data = "".join(self._waiting).encode("utf-8")
        self._digest.update(data)
        self._stream.write(data)
        self._waiting = []


def finished(
    folder: Path,
    source: SetSource,
    options: SetOptions,
    written: Iterable[WrittenFile],
    counts: Mapping[str, int],
    remarks: Iterable[str] = (),
) -> Manifest:
    """Write the codebooks and the manifest of a set whose other files are `written`; called after all codings were
    read."""
    codebooks = write_codebooks(folder, source.codebook, source.codebooks().values())
    left_out = tuple(source.left_out())
    manifest = Manifest(
        source.project_id, source.project_name, source.codebook, options, (*written, *codebooks),
        {**counts, "left_out": len(left_out)}, (), left_out, remarks=tuple(remarks),
        unsettled=tuple(source.unsettled()),
    )  # fmt: skip
    (folder / NAME).write_bytes(manifest.to_bytes())
    return manifest


def write_article_text(folder: Path, coding: ArticleCoding) -> int:
    """Write the text of an article into texts/; 0 where it is there already (two articles may hold the same text)."""
    texts = folder / TEXTS
    texts.mkdir(exist_ok=True)
    path = texts / f"{coding.article.text_sha256}.txt"
    if path.exists():
        return 0
    path.write_bytes(coding.text.encode("utf-8"))
    return 1


def write_codebooks(folder: Path, codebook: Codebook, others: Iterable[Codebook]) -> list[WrittenFile]:
    """codebook.json, and in codebooks/ the others that something in the set was coded under."""
    written = [write_file(folder, "codebook.json", codebook_json(codebook))]
    here = codebook_ref(codebook)
    named = {codebook_ref(book): book for book in others if codebook_ref(book) != here}
    for ref in sorted(named):
        (folder / "codebooks").mkdir(exist_ok=True)
        written.append(write_file(folder, f"codebooks/{file_name(ref)}.json", codebook_json(named[ref])))
    return written


def write_file(folder: Path, name: str, text: str) -> WrittenFile:
    """Write a small file of the set, as the manifest lists it."""
    with folder.joinpath(*name.split("/")).open("xb") as stream:
        stream.write(text.encode("utf-8"))
    return WrittenFile(name, None, sha256_of(text))


def written_file(folder: Path, name: str, records: int | None = None) -> WrittenFile:
    """A file that was written otherwise, as the manifest lists it."""
    return WrittenFile(name, records, sha256_of_file(folder / name))


def file_name(ref: str) -> str:
    """A file name for a codebook's key and version: a hash is added where it could not be taken as it is.

    A version is free text, so nothing of it goes into a path that is not harmless on every system.
    """
    wanted = ref.replace(" ", "-", 1)
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", wanted)[:60].rstrip(".")
    return plain if plain == wanted else f"{plain}-{hashlib.sha256(ref.encode('utf-8')).hexdigest()[:8]}"
