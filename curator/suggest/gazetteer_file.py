# SPDX-License-Identifier: MIT
"""The file of the world's places: what its tables are, and unpacking the shipped one to the cache folder once.

What lives here: the form of the file, and that it is whole and of this version. What does not: looking names up
(gazetteer.py), making what is shipped (packaging/gazetteer.py).
"""

from __future__ import annotations

import hashlib
import lzma
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from curator import assets, paths
from curator.suggest.place_names import KEYS

FORMAT = 2  # rises with the tables
SHIPPED = "gazetteer/places.xz"
# `kind` is the place of a word in gazetteer.KINDS; latitude and longitude in hundred-thousandths of a degree (WGS 84);
# `admin1` and `admin2` are ids of places; `loose` is 1 for a key that only loose_key gives; `west` > `east` where the
# box of a country lies across the antimeridian.
SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
  admin1 INTEGER, admin2 INTEGER, latitude INTEGER, longitude INTEGER, population INTEGER NOT NULL);
CREATE INDEX inside ON places (admin1) WHERE admin1 IS NOT NULL;
CREATE INDEX divisions ON places (country) WHERE kind < 3;
CREATE TABLE names (key TEXT NOT NULL, loose INTEGER NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (key, loose, place)) WITHOUT ROWID;
CREATE TABLE peoples (key TEXT NOT NULL, country TEXT NOT NULL, PRIMARY KEY (key, country)) WITHOUT ROWID;
CREATE TABLE boxes (country TEXT PRIMARY KEY, west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL,
  north REAL NOT NULL) WITHOUT ROWID;
"""
_HEAD = 100  # bytes: the head of a SQLite file (the SQLite file format, 1.3)
_ABANDONED = 3_600.0  # seconds: a file in the making that is older will never be whole
_TAIL = 64  # bytes: the check sum of the content lies in them (the xz file format, 3.4 and 4)


def unpacked(folder: Path | None = None) -> Path | None:
    """The file in the cache folder if it is there and of this version; None where it has to be unpacked first. Quick:
    it looks at the names of files and reads a few bytes."""
    path = _place(folder)
    return path if path.is_file() and _is_sound(path) else None


def unpack(folder: Path | None = None) -> Path:
    """Unpack the shipped file (about a second, not on a thread that a person waits for) unless it is there; earlier
    versions go. Others see the whole file or none. Raises OSError where it cannot be written."""
    path = _place(folder)
    if path.is_file() and _is_sound(path):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")
    try:
        with lzma.open(assets.asset(SHIPPED)) as packed, made.open("wb") as file:
            shutil.copyfileobj(packed, file, 1 << 20)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    for other in path.parent.glob("places-*"):
        if other != path and (other.suffix == ".db" or time.time() - other.stat().st_mtime > _ABANDONED):
            with suppress(OSError):  # another program may still read it
                other.unlink()
    return path


def discard(path: Path) -> None:
    """Remove an unpacked file that turned out to be damaged: the next unpacking makes it anew."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that only reads. Raises sqlite3.Error where the file is none or damaged."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute("PRAGMA cache_size = -2000")
    return connection


def _place(folder: Path | None) -> Path:
    """The name tells the version of the content, so that a newer program never reads an older file."""
    with assets.asset(SHIPPED).open("rb") as packed:
        size = packed.seek(0, os.SEEK_END)
        packed.seek(max(0, size - _TAIL))
        told = f"{FORMAT} {KEYS} {size} ".encode() + packed.read(_TAIL)
    base = folder if folder is not None else paths.cache_folder() / "gazetteer"
    return base / f"places-{hashlib.sha256(told).hexdigest()[:16]}.db"


def _is_sound(path: Path) -> bool:
    """Whether it opens, is as long as it says and tells the versions asked for."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        with closing(connect(path)) as connection:
            about = dict(connection.execute("SELECT key, value FROM about"))
    except (OSError, sqlite3.Error):
        return False
    size = int.from_bytes(head[16:18], "big") * int.from_bytes(head[28:32], "big")  # of a page, of pages
    wanted = {"format": str(FORMAT), "keys": str(KEYS)}
    return size == path.stat().st_size and wanted.items() <= about.items()
