# SPDX-License-Identifier: MIT
"""Selected words and one key: an incident, a mention, a passage, a value."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.app.side.tabs_below import ARTICLE, VALUES
from curator.app.values.line import Target
from curator.domain.codebook.model import Codebook
from curator.operations import (
    AddArticles,
    AddIncident,
    AddRow,
    AdoptCodebook,
    GiveWords,
    NewArticle,
    SetValue,
    SetValues,
    ValueSet,
)
from curator.shape import replace
from tests.app.coding.conftest import Bench

Key = Qt.Key
LEAD = "Rebels attacked an army post in Qayyara"


def begin(bench: Bench, words: str = LEAD) -> str:
    """An incident that is there already."""
    start = bench.page.article.reader.text().index(words)
    made = bench.run(AddIncident(bench.article, (start, start + len(words)), {}))
    bench.page.choose_incident(made)
    bench.rest()  # what is possible follows a moment later
    return str(made)


def test_n_asks_for_the_type_and_enter_takes_it(bench: Bench) -> None:
    span = bench.select(LEAD)
    bench.page.side.tabs.setCurrentIndex(ARTICLE)
    bench.press(Key.Key_N)
    bench.write("armed cl")
    bench.press(Key.Key_Return)
    assert bench.page.side.tabs.currentIndex() == VALUES
    (incident,) = bench.incidents()
    assert dict(incident.values)["event_type"] == "battle"
    assert incident.values["sub_event_type"] == "armed_clash"
    assert [(each.start, each.end) for each in incident.mentions()] == [span]
    assert bench.page.side.incident == incident.id
    assert bench.focus is bench.page.article.reader


def test_n_and_enter_alone_begins_without_a_type_and_escape_not_at_all(bench: Bench) -> None:
    bench.select(LEAD)
    bench.press(Key.Key_N, Key.Key_Escape)
    assert not bench.incidents()
    assert bench.page.desk.selection() is not None  # the words are still there for another key
    bench.press(Key.Key_N, Key.Key_Return)
    (incident,) = bench.incidents()
    assert "event_type" not in incident.values


def test_a_type_that_is_none_is_refused_with_its_words(bench: Bench) -> None:
    bench.select(LEAD)
    bench.press(Key.Key_N)
    bench.write("batel")
    bench.press(Key.Key_Return)
    assert not bench.incidents()
    chooser = bench.page.words_desk.asked.chooser
    assert chooser.isVisible()
    assert chooser.line.text() == "batel"
    assert "batel" in chooser.problem.text()


def test_no_key_codes_another_article_than_the_one_it_was_pressed_in(bench: Bench) -> None:
    bench.select(LEAD)
    bench.press(Key.Key_N)
    bench.page.choose_article(2)
    bench.rest()
    assert not bench.page.words_desk.asked.chooser.isVisible()
    bench.press(Key.Key_Return)
    assert not bench.incidents()


def test_a_choice_at_the_words_is_for_the_incident_it_was_asked_for(bench: Bench) -> None:
    first, second = begin(bench), begin(bench, "Qayyara")
    assert bench.page.side.incident == second
    bench.select("attacked")
    bench.press(Key.Key_T)
    assert bench.page.words_desk.asked.chooser.isVisible()
    bench.page.choose_incident(first)
    bench.rest()
    assert not bench.page.words_desk.asked.chooser.isVisible()
    assert not any(each.evidence_of("event_type") for each in bench.incidents())


def test_m_adds_a_mention_once(bench: Bench) -> None:
    begin(bench)
    bench.select("The army claimed the rebels fled.")
    bench.press(Key.Key_M, Key.Key_M)
    assert [each.quote for each in bench.incident().mentions()] == [LEAD, "The army claimed the rebels fled."]
    assert "already" in bench.told[-1]


def test_white_space_at_the_edges_of_a_selection_is_left_out(bench: Bench) -> None:
    begin(bench)
    bench.select("No civilians were hurt.", more=(1, 1))
    bench.press(Key.Key_M)
    assert bench.incident().mentions()[-1].quote == "No civilians were hurt."


def test_x_asks_for_the_reason_and_escape_marks_nothing(bench: Bench) -> None:
    bench.select("No civilians were hurt.")
    bench.press(Key.Key_X, Key.Key_Escape)
    assert bench.page.shown is not None
    assert not bench.page.shown.coding.not_codable
    bench.press(Key.Key_X)
    bench.write("backgr")
    bench.press(Key.Key_Return)
    (passage,) = bench.page.shown.coding.not_codable
    assert (passage.quote, passage.reason) == ("No civilians were hurt.", "background")


def test_keys_without_words_say_so_and_without_an_incident_too(bench: Bench) -> None:
    bench.page.article.reader.setFocus()
    for key in (Key.Key_N, Key.Key_X, Key.Key_D):
        bench.told.clear()
        bench.press(key)
        assert bench.told, key
    assert not bench.incidents()
    begin(bench)
    bench.page.article.reader.setFocus()
    bench.press(Key.Key_M)
    assert bench.told[-1] == "Select words in the article first."


def test_d_gives_the_words_and_proposes_the_day_counted_from_the_publication(bench: Bench) -> None:
    begin(bench)
    bench.select("Friday 8 November 2019")
    bench.press(Key.Key_D)
    incident = bench.incident()
    assert incident.values["date_text"] == "Friday 8 November 2019"
    assert not bench.value("date_text").proposed
    assert (bench.value("date_start").value, bench.value("date_start").proposed) == ("2019-11-08", True)
    assert bench.focus is bench.page.article.reader
    bench.press(Key.Key_Return)  # Enter in the article takes what is proposed for the chosen value
    assert not bench.value("date_start").proposed
    assert not any(note.proposed for note in bench.incident().notes)


@pytest.mark.parametrize("accepted", [False, True])
def test_words_for_another_place_take_away_what_was_proposed_with_the_first(bench: Bench, accepted: bool) -> None:
    first = begin(bench)
    told = (("location_text", "Qayyara"), ("location_name", "Qayyara"), ("admin1", "Nineveh"))
    known = tuple(ValueSet(key, value) for key, value in told)
    bench.run(GiveWords(bench.article, first, 32, 39, "location_text", values=known))
    begin(bench)
    there = (("location_name", "Mosul"), ("latitude", 36.3), ("longitude", 43.1), ("geo_precision", "1"))
    bench.run(SetValues(bench.page.side.incident, tuple(
        ValueSet(key, value, proposed=not accepted) for key, value in there
    )))  # fmt: skip
    bench.select("Qayyara")
    bench.press(Key.Key_L)
    left = [bench.value(key).value for key, _ in there[1:]]
    assert left == ([36.3, 43.1, "1"] if accepted else [None, None, None])
    assert bench.value("location_name").value == ("Mosul" if accepted else "Qayyara")


def test_k_makes_the_row_once_and_gives_it_the_count(bench: Bench) -> None:
    begin(bench)
    bench.select("two soldiers")
    bench.press(Key.Key_K, Key.Key_K)
    (row,) = bench.incident().rows_of("casualties")
    assert row.values["kind"] == "killed"
    assert bench.value("kind", row.id).basis == "judgement"
    assert (bench.value("best", row.id).value, bench.value("best", row.id).proposed) == (2, True)
    assert len(bench.incident().evidence_of("count", row.id)) == 1
    bench.select("No civilians were hurt")
    bench.press(Key.Key_J)
    kinds = [each.values["kind"] for each in bench.incident().rows_of("casualties")]
    assert kinds == ["killed", "injured"]


def test_a_key_with_no_words_selected_goes_to_its_field_and_makes_its_row(bench: Bench) -> None:
    begin(bench)
    bench.page.article.reader.setFocus()
    bench.page.article.reader.select(3, 3)
    bench.press(Key.Key_D)
    line = bench.page.side.values.current_value()
    assert line is not None
    assert line.target.field == "date"
    assert bench.focus is bench.page.side.values
    bench.page.article.reader.setFocus()
    bench.press(Key.Key_K)
    bench.page.article.reader.setFocus()
    bench.press(Key.Key_K)
    (row,) = bench.incident().rows_of("casualties")
    line = bench.page.side.values.current_value()
    assert line is not None
    assert (line.target.row, line.target.field) == (row.id, "count")


def test_a_choice_is_asked_for_once(bench: Bench) -> None:
    begin(bench)
    bench.select("attacked")
    bench.press(Key.Key_T)
    bench.write("battle")
    bench.press(Key.Key_Return)
    value = bench.value("event_type")
    assert (value.value, value.proposed) == ("battle", False)
    bench.select("killing")
    bench.press(Key.Key_T)
    assert not bench.page.words_desk.asked.chooser.isVisible()
    assert [each.quote for each in bench.incident().evidence_of("event_type")] == ["attacked", "killing"]
    assert bench.value("event_type").value == "battle"


def test_enter_takes_the_choice_that_the_words_propose(bench: Bench) -> None:
    begin(bench)
    bench.page.choose_article(2)
    bench.rest()
    begin(bench, "Two men were arrested")
    for key, field, code in (
        (Key.Key_F, "tactics", "raid_arrest"), (Key.Key_T, "event_type", "strategic_development"),
    ):  # fmt: skip
        bench.select("arrested in Tikrit")
        bench.press(key)
        offers = bench.page.words_desk.asked.chooser.model.offers
        assert [offer.code for offer in offers if offer.proposed] == [offers[0].code] == [code]
        bench.press(Key.Key_Return)
        assert (bench.value(field).value, bench.value(field).proposed) == (code, False)


def test_words_can_be_given_without_a_choice_and_nonsense_is_none(bench: Bench) -> None:
    begin(bench)
    bench.select("attacked")
    bench.press(Key.Key_T)
    bench.write("nonsense")
    bench.press(Key.Key_Return)
    assert bench.page.words_desk.asked.chooser.isVisible()
    assert not bench.incident().evidence_of("event_type")
    bench.page.words_desk.asked.chooser.line.clear()
    bench.press(Key.Key_Return)
    assert bench.incident().evidence_of("event_type")
    assert bench.value("event_type").state == "blank"


def test_the_same_words_given_to_a_row_twice_are_there_once(bench: Bench) -> None:
    incident = begin(bench)
    row = bench.run(AddRow(incident, "actors", {"role": "initiator"}))
    bench.page.side.reveal([Target(incident, row)])
    span = bench.select("Rebels")
    for target in (Target(incident, row), Target(incident)):
        for _ in range(2):
            bench.page.words_desk.to_field.give_to(target, span)
            bench.rest()
    there = [(each.row, each.field) for each in bench.incident().evidence if (each.start, each.end) == span]
    assert sorted(there) == [("", ""), (row, "")]


def test_words_are_not_given_in_another_coders_layer(bench: Bench) -> None:
    with bench.workspace.read() as reads:
        one, two = reads.coders()[:2]
    bench.workspace.act_as(two)
    theirs = bench.run(AddIncident(bench.article, (0, len(LEAD)), {}))
    bench.workspace.act_as(one)
    bench.page.choose_incident(theirs)
    bench.select("Qayyara")
    for key in (Key.Key_M, Key.Key_L, Key.Key_K):
        bench.told.clear()
        bench.press(key)
        assert bench.told == ["This incident is in another coder's layer."], key
    (incident,) = bench.incidents()
    assert len(incident.evidence) == 1
    assert not incident.rows


def test_what_was_said_of_the_same_name_is_proposed_again(bench: Bench) -> None:
    begin(bench)
    bench.select("Rebels")
    bench.press(Key.Key_A)
    (row,) = bench.incident().rows_of("actors")
    bench.run(SetValue(bench.incident().id, "type", "rebel_group", row=row.id, basis="judgement"))
    begin(bench, "Qayyara")
    bench.select("Rebels")
    bench.press(Key.Key_A)
    (again,) = bench.incident().rows_of("actors")
    value = bench.value("type", again.id)
    assert (value.value, value.basis, value.proposed) == ("rebel_group", "judgement", True)
    assert not bench.value("role", again.id).proposed


def test_nothing_is_proposed_of_a_choice_that_is_there_no_more(bench: Bench) -> None:
    begin(bench)
    bench.select("Rebels")
    bench.press(Key.Key_A)
    (row,) = bench.incident().rows_of("actors")
    bench.run(SetValue(bench.incident().id, "type", "rebel_group", row=row.id, basis="judgement"))
    bench.run(AdoptCodebook(without_choice(bench.workspace.codebook, "actor_types", "rebel_group")))
    begin(bench, "Qayyara")
    bench.select("Rebels")
    bench.press(Key.Key_A)
    (again,) = bench.incident().rows_of("actors")
    assert again.values["name_text"] == "Rebels"
    assert bench.value("type", again.id).state == "blank"


def without_choice(book: Codebook, key: str, code: str) -> Codebook:
    """The next version of a codebook, in which a choice is retired."""
    lists = [
        replace(each, choices=tuple(replace(one, retired=one.code == code) for one in each.choices))
        if each.key == key else each
        for each in book.lists
    ]  # fmt: skip
    return replace(book, version="2.0", lists=tuple(lists))


def test_the_strip_offers_no_mention_once_its_incident_is_undone(bench: Bench, qtbot: QtBot) -> None:
    strip = bench.page.strip

    def offered() -> set[str]:
        return {each.objectName() for each in strip.findChildren(QWidget) if each.isVisible()}

    begin(bench)
    bench.select("Qayyara")
    qtbot.waitUntil(lambda: "strip.code.mention" in offered())
    bench.press(Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert not bench.incidents()
    qtbot.waitUntil(lambda: "strip.code.new" in offered() and "strip.code.mention" not in offered())


def titles(bench: Bench) -> str:
    """What is asked at the words; nothing where nothing is."""
    chooser = bench.page.words_desk.asked.chooser
    return chooser.title.text() if chooser.isVisible() else ""


def test_enter_gives_no_words_that_were_given_already(bench: Bench) -> None:
    begin(bench)
    bench.select("Rebels")
    bench.press(Key.Key_G)
    (target,) = bench.incident().rows_of("actors")
    before = bench.incident().evidence
    bench.page.side.reveal([Target(bench.incident().id, "", "certainty")])  # the article keeps the focus
    assert bench.focus is bench.page.article.reader
    bench.press(Key.Key_Return)
    assert not titles(bench)
    assert bench.focus is bench.page.side.values
    assert bench.incident().evidence == before
    bench.page.article.reader.setFocus()
    bench.press(Key.Key_V)  # a letter still gives them to more
    assert [row.values["role"] for row in bench.incident().rows_of("actors")] == ["target", "victim"]
    assert bench.incident().evidence_of("name_text", target.id)


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_M, Key.Key_X])
def test_words_with_which_something_was_done_are_spent_for_enter(bench: Bench, key: Qt.Key) -> None:
    begin(bench)
    bench.select("No civilians were hurt.")
    bench.press(key)
    if titles(bench):
        bench.press(Key.Key_Down, Key.Key_Return)
    bench.page.side.reveal([Target(bench.page.side.incident, "", "certainty")])
    bench.press(Key.Key_Return)
    assert not titles(bench)
    assert not bench.incident().evidence_of("certainty")


def test_enter_gives_fresh_words_and_what_is_asked_names_them(bench: Bench) -> None:
    begin(bench)
    bench.select("Rebels")
    bench.press(Key.Key_G)
    bench.page.side.reveal([Target(bench.incident().id, "", "certainty")])
    bench.select("claimed")
    bench.press(Key.Key_Return)
    assert titles(bench) == "Certainty, with the words “claimed”"
    bench.write("prob")
    bench.press(Key.Key_Return)
    assert [each.quote for each in bench.incident().evidence_of("certainty")] == ["claimed"]
    bench.page.side.reveal([Target(bench.incident().id, "", "report_status")])
    bench.page.article.reader.clear_selection()
    bench.select("claimed")  # selected anew, the same words are fresh again
    bench.press(Key.Key_Return)
    assert titles(bench) == "Status of the report, with the words “claimed”"


def test_enter_after_l_takes_the_place_and_then_does_nothing_to_it(bench: Bench) -> None:
    begin(bench)
    bench.page.side.reveal([Target(bench.incident().id, "", "location")])
    bench.press(Key.Key_B, held=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)  # parts open
    bench.select("Qayyara")
    bench.press(Key.Key_L)
    coded = bench.incident()
    for field in ("location", "coord_source", "geo_precision"):
        bench.page.side.reveal([Target(coded.id, "", field)])
        bench.page.article.reader.setFocus()
        bench.press(Key.Key_Return)
        assert not titles(bench)
        bench.page.article.reader.setFocus()
    after = bench.incident()
    assert after.evidence == coded.evidence
    assert not any(note.proposed for note in after.notes)


def test_what_takes_no_words_is_given_none(bench: Bench) -> None:
    begin(bench)
    before = bench.incident()
    bench.page.article.reader.setFocus()
    bench.press(Key.Key_B, held=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)  # parts open
    for field, label in (("coord_source", "Source of the coordinates"), ("title", "Title")):
        bench.page.side.reveal([Target(before.id, "", field)])
        bench.select("Qayyara")
        line = bench.page.side.values.current_value()
        assert line is not None
        assert line.target.field == field
        bench.press(Key.Key_Return)
        assert bench.told[-1].startswith(f"“{label}” takes no words")
        assert bench.incident() == before


def hint(bench: Bench) -> str:
    return bench.page.words_desk.asked.chooser.hint.text()


def test_what_is_asked_at_the_words_says_what_enter_does_now(bench: Bench) -> None:
    bench.select(LEAD)
    bench.press(Key.Key_N)
    assert "say it later" in hint(bench)  # nothing in these words is a type
    bench.press(Key.Key_Down)
    assert "say it later" not in hint(bench)
    bench.write("clash")
    assert hint(bench).startswith("Enter takes “Armed clash”")
    bench.press(Key.Key_Escape)
    bench.select("killing")
    begin(bench)
    bench.press(Key.Key_Z)
    assert "say it later" in hint(bench)


def test_enter_takes_no_reason_that_nobody_chose(bench: Bench) -> None:
    bench.select("No civilians were hurt.")
    bench.press(Key.Key_X, Key.Key_Return)
    assert bench.page.words_desk.asked.chooser.isVisible()
    assert "Nothing is chosen" in bench.page.words_desk.asked.chooser.problem.text()
    assert bench.page.shown is not None
    assert not bench.page.shown.coding.not_codable


def quotes(bench: Bench, field: str) -> list[str]:
    return [each.quote for each in bench.incident().evidence_of(field)]


def test_a_type_that_the_words_say_has_these_words(bench: Bench) -> None:
    bench.page.choose_article(2)
    bench.rest()
    bench.select("Two men were arrested in Tikrit")
    bench.press(Key.Key_N)
    assert "say it later" not in hint(bench)
    assert hint(bench).startswith("Enter takes “Arrests”")
    bench.press(Key.Key_Return)
    incident = bench.incident()
    assert incident.values["sub_event_type"] == "arrests"
    assert quotes(bench, "sub_event_type") == quotes(bench, "event_type") == ["arrested"]
    assert bench.value("event_type").basis == "stated"
    bench.press(Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert not bench.incidents()  # one step back for all of it


def test_a_type_that_the_words_do_not_name_is_read_from_the_mention(bench: Bench) -> None:
    bench.select(LEAD)
    bench.press(Key.Key_N)
    bench.write("armed cl")
    bench.press(Key.Key_Return)
    assert quotes(bench, "event_type") == [LEAD]
    assert not quotes(bench, "sub_event_type")  # normalised by its usual basis: it needs no words
    bench.select("attacked an army post")
    bench.press(Key.Key_T)
    assert quotes(bench, "event_type") == ["attacked an army post"]  # said more exactly
    assert [each.role for each in bench.incident().evidence_of("event_type")] == ["direct"]
    bench.select("killing two soldiers")
    bench.press(Key.Key_T)
    assert [each.role for each in bench.incident().evidence_of("event_type")] == ["direct", "support"]


def test_enter_does_not_make_a_whole_article_the_words_of_a_value(bench: Bench) -> None:
    text = "Rebels attacked an army post in Qayyara.\n\n" + "Nobody was hurt, officials said. " * 40
    bench.run(AddArticles((NewArticle(text, {"title": "Long"}),)))
    bench.page.choose_article(3)
    bench.rest()
    begin(bench)
    bench.choose("location")
    before, reader = bench.incident(), bench.page.article.reader
    reader.setFocus()
    reader.select(0, len(text))
    bench.press(Key.Key_Return)
    assert bench.incident() == before
    assert "at most 600" in bench.told[-1]
    words = bench.page.words_desk.at_words()
    assert words is not None
    assert not words.chosen
    span = bench.select("Qayyara")
    bench.press(Key.Key_Return)
    assert {(each.start, each.end) for each in bench.incident().evidence if each.field} == {span}
