# SPDX-License-Identifier: MIT
"""A lock of the operating system on an open file: gone with the process that holds it, however that process ends.

What lives here: asking for such a lock, without waiting. What does not: what a lock means (store/lock.py) and
lock files with an age or a heartbeat. The library filelock empties the file it locks, and ours says who holds it; and
importing it costs more than opening a project.
"""

from __future__ import annotations

import os
import sys

_FAR_BYTE = 1 << 30
"""Windows locks bytes, and a locked byte cannot be read by others: so one far behind the content is locked."""

if sys.platform == "win32":
    import msvcrt

    def try_lock(fd: int) -> bool | None:
        """Lock the open file without waiting: True = ours, False = somebody has it, None = no locks here."""
        place = os.lseek(fd, 0, os.SEEK_CUR)
        try:
            os.lseek(fd, _FAR_BYTE, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            return None
        finally:
            os.lseek(fd, place, os.SEEK_SET)
        return True

else:
    import errno
    import fcntl

    _HELD = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES)

    def try_lock(fd: int) -> bool | None:
        """Lock the open file without waiting: True = ours, False = somebody has it, None = no locks here.

        The lock belongs to this opening of the file: a second one in the same process is refused too. It ends when
        the descriptor is closed, at the latest with the process.
        """
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return False if error.errno in _HELD else None
        return True
