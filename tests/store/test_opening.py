# SPDX-License-Identifier: MIT
"""The look at a file before it is opened as a project."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.store.ddl import APPLICATION_ID, SCHEMA_VERSION
from curator.store.lock import InstanceLock
from curator.store.opening import Examined, examine, read_header

ROOT = Path(__file__).parent.parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs the rights of POSIX")


def make(
    path: Path, *, wal: bool = True, version: int = SCHEMA_VERSION, app: int = APPLICATION_ID
) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    if wal:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute(f"PRAGMA application_id = {app}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("CREATE TABLE t (a)")
    connection.executemany("INSERT INTO t VALUES (?)", [("x" * 1000,)] * 50)
    return connection


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "work.curator"
    make(path).close()
    return path


def state(folder: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}


def test_a_closed_project_is_ours_and_is_not_touched(project: Path) -> None:
    before = state(project.parent)
    assert examine(project) == Examined("ours", "write", "", SCHEMA_VERSION)
    assert state(project.parent) == before


def test_a_project_whose_first_page_lies_in_the_log_is_ours(tmp_path: Path) -> None:
    connection = make(tmp_path / "work.curator")
    for name in ("work.curator", "work.curator-wal"):  # as a kill leaves them
        shutil.copy(tmp_path / name, tmp_path / f"killed{name[4:]}")
    connection.close()
    header = read_header((tmp_path / "killed.curator").read_bytes())
    assert header is not None
    assert header.application_id == 0
    assert examine(tmp_path / "killed.curator") == Examined("ours", "write", "", SCHEMA_VERSION)


def test_a_newer_project_is_only_read(tmp_path: Path) -> None:
    make(tmp_path / "a.curator", version=SCHEMA_VERSION + 1).close()
    found = examine(tmp_path / "a.curator")
    assert (found.kind, found.access, found.user_version) == ("newer", "read", SCHEMA_VERSION + 1)
    assert "newer version of Curator" in found.sentence


def test_an_older_project_says_its_version(tmp_path: Path) -> None:
    make(tmp_path / "a.curator").close()
    assert examine(tmp_path / "a.curator", schema_version=9) == Examined("ours", "write", "", SCHEMA_VERSION)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    make(tmp_path / "a.curator", app=0).close()
    make(tmp_path / "b.curator", app=-7).close()
    assert examine(tmp_path / "a.curator").kind == "foreign"
    assert examine(tmp_path / "b.curator").kind == "foreign"


def test_what_cannot_be_a_project_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "text").write_text("not a database " * 100)
    (tmp_path / "short").write_bytes(b"SQLite format 3\0")
    (tmp_path / "magic").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    (tmp_path / "folder").mkdir()
    sqlite3.connect(tmp_path / "no-tables").execute("PRAGMA user_version = 0").close()
    connection = sqlite3.connect(tmp_path / "made")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    kinds = {
        name: examine(tmp_path / name).kind
        for name in ("empty", "text", "short", "magic", "folder", "missing", "no-tables", "made", "a\0b")
    }
    assert kinds == {
        "empty": "empty", "text": "not_a_database", "short": "damaged", "magic": "damaged", "folder": "not_a_file",
        "missing": "missing", "no-tables": "empty", "made": "empty", "a\0b": "missing",
    }  # fmt: skip
    for name in kinds:
        found = examine(tmp_path / name)
        assert not found.is_project
        assert found.sentence.endswith(".")


@POSIX
def test_a_pipe_and_links_in_a_ring_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    assert examine(tmp_path / "pipe").kind == "not_a_file"
    assert examine(tmp_path / "one").kind == "unreadable"
    InstanceLock(tmp_path / "one").take()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_a_file_that_is_cut_off_is_damaged(project: Path, share: float) -> None:
    data = project.read_bytes()
    project.write_bytes(data[: int(len(data) * share)])
    found = examine(project)
    assert found.kind == "damaged"
    assert "cut off" in found.sentence
    assert f"{len(data):,}" in found.sentence


def test_a_file_with_a_piece_of_a_page_at_its_end_is_damaged(project: Path) -> None:
    project.write_bytes(project.read_bytes() + b"x")
    assert examine(project).kind == "damaged"


def test_a_project_this_process_has_open_is_not_touched(project: Path) -> None:
    lock = InstanceLock(project)
    lock.take()
    assert examine(project).kind == "open_here"
    lock.release()
    assert examine(project).kind == "ours"


@POSIX
def test_a_link_to_a_project_with_work_in_its_log_is_ours(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    connection = make(tmp_path / "real" / "work.curator")
    (tmp_path / "link.curator").symlink_to(tmp_path / "real" / "work.curator")
    assert examine(tmp_path / "link.curator").kind == "ours"
    connection.close()


def test_random_bytes_behind_the_magic_never_raise(project: Path) -> None:
    chance = random.Random(11)
    data = bytearray(project.read_bytes())
    for _ in range(300):
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(16, 100)] = chance.randrange(256)
        project.write_bytes(data)
        assert examine(project).kind in ("ours", "newer", "foreign", "damaged", "empty")


# ---- read-only places, seen by a user who has no rights there

LOOK = """
import os, sys
from pathlib import Path
from curator.store.opening import examine
from curator.store.connection import open_reader
import sqlite3, encodings.idna
path = Path(sys.argv[1])
os.chmod(path.parent, int(sys.argv[2], 8))
if os.geteuid() == 0:
    os.setuid(65534)
found = examine(path)
rows = ""
if found.is_project:
    connection = open_reader(path, immutable=found.access == "immutable")
    rows = connection.execute("SELECT count(*) FROM t").fetchone()[0]
print(found.kind, found.access, rows, found.sentence, sep="|")
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def look(path: Path, mode: str = "555") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(path), mode], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.strip().split("|")


@POSIX
def test_a_closed_project_in_a_read_only_folder_is_read_as_it_is(open_folder: Path) -> None:
    make(open_folder / "a.curator").close()
    assert look(open_folder / "a.curator")[:3] == ["ours", "immutable", "50"]


@POSIX
def test_a_project_without_a_log_in_a_read_only_folder_is_read(open_folder: Path) -> None:
    make(open_folder / "a.curator", wal=False).close()
    assert look(open_folder / "a.curator")[:3] == ["ours", "read", "50"]


@POSIX
def test_an_open_project_in_a_read_only_folder_is_read_with_its_log(open_folder: Path) -> None:
    connection = make(open_folder / "a.curator")
    for file in open_folder.iterdir():
        file.chmod(0o644)
    assert look(open_folder / "a.curator")[:3] == ["ours", "read", "50"]
    connection.close()


@POSIX
def test_work_left_in_a_log_in_a_read_only_folder_is_not_passed_over(open_folder: Path) -> None:
    connection = make(open_folder / "b.curator")
    for suffix in ("", "-wal"):
        shutil.copy(open_folder / f"b.curator{suffix}", open_folder / f"a.curator{suffix}")
    connection.close()
    found = look(open_folder / "a.curator")
    assert found[1] == "none"
    assert "a.curator-wal" in found[3]
    assert "Copy both files" in found[3]


@POSIX
def test_a_read_only_file_is_read_and_an_unreadable_one_refused(open_folder: Path) -> None:
    make(open_folder / "a.curator").close()
    (open_folder / "a.curator").chmod(0o444)
    found = look(open_folder / "a.curator", "777")
    assert found[:3] == ["ours", "read", "50"]
    (open_folder / "a.curator").chmod(0o000)
    assert look(open_folder / "a.curator", "777")[0] == "unreadable"
