# SPDX-License-Identifier: MIT
"""A codebook and its document: the plain values that TOML and JSON write down.

What lives here: reading a document with all its faults, writing the canonical document, its JSON and hash, and which
codebooks may follow each other in one project. What does not: TOML and files (formats).

The canonical document has the same shape as the TOML: lists of tables. What a codebook's author named (keys, codes)
stands only in values, never as an attribute's name, so that renaming moves nothing. What is empty, false or absent by
nature is left out; everything else is written, also where TOML has a default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from curator.domain.canonical import canonical_json, sha256_of
from curator.domain.codebook.checks import check_tables, nodes
from curator.domain.codebook.faults import CodebookFaults, Fault, FaultList
from curator.domain.codebook.list_checks import check_lists
from curator.domain.codebook.model import Codebook, Key, Rule
from curator.domain.codebook.reading import FORMAT, read_shape
from curator.domain.codebook.references import check_references
from curator.shape import Frozen, field_names


def read_document(document: object) -> Codebook:
    """The codebook a document describes. Raises CodebookFaults with every fault found (the first 1,000)."""
    faults = FaultList()
    codebook = read_shape(document, faults)
    check_tables(codebook, faults)
    check_lists(codebook, faults)
    check_references(codebook, faults)
    if faults:
        raise CodebookFaults(tuple(dict.fromkeys(faults)))
    return codebook


def document_of(codebook: Codebook) -> dict[str, Any]:
    """The canonical document; `read_document` gives the same codebook back."""
    return {"format": FORMAT, **_plain(codebook)}


def codebook_json(codebook: Codebook) -> str:
    """The canonical JSON that is stored, exported and hashed."""
    return canonical_json(document_of(codebook))


def codebook_sha256(codebook: Codebook) -> str:
    """The hash of the canonical JSON: two codebooks with the same hash are the same."""
    return sha256_of(codebook_json(codebook))


def adoption_faults(earlier: Iterable[Codebook], new: Codebook) -> tuple[Fault, ...]:
    """Why `new` cannot follow the codebooks a project has adopted before: a key never changes its kind.

    The same key of the same table means the same column for ever (STORAGE.md 3, rule 4); a compound stays a compound
    of its kind. A group's key stays the same group.
    """
    known: dict[tuple[str, str], tuple[str, str]] = {}
    for codebook in earlier:
        for group, _, node, _ in nodes(codebook):
            known.setdefault((group, node.key), (node.kind, codebook.version))
    faults = []
    for group, path, node, _ in nodes(new):
        kind, version = known.get((group, node.key), (node.kind, ""))
        if kind != node.kind:
            reason = f"“{node.key}” was of kind “{kind}” in version {version}; a new kind needs a new key."
            faults.append(Fault((*path, "kind"), reason))
    return tuple(faults)


# Written also when false: TOML takes them as true where they are absent.
_TRUE_BY_DEFAULT = ("has_basis", "mention_required")


def _plain(value: Any) -> Any:
    """The values of the model as tables and lists, without what is empty."""
    if isinstance(value, Rule):
        head = {"id": value.id, "kind": value.kind, "level": value.level, "message": value.message, "help": value.help}
        return _without_empty({**head, **{name: _plain(param) for name, param in value.params.items()}})
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Frozen):
        table = {name: _plain(getattr(value, name)) for name in field_names(value)}
        if isinstance(value, Key):
            table["presets"] = [{"field": field, "value": preset} for field, preset in value.presets]
        return _without_empty(table)
    return value


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in table.items()
        if name in _TRUE_BY_DEFAULT or not (value is None or value is False or value in ("", [], {}))
    }
