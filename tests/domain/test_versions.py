# SPDX-License-Identifier: MIT
"""Every row of the rule of versions: newer, older, the same, in conflict, waiting."""

from __future__ import annotations

from typing import Any

from curator.domain.versions import Head, heads, standing

ONE: dict[str, Any] = {"status": "draft"}
TWO: dict[str, Any] = {"status": "finished"}


def test_the_one_that_knows_all_changes_of_the_other_and_more_is_newer() -> None:
    older, newer = Head(("a",), ONE), Head(("a", "b"), TWO)
    assert heads("incident", (older, newer)) == heads("incident", (newer, older)) == (newer,)


def test_what_was_imported_and_never_touched_is_older_than_whatever_was_touched() -> None:
    assert heads("incident", (Head((), ONE), Head(("a",), TWO))) == (Head(("a",), TWO),)


def test_a_removal_is_a_version_like_any_other() -> None:
    assert heads("incident", (Head(("a",), ONE), Head(("a", "b"), None))) == (Head(("a", "b"), None),)


def test_where_neither_knows_the_other_the_newest_change_stands() -> None:
    one, two = Head(("a", "b"), ONE), Head(("a", "c"), TWO)
    found = standing("incident", heads("incident", (two, one)))
    assert (found.stands, found.conflicting, found.waiting) == ((two,), (one,), ())


def test_where_the_newest_change_is_the_same_the_greater_hash_stands() -> None:
    one, two = Head(("a", "c"), ONE), Head(("b", "c"), TWO)
    greater, lesser = sorted((one, two), key=lambda head: head.hash, reverse=True)
    for both in ((one, two), (two, one)):
        found = standing("incident", heads("incident", both))
        assert (found.stands, found.conflicting) == ((greater,), (lesser,))


def test_the_same_content_with_other_changes_is_no_conflict_and_both_are_remembered() -> None:
    one, two, older = Head(("a", "b"), TWO), Head(("a", "c"), TWO), Head(("a",), ONE)
    found = standing("incident", heads("incident", (older, one, two)))
    assert found.stands in ((one, two), (two, one))
    assert found.conflicting == ()


def test_what_builds_on_one_of_two_equal_versions_is_in_conflict_with_the_other_only() -> None:
    one, two, later = Head(("a", "b"), TWO), Head(("a", "c"), TWO), Head(("a", "c", "d"), ONE)
    assert heads("incident", (one, two, later)) == (later, one)


def test_the_same_changes_with_other_contents_are_a_conflict() -> None:
    found = standing("incident", heads("incident", (Head((), ONE), Head((), TWO))))
    assert len(found.stands) == len(found.conflicting) == 1


def test_a_choice_knows_all_and_is_newer_than_all() -> None:
    one, two = Head(("a", "b"), ONE), Head(("a", "c"), None)
    chosen = Head(("a", "b", "c", "d"), ONE)
    assert heads("incident", (one, two, chosen)) == (chosen,)


def comment(incident: str, text: str = "Why?") -> dict[str, Any]:
    return {"incident": incident, "row": "", "text": text}


def test_a_comment_that_somebody_elses_merging_moved_is_no_conflict() -> None:
    here, there = Head(("a",), comment("i1")), Head(("a",), comment("i2"))
    both = heads("comment", (here, there))
    found = standing("comment", both)
    assert (len(found.stands), found.conflicting, len(found.waiting)) == (1, (), 1)
    only = standing("comment", both, lambda head: head is here)
    assert (only.stands, only.conflicting, only.waiting) == ((here,), (), (there,))
    assert standing("comment", both, lambda head: False).waiting == both


def test_two_texts_of_a_comment_are_a_conflict_wherever_it_stands() -> None:
    found = standing("comment", heads("comment", (Head(("a",), comment("i1")), Head(("b",), comment("i2", "No.")))))
    assert len(found.conflicting) == 1


def test_two_leads_who_assign_the_same_say_the_same() -> None:
    one, two = (Head((lead,), {"coder": "c", "added": lead}) for lead in ("a", "b"))
    found = standing("assignment", heads("assignment", (one, two)))
    assert found.stands == (two, one)
    assert (found.conflicting, found.waiting) == ((), ())


def test_what_is_there_twice_is_there_once() -> None:
    assert heads("incident", (Head(("a",), ONE), Head(("a",), dict(ONE)))) == (Head(("a",), ONE),)
