# SPDX-License-Identifier: MIT
"""A sheet to read: keys, the codebook, a report, about the program.

What lives here: the window and the few forms of text it knows. Data is always escaped: no markup of others gets in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from curator.app.theme import current
from curator.app.widgets import named


def title(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def part(text: str) -> str:
    return f"<h3>{escape(text)}</h3>"


def words(text: str) -> str:
    """A paragraph; its line ends stay."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if text else ""


def listed(lines: Iterable[str]) -> str:
    rows = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{rows}</ul>" if rows else ""


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells; the first cell of each stands out."""
    made = "".join(
        "<tr>" + "".join(f'<td width="{_width(at, row)}" style="padding: 3px 14px 3px 0">{_cell(cell, at)}</td>'
                 for at, cell in enumerate(row))
        + "</tr>" for row in rows
    )  # fmt: skip
    return f'<table width="100%">{made}</table>'


def _width(at: int, row: Sequence[str]) -> str:
    """Tables below each other stand in the same columns."""
    widths = ("20%", "30%", "50%") if len(row) == 3 else ("26%", "74%")
    return widths[min(at, len(widths) - 1)]


def _cell(text: str, at: int) -> str:
    return f"<b>{escape(text)}</b>" if at == 0 else escape(text)


class Sheet(QDialog):
    """Shows made text beside the window; several may be open."""

    def __init__(self, name: str, heading: str, body: str, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, name, heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 560)
        self.text = QTextBrowser()
        named(self.text, f"{name}.text", heading)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(18)
        self.text.document().setDefaultStyleSheet(
            f"h2 {{ font-size: 15pt; }} h3 {{ color: {current().quiet}; margin-top: 16px; }}"
        )
        self.text.setHtml(body)
        close = QPushButton(self.tr("Close"))
        named(close, f"{name}.close", self.tr("Close"), tip=self.tr("Close (Esc)"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 6, 12, 12)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
