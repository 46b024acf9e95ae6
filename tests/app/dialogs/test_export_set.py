# SPDX-License-Identifier: MIT
"""The dialog of the export says what would not leave before anything is written, and offers no empty data set."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.app.dialogs.export_set import ExportDialog
from curator.app.layout_faults import layout_faults
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.operations import AcceptIncident
from tests.journeys.reviewing import several_coded
from tests.second_coding import differing


@pytest.fixture
def first(window: MainWindow, sample: Path) -> MainWindow:
    """An article that two coded and nobody settled, with the one before it who coded it first."""
    several_coded(sample, [("Coder 2", differing)])
    assert window.open_project(sample)
    window.who_codes.answer(next(each for each in window.who_codes.people() if each.name == "Coder 1"))
    settle(window)
    return window


def asked(window: MainWindow) -> ExportDialog:
    window.actions_by_id["file.export"].trigger()
    settle(window)
    (dialog,) = window.findChildren(ExportDialog)
    return dialog


def test_where_nothing_is_settled_the_own_coding_is_chosen_and_it_is_said_why(first: MainWindow) -> None:
    dialog = asked(first)
    assert dialog.layer.currentText() == "Coder 1"
    assert dialog.outlook.text().startswith("Nothing is settled between the coders yet")
    dialog.layer.setCurrentIndex(dialog.layer.findData("auto"))
    assert "would have no incident" in dialog.outlook.text()
    dialog.layer.setCurrentIndex(dialog.layer.findData("all"))
    assert dialog.outlook.text() == ""
    assert layout_faults(dialog) == []
    dialog.reject()


def test_where_something_is_settled_the_agreed_coding_is_the_usual_one(first: MainWindow) -> None:
    assert first.page is not None
    workspace = first.page.workspace
    with workspace.read() as reads:
        article = reads.article(1)
        assert article is not None
        incidents = reads.coding(article.id).incidents
    workspace.run(AcceptIncident((incidents[0].id,)))
    settle(first)
    dialog = asked(first)
    assert dialog.layer.currentData() == "auto"
    settle(first, 0.1)
    assert dialog.outlook.text().startswith("Still to settle in the review (Ctrl+R): ")
    assert dialog.outlook.text().endswith(" values or incidents of 1 article.")
    assert layout_faults(dialog) == []
    dialog.layer.setCurrentIndex(dialog.layer.findData("all"))
    assert dialog.outlook.text() == ""
    dialog.reject()
