# SPDX-License-Identifier: MIT
"""Choosing the columns of an export: which, in which order, under which names.

What lives here: the dialog. What does not: which columns there are (formats/csv_columns.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.dialogs.form import FormDialog
from curator.app.filter_line import FilterLine
from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.widgets import named
from curator.formats.csv_columns import Column
from curator.formats.manifest import ProfileColumn

_COLUMN, _NAME, _TOLD = range(3)
_KEY = Qt.ItemDataRole.UserRole


@guarded
class ColumnsDialog(FormDialog):
    """`offered`: all there are; `chosen`: those that are ticked, in their order, () for all as they are."""

    def __init__(self, offered: Sequence[Column], chosen: Sequence[ProfileColumn], parent: QWidget) -> None:
        super().__init__(
            "export_columns", self.tr("Columns of the export"),
            self.tr("The ticked columns leave as one table, in this order. Space ticks, F2 gives another name, Alt+Up "
                    "and Alt+Down move. The ids of incident and article go along. "
                    "With none ticked the whole set leaves."),
            self.tr("Take these"), parent,
        )  # fmt: skip
        self._offered = {column.name: column for column in offered}
        self.words = FilterLine(clearButtonEnabled=True)
        self.words.setPlaceholderText(self.tr("Find a column …"))
        named(self.words, "export_columns.find", self.tr("Find a column"), tip=self.tr("Show columns with these words"))
        self.list = QTreeWidget()
        named(self.list, "export_columns.list", self.tr("Columns"),
              tip=self.tr("Space ticks, F2 gives another name, Alt+Up and Alt+Down move"))  # fmt: skip
        self.list.setHeaderLabels([self.tr("Column"), self.tr("Name in the file"), self.tr("What it is")])
        self.list.setRootIsDecorated(False)
        self.setMinimumWidth(measures.grown(720))
        self.list.setMinimumHeight(measures.grown(320))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda item, _at: self.list.editItem(item, _NAME))
        self.up = self._button("up", self.tr("Up"), self.tr("Move the chosen column up (Alt+Up)"))
        self.down = self._button("down", self.tr("Down"), self.tr("Move the chosen column down (Alt+Down)"))
        self.none = self._button("none", self.tr("Tick none"), self.tr("Take all ticks away: the whole set leaves"))
        self.up.clicked.connect(lambda: self.move_chosen(-1))
        self.down.clicked.connect(lambda: self.move_chosen(1))
        self.none.clicked.connect(self._tick_none)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        for button in (self.up, self.down, self.none):
            row.addWidget(button)
        self.column.insertLayout(self.column.count() - 2, row)
        self.column.insertWidget(self.column.count() - 2, self.list, 1)
        self.words.textChanged.connect(self._filter)
        self._fill(chosen)
        self.words.setFocus()

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        made = named(QPushButton(text), f"export_columns.{name}", text, tip=tip)
        made.setAutoDefault(False)
        return made

    def _fill(self, chosen: Sequence[ProfileColumn]) -> None:
        names = {each.key: each.name for each in chosen if each.key in self._offered}
        for key in [*names, *(key for key in self._offered if key not in names)]:
            column = self._offered[key]
            item = QTreeWidgetItem([column.label, names.get(key) or key, " ".join(column.help.split())])
            item.setData(_COLUMN, _KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
            item.setCheckState(_COLUMN, Qt.CheckState.Checked if key in names else Qt.CheckState.Unchecked)
            item.setToolTip(_TOLD, plain_tip(column.help))
            self.list.addTopLevelItem(item)
        self.list.setCurrentItem(self._items()[0])
        self.list.resizeColumnToContents(_COLUMN)
        self.list.setColumnWidth(_COLUMN, min(self.list.columnWidth(_COLUMN), measures.grown(240)))
        self.list.setColumnWidth(_NAME, measures.grown(180))

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            said = " ".join(item.text(at) for at in (_COLUMN, _NAME, _TOLD)).casefold()
            item.setHidden(not all(word in said for word in words))

    def _tick_none(self) -> None:
        for item in self._items():
            item.setCheckState(_COLUMN, Qt.CheckState.Unchecked)

    def move_chosen(self, step: int) -> None:
        """Move the chosen column by so many lines; one that is hidden by the filter is passed over."""
        item = self.list.currentItem()
        if item is None:
            return
        at = self.list.indexOfTopLevelItem(item) + step
        while 0 <= at < self.list.topLevelItemCount() and self._items()[at].isHidden():
            at += step
        if 0 <= at < self.list.topLevelItemCount():
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
            self.list.insertTopLevelItem(at, item)
            self.list.setCurrentItem(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that a list does not know by itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.list:
            item = self.list.currentItem()
            if event.key() == Qt.Key.Key_F2 and item is not None:
                self.list.editItem(item, _NAME)
                return True
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and step is not None:
                self.move_chosen(step)
                return True
        return super().eventFilter(watched, event)

    def answer(self) -> tuple[ProfileColumn, ...]:
        """The ticked columns; a name is given only where it is another one."""
        ticked = [item for item in self._items() if item.checkState(_COLUMN) is Qt.CheckState.Checked]
        return tuple(
            ProfileColumn(key, "" if (name := item.text(_NAME).strip()) == key else name)
            for item in ticked
            if (key := str(item.data(_COLUMN, _KEY)))
        )
