# SPDX-License-Identifier: MIT
"""The command line: from arguments to an exit code.

What lives here: choosing the command, and what becomes of whatever it raises. What does not: the commands (one module
each), the window (curator/__main__.py brings it along).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from curator.cli import say
from curator.cli.exits import DONE, FAULT, PARTLY, WRONG_USE, WrongUse
from curator.cli.parsing import make_parser, with_command
from curator.cli.running import Running, Show
from curator.domain.faults import InputRefused, UserFault


def main(argv: Sequence[str] | None = None, show: Show | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done but something was refused, left out or found,
    2 wrong use, 3 fault. `show` opens the window."""
    say.set_up_streams()
    arguments = with_command(sys.argv[1:] if argv is None else argv)
    running = Running(show)
    try:
        code = _run(arguments, running)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return _nobody_reads()


def _run(arguments: list[str], running: Running) -> int:
    try:
        chosen = make_parser(arguments).parse_args(arguments)
        with running.listening():
            return int(chosen.run(chosen, running))
    except SystemExit as end:  # argparse has said what is wrong, or shown its help
        return DONE if end.code in (None, 0) else WRONG_USE
    except WrongUse as fault:
        return _told(fault, WRONG_USE, running)
    except UserFault as fault:
        return _told(fault, PARTLY if running.cancelled() else FAULT, running)
    except KeyboardInterrupt:
        running.progress.clear()
        say.message("Stopped. What was saved before stays; nothing is half done.")
        return PARTLY
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last one who can tell the user; the report is for mending
        running.progress.clear()
        return _crashed(error)


def _told(fault: UserFault, code: int, running: Running) -> int:
    running.progress.clear()
    say.message(fault.sentence)
    for place in fault.places if isinstance(fault, InputRefused) else ():
        say.message(f"  {place}")
    return code


def _crashed(error: Exception) -> int:
    from curator.tasks.crash import write_crash_report

    path = write_crash_report(error)
    where = f" A report without any article's text is in {path}." if path else ""
    say.message(f"Curator has a bug ({type(error).__name__}) and stopped. What was saved before stays.{where}")
    return FAULT


def _nobody_reads() -> int:
    """Whoever read the results has had enough (`curator ... | head`): nothing more is written, also not at the end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
    return DONE
