# SPDX-License-Identifier: MIT
"""A flipped bit on the disk that changes what a project says is named by the check, or the file is refused.

SQLite's own check does not see changed text; the texts' hashes, the quotes, the chain and the log against the rows do.
CURATOR_FLIPS says how many flips; a release takes 1,000.
"""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from curator.domain.faults import UserFault
from curator.tasks.check import check_project
from curator.tasks.sample import build_sample

FLIPS = int(os.environ.get("CURATOR_FLIPS", "100"))


def everything(path: Path) -> Any:
    """All rows of all tables, as SQLite gives them; an error counts as another content."""
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        connection.text_factory = bytes
        try:
            names = [
                row[0].decode() for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            ]
            return {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"').fetchall())) for name in names}
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return repr(error)


@pytest.mark.slow
def test_every_flip_that_changes_something_is_named(tmp_path: Path) -> None:
    seed = int(os.environ.get("CURATOR_SEED", "20191108"))
    chance = random.Random(seed)
    sound = build_sample(tmp_path / "sound.curator", second=False).project.read_bytes()
    path = tmp_path / "flipped.curator"
    path.write_bytes(sound)
    before = everything(path)
    changed, missed = 0, []
    for flip in range(FLIPS):
        place, bit = chance.randrange(len(sound)), chance.randrange(8)
        flipped = bytearray(sound)
        flipped[place] ^= 1 << bit
        for left in ("-wal", "-shm"):
            path.with_name(path.name + left).unlink(missing_ok=True)
        path.write_bytes(bytes(flipped))
        if everything(path) == before:
            continue
        changed += 1
        try:
            named = [finding for finding in check_project(path).findings if finding.grave]
        except UserFault:
            named = [None]  # type: ignore[list-item]  # refused as a whole: nobody works on with it
        if not named:
            missed.append((flip, place, bit))
    assert missed == [], f"seed {seed}: {len(missed)} of {changed} changes were not named"
    assert changed > FLIPS // 6
