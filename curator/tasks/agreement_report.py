# SPDX-License-Identifier: MIT
"""The figures of agreement that a report of the data tells: incidents found by both, and each field.

What lives here: choosing them. What does not: computing (agreement.py), how a report shows them (formats).
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.formats.set_source import AgreementLine
from curator.tasks.agreement import agreement
from curator.tasks.agreement_figures import ALPHA, F1, FIELD, INCIDENTS, PERCENT, figure_lines
from curator.tasks.job import Cancelled
from curator.workspace import Workspace

_SHOWN = {(INCIDENTS, F1), (FIELD, PERCENT), (FIELD, ALPHA)}


def agreement_lines(workspace: Workspace, viewer: str, cancelled: Cancelled) -> Sequence[AgreementLine]:
    """Without intervals, which take long. Nothing where fewer than two coders finished the same article."""
    with workspace.read() as reads:
        if sum(coder.kind == "person" for coder in reads.coders()) < 2:
            return ()
    report = agreement(workspace, rounds=0, viewer=viewer, cancelled=cancelled)
    if not report.articles:
        return ()
    return [
        AgreementLine(line.label, line.coefficient, line.value, line.units, line.reason)
        for line in figure_lines(report, report.parts[0])
        if (line.what, line.figure) in _SHOWN
    ]
