# SPDX-License-Identifier: MIT
"""curator demo: the sample project, its data set, the window on it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import open_window, say
from curator.cli.exits import DONE
from curator.cli.running import Running


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "demo", help="build the sample project, export it, then show the window", allow_abbrev=False
    )
    parser.add_argument("--to", metavar="DIR", type=Path, help="where to (default: a folder beside your projects)")
    parser.add_argument("--no-window", action="store_true", help="build and export only")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator import paths
    from curator.settings import Settings
    from curator.tasks.export import ExportOptions, export_set
    from curator.tasks.sample import FILE_NAME, build_sample
    from curator.workspace import Workspace

    folder = arguments.to or paths.data_folder() / "sample"
    settings = Settings()
    sample = build_sample(folder / FILE_NAME, progress=running.progress)
    if settings.coder_for(sample.project_id) is None:
        settings.remember_coder(sample.project_id, sample.coder.id, sample.coder.name)
    with Workspace.open(sample.project, write=False) as workspace:
        settings.remember_project(sample.project, sample.project_id, workspace.name)
        report = export_set(
            workspace, folder / "data-set",
            ExportOptions(layer=sample.coder.id, replace=True, viewer=settings.coder_for(sample.project_id)),
            progress=running.progress, cancelled=running.cancelled,
        )  # fmt: skip
    running.progress.clear()
    say.result(f"Project: {sample.project}")
    say.result(f"Data set: {report.folder}")
    say.message(report.sentence if sample.built else f"The sample was there already. {report.sentence}")
    return DONE if arguments.no_window else open_window.show(running, str(sample.project), None, False)
