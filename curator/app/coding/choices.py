# SPDX-License-Identifier: MIT
"""What a chooser offers for typed letters: choices found by code, label and lexicon, the likeliest first.

What lives here: the offers and their order, without Qt. What does not: the chooser itself (chooser.py), what is done
with the choice (desk.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curator.domain.codebook.model import Choice, Codebook, Field
from curator.domain.codebook.scalars import PARTS_OF_DAY, YES_NO
from curator.shape import Frozen
from curator.suggest.folding import fold


class Offer(Frozen):
    """One thing to choose. `code` is stored; `detail` stands quietly beside the label; `words` are found too."""

    code: str
    label: str
    detail: str = ""
    help: str = ""
    words: tuple[str, ...] = ()
    proposed: bool = False
    chosen: bool = False


def offers_of(
    codebook: Codebook, node: Field, under: str = "", said_yes_no: Sequence[str] = YES_NO, chosen: Iterable[str] = ()
) -> list[Offer]:
    """Everything a choice field can hold; with `under` only what belongs to that code of the parent list.

    `said_yes_no`: yes, no and unclear in the user's language, in this order. Retired choices are left out unless
    chosen.
    """
    picked = set(chosen)
    if node.kind == "yes_no":
        said = zip(YES_NO, said_yes_no, strict=True)
        return [Offer(code, label, chosen=code in picked) for code, label in said]
    if node.kind == "time_of_day":
        return [Offer(code, code, chosen=code in picked) for code in PARTS_OF_DAY]
    listed = codebook.choices_of(node)
    if listed is None:
        return []
    parents = _labels_of_parents(codebook, node)
    return [
        Offer(
            each.code, each.label, detail=parents.get(each.under, "") if not under else "", help=each.help,
            words=(each.code.replace("_", " "), *each.labels.values(), *(w.rstrip("*") for w in each.lexicon)),
            chosen=each.code in picked,
        )
        for each in listed.choices
        if _offered(each, under, picked)
    ]  # fmt: skip


def _offered(choice: Choice, under: str, picked: set[str]) -> bool:
    if choice.code in picked:
        return True
    return not choice.retired and (not under or not choice.under or choice.under == under)


def _labels_of_parents(codebook: Codebook, node: Field) -> dict[str, str]:
    group = next((group.key for group in codebook.groups if any(each is node for each in group.nodes())), "")
    parent = codebook.node(node.parent, group) if node.parent else None
    listed = codebook.choices_of(parent) if parent is not None else None
    return {choice.code: choice.label for choice in listed.choices} if listed is not None else {}


def found(offers: Sequence[Offer], typed: str) -> list[Offer]:
    """The offers that fit what was typed, best first: how well the words fit, proposals, then the codebook's order.

    Every typed word must begin a word of the offer: “arm cl” finds “Armed clash”.
    """
    pieces = fold(typed).split()
    ranked = [(rank, at, offer) for at, offer in enumerate(offers) if (rank := _rank(offer, pieces)) is not None]
    ranked.sort(key=lambda entry: (entry[0], not entry[2].proposed, entry[1]))
    return [offer for _, _, offer in ranked]


def _rank(offer: Offer, pieces: Sequence[str]) -> int | None:
    """How well an offer fits, 0 best; None where it does not."""
    if not pieces:
        return 0
    label, whole = fold(offer.label), " ".join(pieces)
    if whole in (fold(offer.code), label):
        return 0
    if label.startswith(whole):
        return 1
    if _begins(label, pieces):
        return 2
    others = " ".join(fold(text) for text in (offer.label, offer.detail, *offer.words))
    if _begins(others, pieces):
        return 3
    return 4 if all(piece in others for piece in pieces) else None


def _begins(text: str, pieces: Sequence[str]) -> bool:
    words = text.replace("/", " ").replace("-", " ").replace("(", " ").replace("_", " ").split()
    return all(any(word.startswith(piece) for word in words) for piece in pieces)
