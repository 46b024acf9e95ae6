# SPDX-License-Identifier: MIT
"""What is said of one hand-over: whose work it is, its note, its codebook, what comes of it.

What lives here: the sentences above and below the sums, and their labels. What does not: the sums (sums_table.py), the
articles (articles_model.py), the window around it (receive_dialog.py).
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

from curator.app import measures
from curator.app.handover.dressing import line_height, tell
from curator.app.handover.shown import FileShown
from curator.app.handover.wording import made_in, note_of, several
from curator.app.tips import plain_tip
from curator.app.widgets import named, plain_label
from curator.domain.receiving import UNDECIDED
from curator.operations.handed_articles import REFUSED_ARTICLE

_MOST_CODEBOOK_LINES = 5
_MOST_REASONS = 2


class AboutFile(QObject):
    """One for each window. `head` and `foot`: its widgets above and below the sums, from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.title = plain_label("", font=measures.font(2.5, half_bold=True), wrap=True)
        named(self.title, "receive.title", "")
        self.made = named(plain_label("", role="quiet", wrap=True), "receive.made", "")
        self.elsewhere = named(plain_label("", role="warn", wrap=True), "receive.elsewhere", "")
        self.who = named(plain_label("", wrap=True), "receive.who", "")
        self.note = named(plain_label("", font=measures.quote_font(), wrap=True), "receive.note", "")
        self.codebook_head = plain_label("", role="warn", font=measures.font(half_bold=True), wrap=True)
        named(self.codebook_head, "receive.codebook_head", "")
        self.codebook = QListWidget()
        named(self.codebook, "receive.codebook", self.tr("What the two codebooks have of each other"), role="box")
        self.codebook.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.codebook.setWordWrap(True)
        self.balance = named(plain_label("", role="quiet", wrap=True), "receive.balance", "")
        self.refused = named(plain_label("", role="warn", wrap=True), "receive.refused", "")
        self.head: tuple[QWidget, ...] = (
            self.title, self.made, self.elsewhere, self.who, self.note, self.codebook_head, self.codebook,
        )  # fmt: skip
        self.foot: tuple[QWidget, ...] = (self.balance, self.refused)

    def show_file(self, file: FileShown) -> None:
        """Say all that is to be said of this file."""
        tell(self.title, file.called)
        tell(self.made, made_in(file.handover))
        tell(self.elsewhere, self._elsewhere_told(file))
        tell(self.who, self._coders_told(file))
        tell(self.note, note_of(file.handover))
        tell(self.codebook_head, self._codebook_told(file))
        self.codebook.clear()
        for line in file.codebook:
            self.codebook.addItem(line)
            self.codebook.item(self.codebook.count() - 1).setToolTip(plain_tip(line))
        self.codebook.setVisible(bool(file.codebook))
        lines = min(max(1, len(file.codebook)), _MOST_CODEBOOK_LINES)
        self.codebook.setFixedHeight(line_height(self.codebook.window()) * lines + 12)
        tell(self.balance, self._balance_told(file))
        tell(self.refused, self._refused_told(file))

    def say_nothing_new(self, file: FileShown) -> None:
        """What this file holds is here already, as far as it is taken."""
        tell(self.title, self.tr("Nothing new"))
        tell(self.balance, self._balance_told(file) + " " + self.tr("Receiving it would change nothing."))

    def _elsewhere_told(self, file: FileShown) -> str:
        """That it may belong to another project: what it brings would stand among the work of this one."""
        if not file.unrelated:
            return ""
        return self.tr("None of its articles is in this project: they would all be added. Is it meant for another one?")

    def _coders_told(self, file: FileShown) -> str:
        told = self.tr("Work of {names}").format(names=several(file.coders)) if file.coders else ""
        if file.newcomers:
            new = self.tr("new in this project: {names}").format(names=several(file.newcomers))
            told = f"{told} · {new}" if told else new[:1].upper() + new[1:]
        for there, here in file.renamed:
            told += " · " + self.tr("{there} is called {here} here").format(there=there, here=here)
        return told

    def _balance_told(self, file: FileShown) -> str:
        parked = file.preview.parked
        if not parked:
            return file.balance()
        told = self.tr("{count} comments here will wait: what they are about is taken away in the hand-over.")
        if parked == 1:
            told = self.tr("1 comment here will wait: what it is about is taken away in the hand-over.")
        return f"{file.balance()} {told.format(count=f'{parked:,}')}"

    def _refused_told(self, file: FileShown) -> str:
        """The reasons given most often; all of them are in the report."""
        asked = REFUSED_ARTICLE[UNDECIDED]  # that is asked for below, and is in no report before it is answered
        reasons = sorted((each for each in file.refused.items() if each[0] != asked), key=lambda each: -each[1])
        told = " ".join(f"{reason} ({count:,})" for reason, count in reasons[:_MOST_REASONS])
        return self.tr("Refused: {told}").format(told=told) if told else ""

    def _codebook_told(self, file: FileShown) -> str:
        if not file.codebook:
            return ""
        return self.tr("It was coded with another codebook ({name}):").format(name=file.codebook_name)
