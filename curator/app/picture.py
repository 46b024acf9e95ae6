# SPDX-License-Identifier: MIT
"""A picture of the window, without a screen.

    python -m curator.app.picture PROJECT OUT.png
        [--size 1280x800] [--theme NAME] [--article N] [--incident N] [--coding]

PROJECT `-` shows the start page. `--coding` shows a copy of the project while its incident is being coded. What lives
here: showing the real window offscreen and writing the PNG. What does not: judging the layout (layout_faults.py). The
user's settings and the project are read, never written.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from curator.app.main_window import MainWindow
    from curator.domain.codebook.model import Codebook, Key
    from curator.domain.coding import Evidence, Incident
    from curator.workspace import Workspace

FAULT = 3
_UNHURRIED = 0.25  # seconds: the article's map follows changes when they have come to rest
_HURRIED = 0.03
_PATIENCE = 10.0  # seconds until everything that runs in the background has come


def main(arguments: list[str] | None = None) -> int:
    """The command line above; 3 with a sentence where the project cannot be shown."""
    parser = argparse.ArgumentParser(prog="python -m curator.app.picture", description="A picture of Curator's window.")
    parser.add_argument("project", help="a project file, or - for the start page")
    parser.add_argument("out", type=Path, help="the PNG to write")
    parser.add_argument("--size", default="1280x800", metavar="WxH", help="in pixels (usual: 1280x800)")
    parser.add_argument("--theme", choices=("light", "dark", "light-contrast", "dark-contrast"), default="light")
    parser.add_argument("--article", type=int, default=0, metavar="N", help="the article with this local number")
    parser.add_argument("--incident", type=int, default=0, metavar="N", help="its N-th incident, from 1")
    parser.add_argument("--coding", action="store_true", help="while it is coded: a value proposed, words selected")
    chosen = parser.parse_args(arguments)
    width, height = (int(part) for part in chosen.size.lower().split("x"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="curator-picture-") as home:
        os.environ["CURATOR_HOME"] = home
        window = shown_window((width, height), chosen.theme)
        project = None if chosen.project == "-" else Path(chosen.project)
        if project is not None and chosen.coding and project.is_file():
            project = Path(shutil.copy(project, home))  # it is written
        if project is not None and not show_project(window, project, chosen.article, chosen.incident):
            print("; ".join(row.text for row in window.messages.rows()), file=sys.stderr)  # noqa: T201  # a command
            return FAULT
        if project is not None and chosen.coding:
            show_coding(window, project, chosen.article, chosen.incident)
        saved = take(window, chosen.out)
        window.close()
    if not saved:
        print(f"The picture could not be written to {chosen.out}.", file=sys.stderr)  # noqa: T201  # a command
        return FAULT
    return 0


def shown_window(size: tuple[int, int], theme: str) -> MainWindow:
    """The real window on the start page, shown at this size."""
    from curator.app.application import make_application, make_themes
    from curator.app.main_window import MainWindow
    from curator.settings import Settings

    application = make_application()
    settings = Settings()
    settings.set("theme", theme)
    window = MainWindow(settings, make_themes(application, settings))
    window.show_start()
    window.resize(*size)
    window.show()
    settle(window)
    return window


def show_project(window: MainWindow, project: Path, article: int = 0, incident: int = 0) -> bool:
    """Open a project for reading and choose an article and one of its incidents (from 1); False where it cannot be."""
    from curator.domain.faults import UserFault
    from curator.workspace import Workspace

    try:
        workspace = Workspace.open(project, write=False)
    except UserFault as fault:
        window.messages.say("fault", fault.sentence)
        return False
    _look_as_first_coder(window, workspace)
    window.show_workspace(workspace, article)
    window.messages.clear()
    settle(window)
    page = window.page
    if page is not None and page.shown is not None and 0 < incident <= len(page.shown.incidents):
        page.choose_incident(page.shown.incidents[incident - 1].incident.id, go=True)
    settle(window)
    return True


def _look_as_first_coder(window: MainWindow, workspace: Workspace) -> None:
    """Somebody who coded looks where nobody is known to: of several layers nobody would see none."""
    from curator.tasks.sample import first_coder

    with workspace.read() as reads:
        people = [coder for coder in reads.coders() if coder.kind == "person"]
    if people and window.settings.coder_for(workspace.project_id) is None:
        coder = first_coder(people)
        window.settings.remember_coder(workspace.project_id, coder.id, coder.name)


def show_coding(window: MainWindow, project: Path, article: int = 0, incident: int = 0) -> None:
    """Code in this project: the words of the codebook's first key are given once more to their field of the incident
    (from 1), so that it is proposed; those of a later key are selected, so that the strip shows."""
    from curator.app.values.line import Target

    window.open_project(project, article)
    page = window.page
    assert page is not None
    assert page.shown is not None
    coded = page.shown.incidents[max(0, incident - 1)].incident
    window.who_codes.answer(next(each for each in window.who_codes.people() if each.id == coded.coder))
    window.actions_by_id["article.reopen"].trigger()
    settle(window)
    page.choose_incident(coded.id, go=True)
    worded = list(_words_of_keys(page.workspace.codebook, coded))
    key, words = worded[0]
    line = page.side.values.mark([Target(coded.id, words.row, key.field)])
    if line is not None:
        page.chosen_desk.remove(line)
        settle(window)
    page.words_desk.to_field.give(key, (words.start, words.end))
    settle(window)
    _, following = next((each for each in worded[1:] if each[1].row), worded[-1])
    page.article.reader.setFocus()
    page.article.reader.select(following.start, following.end)
    window.messages.clear()


def _words_of_keys(book: Codebook, incident: Incident) -> Iterator[tuple[Key, Evidence]]:
    """The keys of compounds with the direct words that stand behind their field in this incident."""
    for key in book.keys:
        node = book.node(key.field, key.group)
        parts = {each.key for each in node.nodes()} if node is not None and node.parts else set()
        rows = {
            row.id for row in incident.rows_of(key.group) if key.presets and set(key.presets) <= set(row.values.items())
        }
        for span in incident.evidence:
            if span.field in parts and span.role == "direct" and (span.row in rows if key.group else not span.row):
                yield key, span
                break


def settle(window: MainWindow, calm: float = 0.015) -> None:
    """Let everything happen that is still to happen: until nothing has been under way for `calm` seconds."""
    from PySide6.QtWidgets import QApplication

    def busy() -> bool:
        page = window.page
        return window.background.busy or (page is not None and (page.background.busy or page.doing.busy))

    began = calm_since = time.monotonic()
    while (busy() or time.monotonic() - calm_since < calm) and time.monotonic() - began < _PATIENCE:
        QApplication.processEvents()
        if busy():
            calm_since = time.monotonic()
        time.sleep(0.004)


def take(window: MainWindow, out: Path, shown: QWidget | None = None, *, quick: bool = False) -> bool:
    """Write the window, or a dialog of it, as PNG; True where that worked. `quick`: the map of the article may lag."""
    settle(window, _HURRIED if quick else _UNHURRIED)
    return (shown or window).grab().save(str(out), "PNG")


if __name__ == "__main__":
    sys.exit(main())
