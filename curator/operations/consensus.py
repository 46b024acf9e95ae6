# SPDX-License-Identifier: MIT
"""What all settling shares: who may, the article as it stands, writing judgements, copying what sides say.

What lives here: the parts. What does not: the operations (settling.py, judging.py, taking_over.py, pairing.py).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curator.domain.codebook.model import Field
from curator.domain.coding import BASES, ArticleCoding, Coder, Evidence, Incident, Scalar
from curator.domain.faults import InputRefused, NotNow
from curator.domain.project_settings import SETTLE_OWN, project_setting
from curator.domain.reviewing import CONSENSUS, CONSENSUS_NAME
from curator.domain.values import Value
from curator.operations.evidence import add_words, words_there
from curator.operations.operation import drop_attached, drop_rows
from curator.operations.value_writing import Place, notes_at, value_at, write_note
from curator.review.comparison import FINISHED
from curator.review.reviewed import IncidentReview, PlaceReview, RowReview, Side
from curator.review.sides import Top
from curator.review.standing import seen_row, seen_values
from curator.review.together import ArticleTogether, Together
from curator.store import codings, judgements
from curator.store.columns import group_table, quoted
from curator.store.images import Cell, clean
from curator.store.layers import seen_layers
from curator.store.undo import group_tables
from curator.store.writer import Writer

_WORDS = "words"  # the part of a compound that repeats the article's words


# -- who may ----------------------------------------------------------------------------------------------------------
def reviewer_of(writer: Writer, article: str) -> Coder:
    """Who acts. Raises NotNow where colleagues' layers of this article are hidden from them yet."""
    coder = writer.acting_coder()
    if seen_layers(writer.connection, article, coder.id) is not None:
        raise NotNow("The coding of this article is hidden until everybody has finished it; nothing was changed.")
    return coder


def settler_of(writer: Writer, article: str) -> Coder:
    """Who acts. Raises NotNow as `reviewer_of`, and where only they have coded the article (project setting)."""
    coder = reviewer_of(writer, article)
    if why := why_not_settle(writer.connection, article, coder.id):
        raise NotNow(f"{why} Nothing was changed.")
    return coder


def why_not_settle(connection: sqlite3.Connection, article: str, coder: str) -> str:
    """Why this person may not settle an article, in a sentence; "" where they may."""
    if judgements.layer_coders(connection, article) != (coder,):
        return ""
    project = dict(connection.execute("SELECT key, value FROM project").fetchall())
    if project_setting(project, SETTLE_OWN) == "yes":
        return ""
    return "Only you have coded this article: somebody else is to review it (a setting of the project)."


def given_reason(reason: str) -> str:
    """A reason as it is kept: one line."""
    return " ".join(str(clean(reason)).split())


def need_reason(reason: str, why: str) -> None:
    """Raise InputRefused where a reason is missing. `why`: the sentence that asks for it."""
    if not given_reason(reason):
        raise InputRefused(f"{why} Give a reason; it goes back to the coders.")


# -- the article as it stands -----------------------------------------------------------------------------------------
def as_it_stands(writer: Writer, article: str) -> ArticleTogether:
    """The article with all its layers and judgements, read anew."""
    groups = [table.removeprefix("incident_") for table in group_tables(writer.connection)]
    coding = codings.coding(writer.connection, article, groups, with_text=False)
    consensus = [coder.id for coder in codings.coders(writer.connection) if coder.kind == "consensus"]
    return Together(writer.codebook).of(
        coding,
        judgements.layer_coders(writer.connection, article),
        consensus,
        judgements.judgements(writer.connection, article),
        judgements.pairs(writer.connection, article),
    )


def finished_coders(coding: ArticleCoding, coders: Iterable[str]) -> set[str]:
    """Those of the coders who have finished the article; all of them where nobody has."""
    finished = {coder for coder in coders if coding.reading.get(coder) in FINISHED}
    return finished or set(coders)


def coders_incident(writer: Writer, incident: str) -> dict[str, Cell]:
    """The row of a person's incident that counts. Raises NotNow where it is gone, InputRefused where it is withdrawn
    or of the consensus."""
    row = writer.row("incidents", incident)
    if row["status"] == "withdrawn":
        raise InputRefused("Its coder has withdrawn this incident.")
    if writer.row("coders", str(row["coder"]))["kind"] != "person":
        raise InputRefused("This incident is the consensus's own; choose those of the coders.")
    return row


def consensus_incident(writer: Writer, consensus: str) -> dict[str, Cell]:
    """The row of an incident of the consensus. Raises NotNow where it is gone, InputRefused where it is a coder's."""
    row = writer.row("incidents", consensus)
    if writer.row("coders", str(row["coder"]))["kind"] != "consensus":
        raise InputRefused("This incident is a coder's; accept it first, and settle the one of the consensus.")
    return row


