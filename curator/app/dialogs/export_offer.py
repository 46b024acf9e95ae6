# SPDX-License-Identifier: MIT
"""What the export dialog has to know, and what it answers: plain values.

What lives here: these values. What does not: gathering them (jobs/exporting.py), asking (export_set.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator.domain.coding import Coder
from curator.domain.filtering import IncidentFilter
from curator.formats.csv_columns import Column
from curator.formats.dataset_writers import DatasetWriter
from curator.formats.export_profile import ExportProfile
from curator.formats.manifest import ProfileColumn
from curator.tasks.layer_choice import Outlook
from curator.tasks.profiles import KeptProfile


@dataclass(frozen=True)
class ShownNow:
    """What the data set view shows, to be exported as it is shown: the choice of layer, the columns of the table, and
    the names of those that stand in other files of the set."""

    layer: str
    columns: tuple[ProfileColumn, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True)
class ExportOffer:
    """`proposed`: a folder that is not there yet; a name alone is put beside it. `outlooks`: what would leave, by
    choice of layer; `own`: the id of who exports, "" for nobody. `shown`: the conditions of the data set view, without
    the layer. `columns(private)`: of one table of incidents. `words(filter)`: in plain words. `as_shown`: what is set
    at first, where what is shown is to be exported. `writable`: profiles can be kept."""

    coders: Sequence[Coder]
    proposed: Path
    outlooks: Mapping[str, Outlook]
    own: str
    writers: Sequence[DatasetWriter]
    profiles: Mapping[str, KeptProfile]
    shown: IncidentFilter
    columns: Callable[[bool], Sequence[Column]]
    words: Callable[[IncidentFilter], str]
    as_shown: ShownNow | None = None
    writable: bool = True


@dataclass(frozen=True)
class ExportWish:
    """`name`: of the profile, where everything is as it says, else ""."""

    folder: Path
    profile: ExportProfile
    name: str
    replace: bool
