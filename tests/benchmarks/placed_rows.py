# SPDX-License-Identifier: MIT
"""Places for the very many incidents of many_rows.py: points around some thousand towns, 300 provinces, countries.

Only for measuring and pictures: the log knows nothing of it.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from curator.domain.codebook.model import Codebook, Field
from curator.domain.filtering import compound
from curator.store.columns import quoted

SEED = 20191108
PROVINCES = 300
# Longitude, latitude, how far around it in degrees, country: where the towns lie.
_REGIONS = (
    (43.7, 33.3, 3.5, "IRQ"), (38.3, 35.0, 2.5, "SYR"), (67.7, 33.9, 4.0, "AFG"), (11.9, 11.6, 2.0, "NGA"),
    (-74.3, 4.6, 4.0, "COL"), (37.5, 48.4, 2.5, "UKR"), (45.3, 4.5, 4.0, "SOM"), (96.0, 21.0, 3.5, "MMR"),
    (44.2, 15.4, 2.0, "YEM"), (-3.0, 15.5, 3.5, "MLI"),
)  # fmt: skip
_MEANINGS = ("exact",) * 8 + ("near",) * 4 + ("district",) * 3 + ("province",) * 2 + ("region", "country", "")


def put_on_the_map(path: Path, codebook: Codebook, towns: int = 3_000) -> None:
    """Give four of five incidents a point near a town, with a precision; the rest a country, or nothing."""
    node = _place(codebook)
    columns = {name: quoted(part.key) for name in ("latitude", "longitude", "precision", "country", "admin1")
               if (part := node.part_named(name)) is not None}  # fmt: skip
    draw = random.Random(SEED)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.execute("CREATE TEMP TABLE towns (k INTEGER PRIMARY KEY, x, y, code, land)")
        connection.executemany("INSERT INTO towns VALUES (?, ?, ?, ?, ?)", _towns(codebook, node, towns, draw))
        mixed = "((i.n * 2654435761) & 4294967295)"
        sql = (
            f"UPDATE incidents AS i SET {columns['longitude']} = CASE WHEN {mixed} % 5 THEN "
            f"round(t.x + ({mixed} / 64 % 1000 - 500) / 20000.0, 5) END, "
            f"{columns['latitude']} = CASE WHEN {mixed} % 5 THEN "
            f"round(t.y + ({mixed} / 4096 % 1000 - 500) / 20000.0, 5) END, "
            f"{columns['precision']} = t.code, {columns['admin1']} = 'Province ' || (t.k % {PROVINCES}), "
            f"{columns['country']} = CASE WHEN {mixed} % 25 THEN t.land END "
            f"FROM towns t WHERE t.k = {mixed} / 7 % {towns}"
        )
        connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _place(codebook: Codebook) -> Field:
    meant = compound(codebook, "place", "")
    assert meant is not None
    assert meant.node is not None
    return meant.node


def _towns(codebook: Codebook, node: Field, towns: int, draw: random.Random) -> list[tuple[object, ...]]:
    leaf = node.part_named("precision")
    listed = codebook.choices_of(leaf) if leaf is not None else None
    codes = {choice.means: choice.code for choice in listed.choices} if listed is not None else {}
    made: list[tuple[object, ...]] = []
    for at in range(towns):
        x, y, around, land = _REGIONS[at % len(_REGIONS)]
        place = (draw.gauss(x, around / 2), draw.gauss(y, around / 2))
        made.append((at, *place, codes.get(draw.choice(_MEANINGS)), land))
    return made
