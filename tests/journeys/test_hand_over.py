# SPDX-License-Identifier: MIT
"""A team works apart: two coders begin from a lead's packet, code, hand over; the lead receives both. One coder works
in two copies, and chooses. By mouse and keys in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from curator.app.handover.versions_dialog import VersionsDialog
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import Coder
from curator.operations import AddCoder, Assign
from curator.workspace import Workspace
from tests.handing import TEXTS, Team
from tests.journeys.hand import CTRL, SHIFT, Hand


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Iterator[Hand]:
    hand = Hand(qtbot, window)
    yield hand
    for each in QApplication.topLevelWidgets():
        if each.isVisible() and each is not window:
            each.close()


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path / "team")


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def told(hand: Hand) -> list[str]:
    return [row.text for row in hand.window.messages.rows()]


def open_as(hand: Hand, file: Path, coder: Coder, project: str) -> None:
    """A window of this person: as on the person's own device."""
    hand.window.settings.remember_coder(project, coder.id, coder.name)
    assert hand.window.open_project(file)
    settle(hand.window)


def drop(hand: Hand, target: QWidget, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with hand.acting():
        target.dropEvent(event)


def seen(hand: Hand, name: str) -> bool:
    return any(
        each.isVisible() and (each.objectName() == name or any(w.isVisible() for w in each.findChildren(QWidget, name)))
        for each in QApplication.topLevelWidgets()
    )


def begin_as(hand: Hand, packet: Path, file: Path, name: str) -> None:
    """On the start page: the packet is dropped, the two questions answered."""
    drop(hand, hand.find("start"), packet)
    hand.wait(lambda: seen(hand, "begin"))
    line = hand.find("begin.path.line", QLineEdit)
    line.setFocus()
    hand.key(Qt.Key.Key_A, CTRL)
    hand.write(str(file))
    box = hand.find("begin.coder", QComboBox)
    box.setFocus()
    while not box.currentText().startswith(name):
        hand.key(Qt.Key.Key_Down)
        assert box.currentIndex() < box.count() - 1, f"{name} is not offered"
    hand.click("begin.ok")
    hand.wait(lambda: hand.window.page is not None)


def code_all(hand: Hand, kind: str) -> None:
    """An incident in each article of the list: the first words selected, N, the type by its letters."""
    listed = page(hand).library.model
    for row in range(listed.rowCount()):
        number = listed.number(row)
        hand.click_row("library.list", row)
        hand.wait(lambda number=number: shown(hand) == number)  # type: ignore[misc]
        hand.find("reader").setFocus()
        hand.drag_words(0, 12)
        hand.key(Qt.Key.Key_N)
        hand.type(kind)
        hand.key(Qt.Key.Key_Return)
        hand.wait(lambda: page(hand).showing.own_incident() is not None)
        hand.wait(lambda: not page(hand).doing.busy)


def shown(hand: Hand) -> int:
    """The local number of the article on show."""
    there = page(hand).shown
    return there.coding.article.n if there is not None else 0


def hand_over(hand: Hand, file: Path) -> None:
    """Two clicks: where to, and there."""
    hand.key(Qt.Key.Key_H, CTRL | SHIFT)
    hand.click("hand_over.ok")
    hand.choose_file("hand_over.file", str(file))
    hand.wait(file.exists)
    hand.wait(lambda: any("is written" in each for each in told(hand)))


def incidents_of(file: Path) -> dict[str, int]:
    """How many incidents each coder has in a project file."""
    with Workspace.open(file, write=False) as workspace, workspace.read() as reads:
        return {coder.name: reads.incident_count([coder.id]) for coder in reads.coders()}


def test_two_coders_get_a_packet_code_apart_and_the_lead_receives_both(hand: Hand, tmp_path: Path) -> None:
    team = Team(tmp_path / "team")
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ada)
        cleo: Coder = workspace.run(AddCoder("Cleo"))
        workspace.run(Assign(tuple((article, cleo.id) for article in team.articles[:2])))
    # The lead writes the packet.
    open_as(hand, team.lead, team.ada, team.project_id)
    packet = tmp_path / "for-all.curator-handover"
    hand.key(Qt.Key.Key_K, CTRL)
    hand.write("packet")
    hand.key(Qt.Key.Key_Return)
    assert "Ben: 2 · Cleo: 2" in hand.find("packet.assigned", QLabel).text()
    hand.click("packet.ok")
    hand.choose_file("hand_over.file", str(packet))
    hand.wait(packet.exists)
    hand.wait(lambda: any("begins with them" in each for each in told(hand)))
    hand.key(Qt.Key.Key_W, CTRL)
    # Each coder begins from it, codes, and hands over.
    files = {}
    for name in ("Ben", "Cleo"):
        project = tmp_path / name / "mine.curator"
        begin_as(hand, packet, project, name)
        assert page(hand).workspace.coder is not None
        assert page(hand).workspace.coder.name == name
        assert page(hand).shown is not None
        assert page(hand).shown.coding.article.id == team.articles[0], "the first article that is assigned"
        assert not page(hand).shown.incidents, "no incident came along"
        code_all(hand, "attack")
        files[name] = tmp_path / f"{name}.curator-handover"
        hand_over(hand, files[name])
        hand.key(Qt.Key.Key_W, CTRL)
        assert incidents_of(project)[name] == len(TEXTS) + 1, "one in each article of the packet"
    # The lead receives both at once: first a look, then Receive.
    open_as(hand, team.lead, team.ada, team.project_id)
    before = incidents_of(team.lead)
    drop(hand, page(hand), *files.values())
    hand.wait(lambda: seen(hand, "receive"))
    assert "Ben" in hand.find("receive.title", QLabel).text()
    table = hand.find("receive.sums", QTableWidget)
    heads = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]  # type: ignore[union-attr]
    row = next(at for at in range(table.rowCount()) if table.item(at, 0).text() == "Incidents")  # type: ignore[union-attr]
    counts = {head: table.item(row, at).text() for at, head in enumerate(heads)}  # type: ignore[union-attr]
    assert (counts["in the file"], counts["new"], counts["refused"]) == ("4", "4", "·")
    assert incidents_of(team.lead) == before, "nothing is written before Receive"
    hand.click("receive.ok")
    hand.wait(lambda: any(each.startswith("Received") for each in told(hand)))
    assert incidents_of(team.lead) == {"Ada": 1, "Ben": 4, "Cleo": 4}
    # The same again brings nothing.
    drop(hand, page(hand), files["Ben"])
    hand.wait(lambda: seen(hand, "receive"))
    assert hand.find("receive.title", QLabel).text() == "Nothing new"
    assert not hand.find("receive.ok", QPushButton).isVisible()
    hand.click("receive.cancel")
    # One undo for each that was received.
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: incidents_of(team.lead)["Cleo"] == 0)
    assert incidents_of(team.lead)["Ben"] == 4