def consensus_coder(writer: Writer) -> str:
    """The id of the coder whose layer the consensus is; made where it is not there. It stays when that is undone."""
    if not writer.query("SELECT 1 FROM coders WHERE id = ?", (CONSENSUS,)):
        name, number = CONSENSUS_NAME, 2
        while writer.query("SELECT 1 FROM coders WHERE name = ?", (name,)):
            name, number = f"{CONSENSUS_NAME} ({number})", number + 1
        writer.keep("coders", {"id": CONSENSUS, "name": name, "kind": "consensus"})
    return CONSENSUS


def find_place(review: IncidentReview, row: str, field: str) -> PlaceReview | None:
    """A place of the consensus by its row ("" for the incident itself) and topmost field."""
    places = review.places if not row else next((each.places for each in review.rows if _is(each, row)), ())
    return next((place for place in places if place.field == field), None)


def _is(review: RowReview, row: str) -> bool:
    return review.consensus is not None and review.consensus.id == row


def top_named(now: ArticleTogether, key: str, group: str = "") -> Top:
    """The topmost field that review settles by this key. Raises InputRefused for what is none."""
    top = now.shared.sides.top(key, group)
    if top is not None:
        return top
    codebook = now.shared.codebook
    node = codebook.node(key, group)
    if node is None:
        raise InputRefused(f"There is no field “{key}” in the codebook {codebook.title}.")
    if codebook.above(key, group):
        raise InputRefused(f"“{node.label}” is settled together with {codebook.above(key, group)[-1].label}.")
    raise InputRefused(f"“{node.label}” is private: it takes no part in review.")


# -- judgements -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Ruling:
    """What is to be judged of a place of the consensus; with field "" of a row. `incident`: whose value was adopted."""

    verdict: str
    row: str = ""
    field: str = ""
    incident: str = ""
    reason: str = ""
    unclear: bool = False


def judge(
    writer: Writer, article: str, verdict: str, *, incident: str = "", consensus: str = "", row: str = "",
    field: str = "", reason: str = "", unclear: bool = False, seen: str = "",
) -> str:  # fmt: skip
    """Write a judgement of the acting coder. Returns its id."""
    return writer.add(
        "judgements",
        {
            "article": article, "coder": writer.acting_coder().id, "incident": incident or None,
            "consensus": consensus or None, "row": row or None, "field": field or None, "verdict": verdict,
            "reason": given_reason(reason), "unclear": int(unclear), "seen": seen, "created": writer.clock.stamp(),
        },
    )  # fmt: skip


def rule(writer: Writer, article: str, consensus: str, rulings: Sequence[Ruling]) -> None:
    """Judge places of a consensus incident as they are now that all is written."""
    if not rulings:
        return
    review = as_it_stands(writer, article).together_with(consensus)
    for ruling in rulings:
        if ruling.field:
            place = find_place(review, ruling.row, ruling.field)
            if place is None or place.consensus is None:
                raise KeyError((ruling.row, ruling.field))
            seen = seen_values(place.consensus, place.sides)
        else:
            found = next(each for each in review.rows if _is(each, ruling.row))
            seen = seen_row([each.id for each in review.there], having_row(review, found))
        judge(
            writer, article, ruling.verdict, incident=ruling.incident, consensus=consensus, row=ruling.row,
            field=ruling.field, reason=ruling.reason, unclear=ruling.unclear, seen=seen,
        )  # fmt: skip


def having_row(review: IncidentReview, row: RowReview) -> list[str]:
    """The incidents that have an aligned row."""
    pairs = zip(review.incidents, row.rows, strict=True)
    return [incident.id for incident, line in pairs if incident is not None and line is not None]


# -- copying ----------------------------------------------------------------------------------------------------------
def clear_place(writer: Writer, place: Place, top: Top, words: bool = True) -> None:
    """Leave nothing of a topmost field: values, notes and, unless they are to stay, words. What is private stays."""
    for table in ("value_notes", "evidence") if words else ("value_notes",):
        for row_id, field in writer.query(
            f"SELECT id, field FROM {table} WHERE incident = ? AND coalesce(\"row\", '') = ? ORDER BY n",
            (place.incident_id, place.row),
        ):
            if field in top.keys:
                writer.drop(table, str(row_id))
    writer.put(place.table, place.row_id, {leaf.key: None for leaf in top.leaves})


