# SPDX-License-Identifier: MIT
"""The releases of a project: which there are, and what can be done with them.

What lives here: the list beside the window. What does not: doing what is wanted (jobs/releasing.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.listed.texts import TextRows, text_table
from curator.app.values.phrases import day
from curator.app.widgets import named, plain_label
from curator.domain.kept import Release

NOW = ""  # in place of a release's name: the project as it is


@guarded
class ReleasesDialog(QDialog):
    """Tells what is wanted, with the names of releases: `make_wanted`, `export_wanted(name)`,
    `compare_wanted(earlier, later or NOW)`, `remove_wanted(name)`."""

    make_wanted = Signal()
    export_wanted = Signal(str)
    compare_wanted = Signal(str, str)
    remove_wanted = Signal(str)

    def __init__(self, writable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "releases", self.tr("Releases"))
        self.setWindowTitle(self.tr("Releases"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(measures.grown(820), measures.grown(460))
        self._writable = writable
        self.told = plain_label(
            self.tr("A release is the data set frozen under a name: it can be cited, written out again byte for byte, "
                    "and compared with what came later."), role="quiet", wrap=True,
        )  # fmt: skip
        self.model = TextRows(
            (self.tr("Release"), self.tr("Made"), self.tr("By"), self.tr("Incidents"), self.tr("Articles")), self
        )
        self.list = named(text_table(self.model, (300, 150, 140, 90, 90), 0), "releases.list", self.tr("Releases"),
                          tip=self.tr("Enter shows what changed since; Delete removes"), role="figures")  # fmt: skip
        self.empty = named(plain_label("", role="quiet"), "releases.empty", self.tr("No release yet"))
        self.make = self._button(
            "make", self.tr("Make a release …"), self.tr("Freeze the data set as it is under a name")
        )
        self.export = self._button(
            "export", self.tr("Write out …"), self.tr("Write the release into a folder, as it was made")
        )
        self.against = named(QComboBox(), "releases.against", self.tr("Compared with"),
                             tip=self.tr("With what the chosen release is compared"))  # fmt: skip
        self.compare = self._button(
            "compare", self.tr("What differs …"), self.tr("Show what was added, changed, removed (Enter)")
        )
        self.remove = self._button(
            "remove", self.tr("Remove"), self.tr("Take the release away (Delete); Undo brings it back")
        )
        self.refusal = named(plain_label("", role="bad", wrap=True), "releases.refusal", self.tr("What went wrong"))
        self.refusal.hide()
        self._lay_out()
        self._connect()
        self.show_releases((), {})

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        made = named(QPushButton(text), f"releases.{name}", text, tip=tip)
        made.setAutoDefault(False)
        return made

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addStretch(1)
        buttons.addWidget(self.export)
        buttons.addWidget(self.remove)
        comparing = QHBoxLayout()
        comparing.addStretch(1)
        comparing.addWidget(plain_label(self.tr("The chosen one compared with")))
        comparing.addWidget(self.against)
        comparing.addWidget(self.compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(measures.INSET)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column.addLayout(comparing)
        column.addWidget(self.refusal)
        column.addLayout(buttons)

    def _connect(self) -> None:
        for button in (self.make, self.export, self.compare, self.remove):
            button.clicked.connect(self.refusal.hide)  # what is tried anew may succeed
        self.make.clicked.connect(self.make_wanted)
        self.export.clicked.connect(lambda: self.export_wanted.emit(self.chosen))
        self.compare.clicked.connect(self._compare)
        self.remove.clicked.connect(self._remove)
        self.list.activated.connect(lambda _index: self._compare())
        self.list.selectionModel().currentRowChanged.connect(lambda _now, _before: self._follow())
        self.list.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete in the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.list
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self._remove()
            return True
        return super().eventFilter(watched, event)

    def tell(self, sentence: str) -> None:
        """What was wanted here was refused, and why."""
        self.refusal.setText(sentence)
        self.refusal.show()
        self.activateWindow()

    @property
    def chosen(self) -> str:
        """The name of the chosen release, "" for none."""
        row = self.list.currentIndex().row()
        return str(self.model.rows[row][0]) if 0 <= row < len(self.model.rows) else ""

    def show_releases(self, releases: Sequence[Release], names: Mapping[str, str], choose: str = "") -> None:
        """`releases`: the oldest first; shown are the newest first. `names`: of coders, by id."""
        wanted = choose or self.chosen
        self.model.show_rows([
            (each.name, day(each.created[:10]), names.get(each.coder, ""), _count(each, "incidents"),
             _count(each, "articles"))
            for each in reversed(releases)
        ])  # fmt: skip
        self.list.setVisible(bool(releases))
        self.empty.setVisible(not releases)
        self.empty.setText(self.tr("There is no release in this project yet."))
        if releases:
            at = next((at for at, row in enumerate(self.model.rows) if row[0] == wanted), 0)
            self.list.setCurrentIndex(self.model.index(at, 0))
        self._follow()

    def _follow(self) -> None:
        """What can be done with the chosen one, and with what it can be compared: those made later, and now."""
        row = self.list.currentIndex().row()
        there = bool(self.chosen)
        self.make.setEnabled(self._writable)
        for button in (self.export, self.compare):
            button.setEnabled(there)
        self.remove.setEnabled(there and self._writable)
        self.against.clear()
        self.against.addItem(self.tr("the project as it is now"), NOW)
        for later in list(self.model.rows)[: max(0, row)]:
            self.against.addItem(later[0], later[0])
        self.against.setEnabled(there)

    def _compare(self) -> None:
        if self.chosen:
            self.compare_wanted.emit(self.chosen, str(self.against.currentData() or NOW))

    def _remove(self) -> None:
        if self.chosen and self._writable:
            self.remove_wanted.emit(self.chosen)


def _count(release: Release, what: str) -> str:
    found = release.counts.get(what)
    return f"{found:,}" if isinstance(found, int) else ""
