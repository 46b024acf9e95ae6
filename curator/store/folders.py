# SPDX-License-Identifier: MIT
"""What kind of place a project lies in: synchronised, on a network, read-only, with conflicting copies beside it.

What lives here: looking around (`look_around`, the only part that touches the disk) and judging what was seen
(`judge`, pure). What does not: refusing anything. A warning costs nothing when it is wrong; SQLite's write-ahead log
in a shared or synchronised folder can cost work, so it is only allowed where neither is seen (RELIABILITY.md 3, row 2).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

from curator.paths import exists
from curator.pattern import pattern
from curator.shape import Frozen

# Hidden files and folders by which a sync program marks its root.
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".seafile-data": "Seafile",
}
_MARKED_DATABASE = pattern(r"[._]+sync_[0-9a-f]+\.db", re.IGNORECASE)  # Nextcloud and ownCloud
_RESILIO = (".sync", "ID")  # a folder .sync that holds a file ID

# Names of folders that sync programs make. Matched whole, without regard to case.
_FOLDER_NAMES = (
    (pattern(r"dropbox( \(.+\))?", re.I), "Dropbox"),
    (pattern(r"onedrive( - .+|-.+)?", re.I), "OneDrive"),
    (pattern(r"google ?drive([ -].+)?|googledrive-.+", re.I), "Google Drive"),
    (pattern(r"nextcloud\d*", re.I), "Nextcloud"),
    (pattern(r"owncloud\d*", re.I), "ownCloud"),
    (pattern(r"mobile documents|com~apple~clouddocs|iclouddrive|icloud drive", re.I), "iCloud Drive"),
    (pattern(r"box sync|box-box", re.I), "Box"),
    (pattern(r"pcloud ?drive", re.I), "pCloud"),
    (pattern(r"mega(sync)?", re.I), "MEGA"),
    (pattern(r"seafile", re.I), "Seafile"),
    (pattern(r"syncthing", re.I), "Syncthing"),
)

# One of these stands in every such name: most paths need none of the patterns.
_FOLDER_SIGNS = ("drive", "box", "cloud", "documents", "mega", "seafile", "syncthing")

# File systems on which two computers (or a computer and its guest) can write one file: no shared memory between them.
_NETWORK_TYPES = pattern(
    r"nfs\d?|cifs|smb\d?|smbfs|smbfuse|afs|afpfs|ncpfs|ncp|ceph|glusterfs|lustre|gfs2|ocfs2|beegfs|orangefs|coda|acfs|"
    r"davfs|webdav|webdavfs|ftp|9p|drvfs|vboxsf|prl_fs|vmhgfs|virtiofs|macfuse_.*|osxfuse_.*|"
    r"fuse\.(sshfs|rclone|davfs.*|s3fs|gcsfuse|glusterfs|ceph.*|gvfsd-fuse|vmhgfs-fuse|smbnetfs|curlftpfs|mfs|"
    r"moosefs|juicefs|goofys|blobfuse.*|onedriver|google-drive-ocamlfuse|pcloud.*|mega.*)",
    re.IGNORECASE,
)
_OWN_TYPES = ("ext4", "btrfs", "xfs", "overlay", "tmpfs", "apfs", "rootfs", "")  # those met most, told without it
_OWN_ROOT = ("9p", "virtiofs")
_MOST_SIBLINGS = 20_000


class Surroundings(Frozen):
    """What was seen around a project file. Everything `judge` needs, and nothing it has to look up."""

    path: PurePath
    markers: tuple[str, ...] = ()
    """Names of sync programs whose markers lie in the folder or above it."""
    siblings: tuple[str, ...] = ()
    """Names of the other files in the folder."""
    filesystem: str = ""
    """The type of the file system as the system names it; empty when it does not say."""
    remote: bool = False
    """Whether the system itself says that the place is on the network (Windows)."""
    folder_writable: bool = True
    file_writable: bool = True


class Place(Frozen):
    """What the surroundings mean. `warnings` are plain sentences for the user, the gravest first."""

    warnings: tuple[str, ...]
    wal_allowed: bool
    """Whether SQLite's write-ahead log may be used; without it the project is open in one window only."""
    synced_by: str
    """The sync program's name, or empty."""
    network: bool
    writable: bool
    conflict_copies: tuple[str, ...]
    """Names of files in the folder that look like another version of this project."""


