# SPDX-License-Identifier: MIT
"""Derived columns: totals that never lose their qualifier, joined names, row counts, years."""

from __future__ import annotations

import pytest
from hypothesis import given

from curator.domain.coding import Article, ArticleCoding, Incident, Row, Scalar, ValueNote
from curator.domain.derived import derived_cells, derived_columns
from tests.codings_strategy import CODERS, QUICK, codings, small_codebook

BOOK = small_codebook()
EXACT, AT_LEAST, AT_MOST, ABOUT, RANGE, VAGUE, NONE, ZERO = (f"s{n}" for n in range(8))
Figures = tuple[int | None, int | None, int | None, str | None]


def cells_for(rows: list[Row], notes: tuple[ValueNote, ...] = ()) -> dict[str, Scalar | None]:
    incident = Incident("i", "a", "c", "small 1.0", rows=tuple(rows), notes=notes, values={"when_first": "2019-11-08"})
    return derived_cells(ArticleCoding(Article("a", "", 0), "", (incident,)), incident, BOOK)


def harm(place: int, figures: Figures, who: str = "some", what: str = "hurt") -> Row:
    names = ("tally_min", "tally_mid", "tally_max", "tally_sort")
    filled = {name: figure for name, figure in zip(names, figures, strict=True) if figure is not None}
    return Row(f"r{place}", "harm", place, {"what": what, "who": who, **filled})


def total(*rows: Row) -> Figures:
    cells = cells_for(list(rows))
    return tuple(cells[f"hurt_{part}"] for part in ("low", "best", "high", "qualifier"))  # type: ignore[return-value]


def test_the_columns_follow_the_codebook() -> None:
    names = [column.name for column in derived_columns(BOOK)]
    assert names == ["hurt_low", "hurt_best", "hurt_high", "hurt_qualifier", "doers", "people_count", "year"]
    assert list(cells_for([])) == names


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], (None, None, None, None)),
        ([(1, 1, 1, EXACT)], (1, 1, 1, EXACT)),
        ([(None, None, None, NONE)], (None, None, None, NONE)),
        ([(None, None, None, NONE), (2, 2, 2, EXACT)], (2, 2, 2, EXACT)),
        ([(2, 2, 2, EXACT), (3, 3, 3, EXACT)], (5, 5, 5, EXACT)),
        ([(0, 0, 0, ZERO), (3, 3, 3, EXACT)], (3, 3, 3, EXACT)),
        ([(0, 0, 0, ZERO), (0, 0, 0, ZERO)], (0, 0, 0, ZERO)),
        ([(6, 6, None, AT_LEAST), (2, 2, 2, EXACT)], (8, 8, None, AT_LEAST)),
        ([(None, None, None, VAGUE), (3, 3, 3, EXACT)], (3, 3, None, AT_LEAST)),
        ([(None, None, None, VAGUE), (None, None, None, VAGUE)], (None, None, None, VAGUE)),
        ([(None, None, 6, AT_MOST), (2, 2, 2, EXACT)], (2, 2, 8, RANGE)),
        ([(10, None, 15, RANGE), (2, 2, 2, EXACT)], (12, 12, 17, RANGE)),
        ([(10, None, 15, RANGE), (4, None, 6, RANGE)], (14, None, 21, RANGE)),
        ([(5, 6, 7, ABOUT), (2, 2, 2, EXACT)], (7, 8, 9, ABOUT)),
        ([(1, 1, 1, None), (1, 1, 1, EXACT)], (2, 2, 2, EXACT)),
    ],
)
def test_totals_of_several_rows(rows: list[Figures], expected: Figures) -> None:
    assert total(*(harm(place, figures) for place, figures in enumerate(rows))) == expected


def test_a_row_for_all_is_taken_alone_and_other_harm_does_not_count() -> None:
    rows = (
        harm(0, (2, 2, 2, EXACT)),
        harm(2, (5, 5, None, AT_LEAST), who="all"),
        harm(1, (9, 9, 9, EXACT), what="lost"),
    )
    assert total(*rows) == (5, 5, None, AT_LEAST)
    assert total(rows[0], rows[2]) == (2, 2, 2, EXACT)


def test_a_proposed_figure_counts_nowhere() -> None:
    row = harm(0, (2, 2, 2, EXACT))
    proposal = ValueNote("n", "a", "i", row.id, "tally", proposed=True)
    assert [value for key, value in cells_for([row], (proposal,)).items() if key.startswith("hurt")] == [None] * 4


def test_names_are_joined_in_the_order_of_the_rows() -> None:
    people = [
        Row("b", "people", 1, {"duty": "doer", "called": "second"}),
        Row("a", "people", 0, {"duty": "doer", "called": "first"}),
        Row("c", "people", 2, {"duty": "done_to", "called": "nobody"}),
    ]
    cells = cells_for(people)
    assert (cells["doers"], cells["people_count"], cells["year"]) == ("first; second", 3, 2019)


def test_a_row_without_a_name_is_told_by_what_else_is_known() -> None:
    people = [
        Row("a", "people", 0, {"duty": "doer", "skills": "x1; x3"}),
        Row("b", "people", 1, {"duty": "doer", "called": "second", "skills": "x2"}),
        Row("c", "people", 2, {"duty": "doer"}),
    ]
    assert cells_for(people)["doers"] == "x1; x3; second"


@QUICK
@given(codings(BOOK, CODERS))
def test_every_coding_has_a_cell_for_every_column(coding: ArticleCoding) -> None:
    names = {column.name for column in derived_columns(BOOK)}
    for incident in coding.incidents:
        assert set(derived_cells(coding, incident, BOOK)) == names
