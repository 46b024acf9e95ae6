# SPDX-License-Identifier: MIT
"""Letters go to the value that is chosen, or whose words are; on a line that is no value nothing is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from curator.app.values.line import Line, LineKind, Target
from curator.operations import AddEvidence, AddRow, GiveWords, ValueSet
from tests.app.coding.conftest import Bench
from tests.app.values.test_to_settle import begin, chosen

Key = Qt.Key


def click(bench: Bench, line: Line) -> None:
    view = bench.page.side.values
    view.setFocus()
    row = view.lines.lines().index(line)
    view.scrollTo(view.lines.index(row), view.ScrollHint.PositionAtCenter)
    point = view.visualRect(view.lines.index(row)).topLeft()
    point.setX(point.x() + 40)
    point.setY(point.y() + 8)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    bench.rest()
    assert view.current_line() == line


def quote_of(bench: Bench, field: str, row: str = "") -> Line:
    lines = bench.page.side.values.lines.lines()
    wanted = Target(bench.page.side.incident, row, field)
    return next(each for each in lines if each.kind is LineKind.WORDS and each.target == wanted)


def test_letters_on_the_words_of_a_value_edit_that_value(bench: Bench) -> None:
    incident = begin(bench)
    fields = [field for field in bench.workspace.codebook.fields if not field.parts and field.kind == "long_text"]
    field = next(each.key for each in bench.workspace.codebook.fields if each.kind == "time_of_day")
    assert fields, "a text in which letters would be written that are meant for another value"
    bench.run(GiveWords(bench.article, incident, 0, 6, field))
    bench.page.side.values.setFocus()
    click(bench, quote_of(bench, field))
    bench.write("nddd")
    assert bench.page.values_desk.editing.target == Target(incident, "", field)
    assert bench.editor() == "nddd"
    assert chosen(bench) == Target(incident, "", field)


def test_letters_on_the_words_of_a_closed_row_edit_the_cell_that_has_them(bench: Bench) -> None:
    incident = begin(bench)
    row = str(bench.run(AddRow(incident, "casualties", {"kind": "killed"})))
    bench.run(GiveWords(bench.article, incident, 0, 6, "count", "casualties", row, values=(ValueSet("best", 3, row),)))
    click(bench, quote_of(bench, "count", row))
    bench.write("12")
    assert bench.page.values_desk.editing.target == Target(incident, row, "count")
    assert bench.editor() == "12"


def test_letters_on_a_mention_write_nothing_and_say_what_to_do(bench: Bench) -> None:
    incident = begin(bench)
    bench.run(AddEvidence(bench.article, 50, 60, incident))
    view = bench.page.side.values
    before = bench.incident()
    for line in (view.lines.line(0), quote_of(bench, "")):
        click(bench, line)
        bench.write("Nothing")
        assert bench.editor() is None
        assert view.current_line() == line
        assert bench.told[-1] == "Choose a value first."
        bench.press(Key.Key_Return)
        assert bench.incident() == before


def test_no_key_on_a_heading_says_anything_false(bench: Bench) -> None:
    begin(bench)
    view, before = bench.page.side.values, bench.incident()
    headings = [each for each in view.lines.lines() if each.kind in (LineKind.SECTION, LineKind.GROUP)]
    for line in (headings[1], next(each for each in headings if each.kind is LineKind.GROUP)):
        keys = [Key.Key_F2, Key.Key_Delete, Key.Key_X] + [Key.Key_Return] * (line.kind is LineKind.SECTION)
        for key in keys:
            click(bench, line)
            bench.press(key)
            assert "Choose a value" in bench.told[-1] or "choose a value" in bench.told[-1]
            assert bench.editor() is None
    assert "This field is not in the codebook of the project any more." not in bench.told
    assert bench.incident() == before
