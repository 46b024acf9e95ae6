# SPDX-License-Identifier: MIT
"""Carrying a coder's own work over to a newer version of an article.

What lives here: the operation. What does not: where words stand in the new text (domain/carrying.py), placing or
dropping the words that wait (waiting.py).

An incident is copied, with ids that follow from those of the old one, and the old one is withdrawn: it stays in the
older version as it was coded, and counts no more. It is not moved, because for a hand-over the article is a part of
what a unit is: a colleague's project, which has the incident in the older version, would take one with the same id in
another article for something else and refuse it (operations/handover_plan.py). A new unit and a withdrawal both travel
as any other work does, and what others said of the old incident, judgements and comments, still finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from curator.domain.carrying import Folded, beside, certain_place
from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.faults import InputRefused, NotNow
from curator.domain.ids import derived_id
from curator.operations.articles import begin_reading
from curator.operations.operation import article_title, next_position, rows_where
from curator.store import articles, kept
from curator.store.columns import group_table
from curator.store.images import Cell
from curator.store.undo import group_tables
from curator.store.writer import Writer

Row = Mapping[str, Cell]
Place = Callable[[int, int], tuple[int, int] | None]


class CarriedOver(NamedTuple):
    """How many incidents were carried over; how many words and passages were, and how many of them wait."""

    incidents: int = 0
    carried: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class CarryOver:
    """Carry the acting coder's incidents and passages, and the article's metadata, from a version of an article over to
    a newer one. Returns a CarriedOver.

    Words go along where it is certain where they stand; the others wait (waiting_evidence). What was carried over
    before, and withdrawn incidents, are passed over. Raises InputRefused where the one article is no newer version of
    the other, NotNow where there is nothing to carry over.
    """

    kind: ClassVar[str] = "carry_over"
    old: str
    new: str

    def apply(self, writer: Writer) -> CarriedOver:
        versions = kept.versions_of(writer.connection, self.new)
        if self.old not in versions or versions.index(self.old) >= versions.index(self.new):
            raise InputRefused("Work is carried over from a version of an article to a newer version of the same one.")
        writer.describe(f"Carry the coding of {article_title(writer, self.old)} over to its newer version", self.new)
        writer.change.articles.add(self.old)
        carrying = _Carrying(writer, self.old, self.new)
        carrying.incidents()
        carrying.passages()
        if not carrying.done:
            raise NotNow("There is nothing of yours to carry over to this version; nothing was changed.")
        carrying.metadata()
        begin_reading(writer, self.new)
        return CarriedOver(len(carrying.incident_ids), carrying.carried, carrying.waiting)


class _Carrying:
    def __init__(self, writer: Writer, old: str, new: str) -> None:
        self._writer, self._old, self._new = writer, old, new
        self._coder = writer.acting_coder().id
        self._now = writer.clock.stamp()
        self._texts = Folded(articles.text(writer.connection, old)), Folded(articles.text(writer.connection, new))
        self.incident_ids: dict[str, str] = {}
        self.carried = self.waiting = 0

    @property
    def done(self) -> bool:
        return bool(self.incident_ids or self.carried or self.waiting)

    def incidents(self) -> None:
        found = self._writer.query(
            "SELECT id FROM incidents WHERE article = ? AND coder = ? AND status <> 'withdrawn' ORDER BY position, id",
            (self._old, self._coder),
        )
        wanted = [str(row[0]) for row in found if not self._there("incidents", str(row[0]))]
        self.incident_ids = {incident: self._id_of(incident) for incident in wanted}
        for incident in wanted:
            self._incident(incident)
        self._follow_links()

    def _incident(self, old: str) -> None:
        writer, new, row = self._writer, self.incident_ids[old], self._writer.row("incidents", old)
        position = next_position(writer, "incidents", "article = ? AND coder = ?", (self._new, self._coder))
        changed: Row = {"article": self._new, "status": "draft", "position": position, "created": self._now}
        self._copy("incidents", row, changed)
        rows: dict[str, str] = {}
        for table in group_tables(writer.connection):
            for each in rows_where(writer, table, "incident", old):
                rows[str(each["id"])] = self._copy(table, each, {"incident": new})
        for note in rows_where(writer, "value_notes", "incident", old):
            of_row = rows.get(str(note["row"]), "")
            self._copy("value_notes", note, {"article": self._new, "incident": new, "row": of_row})
        for words in rows_where(writer, "evidence", "incident", old):
            of = {"article": self._new, "incident": new, "row": rows.get(str(words.get("row") or ""))}
            self._words("evidence", words, of)
        writer.put("incidents", old, {"status": "withdrawn"})

    def passages(self) -> None:
        for passage in rows_where(self._writer, "not_codable", "article", self._old):
            there = self._there("not_codable", str(passage["id"])) or self._there(
                "waiting_evidence", str(passage["id"])
            )
            if passage["coder"] == self._coder and not there:
                self._words("not_codable", passage, {"article": self._new})

    def metadata(self) -> None:
        """What a person knows of the older version and the newer one does not say, with its words; where both say the
        same, the words alone."""
        old, new = (self._writer.row("articles", article) for article in (self._old, self._new))
        own = rows_where(self._writer, "evidence", "article", self._new)
        with_words = {words["field"] for words in own if not words.get("incident")}
        spoken = [words for words in rows_where(self._writer, "evidence", "article", self._old)
                  if not words.get("incident")]  # fmt: skip
        for field in ARTICLE_FIELDS:
            if old.get(field) and not new.get(field) and field not in ("source_file", "retrieved"):
                self._writer.put("articles", self._new, {field: old[field]})
            elif old.get(field) != new.get(field):
                continue
            for words in spoken if field not in with_words else ():
                if words["field"] == field and not self._there("evidence", str(words["id"])):
                    self._words("evidence", words, {"article": self._new})

    def _words(self, table: str, words: Row, of: Row) -> None:
        """Copy words to their place, or let them wait for one."""
        start, end = int(str(words["start"])), int(str(words["end"]))
        place = certain_place(*self._texts, start, end)
        if place is not None:
            quote = self._texts[1].original[place[0] : place[1]]
            self._copy(table, words, {**of, "start": place[0], "end": place[1], "quote": quote})
            self.carried += 1
            return
        before, after = beside(self._texts[0].original, start, end)
        said: Row = {name: words.get(name) for name in ("field", "role", "position", "reason", "note")}
        waiting = {
            **said, **of, "id": self._id_of(str(words["id"])), "coder": self._coder, "quote": words["quote"],
            "before": before, "after": after, "from_article": self._old, "start": start, "end": end,
            "role": words.get("role") or "direct", "position": words.get("position") or 0, "created": self._now,
        }  # fmt: skip
        self._writer.add("waiting_evidence", waiting)
        self.waiting += 1

    def _follow_links(self) -> None:
        """Links between incidents that were carried over go to those of the new version."""
        for group in ("", *self._writer.codebook.group_by_key):
            table, owner = (group_table(group), "incident") if group else ("incidents", "id")
            for leaf in (leaf for leaf in self._writer.codebook.leaves(group) if leaf.kind == "link"):
                for new in self.incident_ids.values():
                    for row in rows_where(self._writer, table, owner, new):
                        linked = self.incident_ids.get(str(row.get(leaf.key) or ""))
                        if linked:
                            self._writer.put(table, str(row["id"]), {leaf.key: linked})

    def _copy(self, table: str, row: Row, changed: Row) -> str:
        values = {name: value for name, value in row.items() if name != "n"}
        return self._writer.add(table, {**values, **changed, "id": self._id_of(str(row["id"]))})

    def _id_of(self, row_id: str) -> str:
        return derived_id("carried", self._new, row_id)

    def _there(self, table: str, row_id: str) -> bool:
        """Whether what a row here becomes there was carried over before."""
        return bool(self._writer.query(f"SELECT 1 FROM {table} WHERE id = ?", (self._id_of(row_id),)))
