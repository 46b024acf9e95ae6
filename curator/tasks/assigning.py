# SPDX-License-Identifier: MIT
"""Assigning articles to coders: each to one in turn, a random share to two or more, the seed told.

What lives here: the draw, planning and making assignments, telling of them. What does not: writing them
(operations/assigning.py), what they hide (store/layers.py).

The draw needs no random numbers of Python: articles are put in order by SHA-256 of the seed and their ids, so the same
seed and the same articles give the same assignments on every machine and in every version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curator.domain.coding import Coder
from curator.domain.faults import InputRefused, NotNow
from curator.operations import AddCoder, Assign, OpenLayers
from curator.store import assignments
from curator.tasks.job import Cancelled, Pace, Progress, never, silent
from curator.workspace import Workspace

Pair = tuple[str, str]  # (article, coder)
MOST_SEED = 999_999
_AT_ONCE = 500
_IN_BATCH = 1_500  # assignments: well below what a coder notices


def draw(
    articles: Sequence[str],
    coders: Sequence[str],
    share: float,
    seed: int,
    *,
    times: int = 2,
    load: Mapping[str, int] | None = None,
) -> tuple[Pair, ...]:
    """Assign each article to one coder in turn, and a random `share` (0 to 1, rounded to whole articles) of them to
    `times` different coders. Who has least gets the next one; `load` says what each has already.

    The pairs come in the order of the articles given. Raises InputRefused where there are fewer coders than `times`.
    """
    coders = list(dict.fromkeys(coders))
    doubled = int(len(articles) * share + 0.5)
    if not coders:
        raise InputRefused("Nobody is named to whom articles could be assigned.")
    if doubled and len(coders) < times:
        raise InputRefused(f"To have an article coded {times} times it takes {times} coders; {len(coders)} named.")
    order = sorted(dict.fromkeys(articles), key=lambda article: _drawn(seed, "who", article))
    twice = set(sorted(order, key=lambda article: _drawn(seed, "double", article))[:doubled])
    have = {coder: (load or {}).get(coder, 0) for coder in coders}
    given: dict[str, list[str]] = {}
    for article in order:
        least = sorted(coders, key=lambda coder: have[coder])  # of equal ones the first named
        given[article] = least[: times if article in twice else 1]
        for coder in given[article]:
            have[coder] += 1
    return tuple((article, coder) for article in dict.fromkeys(articles) for coder in given[article])


def _drawn(seed: int, what: str, article: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{what}\x1f{article}".encode()).digest()


@dataclass(frozen=True)
class AssignPlan:
    """What would be assigned. `pairs`: (article, coder's id or, of somebody new, name). `already`: how many of the
    articles are assigned and stay so. `names`: of the coders by what stands in the pairs; `new`: those to be added."""

    pairs: tuple[Pair, ...]
    seed: int
    share: float
    times: int
    already: int
    names: Mapping[str, str]
    new: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        """How many articles are assigned."""
        return len({article for article, _ in self.pairs})

    @property
    def doubled(self) -> int:
        """How many of them to several coders."""
        seen: dict[str, int] = {}
        for article, _ in self.pairs:
            seen[article] = seen.get(article, 0) + 1
        return sum(count > 1 for count in seen.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many articles each coder gets, by name."""
        counts = dict.fromkeys(self.names, 0)
        for _, coder in self.pairs:
            counts[coder] += 1
        return {self.names[coder]: count for coder, count in counts.items()}

    @property
    def sentence(self) -> str:
        """What happens, in a sentence or two."""
        if not self.pairs:
            why = "every article is assigned already" if self.already else "there is no article"
            return f"Nothing is to be assigned: {why}."
        each = ", ".join(f"{name} gets {count:,}" for name, count in self.counts.items() if count)
        return f"{_many(self.articles)} {_is(self.articles)} assigned{self._several}: {each}.{self._stay}"

    @property
    def _several(self) -> str:
        if not self.doubled:
            return ""
        all_of_them = "" if self.articles == 1 else " all of them"
        which = all_of_them if self.doubled == self.articles else f" {self.doubled:,} of them"
        return f",{which} to {self.times} coders"

    @property
    def _stay(self) -> str:
        if not self.already:
            return ""
        stay = "was assigned before and stays so" if self.already == 1 else "were assigned before and stay so"
        return f" {_many(self.already)} {stay}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _many(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


@dataclass(frozen=True)
class AssignReport:
    """What was assigned; the plan's seed gives the same draw again. `assigned`: how many assignments are new.
    `change`: the id of an entry that undoes all of it."""

    plan: AssignPlan
    assigned: int
    change: str = ""

    @property
    def sentence(self) -> str:
        if self.assigned < len(self.plan.pairs):
            return f"Stopped: {self.assigned:,} of {len(self.plan.pairs):,} assignments were made, and stay."
        return f"{self.plan.sentence} Seed: {self.plan.seed}."


def plan_assignment(
    workspace: Workspace,
    coders: Sequence[str],
    share: float,
    *,
    seed: int | None = None,
    articles: Sequence[str] | None = None,
    times: int = 2,
    new: Sequence[str] = (),
) -> AssignPlan:
    """Draw who of `coders` (ids) and `new` (names) codes which `articles` (ids; None: all). Those that are assigned to
    anybody stay as they are; what each coder has not finished yet counts as load. Without a seed one is drawn.

    Raises InputRefused for too few coders, or a new name that is known already.
    """
    with workspace.read() as reads:
        known = {coder.id: coder for coder in reads.coders()}
        taken = assignments.assigned_articles(reads.connection)
        load = {each.coder: each.assigned - each.finished for each in assignments.loads(reads.connection)}
        every = reads.article_ids() if articles is None else list(dict.fromkeys(articles))
    new = tuple(dict.fromkeys(name.strip() for name in new if name.strip()))
    _refuse_known(new, known.values())
    free = [article for article in every if article not in taken]
    seed = int.from_bytes(workspace.clock.random_bytes(4), "big") % (MOST_SEED + 1) if seed is None else seed
    whom = [*coders, *new]
    pairs = draw(free, whom, share, seed, times=times, load=load)
    names = {coder: known[coder].name if coder in known else coder for coder in whom}
    return AssignPlan(pairs, seed, share, times, len(every) - len(free), names, new)


def _refuse_known(new: Sequence[str], known: Iterable[Coder]) -> None:
    names = {coder.name for coder in known}
    for name in new:
        if name in names:
            raise InputRefused(f"“{name}” is known in this project already; name them among the coders.")


def assign(
    workspace: Workspace, plan: AssignPlan, *, progress: Progress = silent, cancelled: Cancelled = never
) -> AssignReport:
    """Do what was planned, as one step of undo; when it is stopped, what is assigned stays so. Raises NotNow where
    nothing is to be assigned, and UserFault."""
    if not plan.pairs:
        raise NotNow(plan.sentence)
    job, pace, done = workspace.ids.new(), Pace(progress), 0
    ids = {name: workspace.run(AddCoder(name), job=job).id for name in plan.new}
    pairs = tuple((article, ids.get(coder, coder)) for article, coder in plan.pairs)
    for first in range(0, len(pairs), _IN_BATCH):
        if cancelled():
            break
        pace.tell(first, len(pairs), "Assigning articles")
        done += workspace.run(Assign(pairs[first : first + _IN_BATCH]), job=job)
    pace.end(len(pairs), "")
    last = workspace.undo_target()
    return AssignReport(plan, done, last.id if last is not None and last.job == job else "")


def open_layers(workspace: Workspace, reason: str, articles: Iterable[str] | None = None) -> int:
    """Let who codes in this workspace look at colleagues' layers of articles (ids; None: all) that are hidden from
    them; the history says so. Returns of how many articles. Raises InputRefused without a reason, and UserFault."""
    coder = workspace.coder.id if workspace.coder is not None else ""
    with workspace.read() as reads:
        blind = reads.blind_articles(coder)
    meant = sorted(blind if articles is None else blind.intersection(articles))
    return int(workspace.run(OpenLayers(tuple(meant), reason))) if meant else 0


@dataclass(frozen=True)
class AssignedArticle:
    """An article with those who are to code it: (name, reading state)."""

    n: int
    article: str
    title: str
    coders: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Assigned:
    """Who is to code what. `coders`: (name, assigned, finished)."""

    articles: tuple[AssignedArticle, ...]
    coders: tuple[tuple[str, int, int], ...]
    not_assigned: int


def assigned(workspace: Workspace) -> Assigned:
    """Who is to code what in this project, and how far they are."""
    with workspace.read() as reads:
        names = {coder.id: coder.name for coder in reads.coders()}
        ids = sorted(assignments.assigned_articles(reads.connection))
        lines: list[AssignedArticle] = []
        for first in range(0, len(ids), _AT_ONCE):
            some = ids[first : first + _AT_ONCE]
            whose = assignments.assigned_to(reads.connection, some)
            marks = ", ".join("?" * len(some))
            found = reads.connection.execute(
                f"SELECT n, id, coalesce(title, '') FROM articles WHERE id IN ({marks})", tuple(some)
            ).fetchall()
            lines += [
                AssignedArticle(n, article, title, tuple((name, state) for _, name, state in whose[article]))
                for n, article, title in found
            ]
        load = tuple((names[each.coder], each.assigned, each.finished) for each in assignments.loads(reads.connection))
        return Assigned(tuple(sorted(lines, key=lambda line: line.n)), load, reads.article_count() - len(ids))
