# SPDX-License-Identifier: MIT
"""What is wrong with the looks of a shown window: clipped labels, widgets outside their parent, siblings that overlap,
texts that do not stand out from their ground.

What lives here: looking at real widgets, and for the ground at what they paint. What does not: texts that lists and the
article paint themselves (theme.TEXT_ON and reader/palette.py, each with its test), taking pictures (picture.py). Used
by packaging/pictures.py and by tests. A text that is cut on purpose has an ellipsis and its whole in the tool tip; that
is no fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QWidget,
)  # fmt: skip

from curator.app.reader.palette import contrast
from curator.app.widgets import OVERLAY

LEAST_CONTRAST = 4.5
_LEAST_OF_POINTS = 4.0  # edges of letters are mixed with their ground
_ROWS = 4
_EDGE = 6
_SLACK = 1  # pixels by which rounding may be off


def layout_faults(window: QWidget) -> list[str]:
    """One line per fault of a shown window, each naming the widget."""
    found: list[str] = []
    image = window.grab().toImage()
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible() and not isinstance(widget, QMenu) and widget.window() is window:
            found += _clipped(widget)
            found += _outside(widget)
            found += _overlapping(widget)
            found += _faint(widget, image)
            if isinstance(widget, QAbstractItemView):
                found += _faint_rows(widget, image)
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
        return  # the line's own button to clear it: Qt gives it its room
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
    if parent is None or widget.isWindow():
        return
    if widget.property(OVERLAY):
        yield from _cut_off(widget)
    if _free(widget, parent) or _is_scrolled(widget, parent):
        return
    if not parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(widget.geometry()):
        yield f"outside: {name_of(widget)} at {_told(widget.geometry())} in {parent.width()}x{parent.height()}"


def _is_scrolled(widget: QWidget, parent: QWidget) -> bool:
    """What a scroll area shows may be higher than it: one scrolls. Wider it may not be, where nothing goes sideways."""
    area = parent.parentWidget()
    if not isinstance(area, QScrollArea) or area.viewport() is not parent:
        return False
    sideways = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return sideways or widget.width() <= parent.width()


def _cut_off(widget: QWidget) -> Iterator[str]:
    """What lies over others may cover what it likes, but must be seen whole, and its parent cuts it."""
    parent = widget.parentWidget()
    if parent is not None and not parent.rect().contains(widget.geometry()):
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


def _faint(widget: QWidget, image: QImage) -> Iterator[str]:
    """A text whose colour is too near to its ground; the ground is the colour seen most around it."""
    role = _text_role(widget)
    if role is None:
        return
    ground = _ground(widget, image)
    colour = widget.palette().color(role)
    if not ground or colour.alpha() < 255:
        return
    found = contrast(colour.name(), ground)
    if found < LEAST_CONTRAST:
        yield f"contrast {found:.1f}: {name_of(widget)} {colour.name()} on {ground}"


def _text_role(widget: QWidget) -> QPalette.ColorRole | None:
    """The role of the text a widget shows now; None where it shows none."""
    if isinstance(widget, QLabel):
        return widget.foregroundRole() if widget.text() and widget.pixmap().isNull() else None
    if isinstance(widget, QLineEdit):
        return QPalette.ColorRole.Text if widget.text() else QPalette.ColorRole.PlaceholderText
    if isinstance(widget, QPushButton | QToolButton | QComboBox):
        shown = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
        return QPalette.ColorRole.ButtonText if shown else None
    if isinstance(widget, QAbstractButton):
        return QPalette.ColorRole.WindowText if widget.text() else None
    return None


def _ground(widget: QWidget, image: QImage) -> str:
    ratio = image.devicePixelRatio()
    window = widget.window()
    corner = widget.mapTo(window, QPoint(0, 0)) if widget is not window else QPoint(0, 0)
    room = QRect(corner * ratio, widget.size() * ratio).intersected(image.rect())
    if _hidden(widget, QRect(corner, widget.size())):
        return ""
    seen = _colours(image, room)
    return seen.most_common(1)[0][0] if seen else ""


def _colours(image: QImage, room: QRect) -> Counter[str]:
    """How often each colour is seen in a part of the picture."""
    part = image.copy(room).convertToFormat(QImage.Format.Format_RGB32)  # its lines have no gaps between them
    points = Counter(memoryview(part.constBits()).cast("B").cast("I")) if not part.isNull() else Counter[int]()
    return Counter({f"#{point & 0xFFFFFF:06x}": often for point, often in points.items()})


def _faint_rows(view: QAbstractItemView, image: QImage) -> Iterator[str]:
    """Rows of a list whose text is hardly seen: no point of them stands out from their ground. The chosen row and a few
    of the others are looked at; of a row that the edge of the list cuts its text may be what is cut off."""
    model, corner = view.model(), view.viewport().mapTo(view.window(), QPoint(0, 0))
    if model is None or view.objectName().startswith("qt_"):
        return
    rows = {view.currentIndex().row(), *range(min(_ROWS, model.rowCount()))} - {-1}
    for row in sorted(rows):
        index = model.index(row, 0)
        whole = view.visualRect(index)
        if whole.top() < 0 or whole.bottom() > view.viewport().rect().bottom():
            continue
        room = whole.intersected(view.viewport().rect()).translated(corner)
        room = room.adjusted(_EDGE, 0, -_EDGE, -1)  # round corners and lines below the row are no text
        if not index.data() or room.height() < _ROWS or _hidden(view, room):
            continue
        found = _best_contrast(room, image)
        if found < _LEAST_OF_POINTS:
            yield f"contrast {found:.1f}: row {row} of {name_of(view)}: {str(index.data())[:40]!r}"


def _best_contrast(room: QRect, image: QImage) -> float:
    ratio = image.devicePixelRatio()
    place = QRect(room.topLeft() * ratio, room.size() * ratio).intersected(image.rect())
    seen = _colours(image, place)
    if not seen:
        return 21.0
    ground = seen.most_common(1)[0][0]
    return max(contrast(colour, ground) for colour in seen)


def _hidden(widget: QWidget, room: QRect) -> bool:
    """Whether something that lies over others hides this part of a widget."""
    window = widget.window()
    return any(
        each.property(OVERLAY) and each.isVisible() and not each.isAncestorOf(widget) and each is not widget
        and QRect(each.mapTo(window, QPoint(0, 0)), each.size()).intersects(room)
        for each in window.findChildren(QWidget)
    )  # fmt: skip


def _free(widget: QWidget, parent: QWidget) -> bool:
    """Widgets that Qt itself lays over or beside others."""
    handles = isinstance(widget, QSplitterHandle | QScrollBar) or widget.objectName().startswith("qt_")
    return handles or bool(widget.property(OVERLAY)) or isinstance(parent, QAbstractScrollArea | QLineEdit | QComboBox)


def _told(rect: QRect) -> str:
    top_left: QPoint = rect.topLeft()
    return f"{top_left.x()},{top_left.y()} {rect.width()}x{rect.height()}"
