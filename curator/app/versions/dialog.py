# SPDX-License-Identifier: MIT
"""Versions and near-duplicates of the article on show, and words of an older version that wait for their place.

What lives here: the dialog, beside the window. What does not: looking for near-duplicates and doing anything
(jobs/article_versions.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.app import measures
from curator.app.versions.waiting_list import WaitingList
from curator.app.widgets import heading, named, plain_label
from curator.domain.kept import DIFFERENT, SAME_REPORT, Waiting

_DATA = Qt.ItemDataRole.UserRole


class Other(NamedTuple):
    """Another article in the list: a version (`older`: of the one on show) or a near-duplicate."""

    article: str
    told: str
    version: bool = False
    older: bool = False


class ArticleVersions(QDialog):
    """Tells what is wanted; shows what it is given."""

    go_wanted = Signal(str)
    beside_wanted = Signal(str)
    decided = Signal(str, str)
    carry_wanted = Signal(str)
    waiting_chosen = Signal(str)
    place_wanted = Signal(str)
    next_place_wanted = Signal(str)
    drop_wanted = Signal(str, str)
    drop_all_wanted = Signal(str)
    next_article_wanted = Signal()

    def __init__(self, writable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        title = self.tr("Versions and near-duplicates of this article")
        named(self, "article_versions", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 560)
        self._writable = writable
        self.others = named(QListWidget(), "article_versions.others", self.tr("Other versions and near-duplicates"))
        self.waiting = named(WaitingList(), "article_versions.waiting", self.tr("Words that wait for their place"))
        self.waits = plain_label("", wrap=True)
        named(self.waits, "article_versions.waits", self.tr("How many words wait"))
        self.reason = QLineEdit()
        named(self.reason, "article_versions.reason", self.tr("Why these words are not needed any more"))
        self.reason.setPlaceholderText(self.tr("Not in this text (or say why)"))
        self.said = plain_label("", role="quiet", wrap=True)
        named(self.said, "article_versions.said", self.tr("What is said of the list"))
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(measures.INSET, measures.GAP, measures.INSET, measures.INSET)
        column.addWidget(_heading(self.tr("Other versions and near-duplicates")))
        column.addWidget(self.others, 1)
        column.addWidget(self.said)
        column.addLayout(self._row(
            ("go", self.tr("Show"), self.tr("Show this article in the window")),
            ("beside", self.tr("Side by side"), self.tr("Show both texts with the words that differ")),
            ("same", self.tr("Same report"), self.tr("Say that both are the same report; nothing is merged")),
            ("different", self.tr("Different"), self.tr("Say that they are different reports")),
            ("carry", self.tr("Carry my work over"), self.tr("Carry your incidents and passages over from this older "
             "version; what colleagues and the review have in it stays there")),
        ))  # fmt: skip
        self._waiting_part = named(QWidget(), "article_versions.waiting_part", self.tr("Words that wait"))
        column.addWidget(self._waiting_part, 1)
        self._lay_out_waiting()
        self._waiting_part.hide()  # until some wait
        self._connect()
        self.follow()

    def _lay_out_waiting(self) -> None:
        column = QVBoxLayout(self._waiting_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_heading(self.tr("Words that wait for their place")))
        column.addWidget(self.waits)
        column.addWidget(self.waiting, 1)
        column.addLayout(self._row(
            ("next_place", self.tr("Where it may be"), self.tr("Select the next place in the article where these words "
             "may stand (Space in the list)")),
            ("place", self.tr("Place here"), self.tr("The words selected in the article are these (Enter in the "
             "list)")),
            ("next_article", self.tr("Next article"), self.tr("Go to the next article in which words wait (N in the "
             "list)")),
        ))  # fmt: skip
        drop = self.tr("Let these words go; the history tells the reason (Delete in the list)")
        every = self.tr("Let all words that wait in this article go, in one step (Shift+Delete in the list)")
        foot = self._row(("drop", self.tr("Drop"), drop), ("drop_all", self.tr("Drop all of this article"), every))
        foot.insertWidget(0, self.reason, 1)
        column.addLayout(foot)

    def _row(self, *buttons: tuple[str, str, str]) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, text, tip in buttons:
            button = QPushButton(text)
            button.setAutoDefault(False)
            self.buttons[name] = named(button, f"article_versions.{name}", text, tip=tip)
            row.addWidget(button)
        row.addStretch(0)
        return row

    def _connect(self) -> None:
        press = {
            "go": lambda: self.go_wanted.emit(self.other),
            "beside": lambda: self.beside_wanted.emit(self.other),
            "same": lambda: self.decided.emit(self.other, SAME_REPORT),
            "different": lambda: self.decided.emit(self.other, DIFFERENT),
            "carry": lambda: self.carry_wanted.emit(self.other),
            "next_place": lambda: self.next_place_wanted.emit(self.waiting.chosen),
            "place": lambda: self.place_wanted.emit(self.waiting.chosen),
            "next_article": self.next_article_wanted.emit,
            "drop": self._drop,
            "drop_all": lambda: self.drop_all_wanted.emit(self._reason()),
        }
        for name, do in press.items():
            self.buttons[name].clicked.connect(do)
        self.others.currentRowChanged.connect(self.follow)
        self.others.itemActivated.connect(lambda: self.beside_wanted.emit(self.other))
        self.waiting.currentRowChanged.connect(self.follow)
        self.waiting.currentRowChanged.connect(lambda: self.waiting_chosen.emit(self.waiting.chosen))
        self.waiting.key_wanted.connect(lambda name: self.buttons[name].click())
        self.reason.returnPressed.connect(self._drop)

    @property
    def other(self) -> str:
        """The article chosen in the first list; "" where none is."""
        chosen = self._chosen_other()
        return chosen.article if chosen else ""

    def _drop(self) -> None:
        if self.buttons["drop"].isEnabled():
            self.drop_wanted.emit(self.waiting.chosen, self._reason())
            self.waiting.setFocus()

    def _reason(self) -> str:
        return self.reason.text().strip() or self.tr("Not in this text")

    def _chosen_other(self) -> Other | None:
        item = self.others.currentItem()
        return Other(*item.data(_DATA)) if item is not None else None

    def show_others(self, others: Sequence[Other], said: str) -> None:
        chosen = self.other
        self.others.clear()
        for other in others:
            item = QListWidgetItem(other.told)
            item.setData(_DATA, tuple(other))
            self.others.addItem(item)
            if other.article == chosen or self.others.count() == 1:  # the first, or the one that was chosen
                self.others.setCurrentItem(item)
        self.said.setText(said)
        self.follow()

    def show_waiting(self, waiting: Sequence[Waiting], told: Sequence[str], elsewhere: Sequence[int]) -> None:
        """Show the words that wait in this article; `elsewhere`: how many do in each of the other articles."""
        here = self.tr("Words that wait for their place: {count}").format(count=len(waiting))
        there = self.tr("{count} more in {articles} other articles").format(
            count=sum(elsewhere), articles=len(elsewhere)
        )
        there = (
            self.tr("{count} more in 1 other article").format(count=sum(elsewhere)) if len(elsewhere) == 1 else there
        )
        self.waits.setText(f"{here} · {there}" if elsewhere else here)
        self.buttons["next_article"].setEnabled(bool(elsewhere))
        self.reason.clear()
        if waiting or elsewhere:  # what is done with the last of them stays in sight
            self._waiting_part.show()
        self.waiting.show_words(waiting, told)
        self.follow()

    def follow(self) -> None:
        """What is possible now."""
        other, waiting = self._chosen_other(), bool(self.waiting.chosen)
        for name in ("go", "beside"):
            self.buttons[name].setEnabled(other is not None)
        near = self._writable and other is not None and not other.version
        self.buttons["same"].setEnabled(near)
        self.buttons["different"].setEnabled(near)
        self.buttons["carry"].setEnabled(self._writable and other is not None and other.older)
        for name in ("next_place", "place", "drop", "drop_all"):
            self.buttons[name].setEnabled(self._writable and waiting)


def _heading(text: str) -> QWidget:
    label = heading(text)
    label.setContentsMargins(0, measures.GAP, 0, 0)
    return label
