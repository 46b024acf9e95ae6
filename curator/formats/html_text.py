# SPDX-License-Identifier: MIT
"""Texts as HTML that nothing in them can break: escaped, kept apart from what stands beside, with marked words.

What lives here: escaping, and an article's text with its spans lit and linked. What does not: pages (html_pages.py).
Each line of the text is a paragraph of its own direction, so that marks of direction in it, even unclosed ones, end
with it; a single value stands in an element that keeps its direction to itself.
"""

from __future__ import annotations

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple


class Lit(NamedTuple):
    """A span as it is shown. `anchor`: its own name; `target`: that of the value it supports; `sign`: what stands
    behind the words ("A12"); `colour`: a number of the style sheet; `kind`: "" or "not" for what is not codable."""

    start: int
    end: int
    anchor: str
    target: str
    sign: str
    colour: int
    kind: str = ""


def escaped(text: str) -> str:
    """The text as HTML shows it, in elements and in attributes."""
    return html.escape(text, quote=True)


def isolated(text: str) -> str:
    """The text with its own direction, which changes nothing around it."""
    return f"<bdi>{escaped(text)}</bdi>"


def lit_text(text: str, spans: Iterable[Lit]) -> str:
    """The article's text as paragraphs, its spans lit. Each span's words carry its anchor and a link to its value."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    of_line: list[list[Lit]] = [[] for _ in lines]
    clipped = (_without_line_ends(text, span) for span in spans)
    for span in sorted(clipped, key=lambda span: (span.start, span.end, span.anchor)):
        for place in range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)):
            of_line[place].append(span)
    shown = (_line(*each) for each in zip(lines, starts, of_line, strict=True))
    return "\n".join(f'<p dir="auto">{line}</p>' for line in shown)


def _without_line_ends(text: str, span: Lit) -> Lit:
    """The span without the line ends at its edges, which are in no paragraph."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip("\n"))
    return span._replace(start=start, end=max(start, span.start + len(words.rstrip("\n"))))


def _line(line: str, offset: int, spans: Sequence[Lit]) -> str:
    end_of_line = offset + len(line)
    begun: dict[int, list[tuple[int, Lit]]] = {offset: [], end_of_line: []}
    ended: dict[int, list[tuple[int, Lit]]] = {}
    for place, span in enumerate(spans):  # in the order in which they begin
        begun.setdefault(max(span.start, offset), []).append((place, span))
        ended.setdefault(min(span.end, end_of_line), []).append((place, span))
    parts: list[str] = []
    covering: dict[int, Lit] = {}
    for start, end in pairwise(sorted(begun.keys() | ended.keys())):
        for place, span in begun.get(start, ()):
            if span.start == start:
                parts.append(f'<i class="w" id="{span.anchor}"></i>')
            if span.end > start:
                covering[place] = span
        parts.append(_piece(line[start - offset : end - offset], [*covering.values()]))
        for place, span in ended.get(end, ()):
            covering.pop(place, None)
            if span.end == end:
                parts.append(f'<a class="n" href="#{span.target}">{escaped(span.sign)}</a>')
    return "".join(parts)


def _piece(text: str, covering: Sequence[Lit]) -> str:
    if not covering:
        return escaped(text)
    first = next((span for span in covering if not span.kind), covering[0])
    several = len({span.colour for span in covering if not span.kind}) > 1
    classes = [f"c{first.colour}", *(["many"] if several else []), *([first.kind] if first.kind else [])]
    return f'<mark class="{" ".join(classes)}">{escaped(text)}</mark>'
