# SPDX-License-Identifier: MIT
"""A colleague's project file as a hand-over.

What lives here: reading it where the user can stop it. What does not: how it is read (store/foreign.py), taking it in
(tasks/handover.py).
"""

from __future__ import annotations

from pathlib import Path

from curator import paths
from curator.domain.handover import HandOver
from curator.store.foreign import read_foreign
from curator.tasks.job import Cancelled, never, stopping


def read_project(path: Path, cancelled: Cancelled = never) -> HandOver:
    """Everything a colleague's project file holds: all layers, comments, judgements, assignments, articles with texts.

    The file is never changed. Raises InputRefused, which says why it is not read; Stopped; UserFault where there is no
    room for a copy.
    """
    stop = stopping(cancelled, f"Reading {path.name} was stopped. Nothing was changed.")
    return read_foreign(path, paths.cache_folder() / "colleagues", stop)
