# SPDX-License-Identifier: MIT
"""An analyst narrows the data set by a condition, keeps the view, sees how a value is known, and changes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from curator.app.dataset.page import DatasetPage
from curator.app.dataset.view import IncidentTable
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.values.line import LineKind
from curator.app.values.view import ValuesView
from curator.domain.filtering import OPS, Condition, IncidentFilter
from curator.operations import Save, SetValue
from curator.store.incident_list import IncidentWish
from curator.store.search_query import read_query
from curator.tasks.incident_filter import fitting
from tests.journeys.hand import CTRL, Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    hand = Hand(qtbot, opened)
    hand.key(Qt.Key.Key_L, CTRL | SHIFT)
    return hand


def data_set(hand: Hand) -> DatasetPage:
    assert hand.window.page is not None
    page = hand.window.page.views.table
    assert page is not None
    return page


def numbers(hand: Hand) -> list[int]:
    model = data_set(hand).model
    return [model.number(row) for row in range(model.rowCount())]


def add_condition(hand: Hand, what: str, op: str, value: str) -> None:
    hand.find("dataset.list", IncidentTable).setFocus()
    hand.key(Qt.Key.Key_A)
    hand.find("condition.what", QComboBox).setCurrentIndex(
        hand.find("condition.what", QComboBox).findText(what)
    )  # fmt: skip
    ops = hand.find("condition.op", QComboBox)
    ops.setCurrentIndex(ops.findData(op))
    hand.find("condition.value", QLineEdit).setText(value)
    hand.click("condition.ok")
    settle(hand.window)


def test_a_condition_narrows_table_count_totals_and_export(hand: Hand) -> None:
    book = data_set(hand)._workspace.codebook
    killed = next(each for each in book.derived if each.kind == "count_total")
    told: list[object] = []
    data_set(hand).filter_changed.connect(told.append)
    add_condition(hand, killed.label, "at_least", "1")
    condition = Condition("value", killed.key, "at_least", (1.0,))
    assert condition in data_set(hand).filter.conditions
    assert told[-1] == data_set(hand).filter
    with data_set(hand)._workspace.read() as reads:
        fits = fitting(data_set(hand)._workspace, reads, data_set(hand).filter, data_set(hand).viewer)
        assert numbers(hand) == list(reads.incident_ns(IncidentWish(fits=fits)))
    assert 0 < len(numbers(hand)) < 5
    assert hand.find("dataset.count", QLabel).text() == f"{len(numbers(hand))} of 5 incidents"
    chip = hand.find(f"dataset.condition.{data_set(hand).filter.conditions.index(condition)}", QToolButton)
    assert chip.text() == f"{killed.label} is at least 1"
    hand.wait(lambda: killed.label in hand.find("dataset.totals", QLabel).text())
    assert data_set(hand).wish()().fits == fits
    chip.menu().actions()[0].trigger()
    settle(hand.window)
    assert len(numbers(hand)) == 5


def test_a_field_is_typed_and_never_another_one_is_asked_for_it(hand: Hand) -> None:
    book = data_set(hand)._workspace.codebook
    group = next(each for each in book.groups if each.fields)
    hand.find("dataset.list", IncidentTable).setFocus()
    hand.key(Qt.Key.Key_A)
    what, ops = hand.find("condition.what", QComboBox), hand.find("condition.op", QComboBox)
    assert what.hasFocus(), "one can type at once"
    what.setEditText("what is no field")
    hand.find("condition.value", QLineEdit).setText("3")
    hand.click("condition.ok")
    assert "what is no field" in hand.find("condition.fault", QLabel).text()
    assert len(numbers(hand)) == 5
    what.setFocus()
    what.setEditText(f"number of {group.label.lower()}")
    hand.find("condition.value", QLineEdit).setFocus()
    settle(hand.window)
    assert what.currentData() == ("value", group.key)
    ops.setCurrentIndex(ops.findData("at_least"))
    hand.find("condition.value", QLineEdit).setText("1")
    hand.click("condition.ok")
    settle(hand.window)
    assert data_set(hand).filter.conditions[-1] == Condition("value", group.key, "at_least", (1.0,))


def test_what_cannot_be_compared_is_said_and_nothing_is_closed(hand: Hand) -> None:
    killed = next(each for each in data_set(hand)._workspace.codebook.derived if each.kind == "count_total")
    add_condition(hand, killed.label, "at_least", "many")
    assert "numbers" in hand.find("condition.fault", QLabel).text()
    hand.key(Qt.Key.Key_Escape)
    assert len(numbers(hand)) == 5


@pytest.mark.parametrize("words", ["(", "rocket NOT", "*"])
def test_words_that_are_no_query_are_said_in_the_dialog_and_where_the_list_would_be(hand: Hand, words: str) -> None:
    add_condition(hand, "Words in the article", "contains", words)
    assert hand.find("condition.fault", QLabel).text()
    hand.key(Qt.Key.Key_Escape)
    assert len(numbers(hand)) == 5
    page = data_set(hand)
    page.set_filter(page.filter.with_one(Condition("text", "article", "contains", (words,))))  # as from a kept view
    hand.wait(lambda: page.shows_nothing)
    assert hand.find("dataset.empty", QLabel).text() == read_query(words).problem
    assert not hand.find("dataset.export").isEnabled()
    page.set_filter(IncidentFilter(page.filter.conditions[:1]))
    hand.wait(lambda: len(numbers(hand)) == 5)
    assert not hand.window.messages.rows()


def test_incidents_with_problems_and_those_without_are_all(hand: Hand) -> None:
    page = data_set(hand)
    counted = []
    for op in ("some", "none"):
        page.set_filter(IncidentFilter((*page.filter.conditions[:1], Condition("problems", op=op))))
        hand.wait(lambda: page.count.text() != "…")
        with page._workspace.read() as reads:
            found = fitting(page._workspace, reads, page.filter, page.viewer)
            hand.wait(lambda fits=found: numbers(hand) == list(reads.incident_ns(IncidentWish(fits=fits))))
        counted.append(len(numbers(hand)))
    assert sum(counted) == 5


def test_a_view_is_kept_shown_again_and_removed(hand: Hand) -> None:
    page = data_set(hand)
    page.set_filter(IncidentFilter((*page.filter.conditions, Condition("value", page._workspace.codebook.title_field,
                                                                        "contains", ("rocket",)))))  # fmt: skip
    few = numbers(hand)
    assert 0 < len(few) < 5
    page.kept.save("Rockets")
    hand.wait(lambda: "Rockets" in page.kept.views)
    page.set_filter(IncidentFilter(page.filter.conditions[:1]))
    assert len(numbers(hand)) == 5
    actions = hand.find("dataset.views", QToolButton).menu().actions()
    next(each for each in actions if each.text() == "Rockets").trigger()
    settle(hand.window)
    assert numbers(hand) == few
    page.bar.remove_wanted.emit("Rockets")
    hand.wait(lambda: "Rockets" not in page.kept.views)
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: "Rockets" in page.kept.views)


def test_a_view_that_a_newer_program_wrote_otherwise_is_told(hand: Hand) -> None:
    page = data_set(hand)
    page._workspace.run(Save("view", "Newer", {"filter": "no filter", "look": ""}))
    hand.wait(lambda: "Newer" in page.kept.views)
    told: list[str] = []
    page.told.connect(told.append)
    page.kept.show("Newer")
    assert told[0].startswith("“Newer”: ")
    assert len(numbers(hand)) == 5


def test_how_we_know_shows_values_words_and_what_was_done_and_leads_to_the_form(hand: Hand) -> None:
    hand.click_row("dataset.list", 0)
    known = hand.find("dataset.known.values", ValuesView)
    lines = known.lines.lines()
    assert any(line.kind is LineKind.WORDS and line.text for line in lines)
    assert any(line.kind is LineKind.VALUE and line.text for line in lines)
    assert hand.find("dataset.known.steps", QLabel).text()
    page = data_set(hand)
    with page._workspace.read() as reads:
        incident = reads.find_incident(str(numbers(hand)[0]))
    hand.click("dataset.known.edit")
    assert hand.window.page is not None
    assert hand.window.page.side.incident == incident.id
    page._workspace.run(SetValue(incident.id, page._workspace.codebook.title_field, "Said otherwise"))
    hand.key(Qt.Key.Key_Backspace)
    hand.wait(lambda: any("Said otherwise" in line.text for line in known.lines.lines()))


def test_every_kind_of_condition_can_be_made_in_the_window(hand: Hand) -> None:
    """In the dialog; whose work is shown by the box beside it, an area by drawing on the map, words in the row by the
    line that filters."""
    hand.find("dataset.list", IncidentTable).setFocus()
    hand.key(Qt.Key.Key_A)
    what, ops = hand.find("condition.what", QComboBox), hand.find("condition.op", QComboBox)
    offered: dict[str, set[str]] = {}
    for at in range(what.count()):
        what.setCurrentIndex(at)
        offered.setdefault(what.itemData(at)[0], set()).update(ops.itemData(op) for op in range(ops.count()))
    hand.key(Qt.Key.Key_Escape)
    elsewhere = {"layer": {"is"}, "place": {"inside"}}
    assert {kind: offered.get(kind, set()) | elsewhere.get(kind, set()) for kind in OPS} == {
        kind: set(ops) for kind, ops in OPS.items()
    }


@pytest.mark.parametrize(
    ("what", "op", "value", "told"),
    [
        ("Date", "overlaps", "2019-10", "Date lies in 2019-10-01 – 2019-10-31"),
        ("Location", "contains", "Qayyara", "Location contains “Qayyara”"),
        ("Coder", "is", "Coder 1", "Coder is Coder 1"),
        ("Status", "is_not", "draft", "Status is not draft"),
        ("Problems", "none", "", "Without problems"),
        ("Values without words", "some", "", "A value without words"),
        ("Article: outlet", "is", "7Dnews", "Outlet is 7Dnews"),
        ("Words in any value", "contains", "Katyusha", "Values with “Katyusha”"),
    ],
)
def test_a_condition_of_any_kind_is_a_chip_and_narrows(hand: Hand, what: str, op: str, value: str, told: str) -> None:
    page = data_set(hand)
    add_condition(hand, what, op, value)
    assert [chip.text() for chip in page.bar._chips] == [told]
    hand.wait(lambda: page.count.text() != "…")
    viewer = page.viewer
    with page._workspace.read() as reads:
        fits = fitting(page._workspace, reads, page.filter, viewer)
        hand.wait(lambda: numbers(hand) == list(reads.incident_ns(IncidentWish(fits=fits))))


def test_whose_work_is_shown_is_chosen_by_keys(hand: Hand) -> None:
    """One's own at first; nothing of the sample is settled, so the consensus is empty; then everybody's."""
    page = data_set(hand)
    box = hand.find("dataset.layer", QComboBox)
    assert [box.itemData(at) for at in range(box.count())] == ["mine", "auto", "consensus", "all"]
    seen = {}
    box.setFocus()
    for name in ("mine", "auto", "consensus", "all"):
        assert page.filter.layer == name
        with page._workspace.read() as reads:
            fits = fitting(page._workspace, reads, page.filter, page.viewer)
            listed = list(reads.incident_ns(IncidentWish(fits=fits)))
        hand.wait(lambda listed=listed: numbers(hand) == listed)  # type: ignore[misc]  # bound at once
        seen[name] = len(listed)
        hand.key(Qt.Key.Key_Down)
    assert seen["consensus"] == 0
    assert 0 < seen["mine"] <= seen["all"]
