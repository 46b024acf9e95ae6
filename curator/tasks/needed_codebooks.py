# SPDX-License-Identifier: MIT
"""Which codebooks it takes to name everything that is coded, so that nothing is left behind when it leaves.

What lives here: the choice among the project's codebooks. What does not: joining them (formats/wide_codebook.py).
An incident keeps the codebook it was begun under, but values may be set under a later one, and that one may have been
replaced since: then neither its own codebook nor the one in force knows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from curator.domain.codebook.kinds import check
from curator.domain.codebook.model import ChoiceList, Codebook
from curator.domain.coding import ArticleCoding, Incident, Scalar
from curator.formats.wide_codebook import widened
from curator.store.layers import codebooks_used
from curator.store.reads import Reads
from curator.store.retired import codes_held, holds_something, nodes_spoken_of, reasons_held
from curator.workspace import Workspace


def project_codebooks(workspace: Workspace, reads: Reads) -> dict[str, Codebook]:
    """Every codebook the project has adopted, by id, the newest first."""
    return {row[0]: workspace.codebook_of(row[0]) for row in reversed(reads.codebooks())}


def needed_codebooks(reads: Reads, in_force: Codebook, all_of_them: Mapping[str, Codebook]) -> dict[str, Codebook]:
    """Those incidents were coded under, and those that know something coded which the others do not, by id.

    `all_of_them`: the newest first.
    """
    needed = {row_id: all_of_them[row_id] for row_id in codebooks_used(reads.connection)}
    others = {row_id: book for row_id, book in all_of_them.items() if row_id not in needed and book is not in_force}
    spoken_of = nodes_spoken_of(reads.connection) if others else set()
    for row_id, book in others.items():
        if _names_more(reads, widened(in_force, needed.values()), book, spoken_of):
            needed[row_id] = book
    return needed


def _names_more(reads: Reads, wide: Codebook, book: Codebook, spoken_of: set[tuple[str, str]]) -> bool:
    """Whether `book` can name something in the project that `wide` cannot."""
    connection = reads.connection
    for group in ("", *book.group_by_key):
        fields = book.group_by_key[group].fields if group else book.fields
        nodes = [node.key for top in fields for node in top.nodes() if wide.node(node.key, group) is None]
        if any((group, key) in spoken_of for key in nodes):
            return True
        if holds_something(connection, group, (leaf.key for leaf in book.leaves(group) if leaf.key in nodes)):
            return True
        for leaf in book.leaves(group):
            node = wide.node(leaf.key, group)
            more = _more_codes(book.choices_of(leaf), wide.choices_of(node) if node is not None else None)
            if more and more & codes_held(connection, group, leaf.key):
                return True
    more = _more_codes(book.list_by_key.get(book.not_codable), wide.list_by_key.get(wide.not_codable))
    return bool(more and more & reasons_held(connection))


def _more_codes(theirs: ChoiceList | None, known: ChoiceList | None) -> Set[str]:
    return theirs.by_code.keys() - known.by_code.keys() if theirs is not None and known is not None else set()


class Naming:
    """Finds for an incident which codebooks, beside its own and the one in force, it takes to name all that it holds.

    Nearly always none; else the newest that does it alone; else as few as possible, the newest first. Where nothing
    names all, those that help, and writing says what would be left behind.
    """

    def __init__(self, in_force: Codebook, all_of_them: Mapping[str, Codebook]) -> None:
        self._in_force = in_force
        self._all = all_of_them
        self._wide: dict[tuple[str, ...], Codebook] = {}

    def further(self, coding: ArticleCoding) -> dict[str, tuple[str, ...]]:
        """The ids of those codebooks, by the id of the incident; incidents that need none are not in it."""
        needed = {one.id: self._beside_own(one) for one in coding.incidents} if len(self._all) > 1 else {}
        return {incident: ids for incident, ids in needed.items() if ids}

    def _beside_own(self, incident: Incident) -> tuple[str, ...]:
        if not self._unnamed(incident):
            return ()
        for row_id in self._all:
            if not self._unnamed(incident, row_id):
                return (row_id,)
        taken = [row_id for row_id in self._all if row_id != incident.codebook]
        least = self._unnamed(incident, *taken)
        for row_id in reversed(taken[:]):  # the oldest go first; a cell of several codes may take more than one
            without = [other for other in taken if other != row_id]
            if self._unnamed(incident, *without) == least:
                taken = without
        return tuple(taken)

    def _unnamed(self, incident: Incident, *row_ids: str) -> set[tuple[str, str]]:
        return _unnamed(incident, self._with(incident.codebook, *row_ids))

    def _with(self, *row_ids: str) -> Codebook:
        if row_ids not in self._wide:
            self._wide[row_ids] = widened(self._in_force, [self._all[row_id] for row_id in row_ids])
        return self._wide[row_ids]


def _unnamed(incident: Incident, wide: Codebook) -> set[tuple[str, str]]:
    """What `wide` cannot name of an incident: (row, field) of values, notes and words."""
    groups = {"": "", **{row.id: row.group for row in incident.rows}}
    spoken_of = [(note.row, note.field) for note in incident.notes]
    spoken_of += [(span.row, span.field) for span in incident.evidence if span.field]
    unnamed = {(row, key) for row, key in spoken_of if wide.node(key, groups.get(row, "")) is None}
    unnamed |= {("", key) for key in _misfits(incident.values, "", wide)}
    for row in incident.rows:
        unnamed |= {(row.id, key) for key in _misfits(row.values, row.group, wide)}
        if row.group not in wide.group_by_key:
            unnamed.add((row.id, ""))
    return unnamed


def _misfits(values: Mapping[str, Scalar], group: str, wide: Codebook) -> Iterator[str]:
    for key, value in values.items():
        leaf = wide.node(key, group)
        if leaf is None or leaf.parts:
            yield key
            continue
        try:
            check(value, leaf, wide)
        except ValueError:
            yield key
