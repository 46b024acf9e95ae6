# SPDX-License-Identifier: MIT
"""Every highlight of an article in words: whose it is, what it supports, how it reads.

What lives here: the entries in the order of the article, without Qt. What does not: the list of them
(highlight_list.py), their colours in the article (reader/).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from curator.app.incidents.shown import MENTION, ArticleShown, IncidentShown
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say, word
from curator.shape import Frozen

ARTICLE = T(CONTEXT, "Article: {field}")
NOT_CODABLE = T(CONTEXT, "Not codable: {reason}")
SAID = T(CONTEXT, "{what}: “{words}”")
SAID_OF = T(CONTEXT, "{letter}, {what}: “{words}”")
_LONGEST = 300  # letters of the words: more is not listened to


class Entry(Frozen):
    """One highlight. `letter` and `position` are those of its incident; "" and -1 for the article's own words."""

    id: str
    start: int
    end: int
    what: str
    words: str
    letter: str = ""
    position: int = -1

    @property
    def said(self) -> str:
        """The entry in one sentence, as a screen reader says it."""
        if self.letter:
            return say(SAID_OF, letter=self.letter, what=self.what, words=self.words)
        return say(SAID, what=self.what, words=self.words)


class Entries:
    """The entries of the article that was asked for last: what has not changed since is not made again."""

    def __init__(self) -> None:
        self._made: dict[
            str, tuple[object, tuple[Entry, ...]]
        ] = {}  # by incident, "": the article; what it was made of
        self._all: list[Entry] = []

    def of(self, shown: ArticleShown) -> Sequence[Entry]:
        """In the order of the article, the longer first where several begin together; the very same list as before
        where nothing has changed."""
        coding = shown.coding
        own = shown.codebook, coding.article_evidence, coding.not_codable
        made = {"": self._kept("", own, partial(_of_article, shown))}
        for incident in shown.incidents:
            key = incident.incident.id
            made[key] = self._kept(key, incident, partial(_of_incident, shown, incident))
        before, self._made = self._made, made
        same = len(before) == len(made) and all(key in before and before[key][1] is made[key][1] for key in made)
        if not same:
            found = (each for _, entries in made.values() for each in entries)
            self._all = sorted(found, key=lambda each: (each.start, -each.end, each.position, each.id))
        return self._all

    def _kept(
        self, key: str, source: object, make: Callable[[], Iterator[Entry]]
    ) -> tuple[object, tuple[Entry, ...]]:  # fmt: skip
        known = self._made.get(key)
        if known is not None and (known[0] is source or (not key and known[0] == source)):
            return known
        entries = tuple(make())
        return source, known[1] if known is not None and known[1] == entries else entries


def _of_article(shown: ArticleShown) -> Iterator[Entry]:
    for span in shown.coding.article_evidence:
        yield Entry(span.id, span.start, span.end, say(ARTICLE, field=word(span.field)), _short(span.quote))
    for each in shown.coding.not_codable:
        yield Entry(each.id, each.start, each.end, say(NOT_CODABLE, reason=shown.reason_name(each)), _short(each.quote))


def _of_incident(shown: ArticleShown, incident: IncidentShown) -> Iterator[Entry]:
    groups = {row.id: row.group for row in incident.incident.rows}
    letter = incident.letter
    for span in incident.incident.evidence:
        place = shown.place_name(incident.incident, span.field, groups.get(span.row, "")) or say(MENTION)
        what = place if span.role == "direct" else f"{place} · {word(span.role)}"
        yield Entry(span.id, span.start, span.end, what, _short(span.quote), letter, incident.position)


def _short(quote: str) -> str:
    whole = " ".join(quote.split())
    return whole if len(whole) <= _LONGEST else whole[:_LONGEST] + " …"
