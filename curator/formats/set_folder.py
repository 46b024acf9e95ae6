# SPDX-License-Identifier: MIT
"""What stands beside the tables in the folder of a data set: texts, codebooks, other files, with their hashes.

What lives here: writing single files of a set. What does not: tables (csv_file.py), the manifest (manifest.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from curator.domain.canonical import sha256_of
from curator.domain.codebook.document import codebook_json
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding
from curator.formats.csv_file import WrittenFile
from curator.formats.manifest import TEXTS, sha256_of_file
from curator.formats.wide_codebook import codebook_ref


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
