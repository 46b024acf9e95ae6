# SPDX-License-Identifier: MIT
"""What each action of the review does, and the widgets whose keys mean these actions.

What lives here: from the name of an action to the one function that does it. What does not: names, texts and keys
(actions/), the doing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from curator.app.action_set import ActionSet
from curator.app.review.keys import ReviewKeys

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage


def serve(page: ReviewPage, actions: ActionSet) -> ReviewKeys:
    """Do what the actions of the review say, and listen to their keys."""
    works: dict[str, Callable[[], object]] = {
        "next": lambda: page.going.step(1), "previous": lambda: page.going.step(-1),
        "next_incident": lambda: page.going.step_incident(1), "previous_incident": lambda: page.going.step_incident(-1),
        "neither": lambda: page.neither.begin(), "add_row": lambda: page.adding.begin(),
        "agreed": page.desk.agreed, "check": page.desk.check,
        "accept": page.desk.accept, "reject": page.desk.reject, "return": page.desk.give_back,
        "reopen": page.desk.reopen, "pair": lambda: page.pairing.begin(), "unpair": lambda: page.pairing.part(),
        "reason": page.desk.write_reason, "unclear": page.desk.turn_unclear,
        "comment": lambda: page.talking.on_field(), "comment_incident": lambda: page.talking.on_incident(),
        "resolve": page.threads.turn, "blank": page.showing.turn_blank, "take_over": page.desk.take_over,
        "open_layers": lambda: page.opening.begin(),
    }  # fmt: skip
    for name, work in works.items():
        _on(page, actions, f"review.{name}", work)
    for number in range(1, 10):
        _on(page, actions, f"review.adopt_{number}", partial(page.desk.adopt, number))
    page.foot.serve(actions)
    return ReviewKeys(page, actions, (page.grid, page.reader), (page.queue.table,))


def _on(page: ReviewPage, actions: ActionSet, name: str, work: Callable[[], object]) -> None:
    action = actions[name]
    connection = action.triggered.connect(lambda _checked=False: work() if not page.left else None)
    page.destroyed.connect(lambda: action.triggered.disconnect(connection))
