# SPDX-License-Identifier: MIT
"""The display of the tests: on a free number, for nobody else, and gone afterwards whatever happened."""

from __future__ import annotations

import os
import select
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb is there on Linux only")

GOOD = """
import os, pathlib, sys, time
pathlib.Path(os.environ["SEEN"]).write_text("\\n".join([str(os.getpid()), *sys.argv[1:]]))
os.write(int(sys.argv[sys.argv.index("-displayfd") + 1]), b"4321\\n")
time.sleep(60)
"""
BAD = """
import sys
print("Fatal server error:", file=sys.stderr)
print("Cannot make a socket.", file=sys.stderr)
sys.exit(1)
"""
SILENT = "import time\ntime.sleep(60)\n"
HOLDS_ONE = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
import display
with display.display("640x480", os.environ):
    print("there", flush=True)
    time.sleep(60)
"""


class Server:
    """A pretended Xvfb and what it was told."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._seen, self._program = folder / "seen", folder / "Xvfb"
        monkeypatch.setenv("SEEN", str(self._seen))
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def does(self, script: str) -> None:
        self._program.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
        self._program.chmod(0o755)

    @property
    def told(self) -> list[str]:
        return self._seen.read_text().splitlines()[1:]

    @property
    def number(self) -> int:
        """Of its process."""
        return int(self._seen.read_text().splitlines()[0])

    def is_running(self) -> bool:
        """Whether it runs; one that has ended and was not fetched does not."""
        status = Path(f"/proc/{self.number}/stat")
        return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    made = Server(tmp_path, monkeypatch)
    made.does(GOOD)
    return made


def test_the_server_takes_a_free_number_and_qt_is_led_to_it(scripts: dict[str, ModuleType], server: Server) -> None:
    given = {
        "HOME": "/home/one",
        "WAYLAND_DISPLAY": "wayland-0",
        "QT_SCALE_FACTOR": "2",
        "QT_QPA_PLATFORM": "offscreen",
    }
    with scripts["display"].display("1280x800", given) as variables:
        assert server.is_running()
        assert server.told[server.told.index("-screen") + 1 :][:2] == ["0", "1280x800x24"]
        assert not any(each.startswith(":") for each in server.told), "the number is for the server to find"
        key = Path(variables["XAUTHORITY"])
        assert server.told[server.told.index("-auth") + 1] == str(key)
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert variables == {
            "HOME": "/home/one", "DISPLAY": ":4321", "XAUTHORITY": str(key), "QT_QPA_PLATFORM": "xcb",
        }  # fmt: skip
    assert not server.is_running()
    assert not key.parent.exists()


def test_each_display_has_a_key_of_its_own(scripts: dict[str, ModuleType], server: Server) -> None:
    keys = []
    for _ in range(2):
        with scripts["display"].display("640x480", {}) as variables:
            keys.append(Path(variables["XAUTHORITY"]).read_bytes())
    assert keys[0][:-16] == keys[1][:-16]
    assert keys[0][-16:] != keys[1][-16:]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_it_is_ended_when_what_runs_on_it_fails(
    scripts: dict[str, ModuleType], server: Server, fault: type[BaseException]
) -> None:
    with pytest.raises(fault), scripts["display"].display("640x480", {}):
        raise fault
    assert not server.is_running()


def test_a_server_that_will_not_start_is_told_with_its_own_words(
    scripts: dict[str, ModuleType], server: Server
) -> None:
    server.does(BAD)
    with (
        pytest.raises(
            scripts["saying"].Fault, match=r"^The display of the tests does not start: Cannot make a socket\.$"
        ),
        scripts["display"].display("640x480", {}),
    ):
        pytest.fail("there is no display")


def test_a_server_that_says_nothing_is_given_up(
    scripts: dict[str, ModuleType], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.does(SILENT)
    monkeypatch.setattr(scripts["display"], "_PATIENCE", 0.2)
    with (
        pytest.raises(scripts["saying"].Fault, match="does not start"),
        scripts["display"].display("640x480", {}),
    ):
        pytest.fail("there is no display")


def test_without_the_program_it_is_one_sentence(
    scripts: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(scripts["saying"].Fault, match=r"^Xvfb cannot be started: "),
        scripts["display"].display("9x9", {}),
    ):
        pytest.fail("there is no display")


def test_it_is_gone_too_when_the_tests_are_killed(server: Server, checkout: Path) -> None:
    command = [sys.executable, "-c", HOLDS_ONE, str(checkout / "packaging")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"there\n"
        end = os.pidfd_open(server.number)
        holder.send_signal(signal.SIGKILL)
    ended, _, _ = select.select([end], [], [], 10)
    os.close(end)
    assert ended


@pytest.mark.parametrize("text", ["1280x800", "1920x1080"])
def test_a_size_is_taken_as_it_is_written(scripts: dict[str, ModuleType], text: str) -> None:
    assert scripts["display"].screen_size(text) == text


@pytest.mark.parametrize(
    "text", ["wide", "1280", "1280x", "x800", "1280x800x24", "-1280x800", "10x10", "99999x800", "1e3x800"]
)
def test_what_is_no_size_is_refused(scripts: dict[str, ModuleType], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        scripts["display"].screen_size(text)


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
def test_a_real_server_shows_qt_a_screen_and_lets_nobody_in_without_the_key(scripts: dict[str, ModuleType]) -> None:
    python = Path(sys.executable)
    with scripts["display"].display("1280x800", os.environ) as variables:
        ask = scripts["system_packages"].ask_qt
        if (answer := ask(python, "xcb", variables)).works:
            assert not ask(python, "xcb", {**variables, "XAUTHORITY": os.devnull}).works
        else:
            assert "xcb" in answer.words, answer.words  # Qt's own libraries for X are not installed here
