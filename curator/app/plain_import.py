# SPDX-License-Identifier: MIT
"""Python's own import statement, given back after PySide has put its own in place of it.

What lives here: giving it back, once, before the window's modules are read. What does not: what is imported when.

For `from __feature__ import snake_case`, which Curator does not use, PySide replaces `builtins.__import__` (it keeps
Python's as `__orig_import__`), and after every import it looks whether the module's source says "PySide6": it reads,
and keeps, the source of each module that comes after it. Until the window stood those were 164 files.
"""

from __future__ import annotations

import builtins


def give_back_import() -> None:
    """Let import statements be Python's own again; nothing happens where a version of PySide leaves them alone.

    To be called when PySide6 is imported and none of its modules yet: those may put something of their own over what
    they find. From then on no module can ask for a `__feature__` of PySide.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = own
