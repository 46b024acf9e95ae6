# SPDX-License-Identifier: MIT
"""Backups: verified copies under the user's data folder, thinned out with age; and getting a project back from one.

What lives here: their names, when one is due, which are kept (RELIABILITY.md 3.7), making and restoring. What does
not: copying itself (copying.py), and asking at the right moments (tasks, workspace).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from curator import atomic, paths
from curator.domain.clock import Clock, stamp_of
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import UserFault
from curator.pattern import pattern
from curator.shape import Frozen
from curator.store.connection import open_writer
from curator.store.copying import Copied, Source, copy_fault, copy_verified, read_back, reading, remove_database
from curator.store.opening import examine

LAST, HOURS, DAYS, WEEKS = 10, 24, 14, 12
"""Kept: the last ten, and the newest of each of the last so many hours, days and weeks that have one."""
LARGE_BYTES = 500_000_000
MOST_BYTES = 4_000_000_000
_ALWAYS_KEPT = 2
_ROOM = 2.0
_NAME = pattern(r"(\d{8}T\d{6})(\d{3})Z_([a-z0-9-]{1,40})\.curator")


class Backup(Frozen):
    """One backup: its file, when it was made (UTC as everywhere), why, and its size in bytes."""

    path: Path
    at: str
    reason: str
    size: int

    @property
    def moment(self) -> datetime:
        """`at` as a time."""
        return datetime.fromisoformat(self.at.replace("Z", "+00:00"))


def list_backups(project_id: str) -> tuple[Backup, ...]:
    """The backups of a project, the newest first. Files with other names in the folder are not ours and not named."""
    found = []
    with suppress(OSError):
        for file in paths.backup_folder(project_id).iterdir():
            match = _NAME.fullmatch(file.name)
            with suppress(OSError, ValueError):
                if match:
                    second = datetime.fromisoformat(match[1]).replace(tzinfo=UTC)
                    at = stamp_of(int(second.timestamp()) * 1000 + int(match[2]))
                    found.append(Backup(file, at, match[3], file.stat().st_size))
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def make_backup(
    source: Source,
    project_id: str,
    reason: str,
    *,
    clock: Clock | None = None,
    most_bytes: int = MOST_BYTES,
    origin: Path | None = None,
) -> Backup:
    """Make a verified backup, then remove those that are no longer kept and copies left over from killed processes.

    `reason` is a slug for the file's name ("before-import"); `origin`: see copy_verified. Twice the
    size must be free. Raises UserFault when there is no room, or the copy cannot be made or verified; earlier backups
    are untouched then.
    """
    folder = paths.backup_folder(project_id)
    now = (clock or Clock()).now_ms()
    copied = None
    while copied is None:
        target = folder / _file_name(now, reason)
        if paths.exists(target):
            now += 1
            continue
        copied = copy_verified(source, target, room=_ROOM, origin=origin)
    for surplus in no_longer_kept(list_backups(project_id), most_bytes):
        with suppress(OSError):
            surplus.path.unlink()
    atomic.sweep(folder)
    return Backup(copied.path, stamp_of(now), _slug(reason), copied.size)


def is_due(backups: Sequence[Backup], *, last_change: str, now: str, size: int) -> bool:
    """Whether a backup is due beside those before risky acts: half an hour after the last, if anything changed since.

    `last_change` and `now`: UTC as everywhere, `last_change` empty for a project without changes; `size`: of the
    project, bytes. A project over 500 MB is backed up once a day.
    """
    if not last_change:
        return False
    if not backups:
        return True
    newest = max(backups, key=lambda backup: backup.at)
    wait = timedelta(days=1) if size > LARGE_BYTES else timedelta(minutes=30)
    return last_change > newest.at and _time(now) - newest.moment >= wait


def no_longer_kept(backups: Iterable[Backup], most_bytes: int = MOST_BYTES) -> tuple[Backup, ...]:
    """Which backups may go. The two newest always stay; else no more than `most_bytes` together.

    Where the room does not do for all, those that reach back far are kept rather than the ten of the last hour.
    """
    newest_first = sorted(backups, key=lambda backup: (backup.at, backup.path.name), reverse=True)
    by_worth: list[Backup] = [
        *newest_first[:_ALWAYS_KEPT],
        *_newest_of_each(newest_first, "%Y-%m-%d", DAYS),
        *_newest_of_each(newest_first, "%G-%V", WEEKS),
        *_newest_of_each(newest_first, "%Y-%m-%d %H", HOURS),
        *newest_first[:LAST],
    ]
    kept: dict[Path, Backup] = {}
    total = 0
    for backup in by_worth:
        if backup.path not in kept and (len(kept) < _ALWAYS_KEPT or total + backup.size <= most_bytes):
            kept[backup.path] = backup
            total += backup.size
    return tuple(backup for backup in newest_first if backup.path not in kept)


def check_backup(backup: Backup) -> None:
    """Read a backup back. Raises UserFault when it is not a sound project."""
    found = examine(backup.path)
    if not found.is_project:
        raise UserFault(found.sentence)
    read_back(backup.path)


def restore_beside(backup: Path, project: Path, *, clock: Clock | None = None, wal: bool = True) -> Path:
    """Make a new project file from a backup, in the folder of `project` (which need not exist); nothing is replaced.

    Returns the new file, named after the project and the time. `wal`: whether the folder allows the write-ahead log
    (folders.py). Raises UserFault when the backup is damaged or is none, or the folder is full or read-only.
    """
    now = datetime.fromtimestamp((clock or Clock()).now_ms() / 1000, UTC)
    found = examine(backup)
    if not found.is_project:
        raise UserFault(found.sentence)
    with reading(backup) as connection:
        temp = atomic.temp_beside(project, database=True)
        try:
            copy_verified(connection, temp)
            if wal:
                _put_to_wal(temp)
            atomic.sync_file(temp)
            target = _free_name(project, f"restored {now:%Y-%m-%d %H%M}")
            atomic.move_new(temp, target)
        except OSError as error:
            raise disk_fault(error, "Restoring the backup", project.parent) from error
        finally:
            remove_database(temp)
    return target


def save_copy(source: Source, target: Path, *, replace: bool = False, origin: Path | None = None) -> Copied:
    """A copy for a colleague: one file that holds everything, also while the project is open. Raises UserFault."""
    return copy_verified(source, target, replace=replace, origin=origin)


def _put_to_wal(path: Path) -> None:
    try:
        connection = open_writer(path, wal=True)
        connection.close()
    except sqlite3.Error as error:
        raise copy_fault(error, path) from error


def _free_name(project: Path, added: str) -> Path:
    for number in range(1, 1000):
        again = f" no {number}" if number > 1 else ""
        target = project.with_name(f"{project.stem} {added}{again}{project.suffix or paths.PROJECT_SUFFIX}")
        if not any(paths.exists(target.with_name(target.name + suffix)) for suffix in ("", "-wal", "-journal")):
            return target
    raise UserFault(f"Too many restored copies lie beside {project.name}. Move some elsewhere and try again.")


def _newest_of_each(newest_first: Sequence[Backup], period: str, most: int) -> list[Backup]:
    found: dict[str, Backup] = {}
    for backup in newest_first:
        found.setdefault(backup.moment.strftime(period), backup)
    return list(found.values())[:most]


def _file_name(now_ms: int, reason: str) -> str:
    at = stamp_of(now_ms)
    return f"{at[:19].replace('-', '').replace(':', '')}{at[20:23]}Z_{_slug(reason)}.curator"


def _slug(reason: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-")[:40].strip("-") or "backup"


def _time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp.replace("Z", "+00:00"))
