# SPDX-License-Identifier: MIT
"""curator new: an empty project."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.codebook import codebook_argument
from curator.cli.exits import DONE, WrongUse
from curator.cli.projects import text
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.workspace import Workspace


def add(commands: Any) -> None:
    parser = commands.add_parser("new", help="make a project", allow_abbrev=False)
    parser.add_argument("project", metavar="PROJECT", type=Path, help="the file to make; .curator is added if missing")
    parser.add_argument(
        "--codebook",
        metavar="NAME|FILE",
        default=None,
        help="a built-in codebook or a file (default: incidents)",
    )
    parser.add_argument(
        "--from", dest="packet", metavar="FILE", type=Path, default=None,
        help="make it of a packet (or another hand-over): its codebook, articles, assignments and coders",
    )  # fmt: skip
    parser.add_argument("--coder", metavar="NAME", type=text, default="", help="who codes in it on this device")
    parser.add_argument(
        "--new-coder", action="store_true", help="with --from: who codes is somebody the packet does not know"
    )
    parser.add_argument(
        "--name", metavar="TEXT", type=text, default="", help="the project's name (default: that of the file)"
    )
    parser.add_argument("--json", action="store_true", help="tell path, ids and names as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    with _made(arguments, running) as workspace:
        codebook = workspace.codebook
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


def _made(arguments: Namespace, running: Running) -> Workspace:
    from curator.settings import Settings
    from curator.tasks.new_project import create_project

    if arguments.packet is None:
        if arguments.new_coder:
            raise WrongUse("--new-coder goes with --from. Nothing was made.")
        codebook = codebook_argument(arguments.codebook or "incidents")
        return create_project(
            arguments.project, codebook, coder=arguments.coder, name=arguments.name, settings=Settings()
        )
    from curator.domain.faults import InputRefused
    from curator.tasks.handover_files import open_handover
    from curator.tasks.packets import coder_of, new_project_from

    if arguments.codebook is not None:
        raise WrongUse("A packet brings its own codebook; leave --codebook out. Nothing was made.")
    handover = open_handover(arguments.packet, running.cancelled)
    try:
        coder_of(handover, arguments.coder, arguments.new_coder)
    except InputRefused as fault:
        raise WrongUse(f"{fault.sentence} A new person: --new-coder. Nothing was made.") from fault
    return new_project_from(
        handover, arguments.project, arguments.coder, new_coder=arguments.new_coder, name=arguments.name,
        settings=Settings(),
    )  # fmt: skip
