# SPDX-License-Identifier: MIT
"""Root's tests about permissions are run, not skipped: the command that starts them gives root's override up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT_ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="other rights there")

TRY = """
import os, subprocess, sys
def allowed(work):
    try:
        work()
        return True
    except PermissionError:
        return False
print(allowed(lambda: open(sys.argv[1])), allowed(lambda: open(sys.argv[2] + "/new", "w")),
      os.access(sys.argv[1], os.R_OK), os.access(sys.argv[2], os.W_OK), os.geteuid())
"""


def test_what_is_started_so_and_what_that_starts_are_bound_by_permissions(tmp_path: Path) -> None:
    secret, locked = tmp_path / "secret", tmp_path / "locked"
    secret.write_bytes(b"not for reading")
    secret.chmod(0)
    locked.mkdir(mode=0o500)
    script = str(PROJECT_ROOT / "packaging" / "plain_rights.py")
    again = "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', *sys.argv[1:]]).returncode)"
    done = subprocess.run(
        [sys.executable, script, sys.executable, "-c", again, TRY, str(secret), str(locked)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "cannot be given up here" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.stderr == ""
    assert done.stdout.split() == ["False", "False", "False", "False", str(os.geteuid())]


def test_the_exit_code_is_that_of_the_command() -> None:
    script = str(PROJECT_ROOT / "packaging" / "plain_rights.py")
    done = subprocess.run([sys.executable, script, sys.executable, "-c", "raise SystemExit(7)"], check=False)
    assert done.returncode == 7
