# SPDX-License-Identifier: MIT
"""Named mappings: incidents in the columns of another data set, told by a file of resources/mappings.

What lives here: reading such a file, and which fields of a codebook it speaks of. What does not: computing cells
(mapping_cells.py), writing files (mapped_csv.py). No key of a codebook is named here: the files name them. The format
is described in resources/help/formats-out.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from curator.assets import read_text
from curator.domain.codebook.model import Codebook, Condition

FORMAT = "curator-mapping/1"
Codes = Mapping[str, str]


@dataclass(frozen=True)
class Party:
    """Rows of a group that play one part; `or_where` where none fulfils `where`. `names`: whose first value names a
    row."""

    key: str
    group: str
    where: tuple[Condition, ...]
    or_where: tuple[Condition, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class MappedColumn:
    """A column: `maker` says how its cells come about, `said` what the file says of it; `codes` and `labels` its tables
    of codes."""

    name: str
    maker: str
    said: Mapping[str, Any]
    codes: Codes = field(default_factory=dict)
    labels: Codes = field(default_factory=dict)
    cases: tuple[tuple[str, tuple[Condition, ...]], ...] = ()


@dataclass(frozen=True)
class LeaveOut:
    """Incidents that stay here: those that fulfil `when`, or have no figure above 0 in the total `no_figure`."""

    reason: str
    when: tuple[Condition, ...] = ()
    no_figure: str = ""


@dataclass(frozen=True)
class NamedMapping:
    """A mapping as its file says it. `swap`: when all hold, the parties `sides` change places."""

    name: str
    label: str
    file: str
    needs: tuple[str, ...]
    parties: Mapping[str, Party]
    columns: tuple[MappedColumn, ...]
    leave_out: tuple[LeaveOut, ...] = ()
    sides: tuple[str, str] = ("", "")
    swap: tuple[Condition, ...] = ()

    @property
    def id_column(self) -> str:
        """The column that tells incidents apart."""
        return next(column.name for column in self.columns if column.said.get("id"))

    def missing(self, codebook: Codebook) -> tuple[str, ...]:
        """The fields, groups and derived columns it speaks of that the codebook lacks, in its order."""
        found = dict.fromkeys(
            f"{group}.{key}" if group and key else group or key
            for group, key in self._spoken_of(codebook)
            if not _there(codebook, group, key)
        )
        return tuple(found)

    def _spoken_of(self, codebook: Codebook) -> Iterator[tuple[str, str]]:
        for rule in self.leave_out:
            yield from _of_conditions(rule.when)
            yield from _derived(rule.no_figure)
        yield from _of_conditions(self.swap)
        for party in self.parties.values():
            yield from ((party.group, name) for name in party.names)
            yield from _of_conditions((*party.where, *party.or_where), party.group)
        for column in self.columns:
            said = column.said
            for _, when in column.cases:
                yield from _of_conditions(when)
            yield from _derived(said.get("derived", ""))
            if column.maker == "party_code":
                yield self.parties[said["party"]].group, said["field"]
            elif column.maker != "article" and "field" in said:
                yield "", said["field"]
            yield from (("", key) for key in said.get("fields", ()))
            parts: Sequence[Mapping[str, Any]] = (*said.get("parts", ()), *said.get("before", ()), said.get("add", {}))
            for part in parts:
                yield from _derived(part.get("derived", ""))
                if "field" in part:
                    yield part.get("group", ""), part["field"]


_DERIVED = "\x00derived"  # as a group: the key is that of a derived column


def _derived(key: str) -> Iterator[tuple[str, str]]:
    if key:
        yield _DERIVED, key


def _there(codebook: Codebook, group: str, key: str) -> bool:
    if group == _DERIVED:
        return any(derived.key == key for derived in codebook.derived)
    return codebook.node(key, group) is not None


def _of_conditions(conditions: Iterable[Condition], group: str = "") -> Iterator[tuple[str, str]]:
    for condition in conditions:
        if condition.group:
            yield from _of_conditions(condition.where, condition.group)
        else:
            yield group, condition.field


def all_there(codebook: Codebook, conditions: Iterable[Condition], group: str = "") -> bool:
    """Whether the codebook has every field that these conditions look at."""
    return all(_there(codebook, where, key) for where, key in _of_conditions(conditions, group))


@cache
def mapping_named(name: str) -> NamedMapping:
    """The mapping of resources/mappings with this name."""
    document = tomllib.loads(read_text(f"mappings/{name}.toml"))
    if document["format"] != FORMAT:
        raise ValueError(f"mappings/{name}.toml is not of the format {FORMAT}")
    tables: Mapping[str, Codes] = document.get("tables", {})
    sides = document.get("sides", {})
    return NamedMapping(
        name=document["name"],
        label=document["label"],
        file=document["file"],
        needs=tuple(document.get("needs", ())),
        parties={party.key: party for party in map(_party, document.get("parties", ()))},
        columns=tuple(_column(said, tables) for said in document["columns"]),
        leave_out=tuple(
            LeaveOut(said["reason"], _conditions(said.get("when", ())), said.get("no_figure", ""))
            for said in document.get("leave_out", ())
        ),
        sides=(sides.get("a", ""), sides.get("b", "")),
        swap=_conditions(sides.get("swap_when", ())),
    )


def _party(said: Mapping[str, Any]) -> Party:
    where, other = _conditions(said.get("where", ())), _conditions(said.get("or_where", ()))
    return Party(said["key"], said["group"], where, other, tuple(said["names"]))


def _column(said: Mapping[str, Any], tables: Mapping[str, Codes]) -> MappedColumn:
    cases = tuple((case["value"], _conditions(case["when"])) for case in said.get("cases", ()))
    codes, labels = (_table(said.get(name), tables) for name in ("codes", "labels"))
    return MappedColumn(said["name"], said["from"], said, codes, labels, cases)


def _table(said: Any, tables: Mapping[str, Codes]) -> Codes:
    if isinstance(said, str):
        return tables[said]
    return said if isinstance(said, Mapping) else {code: code for code in said or ()}


def _conditions(said: Iterable[Mapping[str, Any]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            field=each.get("field", ""),
            any_of=tuple(each.get("any_of", ())),
            group=each.get("group", ""),
            where=_conditions(each.get("where", ())),
            negate=each.get("negate", False),
        )
        for each in said
    )
