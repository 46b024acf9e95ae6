# SPDX-License-Identifier: MIT
"""curator corrections: what was corrected in an exported data set, shown and taken over."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.projects import add_coder, add_project, writing
from curator.cli.running import Running


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "corrections", help="bring back a data set that was corrected in a spreadsheet", allow_abbrev=False,
        description="Compares an exported data set, or one corrected file of it, with the project and lists what was "
        "changed, added and removed. Nothing is changed without --take.",
    )  # fmt: skip
    add_project(parser)
    parser.add_argument("set", metavar="SET", type=Path, help="the folder of an exported data set, or one file of it")
    parser.add_argument("--take", action="store_true", help="take over what was changed and added")
    parser.add_argument("--only", metavar="N,N", help="with --take: these lines of the list, whatever they are")
    parser.add_argument("--conflicts", action="store_true", help="with --take: also what the project changed itself")
    parser.add_argument("--removals", action="store_true", help="with --take: also take out what is missing")
    add_coder(parser)
    parser.add_argument("--json", action="store_true", help="the list, and what became of it, as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.tasks.corrected_files import read_returned
    from curator.tasks.corrections import find_corrections
    from curator.tasks.take_corrections import CorrectionReport, take_corrections

    wanted = _numbers(arguments.only)
    with writing(arguments) as workspace:
        returned = read_returned(arguments.set, workspace.codebook)
        found = find_corrections(workspace, returned, progress=running.progress, cancelled=running.cancelled)
        report: CorrectionReport | None = None
        if arguments.take:
            chosen = [
                one
                for number, one in enumerate(found.corrections, 1)
                if (number in wanted if wanted else one.usual or _also(one, arguments))
            ]
            report = take_corrections(workspace, chosen, progress=running.progress, cancelled=running.cancelled)
    running.progress.clear()
    if arguments.json:
        say.as_json({"found": found, "report": report})
    else:
        for number, one in enumerate(found.corrections, 1):
            label = f", {one.label}" if one.label else ""
            remark = f" [{one.remark}]" if one.remark else ""
            say.result(f"{number}. {one.kind}: {one.where}{label}: {_shown(one.old)} -> {_shown(one.new)}{remark}")
        say.message(found.sentence)
        for sentence in found.told:
            say.message(sentence)
        if report is not None:
            say.message(report.sentence)
            for name, why in report.not_taken:
                say.message(f"  {name}: {why}")
    odd = any(one.refused or one.conflict for one in found.corrections) or bool(report and report.not_taken)
    return PARTLY if odd or (report is None and found.corrections) else DONE


def _also(one: Any, arguments: Namespace) -> bool:
    """What is taken over only where it was asked for."""
    removed = one.kind == "removed" and not one.refused
    return (one.conflict and arguments.conflicts) or (removed and arguments.removals)


def _numbers(said: str | None) -> set[int]:
    try:
        return {int(number) for number in said.split(",")} if said else set()
    except ValueError:
        raise WrongUse("--only takes numbers of the list with commas between them, for example 1,4.") from None


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”" if text else "blank"
