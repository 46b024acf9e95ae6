# SPDX-License-Identifier: MIT
"""Reading and receiving in the window: what goes wrong is one sentence each, stopping changes nothing, and the report
says what to do next."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from curator.app.dialogs.sheet import Sheet
from curator.app.handover.receive_dialog import ReceiveDialog
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.operations import RejectIncident
from curator.tasks import handover_files
from curator.tasks.handover import receive
from curator.tasks.handover_files import open_handover
from curator.workspace import Workspace
from tests.handing import Team


def texts(window: MainWindow) -> list[str]:
    return [row.text for row in window.messages.rows()]


def acts(window: MainWindow) -> dict[str, QPushButton]:
    return {each.text(): each for each in window.findChildren(QPushButton, "message.act")}


def looked_at(window: MainWindow, qtbot: QtBot, *files: Path) -> ReceiveDialog:
    window.jobs.receiving.receive(files)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReceiveDialog)), timeout=10_000)
    return window.findChildren(ReceiveDialog)[0]


def received(window: MainWindow, qtbot: QtBot, *files: Path) -> None:
    looked_at(window, qtbot, *files).main.click()
    qtbot.waitUntil(lambda: any(text.startswith("Received") for text in texts(window)), timeout=10_000)
    settle(window)


def incidents(team: Team) -> int:
    with Workspace.open(team.lead, write=False) as workspace, workspace.read() as reads:
        return reads.incident_count([team.ben.id])


def test_a_broken_file_beside_a_good_one_is_told_and_the_good_one_shown(
    at_lead: MainWindow, team: Team, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.curator-handover"
    broken.write_bytes(b"PK\x03\x04 and no more")
    no_project = tmp_path / "no.curator"
    no_project.write_bytes(b"SQLite format 3\x00" + b"\x00" * 2000)
    dialog = looked_at(at_lead, qtbot, broken, team.work_of_ben(), no_project)
    assert len(dialog._files) == 1
    assert texts(at_lead) == ["2 of 3 files were not taken: broken.curator-handover, no.curator."]
    dialog.reject()
    acts(at_lead)["Show"].click()
    settle(at_lead)
    sheet = at_lead.findChild(Sheet, "report")
    assert isinstance(sheet, Sheet)
    assert "This hand-over was not taken, because" in sheet.text.toPlainText()
    assert "Traceback" not in sheet.text.toPlainText()
    sheet.close()
    assert incidents(team) == 0


def test_nothing_is_shown_where_every_file_is_refused(at_lead: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    at_lead.jobs.receiving.receive([tmp_path / "away.curator-handover"])
    qtbot.waitUntil(lambda: bool(texts(at_lead)), timeout=10_000)
    settle(at_lead)
    assert at_lead.findChildren(ReceiveDialog) == []
    assert "not there" in texts(at_lead)[0]


def test_reading_can_be_stopped(at_lead: MainWindow, team: Team, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    read = handover_files.read_handover

    def slowly(path: Path, cancelled: Any) -> Any:
        while not cancelled():
            time.sleep(0.005)
        return read(path, cancelled)

    monkeypatch.setattr(handover_files, "read_handover", slowly)
    at_lead.jobs.receiving.receive([team.work_of_ben()])
    qtbot.waitUntil(lambda: at_lead.status.job.running, timeout=10_000)
    assert "Reading" in at_lead.status.job.label.whole()
    at_lead.status.job.stop_button.click()
    qtbot.waitUntil(lambda: not at_lead.status.job.running, timeout=10_000)
    settle(at_lead)
    assert at_lead.findChildren(ReceiveDialog) == []
    assert "stopped" in texts(at_lead)[0]


def test_a_project_that_is_read_only_receives_nothing(window: MainWindow, team: Team, qtbot: QtBot) -> None:
    workspace = Workspace.open(team.lead, write=False)
    window.show_workspace(workspace)
    settle(window)
    assert not window.actions_by_id["file.receive"].isEnabled()
    assert window.actions_by_id["file.hand_over"].isEnabled(), "what is there can be handed on"
    window.messages.clear()
    window.jobs.receiving.receive([team.packet])
    assert "nothing was changed" in texts(window)[0]
    window.messages.clear()
    window.jobs.receiving.project_dropped(team.ben_file)
    assert list(acts(window)) == ["Open it"]


def test_the_project_that_is_open_says_so_where_it_is_dropped_on_itself(at_lead: MainWindow, team: Team) -> None:
    at_lead.jobs.receiving.project_dropped(team.lead)
    assert texts(at_lead) == ["lead.curator is open here."]


def test_the_report_leads_to_the_review(at_lead: MainWindow, team: Team, qtbot: QtBot) -> None:
    received(at_lead, qtbot, team.work_of_ben())
    assert texts(at_lead)[0] == "Received: Hand-over of Ben. 5 new, 4 the same."
    assert incidents(team) == 2
    assert ("Review" in acts(at_lead)) == ("go.review" in at_lead.keys.specs)


def test_the_report_leads_to_the_review_also_from_the_review(at_lead: MainWindow, team: Team, qtbot: QtBot) -> None:
    page = at_lead.page
    assert page is not None
    page.views.show_view("review")
    received(at_lead, qtbot, team.work_of_ben())
    acts(at_lead)["Review"].click()
    settle(at_lead)
    assert page.views.review_shown


def test_who_gets_decisions_back_is_told_so_and_led_to_them(window: MainWindow, team: Team, qtbot: QtBot) -> None:
    work = team.work_of_ben()
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ada)
        receive(workspace, open_handover(work))
        with workspace.read() as reads:
            coding = reads.coding(team.articles[0])
            incident = next(each for each in coding.incidents if each.coder == team.ben.id)
        workspace.run(RejectIncident((incident.id,), "This is the same as in the other article."))
    back = team.hand_over_of(team.ada, "back", at=team.lead)
    window.settings.remember_coder(team.project_id, team.ben.id, team.ben.name)
    assert window.open_project(team.ben_file)
    received(window, qtbot, back)
    told = next(text for text in texts(window) if text.startswith("Received"))
    assert told.endswith("1 article was given back to you.")
    acts(window)["Given back"].click()
    settle(window, 0.1)
    page = window.page
    assert page is not None
    assert page.views.review is not None
    assert page.views.review.gives_back
    assert page.views.review.queue.model.rowCount() == 1


def test_what_was_left_out_is_in_the_report_and_can_be_received_later(
    at_lead: MainWindow, team: Team, qtbot: QtBot
) -> None:
    """Two articles come, of which one has the text of another one here: nobody says what it is."""
    other = team.same_text_elsewhere()
    with Workspace.open(team.folder / "elsewhere.curator") as workspace:
        from curator.operations import AddArticles, AddIncident, NewArticle

        workspace.act_as(team.ben)
        article = workspace.run(AddArticles((NewArticle("Quite another text.", {"title": "Other"}),)))[0]
        workspace.run(AddIncident(article, (0, 5), {team.title: "Another"}))
    other = team.hand_over_of(team.ben, "two", at=team.folder / "elsewhere.curator")
    received(at_lead, qtbot, other)
    row = at_lead.messages.rows()[0]
    assert row.kind == "warning"
    acts(at_lead)["Show"].click()
    settle(at_lead)
    sheet = at_lead.findChild(Sheet, "report")
    assert isinstance(sheet, Sheet)
    told = sheet.text.toPlainText()
    assert isinstance(sheet.text, QTextBrowser)
    assert "A bridge" in told
    assert "Nobody said yet which of the articles" in told
    sheet.close()
    assert at_lead.settings.settled_handovers(team.project_id) == frozenset(), "it is not done with"
    dialog = looked_at(at_lead, qtbot, other)
    assert dialog.shown.asking
    dialog.reject()


def test_a_name_that_somebody_else_has_is_told(at_lead: MainWindow, team: Team, qtbot: QtBot) -> None:
    stranger = Team(team.folder / "stranger").work_of_ben("stranger")
    received(at_lead, qtbot, stranger)
    acts(at_lead)["Show"].click()
    settle(at_lead)
    sheet = at_lead.findChild(Sheet, "report")
    assert isinstance(sheet, Sheet)
    assert "Ben (2)" in sheet.text.toPlainText()
    sheet.close()


def test_one_undo_takes_all_of_a_hand_over_back(at_lead: MainWindow, team: Team, qtbot: QtBot) -> None:
    received(at_lead, qtbot, team.work_of_ben())
    at_lead.actions_by_id["edit.undo"].trigger()
    settle(at_lead)
    assert incidents(team) == 0
