# SPDX-License-Identifier: MIT
"""Whose articles are: the dialog goes with its project, whatever it was about to do."""

from __future__ import annotations

from curator.app.dialogs.assign import AssignDialog
from curator.app.main_window import MainWindow
from curator.app.picture import settle


def test_the_dialog_ends_when_its_project_is_closed(opened: MainWindow) -> None:
    opened.actions_by_id["article.assign"].trigger()
    settle(opened)
    (dialog,) = opened.findChildren(AssignDialog)
    dialog.share.setValue(dialog.share.value() + 5)  # something is drawn anew, a moment later
    opened.close_project()
    settle(opened, 0.5)
    assert not [each for each in opened.findChildren(AssignDialog) if each.isVisible()]
