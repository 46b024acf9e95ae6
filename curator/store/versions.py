# SPDX-License-Identifier: MIT
"""Versions of units: which changes made each one what it is, told by the log and by what was received.

What lives here: one pass over the log for all units, versions that stand, that are gone, that wait aside. What does
not: contents (units.py), which version wins (domain/versions.py), receiving (operations).

A change counts for a unit when its owner's hand made it: an entry of one of the owner's sittings that logs rows
singly, undo and redo too; for the consensus and an article's metadata anybody's hand, and anybody's who calls a comment
resolved. What was imported or received counts for nothing; assigning counts though it is
logged in bulk. What hand-overs told of a unit stands in `versions`, and the
log's entries count from there on.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from curator.domain.handover import KINDS, Version
from curator.domain.versions import Head
from curator.store.ddl import tables_there
from curator.store.undo import group_tables
from curator.store.units import TABLES, Content, canonical_unit, units
from curator.store.writer import unpack

Key = tuple[str, str]  # kind, unit
NOT_BY_HAND = frozenset({"receive_coding", "receive_hand_over", "choose_version"})  # kinds of entries
_ASSIGNING = frozenset({"assign", "unassign"})  # kinds of entries that are logged in bulk and are somebody's hand
CONFLICT, WAITING = "conflict", "waiting"
_MAIN = {table: kind for kind, table in TABLES.items()}
_ANYBODYS = frozenset({"article", "assignment"})


class Aside(NamedTuple):
    """A version that was received and does not stand."""

    id: str
    kind: str
    unit: str
    article: str
    coder: str
    why: str
    received: str
    head: Head


class _Stored(NamedTuple):
    """What hand-overs told of a unit: the heads that hold what stands, as the changes each knows."""

    article: str
    coder: str
    known: tuple[tuple[str, ...], ...]
    through: str
    gone: bool


class Known:
    """What is known of all units of a project, as it is now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._walk = _Walk(connection)
        self._stored = dict(_stored(connection))
        self.asides: dict[Key, list[Aside]] = defaultdict(list)
        for aside in asides(connection):
            self.asides[aside.kind, aside.unit].append(aside)

    def present(self, kind: str, unit: str, coder: str, content: Content) -> tuple[Head, ...]:
        """The heads of a unit that stands and holds this."""
        return tuple(Head(known, content) for known in self._known((kind, unit), coder))

    def gone(self) -> Iterator[tuple[Key, str, str]]:
        """(unit, article, coder) of each unit that its owner took out, as far as the log and hand-overs tell.

        One that stands now nevertheless was brought back by a hand-over: who asks knows what stands.
        """
        for key, (article, coder) in self._walk.taken_out.items():
            stored = self._stored.get(key)
            if stored is None or self._own(key, coder, stored.through):
                yield key, article, coder
        for key, stored in self._stored.items():
            if stored.gone and not (key in self._walk.taken_out and self._own(key, stored.coder, stored.through)):
                yield key, stored.article, stored.coder

    def tombstones(self, key: Key, coder: str) -> tuple[Head, ...]:
        """The heads of a unit that was taken out."""
        return tuple(Head(known, None) for known in self._known(key, coder))

    def kinds(self) -> dict[str, str]:
        """Of which kind each unit is that the log or a hand-over tells of: no other one may bear its id."""
        return {unit: kind for kind, unit in (*self._stored, *self._walk.units())}

    def hands_on(self, key: Key) -> frozenset[str]:
        """Who else than its author had a hand in a comment."""
        return self._walk.resolvers(key)

    def _known(self, key: Key, coder: str) -> tuple[tuple[str, ...], ...]:
        stored = self._stored.get(key)
        if stored is None:
            return (self._own(key, coder, ""),)
        own = self._own(key, coder, stored.through)
        if not own:
            return stored.known
        return (tuple(sorted({change for known in (*stored.known, own) for change in known})),)

    def _own(self, key: Key, coder: str, through: str) -> tuple[str, ...]:
        return tuple(change for change in self._walk.changes(key, coder) if change > through)


