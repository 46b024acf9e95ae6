# SPDX-License-Identifier: MIT
"""curator suggest: what would be proposed for a text, without a project."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.codebook import codebook_argument
from curator.cli.exits import DONE, PARTLY
from curator.cli.projects import text
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.suggest.proposal import Proposal


def add(commands: Any) -> None:
    parser = commands.add_parser("suggest", help="show the values that a text's words give", allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", type=Path, help="an article, as for import")
    parser.add_argument(
        "--published", metavar="DATE", type=_day,
        help="the day of publication, YYYY-MM-DD, from which “yesterday” counts (default: as the file itself tells)",
    )  # fmt: skip
    parser.add_argument(
        "--language", metavar="LANGUAGE", type=text, default="",
        help="its language as a code, such as en or ar (default: as the file itself tells)",
    )  # fmt: skip
    parser.add_argument(
        "--codebook", metavar="NAME|FILE", default="incidents",
        help="whose choices are looked for: a built-in codebook or a file (default: incidents)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="everything as JSON")
    parser.set_defaults(run=run)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said) if len(said) == len("2019-11-09") else _no_day(said)
    except ValueError:
        return _no_day(said)


def _no_day(said: str) -> date:
    raise ArgumentTypeError(f"“{said}” is no day; write it as 2019-11-09")


def run(arguments: Namespace, running: Running) -> int:
    from curator.tasks.suggest import suggest_for_file

    codebook = codebook_argument(arguments.codebook)
    found = suggest_for_file(arguments.file, codebook, arguments.published, arguments.language)
    if arguments.json:
        say.as_json(
            {
                "file": found.file,
                "published": found.published.isoformat() if found.published else None,
                "language": found.language,
                "proposals": [_as_json(proposal) for proposal in found.proposals],
                "notes": found.notes,
                "faults": found.faults,
            }
        )
    else:
        for proposal in found.proposals:
            for line in _lines(proposal):
                say.result(line)
        for note in found.notes:
            say.message(f"{found.file}: {note}")
        if found.published is None:
            say.message("No day of publication is known: “yesterday” and “8 November” give nothing. Say --published.")
        for fault in found.faults:
            say.message(fault)
    return PARTLY if found.faults else DONE


def _as_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": proposal.kind,
        "start": proposal.start,
        "end": proposal.end,
        "words": proposal.words,
        "value": proposal.values,
        "rule": proposal.rule,
        "basis": proposal.basis,
        "field": proposal.field,
        "group": proposal.group,
        "alternatives": [_as_json(other) for other in proposal.alternatives],
    }


def _lines(proposal: Proposal) -> Iterator[str]:
    words = " ".join(proposal.words.split())
    yield f"{proposal.start}-{proposal.end}\t{proposal.kind}\t{words}\t{_value(proposal)}\t{proposal.rule}"
    for other in proposal.alternatives:
        yield f"\tor\t\t{_value(other)}\t{other.rule}"


def _value(proposal: Proposal) -> str:
    field = ".".join(part for part in (proposal.group, proposal.field) if part)
    told = " ".join(f"{part}={value}" for part, value in proposal.values.items())
    return f"{field} {told}" if field else told
