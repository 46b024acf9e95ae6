# SPDX-License-Identifier: MIT
"""curator check: is a project whole?"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY
from curator.cli.projects import add_project, add_viewer, reading, viewer
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.tasks.check import CheckReport


def add(commands: Any) -> None:
    parser = commands.add_parser("check", help="check that a project is whole; changes nothing", allow_abbrev=False)
    add_project(parser)
    parser.add_argument("--deep", action="store_true", help="read backups back too, and judge the rules in any case")
    parser.add_argument("--digest", action="store_true", help="also print one hash over everything that was coded")
    add_viewer(parser)
    parser.add_argument("--json", action="store_true", help="the whole report as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.tasks.check import check_project, digest

    with reading(arguments.project) as workspace:
        report = check_project(
            workspace, deep=arguments.deep, viewer=viewer(workspace, arguments.viewer), progress=running.progress,
            cancelled=running.cancelled,
        )  # fmt: skip
        digested = ""
        if arguments.digest:
            with workspace.read() as reads:
                digested = digest(reads)
    running.progress.clear()
    if arguments.json:
        say.as_json(say.plain(report) | {"sound": report.sound} | ({"digest": digested} if digested else {}))
    else:
        _tell(report, digested)
    return DONE if report.sound else PARTLY


def _tell(report: CheckReport, digested: str) -> None:
    say.result(report.sentence)
    for finding in report.findings:
        place = f" ({finding.place})" if finding.place else ""
        say.result(f"{'found' if finding.grave else 'note'}: {finding.sentence}{place}")
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in report.counts.items())
    say.result(f"In it: {counts}.")
    if report.problems is None:
        say.result("Rules of the codebook: not judged (--deep judges them).")
    else:
        levels = Counter(problem.level for problem in report.problems)
        told = ", ".join(f"{count} {level}(s)" for level, count in sorted(levels.items())) or "no problems"
        say.result(f"Rules of the codebook: {told}.")
    if digested:
        say.result(f"Digest: {digested}")
