# SPDX-License-Identifier: MIT
"""The zip of a hand-over: entries end to end, one way to write it and no other way to read it.

What lives here: writing and reading the container, with all that makes a zip dangerous refused before anything is
unpacked. What does not: what the entries hold, and which names they may have (handover_file.py).

Layout: PKWARE's APPNOTE, 4.3. A hand-over uses little of it: no comment, no data descriptor, no ZIP64 (2 GB need none),
stored or deflated entries that follow each other from the first byte to the directory. So the directory, the headers
before the entries and the bytes of the file cannot tell different stories. Nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from curator.formats.handover_file import MOST_BYTES, MOST_ENTRIES, MOST_RATIO, SMALL_ENTRY, is_allowed, refusal
from curator.formats.strict_json import cut
from curator.shape import Frozen

_LOCAL = struct.Struct("<4s5H3I2H")  # then name and extra field
_CENTRAL = struct.Struct("<4s6H3I5H2I")  # then name, extra field and comment
_END = struct.Struct("<4s4H2IH")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_STORED, _DEFLATED = 0, 8
_DATE = 1 << 5 | 1  # the first day a zip can name: 1 January 1980
_UNIX_FILE = 0o100600 << 16
_VERSION = 20
_MADE_ON_UNIX = 3 << 8 | _VERSION
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_DESCRIPTOR = 1 << 3
_UTF8_NAME = 1 << 11
_KNOWN_FLAGS = _UTF8_NAME | 1 << 1 | 1 << 2  # the two others tell how hard the packer tried
_DOS_FOLDER = 0x10
_ZIP64 = 0x0001
_FULL = 0xFFFFFFFF
_MOST_NAME = 200
_PIECE = 1024 * 1024


class Entry(Frozen):
    """An entry as directory and header agree on it. `begins`: where its packed bytes are."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    begins: int


class ZipWriting:
    """Writes entries one after the other; `finish` writes the directory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._directory: list[bytes] = []

    def add(self, name: str, data: bytes) -> None:
        """Pack an entry, or store it where packing would gain nothing or so much that no reader would believe it."""
        packing = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packing.compress(data) + packing.flush()
        method = _DEFLATED
        if len(packed) >= len(data) or (len(data) > SMALL_ENTRY // 8 and len(data) > len(packed) * MOST_RATIO // 2):
            packed, method = data, _STORED
        encoded = name.encode("ascii")
        told = (0, method, 0, _DATE, zlib.crc32(data), len(packed), len(data), len(encoded), 0)
        self._directory.append(
            _CENTRAL.pack(_CENTRAL_SIGN, _MADE_ON_UNIX, _VERSION, *told, 0, 0, 0, _UNIX_FILE, self._at) + encoded
        )
        for piece in (_LOCAL.pack(_LOCAL_SIGN, _VERSION, *told), encoded, packed):
            self._file.write(piece)
            self._at += len(piece)

    def finish(self) -> None:
        """Write the directory and the end."""
        directory = b"".join(self._directory)
        many = len(self._directory)
        self._file.write(directory)
        self._file.write(_END.pack(_END_SIGN, 0, 0, many, many, len(directory), self._at, 0))


class ZipReading:
    """An open zip whose directory was read and believed. Every fault of it raises InputRefused."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        """`size`: of the file in bytes."""
        self._file = file
        if size > MOST_BYTES + _FULL // 64:
            raise refusal("it is larger than 2 GB")
        directory_at, directory, many = self._end(size)
        found = list(_directory_entries(directory, many))
        _check_names([name for name, *_ in found])
        self.entries = {entry.name: entry for entry in self._laid_out(found, directory_at)}
        _check_sizes(list(self.entries.values()), size)

    def read(self, name: str, most: int) -> bytes:
        """An entry unpacked, of at most `most` bytes; it has the size and the check sum that the directory says."""
        entry = self.entries[name]
        if entry.size > most:
            raise refusal(f"its entry {name} is larger than {most // 1024 // 1024} MB")
        packed = self._at(entry.begins, entry.packed)
        data = packed if entry.method == _STORED else _inflated(packed, entry)
        if len(data) != entry.size or zlib.crc32(data) != entry.crc:
            raise refusal(f"its entry {name} is damaged")
        return data

    def _at(self, place: int, length: int) -> bytes:
        self._file.seek(place)
        data = self._file.read(length)
        if len(data) != length:
            raise refusal("it ends too early: it was cut off")
        return data

    def _end(self, size: int) -> tuple[int, bytes, int]:
        """Where the directory is, its bytes, and how many entries it has."""
        if size < _END.size or self._at(0, 4) not in (_LOCAL_SIGN, _END_SIGN):
            raise refusal("it is no hand-over: a hand-over is a zip")
        sign, disk, first_disk, here, many, length, place, comment = _END.unpack(self._at(size - _END.size, _END.size))
        if sign != _END_SIGN or comment:
            raise refusal("it does not end as a zip ends: it was cut off, or something was added behind it")
        if _FULL in (length, place) or 0xFFFF in (disk, here, many):
            raise refusal("it is a zip of the large kind (ZIP64), which no hand-over is")
        if disk or first_disk or here != many:
            raise refusal("it is one of several pieces of a zip")
        if many > MOST_ENTRIES:
            raise refusal(f"it holds {many} entries, more than {MOST_ENTRIES}")
        if place + length + _END.size != size:
            raise refusal("its directory is not where it says: something was put before, between or behind its entries")
        if length > many * (_CENTRAL.size + 4 * _MOST_NAME):
            raise refusal("its directory is longer than its entries need")
        return place, self._at(place, length), many

    def _laid_out(self, found: list[tuple[str, int, int, int, int, int]], directory_at: int) -> Iterator[Entry]:
        """The entries where their headers say the same as the directory, and each begins where the one before ends."""
        at = 0
        for name, method, crc, packed, size, offset in sorted(found, key=lambda told: told[5]):
            if offset != at:
                reason = "lies over another one" if offset < at else "does not follow the one before it"
                raise refusal(f"its entry {name} {reason}")
            sign, _, flags, *told, name_length, extra = _LOCAL.unpack(self._at(at, _LOCAL.size))
            if sign != _LOCAL_SIGN or flags & (_ENCRYPTED | _DESCRIPTOR):
                raise refusal(f"its entry {name} does not begin as the directory says")
            begins = at + _LOCAL.size + name_length + extra
            header = self._at(at + _LOCAL.size, begins - at - _LOCAL.size)
            if header[:name_length] != name.encode("ascii"):
                raise refusal(f"its entry {name} has another name in its own header")
            if (told[0], *told[3:]) != (method, crc, packed, size) or _has_zip64(header[name_length:]):
                raise refusal(f"its entry {name} has another size or sum in its own header than in the directory")
            at = begins + packed
            if at > directory_at:
                raise refusal(f"its entry {name} reaches into the directory")
            yield Entry(name, method, crc, packed, size, begins)
        if at != directory_at:
            raise refusal("something lies between its entries and its directory")


def _directory_entries(data: bytes, many: int) -> Iterator[tuple[str, int, int, int, int, int]]:
    """(name, method, sum, packed size, size, offset) of each entry, in the directory's order."""
    at = 0
    for number in range(many):
        if at + _CENTRAL.size > len(data):
            raise refusal(f"its directory ends after {number} of {many} entries")
        (
            sign, made, _, flags, method, _, _, crc, packed, size,
            name_length, extra, comment, disk, _, attributes, offset,
        ) = _CENTRAL.unpack_from(data, at)  # fmt: skip
        at += _CENTRAL.size
        raw, more = data[at : at + name_length], data[at + name_length : at + name_length + extra]
        at += name_length + extra + comment
        name = _name(raw)
        if sign != _CENTRAL_SIGN or at > len(data):
            raise refusal("its directory is damaged")
        reason = (
            _strange_kind(made, attributes)
            or _strange_packing(flags, method)
            or ("is on another disk" if disk else "")
            or ("is of the large kind (ZIP64)" if _FULL in (packed, size, offset) or _has_zip64(more) else "")
        )
        if reason:
            raise refusal(f"its entry {cut(name)} {reason}")
        yield name, method, crc, packed, size, offset
    if at != len(data):
        raise refusal("its directory holds more than its entries")


