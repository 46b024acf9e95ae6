# SPDX-License-Identifier: MIT
"""The lines of the values panel for one incident: sections, fields, rows and their words, as the codebook has them.

What lives here: which lines there are and what they say. What does not: painting (delegate.py), keys and mouse
(view.py), the article's own lines (article_lines.py). Pure: no Qt object, no reading from the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from curator.app.translating import T
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.phrases import CONTEXT, basis_tip, say, word
from curator.app.values.wording import compound_text, leaf_text, leaf_tip
from curator.domain.codebook.model import Codebook, Field, Group, Key
from curator.domain.codebook.scalars import one_line
from curator.domain.coding import Evidence, Incident, Row, Scalar, ValueNote
from curator.domain.values import Value, leaf_value
from curator.shape import Frozen, replace

REPORTED_IN = T(CONTEXT, "Reported in")
NO_MENTION = T(CONTEXT, "no words marked as report of this incident")
MAIN_MENTION = T(CONTEXT, "main mention")
MORE = T(CONTEXT, "More")
NO_ROWS = T(CONTEXT, "none")
PROPOSED = T(CONTEXT, "proposed")
PRIVATE = T(CONTEXT, "private, not exported")
STORED = T(CONTEXT, "Stored as: {text}")

_COLUMNS = 3

Shows = Callable[[Field, Row | None], bool]


class Wish(Frozen):
    """What the user wants to see: blank fields too; which compounds and rows are open ("all" opens every one)."""

    blank: bool = True
    open_all: bool = False
    opened: frozenset[Target] = frozenset()

    def opens(self, target: Target) -> bool:
        return self.open_all or target in self.opened


class _Scope:
    """One table's worth of values: the incident itself, or one of its rows."""

    def __init__(self, codebook: Codebook, incident: Incident, row: Row | None = None) -> None:
        self.codebook = codebook
        self.owner = row
        self.incident = incident.id
        self.row = row.id if row else ""
        self.group = row.group if row else ""
        self._columns = row.values if row else incident.values
        self._notes: dict[str, ValueNote] = {note.field: note for note in incident.notes if note.row == self.row}
        self._words: dict[str, list[Evidence]] = {}
        for span in incident.evidence:
            if span.row == self.row:
                self._words.setdefault(span.field, []).append(span)

    def target(self, node: Field) -> Target:
        return Target(self.incident, self.row, node.key)

    def column(self, leaf: Field) -> Scalar | None:
        return self._columns.get(leaf.key)

    def value(self, leaf: Field) -> Value:
        return leaf_value(self.codebook, leaf, self.column(leaf), self._notes, self.group)

    def note(self, node: Field) -> ValueNote | None:
        return self._notes.get(node.key)

    def own_words(self, field: str) -> tuple[Evidence, ...]:
        return tuple(self._words.get(field, ()))

    def all_words(self, node: Field) -> tuple[Evidence, ...]:
        """The words of a node and of all its parts; a span said of several parts comes once."""
        return distinct(span for each in node.nodes() for span in self._words.get(each.key, ()))

    @cached_property
    def every_word(self) -> tuple[Evidence, ...]:
        return distinct(span for spans in self._words.values() for span in spans)


