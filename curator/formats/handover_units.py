# SPDX-License-Identifier: MIT
"""The contents of a hand-over's units, member by member.

What lives here: each kind of unit, against the coders, articles, texts and codebooks that come along. What does not:
the hand-over as a whole (handover_checks.py), single members (handover_members.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.kinds import check
from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import ARTICLE_FIELDS, BASES, INCIDENT_STATUSES, READING_STATES, ROLES, STATES, Scalar
from curator.domain.handover import KINDS, HandOver, Version
from curator.domain.ids import derived_id
from curator.domain.reviewing import VERDICTS
from curator.formats.handover_file import MOST_VERSIONS, refusal
from curator.formats.handover_members import (
    Wrong,
    exact,
    flag,
    known_id,
    listed,
    moment,
    one_of,
    optional_id,
    own_id,
    sha256,
    text,
    whole,
)
from curator.formats.strict_json import cut, plain

Json = Mapping[str, Any]
_OWNERLESS = ("article", "assignment")  # kinds whose version belongs to no coder
_INCIDENT = frozenset({"codebook", "status", "position", "created", "values", "rows", "notes", "evidence"})
_ROW = frozenset({"id", "group", "position", "values"})
_NOTE = frozenset({"id", "row", "field", "state", "basis", "proposed", "note"})
_SPAN = frozenset({"id", "row", "field", "start", "end", "quote", "role", "position"})
_PARTS = {"rows": _ROW, "notes": _NOTE, "evidence": _SPAN}


class Around:
    """What the units of one hand-over are judged against, and the ids that were seen in it."""

    def __init__(self, handover: HandOver) -> None:
        self.coders = {coder.id for coder in handover.coders}
        self.articles = {handed.article.id: handed.article for handed in handover.articles}
        self.texts = {handed.article.id: handed.text for handed in handover.articles if handed.text is not None}
        self.books = {codebook_sha256(book) for book in handover.codebooks}
        self.fields = _Fields(handover.codebooks)
        self.owners: dict[str, tuple[str, str]] = {}
        self.versions: dict[tuple[str, str], list[Version]] = {}


class _Fields:
    """The fields of several codebooks: what one of them knows is known."""

    def __init__(self, books: Iterable[Codebook]) -> None:
        self.groups: set[str] = set()
        self._nodes: dict[tuple[str, str], list[tuple[Field, Codebook]]] = {}
        for book in books:
            self.groups |= book.group_by_key.keys()
            for group in ("", *book.group_by_key):
                tops = book.group_by_key[group].fields if group else book.fields
                for node in (node for top in tops for node in top.nodes()):
                    self._nodes.setdefault((group, node.key), []).append((node, book))

    def has(self, key: str, group: str) -> bool:
        return (group, key) in self._nodes

    def check(self, value: object, key: str, group: str, place: str) -> None:
        """Raise Wrong where this is no value exactly as Curator stores it for this field."""
        found = self._nodes.get((group, key), ())
        if not found or found[0][0].parts:
            raise Wrong(place, "no codebook that comes along has such a field")
        if found[0][0].kind == "choices" and isinstance(value, str):
            codes = codes_of(value)
            if len(set(codes)) < len(codes):
                raise Wrong(place, "this value is not written as Curator stores it")
            for code in codes:  # each of a codebook of its own, and in the order of any of them
                _as_stored(code, found, place)
        else:
            _as_stored(value, found, place)


def _as_stored(value: object, found: Iterable[tuple[Field, Codebook]], place: str) -> None:
    reason = ""
    for node, book in found:
        try:
            stored: Scalar = check(value, node, book)
        except ValueError as fault:
            reason = reason or plain(str(fault))
            continue
        if type(stored) is type(value) and stored == value:
            return
        reason = reason or "this value is not written as Curator stores it"
    raise Wrong(place, reason)


def check_unit(version: Version, texts: Mapping[str, str], around: Around | None) -> None:
    """The unit whose version this is; raises Wrong."""
    one_of(version.kind, KINDS, "kind")
    own_id(version.unit, "unit")
    known_id(version.article, around.articles if around else None, "article", "article")
    if version.kind in _OWNERLESS:
        if version.coder:
            raise Wrong("coder", "this kind of unit belongs to no coder")
    else:
        known_id(version.coder, around.coders if around else None, "coder", "coder")
    before = ""
    for number, change in enumerate(version.known):
        if own_id(change, f"known[{number}]") <= before:
            raise Wrong(f"known[{number}]", "the changes that are known must ascend")
        before = change
    unit = _Unit(version, texts, around)
    if version.content is None and version.kind == "article":
        raise Wrong("content", "what is said of an article is never deleted")
    if version.content is not None:
        _CONTENTS[version.kind](unit, version.content)
    if around is not None:
        unit.check_owners(around)


class _Unit:
    """One unit being looked at: its article, and the ids of what is within it."""

    def __init__(self, version: Version, texts: Mapping[str, str], around: Around | None) -> None:
        self.version = version
        self.around = around
        self.text = texts.get(version.article)
        article = around.articles.get(version.article) if around is not None else None
        self.length = article.length if article is not None else None if self.text is None else len(self.text)
        self.ids = {version.unit: "unit"}
        self.groups: dict[str, str] = {"": ""}  # row -> group

    def check_owners(self, around: Around) -> None:
        """No version twice, and no id in two layers or articles.

        In one layer of one article rows and words may have gone over from one incident to another (merging), and
        several versions of both may come along.
        """
        version = self.version
        told = around.versions.setdefault((version.kind, version.unit), [])
        if version in told:
            raise Wrong("unit", f"this version of {version.unit} stands in the file already")
        told.append(version)
        if len(told) > MOST_VERSIONS:
            raise refusal(f"it holds more than {MOST_VERSIONS} versions of the {version.kind} {version.unit}")
        owner = (version.article, version.coder)
        for each, place in self.ids.items():
            if around.owners.setdefault(each, owner) != owner:
                raise Wrong(place, f"the id {each} stands already in another layer or article")

    def parts(self, content: Json, name: str) -> Iterator[tuple[str, Json]]:
        """(place, members) of the rows, notes or spans of a unit, each with its id, in the order of these."""
        before = ""
        for number, part in enumerate(listed(content[name], f"content.{name}")):
            place = f"content.{name}[{number}]"
            members = exact(part, _PARTS[name], place)
            found = own_id(members["id"], f"{place}.id")
            if found in self.ids:
                raise Wrong(f"{place}.id", f"the id {found} stands already at {self.ids[found]}")
            if found < before:
                raise Wrong(f"{place}.id", "the ids must ascend")
            self.ids[found] = f"{place}.id"
            before = found
            yield place, members

    def check_unit(self, *named: str) -> None:
        """The unit is one of which there can be only one: its id follows from what it is about."""
        if self.version.unit != derived_id(self.version.kind, *named):
            raise Wrong("unit", "this id does not follow from what the unit is about")

    def incident(self, content: Json) -> None:
        exact(content, _INCIDENT, "content")
        book = sha256(content["codebook"], "content.codebook")
        if self.around is not None and book not in self.around.books:
            raise Wrong("content.codebook", f"no such codebook comes along ({book[:12]}…)")
        one_of(content["status"], INCIDENT_STATUSES, "content.status")
        whole(content["position"], "content.position")
        moment(content["created"], "content.created")
        for place, row in self.parts(content, "rows"):
            self.row(row, place)
        self.values(content["values"], "", "content.values")
        self.said(content)

    def row(self, members: Json, place: str) -> None:
        group = text(members["group"], f"{place}.group")
        if self.around is not None and group not in self.around.fields.groups:
            raise Wrong(f"{place}.group", f"no codebook that comes along has a group “{cut(group)}”")
        self.groups[members["id"]] = group
        whole(members["position"], f"{place}.position")
        self.values(members["values"], group, f"{place}.values")

    def values(self, values: object, group: str, place: str) -> None:
        if not isinstance(values, dict):
            raise Wrong(place, "an object {field: value} is expected here")
        for key, value in values.items():
            if self.around is None:
                _check_scalar(value, f"{place}.{cut(key)}")
            else:
                self.around.fields.check(value, key, group, f"{place}.{cut(key)}")

    def said(self, content: Json) -> None:
        """Notes and words: of an incident with its rows, or of an article's metadata."""
        seen: set[tuple[str, str]] = set()
        for place, note in self.parts(content, "notes"):
            target = self.note(note, place)
            if target in seen:
                raise Wrong(place, "there is another note on the same value")
            seen.add(target)
        for place, span in self.parts(content, "evidence"):
            self.span(span, place)

    def note(self, members: Json, place: str) -> tuple[str, str]:
        target = self.target(members, place)
        if not target[1]:
            raise Wrong(f"{place}.field", "a note is about a field")
        one_of(members["state"], STATES, f"{place}.state")
        one_of(members["basis"], BASES, f"{place}.basis")
        flag(members["proposed"], f"{place}.proposed")
        text(members["note"], f"{place}.note")
        return target

    def span(self, members: Json, place: str) -> None:
        target = self.target(members, place)
        if self.version.kind == "article" and not target[1]:
            raise Wrong(f"{place}.field", "words of an article's metadata belong to a field")
        one_of(members["role"], ROLES, f"{place}.role")
        whole(members["position"], f"{place}.position")
        self.words(members, place)

    def target(self, members: Json, place: str) -> tuple[str, str]:
        """(row, field) that a note or a span belongs to."""
        row, field = members["row"], text(members["field"], f"{place}.field")
        if not isinstance(row, str) or row not in self.groups:
            raise Wrong(f"{place}.row", "the unit has no such row")
        if self.version.kind == "article":
            if field and field not in ARTICLE_FIELDS:
                raise Wrong(f"{place}.field", f"an article has no field “{cut(field)}”")
        elif field and self.around is not None and not self.around.fields.has(field, self.groups[row]):
            raise Wrong(f"{place}.field", f"no codebook that comes along has a field “{cut(field)}” there")
        return row, field

    def words(self, members: Json, place: str) -> None:
        """Start, end and quote agree with each other, and with the text where it is there."""
        start, end = whole(members["start"], f"{place}.start"), whole(members["end"], f"{place}.end")
        quote = text(members["quote"], f"{place}.quote")
        if start < 0 or end <= start:
            raise Wrong(place, f"{start}-{end} holds no words")
        if len(quote) != end - start:
            raise Wrong(f"{place}.quote", f"there are {end - start} characters from {start} to {end}, not {len(quote)}")
        if self.length is not None and end > self.length:
            raise Wrong(place, f"{start}-{end} lies outside the text, which has {self.length} characters")
        if self.text is not None and self.text[start:end] != quote:
            there = cut(self.text[start:end])
            raise Wrong(place, f"the words at {start}-{end} are “{there}”, not “{cut(quote)}”")

    def metadata(self, content: Json) -> None:
        exact(content, _METADATA, "content")
        if self.version.unit != self.version.article:
            raise Wrong("unit", "what is said of an article goes by the article's id")
        fields = content["fields"]
        if not isinstance(fields, dict):
            raise Wrong("content.fields", "an object {field: text} is expected here")
        for key, value in fields.items():
            one_of(key, ARTICLE_FIELDS, "content.fields")
            text(value, f"content.fields.{key}")
        self.said(content)

    def passage(self, content: Json) -> None:
        exact(content, _PASSAGE, "content")
        self.words(content, "content")
        text(content["reason"], "content.reason", needed=True)
        text(content["note"], "content.note")

    def reading(self, content: Json) -> None:
        one_of(exact(content, _READING, "content")["state"], READING_STATES, "content.state")
        self.check_unit(self.version.article, self.version.coder)

    def assignment(self, content: Json) -> None:
        exact(content, _ASSIGNMENT, "content")
        known_id(content["coder"], self.around.coders if self.around else None, "coder", "content.coder")
        moment(content["added"], "content.added")
        self.check_unit(self.version.article, content["coder"])

    def comment(self, content: Json) -> None:
        exact(content, _COMMENT, "content")
        incident = self.place(content)
        field = content["field"]
        if not incident and (content["row"] or (field and field not in ARTICLE_FIELDS)):
            raise Wrong("content.field", "what belongs to no incident is about a field of the article's metadata")
        own_id(content["thread"], "content.thread")
        text(content["text"], "content.text", needed=True)
        moment(content["created"], "content.created")
        flag(content["resolved"], "content.resolved")

    def place(self, content: Json) -> str:
        """The incident that a comment or judgement names, with row and field."""
        incident = optional_id(content["incident"], "content.incident")
        optional_id(content["row"], "content.row")
        text(content["field"], "content.field")
        return incident

    def pair(self, content: Json) -> None:
        exact(content, _PAIR, "content")
        if own_id(content["one"], "content.one") >= own_id(content["other"], "content.other"):
            raise Wrong("content.other", "the second of a pair must have the greater id")
        self.check_unit(self.version.coder, content["one"], content["other"])
        flag(content["same"], "content.same")
        moment(content["created"], "content.created")

    def judgement(self, content: Json) -> None:
        exact(content, _JUDGEMENT, "content")
        if not self.place(content) and not optional_id(content["consensus"], "content.consensus"):
            raise Wrong("content", "a judgement is about an incident")
        optional_id(content["consensus"], "content.consensus")
        one_of(content["verdict"], VERDICTS, "content.verdict")
        text(content["reason"], "content.reason")
        flag(content["unclear"], "content.unclear")
        text(content["seen"], "content.seen")
        moment(content["created"], "content.created")


_METADATA = frozenset({"fields", "notes", "evidence"})
_PASSAGE = frozenset({"start", "end", "quote", "reason", "note"})
_READING = frozenset({"state"})
_ASSIGNMENT = frozenset({"coder", "added"})
_COMMENT = frozenset({"incident", "row", "field", "thread", "text", "created", "resolved"})
_PAIR = frozenset({"one", "other", "same", "created"})
_JUDGEMENT = frozenset(
    {"incident", "consensus", "row", "field", "verdict", "reason", "unclear", "seen", "created"}
)  # fmt: skip
_CONTENTS: Mapping[str, Callable[[_Unit, Json], None]] = {
    "article": _Unit.metadata, "assignment": _Unit.assignment, "reading": _Unit.reading, "incident": _Unit.incident,
    "passage": _Unit.passage, "comment": _Unit.comment, "pair": _Unit.pair, "judgement": _Unit.judgement,
}  # fmt: skip


def _check_scalar(value: object, place: str) -> None:
    """A value of a field of which nothing is known."""
    if isinstance(value, str):
        text(value, place, needed=True)
    elif isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Wrong(place, "a text or a number is expected here")
