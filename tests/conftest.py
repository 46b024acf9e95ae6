# SPDX-License-Identifier: MIT
"""What every test shares: an own place for the user's files, no display, and the shared data where it exists."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Beside each other on one display, windows would take the focus from each other.
_DISPLAYS = os.environ.get("CURATOR_TEST_DISPLAYS", "").split()
if _DISPLAYS:
    _number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["DISPLAY"] = _DISPLAYS[_number % len(_DISPLAYS)]

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that open a window are known by their place."""
    places = {PROJECT_ROOT / "tests" / name for name in ("app", "journeys", "effort", "soak")}
    for item in items:
        if places & set(item.path.parents):
            item.add_marker(pytest.mark.window)


@pytest.fixture(autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has its own data, configuration and cache folders; the user's are never touched."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CURATOR_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real articles beside the project; tests that need it skip where it is missing."""
    folder = PROJECT_ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the shared data folder is not beside the project")
    return folder
