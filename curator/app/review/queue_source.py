# SPDX-License-Identifier: MIT
"""What stands in the list of the review: articles in order of need, with what differs in words.

What lives here: reading it (in a thread) and saying it. What does not: comparing and counting (tasks/reviewing), the
list (queue_panel.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Literal

from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.domain.coding import Article
from curator.shape import Frozen, fresh
from curator.store.reads import Reads
from curator.tasks.reviewing import (
    DIFFERS,
    DONE,
    PROBLEMS,
    STARTED,
    UNREVIEWED,
    GivenBack,
    QueueRow,
    ReviewCounts,
    given_back,
    review_queue,
    waiting_threads,
)
from curator.workspace import Workspace

List = Literal["to_settle", "settled", "comments", "given_back", "blind"]
LISTS: tuple[List, ...] = ("to_settle", "settled", "comments", "given_back", "blind")
BLIND = "blind"
NEED = (PROBLEMS, DIFFERS, UNREVIEWED, STARTED, DONE)

FIELD_DIFFERS = T(CONTEXT, "{field} differs")
ONE_DIFFERS = T(CONTEXT, "1 field differs")
DIFFER = T(CONTEXT, "{count} fields differ")
ALONE = T(CONTEXT, "1 one-sided")
ALONE_MANY = T(CONTEXT, "{count} one-sided")
NOT_COMPARED = T(CONTEXT, "{incidents} incidents by {coders} coders")
ONE_CODER = T(CONTEXT, "{incidents} incidents by one coder")
ONE_OF_ONE = T(CONTEXT, "1 incident by one coder")
RETURNED = T(CONTEXT, "{count} returned")
SETTLED = T(CONTEXT, "{count} settled")
AGREE = T(CONTEXT, "all agree, not accepted yet")
WAITS = T(CONTEXT, "a comment waits for you")
CONVERSATIONS = T(CONTEXT, "{count} open conversations")
ONE_CONVERSATION = T(CONTEXT, "1 open conversation")
UNTIL = T(CONTEXT, "blind until {names} have finished")
UNTIL_ONE = T(CONTEXT, "blind until {names} has finished")
ONE_GIVEN = T(CONTEXT, "1 thing was settled otherwise")
GIVEN = T(CONTEXT, "{count} things were settled otherwise")
ALL_TAKEN = T(CONTEXT, "all taken over")


class QueueLine(Frozen):
    """One article. `told`: what differs; `count`: how much is to be settled; `state`: as in tasks.reviewing, or BLIND;
    `waits`: an open conversation waits for whoever looks."""

    n: int
    article: str
    title: str
    told: str
    count: int
    state: str
    waits: bool = False


class Queue(Frozen):
    """All articles by their numbers, and which stand in which list, in order. What a line says is put into words when
    it is first looked at. `waiting`: the articles in which a conversation waits for whoever looks. `to_settle`: how
    much is open in the articles that were compared; `known`: these are all."""

    rows: Mapping[int, QueueRow] = fresh(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    lists: Mapping[str, array[int]] = fresh(default_factory=dict)
    to_settle: int = 0
    uncounted: tuple[str, ...] = ()
    single_coder: bool = True
    known: bool = True

    def line(self, n: int) -> QueueLine | None:
        """What is said of an article; None for one that is not listed any more."""
        row = self.rows.get(n)
        return _line(row, row.article in self.waiting) if row is not None else None

    def numbers(self, name: str) -> array[int]:
        return self.lists.get(name, array("q"))

    @property
    def articles(self) -> int:
        """How many articles can be reviewed."""
        return len(self.numbers("to_settle")) + len(self.numbers("settled"))


NOTHING = Queue()


def read_queue(workspace: Workspace, counts: ReviewCounts, before: Queue = NOTHING) -> Queue:
    """The list as it is now. For a thread, though it is quick: 10,000 articles within a tenth of a second.

    An article that has changed since it was compared says what was said `before`, and stays where it stood, until it is
    compared again.
    """
    viewer = workspace.coder.id if workspace.coder is not None else ""
    with workspace.read() as reads:
        found = review_queue(reads, viewer, counts)
        rows = _as_before(found, before)
        waiting = waiting_threads(reads, viewer) if viewer else {}
        lists = {
            "to_settle": array("q", [row.n for row in rows if row.state != DONE]),
            "settled": array("q", [row.n for row in rows if row.state == DONE]),
            "comments": array("q", _talked_of(rows, waiting)),
        }
    left = sum(_left(row) for row in rows if row.state != DONE)
    uncounted = tuple(row.article for row in found if row.counts is None)
    alone = all(len(row.coders) < 2 for row in rows)
    known = all(row.counts is not None or row.state == DONE for row in rows)
    return Queue({row.n: row for row in rows}, frozenset(waiting), lists, left, uncounted, alone, known)


def _as_before(rows: Sequence[QueueRow], before: Queue) -> Sequence[QueueRow]:
    known = {
        row.n: was for row in rows if row.counts is None and (was := before.rows.get(row.n)) is not None and was.counts
    }
    if not known:
        return rows
    kept = [
        row._replace(counts=known[row.n].counts, state=known[row.n].state) if row.n in known else row for row in rows
    ]
    return sorted(kept, key=lambda row: NEED.index(row.state))


def read_blind(workspace: Workspace) -> tuple[QueueLine, ...]:
    """The articles whose layers are hidden from whoever looks. For a thread."""
    viewer = workspace.coder.id if workspace.coder is not None else ""
    with workspace.read() as reads:
        return tuple(_blind(reads, viewer))


def read_given(workspace: Workspace) -> tuple[QueueLine, ...]:
    """The articles of which something goes back to whoever looks. For a thread."""
    viewer = workspace.coder.id if workspace.coder is not None else ""
    if not viewer:
        return ()
    with workspace.read() as reads:
        found = [back for back in given_back(reads, workspace.codebook, viewer) if back.given]
        there = {back.article: reads.article(back.article) for back in found}
    return tuple(_given(back, article) for back in found if (article := there[back.article]) is not None)


def _given(back: GivenBack, article: Article) -> QueueLine:
    said = sum(each.what == "comment" for each in back.given)
    left = sum(not each.taken for each in back.given) - said
    told = say(ALL_TAKEN) if not left else say(ONE_GIVEN) if left == 1 else say(GIVEN, count=left)
    if said:
        told = " · ".join((say(WAITS), *((told,) if left else ())))
    waits = any(each.comments for each in back.given)
    return QueueLine(article.n, back.article, _title_of(article), told, left, "given", waits)


def _talked_of(rows: Sequence[QueueRow], waiting: Mapping[str, object]) -> list[int]:
    """Articles with open conversations, those that wait for whoever looks first."""
    talked = [row for row in rows if row.threads]
    talked.sort(key=lambda row: row.article not in waiting)
    return [row.n for row in talked]


def _blind(reads: Reads, viewer: str) -> list[QueueLine]:
    """The articles whose layers are hidden yet."""
    found = []
    for article_id in reads.blind_articles(viewer):
        article = reads.article(article_id)
        if article is not None:
            names = reads.waited_for(article_id)
            told = say(UNTIL_ONE if len(names) == 1 else UNTIL, names=", ".join(names))
            found.append(QueueLine(article.n, article_id, _title_of(article), told, 0, BLIND))
    return sorted(found, key=lambda line: line.n)


def _title_of(article: Article) -> str:
    """As in the other lists: without a title it is called by its file."""
    return _title(article.fields.get("title") or article.fields.get("source_file", ""), article.n)


def _title(title: str, n: int) -> str:
    return " ".join(title.split()) or f"№ {n}"


def _line(row: QueueRow, waits: bool) -> QueueLine:
    return QueueLine(row.n, row.article, _title(row.title, row.n), _told(row, waits), _left(row), row.state, waits)


def _left(row: QueueRow) -> int:
    """How much is to be settled in an article; 0 while it was not compared yet."""
    return row.counts.to_settle if row.counts is not None else 0


def _of_one(incidents: int) -> str:
    return say(ONE_OF_ONE) if incidents == 1 else say(ONE_CODER, incidents=incidents)


def _told(row: QueueRow, waits: bool) -> str:
    parts = [say(WAITS)] if waits else []
    counts = row.counts
    if row.state == DONE:
        parts += [say(SETTLED, count=counts.settled if counts is not None else row.accepted + row.rejected)]
    elif counts is not None:
        if 0 < counts.differing <= 2 and len(counts.fields) == counts.differing:
            parts += [say(FIELD_DIFFERS, field=field) for field in counts.fields]
        elif counts.differing:
            parts.append(say(ONE_DIFFERS) if counts.differing == 1 else say(DIFFER, count=counts.differing))
        if counts.alone:
            parts.append(say(ALONE) if counts.alone == 1 else say(ALONE_MANY, count=counts.alone))
        if not counts.differing and not counts.alone:
            parts.append(say(AGREE) if len(row.coders) > 1 else _of_one(row.incidents))
    elif len(row.coders) == 1:
        parts.append(_of_one(row.incidents))
    else:
        parts.append(say(NOT_COMPARED, incidents=row.incidents, coders=len(row.coders)))
    if row.returned:
        parts.append(say(RETURNED, count=row.returned))
    if row.threads and not waits:
        parts.append(say(ONE_CONVERSATION) if row.threads == 1 else say(CONVERSATIONS, count=row.threads))
    return " · ".join(parts)
