# SPDX-License-Identifier: MIT
"""Backups: when, which are kept, and getting a project back."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from curator import atomic, paths
from curator.domain.clock import Clock, stamp_of
from curator.domain.faults import UserFault
from curator.store.backup import Backup, check_backup, is_due, list_backups, make_backup, no_longer_kept, restore_beside
from curator.store.copying import read_back
from curator.store.ddl import APPLICATION_ID, SCHEMA_VERSION
from curator.store.opening import examine

PROJECT_ID = "0192f7c0-0000-7000-8000-000000000000"
ROOT = Path(__file__).parent.parent.parent
START = 1_767_225_600_000  # 2026-01-01, a Thursday


class Ticking:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.ms = START

    def clock(self) -> Clock:
        return Clock(now_ms=lambda: self.ms)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "work.curator"
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", f"application_id = {APPLICATION_ID}", f"user_version = {SCHEMA_VERSION}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE t (a)")
    connection.execute("INSERT INTO t VALUES (1)")
    connection.close()
    return path


def others(project: Path) -> list[str]:
    """What lies beside a project and its own log."""
    return sorted(entry.name for entry in project.parent.iterdir() if not entry.name.startswith(project.name))


def test_a_backup_is_named_by_time_and_reason_and_listed(project: Path) -> None:
    time_now = Ticking()
    first = make_backup(project, PROJECT_ID, "Before import!", clock=time_now.clock())
    second = make_backup(project, PROJECT_ID, "daily", clock=time_now.clock())  # at the same moment
    assert first.path.name == "20260101T000000000Z_before-import.curator"
    assert first.at == "2026-01-01T00:00:00.000Z"
    third = make_backup(project, PROJECT_ID, "daily", clock=time_now.clock())
    assert list_backups(PROJECT_ID) == (third, second, first)
    assert {first.size} == {project.stat().st_size}
    for backup in list_backups(PROJECT_ID):
        check_backup(backup)
    assert list_backups("another") == ()


def test_other_files_in_the_folder_are_neither_listed_nor_removed(project: Path) -> None:
    folder = paths.backup_folder(PROJECT_ID)
    for name in ("notes.txt", "20260101T000000000Z_x.curator-wal", "20269999T000000000Z_x.curator"):
        (folder / name).write_text("mine")
    make_backup(project, PROJECT_ID, "daily")
    assert len(list_backups(PROJECT_ID)) == 1
    assert len(list(folder.iterdir())) == 4


def test_copies_left_over_from_killed_processes_go_after_a_day(project: Path) -> None:
    folder = paths.backup_folder(PROJECT_ID)
    old, new = (atomic.temp_beside(folder / "x", database=True) for _ in range(2))
    for left_over in (old, new, old.with_name(old.name + "-wal")):
        left_over.write_text("half")
        os.utime(left_over, (time.time() - 90_000, time.time() - 90_000))
    os.utime(new)
    make_backup(project, PROJECT_ID, "daily")
    assert not old.exists()
    assert not old.with_name(old.name + "-wal").exists()
    assert new.exists()


def invented(moments: list[datetime], size: int = 1_000) -> list[Backup]:
    return [Backup(Path(f"/b/{n}"), stamp_of(int(at.timestamp() * 1000)), "x", size) for n, at in enumerate(moments)]


@pytest.mark.slow
def test_a_year_of_work_keeps_recent_hours_days_and_weeks() -> None:
    now = datetime(2026, 12, 31, 18, tzinfo=UTC)
    made = invented([now - timedelta(minutes=30 * n) for n in range(365 * 48)])
    gone = {backup.path for backup in no_longer_kept(made)}
    kept = [backup for backup in made if backup.path not in gone]
    assert kept[:10] == made[:10]
    assert len({backup.at[:13] for backup in kept}) >= 24
    assert {(now - timedelta(days=n)).date().isoformat() for n in range(14)} <= {backup.at[:10] for backup in kept}
    assert len({backup.moment.isocalendar()[:2] for backup in kept}) == 12
    assert len(kept) <= 10 + 24 + 14 + 12


@pytest.mark.slow
def test_thinning_out_as_time_goes_by_keeps_the_far_ones() -> None:
    chance = random.Random(5)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    kept: list[Backup] = []
    for number in range(1500):
        at += timedelta(minutes=chance.choice([30, 35, 60, 900]))
        kept.append(Backup(Path(f"/b/{number}"), stamp_of(int(at.timestamp() * 1000)), "x", 1))
        gone = set(no_longer_kept(kept))
        assert kept[-1] not in gone
        kept = [backup for backup in kept if backup not in gone]
    assert len(kept) <= 60
    assert at - kept[0].moment > timedelta(weeks=10)


def test_a_limit_of_size_keeps_those_that_reach_back() -> None:
    now = datetime(2026, 12, 31, 18, tzinfo=UTC)
    made = invented([now - timedelta(minutes=30 * n) for n in range(30 * 48)], size=100)
    gone = set(no_longer_kept(made, most_bytes=1_000))
    kept = [backup for backup in made if backup not in gone]
    assert len(kept) == 10
    assert kept[:2] == made[:2]
    assert len({backup.at[:10] for backup in kept}) == 9
    assert len(made) - len(no_longer_kept(made, most_bytes=1)) == 2  # the two newest stay whatever they weigh


def test_a_backup_is_due_half_an_hour_after_the_last_if_something_changed() -> None:
    last = Backup(Path("/b"), "2026-01-01T10:00:00.000Z", "x", 1)
    late, soon = "2026-01-01T10:31:00.000Z", "2026-01-01T10:29:00.000Z"
    changed, before = "2026-01-01T10:05:00.000Z", "2026-01-01T09:00:00.000Z"
    assert is_due([last], last_change=changed, now=late, size=1)
    assert not is_due([last], last_change=changed, now=soon, size=1)
    assert not is_due([last], last_change=before, now=late, size=1)
    assert is_due([], last_change=before, now=soon, size=1)
    assert not is_due([], last_change="", now=late, size=1)
    assert not is_due([last], last_change=changed, now=late, size=500_000_001)
    assert is_due([last], last_change=changed, now="2026-01-02T10:00:00.000Z", size=500_000_001)


def test_a_backup_that_fails_leaves_the_earlier_ones(project: Path) -> None:
    make_backup(project, PROJECT_ID, "daily")
    project.write_bytes(project.read_bytes()[:-100])
    with pytest.raises(UserFault, match=r"damaged|cut off"):
        make_backup(project, PROJECT_ID, "daily", most_bytes=0)
    assert len(list_backups(PROJECT_ID)) == 1


def test_twice_the_size_must_be_free_for_a_backup(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = project.stat().st_size
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=size * 2 - 1))
    with pytest.raises(UserFault, match="are free there"):
        make_backup(project, PROJECT_ID, "daily")
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=size * 2))
    make_backup(project, PROJECT_ID, "daily")


@pytest.mark.parametrize("wal", [True, False])
def test_a_restored_project_is_a_new_file_beside_the_old(project: Path, wal: bool) -> None:
    backup = make_backup(project, PROJECT_ID, "daily")
    before = project.read_bytes()
    clock = Ticking().clock()
    one = restore_beside(backup.path, project, clock=clock, wal=wal)
    two = restore_beside(backup.path, project, clock=clock, wal=wal)
    assert one.name == "work restored 2026-01-01 0000.curator"
    assert two.name == "work restored 2026-01-01 0000 no 2.curator"
    assert project.read_bytes() == before
    assert others(project) == sorted([one.name, two.name])
    connection = sqlite3.connect(one)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal" if wal else "delete",)
    assert connection.execute("SELECT a FROM t").fetchall() == [(1,)]
    connection.close()
    assert examine(one).kind == "ours"
    if os.name != "nt":
        assert one.stat().st_mode & 0o777 == 0o600


def test_a_project_that_was_lost_altogether_can_be_restored(project: Path) -> None:
    backup = make_backup(project, PROJECT_ID, "daily")
    project.unlink()
    assert examine(restore_beside(backup.path, project)).kind == "ours"


def test_a_damaged_backup_is_refused_and_nothing_is_made(project: Path) -> None:
    backup = make_backup(project, PROJECT_ID, "daily")
    backup.path.write_bytes(backup.path.read_bytes()[:-100])
    with pytest.raises(UserFault):
        check_backup(backup)
    with pytest.raises(UserFault):
        restore_beside(backup.path, project)
    assert others(project) == []


def test_a_backup_whose_pages_were_changed_is_found(project: Path) -> None:
    backup = make_backup(project, PROJECT_ID, "daily")
    data = bytearray(backup.path.read_bytes())
    data[4096:4196] = b"\xff" * 100
    backup.path.write_bytes(data)
    with pytest.raises(UserFault, match="damaged"):
        check_backup(backup)


def test_restoring_into_a_folder_that_is_missing_says_so(project: Path, tmp_path: Path) -> None:
    backup = make_backup(project, PROJECT_ID, "daily")
    with pytest.raises(UserFault, match="does not exist"):
        restore_beside(backup.path, tmp_path / "none" / "work.curator")


WORKER = """
import sys
from pathlib import Path
from curator.store.backup import make_backup, restore_beside, save_copy
project = Path(sys.argv[1])
print("ready", flush=True)
for number in range(100_000):
    backup = make_backup(project, "p", "kill")
    restore_beside(backup.path, project.parent / "restored" / "work.curator")
    save_copy(project, project.parent / "restored" / "copy.curator", replace=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
@pytest.mark.slow
def test_kills_while_backups_are_made_and_restored_leave_only_whole_ones(project: Path) -> None:
    seed = int(os.environ.get("CURATOR_SEED", "250"))
    kills = int(os.environ.get("CURATOR_KILLS", "20"))
    print(f"seed {seed}, {kills} kills")
    chance = random.Random(seed)
    connection = sqlite3.connect(project, isolation_level=None)
    connection.executemany("INSERT INTO t VALUES (?)", [("x" * 1000,)] * 2000)
    restored = project.parent / "restored"
    restored.mkdir()
    left_overs = 0
    for _ in range(kills):
        process = subprocess.Popen([sys.executable, "-c", WORKER, str(project)], stdout=subprocess.PIPE, cwd=ROOT)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.wait()
        process.stdout.close()
        for file in [*paths.backup_folder("p").iterdir(), *restored.iterdir()]:
            if file.name.startswith("."):
                left_overs += 1
                file.unlink()
            else:
                assert read_back(file)["t"] == 2001
                file.unlink()
    print(f"{left_overs} left-overs")
    assert left_overs > kills // 4
    connection.close()
