# SPDX-License-Identifier: MIT
"""Telling files that are no text by their first bytes or by their control characters.

What lives here: the signs and their plain names. What does not: refusing (encodings.py words the sentence).
"""

from __future__ import annotations

import re

# (offset, first bytes, what it is): only signs long or odd enough that no article begins with them.
_SIGNS = (
    (0, b"\x89PNG\r\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a sound file"),
    (0, b"ID3\x03", "a sound file"),
    (0, b"ID3\x04", "a sound file"),
    (0, b"OggS\x00", "a sound or film file"),
    (4, b"ftypisom", "a film file"),
    (4, b"ftypmp4", "a film file"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"{\\rtf", "a rich text (RTF) document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b\x08", "a compressed (gzip) file"),
    (0, b"BZh91AY&SY", "a compressed (bzip2) file"),
    (0, b"\xfd7zXZ\x00", "a compressed (xz) file"),
    (0, b"\x28\xb5\x2f\xfd", "a compressed (zstd) file"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
)
_ZIP_DOCUMENTS = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint document"),
    (b"application/vnd.oasis", "an OpenDocument file"),
    (b"application/epub", "an e-book (EPUB)"),
)
_AT_THE_BEGINNING = (*(sign for offset, sign, _ in _SIGNS if not offset), b"PK\x03\x04", b"MZ")
_OFFSETS = sorted({offset for offset, _, _ in _SIGNS if offset})
_FURTHER_ON = tuple((at, tuple(sign for offset, sign, _ in _SIGNS if offset == at)) for at in _OFFSETS)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
# Text has next to none; a text with a few stray ones (RELIABILITY: they are kept or replaced, and counted) passes.
_FEW_CONTROLS = 4


def known_kind(data: bytes) -> str:
    """What the file looks like by its first bytes ("a PNG picture"), or "" where nothing is recognised."""
    if not data.startswith(_AT_THE_BEGINNING) and not any(data.startswith(signs, at) for at, signs in _FURTHER_ON):
        return ""  # nearly every file
    for offset, sign, kind in _SIGNS:
        if data.startswith(sign, offset):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIP_DOCUMENTS if mark in data[:4096]), "a ZIP archive")
    if re.match(rb"MZ.{58}", data, re.DOTALL) and b"\x00\x00\x00" in data[:64]:
        return "a program"
    return ""


def has_many_controls(data: bytes, share: float = 0.1) -> bool:
    """Whether control characters are so many that this is no text in any encoding made of bytes."""
    count = len(data) - len(data.translate(None, _CONTROLS))
    return count > _FEW_CONTROLS and count > share * len(data)
