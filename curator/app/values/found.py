# SPDX-License-Identifier: MIT
"""What the rules find, by the line that shows it; and where there is something to settle, in the form's order.

What lives here: from problems to lines and places in the list. What does not: finding problems (domain/rules), marking
them (delegate.py), going there (view.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from curator.app.values.line import Line, LineKind, Target
from curator.domain.rules.problems import Problem
from curator.shape import Frozen, fresh

Problems = tuple[Problem, ...]


class Found(Frozen):
    """The problems of one incident: those of a value or a row by their target, those of a missing row by its group."""

    by_target: Mapping[Target, Problems] = fresh(default_factory=dict)
    by_group: Mapping[str, Problems] = fresh(default_factory=dict)

    def of(self, line: Line) -> Problems:
        """What is wrong at a line, and in what a closed one hides."""
        if line.kind is LineKind.GROUP:
            return self.by_group.get(line.key[1], ())
        if line.kind not in (LineKind.VALUE, LineKind.ROW):
            return ()
        return tuple(each for target in (line.target, *line.hides) for each in self.by_target.get(target, ()))

    def blocks(self, target: Target) -> bool:
        """Whether something at this target blocks Finish."""
        return any(each.level == "error" for each in self.by_target.get(target, ()))


def found(problems: Iterable[Problem]) -> Found:
    """What the rules found in one incident, sorted to its lines."""
    by_target: dict[Target, Problems] = {}
    by_group: dict[str, Problems] = {}
    for problem in problems:
        if problem.group and not problem.row:
            by_group[problem.group] = (*by_group.get(problem.group, ()), problem)
        else:
            target = Target(problem.incident, problem.row, problem.field)
            by_target[target] = (*by_target.get(target, ()), problem)
    return Found(by_target, by_group)


class Stop(Frozen):
    """A place where something is to be settled: the line, the cell of a row (behind its last one: inside it). `inside`:
    what lies in the closed line and has to be opened for; None where the line itself is meant."""

    row: int
    cell: int = 0
    inside: Target | None = None


def stops(lines: Sequence[Line], found: Found) -> list[Stop]:
    """Where something is to be settled, in the order of the lines, each once."""
    made: list[Stop] = []
    met: set[Target] = set()
    for row, line in enumerate(lines):
        if line.kind is LineKind.GROUP and any(each.level == "error" for each in found.of(line)):
            made.append(Stop(row))
        for stop, target in _stops_at(row, line, found):
            if target not in met:
                met.add(target)
                made.append(stop)
    return made


def _stops_at(row: int, line: Line, found: Found) -> Iterator[tuple[Stop, Target]]:
    """The places at one line, each with the target it is about."""
    for at, value in enumerate(line.cells if line.kind is LineKind.ROW else ()):
        yield from _stops_of(row, at, value, found)
    if line.kind is LineKind.VALUE:
        yield from _stops_of(row, 0, line, found)
    if line.kind is LineKind.ROW:
        if found.blocks(line.target):
            yield Stop(row), line.target
        yield from _hidden(row, len(line.cells), line, found)


def _stops_of(row: int, cell: int, value: Line, found: Found) -> Iterator[tuple[Stop, Target]]:
    if value.proposed or found.blocks(value.target):
        yield Stop(row, cell), value.target
    yield from _hidden(row, cell + 1, value, found)


def _hidden(row: int, cell: int, line: Line, found: Found) -> Iterator[tuple[Stop, Target]]:
    for target in line.hides:
        if found.blocks(target):
            yield Stop(row, cell, target), target


def next_stop(made: Sequence[Stop], at: tuple[int, int], by: int) -> Stop | None:
    """The next place from here on, or back (`by` -1); behind the last one the first again. None where there is none."""
    ordered = sorted(made, key=lambda each: (each.row, each.cell))
    if by > 0:
        return next((each for each in ordered if (each.row, each.cell) > at), ordered[0] if ordered else None)
    return next((each for each in reversed(ordered) if (each.row, each.cell) < at), ordered[-1] if ordered else None)
