# SPDX-License-Identifier: MIT
"""The article once more, as a text of Qt's own that screen readers ask in the reader's stead.

What lives here: a text edit that nobody sees, whose document has the article's letters at the same offsets, its caret
and selection, and, of the paragraphs in the window, their lines at the same places. What does not: when it is brought
into step (spoken.py), how it is offered (text_interface.py). Offsets in here are UTF-16 units, in signals code points.

Why: of Qt's interface for texts two functions cannot be written in Python (PySide6 6.8 to 6.11), and Qt would then tell
screen readers numbers that nobody has set. Qt has written all of them for its own text edits. No letter is read back
from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPainterPath,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrame,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from shiboken6.Shiboken import isValid

from curator.app.guard import answering
from curator.app.reader.flow import Flow
from curator.app.reader.layout import broken_lines
from curator.app.reader.scrolling import ABOVE, Seen
from curator.app.reader.spoken_marks import SpokenMarks, in_points
from curator.pattern import pattern

LONGEST_PARAGRAPH = 200_000  # letters: 60-100 ms; of a longer one Qt is given no lines
_ALTERED = pattern("[\r\u2029\ufdd0\ufdd1\ud800-\udfff]")  # Qt makes ends of paragraphs of them, or drops them


def kept_by_qt(text: str) -> str:
    """The text with a letter of the same length for each that Qt would not keep at its place."""
    return _ALTERED.sub("\ufffd", text)


class SpokenText(QTextEdit):
    """`moved(anchor, pos)`: a screen reader placed the caret. `wanted(start, end)`: it wants to see these words.
    `spoilt`: it wrote into the text, which is not the article any more."""

    moved = Signal(int, int)
    wanted = Signal(int, int)
    spoilt = Signal()

    def __init__(self, paper: QWidget, hit: Callable[[QPointF], int]) -> None:
        """`paper` is the viewport of the reader, `hit` gives the code point at one of its points."""
        super().__init__(paper)
        self.hide()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Article text"))
        self._at_work = False
        self._own: QTextDocument | None = None
        self._laid: dict[int, tuple[int, int]] = {}  # pieces with lines: at which width and zoom they were broken
        self._first = (0, QPointF())  # a piece and its place in the viewport, from which others are found
        self.flow: Flow | None = None
        self.marks: SpokenMarks | None = None
        self._hit = hit
        self.cursorPositionChanged.connect(self._placed)
        self.selectionChanged.connect(self._placed)

    # -- brought into step --

    def read(self, flow: Flow) -> bool:
        """Take the article of the flow; False where Qt counts its letters otherwise."""
        before, self._own = self._own, QTextDocument(self)
        document = self._own
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(in_points(flow.style.font))
        document.setPlainText(kept_by_qt(flow.text))
        document.setDocumentLayout(SpokenLayout(document, self))
        with self._by_ourselves():
            self.setDocument(document)  # a new one: Qt says of an old one's letters that all are gone, one by one
        if before is not None:
            before.deleteLater()
        document.contentsChanged.connect(self._changed)
        self.flow, self.marks, self._laid = flow, SpokenMarks(document, flow), {}
        return document.characterCount() - 1 == flow.offsets.unit_length

    def place(self, anchor: int, pos: int) -> None:
        """The caret at the code point `pos`, the selection's other end at `anchor`."""
        units = self._flow().offsets.units
        with self._by_ourselves():
            cursor = self.textCursor()
            cursor.setPosition(units(anchor))
            cursor.setPosition(units(pos), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def mark(self) -> bool:
        """Do a portion of the marks; whether more waits."""
        with self._by_ourselves():
            return self.marks is not None and self.marks.work()

    def show_lines(self, visible: list[Seen], left: int) -> None:
        """The lines of these pieces, and no others, at their places; `left` of the column in the viewport."""
        flow = self._flow()
        font = in_points(flow.style.font)
        seen = {flow.pieces.first_of_paragraph(each.index) for each in visible}
        last = flow.pieces.first_of_paragraph(len(flow.pieces) - 1)  # Qt goes there to count the letters
        with self._by_ourselves():
            if self.document().defaultFont() != font:
                self.document().setDefaultFont(font)
            self._first = visible[0].index, QPointF(left, visible[0].y)
            for index in [each for each in self._laid if each not in seen]:
                if index == last:
                    self._block(index).layout().setPosition(self._place_of(index))
                else:
                    self._block(index).layout().clearLayout()
                    del self._laid[index]
            for each in visible:
                self._put_lines(each.index, QPointF(left, each.y))

    def _put_lines(self, index: int, place: QPointF) -> None:
        """Break the piece's paragraph as the reader does and lay its lines to `place` in the viewport."""
        flow = self._flow()
        index, given = flow.pieces.first_of_paragraph(index), index
        block, broken = self._block(index), (flow.width, flow.style.zoom)
        if block.length() > LONGEST_PARAGRAPH:
            return
        if self._laid.get(index) != broken:
            rtl = flow.right_to_left(index)
            if rtl and self.marks is not None:
                self.marks.dress(index)  # its letters are larger
            broken_lines(block.layout(), flow.width, rtl)
            self._laid[index] = broken
        layout = block.layout()
        if flow.pieces.closes_paragraph(index):
            tops = [line.top for line in flow.piece(index).lines]
        else:  # an endless paragraph: the reader has not broken all of its lines, and some of them elsewhere
            tops = [at * flow.style.pitch for at in range(layout.lineCount())]
            place = place - QPointF(0, flow.heights.top(given) - flow.heights.top(index))
        for at, top in enumerate(tops[: layout.lineCount()]):
            layout.lineAt(at).setPosition(QPointF(0, top))
        layout.setPosition(place)

    def _place_of(self, index: int) -> QPointF:
        """Where a piece that is not seen would stand in the viewport."""
        tops = self._flow().heights
        return self._first[1] + QPointF(0, tops.top(index) - tops.top(self._first[0]))

    @contextmanager
    def _by_ourselves(self) -> Iterator[None]:
        """What is done meanwhile comes from no screen reader, and Qt tells none of it as new text."""
        document, before, self._at_work = self.document(), self._at_work, True
        blocked = document.blockSignals(True)
        try:
            yield
        finally:
            self._at_work = before
            if isValid(document):  # Qt's own first one is gone
                document.blockSignals(blocked)

    def _flow(self) -> Flow:
        assert self.flow is not None, "the text is asked after it has read an article"
        return self.flow

    def _block(self, index: int) -> QTextBlock:
        flow = self._flow()
        return self.document().findBlock(flow.offsets.units(flow.pieces.starts[index]))

    # -- asked by Qt --

    def unit_at(self, point: QPointF) -> int:
        """The unit at a point of the viewport."""
        return self._flow().offsets.units(self._hit(point))

    def top_of(self, block: QTextBlock) -> int:
        """Where the block begins, in pixels of the whole article; its lines are there from now on."""
        if self._at_work:
            return 0  # Qt would like to show the caret, here where nobody sees it
        flow = self._flow()
        index = flow.pieces.at(flow.offsets.points(block.position()))
        if self._laid.get(index) != (flow.width, flow.style.zoom):
            with self._by_ourselves():
                self._put_lines(index, self._place_of(index))
        return ABOVE + flow.heights.top(index)

    @Slot(QRectF)
    def _q_ensureVisible(self, rect: QRectF) -> None:
        """Qt's name for what it asks of a text edit; the rectangle is one of the whole article."""
        flow = self._flow()
        index, below = flow.heights.find(round(rect.top()) - ABOVE)
        piece = flow.piece(index)
        line = piece.lines[piece.line_at(below)]
        self.wanted.emit(line.start, max(line.start, line.end - 1))

    def _placed(self) -> None:
        if not self._at_work:
            cursor, points = self.textCursor(), self._flow().offsets.points
            self.moved.emit(points(cursor.anchor()), points(cursor.position()))

    def _changed(self) -> None:
        if not self._at_work:
            self.spoilt.emit()


@answering(
    documentChanged=lambda: None,
    documentSize=QSizeF,
    pageCount=lambda: 1,
    hitTest=lambda: -1,
    blockBoundingRect=QRectF,
    frameBoundingRect=QRectF,
    draw=lambda: None,
)
class SpokenLayout(QAbstractTextDocumentLayout):
    """Lays out nothing by itself: where letters stand is the reader's matter."""

    def __init__(self, document: QTextDocument, text: SpokenText) -> None:
        super().__init__(document)
        self._text = text

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        pass

    def documentSize(self) -> QSizeF:
        return QSizeF()  # never larger than the window: no scroll bar shifts what is measured

    def pageCount(self) -> int:
        return 1

    def hitTest(self, point: QPointF | QPoint | QPainterPath.Element, accuracy: Qt.HitTestAccuracy) -> int:
        return self._text.unit_at(QPointF(point)) if isinstance(point, QPointF | QPoint) else -1

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        return QRectF(0, self._text.top_of(block), 1, 1)

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        return QRectF()

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        pass
