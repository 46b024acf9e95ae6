# SPDX-License-Identifier: MIT
"""The door for suggesters: which there are, and all they propose for a passage.

What lives here: the registry, and keeping guests to the contract. What does not: reading words (one module for each
kind of value), which come in by this same door through lines like

    [project.entry-points."curator.suggesters"]
    dates = "curator.suggest.dates:DateSuggester"

of pyproject.toml. A suggester gets a passage and a codebook and gives proposals; it never sees the project.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from curator.domain.codebook.model import Codebook
from curator.suggest.proposal import Passage, Proposal, Suggester

if TYPE_CHECKING:
    from curator.suggest.places import PlaceSuggester

GROUP = "curator.suggesters"
# The built-in ones, as pyproject.toml names them: a checkout that was never installed has no entry points.
BUILT_IN = {
    "choices": "curator.suggest.choices:ChoiceSuggester",
    "counts": "curator.suggest.counts:CountSuggester",
    "dates": "curator.suggest.dates:DateSuggester",
    "places": "curator.suggest.places:PlaceSuggester",
}


@dataclass(frozen=True)
class Suggesters:
    """All suggesters that could be loaded, by name, and a sentence for each that could not."""

    suggesters: tuple[tuple[str, Suggester], ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposed:
    """Everything proposed for a passage, in the order of the text, and a sentence for each guest that failed."""

    proposals: tuple[Proposal, ...]
    faults: tuple[str, ...] = ()


@cache
def installed_suggesters() -> Suggesters:
    """The suggesters of all installed packages, by name; loaded once."""
    points = {point.name: point for point in entry_points(group=GROUP)}
    points |= {name: EntryPoint(name, value, GROUP) for name, value in BUILT_IN.items()}  # no guest replaces ours
    loaded: list[tuple[str, Suggester]] = []
    faults: list[str] = []
    for name, point in sorted(points.items()):
        try:
            loaded.append((name, _load(point)))
        except (ImportError, AttributeError, TypeError) as fault:
            faults.append(f"The suggester “{name}” could not be loaded ({fault}); update or remove it.")
    return Suggesters(tuple(loaded), tuple(faults))


def _load(point: EntryPoint) -> Suggester:
    suggester: Suggester = point.load()()
    if not isinstance(suggester.kinds, tuple) or not callable(suggester.propose):
        raise TypeError("its kinds are no tuple, or it has no propose")
    return suggester


def proposals(
    passage: Passage,
    codebook: Codebook,
    kinds: Collection[str] | None = None,
    suggesters: Suggesters | None = None,
    places: PlaceSuggester | None = None,
) -> Proposed:
    """What all suggesters propose for a passage; `kinds` asks only those that serve one of these kinds of field.

    `places` is asked in place of the built-in reader of places: it knows the world's, or a project's own.
    A guest that raises, or whose proposal does not quote the passage, is named and left out; the others go on.
    """
    known = suggesters or installed_suggesters()
    found: list[Proposal] = []
    faults = list(known.faults)
    for name, suggester in known.suggesters:
        if kinds is not None and not set(kinds) & set(suggester.kinds):
            continue
        asked = places if places is not None and name == "places" else suggester
        try:
            found += _kept_to_contract(asked, passage, codebook)
        except Exception as fault:  # noqa: BLE001 - a guest may raise anything, and is not ours to mend
            faults.append(f"The suggester “{name}” failed ({type(fault).__name__}: {fault}); update or remove it.")
    wanted = (proposal for proposal in found if kinds is None or proposal.kind in kinds)
    return Proposed(tuple(sorted(wanted, key=lambda proposal: (proposal.start, proposal.end))), tuple(faults))


def _kept_to_contract(suggester: Suggester, passage: Passage, codebook: Codebook) -> list[Proposal]:
    given = list(suggester.propose(passage, codebook))
    for proposal in _with_alternatives(given):
        inside = passage.start <= proposal.start < proposal.end <= passage.end
        if not inside or passage.text[proposal.start : proposal.end] != proposal.words:
            raise ValueError(f"its proposal at {proposal.start} does not quote the passage")
    return given


def _with_alternatives(given: list[Proposal]) -> Iterator[Proposal]:
    for proposal in given:
        yield proposal
        yield from proposal.alternatives
