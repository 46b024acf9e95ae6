# SPDX-License-Identifier: MIT
"""The middle of the window: the head of the article and its text.

What lives here: the head (title, outlet, dateline, publication, language) over the reader. What does not: the text view
(reader/), which incident is chosen (workspace_page.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.incidents.colours import reader_palette
from curator.app.reader.direction import runs_right_to_left
from curator.app.reader.map_strip import MapStrip
from curator.app.reader.view import ReaderView
from curator.app.tips import plain_tip
from curator.app.values.phrases import language_name, moment
from curator.app.widgets import hair_line, named, plain_label
from curator.domain.wrapping import unwrapped

_HEAD_INSET = 66
_SHARE = 52  # per cent of the width for what stands beside the text
_LEAST_TEXT = 120  # pixels
_LEAST_BESIDE = 680  # pixels: a narrower page has its text above what is beside it in a wide one


class ArticleHead(QWidget):
    """Who printed it, when, in which language; what is not known is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "article.head", self.tr("About the article"), role="paper")
        self.title = plain_label("", font=measures.font(measures.TITLE, half_bold=True), wrap=True)
        named(self.title, "article.title", self.tr("Title"))
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = plain_label("", role="quiet", wrap=True)
        named(self.facts, "article.facts", self.tr("Outlet, place, publication and language"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_HEAD_INSET, 16, _HEAD_INSET, 12)
        self._column.setSpacing(4)
        self._column.addWidget(self.title)
        self.read = plain_label("", role="quiet")
        tip = self.tr("How much of the article was on the screen for long enough, or is coded")
        named(self.read, "article.read", self.tr("How much was read"), tip=tip)
        row = QHBoxLayout()
        row.setSpacing(measures.WIDE_INSET)
        row.addWidget(self.facts, 1)
        row.addWidget(self.read, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def align_to(self, left: int, right: int) -> None:
        """Stand over the text's column: so many pixels from the left and the right edge."""
        margins = self._column.contentsMargins()
        if (margins.left(), margins.right()) != (left, right):
            self._column.setContentsMargins(left, margins.top(), right, margins.bottom())

    def show_read(self, share: float | None) -> None:
        """Say how much was read, 0 to 1; None where it is not known. All but read is never 100 %."""
        self.read.setVisible(share is not None)
        if share is not None:
            self.read.setText(self.tr("read {percent} %").format(percent=int(share * 100 + 1e-9)))
            self.read.setMinimumWidth(self.read.sizeHint().width())  # the layout follows a moment later

    def show_fields(self, fields: Mapping[str, str], untitled: str) -> None:
        """Show the article's metadata; `untitled` stands where it has no title."""
        title = " ".join(fields.get("title", "").split()) or untitled
        self.title.setText(title)
        backwards = runs_right_to_left(title, 0, len(title))
        side = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
        for label in (self.title, self.facts):
            label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
        published = fields.get("published", "")
        language = fields.get("language", "")
        told = (
            fields.get("outlet", ""), fields.get("dateline", ""),
            self.tr("published {when}").format(when=moment(published)) if published else "",
            language_name(language),
        )  # fmt: skip
        self.facts.setText("   ".join(part for part in told if part))
        self.facts.setToolTip(
            plain_tip("\n".join(part for part in (fields.get("author", ""), fields.get("url", "")) if part))
        )


for _kind in (MapStrip, *(kind for kind in ReaderView.__mro__ if kind.__module__.startswith("curator."))):
    guarded(_kind)  # the reader's room knows nothing of crash reports


@guarded
class ArticlePage(QWidget):
    """Head and reader, one above the other. `divided(percent)`: so much of the width is beside the text now."""

    divided = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "article", self.tr("Article"), role="paper")
        self.head = ArticleHead()
        self.reader = ReaderView()
        self.line = hair_line()
        self.lines_joined = True  # heeded when an article is shown
        self._beside: QSplitter | None = None  # once there is something beside the text
        self.share_beside = _SHARE
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.line)
        column.addWidget(self.reader, 1)
        self.setMinimumWidth(measures.LEAST_ARTICLE)
        self.reader.visible_changed.connect(lambda _first, _last: self._align_head())
        self.reader.viewport().installEventFilter(self)
        self.clear()
        self.wear_theme()

    def put_beside(self, part: QWidget, shown: bool) -> None:
        """Show something to the right of the text, or hide it; as large as it was made, it is again."""
        if self._beside is None and shown:
            self._beside = split = QSplitter(Qt.Orientation.Horizontal)
            named(split, "article.split", self.tr("Text and page"))
            split.setHandleWidth(1)
            split.setChildrenCollapsible(False)
            self.reader.setMinimumSize(_LEAST_TEXT, _LEAST_TEXT)
            held = self.reader.hasFocus()
            self._column.addWidget(split, 1)  # first, so that the reader never leaves the window
            split.addWidget(self.reader)
            split.addWidget(part)
            _follow_in_tab_order(self.reader, part)
            split.splitterMoved.connect(lambda _at, _index: self._keep_share())
            if held:
                self.reader.setFocus(Qt.FocusReason.OtherFocusReason)
            part.hide()
        if self._beside is not None and shown == part.isHidden():
            part.setVisible(shown)
            self._divide()

    def _divide(self) -> None:
        """Beside each other where there is room for both, else one above the other."""
        if self._beside is None:
            return
        wide = self.width() >= _LEAST_BESIDE
        self._beside.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        room = self.width() if wide else self.height() - self.head.height()
        beside = room * self.share_beside // 100
        self._beside.setSizes([max(room - beside, 1), max(beside, 1)])

    def _keep_share(self) -> None:
        sizes = self._beside.sizes() if self._beside is not None else []
        if sum(sizes):
            self.share_beside = min(90, max(10, round(100 * sizes[1] / sum(sizes))))
            self.divided.emit(self.share_beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _align_head(self) -> None:
        left = self.reader.column_left()
        self.head.align_to(left, max(16, self.reader.width() - left - self.reader.column_width()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The scroll bar comes and goes: the head keeps standing over the text."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._align_head)
        return False

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.reader.set_reader_palette(reader_palette())

    def clear(self, hint: str = "") -> None:
        """Show no article; `hint` says what to do next."""
        self.head.hide()
        self.line.hide()
        self.reader.clear()
        if hint:
            self.reader.set_hint(hint)

    def show_article(self, fields: Mapping[str, str], text: str, untitled: str) -> None:
        """Show an article from its beginning; lines that were broken by hand run on where that is wished for."""
        self.head.show_fields(fields, untitled)
        self.head.show()
        self.line.show()
        self.reader.set_text(unwrapped(text) if self.lines_joined else text, fields.get("language", ""))


def _follow_in_tab_order(before: QWidget, part: QWidget) -> None:
    """Let what is in a part come after `before`: what is new in a window goes to the end of the chain."""
    each = part.nextInFocusChain()
    inside: list[QWidget] = []
    while each is not None and each is not part:
        if part.isAncestorOf(each) and each.focusPolicy() != Qt.FocusPolicy.NoFocus:  # Qt heeds no others here
            inside.append(each)
        each = each.nextInFocusChain()
    for stop in inside:
        QWidget.setTabOrder(before, stop)
        before = stop
