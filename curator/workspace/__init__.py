# SPDX-License-Identifier: MIT
"""One open project: the only door to it for the tasks and the faces."""

from curator.workspace.feed import ChangeSet
from curator.workspace.workspace import Workspace

__all__ = ["ChangeSet", "Workspace"]
