# SPDX-License-Identifier: MIT
"""The layers of many articles, aligned and ready to be measured; and parts of them: by coder, pair, kind, month.

What lives here: which articles and coders are compared, what is left out and why, and choosing a part. What does not:
aligning one article (alignment.py), measuring (measuring.py).

A coder's layer of an article counts where the coder has finished reading it, with incidents or without. An article that
fewer than two have finished is left out and said to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Incident
from curator.review.alignment import Aligned, Alignment, Decision, align
from curator.review.answers import Said
from curator.review.profile import Profiles

FINISHED = ("finished", "nothing_to_code")
ANOTHER = ""  # stands for whichever coder is compared with the one in question
NOT_FINISHED_BY_TWO = "fewer than two coders have finished the article"


@dataclass(frozen=True)
class Comparison:
    """`coders`: all that are compared, by id; each article's alignment has the ones that finished it.

    `left_out`: ids of articles by the reason why they are not compared.
    """

    codebook: Codebook
    coders: tuple[str, ...]
    articles: tuple[Alignment, ...]
    left_out: Mapping[str, tuple[str, ...]]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Each article's place: an article that several pairs of coders read is still one article."""
        return {article: at for at, article in enumerate(dict.fromkeys(each.article for each in self.articles))}


def compare(
    codings: Iterable[ArticleCoding],
    codebook: Codebook,
    coders: Iterable[str] | None = None,
    decisions: Mapping[str, Sequence[Decision]] | None = None,
) -> Comparison:
    """Align the finished layers of articles. `coders`: only these; `decisions`: what persons decided, by article."""
    profiles = Profiles(codebook)
    wanted = set(coders) if coders is not None else None
    articles: list[Alignment] = []
    left_out: list[str] = []
    for coding in codings:
        finished = finished_coders(coding)
        chosen = finished if wanted is None else [coder for coder in finished if coder in wanted]
        if len(chosen) < 2:
            left_out.append(coding.article.id)
        else:
            articles.append(align(coding, chosen, profiles, (decisions or {}).get(coding.article.id, ())))
    names = sorted({coder for article in articles for coder in article.coders})
    articles.sort(key=lambda article: article.article)
    return Comparison(
        codebook, tuple(names), tuple(articles), {NOT_FINISHED_BY_TWO: tuple(sorted(left_out))} if left_out else {}
    )


def finished_coders(coding: ArticleCoding) -> list[str]:
    """Who has finished reading the article, by id."""
    return sorted(coder for coder, state in coding.reading.items() if state in FINISHED)


def by_pair(whole: Comparison) -> dict[tuple[str, str], Comparison]:
    """Each two coders by themselves; incidents stay aligned as they were among all."""
    pairs = {pair: _of_pair(whole, pair) for pair in combinations(whole.coders, 2)}
    return {pair: part for pair, part in pairs.items() if part.articles}


def by_coder(whole: Comparison) -> dict[str, Comparison]:
    """Each coder beside every other one: the pairs this coder is part of, taken together."""
    parts: dict[str, list[Alignment]] = {coder: [] for coder in whole.coders}
    for pair, part in by_pair(whole).items():
        for coder in pair:
            other = pair[0] if coder == pair[1] else pair[1]
            seen = (_seen_by(article, coder, other) for article in part.articles)
            parts[coder] += [replace(article, coders=(coder, ANOTHER)) for article in seen]
    return {
        coder: Comparison(whole.codebook, (coder, ANOTHER), tuple(articles), {})
        for coder, articles in parts.items()
        if articles
    }


def by_kind(whole: Comparison) -> dict[str, Comparison]:
    """By the coarsest level of the kind of incident, code by code; "" where none is told.

    An incident that coders gave different kinds is part of each of them, so that the disagreement shows in both.
    """
    profiles = Profiles(whole.codebook)

    def kinds(aligned: Aligned) -> set[str]:
        told = {profile.kinds[0] for profile in map(profiles.of, aligned.there) if profile.kinds}
        return {str(code) for code in told if code is not None and not isinstance(code, Said)} or {""}

    return _divided(whole, kinds)


def by_month(whole: Comparison) -> dict[str, Comparison]:
    """By the month (YYYY-MM, UTC) in which the first of the coders coded the incident; "" where that is not known."""
    return _divided(whole, lambda aligned: {min(incident.created for incident in aligned.there)[:7]})


def _divided(whole: Comparison, belongs: Callable[[Aligned], set[str]]) -> dict[str, Comparison]:
    parts: dict[str, list[Alignment]] = {}
    for article in whole.articles:
        mine: dict[str, list[Aligned]] = {}
        for aligned in article.aligned:
            for name in belongs(aligned):
                mine.setdefault(name, []).append(aligned)
        for name, chosen in mine.items():
            parts.setdefault(name, []).append(replace(article, aligned=tuple(chosen)))
    return {name: replace(whole, articles=tuple(parts[name]), left_out={}) for name in sorted(parts)}


def _of_pair(whole: Comparison, pair: tuple[str, str]) -> Comparison:
    articles = tuple(
        _seen_by(article, *pair) for article in whole.articles if set(pair) <= set(article.coders)
    )  # fmt: skip
    return replace(whole, coders=pair, articles=articles, left_out={})


def _seen_by(article: Alignment, one: str, other: str) -> Alignment:
    """The article with two of its coders, in this order."""
    places = (article.coders.index(one), article.coders.index(other))
    kept = [(tuple(aligned.incidents[place] for place in places), aligned) for aligned in article.aligned]
    return replace(
        article,
        coders=(one, other),
        aligned=tuple(_narrowed(aligned, incidents) for incidents, aligned in kept if any(incidents)),
    )


def _narrowed(aligned: Aligned, incidents: tuple[Incident | None, ...]) -> Aligned:
    ids = {incident.id for incident in incidents if incident is not None}
    likenesses = {pair: found for pair, found in aligned.likenesses.items() if ids.issuperset(pair)}
    return replace(aligned, incidents=incidents, likenesses=likenesses)
