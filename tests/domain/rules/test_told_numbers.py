# SPDX-License-Identifier: MIT
"""Which whole numbers a few words tell a rule."""

from __future__ import annotations

import pytest

from curator.domain.rules.told_numbers import numbers_told, words_in


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("three others", [3]),
        ("a guard", []),
        ("dozens of people", []),
        ("two dozen people", [24]),
        ("half a dozen", [6]),
        ("twenty-five and twenty six", [25, 26]),
        ("Two hundred and twelve", [212]),
        ("a hundred", [100]),
        ("three thousand", [3000]),
        ("1,500 or 20", [1500, 20]),
        ("two killed and three injured", [2, 3]),
        ("no one was hurt", [0, 1]),
        ("ثلاثة جنود و٧ مدنيين", [3, 7]),
        ("٧ مدنيين", [7]),
    ],
)
def test_numbers_in_words_and_figures(words: str, numbers: list[int]) -> None:
    assert [told.value for told in numbers_told([word.fold for word in words_in(words)])] == numbers
