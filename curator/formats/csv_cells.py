# SPDX-License-Identifier: MIT
"""From a coding to the cells of a data set's lines.

What lives here: one generator for each file. What does not: which columns there are (csv_columns.py), files and hashes
(csv_set.py). Proposals are blank in incidents.csv and the groups' files even where they leave: they stand in values.csv
only, marked as proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import (
    ARTICLE_FIELDS,
    ArticleCoding,
    Coder,
    Evidence,
    Incident,
    Row,
    Scalar,
    ValueNote,
)
from curator.domain.derived import derived_cells
from curator.domain.values import leaf_value, notes_of
from curator.formats.csv_columns import CODER_LAYER, CONSENSUS_LAYER, Column, SetFile, is_free_text
from curator.formats.csv_lines import Cell, number_text
from curator.formats.wide_codebook import codebook_ref

# The cells of a line, and whether a column whose quoting depends on the line is free text in this one.
Cells = tuple[Sequence[Cell], bool]


def layer_of(coder: Coder) -> str:
    """What the column `layer` says of a coder's incidents."""
    return CONSENSUS_LAYER if coder.kind == "consensus" else CODER_LAYER


def incident_cells(
    file: SetFile,
    coding: ArticleCoding,
    incident: Incident,
    codebook: Codebook,
    coders: Mapping[str, Coder],
    codebooks: Mapping[str, Codebook],
) -> list[Cell]:
    """The cells of an incident's line. `coding` is without proposals; `codebook` is the one the file was made for."""
    coder = coders[incident.coder]
    fixed: dict[tuple[str, str], Cell] = {
        ("incident", "id"): incident.id,
        ("incident", "article"): incident.article,
        ("incident", "coder"): incident.coder,
        ("incident", "status"): incident.status,
        ("incident", "position"): incident.position,
        ("incident", "created"): incident.created or None,
        ("coder", "name"): coder.name,
        ("coder", "layer"): layer_of(coder),
        ("codebook", "ref"): codebook_ref(codebooks[incident.codebook]),
    }
    derived = derived_cells(coding, incident, codebook)

    def cell(column: Column) -> Cell:
        table, name = column.source
        if table == "leaf":
            return incident.values.get(name)
        if table == "derived":
            return derived[name]
        if table == "article":
            return coding.article.fields.get(name) or None
        return fixed[table, name]

    return [cell(column) for column in file.columns]


def row_cells(file: SetFile, incident: Incident, row: Row) -> list[Cell]:
    """The cells of a group row's line."""
    fixed: dict[tuple[str, str], Cell] = {
        ("row", "id"): row.id,
        ("row", "incident"): incident.id,
        ("incident", "article"): incident.article,
        ("row", "position"): row.position,
    }
    return [
        row.values.get(column.source[1]) if column.source[0] == "leaf" else fixed[column.source]
        for column in file.columns
    ]


def article_cells(coding: ArticleCoding) -> list[Cell]:
    """The cells of articles.csv."""
    article = coding.article
    fields = [article.fields.get(key) or None for key in ARTICLE_FIELDS]
    original = article.original_sha256 or None
    return [
        article.id,
        article.text_sha256,
        article.length,
        original,
        article.settled_by,
        *fields,
        article.added or None,
        *(said or None for said in (article.reader, article.reader_version, article.media, article.follows)),
    ]


def value_lines(coding: ArticleCoding, codebook: Codebook) -> Iterator[Cells]:
    """The lines of values.csv: the article's metadata, then each incident with its rows."""
    yield from _article_values(coding)
    for incident in coding.incidents:
        yield from _table_values(codebook, incident, incident.values, notes_of(incident.notes))
        by_row: dict[str, dict[str, ValueNote]] = {}
        for note in incident.notes:
            by_row.setdefault(note.row, {})[note.field] = note
        for row in incident.rows:
            yield from _table_values(codebook, incident, row.values, by_row.get(row.id, {}), row)


def _article_values(coding: ArticleCoding) -> Iterator[Cells]:
    notes = notes_of(coding.article_notes)
    for key in ARTICLE_FIELDS:
        value, note = coding.article.fields.get(key) or None, notes.get(key)
        if value is None and note is None:
            continue
        state = "value" if value is not None else "blank" if note is None or note.state == "value" else note.state
        basis = _basis(note.basis if note else "stated", state, True)
        yield _value_line((coding.article.id, None, None, None, key), value, state, basis, note, key), True


