# SPDX-License-Identifier: MIT
"""What is counted beside map and time line is found in any codebook, and private fields are never offered."""

from __future__ import annotations

import pytest

from curator.app.dataset.counted_fields import counted_fields
from curator.domain.codebook.model import Codebook
from curator.domain.filtering import target
from curator.shape import replace
from curator.tasks.codebooks import USUAL, built_in_codebooks

BOOKS = tuple(built_in_codebooks())
TITLES = ("Type", "Actor", "Place")


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.key)
def test_every_field_that_is_offered_can_be_a_condition(book: Codebook) -> None:
    lists = counted_fields(book, TITLES)
    assert lists
    for each in lists:
        for label, key in each.fields:
            meant = target(book, key)
            assert meant is not None
            assert meant.node is not None
            assert label
            assert not meant.node.private


def test_the_usual_codebook_counts_by_type_by_the_names_of_actors_and_by_province() -> None:
    book = next(book for book in BOOKS if book.key == USUAL)
    usual = {each.title: each.fields[0][0] for each in counted_fields(book, TITLES)}
    assert usual == {"Type": "Event type", "Actor": "Actors: Canonical name", "Place": "Province"}


def test_where_the_usual_field_is_left_blank_the_name_as_written_is_looked_at() -> None:
    book = next(book for book in BOOKS if book.key == USUAL)
    labels = {each.title: [dict(map(reversed, each.fields))[key] for key in each.instead]  # type: ignore[arg-type]
              for each in counted_fields(book, TITLES)}  # fmt: skip
    assert labels["Actor"][0] == "Actors: Name as written"
    assert labels["Place"][0] == "Country"
    assert labels["Type"] == []


def test_a_codebook_without_such_fields_has_no_lists() -> None:
    book = next(book for book in BOOKS if book.key == USUAL)
    bare = replace(book, fields=(book.fields[0],), groups=(), derived=())
    assert bare.fields[0].kind == "text"
    assert counted_fields(bare, TITLES) == ()
