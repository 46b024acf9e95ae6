# SPDX-License-Identifier: MIT
"""curator import: articles from files and folders."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY
from curator.cli.projects import add_coder, add_project, writing
from curator.cli.running import Running


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "import", help="bring in articles: texts, saved pages, mails, documents, folders of them", allow_abbrev=False
    )
    add_project(parser)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file, or a folder with all below it")
    parser.add_argument(
        "--same-text", choices=("ask", "add"), default="ask",
        help="a text that another article has already: report it (ask, the default), or add it all the same",
    )  # fmt: skip
    parser.add_argument(
        "--pages", choices=("article", "page", "text"), default="article",
        help="of saved pages take the article (the default), all that the page shows, or the file as plain text",
    )  # fmt: skip
    parser.add_argument(
        "--take-apart", action="store_true",
        help="of a text that looks like several articles one after the other bring in each by itself",
    )  # fmt: skip
    add_coder(parser)
    parser.add_argument("--json", action="store_true", help="the whole report as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.tasks.import_articles import import_articles

    with writing(arguments) as workspace:
        report = import_articles(
            workspace, arguments.paths, same_text=arguments.same_text,
            how="several" if arguments.take_apart else arguments.pages,
            progress=running.progress, cancelled=running.cancelled,
        )  # fmt: skip
    running.progress.clear()
    if arguments.json:
        say.as_json(report)
    else:
        say.result(report.sentence)
        for added in report.added:
            for note in added.notes:
                say.message(f"{added.file}: {note}")
            if added.read_as and "Detected" in added.read_as[0]:
                say.message(f"{added.file}: {added.read_as[0]}")
        for twin in report.same_text:
            say.message(f"{twin.file}: not added, because another article has the same text ({twin.article}).")
        for refused in report.refused:
            say.message(refused.reason if refused.file in refused.reason else f"{refused.file}: {refused.reason}")
    return DONE if report.complete else PARTLY
