# SPDX-License-Identifier: MIT
"""Bringing a table in: looking at the file, which mapping fits it, and writing what was planned.

What lives here: the job, and the report. What does not: what rows become (table_plan.py), asking a person (the faces).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from curator.assets import list_assets, read_text
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.domain.mapped_rows import CellWarning
from curator.domain.table_mapping import TableMapping, fitness, fitted, from_json, mapping_of
from curator.domain.table_proposals import propose
from curator.formats.article_file import storable_name
from curator.formats.table_reader import is_table, read_table_apart
from curator.formats.table_shape import MOST_BYTES, Table
from curator.operations import AddFromTable
from curator.shape import Frozen
from curator.tasks.job import Batches, Cancelled, Pace, Progress, never, silent
from curator.tasks.table_plan import PlannedArticle, TablePlan, plan_table
from curator.workspace import Workspace

_INCIDENT_WEIGHT, _ARTICLE_WEIGHT = 6_000, 1_000
__all__ = ["TablePlan", "TableReport", "bring_in", "is_table", "look_at_table", "plan_table", "proposed_mapping"]


class TableReport(Frozen):
    """What came of it. `stopped`: the user stopped it; what was written before stays and one Undo takes it back."""

    name: str
    articles: int = 0
    incidents: int = 0
    found: int = 0
    there: int = 0
    words: int = 0
    waiting: int = 0
    refused: tuple[tuple[int, str], ...] = ()
    warnings: tuple[CellWarning, ...] = ()
    stopped: bool = False

    @property
    def complete(self) -> bool:
        """Whether every row is in the project now as it stands in the table."""
        return not (self.refused or self.warnings or self.waiting or self.stopped)

    @property
    def sentence(self) -> str:
        """All counts in one sentence."""
        counts = [
            (self.articles, "article added", "articles added"),
            (self.found, "article found again", "articles found again"),
            (self.incidents, "incident added", "incidents added"),
            (self.there, "incident already there", "incidents already there"),
            (self.words, "span of words found", "spans of words found"),
            (self.waiting, "quote waits for its place", "quotes wait for their place"),
            (len(self.refused), "row left out", "rows left out"),
            (len(self.warnings), "warning", "warnings"),
        ]
        told = ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count)
        told = told or "nothing new"
        end = " It was stopped; one Undo takes back what was added." if self.stopped else ""
        return f"{self.name}: {told}.{end}"


def look_at_table(path: Path, sheet: str = "", between: Callable[[], None] = lambda: None) -> Table:
    """The table in a file, read in a process of its own. Raises UserFault."""
    name = storable_name(path.name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputRefused(f"{name} is larger than {MOST_BYTES // 1_000_000} MB; cut it into several files.")
        data = path.read_bytes()
    except OSError as fault:
        raise InputRefused(f"{name} cannot be read ({fault.strerror or fault}); nothing was changed.") from fault
    return read_table_apart(data, name, sheet, between)


def named_mappings() -> dict[str, TableMapping]:
    """The mappings of known data sets that come with the program, by the names of their files."""
    return {
        Path(name).stem: from_json(tomllib.loads(read_text(name))) for name in list_assets("table-mappings", ".toml")
    }


def proposed_mapping(table: Table, codebook: Codebook, saved: dict[str, TableMapping]) -> TableMapping:
    """The saved mapping that fits the headings best, else that of a known data set, else one by the names of fields."""
    for known in (saved, named_mappings()):
        fits = {name: fitness(mapping, table.headings) for name, mapping in known.items()}
        best = max(fits, key=lambda name: fits[name], default="")
        if best and fits[best] > 0:
            mapping = fitted(known[best], table.headings, codebook)
            if any(mapping.used()):
                return mapping
    return propose(table.headings, codebook)


def saved_mappings(workspace: Workspace) -> dict[str, TableMapping]:
    """The mappings of tables that the project keeps, by name."""
    found = {}
    with workspace.read() as reads:
        for name, document in reads.saved("mapping").items():
            try:
                found[name] = from_json(document)
            except InputRefused:
                continue  # another kind of mapping
    return found


def chosen_mapping(said: str, table: Table, workspace: Workspace) -> TableMapping:
    """The mapping that is meant by a name (saved, or of a known data set) or a file. Raises InputRefused."""
    known = {**named_mappings(), **saved_mappings(workspace)}
    if said in known:
        mapping = known[said]
    else:
        try:
            mapping = mapping_of(Path(said).read_bytes().decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            names = ", ".join(sorted(known))
            raise InputRefused(f"There is no mapping “{said}”, nor such a file. There are: {names}.") from None
    return fitted(mapping, table.headings, workspace.codebook)


def bring_in(
    workspace: Workspace, plan: TablePlan, *, progress: Progress = silent, cancelled: Cancelled = never
) -> TableReport:
    """Write a plan, in batches of at most 50 ms, all undone by one Undo. Raises UserFault."""
    if plan.articles:
        workspace.back_up_before("before a table")
    articles = incidents = waiting = 0

    def operation(things: tuple[PlannedArticle, ...]) -> AddFromTable:
        return AddFromTable(
            tuple(each.new for each in things if each.new is not None),
            tuple(incident for each in things for incident in each.incidents),
            tuple(words for each in things for words in each.waiting), plan.name,
        )  # fmt: skip

    def written(things: tuple[PlannedArticle, ...], result: object) -> None:
        nonlocal articles, incidents, waiting
        articles += sum(each.new is not None for each in things)
        incidents += sum(len(each.incidents) for each in things)
        waiting += sum(len(each.waiting) for each in things)

    batches: Batches[PlannedArticle] = Batches(workspace, operation, written)
    pace, stopped = Pace(progress), False
    for at, planned in enumerate(plan.articles):
        stopped = cancelled()
        if stopped:
            break
        pace.tell(at, len(plan.articles), "Bringing in rows")
        length = len(planned.new.text) if planned.new is not None else 0
        batches.add(planned, _ARTICLE_WEIGHT + length + _INCIDENT_WEIGHT * len(planned.incidents))
    batches.finish()
    pace.end(len(plan.articles), "")
    return TableReport(
        plan.name,
        articles,
        incidents,
        plan.found,
        plan.there,
        plan.words,
        waiting,
        plan.refused,
        plan.warnings,
        stopped,
    )
