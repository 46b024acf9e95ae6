# SPDX-License-Identifier: MIT
"""The sheet for a text that was pasted, dropped or read anew: what it says of itself, before it becomes an article.

What lives here: the questions. What does not: reading the text and adding it (tasks/add_text.py). The text is shown and
not edited: an article is the text as it came, and Qt's editors change characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from curator.app import measures
from curator.app.dialogs.form import FormDialog
from curator.app.reader.direction import runs_right_to_left
from curator.app.values.phrases import word
from curator.app.widgets import named, plain_label
from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle
from curator.tasks.article_values import typed_article_value

_SHOWN = 100_000  # code points of the text; the article takes all of it


class TextChoice(NamedTuple):
    """One way in which the text was read. `there`: what to say where the project has this very text."""

    label: str
    read: ReadArticle
    there: str = ""


class Asked(NamedTuple):
    """What the sheet says: its heading, what it is about, its main button."""

    heading: str
    told: str
    main: str
    again: str  # the main button where the project has this very text


class PasteSheet(FormDialog):
    """`wanted(place, values)`: add the text of the choice at this place with these values."""

    wanted = Signal(int, object)

    def __init__(
        self, choices: Sequence[TextChoice], fields: Sequence[str], asked: Asked, parent: QWidget,
        known: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """`fields` are asked about; of those in `known` the value stands that is known, not what was read."""
        super().__init__("paste", asked.heading, asked.told, asked.main, parent)
        self.setModal(False)
        self.resize(640, 620)
        self._choices, self._known, self._asked = tuple(choices), known or {}, asked
        self._proposed: dict[str, str] = {}
        self.kinds = QComboBox()
        self._add_kinds()
        self.lines: dict[str, QLineEdit] = {}
        for field in fields:
            line = QLineEdit()
            named(line, f"paste.{field}", word(field), tip=self._tip(field))
            self.lines[field] = line
            self.row(word(field), line)
        self.fault = plain_label("", role="warn", wrap=True)
        named(self.fault, "paste.fault", self.tr("What cannot be taken"))
        self.fault.hide()
        self.form.addRow(self.fault)
        self.text = QPlainTextEdit(readOnly=True)
        named(self.text, "paste.text", self.tr("The text"))
        self.text.setFont(measures.quote_font())
        self.text.setTabChangesFocus(True)
        self.column.insertWidget(self.column.count() - 2, self.text, 100)
        self.same = plain_label("", role="warn", wrap=True)
        self.column.insertWidget(self.column.count() - 2, self.same)
        self.main.clicked.disconnect()
        self.main.clicked.connect(self._add)
        self._show()

    def _add_kinds(self) -> None:
        """What of it is taken; nothing is asked where there is one way only."""
        label = self.tr("Take")
        named(self.kinds, "paste.kind", label, tip=self.tr("Which part becomes the text of the article"))
        self.kinds.addItems([choice.label for choice in self._choices])
        self.kinds.currentIndexChanged.connect(self._show)
        if len(self._choices) > 1:
            self.row(label, self.kinds)
        else:
            self.kinds.hide()

    def _show(self) -> None:
        """Show the text of the choice, and what is proposed of it where nothing else was written."""
        choice = self._choices[max(0, self.kinds.currentIndex())]
        proposed = {**choice.read.fields, **self._known}
        for field, line in self.lines.items():
            if line.text() == self._proposed.get(field, ""):
                line.setText(proposed.get(field, ""))
        self._proposed = proposed
        self.text.setPlainText(choice.read.text[:_SHOWN])
        self._turn_text(runs_right_to_left(choice.read.text, 0, min(len(choice.read.text), _SHOWN)))
        self.same.setText(choice.there)
        named(self.same, "paste.same", choice.there or self.tr("Whether the text is there already"))
        self.same.setVisible(bool(choice.there))
        self.main.setText(self._asked.again if choice.there else self._asked.main)
        self.main.setAccessibleName(self.main.text())

    def _turn_text(self, right_to_left: bool) -> None:
        option = self.text.document().defaultTextOption()
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        # Of plain text Qt turns round the letters only.
        option.setAlignment(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
        self.text.document().setDefaultTextOption(option)

    def _tip(self, field: str) -> str:
        if field == "published":
            return self.tr("The day (2019-11-09), or day and time with the offset (2019-11-09 16:20 +03:00)")
        return self.tr("Leave it empty where the text does not say")

    def _add(self) -> None:
        """Take what was written, or say what of it cannot be taken."""
        values: dict[str, str] = {}
        for field, line in self.lines.items():
            try:
                values[field] = typed_article_value(field, line.text())
            except InputRefused as fault:
                self.fault.setText(fault.sentence)
                self.fault.show()
                line.setFocus()
                line.selectAll()
                return
        self.wanted.emit(max(0, self.kinds.currentIndex()), values)
        self.accept()
