# SPDX-License-Identifier: MIT
"""Where a project is open, nobody waits long for a turn: Python lets others in after a fraction of its own 5 ms."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.tasks.codebooks import USUAL, codebook_named
from curator.workspace import Workspace
from curator.workspace.queue import PATIENCE_SECONDS, WritingThread


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize("patience", [0.005, PATIENCE_SECONDS / 2])
@pytest.mark.parametrize("write", [True, False])
def test_where_a_project_is_open_whoever_waits_is_let_in_soon(tmp_path: Path, patience: float, write: bool) -> None:
    """Python's usual 5 ms become short; what is shorter already stays."""
    Workspace.create(tmp_path / "p.curator", codebook_named(USUAL)).close()
    sys.setswitchinterval(patience)
    with Workspace.open(tmp_path / "p.curator", write=write):
        assert sys.getswitchinterval() == pytest.approx(min(patience, PATIENCE_SECONDS), abs=2e-6)


def test_what_was_asked_for_is_done_on_that_thread() -> None:
    thread = WritingThread("writes", lambda: None)
    try:
        assert thread.call(lambda: 6 * 7) == 42
    finally:
        thread.stop()
