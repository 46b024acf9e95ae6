# SPDX-License-Identifier: MIT
"""A key that can do nothing now says why; F6 and Enter lead into the form."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from curator.app.values.line import LineKind
from curator.operations import AddIncident
from tests.app.coding.conftest import Bench

Key = Qt.Key
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


def begin(bench: Bench) -> str:
    made = str(bench.run(AddIncident(bench.article, (0, 39), {})))
    bench.page.choose_incident(made)
    bench.rest()
    return made


def status(bench: Bench) -> str:
    return bench.window.status.chosen.text()


@pytest.mark.parametrize(
    ("key", "held", "told"),
    [
        (Key.Key_N, ALT, "“Not stated”: choose one of your own incidents first."),
        (Key.Key_F8, NONE, "“Next value to settle”: there is no incident in this article yet."),
        (Key.Key_M, NONE, "“Add a mention”: choose one of your own incidents first."),
        (Key.Key_D, Qt.KeyboardModifier.ControlModifier,
         "“Same as in the incident before”: there is no other incident of yours in this article."),
    ],
)  # fmt: skip
def test_a_key_that_is_not_possible_says_why(
    bench: Bench, key: Qt.Key, held: Qt.KeyboardModifier, told: str
) -> None:  # fmt: skip
    bench.page.article.reader.setFocus()
    bench.press(key, held=held)
    assert status(bench) == told


def test_from_the_form_too(bench: Bench) -> None:
    bench.page.side.values.setFocus()
    bench.press(Key.Key_N, held=ALT)
    assert status(bench) == "“Not stated”: choose one of your own incidents first."


def test_at_the_end_of_a_list_it_is_said(bench: Bench) -> None:
    begin(bench)
    bench.page.article.reader.setFocus()
    for key, told in ((Key.Key_Down, "This is the last incident."), (Key.Key_Up, "This is the first incident."),
                      (Key.Key_PageUp, "This is the first article.")):  # fmt: skip
        bench.press(key, held=ALT)
        assert bench.told[-1] == told
    bench.press(Key.Key_BracketRight)
    assert bench.told[-1] == "Nothing is marked where the caret stands." or bench.page.article.reader.highlights_here()


def test_f6_goes_from_the_article_into_the_form_and_enter_from_the_incidents(bench: Bench) -> None:
    begin(bench)
    side = bench.page.side
    bench.page.article.reader.setFocus()
    bench.press(Key.Key_F6)
    assert bench.focus is side.values
    bench.press(Key.Key_F6)
    assert bench.focus is side.incidents.list
    bench.press(Key.Key_Return)
    assert bench.focus is side.values


def test_what_is_said_with_words_chosen_is_said_of_their_value(bench: Bench) -> None:
    begin(bench)
    field = next(each.key for each in bench.workspace.codebook.fields if each.kind == "choice")
    bench.select("Rebels")
    bench.press(Key.Key_T)
    bench.press(Key.Key_Return)
    view = bench.page.side.values
    words = [at for at, each in enumerate(view.lines.lines()) if each.kind is LineKind.WORDS and each.target.field]
    view.mark([], view.lines.line(words[0]).words[0].id)
    line = view.current_line()
    assert line is not None
    view.setFocus()
    view.choose_row(words[0])
    bench.press(Key.Key_N, held=ALT)
    assert bench.value(field).state == "not_stated"


def test_with_a_mention_chosen_it_says_what_is_missing(bench: Bench) -> None:
    begin(bench)
    view = bench.page.side.values
    at = next(at for at, each in enumerate(view.lines.lines()) if each.kind is LineKind.WORDS)
    view.setFocus()
    view.choose_row(at)
    bench.press(Key.Key_N, held=ALT)
    assert bench.told[-1] == "Choose a value first."
