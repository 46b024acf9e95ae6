# SPDX-License-Identifier: MIT
"""Sets up and runs everything that must hold before a change is taken:

    python3 packaging/test.py            static checks, then all tests
    python3 packaging/test.py --core     the quick tests without a window only, without the static checks
    python3 packaging/test.py ARGUMENTS  the same with arguments for pytest, such as tests/store or -k undo

Standard library only. pytest comes last, so that its closing line closes the output.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must still be able to read this far
    sys.exit("Curator needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031 - likewise

import argparse
import subprocess
import time

import environment
import system_packages
from saying import FAULT, Fault, say

PLAIN_RIGHTS = environment.CHECKOUT / "packaging" / "plain_rights.py"
STATIC: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff", ("check", ".")),
    ("ruff", ("format", "--check", ".")),
    ("mypy", ()),
    ("lint-imports", ()),
)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="packaging/test.py",
        description="Sets up and runs the static checks and all tests.",
        epilog="Every other argument goes to pytest.",
    )
    told = "only the quick tests: no static checks, none marked slow or window"
    parser.add_argument("--core", action="store_true", help=told)
    chosen, extra = parser.parse_known_args()
    try:
        python = environment.ready("test")
        system_packages.bring(python, window=False)
    except Fault as fault:
        say(str(fault))
        return FAULT
    failed = [] if chosen.core else [line for line in map(_static, STATIC) if line]
    if failed:
        _tell(f"failed so far: {', '.join(failed)}")
    # As root without the right to pass over permissions: tests about files that may not be read or written run too.
    pytest = [sys.executable, str(PLAIN_RIGHTS), str(python), "-m", "pytest"]
    if not _step("pytest", [*pytest, *(["-m", "not slow and not window"] if chosen.core else []), *extra]):
        failed.append("pytest")
    return 1 if failed else 0


def _static(check: tuple[str, tuple[str, ...]]) -> str:
    """Runs one static check and returns its name if it fails."""
    name, arguments = check
    words = " ".join((name, *arguments))
    return "" if _step(words, [str(environment.program(name)), *arguments]) else words


def _step(words: str, command: list[str]) -> bool:
    _tell(f"step: {words}")
    start = time.monotonic()
    done = subprocess.run(command, cwd=environment.CHECKOUT, env=_variables(), stdin=subprocess.DEVNULL, check=False)
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