def place_of(project: Path) -> Place:
    """Look around a project file (it need not exist yet) and judge."""
    return judge(look_around(project))


def judge(seen: Surroundings) -> Place:
    """What the surroundings mean."""
    synced_by = _sync_program(seen)
    network = seen.remote or is_network_type(seen.filesystem) or str(seen.path).startswith(("\\\\", "//"))
    copies = conflict_copies(seen.path.name, seen.siblings, icloud=synced_by == "iCloud Drive")
    writable = seen.folder_writable and seen.file_writable
    return Place(
        warnings=tuple(_warnings(seen, synced_by, network, copies)),
        wal_allowed=not (synced_by or network),
        synced_by=synced_by,
        network=network,
        writable=writable,
        conflict_copies=copies,
    )


def _warnings(seen: Surroundings, synced_by: str, network: bool, copies: tuple[str, ...]) -> Iterable[str]:
    name = seen.path.name
    if copies:
        yield (
            f"Beside this project lies what looks like another version of it: {', '.join(copies[:3])}"
            f"{' and more' if len(copies) > 3 else ''}. A sync program makes such copies when a project is changed in "
            "two places. Nothing is lost: open the copy to see what it holds."
        )
    original = original_of(name)
    if original:
        yield f"This file looks like a sync program's copy of {original}, made because both were changed."
    if synced_by:
        yield (
            f"This folder is synchronised by {synced_by}, which may copy a project half-way through a change. "
            "Keep the project in a folder of this computer and pass it on with “Save a copy”."
        )
    elif network:
        yield (
            "This folder is on another computer or a shared drive. Work in one window only, and make copies with "
            "“Save a copy”; a folder of this computer is safer and faster."
        )
    if not seen.folder_writable:
        yield "This folder is read-only, so the project can be read, not changed."
    elif not seen.file_writable:
        yield f"{name} is read-only, so it can be read, not changed."


def _sync_program(seen: Surroundings) -> str:
    if seen.markers:
        return seen.markers[0]
    parts = seen.path.parts[:-1]
    for part in reversed(parts):
        if any(sign in part.lower() for sign in _FOLDER_SIGNS):
            for names, program in _FOLDER_NAMES:
                if names.fullmatch(part):
                    return program
    if "CloudStorage" in parts[:-1] and "Library" in parts:  # macOS keeps every provider's folder there
        return parts[parts.index("CloudStorage") + 1].split("-")[0]
    return ""


def is_network_type(filesystem: str) -> bool:
    """Whether files on such a file system can be changed by another computer at the same time."""
    return filesystem not in _OWN_TYPES and _NETWORK_TYPES.fullmatch(filesystem) is not None


_CONFLICT_TAIL = pattern(
    # Dropbox, Nextcloud, Seafile, each in the user's language
    r" \(.*(conflict|konflikt|conflit|conflitto|conflito|конфликт|冲突|競合).*\)"
    r"|[-_. ](conflict|sync-conflict|case conflict)[-_. ].*"  # ownCloud, Syncthing
    r"|_conf\(\d+\)| \[conflict\]| \(\d+\)",  # Google Drive, browsers
    re.IGNORECASE,
)


def conflict_copies(name: str, siblings: Iterable[str], *, icloud: bool = False) -> tuple[str, ...]:
    """Those siblings whose names are this file's with what a sync program adds to the second version."""
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    found = []
    for other in siblings:
        if other == name or not (other.startswith(stem) and other.endswith(suffix)):
            continue
        added = other[len(stem) : len(other) - len(suffix)]
        if _CONFLICT_TAIL.fullmatch(added) or (icloud and re.fullmatch(r" \d+", added)):
            found.append(other)
    return tuple(sorted(found))


