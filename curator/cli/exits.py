# SPDX-License-Identifier: MIT
"""Exit codes and the faults that choose them (DESIGN.md 9)."""

from __future__ import annotations

from curator.domain.faults import UserFault

DONE = 0
PARTLY = 1  # done, but something was refused, left out, found, or the user stopped it
WRONG_USE = 2
FAULT = 3  # file, disk, lock, or a bug


class WrongUse(UserFault):
    """The command line asks for what there is none of; nothing was done."""
