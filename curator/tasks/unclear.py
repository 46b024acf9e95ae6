# SPDX-License-Identifier: MIT
"""Where reviewers said that the guideline is unclear: a list for the author of the codebook.

What lives here: the list and its CSV. What does not: saying so (operations/settling.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from curator import atomic
from curator.domain.codebook.model import Codebook
from curator.domain.disk_faults import disk_fault
from curator.formats.csv_lines import header_line, line
from curator.store.columns import group_table
from curator.store.judgements import unclear
from curator.store.reads import Reads
from curator.workspace import Workspace

_COLUMNS = ("article", "title", "group", "field", "label", "verdict", "reason", "reviewer", "created")
_QUOTED = (False, True, False, False, True, False, True, True, False)


@dataclass(frozen=True)
class Unclear:
    """A judgement that calls the guideline unclear. `field`: its key, "" for an incident or row as a whole; `label`:
    its label with the group's; `reviewer`: a name; `created`: UTC."""

    article: str
    title: str
    group: str
    field: str
    label: str
    verdict: str
    reason: str
    reviewer: str
    created: str


def unclear_guidelines(reads: Reads, codebook: Codebook, viewer: str) -> tuple[Unclear, ...]:
    """All of them that the viewer may see, the oldest first."""
    found = unclear(reads.connection)
    titles = reads.article_titles({each.article for each in found})
    names = {coder.id: coder.name for coder in reads.coders()}
    seen = {article: reads.seen_layers(article, viewer) is None for article in titles}
    made = []
    for each in found:
        if seen.get(each.article):
            group = _group_of(reads, each.row) if each.row else ""
            made.append(
                Unclear(
                    each.article, titles[each.article], group, each.field, _label(codebook, group, each.field),
                    each.verdict, each.reason, names.get(each.coder, each.coder), each.created,
                )
            )  # fmt: skip
    return tuple(made)


def unclear_text(found: Sequence[Unclear]) -> str:
    """As CSV (RFC 4180), for the author of the codebook."""
    lines = (line([getattr(each, name) or None for name in _COLUMNS], _QUOTED) for each in found)
    return header_line(_COLUMNS) + "".join(lines)


def write_unclear(workspace: Workspace, path: Path, viewer: str) -> int:
    """Write what `viewer` may see of them as CSV; how many. Raises UserFault for a disk that cannot be written."""
    with workspace.read() as reads:
        found = unclear_guidelines(reads, workspace.codebook, viewer)
    try:
        atomic.write_atomically(path, unclear_text(found).encode())
    except OSError as error:
        raise disk_fault(error, "Writing the list", path) from error
    return len(found)


def _group_of(reads: Reads, row: str) -> str:
    """The group of a row; "" where it is gone."""
    for group in reads.group_keys():
        if reads.connection.execute(f'SELECT 1 FROM "{group_table(group)}" WHERE id = ?', (row,)).fetchall():
            return group
    return ""


def _label(codebook: Codebook, group: str, field: str) -> str:
    node = codebook.node(field, group) or next(
        (node for each in codebook.group_by_key if (node := codebook.node(field, each)) is not None), None
    )
    labels = [codebook.group_by_key[group].label] if group in codebook.group_by_key else []
    return ": ".join([*labels, *([node.label if node is not None else field] if field else [])])
