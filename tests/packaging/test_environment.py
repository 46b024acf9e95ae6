# SPDX-License-Identifier: MIT
"""The environment is made once, filled again only when something changed, and takes nobody else's place."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


class Bench:
    """A pretended checkout with lock files, where making and filling only leaves traces."""

    def __init__(self, environment: ModuleType, fault: type[Exception]) -> None:
        self.environment, self.fault = environment, fault
        self.filled: list[str] = []
        self.made = 0

    def ready(self, lock: str) -> None:
        assert self.environment.ready(lock) == self.environment.program("python")

    def make(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        assert command[1:3] == ["-m", "venv"]
        self.made += 1
        python = self.environment.program("python")
        python.parent.mkdir(parents=True)
        python.touch()
        return subprocess.CompletedProcess(command, 0, "", "")


@pytest.fixture
def bench(scripts: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    environment = scripts["environment"]
    locks = tmp_path / "packaging" / "lock"
    locks.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    for name in ("runtime", "test"):
        (locks / f"{name}.txt").write_text(f"# {name}\n")
    bench = Bench(environment, scripts["saying"].Fault)
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)
    monkeypatch.setattr(environment, "LOCKS", locks)
    monkeypatch.setattr(environment, "_fill", bench.filled.append)
    monkeypatch.setattr(environment.subprocess, "run", bench.make)
    monkeypatch.setenv("CURATOR_VENV", str(tmp_path / "venv"))
    return bench


def test_a_second_start_fills_nothing(bench: Bench) -> None:
    bench.ready("runtime")
    bench.ready("runtime")
    assert (bench.made, bench.filled) == (1, ["runtime"])


def test_what_was_filled_for_the_tests_serves_the_program(bench: Bench) -> None:
    bench.ready("test")
    bench.ready("runtime")
    assert bench.filled == ["test"]


def test_the_tests_bring_what_the_program_alone_did_not_need(bench: Bench) -> None:
    bench.ready("runtime")
    bench.ready("test")
    assert (bench.made, bench.filled) == (1, ["runtime", "test"])


@pytest.mark.parametrize("file", ["packaging/lock/runtime.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_file_fills_it_again(bench: Bench, file: str) -> None:
    bench.ready("runtime")
    with (bench.environment.CHECKOUT / file).open("a") as lock:
        lock.write("# changed\n")
    bench.ready("runtime")
    assert (bench.made, bench.filled) == (1, ["runtime", "runtime"])


def test_a_changed_lock_of_the_program_is_not_hidden_by_an_older_one_of_the_tests(bench: Bench) -> None:
    bench.ready("test")
    for name in ("runtime", "test"):
        (bench.environment.LOCKS / f"{name}.txt").write_text("# changed\n")
    bench.ready("runtime")
    bench.ready("test")
    assert bench.filled == ["test", "runtime", "test"]


@pytest.mark.parametrize("what", ["python", "checkout"])
def test_another_python_or_a_moved_checkout_makes_it_anew(bench: Bench, what: str) -> None:
    bench.ready("runtime")
    stamp = bench.environment._read_stamp()
    bench.environment._write_stamp({**stamp, what: "another"})
    (bench.environment.place() / "old").touch()
    bench.ready("runtime")
    assert bench.made == 2
    assert not (bench.environment.place() / "old").exists()


def test_an_interrupted_start_is_made_good_the_next_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bench.environment, "_fill", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bench.ready("runtime")
    bench.ready("runtime")
    assert bench.filled == ["runtime"]


def test_a_folder_of_somebody_else_is_left_alone(bench: Bench) -> None:
    theirs = bench.environment.place() / "letters.txt"
    theirs.parent.mkdir()
    theirs.write_text("mine")
    with pytest.raises(bench.fault, match=r"was not made by this script"):
        bench.ready("runtime")
    assert theirs.read_text() == "mine"


def test_a_place_that_cannot_be_made_is_one_sentence(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = bench.environment.CHECKOUT / "file"
    in_the_way.touch()
    monkeypatch.setenv("CURATOR_VENV", str(in_the_way / "venv"))
    with pytest.raises(bench.fault, match=r"could not be made: .*\.$"):
        bench.ready("runtime")


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_completed_first(bench: Bench, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    find: Callable[[str], object] = bench.environment.importlib.util.find_spec
    monkeypatch.setattr(
        bench.environment.importlib.util, "find_spec", lambda name: None if name == module else find(name)
    )
    monkeypatch.setattr(bench.environment.system_packages, "bring_venv", lambda: order.append("brought"))
    bench.ready("runtime")
    assert (order, bench.made) == (["brought"], 1)
