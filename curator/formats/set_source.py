# SPDX-License-Identifier: MIT
"""What a data set is written from: one snapshot of a project, which any writer can read.

What lives here: the shape of a source. What does not: reading a project (tasks make a source from it), writing
(dataset_writers.py names the writers).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder
from curator.formats.csv_columns import SetFile
from curator.formats.manifest import LeftOut, Unsettled


@dataclass(frozen=True)
class ChangeLine:
    """An entry of the project's log, or one of several lines of it, for changes.csv."""

    seq: int
    id: str
    at: str
    coder: str
    coder_name: str
    kind: str
    label: str
    article: str = ""
    incident: str = ""
    row: str = ""
    field: str = ""
    undoes: str = ""
    note: str = ""


class AgreementLine(NamedTuple):
    """A figure of agreement between coders; `value` None where it is not defined, which `reason` says. `units`: the
    incidents or rows it rests on."""

    label: str
    figure: str
    value: float | None
    units: int
    reason: str = ""


class SetSource(Protocol):
    """Where a data set comes from: one snapshot of a project, filtered as the options say."""

    @property
    def project_id(self) -> str: ...

    @property
    def project_name(self) -> str: ...

    @property
    def codebook(self) -> Codebook:
        """The codebook in force: its fields are the columns."""

    def codebooks(self) -> Mapping[str, Codebook]:
        """Every codebook that something in the set was coded under, by what Incident.codebook holds."""

    def coders(self) -> Iterable[Coder]:
        """Everybody who coded something in the set, in the order of ids."""

    def codings(self) -> Iterator[ArticleCoding]:
        """The articles of the set in the order of their ids, with text, holding only the incidents that leave."""

    def incident_coders(self, article: str) -> Mapping[str, str]:
        """The coder of every incident of an article, also of those that do not leave, by id."""

    def last_changes(self, article: str) -> Mapping[str, str]:
        """When each incident of an article was last changed (UTC), by id; some may be missing."""

    def ready(self, file: SetFile) -> Iterator[Sequence[str]] | None:
        """All lines of this file below its header, in batches of whole lines, made otherwise (SQL); None to have them
        made here. Asked for incidents.csv and the groups' files. Proposals are blank in these lines."""

    def changes(self) -> Iterator[ChangeLine]:
        """The log, oldest entry first."""

    def agreement(self) -> Sequence[AgreementLine]:
        """How far coders agree, where several finished the same articles; asked for by reports alone."""

    def left_out(self) -> Sequence[LeftOut]:
        """Articles that are not in the set. Asked for after all codings were read."""

    def unsettled(self) -> Sequence[Unsettled]:
        """Articles that leave as the consensus though something in them is still to settle."""
