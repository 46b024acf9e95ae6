# SPDX-License-Identifier: MIT
"""Assignments in the window: what colleagues coded is in no view, list or search before all have finished; who is to
code what is asked, drawn, shown and filtered by; looking early needs a reason, which everybody can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from curator.app.commands.offers import Offer
from curator.app.commands.page_offers import IncidentOffers
from curator.app.dialogs.assign import AssignDialog
from curator.app.dialogs.open_layers import OpenLayersDialog
from curator.app.layout_faults import layout_faults
from curator.app.library.searching import finder_of
from curator.app.main_window import MainWindow
from curator.app.page_views import CODE, HISTORY, INCIDENTS, REVIEW
from curator.app.side.tabs_below import ARTICLE, COMMENTS, HIGHLIGHTS, NOT_CODABLE, VALUES
from curator.app.side.tabs_below import HISTORY as SIDE_HISTORY
from curator.domain.coding import Coder
from curator.operations import Assign, FinishArticle, Operation, ReopenArticle, SetReading
from curator.store.articles import MINE, NOBODYS
from tests.app.coding.conftest import Bench
from tests.blind_project import ALONE, CANARIES, REASON, TITLE, BlindProject, make_blind_project

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def blind(window: MainWindow, tmp_path: Path) -> tuple[Bench, BlindProject]:
    """The window of Ann, who has not finished; she looks at the first article."""
    made = make_blind_project(tmp_path / "blind.curator")
    window.open_project(made.path)
    bench = Bench(window)
    act_as(bench, made.ann)
    return bench, made


def act_as(bench: Bench, coder: Coder) -> None:
    """Another person sits down at the window and chooses the first article."""
    bench.window.who_codes.answer(coder)
    bench.rest()
    bench.page.choose_article(1)
    bench.rest()


def by(bench: Bench, coder: Coder, operation: Operation) -> None:
    """Somebody else does something; the window's person stays."""
    before = bench.workspace.coder
    bench.workspace.act_as(coder)
    done = bench.workspace.submit(operation)
    bench.workspace.act_as(before)
    done.result()
    for _ in range(3):  # the window hears of it a little later
        bench.rest()


def everything_shown(bench: Bench) -> str:
    """What every view, list and search of the window says, with tool tips and what a screen reader hears."""
    page, told, offers = bench.page, list[str](), list[Offer]()
    for view in (CODE, REVIEW, INCIDENTS, HISTORY):
        page.views.show_view(view)
        bench.rest()
        if view == REVIEW:
            assert page.views.review is not None
            page.views.review.choose_article(1)
            bench.rest()
        told += _texts(bench.window)
    page.views.show_view(CODE)
    for tab in (VALUES, ARTICLE, NOT_CODABLE, HIGHLIGHTS, COMMENTS, SIDE_HISTORY):
        page.side.tabs.setCurrentIndex(tab)
        bench.rest()
        if tab == SIDE_HISTORY:
            page.side.pages.history.choose_scope("article")
            bench.rest()
        told += _texts(bench.window)
    assert page.shown is not None
    told += [repr(page.shown.coding.incidents), repr(page.shown.coding.comments), repr(page.shown.coding.not_codable)]
    told += [each.label for each in page.shown.highlights("")]
    find = finder_of(bench.workspace)
    for word in CANARIES:
        told += [repr(found) for found in find(word)]
        IncidentOffers(lambda: page).seek(word, offers.extend)
    return "\n".join((*told, *(each.text for each in offers)))


def _texts(window: QWidget) -> list[str]:
    told = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if view.isVisible() and isinstance(model, QAbstractItemModel):
            told += _cells(model)
    return told