class _Walk:
    """The log walked backwards: which unit each line belonged to when it was written.

    Backwards, because then it is known what a row belongs to: to what it belongs now, or to what its removal says. Rows
    that came and went in bulk are passed over.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.taken_out: dict[Key, tuple[str, str]] = {}
        self._ids: dict[int, str] = {}
        self._hands: dict[int, frozenset[str]] = {}
        self._consensus = _consensus(connection)
        self._touched: dict[Key, list[int]] = {}
        self._resolved: dict[Key, list[int]] = {}
        self._last: set[Key] = set()  # units whose newest change by their owner's hand was met already
        self._owners: dict[str, dict[str, tuple[Key, str, str]]] = {}  # table -> row -> unit, article, coder
        self._parts: dict[str, dict[str, Key]] = {}  # table -> row -> the unit it is part of
        self._assigning: list[int] = []
        self._read_entries(connection)
        self._read_owners(connection)
        self._go_back(connection)
        self._read_assigning(connection)

    # -- what is asked ----------------------------------------------------------------------------------------------
    def changes(self, key: Key, coder: str) -> list[str]:
        """The ids of a unit's own changes, ascending."""
        seqs = self._touched.get(key, ())
        if not self._is_anybodys(key[0], coder):
            seqs = [seq for seq in seqs if coder in self._hands[seq]]
            if key in self._resolved:
                seqs = sorted({*seqs, *self._resolved[key]}, reverse=True)
        return [self._ids[seq] for seq in reversed(seqs)]

    def units(self) -> Iterable[Key]:
        """The units that the log tells of."""
        return self._touched.keys()

    def resolvers(self, key: Key) -> frozenset[str]:
        return frozenset(coder for seq in self._resolved.get(key, ()) for coder in self._hands[seq])

    def _is_anybodys(self, kind: str, coder: str) -> bool:
        return kind in _ANYBODYS or coder in self._consensus

    # -- reading ----------------------------------------------------------------------------------------------------
    def _read_entries(self, connection: sqlite3.Connection) -> None:
        """Who made each entry. Who takes back or does again counts, and whose change that was."""
        roots: dict[str, tuple[str, str]] = {}
        hands: dict[tuple[str, ...], frozenset[str]] = {}
        for seq, change, kind, undoes, coder in connection.execute(
            "SELECT c.seq, c.id, c.kind, c.undoes, coalesce(s.coder, '') FROM changes c "
            "LEFT JOIN sittings s ON s.id = c.sitting ORDER BY c.seq"
        ):
            root, whose = roots.get(undoes, (kind, coder)) if undoes else (kind, coder)
            roots[change] = root, whose
            if root in _ASSIGNING:
                self._assigning.append(seq)
            if root not in NOT_BY_HAND:
                self._ids[seq] = change
                both = (coder, whose)
                if both not in hands:
                    hands[both] = frozenset(both)
                self._hands[seq] = hands[both]

    def _read_owners(self, connection: sqlite3.Connection) -> None:
        """What the rows that the log speaks of belong to now."""
        spoken_of = "id IN (SELECT \"row\" FROM change_rows WHERE tbl = '{}')"
        for table in tables_there(connection, TABLES.values()):
            columns = {"articles": "id, '', id, ''", "pairs": "id, coder, article, coder, one, other"}.get(
                table, "id, coder, article, coder"
            )
            found = connection.execute(f"SELECT {columns} FROM {table} WHERE {spoken_of.format(table)}")
            self._owners[table] = {line[0]: _owner(table, line[0], *line[2:]) for line in found}
        for table in ("evidence", "value_notes"):
            found = connection.execute(
                f"SELECT id, coalesce(incident, ''), article FROM {table} WHERE {spoken_of.format(table)}"
            )
            self._parts[table] = {row: _whole(incident, article) for row, incident, article in found}
        for table in group_tables(connection):
            found = connection.execute(f'SELECT id, incident FROM "{table}" WHERE {spoken_of.format(table)}')
            self._parts[table] = {row: ("incident", incident) for row, incident in found}

    def _go_back(self, connection: sqlite3.Connection) -> None:
        moved = "instr(before, '\"incident\":')"
        for seq, table, row, removed, before, resolved in connection.execute(
            f'SELECT seq, tbl, "row", after IS NULL, CASE WHEN after IS NULL OR {moved} THEN before END, '
            "tbl = 'comments' AND before IS NOT NULL AND instr(after, '\"resolved\":') "
            "FROM change_rows ORDER BY seq DESC, pos DESC"
        ):
            if table in self._parts:
                self._part(seq, table, row, bool(removed), before)
            elif table in self._owners:
                self._main(seq, table, row, bool(removed), before)
                if resolved and seq in self._hands and row in self._owners[table]:
                    self._resolved.setdefault(self._owners[table][row][0], []).append(seq)

    def _read_assigning(self, connection: sqlite3.Connection) -> None:
        """What was assigned, and what no longer is. An entry's rows are those that are there, or were taken out."""
        if not self._assigning:
            return
        rows: dict[int, tuple[str, str]] = {
            n: (article, coder) for n, article, coder in connection.execute("SELECT n, article, coder FROM assignments")
        }
        entries: list[tuple[int, dict[str, Any], list[int]]] = []
        for seq in self._assigning:
            bulk, removed = connection.execute("SELECT bulk, removed FROM changes WHERE seq = ?", (seq,)).fetchone()
            gone = unpack(removed).get("assignments", []) if removed else []
            rows.update({int(str(row["n"])): (str(row["article"]), str(row["coder"])) for row in gone})
            entries.append((seq, json.loads(bulk or "{}"), [int(str(row["n"])) for row in gone]))
        for seq, bulk, gone_numbers in reversed(entries):
            added = bulk.get("add", {}).get("assignments", {"n": []})["n"]
            for n in (n for first, last in added for n in range(first, last + 1)):
                self._assigned(seq, rows.get(n), taken_out=False)
            for n in gone_numbers:
                self._assigned(seq, rows.get(n), taken_out=True)

    def _assigned(self, seq: int, row: tuple[str, str] | None, taken_out: bool) -> None:
        if row is None:  # it went with its article
            return
        key, article, _ = _owner("assignments", "", *row)
        if key not in self._last:
            self._last.add(key)
            if taken_out:
                self.taken_out[key] = article, ""
        self._touch(key, seq)

    def _part(self, seq: int, table: str, row: str, removed: bool, before: str | None) -> None:
        parts = self._parts[table]
        if before is not None:
            was = json.loads(before)
            if not removed:  # it was moved from one unit to another
                if row in parts:
                    self._touch(parts[row], seq)
                    _, article, _ = self._owners["incidents"].get(parts[row][1], ("", parts[row][1], ""))
                    parts[row] = _whole(was["incident"] or "", article)
            else:
                parts[row] = _whole(was.get("incident") or "", was.get("article", ""))
        if row in parts:
            self._touch(parts[row], seq)

    def _main(self, seq: int, table: str, row: str, removed: bool, before: str | None) -> None:
        if removed and before is not None:
            was = json.loads(before)
            pair = (was["one"], was["other"]) if table == "pairs" else ()
            self._owners[table][row] = _owner(table, row, was.get("article", row), was.get("coder", ""), *pair)
        if row not in self._owners[table]:
            return
        key, article, coder = self._owners[table][row]
        self._touch(key, seq)
        if key in self._last or seq not in self._hands:
            return
        if self._is_anybodys(key[0], coder) or coder in self._hands[seq]:
            self._last.add(key)
            if removed:
                self.taken_out[key] = article, "" if key[0] in _ANYBODYS else coder

    def _touch(self, key: Key, seq: int) -> None:
        if seq not in self._hands:
            return
        seqs = self._touched.setdefault(key, [])
        if not seqs or seqs[-1] != seq:
            seqs.append(seq)


