# SPDX-License-Identifier: MIT
"""curator release: data sets frozen under a name, written out, compared."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.export import layer_named
from curator.cli.projects import add_coder, add_project, add_viewer, reading, text, viewer, writing
from curator.cli.running import Running

_VIEWER = "--as"


def add(commands: Any) -> None:
    parser = commands.add_parser("release", help="freeze, list, write out or compare data sets", allow_abbrev=False)
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    making = kinds.add_parser("make", help="freeze the data set as it is under a name", allow_abbrev=False)
    add_project(making)
    making.add_argument("name", metavar="NAME", type=text, help="what the release is called")
    making.add_argument(
        "--layer", metavar="auto|consensus|all|CODER", type=text, default="auto", help="whose work (default: auto)"
    )
    making.add_argument("--with-withdrawn", action="store_true", help="withdrawn incidents go along")
    add_coder(making)
    making.set_defaults(run=run_make)
    listing = kinds.add_parser("list", help="the releases of a project, the oldest first", allow_abbrev=False)
    add_project(listing)
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run_list)
    exporting = kinds.add_parser("export", help="write a release into a folder, as it was made", allow_abbrev=False)
    add_project(exporting)
    exporting.add_argument("name", metavar="NAME", type=text, help="the release")
    exporting.add_argument("--to", metavar="DIR", type=Path, required=True, help="a folder that is new or empty")
    add_viewer(exporting, _VIEWER)
    exporting.set_defaults(run=run_export)
    differing = kinds.add_parser("diff", help="what changed since a release, as CSV", allow_abbrev=False)
    add_project(differing)
    differing.add_argument("first", metavar="NAME", type=text, help="the earlier release")
    differing.add_argument(
        "second", metavar="NAME", type=text, nargs="?", default="", help="the later one (default: the project as it is)"
    )
    differing.add_argument("--to", metavar="FILE", type=Path, required=True, help="the CSV file to write")
    add_viewer(differing, _VIEWER)
    differing.add_argument("--json", action="store_true", help="the report as JSON")
    differing.set_defaults(run=run_diff)


def run_make(arguments: Namespace, running: Running) -> int:
    from curator.tasks.export import ExportOptions
    from curator.tasks.releases import make_release

    with writing(arguments) as workspace:
        options = ExportOptions(
            layer=layer_named(workspace, arguments.layer), include_withdrawn=arguments.with_withdrawn
        )
        report = make_release(
            workspace, arguments.name, options, progress=running.progress, cancelled=running.cancelled
        )  # fmt: skip
    running.progress.clear()
    say.result(arguments.name.strip())
    say.message(report.sentence)
    for left in report.left_out:
        say.message(f"  article {left.article} was left out: {left.reason}")
    return DONE if report.complete else PARTLY


def run_list(arguments: Namespace, running: Running) -> int:
    from curator.tasks.releases import releases

    with reading(arguments.project) as workspace:
        found = releases(workspace)
    if arguments.json:
        names = ("name", "created", "coder", "options", "counts", "sha256", "size")
        say.as_json([{name: getattr(release, name) for name in names} for release in found])
        return DONE
    for release in found:
        say.result(f"{release.name}\t{release.created}\t{release.counts.get('incidents', '')}\t{release.size}")
    if not found:
        say.message("There is no release in this project yet.")
    return DONE


def run_export(arguments: Namespace, running: Running) -> int:
    from curator.tasks.releases import export_release

    with reading(arguments.project) as workspace:
        _require(workspace, arguments.name)
        export_release(workspace, arguments.name, arguments.to, viewer(workspace, arguments.viewer))
    say.result(str(arguments.to))
    return DONE


def run_diff(arguments: Namespace, running: Running) -> int:
    from curator.tasks.releases import write_difference

    with reading(arguments.project) as workspace:
        for name in (arguments.first, *([arguments.second] if arguments.second else [])):
            _require(workspace, name)
        report = write_difference(
            workspace, arguments.first, arguments.second, arguments.to, viewer=viewer(workspace, arguments.viewer),
            progress=running.progress, cancelled=running.cancelled,
        )  # fmt: skip
    running.progress.clear()
    if arguments.json:
        say.as_json(report)
    else:
        say.result(str(report.path))
        say.message(report.sentence)
    return DONE


def _require(workspace: Any, name: str) -> None:
    from curator.tasks.releases import releases

    names = [release.name for release in releases(workspace)]
    if name not in names:
        known = f"Releases are {', '.join(f'“{each}”' for each in names)}." if names else "There is none yet."
        raise WrongUse(f"There is no release “{name}” in this project. {known}")
