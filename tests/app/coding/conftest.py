# SPDX-License-Identifier: MIT
"""What words can be read as in an empty project; a small project in the real window, coded by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from curator.app.coding.chooser import Chooser
from curator.app.coding.proposing import Proposing
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.values.line import Line, Target
from curator.app.workspace_page import WorkspacePage
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Incident
from curator.domain.values import Value, incident_value
from curator.operations import AddArticles, AddCoder, NewArticle, Operation
from curator.workspace import Workspace
from tests.active import make_active
from tests.sound_case import TEXT, incidents_codebook

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SECOND = "Nothing happened in Mosul yesterday. Two men were arrested in Tikrit, officials said."


@pytest.fixture(scope="session")
def proposing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proposing]:
    path = tmp_path_factory.mktemp("typed") / "empty.curator"
    with Workspace.create(path, incidents_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        yield Proposing(workspace)


class Bench:
    """The window on a small project, and a coder's hands."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.told: list[str] = []
        self.page.desk.told.connect(self.told.append)
        self.changes = 0
        self.page.feed.changed.connect(self._changed)

    def _changed(self, _change: object) -> None:
        self.changes += 1

    @property
    def page(self) -> WorkspacePage:
        page = self.window.page
        assert page is not None
        return page

    @property
    def workspace(self) -> Workspace:
        return self.page.workspace

    @property
    def article(self) -> str:
        assert self.page.shown is not None
        return self.page.shown.coding.article.id

    def run(self, operation: Operation) -> Any:
        """Done by somebody else than the window's user."""
        before, result = self.changes, self.workspace.run(operation)
        self.rest()
        for _ in range(100):  # on a busy machine the window hears of it late
            if self.changes > before:
                break
            self.rest()
        return result

    def rest(self) -> None:
        """Until everything that was asked for is in the file and shown."""
        settle(self.window)
        while self.page.doing.busy:
            settle(self.window)

    def select(self, words: str, more: tuple[int, int] = (0, 0)) -> tuple[int, int]:
        """Select words of the article; the reader has the focus."""
        text = self.page.article.reader.text()
        start = text.index(words)
        span = (start - more[0], start + len(words) + more[1])
        self.page.article.reader.setFocus()
        self.page.article.reader.select(*span)
        return span

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press keys where the focus is, and wait for what they do."""
        for key in keys:
            QTest.keyClick(self.focus, key, held)
            self.rest()

    def write(self, text: str) -> None:
        """Type ASCII letters (QTest knows no others) one by one where the focus is: the first may open an editor."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)
        self.rest()

    @property
    def focus(self) -> QWidget:
        """Where keys go."""
        if QApplication.activeWindow() is None or QApplication.focusWidget() is None:
            make_active(self.window)
            settle(self.window)
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    def choose(self, field: str, row: str = "", incident: str = "") -> Line:
        """Choose a value in the form, which has the focus then."""
        target = Target(incident or self.page.side.incident, row, field)
        line = self.page.side.reveal([target, Target(target.incident, row)])
        assert line is not None, f"{field} is not in the form"
        self.page.side.values.setFocus()
        return line

    def editor(self) -> str | None:
        """What stands in the editor of a value; None where none is open."""
        editing = self.page.values_desk.editing
        return editing.text() if editing.target is not None else None

    def offers(self) -> list[str]:
        """The labels in the list below the line that has the focus."""
        found = self.focus.parentWidget()
        assert isinstance(found, Chooser)
        return [offer.label for offer in found.model.offers]

    # -- what came of it ----------------------------------------------------------------------------------------------
    def incidents(self) -> Sequence[Incident]:
        with self.workspace.read() as reads:
            return reads.coding(self.article).incidents

    def incident(self) -> Incident:
        """The active one."""
        return next(each for each in self.incidents() if each.id == self.page.side.incident)

    def value(self, field: str, row: str = "") -> Value:
        incident = self.incident()
        there = next((each for each in incident.rows if each.id == row), None)
        node = self.workspace.codebook.node(field, there.group if there else "")
        assert node is not None
        return incident_value(self.workspace.codebook, incident, node, there)


def small_project(path: Path, codebook: Codebook) -> tuple[str, str, str]:
    """Two articles and two coders. Returns the project's id and the ids of the coders."""
    with Workspace.create(path, codebook, name="Small") as workspace:
        one, two = workspace.run(AddCoder("Coder 1")), workspace.run(AddCoder("Coder 2"))
        workspace.act_as(one)
        said = {"published": "2019-11-09", "title": "Attack", "language": "en"}
        workspace.run(AddArticles((NewArticle(TEXT, said), NewArticle(SECOND, {**said, "title": "Arrests"}))))
        return workspace.project_id, one.id, two.id


@pytest.fixture
def bench(window: MainWindow, tmp_path: Path) -> Bench:
    """The window on the first article, by Coder 1, nothing coded yet."""
    return opened_bench(window, tmp_path / "small.curator", incidents_codebook())


def opened_bench(window: MainWindow, path: Path, codebook: Codebook) -> Bench:
    project, coder, _ = small_project(path, codebook)
    window.settings.remember_coder(project, coder, "Coder 1")
    assert window.open_project(path)
    settle(window)
    made = Bench(window)
    made.page.choose_article(1)
    settle(window)
    return made
