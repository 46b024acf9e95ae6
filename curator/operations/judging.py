# SPDX-License-Identifier: MIT
"""What a reviewer says of a coder's incident: values checked against their words; returned, rejected, open again.

What lives here: judgements that build nothing. What does not: accepting, and values of the consensus (settling.py). No
row of a coder is ever touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.faults import InputRefused, NotNow
from curator.operations.consensus import (
    as_it_stands,
    coders_incident,
    consensus_incident,
    drop_consensus,
    finished_coders,
    judge,
    leave_consensus,
    need_reason,
    reviewer_of,
    settler_of,
    top_named,
)
from curator.operations.operation import incident_title
from curator.review.reviewed import REJECTED, Side
from curator.review.together import ArticleTogether
from curator.store.images import Cell
from curator.store.writer import Writer


@dataclass(frozen=True)
class CheckValue:
    """Tick a field of a coder's incident (or of its row) as checked against the words.

    `field` is a topmost field (a compound is one). The tick falls by itself when value, state, basis or words change.
    Raises NotNow where the layer is hidden yet.
    """

    kind: ClassVar[str] = "check_value"
    incident: str
    row: str = ""
    field: str = ""

    def apply(self, writer: Writer) -> None:
        article, title, now = _place(writer, self.incident)
        side, label = _side(now, self.incident, self.row, self.field)
        if now.standing.tick(side, self.field) is not None:
            return
        judge(
            writer, article, "checked", incident=self.incident, row=self.row, field=self.field, seen=side.seen
        )  # fmt: skip
        writer.describe(f"Check {label} of {title}", article)


@dataclass(frozen=True)
class UncheckValue:
    """Take a tick away. Raises NotNow where there is none."""

    kind: ClassVar[str] = "uncheck_value"
    incident: str
    row: str = ""
    field: str = ""

    def apply(self, writer: Writer) -> None:
        article, title, now = _place(writer, self.incident)
        side, label = _side(now, self.incident, self.row, self.field)
        if now.standing.tick(side, self.field) is None:
            raise NotNow("This is not ticked as checked; nothing was changed.")
        judge(writer, article, "reopened", incident=self.incident, row=self.row, field=self.field)
        writer.describe(f"Take the tick away from {label} of {title}", article)


@dataclass(frozen=True)
class ReturnIncident:
    """Give an incident back to its coder with what is to be done about it (`reason`, required).

    It is open again by itself when the coder has changed it.
    """

    kind: ClassVar[str] = "return_incident"
    incident: str
    reason: str

    def apply(self, writer: Writer) -> None:
        article, title, now = _place(writer, self.incident)
        need_reason(self.reason, "The coder needs to know what to do.")
        if now.coders == (writer.acting_coder().id,):
            raise NotNow("This incident is your own: there is nobody to return it to. Nothing was changed.")
        seen = now.reader(now.theirs[self.incident]).seen()
        judge(writer, article, "returned", incident=self.incident, reason=self.reason, seen=seen)
        writer.describe(f"Return {title} to its coder", article)


@dataclass(frozen=True)
class RejectIncident:
    """Say that these incidents (ids, aligned with each other) are none.

    A reason is required where every coder who has finished the article has the incident, and where they were accepted
    before; then they leave the consensus: the consensus incident that has no accepted one left goes, with its rows and
    words. One of the consensus that no coder has any more may be named too.
    """

    kind: ClassVar[str] = "reject_incident"
    incidents: tuple[str, ...]
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> None:
        if len(self.incidents) == 1 and _is_left_over(writer, self.incidents[0]):
            self._reject_left_over(writer, self.incidents[0])
            return
        article, rows, now = _together(writer, self.incidents)
        settler_of(writer, article)
        theirs = [now.theirs[each] for each in self.incidents]
        if all(now.state_of(each) == REJECTED for each in theirs):
            raise NotNow("This is rejected already; nothing was changed.")
        if any(each.id in now.same for each in theirs):
            need_reason(self.reason, "This incident was accepted before.")
        elif finished_coders(now.coding, now.coders) <= {each.coder for each in theirs}:
            need_reason(self.reason, "Everybody who has finished the article found this incident.")
        for each in theirs:
            seen = now.reader(each).seen()
            judge(
                writer, article, "rejected", incident=each.id, reason=self.reason, unclear=self.unclear, seen=seen
            )  # fmt: skip
        leave_consensus(writer, now, self.incidents)
        writer.describe(f"Reject {incident_title(writer, rows[0])}", article)

    def _reject_left_over(self, writer: Writer, consensus: str) -> None:
        row = consensus_incident(writer, consensus)
        article = str(row["article"])
        settler_of(writer, article)
        if consensus in as_it_stands(writer, article).same.values():
            raise InputRefused("Coders have this incident: reject theirs.")
        need_reason(self.reason, "This incident was accepted before.")
        writer.describe(f"Reject {incident_title(writer, row)}", article)
        judge(writer, article, "rejected", consensus=consensus, reason=self.reason, unclear=self.unclear)
        drop_consensus(writer, consensus)


@dataclass(frozen=True)
class ReopenIncident:
    """Take back, with a reason, what was decided of these incidents (accepted, rejected, returned): they are open.

    The consensus incident that has no accepted one left goes, as in RejectIncident. Raises NotNow where all are open.
    """

    kind: ClassVar[str] = "reopen_incident"
    incidents: tuple[str, ...]
    reason: str

    def apply(self, writer: Writer) -> None:
        article, rows, now = _together(writer, self.incidents)
        settler_of(writer, article)
        said = {each: now.standing.of_incident(each) for each in self.incidents}
        decided = [each for each, judgement in said.items() if judgement and judgement.verdict != "reopened"]
        if not decided:
            raise NotNow("Nothing is decided of this yet; nothing was changed.")
        need_reason(self.reason, "This was decided already.")
        for each in decided:
            judge(writer, article, "reopened", incident=each, reason=self.reason)
        leave_consensus(writer, now, decided)
        writer.describe(f"Reopen {incident_title(writer, rows[0])}", article)


# -- what they are about ----------------------------------------------------------------------------------------------
def _place(writer: Writer, incident: str) -> tuple[str, str, ArticleTogether]:
    """The article, how the log names the incident, and the article as it stands for who acts."""
    row = coders_incident(writer, incident)
    article = str(row["article"])
    reviewer_of(writer, article)
    return article, incident_title(writer, row), as_it_stands(writer, article)


def _side(now: ArticleTogether, incident: str, row: str, field: str) -> tuple[Side, str]:
    """What is said in a topmost field, and how the log names it."""
    theirs = now.theirs[incident]
    line = next((each for each in theirs.rows if each.id == row), None)
    if row and line is None:
        raise InputRefused("The row belongs to another incident.")
    top = top_named(now, field, line.group if line is not None else "")
    return now.reader(theirs).side(top, line), top.field.label


def _together(writer: Writer, incidents: tuple[str, ...]) -> tuple[str, list[dict[str, Cell]], ArticleTogether]:
    """The article, the incidents' rows, and the article as it stands."""
    rows = [coders_incident(writer, each) for each in dict.fromkeys(incidents)]
    if not rows or len({row["article"] for row in rows}) > 1:
        raise InputRefused("Choose incidents of one article.")
    article = str(rows[0]["article"])
    return article, rows, as_it_stands(writer, article)


def _is_left_over(writer: Writer, incident: str) -> bool:
    """Whether it is an incident of the consensus."""
    row = writer.row("incidents", incident)
    return writer.row("coders", str(row["coder"]))["kind"] == "consensus"
