# SPDX-License-Identifier: MIT
"""From a fresh checkout to the sample project on the screen, in one command:

    python3 packaging/run.py [--to DIR] [--no-window]

Makes the environment, sees to the system packages of Qt, builds the sample project, exports its data set and opens the
window; without a display it leaves a picture of the window instead. Standard library only.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must still be able to read this far
    sys.exit("Curator needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031 - likewise

import argparse
import subprocess
from pathlib import Path

import environment
import system_packages
from saying import FAULT, Fault, say

DEFAULT_FOLDER = "curator-demo"
PROJECT = "sample.curator"
PICTURE = "window.png"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="packaging/run.py", description="Sets Curator up, builds the sample project and opens the window on it."
    )
    parser.add_argument(
        "--to",
        metavar="DIR",
        type=Path,
        default=environment.CHECKOUT / DEFAULT_FOLDER,
        help=f"folder for the sample project and its data set (default: {DEFAULT_FOLDER} in the checkout)",
    )
    parser.add_argument("--no-window", action="store_true", help="build and export only")
    chosen = parser.parse_args()
    try:
        return run(chosen.to.expanduser().absolute(), not chosen.no_window)
    except Fault as fault:
        say(str(fault))
        return FAULT
    except KeyboardInterrupt:
        say("Stopped; start again at any time, what has been fetched is kept.")
        return 130


def run(folder: Path, window: bool) -> int:
    """Everything after the command line; returns the exit code of the program."""
    display = window and system_packages.has_display()
    python = environment.ready("runtime")
    system_packages.bring(python, display)
    if display:
        answer = system_packages.ask_qt(python, None)
        if not answer.works:
            say(f"The display cannot be used ({answer.words}).")
            display = False
    say(f"Building the sample project and its data set in {folder}.")
    code = _curator(python, ["demo", "--to", str(folder), *([] if display else ["--no-window"])])
    if window and not display and code in (0, 1):
        code = max(code, _leave_picture(python, folder))
    return code


def _curator(python: Path, arguments: list[str]) -> int:
    return _start([str(python), "-m", "curator", *arguments], {})


def _leave_picture(python: Path, folder: Path) -> int:
    """A picture of the window, since there is no screen to show it on."""
    project = folder / PROJECT
    if not project.is_file():
        raise Fault(f"There is no display for the window, and no project in {folder} to take a picture of.")
    picture = folder / PICTURE
    command = [str(python), "-m", "curator.app.picture", str(project), str(picture)]
    # Drawing for nobody, Qt warns of size hints that no desktop takes; that is no news for the user.
    code = _start(command, {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"})
    if code == 0:
        say("There is no display to open the window on, so a picture of it was left here:")
        print(picture, flush=True)
    return code


def _start(command: list[str], variables: dict[str, str]) -> int:
    """Runs a part of the program from the checkout and passes on its exit code."""
    done = subprocess.run(
        command, cwd=environment.CHECKOUT, env={**environment.plain_variables(), **variables}, check=False
    )
    # A program ended by a signal has a negative code, which a shell could not tell from another one.
    return done.returncode if done.returncode >= 0 else FAULT


if __name__ == "__main__":
    sys.exit(main())
