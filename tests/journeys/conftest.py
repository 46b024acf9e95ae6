# SPDX-License-Identifier: MIT
"""The real window for journeys: everything that tests/app has."""

from __future__ import annotations

from tests.app.conftest import nothing_later, opened, qt_warnings, sample, sample_file, window

__all__ = ["nothing_later", "opened", "qt_warnings", "sample", "sample_file", "window"]
