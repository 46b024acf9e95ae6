# SPDX-License-Identifier: MIT
"""curator open: the window on a project."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from curator.cli import say
from curator.cli.exits import FAULT
from curator.cli.projects import project_path
from curator.cli.running import Running


def add(commands: Any) -> None:
    parser = commands.add_parser("open", help="open the window on a project", allow_abbrev=False)
    parser.add_argument(
        "project", metavar="PROJECT", help="the project file (.curator), or a packet to begin from (.curator-handover)"
    )
    parser.add_argument("--article", type=int, metavar="N", help="the article's local number")
    parser.add_argument(
        "--exit-when-shown", action="store_true", help="print the milliseconds to the first paint as JSON and end"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    return show(running, str(project_path(arguments.project)), arguments.article, arguments.exit_when_shown)


def show(running: Running, project: str | None, article: int | None, exit_when_shown: bool) -> int:
    """Open the window, where the one who started the command line has one."""
    if running.show is None:
        say.message("There is no window here. “curator --help” lists what works without one.")
        return FAULT
    sys.stdout.flush()  # what was printed must not wait for the window to be closed
    running.stop_listening()
    return running.show(project, article, exit_when_shown)
