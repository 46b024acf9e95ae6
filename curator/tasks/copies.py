# SPDX-License-Identifier: MIT
"""Backups and copies as the faces ask for them.

What lives here: finding the backups of a project, also of one that cannot be opened any more; making, restoring,
copying. What does not: how a copy is verified and which backups are kept (store/copying.py, store/backup.py).
"""

from __future__ import annotations

from pathlib import Path

from curator.domain.clock import Clock
from curator.domain.faults import InputRefused, UserFault
from curator.paths import exists, is_folder
from curator.settings import Settings
from curator.store import backup
from curator.store.backup import Backup
from curator.store.copying import Copied
from curator.workspace import Workspace


def backups_of(project: Path, settings: Settings | None = None) -> tuple[Backup, ...]:
    """The backups of a project, the newest first.

    A project that cannot be opened is known by its path where this device has used it. Raises UserFault otherwise.
    """
    return backup.list_backups(_project_id(project, settings))


def make_backup(workspace: Workspace, reason: str = "by hand") -> Backup:
    """Make a verified backup now. Raises UserFault where there is no room or the copy cannot be verified."""
    return workspace.back_up(reason)


def chosen_backup(backups: tuple[Backup, ...], said: str) -> Path:
    """The backup with this number in the list (1 is the newest; "" too), or the file named. Raises InputRefused."""
    if not said and backups:
        return backups[0].path
    if said.isdecimal() and 1 <= int(said) <= len(backups):
        return backups[int(said) - 1].path
    if said and not said.isdecimal() and exists(Path(said)):
        return Path(said)
    if not backups:
        raise InputRefused("There is no backup of this project.")
    raise InputRefused(f"There is no backup “{said}”; the project has {len(backups)} (“curator backup list”).")


def restore_backup(chosen: Path, project: Path, clock: Clock | None = None) -> Path:
    """Make a new project file beside `project` from a backup; the old file stays as it is. Returns the new file."""
    return backup.restore_beside(chosen, project, clock=clock)


def save_copy(project: Workspace | Path, target: Path, *, replace: bool = False) -> Copied:
    """A copy for a colleague, one file that holds everything, also while the project is open. Raises UserFault.

    `target` may be a folder; the copy then has the project's name.
    """
    path = project.path if isinstance(project, Workspace) else project
    target = target / path.name if is_folder(target) else target
    if isinstance(project, Workspace):
        return project.save_copy(target, replace=replace)
    return backup.save_copy(path, target, replace=replace)


def _project_id(project: Path, settings: Settings | None) -> str:
    try:
        with Workspace.open(project, write=False) as workspace:
            return workspace.project_id
    except UserFault:
        used = settings.recent_projects() if settings else ()
        for recent in used:
            if recent.path == project.absolute():
                return recent.id
        raise
