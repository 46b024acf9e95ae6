# SPDX-License-Identifier: MIT
"""The door for writers of data sets: what a writer is, and which writers there are.

What lives here: the shape and the registry. What does not: the built-in writers, which come in by this same door
through lines like

    [project.entry-points."curator.dataset_writers"]
    csv = "curator.formats.csv_set:CsvSetWriter"

of pyproject.toml. A writer gets values (set_source.py) and an empty folder; it never sees the project.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from curator.domain.faults import InputRefused
from curator.formats.manifest import Manifest, SetOptions
from curator.formats.set_source import SetSource

GROUP = "curator.dataset_writers"
USUAL = "csv"
# In the order in which they are offered. A checkout's installed metadata may be old: these are known by name as well.
_BUILT_IN = {
    "csv": "curator.formats.csv_set:CsvSetWriter",
    "csv-for-excel": "curator.formats.csv_set:ExcelCsvWriter",
    "xlsx": "curator.formats.xlsx_set:XlsxWriter",
    "jsonl": "curator.formats.json_lines:JsonLinesWriter",
    "geojson": "curator.formats.geojson:GeoJsonWriter",
    "acled-like": "curator.formats.mapped_csv:AcledLikeWriter",
    "ucdp-ged-like": "curator.formats.mapped_csv:UcdpLikeWriter",
    "html": "curator.formats.html_report:HtmlWriter",
}


@runtime_checkable
class DatasetWriter(Protocol):
    """A writer of one format. `label` is what people call it.

    `takes_columns`: it can write one table of chosen columns (options.columns). `whole`: without them it writes the
    whole set, evidence, history and all; else only what the format holds, and the manifest's remarks say what not.
    """

    name: str
    label: str
    takes_columns: bool
    whole: bool

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        """Write into `folder`, which is there and empty, the manifest included. The same source and options give the
        same bytes. Raises OSError where the disk is full or cannot be written, UserFault where the format cannot hold
        the set; what was written until then is thrown away by the caller."""
        ...


@dataclass(frozen=True)
class Writers:
    """All writers that could be loaded, and a sentence for each that could not."""

    writers: tuple[DatasetWriter, ...]
    faults: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(writer.name for writer in self.writers)

    def named(self, name: str) -> DatasetWriter:
        """The writer of this name. Raises InputRefused, naming those there are and those that could not be loaded."""
        for writer in self.writers:
            if writer.name == name:
                return writer
        known = ", ".join(self.names)
        told = " ".join((f"There is no format “{name}”. Formats are {known}.", *self.faults, "Nothing was written."))
        raise InputRefused(told)


@cache
def installed_writers() -> Writers:
    """The built-in writers in their order, then those of other packages by name; loaded once."""
    found = {point.name: point.value for point in entry_points(group=GROUP)}
    others = sorted(name for name in found if name not in _BUILT_IN)
    writers: list[DatasetWriter] = []
    faults: list[str] = []
    for name, place in [*_BUILT_IN.items(), *((name, found[name]) for name in others)]:
        try:
            writers.append(_load(place))
        except (ImportError, AttributeError, TypeError) as fault:
            faults.append(f"The data set writer “{name}” could not be loaded ({fault}); update or remove it.")
    return Writers(tuple(writers), tuple(faults))


def _load(place: str) -> DatasetWriter:
    module, name = place.split(":", 1)
    writer: Any = getattr(import_module(module), name)()
    if not isinstance(writer, DatasetWriter):
        raise TypeError("it has no name, label, takes_columns, whole or write")
    return writer
