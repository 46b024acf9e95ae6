# SPDX-License-Identifier: MIT
"""Sets up and runs everything that must hold before a change is taken:

    python3 packaging/test.py            static checks, then all tests
    python3 packaging/test.py --core     the quick tests without a window only, without the static checks
    python3 packaging/test.py ARGUMENTS  the same with arguments for pytest, such as tests/store or -k undo
    python3 packaging/test.py --display  the journeys and the count of keys on an X display of their own, nothing else

All tests run without a display, and where none are named several files of them at a time. Where Xvfb is there, or can
be installed, the journeys run on a display as well. Standard library only. pytest comes last, so that its closing line
closes the output.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must still be able to read this far
    sys.exit("Curator needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031 - likewise

import argparse
import os
import subprocess
import time
from pathlib import Path

import environment
import system_packages
from display import SCREEN, display, screen_size
from saying import FAULT, Fault, say

PLAIN_RIGHTS = environment.CHECKOUT / "packaging" / "plain_rights.py"
STATIC: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff", ("check", ".")),
    ("ruff", ("format", "--check", ".")),
    ("mypy", ()),
    ("lint-imports", ()),
)
JOURNEYS = "tests/journeys"
ON_DISPLAY = (JOURNEYS, "tests/effort")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="packaging/test.py",
        description="Sets up and runs the static checks and all tests.",
        epilog="Every other argument goes to pytest.",
    )
    told = "only the quick tests: no static checks, none marked slow or window"
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--core", action="store_true", help=told)
    told = "only the journeys and the count of keys, on an X display of their own (Xvfb); or the tests that are named"
    which.add_argument("--display", action="store_true", help=told)
    told = f"the size of that display (usual: {SCREEN})"
    parser.add_argument("--screen", metavar="WxH", type=screen_size, default=SCREEN, help=told)
    chosen, extra = parser.parse_known_args()
    try:
        python = environment.ready("test")
        system_packages.bring(python, window=False)
        if chosen.display:
            system_packages.bring_test_display(python)
            tests = [] if _names_tests(extra) else ON_DISPLAY
            return 0 if _step_on_display(python, chosen.screen, [*tests, *extra]) else 1
    except Fault as fault:
        say(str(fault))
        return FAULT
    failed = [] if chosen.core else [line for line in map(_static, STATIC) if line]
    if failed:
        _tell(f"failed so far: {', '.join(failed)}")
    if not chosen.core and not extra and not _journeys_on_display(python, chosen.screen):
        failed.append("pytest on a display")
        _tell(f"failed so far: {', '.join(failed)}")
    narrowed = ["-m", "not slow and not window"] if chosen.core else []
    beside = _beside(_workers()) if not extra else []
    if not _step("pytest", [*_pytest(python), *beside, *narrowed, *extra], _variables()):
        failed.append("pytest")
    return 1 if failed else 0


def _pytest(python: Path) -> list[str]:
    """As root without the right to pass over permissions: tests about files that may not be read or written run too."""
    return [sys.executable, str(PLAIN_RIGHTS), str(python), "-m", "pytest"]


def _workers() -> int:
    """How many tests run at a time: as many as this machine has cores, up to four."""
    return min(os.cpu_count() or 1, 4)


def _beside(workers: int) -> list[str]:
    """What makes pytest run files beside each other; the tests of one file share what it made. A process of them that
    dies is not replaced: pytest-xdist 3.8 can wait for ever for the new one, where it goes by files."""
    return ["-n", str(workers), "--dist", "loadfile", "--max-worker-restart", "0"] if workers > 1 else []


def _names_tests(arguments: list[str]) -> bool:
    """Whether files or folders of tests are named among arguments for pytest."""
    return any((environment.CHECKOUT / each.partition("::")[0]).exists() for each in arguments if each[:1] != "-")


def _journeys_on_display(python: Path, screen: str) -> bool:
    """The journeys once more where windows are really shown; True too where that cannot be, which is then told."""
    try:
        system_packages.bring_test_display(python)
        return _step_on_display(python, screen, [JOURNEYS], _workers())
    except Fault as fault:
        _tell(f"The journeys run without a display only. {fault}")
        return True


def _step_on_display(python: Path, screen: str, arguments: list[str], workers: int = 1) -> bool:
    """Each worker has a display of its own. Raises Fault where there comes none, or Qt does not start on it."""
    with display(screen, environment.plain_variables(), workers) as variables:
        answer = system_packages.ask_qt(python, "xcb", variables)
        if not answer.works:
            raise Fault(f"Qt does not start on a display: {answer.words}.")
        command = [*_pytest(python), *_beside(workers), *arguments]
        return _step(f"pytest {' '.join(arguments)} on a display", command, variables)


def _static(check: tuple[str, tuple[str, ...]]) -> str:
    """Runs one static check and returns its name if it fails."""
    name, arguments = check
    words = " ".join((name, *arguments))
    return "" if _step(words, [str(environment.program(name)), *arguments], _variables()) else words


def _step(words: str, command: list[str], variables: dict[str, str]) -> bool:
    _tell(f"step: {words}")
    start = time.monotonic()
    done = subprocess.run(command, cwd=environment.CHECKOUT, env=variables, stdin=subprocess.DEVNULL, check=False)
    good = done.returncode == 0
    _tell(f"step: {words}: {'good' if good else 'NOT good'} after {time.monotonic() - start:.1f} s")
    return good


def _variables() -> dict[str, str]:
    """No test opens a window on anybody's screen, unless the platform is named from outside."""
    return {"QT_QPA_PLATFORM": "offscreen", **environment.plain_variables()}


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
