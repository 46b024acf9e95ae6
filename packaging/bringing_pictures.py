# SPDX-License-Identifier: MIT
"""Bringing in and taking out as an analyst sees it, one scene after another, for packaging/pictures.py.

What lives here: the order of the scenes and the files they need. What does not: making documents (tests/formats),
taking pictures (pictures.py, curator/app/picture.py).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QListWidget, QPushButton

from curator.app import picture
from curator.operations import SetValue
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.releases import make_release
from tests.formats.documents import flowed, pdf
from tests.formats.pages_made import TOLD, page

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow
    from curator.workspace import Workspace

Scene = tuple[str, QDialog | None]  # a name, and the dialog that is to be seen (None: the window)
_PATIENCE = 100  # tenths of a second
TABLE = """Headline;Source;Published;What;Event type;Killed;Row id
Clash at a well;Daily;8 November 2019;Rebels shot at guards.;Battle;2;r1
Crowd at a gate;Daily;9 November 2019;A crowd threw stones.;war;none;r2
"""
PARAGRAPHS = (
    "Two guards were shot dead in Mosul at dawn, the police said on Friday.",
    "Their colleagues looked for the gunmen in the fields to the west until it was dark.",
    "Nobody said who had done it, and shops in the street stayed closed for the day.",
)


def scenes(window: MainWindow, project: Path, folder: Path) -> Iterator[Scene]:
    """From files to a release. Whoever asks for the next scene has taken the picture. The project is written."""
    if not window.open_project(project):
        raise SystemExit("; ".join(row.text for row in window.messages.rows()))
    assert window.page is not None
    workspace = window.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    picture.settle(window)
    yield from _articles(window, folder)
    yield from _table(window, folder)
    yield from _corrections(window, workspace, folder)
    yield from _hits(window)
    yield from _taking_out(window, workspace)
    window.close_project()


def _articles(window: MainWindow, folder: Path) -> Iterator[Scene]:
    """Files of several kinds, what became of them, two that are nearly the same, and the page of a PDF."""
    assert window.page is not None
    files = folder / "files"
    files.mkdir()
    text = "\n\n".join(PARAGRAPHS * 2)
    (files / "a.txt").write_text(text, encoding="utf-8")
    (files / "b.txt").write_text(text.replace("two", "three").replace("dark", "night"), encoding="utf-8")
    (files / "bus.html").write_text(page(TOLD), encoding="utf-8")
    (files / "empty.txt").write_bytes(b"")
    (files / "guards.pdf").write_bytes(pdf([flowed([["Guards shot dead"], list(PARAGRAPHS)])]))
    window.jobs.bringing_in.import_dropped([str(files)])
    asked = _dialog(window)
    yield "import", asked
    asked.accept()
    report = _dialog(window)
    yield "import-report", report
    rows = report.findChild(QAbstractItemView, "import_report.list")
    assert rows is not None
    rows.setCurrentIndex(rows.model().index(1, 0))
    _press(report, "import_report.compare")
    beside = _dialog(window, lambda each: each is not report)
    yield "beside", beside
    beside.reject()
    report.reject()
    with window.page.workspace.read() as reads:
        lines = reads.article_lines(reads.article_ns())
    window.page.choose_article(next(line.n for line in lines if line.source_file == "guards.pdf"))
    window.actions_by_id["view.page_picture"].trigger()
    picture.settle(window, 1)
    yield "page-of-a-pdf", None
    window.actions_by_id["view.page_picture"].trigger()
    window.messages.clear()


def _table(window: MainWindow, folder: Path) -> Iterator[Scene]:
    table = folder / "incidents.csv"
    table.write_text(TABLE, encoding="utf-8")
    window.jobs.tables.look_at(table)
    yield from _scene(window, "mapping")


def _corrections(window: MainWindow, workspace: Workspace, folder: Path) -> Iterator[Scene]:
    """A file of the set, corrected in a spreadsheet."""
    export_set(workspace, folder / "set", ExportOptions())
    file = folder / "set" / "incidents.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        lines = list(csv.reader(opened))
    lines[1][lines[0].index(workspace.codebook.title_field)] = "Corrected in a spreadsheet"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(lines)
    window.jobs.bringing_in.import_dropped([str(folder / "set")])
    yield from _scene(window, "corrections")


def _hits(window: MainWindow) -> Iterator[Scene]:
    window.actions_by_id["code.hits"].trigger()
    dialog = _dialog(window)
    line = dialog.findChild(QLineEdit, "code_hits.line") or dialog.findChildren(QLineEdit)[0]
    line.setText("guards")
    line.returnPressed.emit()
    hits = dialog.findChild(QListWidget, "code_hits.list")
    assert hits is not None
    _wait(window, lambda: hits.count() > 0)
    yield "code-hits", dialog
    dialog.reject()


def _taking_out(window: MainWindow, workspace: Workspace) -> Iterator[Scene]:
    """A release, and what has changed since."""
    make_release(workspace, "First")
    with workspace.read() as reads:
        workspace.run(SetValue(reads.find_incident("1").id, workspace.codebook.title_field, "Called otherwise"))
    window.actions_by_id["file.releases"].trigger()
    releases = _dialog(window)
    picture.settle(window, 0.3)
    yield "releases", releases
    _press(releases, "releases.compare")
    difference = _dialog(window, lambda each: each is not releases)
    yield "difference", difference
    difference.reject()
    releases.reject()
    window.actions_by_id["article.versions"].trigger()
    yield from _scene(window, "article-versions")


def _scene(window: MainWindow, called: str) -> Iterator[Scene]:
    """The one dialog there is, closed when its picture is taken."""
    dialog = _dialog(window)
    picture.settle(window, 0.3)
    yield called, dialog
    dialog.reject()
    picture.settle(window)


def _press(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def _dialog(window: MainWindow, wanted: Callable[[QDialog], bool] = lambda _each: True) -> QDialog:
    """The dialog on show, as soon as it is there."""
    found: list[QDialog] = []

    def there() -> bool:
        every = QApplication.topLevelWidgets()
        found[:] = [each for each in every if isinstance(each, QDialog) and each.isVisible() and wanted(each)]
        return bool(found)

    _wait(window, there)
    return found[0]


def _wait(window: MainWindow, there: Callable[[], bool]) -> None:
    for _ in range(_PATIENCE):
        picture.settle(window, 0.1)
        if there():
            return
    raise SystemExit(f"It does not come: {'; '.join(row.text for row in window.messages.rows())}")
