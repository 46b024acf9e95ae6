# SPDX-License-Identifier: MIT
"""The parser of the command line: every command with its options.

What lives here: the list of commands. What does not: their options and work (one module each); none of these imports
anything heavy before it runs, so that --help and --version come at once.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from types import ModuleType

from curator import __version__
from curator.cli import open_window
from curator.cli.running import Running
from curator.paths import HANDOVER_SUFFIX, PROJECT_SUFFIX

_EXITS = "Exit codes: 0 done; 1 done, but something was refused, left out or found; 2 wrong use; 3 fault."


def with_command(arguments: Sequence[str]) -> list[str]:
    """A file alone is opened: so a double click on a project, or on a packet that somebody sent, needs no command."""
    is_file = bool(arguments) and arguments[0].lower().endswith((PROJECT_SUFFIX, HANDOVER_SUFFIX))
    return ["open", *arguments] if is_file else list(arguments)


def make_parser(arguments: Sequence[str]) -> ArgumentParser:
    """The parser for these arguments. To open the window nothing of the other commands is needed, nor imported."""
    parser = ArgumentParser(
        prog="curator",
        description="Turn news articles into incident data in which every value knows its words. "
        "Without a command the window opens.",
        epilog=_EXITS,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"curator {__version__}")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in (open_window,) if arguments[:1] in ([], ["open"]) else _commands():
        command.add(commands)
    return parser


def _commands() -> tuple[ModuleType, ...]:
    """All of them, in the order of the help."""
    from curator.cli import (
        agreement,
        assign,
        backup,
        check,
        codebook,
        codings,
        copy_project,
        corrections,
        demo,
        explain,
        export,
        handover,
        import_articles,
        import_table,
        new,
        release,
        search,
        suggest,
    )

    return (
        open_window, demo, new, import_articles, import_table, assign, codings, handover, export, release, corrections,
        explain, search, suggest, agreement, codebook, check, backup, copy_project,
    )  # fmt: skip


def _window(arguments: Namespace, running: Running) -> int:
    return open_window.show(running, None, None, False)
