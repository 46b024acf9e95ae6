# SPDX-License-Identifier: MIT
"""The line of totals under the data set, in words.

What lives here: from sums to a line. What does not: the sums (store/incident_totals.py, tasks/standing_counts.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.domain.codebook.model import Codebook
from curator.store.incident_totals import CountTotal, Fits, count_totals, how_many_articles

if TYPE_CHECKING:
    from curator.tasks.standing_counts import StandingCounts

INCIDENTS = T(CONTEXT, "{incidents} in {articles}")
ONE_INCIDENT, MANY_INCIDENTS = T(CONTEXT, "1 incident"), T(CONTEXT, "{count} incidents")
ONE_ARTICLE, MANY_ARTICLES = T(CONTEXT, "1 article"), T(CONTEXT, "{count} articles")
FIGURES = T(CONTEXT, "{label} {best} ({low} – {high}{open}), told in {told}")


def totals(
    connection: sqlite3.Connection, codebook: Codebook, fits: Fits, standing: StandingCounts | None
) -> tuple[int, Mapping[str, CountTotal]]:
    """How many articles the incidents that fit stand in, and their figures by derived field. `standing`: what stands
    ready to count them in a large project."""
    if standing is None:
        return how_many_articles(connection, fits), count_totals(connection, codebook, fits)
    return standing.articles(connection, fits), standing.totals(connection, codebook, fits)


def totals_line(codebook: Codebook, incidents: int, articles: int, counts: Mapping[str, CountTotal]) -> str:
    """ "12 incidents in 4 articles · Killed 31 (28 – 40+), told in 9": best, lowest and highest figure; + where an
    incident says no highest one."""
    counted = _counted(incidents, ONE_INCIDENT, MANY_INCIDENTS), _counted(articles, ONE_ARTICLE, MANY_ARTICLES)
    said = [say(INCIDENTS, incidents=counted[0], articles=counted[1])]
    for derived in codebook.derived:
        total = counts.get(derived.key)
        if total is not None and total.told:
            said.append(
                say(FIGURES, label=derived.label, best=f"{total.best:,}", low=f"{total.low:,}", high=f"{total.high:,}",
                    open="+" if total.open else "", told=f"{total.told:,}")
            )  # fmt: skip
    return " · ".join(said)


def _counted(count: int, one: str, many: str) -> str:
    return say(one) if count == 1 else say(many, count=f"{count:,}")
