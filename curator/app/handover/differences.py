# SPDX-License-Identifier: MIT
"""Two versions of one unit beside each other, in words: line by line, what differs first.

What lives here: from the contents of units (as store/units.py makes them) to lines. What does not: which versions there
are (tasks/handover.py), showing them (versions_dialog.py). Pure: no Qt object, no reading from the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from curator.app.handover.wording import CONTEXT, say
from curator.app.history.wording import value_words
from curator.app.translating import T
from curator.app.values.lines import distinct
from curator.app.values.phrases import day, word
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS, Evidence, ValueNote
from curator.domain.values import leaf_value
from curator.shape import Frozen

Content = Mapping[str, Any]
_Line = tuple[tuple[str, ...], str, str]  # a key that both versions share, the label, the words

TAKEN_AWAY = T(CONTEXT, "taken away")
NOT_THERE = T(CONTEXT, "not there")
STATUS = T(CONTEXT, "Status")
REPORTED_IN = T(CONTEXT, "Reported in")
QUOTE = T(CONTEXT, "Words")
REASON = T(CONTEXT, "Reason")
NOTE = T(CONTEXT, "Note")
TEXT = T(CONTEXT, "What was said")
CONVERSATION = T(CONTEXT, "Conversation")
RESOLVED = T(CONTEXT, "resolved")
OPEN = T(CONTEXT, "open")
READ = T(CONTEXT, "How far it is coded")
VERDICT = T(CONTEXT, "Verdict")
UNCLEAR = T(CONTEXT, "The guideline is unclear")
PAIR = T(CONTEXT, "The two incidents")
SAME = T(CONTEXT, "are the same occurrence")
APART = T(CONTEXT, "are two occurrences")
CODEBOOK = T(CONTEXT, "Codebook")
ASSIGNED = T(CONTEXT, "Assigned since")
ROW = T(CONTEXT, "{group} {number}: {label}")


class Difference(Frozen):
    """One line of two versions: what it is, and what each says ("" where it says nothing)."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        return self.one != self.other


def differences(
    kind: str, one: Content | None, other: Content | None, books: Callable[[str], Codebook | None]
) -> tuple[Difference, ...]:
    """The lines of two versions, those that differ first, each part in the codebook's order. `books` tells a codebook
    by its SHA-256 (of an older version of the file's, perhaps unknown here: then fields are called by their keys)."""
    sides = [_lines(kind, content, books) for content in (one, other)]
    said = [{key: (label, words) for key, label, words in side} for side in sides]
    keys = list(dict.fromkeys(key for side in sides for key, _, _ in side))
    lines = []
    for key in keys:
        label = next(side[key][0] for side in said if key in side)
        words = [side[key][1] if key in side else _absent(content) for side, content in
                 zip(said, (one, other), strict=True)]  # fmt: skip
        lines.append(Difference(label, *words))
    return tuple(sorted((line for line in lines if line.one or line.other), key=lambda line: not line.differs))


def _absent(content: Content | None) -> str:
    return say(TAKEN_AWAY) if content is None else ""


def _lines(kind: str, content: Content | None, books: Callable[[str], Codebook | None]) -> list[_Line]:
    return [] if content is None else list(_LINES[kind](content, books))


def _incident(content: Content, books: Callable[[str], Codebook | None]) -> Iterator[_Line]:
    book = books(str(content["codebook"]))
    notes, spans = _notes(content), _spans(content)
    yield ("mentions",), say(REPORTED_IN), _quotes(span for span in spans if not span.field and not span.row)
    columns = content["values"]
    yield from _fields(book, "", "", columns, notes, spans, lambda label: label)
    for group, rows in _by_group(content["rows"]).items():
        named = book.group_by_key[group].label if book is not None and group in book.group_by_key else group
        for number, row in enumerate(rows, start=1):

            def labelled(label: str, number: int = number, named: str = named) -> str:
                return say(ROW, group=named, number=number, label=label)

            yield from _fields(book, group, str(row["id"]), row["values"], notes, spans, labelled)
    yield ("status",), say(STATUS), word(str(content["status"]))
    if book is not None:
        yield ("codebook",), say(CODEBOOK), f"{book.title} {book.version}"


def _by_group(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["position"], row["id"])):
        groups.setdefault(str(row["group"]), []).append(row)
    return groups


