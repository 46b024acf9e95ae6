# SPDX-License-Identifier: MIT
"""Zip containers from outside, read entry by entry into memory: documents that are zips (DOCX, ODT, EPUB) and folders.

What lives here: opening one within limits, and reading an entry by its name. What does not: what entries mean (the
readers), hand-overs, which have a stricter zip of their own (handover_zip.py). Nothing is ever unpacked to the disk,
and no entry's name is ever used as a name on it.

The rules (RELIABILITY.md 2.8, 3.5): at most 5,000 entries, 2 GB in all counted while they are unpacked, 200 times the
packed size; names that stand twice, links, special files and locked entries are refused.
"""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from curator.domain.faults import InputRefused
from curator.formats.handover_file import MOST_BYTES, MOST_ENTRIES, MOST_RATIO, SMALL_ENTRY
from curator.formats.strict_json import cut

_PIECE = 1 << 18
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_UTF8_NAME = 1 << 11
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the standard library raises for a damaged zip, beside its own BadZipFile; RecursionError and OSError were seen.
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, RecursionError, OSError, EOFError,
    ValueError, zlib.error, KeyError, IndexError, OverflowError, MemoryError,
)  # fmt: skip


class OpenedZip:
    """A zip whose directory was found sound; counts the bytes that are unpacked from it."""

    def __init__(self, archive: zipfile.ZipFile, name: str, most_bytes: int, size: int) -> None:
        self.name = name
        self._archive = archive
        self._most = most_bytes
        self._size = size
        self._unpacked = 0
        self._entries = {info.filename: info for info in archive.infolist() if _is_file(info)}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries that are files, in the order of the directory."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        return name in self._entries

    def size_of(self, name: str) -> int:
        """How many bytes the directory says an entry has."""
        return self._entries[name].file_size

    def shown_name(self, name: str) -> str:
        """An entry's name as people wrote it: with "/", and as UTF-8 where its packer did not say that it is."""
        if not self._entries[name].flag_bits & _UTF8_NAME:
            with suppress(UnicodeError):  # else as the standard says: the letters of the old IBM code page
                name = name.encode("cp437").decode("utf-8")
        return name.replace("\\", "/")

    def read(self, name: str, most: int) -> bytes:
        """The bytes of an entry of at most so many. Raises InputRefused: not there, locked, damaged, too large."""
        shown = f"{self.name} cannot be read: its part “{cut(name)}”"
        info = self._entries.get(name)
        if info is None:
            raise InputRefused(f"{shown} is missing; the file is damaged or of another kind.")
        if info.flag_bits & _ENCRYPTED:
            raise InputRefused(f"{shown} is locked with a password; save it without and import that.")
        if info.compress_type not in _KNOWN_METHODS:
            raise InputRefused(f"{shown} was packed by a method that is not read here; pack it again as a plain zip.")
        if info.file_size > most:
            raise InputRefused(f"{shown} has {info.file_size / 1e6:.1f} MB, and {most / 1e6:.0f} MB can be read.")
        return self._counted(info, most, shown)

    def _counted(self, info: zipfile.ZipInfo, most: int, shown: str) -> bytes:
        pieces: list[bytes] = []
        many = 0
        try:
            with self._archive.open(info) as stream:
                while piece := stream.read(_PIECE):
                    many += len(piece)
                    self._unpacked += len(piece)
                    if many > most or self._unpacked > self._most:
                        raise InputRefused(f"{shown} unpacks to more than can be read.")
                    if many > SMALL_ENTRY and many > max(info.compress_size, 1) * MOST_RATIO:
                        raise InputRefused(f"{shown} unpacks to more than {MOST_RATIO} times its size.")
                    pieces.append(piece)
        except _DAMAGE:
            raise InputRefused(f"{shown} is damaged; get the file again from its source.") from None
        return b"".join(pieces)


@contextmanager
def opened_zip(data: bytes, name: str, most_bytes: int = MOST_BYTES) -> Iterator[OpenedZip]:
    """The zip in `data`; at most `most_bytes` can be unpacked from it. Raises InputRefused for an unsound form."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        raise InputRefused(f"{name} is damaged, or not what its name says: it is no zip container.") from None
    with archive:
        _check(archive, name, most_bytes, len(data))
        yield OpenedZip(archive, name, most_bytes, len(data))


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is one; a damaged directory may have entries without a name."""
    return info.filename != "" and not info.is_dir()


def _check(archive: zipfile.ZipFile, name: str, most_bytes: int, size: int) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise InputRefused(f"{name} holds {len(entries):,} parts, and {MOST_ENTRIES:,} can be read; split it.")
    seen: set[str] = set()
    for info in entries:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.create_system in (3, 19) and kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise InputRefused(f"{name} was not read: its part “{cut(info.filename)}” is a link or a device.")
        same = unicodedata.normalize("NFC", unicodedata.normalize("NFC", info.filename).casefold())
        if same in seen:
            raise InputRefused(f"{name} was not read: two of its parts have the same name, “{cut(info.filename)}”.")
        seen.add(same)
    total = sum(info.file_size for info in entries)
    if total > most_bytes:
        raise InputRefused(f"{name} would unpack to {total / 1e6:,.0f} MB, and {most_bytes / 1e6:,.0f} can be read.")
    if total > 16 * SMALL_ENTRY and total > size * MOST_RATIO:
        raise InputRefused(f"{name} was not read: it would unpack to more than {MOST_RATIO} times its size.")
