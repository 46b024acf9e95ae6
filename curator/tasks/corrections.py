# SPDX-License-Identifier: MIT
"""What was corrected in a data set that comes back out of a spreadsheet, as a list of changes to look through.

What lives here: comparing three things, what was exported, what the file says and what the project holds. What does
not: the list as a value (correction_list.py), reading files (corrected_files.py), writing (take_corrections.py).

A cell that says what was exported is no change, whatever became of the value since. Another one is a change from what
the project holds; where that is not what was exported either, the value was changed on both sides, and a person says
which holds. Only the acting coder's own incidents are corrected: a layer has one owner. Those of others are compared
with nothing but what was exported, for whoever learns that a guess differs from what the project holds can guess until
it does not. What is missing is taken out only where a person ticks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from curator.domain.cell_values import read_cell
from curator.domain.codebook.kinds import format_value
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS, INCIDENT_STATUSES, Incident, Row, Scalar
from curator.domain.derived import derived_cells, derived_columns
from curator.domain.ids import is_id
from curator.domain.values import incident_value
from curator.formats.excel_csv import from_excel
from curator.formats.spreadsheet_cells import order_by, same_cell
from curator.shape import replace
from curator.store.removals import status_before
from curator.tasks.corrected_files import INCIDENTS, ROWS, CorrectedFile, ReturnedSet
from curator.tasks.correction_list import ADDED, CHANGED, REMOVED, STATUS, Correction, CorrectionList
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent
from curator.tasks.own_layer import OwnLayer
from curator.workspace import Workspace


def find_corrections(
    workspace: Workspace, returned: ReturnedSet, *, progress: Progress = silent, cancelled: Cancelled = never
) -> CorrectionList:  # fmt: skip
    """Compare a set that came back with the project. Raises NotNow where nobody has said who is coding, Stopped."""
    comparing = _Comparing(workspace, returned)
    pace, found = Pace(progress), list[Correction]()
    for file in returned.files:
        for at, correction in enumerate(comparing.file(file)):
            if at % 64 == 0 and cancelled():
                raise Stopped("Stopped; nothing was changed.")
            pace.tell(at, 0, file.table.name)
            if correction is not None:
                found.append(correction)
    pace.end(len(found), "")
    told = [f"{name} was changed too; it is not read back: values are corrected in incidents.csv, articles.csv and the "
            "files of rows, words in the window." for name in returned.left]  # fmt: skip
    if comparing.others:
        lines = "1 line is" if comparing.others == 1 else f"{comparing.others:,} lines are"
        told.append(f"{lines} of other layers and cannot be compared without what was exported.")
    if returned.export is None:
        told.append("It cannot be told what the project changed since the export: values.csv of the set is not there, "
                    "or was changed.")  # fmt: skip
    return CorrectionList(returned.name, tuple(found), tuple(told))


class _Cells:
    """The cells of a line by their headings."""

    def __init__(self, file: CorrectedFile, line: int, row: Sequence[str]) -> None:
        self.line = line
        self._for_excel = file.for_excel
        self._cells = dict(zip(file.table.headings, row, strict=True))

    def __contains__(self, heading: str) -> bool:
        return heading in self._cells

    def text(self, heading: str) -> str:
        return self._cells.get(heading, "").strip()

    def meant(self, heading: str) -> str:
        """The cell without the apostrophe that disarms a formula."""
        text = self.text(heading)
        return from_excel(text) if self._for_excel else text


class _Comparing:
    def __init__(self, workspace: Workspace, returned: ReturnedSet) -> None:
        self._workspace, self._returned = workspace, returned
        self._codebook: Codebook = workspace.codebook
        self.others = 0  # lines of other layers that could not be compared
        self._own = OwnLayer(workspace)
        self._incident, self._not_mine = self._own.incident, self._own.not_mine
        with workspace.read() as reads:
            self._project = str(reads.project()["id"])
            self._articles = set(reads.article_ids())

    def file(self, file: CorrectedFile) -> Iterator[Correction | None]:
        """What was corrected in a file; None for a line in which nothing was."""
        if file.kind == INCIDENTS:
            yield from self._lines(file, "", self._incident_line)
            yield from self._missing(file)
        elif file.kind == ROWS:
            yield from self._lines(file, file.group, self._row_line)
            yield from self._missing(file)
        else:
            yield from self._article_lines(file)

    # -- incidents and rows ------------------------------------------------------------------------------------------
    def _lines(self, file: CorrectedFile, group: str, one: object) -> Iterator[Correction | None]:
        leaves = [leaf for leaf in self._codebook.leaves(group) if leaf.key in file.table.headings]
        orders = self._orders(file, leaves)
        for line, row in zip(file.table.lines, file.table.rows, strict=True):
            yield None
            cells = _Cells(file, line, row)
            assert callable(one)
            yield from one(file, cells, leaves, orders)

    def _incident_line(
        self, file: CorrectedFile, cells: _Cells, leaves: Sequence[Field], orders: Mapping[str, str]
    ) -> Iterator[Correction]:
        incident_id = cells.text("id")
        if self._not_mine(incident_id):
            yield from self._of_others(file, cells, leaves, incident_id, "")
            return
        incident = self._incident(incident_id)
        if incident is None:
            yield self._new_incident(file, cells, leaves, orders)
            return
        base = Correction(
            CHANGED, file.table.name, cells.line, self._named(incident), article=incident.article, incident=incident.id
        )
        found = list(self._changed(base, cells, leaves, orders, incident, None))
        if STATUS in cells and cells.text(STATUS) not in ("", incident.status):
            found += self._status(base, cells.text(STATUS), incident)
        yield from found
        yield from self._computed(base, cells, incident, {one.field for one in found})

    def _row_line(
        self, file: CorrectedFile, cells: _Cells, leaves: Sequence[Field], orders: Mapping[str, str]
    ) -> Iterator[Correction]:
        incident_id = cells.text("incident")
        if self._not_mine(incident_id):
            yield from self._of_others(file, cells, leaves, incident_id, cells.text("id"))
            return
        incident = self._incident(incident_id)
        row = next((one for one in incident.rows if one.id == cells.text("id")), None) if incident else None
        if incident is None or row is None:
            yield self._new_row(file, cells, leaves, orders, incident)
            return
        where = f"{self._named(incident)}, {self._row_named(row)}"
        base = Correction(
            CHANGED, file.table.name, cells.line, where, article=incident.article, incident=incident.id, row=row.id,
            group=file.group,
        )  # fmt: skip
        yield from self._changed(base, cells, leaves, orders, incident, row)

    def _of_others(
        self, file: CorrectedFile, cells: _Cells, leaves: Sequence[Field], incident: str, row: str
    ) -> Iterator[Correction]:  # fmt: skip
        """What was changed in somebody else's line since it was exported. Nothing of the project is looked at."""
        export = self._returned.export
        if export is None or (incident, row) not in export.places:
            self.others += 1
            return
        for leaf in leaves:
            cell = cells.meant(leaf.key)
            if not same_cell(export.values.get((incident, row, leaf.key), ""), cell, leaf.kind):
                yield Correction(
                    CHANGED, file.table.name, cells.line, f"row {cells.line}", self._label(leaf, file.group),
                    incident=incident, row=row, group=file.group, field=leaf.key, new=cell,
                    refused=self._not_mine(incident),
                )  # fmt: skip

    def _changed(
        self, base: Correction, cells: _Cells, leaves: Sequence[Field], orders: Mapping[str, str], incident: Incident,
        row: Row | None,
    ) -> Iterator[Correction]:  # fmt: skip
        """The leaves of a line whose cell says something else than was exported."""
        for leaf in leaves:
            cell = cells.meant(leaf.key)
            held = self._text(incident, row, leaf)
            exported = self._exported(base.incident, base.row, leaf.key, held)
            if same_cell(exported, cell, leaf.kind) or same_cell(held, cell, leaf.kind):
                continue
            value, why = self._value(cell, leaf, orders)
            if value is not None and held and value == (row or incident).values.get(leaf.key):
                continue
            shown = format_value(value, leaf) if value is not None else cell
            yield replace(
                base, label=self._label(leaf, base.group), field=leaf.key, old=held, new=shown, exported=exported,
                meant=value, refused=why, conflict=not why and not same_cell(exported, held, leaf.kind),
            )  # fmt: skip

    def _exported(self, owner: str, row: str, key: str, held: str) -> str:
        """What was exported; where that cannot be told, what the project holds."""
        export = self._returned.export
        if export is None or (owner, row) not in export.places:
            return held
        return export.values.get((owner, row, key), "")

    def _value(self, cell: str, leaf: Field, orders: Mapping[str, str]) -> tuple[Scalar | None, str]:
        if not cell:
            return None, ""
        try:
            return read_cell(cell, leaf, self._codebook, orders.get(leaf.key, "")), ""
        except ValueError as fault:
            return None, str(fault)

    def _status(self, base: Correction, cell: str, incident: Incident) -> Iterator[Correction]:
        """The status, where the cell says another one than was exported. What it was stands in the log alone; where
        nobody knows at which entry the set was made, one that was changed at any time is asked about."""
        export = self._returned.export
        known = export is not None and export.last_seq > 0 and export.project == self._project
        with self._workspace.read() as reads:
            seq = export.last_seq if export is not None and known else 0
            was = status_before(reads.connection, incident.id, seq) or incident.status
        if known and cell == was:
            return
        why = "" if cell in INCIDENT_STATUSES else f"“{cell}” is none of {', '.join(INCIDENT_STATUSES)}"
        yield replace(
            base, label="Status", field=STATUS, old=incident.status, new=cell, exported=was, meant=cell, refused=why,
            conflict=not why and was != incident.status,
        )  # fmt: skip

    def _computed(self, base: Correction, cells: _Cells, incident: Incident, found: set[str]) -> Iterator[Correction]:
        """Cells that are computed from others were changed: that cannot be taken, and is said. Where something else of
        the incident was changed too, they may differ for that."""
        if found or self._changed_since(incident):
            return
        cell_of = derived_cells(self._own.coding(incident.article), incident, self._codebook)
        for column in derived_columns(self._codebook):
            if column.name not in cells:
                continue
            held = "" if cell_of[column.name] is None else str(cell_of[column.name])
            cell = cells.meant(column.name)
            if not same_cell(held, cell, "text" if column.free_text else "integer"):
                why = "it is computed from other values; correct those"
                yield replace(base, label=column.derived.label, field=column.name, old=held, new=cell, refused=why)

    def _changed_since(self, incident: Incident) -> bool:
        export = self._returned.export
        if export is None:
            return True
        places: list[tuple[str, Row | None]] = [("", None), *((row.id, row) for row in incident.rows)]
        if {row for owner, row in export.places if owner == incident.id} != {row_id for row_id, _ in places}:
            return True
        return any(
            not same_cell(
                export.values.get((incident.id, row_id, leaf.key), ""), self._text(incident, row, leaf), leaf.kind
            )
            for row_id, row in places
            for leaf in self._codebook.leaves(row.group if row is not None else "")
        )

    def _text(self, incident: Incident, row: Row | None, leaf: Field) -> str:
        """What the data set would hold: a value that is only proposed is blank in it."""
        known = incident_value(self._codebook, incident, leaf, row)
        return format_value(known.value, leaf) if known.value is not None and not known.proposed else ""

    # -- new ones and missing ones -----------------------------------------------------------------------------------
    def _new_incident(
        self, file: CorrectedFile, cells: _Cells, leaves: Sequence[Field], orders: Mapping[str, str]
    ) -> Correction:
        article, said = cells.text("article"), cells.text("id")
        values, refused = self._values(cells, leaves, orders)
        if said and self._was_exported(said, ""):
            refused = "this incident was taken out of the project since the export"
        elif said and is_id(said):
            refused = "this incident is not in the project"
        elif article not in self._articles:
            refused = f"there is no article “{article}” in the project" if article else "it names no article"
        elif not values and not refused:
            refused = "it holds no value"
        elif not refused and any(map(self._says(values), self._own.standing(article))):
            refused = "an incident of yours with all these values is in the article already"
        title = str(values.get(self._codebook.title_field, "")) or f"row {cells.line}"
        return Correction(
            ADDED, file.table.name, cells.line, f"new incident “{title}”", article=article, values=values,
            new=self._shown(values, leaves), refused=refused,
        )  # fmt: skip

    def _new_row(
        self, file: CorrectedFile, cells: _Cells, leaves: Sequence[Field], orders: Mapping[str, str],
        incident: Incident | None,
    ) -> Correction:  # fmt: skip
        values, refused = self._values(cells, leaves, orders)
        label, said = self._codebook.group_by_key[file.group].label, cells.text("id")
        if incident is None:
            refused = f"there is no incident “{cells.text('incident')}” in the project"
        elif said and self._was_exported(incident.id, said):
            refused = "this row was taken out of the project since the export"
        elif not values and not refused:
            refused = "it holds no value"
        elif not refused and any(map(self._says(values), incident.rows_of(file.group))):
            refused = "a row with all these values is in the incident already"
        where = f"{self._named(incident)}, " if incident is not None else ""
        return Correction(
            ADDED, file.table.name, cells.line, f"{where}new row of {label}", incident=incident.id if incident else "",
            article=incident.article if incident else "", group=file.group, values=values,
            new=self._shown(values, leaves), refused=refused,
        )  # fmt: skip

    @staticmethod
    def _says(values: Mapping[str, Scalar]) -> Callable[[Incident | Row], bool]:
        """Whether an incident or a row has these values: a file that comes back twice adds nothing twice."""
        return lambda one: values.items() <= one.values.items()

    def _missing(self, file: CorrectedFile) -> Iterator[Correction]:
        """Incidents or rows that were exported, are in the project, and are not in the file any more."""
        export = self._returned.export
        if export is None or "id" not in file.table.headings:
            return
        place = file.table.headings.index("id")
        there = {row[place].strip() for row in file.table.rows}
        for owner, row in sorted(export.places):
            incident = self._incident(owner)
            if incident is None or (row != "") != (file.kind == ROWS) or (row or owner) in there:
                continue
            held = next((one for one in incident.rows if one.id == row), None)
            if row and (held is None or held.group != file.group):
                continue
            where = f"{self._named(incident)}, {self._row_named(held)}" if held is not None else self._named(incident)
            yield Correction(
                REMOVED, file.table.name, 0, where, article=incident.article, incident=incident.id, row=row,
                group=file.group, old="in the project", new="not in the file",
            )  # fmt: skip

    def _values(
        self, cells: _Cells, leaves: Sequence[Field], orders: Mapping[str, str]
    ) -> tuple[dict[str, Scalar], str]:
        values: dict[str, Scalar] = {}
        for leaf in leaves:
            value, why = self._value(cells.meant(leaf.key), leaf, orders)
            if why:
                return {}, f"{self._label(leaf, '')}: {why}"
            if value is not None:
                values[leaf.key] = value
        return values, ""

    # -- articles ----------------------------------------------------------------------------------------------------
    def _article_lines(self, file: CorrectedFile) -> Iterator[Correction | None]:
        keys = [key for key in ARTICLE_FIELDS if key in file.table.headings]
        for line, row in zip(file.table.lines, file.table.rows, strict=True):
            yield None
            cells = _Cells(file, line, row)
            article = cells.text("id")
            if article not in self._articles:
                yield Correction(
                    ADDED, file.table.name, line, f"article “{article}”",
                    refused="an article comes in with its text only",
                )  # fmt: skip
                continue
            with self._workspace.read() as reads:
                found = reads.article(article)
            fields = found.fields if found is not None else {}
            where = f"article “{fields.get('title') or fields.get('source_file') or article}”"
            for key in keys:
                cell, held = " ".join(cells.meant(key).split()), fields.get(key, "")
                exported = self._exported(article, "", key, held)
                if same_cell(exported, cell) or same_cell(held, cell):
                    continue
                yield Correction(
                    CHANGED, file.table.name, line, where, key.replace("_", " ").capitalize(), article, field=key,
                    old=held, new=cell, exported=exported, meant=cell or None, conflict=not same_cell(exported, held),
                )  # fmt: skip

    # -- what is there -----------------------------------------------------------------------------------------------
    def _orders(self, file: CorrectedFile, leaves: Sequence[Field]) -> dict[str, str]:
        """How a spreadsheet wrote the days of each column, told by those that nobody changed."""
        at = {heading: place for place, heading in enumerate(file.table.headings)}
        owner = at.get("id" if file.kind == INCIDENTS else "incident", -1)
        pairs: dict[str, list[tuple[str, str]]] = {leaf.key: [] for leaf in leaves if leaf.kind == "day"}
        for row in file.table.rows if owner >= 0 and pairs else ():
            incident = self._incident(row[owner].strip())
            group_row = row[at["id"]].strip() if file.kind == ROWS and "id" in at else ""
            if incident is None:
                continue
            held_row = next((one for one in incident.rows if one.id == group_row), None)
            for leaf in (leaf for leaf in leaves if leaf.key in pairs):
                text = "" if group_row and held_row is None else self._text(incident, held_row, leaf)
                held = self._exported(incident.id, group_row, leaf.key, text)
                pairs[leaf.key].append((held, row[at[leaf.key]].strip()))
        return {key: order_by(found) for key, found in pairs.items()}

    def _was_exported(self, owner: str, row: str) -> bool:
        return self._returned.export is not None and (owner, row) in self._returned.export.places

    def _named(self, incident: Incident) -> str:
        title = incident.values.get(self._codebook.title_field) if self._codebook.title_field else None
        return f"“{title}”" if title else f"incident {incident.number}"

    def _row_named(self, row: Row) -> str:
        group = self._codebook.group_by_key.get(row.group)
        return f"{group.label if group else row.group} {row.position + 1}"

    def _label(self, leaf: Field, group: str) -> str:
        above = self._codebook.above(leaf.key, group)
        return f"{above[-1].label}: {leaf.label}" if above else leaf.label

    def _shown(self, values: Mapping[str, Scalar], leaves: Sequence[Field]) -> str:
        told = [f"{leaf.label}: {format_value(values[leaf.key], leaf)}" for leaf in leaves if leaf.key in values]
        return "; ".join(told)
