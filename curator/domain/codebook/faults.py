# SPDX-License-Identifier: MIT
"""What is wrong with a codebook: each fault with its place and a reason that says what to do.

What lives here: the fault as a value and the exception that carries all of them. What does not: finding faults
(reading.py, checks.py), turning places into line numbers (formats).
"""

from __future__ import annotations

from collections.abc import Iterable

from curator.domain.faults import InputRefused
from curator.shape import Frozen

Path = tuple[str | int, ...]
MOST_FAULTS = 1_000
MOST_NAMES, MOST_LETTERS = 1_000, 100  # beyond these, looking for a name that is meant takes too long


class Fault(Frozen):
    """`path` leads into the document: ("fields", 3, "parts", 0, "key"); positions count from 0."""

    path: Path
    reason: str

    @property
    def place(self) -> str:
        """The path as people read it, positions counted from 1: fields 4, parts 1, key."""
        words: list[str] = []
        for step in self.path:
            if isinstance(step, int) and words:
                words[-1] += f" {step + 1}"
            else:
                words.append(str(step))
        return ", ".join(words)

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.path else self.reason


class CodebookFaults(InputRefused):
    """A codebook that is not taken; `faults` in the order of the document."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        number = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(
            f"This codebook has {number} and was not taken; nothing was changed.", tuple(str(fault) for fault in faults)
        )
        self.faults = faults


class FaultList(list[Fault]):
    """Faults being collected; raises CodebookFaults where there are more than anybody will read."""

    def append(self, fault: Fault) -> None:
        super().append(fault)
        if len(self) >= MOST_FAULTS:
            raise CodebookFaults(tuple(dict.fromkeys(self)))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint " Did you mean “choices”?" with a space before it, or "" when nothing known is near."""
    import difflib  # only a fault needs it

    known = set(known)
    if len(name) > MOST_LETTERS or len(known) > MOST_NAMES:
        return ""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""
