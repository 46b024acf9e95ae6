# SPDX-License-Identifier: MIT
"""The zip of a release: a CSV set without texts, packed so that the same set gives the same bytes.

What lives here: packing a folder, and unpacking with all that a zip from elsewhere could do refused (a project may come
from anybody). What does not: the set (csv_set.py), keeping releases (operations, store).
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from curator.domain.faults import InputRefused

MOST_UNPACKED = 2_000_000_000  # bytes
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_NAME = re.compile(r"(codebooks/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,100}\.(csv|json)")
_PIECE = 1 << 20


def packed(folder: Path) -> bytes:
    """The files of a set as a zip, in the order of their names, all of one date."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if not _NAME.fullmatch(name):
                raise ValueError(f"no file of a release: {name!r}")
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            with path.open("rb") as stream, archive.open(info, "w") as entry:
                while piece := stream.read(_PIECE):
                    entry.write(piece)
    return target.getvalue()


def unpack(data: bytes, folder: Path, name: str) -> None:
    """Write the files of the release `name` into `folder`, which is there and empty.

    Raises InputRefused for what is no zip of ours: other names, one twice, damaged, or larger than 2 GB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [entry.filename for entry in archive.infolist()]
            if len({each.lower() for each in names}) < len(names) or not all(map(_NAME.fullmatch, names)):
                raise _refused(name, "holds files that no release has")
            left = MOST_UNPACKED
            for entry in archive.infolist():
                left -= _write(archive, entry, folder, left, name)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise _refused(name, "is damaged") from fault


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, left: int, name: str) -> int:
    path = folder.joinpath(*entry.filename.split("/"))
    path.parent.mkdir(exist_ok=True)
    written = 0
    with archive.open(entry) as stream, path.open("xb") as target:
        while piece := stream.read(_PIECE):
            written += len(piece)
            if written > left:
                raise _refused(name, "is larger than 2 GB")
            target.write(piece)
    return written


def _refused(name: str, why: str) -> InputRefused:
    return InputRefused(f"The release “{name}” {why}; nothing was taken from it.")
