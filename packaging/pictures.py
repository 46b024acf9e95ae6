# SPDX-License-Identifier: MIT
"""Pictures of the window, and a look at its layout:

    python packaging/pictures.py PROJECT FOLDER [--size 1280x800] [--theme dark] [--scale 2] [--font-size 14]

Shows the start page, the project's articles, the table of incidents, the line of commands and the dialogs, then every
state of the review (review_pictures.py), of coding by hand (coding_pictures.py) in copies of the sample, what a lead
sees of hand-overs (handover_pictures.py), and bringing in and taking out (bringing_pictures.py), at 1280 x 800 and
1920 x 1080, light, dark and with high contrast.
Writes a PNG of each, and fails (1) on clipped labels, widgets outside their parent, siblings that overlap and texts
with too little contrast. `--size` and `--theme` (as often as wanted) take fewer pictures, `--part` those of one part;
`--scale` makes them for a screen of so many times the pixels, `--font-size` with another size of the platform's font in
points.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # a checkout works without being installed
sys.path.insert(1, str(Path(__file__).resolve().parent))

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from curator.app.main_window import MainWindow

    Keep = Callable[..., None]

SIZES = ((1280, 800), (1920, 1080))
THEMES = ("light", "dark", "dark-contrast")
# Dialogs by the action that opens them; they do not grow with the window, so they are shown at the first size alone.
DIALOGS = (
    ("help.keys", "keys"), ("edit.preferences", "preferences"), ("help.pages", "help_pages"), ("help.about", "about"),
    ("help.codebook", "codebook_help"), ("file.new", "new_project"), ("file.export", "export"),
)  # fmt: skip
SEARCHED = "Iraq"  # a word of the sample


def main() -> int:
    chosen = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if chosen.scale:
        os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    sizes = [tuple(int(part) for part in size.split("x")) for size in chosen.size] or SIZES
    found: list[str] = []
    for size in sizes:
        for theme in chosen.theme or THEMES:
            with tempfile.TemporaryDirectory(prefix="curator-pictures-") as home:  # nobody is known on this device yet
                os.environ["CURATOR_HOME"] = home
                found += picture_all(chosen, size, theme)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Makes pictures of the window and looks for faults of its layout.")
    parser.add_argument("project", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", action="append", default=[], metavar="WxH")
    parser.add_argument("--theme", action="append", default=[])
    parser.add_argument("--scale", type=float, default=0.0)
    parser.add_argument("--font-size", type=float, default=0.0)
    parser.add_argument("--part", choices=("all", "looking", "coding", "review", "handing", "bringing"), default="all")
    parser.add_argument("--quick", action="store_true", help="to look for faults: the article's map may lag behind")
    return parser.parse_args()


def picture_all(chosen: argparse.Namespace, size: tuple[int, ...], theme: str) -> list[str]:
    """All pictures of one size and theme; the faults that were seen, each with the picture it is in."""
    from curator.app import picture
    from curator.app.layout_faults import layout_faults

    found: list[str] = []
    window = _window(chosen, (size[0], size[1]), theme)

    def keep(name: str, shown: QWidget | None = None) -> None:
        file = f"{name}-{size[0]}-{theme}.png"
        if not picture.take(window, chosen.folder / file, shown, quick=chosen.quick):
            raise SystemExit(f"{chosen.folder / file} could not be written.")
        print(file)
        found.extend(f"{file}: {fault}" for fault in layout_faults(shown or window))

    if chosen.part in ("all", "looking"):
        keep("start")
        picture_project(window, chosen.project, keep)
        if tuple(size) == SIZES[0]:
            picture_dialogs(window, keep)
    if chosen.part in ("all", "review"):
        with tempfile.TemporaryDirectory(prefix="curator-pictures-") as folder:
            picture_review(window, _coded_by_one(Path(folder)), Path(folder), keep)
    if chosen.part in ("all", "coding"):
        with tempfile.TemporaryDirectory(prefix="curator-pictures-") as folder:
            picture_coding(window, _coded_by_one(Path(folder)), Path(folder), keep)
    if chosen.part == "handing" or (chosen.part == "all" and tuple(size) == SIZES[0]):
        with tempfile.TemporaryDirectory(prefix="curator-pictures-") as folder:
            picture_handing(window, Path(folder), keep)
    if chosen.part == "bringing" or (chosen.part == "all" and tuple(size) == SIZES[0]):
        with tempfile.TemporaryDirectory(prefix="curator-pictures-") as folder:
            picture_bringing(window, Path(folder), keep)
    window.close()
    return found


def _window(chosen: argparse.Namespace, size: tuple[int, int], theme: str) -> MainWindow:
    from curator.app import picture
    from curator.app.application import make_application

    application = make_application()
    if chosen.font_size:
        font = application.font()
        font.setPointSizeF(chosen.font_size)
        application.setFont(font)
    return picture.shown_window(size, theme)


def _coded_by_one(folder: Path) -> Path:
    """The sample with the first coder's work only: the scenes add what others coded."""
    from curator.tasks.sample import build_sample

    return build_sample(folder / "sample.curator", second=False).project


