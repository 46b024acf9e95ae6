# SPDX-License-Identifier: MIT
"""curator agreement: how far do coders agree in what they have finished?"""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.exits import DONE, PARTLY, WrongUse
from curator.cli.projects import add_project, add_viewer, reading, text, viewer
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.tasks.agreement import AgreementReport, Part
    from curator.tasks.agreement_figures import FigureLine, Nodes

_PARTINGS = ("coder", "pair", "kind", "month")
_MOST_ROUNDS = 100_000
_UNDEFINED = "-"
_LONGEST = 44  # letters of what a line is about


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "agreement",
        help="how far coders agree in the articles that two or more have finished",
        description="Aligns the incidents of coders and measures: incidents found by both, every field, the words. An "
        "article that not everybody who codes it has finished is left out.",
        allow_abbrev=False,
    )
    add_project(parser)
    parser.add_argument(
        "--coders", metavar="A,B", type=text, action="append", default=[],
        help="only these coders: names or beginnings of ids (default: all persons, without the consensus)",
    )  # fmt: skip
    parser.add_argument(
        "--by", choices=_PARTINGS, action="append", default=[],
        help="also by coder, pair of coders, kind (type) of incident, or month of coding; may be given several times",
    )  # fmt: skip
    parser.add_argument("--field", metavar="KEY", type=text, default="", help="only this field: KEY or GROUP.KEY")
    parser.add_argument("--seed", metavar="N", type=_number(2**32), default=None, help="seed of the draws (default: 1)")
    parser.add_argument(
        "--rounds", metavar="N", type=_number(_MOST_ROUNDS), default=None,
        help="draws of articles for the intervals (default: 1000; 0: no intervals)",
    )  # fmt: skip
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write the figures as CSV; an old file is replaced")
    parser.add_argument(
        "--cases", metavar="FILE", type=Path, help="write the disagreements as CSV; an old file is replaced"
    )
    parser.add_argument(
        "--unclear", metavar="FILE", type=Path,
        help="write where reviewers found the guideline unclear as CSV; an old file is replaced",
    )  # fmt: skip
    add_viewer(parser, "--as")
    parser.add_argument("--json", action="store_true", help="everything as JSON")
    parser.set_defaults(run=run)


def _number(most: int) -> Callable[[str], int]:
    def read(said: str) -> int:
        if not said.isascii() or not said.isdecimal() or int(said) > most:
            raise ArgumentTypeError(f"a whole number from 0 to {most:,}, not {said}")
        return int(said)

    return read


def run(arguments: Namespace, running: Running) -> int:
    from curator.domain.faults import InputRefused
    from curator.review.bootstrap import ROUNDS, SEED
    from curator.tasks.agreement import agreement
    from curator.tasks.agreement_figures import nodes_named
    from curator.tasks.unclear import write_unclear

    coders = [name for said in arguments.coders for name in said.split(",")] or None
    with reading(arguments.project) as workspace:
        try:
            only = nodes_named(workspace.codebook, arguments.field) if arguments.field else None
            report = agreement(
                workspace, coders, by=arguments.by,
                rounds=ROUNDS if arguments.rounds is None else arguments.rounds,
                seed=SEED if arguments.seed is None else arguments.seed,
                viewer=viewer(workspace, arguments.viewer),
                progress=running.progress, cancelled=running.cancelled,
            )  # fmt: skip
        except InputRefused as fault:
            raise WrongUse(fault.sentence) from fault
        if arguments.unclear:
            count = write_unclear(workspace, arguments.unclear, viewer(workspace, arguments.viewer))
            say.message(f"{count:,} unclear guidelines written to {arguments.unclear}.")
    running.progress.clear()
    _write(arguments, report, only, running)
    if arguments.json:
        say.as_json(_plain(report, only))
    else:
        for part in report.parts:
            _tell(report, part, only)
    _tell_left_out(report)
    return DONE if report.complete and not report.refused else PARTLY


def _write(arguments: Namespace, report: AgreementReport, only: Nodes | None, running: Running) -> None:
    from curator.tasks.agreement_files import write_cases, write_figures

    if arguments.csv:
        count = write_figures(report, arguments.csv, only=only, cancelled=running.cancelled)
        say.message(f"{count:,} figures written to {arguments.csv}.")
    if arguments.cases:
        count = write_cases(
            report, arguments.cases, only=only, progress=running.progress, cancelled=running.cancelled
        )  # fmt: skip
        running.progress.clear()
        say.message(f"{count:,} cases written to {arguments.cases}.")


