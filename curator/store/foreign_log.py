# SPDX-License-Identifier: MIT
"""Whether the log of a foreign file is one: it says which version of a unit is newer.

What lives here: the entries and images of the log, and its chain. What does not: what is made of it (versions.py).
A log that does not hold together is damage, or somebody worked on the file with another program; then nobody can say
which of two versions is newer, and the file is refused rather than taken for older or newer than it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from curator.domain.canonical import canonical_json
from curator.domain.codebook.model import Codebook
from curator.store import foreign_cells as cells
from curator.store.foreign_cells import perhaps
from curator.store.foreign_connection import Deadline
from curator.store.foreign_refusal import Refused, shown
from curator.store.foreign_rows import Sorts, check_table, columns_of, portions
from curator.store.log import broken_links

_CHANGES = {
    "seq": cells.place, "id": cells.identity, "at": cells.stamp, "sitting": cells.identity, "kind": cells.name,
    "label": cells.text, "article": perhaps(cells.identity_or_none), "job": perhaps(cells.identity),
    "undoes": perhaps(cells.identity), "note": perhaps(cells.text), "removed": perhaps(cells.packed),
    "hash": cells.hash_bytes,
}  # fmt: skip


def check_log(connection: sqlite3.Connection, codebooks: Mapping[str, Codebook], deadline: Deadline) -> None:
    """Raises Refused where the log is no log, or its chain is broken."""
    check_table(connection, "changes", _CHANGES, deadline, order="seq")
    _check_undoing(connection)
    _check_bulk(connection, deadline)
    _check_images(connection, codebooks, deadline)
    for _, reason in broken_links(connection):
        raise Refused(f"Its log is damaged: {shown(reason, 200)}.")


def _check_undoing(connection: sqlite3.Connection) -> None:
    """What is undone comes before what undoes it: in a ring nothing would ever be undone for good."""
    query = (
        "SELECT c.seq FROM changes c LEFT JOIN changes u ON u.id = c.undoes "
        "WHERE c.undoes IS NOT NULL AND (u.seq IS NULL OR u.seq >= c.seq) LIMIT 1"
    )
    for (seq,) in connection.execute(query).fetchall():
        raise Refused(f"Its log is damaged: entry {seq} undoes what does not come before it.")


def _check_bulk(connection: sqlite3.Connection, deadline: Deadline) -> None:
    cursor = connection.execute("SELECT seq, bulk FROM changes WHERE bulk IS NOT NULL ORDER BY seq")
    for rows in portions(cursor, "changes"):
        deadline.look()
        for seq, bulk in rows:
            if not _is_bulk(cells.json_of(bulk)):
                raise Refused(f"Its log is damaged: entry {seq} says wrongly what it wrote in bulk.")


def _is_bulk(value: object) -> bool:
    """As store/writer.py writes it: {"add": {table: {"n": [[first, last], ...], ...}}}."""
    if not isinstance(value, dict):
        return False
    for tables in value.values():
        if not isinstance(tables, dict):
            return False
        for table, said in tables.items():
            if not (cells.key(table) and isinstance(said, dict) and _are_ranges(said.get("n"))):
                return False
    return True


def _are_ranges(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(map(cells.place, pair)) for pair in value
    )


def _check_images(connection: sqlite3.Connection, codebooks: Mapping[str, Codebook], deadline: Deadline) -> None:
    known: dict[str, Sorts] = {}
    cursor = connection.execute('SELECT seq, pos, tbl, "row", before, after FROM change_rows ORDER BY seq, pos')
    for rows in portions(cursor, "change_rows"):
        deadline.look()
        for seq, pos, table, row, before, after in rows:
            right = cells.place(seq) and cells.place(pos) and cells.key(table) and cells.short(row)
            sorts = known.setdefault(table, columns_of(table, codebooks)) if right else {}
            if not (sorts and _are_images(before, after, sorts)):
                raise Refused(f"Its log is damaged: entry {seq} says wrongly what it did to a row.")


def _are_images(before: object, after: object, sorts: Sorts) -> bool:
    """Changed columns before and after; a row that came or went is whole."""
    one_alone = (before is None) != (after is None)
    given = [image for image in (before, after) if image is not None]
    return bool(given) and all(_is_image(image, sorts, whole=one_alone) for image in given)


def _is_image(image: object, sorts: Sorts, whole: bool) -> bool:
    """Columns of the table with values of their sorts, in canonical JSON: nothing is hidden in how it is written."""
    held = cells.json_of(image)
    if not isinstance(held, dict) or canonical_json(held) != image:
        return False
    if not all(name in sorts and (value is None or sorts[name](value)) for name, value in held.items()):
        return False
    return not whole or all(name in held or sort(None) for name, sort in sorts.items() if name != "n")
