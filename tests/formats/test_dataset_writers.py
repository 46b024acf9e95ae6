# SPDX-License-Identifier: MIT
"""The door of data set writers: built-in ones come in by it as those of other packages do, a broken one is told of."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused
from curator.formats import dataset_writers
from curator.formats.dataset_writers import GROUP, DatasetWriter, installed_writers
from curator.formats.json_lines import JsonLinesWriter
from curator.formats.manifest import SetOptions
from tests.conftest import PROJECT_ROOT
from tests.formats.sample_source import sample_source


class TitlesWriter(JsonLinesWriter):
    """As another package would have one."""

    name = "titles"
    label = "Titles"


def test_built_in_writers_are_those_that_an_installation_is_told_of() -> None:
    told = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["project"]["entry-points"][GROUP] == dataset_writers._BUILT_IN
    assert [writer.name for writer in installed_writers().writers][: len(dataset_writers._BUILT_IN)] == [
        *dataset_writers._BUILT_IN
    ]
    assert all(isinstance(writer, DatasetWriter) and writer.label for writer in installed_writers().writers)


def test_a_writer_of_another_package_is_offered_and_a_broken_one_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    points = [
        EntryPoint("titles", f"{__name__}:TitlesWriter", GROUP),
        EntryPoint("broken", "no_such_module:Writer", GROUP),
        EntryPoint("odd", "builtins:object", GROUP),
    ]
    monkeypatch.setattr(dataset_writers, "entry_points", lambda group: points)
    writers = installed_writers.__wrapped__()
    assert writers.names == (*dataset_writers._BUILT_IN, "titles")
    writers.named("titles").write(tmp_path, sample_source(), SetOptions())
    assert (tmp_path / "incidents.jsonl").is_file()
    assert [fault.split("”")[0] for fault in writers.faults] == [
        "The data set writer “broken", "The data set writer “odd",
    ]  # fmt: skip
    with pytest.raises(InputRefused, match="“broken” could not be loaded"):
        writers.named("broken")
