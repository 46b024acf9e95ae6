# SPDX-License-Identifier: MIT
"""Operations on comments: what coders say to each other about an article, an incident, a row or a value.

What lives here: adding, changing, resolving, removing. What does not: reading them (store/codings.py). A comment may be
about anybody's incident; only who wrote it changes or removes it; anybody may call a conversation resolved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.faults import InputRefused, NotNow
from curator.operations.operation import article_title, find_row, incident_title, known_node
from curator.store.images import Cell
from curator.store.writer import Writer


@dataclass(frozen=True)
class AddComment:
    """Say something about an article, a field of its metadata, an incident, a row, or a field of these.

    Returns the id. With `thread` (the id of any comment of a conversation) it answers there and is about what that is
    about; `incident`, `row` and `field` are then left empty. An answer does not open a resolved conversation again.
    """

    kind: ClassVar[str] = "add_comment"
    article: str
    text: str
    incident: str = ""
    row: str = ""
    field: str = ""
    thread: str = ""

    def apply(self, writer: Writer) -> str:
        coder = writer.acting_coder().id
        about = article_title(writer, self.article)
        text = _checked_text(self.text)
        row_id = writer.ids.new()
        target: dict[str, Cell] = {"incident": None, "row": None, "field": None, "thread": row_id}
        if self.thread:
            target = self._answered(writer)
        else:
            about = self._refuse_target(writer) or about
            target |= {"incident": self.incident or None, "row": self.row or None, "field": self.field or None}
        writer.add(
            "comments",
            {
                "id": row_id, "article": self.article, "coder": coder, "text": text,
                "created": writer.clock.stamp(), "resolved": 0, **target,
            },
        )  # fmt: skip
        writer.describe("Answer a comment" if self.thread else f"Comment on {about}", self.article)
        return row_id

    def _answered(self, writer: Writer) -> dict[str, Cell]:
        if self.incident or self.row or self.field:
            raise InputRefused("An answer is about what the comment is about; it has no place of its own.")
        answered = writer.row("comments", self.thread)
        if answered["article"] != self.article:
            raise InputRefused("The comment that is answered belongs to another article.")
        return {name: answered.get(name) for name in ("incident", "row", "field", "thread")}

    def _refuse_target(self, writer: Writer) -> str:
        """How the log names what the comment is about; "" for the article as a whole."""
        if not self.incident:
            if self.row or (self.field and self.field not in ARTICLE_FIELDS):
                raise InputRefused(f"“{self.field}” is no field of an article: {', '.join(ARTICLE_FIELDS)}.")
            return f"{self.field} of the article" if self.field else ""
        incident = writer.row("incidents", self.incident)
        if incident["article"] != self.article:
            raise InputRefused("The incident belongs to another article.")
        group = ""
        if self.row:
            group, row = find_row(writer, self.row)
            if row["incident"] != self.incident:
                raise InputRefused("The row belongs to another incident.")
        title = incident_title(writer, incident)
        if self.field:
            return f"{known_node(writer, self.field, group).label} of {title}"
        return f"a row of {title}" if self.row else title


@dataclass(frozen=True)
class ChangeComment:
    """Put an own comment in other words."""

    kind: ClassVar[str] = "change_comment"
    comment: str
    text: str

    def apply(self, writer: Writer) -> None:
        row = _own_comment(writer, self.comment)
        writer.put("comments", self.comment, {"text": _checked_text(self.text)})
        writer.describe("Change a comment", str(row["article"]))


@dataclass(frozen=True)
class ResolveComment:
    """Say that the conversation a comment belongs to is settled, or that it is open again. Anybody may."""

    kind: ClassVar[str] = "resolve_comment"
    comment: str
    resolved: bool = True

    def apply(self, writer: Writer) -> None:
        writer.acting_coder()
        row = writer.row("comments", self.comment)
        first = writer.query("SELECT id FROM comments WHERE thread = ? ORDER BY created, id LIMIT 1", (row["thread"],))
        writer.put("comments", str(first[0][0]), {"resolved": int(self.resolved)})
        writer.describe("Resolve a comment" if self.resolved else "Open a comment again", str(row["article"]))


@dataclass(frozen=True)
class RemoveComment:
    """Take an own comment out. Raises NotNow for the first one of a conversation that has answers."""

    kind: ClassVar[str] = "remove_comment"
    comment: str

    def apply(self, writer: Writer) -> None:
        row = _own_comment(writer, self.comment)
        if row["thread"] == self.comment and writer.query(
            "SELECT 1 FROM comments WHERE thread = ? AND id <> ? LIMIT 1", (self.comment, self.comment)
        ):
            raise NotNow("This comment was answered; change it instead. Nothing was changed.")
        writer.drop("comments", self.comment)
        writer.describe("Remove a comment", str(row["article"]))


def _own_comment(writer: Writer, comment: str) -> dict[str, Cell]:
    row = writer.row("comments", comment)
    if row["coder"] != writer.acting_coder().id:
        raise NotNow("This comment was written by another coder; nothing was changed.")
    return row


def _checked_text(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise InputRefused("A comment needs words.")
    return text
