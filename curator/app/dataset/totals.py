# SPDX-License-Identifier: MIT
"""The line of totals under the data set, in words.

What lives here: from sums to a line. What does not: the sums (store/incident_totals.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.domain.codebook.model import Codebook
from curator.store.incident_totals import CountTotal

INCIDENTS = T(CONTEXT, "{incidents} incidents in {articles} articles")
FIGURES = T(CONTEXT, "{label} {best} ({low} – {high}{open}), told in {told}")


def totals_line(codebook: Codebook, incidents: int, articles: int, counts: Mapping[str, CountTotal]) -> str:
    """ "12 incidents in 4 articles · Killed 31 (28 – 40+), told in 9": best, lowest and highest figure; + where an
    incident says no highest one."""
    said = [say(INCIDENTS, incidents=f"{incidents:,}", articles=f"{articles:,}")]
    for derived in codebook.derived:
        total = counts.get(derived.key)
        if total is not None and total.told:
            said.append(
                say(FIGURES, label=derived.label, best=f"{total.best:,}", low=f"{total.low:,}", high=f"{total.high:,}",
                    open="+" if total.open else "", told=f"{total.told:,}")
            )  # fmt: skip
    return " · ".join(said)
