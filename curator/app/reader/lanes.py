# SPDX-License-Identifier: MIT
"""Which underline bar lies in which lane below the line, so that every overlap is seen.

What lives here: the assignment. What does not: pixels and patterns (painting.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from curator.app.reader.highlights import Highlight, reading_order

MOST_LANES = 12  # deeper overlaps share the last lane: a line must not grow without end


def assign_lanes(highlights: Iterable[Highlight], some_active: bool = False) -> dict[str, int]:
    """Lane per highlight id, 0 nearest to the text: the lowest that is free where the highlight begins.

    Two highlights share a lane only when they do not overlap, or when they say the same (same words, incident and
    kind: four fields that rest on one date need one bar). Where one incident is active (`some_active`), the values
    of the others step back: those that overlap become one bar per incident."""
    ends: list[int] = []
    lanes: dict[str, int] = {}
    shared: dict[tuple[object, ...], tuple[int, int]] = {}  # what shares -> its lane and where its bar ends
    for highlight in sorted(highlights, key=reading_order):
        key = _sharing(highlight, some_active)
        lane, until = shared.get(key, (-1, -1))
        if not highlight.letter or highlight.start >= until:
            lane, until = _lowest_free(ends, highlight.start), highlight.end
        until = max(until, highlight.end)
        ends[lane] = max(ends[lane], until)
        shared[key] = lane, until
        lanes[highlight.id] = lane
    return lanes


def _sharing(highlight: Highlight, some_active: bool) -> tuple[object, ...]:
    """Overlapping highlights with the same key share a bar."""
    if highlight.layer:
        return (highlight.layer,)
    incident = highlight.letter, highlight.colour, highlight.kind
    if some_active and highlight.kind == "value" and not highlight.active:
        return incident
    return (*incident, highlight.start, highlight.end)


def _lowest_free(ends: list[int], start: int) -> int:
    for lane, end in enumerate(ends):
        if end <= start:
            return lane
    if len(ends) < MOST_LANES:
        ends.append(0)
    return len(ends) - 1
