# SPDX-License-Identifier: MIT
"""Operations on words: evidence for values and mentions, passages that are not codable.

What lives here: spans and what they support. What does not: the values themselves (values.py).
Offsets are code points, half open, over the article's stored text; the quote is cut from that text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.coding import ARTICLE_FIELDS, ROLES
from curator.domain.faults import InputRefused, NotNow
from curator.operations.operation import cut_quote, find_row, known_node, next_position, own_incident
from curator.store.images import Cell
from curator.store.writer import Writer


@dataclass(frozen=True)
class AddEvidence:
    """Give words to exactly one target. Returns the id of the evidence.

    Target: a metadata field (`field` alone), a mention (`incident` alone), a field of an incident, a whole row
    (`incident` and `row`), or a field of a row (all three).
    """

    kind: ClassVar[str] = "add_evidence"
    article: str
    start: int
    end: int
    incident: str = ""
    row: str = ""
    field: str = ""
    role: str = "direct"

    def apply(self, writer: Writer) -> str:
        _refuse_role(self.role)
        label = self._target(writer)
        values: dict[str, Cell] = {
            "article": self.article, "incident": self.incident or None, "row": self.row or None,
            "field": self.field or None,
        }  # fmt: skip
        where = 'article = ? AND incident IS ? AND "row" IS ? AND field IS ?'
        position = next_position(writer, "evidence", where, tuple(values.values()))
        quote = cut_quote(writer, self.article, self.start, self.end)
        added = writer.add(
            "evidence",
            {**values, "start": self.start, "end": self.end, "quote": quote, "role": self.role, "position": position},
        )
        writer.describe(f"Give words to {label}", self.article)
        return added

    def _target(self, writer: Writer) -> str:
        writer.row("articles", self.article)
        if not self.incident:
            if self.row or self.field not in ARTICLE_FIELDS:
                raise InputRefused(f"“{self.field}” is no field of an article: {', '.join(ARTICLE_FIELDS)}.")
            return f"{self.field} of the article"
        incident = own_incident(writer, self.incident)
        if incident["article"] != self.article:
            raise InputRefused("The words must be of the article that the incident belongs to.")
        group = ""
        if self.row:
            group, row = find_row(writer, self.row)
            if row["incident"] != self.incident:
                raise InputRefused("The row belongs to another incident.")
        if self.field:
            return known_node(writer, self.field, group).label
        return "a row" if self.row else "the incident"


@dataclass(frozen=True)
class MoveEvidence:
    """Move the edges of a span; the quote follows."""

    kind: ClassVar[str] = "move_evidence"
    evidence: str
    start: int
    end: int

    def apply(self, writer: Writer) -> None:
        row = _own_evidence(writer, self.evidence)
        quote = cut_quote(writer, str(row["article"]), self.start, self.end)
        writer.put("evidence", self.evidence, {"start": self.start, "end": self.end, "quote": quote})
        writer.describe("Move the edges of words", str(row["article"]))


@dataclass(frozen=True)
class SetEvidenceRole:
    """Say how the words bear on the value: direct, anchor, support, contradicts."""

    kind: ClassVar[str] = "set_evidence_role"
    evidence: str
    role: str

    def apply(self, writer: Writer) -> None:
        _refuse_role(self.role)
        row = _own_evidence(writer, self.evidence)
        writer.put("evidence", self.evidence, {"role": self.role})
        writer.describe(f"Set the role of words to {self.role}", str(row["article"]))


@dataclass(frozen=True)
class RemoveEvidence:
    """Take words away from what they supported."""

    kind: ClassVar[str] = "remove_evidence"
    evidence: str

    def apply(self, writer: Writer) -> None:
        row = _own_evidence(writer, self.evidence)
        writer.drop("evidence", self.evidence)
        writer.describe("Take words away", str(row["article"]))


@dataclass(frozen=True)
class AddNotCodable:
    """Mark a passage as read and not codable, with a reason from the codebook's list. Returns its id."""

    kind: ClassVar[str] = "add_not_codable"
    article: str
    start: int
    end: int
    reason: str
    note: str = ""

    def apply(self, writer: Writer) -> str:
        _refuse_reason(writer, self.reason)
        writer.describe(f"Mark a passage not codable: {_reason_label(writer, self.reason)}", self.article)
        return writer.add(
            "not_codable",
            {
                "article": self.article, "coder": writer.acting_coder().id, "start": self.start, "end": self.end,
                "quote": cut_quote(writer, self.article, self.start, self.end), "reason": self.reason,
                "note": self.note,
            },
        )  # fmt: skip


@dataclass(frozen=True)
class ChangeNotCodable:
    """Change the edges, the reason or the note of a passage that is not codable."""

    kind: ClassVar[str] = "change_not_codable"
    passage: str
    start: int
    end: int
    reason: str
    note: str = ""

    def apply(self, writer: Writer) -> None:
        row = _own_passage(writer, self.passage)
        if self.reason != row["reason"]:
            _refuse_reason(writer, self.reason)
        quote = cut_quote(writer, str(row["article"]), self.start, self.end)
        writer.put(
            "not_codable", self.passage,
            {"start": self.start, "end": self.end, "quote": quote, "reason": self.reason, "note": self.note},
        )  # fmt: skip
        writer.describe("Change a passage that is not codable", str(row["article"]))


@dataclass(frozen=True)
class RemoveNotCodable:
    """Take the mark of a passage away."""

    kind: ClassVar[str] = "remove_not_codable"
    passage: str

    def apply(self, writer: Writer) -> None:
        row = _own_passage(writer, self.passage)
        writer.drop("not_codable", self.passage)
        writer.describe("Take a “not codable” mark away", str(row["article"]))


def _own_evidence(writer: Writer, evidence_id: str) -> dict[str, Cell]:
    row = writer.row("evidence", evidence_id)
    if row.get("incident"):
        own_incident(writer, str(row["incident"]))
    return row


def _own_passage(writer: Writer, passage: str) -> dict[str, Cell]:
    row = writer.row("not_codable", passage)
    if row["coder"] != writer.acting_coder().id:
        raise NotNow("This passage was marked by another coder; nothing was changed.")
    return row


def _refuse_role(role: str) -> None:
    if role not in ROLES:
        raise InputRefused(f"“{role}” is no role of words: {', '.join(ROLES)}.")


def _refuse_reason(writer: Writer, reason: str) -> None:
    known = writer.codebook.list_by_key.get(writer.codebook.not_codable)
    if known is None or reason not in known.by_code:
        raise InputRefused(f"“{reason}” is no reason of the codebook {writer.codebook.title}.")


def _reason_label(writer: Writer, reason: str) -> str:
    return writer.codebook.list_by_key[writer.codebook.not_codable].by_code[reason].label
