# SPDX-License-Identifier: MIT
"""The list of places as a packed SQLite file, as curator/suggest/gazetteer.py reads it.

What lives here: its tables and packing it. What does not: which places there are (gazetteer_places.py).
"""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from gazetteer_places import Gazetteer
from gazetteer_shapes import Box

from curator.suggest.gazetteer_file import FORMAT, SCHEMA
from curator.suggest.place_names import KEYS, loose_key, strict_key

LICENCE = "Places: GeoNames, CC BY 4.0. Boxes of countries: GeoNames and Natural Earth (public domain)."
_VERSION_VALID_FOR, _WRITTEN_WITH = 92, 96  # offsets in the head of a SQLite file, which depend on who wrote it


def packed(known: Gazetteer, boxes: Mapping[str, Box], sources: str, path: Path) -> bytes:
    """The bytes of the file; `path` is where it is made first."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(f"PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {SCHEMA}")
    database.execute("BEGIN")
    about = {"format": str(FORMAT), "keys": str(KEYS), "sources": sources, "licence": LICENCE}
    database.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
    database.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(known))
    database.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(_names(known)))
    database.executemany("INSERT OR IGNORE INTO peoples VALUES (?, ?)", sorted(_peoples(known)))
    database.executemany("INSERT INTO boxes VALUES (?, ?, ?, ?, ?)", [(code, *box) for code, box in boxes.items()])
    database.execute("COMMIT")
    database.execute("VACUUM")
    database.close()
    data = bytearray(path.read_bytes())
    for offset in (_VERSION_VALID_FOR, _WRITTEN_WITH):
        data[offset : offset + 4] = bytes(4)
    return lzma.compress(bytes(data), preset=9 | lzma.PRESET_EXTREME)


def _rows(known: Gazetteer) -> Iterator[tuple[object, ...]]:
    for number, place in enumerate(known.places):
        latitude, longitude = (
            None if value is None else round(value * 100_000) for value in (place.latitude, place.longitude)
        )
        yield (
            number, place.kind, place.name, place.country, place.admin1, place.admin2, latitude, longitude,
            place.population,
        )  # fmt: skip


def _names(known: Gazetteer) -> Iterator[tuple[str, int, int]]:
    """Each key once for a place: 0 is a strict key, 1 one that only the loose reading gives."""
    for number, place in enumerate(known.places):
        names = [place.name, *place.names]
        strict = {strict_key(name) for name in names} - {""}
        yield from ((key, 0, number) for key in strict)
        yield from ((key, 1, number) for key in {loose_key(name) for name in names} - strict - {""})


def _peoples(known: Gazetteer) -> Iterator[tuple[str, str]]:
    yield from ((strict_key(people), country) for people, country in known.peoples)