def test_one_coder_in_two_copies_chooses_and_takes_the_choice_back(hand: Hand, team: Team) -> None:
    elsewhere = team.changed_apart()
    open_as(hand, team.lead, team.ada, team.project_id)

    def title() -> str:
        with page(hand).workspace.read() as reads:
            coding = reads.coding(team.articles[2])
        return str(coding.incidents[0].values[team.title])

    hand.key(Qt.Key.Key_O, CTRL | SHIFT)
    hand.choose_file("receive.file", str(elsewhere))
    hand.wait(lambda: seen(hand, "receive"))
    assert "in conflict" in hand.find("receive.balance", QLabel).text()
    table = hand.find("receive.articles", QTableView)
    assert table.model().index(0, 2).data() == "1 incident: in conflict"
    hand.click("receive.ok")
    hand.wait(lambda: any(each.startswith("Received") for each in told(hand)))
    hand.wait(lambda: hand.find("status.versions", QPushButton).text() == "⚠ 1 in conflict")
    stood = title()
    other = next(each for each in ("Bomb wounds five", "Bomb on the road") if each != stood)
    # At the incident a problem tells of it, and leads to the versions.
    hand.click_row("library.list", 2)
    hand.wait(lambda: seen(hand, "problems.show"))
    hand.click("problems.show")
    hand.wait(lambda: seen(hand, "versions"))
    shown = hand.find("versions.table", QTableWidget)
    first = [shown.item(0, column).text() for column in (1, 2)]  # type: ignore[union-attr]
    assert first == [stood, other], "what differs comes first"
    hand.key(Qt.Key.Key_2)
    hand.wait(lambda: title() == other)
    hand.wait(lambda: seen(hand, "versions.nothing"))
    assert not hand.find("status.versions", QPushButton).isVisible()
    # Taken back from within the list, chosen again the other way.
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: title() == stood)
    hand.wait(lambda: seen(hand, "versions.choose_1"))
    hand.key(Qt.Key.Key_1)
    hand.wait(lambda: seen(hand, "versions.nothing"))
    assert title() == stood
    hand.key(Qt.Key.Key_Escape)
    hand.wait(lambda: not seen(hand, "versions"))
    assert not hand.window.findChildren(VersionsDialog)


def test_a_project_dropped_beside_an_open_one_asks_what_is_meant(hand: Hand, team: Team) -> None:
    team.work_of_ben()
    open_as(hand, team.lead, team.ada, team.project_id)
    drop(hand, page(hand), team.ben_file)
    assert page(hand).workspace.path == team.lead, "it is not opened at once"
    acts = [each for each in hand.window.findChildren(QPushButton, "message.act") if each.isVisible()]
    assert [each.text() for each in acts] == ["Open it", "Bring its work in"]
    with hand.acting():
        acts[1].click()
    hand.wait(lambda: seen(hand, "receive"))
    assert "Ben" in hand.find("receive.who", QLabel).text()
    hand.click("receive.ok")
    hand.wait(lambda: any(each.startswith("Received") for each in told(hand)))
    assert incidents_of(team.lead)["Ben"] == 2
    assert team.ben_file.exists()


def test_an_article_with_the_same_text_is_asked_about_and_answered_by_a_key(hand: Hand, team: Team) -> None:
    other = team.same_text_elsewhere()
    open_as(hand, team.lead, team.ada, team.project_id)
    hand.key(Qt.Key.Key_O, CTRL | SHIFT)
    hand.choose_file("receive.file", str(other))
    hand.wait(lambda: seen(hand, "receive"))
    assert not hand.find("receive.ok", QPushButton).isEnabled(), "nothing is merged silently"
    hand.click_row("receive.articles", 0)
    hand.key(Qt.Key.Key_1)
    hand.wait(lambda: hand.find("receive.ok", QPushButton).isEnabled())
    model = hand.find("receive.articles", QTableView).model()
    hand.wait(lambda: model.index(0, 1).data() == "is here, as you said")
    hand.key(Qt.Key.Key_2)
    hand.wait(lambda: "another article" in model.index(0, 1).data())
    hand.click("receive.ok")
    hand.wait(lambda: any(each.startswith("Received") for each in told(hand)))
    hand.wait(lambda: page(hand).listing.article_count == 5)
    assert incidents_of(team.lead)["Ben"] == 1
