# SPDX-License-Identifier: MIT
"""The type of a new incident: which field of a codebook that is, what can be picked, and which values follow.

What lives here: finding the field by its place in the codebook, never by its key. What does not: asking
(words_desk.py).
The type is the first core choice field without a parent; a core choice field under it gives the finer types.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.app.coding.choices import Offer, offers_of
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.shape import replace


def type_fields(codebook: Codebook) -> tuple[Field | None, Field | None]:
    """The field of the type and the one of the finer type; None where the codebook has none."""
    tops = [each for each in codebook.fields if each.kind == "choice" and each.core and each.has_basis]
    coarse = next((each for each in tops if not each.parent), None)
    if coarse is None:
        return None, None
    return coarse, next((each for each in tops if each.parent == coarse.key), None)


def type_offers(codebook: Codebook, proposed: Sequence[str] = ()) -> list[Offer]:
    """The finer types, each beside the type it belongs to, then the types themselves; proposed ones first.

    The code of an offer is field key and choice code with a slash between them.
    """
    coarse, fine = type_fields(codebook)
    offers: list[Offer] = []
    for field in (fine, coarse):
        if field is not None:
            offers += [replace(each, code=f"{field.key}/{each.code}") for each in offers_of(codebook, field)]
    wanted = set(proposed)
    first = [replace(each, proposed=True) for each in offers if each.code.partition("/")[2] in wanted]
    return [*first, *(each for each in offers if each.code.partition("/")[2] not in wanted)]


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
