# SPDX-License-Identifier: MIT
"""Reading a colleague's project file, whatever it is (RELIABILITY.md 3.3)."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.store import foreign
from curator.store.foreign import read_foreign
from curator.store.foreign_connection import Deadline
from curator.store.foreign_examining import examine
from curator.store.foreign_file import copy_foreign
from curator.store.foreign_refusal import Refused
from tests.evil_projects import READ, Evil, every
from tests.foreign_base import make_base

EVIL = every()


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("foreign") / "base.curator"
    make_base(path)
    return path


def state(path: Path) -> object:
    """What is there, and when it was changed; a pipe or a device is not opened."""
    told = path.lstat()
    content = path.read_bytes() if path.is_file() and told.st_size < 100_000_000 else b""
    beside = sorted(entry.name for entry in path.parent.iterdir())
    return told.st_mtime_ns, told.st_size, told.st_mode, content, beside


def spoilt(base: Path, folder: Path, evil: Evil) -> Path:
    path = folder / "theirs" / "work.curator"
    path.parent.mkdir()
    shutil.copy(base, path)
    evil.spoil(path)
    return path


def read_here(path: Path, folder: Path) -> None:
    """The same steps in this process."""
    copy = folder / "copy"
    copy_foreign(path, copy, lambda: None)
    for _ in examine(copy, 5.0):
        pass


def names_of(evil: list[Evil]) -> list[str]:
    return [each.name for each in evil]


def test_there_are_enough_of_them_and_no_two_of_one_name() -> None:
    assert len(EVIL) > 60
    assert len(set(names_of(EVIL))) == len(EVIL)


@pytest.mark.parametrize("evil", EVIL, ids=names_of(EVIL))
def test_an_evil_file_is_refused_with_its_reason_or_read(base: Path, tmp_path: Path, evil: Evil) -> None:
    path = spoilt(base, tmp_path, evil)
    there = os.path.lexists(path)
    before = state(path) if there else None
    begun = time.monotonic()
    if evil.words == READ:
        read_here(path, tmp_path)
    else:
        with pytest.raises(Refused) as refusal:
            read_here(path, tmp_path)
        assert evil.words in refusal.value.reason
        assert refusal.value.reason.endswith(".")
        assert refusal.value.reason.isprintable()
    assert time.monotonic() - begun < 5
    assert (state(path) if there else None) == before
