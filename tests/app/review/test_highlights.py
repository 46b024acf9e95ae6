# SPDX-License-Identifier: MIT
"""Words in lanes: one for each coder, of which only the chosen field's words have a ground."""

from __future__ import annotations

from curator.app.reader.brushes import Brushes
from curator.app.reader.lanes import assign_lanes
from curator.app.reader.palette import LIGHT
from curator.app.review.highlights import highlights_of
from curator.app.review.shown import ReviewShown

CHECKPOINT = 1


def test_each_coder_has_one_lane_however_many_words_overlap(shown: ReviewShown) -> None:
    made = highlights_of(shown.layers, shown.ids(CHECKPOINT), (), {})
    lanes = assign_lanes(made, False)
    by_layer = {layer: {lanes[each.id] for each in made if each.layer == layer} for layer in ("1", "2")}
    assert max(map(max, by_layer.values())) <= 1
    for one in made:
        for other in made:
            if one.layer != other.layer and one.start < other.end and other.start < one.end:
                assert lanes[one.id] != lanes[other.id]


def test_only_the_chosen_field_s_words_have_a_ground_and_the_same_words_one(shown: ReviewShown) -> None:
    line = next(each for each in shown.lines(CHECKPOINT) if each.label == "Certainty")
    assert len(line.words) == 2  # both coders marked the same
    made = highlights_of(shown.layers, shown.ids(CHECKPOINT), line.words, {})
    active = [each for each in made if each.active]
    assert [each.layer for each in active] == ["1"]
    brushes = Brushes(LIGHT)
    assert [each for each in made if brushes.fill(each, True) is not None] == active


def test_of_other_incidents_only_what_reports_them_is_marked(shown: ReviewShown) -> None:
    made = highlights_of(shown.layers, shown.ids(CHECKPOINT), (), {})
    here = set(shown.ids(CHECKPOINT))
    spans = {span.id: span for layer in shown.layers for each in layer.incidents for span in each.evidence}
    others = [spans[each.id] for each in made if spans[each.id].incident not in here]
    assert others
    assert all(not span.field and not span.row for span in others)
    badges = {each.letter for each in made if each.kind == "mention"}
    assert badges == {"1", "2"}
