# SPDX-License-Identifier: MIT
"""A filter of incidents with all that it needs to know, for every face.

What lives here: finding words in articles through the search index, and problems by the rules, before SQLite is asked.
What does not: the SQL (store/incident_filter.py), what conditions mean (domain/filtering.py).
"""

from __future__ import annotations

from array import array

from curator.domain.coding import Scalar
from curator.domain.filtering import IncidentFilter
from curator.shape import replace
from curator.store.incident_filter import Known, where
from curator.store.reads import Reads
from curator.tasks.job import Cancelled, Progress, never, silent
from curator.tasks.open_problems import OpenProblems, find_problems
from curator.workspace import Workspace


def find_out(
    workspace: Workspace, wanted: IncidentFilter, viewer: str, *, problems: OpenProblems | None = None,
    progress: Progress = silent, cancelled: Cancelled = never, commands: bool = False,
) -> tuple[Known, OpenProblems | None]:  # fmt: skip
    """What the filter asks of articles' texts and of problems. `problems`: those found before; given back as they are
    now, to be kept for the next time. Raises Stopped, and InputRefused for words that are no query."""
    known = Known()
    asked = [
        str(one) for each in wanted.conditions if each.kind == "text" and each.key == "article" for one in each.value
    ]
    if asked:
        known = replace(known, articles={words: _articles(workspace, words, viewer, commands) for words in asked})
    if any(each.kind == "problems" for each in wanted.conditions):
        problems = find_problems(workspace, problems, progress=progress, cancelled=cancelled)
        known = replace(known, problems=problems.numbers())
    return known, problems


def _articles(workspace: Workspace, words: str, viewer: str, commands: bool) -> array[int]:
    """The articles whose text and head answer; what is coded in them is not asked."""
    from curator.domain.faults import InputRefused
    from curator.tasks.search import Scope, matching_articles, read_query

    query = read_query(words)
    if query.problem:
        raise InputRefused(query.problem)
    scope = Scope(coders=(), viewer=viewer) if commands else Scope(coders=(), reader=viewer)
    return matching_articles(workspace, query, scope)


def fitting(
    workspace: Workspace, reads: Reads, wanted: IncidentFilter, viewer: str, known: Known | None = None, *,
    commands: bool = False,
) -> tuple[str, tuple[Scalar, ...]]:  # fmt: skip
    """The SQL condition on an incident `i`, and its values. `known`: from `find_out`; without it, it is found out now
    (give it, where the window waits). Raises InputRefused where the codebook cannot answer."""
    if known is None:
        known, _ = find_out(workspace, wanted, viewer, commands=commands)
    return where(reads.connection, wanted, workspace.codebook, viewer, known, commands=commands)