def _owner(table: str, row: str, article: str, coder: str, *pair: str) -> tuple[Key, str, str]:
    kind = _MAIN[table]
    unit = canonical_unit(kind, article, coder, dict(zip(("one", "other"), pair, strict=False)), row)
    return (kind, unit), article, coder


def _whole(incident: str, article: str) -> Key:
    return ("incident", incident) if incident else ("article", article)


def _consensus(connection: sqlite3.Connection) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute("SELECT id FROM coders WHERE kind = 'consensus'"))


# -- what was received -------------------------------------------------------------------------------------------------
def _stored(connection: sqlite3.Connection) -> Iterator[tuple[Key, _Stored]]:
    if tables_there(connection, ("versions",)):
        for unit, kind, article, coder, known, through, gone in connection.execute(
            "SELECT id, kind, article, coder, known, through, gone FROM versions"
        ):
            yield (kind, unit), _Stored(article, coder, read_known(known), through, bool(gone))


def asides(connection: sqlite3.Connection) -> Iterator[Aside]:
    """All versions that wait aside."""
    if tables_there(connection, ("versions_aside",)):
        for row_id, kind, unit, article, coder, known, content, why, received in connection.execute(
            "SELECT id, kind, unit, article, coder, known, content, why, received FROM versions_aside ORDER BY n"
        ):
            head = Head(tuple(json.loads(known)), None if content is None else json.loads(content))
            yield Aside(row_id, kind, unit, article, coder, why, received, head)


