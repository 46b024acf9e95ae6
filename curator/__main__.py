# SPDX-License-Identifier: MIT
"""The way in: the command line, and the window where a command opens it. Neither of the two knows the other."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from curator.cli.main import main as command_line

# Where the program is one file without a Python beside it, it starts itself for what is done in a process of its own.
_READER = "--read-a-colleagues-file"
_ARTICLES = "--read-articles-apart"


def _show(project: str | None, article: int | None, exit_when_shown: bool) -> int:
    from curator.app.window import run

    return run(project, article, exit_when_shown)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `curator` with these arguments (default: those of the process). Returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [_READER]:
        from curator.store.foreign_worker import main as read_a_colleagues_file

        return read_a_colleagues_file(arguments[1:])
    if arguments[:1] == [_ARTICLES]:
        from curator.formats.reader_worker import main as read_articles

        return read_articles(arguments[1:])
    return command_line(arguments, _show)


if __name__ == "__main__":
    sys.exit(main())
