# SPDX-License-Identifier: MIT
"""What an operation is: one intention of the user, one entry in the log, one step of undo.

What lives here: the protocol, and the checks that many operations share. What does not: the operations themselves.
Every operation is a frozen dataclass with `kind` and `apply`; the tests find all of them through OPERATIONS in this
package's __init__.
"""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, runtime_checkable

from curator.domain.codebook.model import Field
from curator.domain.faults import InputRefused, NotNow
from curator.store.columns import group_table
from curator.store.images import Cell
from curator.store.undo import group_tables
from curator.store.writer import Writer


@runtime_checkable
class Operation(Protocol):
    """One intention. `apply` changes rows through the Writer, describes itself, and returns what the caller needs."""

    kind: ClassVar[str]

    def apply(self, writer: Writer) -> Any: ...


def own_incident(writer: Writer, incident_id: str) -> dict[str, Cell]:
    """The incident's row. Raises NotNow where it is in another coder's layer: a layer has one owner."""
    row = writer.row("incidents", incident_id)
    if row["coder"] != writer.acting_coder().id:
        raise NotNow("This incident is in another coder's layer; nothing was changed.")
    return row


def find_row(writer: Writer, row_id: str) -> tuple[str, dict[str, Cell]]:
    """(group key, row) of a group's row. Raises NotNow where it is gone."""
    for table in group_tables(writer.connection):
        if writer.query(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)):
            return table.removeprefix("incident_"), writer.row(table, row_id)
    raise NotNow("This row is not in the project any more; nothing was changed.")


def known_node(writer: Writer, key: str, group: str = "") -> Field:
    """The node of the codebook in force. Raises InputRefused where there is none."""
    node = writer.codebook.node(key, group)
    if node is None:
        where = f"the group “{group}” of " if group else ""
        raise InputRefused(f"There is no field “{key}” in {where}the codebook {writer.codebook.title}.")
    return node


def cut_quote(writer: Writer, article_id: str, start: int, end: int) -> str:
    """The words at these code points of the stored text. Raises InputRefused where the span is not inside it."""
    length = int(str(writer.row("articles", article_id)["length"]))
    if not 0 <= start < end <= length:
        raise InputRefused(f"The span {start}-{end} is not inside the article, which has {length} characters.")
    found = writer.query(
        "SELECT substr(t.text, ?, ?) FROM article_texts t JOIN articles a ON a.n = t.n WHERE a.id = ?",
        (start + 1, end - start, article_id),
    )
    return str(found[0][0])


def next_position(writer: Writer, table: str, where: str, values: tuple[Cell, ...]) -> int:
    """One more than the highest position among some rows."""
    return int(writer.query(f'SELECT coalesce(max(position) + 1, 0) FROM "{table}" WHERE {where}', values)[0][0])


def reorder(writer: Writer, table: str, siblings: list[str], moved: str, position: int) -> None:
    """Put one row at a place among its siblings (ids in order) and number them again from 0."""
    order = [row_id for row_id in siblings if row_id != moved]
    order.insert(max(0, min(position, len(order))), moved)
    for place, row_id in enumerate(order):
        writer.put(table, row_id, {"position": place})


def drop_attached(writer: Writer, column: str, row_id: str) -> None:
    """Drop notes, words (those that wait too) and everybody's comments that hang on an incident or a row of a group."""
    for table in ("value_notes", "evidence", "comments", "waiting_evidence"):
        for (attached,) in writer.query(f'SELECT id FROM {table} WHERE "{column}" = ? ORDER BY n', (row_id,)):
            writer.drop(table, str(attached))


def drop_rows(writer: Writer, incident_id: str) -> None:
    """Drop all rows of all groups of an incident; what hangs on them goes with the incident."""
    for table in group_tables(writer.connection):
        for (row_id,) in writer.query(f'SELECT id FROM "{table}" WHERE incident = ? ORDER BY n', (incident_id,)):
            writer.drop(table, str(row_id))


def incident_title(writer: Writer, row: dict[str, Cell]) -> str:
    """How the log names an incident: its title field, else its readable number."""
    title = row.get(writer.codebook.title_field) if writer.codebook.title_field else None
    return f"“{title}”" if title else f"incident {row['n']}"


def article_title(writer: Writer, article_id: str) -> str:
    """How the log names an article: its title, else its file, else its readable number."""
    row = writer.row("articles", article_id)
    return f"“{row.get('title') or row.get('source_file') or row['n']}”"


def rows_where(writer: Writer, table: str, column: str, value: str) -> list[dict[str, Cell]]:
    """The rows of a table that hold this in a column, oldest first."""
    found = writer.query(f'SELECT id FROM "{table}" WHERE "{column}" = ? ORDER BY n', (value,))
    return [writer.row(table, str(row[0])) for row in found]


def rows_table(writer: Writer, group: str) -> str:
    """The table of a group in force. Raises InputRefused where the codebook has no such group."""
    if group not in writer.codebook.group_by_key:
        raise InputRefused(f"There is no group “{group}” in the codebook {writer.codebook.title}.")
    return group_table(group)
