# SPDX-License-Identifier: MIT
"""What of a coding leaves the house, and in which order.

What lives here: taking out proposals and private fields, and the one order in which files list a coding. What does not:
which incidents leave (the layer and status are chosen by tasks) and how they are written.

A proposal is words and a value that nobody has accepted: without the option both stay. Private fields (memos) stay with
everything said of them, and so does what coders said to each other (comments), what reviewers said of a coder's work,
and why they settled the consensus as they did. How it was settled leaves with the consensus.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ARTICLE_FIELDS, ArticleCoding, Incident, ValueNote, conversations
from curator.domain.reviewing import Judgement
from curator.domain.values import notes_of
from curator.formats.wide_codebook import NodeOrder

_ARTICLE_PLACE = {key: place for place, key in enumerate(ARTICLE_FIELDS)}


def in_order(coding: ArticleCoding, order_of: Callable[[str], NodeOrder]) -> ArticleCoding:
    """The same coding in the order of files: incidents by position and id, what is in them in codebook order.

    `order_of` gives the order for the id of an incident's codebook.
    """
    incidents = sorted(coding.incidents, key=lambda incident: (incident.position, incident.id))
    return replace(
        coding,
        incidents=tuple(_incident_in_order(incident, order_of(incident.codebook)) for incident in incidents),
        not_codable=tuple(sorted(coding.not_codable, key=lambda mark: (mark.start, mark.end, mark.id))),
        article_evidence=tuple(
            sorted(coding.article_evidence, key=lambda span: (_article_place(span.field), span.position, span.id))
        ),
        article_notes=tuple(sorted(coding.article_notes, key=lambda note: _article_place(note.field))),
        comments=conversations(coding.comments),
        judgements=tuple(sorted(coding.judgements, key=lambda said: (said.created, said.id))),
    )


def _article_place(field: str) -> tuple[int, str]:
    return _ARTICLE_PLACE.get(field, len(_ARTICLE_PLACE)), field


def _incident_in_order(incident: Incident, order: NodeOrder) -> Incident:
    rows = tuple(sorted(incident.rows, key=lambda row: (order.group(row.group), row.position, row.id)))
    place_of = {"": 0} | {row.id: place for place, row in enumerate(rows, 1)}
    group_of = {"": ""} | {row.id: row.group for row in rows}

    def target(row: str, field: str) -> tuple[int, int]:
        return place_of.get(row, len(place_of)), order.node(field, group_of.get(row, ""))

    return replace(
        incident,
        rows=rows,
        notes=tuple(sorted(incident.notes, key=lambda note: target(note.row, note.field))),
        evidence=tuple(
            sorted(incident.evidence, key=lambda span: (target(span.row, span.field), span.position, span.id))
        ),
    )


def public_view(coding: ArticleCoding, codebook_of: Callable[[str], Codebook]) -> ArticleCoding:
    """The coding without proposals, private fields and comments; the same object where there are none.

    `codebook_of` gives the codebook for the id that an incident carries.
    """
    return _without(coding, codebook_of, private=True)


def without_proposals(coding: ArticleCoding, codebook_of: Callable[[str], Codebook]) -> ArticleCoding:
    """The coding without proposals: what the tables of a data set hold; the same object where there are none."""
    return _without(coding, codebook_of, private=False)


def _without(coding: ArticleCoding, codebook_of: Callable[[str], Codebook], private: bool) -> ArticleCoding:
    incidents = tuple(
        _shown_incident(incident, codebook_of(incident.codebook), private) for incident in coding.incidents
    )
    hidden = {note.field for note in coding.article_notes if note.proposed}
    comments = () if private else coding.comments
    judgements = _shown_judgements(coding) if private else coding.judgements
    unchanged = comments == coding.comments and judgements == coding.judgements and not hidden
    if unchanged and all(new is old for new, old in zip(incidents, coding.incidents, strict=True)):
        return coding
    fields = {key: value for key, value in coding.article.fields.items() if key not in hidden}
    return replace(
        coding,
        article=replace(coding.article, fields=fields),
        incidents=incidents,
        article_evidence=tuple(span for span in coding.article_evidence if span.field not in hidden),
        article_notes=tuple(note for note in coding.article_notes if not note.proposed),
        comments=comments,
        judgements=judgements,
    )


def _shown_judgements(coding: ArticleCoding) -> tuple[Judgement, ...]:
    """How the incidents of the coding were settled, without reasons."""
    there = {incident.id for incident in coding.incidents}
    return tuple(replace(said, reason="") for said in coding.judgements if said.consensus in there)


def _shown_incident(incident: Incident, codebook: Codebook, private: bool) -> Incident:
    if not private and not any(note.proposed for note in incident.notes):
        return incident
    hidden = {("", key) for key in _hidden(codebook, "", notes_of(incident.notes), private)}
    for row in incident.rows:
        row_notes = notes_of(incident.notes, row.id)
        hidden |= {(row.id, key) for key in _hidden(codebook, row.group, row_notes, private)}
    rows = tuple(
        replace(row, values={key: value for key, value in row.values.items() if (row.id, key) not in hidden})
        for row in incident.rows
    )
    shown = replace(
        incident,
        values={key: value for key, value in incident.values.items() if ("", key) not in hidden},
        rows=rows,
        notes=tuple(note for note in incident.notes if (note.row, note.field) not in hidden),
        evidence=tuple(span for span in incident.evidence if (span.row, span.field) not in hidden),
    )
    return incident if shown == incident else shown


def _hidden(codebook: Codebook, group: str, notes: Mapping[str, ValueNote], private: bool) -> set[str]:
    """The nodes of one table that stay: private ones, and those whose note (own, else a compound's) is proposed."""
    any_proposed = any(note.proposed for note in notes.values())
    hidden: set[str] = set()
    tops = codebook.group_by_key[group].fields if group else codebook.fields
    for node in (node for top in tops for node in top.nodes()):
        chain = (node, *codebook.above(node.key, group))
        if private and any(one.private for one in chain):
            hidden.add(node.key)
        elif any_proposed:
            said_by = next((one.key for one in chain if one.key in notes), "")
            if said_by and notes[said_by].proposed:
                hidden.add(node.key)
    return hidden
