# SPDX-License-Identifier: MIT
"""curator new: an empty project."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import say
from curator.cli.codebook import codebook_argument
from curator.cli.exits import DONE
from curator.cli.projects import text
from curator.cli.running import Running


def add(commands: Any) -> None:
    parser = commands.add_parser("new", help="make a project", allow_abbrev=False)
    parser.add_argument("project", metavar="PROJECT", type=Path, help="the file to make; .curator is added if missing")
    parser.add_argument(
        "--codebook",
        metavar="NAME|FILE",
        default="incidents",
        help="a built-in codebook or a file (default: incidents)",
    )
    parser.add_argument("--coder", metavar="NAME", type=text, default="", help="who codes in it on this device")
    parser.add_argument(
        "--name", metavar="TEXT", type=text, default="", help="the project's name (default: that of the file)"
    )
    parser.add_argument("--json", action="store_true", help="tell path, ids and names as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.settings import Settings
    from curator.tasks.new_project import create_project

    codebook = codebook_argument(arguments.codebook)
    with create_project(
        arguments.project, codebook, coder=arguments.coder, name=arguments.name, settings=Settings()
    ) as workspace:
        for notice in workspace.notices:
            say.message(notice)
        coder = workspace.coder
        if arguments.json:
            say.as_json(
                {
                    "project": workspace.path, "id": workspace.project_id, "name": workspace.name,
                    "codebook": {"key": codebook.key, "version": codebook.version}, "coder": coder,
                }
            )  # fmt: skip
        else:
            say.result(str(workspace.path))
    return DONE
