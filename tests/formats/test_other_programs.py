# SPDX-License-Identifier: MIT
"""What other programs read of our files: R, LibreOffice, GDAL, pandas, sqlite-utils and frictionless find every cell as
it was written. A program that is not there is passed over (packaging/check_exports.py asks the same)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import PROJECT_ROOT

pytestmark = pytest.mark.slow
pytest.importorskip("pandas")
pytest.importorskip("frictionless")
pytest.importorskip("openpyxl")
Made = dict[str, dict[str, Path]]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_exports", PROJECT_ROOT / "packaging" / "check_exports.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_exports"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return dict(script.exports(tmp_path_factory.mktemp("exports")))


@pytest.mark.parametrize("project", ["the sample", "tricky texts"])
@pytest.mark.parametrize("name", ["pandas", "sqlite-utils", "frictionless", "R", "LibreOffice", "GDAL"])
def test_a_program_reads_every_cell_as_it_was_written(
    script: ModuleType, made: Made, name: str, project: str, tmp_path: Path
) -> None:
    program = next(each for each in script.PROGRAMS if each.name == name)
    if not program.there:
        pytest.skip(f"{name} is not installed")
    found = program.check(made[project], tmp_path)
    assert found.cells > 300
    assert found.differences == ()


def test_a_cell_that_was_changed_is_told(script: ModuleType, made: Made, tmp_path: Path) -> None:
    import shutil

    folders = dict(made["the sample"])
    copy = tmp_path / "csv"
    shutil.copytree(folders["csv"], copy)
    path = copy / "incidents.csv"
    path.write_bytes(path.read_bytes().replace(b"Qayyara", b"Quayyara", 1))
    found = script.compared("incidents.csv", script.cells_of(folders["csv"] / "incidents.csv"), script.cells_of(path))
    assert len(found.differences) == 1
    assert not script.same_value("007", "7")
    assert not script.same_value("1e5", "100000")
    assert script.same_value("2.0", "2")


def test_the_report_that_is_kept_is_of_these_programs_and_of_no_machine(script: ModuleType) -> None:
    text = (PROJECT_ROOT / "packaging" / "reports" / "exports.txt").read_text(encoding="utf-8")
    for program in script.PROGRAMS:
        assert f"{program.name} " in text
    assert "differ" not in text
    assert "/" not in text.replace("and/or", "")