def _fields(
    book: Codebook | None, group: str, row: str, columns: Mapping[str, Any], notes: Sequence[ValueNote],
    spans: Sequence[Evidence], labelled: Callable[[str], str],
) -> Iterator[_Line]:  # fmt: skip
    """The fields of an incident, or of one of its rows: value, its note, its words."""
    own = {note.field: note for note in notes if note.row == row}
    tops = _tops(book, group)
    known = {leaf.key for top in tops for leaf in top.leaves()}
    for top in [*tops, *(Field(key, "text", key) for key in columns if key not in known)]:
        values = (
            {leaf.key: leaf_value(book, leaf, columns.get(leaf.key), own, group) for leaf in top.leaves()}
            if book is not None else {}
        )  # fmt: skip
        said = value_words(book, top, values) if book is not None and values else _as_stored(columns.get(top.key))
        if said == word("blank"):
            said = ""
        keys = {node.key for node in top.nodes()}
        told = [said, *(own[key].note for key in sorted(keys & own.keys()) if own[key].note)]
        quotes = _quotes(span for span in spans if span.row == row and span.field in keys)
        yield (group, row, top.key), labelled(top.label), " · ".join(each for each in (*told, quotes) if each)


def _as_stored(value: object) -> str:
    """A value of which no codebook says what it is; one that is not there says nothing."""
    return "" if value is None else str(value)


def _tops(book: Codebook | None, group: str) -> tuple[Field, ...]:
    if book is None:
        return ()
    if not group:
        return book.fields
    return book.group_by_key[group].fields if group in book.group_by_key else ()


def _notes(content: Content) -> list[ValueNote]:
    return [
        ValueNote(note["id"], "", "", note["row"], note["field"], note["state"], note["basis"], note["proposed"],
                  note["note"]) for note in content["notes"]
    ]  # fmt: skip


def _spans(content: Content) -> list[Evidence]:
    return [
        Evidence(span["id"], "", span["start"], span["end"], span["quote"], span["role"], "", span["row"],
                 span["field"], span["position"]) for span in content["evidence"]
    ]  # fmt: skip


def _quotes(spans: Iterable[Evidence]) -> str:
    return " … ".join(f"“{' '.join(span.quote.split())}”" for span in distinct(spans))


def _article(content: Content, _books: object) -> Iterator[_Line]:
    notes, spans = {note.field: note for note in _notes(content)}, _spans(content)
    for field in ARTICLE_FIELDS:
        said = str(content["fields"].get(field) or (word(notes[field].state) if field in notes else ""))
        quotes = _quotes(span for span in spans if span.field == field)
        yield (field,), word(field), " · ".join(each for each in (said, quotes) if each)


def _passage(content: Content, _books: object) -> Iterator[_Line]:
    yield ("quote",), say(QUOTE), f"“{' '.join(str(content['quote']).split())}”"
    yield ("reason",), say(REASON), str(content["reason"])
    yield ("note",), say(NOTE), str(content["note"])


def _comment(content: Content, _books: object) -> Iterator[_Line]:
    yield ("text",), say(TEXT), str(content["text"])
    yield ("resolved",), say(CONVERSATION), say(RESOLVED) if content["resolved"] else say(OPEN)


def _reading(content: Content, _books: object) -> Iterator[_Line]:
    yield ("state",), say(READ), word(str(content["state"]))


def _judgement(content: Content, _books: object) -> Iterator[_Line]:
    yield ("verdict",), say(VERDICT), str(content["verdict"])
    yield ("reason",), say(REASON), str(content["reason"])
    yield ("unclear",), say(UNCLEAR), word("yes" if content["unclear"] else "no")


def _pair(content: Content, _books: object) -> Iterator[_Line]:
    yield ("same",), say(PAIR), say(SAME) if content["same"] else say(APART)


def _assignment(content: Content, _books: object) -> Iterator[_Line]:
    yield ("added",), say(ASSIGNED), day(str(content["added"]))


_LINES: Mapping[str, Callable[[Content, Any], Iterator[_Line]]] = {
    "article": _article, "assignment": _assignment, "reading": _reading, "incident": _incident, "passage": _passage,
    "comment": _comment, "pair": _pair, "judgement": _judgement,
}  # fmt: skip


def shortly(kind: str, content: Content | None, books: Callable[[str], Codebook | None]) -> str:
    """What a unit is called in a list: an incident by its title or main mention, a comment by its words."""
    if content is None:
        return say(TAKEN_AWAY)
    if kind == "incident":
        book = books(str(content["codebook"]))
        title = _as_stored(content["values"].get(book.title_field)) if book is not None and book.title_field else ""
        mention = next((span.quote for span in _spans(content) if not span.field and not span.row), "")
        return title or _cut(mention) or say(NOT_THERE)
    return next((_cut(words) for _, _, words in _LINES[kind](content, books) if words), say(NOT_THERE))


def _cut(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= 80 else told[:79] + "…"
