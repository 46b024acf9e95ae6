# SPDX-License-Identifier: MIT
"""The small project in the real window, as in tests/app/coding."""

from __future__ import annotations

from tests.app.coding.conftest import bench

__all__ = ["bench"]
