# SPDX-License-Identifier: MIT
"""When actions are possible, and why one is not.

What lives here: the conditions that several actions share, in code and in words. What does not: which action has which.
"""

from __future__ import annotations

from collections.abc import Callable

from curator.app.actions.spec import CONTEXT, ActionSpec, Situation
from curator.app.translating import T


def project(situation: Situation) -> bool:
    return situation.project


def writing(situation: Situation) -> bool:
    return situation.project and situation.writable and not situation.busy


def idle(situation: Situation) -> bool:
    return situation.project and not situation.busy


def article(situation: Situation) -> bool:
    return situation.article


def copyable(situation: Situation) -> bool:
    return situation.article or situation.table


def picture(situation: Situation) -> bool:
    return situation.picture and not situation.busy


def back(situation: Situation) -> bool:
    return situation.back


def several_articles(situation: Situation) -> bool:
    return situation.articles > 1


def incidents(situation: Situation) -> bool:
    return situation.incidents > 0


def coding(situation: Situation) -> bool:
    return situation.article and situation.writable


def assigning(situation: Situation) -> bool:
    return writing(situation) and situation.articles > 0


def hidden(situation: Situation) -> bool:
    return situation.article and situation.writable and situation.hidden


def own_incident(situation: Situation) -> bool:
    return situation.article and situation.writable and situation.own


def several_incidents(situation: Situation) -> bool:
    return situation.incidents > 1 and situation.writable and situation.own


def conflicts(situation: Situation) -> bool:
    return situation.conflicts > 0


def undo(situation: Situation) -> bool:
    return bool(situation.undo) and situation.writable


def redo(situation: Situation) -> bool:
    return bool(situation.redo) and situation.writable


def reviewing(situation: Situation) -> bool:
    return situation.review


def settling(situation: Situation) -> bool:
    return situation.settling


def taking_over(situation: Situation) -> bool:
    return situation.given_back and situation.writable


def blind(situation: Situation) -> bool:
    return situation.blind and situation.writable


def has_column(number: int) -> Callable[[Situation], bool]:
    """Whether so many coders stand beside each other."""

    def possible(situation: Situation) -> bool:
        return situation.settling and situation.columns >= number

    return possible


# Why an action is not possible now, for whom its key seems to do nothing.
_WHY_NOT: dict[Callable[[Situation], bool], str] = {
    assigning: T(CONTEXT, "it needs articles in a project that can be written, and no job under way"),
    hidden: T(CONTEXT, "no colleague's layer is hidden in this article"),
    project: T(CONTEXT, "open a project first"),
    writing: T(CONTEXT, "it needs a project that can be written, and no job under way"),
    idle: T(CONTEXT, "it needs a project, and no job under way"),
    article: T(CONTEXT, "choose an article first"),
    copyable: T(CONTEXT, "choose an article first, or rows of the table"),
    picture: T(CONTEXT, "show the map or the time line of the data set first"),
    back: T(CONTEXT, "the article was not opened from the table"),
    several_articles: T(CONTEXT, "there is no other article in the list"),
    incidents: T(CONTEXT, "there is no incident in this article yet"),
    coding: T(CONTEXT, "it needs an article in a project that can be written"),
    own_incident: T(CONTEXT, "choose one of your own incidents first"),
    several_incidents: T(CONTEXT, "there is no other incident of yours in this article"),
    conflicts: T(CONTEXT, "nothing has several versions"),
    undo: T(CONTEXT, "nothing was done yet"),
    redo: T(CONTEXT, "nothing was taken back"),
    reviewing: T(CONTEXT, "open an article in the review first"),
    settling: T(CONTEXT, "it needs an incident in the review, in a project that can be written"),
    taking_over: T(CONTEXT, "choose what was changed in your layer in the review first"),
    blind: T(CONTEXT, "it is for an article of the review whose layers are still hidden"),
}
NOT_NOW = T(CONTEXT, "it is not possible now")


def why_not(spec: ActionSpec) -> str:
    """Why the action is not possible, where it is not: the end of a sentence, not translated."""
    return _WHY_NOT.get(spec.possible, NOT_NOW)
