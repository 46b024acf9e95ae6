# SPDX-License-Identifier: MIT
"""Two and three coders coded the same article: a reviewer compares and settles it by keys and mouse, and gives it back.

Whatever is settled, no row of a coder changes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.operations import AddComment
from curator.operations.assigning import Assign
from tests.journeys.hand import CTRL, SHIFT, Hand
from tests.journeys.reviewing import (
    at_the_review,
    choose,
    chosen,
    click_line,
    consensus,
    double_click,
    go_to_incident,
    grid,
    layers,
    line_of,
    look_as,
    page,
    several_coded,
    text,
    to_settle,
)
from tests.second_coding import differing, with_values

Key = Qt.Key
BARRAGE = "Rocket barrage"
EMBASSY = "US Embassy"
CHECKPOINT = "army checkpoint"
AMBUSH = "tribal Hashd"
OILFIELDS = "Allas oilfields"


@pytest.fixture
def two(qtbot: QtBot, window: MainWindow, sample: Path) -> Hand:
    """A reviewer at the work of two coders."""
    several_coded(sample, [("Coder 2", differing)])
    return at_the_review(qtbot, window, sample)


def done(hand: Hand) -> None:
    """Wait until everything that was decided is in the file and on show."""
    settle(hand.window, 0.05)


def test_every_difference_is_settled_by_keys(two: Hand) -> None:
    hand, before = two, layers(two)
    assert text(hand, "review.progress").startswith("10 to settle ")
    assert BARRAGE in text(hand, "review.title")
    assert text(hand, "review.place") == "Incident 1 of 5 · both coders · overlap 0.98"
    assert chosen(hand).label == "Actor 3"  # only the first coder has this row: it leads
    assert to_settle(hand) == ["Actor 3"]
    hand.key(Key.Key_1)  # accepts the incident, then takes the row
    done(hand)
    assert to_settle(hand) == []
    assert len(consensus(hand)["Rocket barrage on the Qayyara base"].rows_of("actors")) == 3
    hand.key(Key.Key_J)
    done(hand)
    assert CHECKPOINT in text(hand, "review.title")
    assert to_settle(hand) == ["Location", "Count", "Certainty"]
    hand.key(Key.Key_1)
    done(hand)
    assert chosen(hand).label == "Count"  # what is settled leads on to the next
    hand.key(Key.Key_2)
    done(hand)
    hand.key(Key.Key_2)
    done(hand)
    assert text(hand, "review.left") == "Nothing left in this incident"
    hand.key(Key.Key_J)
    done(hand)
    assert AMBUSH in text(hand, "review.title")
    assert chosen(hand).label == "Tactics"
    hand.key(Key.Key_0)  # neither is right
    hand.type("suicide")
    hand.key(Key.Key_Return)
    done(hand)
    assert to_settle(hand) == []
    hand.key(Key.Key_J)
    done(hand)
    assert EMBASSY in text(hand, "review.title")  # all agree: Enter takes it with all its values
    assert text(hand, "review.left") == "To accept or reject; all agree"
    hand.key(Key.Key_Return)
    done(hand)
    hand.key(Key.Key_J)
    done(hand)
    assert OILFIELDS in text(hand, "review.title")
    assert text(hand, "review.place") == "Incident 5 of 5 · only Coder 1"
    hand.key(Key.Key_Return)
    done(hand)
    settled = consensus(hand)
    assert len(settled) == 5
    third = next(each for title, each in settled.items() if CHECKPOINT in title)
    assert (third.values["relative_km"], third.values["certainty"]) == (120.0, "possible")
    killed = next(row for row in third.rows_of("casualties") if row.values.get("kind") == "killed")
    assert (killed.values["low"], killed.values["best"], killed.values["high"]) == (1, 1, 3)
    fourth = next(each for title, each in settled.items() if AMBUSH in title)
    assert fourth.values["tactics"] == "suicide"
    hand.wait(lambda: hand.find("review.chip.settled", QToolButton).text() == "Settled 1")
    assert text(hand, "review.progress") == "0 to settle · 1 of 1 articles settled"
    assert layers(hand) == before


def test_by_mouse_a_value_is_adopted_and_an_incident_rejected_and_undone(two: Hand) -> None:
    hand = two
    go_to_incident(hand, CHECKPOINT)
    double_click(hand, "Certainty", 2)
    done(hand)
    assert line_of(hand, "Certainty").consensus.text == line_of(hand, "Certainty").cells[1].text
    assert line_of(hand, "Certainty").consensus.why == "from Coder 2"
    go_to_incident(hand, OILFIELDS)
    assert hand.find("review.head").property("role") == "one-sided"
    hand.click("review.do.reject")
    assert hand.find("review.reason", QPlainTextEdit).hasFocus()
    hand.write("Only told as background")
    hand.key(Key.Key_Return)
    done(hand)
    go_to_incident(hand, OILFIELDS)
    assert "rejected – Only told as background" in text(hand, "review.state")
    assert not any(OILFIELDS in title for title in consensus(hand))
    grid(hand).setFocus()
    hand.key(Key.Key_Z, CTRL)
    done(hand)
    assert text(hand, "review.state") == ""


def test_what_is_settled_changes_only_with_a_reason(two: Hand) -> None:
    hand = two
    go_to_incident(hand, CHECKPOINT)
    choose(hand, "Certainty")
    hand.key(Key.Key_1)
    done(hand)
    choose(hand, "Certainty", 2)
    hand.key(Key.Key_2)
    assert "say why it changes" in text(hand, "review.asked")
    assert line_of(hand, "Certainty").consensus.why == "from Coder 1"  # nothing was done yet
    hand.key(Key.Key_Return)
    assert text(hand, "review.asked").endswith("say why it changes. It needs a reason; Esc leaves.")
    hand.key(Key.Key_Return)
    assert text(hand, "review.asked").count("It needs a reason") == 1
    hand.write("The captain only supposes it")
    hand.key(Key.Key_Return)
    done(hand)
    assert line_of(hand, "Certainty").consensus.why == "changed · The captain only supposes it"
    assert hand.find("review.reason", QPlainTextEdit).toPlainText() == ""
    choose(hand, "Stage", 3)
    hand.key(Key.Key_0)  # both say the same: to say otherwise needs a reason too
    hand.type("not stated")
    hand.key(Key.Key_Return)
    assert "All coders agree on Stage" in text(hand, "review.asked")
    hand.key(Key.Key_Escape)
    assert grid(hand).hasFocus()
    assert line_of(hand, "Stage").consensus.text == "Accomplished"


def test_an_accepted_incident_is_reopened_with_a_reason_and_that_is_undone(two: Hand) -> None:
    hand = two
    go_to_incident(hand, EMBASSY)
    hand.key(Key.Key_X, SHIFT)
    assert text(hand, "review.asked") == "", "nothing was decided yet"
    hand.key(Key.Key_Return)
    done(hand)
    assert any(EMBASSY in title for title in consensus(hand))
    go_to_incident(hand, EMBASSY)
    left = text(hand, "review.progress")
    hand.key(Key.Key_X, SHIFT)
    assert "Why is the incident open again?" in text(hand, "review.asked")
    hand.key(Key.Key_Return)
    assert any(EMBASSY in title for title in consensus(hand)), "not without a reason"
    hand.write("Two attacks in one")
    hand.key(Key.Key_Return)
    hand.wait(lambda: not any(EMBASSY in title for title in consensus(hand)))
    done(hand)
    assert text(hand, "review.state") == "Open again – Two attacks in one"
    assert text(hand, "review.left").startswith("To accept or reject")
    grid(hand).setFocus()
    hand.key(Key.Key_Z, CTRL)
    hand.wait(lambda: any(EMBASSY in title for title in consensus(hand)))
    hand.wait(lambda: text(hand, "review.progress") == left)


def test_the_guideline_is_unclear_and_a_reason_given_before(two: Hand) -> None:
    hand = two
    go_to_incident(hand, AMBUSH)
    choose(hand, "Tactics")
    hand.key(Key.Key_U)
    hand.key(Key.Key_R)
    hand.write("Both fit the rule")
    hand.key(Key.Key_Return)
    assert grid(hand).hasFocus()
    hand.key(Key.Key_2)
    done(hand)
    line = line_of(hand, "Tactics")
    assert line.unclear
    assert line.consensus.why == "from Coder 2 · Both fit the rule"


def test_where_the_guideline_is_unclear_is_a_list_for_the_codebook(two: Hand, tmp_path: Path) -> None:
    hand = two
    go_to_incident(hand, AMBUSH)
    choose(hand, "Tactics")
    hand.key(Key.Key_U)
    hand.key(Key.Key_R)
    hand.write("Both fit the rule")
    hand.key(Key.Key_Return)
    hand.key(Key.Key_2)
    done(hand)
    hand.key(Key.Key_K, CTRL)
    hand.write("guidelines are unclear")
    hand.key(Key.Key_Return)
    hand.choose_file("unclear_export.dialog", str(tmp_path / "unclear.csv"))
    hand.wait((tmp_path / "unclear.csv").exists)
    head, line = (tmp_path / "unclear.csv").read_text("utf-8").splitlines()
    assert head.startswith("article,title,group,field,label,verdict,reason,reviewer")
    assert all(word in line for word in ("tactics", "Tactics", "adopted", "Both fit the rule", "Reviewer"))


def test_words_and_fields_find_each_other(two: Hand) -> None:
    hand = two
    go_to_incident(hand, CHECKPOINT)
    choose(hand, "Count", 1)
    reader = hand.find("review.reader", ReaderView)
    active = [each for each in reader.highlights() if each.active]
    assert {reader.text()[each.start : each.end] for each in active} == {"killing a border guard"}
    assert {each.layer for each in reader.highlights()} == {"1", "2"}
    words = next(each for each in reader.highlights() if AMBUSH in each.label)  # what reports another incident
    reader.scroll_to(words.start, words.end)
    settle(hand.window)
    place = reader.span_rects(words.start, words.start + 1)[0].center().toPoint()
    hand.click("review.reader", place)
    done(hand)
    assert AMBUSH in text(hand, "review.title")
    hand.click("review.legend.2")
    assert {each.layer for each in reader.highlights()} == {"1"}


def test_selected_words_of_the_article_are_taken_where_neither_is_right(two: Hand) -> None:
    hand = two
    go_to_incident(hand, CHECKPOINT)
    choose(hand, "Count", 1)
    reader = hand.find("review.reader", ReaderView)
    at = reader.text().index("wounding three others")
    reader.select(at, at + len("wounding three others"))
    hand.key(Key.Key_0)
    done(hand)
    line = line_of(hand, "Count")
    assert line.consensus.text.startswith("3")
    assert line.consensus.quotes == ("wounding three others",)
    assert line.consensus.why == "neither was right"


def test_a_row_that_nobody_coded_is_added_by_mouse_and_filled_by_keys(two: Hand) -> None:
    hand, before = two, layers(two)
    go_to_incident(hand, CHECKPOINT)
    click_line(hand, "+ Weapon that nobody coded …")
    assert text(hand, "review.row_value.title") == "Weapon that nobody coded: Type"
    hand.type("mortar")
    hand.key(Key.Key_Return)
    assert text(hand, "review.asked") == "No coder has this: Weapon. Say why it belongs here."
    hand.key(Key.Key_Return)
    assert text(hand, "review.asked").endswith("Say why it belongs here. It needs a reason; Esc leaves.")
    hand.write("The mortar is told of in the second paragraph")
    hand.key(Key.Key_Return)
    done(hand)
    weapon = next(each for title, each in consensus(hand).items() if CHECKPOINT in title).rows_of("weapons")[-1]
    assert set(weapon.values) == {"type"}
    assert chosen(hand).label == "Name as written"  # what is blank in it is next
    hand.key(Key.Key_0)
    hand.type("a mortar")
    hand.key(Key.Key_Return)
    done(hand)
    weapon = next(each for title, each in consensus(hand).items() if CHECKPOINT in title).rows_of("weapons")[-1]
    assert weapon.values["name_text"] == "a mortar"
    row = next(each for each in grid(hand).lines.lines if weapon.id in each.key and each.kind == "row")
    assert row.consensus.why == "The mortar is told of in the second paragraph"
    assert layers(hand) == before


def test_words_report_a_row_that_nobody_coded(two: Hand) -> None:
    hand = two
    go_to_incident(hand, CHECKPOINT)
    choose(hand, "Count", 1)
    count = len([each for each in grid(hand).lines.lines if each.kind == "row" and each.group == "casualties"])
    reader = hand.find("review.reader", ReaderView)
    at = reader.text().index("wounding three others")
    reader.select(at, at + len("wounding three others"))
    hand.key(Key.Key_Plus)  # in the group of the chosen line
    assert text(hand, "review.row_value.title") == "Casualties that nobody coded: Kind"  # the words do not say it
    hand.type("wound")
    hand.key(Key.Key_Return)
    hand.write("Both took them for killed")
    hand.key(Key.Key_Return)
    done(hand)
    rows = [each for each in grid(hand).lines.lines if each.kind == "row" and each.group == "casualties"]
    assert len(rows) == count + 1
    made = next(each for title, each in consensus(hand).items() if CHECKPOINT in title).rows_of("casualties")[-1]
    assert (made.values["low"], made.values["best"], made.values["high"]) == (3, 3, 3)
    incident = next(each for title, each in consensus(hand).items() if CHECKPOINT in title)
    assert {span.quote for span in incident.evidence if span.row == made.id} == {"wounding three others"}


def test_outside_a_group_it_is_asked_which_one(two: Hand) -> None:
    hand = two
    go_to_incident(hand, CHECKPOINT)
    choose(hand, "Certainty")
    hand.key(Key.Key_Plus)
    assert text(hand, "review.row_group.title") == "What did nobody code?"
    hand.type("source")
    hand.key(Key.Key_Return)
    assert text(hand, "review.row_value.title") == "Source that nobody coded: Who, as written"
    hand.key(Key.Key_Escape)
    assert grid(hand).hasFocus()
    assert consensus(hand) == {}


def test_incidents_are_parted_and_paired_by_hand(two: Hand) -> None:
    hand = two
    go_to_incident(hand, EMBASSY)
    hand.key(Key.Key_P, SHIFT)
    done(hand)
    assert "of 6" in text(hand, "review.place")
    assert "only" in text(hand, "review.place")
    hand.key(Key.Key_P)
    hand.type("embassy")
    hand.key(Key.Key_Return)
    done(hand)
    assert EMBASSY in text(hand, "review.title")
    assert "of 5 · both coders" in text(hand, "review.place")


def test_something_is_said_of_a_field_and_resolved(two: Hand) -> None:
    hand = two
    go_to_incident(hand, CHECKPOINT)
    choose(hand, "Count", 2)
    hand.key(Key.Key_C)
    hand.write("The three were wounded, my slip")
    hand.key(Key.Key_Return)
    done(hand)
    assert hand.find("review.threads.title").accessibleName() == "Comments on Count"
    said = page(hand).threads.chosen()
    assert said is not None
    assert said.incident in {each.id for each in layers(hand)["Coder 2"]}
    count = line_of(hand, "Count").comments
    assert count is not None
    assert count.open == 1
    hand.key(Key.Key_V)
    done(hand)
    count = line_of(hand, "Count").comments
    assert count is not None
    assert count.open == 0


def test_three_coders_stand_beside_each_other(qtbot: QtBot, window: MainWindow, sample: Path) -> None:
    several_coded(
        sample, [("Coder 2", differing), ("Coder 3", lambda made: [with_values(made[2], certainty="confirmed")])]
    )
    hand = at_the_review(qtbot, window, sample)
    go_to_incident(hand, CHECKPOINT)
    assert "all coders" in text(hand, "review.place")
    choose(hand, "Certainty")
    assert [cell.text for cell in chosen(hand).cells] == ["Probable", "Possible", "Confirmed"]
    hand.key(Key.Key_3)
    done(hand)
    assert line_of(hand, "Certainty").consensus.text == "Confirmed"
    assert line_of(hand, "Certainty").consensus.why == "from Coder 3"
    view = grid(hand)
    consensus_at = view.visualRect(view.lines.index(view.currentIndex().row(), view.lines.consensus))
    assert view.viewport().rect().contains(consensus_at.center())  # it stays in sight beside so many
    go_to_incident(hand, BARRAGE)
    assert text(hand, "review.place").endswith("only Coder 1, Coder 2 · overlap 0.98")


def test_one_layer_is_gone_through_value_by_value(qtbot: QtBot, window: MainWindow, sample: Path) -> None:
    several_coded(sample, [])
    hand = at_the_review(qtbot, window, sample)
    assert text(hand, "review.place") == "Incident 1 of 5 · Coder 1"
    choose(hand, "Event type")
    hand.key(Key.Key_Space)
    done(hand)
    assert line_of(hand, "Event type").cells[0].ticked
    assert chosen(hand).label == "Sub-event type"  # on to the next
    assert text(hand, "review.left").split(" · ")[1].startswith("1 of ")
    choose(hand, "Certainty")
    hand.key(Key.Key_0)
    hand.type("possible")
    hand.key(Key.Key_Return)
    assert "Coder 1 says otherwise of Certainty" in text(hand, "review.asked")
    hand.write("Only one source")
    hand.key(Key.Key_Return)
    done(hand)
    assert line_of(hand, "Certainty").consensus.text == "Possible"
    hand.key(Key.Key_Z)
    hand.write("Look at the date again")
    hand.key(Key.Key_Return)
    done(hand)
    assert text(hand, "review.state") == "Coder 1: returned – Look at the date again"


def test_what_was_decided_goes_back_and_is_taken_over(two: Hand) -> None:
    hand = two
    go_to_incident(hand, CHECKPOINT)
    choose(hand, "Certainty")
    hand.key(Key.Key_R)
    hand.write("The captain says it plainly")
    hand.key(Key.Key_Return)
    hand.key(Key.Key_1)
    done(hand)
    look_as(hand, "Coder 2")
    done(hand)
    hand.wait(lambda: hand.find("review.chip.given_back", QToolButton).text() == "Given back 1")
    hand.click("review.chip.given_back")
    done(hand)
    go_to_incident(hand, CHECKPOINT)
    assert to_settle(hand) == ["Certainty"]
    assert line_of(hand, "Certainty").consensus.why == "from Coder 1 · The captain says it plainly"
    choose(hand, "Certainty", 2)
    hand.key(Key.Key_T)
    done(hand)
    own = next(each for each in layers(hand)["Coder 2"] if CHECKPOINT in str(each.values["title"]))
    assert own.values["certainty"] == "probable"
    assert to_settle(hand) == []


def test_an_incident_one_missed_is_taken_over_whole(two: Hand) -> None:
    hand = two
    go_to_incident(hand, OILFIELDS)
    hand.key(Key.Key_Return)
    done(hand)
    look_as(hand, "Coder 2")
    hand.wait(lambda: hand.find("review.chip.given_back", QToolButton).text() == "Given back 1")
    hand.click("review.chip.given_back")
    done(hand)
    go_to_incident(hand, OILFIELDS)
    assert text(hand, "review.left") == "1 settled otherwise than you coded"
    assert len(layers(hand)["Coder 2"]) == 4
    hand.click("review.do.take_over")
    done(hand)
    assert OILFIELDS in str(layers(hand)["Coder 2"][-1].values["title"])
    assert text(hand, "review.place").startswith("Incident 5 of 5 · both coders")
    assert text(hand, "review.left") == "All as you coded, or taken over"


def test_hidden_layers_say_so_and_are_opened_with_a_reason(qtbot: QtBot, window: MainWindow, sample: Path) -> None:
    several_coded(sample, [("Coder 2", differing)])
    hand = at_the_review(qtbot, window, sample)
    workspace = page(hand).workspace
    with workspace.read() as reads:
        article = reads.article(1)
        reviewer = next(each for each in reads.coders() if each.name == "Reviewer")
        first = next(each for each in reads.coders() if each.name == "Coder 1")
    assert article is not None
    workspace.run(Assign(((article.id, first.id), (article.id, reviewer.id))))
    done(hand)
    hand.wait(lambda: page(hand).blind)
    assert "Still at work: Reviewer" in text(hand, "review.notice")
    hand.wait(lambda: hand.find("review.chip.blind", QToolButton).isVisible())
    hand.click("review.chip.blind")
    assert grid(hand).isVisible() is False
    hand.click("review.open")
    hand.write("The lead checks the first codings")
    hand.key(Key.Key_Return)
    done(hand)
    assert not page(hand).blind
    assert BARRAGE in text(hand, "review.title")


def test_a_project_nobody_has_finished_says_what_to_do(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    from curator.operations import AddCoder
    from curator.workspace import Workspace
    from tests.sound_case import incidents_codebook

    path = tmp_path / "empty.curator"
    with Workspace.create(path, incidents_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Reviewer")))
    hand = Hand(qtbot, window)
    assert window.open_project(path)
    look_as(hand, "Reviewer")
    hand.key(Key.Key_R, CTRL)
    done(hand)
    assert "drop a colleague's hand-over file on this window" in text(hand, "review.notice")
    assert text(hand, "review.queue.empty").startswith("No finished coding to review yet.")


def test_words_of_no_field_are_commented_on_and_found_again(two: Hand) -> None:
    hand, words = two, "wounding three others"
    go_to_incident(hand, CHECKPOINT)
    incident = layers(hand)["Coder 1"][2]
    page(hand).workspace.run(AddComment(incident.article, "Of the incident as a whole", incident.id))
    done(hand)
    reader = hand.find("review.reader", ReaderView)
    at = reader.text().index(words)
    reader.select(at, at + len(words))
    reader.setFocus()
    hand.key(Key.Key_C)
    hand.write("who counted these?")
    hand.key(Key.Key_Return)
    done(hand)
    reader.select(0, 0)
    go_to_incident(hand, EMBASSY)
    threads = page(hand).threads
    assert hand.find("review.threads.title").accessibleName() == "Comments on the article"
    assert [line.comment.text for line in map(threads.model.line, range(threads.model.rowCount()))] == [
        f"“{words}” who counted these?"
    ]
    threads.list.setFocus()
    hand.key(Key.Key_Return)
    assert reader.text()[slice(*reader.selected_span())] == words
    go_to_incident(hand, CHECKPOINT)
    choose(hand, "Stage")
    said = [line.comment.text for line in map(threads.model.line, range(threads.model.rowCount()))]
    assert said == ["Of the incident as a whole", f"“{words}” who counted these?"], "neither hides the other"
