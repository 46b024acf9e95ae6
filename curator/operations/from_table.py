# SPDX-License-Identifier: MIT
"""Bringing in rows of somebody's table: articles that are new, and the acting coder's incidents in them.

What lives here: writing what was prepared, at once. What does not: which article a row is about, what its cells mean
(tasks/table_plan.py). One entry for many rows, in bulk; the entries of one table are undone together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import ClassVar

from curator.domain.coding import Incident
from curator.domain.faults import InputRefused
from curator.domain.ids import derived_id
from curator.domain.kept import Waiting
from curator.operations.articles import AddArticles, NewArticle, begin_reading
from curator.operations.operation import cut_quote, next_position
from curator.operations.receive import Rows, incident_rows
from curator.operations.value_writing import checked_value
from curator.store.images import Cell
from curator.store.writer import Writer


@dataclass(frozen=True)
class AddFromTable:
    """Bring in articles, which have their ids, and incidents of the acting coder in these or others. Returns how many
    incidents that is.

    Coder, codebook, place among the others and time of an incident are set here. `waiting`: words that are not found
    once in their article; they wait for somebody to say where they stand. Raises InputRefused for a value that the
    codebook does not take and for words that are not those of the text, NotNow where an article is gone.
    """

    kind: ClassVar[str] = "add_from_table"
    articles: tuple[NewArticle, ...]
    incidents: tuple[Incident, ...]
    waiting: tuple[Waiting, ...] = ()
    name: str = ""

    def apply(self, writer: Writer) -> int:
        coder, now = writer.acting_coder().id, writer.clock.stamp()
        if not self.articles and not self.incidents:
            raise InputRefused("There is nothing to bring in.")
        new = set(AddArticles(self.articles).apply(writer)) if self.articles else set()
        rows: Rows = {}
        begun = dict.fromkeys(incident.article for incident in self.incidents)
        places = {article: 0 if article in new else self._first_place(writer, article, coder) for article in begun}
        for incident in self.incidents:
            place = places[incident.article]
            places[incident.article] = place + 1
            made = replace(incident, coder=coder, codebook=writer.codebook_id, position=place, created=now)
            incident_rows(_checked(writer, made), rows)
        for words in self.waiting:
            rows.setdefault("waiting_evidence", []).append(_waiting_row(words, coder, now))
        rows["reading"] = [
            {"id": derived_id("reading", article, coder), "article": article, "coder": coder, "state": "started"}
            for article in begun
            if article in new
        ]
        for table, some in rows.items():
            writer.add_many(table, some)
        for article in begun:
            if article not in new:
                begin_reading(writer, article)
        self._describe(writer, new | set(begun))
        return len(self.incidents)

    @staticmethod
    def _first_place(writer: Writer, article: str, coder: str) -> int:
        writer.row("articles", article)
        return next_position(writer, "incidents", "article = ? AND coder = ?", (article, coder))

    def _describe(self, writer: Writer, articles: set[str]) -> None:
        counts = [(len(self.articles), "article"), (len(self.incidents), "incident")]
        told = " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
        where = f" from {self.name}" if self.name else ""
        writer.describe(f"Bring in {told}{where}", next(iter(articles)) if len(articles) == 1 else None)
        writer.change.articles.update(articles)


def _checked(writer: Writer, incident: Incident) -> Incident:
    """The incident with its values brought to their kinds; its words are those of the text."""
    for span in incident.evidence:
        if cut_quote(writer, incident.article, span.start, span.end) != span.quote:
            raise InputRefused(f"The words at {span.start}-{span.end} are not those of the article.")
    twice = Counter((note.row, note.field) for note in incident.notes)
    if any(times > 1 for times in twice.values()):
        raise InputRefused("Something is said twice of one value.")
    values = {key: checked_value(writer, key, value) for key, value in incident.values.items()}
    rows = tuple(
        replace(row, values={key: checked_value(writer, key, value, row.group) for key, value in row.values.items()})
        for row in incident.rows
    )
    return replace(incident, values=values, rows=rows)


def _waiting_row(words: Waiting, coder: str, now: str) -> dict[str, Cell]:
    return {
        "id": words.id, "article": words.article, "coder": coder, "incident": words.incident or None,
        "row": words.row or None, "field": words.field or None, "role": words.role, "quote": words.quote,
        "before": words.before, "after": words.after, "from_article": words.from_article or words.article,
        "start": words.start, "end": words.end, "position": words.position, "reason": None, "note": None,
        "created": now,
    }  # fmt: skip
