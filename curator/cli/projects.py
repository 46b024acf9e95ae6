# SPDX-License-Identifier: MIT
"""Opening the project a command names, and who acts in it.

What lives here: paths as people type them, reading beside an open window, the coder of a writing command. What does
not: what is done with the project.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli import say
from curator.cli.exits import WrongUse
from curator.paths import exists

if TYPE_CHECKING:
    from curator.settings import Settings
    from curator.workspace import Workspace

_SUFFIX = ".curator"


def text(said: str) -> str:
    """An argument that is no path, as text that can be stored: what the locale could not decode is read as UTF-8."""
    try:
        said.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(said).decode("utf-8", "replace")
    return said


def add_project(parser: ArgumentParser) -> None:
    parser.add_argument("project", metavar="PROJECT", help="the project file (.curator)")


def add_coder(parser: ArgumentParser) -> None:
    """The options that say who acts; every writing command has them."""
    who = parser.add_mutually_exclusive_group()
    who.add_argument(
        "--coder", metavar="CODER", type=text, help="who acts: a coder's unique name or the beginning of an id "
        "(default: who codes in this project on this device)",
    )  # fmt: skip
    who.add_argument("--new-coder", metavar="NAME", type=text, help="make a new coder known to the project, who acts")


def add_viewer(parser: ArgumentParser, option: str = "--coder", *, unblind: bool = False) -> None:
    """The option that says who looks: blind coding hides colleagues' work of articles that are not finished."""
    parser.add_argument(
        option, dest="viewer", metavar="CODER", type=text, default=None, help="who looks: what is hidden from this "
        "coder until all who are assigned have finished is left out (default: who codes here on this device)",
    )  # fmt: skip
    if unblind:
        parser.add_argument(
            "--unblind", metavar="REASON", type=text, default=None,
            help="open what is hidden, for who looks; the project's history tells who, what and this reason",
        )  # fmt: skip


def viewer(workspace: Workspace, said: str | None) -> str:
    """The id of who looks, "" where nobody is known. Raises WrongUse for a name there is none of."""
    from curator.domain.faults import InputRefused
    from curator.settings import Settings
    from curator.tasks.coders import find_coder

    if said is None:
        return Settings().coder_for(workspace.project_id) or ""
    with workspace.read() as reads:
        try:
            return find_coder(reads.coders(), said).id
        except InputRefused as fault:
            raise WrongUse(fault.sentence) from fault


@contextmanager
def looking(arguments: Namespace, reason: str | None = None) -> Iterator[Workspace]:
    """The project, opened for reading; with a `reason` for writing, because looking at what is hidden is an act that
    the history tells."""
    if reason is None:
        with reading(arguments.project) as workspace:
            yield workspace
        return
    if not reason.strip():
        raise WrongUse("Looking at colleagues' work early needs a reason; it is kept in the history.")
    with writing(Namespace(project=arguments.project, coder=arguments.viewer, new_coder=None)) as workspace:
        yield workspace


def project_path(said: str) -> Path:
    """The path as typed; the suffix may be left out."""
    path = Path(said)
    with_suffix = path.with_name(path.name + _SUFFIX) if path.name else path
    return with_suffix if not exists(path) and exists(with_suffix) else path


@contextmanager
def reading(said: str) -> Iterator[Workspace]:
    """The project, opened for reading: this works beside an open window."""
    from curator.workspace import Workspace

    with Workspace.open(project_path(said), write=False) as workspace:
        for notice in workspace.notices:
            say.message(notice)
        yield workspace


@contextmanager
def writing(arguments: Namespace) -> Iterator[Workspace]:
    """The project, opened for writing, with its coder. Raises WrongUse where nobody can be said to act."""
    from curator.domain.faults import NotNow
    from curator.settings import Settings
    from curator.workspace import Workspace

    settings = Settings()
    with Workspace.open(project_path(arguments.project), device=settings.device_id()) as workspace:
        if not workspace.writable:
            reason = workspace.notices[0] if workspace.notices else "It can only be read."
            raise NotNow(f"{workspace.path.name} cannot be changed now. {reason}")
        for notice in workspace.notices:
            say.message(notice)
        if workspace.unclean:
            name = workspace.path.name
            say.message(f"{name} was not closed when it was last used; “curator check” looks whether it is whole.")
        _act(workspace, arguments, settings)
        yield workspace
    if workspace.backup_trouble:
        say.message(workspace.backup_trouble)


def _act(workspace: Workspace, arguments: Namespace, settings: Settings) -> None:
    from curator.domain.faults import InputRefused
    from curator.tasks.coders import choices, find_coder
    from curator.tasks.new_project import make_known

    with workspace.read() as reads:
        coders = reads.coders()
    here = settings.coder_for(workspace.project_id)
    if arguments.new_coder is not None:
        try:
            make_known(workspace, arguments.new_coder, None if here else settings)
        except InputRefused as fault:
            raise WrongUse(fault.sentence) from fault
        return
    said = arguments.coder if arguments.coder is not None else here or ""
    if arguments.coder is None and not any(coder.id == said for coder in coders):
        raise WrongUse(
            f"Say who acts: nobody is known to code in {workspace.path.name} on this device. {choices(coders)} "
            "Use --coder with one of these, or --new-coder NAME. Nothing was changed."
        )
    try:
        workspace.act_as(find_coder(coders, said))
    except InputRefused as fault:
        raise WrongUse(f"{fault.sentence} A new person: --new-coder NAME. Nothing was changed.") from fault
