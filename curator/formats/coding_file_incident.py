# SPDX-License-Identifier: MIT
"""The incidents of a coding file, and what is said of any value: state, basis, note, words.

What lives here: reading incidents, rows, field entries and spans. What does not: the file around them
(coding_file_reading.py).

When is there a value note? Where the file names one (`note_id`), and where state, basis, proposed mark and note
together differ from what the value would be without: plainly stated and accepted, or what the compound above says. A
choice in a group's row (not a part of a compound) without a basis is a judgement. Where a basis has no meaning (another
state than value, a field that has none) the note holds "stated", and the file leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from curator.domain.codebook.kinds import check
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import (
    ARTICLE_FIELDS,
    BASES,
    INCIDENT_STATUSES,
    ROLES,
    STATES,
    Article,
    Coder,
    Evidence,
    Incident,
    Row,
    Scalar,
    ValueNote,
)
from curator.domain.ids import is_id
from curator.formats.coding_file import derived_incident_id, derived_note_id, derived_part_id
from curator.formats.strict_json import Faults, as_list, as_object, cut, one_of, text_of, whole_number

CodebookFor = Callable[[dict[str, Any], str], tuple[Codebook, str]]  # from an incident's members, and its place
_INCIDENT = (
    "id", "coder", "codebook", "further_codebooks", "status", "position", "created", "mentions", "fields", "groups",
)  # fmt: skip
_ROW = ("id", "position", "fields", "evidence")
_FIELD = ("value", "state", "basis", "note", "note_id", "proposed", "evidence")
_SPAN = ("id", "start", "end", "quote", "before", "after", "role", "position")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_GROUP_CHOICES = ("choice", "choices")  # what a coder decides in a row: a judgement unless the file says otherwise


def moment(members: dict[str, Any], name: str, place: str, faults: Faults) -> str:
    """A time as Curator writes it, or "" where there is none."""
    text = text_of(members, name, place, faults)
    if text and not _is_moment(text):
        faults.add(f"{place}.{name}", "a time as YYYY-MM-DDTHH:MM:SS.mmmZ is expected here")
    return text


def _is_moment(text: str) -> bool:
    try:
        return _MOMENT.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:  # no time of the calendar
        return False


class Sheet:
    """What every part of the file is read against: the article and its text, the codebook, the coders, ids seen."""

    def __init__(self, article: Article, text: str, codebook: Codebook, coders: list[Coder], faults: Faults) -> None:
        self.article = article
        self.text = text
        self.codebook = codebook
        self.coders = coders
        self.faults = faults
        self._ids: dict[str, str] = {}
        if article.id:
            self.check_id(article.id, "article.id")
        for number, coder in enumerate(coders):
            if not is_id(coder.id):
                faults.add(f"coders[{number}].id", f"“{cut(coder.id)}” is not an id")

    def check_id(self, given: str, place: str) -> None:
        """A fault where this is no id, or one that stands in the file already."""
        if not is_id(given):
            self.faults.add(
                place, f"“{cut(given)}” is not an id (a UUID of version 7 or 8 in lower case); leave it out"
            )
        elif given in self._ids:
            self.faults.add(place, f"the id {given} stands already at {self._ids[given]}")
        self._ids.setdefault(given, place)

    def id_of(self, members: dict[str, Any], place: str, owner: str, within: str, name: str = "id") -> str:
        """The id given in the file, else one derived from what it belongs to and its place there."""
        given = text_of(members, name, place, self.faults)
        found = given or derived_part_id(owner or self.article.text_sha256, within)
        self.check_id(found, f"{place}.{name}" if given else place)
        return found

    def coder_of(self, members: dict[str, Any], place: str) -> str:
        """The coder named by id or by name, else the only one of the file."""
        given = text_of(members, "coder", place, self.faults)
        by_id = [one.id for one in self.coders if given in ("", one.id)]
        named = by_id or [one.id for one in self.coders if one.name == given]
        if len(named) == 1:
            return named[0]
        reason = f"“{cut(given)}” is none of the file's coders" if given else "it must say which coder's this is"
        self.faults.add(f"{place}.coder" if given else place, reason)
        return ""

    def words(self, members: dict[str, Any], place: str) -> tuple[int, int, str]:
        """Start, end and quote of a span, with a fault where they do not agree with the text."""
        start, end = members.get("start"), members.get("end")
        quote = text_of(members, "quote", place, self.faults)
        for name, value in (("start", start), ("end", end)):
            if isinstance(value, bool) or not isinstance(value, int):
                self.faults.add(f"{place}.{name}", "a whole number (code points from the beginning) is expected here")
                return 0, 0, quote
        assert isinstance(start, int)
        assert isinstance(end, int)
        reason = self._misfit(start, end, quote) or self._context_misfit(members, start, end)
        if reason:
            self.faults.add(place, reason)
        return start, end, quote

    def _misfit(self, start: int, end: int, quote: str) -> str:
        if start < 0 or end > len(self.text):
            return f"{start}-{end} lies outside the text, which has {len(self.text)} characters"
        if end <= start:
            return f"{start}-{end} holds no words: the end must lie behind the start"
        there = self.text[start:end]
        if there != quote:
            return f"the words at {start}-{end} are “{cut(there)}”, not “{cut(quote)}”"
        return ""

    def _context_misfit(self, members: dict[str, Any], start: int, end: int) -> str:
        """`before` and `after` may be missing or shorter than ours, but not say something else."""
        before, after = members.get("before"), members.get("after")
        if before is not None and not (isinstance(before, str) and self.text[:start].endswith(before)):
            return f"the words before {start} are not those that “before” says"
        if after is not None and not (isinstance(after, str) and self.text[end:].startswith(after)):
            return f"the words after {end} are not those that “after” says"
        return ""

    def spans(
        self, value: Any, place: str, owner: str, within: str, *, incident: str = "", row: str = "", field: str = ""
    ) -> list[Evidence]:
        """The evidence of one target, in its order."""
        found = []
        for number, entry in enumerate(as_list(value, place, self.faults)):
            here = f"{place}[{number}]"
            members = as_object(entry, here, _SPAN, self.faults)
            start, end, quote = self.words(members, here)
            role = one_of(members.get("role", "direct"), ROLES, f"{here}.role", self.faults)
            position = whole_number(members.get("position", number), f"{here}.position", self.faults)
            span_id = self.id_of(members, here, owner, f"{within}[{number}]")
            article = self.article.id
            found.append(Evidence(span_id, article, start, end, quote, role, incident, row, field, position))
        return sorted(found, key=lambda span: (span.position, span.id))


class _Coded:
    """What has been read of one incident (or of the article's metadata), beside its values."""

    def __init__(self, sheet: Sheet, incident: str) -> None:
        self.sheet = sheet
        self.owner = incident or sheet.article.id
        self.incident = incident
        self.notes: list[ValueNote] = []
        self.evidence: list[Evidence] = []

    def note(self, members: dict[str, Any], place: str, row: str, field: str, said: tuple[str, str, bool, str]) -> None:
        """Keep what is said of a value, under the id the file gives it or one derived from its field."""
        given = text_of(members, "note_id", place, self.sheet.faults)
        if given:
            self.sheet.check_id(given, f"{place}.note_id")
        note_id = given or derived_note_id(self.owner, row, field)
        self.notes.append(ValueNote(note_id, self.sheet.article.id, self.incident, row, field, *said))

    def spans(self, members: dict[str, Any], place: str, within: str, row: str, field: str) -> None:
        self.evidence += self.sheet.spans(
            members.get("evidence"), f"{place}.evidence", self.owner, f"{within}.evidence",
            incident=self.incident, row=row, field=field,
        )  # fmt: skip


def _entry(value: Any, place: str, faults: Faults) -> dict[str, Any]:
    """A field's entry; a bare value is short for an entry with nothing but this value."""
    if isinstance(value, dict):
        return as_object(value, place, _FIELD, faults)
    return {} if value is None else {"value": value}


def _said(
    members: dict[str, Any], place: str, faults: Faults, *, has_basis: bool, usual: str, state: str
) -> tuple[str, str, bool, str]:
    """(state, basis, proposed, note) of an entry. `usual` is the basis, `state` the state of one that says nothing."""
    given = members.get("state")
    if given is not None:
        state = one_of(given, STATES, f"{place}.state", faults)
    basis = members.get("basis")
    if basis is not None and not has_basis:
        faults.add(f"{place}.basis", "this field has no basis")
        basis = None
    if basis is not None:
        basis = one_of(basis, BASES, f"{place}.basis", faults)
    else:
        basis = usual if has_basis and state == "value" else "stated"
    proposed = members.get("proposed", False)
    if not isinstance(proposed, bool):
        faults.add(f"{place}.proposed", "true or false is expected here")
    note = text_of(members, "note", place, faults)
    return state, basis, bool(proposed), note


def _check_state(state: str, has_value: bool, place: str, faults: Faults) -> None:
    if has_value and state != "value":
        faults.add(f"{place}.state", f"the state is {state}, but there is a value")
    elif not has_value and state == "value":
        faults.add(f"{place}.state", "the state is value, but there is none")


def read_article_fields(
    article: Any, sheet: Sheet
) -> tuple[dict[str, str], tuple[ValueNote, ...], tuple[Evidence, ...]]:
    """The article's metadata: values, what is said of them, the words they are read from."""
    faults = sheet.faults
    given = article.get("fields") if isinstance(article, dict) else None
    entries = as_object(given if given is not None else {}, "article.fields", ARTICLE_FIELDS, faults)
    values: dict[str, str] = {}
    coded = _Coded(sheet, "")
    for key in (key for key in ARTICLE_FIELDS if key in entries):
        place = f"article.fields.{key}"
        members = _entry(entries[key], place, faults)
        value = text_of(members, "value", place, faults)
        if value:
            values[key] = value
        usual = ("value" if value else "blank", "stated", False, "")
        said = _said(members, place, faults, has_basis=True, usual="stated", state=usual[0])
        _check_state(said[0], bool(value), place, faults)
        if members.get("note_id") is not None or said != usual:
            coded.note(members, place, "", key, said)
        coded.spans(members, place, f"fields.{key}", "", key)
    return values, tuple(coded.notes), tuple(coded.evidence)


def read_incidents(value: Any, sheet: Sheet, codebook_for: CodebookFor) -> tuple[Incident, ...]:
    """All incidents, in the order of files: by position and id."""
    incidents = []
    for number, entry in enumerate(as_list(value, "incidents", sheet.faults)):
        place = f"incidents[{number}]"
        members = as_object(entry, place, _INCIDENT, sheet.faults)
        codebook, codebook_id = codebook_for(members, place)
        incidents.append(_Reading(sheet, codebook, members, number).incident(codebook_id))
    return tuple(sorted(incidents, key=lambda incident: (incident.position, incident.id)))


class _Reading:
    """One incident being read."""

    def __init__(self, sheet: Sheet, codebook: Codebook, members: dict[str, Any], number: int) -> None:
        self.sheet = sheet
        self.faults = sheet.faults
        self.codebook = codebook
        self.members = members
        self.number = number
        self.place = f"incidents[{number}]"
        self.coder = sheet.coder_of(members, self.place)
        given = text_of(members, "id", self.place, self.faults)
        self.id = given or derived_incident_id(sheet.article.text_sha256, self.coder, self.place)
        sheet.check_id(self.id, f"{self.place}.id" if given else self.place)
        self.coded = _Coded(sheet, self.id)

    def incident(self, codebook_id: str) -> Incident:
        members, place, faults = self.members, self.place, self.faults
        status = one_of(members.get("status", "draft"), INCIDENT_STATUSES, f"{place}.status", faults)
        position = whole_number(members.get("position", self.number), f"{place}.position", faults)
        created = moment(members, "created", place, faults)
        self.coded.evidence += self.sheet.spans(
            members.get("mentions"), f"{place}.mentions", self.id, "mentions", incident=self.id
        )
        values = self.fields(members.get("fields"), place, "", "", "")
        rows = self.groups(members.get("groups"))
        return Incident(
            self.id, self.sheet.article.id, self.coder, codebook_id, status, position, created, values, rows,
            tuple(self.coded.notes), tuple(self.coded.evidence),
        )  # fmt: skip

    def groups(self, value: Any) -> tuple[Row, ...]:
        place = f"{self.place}.groups"
        given = as_object(value if value is not None else {}, place, self.codebook.group_by_key, self.faults)
        rows: list[Row] = []
        for key in (group.key for group in self.codebook.groups if group.key in given):
            pieces = [
                self.row(entry, f"{place}.{key}[{number}]", key, number)
                for number, entry in enumerate(as_list(given[key], f"{place}.{key}", self.faults))
            ]
            pieces.sort(key=lambda piece: (piece[0].position, piece[0].id))
            for row, coded in pieces:
                rows.append(row)
                self.coded.notes += coded.notes
                self.coded.evidence += coded.evidence
        return tuple(rows)

    def row(self, entry: Any, place: str, group: str, number: int) -> tuple[Row, _Coded]:
        members = as_object(entry, place, _ROW, self.faults)
        within = f"groups.{group}[{number}]"
        row_id = self.sheet.id_of(members, place, self.id, within)
        position = whole_number(members.get("position", number), f"{place}.position", self.faults)
        whole, self.coded = self.coded, _Coded(self.sheet, self.id)
        self.coded.spans(members, place, within, row_id, "")
        values = self.fields(members.get("fields"), place, within, group, row_id)
        mine, self.coded = self.coded, whole
        return Row(row_id, group, position, values), mine

    def fields(self, value: Any, place: str, within: str, group: str, row: str) -> dict[str, Scalar]:
        """The values of the incident's fields or of a row's; what is said of them goes to `coded`."""
        place = f"{place}.fields"
        within = f"{within}.fields" if within else "fields"
        given = value if value is not None else {}
        if not isinstance(given, dict):
            self.faults.add(place, "an object {field: …} is expected here")
            return {}
        for key in given:
            if self.codebook.node(key, group) is None:
                self.faults.add(
                    f"{place}.{cut(key)}", f"the codebook has no such field{' in this group' if group else ''}"
                )
        entries = {
            key: _entry(entry, f"{place}.{key}", self.faults)
            for key, entry in given.items()
            if self.codebook.node(key, group) is not None
        }
        values: dict[str, Scalar] = {}
        saids: dict[str, tuple[str, str, bool, str]] = {}
        tops = self.codebook.group_by_key[group].fields if group else self.codebook.fields
        for node in (node for top in tops for node in top.nodes() if node.key in entries):
            members, here = entries[node.key], f"{place}.{node.key}"
            found = self.value(members.get("value"), here, node)
            if found is not None:
                values[node.key] = found
            above = self.codebook.above(node.key, group)
            said = self.said(members, here, node, found is not None, group, _inherited(above, saids))
            if said is not None:
                saids[node.key] = said
                self.coded.note(members, here, row, node.key, said)
            self.coded.spans(members, here, f"{within}.{node.key}", row, node.key)
        return values

    def value(self, given: Any, place: str, node: Field) -> Scalar | None:
        if given is None:
            return None
        if node.parts:
            self.faults.add(f"{place}.value", "this field is made of parts; give each under its own key")
            return None
        try:
            return check(given, node, self.codebook)
        except ValueError as fault:
            self.faults.add(f"{place}.value", str(fault))
            return None

    def said(
        self,
        members: dict[str, Any],
        place: str,
        node: Field,
        has_value: bool,
        group: str,
        inherited: tuple[str, str, bool, str] | None,
    ) -> tuple[str, str, bool, str] | None:
        """What the entry says of its node, or None where this is nothing beyond what is so without it."""
        judged = group and not self.codebook.above(node.key, group) and node.kind in _GROUP_CHOICES
        plain_state = "value" if has_value or node.parts else "blank"
        usual = "judgement" if judged else "stated"
        plain = (plain_state, "stated", False, "")
        if inherited is not None:
            state = "value" if has_value else inherited[0] if inherited[0] != "value" or node.parts else "blank"
            basis = inherited[1] if node.has_basis and state == "value" else "stated"
            plain, usual = (state, basis, inherited[2], ""), basis
            if "note_id" not in members and not {"state", "basis", "proposed", "note"} & members.keys():
                return None
        said = _said(
            members, place, self.faults, has_basis=node.has_basis, usual=usual, state=plain[0],
        )  # fmt: skip
        if not node.parts:
            _check_state(said[0], members.get("value") is not None, place, self.faults)
        return said if members.get("note_id") is not None or said != plain else None


def _inherited(
    above: Iterable[Field], saids: Mapping[str, tuple[str, str, bool, str]]
) -> tuple[str, str, bool, str] | None:
    """What the nearest compound above says; None where there is none above; plain where none of them says anything."""
    chain = list(above)
    if not chain:
        return None
    return next((saids[node.key] for node in chain if node.key in saids), ("value", "stated", False, ""))
