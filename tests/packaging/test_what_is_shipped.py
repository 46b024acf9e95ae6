# SPDX-License-Identifier: MIT
"""The wheel holds the program with its resources and nothing else; no file of the project names a machine."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Cut in two, so that this file does not find itself.
TRACES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "debian" + ".org/debian",
    "/work" + "/",
    "/opt" + "/wheels",
    "/opt" + "/pypi",
)
SEED = "4b9e3a91258b25e60d6be019168e9616dd3cb042158962a4298c1d66b238af4d"
NOT_OURS = {".git", ".venv", "curator-demo", "__pycache__", "build", "dist"}
BINARY = {".png", ".ico", ".curator", ".db", ".woff2", ".ttf", ".xz"}


def own_files(checkout: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(checkout):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("_cache")]
        folders[:] = [name for name in folders if name not in (".hypothesis",)]
        for name in files:
            yield Path(folder) / name


def test_no_file_names_a_package_source_or_a_place_on_one_machine(checkout: Path) -> None:
    found = []
    for file in own_files(checkout):
        if file.suffix in BINARY:
            continue
        text = file.read_bytes().decode("utf-8", "replace")
        found += [f"{file.relative_to(checkout)}: {trace}" for trace in TRACES if trace in text]
    assert found == []


def test_the_sample_article_is_the_page_as_it_was_saved(checkout: Path) -> None:
    text = (checkout / "resources" / "samples" / "seed-article.txt").read_bytes()
    assert len(text) == 5180
    assert hashlib.sha256(text).hexdigest() == SEED


def test_the_notice_tells_where_the_sample_comes_from(checkout: Path) -> None:
    notice = (checkout / "resources" / "samples" / "NOTICE").read_text(encoding="utf-8")
    for word in ("7Dnews", "9 November 2019", "no licence", "outside the MIT licence"):
        assert word in re.sub(r"\s+", " ", notice)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    checkout = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    (path,) = folder.glob("incident_curator-*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_ships_the_resources_inside_the_package(wheel: zipfile.ZipFile, checkout: Path) -> None:
    shipped = set(wheel.namelist())
    for file in own_files(checkout / "resources"):
        assert f"curator/{file.relative_to(checkout).as_posix()}" in shipped
    assert "curator/resources/samples/NOTICE" in shipped
    assert "curator/py.typed" in shipped


def test_the_wheel_ships_nothing_but_the_package(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"curator"}
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def test_the_wheel_offers_the_command(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "curator = curator.__main__:main" in wheel.read(entry_points).decode("utf-8")
