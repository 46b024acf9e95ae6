# SPDX-License-Identifier: MIT
"""Lists of many incidents: their local numbers in an order, and the lines of some of them.

What lives here: SELECTs for the table of all incidents. What does not: which columns the table has (app), the coding of
an article (codings.py), lines of CSV files (dataset.py).
A list is read in two steps (DESIGN.md 8): numbers in their order, 8 bytes each, then lines by number, a page at a time.
Incidents without a value stand last in either direction.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence

from curator.domain.codebook.model import Codebook, Derived
from curator.domain.coding import Scalar, ValueNote
from curator.shape import Frozen, fresh
from curator.store.columns import quoted

# Where a column comes from: ("incident", "n" | "status"), ("article", a field of articles), ("coder", "name"),
# ("leaf", the key of a field of the codebook), or ("derived", the key of a derived column: it cannot be sorted by).
Source = tuple[str, str]
NUMBER: Source = ("incident", "n")
EVERY_ONE: tuple[str, tuple[Scalar, ...]] = ("1", ())
INDEX_FROM = 200_000  # incidents: below this a list is sorted in a blink (STORAGE.md 3.10)
_MOST_MERGED = 8  # layers: so many are merged from their indexes, more are sorted together
_INDEXABLE = ("incident", "leaf")
_READ_AT_ONCE = 500_000  # characters of joined numbers: some milliseconds
_OPENING = 160  # characters, as many as the library shows of an article without a title


class IncidentLine(Frozen):
    """An incident as a list shows it. `values` holds the leaves that were asked for and are not blank; `derived` the
    cells of derived columns by their keys (of a count total low, best, high and qualifier, joined by commas).
    `article_opening`: the first characters of the text of an article without a title; "" of others."""

    n: int
    id: str
    article: str
    article_n: int
    status: str
    coder: str
    article_fields: Mapping[str, str] = fresh(default_factory=dict)
    values: Mapping[str, Scalar] = fresh(default_factory=dict)
    notes: Mapping[str, ValueNote] = fresh(default_factory=dict)
    derived: Mapping[str, Scalar] = fresh(default_factory=dict)
    article_opening: str = ""

    @property
    def article_name(self) -> str:
        """The article's title on one line; one without a title is told by its first words, else by its number."""
        title = self.article_fields.get("title", "")
        return " ".join(title.split()) or " ".join(self.article_opening.split()) or f"№ {self.article_n}"


class IncidentWish(Frozen):
    """Which incidents, in which order. `coders`: the ids of the layers that may be seen; None: every layer.

    `fits`: a condition on the incident `i`, with its values (store/incident_filter.py).
    """

    coders: tuple[str, ...] | None = None
    order: Source = NUMBER
    descending: bool = False
    fits: tuple[str, tuple[Scalar, ...]] = EVERY_ONE


def incident_total(connection: sqlite3.Connection, coders: Sequence[str] | None = None) -> int:
    """How many incidents these layers hold (None: every layer)."""
    if coders is None:
        return int(connection.execute("SELECT count(*) FROM incidents").fetchone()[0])
    marks = ", ".join("?" * len(coders))
    found = connection.execute(f"SELECT count(*) FROM incidents WHERE coder IN ({marks})", tuple(coders))
    return int(found.fetchone()[0])


def about_how_many(connection: sqlite3.Connection) -> int:
    """The highest local number ever given: at least as many incidents as there are, told at once."""
    return int(connection.execute("SELECT coalesce(max(n), 0) FROM incidents").fetchone()[0])


def incident_numbers(connection: sqlite3.Connection, wish: IncidentWish, first: int = 0) -> array[int]:
    """The local numbers of the incidents wished for; `first`: no more than so many."""
    layers = _layers(connection, wish.coders)
    if not layers:
        return array("q")
    keyed = wish.order != NUMBER
    found = _numbers(connection, wish, layers, "IS NOT NULL" if keyed else "", first)
    if keyed and (not first or len(found) < first):
        found.extend(_numbers(connection, wish, layers, "IS NULL", first and first - len(found)))
    return found


