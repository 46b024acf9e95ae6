# SPDX-License-Identifier: MIT
"""The articles of a hand-over as a table: which, how found here, what comes with it.

What lives here: the model, and the answers given to articles with the same text as another. What does not: the dialog
around it (receive_dialog.py).
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from curator.app.guard import guarded
from curator.app.handover.shown import Answers, ArticleCome, in_order
from curator.app.handover.wording import plain
from curator.app.theme import current
from curator.app.tips import plain_tip

_Index = QModelIndex | QPersistentModelIndex
ARTICLE, FOUND, BRINGS = range(3)


@guarded
class ArticlesModel(QAbstractTableModel):
    """Rows are articles, what needs the user first."""

    def __init__(self) -> None:
        super().__init__()
        self._articles: tuple[ArticleCome, ...] = ()
        self.answers: dict[str, str] = {}
        self._heads = (self.tr("Article"), self.tr("Found here"), self.tr("What comes with it"))

    def show_articles(self, articles: tuple[ArticleCome, ...], answers: Answers) -> None:
        self.beginResetModel()
        self._articles = in_order(articles)
        self.answers = dict(answers)
        self.endResetModel()

    def article(self, row: int) -> ArticleCome:
        return self._articles[row]

    def row_of(self, article: str) -> int:
        return next((row for row, each in enumerate(self._articles) if each.id == article), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # as Qt asks for it
        return 0 if parent.isValid() else len(self._articles)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # as Qt asks for it
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        each = self._articles[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(each, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(each, index.column()))
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == FOUND:
            return QColor(current().warn if self._is_open(each) else current().quiet)
        if role == Qt.ItemDataRole.FontRole and index.column() == BRINGS and each.of_outcome("conflicting"):
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _text(self, each: ArticleCome, column: int) -> str:
        if column == ARTICLE:
            return plain(each.match.title)
        return each.found(self.answers.get(each.id, "")) if column == FOUND else each.brings()

    def _is_open(self, each: ArticleCome) -> bool:
        return each.in_trouble and not self.answers.get(each.id)
