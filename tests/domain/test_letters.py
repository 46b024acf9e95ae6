# SPDX-License-Identifier: MIT
"""Letters that count go on as the columns of a spreadsheet do."""

from __future__ import annotations

from curator.domain.letters import letters_of


def test_letters_go_on_behind_z() -> None:
    assert [letters_of(at) for at in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
