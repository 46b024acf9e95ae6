# SPDX-License-Identifier: MIT
"""The project itself: what of it cannot be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.domain.faults import NotNow
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows


def test_the_making_of_a_project_is_not_undone(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        before = all_rows(workspace)
        with workspace.read() as reads:
            first = reads.history()[0].entry
        with pytest.raises(NotNow, match="cannot be undone"):
            workspace.undo(first.id)
        assert all_rows(workspace) == before
