# SPDX-License-Identifier: MIT
"""What came of a job, sorted for reading: what was refused, what was left out, what is to be looked at.

What lives here: the parts of a report in words. What does not: the sentence above them (the reports of tasks have it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from curator.app.translating import T

if TYPE_CHECKING:
    from curator.tasks.codings import CodingsReport
    from curator.tasks.handover import HandOverReport

CONTEXT = "reports"
Part = tuple[str, Sequence[str]]  # heading ("" for none) and lines
REFUSED = T(CONTEXT, "Refused")
SAME_TEXT = T(CONTEXT, "Left out: another article has the same text")
CONFLICTING = T(CONTEXT, "Differs from what is there, and was left as it is")
NOTES = T(CONTEXT, "Worth knowing")
RENAMED = T(CONTEXT, "{there} is called {here} here, because somebody else has that name")


def codings_report(report: CodingsReport) -> list[Part]:
    """What of an import of codings is worth reading. Where a file names its faulty places, they are not said twice."""
    refused: list[str] = []
    for each in report.refused:
        first = each.places[0] if each.places else ""
        sentence = each.reason.replace(first, "").strip(" .") + "." if first and first in each.reason else each.reason
        refused += [f"{each.file}: {sentence}", *each.places]
    return _parts(
        (REFUSED, refused),
        (CONFLICTING, [f"{file}: {what}" for file, what in report.conflicting]),
        (NOTES, report.notes),
    )


def handover_report(reports: Iterable[HandOverReport]) -> list[Part]:
    """What of receiving hand-overs is worth reading: each reason with how often it was given, articles that nobody said
    what they are, names that are others here, codebooks that could not be kept."""
    told = list(reports)
    reasons = Counter(each.reason for report in told for each in report.refused)
    said = QCoreApplication.translate(CONTEXT, RENAMED)
    return _parts(
        (REFUSED, [*(f"{reason} ({count:,})" for reason, count in reasons.most_common()),
                   *(each for report in told for each in report.codebooks_refused)]),
        (SAME_TEXT, [match.title for report in told for match in report.undecided]),
        (NOTES, [said.format(there=there, here=here) for report in told for there, here in report.renamed]),
    )  # fmt: skip


def _parts(*parts: tuple[str, Iterable[str]]) -> list[Part]:
    return [(QCoreApplication.translate(CONTEXT, heading), list(lines)) for heading, lines in parts if lines]
