# SPDX-License-Identifier: MIT
"""Whether permissions bind whoever runs the tests: root passes over them, unless it has given that up."""

from __future__ import annotations

import os
import tempfile

import pytest


def permissions_bind() -> bool:
    """Tried with a file that nobody may read."""
    if os.name == "nt":
        return False
    with tempfile.NamedTemporaryFile() as file:
        os.chmod(file.name, 0)  # noqa: PTH101  # the name is text
        try:
            os.close(os.open(file.name, os.O_RDONLY))
        except PermissionError:
            return True
        return False


needs_permissions = pytest.mark.skipif(
    not permissions_bind(), reason="permissions do not bind this user; packaging/test.py runs this without that right"
)