def _layers(connection: sqlite3.Connection, coders: Sequence[str] | None) -> tuple[str, ...]:
    if coders is not None:
        return tuple(coders)
    return tuple(str(row[0]) for row in connection.execute("SELECT id FROM coders ORDER BY id").fetchall())


def _numbers(
    connection: sqlite3.Connection, wish: IncidentWish, layers: tuple[str, ...], blank: str, first: int
) -> array[int]:
    key, order = _order(wish, blank)
    sql_of_filter, values = wish.fits
    conditions = [sql_of_filter] if wish.fits != EVERY_ONE else []
    if blank:
        conditions = [f"({key}) {blank}", *conditions]
    tables = "incidents i"
    if wish.order[0] == "article":
        tables += " JOIN articles a ON a.id = i.article"
    elif wish.order[0] == "coder":
        tables += " JOIN coders k ON k.id = i.coder"
    limit = f" LIMIT {int(first)}" if first else ""
    if 1 < len(layers) <= _MOST_MERGED and _has_index(connection, wish.order):
        # Each layer comes sorted from the index; SQLite merges them.
        one = f"SELECT {key} AS k, i.n AS n FROM {tables} WHERE {' AND '.join(['i.coder = ?', *conditions])}"
        sql = f"{' UNION ALL '.join([one] * len(layers))} ORDER BY {order.replace(key, 'k').replace('i.n', 'n')}{limit}"
        bound = [value for layer in layers for value in (layer, *values)]
        return _gathered(connection, sql, bound)
    whose: Sequence[Scalar] = layers
    if len(layers) == 1:
        conditions.insert(0, "i.coder = ?")
    elif wish.coders is not None:
        conditions.insert(0, f"i.coder IN ({', '.join('?' * len(layers))})")
    else:
        whose = ()  # everybody's: there is nothing to ask
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return _gathered(connection, f"SELECT i.n AS n FROM {tables}{where} ORDER BY {order}{limit}", (*whose, *values))


def _gathered(connection: sqlite3.Connection, sql: str, values: Sequence[Scalar]) -> array[int]:
    """The numbers `n` of a SELECT as one text: in one step, during which other threads of Python run undisturbed.

    SQLite keeps the order of a subquery for group_concat.
    """
    (joined,) = connection.execute(f"SELECT group_concat(n) FROM ({sql})", tuple(values)).fetchone()
    return numbers_in(joined or "")


def numbers_in(joined: str) -> array[int]:
    """The numbers in a text joined with commas. Some at a time: the window's thread has its turn between."""
    found, start = array("q"), 0
    while start < len(joined):
        comma = joined.find(",", start + _READ_AT_ONCE)
        end = comma if comma >= 0 else len(joined)
        found.extend(json.loads(f"[{joined[start:end]}]"))  # reads a million numbers in half the time of int()
        start = end + 1
    return found


def _order(wish: IncidentWish, blank: str) -> tuple[str, str]:
    """What is sorted by, and the ORDER BY of it; where it is blank the number decides."""
    way = " DESC" if wish.descending else ""
    table, name = wish.order
    if wish.order == NUMBER or blank == "IS NULL":
        return _column(wish.order), "i.n" if blank else f"i.n{way}"
    folded = " COLLATE NOCASE" if table in ("leaf", "coder") or name in ("title", "outlet") else ""
    return _column(wish.order), f"{_column(wish.order)}{folded}{way}, i.n{way}"


def _column(source: Source) -> str:
    table, name = source
    return f"{ {'article': 'a', 'coder': 'k'}.get(table, 'i') }.{quoted(name)}"


