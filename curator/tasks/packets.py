# SPDX-License-Identifier: MIT
"""A new project from a packet: what a lead sent out, opened by the one who codes.

What lives here: the project made of a hand-over. What does not: making a packet (handover.py), empty projects
(new_project.py), the file of a hand-over (formats).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from curator.domain.clock import Clock
from curator.domain.coding import Coder
from curator.domain.faults import InputRefused
from curator.domain.handover import HandOver
from curator.operations import AddCoder, ReceiveHandOver
from curator.settings import Settings
from curator.tasks.coders import find_coder
from curator.tasks.new_project import create_project
from curator.workspace import Workspace


def new_project_from(
    handover: HandOver,
    path: Path,
    coder: str = "",
    *,
    new_coder: bool = False,
    name: str = "",
    settings: Settings | None = None,
    clock: Clock | None = None,
) -> Workspace:
    """Make a project of a hand-over, with its articles, assignments, coders, settings and codebook, and open it.

    `coder`: the name, id or beginning of an id of who codes here, one of those in the hand-over; with `new_coder` the
    name of somebody else; "" leaves that to be asked later. `name`: of the project, "" for that of where it was made.
    `settings` remembers project and coder. Raises UserFault where there is no such coder, or the file is there already
    or cannot be made.
    """
    if not handover.codebooks:
        raise InputRefused("This file brings no codebook, so no project can be made of it. Nothing was made.")
    who = coder_of(handover, coder, new_coder)
    workspace = create_project(
        path, handover.codebooks[0], name=name or handover.project_name, settings=settings, clock=clock
    )  # fmt: skip
    try:
        workspace.run(ReceiveHandOver(handover, settings=True))
        if new_coder and coder.strip():
            who = workspace.run(AddCoder(coder))
        if who is not None:
            _act_as(workspace, who.id, settings)
    except BaseException:
        workspace.close()
        with suppress(OSError):
            workspace.path.unlink()  # it was made a moment ago and holds nothing yet
        raise
    return workspace


def coder_of(handover: HandOver, coder: str, new_coder: bool = False) -> Coder | None:
    """Who of a hand-over is meant; None where nobody is. Raises InputRefused where there is no such coder in it."""
    return None if new_coder or not coder.strip() else find_coder(handover.coders, coder)


def _act_as(workspace: Workspace, coder_id: str, settings: Settings | None) -> Coder:
    with workspace.read() as reads:
        coder = next(coder for coder in reads.coders() if coder.id == coder_id)
    workspace.act_as(coder)
    if settings:
        settings.remember_coder(workspace.project_id, coder.id, coder.name)
    return coder
