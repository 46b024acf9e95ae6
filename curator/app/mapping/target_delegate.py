# SPDX-License-Identifier: MIT
"""Choosing what a column is for: a list of all fields in which typing finds any part of a name.

What lives here: the editor. What does not: which targets there are (domain/table_mapping.py).
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from curator.app.guard import guarded
from curator.app.widgets import named
from curator.domain.codebook.model import Codebook
from curator.domain.table_mapping import all_targets, label_of

Index = QModelIndex | QPersistentModelIndex


@guarded
class TargetDelegate(QStyledItemDelegate):
    """Makes and reads the editor."""

    def __init__(self, codebook: Codebook, rows: int, parent: QObject) -> None:
        super().__init__(parent)
        self._targets = QStandardItemModel(self)
        for target in all_targets(codebook, rows):
            item = QStandardItem(label_of(target, codebook))
            item.setData(str(target), Qt.ItemDataRole.UserRole)
            self._targets.appendRow(item)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        named(box, "mapping.target", self.tr("What the column is"), tip=self.tr("Type a part of a field's name"))
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setModel(self._targets)
        box.setMaxVisibleItems(18)
        completer = QCompleter(self._targets, box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCompleter(completer)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        line = editor.lineEdit()
        if line is not None:
            line.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        at = self._chosen(editor)
        if at >= 0:
            model.setData(index, editor.itemData(at), Qt.ItemDataRole.EditRole)

    @staticmethod
    def _chosen(editor: QComboBox) -> int:
        """The line that is typed, or the only one that holds what is typed; -1 where none or several do."""
        typed = editor.currentText().strip()
        exact = editor.findText(typed, Qt.MatchFlag.MatchFixedString)
        if exact >= 0:
            return exact
        holding = [at for at in range(editor.count()) if typed.casefold() in editor.itemText(at).casefold()]
        return holding[0] if typed and len(holding) == 1 else -1
