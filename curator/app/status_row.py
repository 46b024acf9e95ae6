# SPDX-License-Identifier: MIT
"""The foot of the window: saved, what is chosen, the job under way, how much there is.

What lives here: the row. What does not: jobs (job_bar.py).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from curator.app import measures
from curator.app.background import Background
from curator.app.job_bar import JobBar
from curator.app.widgets import ElidedLabel, named, plain_label, polish_again


class StatusRow(QWidget):
    """`keys_wanted`: show the key card. `versions_wanted`: show what has several versions. "Saved" is said only of what
    is committed: between an action and its commit the row says "Saving …"."""

    keys_wanted = Signal()
    versions_wanted = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "status", self.tr("State"), role="status")
        self.saved = plain_label("", role="good")
        named(self.saved, "status.saved", self.tr("Whether everything is saved"))
        self.chosen = ElidedLabel()
        self.chosen.setObjectName("status.chosen")
        self.chosen.setProperty("role", "quiet")
        self.job = JobBar(background)
        self.blind = plain_label("", role="warn")
        tip = self.tr("Colleagues' work in this article is hidden until all who are assigned have finished it")
        named(self.blind, "status.blind", self.tr("What is hidden"), tip=tip)
        self.blind.hide()
        self.counts = plain_label("", role="quiet")
        named(self.counts, "status.counts", self.tr("How much there is"))
        self.versions = QPushButton()
        named(self.versions, "status.versions", "", role="status")
        self.versions.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.versions.clicked.connect(self.versions_wanted)
        self.versions.hide()
        self.keys = QPushButton()
        tip = self.tr("Every action with its key")
        named(self.keys, "status.keys", self.tr("Keys"), role="status", tip=tip)
        self.keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keys.clicked.connect(self.keys_wanted)
        self._last = ("", "")  # the article on show and what is chosen in it, as it was told last
        self._ended: tuple[tuple[str, str], str] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.INSET, 3, measures.INSET, 4)
        row.setSpacing(measures.WIDE_INSET)
        row.addWidget(self.saved)
        row.addWidget(self.chosen, 1)
        row.addWidget(self.job)
        row.addWidget(self.blind)
        row.addWidget(self.versions)
        row.addWidget(self.counts)
        row.addWidget(self.keys)

    def show_chosen(self, article: str, told: str) -> None:
        """What is chosen in the article on show. While that stays the same, what was told of the article that was
        ended before it stays too: saving shows everything anew."""
        self._last = article, told
        if self._ended is not None and self._ended[0] == self._last:
            self.chosen.show_text(self._ended[1])
        else:
            self._ended = None
            self.chosen.show_text(told)

    def tell_of_ended(self, article: str, told: str) -> None:
        """An article is ended and this one on show instead; said until something else is chosen."""
        if self._last[0] != article:
            self._last = article, ""
        self._ended = self._last, told
        self.chosen.show_text(told)

    def show_saved(self, writable: bool | None) -> None:
        """True: all is saved; False: the project is read only; None: there is no project."""
        texts = {True: "● " + self.tr("Saved"), False: self.tr("Read only"), None: ""}
        self.saved.setText(texts[writable])
        role = "good" if writable else "warn"
        if self.saved.property("role") != role:
            self.saved.setProperty("role", role)
            polish_again(self.saved)
        self.saved.setToolTip(
            self.tr("Every change is in the file; there is nothing to save by hand.") if writable else ""
        )

    def show_saving(self, under_way: bool) -> None:
        """Between an action and its commit, and after it."""
        if under_way:
            self.saved.setText("○ " + self.tr("Saving …"))
        else:
            self.show_saved(True)

    def show_unsaved(self) -> None:
        """The last action is not in the file."""
        self.saved.setText("● " + self.tr("Not saved"))
        self.saved.setProperty("role", "bad")
        polish_again(self.saved)
        self.saved.setToolTip(self.tr("The last action is not in the file; the message above says why."))

    def name_keys(self, key: str) -> None:
        """The key of the key card, as it is now."""
        self.keys.setText(self.tr("{key} keys").format(key=key) if key else self.tr("Keys"))

    def show_blind(self, told: str) -> None:
        """Who is waited for until colleagues' layers of the article on show open; "" where nothing is hidden."""
        if told != self.blind.text():
            self.blind.setText(told)
            self.blind.setAccessibleName(told)
            self.blind.setVisible(bool(told))

    def show_left(self, to_settle: int) -> None:
        """How much is to be settled, while the review is on show."""
        self.counts.setText(self.tr("{count} to settle").format(count=f"{to_settle:,}"))

    def show_versions(self, conflicts: int, waiting: int) -> None:
        """How many units have several versions, and how many versions wait for what they speak of."""
        several = self.tr("1 in conflict") if conflicts == 1 else self.tr("{count} in conflict")
        parts = [several.format(count=f"{conflicts:,}")] if conflicts else []
        parts += [self.tr("{count} waiting").format(count=f"{waiting:,}")] if waiting else []
        told = " · ".join(parts)
        self.versions.setText(f"⚠ {told}" if conflicts else told)
        self.versions.setAccessibleName(told)
        tip = self.tr("Choose between versions that were made apart from each other; see what waits")
        self.versions.setToolTip(tip)
        self.versions.setVisible(bool(told))

    def show_counts(self, articles: int, incidents: int, to_code: int) -> None:
        """How many articles there are, how many of them the coder has not finished, how many incidents this one has."""
        told = (
            self.tr("{count} to code").format(count=f"{to_code:,}"),
            self.tr("1 article") if articles == 1 else self.tr("{count} articles").format(count=f"{articles:,}"),
            self.tr("1 incident here") if incidents == 1 else self.tr("{count} incidents here").format(count=incidents),
        )  # fmt: skip
        self.counts.setText(" · ".join(told))
