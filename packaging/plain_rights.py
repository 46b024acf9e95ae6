# SPDX-License-Identifier: MIT
"""Runs a command as root without root's right to pass over the permissions of files:

    python3 packaging/plain_rights.py COMMAND ARGUMENTS...

Some tests are about files and folders that a user may not read or write, and root may everything. The user stays root,
so that everything that belongs to root can be used as before, but permissions bind: on Linux the two capabilities that
lift them (capabilities(7)) are given up for the command and all that it starts. Elsewhere, and for other users, the
command is just run. Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import sys

from saying import say

_OVERRIDE, _READ_SEARCH = 1, 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
_GIVEN_UP = 1 << _OVERRIDE | 1 << _READ_SEARCH
_DROP_FROM_BOUNDING_SET = 24  # PR_CAPBSET_DROP: a program that root starts gets what stands in that set
_VERSION = 0x20080522  # _LINUX_CAPABILITY_VERSION_3: two words for each set


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def bind_permissions() -> str:
    """Gives the two rights up for this process and what it starts. Returns why it could not, in a sentence, or ""."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return ""
    if os.stat(".").st_uid != 0:  # noqa: PTH116  # this folder; tests write caches into it
        return _kept("this folder belongs to another user")
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        header, sets = _Header(_VERSION, 0), (_Sets * 2)()
        _asked(libc.prctl(_DROP_FROM_BOUNDING_SET, _OVERRIDE, 0, 0, 0))
        _asked(libc.prctl(_DROP_FROM_BOUNDING_SET, _READ_SEARCH, 0, 0, 0))
        _asked(libc.capget(ctypes.byref(header), sets))
        for name, _ in _Sets._fields_:
            setattr(sets[0], name, getattr(sets[0], name) & ~_GIVEN_UP)
        _asked(libc.capset(ctypes.byref(header), sets))
    except (AttributeError, OSError) as fault:
        return _kept(str(fault))
    return ""


def _kept(reason: str) -> str:
    return f"Root's rights cannot be given up here ({reason}), so tests about permissions are skipped."


def _asked(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def main() -> None:
    if trouble := bind_permissions():
        say(trouble)
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