def picture_project(window: MainWindow, project: Path, keep: Keep) -> None:
    """The project as somebody sees it who only looks."""
    from curator.app import picture

    if not picture.show_project(window, project):
        raise SystemExit("; ".join(row.text for row in window.messages.rows()))
    page = window.page
    assert page is not None
    for position in range(len(page.shown.incidents) if page.shown else 0):
        assert page.shown is not None
        page.choose_incident(page.shown.incidents[position].incident.id, go=True)
        keep(f"incident-{position + 1}")
    for at, name in ((1, "article-facts"), (2, "not-codable"), (3, "highlights"), (4, "comments"), (5, "history-here")):
        page.side.tabs.setCurrentIndex(at)
        keep(name)
    page.side.tabs.setCurrentIndex(0)
    window.actions_by_id["go.history"].trigger()
    keep("history")
    window.actions_by_id["go.history"].trigger()
    window.actions_by_id["view.open_all"].trigger()
    keep("all-open")
    page.library.begin_search()
    page.library.filter.setText(SEARCHED)
    keep("search")
    page.library.begin_filter()
    page.library.filter.clear()
    page.views.show_view("incidents")
    keep("all-incidents")
    picture_ways(window, keep)
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


def picture_ways(window: MainWindow, keep: Keep) -> None:
    """The incidents on the map, those at a mark of it, and the time line."""
    from curator.app import picture

    assert window.page is not None
    views = window.page.views
    views.show_way("map")
    keep("map")
    assert views.table is not None
    canvas = views.table.ways.map.panel.canvas
    canvas.step(1)
    if canvas.marks_item.chosen is not None:
        canvas.mark_chosen.emit(canvas.marks_item.chosen)
    picture.settle(window)
    keep("map-mark")
    views.show_way("time")
    keep("time-line")
    views.show_way("table")


def picture_dialogs(window: MainWindow, keep: Keep) -> None:
    """The dialogs that actions open."""
    for action, name in DIALOGS:
        picture_dialog(window, keep, action, name)


def picture_dialog(window: MainWindow, keep: Keep, action: str, name: str) -> None:
    """One dialog that an action opens."""
    from PySide6.QtWidgets import QDialog

    from curator.app import picture

    window.actions_by_id[action].trigger()
    picture.settle(window)
    dialog = next(each for each in window.findChildren(QDialog, name) if each.isVisible())
    keep(name, dialog)
    dialog.close()


def picture_coding(window: MainWindow, project: Path, folder: Path, keep: Keep) -> None:
    """Every state of coding by hand, in a copy of the project."""
    from coding_pictures import made_project, scenes

    from curator.app import picture

    if not window.open_project(made_project(project, folder)):
        raise SystemExit("; ".join(row.text for row in window.messages.rows()))
    picture.settle(window)
    for name in scenes(window):
        keep(name)
    window.close_project()


def picture_review(window: MainWindow, project: Path, folder: Path, keep: Keep) -> None:
    """Every state of the review, in copies of the project that others have coded too."""
    from review_pictures import review_scenes

    for name in review_scenes(window, project, folder):
        keep(name)
        if name == "review-row":  # a project that can be written, and somebody to be assigned
            picture_dialog(window, keep, "article.assign", "assign")


def picture_handing(window: MainWindow, folder: Path, keep: Keep) -> None:
    """What a lead sees of hand-overs, with files made for it."""
    from handover_pictures import scenes

    for name, shown in scenes(window, folder):
        keep(name, shown)


def picture_bringing(window: MainWindow, folder: Path, keep: Keep) -> None:
    """What comes in and goes out, in a copy of the sample."""
    from bringing_pictures import scenes

    for name, shown in scenes(window, _coded_by_one(folder), folder):
        keep(name, shown)


if __name__ == "__main__":
    sys.exit(main())
