# SPDX-License-Identifier: MIT
"""A picture of the window, without a screen.

    python -m curator.app.picture PROJECT OUT.png [--size 1280x800] [--theme NAME] [--article N] [--incident N]

PROJECT `-` shows the start page. What lives here: showing the real window offscreen and writing the PNG. What does not:
judging the layout (layout_faults.py). The user's settings are read, never written.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator.app.main_window import MainWindow

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
    chosen = parser.parse_args(arguments)
    width, height = (int(part) for part in chosen.size.lower().split("x"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="curator-picture-") as home:
        os.environ["CURATOR_HOME"] = home
        window = shown_window((width, height), chosen.theme)
        project = None if chosen.project == "-" else Path(chosen.project)
        if project is not None and not show_project(window, project, chosen.article, chosen.incident):
            print("; ".join(row.text for row in window.messages.rows()), file=sys.stderr)  # noqa: T201  # a command
            return FAULT
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
    window.show_workspace(workspace, article)
    window.messages.clear()
    settle(window)
    page = window.page
    if page is not None and page.shown is not None and 0 < incident <= len(page.shown.incidents):
        page.choose_incident(page.shown.incidents[incident - 1].incident.id, go=True)
    settle(window)
    return True


def settle(window: MainWindow, calm: float = 0.015) -> None:
    """Let everything happen that is still to happen: until nothing has been under way for `calm` seconds."""
    from PySide6.QtWidgets import QApplication

    def busy() -> bool:
        return window.background.busy or (window.page is not None and window.page.background.busy)

    began = calm_since = time.monotonic()
    while time.monotonic() - calm_since < calm and time.monotonic() - began < _PATIENCE:
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
