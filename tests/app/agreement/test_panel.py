# SPDX-License-Identifier: MIT
"""The panel of figures: measured off the window's thread, each figure opens its cases, parts, files, changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from curator.app.agreement.cases_dialog import CasesDialog
from curator.app.agreement.confusion_dialog import ConfusionDialog
from curator.app.agreement.panel import AgreementPanel
from curator.app.application import STYLE, dress
from curator.app.background import Background
from curator.app.change_feed import ChangeFeed
from curator.app.theme import ThemeSwitch
from curator.operations import SetValue
from curator.workspace import Workspace
from tests.review.shaping import CODEBOOK, incident
from tests.tasks.coded_project import coded_project
from tests.tasks.test_agreement import TEXT, two_articles

Chosen = list[tuple[str, tuple[str, ...], str]]


class Bench:
    """A panel over a project, as a view embeds it."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.workspace = Workspace.open(path)
        with self.workspace.read() as reads:
            self.workspace.act_as(next(coder for coder in reads.coders() if coder.id == "ana"))
        self.host = QWidget()
        self.background = Background(self.host)
        self.panel = AgreementPanel(self.workspace, self.background, self.host)
        self.chosen: Chosen = []
        self.told: list[str] = []
        self.panel.case_chosen.connect(lambda *told: self.chosen.append(told))
        self.panel.told.connect(self.told.append)
        self.feed = ChangeFeed(self.workspace)
        self.feed.changed.connect(self.panel.follow_change)
        self.panel.resize(264, 520)
        self.host.show()
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.background.busy, timeout=10_000)

    def rows(self) -> dict[str, tuple[str, str]]:
        table = self.panel.table
        texts = [[self._text(row, column) for column in range(3)] for row in range(table.rowCount())]
        return {name: (value, cases) for name, value, cases in texts}

    def _text(self, row: int, column: int) -> str:
        item = self.panel.table.item(row, column)
        assert item is not None
        return item.text()

    def go_to(self, name: str) -> None:
        self.panel.table.setCurrentCell(list(self.rows()).index(name), 0)

    def dialog(self, kind: type[Any]) -> Any:
        self.wait()
        return self.panel.findChildren(kind)[-1]

    def close(self) -> None:
        self.panel.leave()
        self.feed.close()
        self.background.forget()
        self.workspace.close()
        self.host.close()
        self.host.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Open = Callable[[Path], Bench]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    qapp.setStyle(STYLE)
    dress(qapp)
    ThemeSwitch(qapp, "light")
    benches: list[Bench] = []

    def open_project(path: Path) -> Bench:
        benches.append(Bench(path, qtbot))
        return benches[-1]

    yield open_project
    for bench in benches:
        bench.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    codings = [replace(coding, text=TEXT) for coding in two_articles()]
    coded_project(tmp_path / "p.curator", CODEBOOK, codings, {"ana": "Ana", "bo": "Bo"})
    return tmp_path / "p.curator"


@pytest.fixture
def bench(opened: Open, project: Path) -> Bench:
    return opened(project)


def test_the_figures_that_tell_most_come_first_and_all_on_request(bench: Bench) -> None:
    rows = bench.rows()
    assert list(rows)[:3] == ["Incidents found by both", "Kind", "Sub"]
    assert rows["Incidents found by both"] == ("0.80", "3")
    assert rows["Sub"] == ("α 0.40", "2")
    assert rows["When"] == ("not defined", "0")
    assert rows["People: Duty"] == ("not defined", "1")
    assert "Dead" not in rows
    bench.panel.everything.trigger()
    everything = bench.rows()
    assert everything["Dead"] == ("α 0.84", "2")
    assert everything["When: First"] == ("not defined", "0")
    assert everything["People: rows found by both"] == ("0.67", "2")
    assert everything["Dead: words"] == ("0.00", "1")
    assert not any("Memo" in name for name in everything)
    assert bench.panel.note.text() == "2 articles, found by two: 2, one-sided: 1. Choose a figure for its cases."


def test_a_tool_tip_tells_every_coefficient_with_its_source_and_what_is_left_out(bench: Bench) -> None:
    bench.go_to("Sub")
    item = bench.panel.table.item(bench.panel.table.currentRow(), 0)
    assert item is not None
    tip = str(item.data(Qt.ItemDataRole.AccessibleDescriptionRole))
    for words in (
        "Krippendorff’s alpha: 0.40", "in 95 % of 1,000 draws of articles (seed 1)", "It rests on 2 cases",
        "Left out: 1 (only one coder has the incident).", "Percent agreement: 0.50", "Kappa: 0.33", "Cohen 1960",
        "Gwet 2008", "Metric of the field: nominal.",
    ):  # fmt: skip
        assert words in tip, words


