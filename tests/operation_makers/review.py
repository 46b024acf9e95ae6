# SPDX-License-Identifier: MIT
"""Operations of review that fit a random project: everybody has finished, and something is accepted where need be."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from curator.review.reviewed import NOTHING, OPEN, REJECTED, SETTLED, ArticleReview, IncidentReview
from curator.tasks.reviewing import article_review
from tests.codings_strategy import values_of
from tests.operation_makers.project import CODEBOOK, Nothing, Project


def reviewed(p: Project) -> ArticleReview:
    """The review of an article that somebody has coded, once everybody has finished it."""
    workspace = p.workspace
    acting = workspace.coder
    assert acting
    workspace.run(verbs.SetProjectValue("settle_own", "yes"))
    counting = "status <> 'withdrawn' AND coder IN (SELECT id FROM coders WHERE kind = 'person')"
    article = p.pick("incidents", "article", counting)
    with workspace.read() as reads:
        coders = reads.coders()
        there = {incident.coder for incident in reads.coding(article).incidents} | set(reads.layer_coders(article))
        there |= set(reads.coding(article).reading)
    for coder in coders:
        if coder.id in there and coder.kind == "person":
            workspace.act_as(coder)
            workspace.run(verbs.SetReading(article, "finished"))
    workspace.act_as(acting)
    return read(p, article)


def read(p: Project, article: str) -> ArticleReview:
    assert p.workspace.coder
    with p.workspace.read() as reads:
        return article_review(reads, p.workspace.codebook, article, p.workspace.coder.id)


def some(p: Project, found: Any) -> Any:
    found = list(found)
    if not found:
        raise Nothing
    return p.draw(st.sampled_from(found))


def ids(review: IncidentReview) -> tuple[str, ...]:
    return tuple(incident.id for incident in review.there)


def accepted(p: Project) -> IncidentReview:
    """An incident that is in the consensus; accepted here where none is."""
    review = reviewed(p)
    there = [each for each in review.incidents if each.consensus is not None and each.there]
    if not there:
        p.workspace.run(accept_one(p, review))
        there = [each for each in read(p, review.article).incidents if each.consensus is not None and each.there]
    return some(p, there)


def accept_one(p: Project, review: ArticleReview) -> Any:
    fresh = [each for each in review.incidents if each.there and not any(each.judgements) and each.consensus is None]
    return verbs.AcceptIncident(ids(some(p, fresh)))


def accept_incident(p: Project) -> Any:
    return accept_one(p, reviewed(p))


def pair_incidents(p: Project) -> Any:
    review = reviewed(p)
    free = [each for each in review.incidents if each.consensus is None]
    one, other = some(p, free), some(p, free)
    pairs = [(a, b) for a in one.there for b in other.there if a.coder != b.coder]
    first, second = some(p, pairs)
    return verbs.PairIncidents(first.id, second.id, p.draw(st.booleans()))


def side_of(p: Project) -> Any:
    review = reviewed(p)
    sides = [
        (place, side)
        for each in review.incidents for place in each.all_places() for side in place.sides if side is not None
    ]  # fmt: skip
    return some(p, sides)


def check_value(p: Project) -> Any:
    place, side = side_of(p)
    return verbs.CheckValue(side.incident, side.row, place.field)


def uncheck_value(p: Project) -> Any:
    place, side = side_of(p)
    if side.tick is None:
        p.workspace.run(verbs.CheckValue(side.incident, side.row, place.field))
    return verbs.UncheckValue(side.incident, side.row, place.field)


def return_incident(p: Project) -> Any:
    review = reviewed(p)
    if review.single and p.workspace.coder and review.coders[0].id == p.workspace.coder.id:
        raise Nothing
    return verbs.ReturnIncident(some(p, (each for one in review.incidents for each in one.there)).id, "look again")


def reject_incident(p: Project) -> Any:
    review = some(p, (each for each in reviewed(p).incidents if each.there and set(each.states) - {"", REJECTED}))
    return verbs.RejectIncident(ids(review), "none")


def reopen_incident(p: Project) -> Any:
    return verbs.ReopenIncident(ids(accepted(p)), "once more")


def adopt_agreed(p: Project) -> Any:
    """All give the same number, and another one than is settled."""
    review = accepted(p)
    assert review.consensus
    acting = p.workspace.coder
    with p.workspace.read() as reads:
        coders = {coder.id: coder for coder in reads.coders()}
    said = int(p.workspace.ids.new()[-6:], 16)
    for incident in review.there:
        p.workspace.act_as(coders[incident.coder])
        p.workspace.run(verbs.SetValue(incident.id, "number", said))
    p.workspace.act_as(acting)
    return verbs.AdoptAgreed(review.consensus.id)


def open_end(p: Project, review: IncidentReview, side: Any) -> bool:
    with p.workspace.read() as reads:
        theirs = {each.id for each in reads.coding(review.there[0].article).incidents}
    return any(value.value in theirs for value in side.values.values())


def adopt_value(p: Project) -> Any:
    review = accepted(p)
    assert review.consensus
    if p.draw(st.booleans()):
        settle_headline(p, review.consensus.id)
        return verbs.AdoptValue(review.consensus.id, "headline", "", some(p, review.there).id, "", "why")
    places = [
        (place, side)
        for place in (*review.places, *(one for row in review.rows if row.consensus for one in row.places))
        for side in place.sides
        if side is not None and (place.state != SETTLED or not place.consensus or place.consensus.seen != side.seen)
        and place.state != NOTHING and not open_end(p, review, side)
    ]  # fmt: skip
    place, side = some(p, places)
    assert place.consensus
    return verbs.AdoptValue(
        review.consensus.id, place.field, place.consensus.row, side.incident, side.row, "why", p.draw(st.booleans())
    )


def settle_neither(p: Project) -> Any:
    review = accepted(p)
    assert review.consensus
    places = [*review.places, *(one for row in review.rows if row.consensus for one in row.places)]
    place = some(p, places)
    node = CODEBOOK.node(place.field, place.group)
    if node is None or place.consensus is None:
        raise Nothing
    leaf = p.draw(st.sampled_from([each for each in node.leaves() if not each.private]))
    given = p.draw(st.sampled_from([
        verbs.ValueSet(leaf.key, p.draw(values_of(CODEBOOK, leaf))), verbs.ValueSet(leaf.key, None, state="not_stated"),
    ]))  # fmt: skip
    return verbs.SettleNeither(review.consensus.id, place.field, place.consensus.row, (given,), None, "why")


def one_sided(p: Project) -> tuple[IncidentReview, Any]:
    """A row that not all coders have: one is added here where there is none."""
    review = accepted(p)
    rows = [row for row in review.rows if row.state == OPEN and any(row.rows)]
    if not rows:
        acting, incident = p.workspace.coder, some(p, review.there)
        with p.workspace.read() as reads:
            p.workspace.act_as(next(coder for coder in reads.coders() if coder.id == incident.coder))
        p.workspace.run(verbs.AddRow(incident.id, "people", {"called": "nobody else"}))
        p.workspace.act_as(acting)
        consensus = review.consensus
        review = next(each for each in read(p, incident.article).incidents if each.consensus == consensus)
        rows = [row for row in review.rows if row.state == OPEN and any(row.rows)]
    return review, some(p, rows)


def adopt_row(p: Project) -> Any:
    review, row = one_sided(p)
    at = next(at for at, line in enumerate(row.rows) if line is not None)
    incident = review.incidents[at]
    assert review.consensus
    assert incident
    return verbs.AdoptRow(review.consensus.id, incident.id, row.rows[at].id, "why")


def reject_row(p: Project) -> Any:
    review, row = one_sided(p)
    assert review.consensus
    return verbs.RejectRow(review.consensus.id, "", tuple(line.id for line in row.rows if line), "why")


def settle_row(p: Project) -> Any:
    review = accepted(p)
    assert review.consensus
    return verbs.SettleRow(review.consensus.id, "people", (verbs.ValueSet("called", "someone"),), (), "why")


def take_over(p: Project) -> Any:
    review = accepted(p)
    acting = p.workspace.coder
    assert acting
    assert review.consensus
    own = next((each.id for each in review.there if each.coder == acting.id), "")
    settle_headline(p, review.consensus.id)
    return verbs.TakeOver(review.consensus.id, own)


def settle_headline(p: Project, consensus: str) -> None:
    """Settle the headline as no coder has it."""
    given = (verbs.ValueSet("headline", f"Settled {p.workspace.ids.new()}"),)
    p.workspace.run(verbs.SettleNeither(consensus, "headline", "", given, None, "why"))
