# SPDX-License-Identifier: MIT
"""The command line as real processes: beside a window that writes, in strange locales, with pipes and Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from curator.operations import SetValue
from curator.tasks.sample import build_sample
from curator.workspace import Workspace

COMMAND = [sys.executable, "-m", "curator"]
ROOT = Path(__file__).resolve().parents[2]


def environment(**also: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, "PYTHONPATH": str(ROOT), **also}


def curator(*arguments: str | Path, **also: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, env=environment(**also), timeout=120, check=False
    )


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return build_sample(tmp_path / "sample.curator", second=False).project


@pytest.mark.slow
def test_reading_commands_work_beside_an_open_window_and_writing_ones_say_so(sample: Path, tmp_path: Path) -> None:
    with Workspace.open(sample) as window:
        with window.read() as reads:
            window.act_as(reads.coders()[0])
            incident = reads.find_incident("1").id
        window.run(SetValue(incident, "title", "Just changed"))
        explained = curator("explain", sample, "1", "title")
        assert explained.returncode == 0, explained.stderr
        assert b"Just changed" in explained.stdout, "what was committed a moment ago"
        for words in (
            ["check", sample], ["export", sample, "--to", tmp_path / "set"], ["copy", sample, tmp_path / "c.curator"],
            ["codings", "export", sample, "--to", tmp_path / "c"], ["backup", "now", sample],
        ):  # fmt: skip
            done = curator(*words)
            assert done.returncode == 0, (words, done.stderr)
        refused = curator("import", sample, tmp_path, "--coder", "Coder 1")
        assert refused.returncode == 3
        assert b"open in another window" in refused.stderr
        window.run(SetValue(incident, "title", "And again"))
    assert curator("check", sample).returncode == 0


def test_without_a_display_one_sentence_names_what_works(sample: Path) -> None:
    for words in ([], ["open", sample]):
        answer = curator(*words, QT_QPA_PLATFORM="")
        assert answer.returncode == 3
        assert len(answer.stderr.splitlines()) == 1
        assert b"curator --help" in answer.stderr


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_results_are_utf_8_in_any_locale(sample: Path, locale: str) -> None:
    answer = curator("explain", sample, "1", LC_ALL=locale, LANG=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert answer.returncode == 0, answer.stderr
    assert "“" in answer.stdout.decode("utf-8")
    refused = curator(
        "explain", sample, "٩", LC_ALL=locale, LANG=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )  # fmt: skip
    assert refused.returncode == 2
    assert b"Traceback" not in refused.stderr


def test_names_that_the_locale_cannot_decode_are_read_as_utf_8(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert curator("new", tmp_path / "p", "--coder", "Zoë", "--name", "Größe", **plain).returncode == 0
    assert "Zoë" in curator("import", tmp_path / "p", tmp_path, "--coder", "x").stderr.decode("utf-8")


def test_whoever_reads_may_stop_reading(sample: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "codebook", "show", "incidents"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to another process there")
def test_ctrl_c_stops_an_import_at_a_safe_place(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(4000):
        (folder / f"{number:05}.txt").write_text(f"Report {number}. " + "Nobody was hurt. " * 200, encoding="utf-8")
    assert curator("new", tmp_path / "p", "--coder", "Ann").returncode == 0
    with subprocess.Popen(
        [*COMMAND, "import", str(tmp_path / "p.curator"), str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        until = time.monotonic() + 60
        while count(tmp_path / "p.curator") == 0 and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1, (out, err)
    assert "The import was stopped; what was added stays." in out
    there = count(tmp_path / "p.curator")
    assert 0 < there < 4000
    assert f"{there} added" in out
    assert curator("check", tmp_path / "p").returncode == 0


def count(project: Path) -> int:
    with Workspace.open(project, write=False) as workspace, workspace.read() as reads:
        return reads.article_count()


@pytest.mark.slow
def test_a_colleagues_script(tmp_path: Path, shared_data: Path) -> None:
    """A whole journey by real processes: new, import, codings, export, explain, check, copy, backup."""
    project = tmp_path / "work.curator"
    steps: list[tuple[list[str | Path], int]] = [
        (["new", tmp_path / "work", "--coder", "Ann"], 0),
        (["import", project, shared_data / "edge-text"], 1),  # an empty and a blank file are among them
        (["import", project, shared_data / "seed" / "seed-article.txt"], 0),
        (["codings", "import", project, ROOT / "resources" / "samples" / "seed.coding.json"], 0),
        (["export", project, "--to", tmp_path / "set"], 0),
        (["explain", project, "1", "casualties", "--json"], 0),
        (["check", project, "--deep", "--json"], 0),
        (["copy", project, tmp_path / "copy.curator"], 0),
        (["backup", "now", project], 0),
    ]
    answers = []
    for words, code in steps:
        answers.append(curator(*words))
        assert answers[-1].returncode == code, (words, answers[-1].stdout, answers[-1].stderr)
    refused = answers[1].stderr.decode("utf-8")
    assert "15-empty.txt" in refused
    assert "16-blank.txt" in refused
    assert b"15 added" in answers[1].stdout
    assert len((tmp_path / "set" / "incidents.csv").read_bytes().splitlines()) > 5


def test_version_and_help_come_at_once() -> None:
    """They must not wait for what only a command needs."""
    for words in ("--version", "--help"):
        found = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "curator", words],
            capture_output=True, env=environment(), text=True, check=True,
        )  # fmt: skip
        imported = {
            line.split("|")[-1].strip() for line in found.stderr.splitlines() if line.startswith("import time:")
        }
        assert "curator.cli.main" in imported
        heavy = {
            "sqlite3",
            "dataclasses",
            "json",
            "PySide6",
            "curator.workspace",
            "curator.tasks",
            "platformdirs",
            "regex",
        }
        assert imported & heavy == set()
