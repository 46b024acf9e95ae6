# SPDX-License-Identifier: MIT
"""The strip at the selected words: what can be done with them, each with its key.

What lives here: the buttons, when the strip shows and where. What does not: which keys are likely (likely.py), what
they do (words_desk.py). It never takes the focus: keys go to the article as before.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.coding.likely import AtWords, Likely
from curator.app.guard import guarded
from curator.app.reader.view import ReaderView
from curator.app.theme import current
from curator.app.widgets import lay_over, named

_WAIT = 120  # ms after the last change of the selection
_MOST_LETTERS = 26
_GAP = 6
_SIDE, _TOP, _BETWEEN = 9, 5, 3  # around text and key of a button


@guarded
class StripButton(QToolButton):
    """What it does on the first line, its key in a small box on the second."""

    def __init__(self, name: str, text: str, key: str, tip: str, parent: QWidget, role: str = "strip") -> None:
        super().__init__(parent)
        shown = text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS].rstrip() + "…"
        told = "\n".join(part for part in (text if shown != text else "", f"{tip} ({key})" if key else tip) if part)
        named(self, name, f"{text}, {key}" if key else text, tip=told, role=role)
        self.key = key
        self.short = text  # where there is little room
        self.setText(shown)
        self.setFont(measures.font(measures.SMALL, half_bold=role == "strip-first"))
        self._key_font = measures.font(measures.SMALL - 0.5)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _key_box(self) -> QSize:
        letters = QFontMetrics(self._key_font)
        return QSize(max(18, letters.horizontalAdvance(self.key) + 10), letters.height() + 2)

    def sizeHint(self) -> QSize:
        letters, box = self.fontMetrics(), self._key_box()
        width = max(letters.horizontalAdvance(self.text()), box.width() if self.key else 0)
        return QSize(width + 2 * _SIDE, 2 * _TOP + letters.height() + _BETWEEN + box.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground is the style sheet's; text and key stand below each other."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        theme = current()
        first = self.property("role") == "strip-first" and not self.underMouse()
        painter.setPen(QColor(theme.accent if first else theme.text))
        line = self.fontMetrics().height()
        room = self.rect().adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        if not self.key:
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
            return
        painter.drawText(QRect(room.left(), room.top(), room.width(), line), 0, self.text())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(QPoint(room.left(), room.top() + line + _BETWEEN), self._key_box())
        painter.setBrush(QColor(theme.panel))
        painter.setPen(QColor(theme.strong_line))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(self._key_font)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.key)


@guarded
class Strip(QFrame):
    """`key_wanted(letter)`: a codebook key; `action_wanted(id)`: an action of the table; `more_wanted`: all keys."""

    key_wanted = Signal(str)
    action_wanted = Signal(str)
    more_wanted = Signal()

    def __init__(self, reader: ReaderView, likely: Callable[[], AtWords | None]) -> None:
        super().__init__(reader.viewport())
        named(self, "strip", self.tr("What to do with the selected words"), role="strip")
        lay_over(self)
        self._reader = reader
        self._likely = likely
        self._keys_of: Callable[[str], str] = lambda action: ""
        self._usual: list[StripButton] = []  # what can be done with any words
        self._filled = False  # it has what fits the selection: it shows where there is room for it
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(5, 5, 5, 5)
        self._row.setSpacing(2)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT)
        self._soon.timeout.connect(self._renew)
        reader.selection_changed.connect(self._selection_changed)
        reader.visible_changed.connect(lambda _first, _last: self._place() if self._filled else None)
        reader.viewport().installEventFilter(self)
        reader.installEventFilter(self)
        self.hide()

    def set_keys(self, keys_of: Callable[[str], str]) -> None:
        """Where the keys of actions are looked up, so that remapped ones show."""
        self._keys_of = keys_of

    def leave(self) -> None:
        self._soon.stop()
        self._filled = False
        self.hide()

    def follow(self) -> None:
        """Another incident is the active one, or what can be done has changed: what fits is looked up anew."""
        if self._filled:
            self._soon.start()

    def _selection_changed(self, start: int, end: int) -> None:
        if start >= end:
            self.leave()
        else:
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While words are being dragged over the strip stays away, and while one types elsewhere."""
        if watched is self._reader:
            if isinstance(event, QFocusEvent):
                self._focus_changed(event)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self.leave()
        return False

    def _focus_changed(self, event: QFocusEvent) -> None:
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.type() == QEvent.Type.FocusIn:
            self._selection_changed(*self._reader.selected_span())
        elif event.type() == QEvent.Type.FocusOut and event.reason() not in passing:
            self.leave()

    def _renew(self) -> None:
        found = self._likely()
        start, end = self._reader.selected_span()
        if found is None or start >= end or not self._reader.hasFocus():
            self.leave()
            return
        keys, has_incident = found.keys, found.has_incident
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        made: list[StripButton] = []
        self._usual = []
        if has_incident:
            made = [self._add_key(each, "strip-first" if at == 0 else "strip") for at, each in enumerate(keys)]
            if found.chosen:
                tip = self.tr("Give the words to the value that is chosen in the form")
                self._add_action("code.enter", self.tr("To “{field}”").format(field=found.chosen), tip)
            self._add_action("code.mention", self.tr("Mention"), self.tr("The words report this incident too"))
        role = "strip" if has_incident else "strip-first"
        self._add_action("code.new", self.tr("New incident"), self.tr("Start an incident from the words"), role)
        self._add_action("code.not_codable", self.tr("Not codable"), self.tr("Read, and no incident: say why"))
        if has_incident:
            more = StripButton("strip.more", "…", "", self.tr("Every key of the codebook"), self)
            more.clicked.connect(self.more_wanted)
            self._take(more)
        self._row.activate()
        if made:
            self._fit(made, self._reader.viewport().width() - 8)
        self._filled = True
        self._place()

    def _fit(self, keys: list[StripButton], room: int) -> None:
        """Leave out what is missed least where there is less room (pixels): what the usual letters do to any words,
        then keys, the least likely first. All keys of the codebook are behind the dots."""
        first, *less_likely = keys
        usual = [each for each in self._usual if each.objectName() != "strip.code.mention"]
        spare = [*less_likely, *usual]
        while spare and self.sizeHint().width() > room:
            button = spare.pop()
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        if self.sizeHint().width() > room:
            first.setText(first.short)

    def _add_key(self, likely: Likely, role: str) -> StripButton:
        tip = self.tr("Give the words to {field}").format(field=likely.key.label)
        shown = likely.letter.replace("Shift+", "⇧")
        button = StripButton(f"strip.key.{likely.letter}", likely.text, shown, tip, self, role)
        button.short = likely.key.label
        button.clicked.connect(lambda: self.key_wanted.emit(likely.letter))
        self._take(button)
        return button

    def _add_action(self, action: str, text: str, tip: str, role: str = "strip") -> None:
        button = StripButton(f"strip.{action}", text, self._keys_of(action), tip, self, role)
        button.clicked.connect(lambda: self.action_wanted.emit(action))
        self._take(button)
        self._usual.append(button)

    def _take(self, button: StripButton) -> None:
        self._row.addWidget(button)
        button.show()  # Qt would do it later, and the strip would have no size till then

    def _place(self) -> None:
        """Below the last selected line where there is room, else above the first; gone where no line is seen, or
        where every place would cover selected words."""
        start, end = self._reader.selected_span()
        rects = [rect.toRect() for rect in self._reader.span_rects(start, end)] if start < end else []
        room = self._reader.viewport().rect()
        seen = [rect for rect in rects if rect.intersects(room)]
        if not seen:
            self.hide()
            return
        self.resize(self.sizeHint())  # with the border of the style sheet, which the row knows nothing of
        last, first = seen[-1], seen[0]
        y = last.bottom() + _GAP
        if y + self.height() > room.height():
            y = first.top() - self.height() - _GAP
        if y < 0:
            self.hide()
            return
        x = max(4, min(last.right() - self.width() // 2, room.width() - self.width() - 4))
        self.move(QPoint(x, y))
        self.show()
        self.raise_()
