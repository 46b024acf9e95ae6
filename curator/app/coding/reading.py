# SPDX-License-Identifier: MIT
"""From words to the values of a field: what a suggester read, put into the parts and codes of this codebook.

What lives here: which words speak for which part, and with which basis. What does not: reading words (suggest), running
operations (desk.py). Parts are found by their fixed names, choices by their fixed meanings, never by keys or codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from curator.domain.codebook import kinds, scalars
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.shape import Frozen
from curator.suggest.proposal import Passage, Proposal

# How a date may be known that rests on the day of publication: the words of that day are its anchor (CODEBOOK.md V06).
ANCHORED = ("explicit_partial", "relative", "publication_date")
ANCHORED_PARTS = ("start", "end", "basis")

Span = tuple[int, int]
Propose = Callable[[Passage, Field], Sequence[Proposal]]


class Spot(Frozen):
    """Words that speak for one node: `start` and `end` in code points."""

    field: str
    start: int
    end: int
    role: str = "direct"


class ReadValue(Frozen):
    """A value for a leaf. `sure`: the words themselves are the value, there is nothing to accept."""

    field: str
    value: Scalar
    basis: str
    sure: bool = False


class Reading(Frozen):
    """What some words give a field: values, and where the words for each part are. `best`: the reading they come from;
    `others`: other readings of the same words, where the person has to choose."""

    values: tuple[ReadValue, ...] = ()
    spots: tuple[Spot, ...] = ()
    others: tuple[Proposal, ...] = ()
    best: Proposal | None = None

    @property
    def proposed(self) -> bool:
        return any(not value.sure for value in self.values)


def read_otherwise(reading: Reading, other: Proposal, node: Field, codebook: Codebook) -> Reading:
    """The same words with another of the readings they allow: it was chosen, so there is nothing left to accept."""
    kept = {value.field: value for value in reading.values if value.sure}
    for value in _values_in(other, node, codebook) if node.parts else ():
        kept.setdefault(value.field, ReadValue(value.field, value.value, value.basis, sure=True))
    if not node.parts and (value_of := _leaf_value(other, node, codebook)) is not None:
        kept[node.key] = ReadValue(node.key, value_of, node.usual_basis or "stated", sure=True)
    return Reading(tuple(kept.values()), reading.spots)


def read_words(
    passage: Passage, node: Field, codebook: Codebook, propose: Propose, anchors: Sequence[Span] = ()
) -> Reading:
    """What the passage's words give the field `node`. `anchors`: the words that give the day of publication.

    There is always a spot for the words, also where no value was read.
    """
    whole = Spot(node.key, passage.start, passage.end)
    if node.kind in ("text", "long_text"):
        text = scalars.one_line(passage.words)
        return Reading((ReadValue(node.key, text, "stated", sure=True),) if text else (), (whole,))
    proposals = [each for each in propose(passage, node) if _fits(each, node)]
    if node.kind == "date":
        proposals = sorted(proposals, key=lambda each: each.start - each.end)[:1]
    best = max(proposals, key=lambda each: each.end - each.start, default=None)
    if node.parts:
        return _compound(passage, node, codebook, proposals, anchors)
    if best is None:
        return Reading(spots=(whole,))
    value = _leaf_value(best, node, codebook)
    values = (ReadValue(node.key, value, node.usual_basis or "stated"),) if value is not None else ()
    return Reading(values, (whole,), best.alternatives, best)


def _fits(proposal: Proposal, node: Field) -> bool:
    wanted = {"integer": "count", "decimal": "count", "day": "date", "yes_no": "choice", "choices": "choice",
              "relative_location": "place"}.get(node.kind, node.kind)  # fmt: skip
    if proposal.kind == "choice":
        return proposal.field in {each.key for each in node.nodes()}
    return proposal.kind == wanted


def _compound(
    passage: Passage, node: Field, codebook: Codebook, proposals: Sequence[Proposal], anchors: Sequence[Span]
) -> Reading:
    """A compound with a part for the words: every part has the words it was read from. Without: the whole has them."""
    words = next((part for part in node.parts if part.part == "words"), None)
    values: dict[str, ReadValue] = {}
    if words is not None:
        values[words.key] = ReadValue(words.key, scalars.one_line(passage.words), "stated", sure=True)
    for proposal in proposals:
        for value in _values_in(proposal, node, codebook):
            values.setdefault(value.field, value)
    best = next((each for each in proposals if each.alternatives), None)
    others = best.alternatives if best is not None else ()
    if words is None:
        return Reading(tuple(values.values()), (Spot(node.key, passage.start, passage.end),), others, best)
    spots = [Spot(words.key, passage.start, passage.end)]
    spots += _part_spots(proposals, passage, node, codebook, set(values), anchors)
    return Reading(tuple(values.values()), tuple(spots), others, best)


def _values_in(proposal: Proposal, node: Field, codebook: Codebook) -> Iterable[ReadValue]:
    """What a proposal gives the parts: a choice its own part, anything else every part it names but the words."""
    if proposal.kind != "choice":
        yield from part_values(proposal, node, codebook, skip=("words",))
        return
    leaf = next(each for each in node.leaves() if each.key == proposal.field)
    value = _checked(proposal.values.get("code"), leaf, codebook)
    if value is not None:
        yield ReadValue(leaf.key, value, leaf.usual_basis or "stated")


def _part_spots(
    proposals: Sequence[Proposal],
    passage: Passage,
    node: Field,
    codebook: Codebook,
    filled: set[str],
    anchors: Sequence[Span],
) -> Iterable[Spot]:
    """For each part that was filled the words that fill most of it, the shortest of them; a date needs all of them."""
    anchored = any(str(each.values.get("basis", "")) in ANCHORED for each in proposals)
    for part in node.parts:
        leaves = {leaf.key for leaf in part.leaves()}
        if part.part == "words" or part.evidence == "none" or not leaves & filled:
            continue
        gives = {at: leaves & {value.field for value in _values_in(each, node, codebook)}
                 for at, each in enumerate(proposals)}  # fmt: skip
        at = min((at for at in gives if gives[at]), key=lambda at: (-len(gives[at]), _length(proposals[at])))
        best = proposals[at]
        whole = node.kind == "date"
        yield Spot(part.key, *((passage.start, passage.end) if whole else (best.start, best.end)))
        if anchored and part.part in ANCHORED_PARTS:
            yield from (Spot(part.key, *anchor, "anchor") for anchor in anchors)


def _length(proposal: Proposal) -> int:
    return proposal.end - proposal.start


def part_values(proposal: Proposal, node: Field, codebook: Codebook, skip: Sequence[str] = ()) -> Iterable[ReadValue]:
    """The values of a compound's parts that a proposal gives, in the codebook's order."""
    for leaf in node.leaves():
        value = proposal.values.get(leaf.part)
        if leaf.part in skip or value is None:
            continue
        stored = _stored(value, leaf, codebook)
        if stored is not None:
            yield ReadValue(leaf.key, stored, leaf.usual_basis or "stated")


def _stored(value: Scalar, leaf: Field, codebook: Codebook) -> Scalar | None:
    """A part's value as the codebook stores it: a meaning becomes the code that carries it; None where none does."""
    part_choices = codebook.choices_of(leaf)
    if part_choices is not None:
        code = part_choices.code_meaning(str(value))
        return code if code is not None else str(value) if str(value) in part_choices.by_code else None
    try:
        return kinds.check(value, leaf, codebook)
    except ValueError:
        return None


def _leaf_value(proposal: Proposal, node: Field, codebook: Codebook) -> Scalar | None:
    if proposal.kind == "choice":
        return _checked(proposal.values.get("code"), node, codebook)
    if proposal.kind in ("count", "time_of_day"):
        return _checked(proposal.values.get("best"), node, codebook)
    if proposal.kind == "date":
        start, end = proposal.values.get("start"), proposal.values.get("end")
        return _checked(start, node, codebook) if start == end else None
    return None


def _checked(value: Scalar | None, node: Field, codebook: Codebook) -> Scalar | None:
    if value is None:
        return None
    try:
        return kinds.check(value, node, codebook)
    except ValueError:
        return None
