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
from curator.tasks.layer_choice import Outlook
from curator.tasks.profiles import KeptProfile


@dataclass(frozen=True)
class ExportOffer:
    """`proposed`: a folder that is not there yet; a name alone is put beside it. `outlooks`: what would leave, by
    choice of layer; `own`: the id of who exports, "" for nobody. `shown`: the conditions of the data set view, without
    the layer. `columns(private)`: of one table of incidents. `words(filter)`: in plain words."""

    coders: Sequence[Coder]
    proposed: Path
    outlooks: Mapping[str, Outlook]
    own: str
    writers: Sequence[DatasetWriter]
    profiles: Mapping[str, KeptProfile]
    shown: IncidentFilter
    columns: Callable[[bool], Sequence[Column]]
    words: Callable[[IncidentFilter], str]


@dataclass(frozen=True)
class ExportWish:
    """`name`: of the profile, where everything is as it says, else ""."""

    folder: Path
    profile: ExportProfile
    name: str
    replace: bool
