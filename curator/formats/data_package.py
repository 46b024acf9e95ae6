# SPDX-License-Identifier: MIT
"""The description of a CSV set as a Frictionless data package (datapackage.json): types, codes, keys.

What lives here: a Table Schema for each file, from the same columns that the files are written by
(https://specs.frictionlessdata.io/table-schema/). What does not: those columns (csv_columns.py), words for people
(data_dictionary.py). The texts in texts/ are named by articles.csv and are no tables, so they are not listed.

Ranges (minimum, maximum) and required fields of the codebook are no constraints here: data from elsewhere and drafts
break them and leave all the same. Codes are constraints: no other code can be stored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import curator
from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import PARTS_OF_DAY, YES_NO
from curator.domain.coding import BASES, INCIDENT_STATUSES, READING_STATES, ROLES, STATES
from curator.formats.credits import credits_of
from curator.formats.csv_columns import CODER_LAYER, CONSENSUS_LAYER, Column, SetFile
from curator.formats.csv_file import WrittenFile

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
_TIME_OF_DAY = f"^({'|'.join(PARTS_OF_DAY)}|([01][0-9]|2[0-3]):[0-5][0-9])$"
_SHA256 = "^[0-9a-f]{64}$"
_PLAIN = {"text": "string", "long_text": "string", "integer": "integer", "decimal": "number", "day": "date"}
_CODES: Mapping[tuple[str, str], Sequence[str]] = {
    ("incidents", "layer"): (CODER_LAYER, CONSENSUS_LAYER),
    ("incidents", "status"): INCIDENT_STATUSES,
    ("values", "state"): STATES,
    ("values", "basis"): BASES,
    ("values", "proposed"): ("yes", "no"),
    ("evidence", "role"): ROLES,
    ("evidence", "target"): ("article_field", "mention", "field", "row", "row_field"),
    ("reading", "state"): READING_STATES,
    ("coders", "kind"): ("person", "consensus"),
    ("comments", "resolved"): ("yes", "no"),
    ("judgements", "unclear"): ("yes", "no"),
}
_ALWAYS = {"id", "article", "incident", "start", "end", "position", "coder"}  # where a key below says so
_PRIMARY: Mapping[str, Sequence[str]] = {
    "incidents": ("id",), "evidence": ("id",), "articles": ("id",), "not_codable": ("id",), "coders": ("id",),
    "comments": ("id",), "judgements": ("id",), "reading": ("article", "coder"),
}  # fmt: skip
# (file, column) -> the file whose ids it holds. A link or a judged incident may lie outside the set.
_FOREIGN: Mapping[str, Sequence[tuple[str, str]]] = {
    "incidents": (("article", "articles"), ("coder", "coders")),
    "values": (("article", "articles"), ("incident", "incidents")),
    "evidence": (("article", "articles"), ("incident", "incidents")),
    "not_codable": (("article", "articles"), ("coder", "coders")),
    "reading": (("article", "articles"), ("coder", "coders")),
    "judgements": (("article", "articles"),),
}
_GROUP_FOREIGN = (("incident", "incidents"), ("article", "articles"))


def data_package(
    folder: Path, title: str, codebook: Codebook, tables: Sequence[tuple[WrittenFile, SetFile]]
) -> str:  # fmt: skip
    """The package of these files, which lie in `folder`, as the text of datapackage.json."""
    there = {file.name for _, file in tables}
    sources = [{"title": f"{each.title}, {each.licence}", "path": each.address} for each in credits_of(codebook)]
    document = {
        "profile": "tabular-data-package",
        "name": _slug(title) or "data-set",
        "title": title,
        "description": f"Incidents coded under the codebook “{codebook.title}” ({codebook.key} {codebook.version}); "
        "evidence holds the words behind each value.",
        "created_with": f"Curator {curator.__version__}",
        **({"sources": sources} if sources else {}),
        "resources": [_resource(folder, written, file, codebook, there) for written, file in tables],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]


def _resource(
    folder: Path, written: WrittenFile, file: SetFile, codebook: Codebook, there: set[str]
) -> dict[str, Any]:  # fmt: skip
    return {
        "profile": "tabular-data-resource",
        "name": file.name,
        "path": written.name,
        "description": file.help,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": (folder / written.name).stat().st_size,
        "hash": f"sha256:{written.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": table_schema(file, codebook, there),
    }


def table_schema(file: SetFile, codebook: Codebook, there: set[str]) -> dict[str, Any]:
    """The Table Schema of a file; `there`: the names of the files beside it, without their ends."""
    names = {column.source: column.name for column in file.columns}
    schema: dict[str, Any] = {
        "fields": [_field(file, column, codebook) for column in file.columns],
        "missingValues": [""],
    }
    if primary := _primary(file, names):
        schema["primaryKey"] = primary
    if foreign := _foreign(file, names, there):
        schema["foreignKeys"] = foreign
    return schema


def _primary(file: SetFile, names: Mapping[tuple[Any, str], str]) -> list[str]:
    keys = ("id",) if file.group else _PRIMARY.get(file.name, ())
    found = [name for key in keys if (name := _own(names, key))]
    return found if len(found) == len(keys) else []


def _foreign(file: SetFile, names: Mapping[tuple[Any, str], str], there: set[str]) -> list[dict[str, Any]]:
    pairs = _GROUP_FOREIGN if file.group else _FOREIGN.get(file.name, ())
    return [
        {"fields": [name], "reference": {"resource": other, "fields": ["id"]}}
        for key, other in pairs
        if other in there and (name := _own(names, key))
    ]


def _own(names: Mapping[tuple[Any, str], str], key: str) -> str:
    """The name of a fixed column, which may have been moved aside by a field of the codebook."""
    tables = ("line", "incident", "row") if key != "id" else ("line", "row", "incident")
    return next((names[table, key] for table in tables if (table, key) in names), "")


def _field(file: SetFile, column: Column, codebook: Codebook) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "title": column.label}
    if column.help:
        found["description"] = column.help
    if column.labelled:
        return found | {"type": "string"}
    if column.field is not None:
        return found | _of_leaf(column.field, codebook)
    if column.derived is not None:
        return found | _of_derived(column, codebook)
    found |= _of_fixed(column)
    codes = _CODES.get((file.name, column.source[1]))
    if codes is not None:
        found["constraints"] = {"enum": list(codes)}
    elif column.source[1] in _ALWAYS and column.source[1] in _primary_keys(file):
        found.setdefault("constraints", {})["required"] = True
    return found


def _primary_keys(file: SetFile) -> Sequence[str]:
    return ("id",) if file.group else _PRIMARY.get(file.name, ())


def _of_fixed(column: Column) -> dict[str, Any]:
    if column.kind == "number":
        return {"type": "integer"}
    if column.kind == "time":
        return {"type": "datetime", "format": _TIME}
    if column.kind == "id":
        return {"type": "string", "format": "uuid"}
    if column.kind == "hash":
        return {"type": "string", "constraints": {"pattern": _SHA256}}
    return {"type": "string"}


def _of_leaf(leaf: Field, codebook: Codebook) -> dict[str, Any]:
    """The type of a field of the codebook, and its codes."""
    if leaf.kind == "choice":
        return _codes_of(leaf, codebook)
    if leaf.kind == "yes_no":
        return {"type": "string", "constraints": {"enum": list(YES_NO)}}
    if leaf.kind == "time_of_day":
        return {"type": "string", "constraints": {"pattern": _TIME_OF_DAY}}
    if leaf.kind == "link":
        return {"type": "string", "format": "uuid"}
    return {"type": _PLAIN.get(leaf.kind, "string")}


def _codes_of(leaf: Field | None, codebook: Codebook) -> dict[str, Any]:
    listed = codebook.choices_of(leaf) if leaf is not None else None
    codes = [choice.code for choice in listed.choices] if listed is not None else []
    return {"type": "string"} | ({"constraints": {"enum": codes}} if codes else {})


def _of_derived(column: Column, codebook: Codebook) -> dict[str, Any]:
    assert column.derived is not None
    derived, part = column.derived.derived, column.derived.part
    if part == "qualifier":
        compound = codebook.node(derived.field, derived.group)
        return _codes_of(compound.part_named(part) if compound is not None else None, codebook)
    return {"type": "string" if derived.kind == "joined" else "integer"}
