# SPDX-License-Identifier: MIT
"""Which codebooks it takes to name everything that is coded, so that nothing is left behind when it leaves.

What lives here: the choice among the project's codebooks. What does not: joining them (formats/wide_codebook.py).
An incident keeps the codebook it was begun under, but values may be set under a later one, and that one may have been
replaced since: then neither its own codebook nor the one in force knows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

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
    """Finds for an incident the codebook that, beside the one in force, names everything in it.

    Its own where it does, else the newest that does; its own where none does, and writing says what is left behind.
    """

    def __init__(self, in_force: Codebook, all_of_them: Mapping[str, Codebook]) -> None:
        self._in_force = in_force
        self._all = all_of_them
        self._wide: dict[str, Codebook] = {}

    def named(self, coding: ArticleCoding) -> ArticleCoding:
        """The coding with each incident under the codebook that names all of it."""
        if len(self._all) < 2:
            return coding
        incidents = tuple(replace(one, codebook=self._codebook_of(one)) for one in coding.incidents)
        return replace(coding, incidents=incidents)

    def _codebook_of(self, incident: Incident) -> str:
        tried = (incident.codebook, *self._all)
        return next((row_id for row_id in tried if _names_all(incident, self._with(row_id))), incident.codebook)

    def _with(self, row_id: str) -> Codebook:
        if row_id not in self._wide:
            self._wide[row_id] = widened(self._in_force, (self._all[row_id],))
        return self._wide[row_id]


def _names_all(incident: Incident, wide: Codebook) -> bool:
    groups = {"": "", **{row.id: row.group for row in incident.rows}}
    spoken_of = [(note.row, note.field) for note in incident.notes]
    spoken_of += [(span.row, span.field) for span in incident.evidence if span.field]
    return (
        all(wide.node(key, groups.get(row, "")) is not None for row, key in spoken_of)
        and _fits(incident.values, "", wide)
        and all(_fits(row.values, row.group, wide) for row in incident.rows)
    )


def _fits(values: Mapping[str, Scalar], group: str, wide: Codebook) -> bool:
    for key, value in values.items():
        leaf = wide.node(key, group)
        if leaf is None or leaf.parts:
            return False
        try:
            check(value, leaf, wide)
        except ValueError:
            return False
    return True
