# SPDX-License-Identifier: MIT
"""The incidents of the article in a list, what is hidden of them, what to do where there is none.

What lives here: the list and what stands around it. What does not: its rows (model.py) and how they look (delegate.py),
values of an incident (values/).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.guard import guarded
from curator.app.incidents.delegate import IncidentsDelegate
from curator.app.incidents.model import NOT_JUDGED, IncidentsModel, Index
from curator.app.incidents.shown import IncidentShown
from curator.app.row_state import is_chosen
from curator.app.widgets import heading, named, plain_label

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem


@guarded
class IncidentsList(QListView):
    """Its rows are all of one height: what they say may change without laying the list out again."""

    def dataChanged(self, first: Index, last: Index, roles: Iterable[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, list(roles))  # QListView's lays out every row again


class IncidentsPanel(QWidget):
    """`incident_chosen(id)`: the user chose an incident here. `values_wanted`: Enter, a double click. `open_wanted`:
    colleagues' layers are to be opened."""

    incident_chosen = Signal(str)
    values_wanted = Signal()
    open_wanted = Signal()
    colleagues_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "incidents", self.tr("Incidents"), role="side")
        self.model = IncidentsModel()
        self.list = IncidentsList()
        named(self.list, "incidents.list", self.tr("Incidents in this article"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(IncidentsDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._changed)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(lambda _index: self.values_wanted.emit())
        self.title = heading(self.tr("Incidents in this article"))
        self.empty = self._made_empty()
        self.hidden = plain_label("", role="quiet", font=measures.font(measures.SMALL), wrap=True)
        named(self.hidden, "incidents.hidden", self.tr("What is hidden"))
        self.open_hidden = QPushButton(self.tr("Open …"))
        tip = self.tr("Look at colleagues' work before all have finished; the history tells the reason")
        named(self.open_hidden, "incidents.open_hidden", self.tr("Open colleagues' layers"), role="quiet", tip=tip)
        self.open_hidden.clicked.connect(self.open_wanted)
        self.show_aside = QPushButton(self.tr("Show"))
        tip = self.tr("Show them beside your own; the review compares them value by value")
        named(self.show_aside, "incidents.show_aside", self.tr("Show colleagues' incidents"), role="quiet", tip=tip)
        self.show_aside.clicked.connect(self.colleagues_wanted)
        self.hidden_row = QWidget()
        row = QHBoxLayout(self.hidden_row)
        row.setContentsMargins(measures.INSET, 2, measures.INSET, measures.GAP)
        row.addWidget(self.hidden, 1)
        for button in (self.open_hidden, self.show_aside):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.hidden_row.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)
        column.addWidget(self.hidden_row)
        self._quiet = False
        self._told, self._article = "", False

    def _made_empty(self) -> QLabel:
        label = plain_label("", role="quiet", wrap=True)
        named(label, "incidents.empty", self.tr("What to do next"))
        label.setContentsMargins(measures.INSET, 4, measures.INSET, measures.INSET)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    def show_incidents(
        self, shown: tuple[IncidentShown, ...], chosen: str, article: bool = True,
        problems: Mapping[str, Sequence[Problem]] = NOT_JUDGED,
    ) -> None:  # fmt: skip
        """List these incidents and mark the chosen one; nothing is sent out. `article`: there is one to have any.
        `problems`: what the rules found in those that they have looked at."""
        self._quiet = True
        self._article = article
        self.tell_empty(self._told)
        self.model.show(shown, problems)
        self.pages.setCurrentIndex(0 if shown else 1)
        self.mark(chosen)
        self._quiet = False

    def tell_hidden(self, hidden: str) -> None:
        """Why colleagues' incidents may not be seen yet; "" where nothing is hidden."""
        self._tell_below(hidden)
        self.open_hidden.setVisible(bool(hidden))
        self.show_aside.hide()

    def tell_aside(self, aside: int) -> None:
        """So many incidents of colleagues are open, and not shown beside one's own."""
        told = self.tr("1 incident of colleagues") if aside == 1 else self.tr("{count} incidents of colleagues")
        self._tell_below(told.format(count=aside))
        self.open_hidden.hide()
        self.show_aside.show()

    def _tell_below(self, told: str) -> None:
        self.hidden.setText(told)
        self.hidden.setAccessibleName(told)
        self.hidden_row.setVisible(bool(told))

    def tell_empty(self, told: str) -> None:
        """What stands here where the article has no incidents."""
        self._told = told
        self.empty.setText(told if self._article else "")

    def mark(self, incident: str) -> None:
        """Mark an incident as chosen, without sending anything out."""
        row = self.model.row_of(incident)
        if row is None:
            return
        index = self.model.index(row)
        if index == self.list.currentIndex() and is_chosen(self.list, index):
            return
        before, self._quiet = self._quiet, True
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)
        self._quiet = before

    def step(self, by: int) -> bool:
        """Choose the incident so many places further on; False where there is none."""
        index = self.model.index(self.list.currentIndex().row() + by)
        if index.isValid():
            self.list.setCurrentIndex(index)
        return index.isValid()

    def wanted_height(self) -> int:
        """The height at which every incident shows, up to six."""
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, IncidentsDelegate)
        rows = max(1, min(6, self.model.rowCount()))
        width = max(self.width(), measures.LEAST_SIDE)
        below = 0 if self.hidden_row.isHidden() else self.hidden_row.heightForWidth(width)
        return self.title.sizeHint().height() + rows * delegate.row_height() + measures.GAP + below

    def _changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.incident_chosen.emit(self.model.shown(index.row()).incident.id)

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the incident that is chosen already goes to its main mention again."""
        self.incident_chosen.emit(self.model.shown(index.row()).incident.id)
