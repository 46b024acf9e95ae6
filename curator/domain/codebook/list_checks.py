# SPDX-License-Identifier: MIT
"""Faults of lists of choices: codes, the hierarchy above them, fixed meanings.

What lives here: the checks of what stands in a list. What does not: whether a field names a list that exists
(checks.py). A list that nothing names is not judged by its use: its attributes do no harm.
"""

from __future__ import annotations

from curator.domain.codebook import scalars
from curator.domain.codebook.checks import check_unique, nodes
from curator.domain.codebook.faults import Fault, Path, did_you_mean
from curator.domain.codebook.kinds import KINDS, Part
from curator.domain.codebook.model import Choice, ChoiceList, Codebook
from curator.shape import Mutable, fresh

MOST_CHOICES = 5000


class _Use(Mutable):
    """What the codebook does with a list: the codes above it (None without a parent), the parts that give meaning."""

    above: set[str] | None = None
    parts: list[Part] = fresh(default_factory=list)


def check_lists(codebook: Codebook, faults: list[Fault]) -> None:
    """All faults of lists and their choices."""
    check_unique([(("lists", n, "key"), each.key) for n, each in enumerate(codebook.lists)], "list", faults)
    uses = _uses(codebook)
    for position, entry in enumerate(codebook.lists):
        path: Path = ("lists", position)
        if not entry.choices and not entry.open:
            faults.append(Fault(path, f"the list “{entry.key}” has no choices; add some, or set open = true."))
        if len(entry.choices) > MOST_CHOICES:
            faults.append(Fault(path, f"the list “{entry.key}” has more than {MOST_CHOICES} choices; use a text."))
            continue
        _check_codes(entry, path, faults)
        if entry.key in uses:
            _check_under(entry, uses[entry.key].above, path, faults)
            _check_meanings(entry, uses[entry.key].parts, path, faults)


def _uses(codebook: Codebook) -> dict[str, _Use]:
    uses = {codebook.not_codable: _Use()}
    for group, _, node, above in nodes(codebook):
        if not node.choices:
            continue
        use = uses.setdefault(node.choices, _Use())
        parent = codebook.node(node.parent, group) if node.parent else None
        parent_list = codebook.choices_of(parent) if parent is not None else None
        if parent_list is not None:
            use.above = (use.above or set()) | set(parent_list.by_code)
        part = KINDS[above.kind].part(node.part) if above is not None and above.kind in KINDS else None
        if part is not None and part.meanings:
            use.parts.append(part)
    return uses


def _check_codes(entry: ChoiceList, path: Path, faults: list[Fault]) -> None:
    seen: dict[str, str] = {}
    for number, choice in enumerate(entry.choices):
        place = (*path, "choices", number, "code")
        if choice.code and not scalars.CODE.fullmatch(choice.code):
            reason = f"“{choice.code}” cannot be a code: use letters A-Z, digits, _, - and dots, at most 64."
            faults.append(Fault(place, reason))
        known = seen.get(choice.code.casefold())
        if choice.code and known == choice.code:
            faults.append(Fault(place, f"the code “{choice.code}” is in the list “{entry.key}” twice; remove one."))
        elif choice.code and known is not None:
            faults.append(Fault(place, f"“{choice.code}” differs from “{known}” only in case; choose another code."))
        seen.setdefault(choice.code.casefold(), choice.code)


def _check_under(entry: ChoiceList, allowed: set[str] | None, path: Path, faults: list[Fault]) -> None:
    for number, choice in enumerate(entry.choices):
        place: Path = (*path, "choices", number)
        if allowed is None:
            if choice.under:
                reason = "“under” counts only in the list of a field with “parent”; give the field one, or remove it."
                faults.append(Fault((*place, "under"), reason))
        elif not choice.under:
            faults.append(Fault(place, f"“{choice.code}” needs “under”: the code of the list above it."))
        elif choice.under not in allowed:
            hint = did_you_mean(choice.under, allowed)
            faults.append(Fault((*place, "under"), f"“{choice.under}” is no code of the list above.{hint}"))


def _check_meanings(entry: ChoiceList, parts: list[Part], path: Path, faults: list[Fault]) -> None:
    possible = list(dict.fromkeys(meaning for part in parts for meaning in part.meanings))
    all_meant = any(part.all_meant for part in parts)
    for number, choice in enumerate(entry.choices):
        reason = _meaning_fault(choice, possible, all_meant)
        if reason:
            where = ("means",) if choice.means else ()
            faults.append(Fault((*path, "choices", number, *where), reason))


def _meaning_fault(choice: Choice, possible: list[str], all_meant: bool) -> str:
    if choice.means and not possible:
        return "“means” is understood only in lists of precisions, bases, qualifiers and directions; remove it."
    if choice.means and choice.means not in possible:
        hint = did_you_mean(choice.means, possible)
        return f"“{choice.means}” is no meaning here; possible are {', '.join(possible)}.{hint}"
    if all_meant and not choice.means:
        return f"“{choice.code}” needs “means”, one of {', '.join(possible)}, because rules depend on it."
    return ""
