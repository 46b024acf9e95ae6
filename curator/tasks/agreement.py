# SPDX-License-Identifier: MIT
"""How far coders agree: the finished layers of a project compared and measured, whole and in parts.

What lives here: which articles are compared and which are left out and why, the parts (by coder, pair, kind, month),
progress. What does not: aligning and measuring (review), figures as lines of a table (agreement_figures.py), the cases
behind them (agreement_cases.py), files (agreement_files.py).

Persons are compared with each other; the consensus only where it is asked for by name. Of an article that the viewer
may not see yet nothing is measured: a figure would tell how colleagues coded it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder, Incident
from curator.domain.faults import InputRefused
from curator.review.alignment import Decision
from curator.review.bootstrap import ROUNDS, SEED
from curator.review.comparison import ANOTHER, Comparison, by_coder, by_kind, by_month, by_pair, compare
from curator.review.measuring import Agreement, measured
from curator.review.order import in_order_of_names
from curator.review.structure import structure_of
from curator.store.double_coding import at_work, finished_layers, pair_decisions
from curator.store.layers import seen_layers
from curator.store.reads import Reads
from curator.tasks.coders import find_coder
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent, stopping
from curator.workspace import Workspace

WHOLE, BY_CODER, BY_PAIR, BY_KIND, BY_MONTH = "all", "coder", "pair", "kind", "month"
PARTINGS = (BY_CODER, BY_PAIR, BY_KIND, BY_MONTH)
BLIND = "blind"  # the viewer may not see all of these layers yet
UNFINISHED = "unfinished"  # several code it, or are to, and fewer than two have finished
SINGLE = "single"  # one coder alone codes it: there is nothing to compare
LEFT_OUT: Mapping[str, str] = {
    BLIND: "not open to you yet: not everybody who codes it has finished",
    UNFINISHED: "fewer than two coders have finished it",
    SINGLE: "only one coder codes it",
}
_STOPPED = "Measuring the agreement was stopped. Nothing was changed."
_AT_ONCE = 20  # articles
_OUTSIDER = "-"  # the id of nobody: who looks without coding here
_READING, _MEASURING = "Comparing codings", "Measuring agreement"


@dataclass(frozen=True)
class Part:
    """A part of the comparison. `by`: WHOLE or one of PARTINGS; `key`: coder id, two ids with a space between, code of
    the kind, or month; `title`: the same in words."""

    by: str
    key: str
    title: str
    agreement: Agreement


@dataclass(frozen=True)
class AgreementReport:
    """What was measured: `parts` begins with the whole. `left_out`: ids of articles by BLIND, UNFINISHED, SINGLE.

    `coders`: the names of those that were compared, by id, in the order of the names. `withdrawn`: how many withdrawn
    incidents of compared layers count nowhere. `refused`: decisions about pairs that could not hold.
    """

    codebook: Codebook
    coders: Mapping[str, str]
    titles: Mapping[str, str]
    parts: tuple[Part, ...]
    left_out: Mapping[str, tuple[str, ...]]
    withdrawn: int
    refused: int
    rounds: int
    seed: int

    @property
    def whole(self) -> Agreement:
        return self.parts[0].agreement

    @property
    def comparison(self) -> Comparison:
        """The layers that were compared, aligned."""
        return self.whole.comparison

    @property
    def articles(self) -> int:
        return len(self.comparison.places)

    @property
    def complete(self) -> bool:
        """Whether something was compared, and nothing left out that several coders work on."""
        return bool(self.articles) and not self.left_out.get(BLIND) and not self.left_out.get(UNFINISHED)

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """Every incident that was compared, by id."""
        return {
            incident.id: incident
            for article in self.comparison.articles
            for aligned in article.aligned
            for incident in aligned.there
        }

    def named(self, coder: str) -> str:
        """The name of a coder of a comparison, of whom "" stands for each of the others."""
        return self.coders.get(coder, coder) if coder != ANOTHER else "the others"


def agreement(
    workspace: Workspace,
    coders: Sequence[str] | None = None,
    *,
    by: Iterable[str] = (),
    rounds: int = ROUNDS,
    seed: int = SEED,
    viewer: str | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> AgreementReport:
    """Compare and measure all articles that at least two of these coders (names or ids; None: all persons) finished.

    `by`: also these parts (PARTINGS). `rounds`: draws for the intervals, 0 for none; `seed`: of the draws. `viewer`:
    the id of who looks (None: whoever codes). Raises InputRefused for coders there are none of or fewer than two,
    Stopped, UserFault.
    """
    pace, look = Pace(progress), stopping(cancelled, _STOPPED)
    with _uncollected():
        return _agreement(workspace, coders, by, rounds, seed, viewer, pace, look)


def _agreement(
    workspace: Workspace, coders: Sequence[str] | None, by: Iterable[str], rounds: int, seed: int, viewer: str | None,
    pace: Pace, look: Callable[[], None],
) -> AgreementReport:  # fmt: skip
    acting = workspace.coder.id if workspace.coder is not None else ""
    with workspace.read_long(look) as reads:
        chosen = _chosen(reads.coders(), coders)
        found = _Found(reads, chosen, (acting if viewer is None else viewer) or _OUTSIDER)
        comparison = found.compared(workspace.codebook, pace, look)
        titles = reads.article_titles(comparison.places)
    names = {coder: chosen[coder] for coder in comparison.coders}
    measuring = _Measuring(workspace.codebook, names, rounds, seed, pace, look)
    parts = measuring.parts([(WHOLE, "", comparison), *_parted(comparison, by)])
    refused = sum(len(article.refused) for article in comparison.articles)
    return AgreementReport(
        workspace.codebook, names, titles, parts, found.left_out, found.withdrawn, refused, rounds, seed
    )


def parts_of(
    report: AgreementReport, by: str, *, progress: Progress = silent, cancelled: Cancelled = never
) -> tuple[Part, ...]:
    """The parts of a comparison that was made (one of PARTINGS), measured with the same seed and rounds. Stopped."""
    look, pace = stopping(cancelled, _STOPPED), Pace(progress)
    measuring = _Measuring(report.codebook, report.coders, report.rounds, report.seed, pace, look)
    with _uncollected():
        return measuring.parts(_parted(report.comparison, (by,)))


def let_go(held: list[AgreementReport]) -> None:
    """Give the memory of the reports in this list back, which must be all that holds them, in small steps: all at once
    would keep every other thread of Python waiting for long."""
    while held:
        articles = list(held.pop().comparison.articles)
        while articles:
            del articles[-_AT_ONCE:]
            time.sleep(0)  # the turn of the others


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python's search for circles of garbage is put off, and what was made meanwhile is not searched later.

    A comparison holds hundreds of thousands of objects and no circles; each search through them all would keep every
    thread, also the window's, waiting for a third of a second and more. They go when nobody refers to them any more.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


@dataclass(frozen=True)
class _Measuring:
    """Measures parts, one after the other."""

    codebook: Codebook
    names: Mapping[str, str]
    rounds: int
    seed: int
    pace: Pace
    look: Callable[[], None]

    def parts(self, wanted: Sequence[tuple[str, str, Comparison]]) -> tuple[Part, ...]:
        made: list[Part] = []
        for by, key, comparison in wanted:
            self.look()
            self.pace.tell(len(made), len(wanted), _MEASURING)
            title = _title(self.codebook, self.names, by, key)
            made.append(Part(by, key, title, measured(comparison, self.rounds, self.seed)))
        self.pace.end(len(wanted), "")
        return tuple(made)


def _chosen(coders: Sequence[Coder], wanted: Sequence[str] | None) -> dict[str, str]:
    """The names of who is compared, by id."""
    if wanted is None:
        return {coder.id: coder.name for coder in coders if coder.kind == "person"}
    found = {coder.id: coder.name for coder in (find_coder(coders, said) for said in wanted)}
    if len(found) < 2:
        raise InputRefused("Agreement needs at least two coders. Name two or more, or none for everybody.")
    return found


class _Found:
    """Which articles are compared; fills `left_out` and `withdrawn`."""

    def __init__(self, reads: Reads, chosen: Mapping[str, str], viewer: str) -> None:
        self._reads, self._names = reads, chosen
        self.withdrawn = 0
        left_out: dict[str, list[str]] = {}
        self.wanted: dict[str, tuple[str, ...]] = {}
        for article, coders in sorted(at_work(reads.connection).items()):
            mine = {coder: finished for coder, finished in coders.items() if coder in chosen}
            done = tuple(sorted(coder for coder, finished in mine.items() if finished))
            if len(mine) < 2:
                if mine:
                    left_out.setdefault(SINGLE, []).append(article)
            elif len(done) < 2:
                left_out.setdefault(UNFINISHED, []).append(article)
            elif self._open(article, viewer, done):
                self.wanted[article] = done
            else:
                left_out.setdefault(BLIND, []).append(article)
        self.left_out = {why: tuple(articles) for why, articles in left_out.items()}

    def _open(self, article: str, viewer: str, coders: tuple[str, ...]) -> bool:
        seen = seen_layers(self._reads.connection, article, viewer)
        return seen is None or set(coders) <= set(seen)

    def compared(self, codebook: Codebook, pace: Pace, look: Callable[[], None]) -> Comparison:
        said = pair_decisions(self._reads.connection)
        decisions = {
            article: [Decision(each.one, each.other, each.same) for each in said[article]]
            for article in said
            if article in self.wanted
        }
        compared = compare(self._codings(codebook, pace, look), codebook, None, decisions)
        return in_order_of_names(compared, self._names)

    def _codings(self, codebook: Codebook, pace: Pace, look: Callable[[], None]) -> Iterator[ArticleCoding]:
        groups = [group.key for group in codebook.groups]
        for done, coding in enumerate(finished_layers(self._reads.connection, groups, self.wanted)):
            look()
            pace.tell(done, len(self.wanted), _READING)
            self.withdrawn += sum(incident.status == "withdrawn" for incident in coding.incidents)
            yield coding


def _parted(whole: Comparison, by: Iterable[str]) -> list[tuple[str, str, Comparison]]:
    """(parting, key, comparison) of each part, in the order of PARTINGS."""
    wanted = set(by)
    parts: list[tuple[str, str, Comparison]] = []
    if BY_CODER in wanted:
        parts += [(BY_CODER, coder, part) for coder, part in by_coder(whole).items()]
    if BY_PAIR in wanted:
        parts += [(BY_PAIR, " ".join(pair), part) for pair, part in by_pair(whole).items()]
    if BY_KIND in wanted:
        parts += [(BY_KIND, kind, part) for kind, part in by_kind(whole).items()]
    if BY_MONTH in wanted:
        parts += [(BY_MONTH, month, part) for month, part in by_month(whole).items()]
    return parts


def _title(codebook: Codebook, names: Mapping[str, str], by: str, key: str) -> str:
    if by == WHOLE:
        return "All"
    if by in (BY_CODER, BY_PAIR):
        return " and ".join(names.get(coder, coder) for coder in key.split(" "))
    if by == BY_MONTH:
        return key or "month not known"
    levels = structure_of(codebook).levels
    listed = codebook.choices_of(levels[0]) if levels else None
    if listed is not None and key in listed.by_code:
        return listed.by_code[key].label
    return key or "no type given"


__all__ = [
    "BLIND", "BY_CODER", "BY_KIND", "BY_MONTH", "BY_PAIR", "LEFT_OUT", "PARTINGS", "SINGLE", "UNFINISHED", "WHOLE",
    "AgreementReport", "Part", "Stopped", "agreement", "let_go", "parts_of",
]  # fmt: skip
