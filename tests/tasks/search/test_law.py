# SPDX-License-Identifier: MIT
"""The law of the index: whatever is done and undone, brought up to date it holds what one made anew holds."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator import paths
from curator.domain.faults import NotNow
from curator.tasks.search import update_index
from curator.workspace import Workspace
from tests.codings_strategy import QUICK
from tests.operation_makers.every import MAKERS
from tests.operation_makers.project import Nothing, Project, new_project
from tests.operation_makers.whole import add_articles


def held(workspace: Workspace) -> dict[str, list[Any]]:
    """What the index holds, but for ghosts and the numbers below an article's; FTS5 checks itself."""
    connection = sqlite3.connect(paths.search_index(workspace.path))
    connection.execute("INSERT INTO coded (coded) VALUES ('integrity-check')")
    connection.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, words, instance)")
    found = {
        "words": connection.execute(
            'SELECT v.* FROM v JOIN articles a ON a.n = v.doc WHERE a.gone = 0 ORDER BY doc, col, "offset"'
        ).fetchall(),
        "articles": connection.execute("SELECT * FROM articles WHERE gone = 0 ORDER BY n").fetchall(),
        "coded": connection.execute(
            "SELECT p.kind, p.id, p.coder, p.writer, p.n >> 20, c.open, c.private FROM places p "
            "JOIN coded c ON c.rowid = p.n ORDER BY p.kind, p.id"
        ).fetchall(),
        "counts": connection.execute("SELECT (SELECT count(*) FROM coded), (SELECT count(*) FROM places)").fetchall(),
        "about": connection.execute("SELECT * FROM about ORDER BY key").fetchall(),
    }
    connection.close()
    return found


# What changes words most comes most often.
WORDY = (
    verbs.SetValue, verbs.SetValue, verbs.SetValue, verbs.AddRow, verbs.AddIncident, verbs.ReceiveCoding,
    verbs.AddComment, verbs.ChangeComment,
)  # fmt: skip


@pytest.mark.slow
@settings(QUICK, max_examples=40, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_brought_up_to_date_it_holds_what_one_made_anew_holds(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as workspace:
        project = Project(workspace, data.draw)
        workspace.run(add_articles(project))
        assert update_index(workspace).outcome == "made"
        for _ in range(data.draw(st.integers(4, 30))):
            step = data.draw(st.sampled_from(["run", "run", "run", "undo", "redo"]))
            if data.draw(st.booleans()):
                assert update_index(workspace).outcome in ("updated", "fitting")
            try:
                if step == "run":
                    workspace.run(MAKERS[data.draw(st.sampled_from([*MAKERS, *WORDY]))](project))
                elif step == "undo":
                    workspace.undo()
                else:
                    workspace.redo()
            except (Nothing, NotNow):
                continue
        assert update_index(workspace).outcome in ("updated", "fitting")
        updated = held(workspace)
        paths.search_index(workspace.path).unlink()
        assert update_index(workspace).outcome == "made"
        anew = held(workspace)
        for part, rows in anew.items():
            assert updated[part] == rows, part
