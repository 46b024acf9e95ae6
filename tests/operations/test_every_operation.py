# SPDX-License-Identifier: MIT
"""The law of every operation: done, undone and done again, the rows are what they were, and the log says the same.

The operations are found, not listed: one without a way to make it here fails.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator.workspace import Workspace
from tests.operation_makers.every import MAKERS
from tests.operation_makers.project import Nothing, Project, assert_sound, last_change, new_project
from tests.operation_makers.whole import add_articles, fill
from tests.project_rows import all_rows, without_what_stays


def test_every_operation_class_can_be_made_here() -> None:
    assert set(MAKERS) == set(verbs.OPERATIONS) - {verbs.CreateProject}, "an operation has no generator"


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.kind)
def test_each_operation_in_a_project_full_of_work(kind: type) -> None:
    done = 0

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        nonlocal done
        with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as workspace:
            project = Project(workspace, data.draw)
            fill(project)
            for _ in range(3):
                with suppress(Nothing):
                    done += done_undone_and_done_again(workspace, MAKERS[kind](project))
            assert_sound(workspace)

    check()
    assert done, "in none of the projects this operation changed anything"


def done_undone_and_done_again(workspace: Workspace, operation: Any) -> bool:
    """Run an operation, undo it, redo it; the rows must agree. Returns whether it changed anything."""
    before = all_rows(workspace, with_numbers=True)
    newest = last_change(workspace)
    workspace.run(operation)
    after = all_rows(workspace, with_numbers=True)
    if last_change(workspace) == newest:
        assert before == after
        return False
    workspace.undo(last_change(workspace))
    undone = all_rows(workspace, with_numbers=True)
    assert without_what_stays(undone) == without_what_stays(before), operation
    workspace.undo(last_change(workspace))
    assert all_rows(workspace, with_numbers=operation.kind in STABLE) == (
        after if operation.kind in STABLE else all_without_numbers(after)
    ), operation
    return True


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_done_undone_and_done_again_the_rows_are_what_they_were(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as workspace:
        project = Project(workspace, data.draw)
        workspace.run(add_articles(project))
        for _ in range(data.draw(st.integers(4, 25))):
            try:
                operation = MAKERS[data.draw(st.sampled_from(list(MAKERS)))](project)
            except Nothing:
                continue
            done_undone_and_done_again(workspace, operation)
        assert_sound(workspace)


# Rows that are added singly get a new local number when an undo brings them back a second time.
STABLE = {
    "add_articles",
    "remove_article",
    "receive_coding",
    "remove_incident",
    "set_incident_status",
    "rename_project",
}


def all_without_numbers(rows: dict[str, Any]) -> dict[str, Any]:
    return {
        table: {key: {name: value for name, value in row.items() if name != "n"} for key, row in some.items()}
        for table, some in rows.items()
    }
