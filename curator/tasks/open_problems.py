# SPDX-License-Identifier: MIT
"""Which incidents have open problems: errors or warnings that the codebook's rules find.

What lives here: judging every article once, and only the changed ones afterwards. What does not: the rules
(domain/rules), what the form shows of one incident (app). Problems are not stored: what they are follows from the
codebook, and a stored mark would be wrong after the next change of either. They are kept as long as the window is open.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.codebook.model import Codebook
from curator.domain.rules.context import RuleContext
from curator.domain.rules.judging import problems_of
from curator.shape import Frozen, fresh
from curator.store.reads import Reads
from curator.store.review_states import changed_articles
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent
from curator.tasks.rule_context import project_context
from curator.workspace import Workspace

_STEP = 40  # articles read in one snapshot
_LEVELS = ("error", "warning")


class OpenProblems(Frozen):
    """`by_article`: local numbers of the incidents with problems; articles without any are left out. `seq`: the entry
    of the log up to which this holds; `codebook`: by whose rules."""

    seq: int
    codebook: str
    by_article: Mapping[str, tuple[int, ...]] = fresh(default_factory=dict)

    def numbers(self) -> list[int]:
        return sorted(number for numbers in self.by_article.values() for number in numbers)


def find_problems(
    workspace: Workspace,
    before: OpenProblems | None = None,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> OpenProblems:
    """Judge every article; with what was found `before` only those that changed since. Raises Stopped."""
    book, codebook_id = workspace.codebook, workspace.codebook_id
    viewer = workspace.coder.id if workspace.coder is not None else ""
    with workspace.read() as reads:
        context = project_context(reads, book, viewer)
        seq = reads.newest_seq()
        changed = None
        if before is not None and before.codebook == codebook_id:
            changed = changed_articles(reads.connection, before.seq, ())
        if changed is None:
            before = None
            wanted = [str(row[0]) for row in reads.connection.execute("SELECT DISTINCT article FROM incidents")]
        else:
            wanted = sorted(changed)
    found = dict(before.by_article) if before else {}
    pace = Pace(progress)
    for first in range(0, len(wanted), _STEP):
        if cancelled():
            raise Stopped("Looking for problems was stopped.")
        pace.tell(first, len(wanted), "Looking for problems")
        with workspace.read() as reads:
            for article in wanted[first : first + _STEP]:
                found.pop(article, None)
                if numbers := _with_problems(reads, article, book, context):
                    found[article] = numbers
    pace.end(len(wanted), "Looking for problems")
    return OpenProblems(seq, codebook_id, found)


def _with_problems(reads: Reads, article: str, book: Codebook, context: RuleContext) -> tuple[int, ...]:
    if reads.article(article) is None:
        return ()
    coding = reads.coding(article)
    troubled = {problem.incident for problem in problems_of(coding, book, context) if problem.level in _LEVELS}
    return tuple(incident.number for incident in coding.incidents if incident.id in troubled)
