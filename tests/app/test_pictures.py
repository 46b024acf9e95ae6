# SPDX-License-Identifier: MIT
"""The script that takes pictures of the window, at both sizes and in three themes, and looks at their layout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from curator.app import picture
from curator.app.main_window import MainWindow
from tests.conftest import PROJECT_ROOT

LOOKING, CODING, DIALOGS, REVIEW, HANDING, BRINGING = 20, 38, 7, 21, 12, 10


def test_the_picture_of_coding_shows_a_proposal_and_the_strip(window: MainWindow, sample: Path, tmp_path: Path) -> None:
    picture.show_coding(window, sample, incident=3)
    assert picture.take(window, tmp_path / "window.png")
    page = window.page
    assert page is not None
    assert page.strip.isVisible()
    line = page.side.values.current_value()
    assert line is not None
    assert line.proposed
    assert window.messages.rows() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (("--size", "1280x800", "--theme", "light"), LOOKING + DIALOGS + REVIEW + HANDING + CODING + BRINGING),
        (("--size", "1920x1080", "--theme", "dark", "--part", "looking"), LOOKING),
        (("--size", "1280x800", "--theme", "dark-contrast", "--part", "coding"), CODING),
        (("--size", "1280x800", "--theme", "dark-contrast", "--part", "review"), REVIEW),
        (("--size", "1280x800", "--theme", "dark-contrast", "--part", "bringing"), BRINGING),
        (("--size", "1280x800", "--theme", "dark", "--part", "coding", "--font-size", "14"), CODING),
    ],
)  # fmt: skip
def test_pictures_are_taken_and_no_layout_is_at_fault(
    sample: Path, tmp_path: Path, own_places: Path, wanted: tuple[str, ...], count: int
) -> None:
    """Some of the sizes and themes: without any options the script shows all of them."""
    script = PROJECT_ROOT / "packaging" / "pictures.py"
    done = subprocess.run(
        [sys.executable, str(script), str(sample), str(tmp_path / "out"), "--quick", *wanted],
        capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "CURATOR_HOME": str(own_places), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    taken = done.stdout.split()
    assert len(taken) == count
    assert all((tmp_path / "out" / name).stat().st_size > 7_000 for name in taken)
