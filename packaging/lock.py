# SPDX-License-Identifier: MIT
"""Makes the lock files in `packaging/lock/` from pyproject.toml, by means of `uv`.

`runtime.txt` is what the program needs, with the build requirements that put the checkout into an environment;
`test.txt` is that and the `test` extra, in the same versions. Both hold for every supported Python and for Linux,
Windows and macOS: the environment markers are in the lines. Installing from them is `environment.py`, not here.

    python packaging/lock.py             keeps the locked versions where pyproject.toml still allows them
    python packaging/lock.py --upgrade   takes the newest versions that pyproject.toml allows
    python packaging/lock.py --check     asks whether every system and Python finds a ready wheel of everything
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LOCKS = CHECKOUT / "packaging" / "lock"
OLDEST_PYTHON = "3.11"
SYSTEMS = ("x86_64-manylinux_2_34", "aarch64-manylinux_2_39", "windows", "macos")
PYTHONS = ("3.11", "3.12", "3.13")
NEWEST_NEEDED_MACOS = "14.0"  # Qt 6.12 asks for it; Python 3.11, kept below 6.12, runs on macOS 13


def wanted(lock: str) -> list[str]:
    """The requirements that pyproject.toml states for a lock file: "runtime" or "test"."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    lines: list[str] = [
        *project["project"]["dependencies"], *extras["spreadsheets"], *project["build-system"]["requires"]
    ]  # fmt: skip
    if lock == "test":
        lines += extras["test"]
    return sorted(set(lines))


def fingerprint(requirements: list[str]) -> str:
    """SHA-256 over the requirements; stands in the lock file, so that a stale lock is seen without a network."""
    return hashlib.sha256(json.dumps(requirements).encode("utf-8")).hexdigest()


def heading(lock: str) -> str:
    return (
        "# Made by packaging/lock.py from pyproject.toml; not edited by hand.\n"
        f"# Stands for the requirements {fingerprint(wanted(lock))}\n"
    )


def uv() -> list[str]:
    """The command that runs uv; without one the script ends with a sentence."""
    found = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if found is None:
        sys.exit("The lock files are made with uv, which is not installed here: run pip install uv.")
    return [found, "--no-config"]


def plain_environment() -> dict[str, str]:
    """This machine's own package sources must not find their way into the lock."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}


def compile_lock(lock: str, like: Path | None, upgrade: bool) -> None:
    target = LOCKS / f"{lock}.txt"
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.txt"
        if target.exists() and not upgrade:
            shutil.copyfile(target, draft)
        options = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--only-binary", ":all:"]
        options += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
        if like is not None:
            options += ["--constraints", str(like)]
        subprocess.run(
            [*uv(), "pip", "compile", *options, "--output-file", str(draft), "-"],
            input="\n".join(wanted(lock)),
            text=True,
            check=True,
            env=plain_environment(),
        )
        target.write_text(heading(lock) + draft.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    print(f"{target.relative_to(CHECKOUT)} is made.")


def wheels_missing(lock: str, system: str, python: str) -> str:
    """Why the lock cannot be installed from wheels on a system; "" where it can."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--dry-run", "--require-hashes", "--only-binary", ":all:", "--target", folder]
        place = ["--python-platform", system, "--python-version", python]
        done = subprocess.run(
            [*uv(), "pip", "install", *options, *place, "-r", str(LOCKS / f"{lock}.txt")],
            capture_output=True,
            text=True,
            check=False,
            env={**plain_environment(), "MACOSX_DEPLOYMENT_TARGET": NEWEST_NEEDED_MACOS},
        )
    return "" if done.returncode == 0 else done.stderr.strip()


def check() -> int:
    failures = 0
    for lock in ("runtime", "test"):
        for system in SYSTEMS:
            for python in PYTHONS:
                reason = wheels_missing(lock, system, python)
                failures += bool(reason)
                print(f"{lock:8} {system:24} Python {python}: {reason or 'every wheel is there'}")
    return 1 if failures else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the lock files from pyproject.toml.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that are allowed")
    parser.add_argument("--check", action="store_true", help="only ask whether every system finds its wheels")
    chosen = parser.parse_args()
    if chosen.check:
        return check()
    LOCKS.mkdir(exist_ok=True)
    try:
        compile_lock("test", None, chosen.upgrade)
        compile_lock("runtime", LOCKS / "test.txt", chosen.upgrade)
    except subprocess.CalledProcessError as fault:
        print(f"uv could not make the lock files (its exit code was {fault.returncode}).", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