def _cells(model: QAbstractItemModel) -> list[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    cells = ((row, column) for row in range(min(model.rowCount(QModelIndex()), 200)) for column in range(columns))
    return [str(model.index(*cell).data(role) or "") for cell in cells for role in ROLES]


def seen(bench: Bench) -> set[str]:
    shown = everything_shown(bench)
    return {word for word in CANARIES if word in shown}


def test_nothing_of_others_is_shown_before_the_last_one_finishes_and_all_of_it_then(
    blind: tuple[Bench, BlindProject],
) -> None:
    bench, made = blind
    assert seen(bench) == set()
    assert ALONE in everything_shown(bench)
    told = "Blind until you have finished"
    assert bench.window.status.blind.isHidden() is False
    assert bench.window.status.blind.text() == bench.page.side.incidents.hidden.text() == told
    assert bench.window.actions_by_id["article.open_layers"].isEnabled()
    bench.run(FinishArticle(made.article))
    assert bench.page.side.incidents.hidden.text().endswith("of colleagues"), "the feed opened it at once"
    bench.page.side.incidents.show_aside.click()
    assert seen(bench) | {REASON} == set(CANARIES), "it is in every view"
    assert bench.window.status.blind.isHidden()
    assert bench.page.side.incidents.hidden_row.isHidden()
    assert not bench.window.actions_by_id["article.open_layers"].isEnabled()
    by(bench, made.ben, ReopenArticle(made.article))
    assert seen(bench) == set(), "and Ben closed it again"
    assert bench.window.status.blind.text() == "Blind until Ben has finished"


def test_a_reviewer_opens_early_with_a_reason_that_everybody_reads(blind: tuple[Bench, BlindProject]) -> None:
    bench, made = blind
    act_as(bench, made.dora)
    assert seen(bench) == set()
    assert bench.page.shown is not None
    assert bench.page.shown.incidents == ()
    bench.page.side.incidents.open_hidden.click()
    (dialog,) = bench.window.findChildren(OpenLayersDialog)
    assert not dialog.main.isEnabled(), "a reason is needed"
    QTest.keyClicks(dialog.reason, "Ann asked me")
    dialog.main.click()
    bench.rest()
    assert seen(bench) >= {TITLE}
    assert bench.window.status.blind.isHidden()
    act_as(bench, made.ann)
    assert seen(bench) == set(), "it is open to Dora alone"
    assert "Dora opens colleagues' layers of “Post attacked”: Ann asked me" in everything_shown(bench)
    bench.workspace.act_as(made.dora)
    bench.workspace.undo()
    act_as(bench, made.dora)
    assert seen(bench) == set()


def test_the_library_tells_and_filters_who_is_to_code(blind: tuple[Bench, BlindProject]) -> None:
    bench, _ = blind
    library, tip = bench.page.library, int(Qt.ItemDataRole.ToolTipRole)
    first = str(library.model.index(0, 0).data(tip))
    assert "Assigned to Ann (started), Ben (finished)" in first
    assert "Assigned" not in str(library.model.index(1, 0).data(tip))
    mine, nobodys = (library.chips._whose[each] for each in (MINE, NOBODYS))
    assert (mine.text(), nobodys.text()) == ("Assigned to me 1", "Not assigned 1")
    assert "1 to code" in bench.window.status.counts.text(), "what is to be coded is what is assigned"
    mine.click()
    bench.rest()
    assert [library.model.number(row) for row in range(library.model.rowCount())] == [1]
    nobodys.click()
    bench.rest()
    assert [library.model.number(row) for row in range(library.model.rowCount())] == [2]
    assert not mine.isChecked()
    nobodys.click()
    bench.rest()
    assert library.model.rowCount() == 2
    bench.workspace.undo()  # nothing of Ann's: the assignments stay
    assert mine.isVisible()


def test_assigning_asks_draws_tells_and_is_one_step_of_undo(blind: tuple[Bench, BlindProject]) -> None:
    bench, made = blind
    bench.window.actions_by_id["article.assign"].trigger()
    (dialog,) = bench.window.findChildren(AssignDialog)
    for coder in (made.cleo, made.dora):
        dialog.coders[coder.id].click()
    QTest.keyClicks(dialog.new, "Eve")
    dialog.share.setValue(100)
    dialog.seed.setValue(7)
    while dialog.planning:
        bench.rest()
    assert dialog.told.text().startswith("1 article is assigned, to 2 coders: ")
    assert dialog.told.text().endswith(" 1 article was assigned before and stays so.")
    dialog.main.click()
    bench.rest()
    with bench.workspace.read() as reads:
        (line,) = reads.article_lines([2])
        names = {coder.name for coder in reads.coders()}
    assert len(line.assigned) == 2
    assert "Eve" in names
    assert "Seed: 7." in "".join(row.text for row in bench.window.messages.rows())
    bench.window.actions_by_id["edit.undo"].trigger()
    bench.rest()
    with bench.workspace.read() as reads:
        (line,) = reads.article_lines([2])
        assert line.assigned == ()
        assert "Eve" not in {coder.name for coder in reads.coders()}, "who was new goes too"


def test_nothing_lies_over_anything_where_the_font_is_large(blind: tuple[Bench, BlindProject]) -> None:
    bench, _ = blind
    before = QApplication.font()
    larger = QFont(before)
    larger.setPointSizeF(14)
    QApplication.setFont(larger)
    try:
        bench.window.actions_by_id["article.assign"].trigger()
        (dialog,) = bench.window.findChildren(AssignDialog)
        while dialog.planning:
            bench.rest()
        assert layout_faults(dialog) == []
        dialog.reject()
        bench.rest()
    finally:
        QApplication.setFont(before)


def test_the_dialog_says_what_is_missing(blind: tuple[Bench, BlindProject]) -> None:
    bench, made = blind
    bench.window.actions_by_id["article.assign"].trigger()
    (dialog,) = bench.window.findChildren(AssignDialog)
    for box in dialog.coders.values():
        box.setChecked(False)
    while dialog.planning:
        bench.rest()
    assert dialog.told.text() == "Tick who is to code, or type new names."
    assert not dialog.main.isEnabled()
    dialog.coders[made.ann.id].setChecked(True)
    dialog.share.setValue(100)
    while dialog.planning:
        bench.rest()
    assert "it takes 2 coders" in dialog.told.text()
    dialog.new.setText("Ben")
    while dialog.planning:
        bench.rest()
    assert "“Ben” is known" in dialog.told.text()
    dialog.reject()
    bench.rest()


def test_many_who_are_waited_for_are_told_in_few_words(blind: tuple[Bench, BlindProject]) -> None:
    bench, made = blind
    by(bench, made.cleo, Assign(((made.article, made.cleo.id), (made.article, made.dora.id))))
    assert bench.window.status.blind.text() == "Blind until you, Cleo and Dora have finished"
    by(bench, made.ben, SetReading(made.article, "started"))
    assert bench.window.status.blind.text() == "Blind until you, Ben and 2 others have finished"
