# SPDX-License-Identifier: MIT
"""The environment Curator runs in: `.venv` in the checkout, or the folder in CURATOR_VENV, filled from a lock file.

Standard library only, since nothing else is there yet. It is filled again only when a lock file, pyproject.toml, the
Python or the place of the checkout has changed. System packages are the business of `system_packages.py`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from pathlib import Path

import system_packages
from saying import Fault, counted, last_line, say

CHECKOUT = Path(__file__).resolve().parent.parent
LOCKS = CHECKOUT / "packaging" / "lock"
STAMP = "curator-environment.json"  # tells that the folder is ours, and what it was filled from
ENTRY = re.compile(r"^[A-Za-z0-9]", re.MULTILINE)

Stamp = dict[str, str]


def place() -> Path:
    """Where the environment lies."""
    chosen = os.environ.get("CURATOR_VENV", "").strip()
    return Path(chosen).expanduser().absolute() if chosen else CHECKOUT / ".venv"


def program(name: str) -> Path:
    """A program of the environment, such as "python" or "ruff"."""
    return place() / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def ready(lock: str) -> Path:
    """Makes the environment where it is missing or stale and returns its Python.

    `lock` is "runtime" or "test"; what was filled for the tests also serves the program. Raises Fault.
    """
    try:
        return _ready(lock)
    except OSError as fault:
        raise Fault(f"The environment in {place()} could not be made: {fault.strerror or fault}.") from fault


def _ready(lock: str) -> Path:
    wanted = _stamp()
    found = _read_stamp()
    if found is not None and _base(found) == _base(wanted) and program("python").exists():
        if found.get(lock) == wanted[lock] or (lock == "runtime" and found.get("test") == wanted["test"]):
            return program("python")
        say("The lock file has changed: the environment is brought up to date.")
    else:
        _create(wanted)
    _fill(lock)
    done = {**_base(wanted), lock: wanted[lock]}
    if lock == "test":
        done["runtime"] = wanted["runtime"]
    _write_stamp(done)
    return program("python")


def _stamp() -> Stamp:
    """What the environment would be filled from now."""
    project = _hash(CHECKOUT / "pyproject.toml")
    return {
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "checkout": str(CHECKOUT),
        "runtime": _hash(LOCKS / "runtime.txt") + project,
        "test": _hash(LOCKS / "test.txt") + project,
    }


def _base(stamp: Stamp) -> Stamp:
    """The part of a stamp that cannot change without making the environment anew."""
    return {name: stamp.get(name, "") for name in ("python", "checkout")}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_stamp() -> Stamp | None:
    try:
        stamp = json.loads((place() / STAMP).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def _write_stamp(stamp: Stamp) -> None:
    (place() / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def _create(wanted: Stamp) -> None:
    """An empty environment; one that this script made before is replaced, a foreign folder never."""
    folder = place()
    if folder.exists():
        if not (folder / STAMP).is_file() and (not folder.is_dir() or any(folder.iterdir())):
            raise Fault(
                f"{folder} was not made by this script and is left alone: move it away, "
                "or name another folder in the variable CURATOR_VENV."
            )
        shutil.rmtree(folder)
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        system_packages.bring_venv()
    say(f"Making the environment in {folder} with Python {wanted['python']}.")
    folder.mkdir(parents=True)
    _write_stamp(_base(wanted))  # first, so that an interrupted start is known as ours the next time
    done = subprocess.run(
        [sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False, env=plain_variables()
    )
    if done.returncode != 0:
        raise Fault(f"Python could not make the environment: {last_line(done.stderr + done.stdout)}.")


def plain_variables() -> dict[str, str]:
    """This process's variables without those that would lead the environment's Python or pip elsewhere."""
    astray = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in os.environ.items() if name not in astray}


def _fill(lock: str) -> None:
    """Installs what the lock file names, then puts the checkout into the environment."""
    path = LOCKS / f"{lock}.txt"
    text = path.read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
    say(f"Fetching {counted(len(ENTRY.findall(text)), 'package', 'packages')}, about 130 MB the first time.")
    options = ["--require-hashes", "--only-binary", ":all:"]
    with tempfile.TemporaryDirectory() as folder:
        # pip first and alone: a pip that replaces itself in the middle of other work can trip over its own new files.
        first = Path(folder) / "first.txt"
        first.write_text("".join(entry for entry in entries if entry.startswith("pip==")), encoding="utf-8")
        if first.stat().st_size:
            _pip("install", *options, "-r", str(first))
    _pip("install", *options, "-r", str(path))
    _pip("install", "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(CHECKOUT))
    say("The environment is ready.")


def _pip(*arguments: str) -> None:
    """Runs the environment's pip, names each package as it comes, and turns a failure into one sentence."""
    command = [str(program("python")), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    command += ["--progress-bar", "off", "--no-warn-script-location"]
    kept: deque[str] = deque(maxlen=400)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=plain_variables()
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            kept.append(line)
            _show(line.strip())
    if running.returncode != 0:
        log = Path(tempfile.gettempdir()) / "curator-pip.log"
        log.write_text("".join(kept), encoding="utf-8")
        reason = last_line("".join(kept), ("ERROR:",))
        raise Fault(
            f"The packages could not be installed: {reason} (more in {log}); "
            "check the network and start again, what has been fetched is kept."
        )


def _show(line: str) -> None:
    found = re.match(r"Collecting (\S+)", line)
    if found:
        say(f"  {found[1]}")
    elif line.startswith("Installing collected packages"):
        say("  installing them")
