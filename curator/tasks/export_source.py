# SPDX-License-Identifier: MIT
"""A snapshot of a project as the source of a data set.

What lives here: the articles and layers that leave, one coding at a time, and the log in plain words. What does not:
files (formats/dataset_writers.py), which layer an article has (layer_choice.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder
from curator.formats.csv_columns import SetFile
from curator.formats.manifest import LeftOut, Unsettled
from curator.formats.set_source import AgreementLine, ChangeLine
from curator.formats.wide_codebook import widened
from curator.store.chosen_incidents import Chosen
from curator.store.dataset import LineColumn, incident_lines, row_lines
from curator.store.judgements import incident_coders, judged_articles, reviewers
from curator.store.last_changes import last_changes
from curator.store.reads import Reads
from curator.tasks.agreement_report import agreement_lines
from curator.tasks.changes import change_lines
from curator.tasks.job import Cancelled, Pace, Stopped
from curator.tasks.layer_choice import ALL, choice_in
from curator.tasks.needed_codebooks import needed_codebooks, project_codebooks
from curator.tasks.unsettled import leaves_settled, unsettled_of
from curator.workspace import Workspace


class ProjectSource:
    """What a writer asks of a project (formats/set_source.py); lives as long as the snapshot `reads`."""

    def __init__(
        self,
        workspace: Workspace,
        reads: Reads,
        layer: str,
        statuses: tuple[str, ...],
        memos: bool,
        pace: Pace,
        cancelled: Cancelled,
        viewer: str = "",
        chosen: Chosen | None = None,
    ) -> None:
        """`viewer`: who exports, an id or "": what assignments hide from them does not leave. `chosen`: the incidents
        that leave; None for all. Then only their articles leave."""
        self._reads = reads
        self._workspace = workspace
        self._statuses = statuses
        self._memos = memos
        self._pace = pace
        self._cancelled = cancelled
        project = reads.project()
        self.project_id, self.project_name = project["id"], project["name"]
        self.codebook: Codebook = workspace.codebook_of(project["codebook"])
        self._all_codebooks = project_codebooks(workspace, reads)
        self._codebooks = needed_codebooks(reads, self.codebook, self._all_codebooks)
        self._coders = reads.coders()
        self._viewer = viewer
        self._judged = judged_articles(reads.connection)
        blind = {article: reads.waited_for(article) for article in reads.blind_articles(viewer)}
        self._choice = choice_in(reads, layer, viewer, blind)
        self.layer = self._choice.wanted
        self._chosen = chosen
        wanted = (article for article in reads.article_ids() if chosen is None or article in chosen.articles)
        found = ((article, self._choice.of(article)) for article in wanted)
        self._leaving = {article: coders for article, coders in found if coders is not None}

    def codebooks(self) -> Mapping[str, Codebook]:
        return self._codebooks

    def coders(self) -> Iterable[Coder]:
        if self.layer == ALL:
            return self._coders
        leaving = {coder for coders in self._leaving.values() for coder in coders}
        if any(coder.kind == "consensus" for coder in self._coders if coder.id in leaving):
            leaving |= reviewers(self._reads.connection, self._leaving)
        return [coder for coder in self._coders if coder.id in leaving]

    def codings(self) -> Iterator[ArticleCoding]:
        total = len(self._leaving)
        for done, (article, coders) in enumerate(self._leaving.items()):
            self._go_on()
            self._pace.tell(done, total, "Writing the data set")
            yield self._coding(article, coders)
        self._pace.end(total, "")

    def _coding(self, article: str, coders: tuple[str, ...]) -> ArticleCoding:
        coding = self._reads.coding(article, coders)
        leaving = tuple(
            incident for incident in coding.incidents
            if incident.status in self._statuses and (self._chosen is None or incident.number in self._chosen)
        )  # fmt: skip
        if len(leaving) < len(coding.incidents):
            coding = replace(coding, incidents=leaving)
        if article not in self._judged:
            return coding
        there = {incident.id for incident in leaving}
        said = tuple(each for each in self._reads.judgements(article) if there & {each.incident, each.consensus})
        if self.layer != ALL and not any(coder.kind == "consensus" for coder in self._coders if coder.id in coders):
            said = ()  # one coder's work leaves without what reviewers said of it
        return replace(coding, judgements=said)

    def incident_coders(self, article: str) -> Mapping[str, str]:
        return incident_coders(self._reads.connection, article)

    def last_changes(self, article: str) -> Mapping[str, str]:
        return last_changes(self._reads.connection, article)

    def ready(self, file: SetFile) -> Iterator[Sequence[str]] | None:
        """Lines built by SQLite: half of what Python's take for many incidents."""
        columns = [LineColumn(column.source, bool(column.quoted), column.derived) for column in file.columns]
        wide = widened(self.codebook, self._codebooks.values())
        if file.group:
            return row_lines(self._reads.connection, wide, file.group, columns, self._leaves)
        return incident_lines(self._reads.connection, wide, columns, self._leaves)

    def _leaves(self, article: str, coder: str, status: str, n: int) -> bool:
        chosen = self._chosen is None or n in self._chosen
        return chosen and status in self._statuses and coder in self._leaving.get(article, ())

    def changes(self) -> Iterator[ChangeLine]:
        lines = change_lines(self._reads, self._all_codebooks.values(), self._memos, self._viewer)
        if self._chosen is None:
            return lines
        return (line for line in lines if line.article in self._leaving)

    def agreement(self) -> Sequence[AgreementLine]:
        return agreement_lines(self._workspace, self._viewer, self._cancelled)

    @property
    def hidden(self) -> frozenset[str]:
        """The articles that are left out because colleagues' layers of them are hidden from who exports."""
        return frozenset(self._choice.hidden)

    def left_out(self) -> Sequence[LeftOut]:
        return [LeftOut(article, reason) for article, reason in self._choice.left_out]

    def unsettled(self) -> Sequence[Unsettled]:
        consensus = {coder.id for coder in self._coders if coder.kind == "consensus"}
        wanted = [article for article, coders in self._leaving.items()
                  if article in self._judged and leaves_settled(self.layer, coders, consensus)]  # fmt: skip
        return tuple(unsettled_of(self._reads, self.codebook, wanted, self._go_on))

    def _go_on(self) -> None:
        if self._cancelled():
            raise Stopped("The export was stopped. Nothing was written.")
