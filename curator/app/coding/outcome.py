# SPDX-License-Identifier: MIT
"""What a key would do with words, known before it is pressed: one answer for the key and for the strip that names it.

What lives here: reading the words for an aim, and saying what comes of it. What does not: doing it (words_desk.py),
which keys are likely meant (likely.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from curator.app.coding.desk import Desk
from curator.app.coding.giving import (
    CHOSEN,
    COUNTED,
    Aim,
    Presets,
    is_answered,
    other_edges,
    place_of,
    rows_with,
    says_otherwise,
    supports,
    words_at,
)
from curator.app.coding.likely import ANOTHER, MORE, Likely
from curator.app.coding.proposing import published_words
from curator.app.coding.reading import Reading, Span, read_words
from curator.app.incidents.shown import Place
from curator.app.values.wording import compound_text, leaf_text
from curator.domain.codebook.model import Codebook, Field, Key
from curator.domain.coding import Evidence, Incident, Scalar
from curator.shape import Frozen, replace


class Outcome(Frozen):
    """`place`: where the words go, None for a new row. `wider`: words of the choice that get these edges. `supports`:
    the words only support the answer that is there."""

    aim: Aim
    incident: Incident
    place: Place | None
    reading: Reading
    wider: Evidence | None = None
    supports: bool = False


def outcome_of(desk: Desk, aim: Aim) -> Outcome | None:
    """What becomes of the words of an aim; None where its incident is not there."""
    shown, book = desk.shown, desk.codebook
    incident = shown.incident(aim.incident) if shown is not None else None
    if shown is None or incident is None:
        return None
    propose = partial(desk.proposing.propose, group=aim.group, cues=_cues(book, aim.group, aim.presets))
    passage = desk.proposing.passage(shown, aim.span)
    reading = read_words(passage, aim.node, book, propose, published_words(shown))
    place = place_of(book, incident, aim)
    wider = other_edges(book, place, aim)
    return Outcome(aim, incident, place, reading, wider, wider is None and supports(book, place, aim))


def codes_read(outcome: Outcome) -> list[str]:
    """The choices that the words were read as, the likeliest first."""
    reading = outcome.reading
    codes = [str(value.value) for value in reading.values]
    return [*codes, *(str(other.values.get("code", "")) for other in reading.others)]


def promised(desk: Desk, key: Key, span: Span, weight: float) -> list[Likely]:
    """What a key does with the words, and before it, where these words say something else than the answer that is
    there, what it does with Shift."""
    node, incident = desk.codebook.node(key.field, key.group), desk.incident()
    if node is None or incident is None:
        return []
    aim = Aim(desk.article, incident.id, span, node, key.group, presets=key.presets)
    outcome = outcome_of(desk, aim)
    if outcome is None:
        return []
    plain = _promise(desk.codebook, outcome, key, weight)
    place = outcome.place
    if not key.group or node.kind not in COUNTED or place is None or not words_at(place, node):
        return [plain]
    one_more = outcome_of(desk, replace(aim, new_row=True))
    if one_more is None or one_more.place is not None or not says_otherwise(place, outcome.reading):
        return [plain]
    another = _promise(desk.codebook, one_more, key, weight, shifted=True)
    return [another, plain] if outcome.supports else [plain, another]


def _promise(book: Codebook, outcome: Outcome, key: Key, weight: float, shifted: bool = False) -> Likely:
    node, place = outcome.aim.node, outcome.place
    letter = f"Shift+{key.key}" if shifted else key.key
    if place is not None and (outcome.supports or outcome.wider is not None or _stays(book, place, node)):
        return Likely(key, _held(book, place, node), weight, letter, MORE)
    there = rows_with(outcome.incident, key.group, key.presets) if key.group and key.presets else []
    form = ANOTHER if place is None and there else ""
    return Likely(key, _read(book, outcome), weight, letter, form)


def _stays(book: Codebook, place: Place, node: Field) -> bool:
    """Whether an answer without words gets words: what is read from them does not take its place."""
    texts = ("text", "long_text")
    return node.kind not in texts and is_answered(book, place, node)


def _held(book: Codebook, place: Place, node: Field) -> str:
    """What the place says now."""
    if node.parts:
        return compound_text(book, node, place.column, short=True)
    value = place.column(node)
    return leaf_text(book, node, value) if value is not None else ""


def _read(book: Codebook, outcome: Outcome) -> str:
    """What the field would say; nothing for a text, which says the words themselves."""
    node, values = outcome.aim.node, {each.field: each.value for each in outcome.reading.values}
    if node.kind in ("text", "long_text"):
        return ""
    if node.parts:
        leaves: dict[str, Scalar] = values
        return compound_text(book, node, lambda leaf: leaves.get(leaf.key), short=True)
    if node.kind in CHOSEN:
        codes = codes_read(outcome)
        return leaf_text(book, node, codes[0]) if codes else ""
    value = values.get(node.key)
    return leaf_text(book, node, value) if value is not None else ""


def _cues(codebook: Codebook, group: str, presets: Presets) -> Sequence[str]:
    """The words that the preset choices of a key stand for: “killed”, “kill*”."""
    cues: list[str] = []
    for key, code in presets:
        node = codebook.node(key, group)
        listed = codebook.choices_of(node) if node is not None else None
        choice = listed.by_code.get(code) if listed is not None else None
        cues += [choice.label, *choice.lexicon] if choice is not None else []
    return cues
