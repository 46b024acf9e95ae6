# SPDX-License-Identifier: MIT
"""curator explain: the words behind a value, and its history."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.projects import add_project, add_viewer, looking, text, viewer
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.tasks.explain import ExplainedValue, Explanation, Settled, Words
    from curator.workspace import Workspace


def add(commands: Any) -> None:
    parser = commands.add_parser("explain", help="show the words behind a value, and its history", allow_abbrev=False)
    add_project(parser)
    parser.add_argument(
        "incident", metavar="INCIDENT", type=text, help="its number, its id, or the beginning of its id"
    )
    parser.add_argument(
        "field", metavar="FIELD", type=text, nargs="?", default="",
        help="a field's key, a group's, group.field, group.2.field, or article.title; without it, all that is coded",
    )  # fmt: skip
    add_viewer(parser, unblind=True)
    parser.add_argument("--json", action="store_true", help="everything as JSON")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.domain.faults import InputRefused
    from curator.formats.wide_codebook import widened
    from curator.tasks.explain import Hidden, explain

    with looking(arguments, arguments.unblind) as workspace:
        looks = viewer(workspace, arguments.viewer)
        if arguments.unblind is not None:
            _open(workspace, arguments)
        with workspace.read() as reads:
            codebook = widened(workspace.codebook, [workspace.codebook_of(row[0]) for row in reads.codebooks()])
            try:
                found = explain(reads, codebook, arguments.incident, arguments.field, looks)
            except Hidden as fault:
                say.message(f"{fault.sentence} With --unblind REASON you see it, and the history says so.")
                return PARTLY
            except InputRefused as fault:
                raise WrongUse(fault.sentence) from fault
    if arguments.json:
        say.as_json(found)
    else:
        for line in _lines(found):
            say.result(line)
    return DONE


def _open(workspace: Workspace, arguments: Namespace) -> None:
    """Open the article of the incident that is asked for."""
    from curator.domain.faults import UserFault
    from curator.tasks.assigning import open_layers

    with workspace.read() as reads:
        try:
            article = reads.find_incident(arguments.incident).article
        except UserFault as fault:
            raise WrongUse(fault.sentence) from fault
    open_layers(workspace, arguments.unblind, [article])


def _lines(found: Explanation) -> Iterator[str]:
    yield f"Incident {found.number} ({found.incident}), {found.status}, coded by {found.coder}"
    yield f"Article: {found.article_title or '(no title)'} ({found.article})"
    if not found.field:
        yield ""
        yield "Reported by"
        yield from _words(found.mentions)
    for value in found.values:
        yield ""
        yield _head(value)
        if value.note:
            yield f"  note: {value.note}"
        if value.settled:
            yield f"  {_settled(value.settled)}"
        yield from _words(value.words) if value.words else ["  no words"]
    yield ""
    yield "History"
    for step in found.history:
        undone = " (undone)" if step.undone else ""
        yield f"  {step.at}  {step.coder or 'nobody'}: {step.label}{undone}"


def _head(value: ExplainedValue) -> str:
    place = f"{value.group} {value.row_place}, " if value.row else ""
    shown = str(value.value) if value.state == "value" else f"({value.state.replace('_', ' ')})"
    said = ", ".join(part for part in (value.basis, "proposed" if value.proposed else "") if part)
    return f"{place}{value.label} [{value.field}]: {shown}" + (f" ({said})" if said else "")


def _settled(settled: Settled) -> str:
    """How the value came into the consensus, in words."""
    told = {
        "agreed": "all coders say so", "adopted": f"adopted from {settled.source or 'a coder'}",
        "neither": "another value than the coders gave", "changed": "changed after it was settled",
    }[settled.verdict]  # fmt: skip
    source = f" to what {settled.source} coded" if settled.verdict == "changed" and settled.source else ""
    reason = f": {settled.reason}" if settled.reason else ""
    unclear = " (the coding rule is unclear)" if settled.unclear else ""
    return f"settled by {settled.reviewer}, {settled.created[:10]}: {told}{source}{unclear}{reason}"


def _words(words: tuple[Words, ...]) -> Iterator[str]:
    for one in words:
        role = "" if one.role == "direct" else f" {one.role}"
        before, after = (text.replace("\n", " ") for text in (one.before, one.after))
        yield f"  {one.start}-{one.end}{role}: …{before}[{one.quote}]{after}…"
