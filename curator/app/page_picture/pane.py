# SPDX-License-Identifier: MIT
"""The room beside the text in which the picture of a page is: a row of buttons, the page, or a sentence in its place.

What lives here: the widgets. What does not: the page itself (canvas.py), which one is shown and why (following.py).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.page_picture.canvas import LEAST_ZOOM, MOST_ZOOM, PageCanvas
from curator.app.widgets import ElidedLabel, hair_line, named, plain_label

LEAST = 160  # pixels


@guarded
class PicturePane(QWidget):
    """`closing_wanted`: the picture is not to be shown any more."""

    closing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "page_picture", self.tr("Page of the PDF"), role="panel")
        self.setMinimumSize(LEAST, LEAST)
        self.canvas = PageCanvas()
        self.which = ElidedLabel()
        self.which.setObjectName("page_picture.which")
        self.note = plain_label("", role="quiet", wrap=True)
        named(self.note, "page_picture.note", self.tr("About the words on the page"))
        self.note.setContentsMargins(measures.INSET, measures.STEP, measures.INSET, measures.STEP)
        self.note.hide()
        self.instead = plain_label("", role="quiet", wrap=True)
        named(self.instead, "page_picture.instead", self.tr("Why there is no picture"))
        self.instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.instead.setContentsMargins(measures.WIDE_INSET, measures.WIDE_INSET, measures.WIDE_INSET, measures.INSET)
        self.stack = QStackedWidget()
        named(self.stack, "page_picture.stack", self.tr("Page of the PDF"))
        self.stack.addWidget(self.canvas)
        self.stack.addWidget(self.instead)
        self._lay_out()
        self.canvas.zoomed.connect(lambda _percent: self.follow())
        self.say(self.tr("Choose an article to see its page here."))

    def _lay_out(self) -> None:
        canvas = self.canvas
        self.before = self._button("before", "‹", self.tr("Previous page (Page Up at the top of the page)"),
                                   lambda: canvas.turn(-1))  # fmt: skip
        self.after = self._button("after", "›", self.tr("Next page (Page Down at the foot of the page)"),
                                  lambda: canvas.turn(1))  # fmt: skip
        self.smaller = self._button("smaller", "−", self.tr("Make the page smaller (−)"),
                                    lambda: canvas.step_zoom(-1))  # fmt: skip
        self.larger = self._button("larger", "+", self.tr("Make the page larger (+)"), lambda: canvas.step_zoom(1))
        self.closing = self._button("close", "×", self.tr("Hide the picture of the page"), self.closing_wanted.emit)
        row = QHBoxLayout()
        row.setContentsMargins(measures.INSET, measures.STEP, measures.STEP, measures.STEP)
        row.setSpacing(2)
        row.addWidget(self.which, 1)
        for button in (self.before, self.after, self.smaller, self.larger, self.closing):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hair_line())
        column.addWidget(self.note)
        column.addWidget(self.stack, 1)

    def _button(self, name: str, sign: str, tip: str, act: Callable[[], object]) -> QToolButton:
        button = named(QToolButton(), f"page_picture.{name}", tip.split(" (")[0], tip=tip, role="quiet")
        button.setText(sign)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumSize(26, 26)
        button.clicked.connect(lambda _checked: act())
        return button

    def say(self, sentence: str) -> None:
        """Show a sentence where the page would be."""
        self.canvas.show_page(None)
        self.instead.setText(sentence)
        self.stack.setCurrentWidget(self.instead)
        self.follow()

    def show_page(self) -> None:
        """Show the page that the canvas has."""
        self.stack.setCurrentWidget(self.canvas)
        self.follow()

    def follow(self) -> None:
        """Say which page this is; offer what is possible."""
        shown, zoom = self.canvas.shown, self.canvas.zoom
        pages = len(shown.page_starts) if shown is not None else 0
        page = shown.page if shown is not None else 0
        which = self.tr("Page {number} of {count}").format(number=page + 1, count=pages) if pages else ""
        self.which.show_text(which or self.tr("Page of the PDF"))
        self.canvas.setAccessibleDescription(which)
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < pages)
        self.smaller.setEnabled(bool(pages) and zoom > LEAST_ZOOM)
        self.larger.setEnabled(bool(pages) and zoom < MOST_ZOOM)
        made_so = shown is None or shown.made_so
        self.note.setVisible(not made_so)
        if not made_so:
            self.note.setText(
                self.tr("The words cannot be lit here: the text was made by another version of the PDF reader.")
            )
