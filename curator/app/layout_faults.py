# SPDX-License-Identifier: MIT
"""What is wrong with the layout of a shown window: clipped labels, widgets outside their parent, siblings that overlap.

What lives here: looking at real widgets. What does not: taking pictures (picture.py). Used by packaging/pictures.py and
by tests. A text that is cut on purpose has an ellipsis and its whole in the tool tip; that is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollBar,
    QSplitterHandle,
    QStackedWidget,
    QTabBar,
    QWidget,
)  # fmt: skip

from curator.app.widgets import OVERLAY

_SLACK = 1  # pixels by which rounding may be off


def layout_faults(window: QWidget) -> list[str]:
    """One line per fault of a shown window, each naming the widget."""
    found: list[str] = []
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible() and not isinstance(widget, QMenu) and widget.window() is window:
            found += _clipped(widget)
            found += _outside(widget)
            found += _overlapping(widget)
    return found


def name_of(widget: QWidget) -> str:
    """A widget as a fault names it: the way down to it by the names it has."""
    names: list[str] = []
    each: QWidget | None = widget
    while each is not None:
        if each.objectName():
            names.append(each.objectName())
        each = each.parentWidget()
    return "/".join(reversed(names[:3])) + f" ({type(widget).__name__})"


def _clipped(widget: QWidget) -> Iterator[str]:
    text, needed = "", QSize()
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        text, needed = widget.text(), _label_needs(widget)
    elif isinstance(widget, QAbstractButton) and isinstance(widget.parentWidget(), QLineEdit):
        return  # Qt's own little button in a line of text; it fits it to the line
    elif isinstance(widget, QAbstractButton | QComboBox) and not isinstance(widget, QTabBar):
        text = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
        needed = widget.minimumSizeHint() if isinstance(widget, QComboBox) else widget.sizeHint()
        if isinstance(widget, QPushButton) and not text:
            needed = widget.minimumSizeHint()
    elif isinstance(widget, QTabBar):
        text, needed = widget.tabText(widget.count() - 1), widget.minimumSizeHint()
    elif isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
        text = widget.placeholderText()
        needed = QSize(widget.fontMetrics().horizontalAdvance(text) + 12, 0)
    if not text and needed.isEmpty():
        return
    if needed.width() > widget.width() + _SLACK or needed.height() > widget.height() + _SLACK:
        room = f"{widget.width()}x{widget.height()}"
        yield f"clipped: {name_of(widget)} needs {needed.width()}x{needed.height()}, has {room}: {text[:60]!r}"


def _label_needs(label: QLabel) -> QSize:
    """The room a label's text needs at its width."""
    inner = label.contentsRect()
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
    room = QRect(0, 0, inner.width() if label.wordWrap() else 100_000, 100_000)
    text = label.fontMetrics().boundingRect(room, flags | int(label.alignment()), label.text())
    margins = label.size() - inner.size()
    if "…" in label.text() and label.toolTip():
        return QSize(0, text.height() + margins.height())
    return text.size() + margins


def _outside(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _free(widget, parent):
        return
    if not parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(widget.geometry()):
        yield f"outside: {name_of(widget)} at {_told(widget.geometry())} in {parent.width()}x{parent.height()}"


def _overlapping(parent: QWidget) -> Iterator[str]:
    if isinstance(parent, QAbstractItemView | QStackedWidget | QAbstractScrollArea):
        return
    children = [
        child for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and not _free(child, parent)
    ]  # fmt: skip
    for at, one in enumerate(children):
        for other in children[at + 1 :]:
            common = one.geometry().intersected(other.geometry())
            if common.width() > _SLACK and common.height() > _SLACK:
                yield f"overlap: {name_of(one)} and {name_of(other)} by {common.width()}x{common.height()}"


def _free(widget: QWidget, parent: QWidget) -> bool:
    """Widgets that Qt itself lays over or beside others."""
    handles = isinstance(widget, QSplitterHandle | QScrollBar) or widget.objectName().startswith("qt_")
    return handles or bool(widget.property(OVERLAY)) or isinstance(parent, QAbstractScrollArea | QLineEdit | QComboBox)


def _told(rect: QRect) -> str:
    top_left: QPoint = rect.topLeft()
    return f"{top_left.x()},{top_left.y()} {rect.width()}x{rect.height()}"
