# SPDX-License-Identifier: MIT
"""The reader: the widget that shows an article, its highlights and the coder's selection.

What lives here: the public face: article, highlights, keys, mouse. What does not: layout and painting (surface.py and
below), caret and selection (selecting.py), the edges of words (edging.py), find (finding.py). All positions are code
points of the stored text; the text is never read back from Qt.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from curator.app.reader.accessible import announce
from curator.app.reader.blanks import blanks_between
from curator.app.reader.caret import Caret
from curator.app.reader.finding import FindingSurface
from curator.app.reader.flow import Flow
from curator.app.reader.highlights import Highlight
from curator.app.reader.keys import command_of, gives_way, move_of
from curator.app.reader.map_strip import Places, places
from curator.app.reader.menu import reader_menu
from curator.app.reader.mouse import Mouse
from curator.app.reader.painting import Scene
from curator.app.reader.scrolling import Scroll, Seen
from curator.app.reader.snapping import without
from curator.app.reader.spoken import Spoken
from curator.shape import replace

Span = tuple[int, int]


class ReaderView(FindingSurface):
    """Shows one article. Signals carry code points and highlight ids."""

    highlight_clicked = Signal(list)  # ids under the click, the one that is meant first
    highlight_hovered = Signal(list)
    marks_changed = Signal()  # other words are highlighted or stand out
    context_menu_opening = Signal(QMenu, int)  # the window adds its actions; the caret's position

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAccessibleName(self.tr("Article text"))
        self.setAccessibleDescription(self.tr("Read-only text with highlights. Shift and arrows select words."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._hint = self.tr("Choose an article in the list to read it here.")
        self._lit: tuple[Span, ...] = ()
        self._dimmed: tuple[Span, ...] = ()
        self._veiled = True
        self._here: list[str] = []
        self._clicked: list[str] = []
        self._just_loaded = False
        self._cycle_keys = ("]", "[")
        self._blanks_shown = False
        self._mouse = Mouse(self)
        self.spoken = Spoken(self)
        self.set_map_shown(True)

    # -- the article --

    def set_text(self, text: str, language: str = "") -> None:
        """Show the stored text of an article from its beginning. `language`: BCP 47, for paragraphs without letters."""
        self._load(text, language, has_article=True)

    def clear(self) -> None:
        """Show no article but the hint."""
        self._load("", "", has_article=False)

    def _load(self, text: str, language: str, has_article: bool) -> None:
        self._has_article = has_article
        self._flow = Flow(text, language, self._style, self.column_width())
        self._scroll = Scroll(self._flow, self.viewport().height())
        self._begin_search(text)
        self._lit = self._dimmed = ()
        self._forget_edges()
        self._here, self._clicked = [], []
        before, self._caret = self._caret.span, Caret()
        self._refresh()
        self._map.refresh()  # at once: nothing of the article before is to be seen beside this one
        self._just_loaded = True
        if has_article:
            self._find_again()
        if before != (0, 0):
            self._tell_selection()

    def has_article(self) -> bool:
        return self._has_article

    def flow(self) -> Flow:
        """The article as it is laid out; another one for another article."""
        return self._flow

    def seen_pieces(self) -> list[Seen]:
        """The pieces in the window, from top to bottom."""
        return self._scroll.visible()

    def set_hint(self, hint: str) -> None:
        """What is shown where there is no article."""
        self._hint = hint
        self.viewport().update()

    # -- highlights --

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show exactly these. Raises ValueError for a span outside the text; then nothing changes."""
        self._flow.set_highlights(highlights)
        self._refresh()
        if self._just_loaded:
            self._just_loaded = False
            self._map.refresh_soon()
        self.marks_changed.emit()

    def show_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show exactly these, as `set_highlights`, but touch only what differs from what is shown."""
        self.change_highlights(*self._flow.highlights.difference(highlights))

    def change_highlights(self, gone: Iterable[str], other: Iterable[Highlight]) -> None:
        """Take these ids away, and add the others or put them in the place of those with the same ids.

        Raises ValueError for a span outside the text; then nothing changes."""
        there = self._flow.highlights
        gone = [each for each in gone if there.get(each) is not None]
        other = [each for each in other if there.get(each.id) != each]
        if gone or other:
            self._refresh(self._flow.put_highlights(other, gone))
            self.marks_changed.emit()

    def highlights(self) -> list[Highlight]:
        return list(self._flow.highlights)

    def add_highlight(self, highlight: Highlight) -> None:
        """Show one more; one with the same id is replaced. Raises ValueError for a span outside the text."""
        self.update_highlights([highlight])

    update_highlight = add_highlight

    def update_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Add these or put them in the place of those with the same ids."""
        self._refresh(self._flow.put_highlights(highlights))
        self.marks_changed.emit()

    def remove_highlight(self, highlight_id: str) -> None:
        """Show one less; an unknown id is nothing."""
        self._refresh(self._flow.put_highlights((), [highlight_id]))
        self.marks_changed.emit()

    def highlights_here(self, pos: int | None = None) -> list[Highlight]:
        """The highlights at `pos` (the caret), the shortest first; at the end of words those that end there."""
        at = self._caret.pos if pos is None else pos
        found = self.highlights_holding(at)
        return found or (self._flow.highlights.at(at - 1) if at else [])

    def highlights_holding(self, pos: int) -> list[Highlight]:
        """The highlights that the code point at `pos` is in, the shortest first."""
        return self._flow.highlights.at(pos)

    def choose(self, ids: Sequence[str]) -> None:
        """Say that these highlights were clicked, the meant one first."""
        self._here = self._clicked = list(ids)
        if ids:
            meant = self._flow.highlights.get(ids[0])
            announce(self, meant.label if meant else "")
            self.highlight_clicked.emit(list(ids))

    def choose_again(self, ids: Sequence[str]) -> None:
        """The same place was clicked again: the next of these highlights is the meant one now."""
        again = bool(ids) and list(ids) == self._clicked
        self.choose(self._here[1:] + self._here[:1] if again else ids)
        self._clicked = list(ids)

    def next_highlight_here(self, step: int = 1) -> None:
        """Go on to the next of the highlights that overlap at the caret."""
        ids = [each.id for each in self.highlights_here()]
        if set(ids) == set(self._here):
            ids = self._here[step:] + self._here[:step]
        self.choose(ids)

    def previous_highlight_here(self) -> None:
        self.next_highlight_here(-1)

    def set_cycle_keys(self, following: str, previous: str) -> None:
        """The letters that go through overlapping highlights; "" for none (the window's own actions call the slots)."""
        self._cycle_keys = (following, previous)

    def light(self, spans: Iterable[Span]) -> None:
        """Let the words of the chosen value stand out."""
        lit = tuple(sorted(spans))
        before, self._lit = self._lit, lit
        if lit != before:
            self._update_words(*before, *lit)
            self.marks_changed.emit()

    def lit_words(self) -> tuple[Span, ...]:
        """The words that stand out, in the order of the text."""
        return self._lit

    def set_dimmed(self, spans: Iterable[Span], veiled: bool = True) -> None:
        """Say which words were not read yet: the map shows them, and where `veiled` they step back in the text."""
        dimmed = tuple(sorted(spans))
        if (dimmed, veiled) == (self._dimmed, self._veiled):
            return
        self._dimmed, self._veiled = dimmed, veiled
        self._map.refresh_later()
        self.viewport().update()

    def set_blanks_shown(self, shown: bool) -> None:
        """Let spaces, tabs and ends of paragraphs have marks."""
        self._blanks_shown = shown
        self.viewport().update()

    # -- events --

    def _is_read_aloud(self) -> bool:
        return self.spoken.serves

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.spoken.follow_soon()

    def _places(self, height: int) -> Places:
        return places(self._flow, self._search.hits, self._dimmed, height)

    def _scene(self) -> Scene:
        return replace(
            super()._scene(),
            lit=self._lit_now(self._lit),
            dimmed=self._dimmed_seen(),
            blanks=blanks_between(self.text(), *self._seen()) if self._blanks_shown else (),
        )

    def _dimmed_seen(self) -> tuple[Span, ...]:
        """Of the dimmed words those in the window; none where they are not to step back. What is chosen or selected
        stands out all the same."""
        if not self._veiled:
            return ()
        first, last = self._seen()
        low = bisect_left(self._dimmed, (first, first))
        high = bisect_left(self._dimmed, (last, last))
        return without(self._dimmed[max(0, low - 1) : high], sorted((*self._lit_now(self._lit), self._caret.span)))

    def _seen(self) -> Span:
        """The words in the window with the line feed behind them."""
        first, last = self.visible_span()
        return first, last + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._has_article:
            event.ignore()
            return
        move = move_of(event)
        if move is not None:
            self.move_caret(*move)
        elif not self._command(event):
            event.ignore()  # the window's keys

    def _command(self, event: QKeyEvent) -> bool:
        """Do what the key commands; False where it commands nothing here."""
        commands: dict[str, Callable[[], None]] = {
            "copy": self.copy,
            "select_all": self.select_all,
            "find": self.open_find,
            "find_next": self.find_next,
            "find_previous": self.find_previous,
            "zoom_in": self.zoom_in,
            "zoom_out": self.zoom_out,
            "reset_zoom": self.reset_zoom,
            "escape": self._escape,
        }
        name = command_of(event)
        if name is not None and not (name == "escape" and not self._can_escape()):
            commands[name]()
        elif event.text() and event.text() in self._cycle_keys:
            self.next_highlight_here(1 if event.text() == self._cycle_keys[0] else -1)
        else:
            return False
        return True

    def _can_escape(self) -> bool:
        return self.edge_held() or self._finding() or self._caret.span[0] < self._caret.span[1]

    def _escape(self) -> None:
        if self.edge_held():
            self.give_up_edge()
        else:
            (self.close_find if self._finding() else self.clear_selection)()

    def event(self, event: QEvent) -> bool:
        # A caret move wins over a window's shortcut with the same key while the article has the focus, but for a few.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and move_of(event) and not gives_way(event):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._mouse.tooltip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._mouse.leave()
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._has_article:
            return
        pos = self._caret.pos
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            pos = self.press_at(event.pos().toPointF()).pos
            start, end = self._caret.span
            if not start <= pos <= end or start == end:
                self.place_caret(pos)
        menu = reader_menu(self)
        self.context_menu_opening.emit(menu, pos)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
