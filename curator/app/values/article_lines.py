# SPDX-License-Identifier: MIT
"""The lines of the panels "Article" and "Not codable": metadata with its words, passages with their reasons.

What lives here: which lines there are. What does not: painting, and lines of incidents (lines.py). Pure.
"""

from __future__ import annotations

from curator.app.translating import T
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.lines import distinct
from curator.app.values.phrases import CONTEXT, basis_tip, language_name, moment, say, word
from curator.domain.codebook.model import Codebook
from curator.domain.codebook.scalars import one_line
from curator.domain.coding import ARTICLE_FIELDS, ArticleCoding, Evidence, NotCodable, ValueNote

ABOUT = T(CONTEXT, "About the article")
READ_NOT_CODED = T(CONTEXT, "Read and not coded")
NONE_MARKED = T(CONTEXT, "No passage is marked as not codable.")
STORED = T(CONTEXT, "Stored as: {text}")


def article_lines(coding: ArticleCoding, blank: bool) -> list[Line]:
    """The article's metadata in the order of the file's columns, each with state, basis, note and words."""
    notes = {note.field: note for note in coding.article_notes if not note.incident}
    lines = [Line(LineKind.SECTION, label=say(ABOUT), key=("section", "article"))]
    for field in ARTICLE_FIELDS:
        spans = distinct(span for span in coding.article_evidence if span.field == field)
        line = _value_line(coding, field, notes.get(field), spans)
        if line.blank and not spans and not blank:
            continue
        lines.append(line)
        if field in notes and notes[field].note:
            lines.append(Line(LineKind.NOTE, line.target, text=notes[field].note, key=("note", "", field)))
        lines += [
            Line(LineKind.WORDS, line.target, text=one_line(span.quote), words=(span,), key=("words", span.id),
                 role="" if span.role == "direct" else word(span.role))
            for span in spans
        ]  # fmt: skip
    return lines


def _value_line(coding: ArticleCoding, field: str, note: ValueNote | None, spans: tuple[Evidence, ...]) -> Line:
    stored = coding.article.fields.get(field, "")
    shown = moment(stored) if field in ("published", "retrieved") else stored
    shown = language_name(stored) if field == "language" else shown
    state = "" if stored else word(note.state if note and note.state != "value" else "blank")
    basis = (note.basis if note else "stated" if spans else "") if stored else ""
    tips = [say(STORED, text=stored) if shown != stored else "", basis_tip(basis) if basis else ""]
    return Line(
        LineKind.VALUE, Target(field=field), word(field), shown, state=state, basis=word(basis) if basis else "",
        tip="\n".join(tip for tip in tips if tip), words=spans, blank=not stored and (note is None or
        note.state in ("value", "blank")), key=("value", "", field),
    )  # fmt: skip


def not_codable_lines(passages: tuple[NotCodable, ...], codebook: Codebook) -> list[Line]:
    """The passages that were read and found not codable, in the article's order, each with its reason."""
    reasons = codebook.list_by_key.get(codebook.not_codable)
    lines = [Line(LineKind.SECTION, label=say(READ_NOT_CODED), key=("section", "passages"))]
    for passage in sorted(passages, key=lambda each: (each.start, each.end)):
        choice = reasons.by_code.get(passage.reason) if reasons else None
        span = as_span(passage)
        label = choice.label if choice else passage.reason
        target = Target(field=passage.id)
        lines.append(Line(LineKind.WORDS, target, text=one_line(passage.quote), words=(span,), role=label,
                          tip=choice.help if choice else "", key=("passage", passage.id)))  # fmt: skip
        if passage.note:
            lines.append(Line(LineKind.NOTE, target, text=passage.note, key=("note", passage.id)))
    if not passages:
        lines.append(Line(LineKind.EMPTY, text=say(NONE_MARKED), key=("empty", "passages")))
    return lines


def as_span(passage: NotCodable) -> Evidence:
    """A not-codable passage in the shape of a span, so that it lights up like any words."""
    return Evidence(passage.id, passage.article, passage.start, passage.end, passage.quote, "direct")
