# SPDX-License-Identifier: MIT
"""What is offered at selected words: keys that they are likely meant for, and the value that Enter would give them to.

What lives here: putting together dates, figures and choices (likely.py), names (names.py) and what each key would do
(outcome.py). What does not: showing it (strip.py, menus), doing it (words_desk.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from curator.app.coding.desk import Desk
from curator.app.coding.giving import MOST_BY_ENTER
from curator.app.coding.likely import MORE, AtWords, Likely, likely_keys
from curator.app.coding.names import most_likely, name_keys
from curator.app.coding.outcome import promised
from curator.app.coding.reading import Span
from curator.app.values.line import LineKind
from curator.domain.codebook.model import Field, Key
from curator.domain.codebook.scalars import one_line
from curator.suggest.proposal import Passage

_NAMES = 3  # keys for names that are offered at once
_ELSEWHERE = 0.8  # of what it says that words were coded in just this place


def offered_at(desk: Desk, span: Span | None) -> AtWords | None:
    """What the words at `span` are likely meant for; None where nothing can be done with words here."""
    workspace = desk.page.workspace
    if span is None or desk.shown is None or not workspace.writable or workspace.coder is None:
        return None
    if desk.incident() is None:
        return AtWords()
    passage = desk.proposing.passage(desk.shown, span)
    read = desk.proposing.everything(passage)
    found = likely_keys(passage, [*read, *desk.proposing.times(passage)], desk.codebook)
    keys = [each for key, weight in found for each in promised(desk, key, span, weight)]
    before = partial(_named_before, desk, passage, one_line(passage.words))
    names = name_keys(passage, read, desk.codebook, before, not found)
    likeliest = most_likely(names, _NAMES)
    offered = [each for key, weight in likeliest for each in promised(desk, key, span, weight)[:1]]
    offered.sort(key=lambda each: (-each.weight, each.form != ""))  # what nobody said yet is rather asked for
    return AtWords((*keys, *offered), True, _enter_would_give(desk, span, keys))


def _named_before(desk: Desk, passage: Passage, words: str, key: Key, node: Field) -> float:
    """How the same words were coded in this project by this coder: 1 in just this place, less as another one's name
    (the target of then may be the initiator of now), 0 never."""
    if node.kind == "place":
        told = next(iter(desk.proposing.propose(passage, node, key.group)), None)
        return 1.0 if told is not None and told.rule == "coded before" else 0.0
    workspace = desk.page.workspace
    coder = workspace.coder.id if workspace.coder is not None else ""
    with workspace.read() as reads:
        held = reads.row_named(key.group, key.field, words, coder, [each for each, _ in key.presets])
    return 0.0 if held is None else 1.0 if held == tuple(value for _, value in key.presets) else _ELSEWHERE


def _enter_would_give(desk: Desk, span: Span, keys: Sequence[Likely]) -> str:
    """The name of the value that Enter would give the words to; nothing where it would not, or a key that is offered
    gives more words to just this one."""
    line = desk.page.side.values.current_value()
    place = desk.shown.place(line.target) if desk.shown is not None and line is not None else None
    if line is None or line.kind is not LineKind.VALUE or place is None or not desk.is_own(place.incident):
        return ""
    if span[1] - span[0] > MOST_BY_ENTER:
        return ""
    if any((each.key.field, each.key.group, each.form) == (line.target.field, place.group, MORE) for each in keys):
        return ""
    own = line.proposed and span in [(each.start, each.end) for each in line.words]
    return line.label if desk.takes_words(line.target) and not own else ""
