# SPDX-License-Identifier: MIT
"""Taking what was settled into the own layer: the coder's own act, after the work was given back.

What lives here: TakeOver. What does not: building the consensus (settling.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.store.writer import Writer


@dataclass(frozen=True)
class TakeOver:
    """Take a field, a row or all of a consensus incident into the acting coder's own incident, with its words.

    `incident`: the own incident; "" where the coder has none that was accepted into this one: it is made. `field` ""
    and `row` "": everything, so that own rows which were rejected go; `row` (of the consensus) alone: that row, made
    where the coder lacks it; or an own row that was rejected: it goes. Private fields and comments stay as they are.
    Returns the id of the own incident. Raises NotNow where the incident is another coder's, or nothing is to be taken.
    """

    kind: ClassVar[str] = "take_over"
    consensus: str
    incident: str = ""
    field: str = ""
    row: str = ""

    def apply(self, writer: Writer) -> str:
        raise NotImplementedError
