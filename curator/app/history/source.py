# SPDX-License-Identifier: MIT
"""Reading a history for the window: lines of the log with titles, the steps of one value in words.

What lives here: questions to the workspace. What does not: SQL (store), the lists.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.app.history.line import HistoryLine
from curator.app.history.wording import value_words
from curator.app.values.line import Target
from curator.domain.codebook.model import Codebook
from curator.store.log_lines import LogLine
from curator.store.value_history import ValueStep
from curator.workspace import Workspace


def log_of(workspace: Workspace, seqs: Sequence[int]) -> list[HistoryLine]:
    """The entries with these sequence numbers, with the titles of their articles."""
    with workspace.read() as reads:
        lines = reads.log_lines_at(seqs)
        titles = reads.article_titles({line.article for line in lines if line.article})
    return [HistoryLine(line, titles.get(line.article, "")) for line in lines]


def steps_of(workspace: Workspace, codebook: Codebook, article: str, group: str, target: Target) -> list[HistoryLine]:
    """The steps of a value of an incident, of a row of `group`, or (no incident) of the article, newest first."""
    with workspace.read() as reads:
        steps = reads.value_history(target.incident, target.row, target.field, article=article, codebook=codebook)
    node = codebook.node(target.field, group) if target.incident else None
    return [
        HistoryLine(
            _as_log_line(step, article), step=step,
            was=value_words(codebook, node, step.before), now=value_words(codebook, node, step.after),
        )
        for step in steps
    ]  # fmt: skip


def _as_log_line(step: ValueStep, article: str) -> LogLine:
    return LogLine(
        step.seq, step.change, step.at, step.coder, step.coder_id, step.kind, step.label, article, "", "", step.undone
    )
