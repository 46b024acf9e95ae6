# SPDX-License-Identifier: MIT
"""What the review says around the grid: why there is nothing to settle, what is left, what was given back.

What lives here: these sentences and lines. What does not: the grid's own lines (lines.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.app.review.shapes import GridLine
from curator.app.review.shown import ReviewShown
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.review.reviewed import ACCEPTED, OPEN, IncidentReview
from curator.shape import replace
from curator.workspace import Workspace

HIDDEN = T(
    CONTEXT,
    "Colleagues' layers of this article are hidden until everybody who is assigned to it has finished, so that nobody "
    "is led by what others saw. Still at work: {names}.",
)
HIDDEN_PLAIN = T(CONTEXT, "Colleagues' layers of this article are hidden until everybody who began it has finished.")
NO_INCIDENTS = T(CONTEXT, "Nobody has an incident in this article: all found nothing to code.")
NO_LAYERS = T(
    CONTEXT,
    "Nobody has finished this article yet. It can be reviewed when a coder has finished it.",
)
FIRST = T(
    CONTEXT,
    "Here the work of coders is compared, article by article, and settled into the consensus. It begins when a coder "
    "has finished an article. To bring in a second coding: drop a colleague's hand-over file on this window, or let a "
    "colleague code in this project as another coder (the name at the top right).",
)
LEFT_ONE = T(CONTEXT, "1 thing left in this incident")
LEFT = T(CONTEXT, "{count} things left in this incident")
NOTHING_LEFT = T(CONTEXT, "Nothing left in this incident")
TO_DECIDE = T(CONTEXT, "To accept or reject; {count} differ")
TO_DECIDE_DIFFERS = T(CONTEXT, "To accept or reject; 1 differs")
TO_DECIDE_ALL = T(CONTEXT, "To accept or reject; all agree")
TO_DECIDE_ONE = T(CONTEXT, "To accept or reject")
TICKS = T(CONTEXT, "{done} of {whole} values checked")
ALL_SETTLED = T(CONTEXT, "Everything is settled.")
WHAT_NEXT = T(
    CONTEXT,
    "Everything is settled. Export the data set (File > Export data set), or give back to the coders what was settled "
    "(File > Hand over my work). What was settled stays in the list “Settled”.",
)
GIVEN_LEFT = T(CONTEXT, "{count} settled otherwise than you coded")
GIVEN_ALL = T(CONTEXT, "All as you coded, or taken over")


def notice_words(shown: ReviewShown | None, workspace: Workspace, article: str) -> str:
    """Why there is no incident to settle."""
    if shown is None:
        return say(FIRST)
    if shown.review.hidden:
        with workspace.read() as reads:
            names = reads.waited_for(article)
        return say(HIDDEN, names=", ".join(names)) if names else say(HIDDEN_PLAIN)
    return say(NO_INCIDENTS) if shown.review.coders else say(NO_LAYERS)


def all_settled_words() -> tuple[str, str]:
    """That nothing is left: in short, and what can be done next."""
    return say(ALL_SETTLED), say(WHAT_NEXT)


def foot_words(
    shown: ReviewShown, at: int, lines: Sequence[GridLine], given: bool
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """What is left in the incident, and which actions have buttons."""
    found = shown.review.incidents[at]
    if given:
        whole = [each for each in shown.given_at(at) if not each.field and not each.row and not each.taken]
        left = sum(line.to_settle for line in lines) + len(whole)
        return say(GIVEN_LEFT, count=left) if left else say(GIVEN_ALL), ("review.take_over", "review.next")
    decided = found.consensus is not None and all(state in ("", ACCEPTED) for state in found.states)
    if not decided and found.to_settle:
        told = _to_decide(shown, at)
        return told, ("review.reject", "review.accept", "review.next")
    left = found.to_settle
    told = say(NOTHING_LEFT) if not left else say(LEFT_ONE) if left == 1 else say(LEFT, count=left)
    adoptable = found.consensus is not None and _adoptable(found)
    return _with_ticks(told, shown, at), ("review.agreed", "review.next") if adoptable else ("review.next",)


def _adoptable(found: IncidentReview) -> bool:
    """Whether something that is open could be adopted because all agree on it."""
    places = any(place.state == OPEN and place.agrees for place in found.all_places())
    return places or any(row.state == OPEN and not row.one_sided for row in found.rows)


def _to_decide(shown: ReviewShown, at: int) -> str:
    found = shown.review.incidents[at]
    if len(found.there) < 2:
        return _with_ticks(say(TO_DECIDE_ONE), shown, at)
    if found.differing == 1:
        return say(TO_DECIDE_DIFFERS)
    return say(TO_DECIDE, count=found.differing) if found.differing else say(TO_DECIDE_ALL)


def _with_ticks(told: str, shown: ReviewShown, at: int) -> str:
    done, whole = shown.review.incidents[at].ticks
    if not done and not shown.review.single:
        return told
    return f"{told} · {say(TICKS, done=done, whole=whole)}"


def given_lines(lines: Sequence[GridLine], shown: ReviewShown) -> list[GridLine]:
    """The lines with those leading that were settled otherwise than whoever looks coded them."""
    wanted = {(each.row or each.consensus_row, each.field): each for each in shown.given}
    made = []
    for line in lines:
        rows = {cell.target.row for cell in (*line.cells, line.consensus)}
        each = next((found for (row, field), found in wanted.items()
                     if field == line.field and row in rows and line.choosable and (field or row)), None)  # fmt: skip
        taken = each is None or each.taken
        made.append(replace(line, differs=not taken, settled=taken))
    return made
