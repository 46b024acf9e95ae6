# SPDX-License-Identifier: MIT
"""The incident and the article as a whole: which incident is active afterwards, what stands in the way of Finish."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt

from curator.operations import AddEvidence, AddIncident, AddRow, SetIncidentStatus, SetReading, SetValue
from tests.app.coding.conftest import Bench
from tests.sound_case import ROWS, SPANS, TEXT, VALUES

Key = Qt.Key


def begin(bench: Bench, title: str) -> str:
    made = bench.run(AddIncident(bench.article, (0, 39), {"title": title}))
    bench.page.choose_incident(made)
    return str(made)


def three(bench: Bench) -> tuple[str, str, str]:
    return begin(bench, "One"), begin(bench, "Two"), begin(bench, "Three")


def titles(bench: Bench) -> list[object]:
    return [each.values.get("title") for each in bench.incidents()]


def active(bench: Bench) -> object:
    there = [each for each in bench.incidents() if each.id == bench.page.side.incident]
    return there[0].values.get("title") if there else None


def act(bench: Bench, work: Callable[[], object], on: str) -> None:
    bench.page.choose_incident(on)
    work()
    bench.rest()


def test_after_removing_the_neighbour_is_active_and_undo_leaves_a_sound_choice(bench: Bench) -> None:
    one, two, three_ = three(bench)
    desk = bench.page.incidents_desk
    act(bench, desk.remove, two)
    assert (titles(bench), active(bench)) == (["One", "Three"], "Three")
    act(bench, desk.remove, three_)
    assert active(bench) == "One"
    act(bench, desk.remove, one)
    assert (titles(bench), active(bench)) == ([], None)
    for _ in range(3):
        bench.workspace.undo()
        bench.rest()
        assert active(bench) in titles(bench)
    assert titles(bench) == ["One", "Two", "Three"]


def test_moving_keeps_the_incident_and_stops_at_the_ends(bench: Bench) -> None:
    one, two, _ = three(bench)
    desk = bench.page.incidents_desk
    act(bench, partial(desk.move, 1), two)
    assert (titles(bench), active(bench)) == (["One", "Three", "Two"], "Two")
    act(bench, partial(desk.move, 1), two)
    act(bench, partial(desk.move, -1), one)
    assert (titles(bench), active(bench)) == (["One", "Three", "Two"], "One")
    bench.workspace.undo()
    bench.rest()
    assert (titles(bench), active(bench)) == (["One", "Two", "Three"], "One")


def test_merging_makes_the_one_before_active(bench: Bench) -> None:
    one, two, _ = three(bench)
    desk = bench.page.incidents_desk
    act(bench, desk.merge_into_previous, two)
    assert (titles(bench), active(bench)) == (["One", "Three"], "One")
    bench.told.clear()
    act(bench, desk.merge_into_previous, one)
    assert bench.told == ["There is no incident before this one."]
    bench.workspace.undo()
    bench.rest()
    assert (titles(bench), active(bench)) == (["One", "Two", "Three"], "One")


def test_a_copy_and_what_is_split_off_are_active_and_undo_goes_back(bench: Bench) -> None:
    one, *_ = three(bench)
    desk = bench.page.incidents_desk
    act(bench, desk.duplicate, one)
    assert len(bench.incidents()) == 4
    assert bench.page.side.incident not in (one, "")
    bench.workspace.undo()
    bench.rest()
    assert active(bench) in titles(bench)
    bench.page.choose_incident(one)
    bench.select("The army claimed the rebels fled.")
    bench.press(Key.Key_M)
    bench.told.clear()
    desk.split()
    assert bench.told  # no mention is chosen in the form
    (_, mention) = bench.incident().mentions()
    values = bench.page.side.values
    values.stepping.choose_first(lambda line: bool(line.words) and line.words[0].id == mention.id)
    desk.split()
    bench.rest()
    assert [each.quote for each in bench.incident().mentions()] == ["The army claimed the rebels fled."]
    assert bench.page.side.incident != one


def test_another_coders_incident_is_no_neighbour_and_is_not_acted_on(bench: Bench) -> None:
    with bench.workspace.read() as reads:
        one, two = reads.coders()[:2]
    bench.workspace.act_as(two)
    theirs = begin(bench, "Theirs")
    bench.run(SetReading(bench.article, "finished"))
    bench.workspace.act_as(one)
    mine = begin(bench, "Mine")
    bench.run(SetReading(bench.article, "finished"))  # now each sees what the other has coded
    desk = bench.page.incidents_desk
    for work in (
        desk.remove,
        desk.duplicate,
        desk.split,
        desk.merge_into_previous,
        desk.withdraw,
        partial(desk.move, 1),
    ):
        bench.told.clear()
        act(bench, work, theirs)
        assert bench.told == ["Choose one of your own incidents first."]
    act(bench, desk.merge_into_previous, mine)
    act(bench, partial(desk.move, -1), mine)
    assert sorted(map(str, titles(bench))) == ["Mine", "Theirs"]


# -- the end of the article ------------------------------------------------------------------------------------------
@pytest.fixture
def warned(bench: Bench) -> list[tuple[str, str, Callable[[], None] | None]]:
    heard: list[tuple[str, str, Callable[[], None] | None]] = []
    bench.page.incidents_desk.warned.connect(lambda told, act, work: heard.append((told, act, work)))
    return heard


def state(bench: Bench, number: int = 1) -> str:
    with bench.workspace.read() as reads:
        article = reads.article(number)
        assert article is not None
        coder = bench.workspace.coder
        return reads.coding(article.id).reading.get(coder.id if coder else "", "unread")


def sound(bench: Bench) -> str:
    """An incident that no rule finds fault with."""
    incident = begin(bench, "Sound")
    for key, value in VALUES.items():
        bench.workspace.run(SetValue(incident, key, value))
    rows = {name: bench.workspace.run(AddRow(incident, group, values)) for name, group, values in ROWS}
    for words, field, row, role in SPANS:
        start = TEXT.index(words)
        bench.workspace.run(
            AddEvidence(bench.article, start, start + len(words), incident, rows.get(row, ""), field, role)
        )
    bench.rest()
    return incident


def finish(bench: Bench) -> None:
    bench.page.incidents_desk.finish()
    bench.rest()


def test_errors_stand_in_the_way_and_are_shown(bench: Bench, warned: list[tuple[str, str, object]]) -> None:
    begin(bench, "One")
    finish(bench)
    told, act_name, work = warned[-1]
    count = sum(each.level == "error" for each in bench.page.side.to_settle.of(bench.page.side.incident))
    assert f"{count} things are to settle" in told
    assert (act_name, work) == ("", None)
    assert state(bench) == "started"


def test_a_proposed_value_stands_in_the_way_and_is_chosen(bench: Bench, warned: list[tuple[str, str, object]]) -> None:
    withdrawn = begin(bench, "Withdrawn")
    bench.run(SetValue(withdrawn, "stage", "accomplished", proposed=True))
    bench.run(SetIncidentStatus(withdrawn, "withdrawn"))
    incident = sound(bench)
    bench.run(SetValue(incident, "tactics", "ambush", proposed=True))
    bench.page.choose_incident(withdrawn)
    finish(bench)
    assert warned[-1][0] == "The article is not finished: 1 value is only proposed."
    assert state(bench) == "started"
    assert bench.page.side.incident == incident


def test_what_is_sound_is_finished_and_the_next_to_code_opens(
    bench: Bench, warned: list[tuple[str, str, object]]
) -> None:
    incident = sound(bench)
    finish(bench)
    if warned:
        work = warned[-1][2]
        assert callable(work), warned[-1]
        work()
        bench.rest()
    assert state(bench) == "finished"
    assert bench.page.shown is not None
    assert bench.page.shown.coding.article.n == 2
    told = bench.window.status.chosen.whole()
    assert told.startswith("“")
    assert told.endswith("” is finished; this is the next one to code.")
    bench.page.choose_article(1)
    assert "is finished" not in bench.window.status.chosen.whole()
    assert next(each for each in bench.incidents() if each.id == incident).status == "finished"
    bench.page.incidents_desk.reopen()
    bench.rest()
    assert state(bench) == "started"
    assert bench.incident().status == "draft"


def test_finish_all_the_same_is_for_the_article_that_was_asked_about(
    bench: Bench, warned: list[tuple[str, str, Callable[[], None] | None]]
) -> None:
    incident = sound(bench)
    bench.run(SetValue(incident, "date_start", "2019-08-01"))  # long before: a warning
    bench.run(SetValue(incident, "date_end", "2019-08-01"))
    finish(bench)
    assert state(bench) == "started"
    _, act_name, work = warned[-1]
    assert act_name == "Finish all the same"
    assert work is not None
    bench.page.choose_article(2)
    work()
    bench.rest()
    assert (state(bench, 1), state(bench, 2)) == ("finished", "unread")
    assert bench.page.shown is not None
    assert bench.page.shown.coding.article.n == 2  # where the coder is now


def test_nothing_to_code_is_a_state_of_its_own_and_not_with_incidents(bench: Bench) -> None:
    bench.page.choose_article(2)
    bench.rest()
    bench.page.incidents_desk.nothing_to_code()
    bench.rest()
    assert state(bench, 2) == "nothing_to_code"
    bench.page.choose_article(2)
    bench.page.incidents_desk.reopen()
    bench.rest()
    begin(bench, "One")
    bench.page.incidents_desk.nothing_to_code()
    bench.rest()
    assert state(bench, 2) == "started"
