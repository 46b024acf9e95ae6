# SPDX-License-Identifier: MIT
"""The chosen rows of the table as text for a spreadsheet.

What lives here: lines with tabs, and what is to be said of them. What does not: the clipboard (page.py), counts of map
and time line (ways.py).
"""

from __future__ import annotations

from curator.app.dataset.model import IncidentTableModel
from curator.app.dataset.view import MOST_COPIED, IncidentTable
from curator.app.dataset.wording import heading
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.formats.excel_csv import runs_as_formula
from curator.store.incident_list import IncidentLine

TOO_MANY = T(CONTEXT, "At most {count} rows are copied; export what is shown for more.")
ONE_COPIED, MANY_COPIED = T(CONTEXT, "1 row copied."), T(CONTEXT, "{count} rows copied.")
FORMULAS = T(CONTEXT, "Cells that would run as formulas in a spreadsheet: {count}.")


def rows_copied(table: IncidentTable) -> tuple[str, str]:
    """The chosen rows below a heading, and what is to be said; "" for the text where nothing is copied."""
    model, rows, columns = table.lines, table.chosen_rows(), table.shown_columns()
    if len(rows) > MOST_COPIED:
        return "", say(TOO_MANY, count=f"{MOST_COPIED:,}")
    lines = [line for row in rows if (line := model.line(row)) is not None]
    if not lines:
        return "", ""
    cells = [[_cell(model, line, at) for at in columns] for line in lines]
    head = "\t".join(heading(model.columns[at]) for at in columns)
    told = say(ONE_COPIED) if len(lines) == 1 else say(MANY_COPIED, count=len(lines))
    formulas = sum(runs_as_formula(text) for row in cells for text in row)
    if formulas:
        told += " " + say(FORMULAS, count=formulas)
    return "\n".join([head, *("\t".join(row) for row in cells)]) + "\n", told


def _cell(model: IncidentTableModel, line: IncidentLine, column: int) -> str:
    """A cell on one line; what nobody has accepted yet leaves as little as in an export."""
    text, state = model.cell(line, column)
    return "" if state == "proposed" else " ".join(text.split())
