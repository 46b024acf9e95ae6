# SPDX-License-Identifier: MIT
"""curator copy: one file that holds everything, for a colleague."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import say
from curator.cli.exits import DONE
from curator.cli.projects import add_project, project_path
from curator.cli.running import Running


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "copy", help="write a whole copy of a project, also while it is open", allow_abbrev=False
    )
    add_project(parser)
    parser.add_argument("to", metavar="TO", type=Path, help="the new file, or a folder")
    parser.add_argument("--replace", action="store_true", help="replace a project that is there")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.tasks.copies import save_copy

    copied = save_copy(project_path(arguments.project), arguments.to, replace=arguments.replace)
    say.result(str(copied.path))
    return DONE
