# SPDX-License-Identifier: MIT
"""The scripts of `packaging/` as modules, though they are no part of the package."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPTS = ("saying", "system_packages", "environment", "lock", "display", "run")


@pytest.fixture
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """Fresh modules of the scripts by name, gone again after the test."""
    monkeypatch.syspath_prepend(str(CHECKOUT / "packaging"))
    for name in SCRIPTS:
        monkeypatch.delitem(sys.modules, name, raising=False)
    loaded = {name: importlib.import_module(name) for name in SCRIPTS}
    for name, module in loaded.items():
        monkeypatch.setitem(sys.modules, name, module)
    return loaded
