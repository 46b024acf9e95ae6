# SPDX-License-Identifier: MIT
"""An analyst sees the incidents on the map, draws around some of them, and sees only these in the table too."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget, QToolButton
from pytestqt.qtbot import QtBot

from curator.app.dataset.page import DatasetPage
from curator.app.help_index import place_of
from curator.app.main_window import MainWindow
from curator.app.map.canvas import MapCanvas
from curator.app.map.projection import x_of, y_of
from curator.app.picture import settle
from curator.app.timeline.chart import TimeChart
from curator.app.widgets import ElidedLabel
from curator.domain.coding import Incident
from curator.operations import AddRow, SetValues, ValueSet
from tests.journeys.hand import ALT, CTRL, SHIFT, Hand
from tests.placed import place

NORTH = ((41.0, 37.5), (44.0, 37.5), (44.0, 35.0), (41.0, 35.0))  # two of the incidents lie in it


@pytest.fixture
def placed(opened: MainWindow) -> list[Incident]:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    return place(workspace)


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow, placed: list[Incident]) -> Hand:
    hand = Hand(qtbot, opened)
    hand.key(Qt.Key.Key_2, ALT)
    return hand


def data_set(hand: Hand) -> DatasetPage:
    assert hand.window.page is not None
    page = hand.window.page.views.table
    assert page is not None
    return page


def listed(hand: Hand) -> list[int]:
    model = data_set(hand).model
    return [model.number(row) for row in range(model.rowCount())]


def on_screen(canvas: MapCanvas, longitude: float, latitude: float) -> QPoint:
    return canvas.mapFromScene(QPointF(x_of(longitude), y_of(latitude)))


def drag(hand: Hand, surface_of: MapCanvas, places: list[QPoint]) -> None:
    surface = surface_of.viewport()
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=places[0])
    for point in places[1:]:
        moved = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(point), QPointF(surface.mapToGlobal(point)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(surface, moved)
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=places[-1])
    settle(hand.window)


def chips(hand: Hand) -> list[QToolButton]:
    return list(data_set(hand).bar._chips)


def take_away(hand: Hand, chip: QToolButton) -> None:
    chip.menu().actions()[0].trigger()
    settle(hand.window)


def test_what_has_no_place_is_counted_and_said(hand: Hand) -> None:
    said = hand.find("map.said", QLabel).text()
    assert "3 incidents with coordinates" in said
    assert "1 shown by their country" in said
    assert "Iraq 1" in said
    assert "1 without a place" in said


def test_a_lasso_on_the_map_filters_the_table_and_the_chip_takes_it_back(hand: Hand, placed: list[Incident]) -> None:
    canvas = hand.find("map.canvas", MapCanvas)
    assert canvas.hasFocus()
    everybody = [each.number for each in placed]
    hand.key(Qt.Key.Key_L)
    drag(hand, canvas, [on_screen(canvas, *corner) for corner in NORTH])
    (chip,) = chips(hand)
    assert "lies in an area" in chip.text()
    hand.key(Qt.Key.Key_1, ALT)
    assert hand.find("dataset.list").isVisible()
    assert listed(hand) == [placed[0].number, placed[2].number]
    assert hand.find("dataset.count", QLabel).text() == "2 of 5 incidents"
    take_away(hand, chips(hand)[0])
    assert listed(hand) == everybody
    hand.key(Qt.Key.Key_2, ALT)
    assert hand.find("map.canvas", MapCanvas).area == ()


def test_an_area_is_drawn_by_keys_alone(hand: Hand, placed: list[Incident]) -> None:
    canvas = hand.find("map.canvas", MapCanvas)
    hand.key(Qt.Key.Key_N)
    hand.key(Qt.Key.Key_Right, SHIFT)
    for _ in range(40):  # as wide as the map
        hand.key(Qt.Key.Key_Right, SHIFT)
        hand.key(Qt.Key.Key_Up, SHIFT)
    hand.key(Qt.Key.Key_Return)
    assert len(listed(hand)) == 4, "all that have coordinates"
    assert canvas.area
    hand.key(Qt.Key.Key_Delete)
    assert len(listed(hand)) == 5
    assert chips(hand) == []


def test_a_mark_shows_its_incidents_and_how_they_are_known(hand: Hand, placed: list[Incident]) -> None:
    canvas = hand.find("map.canvas", MapCanvas)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=on_screen(canvas, 44.39, 33.30))
    settle(hand.window)
    here = hand.find("map.here.list", QListWidget)
    assert [here.item(row).text().split(" · ")[0] for row in range(here.count())] == [str(placed[1].number)]
    assert here.hasFocus()
    assert f"No. {placed[1].number} " in data_set(hand).known.title.text()
    hand.key(Qt.Key.Key_Return)
    assert hand.window.page is not None
    assert hand.window.page.side.incident == placed[1].id
    hand.key(Qt.Key.Key_Backspace)
    assert canvas.isVisible(), "one comes back to the map"
    hand.click_row("map.here.list", 0)
    hand.key(Qt.Key.Key_Escape)
    assert not here.isVisible()
    assert canvas.hasFocus()


def test_the_window_remembers_the_map(hand: Hand) -> None:
    path = data_set(hand)._workspace.path
    hand.window.close_project()
    assert hand.window.open_project(path)
    settle(hand.window)
    assert hand.window.page is not None
    hand.window.page.views.turn()
    settle(hand.window)
    assert hand.find("map.canvas", MapCanvas).isVisible()
    assert hand.find("dataset.way.map", QToolButton).isChecked()


def test_the_brush_of_the_time_line_filters_table_and_map(hand: Hand, placed: list[Incident]) -> None:
    hand.key(Qt.Key.Key_3, ALT)
    chart = hand.find("time.chart", TimeChart)
    assert chart.hasFocus()
    assert next(bar.start for bar in chart.bars.bars if bar.count) == "2019-10-01", "by day, so short a time is it"
    hand.key(Qt.Key.Key_Home)
    hand.key(Qt.Key.Key_Return)
    assert [chip.text() for chip in chips(hand)] == ["Date is 2019-10-01"]
    assert listed(hand) == [placed[-1].number], "the table below follows"
    assert chart.bars.total == 5, "what is left out is still seen"
    assert "1 begin in 2019-10-01" in hand.find("time.said", ElidedLabel).whole()
    assert "1 known only for a longer time" in hand.find("time.said", ElidedLabel).whole(), "some day of that month"
    hand.key(Qt.Key.Key_2, ALT)
    assert "1 without a place" in hand.find("map.said", QLabel).text()
    assert "coordinates;" in hand.find("map.said", QLabel).text(), "none of them has a point"
    hand.key(Qt.Key.Key_3, ALT)
    hand.key(Qt.Key.Key_Escape)
    assert chips(hand) == []
    assert len(listed(hand)) == 5


def test_the_brush_is_drawn_by_mouse_and_the_chip_takes_it_away(hand: Hand, placed: list[Incident]) -> None:
    hand.key(Qt.Key.Key_3, ALT)
    chart = hand.find("time.chart", TimeChart)
    last = len(chart.bars.bars) - 1
    begin, end = (chart._layout().column(bar).center().toPoint() for bar in (last - 3, last))
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(chart, end)
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=end)
    settle(hand.window)
    assert listed(hand) == [each.number for each in placed[:-1]]
    assert chart.brushed is not None
    take_away(hand, chips(hand)[0])
    assert chart.brushed is None
    assert len(listed(hand)) == 5


def counts(hand: Hand, which: int) -> dict[str, int]:
    return dict(data_set(hand).ways.counts.panel.lists[which].rows())


def test_a_count_is_a_condition_and_a_second_one_widens_it(hand: Hand, placed: list[Incident]) -> None:
    whole = counts(hand, 0)
    assert sum(whole.values()) == 5
    assert len(whole) == 2
    (first, few), (second, fewer) = whole.items()
    hand.click_row("counts.1.answers", 0)
    assert [chip.text() for chip in chips(hand)] == [f"Event type is {first}"]
    assert len(listed(hand)) == few
    assert counts(hand, 0) == whole, "the others are still there to be added"
    assert sum(counts(hand, 2).values()) == few, "the other lists follow"
    hand.find("counts.1.answers", QListWidget).setFocus()
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Return)
    assert [chip.text() for chip in chips(hand)] == [f"Event type is {first} or {second}"]
    assert len(listed(hand)) == few + fewer
    for row in (0, 1):
        hand.click_row("counts.1.answers", row)
    assert chips(hand) == []
    assert len(listed(hand)) == 5


def test_actors_and_places_are_counted_and_each_list_can_be_by_another_field(hand: Hand) -> None:
    actors = counts(hand, 1)
    assert max(actors.values()) <= 5, "an incident counts once, however many rows say it"
    name = next(iter(actors))
    hand.click_row("counts.2.answers", 0)
    assert [chip.text() for chip in chips(hand)] == [f"Actors, Canonical name is {name}"]
    assert len(listed(hand)) == actors[name]
    by = hand.find("counts.3.by", QComboBox)
    before = counts(hand, 2)
    by.setFocus()
    hand.key(Qt.Key.Key_Down)
    assert counts(hand, 2) != before
    assert sum(counts(hand, 2).values()) == len(listed(hand))


def test_where_only_names_as_written_are_known_these_are_counted(
    qtbot: QtBot, opened: MainWindow, placed: list[Incident]
) -> None:
    assert opened.page is not None
    workspace = opened.page.workspace
    for each in placed:
        workspace.run(AddRow(each.id, "actors", {"name_text": "the rebels"}))
    with workspace.read() as reads:
        kept = [row for each in placed for row in reads.coding(each.article, with_text=False).incidents]
    for incident in kept:
        for row in incident.rows_of("actors"):
            if row.values.get("canonical"):
                workspace.run(SetValues(incident.id, (ValueSet("canonical", None, row.id),)))
    hand = Hand(qtbot, opened)
    hand.key(Qt.Key.Key_2, ALT)
    assert hand.find("counts.2.by", QComboBox).currentText() == "Actors: Name as written"
    assert counts(hand, 1)["the rebels"] == len(placed)
    hand.click_row("counts.2.answers", list(counts(hand, 1)).index("the rebels"))
    assert [chip.text() for chip in chips(hand)] == ["Actors, Name as written is the rebels"]
    assert len(listed(hand)) == len(placed)
    by = hand.find("counts.2.by", QComboBox)  # who wants the canonical names all the same stays with them
    by.setFocus()
    while by.currentText() != "Actors: Canonical name":
        hand.key(Qt.Key.Key_Up)
    assert counts(hand, 1) == {"no answer": len(placed)}


def test_the_keyboard_goes_through_all_parts(hand: Hand) -> None:
    seen = []
    for _ in range(6):
        hand.key(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        seen.append(focus.objectName() if focus is not None else "")
    assert set(seen) == {
        "dataset.filter", "counts.1.answers", "counts.2.answers", "counts.3.answers", "map.canvas",
        "dataset.known.values",
    }  # fmt: skip


def test_map_and_time_line_are_saved_as_pictures(hand: Hand, tmp_path: Path) -> None:
    drawing, picture = tmp_path / "where.svg", tmp_path / "when.png"
    hand.key(Qt.Key.Key_P, CTRL | SHIFT)
    hand.choose_file("picture.dialog", str(drawing))
    hand.wait(drawing.exists)
    text = drawing.read_text(encoding="utf-8")
    for wanted in ("Where the incidents were", "my own work", "Natural Earth", "1 without a place"):
        assert wanted in text
    assert hand.window.memory.folder() == tmp_path
    hand.key(Qt.Key.Key_3, ALT)
    hand.key(Qt.Key.Key_P, CTRL | SHIFT)
    hand.choose_file("picture.dialog", str(picture))
    hand.wait(picture.exists)
    assert not QImage(str(picture)).isNull()
    hand.key(Qt.Key.Key_1, ALT)
    assert not hand.window.actions_by_id["file.save_picture"].isEnabled(), "the table is saved as a file of values"


def test_what_map_and_time_line_show_is_copied_as_a_table(hand: Hand) -> None:
    hand.find("map.canvas", MapCanvas).setFocus()
    hand.key(Qt.Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert lines[0] == ["latitude", "longitude", "precision", "country", "incidents"]
    assert ["35.80000", "43.29000", "exact", "", "1"] in lines
    assert ["", "", "country", "IRQ", "1"] in lines
    assert sum(int(line[-1]) for line in lines[1:]) == 5
    hand.key(Qt.Key.Key_3, ALT)
    hand.key(Qt.Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert lines[0][:2] == ["start", "incidents"]
    assert sum(int(line[1]) for line in lines[1:]) == 5
    hand.find("dataset.list").setFocus()
    hand.key(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().startswith("No.\t"), "rows of the table are copied as ever"


def test_help_is_there_for_what_is_on_show(hand: Hand) -> None:
    page = data_set(hand)
    assert place_of(page.ways.map.panel.canvas)[1] == "Map"
    assert place_of(page.ways.counts.panel.lists[0].answers)[1] == "Counts"
    hand.key(Qt.Key.Key_3, ALT)
    assert place_of(page.ways.time.panel.chart)[1] == "Time line"
    assert place_of(page.known.values)[1] == "How we know"
    assert place_of(page.table)[1] == "The table"
