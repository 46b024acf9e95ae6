# SPDX-License-Identifier: MIT
"""A packet opened in every way there is: dropped on the start page, from the menu, given on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.app.handover.begin_dialog import BeginDialog
from curator.app.handover.receive_dialog import ReceiveDialog
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.session import Session
from curator.cli.parsing import make_parser, with_command
from curator.domain.handover import PACKET
from curator.formats.handover_writing import write_handover
from curator.operations import Unassign
from curator.tasks.handover import make_handover
from curator.workspace import Workspace
from tests.handing import Team


def dropped(*files: Path) -> tuple[QDropEvent, QMimeData]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none), data


def asked(window: MainWindow, qtbot: QtBot) -> BeginDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(BeginDialog)), timeout=10_000)
    return window.findChildren(BeginDialog)[0]


def begin(window: MainWindow, qtbot: QtBot, file: Path, at: int = 0) -> None:
    dialog = asked(window, qtbot)
    dialog.path.line.setText(str(file))
    dialog.coder.setCurrentIndex(at)
    dialog.main.click()
    qtbot.waitUntil(lambda: window.page is not None, timeout=10_000)
    settle(window)


def test_from_the_start_page_to_the_first_assigned_article(
    window: MainWindow, team: Team, tmp_path: Path, qtbot: QtBot
) -> None:
    event, _data = dropped(team.packet)
    window.start_page.dropEvent(event)
    begin(window, qtbot, tmp_path / "mine.curator")
    assert window.page is not None
    workspace = window.page.workspace
    assert workspace.coder == team.ben
    assert window.settings.coder_for(workspace.project_id) == team.ben.id
    assert not window.who_codes.bar.isVisible(), "nobody is asked a second time"
    assert window.page.shown is not None
    assert window.page.shown.coding.article.id == team.articles[0]
    assert window.page.listing.article_count == 3
    assert window.settings.settled_handovers(workspace.project_id), "the packet itself is not offered in this project"


def test_the_first_article_that_is_shown_is_one_of_the_coders_own(
    window: MainWindow, team: Team, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(team.lead) as workspace:
        workspace.run(Unassign(((team.articles[0], team.ben.id),)))
        packet = tmp_path / "second.curator-handover"
        write_handover(make_handover(workspace, coders=(), purpose=PACKET), packet)
    window.jobs.packets.begin(packet)
    begin(window, qtbot, tmp_path / "mine.curator")
    assert window.page is not None
    assert window.page.shown is not None
    assert window.page.shown.coding.article.id == team.articles[1]


def test_somebody_whom_the_packet_does_not_know_begins_too(
    window: MainWindow, team: Team, tmp_path: Path, qtbot: QtBot
) -> None:
    window.jobs.packets.begin(team.packet)
    dialog = asked(window, qtbot)
    dialog.coder.setCurrentIndex(dialog.coder.count() - 1)
    dialog.name.setText("Cleo")
    dialog.path.line.setText(str(tmp_path / "cleo"))
    dialog.main.click()
    qtbot.waitUntil(lambda: window.page is not None, timeout=10_000)
    assert window.page is not None
    assert window.page.workspace.coder is not None
    assert window.page.workspace.coder.name == "Cleo"
    assert (tmp_path / "cleo.curator").exists()


def test_a_name_that_is_taken_is_one_clear_sentence(
    window: MainWindow, team: Team, tmp_path: Path, qtbot: QtBot
) -> None:
    taken = tmp_path / "mine.curator"
    taken.write_text("somebody's")
    window.jobs.packets.begin(team.packet)
    dialog = asked(window, qtbot)
    dialog.path.line.setText(str(taken))
    dialog.coder.setCurrentIndex(0)
    dialog.main.click()
    qtbot.waitUntil(lambda: bool(window.messages.rows()), timeout=10_000)
    assert "is there already" in window.messages.rows()[0].text
    assert window.page is None
    assert taken.read_text() == "somebody's"


def test_somebodys_work_opened_without_a_project_names_the_project_it_is_for(
    window: MainWindow, team: Team, qtbot: QtBot
) -> None:
    work = team.work_of_ben()
    window.settings.remember_coder(team.project_id, team.ada.id, team.ada.name)
    assert window.open_project(team.lead)
    window.close_project()
    window.jobs.packets.begin(work)
    qtbot.waitUntil(lambda: bool(window.messages.rows()), timeout=10_000)
    assert "Iraq security 2019" in window.messages.rows()[0].text
    act = window.messages.rows()[0].findChild(QPushButton, "message.act")
    assert isinstance(act, QPushButton)
    assert act.text() == "Open “Iraq security 2019”"
    act.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ReceiveDialog)), timeout=10_000)


def test_a_broken_packet_is_one_clear_sentence(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "broken.curator-handover"
    broken.write_bytes(b"PK no zip")
    window.jobs.packets.begin(broken)
    qtbot.waitUntil(lambda: bool(window.messages.rows()), timeout=10_000)
    assert [row.kind for row in window.messages.rows()] == ["fault"]
    assert "nothing was changed" in window.messages.rows()[0].text


@pytest.mark.parametrize("name", ["a.curator-handover", "A.CURATOR", "b.curator"])
def test_a_file_alone_on_the_command_line_is_opened(name: str) -> None:
    assert with_command([name]) == ["open", name]
    arguments = with_command([name])
    assert make_parser(arguments).parse_args(arguments).project == name


def test_commands_stay_commands() -> None:
    assert with_command(["check", "a.curator"]) == ["check", "a.curator"]
    assert with_command([]) == []
    assert with_command(["--version"]) == ["--version"]


def test_a_packet_given_at_the_start_is_asked_about_over_the_start_page(
    window: MainWindow, team: Team, qtbot: QtBot
) -> None:
    window.hide()
    session = Session(team.packet, 0, False)
    own = session._window
    assert session._opened(team.packet)
    own.show_start()
    own.show()
    dialog = asked(own, qtbot)
    assert own.page is None
    dialog.reject()
    own.close()
    own.deleteLater()


def test_a_card_of_the_start_page_and_an_action_ask_for_the_file(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    asks: Callable[[], None] = lambda: calls.append("asked")  # noqa: E731  # typed for mypy
    monkeypatch.setattr(window.jobs.packets, "ask", asks)
    card = window.start_page.findChild(QPushButton, "start.packet")
    assert isinstance(card, QPushButton)
    card.click()
    window.actions_by_id["file.begin_packet"].trigger()
    assert calls == ["asked", "asked"]
