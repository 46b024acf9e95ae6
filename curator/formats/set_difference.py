# SPDX-License-Identifier: MIT
"""The difference between two CSV sets of one project: incidents that were added, changed or removed, value by value.

What lives here: comparing two folders article by article, with memory flat, and the reason that the newer log tells.
What does not: making and keeping sets (tasks), why an incident is gone where the sets do not tell (asked of `gone`).

Compared is what values.csv tells (value and state of every field of incidents, rows and articles) and the status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curator.domain.codebook.document import read_document
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.formats.csv_columns import SetFile, incidents_file
from curator.formats.csv_lines import line, read_lines
from curator.formats.manifest import read_manifest
from curator.formats.strict_json import load
from curator.formats.wide_codebook import widened

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_STATES = {"not_stated": "(not stated)", "not_applicable": "(not applicable)", "blank": ""}
Target = tuple[str, str, str, str]  # incident ("" for the article), row, group, field
COLUMNS = (
    "change", "incident", "article", "title", "coder", "row", "group", "field", "label", "from", "to", "reason", "at",
    "by", "forwarded_to",
)  # fmt: skip
_QUOTED = tuple(name in ("title", "coder", "label", "from", "to", "reason", "by") for name in COLUMNS)


@dataclass(frozen=True)
class Gone:
    """Why an incident is in no later set. `forwarded`: the incident it was made part of."""

    reason: str = ""
    at: str = ""
    by: str = ""
    forwarded: str = ""


@dataclass(frozen=True)
class Difference:
    """One line. `said_from`, `said_to`: the value, or its state in brackets, "" for blank."""

    change: str
    incident: str
    article: str
    title: str = ""
    coder: str = ""
    row: str = ""
    group: str = ""
    field: str = ""
    label: str = ""
    said_from: str = ""
    said_to: str = ""
    reason: str = ""
    at: str = ""
    by: str = ""
    forwarded: str = ""

    @property
    def cells(self) -> list[str | None]:
        """The cells of its line, as COLUMNS."""
        shown = [self.change, self.incident, self.article, self.title, self.coder, self.row, self.group, self.field,
                 self.label, self.said_from, self.said_to, self.reason, self.at, self.by, self.forwarded]  # fmt: skip
        return [text or None for text in shown]


def difference_line(difference: Difference) -> str:
    """A line of the CSV file, with its end."""
    return line(difference.cells, _QUOTED)


@dataclass
class _Part:
    """What one set holds of one article."""

    incidents: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # id: status, title, coder's name
    values: dict[Target, str] = field(default_factory=dict)


def differences(old: Path, new: Path, gone: Callable[[str, str], Gone]) -> Iterator[Difference]:
    """Everything that differs, in the order of articles. `gone(incident, article)` is asked of incidents that the newer
    set has not. Raises InputRefused for a folder that is no whole CSV set of its own."""
    before, after = _SetView(old), _SetView(new)
    log = _Log(new, before.last_seq)
    ours, theirs = before.parts(), after.parts()
    one, other = next(ours, None), next(theirs, None)
    while one is not None or other is not None:
        article = min(each[0] for each in (one, other) if each is not None)
        held = one[1] if one is not None and one[0] == article else _Part()
        now = other[1] if other is not None and other[0] == article else _Part()
        yield from _Comparing(article, held, now, log, gone, (before, after)).lines()
        if one is not None and one[0] == article:
            one = next(ours, None)
        if other is not None and other[0] == article:
            other = next(theirs, None)


class _Comparing:
    """One article of both sets."""

    def __init__(
        self, article: str, held: _Part, now: _Part, log: _Log, gone: Callable[[str, str], Gone],
        sets: tuple[_SetView, _SetView],
    ) -> None:  # fmt: skip
        self._article, self._held, self._now, self._log, self._gone = article, held, now, log, gone
        self._before, self._after = sets
        self._values_of = _by_incident(held.values), _by_incident(now.values)

    def lines(self) -> Iterator[Difference]:
        if self._held.values == self._now.values and self._held.incidents == self._now.incidents:
            return
        yield from self._changed("")
        for incident, (status, title, coder) in self._held.incidents.items():
            if incident not in self._now.incidents:
                yield self._removed(incident, title, coder)
                continue
            now = self._now.incidents[incident][0]
            if status != now:
                yield self._line((incident, "", "", "status"), status, now, "Status")
            yield from self._changed(incident)
        for incident, (_, title, coder) in self._now.incidents.items():
            if incident not in self._held.incidents:
                reason, at, by = self._log.of((incident, "", "", ""))
                yield Difference(
                    ADDED, incident, self._article, title, coder, reason=reason, at=at, by=by
                )  # fmt: skip

    def _removed(self, incident: str, title: str, coder: str) -> Difference:
        why = self._gone(incident, self._article)
        reason = why.reason or self._after.left_out.get(self._article, "")
        return Difference(
            REMOVED, incident, self._article, title, coder, reason=reason, at=why.at, by=why.by,
            forwarded=why.forwarded,
        )  # fmt: skip

    def _changed(self, incident: str) -> Iterator[Difference]:
        held, now = (values.get(incident, {}) for values in self._values_of)
        for target in [*held, *(target for target in now if target not in held)]:
            before, after = held.get(target, ""), now.get(target, "")
            if before != after:
                yield self._line(target, before, after, self._label(target))

    def _label(self, target: Target) -> str:
        _, _, group, key = target
        node = self._after.codebook.node(key, group) or self._before.codebook.node(key, group)
        return node.label if node is not None else key.replace("_", " ").capitalize()

    def _line(self, target: Target, before: str, after: str, label: str) -> Difference:
        incident, row, group, key = target
        _, title, coder = self._now.incidents.get(incident, ("", "", ""))
        reason, at, by = self._log.of(target)
        return Difference(
            CHANGED, incident, self._article, title, coder, row, group, key, label, before, after, reason, at, by
        )


class _SetView:
    """One folder as it is compared."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        manifest = read_manifest(folder)
        if manifest["options"].get("columns") or manifest["options"].get("format", "csv") != "csv":
            raise InputRefused(f"{folder.name} is no whole CSV set, so it cannot be compared.")
        self.left_out = {str(each["article"]): str(each["reason"]) for each in manifest.get("left_out", [])}
        books = [self._codebook("codebook.json")]
        others = sorted(str(file["name"]) for file in manifest["files"])
        books += [self._codebook(name) for name in others if name.startswith("codebooks/")]
        self.codebook = widened(books[0], books[1:])
        self.last_seq = max((int(cells["seq"]) for cells in _dicts(folder / "changes.csv")), default=0)

    def _codebook(self, name: str) -> Codebook:
        data = self._folder.joinpath(*name.split("/")).read_bytes()
        return read_document(load(data, f"{name} was not taken"))

    def parts(self) -> Iterator[tuple[str, _Part]]:
        """Article by article, in the order of ids."""
        file = incidents_file(self.codebook)
        incidents = _by_article(_dicts(self._folder / "incidents.csv"), _name(file, "incident", "article"))
        values = _by_article(_dicts(self._folder / "values.csv"), "article")
        waiting: dict[str, list[Mapping[str, str]]] = {}
        for article, lines in values:
            while article not in waiting:
                found = next(incidents, None)
                if found is None:
                    break
                waiting[found[0]] = found[1]
            yield article, self._part(file, waiting.pop(article, []), lines)
        for article, lines in (*waiting.items(), *incidents):
            yield article, self._part(file, lines, [])

    def _part(self, file: SetFile, incidents: list[Mapping[str, str]], values: list[Mapping[str, str]]) -> _Part:
        part = _Part()
        names = [_name(file, *source) for source in (("incident", "id"), ("incident", "status"), ("coder", "name"))]
        title = _name(file, "leaf", self.codebook.title_field)
        for cells in incidents:
            identity, status, coder = (cells[name] for name in names)
            part.incidents[identity] = status, cells.get(title, ""), coder
        for cells in values:
            target = (cells["incident"], cells["row"], cells["group"], cells["field"])
            said = cells["value"] or _STATES.get(cells["state"], "")
            if said:
                part.values[target] = said
        return part


