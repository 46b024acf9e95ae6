# SPDX-License-Identifier: MIT
"""Taking over what was corrected in a spreadsheet: the changes that a person ticked, one step of undo.

What lives here: writing, and what became of it. What does not: finding the changes (corrections.py).
Each change is looked at again before it is written: what somebody changed meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.domain.codebook.kinds import format_value
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding
from curator.domain.faults import UserFault
from curator.domain.values import incident_value
from curator.operations import (
    AddIncident,
    AddRow,
    Operation,
    RemoveIncident,
    RemoveRow,
    SetArticleValue,
    SetIncidentStatus,
    SetValues,
    ValueSet,
)
from curator.shape import Frozen
from curator.tasks.correction_list import ADDED, REMOVED, STATUS, Correction
from curator.tasks.job import Cancelled, Pace, Progress, never, silent
from curator.workspace import Workspace


class CorrectionReport(Frozen):
    """`words`: how many of the changed values have words, which somebody should look at; `not_taken`: what, and why."""

    taken: int = 0
    words: int = 0
    not_taken: tuple[tuple[str, str], ...] = ()
    stopped: bool = False

    @property
    def sentence(self) -> str:
        """What became of it, in one or two sentences."""
        taken = "1 correction was" if self.taken == 1 else f"{self.taken:,} corrections were"
        told = [f"{taken} taken over; one Undo takes all back."]
        if self.words:
            told.append(f"{self.words:,} of the changed values have words: look whether these still say it.")
        if self.not_taken:
            told.append(f"{len(self.not_taken):,} were not taken.")
        return " ".join([*told, "It was stopped before the end."] if self.stopped else told)


def take_corrections(
    workspace: Workspace, chosen: Sequence[Correction], *, progress: Progress = silent, cancelled: Cancelled = never
) -> CorrectionReport:  # fmt: skip
    """Write these changes; those that cannot be taken are passed over. Raises UserFault."""
    if chosen:
        workspace.back_up_before("before corrections")
    job, pace, together = workspace.ids.new(), Pace(progress), _told(chosen)
    taken = words = 0
    stopped, not_taken = False, list[tuple[str, str]]()
    groups = list(_together([one for one in chosen if not one.refused]))
    codings = _Codings(workspace)
    for at, group in enumerate(groups):
        stopped = cancelled()
        if stopped:
            break
        pace.tell(at, len(groups), "Taking over corrections")
        fresh, late = _still_so(codings, group)
        not_taken += late
        if not fresh:
            continue
        try:
            for operation in _operations(codings, fresh):
                codings.run(operation, job, together)
        except UserFault as fault:
            not_taken += [(_name(one), fault.sentence) for one in fresh]
            continue
        taken += len(fresh)
        words += _with_words(workspace, fresh)
    pace.end(len(groups), "")
    return CorrectionReport(taken, words, tuple(not_taken), stopped)


def _told(chosen: Sequence[Correction]) -> str:
    """What Undo and the history call it: “Corrections from incidents.csv”."""
    files = sorted({one.file for one in chosen})
    return f"Corrections from {files[0] if len(files) == 1 else f'{len(files)} files'}"


def _together(chosen: Sequence[Correction]) -> Iterator[list[Correction]]:
    """Changed values of one incident are one entry of the history, article by article; the others stand alone, what
    goes out last."""
    values: dict[str, list[Correction]] = {}
    others: list[Correction] = []
    for one in chosen:
        if one.kind not in (ADDED, REMOVED) and one.incident and one.field != STATUS:
            values.setdefault(one.incident, []).append(one)
        else:
            others.append(one)
    yield from sorted(values.values(), key=lambda together: together[0].article)
    yield from ([one] for one in sorted(others, key=lambda one: one.kind == REMOVED))


def _operations(codings: _Codings, together: Sequence[Correction]) -> Iterator[Operation]:
    first = together[0]
    if first.kind == REMOVED:
        yield RemoveRow(first.row) if first.row else RemoveIncident(first.incident)
    elif first.kind == ADDED:
        yield (
            AddRow(first.incident, first.group, first.values)
            if first.group
            else AddIncident(first.article, None, first.values)
        )
    elif not first.incident:
        yield SetArticleValue(first.article, first.field, str(first.meant) if first.meant is not None else None)
    elif first.field == STATUS:
        yield SetIncidentStatus(first.incident, str(first.meant))
    else:
        coding = codings.of(first.article)
        book = codings.workspace.codebook
        yield SetValues(first.incident, tuple(_value_set(book, coding, one) for one in together))


def _value_set(codebook: Codebook, coding: ArticleCoding, one: Correction) -> ValueSet:
    """The corrected value with the basis and note it had; who corrects a proposal accepts it."""
    incident = next(each for each in coding.incidents if each.id == one.incident)
    row = next((each for each in incident.rows if each.id == one.row), None)
    leaf = codebook.node(one.field, one.group)
    assert leaf is not None  # it was compared by this codebook
    known = incident_value(codebook, incident, leaf, row)
    basis = known.basis if known.basis not in ("", "default") else leaf.usual_basis or "stated"
    return ValueSet(one.field, one.meant, one.row, "value", basis, known.note)


def _still_so(
    codings: _Codings, together: Sequence[Correction]
) -> tuple[list[Correction], list[tuple[str, str]]]:  # fmt: skip
    """Those whose value is what it was when the list was made, and the others with the reason."""
    fresh, late = [], []
    for one in together:
        if one.kind in (ADDED, REMOVED) or _held(codings, one) == one.old:
            fresh.append(one)
        else:
            late.append((_name(one), "it was changed meanwhile"))
    return fresh, late


def _held(codings: _Codings, one: Correction) -> str | None:
    """What the project holds now; None where what the value belonged to is gone."""
    coding, codebook = codings.of(one.article), codings.workspace.codebook
    if not one.incident:
        return coding.article.fields.get(one.field, "")
    incident = next((each for each in coding.incidents if each.id == one.incident), None)
    if incident is None:
        return None
    if one.field == STATUS:
        return incident.status
    row = next((each for each in incident.rows if each.id == one.row), None)
    leaf = codebook.node(one.field, one.group)
    if leaf is None or (one.row and row is None):
        return None
    known = incident_value(codebook, incident, leaf, row)
    return format_value(known.value, leaf) if known.value is not None and not known.proposed else ""


def _with_words(workspace: Workspace, together: Sequence[Correction]) -> int:
    """How many of these values of one incident have words."""
    valued = [one for one in together if one.kind not in (ADDED, REMOVED) and one.field and one.field != STATUS]
    if not valued:
        return 0
    with workspace.read() as reads:
        found = reads.connection.execute(
            "SELECT coalesce(\"row\", ''), coalesce(field, '') FROM evidence WHERE article = ? AND "
            "coalesce(incident, '') = ?", (valued[0].article, valued[0].incident),
        ).fetchall()  # fmt: skip
    there = {(str(row), str(field)) for row, field in found}
    book = workspace.codebook
    return sum(
        any((one.row, key) in there for key in (one.field, *(node.key for node in book.above(one.field, one.group))))
        for one in valued
    )


class _Codings:
    """The acting coder's coding of one article at a time: read again once anybody else has written, or anything but the
    values of one incident was written, each of which is looked at once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._coder = (workspace.coder.id,) if workspace.coder is not None else ()
        self._coding: ArticleCoding | None = None
        self._seq = -1

    def of(self, article: str) -> ArticleCoding:
        """The coding of an article as it is now, but for what `run` wrote of the values of incidents."""
        with self.workspace.read() as reads:
            seq = reads.newest_seq()
            if self._coding is None or self._coding.article.id != article or seq != self._seq:
                self._coding, self._seq = reads.coding(article, self._coder, with_text=False), seq
        return self._coding

    def run(self, operation: Operation, job: str, together: str) -> None:
        """`together`: what Undo calls the whole job. Raises UserFault."""
        self.workspace.run(operation, job=job, part_of=together)
        if isinstance(operation, SetValues):
            self._seq += 1  # of this entry; where another one came between, it is too low, and all is read again
        else:
            self._coding = None


def _name(one: Correction) -> str:
    return f"{one.where}, {one.label}" if one.label else one.where
