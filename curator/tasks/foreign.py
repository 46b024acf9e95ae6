# SPDX-License-Identifier: MIT
"""A colleague's project file as a hand-over.

What lives here: reading it where the user can stop it. What does not: how it is read (store/foreign.py), taking it in
(tasks/handover.py).
What comes of it is judged once more, in this process, as a hand-over from anywhere is.
"""

from __future__ import annotations

from pathlib import Path

from curator import paths
from curator.domain.faults import InputRefused
from curator.domain.handover import HandOver
from curator.formats.handover_checks import check_handover
from curator.store.foreign import read_foreign
from curator.tasks.job import Cancelled, never, stopping


def read_project(path: Path, cancelled: Cancelled = never) -> HandOver:
    """Everything a colleague's project file holds: all layers, comments, judgements, assignments, articles with texts.

    The file is never changed. Raises InputRefused, which says why it is not read; Stopped; UserFault where there is no
    room for a copy.
    """
    stop = stopping(cancelled, f"Reading {path.name} was stopped. Nothing was changed.")
    handed = read_foreign(path, paths.cache_folder() / "colleagues", stop)
    try:
        check_handover(handed)
    except InputRefused as fault:
        first = fault.places[0] if fault.places else fault.sentence
        raise InputRefused(f"{path.name} was not read. {first}. It was not changed.", fault.places) from None
    return handed
