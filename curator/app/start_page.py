# SPDX-License-Identifier: MIT
"""The start page: what Curator is, the sample, a new project, an old one, the ones used last.

What lives here: the page and what it asks for. What does not: opening anything (main_window.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.guard import guarded
from curator.app.icons import pixmap
from curator.app.start_recent import PathRole, RecentDelegate
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import named, plain_label
from curator.paths import HANDOVER_SUFFIX, PROJECT_SUFFIX
from curator.settings import RecentProject

_WIDTH = 880
_ICON = 26


@guarded
class Card(QPushButton):
    """A large button: icon, name, one line on what it does."""

    def __init__(self, name: str, icon_name: str, title: str, told: str, *, chief: bool = False) -> None:
        super().__init__()
        named(self, name, title, tip=told, role="chief-card" if chief else "card")
        self._icon_name = icon_name
        self._chief = chief
        self.setAutoDefault(True)  # Enter presses it: outside a dialog Qt leaves that to Space alone
        self._sign = QLabel()
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        heading = plain_label(title, font=measures.font(0.5, half_bold=True), wrap=True)
        text = plain_label(told, role="quiet", wrap=True)
        for label in (heading, text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading)
        words.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 13, 16, 13)
        row.setSpacing(14)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.wear_theme()

    def sizeHint(self) -> QSize:
        inner = self.layout()
        width = max(self.width(), 300)
        height = inner.heightForWidth(width) if inner is not None else 60
        return QSize(width, max(height, 56))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.sizeHint().height())

    def wear_theme(self) -> None:
        theme = current()
        colour = theme.accent if self._chief else theme.quiet
        self._sign.setPixmap(pixmap(self._icon_name, colour, _ICON, self.devicePixelRatioF()))


@guarded
class StartPage(QWidget):
    """What the user asks for comes out as signals; paths are as the user gave them."""

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    packet_wanted = Signal()
    project_wanted = Signal(str)
    handover_given = Signal(str)
    forget_wanted = Signal(str)
    forget_all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "start", self.tr("Start page"), role="page")
        self.setAcceptDrops(True)
        self._cards = (
            Card("start.sample", "sample", self.tr("Open the sample"),
                 self.tr("One article, coded: every value shows the words it rests on."), chief=True),
            Card("start.new", "new", self.tr("New project"),
                 self.tr("An empty file with a codebook. It stays on this computer.")),
            Card("start.open", "open", self.tr("Open a project"),
                 self.tr("A file that ends in {ending}, or drop it here.").format(ending=PROJECT_SUFFIX)),
        )  # fmt: skip
        for card, signal in zip(self._cards, (self.sample_wanted, self.new_wanted, self.open_wanted), strict=True):
            card.clicked.connect(lambda _checked=False, out=signal: out.emit())
        self.packet = self._quiet_button(
            "start.packet", self.tr("Begin from a packet …"),
            self.tr("Articles and a codebook that somebody sent you to code; or drop the file here"),
        )  # fmt: skip
        self.packet.setAutoDefault(True)
        self.packet.clicked.connect(self.packet_wanted)
        self.recent = self._made_recent()
        self.forget = self._quiet_button(
            "start.forget", self.tr("Forget"), self.tr("Take the chosen project off the list; its file stays (Delete)")
        )
        self.forget_all = self._quiet_button(
            "start.forget_all", self.tr("Forget all"), self.tr("Empty the list; the files stay")
        )
        self.forget.clicked.connect(self._forget_chosen)
        self.forget_all.clicked.connect(self.forget_all_wanted)
        self._none = plain_label(self.tr("Projects you open are listed here."), role="quiet", wrap=True)
        named(self._none, "start.no_recent", self._none.text())
        self._lay_out()
        self.show_recent(())

    def take_focus(self) -> None:
        """Enter then does what most come here for."""
        self._cards[0].setFocus()

    # Making

    def _made_recent(self) -> QListWidget:
        recent = QListWidget()
        named(recent, "start.recent", self.tr("Projects used on this device"))
        recent.setItemDelegate(RecentDelegate(recent))
        recent.setMouseTracking(True)
        recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        recent.itemActivated.connect(self._open_recent)
        recent.itemClicked.connect(self._open_recent)
        return recent

    def _quiet_button(self, name: str, text: str, tip: str) -> QPushButton:
        return named(QPushButton(text), name, text, tip=tip, role="quiet")

    def _lay_out(self) -> None:
        self._logo = QLabel()
        title = plain_label("Curator", font=measures.font(measures.HERO, half_bold=True))
        named(title, "start.title", "Curator")
        told = plain_label(
            self.tr("Turn news articles into incident data in which every value knows its words."),
            font=measures.font(1.0), role="quiet", wrap=True,
        )  # fmt: skip
        named(told, "start.about", told.text())
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._logo)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(told)
        head.addLayout(words, 1)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(self._card_column(), 10)
        columns.addLayout(self._recent_column(), 11)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(measures.WIDE_INSET, 0, measures.WIDE_INSET, 0)
        rows.setSpacing(24)
        rows.addLayout(head)
        rows.addLayout(columns, 1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(inner, 20)
        centred.addStretch(1)
        column.addLayout(centred, 8)
        column.addStretch(2)
        self.wear_theme()

    def _card_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(measures.GAP)
        for card in self._cards:
            column.addWidget(card)
        column.addWidget(self.packet, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def _recent_column(self) -> QVBoxLayout:
        head = QHBoxLayout()
        label = plain_label(self.tr("Used last"), role="quiet", font=measures.heading_font())
        head.addWidget(label, 1)
        head.addWidget(self.forget)
        head.addWidget(self.forget_all)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(head)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._none, 1)
        column.addWidget(self.recent, 1)
        return column

    # Showing

    def show_recent(self, projects: Sequence[RecentProject]) -> None:
        """List these projects, the last one first."""
        self.recent.clear()
        for project in projects:
            item = QListWidgetItem(project.name or project.path.stem)
            item.setData(PathRole, str(project.path))
            item.setToolTip(plain_tip(str(project.path)))
            self.recent.addItem(item)
        there = bool(projects)
        self.recent.setVisible(there)
        self._none.setVisible(not there)
        for button in (self.forget, self.forget_all):
            button.setVisible(there)

    def wear_theme(self) -> None:
        self._logo.setPixmap(pixmap("curator", current().text, 64, self.devicePixelRatioF()))
        for card in self._cards:
            card.wear_theme()

    # What the user does

    def _open_recent(self, item: QListWidgetItem) -> None:
        self.project_wanted.emit(item.data(PathRole))

    def _forget_chosen(self) -> None:
        item = self.recent.currentItem() or (self.recent.item(0) if self.recent.count() == 1 else None)
        if item is not None:
            self.forget_wanted.emit(item.data(PathRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.recent.hasFocus():
            self._forget_chosen()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event, PROJECT_SUFFIX, HANDOVER_SUFFIX) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        project, handover = _file_in(event, PROJECT_SUFFIX), _file_in(event, HANDOVER_SUFFIX)
        if project is not None or handover is not None:
            event.acceptProposedAction()
        if project is not None:
            self.project_wanted.emit(str(project))
        elif handover is not None:
            self.handover_given.emit(str(handover))


def _file_in(event: QDropEvent, *suffixes: str) -> Path | None:
    """The first file with one of these suffixes that is being dropped, or None."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in suffixes), None)
