# SPDX-License-Identifier: MIT
"""Running the command line as a user does: arguments in, exit code and two streams out."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from curator.cli.main import main
from curator.cli.running import Show
from curator.settings import Settings
from curator.tasks.sample import Sample, build_sample


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


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample project with the first coder's work only, built once; never opened for writing."""
    return build_sample(tmp_path_factory.mktemp("sample") / "sample.curator", second=False)


@pytest.fixture
def sample(made_sample: Sample, curator: Curator, tmp_path: Path) -> Path:
    """A copy of it for one test, on the device of its coder."""
    (tmp_path / "demo").mkdir()
    path = Path(shutil.copy(made_sample.project, tmp_path / "demo" / "sample.curator"))
    settings = Settings()
    settings.remember_coder(made_sample.project_id, made_sample.coder.id, made_sample.coder.name)
    settings.remember_project(path, made_sample.project_id, "Sample")
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of two articles."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("A bus fell into the river.\n", encoding="utf-8")
    (folder / "two.txt").write_text("Two trains met.\n", encoding="utf-8")
    return folder
