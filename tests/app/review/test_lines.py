# SPDX-License-Identifier: MIT
"""What the grid says of an incident: what differs leads, what is equal steps back, how a value was settled."""

from __future__ import annotations

from pathlib import Path

from curator.app.review.shapes import GridLine
from curator.app.review.shown import ReviewShown, read_shown
from curator.operations import (
    AcceptIncident,
    AddComment,
    AdoptValue,
    RejectRow,
    ReturnIncident,
    SettleNeither,
    SettleRow,
    SetValue,
    ValueSet,
)
from curator.workspace import Workspace
from tests.second_coding import add_layer, with_values

BARRAGE, CHECKPOINT, OILFIELDS = 0, 1, 4


def line(shown: ReviewShown, at: int, label: str, nth: int = 0) -> GridLine:
    return [each for each in shown.lines(at) if each.label == label][nth]


def again(project: Workspace, shown: ReviewShown) -> ReviewShown:
    return read_shown(project, shown.id)


def accept(project: Workspace, shown: ReviewShown, at: int) -> str:
    found = shown.review.incidents[at]
    return str(project.run(AcceptIncident(tuple(each.id for each in found.there))))


def test_equal_values_are_settled_where_they_stand_until_the_incident_is_decided(shown: ReviewShown) -> None:
    stage = line(shown, CHECKPOINT, "Stage")
    assert [cell.text for cell in stage.cells] == ["Accomplished", "Accomplished"]
    assert not stage.differs
    assert not stage.to_settle
    assert stage.consensus.text == ""


def test_each_value_has_its_basis_and_its_words(shown: ReviewShown) -> None:
    certainty = line(shown, CHECKPOINT, "Certainty")
    assert certainty.differs
    assert certainty.to_settle
    assert [cell.text for cell in certainty.cells] == ["Probable", "Possible"]
    assert certainty.cells[0].told == "judgement"
    assert certainty.cells[0].quotes == ("said Captain Ahmed al-Obeidi, of Nineveh police",)


def test_a_count_is_one_field_with_all_its_figures(shown: ReviewShown) -> None:
    count = line(shown, CHECKPOINT, "Count")
    assert [cell.text for cell in count.cells] == ["1 · Exact", "1 – 1 – 3 · Range"]
    assert count.depth == 1  # it belongs to a row


def test_a_row_that_one_coder_has_says_what_it_is(shown: ReviewShown) -> None:
    row = line(shown, BARRAGE, "Actor 3")
    assert row.kind == "row"
    assert row.differs
    assert row.cells[0].text == "With the target · American troops"
    assert not row.cells[1].there


def test_an_incident_of_one_coder_stands_out(shown: ReviewShown) -> None:
    assert shown.one_sided(OILFIELDS)
    assert not shown.one_sided(CHECKPOINT)
    assert shown.place_words(OILFIELDS) == "Incident 5 of 5 · only Coder 1"
    assert shown.place_words(BARRAGE) == "Incident 1 of 5 · both coders · overlap 0.98"
    assert "words 1.00" in shown.score_words(CHECKPOINT)
    assert "place" in shown.score_words(CHECKPOINT)


def test_how_a_value_was_settled_is_said(project: Workspace, shown: ReviewShown) -> None:
    consensus = accept(project, shown, CHECKPOINT)
    one, two = (each for each in shown.review.incidents[CHECKPOINT].incidents if each is not None)
    project.run(AdoptValue(consensus, "certainty", "", two.id, "", "He only supposes it", unclear=True))
    location = ValueSet("location_name", "Rabia")
    project.run(SettleNeither(consensus, "location", "", (location,), (), "The map says so"))
    shown = again(project, shown)
    certainty = line(shown, CHECKPOINT, "Certainty")
    assert certainty.consensus.text == "Possible"
    assert certainty.consensus.why == "from Coder 2 · He only supposes it"
    assert certainty.unclear
    assert not certainty.to_settle
    place = line(shown, CHECKPOINT, "Location")
    assert place.consensus.text.startswith("Rabia")
    assert place.consensus.why == "neither was right · The map says so"
    assert line(shown, CHECKPOINT, "Stage").consensus.text == "Accomplished"  # it came with the incident
    assert shown.state_words(CHECKPOINT) == "Accepted"
    assert one.values["certainty"] == "probable"


