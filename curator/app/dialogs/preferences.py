# SPDX-License-Identifier: MIT
"""Preferences: one line for each of the table, acting at once. No Save button.

What lives here: the window and an editor for each kind. What does not: the table (preferences.py) and what a change
does (preference_acts.py).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.dialogs.paths_field import PathField
from curator.app.guard import guarded
from curator.app.preference_acts import PreferenceActs
from curator.app.preferences import CONTEXT, OF_THE_PROJECT, PREFERENCES, Preference
from curator.app.who_codes import WhoCodes
from curator.app.widgets import named, plain_label

_EDITOR_WIDTH = 220


def _said(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


@guarded
class PreferencesDialog(QDialog):
    """What is changed elsewhere meanwhile (zoom by keys) shows when the window is looked at again."""

    def __init__(self, acts: PreferenceActs, who: WhoCodes, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "preferences", self.tr("Preferences"))
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(measures.grown(620))
        self._acts, self._who = acts, who
        self._read: dict[str, Callable[[], None]] = {}
        self._usual: dict[str, QPushButton] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(measures.WIDE_INSET)
        self._grid.setVerticalSpacing(measures.STEP)
        self._grid.setColumnStretch(3, 1)
        part = ""
        for preference in PREFERENCES:
            if preference.part != part:
                part = preference.part
                self._add_part(_said(part))
            self._add(preference)
        close = named(QPushButton(self.tr("Close")), "preferences.close", self.tr("Close"), tip=self.tr("Close (Esc)"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(plain_label(self.tr("Changes hold at once."), role="quiet"))
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.setContentsMargins(22, 0, 22, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(measures.WIDE_INSET)
        inside = self._inside()
        column.addWidget(self._scrolled(inside), 1)
        column.addLayout(buttons)
        # As high as everything in it, which depends on how its texts wrap; a small screen makes it smaller.
        width, margins = self.minimumWidth(), column.contentsMargins()
        below = column.spacing() + buttons.sizeHint().height()
        self.resize(width, margins.top() + inside.totalHeightForWidth(width) + below + margins.bottom())
        acts.changed.connect(self.read)
        who.known.connect(self.read)
        self.read()

    # Making

    def _inside(self) -> QVBoxLayout:
        """All preferences, one below the other."""
        column = QVBoxLayout()
        column.setContentsMargins(22, 12, 22, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        return column

    def _scrolled(self, inside: QVBoxLayout) -> QScrollArea:
        """All of it where there is room; on a small screen it scrolls."""
        all_of_it = named(QWidget(), "preferences.all", self.tr("All preferences"))
        all_of_it.setLayout(inside)
        area = named(QScrollArea(), "preferences.scroll", self.tr("All preferences"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from one to the next, and scrolls
        area.setWidget(all_of_it)
        return area

    def _add_part(self, text: str) -> None:
        label = plain_label(text, role="quiet", font=measures.heading_font())
        label.setContentsMargins(0, measures.INSET, 0, measures.STEP)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 4)

    def _add(self, preference: Preference) -> None:
        row = self._grid.rowCount()
        editor = _MAKERS[preference.kind](self, preference)
        named(editor, f"preferences.{preference.id}", _said(preference.label), tip=_said(preference.help))
        flag = preference.kind in ("flag", "team")
        if flag:
            self._grid.addWidget(editor, row, 0, 1, 2)
        else:
            label = plain_label(_said(preference.label))
            label.setBuddy(editor)
            wide = preference.kind == "folder"
            if not wide:
                editor.setFixedWidth(measures.grown(_EDITOR_WIDTH))
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(editor, row, 1, 1, 3 if wide else 1)
        if preference.id not in OF_THE_PROJECT:
            usual = QPushButton(self.tr("Usual"))
            tip = self.tr("Back to the usual: {what}").format(what=_said(preference.label))
            named(usual, f"preferences.{preference.id}.usual", tip, tip=tip, role="quiet")
            usual.setAutoDefault(False)
            policy = usual.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            usual.setSizePolicy(policy)
            usual.clicked.connect(lambda: self._acts.reset(preference.id))
            self._usual[preference.id] = usual
            self._grid.addWidget(usual, row, 2)
        help_ = plain_label(_said(preference.help), role="quiet", wrap=True)
        help_.setContentsMargins(0, 0, 0, measures.GAP)
        self._grid.addWidget(help_, row + 1, 0 if flag else 1, 1, 3)

    def _choice(self, preference: Preference) -> QWidget:
        box = QComboBox()
        for value, text in preference.choices:
            box.addItem(_said(text), value)
        box.activated.connect(lambda _at: self._acts.set(preference.id, box.currentData()))

        def read() -> None:
            box.setCurrentIndex(box.findData(self._acts.value(preference.id)))

        self._read[preference.id] = read
        return box

    def _number(self, preference: Preference) -> QWidget:
        box = QSpinBox(minimum=preference.least, maximum=preference.most, singleStep=preference.step)
        box.setSuffix(_said(preference.unit))
        box.setGroupSeparatorShown(True)
        box.lineEdit().setTextMargins(6, 0, 0, 0)
        box.setKeyboardTracking(False)  # a number that is being typed is not one yet
        box.valueChanged.connect(lambda value: self._acts.set(preference.id, value))

        def read() -> None:
            with QSignalBlocker(box):
                box.setValue(int(self._acts.value(preference.id)))

        self._read[preference.id] = read
        return box

    def _flag(self, preference: Preference) -> QWidget:
        box = QCheckBox(_said(preference.label))
        box.toggled.connect(lambda on: self._acts.set(preference.id, on))

        def read() -> None:
            with QSignalBlocker(box):
                box.setChecked(bool(self._acts.value(preference.id)))

        self._read[preference.id] = read
        return box

    def _team(self, preference: Preference) -> QWidget:
        box = QCheckBox(_said(preference.label))
        box.toggled.connect(lambda on: self._acts.set_for_team(preference.id, on))

        def read() -> None:
            with QSignalBlocker(box):
                box.setChecked(self._acts.holds_for_team(preference.id))
            box.setEnabled(self._acts.may_change_project)

        self._read[preference.id] = read
        return box

    def _coder(self, preference: Preference) -> QWidget:
        box = QComboBox()
        box.activated.connect(lambda _at: self._coder_chosen(box))

        def read() -> None:
            box.clear()
            people, now = self._who.people(), self._who.coder
            for person in people:
                box.addItem(person.name, person)
            if now is None:
                box.insertItem(0, self.tr("Not said yet") if self._who.may_ask else self.tr("No project to code in"))
            if self._who.may_ask:
                box.addItem(self.tr("Someone new …"))
            box.setCurrentIndex(next((at for at, each in enumerate(people) if now and each.id == now.id), 0))
            box.setEnabled(self._who.may_ask)

        self._read[preference.id] = read
        return box

    def _folder(self, preference: Preference) -> QWidget:
        field = PathField(f"preferences.{preference.id}", _said(preference.label), "folder")
        field.line.setClearButtonEnabled(True)
        field.button.setAutoDefault(False)
        field.line.editingFinished.connect(lambda: self._acts.watch_folder(field.text))
        field.chosen.connect(lambda path: self._acts.watch_folder(path))

        def read() -> None:
            if not field.line.hasFocus():
                field.line.setText(self._acts.watched_folder)
            field.setEnabled(self._acts.may_change_project)
            field.line.setPlaceholderText(
                self.tr("No folder") if self._acts.may_change_project else self.tr("No project that can receive")
            )

        self._read[preference.id] = read
        return field

    # Showing and doing

    def read(self) -> None:
        """Show the values in force."""
        for read in self._read.values():
            read()
        for preference, button in self._usual.items():
            button.setVisible(not self._acts.is_usual(preference))

    def _coder_chosen(self, box: QComboBox) -> None:
        person = box.currentData()
        if person is not None:
            self._who.answer(person)
        elif box.currentIndex() == box.count() - 1:
            self._who.ask()
            self.close()  # the question stands at the top of the window

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.read()


_MAKERS: dict[str, Callable[[PreferencesDialog, Preference], QWidget]] = {
    "choice": PreferencesDialog._choice, "number": PreferencesDialog._number, "flag": PreferencesDialog._flag,
    "coder": PreferencesDialog._coder, "folder": PreferencesDialog._folder,
    "team": PreferencesDialog._team,
}  # fmt: skip
