# SPDX-License-Identifier: MIT
"""The parts of the reader that need no window: pieces, heights, lanes, snapping, direction, palette."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.app.reader.brushes import VEIL
from curator.app.reader.direction import runs_right_to_left
from curator.app.reader.heights import Heights
from curator.app.reader.highlights import WIDE, Highlight, Highlights
from curator.app.reader.invisibles import names_near
from curator.app.reader.lanes import MOST_LANES, assign_lanes
from curator.app.reader.palette import PALETTES, ReaderPalette, contrast, mix
from curator.app.reader.paragraphs import PIECE_LIMIT, Pieces
from curator.app.reader.snapping import Press, selection
from curator.domain.graphemes import grapheme_start

ODD = "a\u0085b\x0cc\u00a0d\u200be\x0bf\x1cg"


@given(
    st.lists(
        st.sampled_from(["", "one", ODD, "é" * 70, "x" * (PIECE_LIMIT + 5), "words " * 9000, "x" + "👨‍👩‍👧" * 8100]),
        max_size=6,
    )
)
def test_pieces_cover_the_text_and_break_only_at_line_feeds_or_the_limit(lines: list[str]) -> None:
    text = "\n".join(lines)
    pieces = Pieces(text)
    parts = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    joined = parts[0]
    for index in range(1, len(pieces)):
        joined += ("\n" if pieces.opens_paragraph(index) else "") + parts[index]
    assert joined == text
    assert max(map(len, parts)) <= PIECE_LIMIT
    assert sum(pieces.opens_paragraph(index) for index in range(len(pieces))) == text.count("\n") + 1
    for index in range(1, len(pieces)):
        seam = pieces.starts[index]
        assert grapheme_start(text, seam) == seam
        assert pieces.at(seam) == index
        if not pieces.opens_paragraph(index) and " " in parts[index - 1]:
            assert text[seam - 1] == " "


def test_an_endless_grapheme_is_cut_all_the_same() -> None:
    pieces = Pieces("e" + "\u0301" * 3 * PIECE_LIMIT)
    assert len(pieces) >= 3


@given(st.lists(st.integers(0, 50), min_size=1, max_size=1500), st.data())
def test_heights_find_what_their_sums_say(values: list[int], data: st.DataObject) -> None:
    heights = Heights(values)
    for _ in range(3):
        index = data.draw(st.integers(0, len(values) - 1))
        values[index] = data.draw(st.integers(1, 90))
        heights.put(index, values[index])
    assert heights.total == sum(values)
    index = data.draw(st.integers(0, len(values) - 1))
    assert heights.top(index) == sum(values[:index])
    if values[index]:
        inside = data.draw(st.integers(0, values[index] - 1))
        assert heights.find(heights.top(index) + inside) == (index, inside)
    assert heights.find(heights.total + 10)[0] == len(values) - 1


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.integers(0, 3)), max_size=11)


@given(spans)
def test_overlapping_highlights_never_share_a_lane(drawn: list[tuple[int, int, int]]) -> None:
    highlights = [Highlight(str(n), start, start + size, "ABCD"[c], c) for n, (start, size, c) in enumerate(drawn)]
    lanes = assign_lanes(highlights)
    for one in highlights:
        for other in highlights:
            same = (one.start, one.end, one.letter) == (other.start, other.end, other.letter)
            if one.id < other.id and not same and one.start < other.end and other.start < one.end:
                assert lanes[one.id] != lanes[other.id]
    deepest = max((sum(h.start <= at < h.end for h in highlights) for at in range(100)), default=0)
    assert len(set(lanes.values())) <= deepest


def test_lanes_have_an_end_and_twins_share() -> None:
    deep = [Highlight(str(n), n, 500, "A", 0) for n in range(100)]
    assert max(assign_lanes(deep).values()) == MOST_LANES - 1
    twins = [Highlight("date", 3, 9, "A", 0, "value"), Highlight("precision", 3, 9, "A", 0, "value")]
    assert set(assign_lanes(twins).values()) == {0}


def test_values_of_other_incidents_step_back_into_one_bar() -> None:
    values = [Highlight(str(n), n, 9 + n, "B", 1, "value") for n in range(4)]
    assert len(set(assign_lanes(values).values())) == 4
    assert len(set(assign_lanes(values, some_active=True).values())) == 1


def test_highlights_are_found_by_piece_and_position() -> None:
    text = "\n".join(["0123456789"] * (WIDE + 20))
    pieces = Pieces(text)
    found = Highlights(pieces, len(text))
    found.add(Highlight("wide", 5, len(text) - 5))
    assert list(found.add(Highlight("two", 8, 13))) == [0, 1]
    found.add(Highlight("tiny", 11, 12, active=True))
    assert [each.id for each in found.in_piece(1)] == ["wide", "two", "tiny"]
    assert [each.id for each in found.in_piece(9)] == ["wide"]
    assert [each.id for each in found.at(11)] == ["tiny", "two", "wide"]
    assert found.some_active
    found.remove("tiny")
    found.remove("wide")
    assert [each.id for each in found.at(11)] == ["two"]
    assert not found.some_active
    assert not found.remove("unknown")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 4), (0, 12)])
def test_a_highlight_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="bad"):
        Highlights(Pieces("0123456789"), 10, [Highlight("bad", start, end)])


def press(at: int, size: int = 1) -> Press:
    return Press((at, at + size), at)


def test_a_drag_takes_whole_words_without_the_space_around_them() -> None:
    text = "was killing a border guard near"
    start, end = text.index("lling"), text.index("rder")
    assert selection(text, "word", press(start), press(end)) == (4, 20)
    assert selection(text, "word", press(end), press(start)) == (20, 4)
    assert selection(text, "word", press(3), press(11)) == (4, 11)
    assert selection(text, "character", press(start), press(end)) == (start, end)
    assert selection(text, "word", press(3), press(3)) == (3, 3)
    assert selection("one\ntwo three", "paragraph", press(1), press(5)) == (0, 13)


def test_direction_follows_the_first_strong_letter() -> None:
    for text, rtl in (("123 قاعدة base", True), ("base قاعدة", False), ("123", False), ("\u2067قا\u2069 base", False)):
        assert runs_right_to_left(text, 0, len(text)) is rtl
    assert runs_right_to_left("...", 0, 3, otherwise=True)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_is_readable_on_everything_it_can_stand_on(palette: ReaderPalette) -> None:
    paper = palette.background
    assert len(palette.incidents) >= 8
    assert contrast(palette.dim, paper) >= 4.5
    assert contrast(palette.hint, paper) >= 4.5
    for fill in (paper, palette.selection, palette.lit, palette.find_hit, palette.find_current):
        assert contrast(palette.text, fill) >= 4.5
    assert contrast(mix(paper, palette.text, VEIL), paper) >= 4.5
    for index, colour in enumerate(palette.incidents):
        fill, stacked = palette.fill(index), paper
        for part in (palette.soft, palette.firm, palette.strong):
            stacked = mix(fill, stacked, part)
        assert contrast(palette.text, stacked) >= 4.5
        assert contrast(colour, paper) >= 2.9
        assert contrast(palette.badge_text, palette.behind_letter(colour)) >= 4.5


def test_what_cannot_be_seen_has_a_name() -> None:
    assert names_near("ab\u202ecd", 3, 4) == ["U+202E right-to-left override"]
    assert names_near("می\u200cخواهم", 2, 4) == []
