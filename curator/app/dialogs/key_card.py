# SPDX-License-Identifier: MIT
"""The key card: every action with its key, to find one and to give it another key by pressing it.

What lives here: the window. What does not: the rows (key_rows.py), which keys are possible (key_map.py).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.dialogs.key_field import KeyField
from curator.app.guard import guarded
from curator.app.key_map import KeyMap, plain
from curator.app.key_names import shown
from curator.app.key_rows import KeyRow, key_rows
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import ElidedLabel, named, plain_label, polish_again
from curator.app.word_search import found
from curator.domain.codebook.model import Codebook

_RowRole = int(Qt.ItemDataRole.UserRole) + 1
_WIDTH, _HEIGHT = 820, 640
_KEY_WIDTH = 150


@guarded
class KeyCard(QDialog):
    """Changes hold at once and after a restart; there is nothing to save."""

    def __init__(self, keys: KeyMap, book: Codebook | None, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "keys", self.tr("Keys"))
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self._keys, self._book = keys, book
        self.words = QLineEdit(placeholderText=self.tr("Find an action or a key …"), clearButtonEnabled=True)
        named(self.words, "keys.find", self.tr("Find an action or a key"), tip=self.tr("Words in any order, or a key"))
        self.list = self._made_list()
        self.chosen = ElidedLabel()
        self.chosen.setObjectName("keys.chosen")
        self.field = KeyField()
        named(self.field, "keys.field", self.tr("Its key"), tip=self.tr("Press the new key; Backspace: no key at all"))
        self.field.setFixedWidth(190)
        self.usual = self._button("keys.usual", self.tr("Usual key"), self.tr("Give the action its usual key again"))
        self.all_usual = self._button(
            "keys.all_usual", self.tr("All usual keys"), self.tr("Give every action its usual keys again")
        )
        self.close_button = self._button("keys.close", self.tr("Close"), self.tr("Close (Esc)"))
        self.told = plain_label("", role="quiet", wrap=True)
        named(self.told, "keys.told", self.tr("What came of it"))
        self._lay_out()
        self._connect()
        self._fill()
        self.words.setFocus()

    # Making

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = named(QPushButton(text), name, text, tip=tip)
        button.setAutoDefault(False)
        return button

    def _made_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        named(tree, "keys.list", self.tr("Actions and their keys"), role="keys")
        tree.setHeaderLabels([self.tr("Action"), self.tr("Key"), self.tr("What it does")])
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setUniformRowHeights(True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, 260)
        header.resizeSection(1, _KEY_WIDTH)
        header.setStretchLastSection(True)
        return tree

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(measures.INSET, measures.INSET, measures.INSET, measures.GAP)
        top.addWidget(self.words)
        change = QHBoxLayout()
        change.setSpacing(measures.GAP)
        change.addWidget(self.chosen, 1)
        change.addWidget(self.field)
        change.addWidget(self.usual)
        last = QHBoxLayout()
        last.addWidget(self.all_usual)
        last.addStretch(1)
        last.addWidget(self.close_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(measures.INSET, measures.GAP, measures.INSET, measures.INSET)
        foot.setSpacing(measures.GAP)
        foot.addLayout(change)
        foot.addWidget(self.told)
        foot.addLayout(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._fill())
        self.words.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_chosen())
        self.list.itemActivated.connect(lambda _item, _column: self.field.setFocus())
        self.field.pressed.connect(self._pressed)
        self.field.left.connect(self.list.setFocus)
        self.usual.clicked.connect(self._give_back)
        self.all_usual.clicked.connect(self._keys.give_all_back)
        self.close_button.clicked.connect(self.close)
        self._keys.changed.connect(self._fill)

    # Showing

    @property
    def row(self) -> KeyRow | None:
        """The chosen row."""
        item = self.list.currentItem()
        row = item.data(0, _RowRole) if item is not None else None
        return row if isinstance(row, KeyRow) else None

    def _fill(self) -> None:
        chosen = self.row
        self.list.clear()
        group, again = "", None
        for row in key_rows(self._keys, self._book):
            if not self._wanted(row):
                continue
            if row.group != group:
                group = row.group
                self._add_group(group)
            item = QTreeWidgetItem([row.text, row.keys, row.tip])
            item.setData(0, _RowRole, row)
            for column, text in enumerate((row.text, row.keys, row.tip)):
                item.setToolTip(column, plain_tip(text))
            item.setForeground(2, QBrush(QColor(current().quiet)))
            self.list.addTopLevelItem(item)
            if again is None or (chosen is not None and (row.action, row.text) == (chosen.action, chosen.text)):
                again = item
        if again is not None:
            self.list.setCurrentItem(again)
        self.all_usual.setEnabled(any(not self._keys.is_usual(action) for action in self._keys.specs))
        self._show_chosen()

    def _wanted(self, row: KeyRow) -> bool:
        words = self.words.text().strip()
        as_key = bool(words) and words.casefold() in (row.keys.casefold(), *row.keys.casefold().split(", "))
        return as_key or found(words, f"{row.text} {row.keys} {row.tip}") is not None

    def _add_group(self, group: str) -> None:
        item = QTreeWidgetItem([group])
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(0, measures.heading_font())
        item.setForeground(0, QBrush(QColor(current().quiet)))
        self.list.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)

    def _show_chosen(self) -> None:
        row = self.row
        mine = row is not None and bool(row.action)
        self.chosen.show_text(row.text if row else "")
        self.field.setEnabled(mine)
        self.field.show_keys(row.keys if row else "")
        self.usual.setEnabled(mine and row is not None and not self._keys.is_usual(row.action))
        self._tell(
            self.tr("Enter, then press the new key. Letters alone act while the article has the focus.")
            if mine else self.tr("This key cannot be changed here.") if row else self.tr("Nothing is found.")
        )  # fmt: skip

    def _tell(self, text: str, role: str = "quiet") -> None:
        self.told.setText(text)
        self.told.setProperty("role", role)
        polish_again(self.told)

    # What the user does

    def _pressed(self, key: str) -> None:
        row = self.row
        if row is None or not row.action:
            return
        try:
            self._keys.give(row.action, [key] if key else [])
        except ValueError as refused:
            self._tell(str(refused), "warn")
            return
        self.list.setFocus()
        self._tell(self._told_of(row, key), "good")

    def _told_of(self, row: KeyRow, key: str) -> str:
        if not key:
            return self.tr("“{action}” has no key now.").format(action=row.text)
        told = self.tr("{key} is the key of “{action}” now.").format(key=shown(key), action=row.text)
        lost = next((each for each in self._book.keys if each.key.upper() == key), None) if self._book else None
        if lost is None:
            return told
        return f"{told} {self.tr('The codebook’s key for “{field}” is out of force.').format(field=lost.label)}"

    def _give_back(self) -> None:
        row = self.row
        if row is None or not row.action:
            return
        try:
            self._keys.give_back(row.action)
        except ValueError as refused:
            self._tell(str(refused), "warn")
            return
        self._tell(self.tr("“{action}” has its usual key.").format(action=plain(self._keys.specs[row.action].text)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search line into the list: Down and Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            into = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if into or event.matches(QKeySequence.StandardKey.MoveToNextLine):
                self.list.setFocus()
                return True
        return False
