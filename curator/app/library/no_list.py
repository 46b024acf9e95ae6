# SPDX-License-Identifier: MIT
"""What stands in place of the list of articles where it lists none: what to do first, or why nothing is found.

What lives here: the two pages. What does not: when they are shown (panel.py).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.library.chips import StateChips
from curator.app.widgets import named, plain_label
from curator.store.articles import MINE, NOBODYS


class NoArticles(QWidget):
    """Nothing is in the project yet. `import_wanted`: the button was pressed."""

    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "library.empty", self.tr("No articles yet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(measures.WIDE_INSET, 40, measures.WIDE_INSET, measures.WIDE_INSET)
        title = plain_label(self.tr("No articles yet"), font=measures.font(measures.LARGE, half_bold=True), wrap=True)
        how = self.tr("Bring in text files or whole folders, drop them here, or copy a text and press Ctrl+V.")
        told = plain_label(how, role="quiet", wrap=True)
        button = QPushButton(self.tr("Import articles …"))
        named(
            button,
            "library.import",
            self.tr("Import articles"),
            role="main",
            tip=self.tr("Bring in articles: texts, saved pages, mails, PDF, office files, folders"),
        )
        button.clicked.connect(self.import_wanted)
        for widget in (title, told, button):
            column.addWidget(widget)
        column.addStretch(1)


class NothingFound(QWidget):
    """There are articles, but none of them is to be listed."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "library.nothing_found", self.tr("No article found"))
        column = QVBoxLayout(self)
        column.setContentsMargins(measures.WIDE_INSET, 40, measures.WIDE_INSET, measures.WIDE_INSET)
        self._told = plain_label("", role="quiet", wrap=True)
        column.addWidget(self._told)
        column.addStretch(1)

    def tell(self, told: str) -> None:
        """Say this."""
        self._told.setText(told)

    def tell_why(self, words: str, chips: StateChips) -> None:
        """Say which of the words and marks that are asked for no article has."""
        self.tell(
            self.tr("No article has these words in its title, outlet or file name.") if words
            else self.tr("Nothing is assigned to you in this project. Press the chip again to list all articles.")
            if chips.assigned == MINE and not chips.states
            else self.tr("Every article is assigned to somebody. Press the chip again to list all articles.")
            if chips.assigned == NOBODYS and not chips.states
            else self.tr("No article has this mark. Press the chip again to list all articles.")
            if chips.marked and not chips.states
            else self.tr("No article is in this state. Press the chip again to list all articles.")
        )  # fmt: skip
