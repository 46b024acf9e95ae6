# SPDX-License-Identifier: MIT
"""Undo and redo walk back and forth, whatever was done, across restarts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.faults import NotNow
from curator.workspace import Workspace
from tests.operation_makers.every import MAKERS
from tests.operation_makers.project import Nothing, Project, assert_sound, last_change, new_project
from tests.project_rows import all_rows, without_what_stays


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_undo_and_redo_walk_back_and_forth_across_restarts(data: st.DataObject) -> None:
    """A stack of states is the model: undo goes down, redo up, a new operation cuts what lies above."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = new_project(Path(folder))
        coder = workspace.coder
        states, place = [without_what_stays(all_rows(workspace))], 0
        project = Project(workspace, data.draw)
        try:
            for _ in range(data.draw(st.integers(5, 30))):
                step = data.draw(st.sampled_from(["run", "run", "run", "undo", "undo", "redo", "restart"]))
                if step == "restart":
                    workspace.close()
                    workspace = project.workspace = Workspace.open(Path(folder) / "try.curator")
                    workspace.act_as(coder)
                elif step == "undo":
                    if place == 0:
                        with pytest.raises(NotNow):
                            workspace.undo()
                    else:
                        workspace.undo()
                        place -= 1
                elif step == "redo":
                    if place == len(states) - 1:
                        with pytest.raises(NotNow):
                            workspace.redo()
                    else:
                        workspace.redo()
                        place += 1
                else:
                    makers = [maker for kind, maker in MAKERS.items() if kind not in (*SCENERY, *PREPARED)]
                    try:
                        operation = data.draw(st.sampled_from(makers))(project)
                    except Nothing:
                        continue
                    if isinstance(operation, verbs.ReceiveCoding):
                        continue  # making one brings in an article: two steps
                    newest = last_change(workspace)
                    workspace.run(operation)
                    if last_change(workspace) != newest:
                        states, place = [*states[: place + 1], without_what_stays(all_rows(workspace))], place + 1
                assert without_what_stays(all_rows(workspace)) == states[place]
            assert_sound(workspace)
        finally:
            workspace.close()


REVIEW_ROOMS = ("pairing", "judging", "settling", "settling_rows", "taking_over")
SCENERY = {verbs.AddCoder, verbs.ReceiveCoding, verbs.ChooseVersion}
# What their makers do before, so that there is something to review, is a step too.
PREPARED = {kind for kind in MAKERS if kind.__module__.rpartition(".")[2] in REVIEW_ROOMS} | {
    verbs.Unassign, verbs.PairArticles, verbs.CarryOver, verbs.PlaceWaiting, verbs.DropWaiting, verbs.DropAllWaiting,
    verbs.RemoveSaved,
    verbs.RemoveRelease, verbs.AddFromTable,
}  # fmt: skip
