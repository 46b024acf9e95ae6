# SPDX-License-Identifier: MIT
"""Coding all hits of a search at once: an incident for each hit, or for each article, with the hit as its mention.

What lives here: finding the hits with what stands around them, and coding those that were chosen, as one job that one
Undo takes back. What does not: which words match (store/search_*.py), showing hits (app).

Nothing is coded in an article that is left to others while their work is hidden (blind coding), nor in one that the
coder has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from curator.domain.codebook.scalars import one_line
from curator.domain.coding import Scalar
from curator.domain.faults import InputRefused, NotNow
from curator.operations import AddIncident
from curator.shape import Frozen, fresh
from curator.store.incident_sight import sight
from curator.store.layers import blind_articles, for_others
from curator.store.reads import Reads
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent
from curator.workspace import Workspace

MOST = 20_000  # hits; more of them nobody looks through
CONTEXT = 60  # code points before and behind
_MOST_TOLD = 60  # code points of what was asked for, in the words of Undo
_PATTERN_S = 2.0  # for one article: a pattern can be of the kind that never ends
SpansIn = Callable[[str], Iterator[tuple[int, int]]]


class TextHit(Frozen):
    """A place in an article's text, code points, half open, with what stands around it."""

    article: str
    n: int
    title: str
    start: int
    end: int
    before: str
    words: str
    after: str


class FoundHits(Frozen):
    """`hidden`, `ended`: how many articles with hits were left out, because they are colleagues' to code and
    hidden until then, and because this coder has ended them. `more`: there are more than MOST."""

    hits: tuple[TextHit, ...] = ()
    hidden: int = 0
    ended: int = 0
    more: bool = False

    @property
    def articles(self) -> int:
        return len({hit.article for hit in self.hits})


class CodedHits(Frozen):
    """What became of it: ids of the incidents that were made. `stopped`: the user stopped before the end."""

    incidents: tuple[str, ...] = ()
    articles: int = 0
    stopped: bool = False
    values: Mapping[str, Scalar] = fresh(default_factory=dict)

    @property
    def sentence(self) -> str:
        made = "1 incident was" if len(self.incidents) == 1 else f"{len(self.incidents)} incidents were"
        told = f"{made} coded in {self.articles} article{'' if self.articles == 1 else 's'}; one Undo takes all back."
        return f"Stopped. {told}" if self.stopped else told


def find_hits(
    workspace: Workspace, asked: str, *, pattern: bool = False, progress: Progress = silent,
    cancelled: Cancelled = never,
) -> FoundHits:  # fmt: skip
    """Where these words (in the language of searches), or matches of this regular expression, stand in the texts.
    Raises InputRefused for words that are no query and a pattern that is none or never ends, Stopped, and NotNow where
    nobody has said who is coding."""
    coder = workspace.coder
    if coder is None:
        raise NotNow("Say first who is coding: what is coded belongs to somebody.")
    if not asked.strip():
        raise InputRefused("Type words to look for.")
    spans_in = _pattern(asked) if pattern else _words(asked)
    wanted = _every_article(workspace) if pattern else _answering(workspace, asked, progress, cancelled)
    with workspace.read() as reads:
        unseen = sight(reads.connection, coder.id, layers=False).hidden or frozenset()
        hidden = for_others(reads.connection, unseen | blind_articles(reads.connection, coder.id), coder.id)
        ended = {
            str(row[0])
            for row in reads.connection.execute(
                "SELECT article FROM reading WHERE coder = ? AND state IN ('finished', 'nothing_to_code')", (coder.id,)
            ).fetchall()
        }
    found: list[TextHit] = []
    left = {"hidden": 0, "ended": 0}
    pace = Pace(progress)
    for at, number in enumerate(wanted):
        if cancelled():
            raise Stopped("The search was stopped; nothing was coded.")
        pace.tell(at, len(wanted), "Looking for hits")
        with workspace.read() as reads:
            article = reads.article(number)
            text = reads.article_text(article.id) if article is not None else ""
        if article is None:
            continue
        spans = _apart(spans_in(text))
        why = "hidden" if article.id in hidden else "ended" if article.id in ended else ""
        if spans and why:
            left[why] += 1
            continue
        title = " ".join(article.fields.get("title", "").split()) or " ".join(text[:CONTEXT].split())
        found += [_hit(article.id, article.n, title, text, span) for span in spans]
        if len(found) > MOST:
            break
    pace.end(len(wanted), "Looking for hits")
    return FoundHits(tuple(found[:MOST]), left["hidden"], left["ended"], len(found) > MOST)


