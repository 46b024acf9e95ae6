# SPDX-License-Identifier: MIT
"""Texts whose lines were broken by hand at a fixed width, as wire copy is: which line ends only wrap.

What lives here: telling such a text, and showing it as running text with every position where it was. What does not:
the stored text, which never changes.

The rule: somebody who fills lines up to a width breaks before the word that would not fit. So a line end only wraps
where another line with text follows and its first word would have gone beyond the longest line, or nearly so (not all
parts of a text are filled to the same width); and a text is wrapped if that holds for nearly all its line ends between
two lines with text.
"""

from __future__ import annotations

NARROWEST = 50  # code points; where all lines are shorter they are a list or verses
WIDEST = 100  # code points; a longer line was not broken by hand
FEWEST = 4  # line ends between lines with text; fewer show no habit
SLACK = 8  # one part in so many of the longest line, by which others may fall short of it
HABIT = 0.8  # the share of those line ends that only wrap


def unwrapped(text: str) -> str:
    """The text with a space for each line end that only wraps: every other code point stays where it is."""
    lines = text.split("\n")
    widest = max(map(len, lines))
    if not NARROWEST <= widest <= WIDEST:
        return text
    full = widest - widest // SLACK
    between = [at for at in range(len(lines) - 1) if not _blank(lines[at]) and not _blank(lines[at + 1])]
    wraps = [at for at in between if len(lines[at]) + 1 + len(_first_word(lines[at + 1])) > full]
    if len(between) < FEWEST or len(wraps) < HABIT * len(between):
        return text
    ends = ["\n"] * len(lines)
    for at in wraps:
        ends[at] = " "
    ends[-1] = ""
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _blank(line: str) -> bool:
    return not line or line.isspace()


def _first_word(line: str) -> str:
    return line.split(maxsplit=1)[0]
