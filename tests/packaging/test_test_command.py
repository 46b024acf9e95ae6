# SPDX-License-Identifier: MIT
"""Which steps the test command takes: static checks, the journeys on a display where there is one, and all tests."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest


class Command:
    """The script with a pretended environment and display; keeps what it would have started, and where."""

    def __init__(self, rooms: dict[str, ModuleType], checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.fault = rooms["saying"].Fault
        self.lacking, self.answers, self.cores = "", True, 2
        self.bad: set[str] = set()
        self.steps: list[tuple[str, str]] = []  # what was run, on which platform
        self.screens: list[str] = []
        self.workers: list[int] = []  # of the steps that run tests beside each other
        monkeypatch.setattr(os, "cpu_count", lambda: self.cores)
        answer = rooms["system_packages"].Answer
        monkeypatch.setattr(rooms["environment"], "ready", lambda _: Path("python"))
        monkeypatch.setattr(rooms["system_packages"], "bring", lambda *_, **__: None)
        monkeypatch.setattr(rooms["system_packages"], "bring_test_display", self._bring)
        monkeypatch.setattr(rooms["system_packages"], "ask_qt", lambda *_: answer(self.answers, "no reply"))
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        # Under another name: `test` is also a package of Python.
        spec = importlib.util.spec_from_file_location("the_test_command", checkout / "packaging" / "test.py")
        assert spec is not None
        assert spec.loader is not None
        self.script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.script)
        monkeypatch.setattr(self.script, "display", self._display)
        monkeypatch.setattr(self.script, "_step", self._step)

    def _bring(self, _: Path) -> None:
        if self.lacking:
            raise self.fault(self.lacking)

    @contextmanager
    def _display(self, screen: str, variables: Mapping[str, str], count: int = 1) -> Iterator[dict[str, str]]:
        self.screens += [screen] * count
        yield {**variables, "QT_QPA_PLATFORM": "xcb"}

    def _step(self, words: str, command: list[str], variables: dict[str, str]) -> bool:
        if "-n" in command:
            at = command.index("-n")
            self.workers.append(int(command[at + 1]))
            assert command[at + 2 : at + 6] == ["--dist", "loadfile", "--max-worker-restart", "0"]
            command = command[:at] + command[at + 6 :]
        told = " ".join(command[command.index("pytest") :]) if "pytest" in command else words
        self.steps.append((told, variables["QT_QPA_PLATFORM"]))
        return told not in self.bad

    def run(self, *arguments: str) -> int:
        self._monkeypatch.setattr(sys, "argv", ["packaging/test.py", *arguments])
        code = self.script.main()
        assert isinstance(code, int)
        return code

    @property
    def tests(self) -> list[tuple[str, str]]:
        return [each for each in self.steps if each[0].startswith("pytest")]


@pytest.fixture
def command(scripts: dict[str, ModuleType], checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(scripts, checkout, monkeypatch)


def test_the_plain_command_runs_the_journeys_on_a_display_too_and_everything_without(command: Command) -> None:
    assert command.run() == 0
    assert command.tests == [("pytest tests/journeys", "xcb"), ("pytest", "offscreen")]
    assert len(command.steps) > len(command.tests), "static checks come first"


@pytest.mark.parametrize(("cores", "workers"), [(1, []), (2, [2, 2]), (64, [4, 4])])
def test_as_many_tests_run_at_a_time_as_there_are_cores_each_on_its_own_display(
    command: Command, cores: int, workers: list[int]
) -> None:
    command.cores = cores
    assert command.run() == 0
    assert command.workers == workers
    assert len(command.screens) == (workers or [1])[0]


def test_tests_that_are_named_run_one_after_the_other(command: Command) -> None:
    assert command.run("tests/store") == 0
    assert command.workers == []


def test_where_there_is_no_display_one_line_says_so_and_all_else_is_run(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    command.lacking = "System packages are lacking; start again after this command: sudo apt-get install -y xvfb"
    assert command.run() == 0
    assert command.tests == [("pytest", "offscreen")]
    line = "The journeys run without a display only. System packages are lacking; "
    assert [each for each in capsys.readouterr().out.splitlines() if each.startswith(line)]


def test_a_display_on_which_qt_does_not_start_is_told_likewise(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    command.answers = False
    assert command.run() == 0
    assert command.tests == [("pytest", "offscreen")]
    assert "Qt does not start on a display: no reply." in capsys.readouterr().out


def test_journeys_that_fail_on_the_display_fail_the_command_after_everything_was_run(command: Command) -> None:
    command.bad = {"pytest tests/journeys"}
    assert command.run() == 1
    assert command.tests[-1] == ("pytest", "offscreen")


@pytest.mark.parametrize("arguments", [("--core",), ("tests/store",), ("-k", "undo")])
def test_who_asks_for_less_waits_for_no_display(command: Command, arguments: tuple[str, ...]) -> None:
    command.lacking = "not to be asked"
    assert command.run(*arguments) == 0
    assert [platform for _, platform in command.tests] == ["offscreen"]
    assert command.screens == []


def test_the_display_alone_runs_journeys_and_count_there_and_nothing_else(command: Command) -> None:
    assert command.run("--display") == 0
    assert command.steps == [("pytest tests/journeys tests/effort", "xcb")]
    assert command.screens == ["1920x1080"]


def test_the_display_takes_a_size_and_other_tests(command: Command) -> None:
    assert command.run("--display", "--screen", "1280x800", "-x", "tests/app") == 0
    assert command.steps == [("pytest -x tests/app", "xcb")]
    assert command.screens == ["1280x800"]


def test_failures_on_the_display_alone_are_its_exit_code(command: Command) -> None:
    command.bad = {"pytest tests/journeys tests/effort"}
    assert command.run("--display") == 1


@pytest.mark.parametrize(("lacking", "answers"), [("Install xvfb.", True), ("", False)])
def test_the_display_alone_without_one_is_a_fault_in_one_sentence(
    command: Command, capsys: pytest.CaptureFixture[str], lacking: str, answers: bool
) -> None:
    command.lacking, command.answers = lacking, answers
    assert command.run("--display") == 3
    assert command.steps == []
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("--display", "--screen", "small"), ("--display", "--core")])
def test_wrong_use_is_told_before_anything_is_made(command: Command, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.run(*arguments)
    assert stopped.value.code == 2
    assert command.steps == []
