# SPDX-License-Identifier: MIT
"""What a person looks for: words, "phrases", beginnings*, AND, OR, NOT, minus, parentheses.

What lives here: from the typed line to a Query: FTS5's expression and the terms to be shown in texts. What does not:
folding (search_text.py), finding the terms in a text (search_hits.py). Pure. Nothing here raises: a line that is not
understood gives a Query whose `problem` is one sentence.

FTS5 never sees what was typed: every word is folded and quoted, so none of its own operators can be reached.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from curator.store.search_text import folded as fold
from curator.store.search_text import stem, tokens_of, without_article, words_of

MOST_CHARACTERS = 2_000
MOST_TERMS = 64
MOST_DEPTH = 20
_OPENING, _CLOSING = '"“”„«»‟', '"“”«»'
_STARS = "*٭＊"
_PIECES = re.compile(
    rf"(?P<space>\s+)|(?P<paren>[()])|(?P<minus>[-−–](?=[^\s\-−–]))?(?:[{_OPENING}](?P<phrase>[^{_CLOSING}]*)"
    rf"(?P<closed>[{_CLOSING}])?(?P<stars>[{_STARS}]?)|(?P<group>\()|(?P<word>[^\s(){_OPENING}]+))"
)
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True)
class Term:
    """A word or phrase as it is compared. With `prefix` the last word need only begin so, or as one of `others`."""

    words: tuple[str, ...]
    prefix: bool = False
    others: tuple[str, ...] = ()

    @property
    def expression(self) -> str:
        """The term for FTS5."""
        ends = (self.words[-1], *self.others)
        star = "*" if self.prefix else ""
        said = [f'"{" ".join((*self.words[:-1], end))}"{star}' for end in ends]
        return said[0] if len(said) == 1 else f"({' OR '.join(said)})"


@dataclass(frozen=True)
class Query:
    """`expression` for FTS5; `terms` that may stand in what is found (not those after NOT); or a `problem`."""

    said: str
    expression: str = ""
    terms: tuple[Term, ...] = ()
    problem: str = ""


class _NotUnderstood(Exception):
    """Carries the sentence from where it is known to `read_query`."""


def read_query(said: str) -> Query:
    """Understand a typed line. Never raises: see `problem`."""
    try:
        return _Reading(said).query()
    except _NotUnderstood as trouble:
        return Query(said, problem=str(trouble))


@dataclass(frozen=True)
class _Piece:
    """`kind`: AND, OR, NOT, "(", ")" or "term"; `said` is what was typed."""

    kind: str
    said: str
    term: Term | None = None


@dataclass(frozen=True)
class _Part:
    """A part of the expression. `negative`: what must not be there."""

    expression: str
    negative: bool = False


class _Reading:
    """Recursive descent over the pieces: OR binds weakest, AND (said or not) stronger, NOT strongest."""

    def __init__(self, said: str) -> None:
        self.said = said
        self.pieces: list[_Piece] = []
        self.place = 0
        self.terms: dict[Term, None] = {}

    def query(self) -> Query:
        if len(self.said) > MOST_CHARACTERS:
            raise _NotUnderstood(f"This is too long to be looked for: at most {MOST_CHARACTERS:,} characters.")
        self.pieces = list(self._pieces())
        if not any(piece.term for piece in self.pieces):
            raise _NotUnderstood(
                f"There is no word to look for in “{self.said.strip()}”: only letters and digits are looked for."
                if self.said.strip() else "Type a word to look for."
            )  # fmt: skip
        if sum(piece.term is not None for piece in self.pieces) > MOST_TERMS:
            raise _NotUnderstood(f"These are too many words to be looked for at once: at most {MOST_TERMS}.")
        part = self._any_of(0, False)
        if self.place < len(self.pieces):
            raise _NotUnderstood("There is a “)” without a “(” before it.")
        if part.negative:
            raise _NotUnderstood("NOT and “-” leave something out, so say first what to look for.")
        return Query(self.said, part.expression, tuple(self.terms))

    # ---- pieces

    def _pieces(self) -> list[_Piece]:
        found: list[_Piece] = []
        for match in _PIECES.finditer(self.said):
            if match["space"]:
                continue
            if match["minus"] and self._begins(match.start()):
                found.append(_Piece("NOT", match["minus"]))
            if match["paren"] or match["group"]:
                found.append(_Piece(match["paren"] or "(", match.group()))
            elif match["phrase"] is not None:
                found += self._phrase(match)
            elif match["word"] in _OPERATORS and not match["minus"]:
                found.append(_Piece(match["word"], match["word"]))
            else:
                minus = "" if self._begins(match.start()) else match["minus"] or ""
                found += self._word(minus + match["word"])
        return found

    def _begins(self, place: int) -> bool:
        return place == 0 or self.said[place - 1].isspace() or self.said[place - 1] == "("

    def _phrase(self, match: re.Match[str]) -> list[_Piece]:
        if not match["closed"]:
            raise _NotUnderstood(f"The quotation mark before “{_short(match['phrase'])}” is not closed.")
        term = _term(match["phrase"], bool(match["stars"]))
        return [_Piece("term", match["phrase"], term)] if term else []

    def _word(self, word: str) -> list[_Piece]:
        bare = word.rstrip(_STARS)
        if any(star in bare for star in _STARS) or (not bare and word):
            raise _NotUnderstood(f"A star is understood at the end of a word only: “{_short(word)}”.")
        term = _term(bare, bare != word)
        return [_Piece("term", word, term)] if term else []

    # ---- parts

    def _any_of(self, depth: int, negated: bool) -> _Part:
        parts = [self._all_of(depth, negated)]
        while self._next_is("OR"):
            self.place += 1
            self._expect_more("OR")
            parts.append(self._all_of(depth, negated))
        if len(parts) == 1:
            return parts[0]
        if any(part.negative for part in parts):
            raise _NotUnderstood("On each side of OR there must be a word to look for, not only what is left out.")
        return _Part(f"({' OR '.join(part.expression for part in parts)})")

    def _all_of(self, depth: int, negated: bool) -> _Part:
        parts = [self._one(depth, negated)]
        while self.place < len(self.pieces) and self.pieces[self.place].kind not in ("OR", ")"):
            if self._next_is("AND"):
                self.place += 1
                self._expect_more("AND")
            parts.append(self._one(depth, negated))
        wanted = [part.expression for part in parts if not part.negative]
        unwanted = [part.expression for part in parts if part.negative]
        if not wanted:
            return _Part(f"({' OR '.join(unwanted)})" if len(unwanted) > 1 else unwanted[0], negative=True)
        every = f"({' AND '.join(wanted)})" if len(wanted) > 1 else wanted[0]
        return _Part(f"({every} NOT ({' OR '.join(unwanted)}))") if unwanted else _Part(every)

    def _one(self, depth: int, negated: bool) -> _Part:
        piece = self._take()
        if piece.kind == "NOT":
            self._expect_more(piece.said)
            part = self._one(depth, not negated)
            return _Part(part.expression, not part.negative)
        if piece.kind == "(":
            if depth >= MOST_DEPTH:
                raise _NotUnderstood(f"The parentheses are nested more than {MOST_DEPTH} deep.")
            part = self._any_of(depth + 1, negated)
            if not self._next_is(")"):
                raise _NotUnderstood("There is a “(” without a “)” behind it.")
            self.place += 1
            return part
        if piece.term is None:
            raise _NotUnderstood(
                "Between “(” and “)” there is no word to look for." if piece.kind == ")"
                else f"Before {piece.kind} there must be a word to look for."
            )  # fmt: skip
        if not negated:
            self.terms[piece.term] = None
        return _Part(piece.term.expression)

    def _take(self) -> _Piece:
        if self.place >= len(self.pieces):
            raise _NotUnderstood("There is a “(” without a “)” behind it.")
        piece = self.pieces[self.place]
        self.place += 1
        return piece

    def _next_is(self, kind: str) -> bool:
        return self.place < len(self.pieces) and self.pieces[self.place].kind == kind

    def _expect_more(self, said: str) -> None:
        if self.place >= len(self.pieces) or self.pieces[self.place].kind in ("AND", "OR", ")"):
            name = "“-”" if said not in _OPERATORS else said
            raise _NotUnderstood(f"Behind {name} there must be a word. To look for the word itself, put it in quotes.")


def _term(said: str, prefix: bool) -> Term | None:
    """None where there is neither a letter nor a digit: such marks are passed over."""
    if not prefix:
        words = words_of(said)
        return Term(words) if words else None
    plain = tokens_of(fold(said))
    if not plain:
        return None
    if len(plain[-1]) == 1 and plain[-1].isascii():
        raise _NotUnderstood(f"“{_short(said)}*” is too short a beginning: give two letters at least.")
    *first, last = plain
    begun = [stem(word) for word in first]
    other = without_article(last)
    return Term((*begun, last), True, (other,) if other != last else ())


def _short(text: str) -> str:
    return text[:40] + "…" if len(text) > 40 else text
