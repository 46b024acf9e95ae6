# SPDX-License-Identifier: MIT
"""Handing over and receiving as a lead sees it, one scene after another, for packaging/pictures.py.

What lives here: the order of the scenes. What does not: the files of the team (tests/handing.py), taking pictures
(pictures.py, curator/app/picture.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from curator.app import picture
from curator.shape import replace
from tests.handing import Team

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow

Scene = tuple[str, QDialog | None]  # a name, and the dialog that is to be seen (None: the window)
_PATIENCE = 60


def scenes(window: MainWindow, folder: Path) -> Iterator[Scene]:
    """From the packet to a choice between versions. Whoever asks for the next scene has taken the picture."""
    team = Team(folder / "team")
    yield from _beginning(window, team)
    conflict, work = team.changed_apart(), team.work_of_ben(note="The second one is unsure: see my comment.")
    other = team.same_text_elsewhere()
    book = replace(team.book, version="2.0", fields=team.book.fields[:-1])
    elsewhere = Team(folder / "elsewhere", book).work_of_ben("cleo")
    window.settings.remember_coder(team.project_id, team.ada.id, team.ada.name)
    if not window.open_project(team.lead):
        raise SystemExit("; ".join(row.text for row in window.messages.rows()))
    picture.settle(window)
    for action, name in (("file.hand_over", "hand_over"), ("file.send_packet", "packet")):
        window.actions_by_id[action].trigger()
        yield from _scene(window, name, name)
    for name, files in (("work", [work]), ("asks", [other]), ("codebook", [elsewhere])):
        window.jobs.receiving.receive(files)
        yield from _scene(window, "receive", f"receive-{name}")
    window.jobs.receiving.receive([conflict, work, other])
    several = _dialog(window, "receive")
    yield "receive-several", several
    several.accept()
    yield from _received(window, team, [conflict, work])
    yield from _folder(window, team, folder / "box")
    window.close_project()


def _beginning(window: MainWindow, team: Team) -> Iterator[Scene]:
    window.jobs.packets.begin(team.packet)
    yield from _scene(window, "begin", "begin")


def _received(window: MainWindow, team: Team, files: list[Path]) -> Iterator[Scene]:
    """Both are taken in; one brings a conflict."""
    from curator.tasks.handover import receive
    from curator.tasks.handover_files import open_handover

    assert window.page is not None
    for file in files:
        receive(window.page.workspace, open_handover(file))
    picture.settle(window, 0.3)
    window.page.choose_article(3)
    yield "incident-with-versions", None
    window.jobs.receiving.receive(files[1:])
    yield from _scene(window, "receive", "receive-nothing-new")
    window.jobs.versions.show()
    picture.settle(window, 0.2)
    yield from _scene(window, "versions", "versions")
    window.jobs.receiving.project_dropped(team.ben_file)
    yield "project-dropped", None
    window.messages.clear()


def _folder(window: MainWindow, team: Team, box: Path) -> Iterator[Scene]:
    """Something comes into a watched folder."""
    box.mkdir()
    shutil.copy(team.hand_over_of(team.ben, "ben-again", note="Once more."), box / "ben-2.curator-handover")
    window.jobs.receiving.watch(box)
    for _ in range(_PATIENCE):
        picture.settle(window, 0.1)
        if window.messages.rows():
            break
    yield "hand-over-came", None
    window.jobs.receiving.watch(None)
    window.messages.clear()


def _scene(window: MainWindow, name: str, called: str) -> Iterator[Scene]:
    """One dialog, closed when its picture is taken."""
    dialog = _dialog(window, name)
    yield called, dialog
    dialog.reject()
    picture.settle(window)


def _dialog(window: MainWindow, name: str) -> QDialog:
    """The dialog with this name, as soon as it is there."""
    for _ in range(_PATIENCE):
        picture.settle(window, 0.1)
        found = next((each for each in window.findChildren(QDialog, name) if each.isVisible()), None)
        if found is not None:
            return found
    raise SystemExit(f"The dialog {name} does not come: {'; '.join(row.text for row in window.messages.rows())}")
