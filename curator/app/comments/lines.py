# SPDX-License-Identifier: MIT
"""The lines of the comments of an article: conversation by conversation, open ones first, each with its place in words.

What lives here: which lines there are, what they say, how many comments each value has. What does not: widgets. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.app.incidents.shown import ArticleShown
from curator.app.translating import T
from curator.app.values.line import CommentCount, Target
from curator.app.values.phrases import CONTEXT, say, word
from curator.domain.coding import Comment
from curator.shape import Frozen

THE_ARTICLE = T(CONTEXT, "The article")
GONE = T(CONTEXT, "Something that is not there any more")
A_ROW = T(CONTEXT, "a row of {group}")


class CommentLine(Frozen):
    """One comment. `place`: what its conversation is about, in words, at the first of it; "" at answers. `resolved`:
    the conversation is. `own`: whoever is coding wrote it. `there`: its place can be shown."""

    comment: Comment
    who: str = ""
    place: str = ""
    resolved: bool = False
    own: bool = False
    there: bool = True

    @property
    def answer(self) -> bool:
        return not self.place


def conversations_of(shown: ArticleShown) -> list[list[Comment]]:
    """The conversations of an article, open ones first, each from its first comment on."""
    threads: dict[str, list[Comment]] = {}
    for comment in shown.coding.comments:
        threads.setdefault(comment.thread, []).append(comment)
    return sorted(threads.values(), key=lambda thread: thread[0].resolved)


def comment_lines(shown: ArticleShown, coder: str) -> list[CommentLine]:
    """Every comment of an article; `coder` is the id of whoever is coding."""
    lines = []
    for thread in conversations_of(shown):
        place = place_words(shown, thread[0])
        for at, comment in enumerate(thread):
            who = shown.coder_names.get(comment.coder, "")
            lines.append(CommentLine(
                comment, who, (place or say(GONE)) if at == 0 else "", thread[0].resolved, comment.coder == coder,
                bool(place),
            ))  # fmt: skip
    return lines


def place_words(shown: ArticleShown, about: Comment | Target) -> str:
    """What a comment is about: the incident's letter and the field's name; "" where that is gone."""
    if not about.incident:
        return word(about.field) if about.field else say(THE_ARTICLE)
    incident = shown.incident(about.incident)
    if incident is None:
        return ""
    entry = shown.incidents[shown.position_of[incident.id]]
    row = next((each for each in incident.rows if each.id == about.row), None)
    if about.row and row is None:
        return ""
    book = shown.book(incident)
    group = row.group if row is not None else ""
    node = book.node(about.field, group) if about.field else None
    if about.field and node is None:
        return ""
    told = [entry.letter, entry.title]
    if group and group in book.group_by_key:
        told = [entry.letter, say(A_ROW, group=book.group_by_key[group].label)]
    if node is not None:
        told = [entry.letter, *([book.group_by_key[group].label] if group in book.group_by_key else []), node.label]
    return " · ".join(told)


def counts_of(shown: ArticleShown) -> Mapping[Target, CommentCount]:
    """For each thing that was commented on: how much."""
    found: dict[Target, CommentCount] = {}
    for thread in conversations_of(shown):
        first = thread[0]
        target = Target(first.incident, first.row, first.field)
        before = found.get(target, CommentCount())
        found[target] = CommentCount(before.comments + len(thread), before.open + (not first.resolved))
    return found
