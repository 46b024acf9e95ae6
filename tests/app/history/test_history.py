# SPDX-License-Identifier: MIT
"""The words of a history, its list of very many lines, and values that come back whole."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from curator.app.history.line import HistoryLine
from curator.app.history.model import HistoryModel
from curator.app.history.view import HistoryView
from curator.app.history.wording import KINDS, value_words, when
from curator.app.listed.model import PAGE
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.values.line import Target
from curator.domain.codebook.model import Field
from curator.domain.coding import Incident
from curator.domain.values import Value, incident_value
from curator.operations import OPERATIONS, SetValues, ValueSet
from curator.store.log_lines import LogLine

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=timezone(timedelta(hours=3)))


def at(**ago: float) -> str:
    return (NOW - timedelta(**ago)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def test_times_are_local_and_relative_for_today() -> None:
    assert when(at(seconds=20), NOW) == "just now"
    assert when(at(minutes=1, seconds=5), NOW) == "1 minute ago"
    assert when(at(minutes=59), NOW) == "59 minutes ago"
    assert when(at(hours=3), NOW).startswith("today 12")
    assert when(at(hours=16), NOW).startswith("yesterday 23")
    assert when("2026-02-27T22:30:00.000Z", NOW).startswith("28 Feb 2026 01"), "the day is the local one"
    assert when(at(hours=-2), NOW).startswith("today 17"), "a clock that was ahead"
    assert when("no time", NOW) == "no time"


def test_every_operation_is_of_one_kind() -> None:
    sorted_in = [kind for _, _, kinds in KINDS for kind in kinds]
    assert len(sorted_in) == len(set(sorted_in))
    assert set(sorted_in) == {operation.kind for operation in OPERATIONS} | {"undo", "redo"}  # type: ignore[attr-defined]


class Shelf:
    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, seqs: Sequence[int]) -> list[HistoryLine]:
        self.asked += seqs
        made = (LogLine(n, f"id{n}", at(hours=1), "Ann", "c", "k", f"Step {n}", "a", "", "", n == 5) for n in seqs)
        return [HistoryLine(line, "A title") for line in made if line.seq != 13]


def test_a_million_lines_are_read_only_where_they_are_looked_at(qtbot: QtBot) -> None:
    shelf = Shelf()
    model = HistoryModel(shelf)
    view = HistoryView("list", "Steps", model, values=False)
    qtbot.addWidget(view)
    view.resize(900, 600)
    model.show(array("q", range(1_000_000, 0, -1)))
    view.show()
    view.choose(0)
    view.grab()
    view.choose(500_000)
    view.scrollTo(view.currentIndex())
    view.grab()
    qtbot.keyClicks(view, "set")  # no search through everything
    assert 0 < len(shelf.asked) <= 4 * PAGE
    line = view.current_line()
    assert line is not None
    assert line.log.seq == 500_000


def test_newer_lines_come_first_and_the_chosen_one_stays(qtbot: QtBot) -> None:
    model = HistoryModel(Shelf())
    tester = ModelTester(None)
    tester.check(model)
    view = HistoryView("list", "Steps", model, values=False)
    qtbot.addWidget(view)
    model.show(array("q", [9, 8, 5]))
    view.choose(2)
    assert "undone" in model.data(model.index(2, 0))
    model.put_before(array("q", [11, 10]))
    line = view.current_line()
    assert line is not None
    assert line.log.seq == 5
    assert model.first == 11
    model.follow(array("q", [11, 10, 9, 8, 5, 4]))
    assert model.rowCount() == 6
    model.show(array("q", [13]))
    assert model.line(0) is None, "the log lacks it"


def _leaves(window: MainWindow, incident: Incident, node: Field) -> list[tuple[object, ...]]:
    assert window.page is not None
    book = window.page.workspace.codebook
    found = [incident_value(book, incident, leaf) for leaf in node.leaves()]
    return [(value.state, value.value, value.basis, value.note) for value in found]


def test_a_compound_comes_back_with_state_basis_and_note_of_each_part(opened: MainWindow) -> None:
    page = opened.page
    assert page is not None
    assert page.shown is not None
    workspace = page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    incident = page.shown.incidents[0].incident
    kinds = ("date", "count", "place")
    tried = 0
    for node in [field for field in page.shown.codebook.fields if field.kind in kinds]:
        filled = [leaf for leaf in node.leaves() if leaf.key in incident.values]
        if not filled:
            continue
        noted = next((leaf for leaf in filled if leaf.has_basis), filled[0])
        told = ValueSet(noted.key, incident.values[noted.key], basis="inferred", note="from the map")
        workspace.run(SetValues(incident.id, (told,)))
        settle(opened)
        before = _leaves(opened, page.shown.incident(incident.id) or incident, node)
        gone = [ValueSet(key, None, "", "not_stated") for key in (node.key, *(leaf.key for leaf in filled))]
        workspace.run(SetValues(incident.id, tuple(gone)))
        settle(opened)
        target = Target(incident.id, "", node.key)
        steps = page.history_desk.steps(target)
        assert steps[0].step is not None
        assert _leaves(opened, page.shown.incident(incident.id) or incident, node) != before
        page.history_desk.bring_back(target, steps[0].step.before)
        settle(opened)
        assert _leaves(opened, page.shown.incident(incident.id) or incident, node) == before, node.key
        tried += 1
    assert tried >= 2


def test_words_of_the_past_tell_states_apart(opened: MainWindow) -> None:
    page = opened.page
    assert page is not None
    book = page.workspace.codebook
    node = next(field for field in book.fields if field.kind == "text")
    assert value_words(book, node, {}) == "not there"
    assert value_words(book, node, {node.key: Value("blank")}) == "not read yet"
    assert value_words(book, node, {node.key: Value("not_stated")}) == "not stated"
    assert value_words(book, node, {node.key: Value("value", "A", "inferred", "", True)}) == "A · inferred · proposed"
    assert value_words(book, None, {"title": Value("value", "A", "stated")}) == "A"
