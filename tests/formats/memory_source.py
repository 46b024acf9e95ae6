# SPDX-License-Identifier: MIT
"""A data set's source that lives in memory: what a project gives, without a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder
from curator.formats.csv_columns import SetFile
from curator.formats.manifest import LeftOut, Unsettled
from curator.formats.set_source import AgreementLine, ChangeLine
from curator.formats.wide_codebook import codebook_ref


@dataclass
class MemorySource:
    codebook: Codebook
    everybody: Sequence[Coder]
    held: Sequence[ArticleCoding]
    others: Sequence[Codebook] = ()
    lines: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    log: Sequence[ChangeLine] = ()
    out: Sequence[LeftOut] = ()
    agreed: Sequence[AgreementLine] = ()
    project_id: str = "0190a3d4-0000-7000-8000-000000000001"
    project_name: str = "A project"

    def codebooks(self) -> Mapping[str, Codebook]:
        return {codebook_ref(book): book for book in (self.codebook, *self.others)}

    def coders(self) -> Iterable[Coder]:
        return sorted(self.everybody, key=lambda coder: coder.id)

    def codings(self) -> Iterator[ArticleCoding]:
        return iter(sorted(self.held, key=lambda coding: coding.article.id))

    def incident_coders(self, article: str) -> Mapping[str, str]:
        return {one.id: one.coder for coding in self.held for one in coding.incidents if one.article == article}

    def last_changes(self, article: str) -> Mapping[str, str]:
        return {line.incident: line.at for line in self.log if line.incident and line.article == article}

    def ready(self, file: SetFile) -> Iterator[Sequence[str]] | None:
        return iter(self.lines[file.name]) if file.name in self.lines else None

    def changes(self) -> Iterator[ChangeLine]:
        return iter(self.log)

    def agreement(self) -> Sequence[AgreementLine]:
        return self.agreed

    def left_out(self) -> Sequence[LeftOut]:
        return self.out

    def unsettled(self) -> Sequence[Unsettled]:
        return ()
