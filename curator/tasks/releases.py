# SPDX-License-Identifier: MIT
"""Releases: data sets frozen under a name, written out again, compared with each other or with how things are now.

What lives here: making, writing and comparing them. What does not: packing (formats/release_zip.py), comparing
(formats/set_difference.py), keeping them (operation AddRelease).

A release holds the CSV set without texts, memos and proposals. What assignments hide from somebody is not shown to them
in a release either.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from curator import atomic
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import InputRefused, NotNow
from curator.domain.filtering import IncidentFilter
from curator.domain.kept import Release
from curator.formats.csv_lines import header_line, read_lines
from curator.formats.release_zip import packed, unpack
from curator.formats.set_difference import COLUMNS, Difference, Gone, difference_line, differences
from curator.operations import AddRelease
from curator.store.log_list import hidden_seqs
from curator.store.reads import Reads
from curator.store.removals import removal_of, status_of
from curator.tasks.export import ExportOptions, ExportReport, export_set, in_use, viewer_of
from curator.tasks.job import Cancelled, Progress, never, silent
from curator.tasks.layer_choice import AUTO
from curator.workspace import Workspace

NOW = ""  # in place of a release's name


@dataclass(frozen=True)
class DifferenceCounts:
    """How many incidents were added, changed, removed, and how many lines say so."""

    added: int
    changed: int
    removed: int
    lines: int

    @property
    def sentence(self) -> str:
        return f"Incidents: {self.added:,} added, {self.changed:,} changed, {self.removed:,} removed."


@dataclass(frozen=True)
class DifferenceReport(DifferenceCounts):
    """The same, of what was written."""

    path: Path


class _Counting:
    """Counts differences as they come."""

    def __init__(self) -> None:
        self._incidents: dict[str, set[str]] = {}
        self._lines = 0

    def add(self, each: Difference) -> None:
        self._lines += 1
        if each.incident:
            self._incidents.setdefault(each.change, set()).add(each.incident)

    def counts(self) -> DifferenceCounts:
        added, changed, removed = (len(self._incidents.get(what, ())) for what in ("added", "changed", "removed"))
        return DifferenceCounts(added, changed, removed, self._lines)


def make_release(
    workspace: Workspace, name: str, options: ExportOptions | None = None, *, progress: Progress = silent,
    cancelled: Cancelled = never,
) -> ExportReport:  # fmt: skip
    """Freeze the data set as it is under a name. Of `options` layer, filter, withdrawn incidents and viewer count.

    Raises InputRefused where the name is taken or the set too large, Stopped, UserFault.
    """
    if name.strip() in (release.name for release in releases(workspace)):
        raise InputRefused(f"There is a release “{name.strip()}” already. Give this one another name.")
    options = _frozen(options or ExportOptions())
    with _folder() as folder:
        report = export_set(workspace, folder / "set", options, progress=progress, cancelled=cancelled)
        said = {
            "layer": options.layer, "withdrawn": options.include_withdrawn, "filter": options.wanted.to_json(),
            "profile": options.profile,
        }  # fmt: skip
        workspace.run(AddRelease(name, packed(folder / "set"), said, dict(report.counts)))
    return replace(report, folder=workspace.path)


def releases(workspace: Workspace) -> tuple[Release, ...]:
    """The releases, the oldest first."""
    with workspace.read() as reads:
        return reads.releases()


def export_release(workspace: Workspace, name: str, folder: Path, viewer: str | None = None) -> int:
    """Write a release into a folder that is new or empty, exactly as it was made. Returns how many files it has.

    Raises UserFault where there is none of that name, it is damaged, or the folder is in use.
    """
    with workspace.read() as reads:
        data = _checked(reads, name)
        try:
            with atomic.publish_folder(folder) as new:
                unpack(data, new, name)
                _refuse_hidden(reads, new, name, viewer_of(workspace, viewer))
                return sum(1 for path in new.rglob("*") if path.is_file())
        except FileExistsError as error:
            raise in_use(folder, "choose another one") from error
        except OSError as error:
            raise disk_fault(error, "Writing the release", folder) from error


def write_difference(
    workspace: Workspace, first: str, second: str, path: Path, *, viewer: str | None = None,
    progress: Progress = silent, cancelled: Cancelled = never,
) -> DifferenceReport:  # fmt: skip
    """Write what changed from one release to another, or to NOW, as a CSV file; a file of that name is replaced.

    NOW is the project under the choices of the first release. Raises UserFault.
    """
    counting = _Counting()
    try:
        with atomic.file_in_place(path) as file:
            file.write(header_line(COLUMNS).encode())
            with compared(workspace, first, second, viewer, progress, cancelled) as found:
                for each in found:
                    file.write(difference_line(each).encode())
                    counting.add(each)
    except OSError as error:
        raise disk_fault(error, "Writing the difference", path) from error
    return DifferenceReport(**asdict(counting.counts()), path=path)


def first_differences(
    workspace: Workspace, first: str, second: str, most: int, *, viewer: str | None = None,
    progress: Progress = silent, cancelled: Cancelled = never,
) -> tuple[list[Difference], DifferenceCounts]:  # fmt: skip
    """The first `most` differences, to be looked at, and how many there are of all. Raises UserFault."""
    counting = _Counting()
    found: list[Difference] = []
    with compared(workspace, first, second, viewer, progress, cancelled) as differing:
        for each in differing:
            counting.add(each)
            if len(found) < most:
                found.append(each)
    return found, counting.counts()


@contextmanager
def compared(
    workspace: Workspace, first: str, second: str, viewer: str | None = None, progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Iterator[Iterator[Difference]]:  # fmt: skip
    """The differences from one release to another or to NOW, one by one."""
    looking = viewer_of(workspace, viewer)
    with _folder() as folder, workspace.read() as reads:
        _unpacked(reads, first, folder / "first", looking)
        if second == NOW:
            options = replace(_options_of(reads, first), viewer=looking)
            export_set(workspace, folder / "second", options, progress=progress, cancelled=cancelled)
        else:
            _unpacked(reads, second, folder / "second", looking)
        yield differences(folder / "first", folder / "second", lambda incident, _: _gone(reads, incident))


def _gone(reads: Reads, incident: str) -> Gone:
    """Why an incident is in a later set no more."""
    removal = removal_of(reads.connection, incident)
    if removal is not None:
        return Gone(removal.label, removal.at, removal.coder, removal.into)
    status = status_of(reads.connection, incident)
    if status == "withdrawn":
        return Gone("withdrawn by its coder")
    return Gone("" if not status else "another layer of the article leaves, or it does not fit the filter")


def _frozen(options: ExportOptions) -> ExportOptions:
    return ExportOptions(
        layer=options.layer, texts=False, include_withdrawn=options.include_withdrawn, viewer=options.viewer,
        filter=options.filter, profile=options.profile,
    )  # fmt: skip


def _options_of(reads: Reads, name: str) -> ExportOptions:
    """The choices a release was made with. Raises UserFault where there is none of that name."""
    said: Mapping[str, Any] = next(release.options for release in reads.releases() if release.name == name)
    return ExportOptions(
        layer=str(said.get("layer", AUTO)), texts=False, include_withdrawn=said.get("withdrawn") is True,
        filter=IncidentFilter.from_json(str(said.get("filter") or '{"conditions":[]}')),
    )  # fmt: skip


def _unpacked(reads: Reads, name: str, folder: Path, viewer: str) -> None:
    data = _checked(reads, name)
    folder.mkdir()
    unpack(data, folder, name)
    _refuse_hidden(reads, folder, name, viewer)


def _checked(reads: Reads, name: str) -> bytes:
    """The bytes of a release, which are those that were kept."""
    data = reads.release_set(name)
    wanted = next(release.sha256 for release in reads.releases() if release.name == name)
    if hashlib.sha256(data).hexdigest() != wanted:
        raise InputRefused(f"The release “{name}” is damaged: it is not what was kept. Nothing was taken from it.")
    return data


def _refuse_hidden(reads: Reads, folder: Path, name: str, viewer: str) -> None:
    """Raise NotNow where a release holds articles that are hidden from who looks, or tells of work in them."""
    blind = reads.blind_articles(viewer)
    if not blind:
        return
    own = viewer and _options_of(reads, name).layer == viewer  # then nobody else's work is in it
    hidden = 0 if own else sum(article in blind for article in _column(folder / "articles.csv", "id"))
    if hidden:
        raise NotNow(
            f"The release “{name}” holds {hidden} article(s) whose coding is hidden from you until all who are "
            "assigned have finished. Nothing was written."
        )
    unseen = {str(seq) for seq in hidden_seqs(reads.connection, viewer)}
    if not unseen.isdisjoint(_column(folder / "changes.csv", "seq")):
        raise NotNow(
            f"The history in the release “{name}” tells of coding that is hidden from you until all who are assigned "
            "have finished. Nothing was written."
        )


def _column(path: Path, name: str) -> Iterator[str]:
    """The cells of one column of a file of the set."""
    records = read_lines(path)
    _, names = next(records)
    at = names.index(name)
    yield from (cells[at] for _, cells in records)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="curator-release-") as name:
        yield Path(name)
