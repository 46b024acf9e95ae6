# SPDX-License-Identifier: MIT
"""Two coders in one project: while one codes, the window shows nothing of what the other coded in that article."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.app.commands.page_offers import IncidentOffers
from curator.app.main_window import MainWindow
from curator.app.side.tabs_below import COMMENTS, HIGHLIGHTS, HISTORY, NOT_CODABLE
from curator.domain.coding import Coder
from curator.operations import AddComment, AddIncident, AddNotCodable, SetReading
from tests.app.coding.conftest import Bench, opened_bench
from tests.sound_case import incidents_codebook

CANARY = "Canary"


@pytest.fixture
def coders(window: MainWindow, tmp_path: Path) -> tuple[Bench, Coder, Coder]:
    """The first coder's window; both have an incident in the article, the second one's is called Canary."""
    bench = opened_bench(window, tmp_path / "two.curator", incidents_codebook())
    with bench.workspace.read() as reads:
        one, two = reads.coders()[:2]
    bench.workspace.act_as(two)
    theirs = bench.workspace.run(AddIncident(bench.article, (0, 39), {"title": CANARY}))
    reason = bench.workspace.codebook.list_by_key[bench.workspace.codebook.not_codable].choices[0].code
    bench.workspace.run(AddNotCodable(bench.article, 40, 60, reason))
    bench.workspace.run(AddComment(bench.article, f"{CANARY} said", theirs))
    bench.workspace.run(AddComment(bench.article, "To everybody"))
    bench.workspace.act_as(one)
    bench.run(AddIncident(bench.article, (0, 39), {"title": "Mine"}))
    bench.page.following.follow_coder()
    bench.rest()
    return bench, one, two


def finish(bench: Bench, coder: Coder, state: str = "finished") -> None:
    before = bench.workspace.coder
    bench.workspace.act_as(coder)
    bench.workspace.run(SetReading(bench.article, state))
    assert before is not None
    bench.workspace.act_as(before)
    bench.page.showing.show_again()
    bench.rest()


def shown(bench: Bench) -> list[str]:
    """Every text of the page that could tell of the other's work: incidents, values, highlights, comments, history."""
    page = bench.page
    assert page.shown is not None
    told = [each.title for each in page.shown.incidents]
    told += [each.label for each in page.shown.highlights("")]
    for tab in (NOT_CODABLE, HIGHLIGHTS, COMMENTS, HISTORY):
        page.side.tabs.setCurrentIndex(tab)
        bench.rest()
    page.side.pages.history.choose_scope("article")
    told += [each.text for each in page.shown.coding.comments]
    history = page.side.pages.history.model
    lines = [history.line(row) for row in range(history.rowCount())]
    told += [line.log.label for line in lines if line is not None]
    offers: list[str] = []
    IncidentOffers(lambda: page).seek(CANARY, lambda found: offers.extend(each.text for each in found))
    return [*told, *offers]


def test_nothing_of_a_colleagues_layer_is_seen_while_one_codes(coders: tuple[Bench, Coder, Coder]) -> None:
    bench, _, _ = coders
    assert bench.page.shown is not None
    assert [each.title for each in bench.page.shown.incidents] == ["Mine"]
    assert bench.page.shown.coding.not_codable == ()
    assert not [each for each in shown(bench) if CANARY in each]
    assert [each.text for each in bench.page.shown.coding.comments] == ["To everybody"]
    assert bench.page.side.incidents.hidden.isVisible()
    line = bench.page.library.model.line(0)
    assert line is not None
    assert line.incidents == 1


def test_it_is_seen_when_everybody_has_finished(coders: tuple[Bench, Coder, Coder]) -> None:
    bench, one, two = coders
    finish(bench, two)
    assert bench.page.shown is not None
    assert [each.title for each in bench.page.shown.incidents] == ["Mine"], "one's own work is not finished"
    finish(bench, one)
    assert [each.title for each in bench.page.shown.incidents] == ["Mine"], "the own work stands by itself"
    bench.page.side.incidents.show_aside.click()
    assert sorted(each.title for each in bench.page.shown.incidents) == [CANARY, "Mine"]
    assert len(bench.page.shown.coding.not_codable) == 1
    assert not bench.page.side.incidents.hidden.isVisible()
    finish(bench, one, "started")
    assert [each.title for each in bench.page.shown.incidents] == ["Mine"]


def test_whoever_has_not_begun_sees_what_all_others_have_finished(coders: tuple[Bench, Coder, Coder]) -> None:
    bench, one, two = coders
    with bench.workspace.read() as reads:
        assert reads.coding_seen_by(bench.article, "somebody").incidents == ()
    finish(bench, one)
    finish(bench, two)
    with bench.workspace.read() as reads:
        assert len(reads.coding_seen_by(bench.article, "somebody").incidents) == 2
        assert reads.coding_seen_by(bench.article, "").incidents == (), "who looks is not known, and there are several"
        assert not reads.hides_layers(bench.article, "somebody")
