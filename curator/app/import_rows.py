# SPDX-License-Identifier: MIT
"""What came of an import of articles, a row for each article or file: what a person should look at comes first.

What lives here: the order and the words of the rows. What does not: the dialog (dialogs/import_report.py), the sentence
with the counts (the report of the task has it).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from curator.app.translating import T

if TYPE_CHECKING:
    from curator.tasks.import_articles import Added, ImportReport, Refused

CONTEXT = "import_rows"
REFUSED = T(CONTEXT, "Refused")
SAME_TEXT = T(CONTEXT, "Same text, left out")
NEAR = T(CONTEXT, "Added, near-duplicate")
NEWER = T(CONTEXT, "Added, newer version")
BOTH = T(CONTEXT, "Added, near-duplicate and newer version")  # the two are of different articles
TO_LOOK_AT = T(CONTEXT, "Added, please look at")
ADDED = T(CONTEXT, "Added")
THERE = T(CONTEXT, "Already there")
ORDER = (REFUSED, SAME_TEXT, BOTH, NEAR, NEWER, TO_LOOK_AT, ADDED, THERE)
_OTHER_HAS_IT = T(CONTEXT, "Another article has the same text.")
_GUESSED = "Detected"  # an encoding that no byte order mark and no valid UTF-8 told


class ImportRow(NamedTuple):
    """`article`: the one that was added, or that has the text; "" where there is none. `as_text`, `same`: the file,
    where it may be read once more as plain text, or be added although its text is there. `near`: the article that is
    most like it. `apart`: the file, where it looks like several articles and came in as one."""

    kind: str
    file: str
    words: str = ""
    article: str = ""
    as_text: str = ""
    same: str = ""
    near: str = ""
    apart: str = ""

    @property
    def found_under(self) -> tuple[str, ...]:
        """The kinds of rows among which this one is shown."""
        return (said(NEAR), said(NEWER)) if self.kind == said(BOTH) else (self.kind,)


def import_rows(report: ImportReport) -> tuple[ImportRow, ...]:
    """All rows of a report, in the order of ORDER and of the files."""
    rows = sorted(_rows(report), key=lambda row: ORDER.index(row.kind))
    return tuple(row._replace(kind=said(row.kind)) for row in rows)


def is_to_be_seen(report: ImportReport) -> bool:
    """Whether a person should look at one of the rows: not where all was added as it is, or was there."""
    return bool(report.faults) or any(row.kind in (REFUSED, SAME_TEXT, BOTH, NEAR, TO_LOOK_AT) for row in _rows(report))


def said(words: str) -> str:
    """One of this module's words in the language of the window."""
    return QCoreApplication.translate(CONTEXT, words)


def _rows(report: ImportReport) -> Iterator[ImportRow]:
    for refused in report.refused:
        yield ImportRow(REFUSED, refused.file, _reason(refused), as_text=refused.path if refused.as_text else "")
    for twin in report.same_text:
        yield ImportRow(SAME_TEXT, twin.file, said(_OTHER_HAS_IT), twin.article, same=twin.path)
    for added in report.added:
        words = " ".join((*added.notes, *(told for told in added.read_as if _GUESSED in told)))
        yield ImportRow(
            _kind(added, words), added.file, words, added.article,
            near=added.near[0].article if added.near else "", apart=added.apart,
        )  # fmt: skip
    for twin in report.already_there:
        yield ImportRow(THERE, twin.file, "", twin.article)


def _kind(added: Added, words: str) -> str:
    if added.near:
        return BOTH if added.follows else NEAR
    return NEWER if added.follows else TO_LOOK_AT if words else ADDED


def _reason(refused: Refused) -> str:
    return " ".join((refused.reason, *refused.places))
