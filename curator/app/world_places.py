# SPDX-License-Identifier: MIT
"""The list of the world's places on its way to the cache folder: begun once for each version of the program.

What lives here: the thread that unpacks it, and whether it is at work. What does not: the file (suggest/
gazetteer_file.py), when it is begun (after_opening.py, and who types a place before that).
"""

from __future__ import annotations

import threading
from contextlib import suppress

_at_work: threading.Thread | None = None


def prepare() -> None:
    """Begin to unpack the list where it is not there and this was not tried yet. It works in C, so the window goes on
    painting; the program may end meanwhile, and where the disk is full words bring no place of the world."""
    global _at_work  # one for the program, as the file is
    if _at_work is None:
        _at_work = threading.Thread(target=_unpack, name="curator unpacks places", daemon=True)
        _at_work.start()


def preparing() -> bool:
    """Whether the list is not there yet and will be soon."""
    return _at_work is not None and _at_work.is_alive()


def _unpack() -> None:
    from curator.suggest.gazetteer_file import unpack

    with suppress(OSError):
        unpack()
