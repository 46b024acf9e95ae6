# SPDX-License-Identifier: MIT
"""The real window, as tests/app has it."""

from __future__ import annotations

from tests.app.conftest import nothing_later, qt_warnings, window

__all__ = ["nothing_later", "qt_warnings", "window"]
