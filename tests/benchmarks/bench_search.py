# SPDX-License-Identifier: MIT
"""Searching 100,000 articles of 4 kB: 50 newest hits, and the 50 best, with their snippets; and making the index.

Targets (DESIGN.md 10): 50 newest in 10 ms, ranked in 150 ms, of CPU: the asking, over an open index. Words are rare,
usual, in every article, phrases, beginnings of three letters, and left out; beginnings of two letters are measured
without a limit. Making the index is compared with FTS5 alone, fed the same texts in one transaction.

    python tests/benchmarks/bench_search.py [ARTICLES]
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import sys
import tempfile
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator import paths
from curator.operations import AddArticles, AddCoder, NewArticle
from curator.store.search_coded import CodedWords
from curator.store.search_find import Search, Sort
from curator.store.search_index import SearchIndex
from curator.store.search_index_file import open_index
from curator.store.search_query import read_query
from curator.store.search_scope import Scope
from curator.tasks.search import update_index
from curator.workspace import Workspace
from tests.benchmarks.figures import report, seconds
from tests.codings_strategy import small_codebook

SEED = 20191108
TEXT = 4_000
QUERIES = (
    "seldomword",
    "police",
    "the",
    "the of said",
    '"the police said"',
    "pol*",
    "police -army",
    "army OR police OR the",
    "الشرطة",
    "مدينه",
    "zzz",
    "the seldomword",
)
SHORT = ("po*", "th*")  # fmt: skip
_ENGLISH = "the of to in a and said on for that was by with at from were he as is it people two"
_NEWS = "police army killed attack protest city government wounded soldiers bomb market station district strike"
_ARABIC = "في من على ان الى قال عن التي الذي مع هذا بعد يوم كان بين الشرطة مدينة الموصل قتل هجوم الحكومة احتجاج جرحى"
_NEWS_RANK = 60  # among 30,000 words: in about half of the articles


def texts(articles: int) -> list[str]:
    """Words come as often as words do (Zipf, from 30,000); every fifth text is Arabic."""
    chance = random.Random(SEED)
    syllables = [a + b for a in "bcdfghklmnprst" for b in "aeiou"]
    rare = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(30_000)]
    english = [*_ENGLISH.split(), *rare[:_NEWS_RANK], *_NEWS.split(), *rare[_NEWS_RANK:]]
    arabic = [*_ARABIC.split(), *(word.translate(_LETTERS) for word in rare)]
    weights = list(accumulate(1 / place for place in range(1, 30_001)))
    made = []
    for number in range(articles):
        vocabulary = arabic if number % 5 == 0 else english
        words = chance.choices(vocabulary[:30_000], cum_weights=weights, k=TEXT // 6)
        if number % 1000 == 7:
            words[10] = "seldomword"
        if number % 30 == 1:
            words[20:23] = ["the", "police", "said"]
        made.append(f"{number} {' '.join(words)}")
    return made


_LETTERS = str.maketrans("bcdfghklmnprstaeiou", "بجدفغهكلمنبرستاييوو")


def fill(workspace: Workspace, made: list[str]) -> None:
    workspace.act_as(workspace.run(AddCoder("Coder 1")))
    for first in range(0, len(made), 500):
        some = made[first : first + 500]
        workspace.run(AddArticles(tuple(NewArticle(text, {"title": text[:60], "outlet": "Outlet"}) for text in some)))


def median_ms(search: Search, sort: Sort) -> float:
    return round(statistics.median(seconds(lambda: search.articles(sort, 50))[0] for _ in range(7)) * 1000, 2)


def ask(index: SearchIndex, workspace: Workspace) -> dict[str, dict[str, float]]:
    """Milliseconds of each query, by way of sorting."""
    found: dict[str, dict[str, float]] = {"newest": {}, "best": {}, "numbers": {}}
    with workspace.read() as reads:
        for said in (*QUERIES, *SHORT):
            search = Search(index, reads.connection, lambda: CodedWords(small_codebook()), read_query(said), Scope())
            found["newest"][said] = median_ms(search, "newest")
            found["best"][said] = median_ms(search, "best")
            found["numbers"][said] = round(seconds(search.numbers)[0] * 1000, 1)
    return found


def plain_fts(folder: Path, made: list[str]) -> float:
    """CPU seconds of FTS5 alone."""
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2')")

    def insert() -> None:
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO t (rowid, body) VALUES (?, ?)", enumerate(made))
        connection.execute("COMMIT")

    cpu = seconds(insert)[0]
    connection.close()
    return cpu


def main() -> int:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        os.environ["CURATOR_HOME"] = str(Path(name) / "home")
        made = texts(articles)
        raw = plain_fts(Path(name), made)
        path = Path(name) / "a.curator"
        with Workspace.create(path, small_codebook()) as workspace:
            fill(workspace, made)
        with Workspace.open(path, write=False) as workspace:
            cpu, wall = seconds(lambda: update_index(workspace))
            again = [seconds(lambda: update_index(workspace))[1] * 1000 for _ in range(9)]
            index_path = paths.search_index(path)
            with open_index(index_path) as index:
                asked = ask(index, workspace)
        size = index_path.stat().st_size
    figures = {
        "articles": articles, "seed": SEED, "text_mb": round(sum(map(len, made)) / 1e6), "index_mb": round(size / 1e6),
        "made_cpu_s": round(cpu, 1), "made_wall_s": round(wall, 1), "plain_fts5_cpu_s": round(raw, 1),
        "ratio_made": round(cpu / raw, 2), "nothing_to_do_ms": round(statistics.median(again), 2), "ms": asked,
        **{f"{way}_ms": max(asked[way][said] for said in QUERIES) for way in asked},
    }  # fmt: skip
    return report("searching", figures, {"newest_ms": 10.0, "best_ms": 150.0, "ratio_made": 3.0})


if __name__ == "__main__":
    sys.exit(main())