def _table_values(
    codebook: Codebook,
    incident: Incident,
    values: Mapping[str, Scalar],
    notes: Mapping[str, ValueNote],
    row: Row | None = None,
) -> Iterator[Cells]:
    group = row.group if row is not None else ""
    head = (incident.article, incident.id, row.id if row else None, group or None)
    tops = codebook.group_by_key[group].fields if group else codebook.fields
    for node in (node for top in tops for node in top.nodes()):
        note = notes.get(node.key)
        if node.parts:
            if note is not None:
                basis = _basis(note.basis, note.state, node.has_basis)
                yield _value_line((*head, node.key), None, note.state, basis, note, node.key), False
            continue
        column = values.get(node.key)
        if not notes:
            if column is not None:
                plain = _value_line((*head, node.key), column, "value", "stated" if node.has_basis else "", None, "")
                yield plain, is_free_text(node)
            continue
        known = leaf_value(codebook, node, column, notes, group)
        if known.state != "blank" or note is not None:
            said = notes.get(known.said_by)
            raw = note.basis if note is not None else known.basis
            basis = _basis(raw, known.state, node.has_basis)
            cells = _value_line((*head, node.key), column, known.state, basis, note, known.said_by, said)
            yield cells, is_free_text(node)


def _basis(basis: str, state: str, has_basis: bool) -> str:
    """What the column shows: nothing where a basis has no meaning (the note then holds "stated")."""
    return basis if (state == "value" and has_basis) or basis != "stated" else ""


def _value_line(
    head: Sequence[Cell],
    value: Cell,
    state: str,
    basis: str,
    note: ValueNote | None,
    said_by: str,
    said: ValueNote | None = None,
) -> list[Cell]:
    """`note` is the field's own note, `said` the one that speaks (its own, or a compound's)."""
    speaks = said or note
    proposed = "yes" if speaks is not None and speaks.proposed else "no"
    own, note_id = (note.note or None, note.id) if note is not None else (None, None)
    return [*head, value, state, basis or None, own, said_by if speaks else None, proposed, note_id]


def evidence_lines(coding: ArticleCoding, codebook: Codebook) -> Iterator[Cells]:
    """The lines of evidence.csv: the article's metadata first, then each incident's spans."""
    for span in coding.article_evidence:
        value = coding.article.fields.get(span.field) or None
        yield _evidence_line(span, "article_field", value, None), True
    for incident in coding.incidents:
        rows = {row.id: row for row in incident.rows}
        for span in incident.evidence:
            row = rows[span.row] if span.row else None
            target = ("row_field" if span.field else "row") if row else "field" if span.field else "mention"
            values = row.values if row else incident.values
            node = codebook.node(span.field, row.group if row else "") if span.field else None
            shown = _supported(node, values) if node is not None else None
            free = node is not None and (bool(node.parts) or is_free_text(node))
            yield _evidence_line(span, target, shown, incident.coder), free


def _supported(node: Field, values: Mapping[str, Scalar]) -> Cell:
    """The value that words support; of a compound its parts, written as key=value."""
    if not node.parts:
        return values.get(node.key)
    parts = [(leaf.key, values[leaf.key]) for leaf in node.leaves() if leaf.key in values]
    texts = [f"{key}={value if isinstance(value, str) else number_text(value)}" for key, value in parts]
    return "; ".join(texts) or None


def _evidence_line(span: Evidence, target: str, value: Cell, coder: str | None) -> list[Cell]:
    return [
        span.id,
        target,
        span.incident or None,
        span.row or None,
        span.field or None,
        value,
        span.article,
        span.start,
        span.end,
        span.quote,
        span.role,
        span.position,
        coder,
    ]


def not_codable_lines(coding: ArticleCoding, coders: Mapping[str, Coder]) -> Iterator[list[Cell]]:
    """The lines of not_codable.csv."""
    for mark in coding.not_codable:
        who, where = coders[mark.coder].name, (mark.start, mark.end, mark.quote)
        yield [mark.id, mark.article, mark.coder, who, *where, mark.reason, mark.note or None]


def reading_lines(coding: ArticleCoding, coders: Mapping[str, Coder]) -> Iterator[list[Cell]]:
    """The lines of reading.csv."""
    for coder, state in sorted(coding.reading.items()):
        yield [coding.article.id, coder, coders[coder].name, state]


def judgement_lines(
    coding: ArticleCoding, coders: Mapping[str, Coder], coder_of: Mapping[str, str]
) -> Iterator[list[Cell]]:
    """The lines of judgements.csv. `coder_of`: the coders of incidents that are not in the coding."""
    known = {**coder_of, **{incident.id: incident.coder for incident in coding.incidents}}
    for said in coding.judgements:
        place = (said.row or None, said.field or None, said.verdict, said.reason or None)
        about = (said.consensus or None, said.incident or None, known.get(said.incident))
        who = (said.coder, coders[said.coder].name if said.coder in coders else None)
        unclear = "yes" if said.unclear else "no"
        yield [said.id, said.article, *about, *place, unclear, *who, said.created, said.seen or None]


def comment_lines(coding: ArticleCoding, coders: Mapping[str, Coder]) -> Iterator[list[Cell]]:
    """The lines of comments.csv."""
    for said in coding.comments:
        about = (said.incident or None, said.row or None, said.field or None)
        who = (said.coder, coders[said.coder].name)
        resolved = "yes" if said.resolved else "no"
        yield [said.id, said.article, *about, *who, said.thread, said.text, said.created, resolved]
