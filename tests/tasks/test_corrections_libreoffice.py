# SPDX-License-Identifier: MIT
"""LibreOffice opens an exported data set, writes it again in the way of a country, and nothing of that is a change.

Skips where LibreOffice is not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from curator.tasks.corrected_files import read_returned
from curator.tasks.corrections import find_corrections
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.sample import build_sample
from curator.workspace import Workspace

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here"),
]
FILES = ("incidents", "casualties", "articles")
ENGLISH, GERMAN = "1033", "1031"


def converted(home: Path, source: Path, kind: str, *more: str) -> None:
    """Have LibreOffice write a file again, beside it."""
    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation=file://{home}/office", "--convert-to", kind, *more,
         "--outdir", str(source.parent), str(source)],
        check=True, env={**os.environ, "HOME": str(home)}, capture_output=True, timeout=240,
    )  # fmt: skip


@pytest.mark.parametrize("language", [ENGLISH, GERMAN])
def test_what_libreoffice_writes_again_holds_no_change(tmp_path: Path, language: str) -> None:
    build_sample(tmp_path / "s.curator")
    folder = tmp_path / "set"
    with Workspace.open(tmp_path / "s.curator") as workspace:
        with workspace.read() as reads:
            workspace.act_as(reads.coders()[0])
        export_set(workspace, folder, ExportOptions(layer="all"))
        for name in FILES:  # numbers and days of the country are understood as such, and written as such
            opening = f"--infilter=Text - txt - csv (StarCalc):44,34,76,1,,{language},false,true"
            converted(tmp_path, folder / f"{name}.csv", "xlsx", opening)
        returned = read_returned(folder, workspace.codebook)
        assert sorted(file.table.name for file in returned.files) == sorted(f"{name}.xlsx" for name in FILES)
        assert find_corrections(workspace, returned).corrections == ()
        for name in FILES:
            book = folder / f"{name}.xlsx"
            before = (folder / f"{name}.csv").read_bytes()
            converted(tmp_path, book, f"csv:Text - txt - csv (StarCalc):59,34,76,1,,{language},false,true,false")
            assert (folder / f"{name}.csv").read_bytes() != before
            book.unlink()
        returned = read_returned(folder, workspace.codebook)
        assert len(returned.files) == len(FILES)
        assert find_corrections(workspace, returned).corrections == ()
