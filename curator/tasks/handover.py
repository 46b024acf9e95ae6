# SPDX-License-Identifier: MIT
"""Handing work over and receiving it: making a hand-over, showing what one would bring, taking it in.

What lives here: what goes along, the preview, the report. What does not: the file (formats/handover_*.py), the union
itself (operations/receive_handover.py), new projects from a packet (packets.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from typing import Any

from curator import __version__
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.handover import LAYER, PACKET, HandedArticle, HandOver, Version
from curator.domain.receiving import (
    UNDECIDED,
    ArticleMatch,
    CodebookMapping,
    CodebookMatch,
    CoderMatch,
    Outcome,
    Plan,
    mapping,
)
from curator.operations import ReceiveHandOver, Steps
from curator.operations.handover_plan import plan
from curator.operations.receive_handover import as_plan
from curator.store.judgements import has_judged
from curator.store.layers import blind_articles, layers
from curator.store.reads import Reads
from curator.store.versions import units_of
from curator.tasks.job import Cancelled, Progress, never, no_long_pauses, silent, stopping
from curator.workspace import Workspace

_LOOK_EVERY_S = 0.05
_OWN_SETTINGS = frozenset({"id", "name", "made", "codebook"})


# -- making ------------------------------------------------------------------------------------------------------------
def make_handover(
    workspace: Workspace,
    *,
    coders: Sequence[str] | None = None,
    with_texts: bool = True,
    purpose: str = LAYER,
    articles: Collection[str] | None = None,
    note: str = "",
    viewer: str | None = None,
) -> HandOver:
    """What one or several coders (ids; None: all) coded, said and decided; as a PACKET: articles and who codes them.

    `articles`: only these (ids); None: those in which there is anything of the coders, or all of them in a packet and
    where everybody's work goes along. `with_texts`: the texts go along; without, whoever receives it must have the
    articles. `viewer` (an id; None: who is coding): who makes it; of articles whose layers are hidden from this person
    yet only the own work goes along (`hidden_articles`). Raises UserFault where the file cannot be read.
    """
    maker = viewer if viewer is not None else workspace.coder.id if workspace.coder else ""
    with no_long_pauses(), workspace.read_long() as reads:
        return _Making(reads, coders, with_texts, purpose, articles, maker).make(note)


def usual_layers(reads: Reads, coder: str) -> tuple[str, ...]:
    """Whose work goes along where nothing else is said: the coder's own (an id); of who has reviewed everybody's, for
    without the consensus and the layers it was settled from a coder sees neither what was decided nor why."""
    others = [each.id for each in reads.coders() if each.id != coder]
    return (coder, *others) if has_judged(reads.connection, coder) else (coder,)


def hidden_articles(
    workspace: Workspace, coders: Sequence[str] | None = None, viewer: str | None = None
) -> frozenset[str]:
    """The articles whose layers of these coders are hidden from who makes a hand-over, and stay out of it."""
    maker = viewer if viewer is not None else workspace.coder.id if workspace.coder else ""
    with workspace.read() as reads:
        blind = blind_articles(reads.connection, maker)
        begun = layers(reads.connection)
    asked = None if coders is None else set(coders)
    return frozenset(
        article for article in blind
        if any(coder != maker and (asked is None or coder in asked) for coder in begun.get(article, ()))
    )  # fmt: skip


class _Making:
    def __init__(
        self,
        reads: Reads,
        coders: Sequence[str] | None,
        with_texts: bool,
        purpose: str,
        articles: Collection[str] | None,
        maker: str,
    ) -> None:
        self.reads = reads
        self.maker = maker
        self.blind = blind_articles(reads.connection, maker)
        self.purpose = purpose
        self.with_texts = with_texts
        self.known = reads.coders()
        self.every = purpose == PACKET or coders is None
        self.layers = [] if purpose == PACKET else [c.id for c in self.known if coders is None or c.id in coders]
        self.articles = None if articles is None else set(articles)

    def make(self, note: str) -> HandOver:
        versions = [version for version in units_of(self.reads.connection, self.layers) if self._is_asked_for(version)]
        there = self._articles_of(versions)
        versions = [version for version in versions if version.article in there]
        project = dict(self.reads.project())
        return HandOver(
            project=project["id"], project_name=project["name"], purpose=self.purpose, made_by=self.maker,
            program=f"curator {__version__}", coders=self._coders_of(versions),
            codebooks=self._codebooks(project["codebook"], versions), articles=self._handed(there),
            versions=tuple(versions), layers=tuple(self.layers), note=note,
            settings={key: value for key, value in project.items() if key not in _OWN_SETTINGS},
        )  # fmt: skip

    def _is_asked_for(self, version: Version) -> bool:
        if self.purpose == PACKET and version.kind not in ("article", "assignment"):
            return False
        if version.coder not in ("", self.maker) and version.article in self.blind:
            return False
        return self.articles is None or version.article in self.articles

    def _articles_of(self, versions: Sequence[Version]) -> set[str]:
        """The articles that go along: where something was done; metadata and assignments alone are nobody's work."""
        if self.every:
            every = set(self.reads.article_ids())
            return every if self.articles is None else every & self.articles
        assigned = {
            version.article for version in versions
            if version.kind == "assignment" and version.content is not None and version.content["coder"] in self.layers
        }  # fmt: skip
        return assigned | {version.article for version in versions if version.kind not in ("article", "assignment")}

    def _handed(self, articles: set[str]) -> tuple[HandedArticle, ...]:
        handed = []
        for article_id in sorted(articles):
            article = self.reads.article(article_id)
            if article is not None:
                text = self.reads.article_text(article_id) if self.with_texts else None
                handed.append(HandedArticle(article, text))
        return tuple(handed)

    def _coders_of(self, versions: Sequence[Version]) -> tuple[Coder, ...]:
        """All that are named; in a packet everybody, because one of them opens it."""
        if self.every:
            return tuple(self.known)
        named = {self.maker, *self.layers, *(version.coder for version in versions)}
        named |= {v.content["coder"] for v in versions if v.kind == "assignment" and v.content is not None}
        return tuple(coder for coder in self.known if coder.id in named)

    def _codebooks(self, in_force: str, versions: Sequence[Version]) -> tuple[Codebook, ...]:
        """The one in force, then the others; of more than a file may hold, those with which something is coded."""
        from curator.formats.handover_file import MOST_CODEBOOK_BYTES, MOST_CODEBOOKS
        from curator.store import codebooks
        from curator.tasks.needed_codebooks import needed_codebooks

        told = {row_id: (text, sha) for row_id, _, _, text, sha in self.reads.codebooks()}
        found = {row_id: codebooks.stored(text, sha) for row_id, (text, sha) in told.items()}
        first = found.pop(in_force)
        if self.purpose == PACKET:
            return (first,)
        if len(told) <= MOST_CODEBOOKS and sum(len(text.encode()) for text, _ in told.values()) <= MOST_CODEBOOK_BYTES:
            return (first, *found.values())
        needed = needed_codebooks(self.reads, first, dict(reversed(found.items())))
        named = {v.content["codebook"] for v in versions if v.kind == "incident" and v.content is not None}
        return (first, *(book for row_id, book in found.items() if row_id in needed or told[row_id][1] in named))


