# SPDX-License-Identifier: MIT
"""Files and folders that appear complete or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from curator import atomic

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs the locks and rights of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    atomic.write_atomically(tmp_path / "a", b"one")
    atomic.write_atomically(tmp_path / "a", [b"t", b"wo"])
    assert (tmp_path / "a").read_bytes() == b"two"
    assert names(tmp_path) == ["a"]


@POSIX
def test_a_file_is_for_the_user_alone_unless_said_otherwise(tmp_path: Path) -> None:
    atomic.write_atomically(tmp_path / "a", b"")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_a_block_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), atomic.file_in_place(tmp_path / "a") as file:
        file.write(b"half")
        1 / 0
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@POSIX
def test_a_linked_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    atomic.write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_move_new_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "temp").write_bytes(b"new")
    (tmp_path / "there").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        atomic.move_new(tmp_path / "temp", tmp_path / "there")
    assert (tmp_path / "there").read_bytes() == b"old"
    atomic.move_new(tmp_path / "temp", tmp_path / "free")
    assert names(tmp_path) == ["free", "there"]


@POSIX
def test_move_new_works_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise PermissionError(1, "no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    test_move_new_replaces_nothing(tmp_path)


def fill(folder: Path, word: str, files: int = 3) -> None:
    (folder / "sub").mkdir()
    for number in range(files):
        (folder / f"{number}.txt").write_text(word)
    (folder / "sub" / "inner.txt").write_text(word)


def content(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in sorted(folder.rglob("*.txt"))}


def test_a_folder_appears_whole_and_parents_are_made(tmp_path: Path) -> None:
    target = tmp_path / "out" / "set"
    with atomic.publish_folder(target) as folder:
        fill(folder, "new")
        assert not target.exists()
    assert set(content(target).values()) == {"new"}
    assert names(tmp_path / "out") == ["set"]


def test_an_empty_folder_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    with atomic.publish_folder(tmp_path / "set") as folder:
        fill(folder, "new")
    assert len(content(tmp_path / "set")) == 4
    assert names(tmp_path) == ["set"]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_is_there_is_refused_before_the_work_begins(tmp_path: Path, what: str) -> None:
    target = tmp_path / "set"
    if what == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine").write_text("mine")
    with pytest.raises(FileExistsError), atomic.publish_folder(target):
        pytest.fail("the block must not run")
    assert names(tmp_path) == ["set"]


@pytest.mark.parametrize("last_moment", [False, True])
def test_what_came_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last_moment: bool
) -> None:
    target = tmp_path / "set"
    with pytest.raises(OSError), atomic.publish_folder(target) as folder:
        fill(folder, "new")
        if last_moment:  # after the second look
            monkeypatch.setattr(atomic, "_refuse_what_is_there", lambda *_: None)
        target.mkdir()
        (target / "mine").write_text("mine")
    assert names(tmp_path) == ["set"]
    assert names(target) == ["mine"]


@pytest.mark.parametrize("exchange", [True, False])
def test_a_folder_of_ours_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    target = tmp_path / "set"
    with atomic.publish_folder(target) as folder:
        fill(folder, "old", files=5)
    seen: list[Path] = []
    with atomic.publish_folder(target, may_replace=seen.append) as folder:
        fill(folder, "new")
    assert set(content(target).values()) == {"new"}
    assert len(content(target)) == 4
    assert names(tmp_path) == ["set"]
    assert seen == [target, target]


def test_a_folder_that_must_stay_stays(tmp_path: Path) -> None:
    def never(old: Path) -> None:
        raise PermissionError(f"{old.name} is not ours")

    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "mine").write_text("mine")
    with pytest.raises(PermissionError), atomic.publish_folder(tmp_path / "set", may_replace=never):
        pytest.fail("the block must not run")
    assert names(tmp_path / "set") == ["mine"]


def test_a_block_that_fails_leaves_the_old_folder(tmp_path: Path) -> None:
    with atomic.publish_folder(tmp_path / "set") as folder:
        fill(folder, "old")
    with pytest.raises(ZeroDivisionError), atomic.publish_folder(tmp_path / "set", may_replace=print) as folder:
        fill(folder, "new")
        1 / 0
    assert set(content(tmp_path / "set").values()) == {"old"}
    assert names(tmp_path) == ["set"]


@POSIX
def test_work_in_progress_is_not_swept_and_left_overs_are(tmp_path: Path) -> None:
    left_over = atomic.temp_beside(tmp_path / "set")
    left_over.mkdir()
    (left_over / "half.csv").write_text("ha")
    atomic.temp_beside(tmp_path / "a").write_text("ha")
    (tmp_path / ".other.tmp").write_text("not ours")
    with atomic.publish_folder(tmp_path / "set") as folder, atomic.file_in_place(tmp_path / "b") as file:
        fill(folder, "new")
        file.write(b"new")
        assert atomic.sweep(tmp_path) == ()  # too fresh
        assert len(atomic.sweep(tmp_path, idle_s=0)) == 2
        assert not left_over.exists()
    assert names(tmp_path) == [".other.tmp", "b", "set"]


def test_publishing_sweeps_what_a_killed_process_left_in_the_same_place(tmp_path: Path) -> None:
    left_over = atomic.temp_beside(tmp_path / "set")
    left_over.mkdir()
    (left_over / "half.csv").write_text("a", encoding="utf-8")
    an_hour_ago = time.time() - 3600
    os.utime(left_over, (an_hour_ago, an_hour_ago))
    with atomic.publish_folder(tmp_path / "set") as new:
        (new / "whole.csv").write_text("b", encoding="utf-8")
    assert [file.name for file in tmp_path.iterdir()] == ["set"]


def test_a_folder_moved_aside_for_nothing_is_put_back(tmp_path: Path) -> None:
    aside = tmp_path / ".set.curator-old-0123456789ab"
    aside.mkdir()
    fill(aside, "old")
    assert atomic.sweep(tmp_path) == (tmp_path / "set",)
    assert set(content(tmp_path / "set").values()) == {"old"}


def test_a_folder_moved_aside_goes_once_the_new_one_is_there(tmp_path: Path) -> None:
    (tmp_path / ".set.curator-old-0123456789ab").mkdir()
    (tmp_path / "set").mkdir()
    atomic.sweep(tmp_path, idle_s=0, day_s=0)
    assert names(tmp_path) == ["set"]


@POSIX
def test_where_there_are_no_locks_only_what_is_a_day_old_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "try_lock", lambda fd: None)
    atomic.temp_beside(tmp_path / "new").write_text("")
    old = atomic.temp_beside(tmp_path / "old")
    old.write_text("")
    os.utime(old, (time.time() - 90_000, time.time() - 90_000))
    assert atomic.sweep(tmp_path, idle_s=0) == (old,)


def test_sweeping_a_folder_that_is_not_there_does_nothing(tmp_path: Path) -> None:
    assert atomic.sweep(tmp_path / "none") == ()


def test_a_tree_of_many_files_is_synced(tmp_path: Path) -> None:
    with atomic.publish_folder(tmp_path / "set") as folder:
        fill(folder, "new", files=atomic._MANY_FILES + 1)
    assert len(content(tmp_path / "set")) == atomic._MANY_FILES + 2


WORKER = """
import sys
from pathlib import Path
from curator import atomic
target = Path(sys.argv[1])
print("ready", flush=True)
for round in range(100_000):
    with atomic.publish_folder(target, may_replace=lambda old: None) as folder:
        for number in range(12):
            (folder / f"{number}.csv").write_text(f"{round}\\n" * 400)
        (folder / "manifest.json").write_text(f"{round}")
"""


@POSIX
@pytest.mark.slow
def test_kills_while_a_folder_is_published_never_leave_half_of_it(tmp_path: Path) -> None:
    seed = int(os.environ.get("CURATOR_SEED", "20"))
    kills = int(os.environ.get("CURATOR_KILLS", "20"))
    print(f"seed {seed}, {kills} kills")
    chance = random.Random(seed)
    target = tmp_path / "set"
    left_overs = published = 0
    for _ in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(target)], stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        left_overs += len(names(tmp_path)) - target.exists()
        atomic.sweep(tmp_path, idle_s=0)
        assert names(tmp_path) in ([], ["set"])
        if target.exists():
            published += 1
            number = (target / "manifest.json").read_text()
            assert len(names(target)) == 13
            assert {file.read_text() for file in target.glob("*.csv")} == {f"{number}\n" * 400}
    print(f"{left_overs} left-overs swept, {published} times a whole set was there")
    assert left_overs > kills // 4
    assert published > kills // 4
