# SPDX-License-Identifier: MIT
"""The real window for journeys: everything that tests/app has."""

from __future__ import annotations

from tests.app.conftest import opened, qt_warnings, sample, sample_file, window, world_places

__all__ = ["opened", "qt_warnings", "sample", "sample_file", "window", "world_places"]
