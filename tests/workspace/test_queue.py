# SPDX-License-Identifier: MIT
"""Beside the writing thread nobody waits long for a turn: Python lets others in after a fraction of its own 5 ms."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from curator.workspace.queue import PATIENCE_SECONDS, WritingThread


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize("patience", [0.005, PATIENCE_SECONDS / 2])
def test_whoever_waits_beside_a_writing_thread_is_let_in_soon(patience: float) -> None:
    """Python's usual 5 ms become short; what is shorter already stays."""
    sys.setswitchinterval(patience)
    thread = WritingThread("writes", lambda: None)
    thread.stop()
    assert sys.getswitchinterval() == pytest.approx(min(patience, PATIENCE_SECONDS), abs=2e-6)


def test_what_was_asked_for_is_done_on_that_thread() -> None:
    thread = WritingThread("writes", lambda: None)
    try:
        assert thread.call(lambda: 6 * 7) == 42
    finally:
        thread.stop()
