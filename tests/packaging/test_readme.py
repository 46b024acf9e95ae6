# SPDX-License-Identifier: MIT
"""What README.md promises is there: its links, its two commands, and every command of the program it names."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
LINKS = sorted(set(re.findall(r"\]\(([^)#]+)", README)))
COMMANDS = sorted(set(re.findall(r"[`/]curator ((?:codings|backup|codebook) [a-z]+|[a-z]+)", README)))


@pytest.mark.parametrize("link", LINKS)
def test_each_link_leads_to_a_file_of_the_project(link: str, checkout: Path) -> None:
    assert (checkout / link).exists()


def test_the_two_commands_are_there_word_for_word(checkout: Path) -> None:
    for command in ("python3 packaging/run.py", "python3 packaging/test.py"):
        assert f"\n    {command}\n" in README
        assert (checkout / command.split()[1]).is_file()


def test_commands_are_found_in_the_text() -> None:
    assert {"open", "export", "explain", "codings import", "backup list", "codebook show"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_named_gives_help(command: str, checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "curator", *command.split(), "--help"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert command.split()[-1] in done.stdout


def test_each_door_for_other_packages_is_one_the_program_looks_behind(checkout: Path) -> None:
    doors = set(re.findall(r"entry point `([a-z._]+)`", README))
    assert doors
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert doors == set(project["entry-points"])
