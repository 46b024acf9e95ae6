# SPDX-License-Identifier: MIT
"""A process that exports a project again and again until it is killed; it prints a line before each export.

Usage: exporting_process.py PROJECT FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from curator.tasks.export import ExportOptions, export_set
from curator.workspace import Workspace

if __name__ == "__main__":
    with Workspace.open(sys.argv[1], write=False) as workspace:
        while True:
            os.write(1, b"B\n")
            export_set(workspace, Path(sys.argv[2]), ExportOptions(replace=True))
