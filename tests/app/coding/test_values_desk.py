# SPDX-License-Identifier: MIT
"""Values in the form: typed, taken, blanked, said not to be stated; what else was said of them stays."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt

from curator.app.values.line import Target
from curator.domain.rules.judging import incident_problems
from curator.operations import AddIncident, AddRow, AdoptCodebook, GiveWords, SetValue, SetValues, ValueSet
from curator.shape import replace
from curator.store.log_list import LogWish
from tests.app.coding.conftest import Bench

Key = Qt.Key


def begin(bench: Bench, **values: str) -> str:
    made = bench.run(AddIncident(bench.article, (0, 39), values))
    bench.page.choose_incident(made)
    return str(made)


def killed(bench: Bench, **values: int | str) -> str:
    return str(bench.run(AddRow(bench.page.side.incident, "casualties", {"kind": "killed", **values})))


def type_into(bench: Bench, field: str, text: str, row: str = "") -> None:
    bench.choose(field, row)
    bench.write(text)
    bench.press(Key.Key_Return)


def counts(bench: Bench, row: str) -> tuple[object, ...]:
    return tuple(bench.value(part, row).value for part in ("low", "best", "high", "qualifier"))


def test_a_new_count_leaves_nothing_of_the_old_one(bench: Bench) -> None:
    begin(bench)
    row = killed(bench, low=3, best=3, high=3, qualifier="exact")
    for text, expected in (
        ("<6", (None, None, 6, "at_most")), ("~8", (None, 8, None, "approximate")), ("two", (2, 2, 2, "exact")),
        ("10-15", (10, None, 15, "range")), ("0", (0, 0, 0, "explicit_zero")),
    ):  # fmt: skip
        type_into(bench, "count", text, row)
        assert counts(bench, row) == expected, text


def test_a_refused_text_stays_and_escape_leaves_the_value(bench: Bench) -> None:
    begin(bench)
    row = killed(bench, low=3, best=3, high=3, qualifier="exact")
    type_into(bench, "count", "9/6", row)
    assert bench.editor() == "9/6"
    assert counts(bench, row) == (3, 3, 3, "exact")
    bench.press(Key.Key_Escape)
    assert bench.editor() is None
    assert bench.focus is bench.page.side.values


def test_enter_twice_on_a_compound_changes_nothing(bench: Bench) -> None:
    begin(bench)
    row = killed(bench)
    incident = bench.page.side.incident
    said = (("low", 6), ("best", 8), ("qualifier", "at_least"))
    bench.run(SetValues(incident, tuple(ValueSet(key, value, row, note="see page 2") for key, value in said)))
    bench.run(SetValues(incident, tuple(
        ValueSet(key, value, basis="inferred") for key, value in
        (("date_start", "2019-11-04"), ("date_end", "2019-11-08"), ("date_precision", "week"))
    )))  # fmt: skip
    before = bench.incident()
    for field, at in (("count", row), ("date", "")):
        bench.choose(field, at)
        bench.press(Key.Key_F2, Key.Key_Return)
        assert bench.editor() is None
    assert bench.incident() == before


def test_enter_in_the_editor_of_a_proposed_date_takes_it(bench: Bench) -> None:
    begin(bench)
    incident = bench.page.side.incident
    bench.run(SetValues(incident, tuple(
        ValueSet(key, value, basis="normalised", proposed=True) for key, value in
        (("date_start", "2019-11-08"), ("date_end", "2019-11-08"), ("date_precision", "day"))
    )))  # fmt: skip
    bench.choose("date")
    bench.press(Key.Key_F2, Key.Key_Return)
    value = bench.value("date_start")
    assert (value.value, value.basis, value.proposed) == ("2019-11-08", "normalised", False)


def test_another_date_typed_over_a_proposed_one_is_accepted_and_notes_stay(bench: Bench) -> None:
    begin(bench)
    bench.run(SetValues(bench.page.side.incident, tuple(
        ValueSet(key, value, note="lead says Thursday", proposed=True) for key, value in
        (("date_start", "2019-11-08"), ("date_end", "2019-11-08"), ("date_precision", "day"))
    )))  # fmt: skip
    type_into(bench, "date", "2019-11-07")
    value = bench.value("date_start")
    assert (value.value, value.note, value.proposed) == ("2019-11-07", "lead says Thursday", False)


def test_it_is_said_where_the_words_at_a_retyped_value_are_read_otherwise(bench: Bench) -> None:
    begin(bench)
    bench.select("Friday 8 November 2019")
    bench.press(Key.Key_D)
    bench.rest()
    told = bench.value("date_start").value
    type_into(bench, "date", "2019-10-02")
    assert any("“Friday" in each and "read otherwise" in each for each in bench.told)
    bench.told.clear()
    type_into(bench, "date", str(told))
    assert not any("read otherwise" in each for each in bench.told)


def day(bench: Bench, field: str = "date_start") -> tuple[object, bool]:
    return bench.value(field).value, bench.value(field).proposed


@pytest.mark.parametrize(("down", "expected"), [(0, "2021-04-03"), (1, "2021-03-04")])
def test_a_day_that_can_be_two_is_asked_about_and_only_then_a_value(bench: Bench, down: int, expected: str) -> None:
    begin(bench)
    type_into(bench, "date", "3/4/2021")
    assert day(bench) == (None, False)
    assert bench.offers() == ["3 Apr 2021 · Day", "4 Mar 2021 · Day"]
    bench.press(*[Key.Key_Down] * down, Key.Key_Return)
    assert day(bench) == day(bench, "date_end") == (expected, False)
    assert bench.editor() is None
    line = bench.page.side.values.current_value()
    assert line is not None
    assert line.target.field != "date"  # on to the next value that is open


@pytest.mark.parametrize("before", ["", "2019-11-07"])
def test_escape_from_what_a_day_can_mean_leaves_the_value_and_keeps_the_text(bench: Bench, before: str) -> None:
    begin(bench)
    if before:
        type_into(bench, "date", before)
    there, steps = bench.incident(), bench.workspace.undo_target()
    type_into(bench, "date", "3/4/2021")
    draft = bench.page.drafts.of(Target(bench.page.side.incident, "", "date"))
    assert draft is not None
    assert draft.text == "3/4/2021", "a crash while it is asked loses nothing"
    bench.press(Key.Key_Escape)
    assert bench.editor() == "3/4/2021"
    assert bench.incident() == there
    bench.press(Key.Key_Return)
    assert bench.offers() == ["3 Apr 2021 · Day", "4 Mar 2021 · Day"]
    bench.press(Key.Key_Escape, Key.Key_Escape)
    assert bench.editor() is None
    assert bench.incident() == there
    assert bench.workspace.undo_target() == steps
    assert bench.focus is bench.page.side.values
    assert bench.page.drafts.of(Target(bench.page.side.incident, "", "date")) is None


def test_a_question_what_a_day_means_that_is_left_by_the_mouse_proposes_the_likeliest(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "date", "3/4/2021")
    bench.page.article.reader.setFocus()
    bench.rest()
    assert day(bench) == ("2021-04-03", True)
    assert bench.editor() is None
    assert any("“3/4/2021” can mean several things" in each for each in bench.told), bench.told


def test_a_day_that_can_be_two_stays_a_problem_until_it_is_settled(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "date", "3/4/2021")
    bench.page.article.reader.setFocus()
    bench.rest()
    assert day(bench) == ("2021-04-03", True)
    assert bench.page.shown is not None
    found = incident_problems(bench.page.shown.coding, bench.incident(), bench.workspace.codebook)
    assert any(each.field.startswith("date") and "proposed" in each.message for each in found)
    bench.choose("date")
    bench.press(Key.Key_F2)
    assert bench.offers() == ["3 Apr 2021 · Day", "4 Mar 2021 · Day"]
    bench.press(Key.Key_Down, Key.Key_Return)
    assert day(bench) == ("2021-03-04", False)
    bench.choose("date")
    bench.press(Key.Key_F2)
    assert not bench.offers()  # it is settled
    assert bench.editor() == "2021-03-04"
    bench.press(Key.Key_Escape)


def test_of_a_day_that_can_be_two_another_one_can_be_typed(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "date", "3/4/2021")
    bench.write("2021")
    bench.press(Key.Key_Return)
    assert (day(bench), day(bench, "date_end")) == (("2021-01-01", False), ("2021-12-31", False))


def test_a_day_that_can_be_two_and_is_left_by_the_mouse_is_proposed_and_told(bench: Bench) -> None:
    begin(bench)
    bench.choose("date")
    bench.write("3/4/2021")
    bench.page.article.reader.setFocus()
    bench.rest()
    assert day(bench) == ("2021-04-03", True)
    assert bench.editor() is None
    assert any("“3/4/2021” can mean several things" in each for each in bench.told), bench.told


def test_a_part_that_can_be_two_days_is_asked_about_too(bench: Bench) -> None:
    begin(bench)
    bench.page.side.values.toggled.emit(bench.choose("date").target)
    bench.rest()
    type_into(bench, "date_start", "3/4/2021")
    assert day(bench) == (None, False)
    bench.press(Key.Key_Down, Key.Key_Return)
    assert day(bench) == ("2021-03-04", False)


def test_the_history_finds_what_was_typed(bench: Bench) -> None:
    begin(bench, title="Attack")
    type_into(bench, "location", "Qayyara, Nineveh, Iraq")
    type_into(bench, "event_type", "protest")
    for words, label in (
        ("Nineveh", "Set Location of “Attack” to “Qayyara · Nineveh · Iraq”"),
        ("Protest", "Set Event type of “Attack” to “Protest”"),
    ):
        with bench.workspace.read() as reads:
            seqs = reads.log_seqs(LogWish(words))
            assert [line.label for line in reads.log_lines_at(seqs)] == [label]


def placed(bench: Bench, **values: str | float) -> tuple[object, ...]:
    """A place with everything that describes it; what its describing parts hold."""
    told = {"location_name": "Qayyara", "admin1": "Nineveh", "geo_precision": "1", "latitude": 35.8, "longitude": 43.3,
            "coord_source": "gazetteer"} | values  # fmt: skip
    bench.run(SetValues(bench.page.side.incident, tuple(ValueSet(key, value) for key, value in told.items())))
    return described(bench)


def described(bench: Bench) -> tuple[object, ...]:
    return tuple(bench.value(leaf).value for leaf in ("geo_precision", "latitude", "longitude", "coord_source"))


@pytest.mark.parametrize("text", ["Mosul", "Mosul, Nineveh", "Qayyara, Basra", ", Nineveh"])
def test_another_place_keeps_nothing_that_described_the_one_before_and_says_so(bench: Bench, text: str) -> None:
    begin(bench)
    before = placed(bench)
    type_into(bench, "location", text)
    assert described(bench) == (None, None, None, "none")
    assert bench.value("coord_source").basis == "default"
    told = "Place precision, Latitude, Longitude spoke of the one before and are blank now"
    assert any(told in each for each in bench.told), bench.told
    bench.workspace.undo()
    bench.rest()
    assert described(bench) == before
    assert bench.value("location_name").value == "Qayyara"


@pytest.mark.parametrize("text", ["Qayyara, Nineveh, Iraq", "Qayyara", "Qayyara, Hamdaniya, Nineveh"])
def test_the_same_place_told_better_keeps_what_describes_it(bench: Bench, text: str) -> None:
    begin(bench)
    before = placed(bench)
    type_into(bench, "location", text)
    assert described(bench) == before


def test_coordinates_are_offered_and_typed_and_leave_the_names_as_they_were(bench: Bench) -> None:
    begin(bench)
    placed(bench)
    bench.choose("location")
    bench.write("36.1, 43.2")
    assert bench.offers() == ["36.1, 43.2"]
    assert "coordinates" in bench.focus.parentWidget().model.offers[0].detail  # type: ignore[attr-defined]  # a Chooser
    bench.press(Key.Key_Down, Key.Key_Return)
    assert described(bench) == ("1", 36.1, 43.2, "none")  # where these come from is to be said
    assert (bench.value("location_name").value, bench.value("admin1").value) == ("Qayyara", "Nineveh")
    type_into(bench, "location", "36.2N 43.3E")  # and without going to the offer
    assert described(bench) == ("1", 36.2, 43.3, "none")
    type_into(bench, "location", "36.2, 243.3")
    assert "a longitude lies between" in bench.page.values_desk.editing._chooser.problem.text()


def test_a_place_of_which_only_coordinates_are_known_shows_them(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "location", "36.1, 43.2")
    assert bench.choose("location").text == "36.1, 43.2"
    bench.press(Key.Key_F2)
    assert bench.editor() == "36.1, 43.2"


def test_a_name_set_by_itself_proposes_what_described_the_place_before(bench: Bench) -> None:
    begin(bench)
    before = placed(bench)
    bench.page.side.values.toggled.emit(bench.choose("location").target)
    bench.rest()
    type_into(bench, "location_name", "Al-Qayyarah")
    assert described(bench) == before
    assert all(bench.value(leaf).proposed for leaf in ("geo_precision", "latitude", "longitude", "coord_source"))
    assert any("are proposed again" in each for each in bench.told), bench.told
    bench.workspace.undo()
    bench.rest()
    assert not any(bench.value(leaf).proposed for leaf in ("geo_precision", "latitude", "longitude"))


def test_coordinates_that_were_set_before_any_name_stay(bench: Bench) -> None:
    begin(bench)
    bench.run(SetValues(bench.page.side.incident, (ValueSet("latitude", 35.8), ValueSet("longitude", 43.3))))
    type_into(bench, "location", "Qayyara")
    assert described(bench)[1:3] == (35.8, 43.3)


def test_another_distance_leaves_nothing_of_the_old_one(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "location", "120 km northwest of Mosul")
    assert (bench.value("relative_km").value, bench.value("relative_direction").value) == (120.0, "NW")
    bench.run(SetValues(bench.page.side.incident, (ValueSet("latitude", 35.8), ValueSet("longitude", 43.3))))
    type_into(bench, "location", "30 km from Tikrit")
    assert (bench.value("relative_km").value, bench.value("relative_to").value) == (30.0, "Tikrit")
    assert bench.value("relative_direction").value is None
    assert described(bench)[1:3] == (None, None)


def test_delete_blanks_a_compound_with_all_its_parts(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "date", "2019-11-07")
    bench.choose("date")
    bench.press(Key.Key_Delete)
    assert {bench.value(leaf).state for leaf in ("date_start", "date_end", "date_precision")} == {"blank"}


def test_a_text_that_is_emptied_blanks_its_value(bench: Bench) -> None:
    begin(bench, title="Attack")
    type_into(bench, "date", "2019-11-07")
    for field in ("title", "date"):
        bench.choose(field)
        bench.press(Key.Key_F2, Key.Key_Delete, Key.Key_Return)
    assert bench.value("title").state == "blank"
    assert bench.value("date_start").state == "blank"


def test_not_stated_of_a_count_keeps_none_reported_and_a_figure_lifts_it(bench: Bench) -> None:
    begin(bench)
    row = killed(bench, low=3, best=3, high=3, qualifier="exact")
    bench.choose("count", row)
    bench.page.chosen_desk.set_state("not_stated")
    bench.rest()
    assert counts(bench, row) == (None, None, None, "none_reported")
    assert bench.value("best", row).state == "not_stated"
    type_into(bench, "count", "<6", row)
    assert counts(bench, row) == (None, None, 6, "at_most")
    assert {bench.value(part, row).state for part in ("low", "best")} == {"blank"}


def test_a_state_takes_the_value_away_and_keeps_the_note(bench: Bench) -> None:
    begin(bench)
    incident = bench.page.side.incident
    bench.run(SetValues(incident, (
        ValueSet("date_start", "2019-11-08", note="lead says Thursday"), ValueSet("date_end", "2019-11-08"),
        ValueSet("time_of_day", "morning", note="from the head"),
    )))  # fmt: skip
    for field in ("date", "time_of_day"):
        bench.choose(field)
        bench.page.chosen_desk.set_state("not_stated")
        bench.rest()
    for leaf, note in (("date_start", "lead says Thursday"), ("time_of_day", "from the head")):
        value = bench.value(leaf)
        assert (value.value, value.state, value.note) == (None, "not_stated", note), leaf


def test_a_state_of_a_compound_speaks_for_parts_that_had_another_one(bench: Bench) -> None:
    begin(bench)
    bench.run(SetValue(bench.page.side.incident, "date_end", None, state="not_stated"))
    bench.choose("date")
    bench.page.chosen_desk.set_state("not_applicable")
    bench.rest()
    assert {bench.value(leaf).state for leaf in ("date_start", "date_end")} == {"not_applicable"}


def test_a_basis_is_said_of_every_part_that_has_a_value(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "date", "2019-11-07")
    bench.choose("date")
    bench.page.chosen_desk.set_basis("external")
    bench.rest()
    assert {bench.value(leaf).basis for leaf in ("date_start", "date_end", "date_precision")} == {"external"}
    row = killed(bench)
    bench.choose("kind", row)
    bench.page.chosen_desk.set_basis("inferred")
    bench.rest()
    assert (bench.value("kind", row).value, bench.value("kind", row).basis) == ("killed", "inferred")
    bench.told.clear()
    bench.choose("location")
    bench.page.chosen_desk.set_basis("inferred")
    assert bench.told == ["There is no value here whose basis could change."]


def test_the_key_of_a_basis_means_every_part_of_a_compound_but_its_words(bench: Bench) -> None:
    begin(bench)
    bench.run(SetValue(bench.page.side.incident, "date_text", "on Thursday"))
    type_into(bench, "date", "2019-11-07")
    parts = ("date_start", "date_end", "date_precision", "date_text")
    before = [bench.value(part).basis for part in parts]
    bench.choose("date")
    bench.press(Key.Key_I, held=Qt.KeyboardModifier.AltModifier)
    assert [bench.value(part).basis for part in parts] == ["inferred", "inferred", "inferred", "stated"]
    assert [bench.value(part).state for part in ("date_basis", "time_of_day")] == ["blank", "blank"]
    bench.workspace.undo()
    bench.rest()
    assert [bench.value(part).basis for part in parts] == before


def test_typed_text_goes_before_what_was_written_there_before(bench: Bench) -> None:
    begin(bench, title="Rebels attack a post")
    begin(bench)
    bench.choose("title")
    bench.write("Rebels")
    assert bench.offers() == ["Rebels attack a post"]
    bench.press(Key.Key_Return)
    assert bench.value("title").value == "Rebels"
    bench.choose("title")
    bench.write("Rebels a")
    bench.press(Key.Key_Down, Key.Key_Return)
    assert bench.value("title").value == "Rebels attack a post"


def test_several_choices_are_picked_and_put_back_one_by_one(bench: Bench) -> None:
    begin(bench)
    for typed, expected in (("ambush", "ambush"), ("sniper", "ambush; sniper"), ("ambush", "sniper"), ("sniper", None)):
        type_into(bench, "tactics", typed)
        assert bench.value("tactics").value == expected


def test_tags_are_added_and_enter_alone_leaves_them(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "tags", "first_tag")
    type_into(bench, "tags", "second_tag")
    assert bench.value("tags").value == "first_tag; second_tag"
    bench.choose("tags")
    bench.press(Key.Key_F2, Key.Key_Return)
    assert bench.value("tags").value == "first_tag; second_tag"


def test_a_finer_choice_brings_its_parent_once_and_a_changed_parent_is_a_problem(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "sub_event_type", "armed clash")
    assert bench.value("event_type").value == "battle"
    type_into(bench, "event_type", "protest")
    assert (bench.value("event_type").value, bench.value("sub_event_type").value) == ("protest", "armed_clash")
    assert bench.page.shown is not None
    found = incident_problems(bench.page.shown.coding, bench.incident(), bench.workspace.codebook)
    assert "V01" in {each.rule for each in found}
    type_into(bench, "sub_event_type", "armed clash")  # no choice of a protest: it is refused
    assert bench.value("event_type").value == "protest"


def test_a_value_in_another_coders_layer_is_refused_with_a_sentence(bench: Bench) -> None:
    with bench.workspace.read() as reads:
        one, two = reads.coders()[:2]
    bench.workspace.act_as(two)
    theirs = begin(bench, title="Theirs")
    bench.workspace.act_as(one)
    bench.page.choose_incident(theirs)
    bench.rest()
    line = bench.choose("title")
    desk, chosen = bench.page.values_desk, bench.page.chosen_desk
    for work in (
        partial(desk.edit, line), partial(chosen.remove, line), partial(chosen.accept, line),
        partial(chosen.set_state, "not_stated"), partial(chosen.set_basis, "inferred"),
    ):  # fmt: skip
        bench.told.clear()
        work()
        bench.rest()
        assert bench.told == ["This incident is in another coder's layer."]
    assert bench.incident().values["title"] == "Theirs"


def test_a_retired_field_can_be_looked_at_and_is_not_set(bench: Bench) -> None:
    begin(bench, title="Attack")
    book = bench.workspace.codebook
    bench.run(SetValue(bench.page.side.incident, "notes", "Rebels attacked."))
    fields = tuple(each for each in book.fields if each.key != "notes")
    rules = tuple(each for each in book.rules if "notes" not in str(each.params))
    bench.run(AdoptCodebook(replace(book, version="2.0", fields=fields, rules=rules)))
    line = bench.choose("notes")
    assert line.text == "Rebels attacked."
    bench.told.clear()
    bench.page.values_desk.edit(line)
    assert bench.told == ["This field is not in the codebook of the project any more."]
    assert bench.editor() is None


def test_what_others_wrote_in_a_hidden_layer_is_not_offered(bench: Bench) -> None:
    with bench.workspace.read() as reads:
        one, two = reads.coders()[:2]
    bench.workspace.act_as(two)
    theirs = bench.run(AddIncident(bench.article, (0, 39), {"title": "Secret attack by rebels"}))
    place = (("location_name", "Qayyara"), ("admin1", "Hidden province"))
    span = (32, 39)
    bench.run(GiveWords(bench.article, theirs, *span, "location_text",
                        values=tuple(ValueSet(key, value) for key, value in place)))  # fmt: skip
    bench.workspace.act_as(one)
    begin(bench)
    bench.choose("title")
    bench.write("Secret")
    assert not bench.offers()
    bench.press(Key.Key_Escape)
    bench.select("Qayyara")
    bench.press(Key.Key_L)
    assert bench.value("admin1").state == "blank"


def hint(bench: Bench) -> str:
    """What the list beside a value says of the keys."""
    return bench.page.values_desk.editing._chooser.hint.text()


def test_nothing_is_chosen_in_an_empty_judgement_before_one_goes_to_it(bench: Bench) -> None:
    begin(bench)
    bench.choose("certainty")
    bench.press(Key.Key_Return)
    assert bench.editor() is not None
    assert hint(bench) == "Enter: go on without · ↓ chooses · Esc leaves"
    bench.press(Key.Key_Return)
    assert bench.value("certainty").state == "blank"
    bench.choose("certainty")
    bench.press(Key.Key_Return, Key.Key_Down)
    assert hint(bench).startswith("Enter takes “Confirmed”")
    bench.press(Key.Key_Return)
    assert bench.value("certainty").value == "confirmed"


def test_enter_alone_takes_no_chosen_one_away_where_several_can_be_chosen(bench: Bench) -> None:
    begin(bench)
    type_into(bench, "tactics", "ambush")
    bench.choose("tactics")
    bench.press(Key.Key_Return, Key.Key_Return)
    assert bench.value("tactics").value == "ambush"
