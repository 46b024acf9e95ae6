# SPDX-License-Identifier: MIT
"""What a reviewer says of a coder's incident: values checked against their words; returned, rejected, open again.

What lives here: judgements that build nothing. What does not: accepting, and values of the consensus (settling.py). No
row of a coder is ever touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
        raise NotImplementedError


@dataclass(frozen=True)
class UncheckValue:
    """Take a tick away. Raises NotNow where there is none."""

    kind: ClassVar[str] = "uncheck_value"
    incident: str
    row: str = ""
    field: str = ""

    def apply(self, writer: Writer) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class ReturnIncident:
    """Give an incident back to its coder with what is to be done about it (`reason`, required).

    It is open again by itself when the coder has changed it.
    """

    kind: ClassVar[str] = "return_incident"
    incident: str
    reason: str

    def apply(self, writer: Writer) -> None:
        raise NotImplementedError


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
        raise NotImplementedError


@dataclass(frozen=True)
class ReopenIncident:
    """Take back, with a reason, what was decided of these incidents (accepted, rejected, returned): they are open.

    The consensus incident that has no accepted one left goes, as in RejectIncident. Raises NotNow where all are open.
    """

    kind: ClassVar[str] = "reopen_incident"
    incidents: tuple[str, ...]
    reason: str

    def apply(self, writer: Writer) -> None:
        raise NotImplementedError