def read_known(known: str) -> tuple[tuple[str, ...], ...]:
    """What `versions` keeps of the heads that stand: a list of lists of ids."""
    return tuple(tuple(each) for each in json.loads(known))


def newest_change(connection: sqlite3.Connection) -> str:
    """The id of the newest entry of the log: what `through` says when something is received now."""
    found = connection.execute("SELECT id FROM changes ORDER BY seq DESC LIMIT 1").fetchall()
    return str(found[0][0]) if found else ""


# -- all versions ------------------------------------------------------------------------------------------------------
def units_of(connection: sqlite3.Connection, coders: Collection[str] | None = None) -> Iterator[Version]:
    """The versions of all units of some coders (None: all), of articles and of assignments; kind by kind.

    Those that were taken out are among them, and those that wait aside: a unit may have several versions, each with
    other changes. Comments of others count too where one of the coders called them resolved.
    """
    known = Known(connection)
    made: dict[str, list[Version]] = {kind: [] for kind in KINDS}

    def tell(key: Key, article: str, coder: str, heads: Collection[Head]) -> None:
        for head in heads:
            made[key[0]].append(Version(*key, article, coder, head.known, head.content))

    there: set[Key] = set()
    for kind in KINDS:
        for unit in units(connection, (kind,), None if kind == "comment" else coders):
            key = (kind, unit.unit)
            there.add(key)
            if _counts(coders, kind, unit.coder) or known.hands_on(key) & frozenset(coders or ()):
                tell(key, unit.article, unit.coder, known.present(kind, unit.unit, unit.coder, unit.content))
    articles = {row[0] for row in connection.execute("SELECT id FROM articles")}
    for key, article, coder in known.gone():
        if key not in there and article in articles and _counts(coders, key[0], coder):
            tell(key, article, coder, known.tombstones(key, coder))
    for key, waiting in known.asides.items():
        for aside in sorted(waiting, key=lambda each: each.head.rank, reverse=True):
            if _counts(coders, aside.kind, aside.coder):
                tell(key, aside.article, aside.coder, (aside.head,))
    for kind in KINDS:
        yield from made[kind]


def _counts(coders: Collection[str] | None, kind: str, coder: str) -> bool:
    return coders is None or kind in _ANYBODYS or coder in coders
