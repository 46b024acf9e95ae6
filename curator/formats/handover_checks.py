# SPDX-License-Identifier: MIT
"""What a hand-over may hold: every unit of it, member by member, before anything is made of it.

What lives here: the contents of units, against the coders, articles, texts and codebooks that come along. What does
not: the file (handover_reading.py), a colleague's project (store), what receiving does with a unit (store, operations).
Values that reach Curator from another program on any way go through here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.kinds import check
from curator.domain.codebook.model import Codebook
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import ARTICLE_FIELDS, BASES, INCIDENT_STATUSES, READING_STATES, ROLES, STATES, Article
from curator.domain.handover import KINDS, LAYER, PACKET, HandOver, Version
from curator.domain.ids import derived_id
from curator.domain.reviewing import VERDICTS
from curator.domain.settling import settle, text_sha256
from curator.formats.handover_file import MOST_CODEBOOKS, OPENING, refusal
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
from curator.formats.strict_json import Faults, cut, plain
from curator.formats.wide_codebook import widened

Json = Mapping[str, Any]
_OWNERLESS = ("article", "assignment")  # kinds whose version belongs to no coder
_INCIDENT = frozenset({"codebook", "status", "position", "created", "values", "rows", "notes", "evidence"})
_ROW = frozenset({"id", "group", "position", "values"})
_NOTE = frozenset({"id", "row", "field", "state", "basis", "proposed", "note"})
_SPAN = frozenset({"id", "row", "field", "start", "end", "quote", "role", "position"})
_PARTS = {"rows": _ROW, "notes": _NOTE, "evidence": _SPAN}


class _Around:
    """What the units of one hand-over are judged against, and the ids that were seen in it."""

    def __init__(self, handover: HandOver) -> None:
        self.coders = {coder.id for coder in handover.coders}
        self.articles = {handed.article.id: handed.article for handed in handover.articles}
        self.texts = {handed.article.id: handed.text for handed in handover.articles if handed.text is not None}
        self.books = {codebook_sha256(book) for book in handover.codebooks}
        self.wide = widened(handover.codebooks[0], handover.codebooks[1:]) if handover.codebooks else None
        self.owners: dict[str, tuple[str, str]] = {}
        self.versions: dict[tuple[str, str], list[Version]] = {}


def check_version(version: Version, texts: Mapping[str, str], among: HandOver | None = None) -> None:
    """Raise InputRefused, naming the place, where a unit is not as Curator writes it.

    `texts`: by the articles' ids, as far as they are known. With `among`, also coders, articles, codebooks and fields
    must be those of that hand-over.
    """
    faults = Faults(OPENING)
    around = _Around(among) if among is not None else None
    _tell(faults, f"{version.kind} {version.unit}", _check, version, texts, around)
    faults.refuse()


def check_handover(handover: HandOver, places: Sequence[str] = ()) -> None:
    """Raise InputRefused with all that is wrong in it. `places`: what to call its versions, one by one."""
    _check_codebooks(handover.codebooks)
    faults = Faults(OPENING)
    _tell(faults, "manifest.json", _check_head, handover)
    for number, handed in enumerate(handover.articles, 1):
        _tell(faults, f"article {number}", _check_article, handed.article, handed.text)
    for what, ids in (
        ("article", [handed.article.id for handed in handover.articles]),
        ("coder", [coder.id for coder in handover.coders]),
    ):
        if len(set(ids)) < len(ids):
            faults.add("", f"one {what} is named twice")
    faults.refuse()
    around = _Around(handover)
    for number, version in enumerate(handover.versions):
        place = places[number] if places else f"{version.kind} {version.unit}"
        _tell(faults, place, _check, version, around.texts, around)
    faults.refuse()


def _tell(faults: Faults, place: str, look: Callable[..., None], *given: object) -> None:
    """Look at something, and note what is wrong in it."""
    try:
        look(*given)
    except Wrong as fault:
        faults.add(place, fault.told)


def _check_codebooks(books: Sequence[Codebook]) -> None:
    """A key of one table is of one kind in all of them (STORAGE.md 3, rule 4)."""
    if len(books) > MOST_CODEBOOKS:
        raise refusal(f"it holds {len(books)} codebooks, more than {MOST_CODEBOOKS}")
    kinds: dict[tuple[str, str], str] = {}
    for book in books:
        for group in ("", *book.group_by_key):
            tops = book.group_by_key[group].fields if group else book.fields
            for node in (node for top in tops for node in top.nodes()):
                if kinds.setdefault((group, node.key), node.kind) != node.kind:
                    raise refusal(f"in its codebooks “{cut(node.key)}” is a field of two kinds")


def _check_head(handover: HandOver) -> None:
    own_id(handover.project, "project.id")
    text(handover.project_name, "project.name")
    one_of(handover.purpose, (LAYER, PACKET), "purpose")
    text(handover.program, "program")
    text(handover.note, "note")
    optional_id(handover.made_by, "made_by")
    for number, coder in enumerate(handover.coders):
        own_id(coder.id, f"coders[{number}].id")
        text(coder.name, f"coders[{number}].name", needed=True)
        one_of(coder.kind, ("person", "consensus"), f"coders[{number}].kind")
    coders = {coder.id for coder in handover.coders}
    for number, layer in enumerate(handover.layers):
        known_id(layer, coders, "coder", f"layers[{number}]")
    for key, value in handover.settings.items():
        text(key, "settings", needed=True)
        text(value, f"settings.{cut(key)}")


def _check_article(article: Article, full_text: str | None) -> None:
    own_id(article.id, "id")
    sha256(article.text_sha256, "text_sha256")
    text(article.original_sha256, "original_sha256")
    text(article.settled_by, "settled_by", needed=True)
    moment(article.added, "added")
    if whole(article.length, "length") < 0:
        raise Wrong("length", "a length is not below 0")
    for key, value in article.fields.items():
        one_of(key, ARTICLE_FIELDS, "fields")
        text(value, f"fields.{key}")
    if full_text is not None:
        if len(full_text) != article.length:
            raise Wrong("length", f"the text has {len(full_text)} characters, not {article.length}")
        text(full_text, "text")
        if text_sha256(full_text) != article.text_sha256:
            raise Wrong("text", "this text has another SHA-256 than the article")
        if settle(full_text, bom_taken=True).text != full_text:
            raise Wrong("text", "this text is not settled: it holds CR, U+2028, U+2029 or forbidden characters")


def _check(version: Version, texts: Mapping[str, str], around: _Around | None) -> None:
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
    if version.content is not None:
        _CONTENTS[version.kind](unit, version.content)
    if around is not None:
        unit.check_owners(around)


class _Unit:
    """One unit being looked at: its article, and the ids of what is within it."""

    def __init__(self, version: Version, texts: Mapping[str, str], around: _Around | None) -> None:
        self.version = version
        self.around = around
        self.text = texts.get(version.article)
        article = around.articles.get(version.article) if around is not None else None
        self.length = article.length if article is not None else None if self.text is None else len(self.text)
        self.ids = {version.unit: "unit"}
        self.groups: dict[str, str] = {"": ""}  # row -> group

    def check_owners(self, around: _Around) -> None:
        """No version twice, and no id in two layers or articles.

        In one layer of one article rows and words may have gone over from one incident to another (merging), and
        several versions of both may come along.
        """
        version = self.version
        told = around.versions.setdefault((version.kind, version.unit), [])
        if version in told:
            raise Wrong("unit", f"this version of {version.unit} stands in the file already")
        told.append(version)
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
        if self.wide is not None and group not in self.wide.group_by_key:
            raise Wrong(f"{place}.group", f"no codebook that comes along has a group “{cut(group)}”")
        self.groups[members["id"]] = group
        whole(members["position"], f"{place}.position")
        self.values(members["values"], group, f"{place}.values")

    @property
    def wide(self) -> Codebook | None:
        return self.around.wide if self.around is not None else None

    def values(self, values: object, group: str, place: str) -> None:
        if not isinstance(values, dict):
            raise Wrong(place, "an object {field: value} is expected here")
        for key, value in values.items():
            if self.wide is None:
                _check_scalar(value, f"{place}.{cut(key)}")
            else:
                _check_value(value, key, group, self.wide, f"{place}.{cut(key)}")

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
        elif field and self.wide is not None and self.wide.node(field, self.groups[row]) is None:
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


def _check_value(value: object, key: str, group: str, wide: Codebook, place: str) -> None:
    """A value exactly as Curator stores it."""
    node = wide.node(key, group)
    if node is None or node.parts:
        raise Wrong(place, "no codebook that comes along has such a field")
    try:
        stored = check(value, node, wide)
    except ValueError as fault:
        raise Wrong(place, plain(str(fault))) from None
    if type(stored) is type(value) and stored == value:
        return
    # Another codebook may name the choices in another order.
    if node.kind != "choices" or not isinstance(value, str) or sorted(codes_of(value)) != sorted(codes_of(stored)):
        raise Wrong(place, "this value is not written as Curator stores it")
