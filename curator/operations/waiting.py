# SPDX-License-Identifier: MIT
"""Operations on words of an older version that wait for their place in a newer one: place them, or drop them.

What lives here: these. What does not: letting words wait (carrying_over.py), where they may stand
(domain/carrying.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.faults import InputRefused, NotNow
from curator.operations.articles import begin_reading
from curator.operations.operation import cut_quote, find_row, own_incident
from curator.store.images import Cell
from curator.store.writer import Writer

_SHOWN = 40  # code points of the words in a label


@dataclass(frozen=True)
class PlaceWaiting:
    """Say where words that wait stand in the newer version: they become the evidence, or the passage, that they were.

    Returns its id. Raises NotNow where they wait no more, or what they belonged to is gone; InputRefused for a span
    outside the article.
    """

    kind: ClassVar[str] = "place_waiting"
    waiting: str
    start: int
    end: int

    def apply(self, writer: Writer) -> str:
        row = _own(writer, self.waiting)
        article = str(row["article"])
        quote = cut_quote(writer, article, self.start, self.end)
        span: dict[str, Cell] = {
            "id": self.waiting, "article": article, "start": self.start, "end": self.end, "quote": quote,
        }  # fmt: skip
        writer.drop("waiting_evidence", self.waiting)
        if row.get("reason") is not None:
            said = {"coder": row["coder"], "reason": row["reason"], "note": row.get("note") or ""}
            writer.add("not_codable", {**span, **said})
        else:
            _refuse_gone_target(writer, row)
            target = {name: row.get(name) for name in ("incident", "row", "field", "role", "position")}
            writer.add("evidence", {**span, **target})
        begin_reading(writer, article)
        writer.describe(f"Place the words “{_short(quote)}” in the newer version", article)
        return self.waiting


@dataclass(frozen=True)
class DropWaiting:
    """Let words that wait go, with a reason, which the history tells. Raises NotNow where they wait no more."""

    kind: ClassVar[str] = "drop_waiting"
    waiting: str
    reason: str

    def apply(self, writer: Writer) -> None:
        row, reason = _own(writer, self.waiting), _said(self.reason)
        writer.drop("waiting_evidence", self.waiting)
        writer.describe(f"Drop the words “{_short(str(row['quote']))}” that waited: {reason}", str(row["article"]))


@dataclass(frozen=True)
class DropAllWaiting:
    """Let all words of the coder that wait in an article go, with one reason. Returns how many. Raises NotNow where
    none wait."""

    kind: ClassVar[str] = "drop_all_waiting"
    article: str
    reason: str

    def apply(self, writer: Writer) -> int:
        coder, reason = writer.acting_coder(), _said(self.reason)
        writer.row("articles", self.article)
        rows = writer.query(
            "SELECT id FROM waiting_evidence WHERE article = ? AND coder = ? ORDER BY n", (self.article, coder.id)
        )
        if not rows:
            raise NotNow("No words of yours wait in this article any more; nothing was changed.")
        for (waiting,) in rows:
            writer.drop("waiting_evidence", str(waiting))
        words = "the words" if len(rows) == 1 else f"all {len(rows):,} words"
        writer.describe(f"Drop {words} that waited in this article: {reason}", self.article)
        return len(rows)


def _said(reason: str) -> str:
    told = " ".join(reason.split())
    if not told:
        raise InputRefused("Say why these words are not needed any more; nothing was changed.")
    return told


def _own(writer: Writer, waiting: str) -> dict[str, Cell]:
    row = writer.row("waiting_evidence", waiting)
    if row["coder"] != writer.acting_coder().id:
        raise NotNow("These words are another coder's; nothing was changed.")
    return row


def _refuse_gone_target(writer: Writer, row: dict[str, Cell]) -> None:
    if row.get("incident"):
        own_incident(writer, str(row["incident"]))
    if row.get("row"):
        find_row(writer, str(row["row"]))


def _short(quote: str) -> str:
    shown = " ".join(quote.split())
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
