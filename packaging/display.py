# SPDX-License-Identifier: MIT
"""A display of the tests' own: an X server that draws into memory (Xvfb), without a window manager.

What lives here: starting one on a free number, letting nobody else look at it, the variables that lead Qt there, and
ending it whatever happens. What does not: installing it (system_packages.py), what is run on it (test.py). Standard
library only.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import select
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from saying import Fault, last_line

SCREEN = "1920x1080"
_SMALLEST, _LARGEST = 320, 16_384  # pixels
_PATIENCE = 30.0  # seconds until a server that says nothing is given up
_PARTING = 10.0  # seconds in which an ended server should be gone
_ANY_HOST = 0xFFFF  # FamilyWild of Xau(3): whatever this machine is called
_SIGNAL_OF_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
# What a desktop tells its programs, and what would make tests differ from one desktop to the next.
OF_A_DESKTOP = (
    "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "DESKTOP_SESSION", "QT_QPA_PLATFORMTHEME",
    "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_IM_MODULE", "QT_IM_MODULES",
    "XMODIFIERS", "QT_ACCESSIBILITY",
)  # fmt: skip


def screen_size(text: str) -> str:
    """The size of a screen such as 1280x800, as it was given. Raises ValueError where it is none."""
    width, _, height = text.partition("x")
    if not all(side.isdecimal() and _SMALLEST <= int(side) <= _LARGEST for side in (width, height)):
        raise ValueError(text)
    return text


@contextmanager
def display(screen: str, variables: Mapping[str, str], count: int = 1) -> Iterator[dict[str, str]]:
    """Runs servers with one screen of this size each and gives `variables` with what leads Qt to the first of them.

    With more than one, `CURATOR_TEST_DISPLAYS` names them all, parted by blanks: tests that run beside each other would
    take the focus from each other's windows on one. Raises Fault.
    """
    with tempfile.TemporaryDirectory(prefix="curator-display-") as folder, ExitStack() as servers:
        keys = Path(folder) / "authority"
        _write_key(keys)
        numbers = [servers.enter_context(_server(screen, keys, Path(folder) / f"words-{n}")) for n in range(count)]
        yield _variables(variables, numbers, keys)


@contextmanager
def _server(screen: str, keys: Path, words: Path) -> Iterator[str]:
    """Runs one server and gives its number."""
    ours, its = os.pipe()
    try:
        server = _started(screen, keys, words, its)
    except Fault:
        os.close(ours)
        raise
    finally:
        os.close(its)
    try:
        number = _read_number(ours)
        if not number:
            reason = last_line(words.read_text(encoding="utf-8", errors="replace"))
            raise Fault(f"The display of the tests does not start: {reason}.")
        yield number
    finally:
        os.close(ours)
        _end(server)


def _started(screen: str, keys: Path, words: Path, number: int) -> subprocess.Popen[bytes]:
    """A server that writes the number it found free to the file descriptor `number`, and what it says to `words`."""
    command = ["Xvfb", "-displayfd", str(number), "-screen", "0", f"{screen}x24", "-auth", str(keys)]
    command += ["-nolisten", "tcp", "-noreset"]
    try:
        with words.open("wb") as told:
            # In a group of its own: Ctrl+C ends the tests first, and they take their windows away themselves.
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=told, stderr=told, pass_fds=[number], start_new_session=True,
                preexec_fn=_end_with_parent,  # there is no other thread
            )  # fmt: skip
    except OSError as fault:
        raise Fault(f"Xvfb cannot be started: {fault.strerror or fault}.") from fault


def _read_number(end: int) -> str:
    """What the server writes when it is ready: its number and a line end; "" where it ends or is silent for long."""
    said = b""
    while not said.endswith(b"\n"):
        ready, _, _ = select.select([end], [], [], _PATIENCE)
        more = os.read(end, 64) if ready else b""
        if not more:
            return ""
        said += more
    return said.decode("ascii").strip()


def _write_key(path: Path) -> None:
    """The one key to the display, for any number and any name of this machine, as Xau(3) describes the file."""
    fields = (b"", b"", b"MIT-MAGIC-COOKIE-1", secrets.token_bytes(16))
    packed = b"".join(struct.pack(">H", len(field)) + field for field in fields)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(struct.pack(">H", _ANY_HOST) + packed)


def _variables(variables: Mapping[str, str], numbers: Sequence[str], keys: Path) -> dict[str, str]:
    kept = {name: value for name, value in variables.items() if name not in OF_A_DESKTOP}
    shown = [f":{number}" for number in numbers]
    led = {**kept, "DISPLAY": shown[0], "XAUTHORITY": str(keys), "QT_QPA_PLATFORM": "xcb"}
    return led if len(shown) == 1 else {**led, "CURATOR_TEST_DISPLAYS": " ".join(shown)}


def _end_with_parent() -> None:
    """In the server's process: end it even where this one is killed and can end nothing any more."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENT, signal.SIGTERM, 0, 0, 0)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_PARTING)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
