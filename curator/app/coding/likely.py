# SPDX-License-Identifier: MIT
"""Which keys of the codebook selected words are likely meant for.

What lives here: from proposals to keys in order, each with what it would say. What does not: the strip that shows them
(strip.py), reading words (suggest).
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.app.coding.proposing import SERVES
from curator.app.coding.reading import part_values
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.app.values.wording import compound_text, leaf_text
from curator.domain.codebook.model import Codebook, Field, Key
from curator.domain.coding import Scalar
from curator.shape import Frozen
from curator.suggest.proposal import Passage, Proposal

_VALUE = T(CONTEXT, "{field} = {value}")
_ANOTHER = T(CONTEXT, "Another {field}")
_ANOTHER_VALUE = T(CONTEXT, "Another {field} = {value}")
_MORE = T(CONTEXT, "More words for {field}")
_MORE_VALUE = T(CONTEXT, "More words for {field} = {value}")
_LEAST = 0.34  # a proposal that covers less of the selection is about something else in it


ANOTHER, MORE = "another", "more"  # one more row; more words for the answer that is there


class Likely(Frozen):
    """A key with what it does: "Killed", "1". `letter`: how it is pressed. `form`: "", ANOTHER or MORE."""

    key: Key
    says: str
    weight: float
    letter: str = ""
    form: str = ""

    @property
    def text(self) -> str:
        """What the key does, in a few words."""
        if self.form:
            pattern = {ANOTHER: (_ANOTHER, _ANOTHER_VALUE), MORE: (_MORE, _MORE_VALUE)}[self.form][bool(self.says)]
        else:
            pattern = _VALUE
        return say(pattern, field=self.key.label, value=self.says) if self.form or self.says else self.key.label


class AtWords(Frozen):
    """What can be done with the selected words: keys that are likely meant, whether there is an incident to give them
    to, and the name of the value that Enter would give them to, "" for none."""

    keys: tuple[Likely, ...] = ()
    has_incident: bool = False
    chosen: str = ""


def likely_keys(
    passage: Passage, proposals: Sequence[Proposal], codebook: Codebook, most: int = 3
) -> list[tuple[Key, float]]:
    """The keys whose field the proposals fit with their weights, the likeliest first, at most `most`."""
    length = max(1, passage.end - passage.start)
    found: dict[str, tuple[Key, float]] = {}
    for key in codebook.keys:
        node = codebook.node(key.field, key.group)
        if node is None:
            continue
        for proposal in proposals:
            weight = _weight(proposal, key, node, proposals) * (proposal.end - proposal.start) / length
            before = found.get(key.key)
            if weight >= _LEAST and (before is None or before[1] < weight):
                found[key.key] = key, weight
    return sorted(found.values(), key=lambda each: -each[1])[:most]


def _weight(proposal: Proposal, key: Key, node: Field, proposals: Sequence[Proposal]) -> float:
    """How well a proposal fits a key, before looking at how much of the words it covers; 0 for not at all."""
    if proposal.kind not in SERVES.get(node.kind, ()):
        return 0.0
    if proposal.kind == "choice":
        return 0.9 if proposal.field == key.field and proposal.group == key.group else 0.0
    if not key.presets:
        return 1.0
    hinted = {(each.field, str(each.values.get("code", ""))) for each in proposals if each.group == key.group}
    kinds = {field for field, _ in key.presets}
    if any((field, value) in hinted for field, value in key.presets):
        return 1.5
    return 0.4 if any(field in kinds for field, _ in hinted) else 0.8


def said(proposal: Proposal, node: Field, codebook: Codebook, short: bool = True) -> str:
    """What the field would say, short or with everything."""
    if node.parts:
        values: dict[str, Scalar] = {each.field: each.value for each in part_values(proposal, node, codebook)}
        return compound_text(codebook, node, lambda leaf: values.get(leaf.key), short=short)
    value = proposal.values.get("code") if proposal.kind == "choice" else proposal.values.get("best")
    return leaf_text(codebook, node, value) if value is not None else ""
