# SPDX-License-Identifier: MIT
"""Project files spoilt at random: each is refused in a sentence or read; nothing else ever happens.

CURATOR_MUTANTS says how many of each sort; a release takes 5,000. CURATOR_SEED makes a run again.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused
from curator.formats.handover_checks import check_handover
from curator.store.foreign_examining import examine
from curator.store.foreign_file import copy_foreign
from curator.store.foreign_lines import read_lines
from curator.store.foreign_refusal import Refused
from tests.foreign_base import make_base, work

MANY = int(os.environ.get("CURATOR_MUTANTS", "200"))
SEED = int(os.environ.get("CURATOR_SEED", "20261125"))
CELLS = (
    None, "", "x", "\x00", "a\x00b", "\ud800", "01a21055-c980-7000-8044-0c034e7d77c5", "{}", "[]", "[[]]", "[1]",
    "null", '{"a":1}', "[" * 5000, -1, 0, 1, 7, 2**31, 2**53, 2**62, -(2**63), 1.5, float("inf"), b"",
    b"\xff\xfe", b"x" * 32, "y" * 100_000, "value", "person", "consensus", "draft", "2026-01-02T03:04:05.678Z",
)  # fmt: skip


def outcome(path: Path, folder: Path) -> str:
    """ "read", or why not; every other exception leaves."""
    copy, lines = folder / "copy", folder / "lines"
    copy.unlink(missing_ok=True)
    try:
        copy_foreign(path, copy, lambda: None)
        with lines.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(examine(copy, 5.0))
        with lines.open("rb") as given:
            check_handover(read_lines(given))
    except Refused as refusal:
        return refusal.reason
    except InputRefused as refusal:
        return refusal.sentence
    return "read"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "base.curator"
    make_base(path)
    return path.read_bytes()


def of_bytes(sound: bytes, chance: random.Random) -> bytes:
    """Bits turned, pieces moved, pages swapped, ends cut; the first 100 bytes mostly left, so that SQLite sees it."""
    data = bytearray(sound)
    for _ in range(chance.choice((1, 1, 2, 5, 50))):
        first = chance.choice((0, 100, 100, 100))
        place, other = chance.randrange(first, len(data)), chance.randrange(100, len(data))
        size = chance.choice((1, 2, 8, 100, 4096))
        match chance.randrange(6):
            case 0 | 1:
                data[place] ^= 1 << chance.randrange(8)
            case 2:
                data[place : place + size] = data[other : other + size]
            case 3:
                data[place : place + size] = bytes(min(size, len(data) - place))
            case 4:
                data[place : place + size] = chance.randbytes(min(size, len(data) - place))
            case _:
                one, two = (chance.randrange(1, len(sound) // 4096) * 4096 for _ in range(2))
                data[one : one + 4096], data[two : two + 4096] = data[two : two + 4096], data[one : one + 4096]
    return bytes(data)


@pytest.mark.slow
def test_bytes_spoilt_at_random(sound: bytes, tmp_path: Path) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    path, reasons = tmp_path / "work.curator", set()
    for number in range(MANY):
        data = of_bytes(sound, chance)
        path.write_bytes(data)
        begun = time.monotonic()
        reasons.add(outcome(path, tmp_path))
        assert time.monotonic() - begun < 5, f"seed {SEED}, mutant {number}"
        assert path.read_bytes() == data
    assert all(reason.isprintable() for reason in reasons)
    assert len(reasons) > MANY // 10


@pytest.mark.slow
def test_cells_spoilt_at_random(sound: bytes, tmp_path: Path) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    path, outcomes = tmp_path / "work.curator", []
    for _ in range(MANY):
        path.write_bytes(sound)
        work(path, lambda connection: spoil_cell(connection, chance))
        outcomes.append(outcome(path, tmp_path))
    print(f"{outcomes.count('read')} of {MANY} read")
    assert len(set(outcomes)) > MANY // 10


def spoil_cell(connection: sqlite3.Connection, chance: random.Random) -> None:
    """One or a few cells of some table, as far as its types let them be written."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    for _ in range(chance.choice((1, 1, 2, 6))):
        table = chance.choice(tables)
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        column, cell = chance.choice(columns), chance.choice(CELLS)
        if isinstance(cell, str) and "\ud800" in cell:
            cell = b"\xed\xa0\x80"
        where = (
            "1"
            if chance.random() < 0.1
            else f"{columns[0]} = (SELECT {columns[0]} FROM {table} LIMIT 1 OFFSET {chance.randrange(9)})"
        )
        what = "CAST(? AS TEXT)" if isinstance(cell, bytes) and chance.random() < 0.5 else "?"
        try:
            connection.execute(f'UPDATE "{table}" SET "{column}" = {what} WHERE {where}', (cell,))
        except sqlite3.Error:
            continue
