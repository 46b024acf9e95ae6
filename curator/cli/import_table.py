# SPDX-License-Identifier: MIT
"""curator import-table: rows of somebody's table as articles and incidents."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY
from curator.cli.projects import add_coder, add_project, text, writing
from curator.cli.running import Running

_MOST_SHOWN = 50


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "import-table", help="bring in a list of articles, or a spreadsheet of incidents", allow_abbrev=False,
        description="A CSV, TSV, XLSX or JSON Lines file, whose columns a mapping explains. Without --mapping the one "
        "that fits its headings is taken: one that was saved in the project, that of a known data set (ACLED, UCDP "
        "GED), or one made by the names of the fields.",
    )  # fmt: skip
    add_project(parser)
    parser.add_argument("table", metavar="FILE", type=Path, help="the table")
    parser.add_argument("--mapping", metavar="NAME|FILE", type=text, help="a mapping by its name, or a file of JSON")
    parser.add_argument("--sheet", metavar="NAME", type=text, default="", help="the sheet of an XLSX file")
    parser.add_argument("--save-mapping", metavar="NAME", type=text, help="keep the mapping in the project")
    parser.add_argument("--show-mapping", action="store_true", help="print the mapping as JSON, and change nothing")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and change nothing")
    add_coder(parser)
    parser.add_argument("--json", action="store_true", help="the whole report as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.operations import Save
    from curator.tasks.table_in import (
        TableReport,
        bring_in,
        chosen_mapping,
        look_at_table,
        plan_table,
        proposed_mapping,
        saved_mappings,
    )

    with writing(arguments) as workspace:
        table = look_at_table(arguments.table, arguments.sheet)
        if arguments.mapping:
            mapping = chosen_mapping(arguments.mapping, table, workspace)
        else:
            mapping = proposed_mapping(table, workspace.codebook, saved_mappings(workspace))
        if arguments.show_mapping:
            import json

            say.result(json.dumps(mapping.to_json(), ensure_ascii=False, indent=1))
            return DONE
        plan = plan_table(workspace, table, mapping, progress=running.progress, cancelled=running.cancelled)
        if arguments.dry_run:
            report = TableReport(
                plan.name, plan.new_articles, plan.incidents, plan.found, plan.there, plan.words, plan.waiting,
                plan.refused, plan.warnings,
            )  # fmt: skip
        else:
            report = bring_in(workspace, plan, progress=running.progress, cancelled=running.cancelled)
            if arguments.save_mapping:
                workspace.run(Save("mapping", arguments.save_mapping, mapping.to_json()))
    running.progress.clear()
    if arguments.json:
        say.as_json(report)
        return DONE if report.complete else PARTLY
    say.result(f"Would be: {report.sentence}" if arguments.dry_run else report.sentence)
    for sentence in table.warnings:
        say.message(sentence)
    for line, why in report.refused[:_MOST_SHOWN]:
        say.message(f"Row {line} was left out: {why}.")
    for warning in report.warnings[:_MOST_SHOWN]:
        say.message(warning.sentence)
    more = max(0, len(report.refused) - _MOST_SHOWN) + max(0, len(report.warnings) - _MOST_SHOWN)
    if more:
        say.message(f"... and {more} more; --json tells all.")
    return DONE if report.complete else PARTLY
