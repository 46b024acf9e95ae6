# SPDX-License-Identifier: MIT
"""The words of the chosen incident, below the table: its main mention, and where it stands.

What lives here: these widgets. What does not: which incident is chosen (page.py), how its values are known
(how_known.py).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from curator.app import measures
from curator.app.values.phrases import day
from curator.app.widgets import ElidedLabel, named, plain_label
from curator.domain.codebook.scalars import one_line
from curator.store.incident_list import IncidentLine
from curator.workspace import Workspace

_MOST_WORDS = 600  # code points


class WordsBelow(QObject):
    """One for each page. `row`: all of it; `open`: the button that shows the incident in its article."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.words = plain_label("", font=measures.quote_font(), wrap=True)
        named(self.words, "dataset.words", self.tr("Words of the main mention"))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.where = ElidedLabel()
        self.where.setObjectName("dataset.where")
        self.where.setProperty("role", "quiet")
        self.open = QPushButton(self.tr("Show in the article"))
        named(self.open, "dataset.open", self.tr("Show in the article"),
              tip=self.tr("Open the article at the main mention (Enter); Backspace comes back"))  # fmt: skip
        self.words.setMinimumHeight(round(3 * measures.line_height(measures.quote_font())))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addWidget(self.where)
        lines.addWidget(self.words, 1)
        self.row = QHBoxLayout()
        self.row.setSpacing(measures.WIDE_INSET)
        self.row.addLayout(lines, 1)
        self.row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)

    def show_line(self, line: IncidentLine | None) -> None:
        """Show the words of this incident; None: none is chosen."""
        self.open.setEnabled(line is not None)
        if line is None:
            self.words.setText("")
            self.where.show_text("")
            return
        with self._workspace.read() as reads:
            quote = one_line(reads.main_mention(line.id))
        shown = quote if len(quote) <= _MOST_WORDS else f"{quote[:_MOST_WORDS]} …"
        self.words.setText(f"“{shown}”" if quote else self.tr("No words are marked as report of this incident."))
        told = (line.article_name, day(line.article_fields.get("published", "")))
        self.where.show_text(" · ".join(part for part in told if part))