def copy_sides(
    writer: Writer, place: Place, top: Top, sides: Sequence[Side], incidents: Mapping[str, Incident],
    ends: Mapping[str, str],
) -> None:  # fmt: skip
    """Write at a place what sides that say the same say: the values of the first that has any, the basis that most of
    them give, and the notes and words of all. Titles are never different: of several the one that tells most is taken,
    which is the same one wherever and in whatever order this is done.

    `incidents`: by id, those the sides are of. `ends`: where links lead to in the layer that is written.
    """
    clear_place(writer, place, top)
    sides = sorted(sides, key=_longest_title if top.names else lambda side: side.blank)
    first = sides[0]
    writer.put(
        place.table, place.row_id, {leaf.key: _column(_told(leaf, sides), leaf, ends) for leaf in top.leaves}
    )  # fmt: skip
    said = {note.field: note for note in incidents[first.incident].notes if note.row == first.row}
    for node in top.nodes:
        note = said.get(node.key)
        if note is not None and not note.proposed:
            _say(writer, place, node.key, note.state, note.basis, note.note)
    for leaf in top.leaves:
        wanted, now = _told(leaf, sides), value_at(writer, place, leaf)
        basis = _basis(leaf, sides) or "stated"
        if (wanted.state, basis) != (now.state, now.basis or "stated"):
            _say(writer, place, leaf.key, wanted.state, basis, now.note)
    _copy_notes(writer, place, top, sides)
    copy_words(writer, place, [span for side in sides for span in side.words])


def _longest_title(side: Side) -> tuple[int, str]:
    title = " ".join(str(value.value) for value in side.values.values() if value.value is not None)
    return -len(title), title


def _told(leaf: Field, sides: Sequence[Side]) -> Value:
    """What is said of a leaf: by the first, but the words of the article by the first who has any."""
    found = (side.values[leaf.key] for side in sides)
    return next((value for value in found if value.state != "blank" or leaf.part != _WORDS), sides[0].values[leaf.key])


def _column(value: Value, leaf: Field, ends: Mapping[str, str]) -> Scalar | None:
    if leaf.kind == "link" and value.value is not None:
        return ends.get(str(value.value), value.value)
    return value.value


def _basis(leaf: Field, sides: Sequence[Side]) -> str:
    """The basis that most sides give; of several the one that claims least. A default counts only beside defaults."""
    told = [side.values[leaf.key].basis for side in sides if side.values[leaf.key].basis]
    given = Counter([basis for basis in told if basis != "default"] or told)
    return max(given, key=lambda basis: (given[basis], BASES.index(basis)), default="")


def _copy_notes(writer: Writer, place: Place, top: Top, sides: Sequence[Side]) -> None:
    """Let each node have the texts that any of the sides noted there."""
    for node in top.nodes:
        texts = "\n".join(dict.fromkeys(side.notes[node.key] for side in sides if node.key in side.notes))
        now = notes_at(writer, place).get(node.key)
        if texts == (now.note if now is not None else ""):
            continue
        state, basis = (now.state, now.basis) if now is not None else ("value", "stated")
        if now is None and not node.parts:
            value = value_at(writer, place, node)
            state, basis = value.state, value.basis or "stated"
        _say(writer, place, node.key, state, basis, texts)


def _say(writer: Writer, place: Place, key: str, state: str, basis: str, note: str) -> None:
    write_note(
        writer, place.article, place.incident_id, place.row, key, state=state, basis=basis, proposed=False, note=note
    )  # fmt: skip


def copy_words(writer: Writer, place: Place, spans: Iterable[Evidence]) -> None:
    """Give the place these words, each once in each role, for the nodes they are for."""
    for span in spans:
        target = {"incident": place.incident_id, "row": place.row, "field": span.field}
        if not words_there(writer, place.article, span.start, span.end, span.role, **target):
            add_words(writer, place.article, span.start, span.end, role=span.role, **target)


# -- taking away ------------------------------------------------------------------------------------------------------
def drop_row(writer: Writer, group: str, row: str) -> None:
    """Take a row out, with its notes, its words and what was said of it."""
    drop_attached(writer, "row", row)
    writer.drop(group_table(group), row)


def leave_consensus(writer: Writer, now: ArticleTogether, incidents: Iterable[str]) -> None:
    """Take out the consensus incidents that none but these incidents were accepted into."""
    leaving = set(incidents)
    for consensus in sorted({now.same[each] for each in leaving if each in now.same}):
        if {each for each, into in now.same.items() if into == consensus} <= leaving:
            drop_consensus(writer, consensus)


def drop_consensus(writer: Writer, consensus: str) -> None:
    """Take an incident out of the consensus; links of the consensus to it become blank."""
    _unlink(writer, consensus)
    drop_attached(writer, "incident", consensus)
    drop_rows(writer, consensus)
    writer.drop("incidents", consensus)


def _unlink(writer: Writer, consensus: str) -> None:
    for group in ("", *writer.codebook.group_by_key):
        for leaf in (leaf for leaf in writer.codebook.leaves(group) if leaf.kind == "link"):
            table, owner = (group_table(group), "incident") if group else ("incidents", "id")
            for (row_id,) in writer.query(
                f'SELECT t.id FROM "{table}" t JOIN incidents i ON i.id = t."{owner}" '
                f"JOIN coders k ON k.id = i.coder WHERE k.kind = 'consensus' AND t.{quoted(leaf.key)} = ?",
                (consensus,),
            ):
                writer.put(table, str(row_id), {leaf.key: None})
