# SPDX-License-Identifier: MIT
"""The sheet for a text that was pasted or dropped: what its head says, and the text, before it becomes an article.

What lives here: the questions. What does not: reading the text and adding it (tasks/add_text.py). The text is shown and
not edited: an article is the text as it came, and Qt's editors change characters.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from curator.app import measures
from curator.app.dialogs.form import FormDialog
from curator.app.reader.direction import runs_right_to_left
from curator.app.values.phrases import word
from curator.app.widgets import named, plain_label
from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle
from curator.tasks.add_text import ASKED
from curator.tasks.article_values import typed_article_value

_SHOWN = 100_000  # code points of the text; the article takes all of it


class PasteSheet(FormDialog):
    """`wanted(values)`: add the text with these values. `there`: what to say where the project has this text."""

    wanted = Signal(object)

    def __init__(self, read: ReadArticle, there: str, parent: QWidget) -> None:
        super().__init__(
            "paste", self.tr("Add a text as an article"),
            self.tr("Title, outlet and day are read from the head of the text. Correct them where they are wrong."),
            self.tr("Add"), parent,
        )  # fmt: skip
        self.setModal(False)
        self.resize(640, 620)
        proposed: Mapping[str, str] = read.fields
        self.lines: dict[str, QLineEdit] = {}
        for field in ASKED:
            line = QLineEdit(proposed.get(field, ""))
            named(line, f"paste.{field}", word(field), tip=self._tip(field))
            self.lines[field] = line
            self.row(word(field), line)
        self.fault = plain_label("", role="warn", wrap=True)
        named(self.fault, "paste.fault", self.tr("What cannot be taken"))
        self.fault.hide()
        self.form.addRow(self.fault)
        self.text = QPlainTextEdit(read.text[:_SHOWN], readOnly=True)
        named(self.text, "paste.text", self.tr("The text"))
        self.text.setFont(measures.quote_font())
        self.text.setTabChangesFocus(True)
        if runs_right_to_left(read.text, 0, min(len(read.text), _SHOWN)):
            option = self.text.document().defaultTextOption()
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)  # of plain text Qt turns round the letters only
            self.text.document().setDefaultTextOption(option)
        self.column.insertWidget(self.column.count() - 2, self.text, 100)
        self.same = plain_label(there, role="warn", wrap=True)
        named(self.same, "paste.same", there or self.tr("Whether the text is there already"))
        self.same.setVisible(bool(there))
        self.column.insertWidget(self.column.count() - 2, self.same)
        if there:
            self.main.setText(self.tr("Add all the same"))
            self.main.setAccessibleName(self.main.text())
        self.main.clicked.disconnect()
        self.main.clicked.connect(self._add)

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
        self.wanted.emit(values)
        self.accept()
