# SPDX-License-Identifier: MIT
"""Pictures of the window, and a look at its layout:

    python packaging/pictures.py PROJECT FOLDER

Shows the start page, the project's articles, the table of incidents, the line of commands and the dialogs at 1280 x 800
and 1920 x 1080, light, dark and with high contrast, writes a PNG of each, and fails (1) on clipped labels, widgets
outside their parent, siblings that overlap and texts with too little contrast. The first article and the first one that
runs from right to left are shown, every incident of the former.
QT_SCALE_FACTOR=2 makes pictures for a screen of twice as many pixels.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # a checkout works without being installed

SIZES = ((1280, 800), (1920, 1080))
THEMES = ("light", "dark", "dark-contrast")
# Dialogs by the action that opens them; they do not grow with the window, so they are shown at the first size alone.
DIALOGS = (
    ("help.keys", "keys"), ("edit.preferences", "preferences"), ("help.pages", "help_pages"), ("help.about", "about"),
    ("help.codebook", "codebook_help"), ("file.new", "new_project"), ("file.export", "export"),
)  # fmt: skip
SEARCHED = "Iraq"  # a word of the sample


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes pictures of the window and looks for faults of its layout.")
    parser.add_argument("project", type=Path)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="curator-pictures-") as home:
        os.environ["CURATOR_HOME"] = home
        found = [fault for size in SIZES for theme in THEMES for fault in picture_all(chosen, size, theme)]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


def picture_all(chosen: argparse.Namespace, size: tuple[int, int], theme: str) -> list[str]:
    """All pictures of one size and theme; the faults that were seen, each with the picture it is in."""
    from PySide6.QtWidgets import QDialog, QWidget

    from curator.app import picture
    from curator.app.layout_faults import layout_faults

    window = picture.shown_window(size, theme)
    found: list[str] = []

    def keep(name: str, shown: QWidget = window) -> None:
        file = f"{name}-{size[0]}-{theme}.png"
        if not picture.take(window, chosen.folder / file, shown):
            raise SystemExit(f"{chosen.folder / file} could not be written.")
        print(file)
        found.extend(f"{file}: {fault}" for fault in layout_faults(shown))

    keep("start")
    if not picture.show_project(window, chosen.project):
        raise SystemExit("; ".join(row.text for row in window.messages.rows()))
    page = window.page
    assert page is not None
    for position in range(len(page.shown.incidents) if page.shown else 0):
        assert page.shown is not None
        page.choose_incident(page.shown.incidents[position].incident.id, go=True)
        keep(f"incident-{position + 1}")
    for at, name in ((1, "article-facts"), (2, "not-codable")):
        page.side.tabs.setCurrentIndex(at)
        keep(name)
    page.side.tabs.setCurrentIndex(0)
    window.actions_by_id["view.open_all"].trigger()
    keep("all-open")
    page.library.begin_search()
    page.library.filter.setText(SEARCHED)
    keep("search")
    page.library.begin_filter()
    page.library.filter.clear()
    page.views.show_view("incidents")
    keep("all-incidents")
    page.views.show_view("code")
    with page.workspace.read() as reads:
        lines = reads.article_lines(reads.article_ns()[:2000])
    backwards = next((line.n for line in lines if line.language.split("-")[0] in ("ar", "fa", "he", "ur")), 0)
    if backwards:
        page.choose_article(backwards)
        keep("right-to-left")
    page.choose_article(lines[0].n)
    window.actions_by_id["go.command"].trigger()
    keep("commands")
    window.commands.line.setText("incident")
    keep("commands-found")
    window.commands.leave()
    for action, name in DIALOGS if size == SIZES[0] else ():
        window.actions_by_id[action].trigger()
        picture.settle(window)
        dialog = next(each for each in window.findChildren(QDialog, name) if each.isVisible())
        keep(name, dialog)
        dialog.close()
    window.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
