# SPDX-License-Identifier: MIT
"""Files of hand-overs: written, and opened, whether somebody sent a hand-over or a whole project.

What lives here: which reader a file is for, answers about articles with the same text. What does not: the readers
(formats/handover_reading.py, foreign.py), what goes along and taking in (handover.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from curator.domain.disk_faults import disk_fault
from curator.domain.faults import InputRefused, UserFault
from curator.domain.handover import HandOver
from curator.formats.handover_file import HANDOVER_SUFFIX
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from curator.operations.handed_articles import ANOTHER
from curator.paths import exists
from curator.tasks.handover import Preview
from curator.tasks.job import Cancelled, Stopped, never, no_long_pauses

_SQLITE = b"SQLite format 3\x00"
SAME, ADD = "same", "add"


def save_handover(handover: HandOver, path: Path, *, replace: bool = False) -> Path:
    """Write a hand-over; its suffix is added where another one, or none, is given. Raises UserFault, also where a file
    is there; a project is never replaced, whatever it is called."""
    given = path
    if path.suffix.lower() != HANDOVER_SUFFIX:
        path = path.parent / (path.name + HANDOVER_SUFFIX)
    for named in (given, path):
        if _begins_as_project(named):
            raise UserFault(f"{named.name} is a project. Choose another name; nothing was written.")
    if exists(path) and not replace:
        raise UserFault(f"{path.name} is there already. Choose another name; nothing was written.")
    try:
        write_handover(handover, path)
    except OSError as error:
        raise disk_fault(error, "Writing the hand-over", path) from error
    return path


def open_handover(path: Path, cancelled: Cancelled = never) -> HandOver:
    """What a colleague sent: a hand-over, or a project file, which is read as one of everything in it and not changed.

    Raises InputRefused where it is neither or is broken, Stopped.
    """
    if _begins_as_project(path):
        from curator.tasks.foreign import read_project

        return read_project(path, cancelled)
    try:
        with no_long_pauses():
            return read_handover(path, cancelled)
    except InputRefused:
        if cancelled():
            raise Stopped(f"Reading {path.name} was stopped; nothing was changed.") from None
        raise


def _begins_as_project(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # whoever reads it says why it cannot


def same_text_answers(shown: Preview, said: Sequence[str]) -> dict[str, str]:
    """What somebody said about articles with the same text, as `receive` takes it.

    `said`: "add" (all are other articles), "same" (each is the one here, where only one has its text), or for single
    ones ID=ID and ID=add (the article in the file, the one here). Raises InputRefused for anything else.
    """
    answers: dict[str, str] = {}
    undecided = {match.handed: match for match in shown.undecided}
    for one in said:
        handed, given, here = one.partition("=")
        if given:
            match = undecided.get(handed)
            if match is None:
                raise InputRefused(f"Nothing is asked about an article “{handed}” of this file.")
            if here != ADD and here not in {row_id for row_id, _ in match.candidates}:
                raise InputRefused(f"“{here}” is none of the articles here with the text of {handed}.")
            answers[handed] = ANOTHER if here == ADD else here
        elif one == ADD:
            answers |= dict.fromkeys(undecided, ANOTHER)
        elif one == SAME:
            answers |= {m.handed: m.candidates[0][0] for m in undecided.values() if len(m.candidates) == 1}
        else:
            raise InputRefused(f"“{one}” is no answer: add, same, ID=ID or ID=add.")
    return answers