def _hit(article: str, n: int, title: str, text: str, span: tuple[int, int]) -> TextHit:
    start, end = span
    return TextHit(
        article, n, title, start, end, " ".join(text[max(0, start - CONTEXT) : start].split()), text[start:end],
        " ".join(text[end : end + CONTEXT].split()),
    )  # fmt: skip


def _apart(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """In the order of the text; of those that overlap the first one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def _words(asked: str) -> SpansIn:
    from curator.tasks.search import hits_in, read_query

    query = read_query(asked)
    if query.problem:
        raise InputRefused(query.problem)
    return lambda text: ((hit.start, hit.end) for hit in hits_in(text, query))


def _pattern(asked: str) -> SpansIn:
    import regex

    try:
        made = regex.compile(asked, regex.IGNORECASE)
    except regex.error as error:
        raise InputRefused(f"This is no pattern: {error}.") from None

    def spans(text: str) -> Iterator[tuple[int, int]]:
        try:
            yield from (match.span() for match in made.finditer(text, timeout=_PATTERN_S))
        except TimeoutError:
            raise InputRefused("This pattern takes too long; make it simpler. Nothing was coded.") from None

    return spans


def _every_article(workspace: Workspace) -> Sequence[int]:
    with workspace.read() as reads:
        return reads.article_ns()


def _answering(workspace: Workspace, asked: str, progress: Progress, cancelled: Cancelled) -> Sequence[int]:
    from curator.tasks.search import Scope, matching_articles, read_query

    query = read_query(asked)
    if query.problem:
        raise InputRefused(query.problem)
    return matching_articles(workspace, query, Scope(coders=()), progress=progress, cancelled=cancelled)


def code_hits(
    workspace: Workspace, hits: Sequence[TextHit], values: Mapping[str, Scalar] | None = None, *,
    each_article: bool = False, asked: str = "", progress: Progress = silent, cancelled: Cancelled = never,
) -> CodedHits:  # fmt: skip
    """Make an incident of each hit, or of the first in each article, with these values of its fields. One Undo takes
    all of them back; its words have those that were `asked` for. Raises UserFault like AddIncident for a value that the
    codebook does not take."""
    if each_article:
        first: dict[str, TextHit] = {}
        for hit in hits:
            first.setdefault(hit.article, hit)
        hits = tuple(first.values())
    given = dict(values or {})
    job, made, articles, pace = workspace.ids.new(), list[str](), set[str](), Pace(progress)
    together = f"Code hits of “{one_line(asked)[:_MOST_TOLD]}”" if asked.strip() else "Code hits of a search"
    stopped = False
    for at, hit in enumerate(hits):
        stopped = cancelled()
        if stopped:
            break
        pace.tell(at, len(hits), "Coding the hits")
        with workspace.read() as reads:
            if not _may_be_coded(reads, hit, workspace):
                continue
        operation = AddIncident(hit.article, (hit.start, hit.end), given)
        made.append(workspace.run(operation, job=job, part_of=together))
        articles.add(hit.article)
    pace.end(len(hits), "Coding the hits")
    return CodedHits(tuple(made), len(articles), stopped, given)


def _may_be_coded(reads: Reads, hit: TextHit, workspace: Workspace) -> bool:
    """Whether the article is still there and not left to others: somebody may have assigned it meanwhile."""
    coder = workspace.coder
    if coder is None or reads.article(hit.article) is None:
        return False
    return not (reads.is_blind(hit.article, coder.id) and for_others(reads.connection, (hit.article,), coder.id))
