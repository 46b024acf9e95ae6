# SPDX-License-Identifier: MIT
"""A random clerk works in the real window for long: it does not grow, warns of nothing, and the project stays whole.

CURATOR_SOAK says how many actions (a release takes 20000), CURATOR_SEED which ones.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import random
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from curator.app import crash
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.operations import AddArticles, NewArticle
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.workspace import Workspace
from tests.app.conftest import qt_warnings, sample, sample_file, window
from tests.soak.clerk import Clerk

__all__ = ["qt_warnings", "sample", "sample_file", "window"]

ACTIONS = int(os.environ.get("CURATOR_SOAK", "2000"))
WARM = ACTIONS // 4  # caches fill, lazy parts are made
MOST_GROWTH = 50 * 1024 * 1024  # bytes
# So many references to None may be gone between two moments at rest. They become more: PySide keeps one for each
# question it answers with None (QAction.menu). Becoming fewer is what ends a process (PySide6 6.12 on Python 3.11).
MOST_NONE_LOST = 500


def resident() -> int:
    """Bytes of this process in memory now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def at_rest(window: MainWindow) -> tuple[int, int]:
    """(resident bytes, references to None) once everything under way has come and rubbish is gone. What the C library
    only keeps for later is given back first: it is no growth."""
    settle(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    if (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
    return resident(), sys.getrefcount(None)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads its memory from /proc")
def test_a_long_day_of_a_clerk(
    window: MainWindow, sample: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seed = int(os.environ.get("CURATOR_SEED", "20191108"))
    where = f"CURATOR_SEED={seed}"
    print(where)
    bugs: list[Path | None] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.watch(bugs.append, window.telling.reading_fault)
    assert window.open_project(sample)
    assert window.page is not None
    workspace = window.page.workspace
    window.who_codes.answer(window.who_codes.people()[0])
    texts = [NewArticle(f"Number {n}. Two were killed in Mosul on Friday. " * (n + 1)) for n in range(12)]
    workspace.run(AddArticles(tuple(texts)))
    settle(window)
    clerk = Clerk(window, random.Random(seed))
    memory, none = 0, 0
    with caplog.at_level(logging.WARNING):
        for number in range(ACTIONS):
            if number == WARM:
                memory, none = at_rest(window)
            clerk.act()
            assert not bugs, (where, number, clerk.last, bugs[0] and bugs[0].read_text(encoding="utf-8"))
    grown, kept = (after - before for after, before in zip(at_rest(window), (memory, none), strict=True))
    assert not caplog.records, where
    print(f"{where}: {ACTIONS} actions, memory {grown / 1e6:+.1f} MB, references to None {kept:+d}")
    assert grown < MOST_GROWTH, (where, grown)
    assert kept > -MOST_NONE_LOST, (where, kept)
    assert not window.page.doing._failed, where
    assert not [row.text for row in window.messages.rows() if row.kind == "fault"], where
    coder = workspace.coder
    window.close_project()
    window._closings.wait()
    QApplication.processEvents()
    with Workspace.open(sample) as again, again.read() as reads:
        assert again.writable, (where, again.notices)
        assert list(broken_links(reads.connection)) == [], where
        assert list(mismatches(reads.connection)) == [], where
        again.act_as(coder)
        assert again.undo_target() or again.redo_target(), where
