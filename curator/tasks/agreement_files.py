# SPDX-License-Identifier: MIT
"""Figures of agreement and the cases behind them as CSV.

What lives here: the columns and cells of both files. What does not: what is in them (agreement_figures.py,
agreement_cases.py). The same project, coders and seed give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from curator import atomic
from curator.domain.disk_faults import disk_fault
from curator.formats.csv_lines import Cell, header_line, line
from curator.tasks.agreement import AgreementReport, Part
from curator.tasks.agreement_cases import CaseLine, Cases
from curator.tasks.agreement_figures import INCIDENTS, FigureLine, Nodes, figure_lines, node_label
from curator.tasks.job import Cancelled, Pace, Progress, never, silent, stopping

FIGURES = (
    "by", "part", "part_title", "what", "group", "field", "label", "metric", "coefficient", "value", "low", "high",
    "units", "pairs", "articles", "left_out", "left_out_why", "reason", "seed", "rounds",
)  # fmt: skip
_FREE_FIGURES = ("part_title", "label", "left_out_why", "reason")
_CASE = ("article", "title", "what", "group", "field", "label", "why")
_OF_CODER = ("incident", "row", "state", "value", "quote")
_BETWEEN = " | "  # quotes of one value
_STOPPED = "Writing the file was stopped. What was there before is as it was."


def write_figures(
    report: AgreementReport,
    path: Path,
    *,
    parts: Iterable[Part] = (),
    only: Nodes | None = None,
    cancelled: Cancelled = never,
) -> int:
    """Write one line for each part (usual: all of the report), field and coefficient; how many lines.

    `only`: these nodes. Raises UserFault for a disk that is full or cannot be written.
    """
    look = stopping(cancelled, _STOPPED)
    free = [name in _FREE_FIGURES for name in FIGURES]

    def lines() -> Iterator[str]:
        yield header_line(FIGURES)
        for part in parts or report.parts:
            look()
            yield from (line(_figure_cells(each), free) for each in figure_lines(report, part, only))

    return _written(path, lines(), "Writing the figures")


def write_cases(
    report: AgreementReport, path: Path, *, part: Part | None = None, only: Nodes | None = None,
    progress: Progress = silent, cancelled: Cancelled = never,
) -> int:  # fmt: skip
    """Write the disagreements of one part (None: the whole), each coder's value and words beside each other; how many.

    Each coder has six columns: name, incident, row, state, value, quotes; of a whole incident the value is its title.
    `only`: those of these nodes. Raises UserFault.
    """
    chosen = part or report.parts[0]
    look, pace = stopping(cancelled, _STOPPED), Pace(progress)
    names = _coder_columns(chosen)
    header = [*_CASE, *(part for name in names for part in (name, *(f"{name}_{column}" for column in _OF_CODER)))]
    free = [name in ("title", "label", "why") for name in _CASE]
    free += [column in ("", "value", "quote") for _ in names for column in ("", *_OF_CODER)]

    def lines() -> Iterator[str]:
        yield header_line(header)
        for done, case in enumerate(disagreements(Cases(report, chosen), only)):
            look()
            pace.tell(done, 0, "Writing the cases")
            yield line(_case_cells(report, case), free)

    return _written(path, lines(), "Writing the cases")


def disagreements(cases: Cases, only: Nodes | None) -> Iterator[CaseLine]:
    """All of them, or those of some nodes."""
    return (case for case in cases.everything() if only is None or (case.group, case.field) in only)


def _figure_cells(each: FigureLine) -> list[Cell]:
    why = "; ".join(f"{reason}: {count}" for reason, count in each.left_out.items())
    return [
        each.by, each.part, each.title, each.what, each.group, each.field, each.label, each.metric, each.coefficient,
        each.value, each.low, each.high, each.units, each.pairs, each.articles, sum(each.left_out.values()), why,
        each.reason, each.seed, each.rounds,
    ]  # fmt: skip


def _coder_columns(part: Part) -> list[str]:
    """coder1, coder2, ... in the order of the comparison's coders: their names, which may be any text, are cells."""
    return [f"coder{number}" for number in range(1, len(part.agreement.comparison.coders) + 1)]


def _case_cells(report: AgreementReport, case: CaseLine) -> list[Cell]:
    label = "Incidents" if case.what == INCIDENTS else node_label(report.codebook, case.group, case.field)
    cells: list[Cell] = [case.article, case.title, case.what, case.group, case.field, label, case.why]
    for said in case.said:
        name = report.named(said.coder)
        cells += [name, said.incident, said.row, said.state, said.value, _BETWEEN.join(said.quotes)]
    return cells


def _written(path: Path, lines: Iterator[str], what: str) -> int:
    count = -1  # the header
    try:
        with atomic.file_in_place(path) as file:
            for each in lines:
                file.write(each.encode())
                count += 1
    except OSError as error:
        raise disk_fault(error, what, path) from error
    return count


__all__ = ["FIGURES", "disagreements", "write_cases", "write_figures"]
