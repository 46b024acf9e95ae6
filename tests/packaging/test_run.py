# SPDX-License-Identifier: MIT
"""One command from a fresh checkout to the window, or to a picture of it where there is no display."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest


class Start:
    """The script with a pretended environment; keeps what it would have started."""

    def __init__(self, rooms: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch) -> None:
        self.run, self.fault = rooms["run"], rooms["saying"].Fault
        self.commands: list[list[str]] = []
        self.codes = {"demo": 0, "picture": 0}
        self.makes_project = True
        self.display, self.answers = False, True
        answer = rooms["system_packages"].Answer
        monkeypatch.setattr(rooms["environment"], "ready", lambda _: Path("python"))
        monkeypatch.setattr(rooms["system_packages"], "bring", lambda *_: None)
        monkeypatch.setattr(rooms["system_packages"], "has_display", lambda: self.display)
        monkeypatch.setattr(rooms["system_packages"], "ask_qt", lambda *_: answer(self.answers, "no reply"))
        monkeypatch.setattr(self.run, "_start", self.start)

    def start(self, command: list[str], _: dict[str, str]) -> int:
        self.commands.append(command)
        if "demo" in command:
            folder = Path(command[command.index("--to") + 1])
            folder.mkdir(exist_ok=True)
            if self.makes_project:
                (folder / "sample.curator").touch()
            return self.codes["demo"]
        return self.codes["picture"]

    def kinds(self) -> list[str]:
        return [
            "picture" if "curator.app.picture" in command else "built" if "--no-window" in command else "window"
            for command in self.commands
        ]


@pytest.fixture
def start(scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch) -> Start:
    return Start(scripts, monkeypatch)


def test_with_a_display_the_window_opens(start: Start, tmp_path: Path) -> None:
    start.display = True
    assert start.run.run(tmp_path, window=True) == 0
    assert start.kinds() == ["window"]


@pytest.mark.parametrize("display", [False, True])
def test_without_a_display_that_answers_a_picture_is_left_and_named(
    start: Start, tmp_path: Path, display: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    start.display, start.answers = display, False
    assert start.run.run(tmp_path, window=True) == 0
    assert start.kinds() == ["built", "picture"]
    assert start.commands[1][-2:] == [str(tmp_path / "sample.curator"), str(tmp_path / "window.png")]
    out, err = capsys.readouterr()
    assert "no display" in err
    assert out == f"{tmp_path / 'window.png'}\n"


def test_no_window_leaves_no_picture(start: Start, tmp_path: Path) -> None:
    start.display = True
    assert start.run.run(tmp_path, window=False) == 0
    assert start.kinds() == ["built"]


@pytest.mark.parametrize(("demo", "picture", "code"), [(3, 0, 3), (1, 0, 1), (0, 3, 3), (2, 0, 2)])
def test_the_exit_code_of_the_program_is_passed_on(
    start: Start, tmp_path: Path, demo: int, picture: int, code: int
) -> None:
    start.codes = {"demo": demo, "picture": picture}
    assert start.run.run(tmp_path, window=True) == code


def test_a_demo_that_left_no_project_is_a_fault(start: Start, tmp_path: Path) -> None:
    start.makes_project = False
    with pytest.raises(start.fault, match="no project"):
        start.run.run(tmp_path, window=True)
