# SPDX-License-Identifier: MIT
"""The sheets of the Help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.keyboard_place import come_forward

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow


class HelpSheets(QObject):
    """Shows them over one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def show_help(self) -> None:
        from curator.app.dialogs.help_pages import show_help

        show_help(self._window)

    def show_codebook(self) -> None:
        from curator.app.help_texts import codebook_help

        workspace = self._runner.workspace
        if workspace is not None:
            book = workspace.codebook
            self._runner.show_sheet("codebook_help", book.title, codebook_help(book))

    def show_keys(self) -> None:
        from curator.app.dialogs.key_card import KeyCard

        workspace = self._runner.workspace
        come_forward(KeyCard(self._window.keys, workspace.codebook if workspace else None, self._window))

    def show_about(self) -> None:
        from curator.app.help_texts import about

        self._runner.show_sheet("about", self.tr("About Curator"), about())
