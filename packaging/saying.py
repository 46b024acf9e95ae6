# SPDX-License-Identifier: MIT
"""How the scripts beside this file speak: one sentence for each step, and one for a fault that ends the script.

Standard library only. What they do lives in `environment.py` and `system_packages.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

FAULT = 3  # the exit code for faults of files, disks, networks and missing system packages


class Fault(Exception):
    """Something outside the script is missing or refused; the message is one sentence for the user."""


def say(sentence: str) -> None:
    """Says a step on stderr; results go to stdout."""
    print(sentence, file=sys.stderr, flush=True)


def last_line(output: str, marks: tuple[str, ...] = ()) -> str:
    """The last line of a program's output that begins with one of `marks` (or any), without the mark."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for line in reversed(lines):
        for mark in marks:
            if line.startswith(mark):
                return line.removeprefix(mark).strip().rstrip(".")
    return lines[-1].rstrip(".") if lines else "it said nothing"


def counted(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


def listed(words: Iterable[str]) -> str:
    return " ".join(sorted(set(words)))