def _name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise refusal("an entry has a name that is no text") from None


def _strange_kind(made: int, attributes: int) -> str:
    kind = stat.S_IFMT(attributes >> 16)
    if made >> 8 in (3, 19) and kind == stat.S_IFLNK:
        return "is a link"
    if attributes & _DOS_FOLDER or (made >> 8 in (3, 19) and kind == stat.S_IFDIR):
        return "is a folder"
    if made >> 8 in (3, 19) and kind not in (0, stat.S_IFREG):
        return "is no plain file"
    return ""


def _strange_packing(flags: int, method: int) -> str:
    if flags & _ENCRYPTED:
        return "is encrypted"
    if flags & _DESCRIPTOR or flags & ~_KNOWN_FLAGS:
        return "was packed in a way that no hand-over uses"
    if method not in (_STORED, _DEFLATED):
        return f"was packed by a method (number {method}) that no hand-over uses"
    return ""


def _has_zip64(extra: bytes) -> bool:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == _ZIP64:
            return True
        at += 4 + length
    return False


def _check_names(names: list[str]) -> None:
    """Refuse names that stand twice (on any file system) before those that no hand-over has."""
    seen: dict[str, str] = {}
    for name in names:
        same = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        if same in seen:
            raise refusal(f"two of its entries have the same name, {cut(name)}")
        seen[same] = name
    for name in names:
        if len(name) > _MOST_NAME or not is_allowed(name):
            raise refusal(f"it holds an entry that belongs to no hand-over, “{cut(name)}”")


def _check_sizes(entries: list[Entry], size: int) -> None:
    total = sum(entry.size for entry in entries)
    if total > MOST_BYTES:
        raise refusal("it would unpack to more than 2 GB")
    for entry in entries:
        if entry.size > SMALL_ENTRY and entry.size > entry.packed * MOST_RATIO:
            raise refusal(f"its entry {entry.name} would unpack to more than {MOST_RATIO} times its size")
        if entry.method == _STORED and entry.size != entry.packed:
            raise refusal(f"its entry {entry.name} is stored with two different sizes")
    if total > 16 * SMALL_ENTRY and total > size * MOST_RATIO:
        raise refusal(f"it would unpack to more than {MOST_RATIO} times its size")


def _inflated(packed: bytes, entry: Entry) -> bytes:
    """The unpacked bytes: never more than the directory says, and nothing may be left of the packed ones."""
    unpacking = zlib.decompressobj(-15)
    pieces: list[bytes] = []
    many, rest = 0, packed
    try:
        while not unpacking.eof:
            piece = unpacking.decompress(rest, min(_PIECE, entry.size + 1 - many))
            rest = unpacking.unconsumed_tail
            many += len(piece)
            pieces.append(piece)
            if many > entry.size or (not piece and not rest and not unpacking.eof):
                break
    except zlib.error:
        raise refusal(f"its entry {entry.name} is damaged") from None
    if many != entry.size or not unpacking.eof or unpacking.unused_data or rest:
        raise refusal(f"its entry {entry.name} does not unpack to the size that the directory says")
    return b"".join(pieces)
