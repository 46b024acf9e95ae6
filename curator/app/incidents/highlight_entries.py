# SPDX-License-Identifier: MIT
"""Every highlight of an article in words: whose it is, what it supports, how it reads.

What lives here: the entries in the order of the article, without Qt. What does not: the list of them
(highlight_list.py), their colours in the article (reader/).
"""

from __future__ import annotations

from curator.app.incidents.shown import MENTION, ArticleShown
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


def entries_of(shown: ArticleShown) -> list[Entry]:
    """In the order of the article, the longer first where several begin together."""
    found = [
        Entry(span.id, span.start, span.end, say(ARTICLE, field=word(span.field)), _short(span.quote))
        for span in shown.coding.article_evidence
    ]
    found += [
        Entry(each.id, each.start, each.end, say(NOT_CODABLE, reason=shown.reason_name(each)), _short(each.quote))
        for each in shown.coding.not_codable
    ]
    for incident in shown.incidents:
        groups = {row.id: row.group for row in incident.incident.rows}
        for span in incident.incident.evidence:
            place = shown.place_name(incident.incident, span.field, groups.get(span.row, "")) or say(MENTION)
            what = place if span.role == "direct" else f"{place} · {word(span.role)}"
            found.append(
                Entry(span.id, span.start, span.end, what, _short(span.quote), incident.letter, incident.position)
            )
    return sorted(found, key=lambda each: (each.start, -each.end, each.position, each.id))


def _short(quote: str) -> str:
    whole = " ".join(quote.split())
    return whole if len(whole) <= _LONGEST else whole[:_LONGEST] + " …"
