# SPDX-License-Identifier: MIT
"""Faults: one clear sentence on stderr, the right exit code, nothing lost, nothing half written."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from curator import paths
from tests.cli.conftest import Answer, Curator

READING = [["check"], ["explain", "1"], ["export", "--to", "OUT"], ["codings", "export", "--to", "OUT"]]


def one_sentence(answer: Answer) -> None:
    assert answer.code == 3, answer
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1, answer.err
    assert answer.err[0].isalnum(), "a sentence begins with a letter, be it a file's name"
    assert answer.err.rstrip().endswith((".", "”.", ")"))
    assert "Traceback" not in answer.err


def asked(curator: Curator, command: list[str], project: Path, out: Path) -> Answer:
    first, *rest = command
    words = [first, *(rest[:1] if first == "codings" else []), str(project)]
    words += [str(out) if word == "OUT" else word for word in (rest[1:] if first == "codings" else rest)]
    return curator(*words)


def damaged(kind: str, sample: Path, folder: Path) -> Path:
    path = folder / "damaged.curator"
    if kind == "not a database":
        path.write_bytes(b"These are only words. " * 100)
    elif kind == "empty":
        path.touch()
    elif kind == "truncated":
        path.write_bytes(sample.read_bytes()[: sample.stat().st_size // 2])
    elif kind == "of another program":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE a (b)")
            connection.execute("CREATE TABLE c (b)")
        connection.close()
    elif kind == "a folder":
        path.mkdir()
    return path


@pytest.mark.parametrize("kind", ["not a database", "empty", "truncated", "of another program", "a folder", "missing"])
@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_what_is_no_project(curator: Curator, sample: Path, tmp_path: Path, kind: str, command: list[str]) -> None:
    path = damaged(kind, sample, tmp_path)
    before = path.read_bytes() if path.is_file() else b""
    one_sentence(asked(curator, command, path, tmp_path / "out"))
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not (tmp_path / "out").exists()
    one_sentence(curator("import", path, tmp_path))


def test_a_project_of_a_newer_version_is_read_not_written(curator: Curator, sample: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(sample)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = sample.read_bytes()
    assert curator("explain", sample, "1", "title").code == 0
    one_sentence(curator("import", sample, tmp_path))
    assert "newer version" in curator("import", sample, tmp_path).err
    assert sample.read_bytes() == before


def test_wrong_use(curator: Curator, project: Path) -> None:
    for words in (["nothing"], ["new"], ["export", str(project)], ["codings"], ["import", str(project)], ["--nothing"]):
        answer = curator(*words)
        assert answer.code == 2, words
        assert answer.out == ""
        assert "usage: curator" in answer.err


def test_a_full_disk(curator: Curator, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage: Any = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10))
    for command in (["export", str(sample), "--to", str(tmp_path / "x")], ["copy", str(sample), str(tmp_path / "y")]):
        answer = curator(*command)
        one_sentence(answer)
        assert "make room" in answer.err
    assert not (tmp_path / "x").exists()
    assert not (tmp_path / "y").exists()


@pytest.mark.skipif(os.name == "nt", reason="other rights there")
def test_folders_that_cannot_be_written(curator: Curator, sample: Path, tmp_path: Path) -> None:
    """A file where a folder is needed stands in for a missing right: root, who runs tests in some places, has all."""
    (tmp_path / "file").touch()
    for words in (
        ["export", str(sample), "--to", str(tmp_path / "file" / "set")],
        ["codings", "export", str(sample), "--to", str(tmp_path / "file" / "c")],
        ["new", str(tmp_path / "file" / "p")],
        ["demo", "--to", str(tmp_path / "file" / "d"), "--no-window"],
        ["copy", str(sample), str(tmp_path / "file" / "c.curator")],
    ):
        one_sentence(curator(*words))


def test_a_bug_leaves_a_report_without_words_of_articles(
    curator: Curator, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object, **__: object) -> None:
        text = "CANARY words of an article"
        raise KeyError(text)

    monkeypatch.setattr("curator.tasks.check.check_project", bug)
    answer = curator("check", sample)
    one_sentence(answer)
    assert "CANARY" not in answer.err
    (report,) = (paths.data_folder() / "crash-reports").iterdir()
    assert str(report) in answer.err
    said = report.read_text(encoding="utf-8")
    assert "KeyError" in said
    assert "in bug" in said
    assert "CANARY words" not in said.replace('text = "CANARY words of an article"', "")


def test_names_that_would_act_on_the_terminal_are_shown_as_codes(
    curator: Curator, project: Path, tmp_path: Path
) -> None:
    evil = tmp_path / "a\x1b[2Jb\u202etxt"
    answer = curator("import", project, evil)
    assert answer.code == 1
    assert "\x1b" not in answer.err
    assert "\u202e" not in answer.err


@pytest.mark.parametrize(
    "command",
    [
        ["new", "LONG"], ["new", "x", "--codebook", "LONG"], ["check", "LONG"], ["copy", "PROJECT", "LONG"],
        ["import", "PROJECT", "LONG"], ["codings", "import", "PROJECT", "LONG"], ["export", "PROJECT", "--to", "LONG"],
        ["codings", "export", "PROJECT", "--to", "LONG"], ["codebook", "check", "LONG"],
        ["backup", "restore", "PROJECT", "LONG"], ["demo", "--no-window", "--to", "LONG"], ["new", ""], ["new", ".."],
    ],
)  # fmt: skip
def test_paths_that_cannot_be_looked_at(
    curator: Curator, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Too long a name stands for a folder that may not be entered: the system refuses the look itself."""
    monkeypatch.chdir(tmp_path)
    long = str(tmp_path / ("a" * 300))
    answer = curator(*({"LONG": long, "PROJECT": str(sample)}.get(word, word) for word in command))
    assert answer.code in (1, 2, 3)
    assert "bug" not in answer.err
    assert answer.err.rstrip().endswith((".", "”.", ")"))
    assert not (paths.data_folder() / "crash-reports").exists()


@pytest.mark.parametrize(
    "command", [["explain", "²"], ["codings", "export", "--to", "x", "--article", "²"], ["backup", "restore", "²"]]
)
def test_digits_that_are_no_numbers(curator: Curator, sample: Path, command: list[str]) -> None:
    assert curator("backup", "now", sample).code == 0
    place = 2 if command[0] in ("codings", "backup") else 1
    answer = curator(*command[:place], sample, *command[place:])
    assert answer.code in (2, 3)
    assert "²" in answer.err
    assert "bug" not in answer.err
