# SPDX-License-Identifier: MIT
"""Places that were coded before, to be offered again.

What lives here: counting what stands in the place compounds of a codebook. What does not: offering it (app), places
of the world (suggest). Proposed values do not count.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.shape import Frozen
from curator.store.columns import group_table
from curator.store.proposals import Shown

_PLACE = "place"


class PlaceCoded(Frozen):
    """A place as it was coded: the words of the article, the value of each part by its leaf's key, how often."""

    words: str
    values: Mapping[str, Scalar]
    count: int


def places_coded(
    connection: sqlite3.Connection, codebook: Codebook, coder: str = "", limit: int = 200
) -> dict[tuple[str, str], list[PlaceCoded]]:
    """For each place compound, by (group, key): what was coded in it, most frequent first, at most `limit` of each.

    `coder` (an id): in this coder's layer only; "" counts everybody's.
    """
    shown = Shown(connection, codebook)
    return {
        (group, node.key): list(_coded(connection, shown, node, group, coder, limit))
        for group, node in _place_nodes(codebook)
    }


def _place_nodes(codebook: Codebook) -> Iterator[tuple[str, Field]]:
    for group in ("", *codebook.group_by_key):
        tops = codebook.group_by_key[group].fields if group else codebook.fields
        yield from ((group, node) for top in tops for node in top.nodes() if node.kind == _PLACE)


def _coded(
    connection: sqlite3.Connection, shown: Shown, node: Field, group: str, coder: str, limit: int
) -> Iterator[PlaceCoded]:
    leaves = list(node.leaves())
    alias = "r" if group else "i"
    columns = [shown.leaf(alias, leaf.key, group) for leaf in leaves]
    table = f'"{group_table(group)}" r JOIN incidents i ON i.id = r.incident' if group else "incidents i"
    filled = " OR ".join(f"p{place} IS NOT NULL" for place in range(len(leaves)))
    names = ", ".join(f"p{place}" for place in range(len(leaves)))
    cells = ", ".join(f"{column} AS p{place}" for place, column in enumerate(columns))
    withdrawn = "i.status <> 'withdrawn'" + (" AND i.coder = ?" if coder else "")
    found = connection.execute(
        f"SELECT count(*), {names} FROM (SELECT {cells} FROM {table} WHERE {withdrawn}) WHERE {filled} "
        f"GROUP BY {names} ORDER BY 1 DESC, {names} LIMIT ?",
        (*([coder] if coder else []), limit),
    ).fetchall()
    words = node.part_named("words")
    for count, *values in found:
        held = {leaf.key: value for leaf, value in zip(leaves, values, strict=True) if value is not None}
        yield PlaceCoded(str(held.get(words.key, "")) if words is not None else "", held, int(count))
