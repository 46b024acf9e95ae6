# SPDX-License-Identifier: MIT
"""An article and its coding as immutable values: what store reads, rules judge, formats write, the window shows.

What lives here: the shapes. What does not: the state and basis of a value (values.py), rows in SQLite (store).
Offsets are code points, half open, over the article's stored text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from curator.shape import Frozen, fresh

if TYPE_CHECKING:  # shapes of the review are not needed to show a coding
    from curator.domain.kept import Waiting
    from curator.domain.reviewing import Judgement

Scalar = str | int | float

# Fixed columns of `articles` that describe the article and may carry evidence and value notes.
ARTICLE_FIELDS = (
    "title", "outlet", "author", "section", "dateline", "published", "url", "language", "source_file", "retrieved",
)  # fmt: skip
ROLES = ("direct", "anchor", "support", "contradicts")
STATES = ("blank", "value", "not_stated", "not_applicable")
BASES = ("stated", "normalised", "inferred", "external", "judgement", "default")
INCIDENT_STATUSES = ("draft", "finished", "withdrawn")
READING_STATES = ("unread", "started", "finished", "nothing_to_code")


class Article(Frozen):
    """`n` is the local number in this file (0: not stored yet). Metadata values are "" where there is none.

    `reader`, `reader_version`, `media`: how it was read, "" where nobody noted it. `follows`: the article of which it
    is the next version.
    """

    id: str
    text_sha256: str
    length: int
    fields: Mapping[str, str] = fresh(default_factory=dict)
    original_sha256: str = ""
    settled_by: str = "text/1"
    added: str = ""
    n: int = 0
    reader: str = ""
    reader_version: str = ""
    media: str = ""
    follows: str = ""


class Evidence(Frozen):
    """A span that supports one target: an article's field (incident ""), a mention (field "" and row ""), an
    incident's field, a whole row (field ""), or a field of a row."""

    id: str
    article: str
    start: int
    end: int
    quote: str
    role: str = "direct"
    incident: str = ""
    row: str = ""
    field: str = ""
    position: int = 0


class ValueNote(Frozen):
    """State, basis, proposed mark and note of a value that is not plainly "value, stated, accepted"."""

    id: str
    article: str
    incident: str
    row: str
    field: str
    state: str = "value"
    basis: str = "stated"
    proposed: bool = False
    note: str = ""


class Row(Frozen):
    """A row of a group. `values` holds only the columns that are not blank."""

    id: str
    group: str
    position: int
    values: Mapping[str, Scalar] = fresh(default_factory=dict)


class Incident(Frozen):
    """`number` is the readable local number. `notes` and `evidence` include those of its rows."""

    id: str
    article: str
    coder: str
    codebook: str
    status: str = "draft"
    position: int = 0
    created: str = ""
    values: Mapping[str, Scalar] = fresh(default_factory=dict)
    rows: tuple[Row, ...] = ()
    notes: tuple[ValueNote, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    number: int = 0

    def mentions(self) -> tuple[Evidence, ...]:
        """The spans that report the incident as a whole; the first is the main mention."""
        return tuple(span for span in self.evidence if not span.field and not span.row)

    def evidence_of(self, field_key: str, row: str = "") -> tuple[Evidence, ...]:
        """The spans of exactly this node (a compound's own spans are not its parts')."""
        return tuple(span for span in self.evidence if span.field == field_key and span.row == row)

    def rows_of(self, group: str) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.group == group)


class NotCodable(Frozen):
    """A passage read and found not codable, with a reason from the codebook's list."""

    id: str
    article: str
    coder: str
    start: int
    end: int
    quote: str
    reason: str
    note: str = ""


class Comment(Frozen):
    """What somebody said of an article, an incident, a row or a value (`field` alone: of the article's metadata).

    `thread` is the id of the first comment of the conversation, its own for that one; whether a conversation is
    resolved is said by the first comment of it that is here. `created`: UTC.
    """

    id: str
    article: str
    coder: str
    text: str
    created: str
    thread: str
    incident: str = ""
    row: str = ""
    field: str = ""
    resolved: bool = False


def conversations(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Comments conversation by conversation, the one begun first first, each from its first comment on."""
    lines = sorted(comments, key=lambda comment: (comment.created, comment.id))
    begun: dict[str, int] = {}
    for place, line in enumerate(lines):
        begun.setdefault(line.thread, place)
    return tuple(sorted(lines, key=lambda line: begun[line.thread]))


class Coder(Frozen):
    id: str
    name: str
    kind: str = "person"


class ArticleCoding(Frozen):
    """Everything coded in one article (by the coders that were asked for). `judgements`: only where a file has them.
    `waiting`: words of an older version that have no place yet."""

    article: Article
    text: str
    incidents: tuple[Incident, ...] = ()
    not_codable: tuple[NotCodable, ...] = ()
    article_evidence: tuple[Evidence, ...] = ()
    article_notes: tuple[ValueNote, ...] = ()
    reading: Mapping[str, str] = fresh(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    def all_evidence(self) -> Iterator[Evidence]:
        yield from self.article_evidence
        for incident in self.incidents:
            yield from incident.evidence
