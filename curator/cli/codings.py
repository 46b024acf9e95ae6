# SPDX-License-Identifier: MIT
"""curator codings: incidents with their words, in and out as coding files; data sets read back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.projects import add_coder, add_project, add_viewer, looking, text, viewer, writing
from curator.cli.running import Running


def add(commands: Any) -> None:
    parser = commands.add_parser("codings", help="bring in or write coding files (JSON)", allow_abbrev=False)
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_import(kinds)
    _add_export(kinds)


def _add_import(kinds: Any) -> None:
    parser = kinds.add_parser("import", help="receive coding files, or a data set read back", allow_abbrev=False)
    add_project(parser)
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="a coding file, a folder of them, or a data set's folder"
    )
    parser.add_argument("--adopt", action="store_true", help="adopt a codebook the project does not have")
    parser.add_argument(
        "--allow-changed", action="store_true", help="read a data set although its files were changed since the export"
    )
    add_coder(parser)
    parser.add_argument("--json", action="store_true", help="the whole report as JSON")
    parser.set_defaults(run=run_import)


def _add_export(kinds: Any) -> None:
    parser = kinds.add_parser("export", help="write coding files, one for each article", allow_abbrev=False)
    add_project(parser)
    parser.add_argument(
        "--to", metavar="FILE|DIR", type=Path, required=True, help="a file (.json) for one article, or a folder"
    )
    parser.add_argument(
        "--article",
        metavar="ID|N",
        type=text,
        action="append",
        help="only this article (id or local number); may be repeated",
    )
    parser.add_argument("--coder", metavar="CODER", type=text, default="", help="only this coder's work")
    parser.add_argument("--with-text", action="store_true", help="the articles' texts go along")
    parser.add_argument("--with-memos", action="store_true", help="private memos and proposals go along")
    parser.add_argument("--replace", action="store_true", help="replace an earlier file or folder of coding files")
    add_viewer(parser, "--as", unblind=True)
    parser.add_argument("--json", action="store_true", help="the files written, as JSON")
    parser.set_defaults(run=run_export)


def run_import(arguments: Namespace, running: Running) -> int:
    from curator.tasks.codings import import_codings

    with writing(arguments) as workspace:
        report = import_codings(
            workspace, arguments.paths, adopt=arguments.adopt, allow_changed=arguments.allow_changed,
            progress=running.progress, cancelled=running.cancelled,
        )  # fmt: skip
    running.progress.clear()
    if arguments.json:
        say.as_json(report)
    else:
        say.result(report.sentence)
        for adopted in report.codebooks_adopted:
            say.message(f"The codebook {adopted} was adopted and is in force now.")
        for note in report.notes:
            say.message(note)
        for file, what in report.conflicting:
            say.message(f"{file}: {what} is there already and differs; it was left as it is.")
        for refused in report.refused:
            say.message(f"{refused.file}: {refused.reason}")
            # The reason quotes the first place already.
            quoted = bool(refused.places) and refused.places[0] in refused.reason
            for place in refused.places[quoted:]:
                say.message(f"  {place}")
    return DONE if report.complete else PARTLY


def run_export(arguments: Namespace, running: Running) -> int:
    from curator.domain.faults import InputRefused
    from curator.tasks.assigning import open_layers
    from curator.tasks.coders import find_coder
    from curator.tasks.export_codings import chosen_ids, export_codings

    with looking(arguments, arguments.unblind) as workspace:
        with workspace.read() as reads:
            try:
                coder = find_coder(reads.coders(), arguments.coder).id if arguments.coder else ""
            except InputRefused as fault:
                raise WrongUse(fault.sentence) from fault
        looks = viewer(workspace, arguments.viewer)
        if arguments.unblind is not None:
            open_layers(workspace, arguments.unblind, chosen_ids(workspace, arguments.article))
        report = export_codings(
            workspace, arguments.to, articles=arguments.article, coder=coder, with_text=arguments.with_text,
            private=arguments.with_memos, replace=arguments.replace, viewer=looks,
            progress=running.progress, cancelled=running.cancelled,
        )  # fmt: skip
    running.progress.clear()
    if arguments.json:
        say.as_json(report)
    else:
        for file in report.files:
            say.result(str(file))
        say.message(report.sentence)
        for article, reason in report.left_out:
            say.message(f"  article {article} was left out: {reason}")
    return DONE if report.complete else PARTLY