class _Log:
    """The entries of the newer set that the older one has not yet: why something was changed, by whom, when."""

    def __init__(self, folder: Path, last_seq: int) -> None:
        self._exact: dict[tuple[str, str, str], Mapping[str, str]] = {}
        self._incident: dict[str, Mapping[str, str]] = {}
        for cells in _dicts(folder / "changes.csv"):
            if int(cells["seq"]) > last_seq and cells["incident"]:
                self._exact[cells["incident"], cells["row"], cells["field"]] = cells
                self._incident[cells["incident"]] = cells
        self._said: dict[tuple[str, str, str], Mapping[str, str]] = {}
        path = folder / "judgements.csv"
        for cells in _dicts(path) if path.exists() else ():
            if cells["reason"]:
                self._said[cells["consensus"] or cells["source"], cells["row"], cells["field"]] = cells

    def of(self, target: Target) -> tuple[str, str, str]:
        """Reason, time and name; "" where nothing is known."""
        incident, row, _, key = target
        place = (incident, row, key)
        found = self._exact.get(place) or (self._incident.get(incident) if incident else None)
        said = self._said.get(place)
        parts = [found["label"], found["note"]] if found is not None else []
        reason = ". ".join(part for part in (*parts, said["reason"] if said else "") if part)
        at, by = (found["at"], found["coder_name"]) if found is not None else ("", "")
        return reason, at, by


def _name(file: SetFile, table: str, name: str) -> str:
    return next((column.name for column in file.columns if column.source == (table, name)), "")


def _dicts(path: Path) -> Iterator[Mapping[str, str]]:
    records = read_lines(path)
    _, names = next(records, (0, []))
    for _, cells in records:
        yield dict(zip(names, cells, strict=True))


def _by_incident(values: Mapping[Target, str]) -> dict[str, dict[Target, str]]:
    """The values of each incident, those of the article under ""."""
    found: dict[str, dict[Target, str]] = {}
    for target, said in values.items():
        found.setdefault(target[0], {})[target] = said
    return found


def _by_article(lines: Iterator[Mapping[str, str]], column: str) -> Iterator[tuple[str, list[Any]]]:
    gathered: list[Mapping[str, str]] = []
    for cells in lines:
        if gathered and gathered[0][column] != cells[column]:
            yield gathered[0][column], gathered
            gathered = []
        gathered.append(cells)
    if gathered:
        yield gathered[0][column], gathered
