# SPDX-License-Identifier: MIT
"""Tab comes to everything that can be used, once, in the order of the eye; screen readers have a name for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QDialog, QWidget

from curator.app.main_window import MainWindow
from curator.app.picture import settle

Key = Qt.Key
TAB_FOCUS = Qt.FocusPolicy.TabFocus
MOST = 100  # stops: more than any view has


def walked(root: QWidget, key: Qt.Key) -> list[QWidget]:
    """The stops from where the keyboard is until it comes to one of them again."""
    stops: list[QWidget] = []
    while len(stops) < MOST:
        now = QApplication.focusWidget()
        assert now is not None, f"the keyboard is nowhere after {stops[-1:]}"
        if now in stops:
            assert now is stops[0], f"the keyboard goes round from {now.objectName()}: {names(stops)}"
            return stops
        stops.append(now)
        QTest.keyClick(now, key)
        QApplication.processEvents()
    raise AssertionError(f"no end: {names(stops)}")


def names(widgets: list[QWidget]) -> list[str]:
    return [each.objectName() for each in widgets]


def usable(root: QWidget) -> set[str]:
    """What Tab is to come to, of a group of which one is on only that one."""
    return {
        each.objectName() for each in root.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & TAB_FOCUS and each.focusProxy() is None
        and each.window() is root and not _arrows_come_to(each)
    }  # fmt: skip


def _arrows_come_to(widget: QWidget) -> bool:
    group: QButtonGroup | None = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() not in (None, widget)


def spoken_name(widget: QWidget) -> str:
    made = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or made.text(QAccessible.Text.Name)


def check(root: QWidget, start: QWidget | None = None) -> list[str]:
    """Walk forth and back; the names of the stops."""
    root.activateWindow()
    QApplication.processEvents()
    if start is not None:
        start.setFocus(Qt.FocusReason.OtherFocusReason)
    forth = walked(root, Key.Key_Tab)
    assert len(set(names(forth))) == len(forth), names(forth)
    assert set(names(forth)) == usable(root)
    assert [each.objectName() for each in forth if not spoken_name(each)] == []
    back = walked(root, Key.Key_Backtab)
    assert names(back) == names(forth[:1] + forth[:0:-1])
    return names(forth)


def in_order(stops: list[str], *wanted: str) -> bool:
    """Whether these stops come one after the other, others between them or not."""
    places = [stops.index(each) for each in wanted]
    return places == sorted(places)


def part(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def test_the_start_page(window: MainWindow) -> None:
    stops = check(window, part(window, "header.search"))
    assert in_order(stops, "header.search", "start.sample", "start.new", "start.open", "status.keys")
    assert stops[-1] == "status.keys"


@pytest.mark.parametrize("tab", range(6))
def test_coding_an_article(opened: MainWindow, tab: int) -> None:
    tabs = part(opened, "side.tabs")
    tabs.setProperty("currentIndex", tab)
    settle(opened)
    stops = check(opened, part(opened, "header.search"))
    assert in_order(
        stops, "header.search", "coder.name", "rail.code", "library.filter", "library.list", "reader",
        "incidents.list", "side.tabs", "status.keys",
    )  # fmt: skip
    assert stops[-1] == "status.keys"


def test_finding_in_the_article(opened: MainWindow) -> None:
    assert opened.page is not None
    opened.page.article.reader.open_find()
    settle(opened)
    stops = check(opened, part(opened, "reader"))
    assert stops[:7] == [
        "reader", "find_words", "find_previous", "find_next", "find_exact", "find_close", "incidents.list",
    ]  # fmt: skip


@pytest.mark.parametrize(("view", "filter_line"), [("incidents", "dataset"), ("history", "history")])
def test_the_other_views(opened: MainWindow, view: str, filter_line: str) -> None:
    QTest.mouseClick(part(opened, f"rail.{view}"), Qt.MouseButton.LeftButton)
    settle(opened)
    stops = check(opened, part(opened, "header.search"))
    assert in_order(
        stops, "header.search", "coder.name", f"rail.{view}", f"{filter_line}.filter", f"{filter_line}.list"
    )
    assert stops[-1] == "status.keys"


def show_mapping(window: MainWindow) -> None:
    from curator.app.mapping.dialog import MappingDialog
    from curator.formats.table_shape import Table

    assert window.page is not None
    MappingDialog(window.page.workspace, Table("a.csv", ("title",), (("A",),), (2,)), window).open()


def show_corrections(window: MainWindow) -> None:
    from curator.app.mapping.corrections_dialog import CorrectionsDialog
    from curator.tasks.correction_list import Correction, CorrectionList

    CorrectionsDialog(
        CorrectionList("set", (Correction("changed", "incidents.csv", 2, "“A”", "Title"),)), window
    ).open()


ASKING: dict[str, Callable[[MainWindow], object]] = {
    "new_project": lambda window: window.actions_by_id["file.new"].trigger(),
    "import": lambda window: window.actions_by_id["file.import_articles"].trigger(),
    "export": lambda window: window.actions_by_id["file.export"].trigger(),
    "mapping": lambda window: show_mapping(window),
    "corrections": lambda window: show_corrections(window),
    "restore": lambda window: window.actions_by_id["file.restore"].trigger(),
    "preferences": lambda window: window.actions_by_id["edit.preferences"].trigger(),
    "help": lambda window: window.actions_by_id["help.pages"].trigger(),
    "keys": lambda window: window.actions_by_id["help.keys"].trigger(),
    "about": lambda window: window.actions_by_id["help.about"].trigger(),
}


@pytest.mark.parametrize("asking", ASKING)
def test_dialogs(opened: MainWindow, asking: str) -> None:
    ASKING[asking](opened)
    settle(opened)
    (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    stops = check(dialog)
    assert len(stops) > 1
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
