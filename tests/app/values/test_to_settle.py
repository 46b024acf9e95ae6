# SPDX-License-Identifier: MIT
"""What is to be settled is seen in the form and gone to, also where a closed compound or row holds it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from curator.app.problems_bar import ProblemsBar
from curator.app.values.line import Line, LineKind, Target
from curator.domain.codebook.model import Field
from curator.operations import AddIncident, AddRow, SetValues, ValueSet
from tests.app.coding.conftest import Bench

Key = Qt.Key


def begin(bench: Bench) -> str:
    made = str(bench.run(AddIncident(bench.article, (0, 39), {})))
    bench.page.choose_incident(made)
    bench.rest()
    return made


def a_compound(bench: Bench, kind: str) -> Field:
    return next(field for field in bench.workspace.codebook.fields if field.kind == kind)


def line_of(bench: Bench, field: str, row: str = "") -> Line:
    lines = bench.page.side.values.lines.lines()
    return next(each for each in lines if each.target == Target(bench.page.side.incident, row, field))


def errors(bench: Bench) -> int:
    """What the list of incidents counts as to settle."""
    return sum(each.level == "error" for each in bench.page.side.to_settle.of(bench.page.side.incident))


def chosen(bench: Bench) -> Target:
    value = bench.page.side.values.current_value()
    assert value is not None
    return value.target


def settle_and_list(bench: Bench, back: bool = False) -> list[tuple[Target, str]]:
    """What F8 goes to, once round: targets, or of a group its key."""
    met: list[tuple[Target, str]] = []
    for _ in range(60):
        bench.press(Key.Key_F8, held=Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier)
        line = bench.page.side.values.current_line()
        here = chosen(bench), line.key[1] if line is not None and line.kind is LineKind.GROUP else ""
        if here in met:
            return met
        met.append(here)
    raise AssertionError("it never comes round")


def test_a_closed_compound_shows_what_is_wrong_in_its_parts(bench: Bench) -> None:
    begin(bench)
    place = a_compound(bench, "place")
    bench.page.side.values.setFocus()
    view, line = bench.page.side.values, line_of(bench, place.key)
    wanted = {part.key for part in place.nodes() if part.required}
    assert not line.opened
    assert {problem.field for problem in view.drawn.found.of(line)} >= wanted
    tip = view.lines.index(view.lines.lines().index(line)).data(Qt.ItemDataRole.ToolTipRole)
    for part in place.nodes():
        assert (f"{part.label} is not filled in." in tip) == (part.key in wanted)
    bench.page.side.wish_for(open_all=True)
    opened = line_of(bench, place.key)
    assert not view.drawn.found.of(opened), "an open one says no more what its parts say themselves"
    assert all(view.drawn.found.of(line_of(bench, key)) for key in wanted)


def test_the_next_thing_to_settle_may_lie_in_a_closed_compound_or_row(bench: Bench) -> None:
    incident = begin(bench)
    row = str(bench.run(AddRow(incident, "actors", {})))
    bench.page.side.values.setFocus()
    met = [target for target, group in settle_and_list(bench) if not group]
    place = a_compound(bench, "place")
    for part in place.nodes():
        assert (Target(incident, "", part.key) in met) == part.required
    for problem in bench.page.side.to_settle.of(incident):
        if problem.level == "error" and problem.field:
            assert Target(incident, problem.row, problem.field) in met, problem
    assert any(target.row == row for target in met)


def test_back_leads_to_the_same_places_and_nothing_optional_is_among_them(bench: Bench) -> None:
    incident = begin(bench)
    bench.page.side.wish_for(open_all=True)
    bench.page.side.values.setFocus()
    there = settle_and_list(bench)
    bench.page.side.values.unmark()
    back = settle_and_list(bench, back=True)
    assert sorted(map(str, back)) == sorted(map(str, there))
    turn = back.index(there[0])
    assert [*back[turn::-1], *back[:turn:-1]] == there
    blocking = [each for each in bench.page.side.to_settle.of(incident) if each.level == "error"]
    assert {target.field for target, _ in there} == {each.field for each in blocking}
    assert {group for _, group in there} - {""} == {each.group for each in blocking} - {""}


def test_with_nothing_to_settle_it_is_said(bench: Bench) -> None:
    begin(bench)
    bench.page.side.to_settle.judge({})
    before = chosen_key(bench)
    bench.press(Key.Key_F8)
    assert bench.told[-1] == "Nothing is left to settle in this incident."
    assert chosen_key(bench) == before


def test_a_closed_place_says_how_its_words_are_known(bench: Bench) -> None:
    incident = begin(bench)
    place = a_compound(bench, "place")
    words, name = place.part_named("words"), place.part_named("name")
    assert words is not None
    assert name is not None
    said = ((words.key, "near Mosul", "inferred"), (name.key, "Mosul", "external"))
    bench.run(SetValues(incident, tuple(ValueSet(key, text, basis=basis) for key, text, basis in said)))
    assert line_of(bench, place.key).basis == "inferred"


def chosen_key(bench: Bench) -> object:
    line = bench.page.side.values.current_line()
    return line.key if line is not None else None


def bar(bench: Bench) -> ProblemsBar:
    return bench.page.side.problems


def test_every_problem_leads_somewhere_and_a_part_is_opened_for(bench: Bench) -> None:
    incident = begin(bench)
    book = bench.workspace.codebook
    for problem in sorted(bench.page.side.to_settle.of(incident), key=lambda each: each.level != "error"):
        bench.page.side.values.unmark()
        bench.page.article.reader.setFocus()
        assert bar(bench).message.text() == problem.message
        bench.page.side.problems.message.click()
        bench.rest()
        line = bench.page.side.values.current_line()
        if problem.field:
            assert chosen(bench) == Target(incident, "", problem.field)
            for above in book.above(problem.field):
                assert line_of(bench, above.key).opened
        else:
            assert line is not None
            assert (line.kind, line.key[1]) == (LineKind.GROUP, problem.group)
        bar(bench).next.click()


def test_the_bar_and_the_list_count_the_same(bench: Bench) -> None:
    incident = begin(bench)
    count = errors(bench)
    assert bar(bench).count.text() == f"1/{count} to settle"
    everything = bench.page.side.to_settle.of(incident)
    for _ in range(count):
        bar(bench).next.click()
    rest = len(everything) - count
    assert bar(bench).count.text() == (f"1/{rest} to look at" if rest else f"1/{count} to settle")


def test_help_of_a_field_says_first_what_is_wrong(bench: Bench) -> None:
    begin(bench)
    bench.press(Key.Key_F8)
    view = bench.page.side.values
    value = view.current_value()
    assert value is not None
    message = view.drawn.found.of(value)[0].message
    from PySide6.QtWidgets import QToolTip

    bench.press(Key.Key_F4)
    assert message in QToolTip.text()
    QToolTip.showText(QPoint(), "")


def test_what_is_proposed_in_a_compound_is_called_by_its_name_and_accepted_as_one(bench: Bench) -> None:
    incident = begin(bench)
    date = a_compound(bench, "date")
    parts = [part for part in date.leaves() if part.kind == "day"]
    sets = tuple(ValueSet(part.key, "2019-11-08", proposed=True) for part in parts)
    bench.run(SetValues(incident, sets))
    said = [each for each in bench.page.side.to_settle.of(incident) if each.rule == "proposals"]
    assert [(each.field, each.message) for each in said] == [(date.key, f"{date.label} is proposed, not accepted.")]
    bench.page.side.to_settle.go_to(said[0])
    bench.press(Key.Key_Return)
    assert all(not bench.value(part.key).proposed for part in parts)


def told(bench: Bench) -> list[str]:
    return [row.text for row in bench.window.messages.rows()]


def test_what_was_said_of_the_way_to_finish_does_not_outlive_the_next_change(bench: Bench) -> None:
    incident = begin(bench)
    title = bench.workspace.codebook.title_field
    bench.run(SetValues(incident, (ValueSet(title, "Attack", proposed=True),)))
    bench.page.incidents_desk.finish()
    bench.rest()
    assert any(f"{errors(bench)} things are to settle; 1 value is only proposed" in each for each in told(bench))
    bench.run(SetValues(incident, (ValueSet(title, "Attack"),)))
    assert not any("to settle" in each for each in told(bench))


def test_what_is_to_code_is_what_is_not_ended(bench: Bench) -> None:
    assert "2 to code" in bench.window.status.counts.text()
    begin(bench)
    bench.page.article.reader.setFocus()
    bench.rest()
    assert bench.page.library.chips.count("started") == 1
    assert "2 to code" in bench.window.status.counts.text()


def test_no_sentence_at_the_foot_is_cut_off(bench: Bench) -> None:
    incident = begin(bench)
    bench.run(SetValues(incident, (ValueSet("event_type", "violence_against_civilians"),)))
    message = bar(bench).message
    for problem in bench.page.side.to_settle.of(incident):
        assert not message.block().cut, problem
        assert message.text() in message.toolTip()
        bar(bench).next.click()


def test_a_closed_place_says_the_most_exact_words_there_are(bench: Bench) -> None:
    incident = begin(bench)
    place = a_compound(bench, "place")
    keys = {name: part.key for name in ("words", "name", "country") if (part := place.part_named(name)) is not None}
    for name, text, shown in (
        ("words", "near the river", "“near the river”"), ("country", "IRQ", "“near the river”, Iraq"),
        ("name", "Mosul", "Mosul, Iraq"),
    ):  # fmt: skip
        bench.run(SetValues(incident, (ValueSet(keys[name], text),)))
        assert line_of(bench, place.key).text == shown


@pytest.mark.parametrize("opened", [False, True])
def test_after_words_made_a_row_what_stands_before_them_in_it_comes_next(bench: Bench, opened: bool) -> None:
    incident = begin(bench)
    bench.page.side.wish_for(open_all=opened)
    bench.select("two soldiers")
    bench.press(Key.Key_K)
    row = bench.incident().rows_of("casualties")[0].id
    assert chosen(bench) == Target(incident, row, "count")
    met = []
    for _ in range(3):
        bench.press(Key.Key_F8)
        met.append(chosen(bench))
    assert met[:2] == [Target(incident, row, "group"), Target(incident, row, "count")]
    assert met[2].row != row or opened
    bench.press(*[Key.Key_F8] * 12)
    assert chosen(bench).row != row


def test_the_foot_says_what_f8_went_to(bench: Bench) -> None:
    incident = begin(bench)
    bench.run(AddRow(incident, "actors", {}))
    bench.page.article.reader.setFocus()
    foot = bench.page.side.problems
    for _ in range(20):
        bench.press(Key.Key_F8)
        line = bench.page.side.values.current_line()
        assert line is not None
        messages = [each.message for each in bench.page.side.values.drawn.found.of(line)]
        messages += [each.message for cell in line.cells for each in bench.page.side.values.drawn.found.of(cell)]
        assert foot.message.text() in messages
    shown = foot.message.text()
    left = [each for each in bench.page.side.to_settle.of(incident) if each.message != shown]
    bench.page.side.to_settle.judge({incident: [*left[1:], *(each for each in bench.page.side.to_settle.of(incident)
                                                   if each.message == shown)]})  # fmt: skip
    assert foot.message.text() == shown, "what is still wrong stays in the foot when something else is settled"


def test_after_f8_in_the_article_enter_edits_the_value_unless_words_wait(bench: Bench) -> None:
    incident = begin(bench)
    reader = bench.page.article.reader
    reader.setFocus()
    bench.press(Key.Key_F8, Key.Key_Return)
    assert bench.editor() is not None
    bench.press(Key.Key_Escape)
    bench.select("army post")
    bench.press(Key.Key_F8)
    assert bench.focus is reader
    assert bench.incident().id == incident
    bench.select("")  # nothing
    bench.press(Key.Key_F8)
    assert bench.focus is bench.page.side.values
