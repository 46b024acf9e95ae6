# SPDX-License-Identifier: MIT
"""A sample project, the real window, and Qt's warnings as failures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.app.application import STYLE, dress
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.theme import ThemeSwitch
from curator.settings import Settings
from curator.tasks.sample import build_sample
from tests.active import make_active

# What the platforms of tests say of themselves; anything else that Qt warns of fails the test.
HARMLESS = ("This plugin does not support", "QStandardPaths: ", "libEGL", "failed to get the current screen")


@pytest.fixture(autouse=True)
def qt_warnings() -> Iterator[list[str]]:
    """A warning of Qt fails the test."""
    heard: list[str] = []

    def listen(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not message.startswith(HARMLESS):
            heard.append(message)

    before = qInstallMessageHandler(listen)
    yield heard
    qInstallMessageHandler(before)
    assert not heard, f"Qt warned: {heard}"


@pytest.fixture(autouse=True)
def nothing_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the window does of itself a while after it is on show (the list of places, a newer codebook) waits for ever:
    a test would see it or not as quick as the machine is. Tests of it bring it about."""
    monkeypatch.setattr("curator.app.after_opening.WAIT", 3_600_000)
    monkeypatch.setattr("curator.app.world_places.prepare", lambda: None)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built once; never opened for writing."""
    path = tmp_path_factory.mktemp("sample") / "sample.curator"
    build_sample(path, second=False)
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample project for one test."""
    return Path(shutil.copy(sample_file, tmp_path / "sample.curator"))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The real window on the start page, light, 1280 x 800."""
    qapp.setStyle(STYLE)
    dress(qapp)
    made = MainWindow(Settings(), ThemeSwitch(qapp, "light"))
    made.show_start()
    made.show()
    make_active(made)
    settle(made)
    yield made
    made.close()
    settle(made)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opened(window: MainWindow, sample: Path) -> MainWindow:
    """The window on the sample project."""
    assert window.open_project(sample)
    settle(window)
    return window
