# SPDX-License-Identifier: MIT
"""Making a project: the file, its codebook, its first coder.

What lives here: the steps between "New" and an open project. What does not: the file itself (workspace), asking.
"""

from __future__ import annotations

from pathlib import Path

from curator.domain.clock import Clock
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import InputRefused
from curator.operations import AddCoder
from curator.paths import PROJECT_SUFFIX
from curator.settings import Settings
from curator.workspace import Workspace


def create_project(
    path: Path,
    codebook: Codebook,
    *,
    coder: str = "",
    name: str = "",
    settings: Settings | None = None,
    clock: Clock | None = None,
) -> Workspace:
    """Make a project file (with the suffix .curator where it has none) and open it.

    `coder`: the name of who codes here on this device; "" leaves that to be asked later. `settings` remembers project
    and coder. Raises UserFault where the file is there already or cannot be made.
    """
    if path.name in ("", ".."):
        raise InputRefused(f"“{path}” is a folder. Give the new project's file a name; nothing was made.")
    path = path if path.suffix else path.with_name(path.name + PROJECT_SUFFIX)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_fault(error, "Making the folder of the project", path.parent) from error
    device = settings.device_id() if settings else ""
    workspace = Workspace.create(path, codebook, name=name, clock=clock, device=device)
    try:
        if coder.strip():
            make_known(workspace, coder, settings)
        if settings:
            settings.remember_project(workspace.path, workspace.project_id, workspace.name)
    except BaseException:
        workspace.close()
        raise
    return workspace


def make_known(workspace: Workspace, name: str, settings: Settings | None = None) -> Coder:
    """Add a coder, who codes in this project on this device from now on. Raises UserFault for a name that is taken."""
    coder: Coder = workspace.run(AddCoder(name))
    workspace.act_as(coder)
    if settings:
        settings.remember_coder(workspace.project_id, coder.id, coder.name)
    return coder