def test_a_rejected_row_says_so_and_has_no_fields_left(project: Workspace, shown: ReviewShown) -> None:
    consensus = accept(project, shown, BARRAGE)
    row = line(shown, BARRAGE, "Actor 3").cells[0].target.row
    project.run(RejectRow(consensus, "", (row,), "Only housed there"))
    lines = again(project, shown).lines(BARRAGE)
    at = next(at for at, each in enumerate(lines) if each.label == "Actor 3")
    assert lines[at].consensus.text == "does not belong here"
    assert lines[at].consensus.why == "Only housed there"
    assert not lines[at].to_settle
    assert lines[at + 1].kind != "field"


def test_comments_are_counted_at_their_field_whoever_s_layer_they_are_in(
    project: Workspace, shown: ReviewShown
) -> None:
    one, two = (each for each in shown.review.incidents[CHECKPOINT].incidents if each is not None)
    project.run(AddComment(shown.id, "Why?", one.id, "", "certainty"))
    project.run(AddComment(shown.id, "Because", two.id, "", "certainty"))
    project.run(AddComment(shown.id, "On all of it", two.id))
    shown = again(project, shown)
    certainty = line(shown, CHECKPOINT, "Certainty")
    assert certainty.comments is not None
    assert (certainty.comments.comments, certainty.comments.open) == (2, 2)
    assert {each.text for each in shown.comments_on(CHECKPOINT, certainty)} == {"Why?", "Because"}
    assert [each.text for each in shown.comments_on(CHECKPOINT, None)] == ["On all of it"]
    assert line(shown, CHECKPOINT, "Stage").comments is None


def test_what_nobody_said_is_left_out(shown: ReviewShown) -> None:
    labels = [each.label for each in shown.lines(OILFIELDS)]
    assert "Tactics" in labels
    assert "Why not plainly in scope" not in labels
    assert "Note to self" not in labels  # private


def test_what_looks_the_same_tells_the_part_in_which_it_differs(coded: Path) -> None:
    with Workspace.open(coded) as workspace:
        with workspace.read() as reads:
            workspace.act_as(next(each for each in reads.coders() if each.name == "Coder 1"))
            article = reads.article(1)
        assert article is not None
        add_layer(workspace, "Coder 3", lambda made: [with_values(made[1], coord_source="article"), *made[2:]])
        shown = read_shown(workspace, article.id)
        at = next(at for at in range(5) if "Embassy" in shown.title(at))
        location = next(each for each in shown.lines(at) if each.label == "Location")
    assert len({cell.text for cell in location.cells}) == 1
    assert location.differs
    assert location.cells[2].told.startswith("Source of the coordinates: ")
    assert location.cells[0].told != location.cells[2].told


def test_a_reason_stands_with_what_was_decided_for_it(project: Workspace, shown: ReviewShown) -> None:
    """An accepted incident is returned and its coder changes it: it is accepted still, and not for that reason."""
    accept(project, shown, CHECKPOINT)
    own = next(each for each in shown.review.incidents[CHECKPOINT].there)
    project.run(ReturnIncident(own.id, "The count is missing."))
    name = next(mark.name for mark in shown.marks if mark.coder == own.coder)
    assert f"{name}: returned – The count is missing." in again(project, shown).state_words(CHECKPOINT)
    reviewer = project.coder
    with project.read() as reads:
        project.act_as(next(each for each in reads.coders() if each.id == own.coder))
    project.run(SetValue(own.id, "title", "Another title"))
    assert reviewer is not None
    project.act_as(reviewer)
    assert "The count is missing." not in again(project, shown).state_words(CHECKPOINT)


