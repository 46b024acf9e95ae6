# SPDX-License-Identifier: MIT
"""Which incidents of an article several coders mean as the same, and which stand alone.

What lives here: aligning the layers of one article, by likeness and by what a person decided. What does not: the
likeness itself (likeness.py), measuring (measuring.py), remembering decisions (store).

Withdrawn incidents are left out. Coders are taken in the order of their ids and incidents in the order of their words,
so that the same codings always align in the same way, in whatever order they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curator.domain.coding import ArticleCoding, Incident
from curator.review.clusters import Clusters, Place
from curator.review.likeness import LEAST, Likeness, likeness
from curator.review.profile import Profile, Profiles

_FINE = 10**6  # likeness as a whole number
# Where likeness is equal, what else their rows say decides, and then that they stand at like places in their layers.
_ORDER = 1024


@dataclass(frozen=True)
class Decision:
    """What a person said of two incidents: they are the `same`, or they are not."""

    one: str
    other: str
    same: bool


@dataclass(frozen=True)
class Aligned:
    """Incidents of one article that coders mean as the same, in the order of `Alignment.coders`; None: has none.

    `likenesses`: of each two of them, by their ids.
    """

    article: str
    incidents: tuple[Incident | None, ...]
    likenesses: Mapping[tuple[str, str], Likeness]

    @property
    def there(self) -> tuple[Incident, ...]:
        """The incidents, without the gaps."""
        return tuple(incident for incident in self.incidents if incident is not None)

    @property
    def one_sided(self) -> bool:
        """Whether only one coder has it."""
        return len(self.there) == 1


@dataclass(frozen=True)
class Alignment:
    """One article: its coders by id, its incidents in order of their words, and the decisions that could not hold."""

    article: str
    coders: tuple[str, ...]
    aligned: tuple[Aligned, ...]
    refused: tuple[Decision, ...] = ()


def align(
    coding: ArticleCoding, coders: Iterable[str], profiles: Profiles, decisions: Sequence[Decision] = ()
) -> Alignment:
    """Align the layers of these coders in one article.

    Of decisions that contradict each other the later one holds; those about incidents that are not here are passed
    over. A decision that would put two incidents of one coder together, or two that are decided to differ, is refused.
    """
    order = tuple(sorted(set(coders)))
    layers = [_layer(coding, coder, profiles) for coder in order]
    places = {
        profile.incident: (side, at) for side, layer in enumerate(layers) for at, (profile, _) in enumerate(layer)
    }
    said = _last_said(decisions, places)
    differ = [(places[each.one], places[each.other]) for each in said if not each.same]
    clusters = Clusters([len(layer) for layer in layers], differ)
    refused = [each for each in said if each.same and not clusters.join(places[each.one], places[each.other])]
    known: dict[tuple[Place, Place], Likeness] = {}

    def score(one: Place, other: Place) -> int:
        first, second = layers[one[0]][one[1]][0], layers[other[0]][other[1]][0]
        found = known[one, other] = likeness(first, second)
        if found.score < LEAST:
            return 0
        alike = round(found.score * _FINE) * _ORDER + min(len(first.rest & second.rest), _ORDER - 1)
        return alike * _ORDER - min(abs(one[1] - other[1]), _ORDER - 1)

    clusters.join_by(score)
    made = [{side: layers[side][at] for side, at in cluster.items()} for cluster in clusters.made()]
    made.sort(
        key=lambda cluster: min((profile.start, profile.coder, profile.incident) for profile, _ in cluster.values())
    )
    aligned = tuple(_aligned(coding.article.id, cluster, len(order), known, places) for cluster in made)
    return Alignment(coding.article.id, order, aligned, tuple(refused))


def _layer(coding: ArticleCoding, coder: str, profiles: Profiles) -> list[tuple[Profile, Incident]]:
    """A coder's incidents that count, in the order of their words."""
    counting = [each for each in coding.incidents if each.coder == coder and each.status != "withdrawn"]
    layer = [(profiles.of(incident), incident) for incident in counting]
    return sorted(layer, key=lambda pair: (pair[0].start, pair[0].incident))


def _last_said(decisions: Sequence[Decision], places: Mapping[str, Place]) -> list[Decision]:
    """The last decision about each two incidents that are here, the latest first."""
    said: dict[frozenset[str], Decision] = {}
    for decision in reversed(decisions):
        if decision.one in places and decision.other in places and decision.one != decision.other:
            said.setdefault(frozenset((decision.one, decision.other)), decision)
    return list(said.values())


def _aligned(
    article: str,
    cluster: Mapping[int, tuple[Profile, Incident]],
    width: int,
    known: Mapping[tuple[Place, Place], Likeness],
    places: Mapping[str, Place],
) -> Aligned:
    incidents = tuple(cluster[side][1] if side in cluster else None for side in range(width))
    there = [cluster[side][0] for side in sorted(cluster)]
    likenesses: dict[tuple[str, str], Likeness] = {}
    for at, one in enumerate(there):
        for other in there[at + 1 :]:
            found = known.get((places[one.incident], places[other.incident])) or likeness(one, other)
            likenesses[one.incident, other.incident] = found
    return Aligned(article, incidents, likenesses)
