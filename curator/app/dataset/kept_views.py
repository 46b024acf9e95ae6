# SPDX-License-Identifier: MIT
"""Views of the data set that are kept in the project under a name: a filter with its columns and order.

What lives here: keeping, showing and removing one. What does not: the buttons for it (filter_bar.py), filter and look
themselves (page.py, look.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.background import Background
from curator.app.widgets import named
from curator.domain.faults import InputRefused, UserFault
from curator.domain.filtering import IncidentFilter, fault_of, faults
from curator.operations import Operation, RemoveSaved, Save
from curator.workspace import Workspace

if TYPE_CHECKING:
    from curator.app.dataset.page import DatasetPage


class KeptViews(QObject):
    """Those of one page's project. `views`: by name, as they were read last."""

    def __init__(self, page: DatasetPage, workspace: Workspace, background: Background) -> None:
        super().__init__(page)
        self._page, self._workspace, self._background = page, workspace, background
        self.views: Mapping[str, Mapping[str, object]] = {}

    def ask_name(self) -> None:
        """Ask under which name the view is to be kept."""
        from PySide6.QtWidgets import QInputDialog

        dialog = named(QInputDialog(self._page.window()), "view_name", self.tr("Keep this view"))
        dialog.setLabelText(self.tr("A name for this filter with its columns; the project keeps it for everybody."))
        dialog.textValueSelected.connect(self.save)
        dialog.open()

    def save(self, name: str) -> None:
        """Keep filter, columns and order in the project under this name; Undo takes it back."""
        self._run(Save("view", name, {"filter": self._page.filter.to_json(), "look": self._page.look}))

    def remove(self, name: str) -> None:
        """Keep this view no longer; Undo brings it back."""
        self._run(RemoveSaved("view", name))

    def _run(self, operation: Operation) -> None:
        def told(fault: UserFault) -> None:
            self._page.told.emit(fault.sentence)

        self._background.run(lambda: self._workspace.run(operation), lambda _made: self._page.show_bar(), told)

    def show(self, name: str) -> None:
        """Show a view that was kept. What the codebook has not any more is said and left out."""
        kept = self.views.get(name, {})
        try:
            wanted = IncidentFilter.from_json(str(kept.get("filter", "[]")))
        except InputRefused as fault:
            self._page.told.emit(self.tr("“{name}”: {fault}").format(name=name, fault=fault.sentence))
            return
        gone = faults(wanted, self._workspace.codebook)
        if gone:
            self._page.told.emit(self.tr("“{name}”: {fault}").format(name=name, fault=" ".join(gone)))
        fitting_ones = tuple(each for each in wanted.conditions if not fault_of(each, self._workspace.codebook))
        self._page.filter_line.clear()
        if kept.get("look"):
            self._page.wear_look(str(kept["look"]))
        self._page.set_filter(IncidentFilter(fitting_ones))
