# SPDX-License-Identifier: MIT
"""The sample with a second coder's work, read for a reviewer; the review of it in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.review.page import ReviewPage
from curator.app.review.shown import ReviewShown, read_shown
from curator.workspace import Workspace
from tests.journeys.reviewing import REVIEWER, several_coded
from tests.second_coding import differing


@pytest.fixture
def coded(sample: Path) -> Path:
    """The sample with the work of two coders, and a reviewer."""
    several_coded(sample, [("Coder 2", differing)])
    return sample


@pytest.fixture
def project(coded: Path) -> Iterator[Workspace]:
    """The same, open for the reviewer, without a window."""
    with Workspace.open(coded) as workspace:
        with workspace.read() as reads:
            workspace.act_as(next(each for each in reads.coders() if each.name == REVIEWER))
        yield workspace


@pytest.fixture
def shown(project: Workspace) -> ReviewShown:
    with project.read() as reads:
        article = reads.article(1)
    assert article is not None
    return read_shown(project, article.id)


@pytest.fixture
def review(window: MainWindow, coded: Path) -> ReviewPage:
    """The review in the window, for the reviewer."""
    assert window.open_project(coded)
    window.who_codes.answer(next(each for each in window.who_codes.people() if each.name == REVIEWER))
    settle(window)
    assert window.page is not None
    window.page.views.show_view("review")
    settle(window, 0.05)
    made = window.page.views.review
    assert made is not None
    return made
