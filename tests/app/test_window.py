# SPDX-License-Identifier: MIT
"""Starting, opening, closing; messages, bugs; what the window remembers."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from curator.app import crash
from curator.app import window as start
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.start_page import StartPage
from curator.app.theme import ThemeSwitch, current
from curator.operations import AddArticles, NewArticle, RenameProject, SetValue
from curator.settings import Settings
from tests.active import make_active
from tests.conftest import PROJECT_ROOT


def drop(path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop.kept = data  # type: ignore[attr-defined]  # the event does not own its data
    return QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


def texts(window: MainWindow) -> list[str]:
    return [row.text for row in window.messages.rows()]


def test_the_start_page_lists_what_was_used_and_forgets_it(opened: MainWindow, sample: Path, qtbot: QtBot) -> None:
    opened.close_project()
    recent = opened.start_page.recent
    assert recent.count() == 1
    opened.start_page.forget.click()
    assert recent.count() == 0
    assert Settings().recent_projects() == ()
    assert sample.exists()


def test_a_project_dropped_on_the_start_page_is_opened(window: MainWindow, sample: Path) -> None:
    window.start_page.dropEvent(drop(sample))
    assert window.page is not None
    assert window.windowTitle().startswith("Sample")


def test_what_is_no_project_is_said_in_the_bar(window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.curator"
    broken.write_bytes(b"no database at all" * 100)
    assert not window.open_project(broken)
    assert not window.open_project(tmp_path / "missing.curator")
    assert len(texts(window)) == 2
    assert window.page is None


def test_a_second_window_can_read_only_and_says_so(opened: MainWindow, sample: Path, qapp: QApplication) -> None:
    other = MainWindow(Settings(), ThemeSwitch(qapp, "light"))
    assert other.open_project(sample)
    settle(other)
    assert other.status.saved.text() == "Read only"
    assert texts(other)
    assert not other.actions_by_id["file.import_articles"].isEnabled()
    other.close()


def test_the_window_asks_once_who_is_coding(opened: MainWindow, sample: Path, qtbot: QtBot) -> None:
    bar = opened.who_codes.bar
    assert bar.isVisible()
    bar.name.setEditText("Coder 2")
    bar.ok.click()
    assert not bar.isVisible()
    assert opened.page is not None
    assert opened.page.workspace.coder is not None
    assert opened.page.workspace.coder.name == "Coder 2"
    opened.close_project()
    assert opened.open_project(sample)
    assert not opened.who_codes.bar.isVisible()
    assert opened.header.coder.text() == "Coder 2"


def test_a_change_from_elsewhere_shows(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.page
    assert page is not None
    assert page.shown is not None
    workspace = page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    incident = page.shown.incidents[1].incident
    title = workspace.codebook.title_field
    workspace.run(SetValue(incident.id, title, "Another title"))
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.incidents[1].title == "Another title")
    workspace.run(AddArticles((NewArticle("Some words.", {"title": "Second"}),), "Import"))
    qtbot.waitUntil(lambda: page.listing.article_count == 2)
    assert opened.actions_by_id["edit.undo"].isEnabled()
    opened.actions_by_id["edit.undo"].trigger()
    qtbot.waitUntil(lambda: page.listing.article_count == 1)


def test_a_backup_that_could_not_be_made_is_told(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.page is not None
    opened.page.workspace.run(RenameProject("Changed"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    opened.page.workspace._backups._make_quietly("in a pause")
    opened.follow()
    opened.follow()
    assert [text for text in texts(opened) if text.startswith("No backup was made in a pause.")] == texts(opened)
    opened.close_project()
    qtbot.waitUntil(lambda: any(text.startswith("No backup was made at closing.") for text in texts(opened)))


def test_a_change_that_is_on_its_way_when_the_project_is_closed_shows_nothing(opened: MainWindow) -> None:
    page = opened.page
    assert page is not None
    heard: list[object] = []
    page.feed.changed.connect(heard.append)
    page.workspace.run(RenameProject("Changed"))
    opened.close_project()
    settle(opened)
    assert heard == []


def test_rules_tell_what_is_left_to_settle_and_lead_there(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.page
    assert page is not None
    assert page.shown is not None
    workspace = page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    required = next(f for f in workspace.codebook.fields if f.required and f.kind == "choice")
    workspace.run(SetValue(page.shown.incidents[0].incident.id, required.key, None))
    qtbot.waitUntil(lambda: required.label in page.side.problems.message.text())
    page.side.problems.message.click()
    line = page.side.values.current_line()
    assert line is not None
    assert line.label == required.label


def test_messages_are_not_said_twice_and_close(window: MainWindow) -> None:
    for _ in range(3):
        window.messages.say("fault", "<b>The disk is full.</b>")
    assert len(window.messages.rows()) == 1
    row = window.messages.rows()[0]
    assert row.label.textFormat() == Qt.TextFormat.PlainText
    row.close_button.click()
    assert window.messages.rows() == []
    assert not window.messages.isVisible()


def test_a_bug_leaves_a_report_without_words_and_the_window_stays(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, own_places: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[Path | None] = []
    crash.watch(told.append, lambda sentence: None)
    try:
        raise ValueError("secret words of an article")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert told[0] is not None
    text = told[0].read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_window.py" in text
    assert "secret words" not in text.replace('raise ValueError("secret words of an article")', "")
    assert window.isVisible()


def test_the_theme_follows_the_wish(window: MainWindow) -> None:
    window.actions_by_id["theme.dark"].trigger()
    assert current().name == "dark"
    assert Settings().get("theme") == "dark"
    window.actions_by_id["theme.light"].trigger()
    assert current().name == "light"


def test_the_window_remembers_how_it_was_divided(opened: MainWindow, sample: Path) -> None:
    assert opened.page is not None
    opened.page.split.setSizes([222, 600, 458])
    sizes = opened.page.split.sizes()
    opened.actions_by_id["view.wider"].trigger()
    width = opened.page.article.reader.reading_width()
    opened.close_project()
    assert opened.open_project(sample)
    assert opened.page is not None
    assert opened.page.split.sizes() == sizes
    assert opened.page.article.reader.reading_width() == width


def test_choosing_an_incident_is_quick(opened: MainWindow) -> None:
    import time

    page = opened.page
    assert page is not None
    assert page.shown is not None
    ids = [each.incident.id for each in page.shown.incidents]
    spent = []
    for turn in range(15):
        before = time.process_time()
        page.choose_incident(ids[turn % len(ids)])
        QApplication.processEvents()
        spent.append(time.process_time() - before)
    assert sorted(spent)[len(spent) // 2] < 0.05  # a slow machine included; 10 ms on a usual one


@pytest.mark.slow
def test_references_to_none_are_not_lost(opened: MainWindow) -> None:
    page = opened.page
    assert page is not None
    label = opened.findChild(QLabel, "article.title")
    gc.collect()  # what earlier tests left would give references back meanwhile
    before = sys.getrefcount(None)
    for turn in range(500):
        label.setText(str(turn))
        page.article.reader.viewport().update()
        page.side.values.viewport().update()
        QApplication.processEvents()
    assert sys.getrefcount(None) >= before - 50


def test_without_a_display_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a display")
    assert start.run() == start.FAULT
    assert "needs a display" in capsys.readouterr().err


def test_the_bad_pair_of_python_and_qt_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import PySide6

    monkeypatch.setattr(PySide6, "__version__", "6.12.0")
    monkeypatch.setattr(sys, "version_info", (3, 11, 9))
    assert start.run() == start.FAULT
    assert "6.12" in capsys.readouterr().err


def run_curator(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CURATOR_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, cwd=PROJECT_ROOT, env=environment, timeout=60,
        check=False,
    )  # fmt: skip


def test_exit_when_shown_tells_the_milliseconds(sample: Path, own_places: Path) -> None:
    done = run_curator("-m", "curator", "open", str(sample), "--exit-when-shown", home=own_places)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["first_paint_ms"] > 0
    assert told["cpu_ms"] > 0
    assert told["article"].startswith("Isis")


def test_exit_when_shown_says_why_nothing_is_shown(tmp_path: Path, own_places: Path) -> None:
    done = run_curator("-m", "curator", "open", str(tmp_path / "none.curator"), "--exit-when-shown", home=own_places)
    assert done.returncode == 3
    assert "none.curator" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_not_needed_at_start_is_not_read_at_start(sample: Path, own_places: Path) -> None:
    script = (
        "import sys; from curator.app import window; window.run(sys.argv[1], None, True); "
        "print([name for name in ('sqlite_utils', 'charset_normalizer', 'curator.tasks.export', 'tomllib',"
        " 'curator.app.dialogs.form', 'curator.app.start_page', 'curator.formats') if name in sys.modules])"
    )
    done = run_curator("-c", script, str(sample), home=own_places)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


@pytest.mark.slow
def test_a_picture_is_taken_without_a_screen(sample: Path, tmp_path: Path, own_places: Path) -> None:
    out = tmp_path / "window.png"
    done = run_curator(
        "-m", "curator.app.picture", str(sample), str(out), "--theme", "dark", "--incident", "2", home=own_places
    )
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"\x89PNG")
    done = run_curator("-m", "curator.app.picture", str(tmp_path / "none.curator"), str(out), home=own_places)
    assert done.returncode == 3
    assert done.stderr.strip()


def test_on_the_start_page_enter_does_what_the_card_says_that_has_the_focus(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.show()
    make_active(page)
    page.take_focus()
    for name, wanted in zip(
        ("start.sample", "start.new", "start.open"),
        (page.sample_wanted, page.new_wanted, page.open_wanted),
        strict=True,
    ):
        card = QApplication.focusWidget()
        assert card is not None
        assert card.objectName() == name
        with qtbot.waitSignal(wanted):
            QTest.keyClick(card, Qt.Key.Key_Return)
        QTest.keyClick(card, Qt.Key.Key_Tab)


def test_the_start_page_is_used_by_keys_at_once(window: MainWindow) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "start.sample"
