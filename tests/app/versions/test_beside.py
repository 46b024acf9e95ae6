# SPDX-License-Identifier: MIT
"""Long texts side by side: the window stays alive, and what is not shown is said."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.versions.beside import Beside, Pair
from curator.app.versions.shortening import shown
from curator.domain import texts_beside
from curator.domain.texts_beside import Piece, pieces_of
from curator.operations import AddArticles, NewArticle
from tests.app.coding.conftest import opened_bench
from tests.sound_case import incidents_codebook

WORDS = "The road to the north was held by the army all night and nobody said that it was theirs"


def left_out(count: int) -> str:
    return f"{count} left out"


def test_what_articles_mostly_are_is_shown_whole() -> None:
    pieces = pieces_of(f"{WORDS}.\n\nTwo died.", f"{WORDS}.\n\nThree died.")
    assert shown(pieces, left_out) == pieces


def test_a_line_that_runs_on_is_ended_at_blanks() -> None:
    line = f"{WORDS} " * 100
    (piece,) = shown([Piece(True, line, line)], left_out)
    assert piece.one.replace("\n", "") == line
    assert max(map(len, piece.one.split("\n"))) <= 2_000
    assert all(each.endswith(" ") for each in piece.one.split("\n")[:-1])
    pieces = shown([Piece(False, "x" * 1_500, ""), Piece(True, "y" * 1_500 + "\nz", "y" * 1_500 + "\nz")], left_out)
    assert pieces[1].one.replace("\n", "") == "y" * 1_500 + "z"
    assert max(map(len, "".join(each.one for each in pieces).split("\n"))) <= 2_000
    assert pieces[1].other == "y" * 1_500 + "\nz", "each text has its own lines"


def test_of_ten_megabytes_in_one_line_the_differences_are_shown(qtbot: QtBot) -> None:
    one = f"{WORDS} " * 110_000
    other = one[: len(one) // 2] + "MET A MULE " + one[len(one) // 2 :]
    pieces = [Piece(True, one[: len(one) // 2], one[: len(one) // 2]), Piece(False, "", "MET A MULE "),
              Piece(True, one[len(one) // 2 :], one[len(one) // 2 :])]  # fmt: skip
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = Beside(parent)
    dialog.show_pair(Pair(("One", "Other"), pieces))
    dialog.show()
    text = dialog.findChild(QPlainTextEdit, "beside.other")
    assert text is not None
    told = text.toPlainText()
    assert "MET A MULE" in told
    assert f"{len(one) // 2 - 8_000:,} characters are not shown here" in told
    assert len(told) < 20_000
    assert max(map(len, told.split("\n"))) <= 2_000
    assert other.startswith(told[:1_500])


def test_of_very_many_differences_the_first_ones_are_shown() -> None:
    pieces = [Piece(bool(number % 2), "word ", "word " if number % 2 else "other ") for number in range(100_000)]
    found = shown(pieces, left_out)
    assert len(found) == 10_001
    assert found[-1].one.strip() == f"[{5 * 90_000} left out]"
    huge = shown([Piece(False, "x" * 500_000, "y" * 500_000)], left_out)
    assert len(huge[0].one) < 21_000
    assert "480000 left out" in huge[0].other


def test_closing_the_dialog_stops_the_comparison(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = opened_bench(window, tmp_path / "beside.curator", incidents_codebook())
    long = f"{WORDS}. " * 2_000
    one, other = bench.run(AddArticles((NewArticle(long, {"title": "A"}), NewArticle(f"{long} More.", {"title": "B"}))))
    begun, ended = Event(), Event()

    def endless(_one: str, _other: str, cancelled: object) -> list[Piece]:
        begun.set()
        assert callable(cancelled)
        while not cancelled():
            ended.wait(0.01)
        ended.set()
        return []

    with monkeypatch.context() as patched:
        patched.setattr(texts_beside, "pieces_of", endless)
        window.jobs.comparing.show(one, other)
        qtbot.waitUntil(begun.is_set, timeout=10_000)
        dialog = open_dialog()
        assert "compared" in dialog._said.text()
        QTest.keyClick(dialog, Qt.Key.Key_S)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(ended.is_set, timeout=10_000)
        bench.rest()
    window.jobs.comparing.show(one, other)
    bench.rest()
    assert len(open_dialog().places) == 1


def open_dialog() -> Beside:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (found,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Beside)]
    return found
