# SPDX-License-Identifier: MIT
"""Building the consensus: what of the coders' incidents, values and rows the project takes as settled.

What lives here: accepting an incident, settling its fields. What does not: rows of groups (settling_rows.py),
judgements that build nothing (judging.py), taking a settled value into the own layer (taking_over.py), comparing
(review). Only these operations write the consensus layer.

What all of them share. The consensus belongs to a coder of kind “consensus”, who is made when first needed and has the
same id in every project. A topmost field is settled as one, with its parts, basis, note and words. Private fields and
proposals take no part. `reason` is required where all coders who have the incident (or row) say the same and it is
settled otherwise, and where a place that is settled already is settled anew: its verdict is then “changed”. `unclear`:
the guideline is unclear. NotNow is raised where the coders' layers are hidden yet, and where the acting person is the
only coder of the article, unless the project's setting `settle_own` is “yes”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.faults import InputRefused, NotNow
from curator.domain.reviewing import consensus_incident_id
from curator.operations.consensus import (
    Ruling,
    as_it_stands,
    coders_incident,
    consensus_coder,
    consensus_incident,
    copy_sides,
    copy_words,
    judge,
    need_reason,
    rule,
    settler_of,
)
from curator.operations.operation import incident_title, next_position
from curator.operations.settling_desk import ALL_AGREE, Desk, adopt_agreed, write_settled
from curator.operations.value_writing import Place, ValueSet
from curator.operations.words import MoreWords
from curator.review.reviewed import SETTLED
from curator.review.together import ArticleTogether
from curator.store.writer import Writer


@dataclass(frozen=True)
class AcceptIncident:
    """Take incidents (ids, of different coders, aligned with each other; one alone is enough) into the consensus.

    The consensus incident gets the mentions of all, every field in which all of them say the same, with the words of
    all, and every row that all of them have; the rest is to be settled. Where one of them is accepted already, the
    others join it. Returns the id of the consensus incident.
    """

    kind: ClassVar[str] = "accept_incident"
    incidents: tuple[str, ...]
    reason: str = ""

    def apply(self, writer: Writer) -> str:
        rows = [coders_incident(writer, each) for each in dict.fromkeys(self.incidents)]
        if not rows or len({row["article"] for row in rows}) > 1 or len({row["coder"] for row in rows}) < len(rows):
            raise InputRefused("Choose incidents of one article, one of each coder.")
        article = str(rows[0]["article"])
        settler_of(writer, article)
        now = as_it_stands(writer, article)
        ids = [str(row["id"]) for row in rows]
        there = {now.same[each] for each in ids if each in now.same}
        if len(there) > 1:
            raise NotNow("They are settled as several incidents. Reopen them first; nothing was changed.")
        new = [each for each in ids if not _stands(now, each)]
        if not new:
            raise NotNow("This is accepted already; nothing was changed.")
        consensus = next(iter(there), "") or _begin(writer, article, min(ids))
        for each in new:
            seen = now.reader(now.theirs[each]).seen()
            judge(
                writer, article, "accepted", incident=each, consensus=consensus, reason=self.reason, seen=seen
            )  # fmt: skip
        place = Place(writer.row("incidents", consensus))
        for each in sorted(new, key=lambda one: now.theirs[one].coder):
            copy_words(writer, place, now.reader(now.theirs[each]).mentions())
        adopt_agreed(writer, article, consensus, again=False)
        for other in sorted({*now.same.values()} - {consensus}):
            adopt_agreed(writer, article, other, again=False, links=True)
        writer.describe(f"Accept {incident_title(writer, rows[0])} into the consensus", article)
        return consensus


@dataclass(frozen=True)
class AdoptAgreed:
    """Settle every open field and row of a consensus incident in which all coders who have it say the same.

    Returns how many places. Raises NotNow where there is none.
    """

    kind: ClassVar[str] = "adopt_agreed"
    consensus: str

    def apply(self, writer: Writer) -> int:
        row = consensus_incident(writer, self.consensus)
        article = str(row["article"])
        settler_of(writer, article)
        count = adopt_agreed(writer, article, self.consensus)
        if not count:
            raise NotNow("There is nothing open in which all coders say the same; nothing was changed.")
        title = incident_title(writer, writer.row("incidents", self.consensus))
        writer.describe(f"Adopt all that agree in {title}", article)
        return count


@dataclass(frozen=True)
class AdoptValue:
    """Take what one coder says in a topmost field, with its words, as settled.

    `row` and `source_row`: the ids of the consensus's row and of the coder's, both "" for a field of the incident.
    """

    kind: ClassVar[str] = "adopt_value"
    consensus: str
    field: str
    row: str = ""
    source_incident: str = ""
    source_row: str = ""
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> None:
        desk = Desk(writer, self.consensus)
        top, place = desk.place(self.field, self.row)
        side = desk.side(top, self.source_incident, self.source_row)
        now = place.consensus
        if place.state == SETTLED and now is not None and now.seen == side.seen:
            raise NotNow("This is settled so already; nothing was changed.")
        verdict = "adopted"
        if place.state == SETTLED:
            desk.need_reason_again(top, self.reason)
            verdict = "changed"
        if desk.overrides(top, place, side):
            need_reason(self.reason, ALL_AGREE)
        desk.refuse_open_ends(top, side)
        where = desk.where(top.group, self.row)
        copy_sides(writer, where, top, [side], desk.now.theirs, desk.now.same)
        rule(writer, desk.article, self.consensus, [
            Ruling(verdict, self.row, self.field, self.source_incident, self.reason, self.unclear),
        ])  # fmt: skip
        writer.describe(f"Adopt {top.field.label} of {desk.title()}", desk.article)


@dataclass(frozen=True)
class SettleNeither:
    """Settle a topmost field with another value, or state, than the coders gave.

    `values`: of the field or its parts, as for SetValues (their `row` is filled in); parts that are not named become
    blank. `words`: of the field or its parts; None: the words that are there stay.
    """

    kind: ClassVar[str] = "settle_neither"
    consensus: str
    field: str
    row: str = ""
    values: tuple[ValueSet, ...] = ()
    words: tuple[MoreWords, ...] | None = None
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> None:
        desk = Desk(writer, self.consensus)
        top, place = desk.place(self.field, self.row)
        if place.state == SETTLED:
            desk.need_reason_again(top, self.reason)
        where = desk.where(top.group, self.row)
        write_settled(writer, where, top, self.values, self.words)
        after = desk.again().find(self.row, self.field)
        if after.consensus is not None and desk.overrides(top, place, after.consensus):
            need_reason(self.reason, ALL_AGREE)
        verdict = "changed" if place.state == SETTLED else "neither"
        rule(writer, desk.article, self.consensus, [
            Ruling(verdict, self.row, self.field, "", self.reason, self.unclear),
        ])  # fmt: skip
        writer.describe(f"Settle {top.field.label} of {desk.title()} by another value", desk.article)


def _stands(now: ArticleTogether, incident: str) -> bool:
    """Whether an incident is accepted as it is now, and nothing else was said since."""
    said = now.standing.of_incident(incident)
    if incident not in now.same or said is None or said.verdict != "accepted":
        return False
    return said.seen == now.reader(now.theirs[incident]).seen()


def _begin(writer: Writer, article: str, source: str) -> str:
    """Write an empty incident of the consensus, named after a coder's. Returns its id."""
    coder, again = consensus_coder(writer), 0
    while writer.query("SELECT 1 FROM incidents WHERE id = ?", (consensus_incident_id(source, again),)):
        again += 1
    return writer.add(
        "incidents",
        {
            "id": consensus_incident_id(source, again), "article": article, "coder": coder,
            "codebook": writer.codebook_id, "status": "finished",
            "position": next_position(writer, "incidents", "article = ? AND coder = ?", (article, coder)),
            "created": writer.clock.stamp(),
        },
    )  # fmt: skip
