# SPDX-License-Identifier: MIT
"""Where the user's files and the program's own files lie."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from curator import assets, paths


def test_every_place_lies_below_curator_home(own_places: Path) -> None:
    places = [paths.data_folder(), paths.config_folder(), paths.cache_folder(), paths.default_project_path()]
    assert all(own_places in place.parents for place in places)
    assert len(set(places)) == 4
    assert paths.default_project_path().suffix == ".curator"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_folders_are_made_for_the_user_alone(own_places: Path) -> None:
    folder = paths.backup_folder("0192f7c0-0000-7000-8000-000000000000")
    for made in (folder, folder.parent, paths.data_folder(), paths.config_folder(), paths.cache_folder()):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_rights(own_places: Path) -> None:
    (own_places / "data").mkdir(mode=0o755)
    before = (own_places / "data").stat().st_mode
    assert paths.data_folder().stat().st_mode == before


@pytest.mark.parametrize("evil", ["../../etc", "", "/etc", "a/b", ".", "..", "x" * 300, "a\\b", "C:", "a\0b", "\udcff"])
def test_a_project_id_from_a_file_never_leads_out_of_the_backups(own_places: Path, evil: str) -> None:
    folder = paths.backup_folder(evil)
    assert folder.parent == own_places / "data" / "backups"
    assert folder.is_dir()


def test_a_place_that_cannot_be_made_is_named_and_not_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "file"))
    assert paths.data_folder() == tmp_path / "file" / "data"


def test_without_curator_home_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CURATOR_HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    places = {paths.data_folder(), paths.config_folder(), paths.cache_folder()}
    assert len(places) == 3
    assert all(tmp_path in place.parents for place in places)


def test_importing_the_places_does_not_import_platformdirs() -> None:
    code = "import curator.paths, curator.assets, curator.atomic, sys; sys.exit('platformdirs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_assets_are_found_in_the_checkout() -> None:
    assert assets.asset("samples").is_dir()


def test_assets_are_found_in_an_installed_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "curator" / "resources" / "codebooks"
    inside.mkdir(parents=True)
    for name in ("b.toml", "a.toml", "c.txt", ".hidden.toml"):
        (inside / name).write_bytes("é\r\n".encode())
    monkeypatch.setattr(assets, "__file__", str(tmp_path / "curator" / "assets.py"))
    assets._root.cache_clear()
    try:
        assert assets.list_assets("codebooks", ".toml") == ("codebooks/a.toml", "codebooks/b.toml")
        assert assets.read_text("codebooks/a.toml") == "é\r\n"
        assert assets.list_assets("none") == ()
    finally:
        assets._root.cache_clear()


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x.toml", "samples/../../x.toml", "a\\b", "C:x"])
def test_a_name_that_leads_out_of_the_assets_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        assets.asset(name)


def test_a_missing_asset_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/icons/none\.svg"):
        assets.asset("icons/none.svg")


def test_a_file_that_is_not_there_is_no_other_file(tmp_path: Path) -> None:
    file, other = tmp_path / "one", tmp_path / "two"
    file.touch()
    assert paths.same_file(file, tmp_path / "." / "one")
    assert not paths.same_file(file, other)
    other.touch()
    assert not paths.same_file(file, other)
