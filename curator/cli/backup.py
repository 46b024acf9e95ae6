# SPDX-License-Identifier: MIT
"""curator backup: list, make and restore backups."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from curator.cli import say
from curator.cli.exits import DONE, WrongUse
from curator.cli.projects import add_project, project_path, reading
from curator.cli.running import Running


def add(commands: Any) -> None:
    parser = commands.add_parser("backup", help="list, make or restore backups", allow_abbrev=False)
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = kinds.add_parser("list", help="the backups of a project, the newest first", allow_abbrev=False)
    add_project(listing)
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run_list)
    making = kinds.add_parser("now", help="make a backup and read it back", allow_abbrev=False)
    add_project(making)
    making.set_defaults(run=run_now)
    restoring = kinds.add_parser(
        "restore", help="make a new project beside the old one from a backup", allow_abbrev=False
    )
    add_project(restoring)
    restoring.add_argument(
        "backup",
        metavar="BACKUP",
        nargs="?",
        default="",
        help="its number in the list, or a file (default: the newest)",
    )
    restoring.set_defaults(run=run_restore)


def run_list(arguments: Namespace, running: Running) -> int:
    from curator.settings import Settings
    from curator.tasks.copies import backups_of

    backups = backups_of(project_path(arguments.project), Settings())
    if arguments.json:
        say.as_json(backups)
        return DONE
    for number, backup in enumerate(backups, 1):
        say.result(f"{number}\t{backup.at}\t{backup.reason}\t{backup.size}\t{backup.path}")
    if not backups:
        say.message("There is no backup of this project yet.")
    return DONE


def run_now(arguments: Namespace, running: Running) -> int:
    from curator.tasks.copies import make_backup

    with reading(arguments.project) as workspace:
        say.result(str(make_backup(workspace).path))
    return DONE


def run_restore(arguments: Namespace, running: Running) -> int:
    from curator.domain.faults import InputRefused, UserFault
    from curator.settings import Settings
    from curator.tasks.copies import backups_of, chosen_backup, restore_backup

    project = project_path(arguments.project)
    try:
        backups = backups_of(project, Settings())
    except UserFault:
        if not arguments.backup or arguments.backup.isdecimal():
            raise
        backups = ()
    try:
        chosen = chosen_backup(backups, arguments.backup)
    except InputRefused as fault:
        raise WrongUse(fault.sentence) from fault
    restored = restore_backup(chosen, project)
    say.result(str(restored))
    say.message(f"{chosen.name} is a project of its own now; {project.name} was not changed.")
    return DONE
