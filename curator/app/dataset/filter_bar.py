# SPDX-License-Identifier: MIT
"""The bar over the data set: whose work is shown, which conditions hold, the views that are kept.

What lives here: the buttons. What does not: what the filter is (domain/filtering.py), making a condition
(condition_editor.py), keeping views (page.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QToolButton, QWidget

from curator.app import measures
from curator.app.flow_layout import FlowLayout
from curator.app.guard import guarded
from curator.app.widgets import named
from curator.domain.codebook.model import Codebook
from curator.domain.filter_words import LAYER_WORDS, condition_words
from curator.domain.filtering import Condition, IncidentFilter

_LAYERS = ("mine", "auto", "consensus", "all")


@guarded
class FilterBar(QWidget):
    """`changed(IncidentFilter)`: other conditions are to hold. `add_wanted`: one more condition is to be made.
    `view_wanted(name)`, `save_wanted`, `remove_wanted(name)`: of the views that are kept."""

    changed = Signal(object)
    add_wanted = Signal()
    edit_wanted = Signal(int)
    view_wanted = Signal(str)
    save_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "dataset.filter_bar", self.tr("Which incidents are shown"))
        self._filter = IncidentFilter()
        self._row = FlowLayout(self)
        self.layer = named(QComboBox(), "dataset.layer", self.tr("Whose work is shown"),
                           tip=self.tr("Whose work is shown; what is hidden from you is in none of these"))  # fmt: skip
        for name in _LAYERS:
            self.layer.addItem(LAYER_WORDS[name].capitalize(), name)
        self.layer.activated.connect(lambda _at: self._take_layer())
        self.views = self._button("dataset.views", self.tr("Views"), self.tr("Show or keep a view: filter and columns"))
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add = self._button("dataset.add_condition", self.tr("Add condition …"),
                                self.tr("Show only incidents for which something holds (A in the table)"))  # fmt: skip
        self.add.clicked.connect(self.add_wanted)
        for widget in (self.layer, self.views, self.add):
            self._row.addWidget(widget)
        self._chips: list[QToolButton] = []
        self.show_views(())

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        made = named(QToolButton(), name, text, tip=tip, role="chip")
        made.setText(text)
        made.setFont(measures.font(measures.SMALL))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def show_filter(self, wanted: IncidentFilter, codebook: Codebook, names: Mapping[str, str]) -> None:
        """Show these conditions, each as a chip that edits it or takes it away; nothing is sent out."""
        self._filter = wanted
        self.layer.setCurrentIndex(max(0, self.layer.findData(wanted.layer or "all")))
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for at, condition in enumerate(wanted.conditions):
            if condition.kind != "layer" and not (condition.kind == "text" and condition.key == "row"):
                self._chips.append(self._chip(at, condition_words(condition, codebook, names)))
        self.updateGeometry()

    def _chip(self, at: int, text: str) -> QToolButton:
        chip = self._button(f"dataset.condition.{at}", text, self.tr("Click to change this condition or take it away"))
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.clicked.connect(lambda _checked: chip.setChecked(True))
        menu = named(QMenu(chip), f"dataset.condition.{at}.menu", text)
        menu.addAction(self.tr("Take it away")).triggered.connect(partial(self._remove, at))
        menu.addAction(self.tr("Change …")).triggered.connect(partial(self.edit_wanted.emit, at))
        chip.setMenu(menu)
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._row.addWidget(chip)
        chip.show()
        return chip

    def _remove(self, at: int, _checked: bool = False) -> None:
        kept = tuple(each for place, each in enumerate(self._filter.conditions) if place != at)
        self.changed.emit(IncidentFilter(kept))

    def _take_layer(self) -> None:
        self.changed.emit(self._filter.with_one(Condition("layer", value=(str(self.layer.currentData()),))))

    def show_views(self, names: Sequence[str]) -> None:
        """The menu of views that are kept."""
        menu = named(QMenu(self.views), "dataset.views.menu", self.tr("Views"))
        for name in names:
            menu.addAction(name.replace("&", "&&")).triggered.connect(partial(self._view, name))
        if names:
            menu.addSeparator()
            away = menu.addMenu(self.tr("Remove"))
            for name in names:
                away.addAction(name.replace("&", "&&")).triggered.connect(partial(self._away, name))
        menu.addAction(self.tr("Keep this view …")).triggered.connect(lambda _checked: self.save_wanted.emit())
        self.views.setMenu(menu)

    def _view(self, name: str, _checked: bool = False) -> None:
        self.view_wanted.emit(name)

    def _away(self, name: str, _checked: bool = False) -> None:
        self.remove_wanted.emit(name)
