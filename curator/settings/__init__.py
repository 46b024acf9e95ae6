# SPDX-License-Identifier: MIT
"""What this device remembers: how the window looks, who codes here in which project, which projects were used."""

from curator.settings.known import KNOWN, Setting, Value
from curator.settings.settings import DeviceCoder, RecentProject, Settings

__all__ = ["KNOWN", "DeviceCoder", "RecentProject", "Setting", "Settings", "Value"]
