# SPDX-License-Identifier: MIT
"""One instance writes at a time."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from curator.domain.clock import Clock
from curator.store import lock as lock_module
from curator.store.lock import Holder, InstanceLock, holder_of, lock_file_of, open_in_this_process

ROOT = Path(__file__).parent.parent.parent
CLOCK = Clock(now_ms=lambda: 1_573_500_000_000)
HOLD = """
import sys, time
from pathlib import Path
from curator.store.lock import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.take().taken, flush=True)
time.sleep(60)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.curator").write_bytes(b"")
    return tmp_path / "a.curator"


def test_the_second_instance_is_told_who_has_the_project(project: Path) -> None:
    first, second = InstanceLock(project, CLOCK), InstanceLock(project)
    assert first.take().taken
    outcome = second.take()
    assert not outcome.taken
    assert outcome.holder == Holder(socket.gethostname(), os.getpid(), "2019-11-11T19:20:00.000Z")
    assert outcome.holder.sentence().startswith("This project is open in another window since 2019-11-1")
    assert holder_of(project) == outcome.holder
    assert open_in_this_process(project)


def test_after_release_it_can_be_taken_and_the_folder_is_tidy(project: Path) -> None:
    first, second = InstanceLock(project), InstanceLock(project)
    first.take()
    first.release()
    first.release()
    assert [entry.name for entry in project.parent.iterdir()] == ["a.curator"]
    assert not open_in_this_process(project)
    assert holder_of(project) is None
    assert second.take() == lock_module.LockOutcome(taken=True)
    assert second.take().taken
    assert not first.taken


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_lock_file_is_for_the_user_alone(project: Path) -> None:
    InstanceLock(project).take()
    assert lock_file_of(project).stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_the_project_is_the_same_project(project: Path) -> None:
    link = project.parent / "sub" / "link.curator"
    link.parent.mkdir()
    link.symlink_to(project)
    holder = InstanceLock(project)
    assert holder.take().taken
    assert not InstanceLock(link).take().taken
    assert open_in_this_process(link)


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_after_kill_9_of_the_holder_the_lock_is_taken_over(project: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(project)], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == b"True\n"
    refused = InstanceLock(project).take()
    assert refused.holder is not None
    assert refused.holder.pid == process.pid
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert lock_file_of(project).exists()
    outcome = InstanceLock(project).take()
    assert outcome.taken
    assert outcome.notice == ""


def test_a_lock_left_by_another_computer_is_taken_with_a_warning(project: Path) -> None:
    left = {"host": "basma-laptop", "pid": 7, "since": "2026-03-01T10:00:00.000Z"}
    lock_file_of(project).write_text(json.dumps(left))
    outcome = InstanceLock(project).take()
    assert outcome.taken
    assert "opened on basma-laptop (2026-0" in outcome.notice


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"host":1}', b"\xff" * 9000, b'{"host":"x","pid":1e999}'])
def test_a_lock_file_with_nonsense_is_taken_over(project: Path, content: bytes) -> None:
    lock_file_of(project).write_bytes(content)
    assert InstanceLock(project).take().taken


def test_where_no_lock_file_can_be_made_it_says_so(project: Path) -> None:
    lock_file_of(project).mkdir()
    outcome = InstanceLock(project).take()
    assert not outcome.taken
    assert outcome.holder is None
    assert "cannot be locked" in outcome.notice


def test_where_the_file_system_has_no_locks_it_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_module, "try_lock", lambda fd: None)
    outcome = InstanceLock(project).take()
    assert (outcome.taken, outcome.holder) == (False, None)
    assert "knows no locks" in outcome.notice


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed on Windows")
def test_many_takers_and_releasers_never_hold_it_together(project: Path) -> None:
    holding = 0
    most = takes = 0

    def work() -> None:
        nonlocal holding, most, takes
        until = time.monotonic() + 1
        while time.monotonic() < until:
            own = InstanceLock(project)
            if own.take().taken:
                holding += 1
                takes += 1
                most = max(most, holding)
                time.sleep(0)
                holding -= 1
                own.release()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert takes > 20


def test_another_computer_is_named() -> None:
    sentence = Holder("basma-laptop", 1, "nonsense").sentence()
    assert sentence == "This project is open on basma-laptop since nonsense. Here it can be read, not changed."
