# SPDX-License-Identifier: MIT
"""The scripts start on a bare machine: standard library only, a plain sentence on an old Python, and help."""

from __future__ import annotations

import ast
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

STARTED_BY_USERS = ("run.py", "test.py")
ON_A_BARE_MACHINE = (*STARTED_BY_USERS, "environment.py", "system_packages.py", "display.py", "saying.py", "lock.py")


def test_the_scripts_need_the_standard_library_only(checkout: Path) -> None:
    own = {Path(name).stem for name in ON_A_BARE_MACHINE}
    for file in (checkout / "packaging" / name for name in ON_A_BARE_MACHINE):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            outside = {name.split(".")[0] for name in names} - own - set(sys.stdlib_module_names)
            assert not outside, f"{file.name} imports {outside}"


@pytest.mark.parametrize("name", STARTED_BY_USERS)
def test_an_older_python_can_read_the_script_and_is_told_what_is_needed(
    name: str, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = checkout / "packaging" / name
    ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 10, 12, "final", 0))
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(script), run_name="__main__")
    assert stopped.value.code == "Curator needs Python 3.11 or newer; this is Python 3.10."


@pytest.mark.parametrize("name", [*STARTED_BY_USERS, "lock.py"])
def test_help_is_given_before_anything_is_made(name: str, checkout: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(checkout / "packaging" / name), "--help"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CURATOR_VENV": str(tmp_path / "venv")},
    )
    assert done.returncode == 0, done.stderr
    assert "usage" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_continuous_integration_runs_the_test_command(checkout: Path) -> None:
    script = checkout / ".ci" / "run"
    assert "python3 packaging/test.py" in script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK) or os.name == "nt"


def test_the_folder_of_the_scripts_hides_no_installed_package(checkout: Path) -> None:
    """`packaging` is also the name of a distribution; a folder without __init__.py gives way to it."""
    assert not (checkout / "packaging" / "__init__.py").exists()