def _plain(report: AgreementReport, only: Nodes | None) -> dict[str, object]:
    from curator.tasks.agreement_figures import figure_lines

    return {
        "coders": dict(report.coders),
        "articles": report.articles,
        "seed": report.seed,
        "rounds": report.rounds,
        "left_out": {why: list(articles) for why, articles in report.left_out.items()},
        "withdrawn": report.withdrawn,
        "decisions_refused": report.refused,
        "parts": [
            {
                "by": part.by, "part": part.key, "title": part.title,
                "articles": len(part.agreement.comparison.places),
                "figures": [say.plain(line) for line in figure_lines(report, part, only)],
            }
            for part in report.parts
        ],
    }  # fmt: skip


def _tell(report: AgreementReport, part: Part, only: Nodes | None) -> None:
    from curator.tasks.agreement_figures import WORDS, figure_lines

    detection = part.agreement.detection
    alone = sum(map(len, detection.alone.values()))
    articles = len(part.agreement.comparison.places)
    say.result(
        f"{part.title}: {articles:,} article(s), {len(detection.aligned):,} incident(s) found by two or more, "
        f"{alone:,} by one alone"
    )
    about: dict[tuple[str, str, str], list[FigureLine]] = {}
    for line in figure_lines(report, part, only) if articles else ():
        about.setdefault((line.what, line.group, line.field), []).append(line)
    found = [lines for lines in about.values() if lines[0].figure == "f1"]
    fields = [lines for lines in about.values() if lines[0].figure == "percent"]
    words = [lines for lines in about.values() if lines[0].what == WORDS]
    _table("found", ("n", "F1", "95 %", "precision", "recall", "one-sided"), [_found(lines) for lines in found])
    _table(
        "field", ("n", "percent", "alpha", "95 %", "kappa", "AC1", "states", "left out", "metric", "not defined"),
        [_field(lines) for lines in fields],
    )  # fmt: skip
    _table("words", ("n", "same F1", "95 %", "overlap F1", "95 %"), [_words(lines) for lines in words])
    if part.agreement.rounds and articles:
        say.result(f"  Intervals from {report.rounds:,} draws of articles, seed {report.seed}.")
    say.result()


def _found(lines: Sequence[FigureLine]) -> list[str]:
    f1, precision, recall = lines
    alone = str(sum(f1.left_out.values()))
    return [f1.label, str(f1.units), _value(f1), _interval(f1), _value(precision), _value(recall), alone]


def _field(lines: Sequence[FigureLine]) -> list[str]:
    by_figure = {line.figure: line for line in lines}
    percent, alpha = by_figure["percent"], by_figure["alpha"]
    label = f"{percent.label} (what it stands under)" if percent.what == "above" else percent.label
    rest = [_value(by_figure.get(name)) for name in ("kappa", "ac1", "states")]
    why = alpha.reason or percent.reason
    left = str(sum(percent.left_out.values()))
    return [label, str(percent.units), _value(percent), _value(alpha), _interval(alpha), *rest, left, alpha.metric, why]


def _words(lines: Sequence[FigureLine]) -> list[str]:
    same, overlap = lines
    return [same.label, str(same.units), _value(same), _interval(same), _value(overlap), _interval(overlap)]


def _value(line: FigureLine | None) -> str:
    return _UNDEFINED if line is None or line.value is None else f"{line.value:.3f}"


def _interval(line: FigureLine) -> str:
    return "" if line.low is None or line.high is None else f"{line.low:.3f} to {line.high:.3f}"


def _table(first: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Aligned: what it is about to the left, figures to the right, and words at the end to the left."""
    if rows:
        for line in _aligned([(first, *columns), *((_short(row[0]), *row[1:]) for row in rows)]):
            say.result(f"  {line}")


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    words = {at for at, title in enumerate(rows[0]) if title in ("metric", "not defined")} | {0}
    for row in rows:
        cells = (
            cell.ljust(width) if at in words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )  # fmt: skip
        yield "  ".join(cells).rstrip()


def _short(label: str) -> str:
    line = " ".join(label.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _tell_left_out(report: AgreementReport) -> None:
    from curator.tasks.agreement import LEFT_OUT

    for why, articles in report.left_out.items():
        say.message(f"Left out: {len(articles):,} article(s), {LEFT_OUT[why]}.")
    if report.withdrawn:
        say.message(f"Left out: {report.withdrawn:,} withdrawn incident(s).")
    if report.refused:
        say.message(f"{report.refused:,} decision(s) about pairs of incidents could not hold beside others.")
    if not report.articles:
        say.message("No article is finished by two coders: there is nothing to compare.")
