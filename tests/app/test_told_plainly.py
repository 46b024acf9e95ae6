# SPDX-License-Identifier: MIT
"""Small things that a newcomer stumbles over: names, directions, what comes back after a search or a restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from curator.app.coding.chooser import Chooser
from curator.app.dialogs.paste_text import Asked, PasteSheet, TextChoice
from curator.app.picture import settle
from curator.app.side.tabs_below import ARTICLE
from curator.app.values.line import Target
from curator.domain.codebook.kinds import kind_of
from curator.operations import AddIncident
from curator.tasks.add_text import ASKED, read_text
from tests.app.coding.conftest import Bench, bench

__all__ = ["bench"]


def test_the_form_of_the_article_names_the_language(bench: Bench) -> None:
    bench.page.side.tabs.setCurrentIndex(ARTICLE)
    bench.rest()
    line = next(each for each in bench.page.side.pages.article.lines.lines() if each.target.field == "language")
    assert line.text == "English"
    assert "en" in line.tip


def test_a_title_from_right_to_left_does_not_turn_the_undo_label_round(bench: Bench) -> None:
    title = "هجوم على ثكنة"
    bench.run(AddIncident(bench.article, (0, 39), {"title": title}))
    assert bench.window.header.undo.toolTip()
    words = bench.window.undo_words.of(bench.workspace, bench.workspace.undo_target(), False)
    assert f"“\u2068{title}\u2069”" in words
    bench.run(AddIncident(bench.article, (0, 39), {"title": "Attack"}))
    words = bench.window.undo_words.of(bench.workspace, bench.workspace.undo_target(), False)
    assert "“Attack”" in words


def test_a_word_that_can_be_no_tag_is_refused_without_names_of_the_inside(bench: Bench) -> None:
    book = bench.workspace.codebook
    node = next(leaf for leaf in book.leaves() if (listed := book.choices_of(leaf)) and listed.open)
    with pytest.raises(ValueError, match="letters of a to z") as refused:
        kind_of(node).parse("not a tag!", node, book)
    assert node.choices not in str(refused.value)


def test_the_article_on_show_is_chosen_again_after_a_filter_had_it_out_of_the_list(bench: Bench) -> None:
    library = bench.page.library
    assert library.chosen == 1
    library.filter.setText("Arrests")
    library.wanted.emit()
    bench.rest()
    assert library.chosen != 1
    library.filter.clear()
    library.wanted.emit()
    bench.rest()
    assert bench.page.shown is not None
    assert library.chosen == bench.page.shown.coding.article.n


def test_the_value_chosen_last_is_chosen_after_a_restart(bench: Bench) -> None:
    incident = str(bench.run(AddIncident(bench.article, (0, 39), {})))
    bench.page.choose_incident(incident)
    bench.choose("tactics")
    path, window = bench.workspace.path, bench.window
    window.close_project()
    assert window.open_project(path)
    settle(window)
    bench.rest()
    value = bench.page.side.values.current_value()
    assert value is not None
    assert value.target == Target(incident, "", "tactics")


def test_the_name_of_the_project_is_read_beside_a_long_undo(bench: Bench) -> None:
    bench.window.resize(1280, 800)
    header = bench.window.header
    header.show_project("Peru 1988, first round", "incidents 1.0", "", "Ana Analyst")
    bench.run(AddIncident(bench.article, (0, 39), {"title": "A title that is as long as titles are"}))
    settle(bench.window)
    assert header.project.text() == "Peru 1988, first round"


def test_an_arabic_text_is_previewed_from_right_to_left(bench: Bench) -> None:
    read = read_text("أعلن الجيش يوم الجمعة أن مسلحين قتلوا جنديين.\n")
    sheet = PasteSheet([TextChoice("", read)], ASKED, Asked("Add a text", "", "Add", "Add all the same"), bench.window)
    sheet.show()
    settle(bench.window)
    block = sheet.text.document().firstBlock()
    assert block.textDirection() == Qt.LayoutDirection.RightToLeft
    line = block.layout().lineAt(0)
    assert line.naturalTextRect().left() > 100, "the line ends at the right edge"
    sheet.close()


def test_that_nothing_in_a_list_fits_is_said_once(bench: Bench) -> None:
    incident = str(bench.run(AddIncident(bench.article, (0, 39), {})))
    bench.page.choose_incident(incident)
    bench.choose("event_type")
    bench.write("zzz")
    chooser = bench.focus.parentWidget()
    assert isinstance(chooser, Chooser)
    assert chooser.hint.text() == "Nothing in the list fits · Esc leaves"
    bench.press(Qt.Key.Key_Return)
    assert "zzz" in chooser.problem.text()
    assert chooser.hint.text() == "Esc leaves"
    bench.press(Qt.Key.Key_Escape)
