# SPDX-License-Identifier: MIT
"""The log of 100,000 actions: verified as a chain, and against the rows.

Baseline: reading and hashing the same entries with the standard library. Target (RELIABILITY.md 3.6): a project of
1 GB is checked in 60 s, so so many bytes a second.

    python tests/benchmarks/bench_log.py [ACTIONS]
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.operations import AddArticles, AddCoder, AddEvidence, AddIncident, NewArticle, SetValue
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.workspace import Workspace
from curator.workspace.session import Step
from tests.benchmarks.figures import report, seconds
from tests.codings_strategy import small_codebook


def fill(workspace: Workspace, actions: int) -> None:
    """So many actions, a thousand to a transaction: the log is the same as one at a time."""
    workspace.act_as(workspace.run(AddCoder("Coder 1")))
    article = workspace.run(AddArticles((NewArticle("Two were killed. " * 200),)))[0]
    incidents = [workspace.run(AddIncident(article, (0, 3))) for _ in range(200)]
    session, thread = workspace._session, workspace._thread
    assert session
    assert thread
    for first in range(0, actions, 1000):
        steps: list[Step] = []
        for number in range(first, min(first + 1000, actions)):
            incident = incidents[number % len(incidents)]
            operation = (
                AddEvidence(article, number % 3000, number % 3000 + 5, incident, field="weight")
                if number % 4 == 0
                else SetValue(incident, "weight", number + 0.5)
            )
            steps.append((operation.apply, operation.kind, None))
        thread.call(partial(session._transact, steps, workspace.coder, None))


def main() -> int:
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        path = Path(name) / "a.curator"
        with Workspace.create(path, small_codebook()) as workspace:
            fill(workspace, actions)
        size = path.stat().st_size
        with Workspace.open(path, write=False) as workspace, workspace.read() as reads:
            connection = reads.connection

            def plain() -> None:
                digest = hashlib.sha256()
                for row in connection.execute("SELECT * FROM changes ORDER BY seq"):
                    digest.update(repr(row).encode())
                for row in connection.execute("SELECT * FROM change_rows ORDER BY seq, pos"):
                    digest.update(repr(row).encode())

            raw = seconds(plain)[0]
            chain = seconds(lambda: list(broken_links(connection)))[0]
            found: list[str] = []
            rows = seconds(lambda: found.extend(mismatches(connection)))[0]
            assert found == []
    figures = {
        "actions": actions, "file_mb": round(size / 1e6, 1), "raw_read_and_hash_s": round(raw, 2),
        "chain_s": round(chain, 2), "against_rows_s": round(rows, 2),
        "ratio_chain": round(chain / raw, 2), "entries_a_second": round(actions / (chain + rows)),
        "seconds_for_1_gb": round((chain + rows) / size * 1e9, 1),
    }  # fmt: skip
    return report("the log verified", figures, {"seconds_for_1_gb": 60.0})


if __name__ == "__main__":
    sys.exit(main())
