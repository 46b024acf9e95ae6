# SPDX-License-Identifier: MIT
"""Articles that are nearly the same as another one: in a project, and while articles come in.

What lives here: bringing what is kept of the texts up to date, batch by batch, and telling what is near. What does not:
what near is (domain/near.py), where it is kept (store/near_file.py), importing (import_articles.py), what a person said
of a pair (operations/article_pairs.py).

Every function may be called from any thread and beside other windows and commands: what two of them find is the same.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import NamedTuple

from curator import paths
from curator.domain.kept import DIFFERENT
from curator.domain.near import Near, NearIndex, PutBy, Shingles, near, nearest, shingles
from curator.store.near_file import anew, in_memory, open_near
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent
from curator.workspace import Workspace

_STEP, _AT_ONCE = 20, 25  # articles from one look into the project, and such steps in one transaction of the file
_GHOSTS = 1_000  # articles that are gone: for more of them than are there the file is begun again
LOOKING = "Looking for near-duplicates"


class NearArticles:
    """The articles of a project, and those that come while it is used, by what their texts are like.

    To be closed; `with` does. What is kept in a file that breaks or cannot be written is found again, in memory.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._path = paths.near_file(workspace.path)
        self._file = open_near(self._path, workspace.path)
        self._index = NearIndex()  # of those that are coming
        self._coming: dict[str, PutBy] = {}
        self._found: dict[str, list[Near]] = {}
        self._arrived: dict[str, str] = {}

    def __enter__(self) -> NearArticles:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    # -- what is there ----------------------------------------------------------------------------------------------
    def update(self, progress: Progress = silent, cancelled: Cancelled = never, rest: float = 0.0) -> int:
        """Take in the texts that are not kept yet; returns how many they were. Where none lacks it costs one look at
        the ids. `rest`: seconds to leave to others after each step. Raises Stopped: what was taken in stays."""
        try:
            return self._update(progress, cancelled, rest)
        except sqlite3.Error:
            return self._begin_in_memory(progress, cancelled, rest)

    def _begin_in_memory(self, progress: Progress = silent, cancelled: Cancelled = never, rest: float = 0.0) -> int:
        """The file broke, or cannot be written."""
        self._file.close()
        self._file = in_memory()
        return self._update(progress, cancelled, rest)

    def _update(self, progress: Progress, cancelled: Cancelled, rest: float) -> int:
        lacking = self._lacking()
        pace, done = Pace(progress), 0
        while done < len(lacking):
            with self._file.writing():
                for _ in range(_AT_ONCE):
                    if cancelled() or done >= len(lacking):
                        break
                    pace.tell(done, len(lacking), LOOKING)
                    some = self._file.lacking(lacking[done : done + _STEP])
                    self._take_in({article: shingles(text) for article, text in self._texts(some).items()})
                    done += _STEP
                    time.sleep(rest)
            if cancelled() and done < len(lacking):
                raise Stopped("The search for near-duplicates was stopped; what was found stays.")
        if lacking:
            pace.end(len(lacking), LOOKING)
        return len(lacking)

    def _lacking(self) -> list[str]:
        with self._workspace.read() as reads:
            there = reads.article_ids()
        known = self._file.known()
        if len(known) > _GHOSTS and len(known.difference(there)) > len(there):
            self._file.close()
            self._file, known = anew(self._path, self._workspace.path), set()
        return [article for article in there if article not in known]

    def _texts(self, articles: Sequence[str]) -> dict[str, str]:
        if not articles:
            return {}
        with self._workspace.read() as reads:
            return {article: reads.article_text(article) for article in articles}

    def _take_in(self, texts: Mapping[str, Shingles]) -> None:
        """Find what is near, among these too, and keep all: within a transaction, so that nobody takes in others
        meanwhile which would not be compared with these."""
        self._file.add(texts)
        for article, own in texts.items():
            self._file.pair(article, self._near_there(own, article, texts))

    def _near_there(self, own: Shingles, but: str, at_hand: Mapping[str, Shingles]) -> list[Near]:
        """What of the articles is near to a text, `but` itself; `at_hand`: shingles that need no reading."""
        candidates = {each for each in self._file.candidates(own) if each != but}
        others = {each: at_hand[each] for each in candidates if each in at_hand}
        others |= {each: shingles(text) for each, text in self._texts([*candidates - others.keys()]).items() if text}
        return nearest(near(own, each, other) for each, other in others.items())

    # -- what comes -------------------------------------------------------------------------------------------------
    def expect(self, name: str, text: str) -> list[Near]:
        """Take in a text that will be an article, and say what is nearly the same, the most alike first. `name`: what
        tells it apart until it is one. Of what is expected still, the article is the name; see `now`."""
        own = shingles(text)
        coming = [near(own, each, self._coming[each].shingles()) for each in self._index.candidates(own)]
        try:
            there = self._near_there(own, "", {})
        except sqlite3.Error:
            self._begin_in_memory()
            there = self._near_there(own, "", {})
        self._coming[name] = own.put_by()
        self._index.add(name, own)
        self._found[name] = nearest([*coming, *there])
        return self._found[name]

    def arrived(self, articles: Mapping[str, str]) -> None:
        """What was expected, by name, is an article now. When nothing is expected any more it is kept."""
        self._arrived |= articles
        if self._coming.keys() - self._arrived.keys():
            return
        texts = {self._arrived[name]: own for name, own in self._coming.items()}
        found = {self._arrived[name]: [self.now(one) for one in near] for name, near in self._found.items()}
        self._coming, self._found, self._index = {}, {}, NearIndex()
        try:
            with self._file.writing():
                self._file.add(texts)
                for article, others in found.items():
                    self._file.pair(article, others)
        except sqlite3.Error:
            self._begin_in_memory()

    def now(self, one: Near) -> Near:
        """The same, by the article's id where it has one by now."""
        return Near(self._arrived.get(one.article, one.article), one.likeness, one.part)

    # -- what was found ---------------------------------------------------------------------------------------------
    def near(self, article: str) -> list[Near]:
        """What is nearly the same as an article of the project that was taken in, the most alike first."""
        found = [one for _, one in self._file.pairs(article)]
        with self._workspace.read() as reads:
            there = reads.article_titles([one.article for one in found])
        return nearest(one for one in found if one.article in there)

    def pairs(self) -> list[NearPair]:
        """All pairs of articles of the project that are nearly the same: the undecided first, the most alike first.
        Older versions of articles are left out, for they count no more."""
        found = list(self._file.pairs())
        with self._workspace.read() as reads:
            numbers = reads.article_numbers({*(one for one, _ in found), *(near.article for _, near in found)})
            superseded = reads.superseded()
            said = {(pair.one, pair.other): pair.decision for pair in reads.article_pairs()}
        pairs = [
            NearPair(one, near.article, numbers[one], numbers[near.article], near.likeness, near.part,
                     said.get((one, near.article), ""))
            for one, near in found
            if one in numbers and near.article in numbers and not superseded & {one, near.article}
        ]  # fmt: skip
        return sorted(pairs, key=lambda pair: pair.rank)


class NearPair(NamedTuple):
    """Two articles that are nearly the same: their ids and local numbers, how much of the shorter one is in the other,
    what `one` is to the other (domain/near.py), and what a person said of them ("" nothing yet)."""

    one: str
    other: str
    n: int
    other_n: int
    likeness: float
    part: str = ""
    decision: str = ""

    @property
    def rank(self) -> tuple[bool, float, int, int]:
        """Pairs are listed by this: the undecided first, the most alike first."""
        return self.decision != "", -self.likeness, self.n, self.other_n

    @property
    def shown(self) -> bool:
        """Whether the list of articles marks it: unless somebody said that they are different reports."""
        return self.decision != DIFFERENT


def near_pairs(workspace: Workspace) -> list[NearPair]:
    """The pairs that were found up to now, without looking for more."""
    with NearArticles(workspace) as library:
        return library.pairs()


def near_duplicates(workspace: Workspace, article: str, progress: Progress = silent,
                    cancelled: Cancelled = never) -> list[Near]:  # fmt: skip
    """What in the project is nearly the same as one of its articles, the most alike first; raises Stopped."""
    with NearArticles(workspace) as library:
        library.update(progress, cancelled)
        return library.near(article)