def original_of(name: str) -> str:
    """The name a conflicting copy was made of; empty for other files. ` (1)` alone does not make a copy one."""
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    for at in range(1, len(stem)):
        if stem[at] in " -_." and _CONFLICT_TAIL.fullmatch(stem[at:]) and not re.fullmatch(r" \(\d+\)", stem[at:]):
            return stem[:at] + suffix
    return ""


# ---- looking


def look_around(project: Path) -> Surroundings:
    """See what lies around a project file. Never raises for the disk: what cannot be seen is not there."""
    project = project.resolve()
    folder = project.parent
    return Surroundings(
        path=project,
        markers=tuple(_markers(folder)),
        siblings=tuple(_names(folder)),
        filesystem=_filesystem(folder),
        remote=_is_remote_drive(project),
        folder_writable=_is_writable(next((place for place in (folder, *folder.parents) if exists(place)), folder)),
        file_writable=not exists(project) or _is_writable(project),
    )


def _markers(folder: Path) -> Iterable[str]:
    home = Path.home()
    for place in (folder, *folder.parents):
        for marker, program in _MARKERS.items():
            if os.path.lexists(place / marker) and not (marker == ".dropbox" and place == home):
                yield program  # ~/.dropbox is the program's own folder, and says nothing about the home folder
        if exists(place / _RESILIO[0] / _RESILIO[1]):
            yield "Resilio Sync"
        if place != place.parent and any(_MARKED_DATABASE.fullmatch(name) for name in _hidden_names(place)):
            yield "Nextcloud"
        if place == home:
            return


def _hidden_names(folder: Path) -> list[str]:
    return [name for name in _names(folder) if name.startswith((".", "_"))]


def _names(folder: Path) -> list[str]:
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found.append(entry.name)
                if len(found) == _MOST_SIBLINGS:
                    break
    except OSError:
        return []
    return found


def _is_writable(path: Path) -> bool:
    if not os.access(path, os.W_OK):
        return False
    try:
        return os.name == "nt" or not os.statvfs(path).f_flag & os.ST_RDONLY
    except OSError:
        return True


def _filesystem(folder: Path) -> str:
    platform = str(sys.platform)
    try:
        if platform.startswith("linux"):
            return filesystem_from_mountinfo(Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape"), folder)
        return filesystem_from_mount(_mounts(), folder) if platform == "darwin" else ""
    except (OSError, UnicodeError):
        return ""


def _mounts() -> str:
    """What `mount` prints; nothing where it takes too long."""
    import subprocess  # only wanted on macOS

    try:
        return subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False).stdout
    except subprocess.SubprocessError:
        return ""


def filesystem_from_mountinfo(mountinfo: str, folder: PurePath) -> str:
    """The type of the file system a folder lies on, from the text of /proc/self/mountinfo (proc(5)).

    A virtual machine may have its whole root from its host (9p, virtiofs): nobody else works there; it is "rootfs".
    """
    best, kind = "", ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields, types = before.split(" "), after.split(" ")
        if len(fields) < 5 or not types[0]:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
        if _lies_below(folder, point) and len(point) >= len(best):  # of two at one point the later one is on top
            best, kind = point, types[0]
    return "rootfs" if best == "/" and kind in _OWN_ROOT else kind


def filesystem_from_mount(shown: str, folder: PurePath) -> str:
    """The same from what `mount` prints on macOS: `//user@host/share on /Volumes/share (smbfs, nodev)`."""
    best, kind = "", ""
    for line in shown.splitlines():
        match = re.fullmatch(r".* on (/.*) \(([^,)]+).*\)", line)
        if match and _lies_below(folder, match[1]) and len(match[1]) >= len(best):
            best, kind = match[1], match[2]
    return kind


def _lies_below(folder: PurePath, point: str) -> bool:
    text = folder.as_posix()
    return text == point or text.startswith(point.rstrip("/") + "/")


def _is_remote_drive(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == drive_remote)
    return False
