# SPDX-License-Identifier: MIT
"""What two processes of the program say to each other: a head in JSON and pieces of bytes, each with its length before.

What lives here: writing and reading one such frame. What does not: what the heads mean (read_messages.py), processes.
A frame is judged before its bytes are taken: one that is too long, or no frame at all, ends the talk.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple

MOST_HEAD = 400_000_000  # bytes of JSON; the text of the largest file a reader takes, with every letter escaped
_LENGTHS = struct.Struct(">IQ")  # of the head, and of all pieces together


class BrokenFrame(Exception):
    """The other side said what is no frame, or ended in the middle of one."""


class Frame(NamedTuple):
    """What was said: `head` is a JSON object, `pieces` are bytes."""

    head: dict[str, Any]
    pieces: tuple[bytes, ...]


def write_frame(file: BinaryIO, head: Mapping[str, Any], pieces: Sequence[bytes] = ()) -> None:
    """Say one thing. Raises OSError where the other side is gone."""
    told = json.dumps({**head, "lengths": [len(piece) for piece in pieces]}, ensure_ascii=False)
    data = told.encode("utf-8", "replace")
    file.write(_LENGTHS.pack(len(data), sum(map(len, pieces))) + data)
    for piece in pieces:
        file.write(piece)
    file.flush()


def read_frame(file: BinaryIO, most: int) -> Frame | None:
    """The next thing said, of at most so many bytes in its pieces; None where the other side has ended.

    Raises BrokenFrame.
    """
    start = file.read(_LENGTHS.size)
    if not start:
        return None
    if len(start) < _LENGTHS.size:
        raise BrokenFrame("cut off")
    head_length, all_pieces = _LENGTHS.unpack(start)
    if head_length > MOST_HEAD or all_pieces > most:
        raise BrokenFrame("too long")
    try:
        head = json.loads(_exactly(file, head_length))
        lengths = [int(length) for length in head.pop("lengths")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise BrokenFrame("no head") from fault
    if min(lengths, default=0) < 0 or sum(lengths) != all_pieces:
        raise BrokenFrame("lengths that do not fit")
    return Frame(head, tuple(_exactly(file, length) for length in lengths))


def _exactly(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) < length:
        raise BrokenFrame("cut off")
    return data
