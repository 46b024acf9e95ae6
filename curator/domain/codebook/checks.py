# SPDX-License-Identifier: MIT
"""Faults of fields and groups that need the whole codebook: keys, kinds and parts, sections, defaults, limits.

What lives here: the checks of fields and groups. What does not: the shape of the document (reading.py), the lists
themselves (list_checks.py), what refers to fields from elsewhere - rules, conditions, keys (references.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.domain.codebook import kinds
from curator.domain.codebook.faults import Fault, Path, did_you_mean
from curator.domain.codebook.kinds import KINDS, Kind
from curator.domain.codebook.model import Codebook, Field

# Columns that `incidents` or a group's table has anyway (STORAGE.md 3, rule 4).
_HEAD = "n id article coder codebook status created position"
_TARGET = "incident event row field state basis note layer"
RESERVED_KEYS = frozenset((*_HEAD.split(), *_TARGET.split()))
# File names the data set uses itself, and those Windows keeps for devices: a group becomes a file <key>.csv.
_FILES = "incidents values evidence articles not_codable changes codebook manifest texts"
_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
RESERVED_GROUPS = frozenset((*_FILES.split(), *_DEVICES))
MOST_COLUMNS = 400

Node = tuple[str, Path, Field, Field | None]


def nodes(codebook: Codebook) -> Iterator[Node]:
    """Every node with its group ("" for the incident), its path in the document and the compound right above it."""

    def walk(field: Field, group: str, path: Path, above: Field | None) -> Iterator[Node]:
        yield group, path, field, above
        for position, part in enumerate(field.parts):
            yield from walk(part, group, (*path, "parts", position), field)

    for position, top in enumerate(codebook.fields):
        yield from walk(top, "", ("fields", position), None)
    for number, group in enumerate(codebook.groups):
        for position, top in enumerate(group.fields):
            yield from walk(top, group.key, ("groups", number, "fields", position), None)


def check_tables(codebook: Codebook, faults: list[Fault]) -> None:
    """All faults of fields, groups and sections, and of how fields use lists."""
    _check_groups(codebook, faults)
    check_unique([(("sections", n, "key"), each.key) for n, each in enumerate(codebook.sections)], "section", faults)
    _check_keys(codebook, faults)
    for _, path, field, above in nodes(codebook):
        if field.kind in KINDS:
            _check_part(field, above, path, faults)
            _check_parts(field, KINDS[field.kind], path, faults)
            _check_attributes(field, KINDS[field.kind], path, faults)
            _check_metric(field, KINDS[field.kind], path, faults)
            _check_list_use(codebook, field, KINDS[field.kind], path, faults)
            _check_default(codebook, field, KINDS[field.kind], path, faults)
        _check_section(codebook, field.section, path, faults)
    _check_parents(codebook, faults)


def _check_groups(codebook: Codebook, faults: list[Fault]) -> None:
    check_unique([(("groups", n, "key"), each.key) for n, each in enumerate(codebook.groups)], "group", faults)
    if not codebook.fields:
        faults.append(Fault((), "a codebook needs at least one field; add [[fields]]."))
    for position, group in enumerate(codebook.groups):
        path: Path = ("groups", position)
        if group.key in RESERVED_GROUPS:
            faults.append(Fault((*path, "key"), f"“{group.key}” is kept for a file of the data set; choose another."))
        if not group.fields:
            faults.append(Fault(path, f"the group “{group.key}” has no fields; add [[groups.fields]]."))
        _check_section(codebook, group.section, path, faults)
    for key, tops in (("", codebook.fields), *((group.key, group.fields) for group in codebook.groups)):
        count = sum(1 for top in tops for _ in top.leaves())
        if count > MOST_COLUMNS:
            where = f"the group “{key}”" if key else "the incident"
            faults.append(Fault((), f"{where} has {count} columns; at most {MOST_COLUMNS} are possible."))


def _check_keys(codebook: Codebook, faults: list[Fault]) -> None:
    tables: dict[str, list[tuple[Path, str]]] = {}
    for group, path, field, _ in nodes(codebook):
        tables.setdefault(group, []).append(((*path, "key"), field.key))
        if field.key in RESERVED_KEYS:
            reason = f"“{field.key}” is a column Curator has itself; choose another key."
            faults.append(Fault((*path, "key"), reason))
    for entries in tables.values():
        check_unique(entries, "field or part of the same table", faults)


def check_unique(entries: list[tuple[Path, str]], what: str, faults: list[Fault]) -> None:
    """Keys must differ in more than case."""
    seen: set[str] = set()
    for path, key in entries:
        if key and key.casefold() in seen:
            faults.append(Fault(path, f"“{key}” is already the key of another {what}; every one needs its own."))
        seen.add(key.casefold())


def _check_section(codebook: Codebook, section: str, path: Path, faults: list[Fault]) -> None:
    known = {each.key for each in codebook.sections}
    if section and section not in known:
        hint = did_you_mean(section, known)
        faults.append(Fault((*path, "section"), f"there is no section “{section}”; add it under [[sections]].{hint}"))


def _check_part(field: Field, above: Field | None, path: Path, faults: list[Fault]) -> None:
    if above is None:
        if field.part:
            faults.append(Fault((*path, "part"), "only the parts of a compound field have “part”; remove it."))
        return
    if above.kind not in KINDS or not KINDS[above.kind].compound:
        return
    spec = KINDS[above.kind].part(field.part)
    if spec is None:
        names = [part.name for part in KINDS[above.kind].parts]
        where = (*path, "part") if field.part else path
        reason = f"a {above.kind} has no part “{field.part}”; its parts are {', '.join(names)}."
        faults.append(Fault(where, reason + did_you_mean(field.part, names)))
    elif field.kind not in spec.kinds:
        wanted = " or ".join(f"“{kind}”" for kind in spec.kinds)
        reason = f"the part “{field.part}” of a {above.kind} must be of kind {wanted}, not “{field.kind}”."
        faults.append(Fault((*path, "kind"), reason))


def _check_parts(field: Field, kind: Kind, path: Path, faults: list[Fault]) -> None:
    if not kind.compound:
        if field.parts:
            faults.append(Fault((*path, "parts"), f"a field of kind “{field.kind}” has no parts; remove them."))
        return
    given = [part.part for part in field.parts]
    for part in kind.parts:
        if part.needed and part.name not in given:
            reason = f"a field of kind “{field.kind}” needs the part “{part.name}”; add it to its parts."
            faults.append(Fault(path, reason))
    for position, name in enumerate(given):
        if name and name in given[:position]:
            reason = f"the part “{name}” is there twice; remove one."
            faults.append(Fault((*path, "parts", position, "part"), reason))


def _check_attributes(field: Field, kind: Kind, path: Path, faults: list[Fault]) -> None:
    for name in ("choices", "parent", "minimum", "maximum", "max_length"):
        if getattr(field, name) not in ("", None) and name not in kind.attributes:
            reason = f"a field of kind “{field.kind}” has no “{name}”; remove it."
            faults.append(Fault((*path, name), reason))
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        faults.append(Fault((*path, "minimum"), f"“minimum” {field.minimum} is above “maximum” {field.maximum}."))
    if field.max_length is not None and field.max_length < 1:
        faults.append(Fault((*path, "max_length"), "“max_length” must be 1 or more."))
    if field.evidence == "required" and not field.has_basis:
        reason = 'a field without basis cannot require evidence; set has_basis = true or evidence = "none".'
        faults.append(Fault((*path, "evidence"), reason))
    if field.usual_basis and not field.has_basis:
        faults.append(Fault((*path, "usual_basis"), "a field without basis has no usual one; remove “usual_basis”."))


def _check_metric(field: Field, kind: Kind, path: Path, faults: list[Fault]) -> None:
    """A level of measurement must fit the kind: a ratio of words says nothing."""
    if not field.metric:
        return
    where: Path = (*path, "metric")
    if kind.compound:
        reason = f"a field of kind “{field.kind}” has no “metric” of its own; give it to its parts."
        faults.append(Fault(where, reason))
    elif field.metric not in kind.metrics:
        fitting = ", ".join(f"“{name}”" for name in kind.metrics)
        reason = f"a field of kind “{field.kind}” cannot be measured as “{field.metric}”; what fits: {fitting}."
        faults.append(Fault(where, reason))


def _check_list_use(codebook: Codebook, field: Field, kind: Kind, path: Path, faults: list[Fault]) -> None:
    if "choices" not in kind.attributes:
        return
    if not field.choices:
        reason = f"a field of kind “{field.kind}” needs “choices”, the key of a list."
        faults.append(Fault(path, reason))
    elif field.choices not in codebook.list_by_key:
        hint = did_you_mean(field.choices, codebook.list_by_key)
        faults.append(Fault((*path, "choices"), f"there is no list “{field.choices}”; add it under [[lists]].{hint}"))


def _check_default(codebook: Codebook, field: Field, kind: Kind, path: Path, faults: list[Fault]) -> None:
    if field.default is None:
        return
    if kind.compound:
        faults.append(Fault((*path, "default"), "a compound has no default; give one to its parts."))
    elif "choices" not in kind.attributes or field.choices in codebook.list_by_key:
        try:
            kinds.check(field.default, field, codebook)
        except ValueError as reason:
            faults.append(Fault((*path, "default"), f"this default does not fit the field: {reason}."))


def _check_parents(codebook: Codebook, faults: list[Fault]) -> None:
    for group, path, field, _ in nodes(codebook):
        if not field.parent:
            continue
        parent = codebook.node(field.parent, group)
        if parent is None or parent.parts or parent.kind not in ("choice", "choices") or parent.key == field.key:
            known = [each.key for each in codebook.leaves(group) if each.kind in ("choice", "choices")]
            hint = did_you_mean(field.parent, known)
            reason = f"“{field.parent}” is no other choice field of the same table; “parent” must name one.{hint}"
            faults.append(Fault((*path, "parent"), reason))
