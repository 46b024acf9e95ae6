# SPDX-License-Identifier: MIT
"""The reader of choices: words of a codebook's labels, lexica and examples give the codes they stand for.

What lives here: which terms a codebook has, and what is proposed where several fit. What does not: how a term is
found (lexicon.py). Choices whose codes carry a fixed meaning (precisions, bases, qualifiers) are read with their
dates, counts and places. The lexicon of a yes-or-no field holds words that mean "yes".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curator.domain.codebook.model import Choice, Codebook, Field
from curator.suggest.folding import fold, words_of
from curator.suggest.lexicon import Lexicon, term
from curator.suggest.proposal import Passage, Proposal

KINDS = ("choice", "choices", "yes_no")
_COMMON = 3  # a label that so many lists have ("Other") says nothing
_YES = "yes"

Place = tuple[str, str]  # group and field


@dataclass(frozen=True)
class _Use:
    """What a term is for: a code of a field; `implied`: the parent's code of a more special choice."""

    group: str
    field: str
    code: str
    rule: str
    implied: bool = False


@dataclass(frozen=True)
class _Match:
    """A use found at words, with how much its term says."""

    use: _Use
    start: int
    end: int
    weight: tuple[int, int]

    @property
    def rank(self) -> tuple[int, int, int, bool]:
        """Longer terms go first, then earlier ones; of the same words, what a special choice implies."""
        return -self.weight[0], -self.weight[1], self.start, not self.use.implied


class ChoiceSuggester:
    """Reads choices by the codebook's own words."""

    kinds: tuple[str, ...] = KINDS

    def __init__(self) -> None:
        self._known: tuple[Codebook, Lexicon[_Use]] | None = None

    def propose(self, passage: Passage, codebook: Codebook) -> Sequence[Proposal]:
        """Every choice the passage's words stand for, in order; of terms of one field that overlap the longest."""
        lexicon = self._lexicon(codebook)
        words = words_of(passage.text, passage.start, passage.end)
        found: dict[Place, list[_Match]] = defaultdict(list)
        for at, entry, use in lexicon.find(words, 0, len(words)):
            start, end = words.starts[at], words.ends[at + len(entry.words) - 1]
            found[use.group, use.field].append(_Match(use, start, end, entry.weight))
        proposals = [proposal for matches in found.values() for proposal in _chosen(passage, matches)]
        return sorted(proposals, key=lambda proposal: (proposal.start, -proposal.end))

    def _lexicon(self, codebook: Codebook) -> Lexicon[_Use]:
        known = self._known
        if known is None or known[0] is not codebook:
            known = self._known = (codebook, _lexicon_of(codebook))
        return known[1]


def _lexicon_of(codebook: Codebook) -> Lexicon[_Use]:
    lexicon: Lexicon[_Use] = Lexicon()
    common = _common_labels(codebook)
    for group in ("", *codebook.group_by_key):
        for leaf in codebook.leaves(group):
            for written, use in _terms(codebook, group, leaf, common):
                entry = term(written)
                if entry is not None:
                    lexicon.add(entry, use)
    return lexicon


def _common_labels(codebook: Codebook) -> frozenset[str]:
    used = Counter(label for entry in codebook.lists for label in {fold(choice.label) for choice in entry.choices})
    return frozenset(label for label, lists in used.items() if lists >= _COMMON)


def _terms(codebook: Codebook, group: str, leaf: Field, common: frozenset[str]) -> Iterator[tuple[str, _Use]]:
    if leaf.kind == "yes_no":
        yield from ((written, _Use(group, leaf.key, _YES, "lexicon")) for written in leaf.lexicon)
    choices = codebook.choices_of(leaf) if leaf.kind in KINDS else None
    if choices is None or any(choice.means for choice in choices.choices):
        return
    for choice in choices.choices:
        if choice.retired:
            continue
        for rule, written in _written(choice, common):
            yield written, _Use(group, leaf.key, choice.code, rule)
            if leaf.parent and choice.under:
                yield written, _Use(group, leaf.parent, choice.under, rule, implied=True)


def _written(choice: Choice, common: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from (("lexicon", written) for written in choice.lexicon)
    yield from (("label", label) for label in (choice.label, *choice.labels.values()) if fold(label) not in common)
    yield from (("example", example) for example in choice.examples)


def _chosen(passage: Passage, matches: Sequence[_Match]) -> Iterator[Proposal]:
    """The matches of one field that do not overlap a longer one; codes with equal right are alternatives."""
    taken: dict[tuple[int, int], list[_Match]] = {}
    for match in sorted(matches, key=lambda match: match.rank):
        equals = taken.get((match.start, match.end))
        if equals is not None:
            if match.weight == equals[0].weight and all(match.use.code != one.use.code for one in equals):
                equals.append(match)
        elif not any(match.start < end and start < match.end for start, end in taken):
            taken[match.start, match.end] = [match]
    for equals in taken.values():
        first, *others = [_proposal(passage, match) for match in equals]
        yield replace(first, alternatives=tuple(others))


def _proposal(passage: Passage, match: _Match) -> Proposal:
    words, use = passage.text[match.start : match.end], match.use
    return Proposal(
        "choice", match.start, match.end, words, {"code": use.code}, use.rule, field=use.field, group=use.group
    )
