# SPDX-License-Identifier: MIT
"""Files of hand-overs get names that every disk takes, whatever project and coder are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.app.handover.file_names import file_name, is_handover, slug

EVIL = ("../../etc/passwd", "CON", "a/b\\c", "", "  ", ".", "نص", "x" * 300, "a\x00b", "Ärzte & Söhne", "\u202egnp.exe")


@pytest.mark.parametrize("name", EVIL)
def test_a_name_made_of_anything_is_one_plain_file(name: str) -> None:
    made = file_name(name, [name], "2026-11-25", "019abc12-0000-7000-8000-00000000abcd")
    assert re.fullmatch(r"[a-z0-9-]+\.curator-handover", made)
    assert Path(made).name == made
    assert is_handover(Path(made))
    assert made.endswith("-2026-11-25-00abcd.curator-handover")


@given(st.text(max_size=200))
def test_a_slug_is_short_and_plain(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"([a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?)?", made)


def test_project_and_coder_are_told_by_the_name() -> None:
    assert file_name("Iraq security", ["Ben Okri"], "2026-11-25", "").startswith("iraq-security-ben-okri-2026-11-25.")


def test_the_suffix_is_known_in_capitals_too() -> None:
    assert is_handover(Path("BEN.CURATOR-HANDOVER"))
    assert not is_handover(Path("ben.curator"))
