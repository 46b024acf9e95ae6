# SPDX-License-Identifier: MIT
"""Operations on words: evidence for values and mentions, passages that are not codable.

What lives here: spans and what they support. What does not: the values themselves (values.py).
Offsets are code points, half open, over the article's stored text; the quote is cut from that text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from curator.domain.codebook.model import Field
from curator.domain.codebook.scalars import one_line
from curator.domain.coding import ARTICLE_FIELDS, ROLES
from curator.domain.faults import InputRefused, NotNow
from curator.operations.articles import begin_reading
from curator.operations.operation import cut_quote, find_row, known_node, next_position, own_incident
from curator.store.columns import group_table
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
        refuse_role(self.role)
        label = target_label(writer, self.article, self.incident, self.row, self.field)
        added = add_words(
            writer, self.article, self.start, self.end,
            incident=self.incident, row=self.row, field=self.field, role=self.role,
        )  # fmt: skip
        writer.describe(f"Give words to {label}", self.article)
        return added


def add_words(
    writer: Writer, article: str, start: int, end: int,
    *, incident: str = "", row: str = "", field: str = "", role: str = "direct",
) -> str:  # fmt: skip
    """Write the evidence for a target that was checked, as its last. Returns its id."""
    target: dict[str, Cell] = {
        "article": article, "incident": incident or None, "row": row or None, "field": field or None,
    }  # fmt: skip
    quote = cut_quote(writer, article, start, end)
    values: dict[str, Cell] = {"start": start, "end": end, "quote": quote, "role": role}
    return writer.add("evidence", {**target, **values, "position": target_position(writer, target)})


def target_position(writer: Writer, target: Mapping[str, Cell]) -> int:
    """One more than the highest position among the words of a target (article, incident, row, field)."""
    where = 'article = ? AND incident IS ? AND "row" IS ? AND field IS ?'
    return next_position(writer, "evidence", where, tuple(target.values()))


def words_there(
    writer: Writer, article: str, start: int, end: int, role: str,
    *, incident: str = "", row: str = "", field: str = "",
) -> str:  # fmt: skip
    """The id of the evidence that gives exactly these words, in this role, to this target; "" where there is none."""
    found = writer.query(
        'SELECT id FROM evidence WHERE article = ? AND incident IS ? AND "row" IS ? AND field IS ? '
        'AND start = ? AND "end" = ? AND role = ? ORDER BY position, id LIMIT 1',
        (article, incident or None, row or None, field or None, start, end, role),
    )
    return str(found[0][0]) if found else ""


def target_label(writer: Writer, article: str, incident_id: str, row_id: str, field: str) -> str:
    """How the log names a target that words may be given to. Raises InputRefused or NotNow where it is none."""
    writer.row("articles", article)
    if not incident_id:
        if row_id or field not in ARTICLE_FIELDS:
            raise InputRefused(f"“{field}” is no field of an article: {', '.join(ARTICLE_FIELDS)}.")
        return f"{field} of the article"
    incident = own_incident(writer, incident_id)
    if incident["article"] != article:
        raise InputRefused("The words must be of the article that the incident belongs to.")
    group = ""
    if row_id:
        group, row = find_row(writer, row_id)
        if row["incident"] != incident_id:
            raise InputRefused("The row belongs to another incident.")
    if field:
        return node_for_words(writer, field, group).label
    return "a row" if row_id else "the incident"


def node_for_words(writer: Writer, key: str, group: str = "") -> Field:
    """The node of the codebook that words are given to. Raises InputRefused where it takes none."""
    node = known_node(writer, key, group)
    if not writer.codebook.takes_words(key, group):
        raise InputRefused(f"“{node.label}” takes no words: by the codebook it is not read from the article.")
    return node


@dataclass(frozen=True)
class RetargetEvidence:
    """Give the same words to another target: of an incident of the same article, of its row, or of the article itself.

    They become the target's last; in another incident, or in the article, they are new words. Otherwise two copies of a
    project could each hold them in another place, and brought together only one of both could stand. Raises NotNow
    where the target has these words in this role already.
    """

    kind: ClassVar[str] = "retarget_evidence"
    evidence: str
    incident: str = ""
    row: str = ""
    field: str = ""

    def apply(self, writer: Writer) -> None:
        words = _own_evidence(writer, self.evidence)
        article = str(words["article"])
        label = target_label(writer, article, self.incident, self.row, self.field)
        target: dict[str, Cell] = {
            "article": article, "incident": self.incident or None, "row": self.row or None, "field": self.field or None,
        }  # fmt: skip
        if all(words.get(name) == value for name, value in target.items()):
            return
        start, end, role = int(str(words["start"])), int(str(words["end"])), str(words["role"])
        if words_there(
            writer, article, start, end, role, incident=self.incident, row=self.row, field=self.field
        ):  # fmt: skip
            raise NotNow(f"These words belong to {label} already; nothing was changed.")
        target["position"] = target_position(writer, target)
        if (words.get("incident") or "") == self.incident:
            writer.put("evidence", self.evidence, target)
        else:
            writer.drop("evidence", self.evidence)
            held = {name: value for name, value in words.items() if name not in ("n", "id")}
            writer.add("evidence", {**held, **target})
        writer.describe(f"Give the words to {label} instead", article)


@dataclass(frozen=True)
class MoveEvidence:
    """Move the edges of a span; the quote follows, and so does a text that holds just these words.

    `also`: other evidence at the same place (the same words for several parts of a date), moved along.
    """

    kind: ClassVar[str] = "move_evidence"
    evidence: str
    start: int
    end: int
    also: tuple[str, ...] = ()

    def apply(self, writer: Writer) -> None:
        for evidence in (self.evidence, *self.also):
            row = _own_evidence(writer, evidence)
            quote = cut_quote(writer, str(row["article"]), self.start, self.end)
            writer.put("evidence", evidence, {"start": self.start, "end": self.end, "quote": quote})
            _carry_text(writer, row, str(row["quote"]), quote)
        writer.describe("Move the edges of words", str(row["article"]))


def _carry_text(writer: Writer, words: Mapping[str, Cell], before: str, after: str) -> None:
    """A text field that holds exactly the words of its direct evidence goes on holding them."""
    incident, field, row = (str(words.get(name) or "") for name in ("incident", "field", "row"))
    if not incident or not field or words.get("role") != "direct":
        return
    group = find_row(writer, row)[0] if row else ""
    node = writer.codebook.node(field, group)
    if node is None or node.kind not in ("text", "long_text"):
        return
    table, row_id = (group_table(group), row) if group else ("incidents", incident)
    if writer.row(table, row_id).get(field) == one_line(before):
        writer.put(table, row_id, {field: one_line(after)})


@dataclass(frozen=True)
class SetEvidenceRole:
    """Say how the words bear on the value: direct, anchor, support, contradicts."""

    kind: ClassVar[str] = "set_evidence_role"
    evidence: str
    role: str
    also: tuple[str, ...] = ()

    def apply(self, writer: Writer) -> None:
        refuse_role(self.role)
        for evidence in (self.evidence, *self.also):
            row = _own_evidence(writer, evidence)
            writer.put("evidence", evidence, {"role": self.role})
        writer.describe(f"Set the role of words to {self.role}", str(row["article"]))


@dataclass(frozen=True)
class RemoveEvidence:
    """Take words away from what they supported. `also`: other evidence at the same place, taken away with it."""

    kind: ClassVar[str] = "remove_evidence"
    evidence: str
    also: tuple[str, ...] = ()

    def apply(self, writer: Writer) -> None:
        for evidence in (self.evidence, *self.also):
            row = _own_evidence(writer, evidence)
            writer.drop("evidence", evidence)
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
        begin_reading(writer, self.article)
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


def refuse_role(role: str) -> None:
    if role not in ROLES:
        raise InputRefused(f"“{role}” is no role of words: {', '.join(ROLES)}.")


def _refuse_reason(writer: Writer, reason: str) -> None:
    known = writer.codebook.list_by_key.get(writer.codebook.not_codable)
    if known is None or reason not in known.by_code:
        raise InputRefused(f"“{reason}” is no reason of the codebook {writer.codebook.title}.")


def _reason_label(writer: Writer, reason: str) -> str:
    return writer.codebook.list_by_key[writer.codebook.not_codable].by_code[reason].label
