# SPDX-License-Identifier: MIT
"""The chooser: a line to type in with a list below it, where the eye is already.

What lives here: the widget for every choice in the window: a type for a new incident, a reason, a value of a choice
field, words written before. What does not: what is offered (choices.py) and what follows (desk.py, the form).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.coding.choices import Offer, found
from curator.app.guard import guarded
from curator.app.text_block import BlockCache
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import lay_over, named, plain_label

Index = QModelIndex | QPersistentModelIndex
OfferRole = int(Qt.ItemDataRole.UserRole) + 1
Find = Callable[[str], Sequence[Offer]]
_MOST_ROWS = 9
_NARROWEST, _WIDEST = 280, 460  # with letters of the usual height; they grow with the platform's font
_MOST_LETTERS = 28  # of an offer's label in the line of keys
_MEASURED = 200  # so many offers are measured for the width; more are too many to read anyway
_LOOK_AGAIN = 200  # ms between two looks at what is on its way
_NO_INDEX = QModelIndex()


@guarded
class OffersModel(QAbstractListModel):
    """The offers that fit, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: list[Offer] = []

    def show(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = list(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        offer = self.offers[index.row()]
        if role == OfferRole:
            return offer
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return ", ".join(part for part in (offer.label, offer.detail) if part)
        return plain_tip(offer.help) if role == int(Qt.ItemDataRole.ToolTipRole) else None


@guarded
class OffersDelegate(QStyledItemDelegate):
    """A label, what it belongs to beside it, a tick where it is chosen already."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._blocks = BlockCache()
        self._plain, self._small = measures.font(), measures.font(measures.SMALL)

    def row_height(self) -> int:
        return round(measures.line_height(self._plain)) + 10

    def width_of(self, offer: Offer) -> float:
        """The width at which nothing of an offer is cut."""
        plain, small = QFontMetricsF(self._plain), QFontMetricsF(self._small)
        return plain.horizontalAdvance(offer.label) + small.horizontalAdvance(self._side(offer)) + 8 + 40

    def _side(self, offer: Offer) -> str:
        return "✓" if offer.chosen else self.tr("proposed") if offer.proposed else offer.detail

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(OfferRole)
        theme = current()
        room = QRect(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        from PySide6.QtWidgets import QStyle  # its enumerations take long to make; offers are painted when one types

        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(room, 4, 4)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.field))
            painter.drawRoundedRect(room, 4, 4)
        label = self._blocks.get(offer.label, self._plain, room.width() - 16, 1)
        detail = self._blocks.get(self._side(offer), self._small, max(0, room.width() - label.width - 32), 1)
        painter.setPen(QColor(theme.accent if offer.proposed else theme.text))
        label.draw(painter, room.left() + 8, room.top() + (room.height() - label.height) / 2)
        painter.setPen(QColor(theme.quiet))
        detail.draw(painter, room.right() - 8 - detail.width, room.top() + (room.height() - detail.height) / 2)
        painter.restore()


@guarded
class ChooserLine(QLineEdit):
    """The line; keys that move in the list go there. `left`: the focus went elsewhere."""

    key_pressed = Signal(QKeyEvent)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.taken = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.taken = False
        self.key_pressed.emit(event)
        if not self.taken:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        tab = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in tab:
            self.keyPressEvent(event)  # Qt would move the focus before anybody is asked
            if self.taken:
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


@guarded
class Chooser(QFrame):
    """`picked(code, step)`: something was chosen; `step` is where to go on: 1 next, -1 before, 0 stay.
    `typed(text, step)`: what was typed is no offer and may be taken as it is. `given_up`: Escape, or a click elsewhere.
    """

    picked = Signal(str, int)
    typed = Signal(str, int)
    given_up = Signal(bool)

    def __init__(self, parent: QWidget, name: str = "chooser") -> None:
        super().__init__(parent)
        named(self, name, self.tr("Choose"), role="chooser")
        lay_over(self)
        self.title = plain_label("", role="quiet", font=measures.font(measures.SMALL))
        named(self.title, f"{name}.title", self.tr("What is chosen"))
        self.line = ChooserLine(self)
        tip = self.tr("Type to find; Enter chooses, Esc leaves")
        named(self.line, f"{name}.line", self.tr("Type to find"), tip=tip)
        self.problem = plain_label("", role="warn", font=measures.font(measures.SMALL), wrap=True)
        named(self.problem, f"{name}.problem", self.tr("Why this cannot be taken"))
        self.model = OffersModel()
        self.list = QListView()
        named(self.list, f"{name}.list", self.tr("What can be chosen"))
        self._delegate = OffersDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._place())
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.coming = plain_label("", role="quiet", font=measures.font(measures.SMALL))
        named(self.coming, f"{name}.coming", self.tr("What is still on its way"))
        self.hint = plain_label("", role="quiet", font=measures.font(measures.SMALL))
        named(self.hint, f"{name}.hint", self.tr("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 7, 8, 7)
        column.setSpacing(4)
        for widget in (self.title, self.line, self.problem, self.list, self.coming, self.hint):
            column.addWidget(widget)
        self._find: Find = lambda typed: ()
        self.free = False
        self._over = False
        self._suggests = False
        self._without = ""
        self._several = False
        self._anchor = QRect()
        self._coming: Callable[[], str] | None = None
        self._looked_for = ""
        self._wait = QTimer(self, singleShot=True, interval=_LOOK_AGAIN)
        self._wait.timeout.connect(self._come)
        self.line.textEdited.connect(lambda _text: self._look())
        self.line.key_pressed.connect(self._key)
        self.line.left.connect(lambda: self._give_up(False))
        self.list.clicked.connect(lambda index: self._pick(index.row(), 1))
        parent.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a window that is made smaller it stays inside."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def move_to(self, anchor: QRect) -> None:
        """What it stands at lies elsewhere now."""
        self._anchor = anchor
        self._place()

    def ask(
        self, title: str, find: Find, anchor: QRect, *, text: str = "", free: bool = False, selected: bool = True,
        over: bool = False, suggests: bool = False, without: str = "",
        several: bool = False, coming: Callable[[], str] | None = None,
    ) -> None:  # fmt: skip
        """Ask at `anchor` (a rectangle of the parent's coordinates): below it or above, or with `over` in its place.

        `find` gives the offers for what is typed. `free`: what is typed is taken too, if no offer is chosen. With
        nothing typed only a proposed offer, or what is chosen already, is at hand for Enter; where there is none, Enter
        chooses nothing: `without` says what it does then. `several` can be chosen: Enter alone takes none of them away.
        `selected`: the text is selected, so that typing replaces it. `suggests`: Enter takes what is typed; an offer is
        only taken when one has gone to it with Down. `coming` says quietly what is still on its way, as long as it
        gives a sentence; then the offers are looked for again.
        """
        self._coming = coming
        self._find, self.free, self._anchor, self._over = find, free, anchor, over
        self._suggests, self._without, self._several = suggests, without, several
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title or self.tr("Choose"))
        self.problem.hide()
        self.line.setText(text)
        if selected:
            self.line.selectAll()
        self._look(first=selected)
        self._say_coming()
        self.show()
        self.raise_()
        self._place()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why what was typed cannot be taken; it stays as it was typed."""
        self.problem.setText(sentence)
        self.problem.show()
        self._place()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close without telling anybody: what was asked for is done."""
        self._wait.stop()
        self.line.blockSignals(True)
        self.hide()
        self.line.blockSignals(False)

    def _look(self, first: bool = False) -> None:
        text = self._looked_for = "" if first else self.line.text()
        offers = list(self._find(text))
        self.model.show(offers)
        self.problem.hide()
        at = next((row for row, offer in enumerate(offers) if offer.chosen), 0) if not text else 0
        offered = bool(offers) and (offers[at].proposed or offers[at].chosen) and not self._several
        if offers and not self._suggests and (offered or text.strip()):
            self.list.setCurrentIndex(self.model.index(at))
        self.list.setVisible(bool(offers))
        self._place()

    def _say_coming(self) -> None:
        """What is still on its way, and a look at it again soon."""
        said = self._coming() if self._coming is not None else ""
        self.coming.setText(said)
        self.coming.setVisible(bool(said))
        if said:
            self._wait.start()

    def _come(self) -> None:
        """Once what was on its way is here the offers are those of now; who has gone to one stays there."""
        self._say_coming()
        if self._wait.isActive():
            return
        row = self.list.currentIndex().row()
        self.model.show(self._find(self._looked_for))
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))
        self.list.setVisible(bool(self.model.offers))
        self._place()

    def _place(self) -> None:
        """Below the anchor where there is room, else above; never outside the window."""
        parent = self.parentWidget()
        if parent is None:
            return
        rows = min(_MOST_ROWS, self.model.rowCount())
        self.list.setFixedHeight(rows * self._delegate.row_height() if rows else 0)
        self.hint.setText(self._keys())
        least = max(measures.grown(_NARROWEST), self.hint.sizeHint().width() + 18)
        widest = max(map(self._delegate.width_of, self.model.offers[:_MEASURED]), default=0.0)
        width = min(measures.grown(_WIDEST), max(least, self._anchor.width() + 12, round(widest) + 34))
        self.setFixedWidth(width)
        self.adjustSize()
        room = parent.rect()
        x = max(4, min(self._anchor.left() - (6 if self._over else 0), room.width() - width - 4))
        below = self._anchor.top() - 6 if self._over else self._anchor.bottom() + 4
        y = below if below + self.height() <= room.height() else self._anchor.top() - self.height() - 4
        self.move(QPoint(x, max(4, min(y, room.height() - self.height() - 4))))

    def _keys(self) -> str:
        """What Enter does now, and the other keys."""
        row, offers = self.list.currentIndex().row(), self.model.offers
        if 0 <= row < len(offers):
            label = offers[row].label
            label = label if len(label) <= _MOST_LETTERS else label[:_MOST_LETTERS].rstrip() + "…"
            return self.tr("Enter takes “{offer}” · ↑ ↓ choose · Esc leaves").format(offer=label)
        if self.line.text().strip():
            if not self.free:
                told_already = not self.problem.isHidden()
                return self.tr("Esc leaves") if told_already else self.tr("Nothing in the list fits · Esc leaves")
            return (
                self.tr("Enter takes what is typed · ↓ chooses · Esc leaves")
                if offers
                else self.tr("Enter takes · Esc leaves")
            )
        if not offers:
            return self.tr("Enter takes · Esc leaves")
        if self._without:
            return self.tr("Enter: {without} · ↓ chooses · Esc leaves").format(without=self._without)
        return self.tr("Nothing is chosen yet · ↓ chooses · Esc leaves")

    def _key(self, event: QKeyEvent) -> None:
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return
        self.line.taken = True
        if key == Qt.Key.Key_Escape:
            self._give_up(True)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._move(_MOST_ROWS - 1 if key == Qt.Key.Key_PageDown else 1 - _MOST_ROWS)
        elif enter or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._enter(-1 if key == Qt.Key.Key_Backtab else 1)
        else:
            self.line.taken = False

    def _move(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            at = self.list.currentIndex().row()
            row = max(0, min(rows - 1, at + by)) if at >= 0 else 0
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row))

    def _enter(self, step: int) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < self.model.rowCount():
            self._pick(row, step)
        elif self.free or not self.line.text().strip():
            self.typed.emit(self.line.text(), step)
        else:
            self.refuse(self.tr("Nothing in the list fits “{text}”.").format(text=self.line.text().strip()))

    def _pick(self, row: int, step: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.picked.emit(self.model.offers[row].code, step)

    def _give_up(self, by_key: bool) -> None:
        if self.isVisible() and (by_key or not self.isAncestorOf(QApplication.focusWidget() or self)):
            self.leave()
            self.given_up.emit(by_key)


def finder(offers: Sequence[Offer]) -> Find:
    """Looks in a fixed list of offers."""
    return lambda typed: found(offers, typed)