def incident_lines(
    connection: sqlite3.Connection, ns: Sequence[int], leaves: Sequence[str], article_fields: Sequence[str] = (),
    codebook: Codebook | None = None, derived: Sequence[Derived] = (),
) -> list[IncidentLine]:  # fmt: skip
    """The incidents with these local numbers (some hundreds), in the order asked for; those that are gone are left
    out. `derived`: columns of the codebook that are computed from rows."""
    marks = ", ".join("?" * len(ns))
    opening = (
        "CASE WHEN coalesce(a.title, '') = '' THEN "
        f"coalesce((SELECT substr(t.text, 1, {_OPENING}) FROM article_texts t WHERE t.n = a.n), '') ELSE '' END"
    )
    wanted = [*(f"a.{quoted(name)}" for name in article_fields), *(f"i.{quoted(leaf)}" for leaf in leaves)]
    if derived and codebook is not None:
        from curator.store.derived_sql import derived_sql  # not while a window opens
        from curator.store.proposals import Shown

        accepted = Shown(connection, codebook)
        wanted += [derived_sql(accepted, each) for each in derived]
    found = connection.execute(
        f"SELECT {', '.join(['i.n', 'i.id', 'i.article', 'a.n', 'i.status', 'i.coder', opening, *wanted])} "
        f"FROM incidents i JOIN articles a ON a.id = i.article WHERE i.n IN ({marks})",
        tuple(ns),
    ).fetchall()
    notes = _notes(connection, [row[1] for row in found])
    split = 7 + len(article_fields)
    end = split + len(leaves)
    by_number = {
        row[0]: IncidentLine(
            row[0], row[1], row[2], row[3], row[4], row[5],
            {name: str(value) for name, value in _filled(article_fields, row[7:split]).items()},
            _filled(leaves, row[split:end]), notes.get(row[1], {}), _filled([each.key for each in derived], row[end:]),
            row[6],
        )
        for row in found
    }  # fmt: skip
    return [by_number[n] for n in ns if n in by_number]


def _filled(names: Iterable[str], values: Iterable[Scalar | None]) -> dict[str, Scalar]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _notes(connection: sqlite3.Connection, incidents: Sequence[str]) -> dict[str, dict[str, ValueNote]]:
    """What is said of the incidents' own values (not of their rows'), by incident and field."""
    marks = ", ".join("?" * len(incidents))
    by_incident: dict[str, dict[str, ValueNote]] = {}
    for note_id, article, incident, name, state, basis, proposed, note in connection.execute(
        "SELECT id, article, incident, field, state, basis, proposed, note FROM value_notes "
        f"WHERE incident IN ({marks}) AND \"row\" = ''",
        tuple(incidents),
    ).fetchall():
        said = ValueNote(note_id, article, incident, "", name, state, basis, bool(proposed), note)
        by_incident.setdefault(incident, {})[name] = said
    return by_incident


def main_mention(connection: sqlite3.Connection, incident: str) -> str:
    """The words of the incident's main mention; "" where it has none."""
    found = connection.execute(
        'SELECT quote FROM evidence WHERE incident = ? AND field IS NULL AND "row" IS NULL '
        "ORDER BY position, id LIMIT 1",
        (incident,),
    ).fetchall()
    return str(found[0][0]) if found else ""


# -- indexes ----------------------------------------------------------------------------------------------------------
def index_wanted(connection: sqlite3.Connection, order: Source) -> bool:
    """Whether sorting by this column is to have an index and has none yet. The numbers' own order needs none."""
    if order == NUMBER or order[0] not in _INDEXABLE or about_how_many(connection) < INDEX_FROM:
        return False
    return not _has_index(connection, order)


def _has_index(connection: sqlite3.Connection, order: Source) -> bool:
    made = connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?", (_index_name(order),))
    return order != NUMBER and order[0] in _INDEXABLE and bool(made.fetchall())


def _index_name(order: Source) -> str:
    return f"x_{order[1]}"


def make_index(connection: sqlite3.Connection, order: Source) -> None:
    """Make the index for sorting by a column. It holds nothing of its own: no log, digest or check looks at it.

    It begins with the coder, so that one layer comes sorted out of it and several are merged.
    """
    folded = " COLLATE NOCASE" if order[0] == "leaf" else ""
    connection.execute(
        f'CREATE INDEX IF NOT EXISTS "{_index_name(order)}" ON incidents (coder, {quoted(order[1])}{folded})'
    )