def distinct(spans: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The spans without repeats of place and role, direct ones first, then in the order of the article."""
    kept: dict[tuple[int, int, str], Evidence] = {}
    for span in spans:
        kept.setdefault((span.start, span.end, span.role), span)
    return tuple(sorted(kept.values(), key=lambda span: (span.role != "direct", span.start, span.end)))


def _always(field: Field, row: Row | None) -> bool:
    return True


def incident_lines(codebook: Codebook, incident: Incident, wish: Wish, shows: Shows = _always) -> list[Line]:
    """Every line of an incident in codebook order. `shows` tells whether a blank field is asked for at all."""
    lines = list(_mentions(incident))
    scope = _Scope(codebook, incident)
    known = {section.key for section in codebook.sections}
    for key, label in [*((section.key, section.label) for section in codebook.sections), ("", say(MORE))]:
        inside: list[Line] = []
        for field in codebook.fields:
            if field.section == key or (not key and field.section not in known):
                inside += _field_lines(scope, field, wish, shows)
        for group in codebook.groups:
            if group.section == key or (not key and group.section not in known):
                inside += _group_lines(codebook, incident, group, wish, shows)
        if inside:
            lines += [Line(LineKind.SECTION, label=label, key=("section", key)), *inside]
    return lines


def _mentions(incident: Incident) -> Iterator[Line]:
    yield Line(LineKind.SECTION, label=say(REPORTED_IN), key=("section", "mentions"))
    target = Target(incident.id)
    mentions = incident.mentions()
    if not mentions:
        yield Line(LineKind.EMPTY, target, text=say(NO_MENTION), key=("empty", "mentions"))
    for at, span in enumerate(mentions):
        role = say(MAIN_MENTION) if at == 0 and len(mentions) > 1 else _role(span)
        yield _words_line(span, target, 0, role)


def _field_lines(scope: _Scope, field: Field, wish: Wish, shows: Shows, depth: int = 0) -> list[Line]:
    line = _compound_line(scope, field, wish, depth) if field.parts else _leaf_line(scope, field, depth)
    if line.blank and not line.words and not (wish.blank and shows(field, scope.owner)):
        return []
    lines = [line, *_note_line(scope, field, depth)]
    if field.parts and line.opened:
        lines += [_words_line(span, line.target, depth, _role(span)) for span in scope.own_words(field.key)]
        for part in field.parts:
            lines += _field_lines(scope, part, wish, shows, depth + 1)
    else:
        lines += [_words_line(span, line.target, depth, _role(span)) for span in line.words]
    return lines


def _hotkey(scope: _Scope, field: Field) -> str:
    if scope.group:
        return ""
    keys = (key for key in scope.codebook.keys if key.field == field.key and not key.group)
    return next((key.key for key in keys), "")


def _leaf_line(scope: _Scope, leaf: Field, depth: int = 0) -> Line:
    value = scope.value(leaf)
    target = scope.target(leaf)
    shown = leaf_text(scope.codebook, leaf, value.value) if value.value is not None else ""
    stored = leaf_tip(scope.codebook, leaf, value.value) if value.value is not None else ""
    tips = [say(STORED, text=stored) if stored else "", basis_tip(value.basis) if value.basis else "", leaf.help]
    return Line(
        LineKind.VALUE, target, leaf.label, shown, state=_state(value), basis=_beside(leaf, value),
        tip="\n".join(tip for tip in tips if tip), depth=depth, words=distinct(scope.own_words(leaf.key)),
        blank=value.state == "blank", proposed=value.proposed, key=("value", target.row, target.field),
        hotkey=_hotkey(scope, leaf),
    )  # fmt: skip


def _beside(leaf: Field, value: Value) -> str:
    """How the value is known; and that it leaves with nobody, where it is the coder's own affair."""
    parts = (word(value.basis) if value.basis else "", say(PRIVATE) if leaf.private else "")
    return " · ".join(part for part in parts if part)


def _compound_line(scope: _Scope, field: Field, wish: Wish, depth: int = 0) -> Line:
    values = [(leaf, scope.value(leaf)) for leaf in field.leaves()]
    target = scope.target(field)
    states = {value.state for _, value in values}
    shown = compound_text(scope.codebook, field, scope.column)
    common = states.pop() if len(states) == 1 else ""
    bases = dict.fromkeys(v.basis for _, v in values if v.state == "value" and v.basis not in ("", "stated"))
    if len(bases) > 1:
        bases.pop("default", None)  # what nobody asked about says nothing of what was read
    if not bases and any(value.basis == "stated" for _, value in values):
        bases = {"stated": None}
    proposed = any(value.proposed for _, value in values)
    untouched = not shown and all(value.state == "blank" or value.basis == "default" for _, value in values)
    common = "blank" if untouched else common
    bases = {} if untouched else _basis_of_words(values) or bases
    state = say(PROPOSED) if proposed else word(common) if common and common != "value" else ""
    return Line(
        LineKind.VALUE, target, field.label, shown, state=state,
        basis=", ".join(word(basis) for basis in bases), tip=field.help, depth=depth, words=scope.all_words(field),
        blank=common == "blank", proposed=proposed, openable=True, opened=wish.opens(target),
        key=("value", target.row, target.field), hotkey=_hotkey(scope, field), hides=_hidden_in(scope, field, wish),
    )  # fmt: skip


def _basis_of_words(values: Sequence[tuple[Field, Value]]) -> dict[str, None]:
    """How the words are known, of a compound with a part for them: of what the coder read, the rest was made."""
    said = next((value for leaf, value in values if leaf.part == "words"), None)
    return {said.basis: None} if said is not None and said.state == "value" and said.basis else {}


def _hidden_in(scope: _Scope, field: Field, wish: Wish) -> tuple[Target, ...]:
    """What lies inside a compound that is closed; in one that is open, what lies in closed ones has lines there."""
    return () if wish.opens(scope.target(field)) else tuple(scope.target(each) for each in field.nodes())[1:]


def _group_lines(codebook: Codebook, incident: Incident, group: Group, wish: Wish, shows: Shows) -> list[Line]:
    rows = incident.rows_of(group.key)
    if not rows and not wish.blank:
        return []
    keys = _keys_of(codebook, group)
    tip = "\n".join(part for part in (group.help, *(f"{key.key}  {key.label}" for key in keys)) if part)
    letters = " ".join(key.key for key in keys)
    heading = Line(
        LineKind.GROUP, Target(incident.id), group.label, tip=tip, key=("group", group.key), hotkey=letters
    )  # fmt: skip
    if not rows:
        return [replace(heading, text=say(NO_ROWS), blank=True)]
    columns = cell_fields(group)
    head = tuple(Line(LineKind.VALUE, label=field.label) for field in columns)
    lines = [heading, Line(LineKind.HEAD, label=group.label, cells=head, key=("head", group.key))]
    for row in rows:
        lines += _row_lines(_Scope(codebook, incident, row), incident, group, row, columns, wish, shows)
    return lines


def _keys_of(codebook: Codebook, group: Group) -> list[Key]:
    """The keys of the codebook that make a row of the group, one for each kind of row."""
    made: dict[object, Key] = {}
    for key in codebook.keys:
        if key.group == group.key:
            made.setdefault(key.presets, key)
    return list(made.values())


def cell_fields(group: Group) -> tuple[Field, ...]:
    """The fields of a group that stand side by side in its small table: those asked for first, at most three."""
    asked = [field for field in group.fields if _is_asked(field)]
    others = [field for field in group.fields if field not in asked and not field.private]
    chosen = [*asked, *others][:_COLUMNS]
    return tuple(field for field in group.fields if field in chosen)


def _is_asked(field: Field) -> bool:
    return field.required or field.evidence == "required" or any(leaf.required for leaf in field.leaves())


def _row_lines(
    scope: _Scope, incident: Incident, group: Group, row: Row, columns: Sequence[Field], wish: Wish, shows: Shows
) -> Iterator[Line]:  # fmt: skip
    target = Target(incident.id, row.id)
    opened = wish.opens(target)
    parts = [text for field in group.fields if (text := _short(scope, field))]
    yield Line(
        LineKind.ROW, target, parts[0] if parts else group.row_label or group.label, " · ".join(parts[1:]),
        words=scope.every_word, openable=True, opened=opened, key=("row", row.id),
        cells=tuple(_compound_line(scope, each, wish) if each.parts else _leaf_line(scope, each)
                    for each in columns),
        hides=() if opened else tuple(scope.target(each) for top in group.fields if top not in columns
                                      for each in top.nodes()),
    )  # fmt: skip
    for span in scope.own_words("") if opened else scope.every_word:
        yield _words_line(span, target, 0, _role(span))
    if opened:
        for field in group.fields:
            yield from _field_lines(scope, field, wish, shows, 1)


def _short(scope: _Scope, field: Field) -> str:
    """A field of a row as it stands in the row's own line; what is not stated is said, blanks are left out."""
    if field.parts:
        return compound_text(scope.codebook, field, scope.column)
    value = scope.column(field)
    if value is None:
        return ""
    text = leaf_text(scope.codebook, field, value)
    return f"{field.label}: {text}" if field.kind in ("yes_no", "integer", "decimal") else text


def _note_line(scope: _Scope, field: Field, depth: int) -> list[Line]:
    note = scope.note(field)
    if note is None or not note.note:
        return []
    return [Line(LineKind.NOTE, scope.target(field), text=note.note, depth=depth, key=("note", scope.row, field.key))]


def _words_line(span: Evidence, target: Target, depth: int, role: str) -> Line:
    own = Target(span.incident, span.row, span.field)
    return Line(
        LineKind.WORDS, own, text=one_line(span.quote), depth=depth, words=(span,), role=role,
        key=("words", span.id, target.row, target.field),
    )  # fmt: skip


def _role(span: Evidence) -> str:
    return "" if span.role == "direct" else word(span.role)


def _state(value: Value) -> str:
    if value.proposed:
        return say(PROPOSED)
    return "" if value.state == "value" else word(value.state)
