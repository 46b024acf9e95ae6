# SPDX-License-Identifier: MIT
"""A folder is watched on request: new hand-overs are offered once, never taken; those settled are not offered again."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.app.handover.file_names import sha256_of
from curator.app.handover.receive_dialog import ReceiveDialog
from curator.app.handover.watching import FolderWatch, Found
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.domain.handover import LAYER
from tests.handing import Team


class Heard:
    def __init__(self, settled: set[str]) -> None:
        self.owner = QObject()
        self.watch = FolderWatch(lambda: frozenset(settled), self.owner)
        self.came: list[Found] = []
        self.gone: list[str] = []
        self.watch.came.connect(self.came.extend)
        self.watch.gone.connect(self.gone.append)


@pytest.fixture
def settled() -> set[str]:
    return set()


@pytest.fixture
def heard(settled: set[str], qtbot: QtBot) -> Iterator[Heard]:
    made = Heard(settled)
    yield made
    made.watch.stop()
    qtbot.waitUntil(lambda: not made.watch._looking, timeout=10_000)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    folder = tmp_path / "box"
    folder.mkdir()
    return folder


def put(file: Path, box: Path, name: str = "") -> Path:
    """A file that lies there for a while already, whole."""
    there = Path(shutil.copy(file, box / (name or file.name)))
    past = time.time() - 60
    os.utime(there, (past, past))
    return there


def test_what_lies_there_at_opening_is_told_with_its_maker(heard: Heard, team: Team, box: Path, qtbot: QtBot) -> None:
    there = put(team.work_of_ben(), box)
    (box / "notes.txt").write_text("no hand-over")
    (box / "broken.curator-handover").write_bytes(b"no zip at all")
    heard.watch.begin(box)
    qtbot.waitUntil(lambda: bool(heard.came), timeout=10_000)
    assert heard.came == [Found(there, sha256_of(there), "Ben", LAYER)]


def test_one_that_comes_later_is_told_without_looking_at_intervals(
    heard: Heard, team: Team, box: Path, qtbot: QtBot
) -> None:
    heard.watch.begin(box)
    qtbot.waitUntil(lambda: bool(heard.watch._watcher.directories()), timeout=10_000)
    work = team.work_of_ben()
    put(work, box, "one.curator-handover")
    qtbot.waitUntil(lambda: len(heard.came) == 1, timeout=10_000)
    put(work, box, "the-same-again.curator-handover")
    put(team.hand_over_of(team.ada, "ada"), box)
    qtbot.waitUntil(lambda: len(heard.came) == 2, timeout=10_000)
    assert [each.maker for each in heard.came] == ["Ben", "Ada"], "the same content is told once"
    assert not heard.watch._rest.isActive()
    assert not heard.watch._again.isActive(), "nothing goes on looking"


def test_what_was_received_or_declined_is_not_told(
    heard: Heard, settled: set[str], team: Team, box: Path, qtbot: QtBot
) -> None:
    settled.add(sha256_of(put(team.work_of_ben(), box)))
    heard.watch.begin(box)
    qtbot.waitUntil(lambda: not heard.watch._looking, timeout=10_000)
    assert heard.came == []


def test_a_folder_that_is_away_is_told_once_and_found_again(heard: Heard, team: Team, box: Path, qtbot: QtBot) -> None:
    away = box / "share"
    heard.watch.begin(away)
    qtbot.waitUntil(lambda: len(heard.gone) == 1, timeout=10_000)
    assert "share" in heard.gone[0]
    heard.watch.look()
    qtbot.waitUntil(lambda: not heard.watch._looking, timeout=10_000)
    assert len(heard.gone) == 1
    away.mkdir()
    put(team.work_of_ben(), away)
    heard.watch.look()
    qtbot.waitUntil(lambda: bool(heard.came), timeout=10_000)


def test_coming_back_to_the_window_has_the_folder_looked_at(heard: Heard, team: Team, box: Path, qtbot: QtBot) -> None:
    """Folders of the network tell of no change."""
    heard.watch.begin(box)
    qtbot.waitUntil(lambda: not heard.watch._looking, timeout=10_000)
    heard.watch._watcher.removePaths(heard.watch._watcher.directories())
    put(team.work_of_ben(), box)
    window = QWindow()
    heard.watch._focused(window)
    assert not heard.watch._looking, "not again at every focus: it was looked at just now"
    heard.watch._looked -= 60
    heard.watch._focused(None)
    assert not heard.watch._looking, "the keyboard has gone to another program"
    heard.watch._focused(window)
    qtbot.waitUntil(lambda: bool(heard.came), timeout=10_000)


def test_a_file_from_a_clock_that_is_ahead_has_nobody_look_for_ever(
    heard: Heard, team: Team, box: Path, qtbot: QtBot
) -> None:
    there = put(team.work_of_ben(), box)
    os.utime(there, (time.time() + 3600, time.time() + 3600))
    heard.watch.begin(box)
    qtbot.waitUntil(lambda: bool(heard.came), timeout=10_000)
    assert not heard.watch._again.isActive()


def test_a_file_that_is_written_just_now_is_looked_at_once_more(
    heard: Heard, team: Team, box: Path, qtbot: QtBot
) -> None:
    """It may not be whole yet, and nobody tells when it is."""
    (box / "half.curator-handover").write_bytes(team.work_of_ben().read_bytes()[:200])
    heard.watch.begin(box)
    qtbot.waitUntil(lambda: heard.watch._again.isActive(), timeout=10_000)
    assert heard.came == []


def test_what_the_user_looks_at_just_now_is_not_told_as_new(heard: Heard, team: Team, box: Path, qtbot: QtBot) -> None:
    there = put(team.work_of_ben(), box)
    heard.watch.begin(box, [sha256_of(there)])
    qtbot.waitUntil(lambda: not heard.watch._looking, timeout=10_000)
    assert heard.came == []


def test_what_is_still_looked_through_when_watching_ends_is_not_told(
    heard: Heard, team: Team, box: Path, qtbot: QtBot
) -> None:
    put(team.work_of_ben(), box)
    heard.watch.begin(box)
    heard.watch.stop()
    qtbot.waitUntil(lambda: not heard.watch._looking, timeout=10_000)
    assert heard.came == []


# -- in the window -----------------------------------------------------------------------------------------------------
def texts(window: MainWindow) -> list[str]:
    return [row.text for row in window.messages.rows()]


def test_a_hand_over_is_offered_at_opening_looked_at_and_declined_for_good(
    window: MainWindow, team: Team, box: Path, qtbot: QtBot
) -> None:
    there = put(team.work_of_ben(), box)
    window.settings.remember_coder(team.project_id, team.ada.id, team.ada.name)
    window.settings.watch_folder(team.project_id, str(box))
    assert window.open_project(team.lead)
    qtbot.waitUntil(lambda: any("Ben came" in text for text in texts(window)), timeout=10_000)
    assert window.findChildren(ReceiveDialog) == [], "nothing is read before it is asked for"
    act = next(each for each in window.findChildren(QPushButton, "message.act") if each.text() == "Look at it")
    act.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ReceiveDialog)), timeout=10_000)
    dialog = window.findChildren(ReceiveDialog)[0]
    assert dialog.watch.isChecked()
    dialog.decline.click()
    settle(window)
    assert sha256_of(there) in window.settings.settled_handovers(team.project_id)
    assert texts(window) == []
    window.close_project()
    window.open_project(team.lead)
    settle(window, 0.4)
    assert texts(window) == []


def test_an_offer_nobody_has_looked_at_is_not_lost_when_another_comes(
    at_lead: MainWindow, team: Team, box: Path, qtbot: QtBot
) -> None:
    put(team.work_of_ben(), box)
    at_lead.jobs.receiving.watch(box)
    qtbot.waitUntil(lambda: any("Ben came" in text for text in texts(at_lead)), timeout=10_000)
    put(team.hand_over_of(team.ada, "ada"), box)
    qtbot.waitUntil(lambda: any("2 hand-overs came: Ben, Ada." in text for text in texts(at_lead)), timeout=10_000)
    act = next(each for each in at_lead.findChildren(QPushButton, "message.act") if each.text() == "Look at them")
    act.click()
    qtbot.waitUntil(lambda: bool(at_lead.findChildren(ReceiveDialog)), timeout=10_000)
    dialog = at_lead.findChildren(ReceiveDialog)[0]
    assert dialog.files.count() == 2
    dialog.reject()
    settle(at_lead, 0.2)


def test_the_tick_box_of_the_preview_and_the_preferences_say_where_to_look(
    at_lead: MainWindow, team: Team, box: Path, qtbot: QtBot
) -> None:
    at_lead.jobs.receiving.receive([put(team.work_of_ben(), box)])
    qtbot.waitUntil(lambda: bool(at_lead.findChildren(ReceiveDialog)), timeout=10_000)
    dialog = at_lead.findChildren(ReceiveDialog)[0]
    assert not dialog.watch.isChecked()
    dialog.watch.click()
    assert at_lead.settings.watched_folder(team.project_id) == str(box)
    assert at_lead.preferences.watched_folder == str(box)
    dialog.reject()
    at_lead.preferences.watch_folder("")
    assert at_lead.settings.watched_folder(team.project_id) == ""
    settle(at_lead, 0.2)


def test_another_project_in_its_place_ends_the_watching(
    at_lead: MainWindow, team: Team, box: Path, sample: Path, qtbot: QtBot
) -> None:
    at_lead.jobs.receiving.watch(box)
    watch = at_lead.jobs.receiving._watching()
    qtbot.waitUntil(lambda: bool(watch._watcher.directories()), timeout=10_000)
    assert at_lead.open_project(sample)
    assert watch.folder is None
    settle(at_lead, 0.2)
    put(team.work_of_ben(), box)
    settle(at_lead, 0.7)
    assert not any("came" in text for text in texts(at_lead))


def test_ones_own_hand_over_is_not_offered_back(at_lead: MainWindow, team: Team, box: Path, qtbot: QtBot) -> None:
    at_lead.jobs.receiving.watch(box)
    writing = at_lead.jobs.handing_over

    def make():  # type: ignore[no-untyped-def]
        from curator.tasks.handover import make_handover

        assert at_lead.page is not None
        return make_handover(at_lead.page.workspace, coders=(team.ada.id,))

    assert at_lead.page is not None
    own = box / "mine.curator-handover"
    writing._write(at_lead.page.workspace, "Hand over", own, make)
    qtbot.waitUntil(lambda: any("is written" in text for text in texts(at_lead)), timeout=10_000)
    at_lead.jobs.receiving._watching().look()
    qtbot.waitUntil(lambda: not at_lead.jobs.receiving._watching()._looking, timeout=10_000)
    settle(at_lead, 0.2)
    assert not any("came" in text for text in texts(at_lead))
    assert sha256_of(own) in at_lead.settings.settled_handovers(team.project_id)
