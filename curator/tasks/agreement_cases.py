# SPDX-License-Identifier: MIT
"""The cases behind a figure of agreement: which incidents, and what each coder said there with which words.

What lives here: the disagreements of a figure, and what it does not rest on, as values, states and quotes as they are
stored. What does not: the figures (agreement_figures.py), files (agreement_files.py), the window's words for values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Evidence, Incident, Row, Scalar
from curator.domain.values import incident_value
from curator.review.columns import Place
from curator.review.measuring import Detection, FieldAgreement
from curator.tasks.agreement import AgreementReport, Part
from curator.tasks.agreement_figures import ABOVE, FIELD, INCIDENTS, ROWS, WORDS, words_shown

_FIRST = 3  # values that tell a row from another
NOT_THERE = "not_there"  # the coder has no such incident or row


@dataclass(frozen=True)
class Said:
    """What one coder said: `state` is that of the value (blank, value, not_stated, not_applicable) or NOT_THERE; a
    proposal that was not accepted is blank. `quotes`: the words, of a whole incident its mentions."""

    coder: str
    incident: str
    row: str
    state: str
    value: Scalar | None
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class CaseLine:
    """One case. `what`, `group`, `field` as of the figure (agreement_figures.py); `why`: why the figure does not rest
    on it, "" for a disagreement; `said`: by the coders of the comparison, in their order."""

    article: str
    title: str
    what: str
    group: str
    field: str
    why: str
    said: tuple[Said, ...]

    @property
    def incidents(self) -> tuple[str, ...]:
        """The ids of the incidents, of those who have one."""
        return tuple(each.incident for each in self.said if each.incident)


class Cases:
    """The cases of one part of a report."""

    def __init__(self, report: AgreementReport, part: Part) -> None:
        self._report = report
        self._part = part
        self._codebook: Codebook = report.codebook
        self._coders: Sequence[str] = part.agreement.comparison.coders

    def everything(self, left_out: bool = False) -> Iterator[CaseLine]:
        """All disagreements of all figures: one-sided incidents, fields, one-sided rows, words. `left_out`: also what
        the figures of fields do not rest on."""
        agreement = self._part.agreement
        yield from self.of(INCIDENTS)
        for field in agreement.fields:
            if not field.above:
                yield from self.of(FIELD, field.group, field.field.key, left_out=left_out)
        for group in agreement.rows:
            yield from self.of(ROWS, group)
        for words in words_shown(self._codebook, self._part):
            yield from self.of(WORDS, words.group, words.field)

    def of(self, what: str, group: str = "", field: str = "", *, left_out: bool = False) -> Iterator[CaseLine]:
        """The disagreements behind a figure, in the order of articles; `left_out`: and then what it does not rest on
        for another reason than that only one coder has the incident or row."""
        if what == INCIDENTS:
            yield from self._alone(self._part.agreement.detection, what, "")
        elif what == ROWS:
            yield from self._alone(self._part.agreement.rows[group], what, group)
        elif what == WORDS:
            yield from self._words(group, field)
        else:
            measured = self._part.agreement.field(field, group, above=what == ABOVE)
            for case in measured.disagreements():
                yield self._case(case.place, what, measured, "")
            for reason, places in measured.left_out.items() if left_out else ():
                for place in places if places != tuple(measured.alone) else ():
                    yield self._case(place, what, measured, reason)

    def of_places(self, field: FieldAgreement, places: Iterable[Place]) -> Iterator[CaseLine]:
        """What the coders said in one field at these places, whether they agree or not."""
        return (self._case(place, ABOVE if field.above else FIELD, field, "") for place in places)

    def _case(self, place: Place, what: str, field: FieldAgreement, why: str) -> CaseLine:
        told = [self._said(place, at, field.field) for at in range(len(self._coders))]
        return self._line(place, what, field.group, field.field.key, why, told)

    def _line(
        self, place: Place, what: str, group: str, field: str, why: str, said: Iterable[Said]
    ) -> CaseLine:  # fmt: skip
        title = self._report.titles.get(place.article, "")
        return CaseLine(place.article, title, what, group, field, why, tuple(said))

    def _said(self, place: Place, at: int, leaf: Field | None) -> Said:
        """What the coder at this place among the coders says in a leaf; None: of the whole incident or row."""
        incident, row = self._there(place, at)
        coder = self._coders[at] or (incident.coder if incident is not None else "")
        if incident is None or (place.rows and row is None):
            return Said(coder, place.incidents[at], "", NOT_THERE, None, ())
        identity = row.id if row is not None else ""
        if leaf is None:
            spans = [span for span in incident.evidence if span.row == identity and (identity or not span.field)]
            return Said(coder, incident.id, identity, "value", self._told_by(incident, row), _quotes(spans))
        value = incident_value(self._codebook, incident, leaf, row)
        state = "blank" if value.proposed else value.state
        keys = {leaf.key, *(node.key for node in self._codebook.above(leaf.key, row.group if row is not None else ""))}
        spans = [span for span in incident.evidence if span.row == identity and span.field in keys]
        own = [span for span in spans if span.field == leaf.key] or spans
        return Said(coder, incident.id, identity, state, value.value if state == "value" else None, _quotes(own))

    def _told_by(self, incident: Incident, row: Row | None) -> Scalar | None:
        """What tells an incident (its title) or a row (its first values) from others."""
        if row is None:
            return incident.values.get(self._codebook.title_field)
        leaves = (leaf for leaf in self._codebook.group_by_key[row.group].leaves() if not leaf.private)
        told = [str(row.values[leaf.key]) for leaf in leaves if leaf.key in row.values]
        return "; ".join(told[:_FIRST]) or None

    def _there(self, place: Place, at: int) -> tuple[Incident | None, Row | None]:
        incident = self._report.incidents.get(place.incidents[at])
        if incident is None or not place.rows:
            return incident, None
        return incident, next((row for row in incident.rows if row.id == place.rows[at]), None)

    def _alone(self, detection: Detection, what: str, group: str) -> Iterator[CaseLine]:
        """What only one coder has; in the order of articles, not by coder."""
        alone = [place for places in detection.alone.values() for place in places]
        for place in sorted(alone, key=lambda each: (each.at, each.incidents, each.rows)):
            told = (self._said(place, at, None) for at in range(len(self._coders)))
            yield self._line(place, what, group, "", "", told)

    def _words(self, group: str, field: str) -> Iterator[CaseLine]:
        places = self._part.agreement.rows[group].aligned if group else self._part.agreement.detection.aligned
        for place in places:
            marked = [self._marked(place, at, field) for at in range(len(self._coders))]
            there = [spans for spans in marked if spans is not None]
            if len({frozenset((span.start, span.end) for span in spans) for spans in there}) > 1:
                told = (self._words_of(place, at, spans) for at, spans in enumerate(marked))
                yield self._line(place, WORDS, group, field, "", told)

    def _marked(self, place: Place, at: int, field: str) -> list[Evidence] | None:
        """The words a coder gave to a node; None where the coder does not have the incident or row."""
        incident, row = self._there(place, at)
        if incident is None or (place.rows and row is None):
            return None
        identity = row.id if row is not None else ""
        return [span for span in incident.evidence if span.row == identity and span.field == field]

    def _words_of(self, place: Place, at: int, spans: list[Evidence] | None) -> Said:
        incident, row = self._there(place, at)
        coder = self._coders[at] or (incident.coder if incident is not None else "")
        state = NOT_THERE if spans is None else "value" if spans else "blank"
        return Said(
            coder, place.incidents[at], row.id if row is not None else "", state, None, _quotes(spans or ())
        )  # fmt: skip


def _quotes(spans: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(span.quote for span in sorted(spans, key=lambda each: (each.start, each.end, each.id)))


__all__ = ["NOT_THERE", "CaseLine", "Cases", "Said"]
