# SPDX-License-Identifier: MIT
"""curator export: the data set."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.projects import add_project, add_viewer, looking, text, viewer
from curator.cli.running import Running

_LAYERS = ("auto", "consensus", "all")


def add(commands: Any) -> None:
    parser = commands.add_parser("export", help="write the data set (CSV) into a folder", allow_abbrev=False)
    add_project(parser)
    parser.add_argument("--to", metavar="DIR", type=Path, required=True, help="a folder that is new or empty")
    parser.add_argument("--format", choices=("csv",), default="csv", help="the format (csv is the only one so far)")
    parser.add_argument(
        "--layer", metavar="auto|consensus|all|CODER", type=text, default="auto",
        help="whose work: what is settled or the only one (auto, the default), the consensus, everybody's, or one "
        "coder's",
    )  # fmt: skip
    parser.add_argument("--without-texts", action="store_true", help="leave the articles' texts out")
    parser.add_argument("--with-memos", action="store_true", help="private memos, proposals and comments go along")
    parser.add_argument("--with-withdrawn", action="store_true", help="withdrawn incidents go along")
    parser.add_argument(
        "--for-excel", action="store_true", help="files for spreadsheets: cells that would run as formulas are disarmed"
    )
    parser.add_argument("--replace", action="store_true", help="replace an earlier data set in the folder")
    add_viewer(parser, unblind=True)
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.domain.faults import InputRefused
    from curator.tasks.assigning import open_layers
    from curator.tasks.coders import find_coder
    from curator.tasks.export import ExportOptions, export_set

    with looking(arguments, arguments.unblind) as workspace:
        layer = arguments.layer
        if layer not in _LAYERS:
            with workspace.read() as reads:
                try:
                    layer = find_coder(reads.coders(), layer).id
                except InputRefused as fault:
                    raise WrongUse(fault.sentence) from fault
        options = ExportOptions(
            layer, not arguments.without_texts, arguments.with_memos, arguments.for_excel, arguments.replace,
            arguments.with_withdrawn, viewer(workspace, arguments.viewer),
        )  # fmt: skip
        if arguments.unblind is not None:
            open_layers(workspace, arguments.unblind)
        report = export_set(
            workspace, arguments.to, options, progress=running.progress, cancelled=running.cancelled
        )  # fmt: skip
    running.progress.clear()
    if arguments.json:
        say.as_json(report)
    else:
        say.result(str(report.folder))
        say.message(report.sentence)
        for cell in report.formula_cells:
            lines = ", ".join(map(str, cell.lines[:5])) + (" ..." if cell.count > len(cell.lines[:5]) else "")
            say.message(f"  {cell.file}, column {cell.column}: {cell.count} cell(s), line {lines}")
        for left in report.left_out:
            say.message(f"  article {left.article} was left out: {left.reason}")
        for each in report.unsettled:
            say.message(f"  article {each.article}: {each.open} still to settle in the review")
    return DONE if report.complete else PARTLY
