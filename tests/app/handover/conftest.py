# SPDX-License-Identifier: MIT
"""A team's files, and the lead's window on the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from tests.handing import Team


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path / "team")


@pytest.fixture
def at_lead(window: MainWindow, team: Team) -> MainWindow:
    """Ada's window on her project."""
    window.settings.remember_coder(team.project_id, team.ada.id, team.ada.name)
    assert window.open_project(team.lead)
    settle(window)
    return window
