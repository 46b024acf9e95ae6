# SPDX-License-Identifier: MIT
"""What a date's surroundings tell: whether the sentence looks ahead, and from which day the date counts.

What lives here: looking round a place in the words. What does not: the orders of words that make a date.
"""

from __future__ import annotations

from datetime import date

from curator.suggest.date_tokens import Tokens
from curator.suggest.date_words import ADJECTIVES, PAST_WITH_TA, PROMISES, SPEAKING, TO_BE
from curator.suggest.proposal import Passage

_BACK, _ON = 30, 16  # words looked at before and after a date
_NEAR = 14  # words looked at for a word of speaking
_LONGEST_QUOTATION = 2000  # code points
_HEAD = 3  # words before a date that still stands at the head of its sentence: “Also on Monday”
_OPENING, _CLOSING = "“«„", "”»"
_CLAUSE = frozenset(("that", "which", "who", "where", "when", "ان", "انه", "انها"))  # a clause begins behind these
_REPORTED = frozenset(("ان", "انه", "انها", "بان"))  # what is said behind these has a time of its own
_OPEN = frozenset(("be", "being", "is", "are", "not"))  # before a participle they leave open when


def looks_ahead(tokens: Tokens, first: int, last: int) -> bool | None:
    """True where the sentence tells before the date `first` to `last` of what is to come, False where of what was.

    A date at the head of its sentence or clause is judged by the words after it. None: they tell neither.
    """
    if first > 1 and (tokens.words[first - 1] in _CLAUSE or tokens.words[first - 2] in _CLAUSE):
        told = _told_after(tokens, last)
        if told is not None:
            return told
    place = first
    while place > 0 and first - place < _BACK and not _sentence_ends(tokens, place - 1):
        place -= 1
        told = _tells(tokens, place, before=True)
        if told is not None:
            return told
    return _told_after(tokens, last) if first - place <= _HEAD else None


def _told_after(tokens: Tokens, last: int) -> bool | None:
    for place in range(last, min(last + _ON, len(tokens.kinds))):
        if _sentence_ends(tokens, place) or tokens.words[place] in _REPORTED:
            return None
        told = _tells(tokens, place, before=False)
        if told is not None:
            return told
    return None


def _tells(tokens: Tokens, place: int, before: bool) -> bool | None:
    """What one word tells: “agreed to meet” looks ahead `before` the date, not in “on Friday they agreed to meet”."""
    kind, word = tokens.kinds[place], tokens.words[place]
    following = tokens.words[place + 1 : place + 3]
    if before and ((word in PROMISES and "to" in following) or (word in TO_BE and following[:1] == ["to"])):
        return True
    if kind in "cX" or _may_come(word, following):
        return True
    if kind == "d" or (kind == "_" and _is_participle(word)):
        ahead_of_it = tokens.words[max(place - 2, 0) : place]
        if ahead_of_it == ["to", "be"]:
            return True
        return None if ahead_of_it and ahead_of_it[-1] in _OPEN else False
    return None


def _is_participle(word: str) -> bool:
    """Whether an English word that is in no table looks like a verb that tells of what was."""
    return len(word) > 4 and word.endswith("ed") and not word.endswith("eed") and word not in ADJECTIVES


def _may_come(word: str, following: list[str]) -> bool:
    """“قد تنتخب”: what may come; “قد توفي”, “قد تجمعت”: what was."""
    verb = following[0] if following else ""
    return word == "قد" and verb[:1] in ("ي", "ت") and verb not in PAST_WITH_TA and not verb.endswith(("ت", "وا"))


def _sentence_ends(tokens: Tokens, place: int) -> bool:
    """Whether a sentence ends here: not at the dots of “U.S.” and not inside a number."""
    kind = tokens.kinds[place]
    if kind != ".":
        return kind in "¶?!"
    glued = place + 1 < len(tokens.starts) and tokens.starts[place + 1] == tokens.ends[place]
    return not glued and (place == 0 or len(tokens.words[place - 1]) > 1)


def counted_from(passage: Passage, place: int) -> date | None:
    """The day from which a date at this place counts: that of publication, inside a quotation the day of speaking."""
    if passage.spoken is None or not is_quoted(passage.text, place):
        return passage.published
    return passage.spoken


def same_sentence(tokens: Tokens, first: int, last: int) -> bool:
    """Whether no sentence ends between these two indices."""
    return not any(_sentence_ends(tokens, place) for place in range(first, last))


def head_of(tokens: Tokens, place: int) -> bool:
    """Whether this place is among the first words of its sentence."""
    return place <= _HEAD or not same_sentence(tokens, place - _HEAD - 1, place)


def speech_beside(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a word near the phrase `first` to `last`, in its sentence, tells that somebody spoke."""
    before, after = range(first - 1, max(first - _NEAR, -1), -1), range(last, min(last + _NEAR, len(tokens.words)))
    for places in (before, after):
        for place in places:
            if _sentence_ends(tokens, place):
                break
            if tokens.words[place] in SPEAKING:
                return True
    return False


def is_quoted(text: str, place: int) -> bool:
    """Whether a quotation of this paragraph is open at this place."""
    before = text[max(text.rfind("\n\n", 0, place) + 1, place - _LONGEST_QUOTATION, 0) : place]
    opened = sum(before.count(mark) for mark in _OPENING)
    closed = sum(before.count(mark) for mark in _CLOSING)
    return opened > closed or (not opened and before.count('"') % 2 == 1)
