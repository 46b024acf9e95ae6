# SPDX-License-Identifier: MIT
"""Which keys are for names, and how likely selected words are a name for each of them.

What lives here: the form of a name, what the codebook's own words and what was coded before tell of it. What does not:
dates, figures and choices (likely.py), reading the project (words_desk.py asks). Which fields take names follows from
the codebook: texts of rows, and places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from curator.domain.codebook.model import Codebook, Field, Key
from curator.suggest.proposal import Passage, Proposal

CodedBefore = Callable[[Key, Field], float]  # 0 never; 1 in just this place; between: as this field, elsewhere
_MOST_WORDS = 7
_BEFORE, _NAMED, _FORM = 0.9, 0.6, 0.3  # how much it says that words were coded so, are in a lexicon, look like a name
_ENDING = 0.5  # a word that terms of a lexicon end in: “bomb” of “car bomb”
_SHORTEST_ENDING = 4  # letters; shorter ones end too many terms
_PLACED = 0.35  # words behind “in”, “near” ... are rather a place
_AT = frozenset({"in", "at", "near", "around", "outside", "inside", "towards", "from", "to", "dans", "en", "cerca"})
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = re.compile(r"[.;:!?…]\s|\n\s*\n")  # one line break says nothing: texts are wrapped by hand


def name_keys(
    passage: Passage, proposals: Sequence[Proposal], codebook: Codebook, before: CodedBefore, alone: bool
) -> list[tuple[Key, float]]:
    """The keys for names that the words may be meant for, with weights, the likeliest first.

    `alone`: nothing else is likely; only then the form of words in a text of capital letters says anything."""
    words = _WORD.findall(passage.words)
    if not words or len(words) > _MOST_WORDS or _END.search(passage.words.strip()):
        return []
    formed = looks_like_name(passage) if not _is_shouted(passage) else alone and not re.search(r"\d", passage.words)
    found: list[tuple[Key, float]] = []
    for key in codebook.keys:
        node = codebook.node(key.field, key.group)
        if node is None or not takes_names(node, key):
            continue
        weight = max(
            _BEFORE * before(key, node),
            _NAMED if any(_tells_of(each, key, node) for each in proposals) else 0.0,
            _ENDING if len(words) == 1 and key.group and _ends_terms(words[0], key.group, codebook) else 0.0,
            _form_of(key, node) if formed else 0.0,
        )
        if weight and node.kind == "place" and _word_before(passage) in _AT:
            weight += _PLACED
        if weight:
            found.append((key, weight))
    return sorted(found, key=lambda each: -each[1])


def most_likely(names: Sequence[tuple[Key, float]], most: int) -> list[tuple[Key, float]]:
    """The first `most` of the keys. Where they are all for one field of one group (the parts that somebody may have),
    the last of them makes room for the first key of another: a name may be somebody's, a place's or a thing's."""

    def place(named: tuple[Key, float]) -> tuple[str, str]:
        return named[0].group, named[0].field

    first, rest = list(names[:most]), names[most:]
    other = next((each for each in rest if place(each) != place(first[0])), None)
    if other is None or len({place(each) for each in first}) > 1:
        return first
    return [*first[:-1], other]


def takes_names(node: Field, key: Key) -> bool:
    return node.kind == "place" or (node.kind == "text" and bool(key.group))


def _form_of(key: Key, node: Field) -> float:
    """What looks like a name is rather somebody with a part in the incident than a place, a thing or a source."""
    return _FORM if key.presets else _FORM - 0.02 if node.kind == "place" else _FORM - 0.05


def _tells_of(proposal: Proposal, key: Key, node: Field) -> bool:
    """Whether a choice read from the words speaks of the same row, or of a part of the same place."""
    if proposal.kind != "choice" or proposal.group != key.group:
        return False
    return bool(key.group) or proposal.field in {leaf.key for leaf in node.leaves()}


def _ends_terms(word: str, group: str, codebook: Codebook) -> bool:
    """Whether terms of several words that stand for choices of the group's rows end in the word."""
    folded = word.casefold()
    nodes = codebook.group_by_key[group].nodes() if group in codebook.group_by_key else ()
    lists = [listed for node in nodes if (listed := codebook.choices_of(node)) is not None]
    for choice in (each for listed in lists for each in listed.choices):
        for term in choice.lexicon:
            _, *more = term.casefold().split()
            stem = more[-1].rstrip("*") if more else ""
            open_ended = bool(more) and more[-1].endswith("*")
            if len(stem) >= _SHORTEST_ENDING and (folded == stem or (open_ended and folded.startswith(stem))):
                return True
    return False


def looks_like_name(passage: Passage) -> bool:
    """Whether the words are written as names are: with capital letters, small words between them left aside."""
    words = _WORD.findall(passage.words)
    long = [each for each in words if len(each) > 3 or each[0].isupper()]
    return bool(long) and all(each[0].isupper() or "-" in each for each in long) and not re.search(r"\d", passage.words)


def _is_shouted(passage: Passage) -> bool:
    """Whether the text around is written in capital letters throughout, so that they say nothing of names."""
    around = passage.text[max(0, passage.start - 200) : passage.end + 200]
    cased = [each for each in around if each.isalpha() and each.lower() != each.upper()]
    return bool(cased) and sum(each.isupper() for each in cased) > 0.9 * len(cased)


def _word_before(passage: Passage) -> str:
    words: list[str] = _WORD.findall(passage.text[max(0, passage.start - 30) : passage.start])
    return words[-1].lower() if words else ""
