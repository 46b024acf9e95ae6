# SPDX-License-Identifier: MIT
"""Running the command line as a user does: arguments in, exit code and two streams out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from curator.cli.main import main
from curator.cli.running import Show
from curator.tasks.sample import build_sample


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Curator(Protocol):
    def __call__(self, *arguments: str | Path, show: Show | None = None) -> Answer: ...


@pytest.fixture
def curator(capsys: pytest.CaptureFixture[str]) -> Curator:
    """`curator("new", path)`: in this process, which is fast; test_process.py runs real processes."""

    def run(*arguments: str | Path, show: Show | None = None) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments], show)
        streams = capsys.readouterr()
        return Answer(code, streams.out, streams.err)

    return run


@pytest.fixture
def project(curator: Curator, tmp_path: Path) -> Path:
    """An empty project of the coder Ann."""
    answer = curator("new", tmp_path / "p", "--coder", "Ann")
    assert answer.code == 0, answer
    return Path(answer.out.strip())


@pytest.fixture
def sample(curator: Curator, tmp_path: Path) -> Path:
    """The sample project with the first coder's work only."""
    made = build_sample(tmp_path / "demo" / "sample.curator", second=False)
    answer = curator("demo", "--to", tmp_path / "demo", "--no-window")
    assert answer.code == 0, answer
    return made.project


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of two articles."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("A bus fell into the river.\n", encoding="utf-8")
    (folder / "two.txt").write_text("Two trains met.\n", encoding="utf-8")
    return folder
