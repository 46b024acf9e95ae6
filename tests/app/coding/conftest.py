# SPDX-License-Identifier: MIT
"""What words can be read as in a project where nothing was coded before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from curator.app.coding.proposing import Proposing
from curator.operations import AddCoder
from curator.workspace import Workspace
from tests.sound_case import incidents_codebook


@pytest.fixture(scope="session")
def proposing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proposing]:
    path = tmp_path_factory.mktemp("typed") / "empty.curator"
    with Workspace.create(path, incidents_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        yield Proposing(workspace)
