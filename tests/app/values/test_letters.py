# SPDX-License-Identifier: MIT
"""The form shows the letters of the codebook: beside the field they are for, at the group whose rows they make."""

from __future__ import annotations

from curator.app.values.line import LineKind
from tests.app.coding.conftest import Bench
from tests.app.values.test_to_settle import begin


def test_every_letter_of_the_codebook_is_seen_in_the_form(bench: Bench) -> None:
    begin(bench)
    book, lines = bench.workspace.codebook, bench.page.side.values.lines.lines()
    for key in book.keys:
        if not key.group:
            line = next(each for each in lines if each.kind is LineKind.VALUE and each.target.field == key.field)
            assert line.hotkey == key.key
            continue
        heading = next(each for each in lines if each.key == ("group", key.group))
        first = next(each for each in book.keys if (each.group, each.presets) == (key.group, key.presets))
        assert first.key in heading.hotkey.split()
        assert f"{first.key}  {first.label}" in heading.tip


def test_a_long_label_leaves_room_for_its_letter(bench: Bench) -> None:
    begin(bench)
    view = bench.page.side.values
    width = view.drawn.content_width()
    lettered = [each for each in view.lines.lines() if each.kind is LineKind.VALUE and each.hotkey]
    assert lettered
    for line in lettered:
        rooms = view.drawn.rooms(line, width)
        label = view.drawn._label(line, width)
        assert rooms.label.x() + label.last_width <= rooms.box.x() - 20, line.label
        assert label.height <= rooms.height
