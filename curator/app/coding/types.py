# SPDX-License-Identifier: MIT
"""The type of a new incident: which field of a codebook that is, what can be picked, and which values follow.

What lives here: finding the field by its place in the codebook, never by its key. What does not: asking
(words_desk.py).
The type is the first core choice field without a parent; a core choice field under it gives the finer types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curator.app.coding.choices import Offer, offers_of
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.shape import replace
from curator.suggest.proposal import Proposal

Words = tuple[str, int, int]  # the field they support, start and end in code points


def type_fields(codebook: Codebook) -> tuple[Field | None, Field | None]:
    """The field of the type and the one of the finer type; None where the codebook has none."""
    tops = [each for each in codebook.fields if each.kind == "choice" and each.core and each.has_basis]
    coarse = next((each for each in tops if not each.parent), None)
    if coarse is None:
        return None, None
    return coarse, next((each for each in tops if each.parent == coarse.key), None)


def type_offers(codebook: Codebook, proposed: Sequence[str] = ()) -> list[Offer]:
    """The finer types, each beside the type it belongs to, then the types themselves; proposed ones first.

    The code of an offer is field key and choice code with a slash between them, and so are those of `proposed`.
    """
    coarse, fine = type_fields(codebook)
    offers: list[Offer] = []
    for field in (fine, coarse):
        if field is not None:
            offers += [replace(each, code=f"{field.key}/{each.code}") for each in offers_of(codebook, field)]
    wanted = set(proposed)
    first = [replace(each, proposed=True) for each in offers if each.code in wanted]
    return [*first, *(each for each in offers if each.code not in wanted)]


def type_values(codebook: Codebook, code: str) -> dict[str, Scalar]:
    """The values of a new incident for a picked offer: the finer type brings the type it belongs to."""
    key, _, picked = code.partition("/")
    field = codebook.node(key) if picked else None
    if field is None:
        return {}
    values: dict[str, Scalar] = {key: picked}
    listed = codebook.choices_of(field)
    under = listed.by_code[picked].under if listed is not None and picked in listed.by_code else ""
    if field.parent and under:
        values[field.parent] = under
    return values


def type_words(
    codebook: Codebook, values: Mapping[str, Scalar], proposals: Sequence[Proposal], mention: tuple[int, int]
) -> tuple[Words, ...]:
    """The words that say the type of a new incident: where the codebook's own words for a picked value stand in the
    mention, these, and for the type it belongs to the same.

    A type that the words do not name is read from the mention as a whole, where its usual basis is that the article
    states it and it must have words: without them it would contradict itself (CODEBOOK.md V21)."""
    said = {key: [each for each in proposals if _says(each, key, value)] for key, value in values.items()}
    spans = {key: [(each.start, each.end) for each in found] for key, found in said.items()}
    first = next((found for found in spans.values() if found), [])
    words: list[Words] = []
    for key in values:
        node = codebook.node(key)
        if node is None or not codebook.takes_words(key):
            continue
        shared = [span for span in first if span in spans[key]] or spans[key]
        if shared:
            words.append((key, *shared[0]))
        elif node.evidence == "required" and node.usual_basis in ("", "stated"):
            words.append((key, *mention))
    return tuple(words)


def _says(proposal: Proposal, key: str, value: Scalar) -> bool:
    readings = (proposal, *proposal.alternatives)
    return any((each.group, each.field, each.values.get("code")) == ("", key, value) for each in readings)
