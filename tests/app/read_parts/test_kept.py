# SPDX-License-Identifier: MIT
"""What was read is kept on this device, for its owner alone, and goes with the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from curator import paths
from curator.app.read_parts.kept import Kept, KeptParts
from curator.settings import Settings

ARTICLES = [f"0190aaaa-bbbb-7ccc-8ddd-0000000000{n:02x}" for n in range(40)]


def files() -> list[Path]:
    return sorted(paths.read_parts_folder("p").iterdir())


def test_it_is_there_after_a_restart_for_each_coder_alone() -> None:
    kept = KeptParts("p", "one")
    for at, article in enumerate(ARTICLES):
        kept.put(article, Kept([[1, 2]], [[0, at]], at))
    kept.write()
    other = KeptParts("p", "two")
    assert other.of(ARTICLES[3]) == Kept([], [])
    other.put(ARTICLES[3], Kept([], [[7, 9]], 5))
    other.write()
    again = KeptParts("p", "one")
    assert [again.of(article) for article in ARTICLES] == [Kept([[1, 2]], [[0, at]], at) for at in range(len(ARTICLES))]
    assert KeptParts("p", "two").of(ARTICLES[3]) == Kept([], [[7, 9]], 5)
    assert KeptParts("q", "one").of(ARTICLES[3]) == Kept([], [])


@pytest.mark.skipif(os.name != "posix", reason="rights are a matter of posix systems")
def test_only_the_owner_can_read_it() -> None:
    kept = KeptParts("p", "one")
    kept.put(ARTICLES[0], Kept([], [[0, 0]]))
    kept.write()
    assert [file.stat().st_mode & 0o777 for file in files()] == [0o600]


@pytest.mark.parametrize("broken", [b"", b"[", b"[]", b'{"one/x": 3}', b'{"one/x": {"seen": 1}}', b"\xff", b"null"])
def test_a_broken_file_is_nothing(broken: bytes) -> None:
    (paths.read_parts_folder("p") / "00.json").write_bytes(broken)
    kept = KeptParts("p", "one")
    assert kept.of(ARTICLES[0]) == Kept([], [])
    kept.put(ARTICLES[0], Kept([], [[1, 1]]))
    kept.write()
    assert KeptParts("p", "one").of(ARTICLES[0]) == Kept([], [[1, 1]])


def test_it_goes_when_the_project_is_forgotten(tmp_path: Path) -> None:
    settings = Settings()
    settings.remember_project(tmp_path / "a.curator", "p", "A")
    settings.remember_project(tmp_path / "b.curator", "q", "B")
    for project in ("p", "q"):
        kept = KeptParts(project, "one")
        kept.put(ARTICLES[0], Kept([], [[0, 0]]))
        kept.write()
    settings.forget_project(tmp_path / "a.curator")
    assert KeptParts("p", "one").of(ARTICLES[0]) == Kept([], [])
    assert KeptParts("q", "one").of(ARTICLES[0]) == Kept([], [[0, 0]])
    settings.forget_all_projects()
    assert KeptParts("q", "one").of(ARTICLES[0]) == Kept([], [])