def test_what_a_finished_coder_left_is_blank_and_not_unread(coded: Path) -> None:
    with Workspace.open(coded) as workspace:
        with workspace.read() as reads:
            workspace.act_as(next(each for each in reads.coders() if each.name == "Coder 1"))
            article = reads.article(1)
        assert article is not None
        add_layer(workspace, "Coder 3", lambda made: [with_values(made[0], sub_type=None), *made[1:]])
        shown = read_shown(workspace, article.id)
    texts = [cell.text for at in range(5) for each in shown.lines(at, blank=True) for cell in each.cells]
    assert "blank" in texts
    assert not any("not read yet" in text for text in texts)


def test_coders_stand_in_the_order_of_their_names(coded: Path) -> None:
    with Workspace.open(coded) as workspace:
        with workspace.read() as reads:
            workspace.act_as(next(each for each in reads.coders() if each.name == "Coder 1"))
            article = reads.article(1)
        assert article is not None
        for name in ("Coder 10", "Coder 3", "Anna"):
            add_layer(workspace, name, lambda made: made[:1])
        shown = read_shown(workspace, article.id)
    assert [mark.name for mark in shown.marks] == ["Anna", "Coder 1", "Coder 2", "Coder 3", "Coder 10"]
    assert [mark.number for mark in shown.marks] == [1, 2, 3, 4, 5]
    for found in shown.review.incidents:
        for mark, incident in zip(shown.marks, found.incidents, strict=True):
            assert incident is None or incident.coder == mark.coder
        for place in found.all_places():
            for incident, side in zip(found.incidents, place.sides, strict=True):
                assert side is None or (incident is not None and side.incident == incident.id)


def test_each_group_ends_with_a_line_that_adds_a_row(shown: ReviewShown) -> None:
    made = shown.lines(BARRAGE, adds=True)
    adding = [each for each in made if each.kind == "add"]
    assert [each.label for each in adding] == [
        f"+ {name} that nobody coded …" for name in ("Actor", "Weapon", "Object", "Casualties", "Source", "Link")
    ]
    assert not any(each.choosable or each.to_settle for each in adding)
    actors = [at for at, each in enumerate(made) if each.group == "actors"]
    assert made[actors[-1]].kind == "add"
    assert not any(each.kind == "add" for each in shown.lines(BARRAGE))


def test_a_row_that_no_coder_has_shows_what_is_blank_in_it(project: Workspace, shown: ReviewShown) -> None:
    consensus = accept(project, shown, CHECKPOINT)
    values = (ValueSet("type", "mortar"),)
    row = project.run(SettleRow(consensus, "weapons", values, reason="A mortar is told of"))
    lines = [each for each in again(project, shown).lines(CHECKPOINT) if each.key[:3] == ("row", "weapons", row)]
    assert [each.label for each in lines][1:] == ["Type", "Name as written", "How many"]
    assert [each.consensus.blank for each in lines][1:] == [False, True, True]
    assert not any(each.to_settle for each in lines)


def test_what_was_changed_after_it_was_returned_is_named(project: Workspace, shown: ReviewShown) -> None:
    accept(project, shown, CHECKPOINT)
    theirs = shown.review.incidents[CHECKPOINT].incidents[1]
    assert theirs is not None
    project.run(ReturnIncident(theirs.id, "Is it certain?"))
    reviewer = project.coder
    project.act_as(shown.review.coders[1])
    project.run(SetValue(theirs.id, "certainty", "probable"))
    project.run(SetValue(theirs.id, "coder_memo", "for me alone"))
    project.act_as(reviewer)
    told = again(project, shown).state_words(CHECKPOINT)
    assert told == "Coder 1: accepted · Coder 2: to decide · Coder 2 has changed it since: Certainty"
