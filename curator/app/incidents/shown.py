# SPDX-License-Identifier: MIT
"""An article as the window shows it: its incidents in order with letters, what they are called, its highlights.

What lives here: everything that follows from a coding and its codebooks without Qt widgets. What does not: widgets,
reading the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from curator.app.reader.highlights import Highlight, Kind
from curator.app.translating import T
from curator.app.values.line import Target
from curator.app.values.phrases import CONTEXT, say, word
from curator.app.values.wording import compound_text, leaf_text
from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import one_line
from curator.domain.coding import ArticleCoding, Evidence, Incident, NotCodable, Row, Scalar, ValueNote
from curator.domain.letters import letters_of
from curator.shape import Frozen, fresh

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem

Highlighted = tuple[Highlight, ...]
NO_TITLE = T(CONTEXT, "Incident without a title")
MENTION = T(CONTEXT, "Mention")
NOT_CODABLE = T(CONTEXT, "Not codable: {reason}")


class IncidentShown(Frozen):
    """One incident in the list. `coder` is empty where everything is by one coder. `untitled`: nobody gave it a title
    yet; what stands for it is what is known of it, and below that its words."""

    incident: Incident
    position: int
    title: str
    summary: str
    coder: str = ""
    untitled: bool = False

    @property
    def letter(self) -> str:
        """What it is called in its article."""
        return letters_of(self.position)

    @property
    def number(self) -> str:
        """What it is called in the whole project: in the labels of steps, the history, tables and data sets."""
        return f"№ {self.incident.number}"


class Place(Frozen):
    """A target that can be written: its incident, its row (None: the incident itself), its node (None: the whole)."""

    incident: Incident
    row: Row | None
    node: Field | None

    @property
    def group(self) -> str:
        return self.row.group if self.row is not None else ""

    @property
    def row_id(self) -> str:
        return self.row.id if self.row is not None else ""

    def target(self, field: str | None = None) -> Target:
        """The target of this place, or of another field beside it."""
        own = self.node.key if self.node is not None else ""
        return Target(self.incident.id, self.row_id, own if field is None else field)

    def column(self, leaf: Field) -> Scalar | None:
        """What a leaf holds, accepted or not."""
        return (self.row.values if self.row is not None else self.incident.values).get(leaf.key)

    def note(self, key: str) -> ValueNote | None:
        """What is said of a node here, beside its value."""
        there = (each for each in self.incident.notes if each.row == self.row_id and each.field == key)
        return next(there, None)


class ArticleShown(Frozen):
    """One article with all that the window shows of it."""

    coding: ArticleCoding
    codebook: Codebook
    codebook_of: Callable[[str], Codebook]
    coder_names: Mapping[str, str] = fresh(default_factory=dict)
    _books: dict[str, Codebook] = fresh(default_factory=dict)
    _before: dict[str, IncidentShown] = fresh(default_factory=dict)
    _highlights: dict[str, tuple[object, bool, Highlighted]] = fresh(default_factory=dict)
    _judged: dict[str, tuple[Incident, Sequence[Problem]]] = fresh(default_factory=dict)

    def after(self, before: ArticleShown) -> ArticleShown:
        """The same, where the article was shown already: what has not changed since is not made again."""
        if self.codebook is before.codebook:
            self._before.update({each.incident.id: each for each in before.incidents})
            there = {"", *(each.id for each in self.coding.incidents)}
            self._highlights.update({key: made for key, made in before._highlights.items() if key in there})
            self._books.update(before._books)
            if "span_by_id" in vars(before):
                vars(self)["span_by_id"] = self._spans_after(before)
            if self.coding.article == before.coding.article:  # the rules look at the article's day too
                self._judged.update({key: known for key, known in before._judged.items() if key in there})
        return self

    @cached_property
    def incidents(self) -> tuple[IncidentShown, ...]:
        """By coder, then in the coder's order; letters run through all of them."""
        several = len({incident.coder for incident in self.coding.incidents}) > 1
        found = []
        for at, incident in enumerate(self.coding.incidents):
            coder = self.coder_names.get(incident.coder, "") if several else ""
            known = self._before.get(incident.id)
            if known is None or (known.position, known.coder) != (at, coder) or _differ(known.incident, incident):
                known = IncidentShown(incident, at, *self._called(incident), coder, not self._title(incident))
            found.append(known)
        return tuple(found)

    @cached_property
    def position_of(self) -> Mapping[str, int]:
        return {shown.incident.id: shown.position for shown in self.incidents}

    @cached_property
    def span_by_id(self) -> Mapping[str, Evidence]:
        return {span.id: span for span in self.coding.all_evidence()}

    def _spans_after(self, before: ArticleShown) -> Mapping[str, Evidence]:
        """`span_by_id` from that of before: only the words of what has changed are gone through."""
        were = {each.id: each for each in before.coding.incidents}
        changed = [each for each in self.coding.incidents if were.get(each.id) is not each]
        kept = {each.id for each in self.coding.incidents} - {each.id for each in changed}
        spans = dict(before.span_by_id)
        for words in (
            before.coding.article_evidence,
            *(each.evidence for each in were.values() if each.id not in kept),
        ):
            for span in words:
                spans.pop(span.id, None)
        for words in (self.coding.article_evidence, *(each.evidence for each in changed)):
            spans.update((span.id, span) for span in words)
        return spans

    def book(self, incident: Incident) -> Codebook:
        """The codebook the incident was begun under, with what the one in force has more: values may be set by it."""
        if incident.codebook not in self._books:
            own = self.codebook_of(incident.codebook)
            if (own.key, own.version) != (self.codebook.key, self.codebook.version):
                from curator.formats.wide_codebook import widened  # seldom needed, and not while a window opens

                own = widened(own, (self.codebook,))
            self._books[incident.codebook] = own
        return self._books[incident.codebook]

    def incident(self, incident_id: str) -> Incident | None:
        """The incident with this id, None where the article has none."""
        position = self.position_of.get(incident_id)
        return None if position is None else self.incidents[position].incident

    def place(self, target: Target) -> Place | None:
        """What a target of an incident is, by the codebook in force; None where it is not there or not asked for any
        more (a retired field can be looked at, but not be set)."""
        incident = self.incident(target.incident)
        if incident is None:
            return None
        row = next((each for each in incident.rows if each.id == target.row), None)
        if target.row and row is None:
            return None
        group = row.group if row is not None else ""
        node = self.codebook.node(target.field, group)
        known = not group or group in self.codebook.group_by_key
        return Place(incident, row, node) if known and (node is not None or not target.field) else None

    def _title(self, incident: Incident) -> str:
        key = self.book(incident).title_field
        return str(incident.values.get(key) or "")

    def _called(self, incident: Incident) -> tuple[str, str]:
        """What an incident is called, and what is said of it below that."""
        title, summary = self._title(incident), self._summary(incident)
        if title:
            return title, summary
        words = next((f"“{one_line(span.quote)}”" for span in incident.mentions()), "")
        return (summary, words) if summary else (say(NO_TITLE), words)

    def _summary(self, incident: Incident) -> str:
        book = self.book(incident)
        parts = (_short(book, incident, key) for key in book.summary_fields)
        return " · ".join(part for part in parts if part)

    def targets_of(self, span: Evidence) -> tuple[Target, ...]:
        """What the words speak of, innermost first: the part, the compounds above it, its row."""
        incident = next((each for each in self.coding.incidents if each.id == span.incident), None)
        own = Target(span.incident, span.row, span.field)
        if incident is None:
            return (own,)
        group = next((row.group for row in incident.rows if row.id == span.row), "")
        above = (Target(span.incident, span.row, node.key) for node in self.book(incident).above(span.field, group))
        return (own, *above, *((Target(span.incident, span.row),) if span.row else ()))

    # What the rules say

    def unjudged(self) -> list[Incident]:
        """The incidents that the rules have not looked at as they are now."""
        known = self._judged
        return [each for each in self.coding.incidents if each.id not in known or _differ(known[each.id][0], each)]

    def keep_judged(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        """Take what the rules found, by incident id."""
        for incident in self.coding.incidents:
            if incident.id in problems:
                self._judged[incident.id] = incident, problems[incident.id]

    def problems(self) -> dict[str, Sequence[Problem]]:
        """What the rules found, by incident id: of one that has changed since, what they found before, so that nothing
        flickers until they have looked; one they have never looked at is left out."""
        return {key: problems for key, (_, problems) in self._judged.items()}

    # Highlights

    def highlights(self, active: str) -> Iterator[Highlight]:
        """Every highlight of the article; those of the incident `active` stand out."""
        for _, group in self._highlighted(active):
            yield from group

    def highlights_of(self, incidents: Iterable[str], active: str) -> Iterator[Highlight]:
        """The highlights of these incidents."""
        for incident in incidents:
            if incident in self.position_of:
                yield from self._of_incident(self.incidents[self.position_of[incident]], incident == active)

    def highlights_after(
        self, before: ArticleShown, active_before: str, active: str
    ) -> tuple[list[str], list[Highlight]]:  # fmt: skip
        """The ids of the highlights that are gone since `before`, and those that are new or have changed."""
        old = dict(before._highlighted(active_before))
        new = dict(self._highlighted(active))
        were = {each.id: each for key, group in old.items() if new.get(key) is not group for each in group}
        there = {each.id: each for key, group in new.items() if old.get(key) is not group for each in group}
        gone = [each for each in were if each not in there]
        return gone, [each for each in there.values() if were.get(each.id) != each]

    def _highlighted(self, active: str) -> Iterator[tuple[str, Highlighted]]:
        """Incident by incident, with "" for the article's own; of what has not changed the very same ones."""
        for shown in self.incidents:
            yield shown.incident.id, self._of_incident(shown, shown.incident.id == active)
        yield "", self._of_article()

    def _of_article(self) -> Highlighted:
        spans, passages = self.coding.article_evidence, self.coding.not_codable
        known = self._highlights.get("")
        if known is None or known[0] != (spans, passages):
            made = [Highlight(each.id, each.start, each.end, kind="article", label=word(each.field)) for each in spans]
            for passage in passages:
                label = say(NOT_CODABLE, reason=self.reason_name(passage))
                made.append(Highlight(passage.id, passage.start, passage.end, kind="not_codable", label=label))
            known = self._highlights[""] = (spans, passages), False, tuple(made)
        return known[2]

    def _of_incident(self, shown: IncidentShown, active: bool) -> Highlighted:
        known = self._highlights.get(shown.incident.id)
        if known is None or known[0] is not shown or known[1] != active:
            known = self._highlights[shown.incident.id] = shown, active, tuple(self._made_of(shown, active))
        return known[2]

    def _made_of(self, shown: IncidentShown, active: bool) -> Iterator[Highlight]:
        groups = {row.id: row.group for row in shown.incident.rows}
        names: dict[tuple[str, str], tuple[str, str]] = {}  # many words speak of the same few fields
        letter, position = shown.letter, shown.position
        for span in shown.incident.evidence:
            kind: Kind = "value" if span.field or span.row else "mention"
            place = span.field, groups.get(span.row, "")
            name = names.get(place)
            if name is None:
                name = names[place] = self._names(shown, *place)
            yield Highlight(span.id, span.start, span.end, letter, position, kind, active, *name)

    def _names(self, shown: IncidentShown, field: str, group: str) -> tuple[str, str]:
        """What the words of a field are called: the incident and the field; and the field alone."""
        place = self.place_name(shown.incident, field, group)
        whole = " · ".join(part for part in (f"{shown.letter}  {shown.title}", place) if part)
        return whole, place or say(MENTION)

    def place_name(self, incident: Incident, field: str, group: str) -> str:
        """The label of a field, or of the group whose row is meant; "" for the incident as a whole."""
        book = self.book(incident)
        node = book.node(field, group)
        return node.label if node else book.group_by_key[group].label if group in book.group_by_key else ""

    def reason_name(self, passage: NotCodable) -> str:
        """Why a passage is not codable, in words."""
        reasons = self.codebook.list_by_key.get(self.codebook.not_codable)
        choice = reasons.by_code.get(passage.reason) if reasons else None
        return choice.label if choice else passage.reason


def _differ(one: Incident, other: Incident) -> bool:
    """Whether an incident has changed; one that was not read again is the same value."""
    return one is not other and one != other


def _short(book: Codebook, incident: Incident, key: str) -> str:
    node = book.node(key)
    if node is None:
        return ""
    above = book.above(key)
    if node.part == "start" and above:
        node = above[0]  # "Oct 2019" says more than the first day of it
    if node.parts:
        return compound_text(book, node, lambda leaf: incident.values.get(leaf.key), short=True)
    value = incident.values.get(key)
    return leaf_text(book, node, value) if value is not None else ""
