# SPDX-License-Identifier: MIT
"""A process of its own for what is done with files from anywhere: how it is started and what the system limits it to.

What lives here: the command, its environment, limits. What does not: what is done there (a colleague's project:
store/foreign_worker.py; articles: formats/reader_worker.py), what is said to it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def command(module: str, argument: str) -> list[str]:
    """How to start it: where the program is one file, it is told by its first argument what to be."""
    if getattr(sys, "frozen", False):
        return [sys.executable, argument]
    return [sys.executable, "-P", "-m", module]  # -P: nothing is imported from its folder


def variables() -> dict[str, str]:
    """The environment, with this very program as the one that is found."""
    given = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(home()), given)))}


def home() -> Path:
    """The folder from which the program is imported."""
    return Path(__file__).resolve().parent.parent


def limit(**limits: int) -> None:
    """Limit this process by name: AS (bytes of address space), CPU (seconds), FSIZE (bytes of a file), CORE (bytes).

    Nothing happens where the system has none (Windows), or does not keep that one (macOS: AS).
    """
    if sys.platform == "win32":
        return
    import resource

    names: Mapping[str, int] = {"AS": resource.RLIMIT_AS, "CPU": resource.RLIMIT_CPU, "FSIZE": resource.RLIMIT_FSIZE,
                                "CORE": resource.RLIMIT_CORE}  # fmt: skip
    for name, most in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(names[name], (most, most))
