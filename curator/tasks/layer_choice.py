# SPDX-License-Identifier: MIT
"""Which coder's layer of each article leaves the house.

What lives here: the rule of `--layer` (DESIGN.md 9). What does not: writing (export.py).
An article of which assignments hide colleagues' layers from whoever exports leaves only where nothing is hidden in it.
auto: the consensus where there is one, else the only finished layer, else the only layer; an article with two
unsettled layers is left out. consensus: articles without one are left out. A coder: the articles this coder worked on.
Where review has rejected every incident, the consensus is that there is none: the article leaves without incidents.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from curator.domain.coding import Coder
from curator.store.judgements import rejected_articles
from curator.store.layers import BEGUN, FINISHED, articles_without_incidents, layers
from curator.store.reads import Reads
from curator.tasks.coders import find_coder

AUTO, CONSENSUS, ALL = "auto", "consensus", "all"


@dataclass
class LayerChoice:
    """`layers`: for each article, how far each coder is (store/layers.py). `left_out` fills while `of` is asked.

    `blind`: the articles whose layers are hidden from `viewer` (an id, "" for somebody nobody knows), each with the
    names of those who have not finished it. `hidden` fills with those that are left out for that. `rejected`: the
    articles of which every incident was rejected; `empty`: those finished ones in which nobody has an incident.
    """

    wanted: str
    coders: Sequence[Coder]
    layers: Mapping[str, Mapping[str, int]]
    blind: Mapping[str, Sequence[str]] = field(default_factory=dict)
    viewer: str = ""
    hidden: set[str] = field(default_factory=set)
    rejected: Collection[str] = ()
    empty: Collection[str] = ()
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.wanted not in (AUTO, CONSENSUS, ALL):
            self.wanted = find_coder(self.coders, self.wanted).id

    def of(self, article: str) -> tuple[str, ...] | None:
        """The coders whose work of this article leaves; None where the article does not leave."""
        states = self.layers.get(article, {})
        if article in self.blind and self._is_hidden(states):
            self.hidden.add(article)
            self.left_out.append((article, blind_sentence(self.blind[article])))
            return None
        if self.wanted == ALL:
            return tuple(coder.id for coder in self.coders)  # also who has only commented
        if self.wanted in (AUTO, CONSENSUS):
            return self._settled(article, states)
        return (self.wanted,) if self.wanted in states else None

    def _is_hidden(self, states: Mapping[str, int]) -> bool:
        """Whether others than who looks have begun an article, and their work is asked for."""
        asked = states.keys() if self.wanted in (AUTO, CONSENSUS, ALL) else states.keys() & {self.wanted}
        return any(coder != self.viewer for coder in asked)

    def _settled(self, article: str, states: Mapping[str, int]) -> tuple[str, ...] | None:
        kinds = {coder.id: coder.kind for coder in self.coders}
        coded = [coder for coder, state in states.items() if state > BEGUN]
        consensus = [coder for coder in coded if kinds[coder] == "consensus"]
        if consensus or article in self.rejected:
            return tuple(consensus)
        if not coded:
            return tuple(states)
        if self.wanted == CONSENSUS:
            self.left_out.append((article, "There is no consensus on it yet."))
            return None
        finished = [coder for coder in coded if states[coder] == FINISHED]
        if len(finished) == 1 or (finished and article in self.empty):
            return tuple(finished)
        if len(coded) == 1:
            return tuple(coded)
        how_many = f"{len(finished)} coders have finished it" if finished else f"{len(coded)} coders are at work on it"
        self.left_out.append((article, f"{how_many} and nothing is settled."))
        return None


def choice_in(reads: Reads, wanted: str, viewer: str, blind: Mapping[str, Sequence[str]]) -> LayerChoice:
    """The choice in a project as it stands. Raises UserFault for a coder there is none of."""
    return LayerChoice(
        wanted, reads.coders(), layers(reads.connection), blind, viewer,
        rejected=rejected_articles(reads.connection), empty=articles_without_incidents(reads.connection),
    )  # fmt: skip


@dataclass(frozen=True)
class Outlook:
    """What a choice would do: how many coded articles would leave (`coded`), and how many not (`left_out`)."""

    coded: int
    left_out: int


def outlook(reads: Reads, wanted: str, viewer: str) -> Outlook:
    """What would leave with this choice, before anything is written. Raises UserFault like `choice_in`."""
    choice = choice_in(reads, wanted, viewer, dict.fromkeys(reads.blind_articles(viewer), ()))
    coded = sum(
        bool(coders) and any(choice.layers.get(article, {}).get(coder, 0) > BEGUN for coder in coders)
        for article in reads.article_ids()
        if (coders := choice.of(article)) is not None
    )
    return Outlook(coded, len(choice.left_out))


def blind_sentence(names: Sequence[str]) -> str:
    """Why layers are hidden: who is waited for."""
    waited = " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)
    return f"Blind until {waited} {'has' if len(names) == 1 else 'have'} finished."
