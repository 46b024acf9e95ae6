# SPDX-License-Identifier: MIT
"""Exporting the data set: one snapshot of the project into a folder that appears whole or not at all.

What lives here: choices, checks before, the folder, the report. What does not: which layer of an article leaves
(layer_choice.py), the snapshot as a source (export_source.py), files and cells (formats/dataset_writers.py).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from curator import atomic
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import InputRefused, NotNow
from curator.domain.filtering import IncidentFilter
from curator.formats.dataset_writers import USUAL, installed_writers
from curator.formats.manifest import (
    NAME,
    TEXTS,
    LeftOut,
    Manifest,
    ProfileColumn,
    SetOptions,
    Unsettled,
    is_data_set,
    read_manifest,
)
from curator.paths import exists, is_folder
from curator.store.chosen_incidents import Chosen, of_these, that_fit
from curator.store.copying import require_room
from curator.store.reads import Reads
from curator.tasks.export_source import ProjectSource
from curator.tasks.incident_filter import fitting
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent, stopping
from curator.tasks.layer_choice import AUTO
from curator.tasks.unsettled import told
from curator.workspace import Workspace

_ROOM = 1.5  # times the project's size: what a set usually takes, and a little


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


@dataclass(frozen=True)
class ExportOptions:
    """What leaves. `layer`: auto, consensus, all, or a coder (name, id); `memos`: private fields and proposals too.

    `viewer`: who exports, an id or "" for somebody nobody knows; None: who codes in this workspace. What assignments
    hide from them stays here. `format`: the writer's name. `columns`: of one table of incidents; () for all there is.
    `labels`: labels instead of codes where the format or the table has both. `filter`: which incidents, whatever layer
    it asks for; `articles`, `incidents`: only these, by id. `profile`: the name of the profile that said all this.
    """

    layer: str = AUTO
    texts: bool = True
    memos: bool = False
    for_excel: bool = False
    replace: bool = False
    include_withdrawn: bool = False
    viewer: str | None = None
    format: str = USUAL
    columns: tuple[ProfileColumn, ...] = ()
    labels: bool = False
    filter: IncidentFilter = field(default_factory=IncidentFilter)
    articles: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    profile: str = ""

    @property
    def wanted(self) -> IncidentFilter:
        """The filter without the layer: that is `layer`."""
        return self.filter.without("layer")


@dataclass(frozen=True)
class FormulaCell:
    """Cells of one column that a spreadsheet would run as formulas (in a set for Excel: that were disarmed)."""

    file: str
    column: str
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class ExportReport:
    """What was written. `counts` by file name, with "texts" and "left_out". `blind`: how many of the articles that are
    left out are hidden from who exports until all who are assigned have finished them. `unsettled`: the articles that
    left as the consensus though something in them is still open."""

    folder: Path
    counts: Mapping[str, int]
    left_out: tuple[LeftOut, ...]
    formula_cells: tuple[FormulaCell, ...]
    for_excel: bool
    blind: int = 0
    unsettled: tuple[Unsettled, ...] = ()
    format: str = USUAL
    remarks: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether no article and no incident was left out, nothing cut, and nothing of the consensus that leaves is
        still to settle."""
        short = any(self.counts.get(name) for name in ("incidents_left_out", "cells_cut"))
        return not (self.left_out or self.unsettled or short)

    @property
    def sentence(self) -> str:
        """What leaves, in one or two sentences."""
        articles, incidents = self.counts["articles"], self.counts["incidents"]
        said = f"{_many(incidents, 'incident')} of {_many(articles, 'article')}"
        said += f", {_many(self.counts['evidence'], 'piece')} of evidence." if "evidence" in self.counts else "."
        if unsettled := len(self.left_out) - self.blind:
            said += f" Left out because the coders' work is not settled: {_many(unsettled, 'article')}."
        if self.blind:
            said += f" Left out because not all who are assigned have finished: {_many(self.blind, 'article')}."
        if self.unsettled:
            said += f" Still to settle in the review: {told(self.unsettled)}."
        cells = sum(cell.count for cell in self.formula_cells)
        if cells:
            what = "were disarmed with an apostrophe" if self.for_excel else "would run as formulas in a spreadsheet"
            said += f" Cells that {what}: {cells}; the manifest names them."
        return " ".join((said, *self.remarks))


