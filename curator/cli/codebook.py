# SPDX-License-Identifier: MIT
"""curator codebook: which there are, what is in one, whether one is right, taking one into a project."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.projects import add_coder, add_project, project_path, reading, writing
from curator.cli.running import Running
from curator.paths import exists

if TYPE_CHECKING:
    from curator.domain.codebook.model import Codebook

_PROJECT = ".curator"


def add(commands: Any) -> None:
    parser = commands.add_parser("codebook", help="list, show, check or adopt codebooks", allow_abbrev=False)
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = kinds.add_parser("list", help="the built-in codebooks, and a project's", allow_abbrev=False)
    listing.add_argument("project", metavar="PROJECT", nargs="?", help="also the codebooks of this project")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run_list)
    showing = kinds.add_parser("show", help="print a codebook: a start for your own", allow_abbrev=False)
    showing.add_argument(
        "codebook", metavar="NAME|FILE|PROJECT", help="a built-in one, a file, or the one in force in a project"
    )
    showing.add_argument("--json", action="store_true", help="as canonical JSON, also where there is TOML")
    showing.set_defaults(run=run_show)
    checking = kinds.add_parser("check", help="name every fault of a codebook file with its line", allow_abbrev=False)
    checking.add_argument("codebook", metavar="FILE", help="the codebook (TOML, or JSON as exported)")
    checking.add_argument("--json", action="store_true", help="as JSON")
    checking.set_defaults(run=run_check)
    adopting = kinds.add_parser("adopt", help="make a codebook the one in force in a project", allow_abbrev=False)
    add_project(adopting)
    adopting.add_argument("codebook", metavar="NAME|FILE", help="a built-in codebook or a file")
    add_coder(adopting)
    adopting.set_defaults(run=run_adopt)


def codebook_argument(said: str) -> Codebook:
    """The codebook an argument names. Raises WrongUse where there is none, InputRefused where it is broken."""
    from curator.tasks.codebooks import built_in_names, codebook_named

    if said not in built_in_names() and not exists(Path(said)):
        names = ", ".join(built_in_names())
        raise WrongUse(f"There is no codebook “{said}”: it is neither a file nor one of those built in ({names}).")
    return codebook_named(said)


def run_list(arguments: Namespace, running: Running) -> int:
    from curator.tasks.codebooks import built_in_lines, project_lines

    lines = {"built_in": built_in_lines()}
    if arguments.project:
        with reading(arguments.project) as workspace:
            lines["project"] = project_lines(workspace)
    if arguments.json:
        say.as_json(lines)
        return DONE
    for line in lines["built_in"]:
        say.result(f"{line.name}\t{line.key} {line.version}\t{line.title}")
    for line in lines.get("project", ()):
        say.result(f"{'in force' if line.in_force else 'adopted'}\t{line.key} {line.version}\t{line.title}")
    return DONE


def run_show(arguments: Namespace, running: Running) -> int:
    from curator import assets
    from curator.domain.codebook.document import codebook_json
    from curator.tasks.codebooks import built_in_names

    said = arguments.codebook
    if said in built_in_names() and not arguments.json:
        say.raw(assets.read_text(f"codebooks/{said}.toml"))
        return DONE
    path = project_path(said)
    if said not in built_in_names() and path.suffix == _PROJECT:
        with reading(said) as workspace:
            codebook = workspace.codebook
    else:
        codebook = codebook_argument(said)
    say.raw(codebook_json(codebook) + "\n")
    return DONE


def run_check(arguments: Namespace, running: Running) -> int:
    from curator.domain.faults import InputRefused

    try:
        codebook = codebook_argument(arguments.codebook)
    except InputRefused as fault:
        if arguments.json:
            say.as_json({"sound": False, "sentence": fault.sentence, "faults": fault.places})
        else:
            for place in fault.places:
                say.result(place)
            say.message(fault.sentence)
        return PARTLY
    if arguments.json:
        say.as_json({"sound": True, "key": codebook.key, "version": codebook.version, "faults": ()})
    else:
        say.result(f"{codebook.key} {codebook.version} is sound.")
    return DONE


def run_adopt(arguments: Namespace, running: Running) -> int:
    from curator.tasks.codebooks import adopt

    codebook = codebook_argument(arguments.codebook)
    with writing(arguments) as workspace:
        changed = adopt(workspace, codebook)
    said = "is in force now" if changed else "was in force already; nothing was changed"
    say.result(f"{codebook.key} {codebook.version} {said}.")
    return DONE