def test_a_figure_opens_its_cases_and_a_case_is_handed_on(bench: Bench, qtbot: QtBot) -> None:
    bench.panel.everything.trigger()
    bench.go_to("Dead")
    qtbot.keyClick(bench.panel.table, Qt.Key.Key_Return)
    dialog: CasesDialog = bench.dialog(CasesDialog)
    headings = [dialog.table.horizontalHeaderItem(at) for at in range(4)]
    assert [item.text() for item in headings if item] == ["Article", "Ana", "Bo", "Why listed"]
    cells = [dialog.table.item(0, at) for at in range(4)]
    assert [item.text() for item in cells if item][1:] == ["2\n“Two”", "3\n“were”", "they differ"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert bench.chosen == [("one", ("a1", "b1"), "dead")]
    assert dialog.isVisible()
    bench.go_to("Incidents found by both")
    bench.panel.cases.click()
    alone: CasesDialog = bench.dialog(CasesDialog)
    assert [each for each in bench.panel.findChildren(CasesDialog) if each.isVisible()] == [alone], "one list at a time"
    cells = [alone.table.item(0, at) for at in range(4)]
    assert [item.text() for item in cells if item][2:] == ["does not have it", "one-sided"]
    alone.open_case.click()
    assert bench.chosen[-1] == ("one", ("a2",), "")


def test_parts_are_measured_when_they_are_asked_for(bench: Bench) -> None:
    panel = bench.panel
    assert not panel.part.isVisible()
    panel.by.setCurrentIndex(panel.by.findData("kind"))
    panel.by.activated.emit(panel.by.currentIndex())
    bench.qtbot.waitUntil(panel.part.isVisible)
    bench.wait()
    assert [panel.part.itemText(at) for at in range(panel.part.count())] == ["Protest", "Violence"]
    assert bench.rows()["Incidents found by both"] == ("0.67", "2")
    panel.part.setCurrentIndex(1)
    panel.part.activated.emit(1)
    bench.wait()
    assert bench.rows()["Incidents found by both"] == ("1.00", "1")
    assert panel.note.text().startswith("1 article, found by two: 1, one-sided: 0.")


def test_confusion_is_for_single_choices(bench: Bench, qtbot: QtBot) -> None:
    bench.go_to("People: Number")
    assert not bench.panel.confused.isEnabled()
    bench.go_to("Sub")
    assert bench.panel.confused.isEnabled()
    bench.panel.confused.click()
    dialog: ConfusionDialog = bench.dialog(ConfusionDialog)
    assert dialog.about.text() == "2 pairs of answers, 1 the same (0.50). Rows: Ana. Columns: Bo."
    qtbot.keyClick(dialog.picture, Qt.Key.Key_Return)
    cases: CasesDialog = bench.dialog(CasesDialog)
    cells = [cases.table.item(0, at) for at in (1, 2)]
    assert [item.text() for item in cells if item] == ["Rocket", "Ambush"]


def test_a_change_is_measured_after_a_pause_and_until_then_the_figures_say_how_old_they_are(bench: Bench) -> None:
    bench.workspace.run(SetValue("a1", "sub", "ambush"))
    bench.qtbot.waitUntil(lambda: "changed since." in bench.panel.note.text(), timeout=1_000)
    assert bench.panel.note.text().split("cases. ")[1].startswith("As of ")
    assert bench.rows()["Sub"] == ("α 0.40", "2")
    bench.qtbot.waitUntil(lambda: bench.rows()["Sub"] == ("α 1.00", "2"), timeout=10_000)
    assert "As of" not in bench.panel.note.text()


def test_it_is_measured_in_the_background(opened: Open, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from curator.app.agreement import panel as room

    threads: list[threading.Thread] = []
    whole = room.agreement

    def watched(*given: Any, **named: Any) -> Any:
        threads.append(threading.current_thread())
        return whole(*given, **named)

    monkeypatch.setattr(room, "agreement", watched)
    opened(project)
    assert threads
    assert threading.main_thread() not in threads


def test_what_one_may_not_see_yet_is_counted_and_not_measured(opened: Open, tmp_path: Path) -> None:
    first, second = (replace(coding, text=TEXT) for coding in two_articles())
    third = incident("c1", "cy", (0, 50), kind="violence")
    first = replace(first, incidents=(*first.incidents, third), reading={**first.reading, "cy": "started"})
    coded_project(tmp_path / "b.curator", CODEBOOK, [first, second], {"ana": "Ana", "bo": "Bo", "cy": "Cy"})
    bench = opened(tmp_path / "b.curator")
    assert bench.rows()["Incidents found by both"] == ("1.00", "1")
    assert "left out: 1 not open to you yet" in bench.panel.note.text()


def test_without_articles_that_two_have_finished_it_says_so(opened: Open, tmp_path: Path) -> None:
    alone = replace(two_articles()[1], text=TEXT, incidents=(), reading={"ana": "finished"})
    coded_project(tmp_path / "a.curator", CODEBOOK, [alone], {"ana": "Ana", "bo": "Bo"})
    bench = opened(tmp_path / "a.curator")
    assert bench.panel.note.text().startswith("No article is finished by two coders yet")
    assert not bench.panel.table.isEnabled()
    assert not bench.panel.cases.isEnabled()


@pytest.mark.parametrize(("button", "first"), [("figures_csv", "by,part"), ("cases_csv", "article,title")])
def test_files_are_asked_for_and_written(bench: Bench, tmp_path: Path, button: str, first: str) -> None:
    getattr(bench.panel, button).trigger()
    (dialog,) = bench.panel.findChildren(QFileDialog)
    dialog.selectFile(str(tmp_path / "out.csv"))
    dialog.accept()
    bench.qtbot.waitUntil(lambda: bool(bench.told), timeout=5_000)
    assert bench.told[0].endswith(f"lines written to {tmp_path / 'out.csv'}.")
    assert (tmp_path / "out.csv").read_text("utf-8").startswith(first)


def test_every_widget_is_named_and_described(bench: Bench) -> None:
    bench.panel.everything.trigger()
    bench.go_to("Sub")
    bench.panel.confused.click()
    bench.panel.cases.click()
    bench.wait()
    shown = [bench.panel, *bench.panel.findChildren(QWidget)]
    named = [each for each in shown if each.objectName().startswith("agreement")]
    assert len(named) > 15
    assert all(each.accessibleName() for each in named)