def export_set(
    workspace: Workspace,
    folder: Path,
    options: ExportOptions | None = None,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> ExportReport:
    """Write the project's data set into `folder`, which must be new, empty or (with `replace`) an earlier set.

    One snapshot: what is coded meanwhile is in the next export. After any fault, and when it is stopped (Stopped),
    the folder is as it was. Raises UserFault for a folder that is in use, cannot be written, or a full disk.
    """
    options = options or ExportOptions()
    writer = installed_writers().named(_format(options))
    if options.columns and not writer.takes_columns:
        raise InputRefused(f"The format {writer.name} has columns of its own. Nothing was written; choose another one.")
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - links are followed where the folder is made, not here
    with workspace.read_long(stopping(cancelled, "The export was stopped. Nothing was written.")) as reads:
        viewer = viewer_of(workspace, options.viewer)
        source = ProjectSource(
            workspace,
            reads,
            options.layer,
            _statuses(options),
            options.memos,
            Pace(progress),
            cancelled,
            viewer,
            _chosen(workspace, reads, options, viewer),
        )
        try:
            _require_room(workspace, folder)
            with atomic.publish_folder(folder, may_replace=_may_replace if options.replace else None) as new:
                manifest = writer.write(new, source, _set_options(options, source.layer))
        except FileExistsError as error:
            offer = is_data_set(folder) and not options.replace
            way_out = "choose another one, or replace the data set in it" if offer else "choose another one"
            raise in_use(folder, way_out) from error
        except OSError as error:
            raise disk_fault(error, "Writing the data set", folder) from error
        hidden = source.hidden
    return _report(folder, manifest, options, len(hidden))


def viewer_of(workspace: Workspace, said: str | None) -> str:
    """Who looks: the id that was said, else who codes in this workspace, "" for somebody nobody knows."""
    return said if said is not None else workspace.coder.id if workspace.coder is not None else ""


def _statuses(options: ExportOptions) -> tuple[str, ...]:
    return ("draft", "finished", "withdrawn") if options.include_withdrawn else ("draft", "finished")


def _format(options: ExportOptions) -> str:
    return "csv-for-excel" if options.for_excel and options.format == USUAL else options.format


def _set_options(options: ExportOptions, layer: str) -> SetOptions:
    wanted = json.loads(options.wanted.to_json()) if options.wanted.conditions else None
    return SetOptions(
        layer, options.texts, options.memos, _statuses(options), options.for_excel, _format(options), options.labels,
        options.columns, wanted, options.profile,
    )  # fmt: skip


def _chosen(workspace: Workspace, reads: Reads, options: ExportOptions, viewer: str) -> Chosen | None:
    """The incidents that were asked for; None where all were. Of those that are named only those that fit leave."""
    named = options.articles or options.incidents
    some = of_these(reads.connection, options.articles, options.incidents) if named else None
    if not options.wanted.conditions:
        return some
    condition, values = fitting(workspace, reads, options.wanted, viewer, commands=True)
    fits = that_fit(reads.connection, condition, values)
    return some.keep(fits) if some is not None else fits


def _require_room(workspace: Workspace, folder: Path) -> None:
    place = next((parent for parent in folder.parents if is_folder(parent)), None)
    if place is not None:
        beside = workspace.path.with_name(workspace.path.name + "-wal")
        size = sum(path.stat().st_size for path in (workspace.path, beside) if exists(path))
        require_room(place, int(size * _ROOM), "The data set")


def _may_replace(folder: Path) -> None:
    """Raise InputRefused unless the folder is a data set of ours and holds nothing else."""
    if not is_data_set(folder):
        raise InputRefused(
            f"{folder.name} was not replaced, because it holds no data set of Curator. Nothing was written; choose an "
            "empty folder."
        )
    ours = {NAME, *(str(file["name"]) for file in read_manifest(folder)["files"])}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in ours and not (name.startswith(f"{TEXTS}/") and name.endswith(".txt")):
            raise InputRefused(
                f"{folder.name} was not replaced, because it also holds {name}, which is no part of the data set. "
                "Nothing was written; move that file elsewhere or choose another folder."
            )


def in_use(folder: Path, way_out: str) -> NotNow:
    """What to say of a folder that cannot be written because something is there."""
    if is_folder(folder):
        return NotNow(f"The folder {folder} is not empty. Nothing was written; {way_out}.")
    if os.path.lexists(folder):
        return NotNow(f"There is a file of the name {folder}. Nothing was written; choose another name for the folder.")
    return NotNow(f"A file stands where a folder is needed on the way to {folder}. Nothing was written.")


def _report(folder: Path, manifest: Manifest, options: ExportOptions, blind: int) -> ExportReport:
    cells = tuple(FormulaCell(c.file, c.column, c.count, tuple(c.records)) for c in manifest.formulas)
    return ExportReport(
        folder, manifest.counts, manifest.left_out, cells, options.for_excel, blind, manifest.unsettled,
        manifest.options.format, manifest.remarks,
    )  # fmt: skip


__all__ = ["ExportOptions", "ExportReport", "FormulaCell", "Stopped", "export_set"]
