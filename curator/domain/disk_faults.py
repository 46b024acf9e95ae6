# SPDX-License-Identifier: MIT
"""What an error of the disk means for the user, in one sentence.

What lives here: the sentences, chosen by error number. What does not: errors of SQLite (store/connection.py), and
catching: whoever touches the disk catches OSError and raises what `disk_fault` makes of it.
"""

from __future__ import annotations

import errno
from pathlib import PurePath

from curator.domain.faults import UserFault

_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_RIGHT = {errno.EACCES, errno.EPERM}


def disk_fault(error: OSError, doing: str, place: PurePath) -> UserFault:
    """A UserFault for a failed step. `doing` completes "... failed": "Writing the backup"; `place`: a file or folder.

    Nothing is promised about data: sentences that can promise it belong to whoever knows.
    """
    where = _quoted(place)
    if error.errno in _NO_ROOM:
        return UserFault(f"{doing} failed: the disk of {where} is full. Nothing was changed; make room and try again.")
    if error.errno == errno.EROFS:
        return UserFault(f"{doing} failed: {where} lies on a disk that cannot be written to. Choose another folder.")
    if error.errno in _NO_RIGHT:
        return UserFault(f"{doing} failed: you have no right to use {where}. Choose another place.")
    if error.errno == errno.ENOENT:
        return UserFault(f"{doing} failed: {where} does not exist (any more).")
    if error.errno == errno.EEXIST:
        return UserFault(f"{doing} failed: {where} exists already and was left as it is. Choose another name.")
    if error.errno == errno.ENAMETOOLONG:
        return UserFault(f"{doing} failed: the name {where} is too long.")
    if error.errno in (errno.ENOTDIR, errno.EISDIR):
        return UserFault(f"{doing} failed: a file stands where a folder is needed, or the other way round, at {where}.")
    if error.errno == errno.EIO:
        return UserFault(f"{doing} failed: the disk of {where} reported an error. Check the disk before you go on.")
    return UserFault(f"{doing} failed at {where}: {error.strerror or type(error).__name__}.")


def in_words(count: int) -> str:
    """A number of bytes for a sentence: `3.1 MB` (decimal units, as disks are sold)."""
    if count < 1_000:
        return f"{count} bytes"
    amount, units = count / 1000, ["kB", "MB", "GB"]
    while amount >= 999.5 and len(units) > 1:
        amount /= 1000
        units.pop(0)
    return f"{amount:,.0f} {units[0]}" if amount >= 99.5 else f"{amount:.1f} {units[0]}"


def _quoted(place: PurePath) -> str:
    return f"“{str(place).encode('utf-8', 'replace').decode('utf-8')}”"
