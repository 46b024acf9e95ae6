# SPDX-License-Identifier: MIT
"""What Qt lacks is found by asking, installed on Debian as root, and named as a command everywhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

LDD = """/env/PySide6/QtGui.abi3.so:
\tlibEGL.so.1 => not found
\tlibQt6Gui.so.6 => not found
\tlibc.so.6 => /lib/libc.so.6 (0x00007f)
/env/PySide6/QtNetwork.abi3.so:
\tlibEGL.so.1 => not found
\tlibunheardof.so.9 => not found
"""
FONTS = '{"latin": ["DejaVu Sans"], "arabic": ["DejaVu Sans"]}\n'


class Machine:
    """A pretended machine: which programs it has, who asks, and what its programs answer."""

    def __init__(self, rooms: dict[str, ModuleType], env: Path) -> None:
        self.system, self.fault = rooms["system_packages"], rooms["saying"].Fault
        self.env = env
        self.programs = ["ldd"]
        self.ldd, self.fonts, self.apt_code = LDD, FONTS, 0
        self.ran: list[list[str]] = []

    def has_xcb(self, ldd: str) -> None:
        """Qt's part for X is there, and this is what the loader says of it."""
        folder = self.env / "Qt" / "plugins" / "platforms"
        folder.mkdir(parents=True)
        (folder / "libqxcb.so").touch()
        self.ldd = ldd

    def which(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def run(self, command: list[str], *_: object, **__: object) -> subprocess.CompletedProcess[str]:
        if command[0] == "apt-get":
            self.ran.append(command)
            self.ldd = self.ldd if self.apt_code else ""
            return subprocess.CompletedProcess(
                command, self.apt_code, "", "W: slow\nE: Unable to fetch some archives.\n"
            )
        if command[0] == "ldd":
            return subprocess.CompletedProcess(command, 0, self.ldd, "")
        answer = f"{self.env}\n" if "find_spec" in command[2] else self.fonts
        return subprocess.CompletedProcess(command, 0, answer, "")


@pytest.fixture
def machine(scripts: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    (tmp_path / "QtGui.abi3.so").touch()
    machine = Machine(scripts, tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(machine.system.shutil, "which", machine.which)
    monkeypatch.setattr(machine.system, "_run", machine.run)
    monkeypatch.setattr(machine.system.os, "geteuid", lambda: 1000, raising=False)
    return machine


def become_root(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.system.os, "geteuid", lambda: 0, raising=False)


def test_missing_libraries_are_found_without_those_of_the_environment(machine: Machine) -> None:
    found = machine.system.missing_libraries(Path("python"), machine.system.DRAWING)
    assert found == ["libEGL.so.1", "libunheardof.so.9"]


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("apt-get", r"sudo apt-get install -y libegl1$"),
        ("dnf", r"sudo dnf install 'libEGL.so.1\(\)\(64bit\)' 'libunheardof.so.9\(\)\(64bit\)'$"),
        ("zypper", r"sudo zypper install 'libEGL.so.1\(\)\(64bit\)' 'libunheardof.so.9\(\)\(64bit\)'$"),
        ("pacman", r"sudo pacman -S libglvnd$"),
        ("other", r"install what your system calls libegl1$"),
    ],
)
def test_without_root_the_exact_command_is_named(machine: Machine, program: str, command: str) -> None:
    machine.programs.append(program)
    with pytest.raises(machine.fault, match=command):
        machine.system.bring(Path("python"), window=True)
    assert machine.ran == []


def test_root_on_debian_gets_everything_installed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    become_root(machine, monkeypatch)
    machine.programs.append("apt-get")
    machine.system.bring(Path("python"), window=False)
    assert [[word for word in command if word in ("update", "install")] for command in machine.ran] == [
        ["update"],
        ["install"],
        ["update"],
        ["install"],
    ]
    assert machine.ran[1][-1] == "libegl1"
    assert machine.ran[3][-1] == "fonts-noto-core"


def test_a_failed_installation_is_one_sentence_with_the_reason(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    become_root(machine, monkeypatch)
    machine.programs.append("apt-get")
    machine.apt_code = 100
    with pytest.raises(machine.fault, match=r"^apt-get could not install libegl1: Unable to fetch some archives\.$"):
        machine.system.bring(Path("python"), window=False)


def test_root_elsewhere_installs_nothing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    become_root(machine, monkeypatch)
    machine.programs.append("dnf")
    with pytest.raises(machine.fault, match="sudo dnf install"):
        machine.system.bring(Path("python"), window=False)
    assert machine.ran == []


def test_nothing_is_said_or_done_where_nothing_is_lacking(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.ldd = ""
    machine.programs.append("apt-get")
    machine.system.bring(Path("python"), window=True)
    assert machine.ran == []
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("apt-get", r"sudo apt-get install -y libxcb-cursor0 xvfb$"),
        ("dnf", r"sudo dnf install 'libxcb-cursor.so.0\(\)\(64bit\)' xorg-x11-server-Xvfb$"),
        ("zypper", r"sudo zypper install 'libxcb-cursor.so.0\(\)\(64bit\)' xorg-x11-server-Xvfb$"),
        ("pacman", r"sudo pacman -S xcb-util-cursor xorg-server-xvfb$"),
    ],
)
def test_what_a_display_of_the_tests_lacks_is_named_in_one_command(
    machine: Machine, program: str, command: str
) -> None:
    machine.has_xcb("\tlibxcb-cursor.so.0 => not found\n")
    machine.programs.append(program)
    with pytest.raises(machine.fault, match=command):
        machine.system.bring_test_display(Path("python"))
    assert machine.ran == []


def test_root_on_debian_gets_the_display_of_the_tests_installed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    become_root(machine, monkeypatch)
    machine.has_xcb("")
    machine.programs.append("apt-get")
    machine.system.bring_test_display(Path("python"))
    assert [command[-1] for command in machine.ran] == ["-q", "xvfb"]


def test_a_display_of_the_tests_that_lacks_nothing_is_left_alone(machine: Machine) -> None:
    machine.has_xcb("")
    machine.programs += ["apt-get", "Xvfb"]
    machine.system.bring_test_display(Path("python"))
    assert machine.ran == []


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_than_on_linux_the_tests_have_no_display(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    machine.programs.append("Xvfb")
    with pytest.raises(machine.fault, match="on Linux only"):
        machine.system.bring_test_display(Path("python"))


def test_missing_fonts_are_told_but_stop_nothing(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.ldd = ""
    machine.fonts = '{"latin": ["Cantarell"], "arabic": []}\n'
    machine.programs.append("apt-get")
    machine.system.bring(Path("python"), window=False)
    assert "sudo apt-get install -y fonts-noto-core" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("platform", "variables", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_display_is_told_from_none(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], shown: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert machine.system.has_display() is shown
