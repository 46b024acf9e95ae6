# SPDX-License-Identifier: MIT
"""Copies of a project that are complete and were read back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from curator.domain.faults import NotNow, UserFault
from curator.store import copying
from curator.store.connection import file_uri, open_reader
from curator.store.copying import copy_verified, read_back, row_counts
from curator.store.ddl import APPLICATION_ID, SCHEMA_VERSION
from curator.store.lock import InstanceLock

ROOT = Path(__file__).parent.parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs the rights of POSIX")


def make(path: Path, rows: int = 300) -> sqlite3.Connection:
    """A project in use: its newest rows lie in the log."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "wal_autocheckpoint = 0", f"application_id = {APPLICATION_ID}",
                   f"user_version = {SCHEMA_VERSION}"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    connection.execute('CREATE TABLE "t""x" (n INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT) STRICT')
    connection.execute("BEGIN")
    connection.executemany('INSERT INTO "t""x" (a) VALUES (?)', [("نص " * 100,)] * rows)
    connection.execute("COMMIT")
    return connection


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    connection = make(tmp_path / "work.curator")
    yield tmp_path / "work.curator"
    connection.close()


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("work.curator"))


def test_a_copy_holds_the_work_that_is_still_in_the_log(project: Path) -> None:
    copied = copy_verified(project, project.parent / "copy.curator")
    assert copied.rows == {'t"x': 300, "sqlite_sequence": 1}
    assert copied.size == copied.path.stat().st_size > 100_000
    connection = sqlite3.connect(copied.path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
    assert names(project.parent) == ["copy.curator"]


@POSIX
def test_a_copy_is_for_the_user_alone(project: Path) -> None:
    assert copy_verified(project, project.parent / "c").path.stat().st_mode & 0o777 == 0o600


def test_a_reading_connection_is_enough_and_stays_one(project: Path) -> None:
    connection = open_reader(project)
    copy_verified(connection, project.parent / "copy.curator")
    assert connection.execute("PRAGMA query_only").fetchone() == (1,)
    with pytest.raises(sqlite3.OperationalError):
        connection.execute('DELETE FROM "t""x"')
    connection.close()


def test_a_copy_is_made_while_another_connection_is_in_a_transaction(project: Path) -> None:
    writer = sqlite3.connect(project, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute('DELETE FROM "t""x"')
    assert copy_verified(project, project.parent / "copy.curator").rows['t"x'] == 300
    writer.execute("ROLLBACK")
    writer.close()


def test_copies_made_while_another_writes_are_whole(project: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        writer = sqlite3.connect(project, isolation_level=None)
        while not stop.is_set():
            writer.execute('INSERT INTO "t""x" (a) VALUES (?)', ("y" * 500,))
        writer.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        counts = [copy_verified(project, project.parent / f"{n}.curator").rows['t"x'] for n in range(10)]
    finally:
        stop.set()
        thread.join()
    assert counts == sorted(counts)
    assert counts[-1] > 300
    assert [row_counts(sqlite3.connect(project.parent / f"{n}.curator"))['t"x'] for n in range(10)] == counts


def test_a_file_that_is_there_is_not_replaced_unless_asked_for(project: Path) -> None:
    target = project.parent / "there"
    target.write_text("mine")
    with pytest.raises(UserFault, match="exists already"):
        copy_verified(project, target)
    assert target.read_text() == "mine"
    assert copy_verified(project, target, replace=True).rows['t"x'] == 300
    assert names(project.parent) == ["there"]


def test_a_project_is_never_copied_onto_itself_or_onto_one_in_use(project: Path) -> None:
    for replace in (True, False):
        with pytest.raises(UserFault, match="onto itself"):
            copy_verified(project, project, replace=replace)
    make(project.parent / "other.curator").close()
    lock = InstanceLock(project.parent / "other.curator")
    lock.take()
    with pytest.raises(NotNow, match="open in another window"):
        copy_verified(project, project.parent / "other.curator", replace=True)
    lock.release()


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_copy_is_not_put_beside_a_log_that_is_not_its_own(project: Path, suffix: str) -> None:
    (project.parent / f"copy.curator{suffix}").write_bytes(b"old")
    with pytest.raises(UserFault, match="would damage the copy"):
        copy_verified(project, project.parent / "copy.curator")


def test_what_is_no_project_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("words " * 100)
    for name in ("text", "missing"):
        with pytest.raises(UserFault):
            copy_verified(tmp_path / name, tmp_path / "copy")
    assert names(tmp_path) == ["text"]


def test_a_target_folder_that_is_missing_is_named(project: Path) -> None:
    with pytest.raises(UserFault, match="none"):
        copy_verified(project, project.parent / "none" / "copy.curator")


def test_a_disk_without_room_is_known_before(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=1_500))
    with pytest.raises(UserFault, match=r"needs \d+ kB in .*, and 1\.5 kB are free there"):
        copy_verified(project, project.parent / "copy.curator")
    assert names(project.parent) == []


class Failing:
    """A connection whose VACUUM fails as SQLite does."""

    def __init__(self, real: sqlite3.Connection, error: Exception) -> None:
        self.real, self.error = real, error

    in_transaction = False

    def execute(self, sql: str, *values: Any) -> Any:
        if sql.startswith("VACUUM"):
            raise self.error
        return self.real.execute(sql, *values)


@pytest.mark.parametrize(
    ("message", "code", "word"),
    [("database or disk is full", 0, "is full"), ("x", sqlite3.SQLITE_FULL, "is full"),
     ("x", sqlite3.SQLITE_CORRUPT, "damaged"), ("x", sqlite3.SQLITE_IOERR | 3 << 8, "cannot be read or written"),
     ("x", sqlite3.SQLITE_BUSY, "in use")],
)  # fmt: skip
def test_faults_of_the_disk_while_copying_are_said_in_words(
    project: Path, monkeypatch: pytest.MonkeyPatch, message: str, code: int, word: str
) -> None:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorcode = code
    real = open_reader(project)
    monkeypatch.setattr(copying.sqlite3, "Connection", Failing)
    with pytest.raises(UserFault, match=word):
        copy_verified(Failing(real, error), project.parent / "copy.curator")  # type: ignore[arg-type]
    monkeypatch.undo()
    real.close()
    assert names(project.parent) == []


def test_a_bug_stays_a_bug(project: Path) -> None:
    connection = sqlite3.connect(project, isolation_level=None)
    connection.execute("BEGIN")
    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        copy_verified(connection, project.parent / "copy.curator")
    connection.close()


def test_a_copy_that_is_not_equal_is_thrown_away(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = copying.read_back
    monkeypatch.setattr(copying, "read_back", lambda temp: {**real(temp), 't"x': 299})
    with pytest.raises(UserFault, match="not equal"):
        copy_verified(project, project.parent / "copy.curator")
    assert names(project.parent) == []


@pytest.mark.parametrize("wrong", [{'t"x': 299}, {"more": 1}])
def test_a_copy_that_is_not_equal_is_thrown_away_also_while_others_write(
    project: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, int]
) -> None:
    real, moments = copying.read_back, iter(range(100))
    monkeypatch.setattr(copying, "_moment", lambda connection: next(moments))
    monkeypatch.setattr(copying, "read_back", lambda temp: {**real(temp), **wrong})
    with pytest.raises(UserFault, match="not equal"):
        copy_verified(project, project.parent / "copy.curator")
    assert next(moments) == 6  # tried three times
    assert names(project.parent) == []


def test_a_damaged_copy_is_found_when_it_is_read_back(project: Path) -> None:
    copy = copy_verified(project, project.parent / "copy.curator").path
    data = bytearray(copy.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    copy.write_bytes(data)
    with pytest.raises(UserFault, match="damaged"):
        read_back(copy)


@POSIX
def test_a_name_that_is_not_text_can_be_copied_to(project: Path) -> None:
    target = project.parent / os.fsdecode(b"caf\xe9.curator")
    assert copy_verified(open_reader(project), target).path.exists()


FULL = """
import sys
from pathlib import Path
from curator.domain.faults import UserFault
from curator.store import copying
copying.require_room = lambda *_: None
try:
    copying.copy_verified(Path(sys.argv[1]), Path(sys.argv[2]) / "copy.curator")
except UserFault as fault:
    print(fault.sentence)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make a disk of 3 MB")
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("no disk of 3 MB can be made here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_while_copying_leaves_nothing_and_says_so(tmp_path: Path, small_disk: Path) -> None:
    connection = make(tmp_path / "big.curator", rows=9_000)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "big.curator"), str(small_disk)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout == (
        f"The copy of big.curator failed: the disk of {small_disk} is full. The project itself was not touched.\n"
    )
    assert list(small_disk.iterdir()) == []
    with pytest.raises(UserFault, match="are free there"):
        copy_verified(connection, small_disk / "copy.curator")
    connection.close()


def test_a_project_whose_name_is_not_utf_8_is_copied(tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"a\xff.curator")
    made = sqlite3.connect(file_uri(source, "mode=rwc"), uri=True)
    made.execute("CREATE TABLE t (a)")
    made.close()
    reader = open_reader(source)
    try:
        assert copy_verified(reader, tmp_path / "copy.curator").rows == {"t": 0}
    finally:
        reader.close()
