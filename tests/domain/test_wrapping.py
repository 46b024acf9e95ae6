# SPDX-License-Identifier: MIT
"""Lines broken by hand run on; every code point stays where it is; other texts stay as they are."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.wrapping import unwrapped

ONE = (
    "Two rockets hit the outskirts of the town on Friday evening, wounding three people who were on their way home "
    "from the market, the mayor told reporters on Saturday. He did not say who had fired them, and no group claimed "
    "responsibility for the attack. 😀 It was the third of its kind within a month."
)
OTHER = (
    "Police closed the road for several hours and searched the fields around the town without finding anybody there."
)


@pytest.mark.parametrize("width", [60, 72, 99])
def test_lines_broken_by_hand_run_on_and_paragraphs_stay(width: int) -> None:
    text = "\n\n".join(textwrap.fill(part, width) for part in (ONE, OTHER))
    assert unwrapped(text) == f"{ONE}\n\n{OTHER}"
    assert len(unwrapped(text)) == len(text)


def test_a_short_last_line_ends_its_paragraph_also_without_a_blank_line() -> None:
    text = "\n".join(textwrap.fill(part, 66) for part in (ONE, f"{OTHER} It rained all day long.", ONE))
    assert unwrapped(text) == f"{ONE}\n{OTHER} It rained all day long.\n{ONE}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        f"{ONE}\n{OTHER}\n{ONE}\n{OTHER}\n{ONE}\n{OTHER}",
        "\n".join(
            ("Killed: two", "Wounded: three", "Place: Mosul", "Date: Friday", "Source: police", "Weapon: rockets")
        ),
        "\n".join(("Roses are red and violets are", "blue, and sugar is sweet and", "so are the few lines of this")),
        textwrap.fill(OTHER, 66),
        "\n".join(
            f"{name}, a farmer from one of the villages nearby" for name in ("Ali", "Omar", "Zaid", "Noor", "Yusuf")
        ),
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(st.sampled_from("ab \n\u00e9\u0645😀"), max_size=600))
def test_only_line_ends_between_words_change(text: str) -> None:
    shown = unwrapped(text)
    assert len(shown) == len(text)
    assert all(here == there or (here, there) == ("\n", " ") for here, there in zip(text, shown, strict=True))