# -- showing -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Preview:
    """What receiving would do; nothing was written. `counts` by outcome: their sum is what is in the file.

    `outcomes`: one for each version in the hand-over. `mapping`: None where its codebook is the one in force here.
    """

    counts: Mapping[str, int]
    outcomes: tuple[Outcome, ...]
    articles: tuple[ArticleMatch, ...]
    coders: tuple[CoderMatch, ...]
    codebooks: tuple[CodebookMatch, ...]
    mapping: CodebookMapping | None = None
    parked: int = 0

    @property
    def undecided(self) -> tuple[ArticleMatch, ...]:
        """Articles whose text is here already, of which somebody has to say whether they are the same."""
        return tuple(match for match in self.articles if match.how == UNDECIDED)

    @property
    def sentence(self) -> str:
        """All counts in one sentence."""
        return _sentence(True, self.counts, self.articles, self.parked)


def preview(
    workspace: Workspace,
    handover: HandOver,
    *,
    same_text: Mapping[str, str] | None = None,
    cancelled: Cancelled = never,
) -> Preview:
    """Compare a hand-over with a project; nothing is written. `same_text` as in `receive`. Raises UserFault."""
    look = stopping(cancelled, "Stopped; nothing was changed.")
    with no_long_pauses(), workspace.read_long(look) as reads:
        made = as_plan(plan(reads.connection, handover, same_text or {}, lambda done, total, words: look()))
    return _preview(workspace, handover, made)


def _preview(workspace: Workspace, handover: HandOver, made: Plan) -> Preview:
    here = workspace.codebook
    differs = bool(handover.codebooks) and handover.codebooks[0] != here
    return Preview(
        made.counts, made.outcomes, made.articles, made.coders, made.codebooks,
        mapping(handover.codebooks[0], here) if differs else None, made.parked,
    )  # fmt: skip


