# SPDX-License-Identifier: MIT
"""The words of a list of all incidents: headings and cells, how many there are, why it is empty.

What lives here: from a column and a line to the text that is shown, copied or spoken. What does not: which columns
there are (tasks/incident_columns.py), the model and the view.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, day, say, word
from curator.app.values.wording import compound_text, leaf_text
from curator.domain.codebook.model import Codebook, Derived, Field
from curator.domain.coding import Scalar
from curator.domain.derived import COUNT_PARTS, JOINED_BY
from curator.domain.filtering import IncidentFilter
from curator.domain.values import Value, leaf_value
from curator.store.incident_list import IncidentLine
from curator.tasks.incident_columns import ListColumn

NUMBER = T(CONTEXT, "No.")
ARTICLE = T(CONTEXT, "Article")
STATUS = T(CONTEXT, "Status")
CODER = T(CONTEXT, "Coder")
SOME = T(CONTEXT, "{found} of {total} incidents")
ONE = T(CONTEXT, "1 incident")
ALL = T(CONTEXT, "{total} incidents")
NONE_FITS = T(CONTEXT, "No incident fits these conditions. Take one away above.")
NO_WORDS = T(CONTEXT, "No incident has these words.")
NOTHING_SETTLED = T(CONTEXT, "Nothing is settled yet. What several coders coded stands here when it is settled in the "
                    "review; choose whose work is shown above.")  # fmt: skip
WHO_CODES = T(CONTEXT, "Say who is coding: then your incidents are listed here.")
NONE_YET = T(CONTEXT, "No incidents yet. What you code in the articles is listed here, one incident in each row.")


def heading(column: ListColumn) -> str:
    """The column's name: the codebook's label, or our own word."""
    if column.node is not None:
        return column.node.label
    if column.derived is not None:
        return column.derived.label
    own = {"incident.n": NUMBER, "article.title": ARTICLE, "incident.status": STATUS, "coder.name": CODER}
    return say(own[column.key]) if column.key in own else word(column.source[1])


def cell(codebook: Codebook, column: ListColumn, line: IncidentLine, coder: str) -> tuple[str, str]:
    """(what the cell says, what is to be said of it). The latter is "proposed" for a value nobody has accepted, the
    state where there is no value for a reason, else ""."""
    if column.node is not None:
        return _of_codebook(codebook, column.node, line)
    if column.derived is not None:
        return derived_text(codebook, column.derived, line.derived.get(column.derived.key)), ""
    if column.key == "incident.n":
        return str(line.n), ""
    if column.key == "incident.status":
        return word(line.status), ""
    if column.key == "coder.name":
        return coder, ""
    if column.key == "article.title":
        return line.article_name, ""
    written = line.article_fields.get(column.source[1], "")
    return day(written) if column.source[1] == "published" else " ".join(written.split()), ""


def line_words(codebook: Codebook, columns: Sequence[ListColumn], line: IncidentLine) -> str:
    """An incident in one line: its number and what these columns say of it."""
    told = [cell(codebook, column, line, "")[0] for column in columns if column.key != "incident.n"]
    return " · ".join(text for text in (str(line.n), *told) if text)


def derived_text(codebook: Codebook, derived: Derived, value: Scalar | None) -> str:
    """A derived cell in words: a total as a count is written, codes by their labels."""
    node = codebook.node(derived.field, derived.group)
    if value is None or node is None:
        return "" if value is None else str(value)
    if derived.kind == "count_total":
        figures = dict(zip(COUNT_PARTS, str(value).split(","), strict=True))
        return compound_text(codebook, node, lambda leaf: figures.get(leaf.part) or None, short=True)
    if derived.kind == "joined":
        names = str(value).split(JOINED_BY)
        return ", ".join(" ".join(leaf_text(codebook, node, name).split()) for name in names)
    return str(value)


def _of_codebook(codebook: Codebook, node: Field, line: IncidentLine) -> tuple[str, str]:
    if node.parts:
        text = compound_text(codebook, node, lambda leaf: line.values.get(leaf.key), short=True)
    else:
        value = line.values.get(node.key)
        text = " ".join(leaf_text(codebook, node, value).split()) if value is not None else ""
    if not line.notes:
        return text, ""
    said = [_said(codebook, leaf, line) for leaf in node.leaves()]
    if any(value.proposed for value in said):
        return text, "proposed"
    states = {value.state for value in said} - {"value"}
    return text, "" if text or len(states) != 1 else states.pop()


def _said(codebook: Codebook, leaf: Field, line: IncidentLine) -> Value:
    return leaf_value(codebook, leaf, line.values.get(leaf.key), line.notes)


def how_many(found: int, total: int) -> str:
    """How many of how many incidents are listed."""
    if found < total:
        return say(SOME, found=f"{found:,}", total=f"{total:,}")
    return say(ONE) if total == 1 else say(ALL, total=f"{total:,}")


def why_empty(total: int, conditions: IncidentFilter, *, coder_known: bool, layers: bool) -> str:
    """What stands in place of the list where nothing of `total` fits. `layers`: some can be seen."""
    if total and len(conditions.conditions) > 1:
        return say(NONE_FITS)
    if total:
        return say(NO_WORDS)
    if conditions.layer in ("auto", "consensus") and coder_known:
        return say(NOTHING_SETTLED)
    return say(NONE_YET if layers else WHO_CODES)
