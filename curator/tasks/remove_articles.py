# SPDX-License-Identifier: MIT
"""Taking articles out of a project, several as one step of undo.

What lives here: one operation after the other, joined by a job, and the report. What does not: what goes with an
article (operations/articles.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.domain.faults import NotNow
from curator.operations import RemoveArticle
from curator.shape import Frozen
from curator.tasks.job import Cancelled, Pace, Progress, never, silent
from curator.workspace import Workspace


class RemovedReport(Frozen):
    """What was taken out. `title`: of the first one. `change`: the id of an entry that undoes all of it."""

    articles: int
    incidents: int
    title: str
    change: str

    @property
    def sentence(self) -> str:
        what = f"“{self.title}”" if self.articles == 1 else f"{self.articles} articles"
        also = "" if not self.incidents else " with 1 incident" if self.incidents == 1 else (
            f" with {self.incidents} incidents"
        )  # fmt: skip
        return f"Removed: {what}{also}."


def remove_articles(
    workspace: Workspace, numbers: Sequence[int], *, progress: Progress = silent, cancelled: Cancelled = never
) -> RemovedReport:
    """Take the articles with these local numbers out, with everything coded in them. When it is stopped, what is out
    stays out; one Undo brings all of it back. Raises UserFault where the project cannot be written."""
    job, pace = workspace.ids.new(), Pace(progress)
    coder = workspace.coder.id if workspace.coder is not None else ""  # what is hidden is not counted
    removed, incidents, title = 0, 0, ""
    for done, number in enumerate(numbers):
        if cancelled():
            break
        pace.tell(done, len(numbers), "Removing articles")
        with workspace.read() as reads:
            article = reads.article(number)
            coded = len(reads.coding_seen_by(article.id, coder, with_text=False).incidents) if article else 0
        if article is None:
            continue
        workspace.run(RemoveArticle(article.id), job=job)
        title = title or article.fields.get("title", "") or article.fields.get("source_file", "") or f"№ {number}"
        removed, incidents = removed + 1, incidents + coded
    pace.end(len(numbers), "")
    if not removed:
        raise NotNow("These articles are not in the project any more; nothing was changed.")
    last = workspace.undo_target()
    return RemovedReport(removed, incidents, title, last.id if last is not None and last.job == job else "")
