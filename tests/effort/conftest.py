# SPDX-License-Identifier: MIT
"""The real window, as tests/app has it."""

from __future__ import annotations

from tests.app.conftest import qt_warnings, window, world_places

__all__ = ["qt_warnings", "window", "world_places"]
