# SPDX-License-Identifier: MIT
"""What the tests of searching share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.workspace import Workspace
from tests.searching import searched_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """An English, an Arabic and another English article, nothing coded; Ann codes."""
    with searched_project(tmp_path / "p.curator") as workspace:
        yield workspace
