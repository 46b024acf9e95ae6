# SPDX-License-Identifier: MIT
"""The way in: the command line, and the window where a command opens it. Neither of the two knows the other."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from curator.cli.main import main as command_line


def _show(project: str | None, article: int | None, exit_when_shown: bool) -> int:
    from curator.app.window import run

    return run(project, article, exit_when_shown)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `curator` with these arguments (default: those of the process). Returns the exit code."""
    return command_line(argv, _show)


if __name__ == "__main__":
    sys.exit(main())