# -- receiving ---------------------------------------------------------------------------------------------------------
@dataclass
class HandOverReport:
    """What came of receiving. `counts` by outcome: their sum is what was in the file.

    `refused`: those that were not taken, with their reasons. `undecided`: articles of which somebody has to say which
    one here is meant. `renamed`: coders who have another name here than in the hand-over (name there, name here).
    """

    counts: Mapping[str, int]
    articles_added: list[str] = field(default_factory=list)
    coders_added: list[str] = field(default_factory=list)
    codebooks_kept: list[str] = field(default_factory=list)
    codebooks_refused: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    conflicting: list[Outcome] = field(default_factory=list)
    refused: list[Outcome] = field(default_factory=list)
    undecided: list[ArticleMatch] = field(default_factory=list)
    parked: int = 0
    sentence: str = ""

    @property
    def complete(self) -> bool:
        """Whether everything in the file is in the project now and nobody has to choose."""
        return not (self.conflicting or self.refused or self.codebooks_refused)


def receive(
    workspace: Workspace,
    handover: HandOver,
    *,
    same_text: Mapping[str, str] | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> HandOverReport:
    """Take a hand-over in: a backup first, then one operation, which one Undo takes back.

    `same_text`: which article is meant where only the text is the same: by the article's id in the hand-over, the id of
    the one here, or handed_articles.ANOTHER to add it beside. Raises UserFault; stopping before the writing begins
    leaves everything as it was.
    """
    progress(0, 0, "Backing up")
    workspace.back_up_before("before receiving")
    stopping(cancelled, "Stopped; nothing was changed.")()
    steps = Steps()
    operation = ReceiveHandOver(handover, same_text or {}, steps=steps)
    with no_long_pauses():
        made: Plan = _watched(workspace, operation, steps, progress, cancelled)
    progress(len(made.outcomes), len(made.outcomes), "")
    return report_of(made)


def _watched(
    workspace: Workspace, operation: ReceiveHandOver, steps: Steps, progress: Progress, cancelled: Cancelled
) -> Any:
    """Run it on the writing thread, and tell from this one how far it is."""
    future: Future[Any] = workspace.submit(operation)
    while True:
        try:
            return future.result(_LOOK_EVERY_S)
        except NotYet:
            steps.stop = steps.stop or cancelled()
            progress(steps.done, steps.total, steps.words)


def report_of(made: Plan) -> HandOverReport:
    """What a plan that was carried out came to."""
    return HandOverReport(
        counts=made.counts,
        articles_added=[match.article for match in made.articles if match.is_new],
        coders_added=[coder.name_here for coder in made.coders if coder.is_new],
        codebooks_kept=[f"{each.key} {each.version}" for each in made.codebooks if not (each.known or each.refused)],
        codebooks_refused=[each.refused for each in made.codebooks if each.refused],
        renamed=[(coder.name, coder.name_here) for coder in made.coders if coder.name != coder.name_here],
        conflicting=[each for each in made.outcomes if each.outcome == "conflicting"],
        refused=[each for each in made.outcomes if each.outcome == "refused"],
        undecided=[match for match in made.articles if match.how == UNDECIDED],
        parked=made.parked,
        sentence=_sentence(False, made.counts, made.articles, made.parked),
    )


_TOLD = (
    ("new", "new"), ("newer", "newer than here"), ("same", "already here"), ("older", "older than here"),
    ("conflicting", "in conflict (choose which version stands)"), ("waiting", "waiting for what they are about"),
    ("refused", "refused"),
)  # fmt: skip


def _sentence(would: bool, counts: Mapping[str, int], articles: Sequence[ArticleMatch], parked: int) -> str:
    total = sum(counts.values())
    units = "1 unit" if total == 1 else f"{total:,} units"
    told = ", ".join(f"{counts[outcome]:,} {words}" for outcome, words in _TOLD if counts[outcome])
    added = sum(match.is_new for match in articles)
    ends = []
    if added:
        came = "1 article" if added == 1 else f"{added:,} articles"
        ends.append(f" {came} {'would come' if would else 'came'} along.")
    if parked:
        ends.append(f" Comments on what is taken out: {parked:,}; they {'would wait' if would else 'wait'}.")
    return f"{units} read: {told or 'nothing new'}.{''.join(ends)}"
