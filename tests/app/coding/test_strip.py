# SPDX-License-Identifier: MIT
"""What the strip at the words says is what its keys do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from curator.app.coding.strip import StripButton
from curator.app.main_window import MainWindow
from curator.app.values.line import Target
from curator.domain.codebook.model import Key as BookKey
from curator.operations import AddArticles, AddIncident, NewArticle
from tests.app.coding.conftest import Bench, opened_bench
from tests.sound_case import incidents_codebook

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXT = (
    "SHINING PATH TERRORISTS AMBUSHED AN ARMY PATROL IN AYACUCHO ON 8 NOVEMBER 2019, KILLING 1 OFFICER AND 3 "
    "NONCOMMISSIONED OFFICERS. SIX SHINING PATH TERRORISTS WERE ALSO KILLED. THE ARMY PATROL FLED TO PUNO, IT SAID.\n\n"
    "A patrol of the Peruvian Army met the Red Guards near Huanta. The soldiers were tired."
)


@pytest.fixture
def ambush(window: MainWindow, tmp_path: Path) -> Bench:
    """An article in capital letters, with an incident begun."""
    bench = opened_bench(window, tmp_path / "ambush.curator", incidents_codebook())
    bench.run(AddArticles((NewArticle(TEXT, {"published": "2019-11-09", "language": "en", "title": "Ambush"}),)))
    bench.page.choose_article(3)
    bench.rest()
    begun = bench.run(AddIncident(bench.article, (0, 60)))
    bench.page.choose_incident(begun)
    bench.rest()
    return bench


def strip(bench: Bench) -> list[tuple[str, str]]:
    """What the strip offers for keys of the codebook: text and key; empty where it is not there."""
    there = bench.page.strip
    there._soon.stop()
    there._renew()
    if not there.isVisible():
        return []
    buttons = [each for each in there.findChildren(StripButton) if each.isVisibleTo(there)]
    buttons.sort(key=lambda each: there._row.indexOf(each))
    keys = [each for each in buttons if each.objectName().startswith("strip.key.")]
    return [(each.text(), each.key) for each in keys]


def counts(bench: Bench) -> list[object]:
    return [row.values.get("best") for row in bench.incident().rows_of("casualties")]


def test_the_strip_says_the_number_that_its_key_gives(ambush: Bench) -> None:
    ambush.select("KILLING 1 OFFICER AND 3 NONCOMMISSIONED OFFICERS")
    assert ("Killed = 4", "K") in strip(ambush)
    ambush.press(Key.Key_K)
    assert counts(ambush) == [4]


def test_another_number_is_offered_as_another_row_first(ambush: Bench) -> None:
    ambush.select("KILLING 1 OFFICER AND 3 NONCOMMISSIONED OFFICERS")
    ambush.press(Key.Key_K, Key.Key_Return)
    ambush.select("SIX SHINING PATH TERRORISTS WERE ALSO KILLED")
    assert strip(ambush)[:2] == [("Another Killed = 6", "⇧K"), ("More words for Killed = 4", "K")]
    ambush.press(Key.Key_K, held=SHIFT)
    assert counts(ambush) == [4, 6]
    ambush.press(Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    ambush.select("SIX SHINING PATH")
    ambush.select("SIX SHINING PATH TERRORISTS WERE ALSO KILLED")
    assert strip(ambush)[1] == ("More words for Killed = 4", "K")
    ambush.press(Key.Key_K)
    (row,) = ambush.incident().rows_of("casualties")
    assert [each.role for each in ambush.incident().evidence_of("count", row.id)] == ["direct", "support"]


def test_the_keys_of_the_strip_are_buttons_that_do_the_same(ambush: Bench) -> None:
    ambush.select("KILLING 1 OFFICER AND 3 NONCOMMISSIONED OFFICERS")
    ambush.press(Key.Key_K, Key.Key_Return)
    ambush.select("SIX SHINING PATH TERRORISTS WERE ALSO KILLED")
    assert strip(ambush)
    button = ambush.page.strip.findChild(StripButton, "strip.key.Shift+K")
    assert isinstance(button, StripButton)
    button.click()
    ambush.rest()
    assert counts(ambush) == [4, 6]


def test_what_the_window_expects_of_a_key_is_what_the_operation_does(ambush: Bench) -> None:
    """The row and the role that the strip goes by, in every state one comes through with keys of rows."""
    from curator.app.coding.giving import Aim
    from curator.app.coding.outcome import outcome_of

    desk, book = ambush.page.desk, ambush.workspace.codebook
    by_letter: dict[str, BookKey] = {each.key: each for each in book.keys}
    words = ["KILLING 1 OFFICER", "SIX SHINING PATH TERRORISTS", "KILLING 1 OFFICER", "3 NONCOMMISSIONED OFFICERS"]
    for letter in ("K", "J", "A", "W", "S", "D"):
        for at, each in enumerate(words):
            key = by_letter[letter]
            node = book.node(key.field, key.group)
            assert node is not None
            span = ambush.select(each)
            new_row = at == 3 and bool(key.group)
            aim = Aim(ambush.article, ambush.incident().id, span, node, key.group, "", key.presets, new_row)
            expected = outcome_of(desk, aim)
            assert expected is not None
            before = ambush.incident()
            ambush.press(getattr(Key, f"Key_{letter}"), held=SHIFT if new_row else Qt.KeyboardModifier.NoModifier)
            if ambush.page.words_desk.asked.chooser.isVisible():
                ambush.press(Key.Key_Return)
            after = ambush.incident()
            rows = [row.id for row in after.rows if row.id not in [one.id for one in before.rows]]
            assert bool(rows) == (expected.place is None), (letter, each)
            row = rows[0] if rows else expected.place.row_id if expected.place is not None else ""
            given = [one for one in after.evidence if one not in before.evidence and (one.start, one.end) == span]
            assert all(one.row == row for one in given), (letter, each)
            roles = {one.role for one in given}
            assert roles <= ({"support"} if expected.supports else {"direct"}), (letter, each, roles)
            if at == 0 and letter == "K":
                ambush.press(Key.Key_Return)


def test_the_strip_steps_back_once_something_was_done_with_the_words(ambush: Bench) -> None:
    ambush.select("KILLING 1 OFFICER")
    assert strip(ambush)
    ambush.press(Key.Key_K)
    assert not strip(ambush)
    ambush.choose("certainty")
    ambush.page.article.reader.setFocus()  # coming back to the article does not bring it again
    assert not strip(ambush)
    ambush.select("SIX SHINING PATH TERRORISTS")
    assert strip(ambush)
    ambush.press(Key.Key_T, Key.Key_Escape)  # nothing was done with these
    assert strip(ambush)


def letters(bench: Bench) -> list[str]:
    return [key for _, key in strip(bench)]


def test_names_are_offered_the_fields_for_names(ambush: Bench) -> None:
    ambush.select("ARMY PATROL")
    assert letters(ambush)[:2] == ["A", "G"]
    ambush.select("SHINING PATH")
    assert letters(ambush)[:2] == ["A", "G"]
    ambush.select("AYACUCHO")
    assert letters(ambush)[0] == "L"  # behind “in”
    ambush.select("Red Guards")
    assert letters(ambush)[:2] == ["A", "G"]
    ambush.select("Huanta")
    assert letters(ambush)[0] == "L"
    ambush.select("were tired")
    assert not set(letters(ambush)) & {"A", "G", "L"}  # no name by its form, and no word of the codebook


def test_what_was_coded_before_comes_first(ambush: Bench) -> None:
    ambush.select("Red Guards")
    ambush.press(Key.Key_V)
    start = TEXT.index("A patrol")
    begun = ambush.run(AddIncident(ambush.article, (start, start + 50)))
    ambush.page.choose_incident(begun)
    ambush.rest()
    ambush.select("Huanta")
    ambush.select("Red Guards")
    assert letters(ambush)[0] == "V"


def test_dates_and_figures_come_before_names(ambush: Bench) -> None:
    ambush.select("8 NOVEMBER 2019")
    assert letters(ambush)[0] == "D"
    ambush.select("SIX SHINING PATH TERRORISTS")
    offered = letters(ambush)
    assert offered[0] == "K"
    assert "A" not in offered or offered.index("A") > offered.index("K")


def test_a_second_name_is_another_row(ambush: Bench) -> None:
    ambush.select("SHINING PATH")
    ambush.press(Key.Key_A)
    ambush.select("ARMY PATROL")
    assert strip(ambush)[0] == ("Target", "G")
    likely = ambush.page.words_desk.likely()  # the strip may have no room for all of it
    assert likely is not None
    assert ("Another Initiator", "Shift+A") in [(each.text, each.letter) for each in likely.keys]
    ambush.press(Key.Key_A, held=SHIFT)
    assert [row.values["name_text"] for row in ambush.incident().rows_of("actors")] == ["SHINING PATH", "ARMY PATROL"]


def test_the_strip_says_to_which_chosen_value_enter_gives_the_words(ambush: Bench) -> None:
    ambush.page.side.reveal([Target(ambush.incident().id, "", "certainty")])
    ambush.select("IT SAID")
    strip(ambush)
    button = ambush.page.strip.findChild(StripButton, "strip.code.enter")
    assert isinstance(button, StripButton)
    assert button.text() == "To “Certainty”"
    ambush.page.side.reveal([Target(ambush.incident().id, "", "title")])
    ambush.select("FLED")
    strip(ambush)
    shown = [each for each in ambush.page.strip.findChildren(StripButton, "strip.code.enter") if each.isVisible()]
    assert not shown  # the title takes no words


WRAPPED = (
    "A BOMB EXPLODED YESTERDAY AT THE NATIONAL POLICE\nHEADQUARTERS. PEASANTS FROM THE TOWN CALLED SANTO TOMAS\nDE "
    "PATA WERE ALSO ATTACKED AT DAWN, IT WAS LEARNED."
)


@pytest.fixture
def wrapped(ambush: Bench) -> Bench:
    """An article in capital letters whose lines were wrapped by hand; a value that takes words is chosen."""
    ambush.run(AddArticles((NewArticle(WRAPPED, {"published": "2019-11-09", "language": "en", "title": "Wrapped"}),)))
    ambush.page.choose_article(4)
    ambush.rest()
    begun = ambush.run(AddIncident(ambush.article, (0, 16)))
    ambush.page.choose_incident(begun)
    ambush.rest()
    ambush.page.side.reveal([Target(begun, "", "date")])
    return ambush


def test_what_fits_is_offered_beside_the_chosen_value_also_over_a_line_break(wrapped: Bench) -> None:
    wrapped.select("BOMB")
    assert letters(wrapped)[0] == "W"  # the codebook knows car bombs and roadside bombs among the weapons
    wrapped.select("NATIONAL POLICE\nHEADQUARTERS")
    assert {"A", "O"} <= set(letters(wrapped))  # “police” is an actor, “police headquarters” something that is hit
    wrapped.select("SANTO TOMAS\nDE PATA")
    assert {"A", "L"} <= set(letters(wrapped))  # somebody's name, or a place's


def test_what_any_words_can_be_given_to_goes_before_what_fits_where_there_is_little_room(wrapped: Bench) -> None:
    wrapped.select("SANTO TOMAS\nDE PATA")
    there = wrapped.page.strip
    assert {"A", "G", "L"} <= set(letters(wrapped))
    keys = [each for each in there.findChildren(StripButton) if each.objectName().startswith("strip.key.")]
    there._fit([each for each in keys if each.isVisibleTo(there)], there.sizeHint().width() - 1)
    named = [each.objectName() for each in there.findChildren(StripButton) if each.isVisibleTo(there)]
    assert "strip.code.not_codable" not in named
    assert {"strip.key.A", "strip.key.G", "strip.key.L"} <= set(named)


def test_a_word_for_a_part_of_the_day_is_proposed_as_a_time_of_day(wrapped: Bench) -> None:
    wrapped.select("AT DAWN")
    assert strip(wrapped)[0] == ("Time of day = morning", "H")
    wrapped.press(Key.Key_H)
    value = wrapped.value("time_of_day")
    assert (value.value, value.proposed) == ("morning", True)
    wrapped.choose("time_of_day")
    wrapped.press(Key.Key_F2)
    asked = wrapped.page.values_desk.editing._chooser.title.text()
    assert asked == "Time of day: HH:MM, night, morning, afternoon, evening"
