# SPDX-License-Identifier: MIT
"""The picture of a confusion table: readable with 4 to 60 choices in every theme, by keys, in words, as files."""

from __future__ import annotations

import random
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.app.agreement import confusion as room
from curator.app.agreement.confusion import ConfusionPicture, Layout, paint
from curator.app.agreement.confusion_dialog import ConfusionDialog
from curator.app.application import STYLE, dress
from curator.app.reader.palette import contrast, mix
from curator.app.theme import THEMES, ThemeSwitch
from curator.domain.codebook.model import Choice, ChoiceList, Codebook, Field
from curator.review.comparison import compare
from curator.review.measuring import measured
from curator.tasks.agreement import AgreementReport, Part, agreement
from curator.tasks.agreement_figures import FIELD, figure_lines
from curator.tasks.confusion import Confusion, confusion
from curator.workspace import Workspace
from tests.review.shaping import article, incident
from tests.tasks.coded_project import coded_project

SEED = 60


def book(choices: int) -> Codebook:
    codes = tuple(Choice(f"c{at}", f"Choice number {at} of the list") for at in range(choices))
    return Codebook(
        "many", "1", "Many", "en", (), (ChoiceList("all", codes), ChoiceList("why", (Choice("a", "A"),))),
        (Field("what", "choice", "What", choices="all", core=True),), (), (), (), (), "why",
    )  # fmt: skip


def table_of(choices: int) -> Confusion:
    """Every choice is given, and a third is taken for another."""
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    articles = []
    for at in range(choices * 4):
        one = at % choices
        other = chance.randrange(choices) if chance.random() < 0.3 else one
        articles.append(
            article(
                incident(f"a{at}", "ana", (0, 50), what=f"c{one}"), incident(f"b{at}", "bo", (0, 50), what=f"c{other}"),
                identity=f"x{at:04d}",
            )
        )  # fmt: skip
    codebook = book(choices)
    return confusion(measured(compare(articles, codebook), 0).field("what"), codebook)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    qapp.setStyle(STYLE)
    dress(qapp)
    ThemeSwitch(qapp, "light")


@pytest.mark.parametrize("choices", [1, 4, 12, 60])
def test_every_number_and_every_line_of_a_label_has_its_room(qtbot: QtBot, choices: int) -> None:
    table = table_of(choices)
    assert len(table.answers) == choices
    picture = ConfusionPicture(table, ("Ana", "Bo"))
    qtbot.addWidget(picture)
    layout = Layout(table)
    metrics = QFontMetricsF(layout.font)
    assert layout.cell >= metrics.height()
    assert all(metrics.horizontalAdvance(f"{times:,}") <= layout.cell - 4 for times in table.counts.values())
    last = layout.rect(choices - 1, choices - 1)
    assert picture.size() == layout.size
    assert (last.right() <= layout.size.width(), last.bottom() <= layout.size.height()) == (True, True)
    assert not picture.grab().isNull()


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_stand_out_from_their_cells_in_every_theme(theme: str) -> None:
    worn = THEMES[theme]
    for colour in (worn.good, worn.warn):
        for step in range(63):
            ground = QColor(mix(colour, worn.panel, step / 100))
            assert contrast(room._readable(ground).name(), ground.name()) >= 4.5, (theme, colour, step)


@pytest.mark.parametrize("theme", THEMES)
def test_the_fuller_a_cell_the_deeper_its_colour(theme: str, qtbot: QtBot) -> None:
    table = table_of(4)
    layout = Layout(table)
    image = QImage(layout.size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(painter, layout, table, ("Ana", "Bo"), THEMES[theme])
    painter.end()
    panel = QColor(THEMES[theme].panel)

    def depth(row: int, column: int) -> int:
        colour = image.pixelColor((layout.rect(row, column).topLeft()).toPoint() + QPoint(4, 4))
        return sum(abs(one - other) for one, other in zip(colour.getRgb()[:3], panel.getRgb()[:3], strict=True))  # type: ignore[index, arg-type]

    apart = [(table.count(row, column), depth(row, column)) for row in range(4) for column in range(4) if row != column]
    apart.sort()
    assert [deep for _, deep in apart] == sorted(deep for _, deep in apart)
    assert apart[-1][1] > apart[0][1]


def test_arrows_move_and_say_the_cell_in_words(qtbot: QtBot) -> None:
    picture = ConfusionPicture(table_of(4), ("Ana", "Bo"))
    qtbot.addWidget(picture)
    picture.show()
    picture.go_to(0, 0)
    for key, cell in (
        (Qt.Key.Key_Right, (0, 1)), (Qt.Key.Key_Down, (1, 1)), (Qt.Key.Key_End, (1, 3)), (Qt.Key.Key_Right, (1, 3)),
        (Qt.Key.Key_Home, (1, 0)), (Qt.Key.Key_Up, (0, 0)), (Qt.Key.Key_Up, (0, 0)), (Qt.Key.Key_Left, (0, 0)),
    ):  # fmt: skip
        qtbot.keyClick(picture, key)
        assert picture.cell == cell
        assert picture.accessibleName() == picture.words_of(*cell)
    times = picture.table.count(0, 0)
    assert picture.words_of(0, 0) == f"{times} × both “Choice number 0 of the list”"
    assert picture.words_of(0, 1).endswith("× “Choice number 0 of the list” (Ana), “Choice number 1 of the list” (Bo)")
    with qtbot.waitSignal(picture.cell_chosen) as heard:
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.rect_of(2, 3).center().toPoint())
    assert heard.args == [2, 3]


@pytest.fixture
def made(tmp_path: Path) -> tuple[AgreementReport, Part]:
    codebook = book(4)
    one = article(
        incident("a1", "ana", (0, 50), what="c1"), incident("b1", "bo", (0, 50), what="c2"),
        incident("a2", "ana", (100, 150), what="c3"), incident("b2", "bo", (100, 150), what="c3"),
        identity="one",
    )  # fmt: skip
    coded_project(tmp_path / "c.curator", codebook, [one], {"ana": "Ana", "bo": "Bo"})
    with Workspace.open(tmp_path / "c.curator", write=False) as workspace:
        report = agreement(workspace, rounds=0)
    return report, report.parts[0]


def test_the_window_says_the_same_in_words_and_saves_the_picture_whole_or_not_at_all(
    qtbot: QtBot, made: tuple[AgreementReport, Part], tmp_path: Path
) -> None:
    report, part = made
    host = QWidget()
    qtbot.addWidget(host)
    line = next(each for each in figure_lines(report, part) if each.what == FIELD)
    table = confusion(part.agreement.field("what"), report.codebook)
    dialog = ConfusionDialog(report, part, line, table, host)
    assert [dialog.list.item(at).text() for at in range(dialog.list.count())] == [
        "1 × “Choice number 1 of the list” (Ana), “Choice number 2 of the list” (Bo)",
        "1 × both “Choice number 3 of the list”",
    ]
    with qtbot.waitSignal(dialog.cell_chosen) as heard:
        dialog.list.itemActivated.emit(dialog.list.item(0))
    assert [case.incidents for case in heard.args[0]] == [("a1", "b1")]
    dialog.write(tmp_path / "picture.png")
    image = QImage(str(tmp_path / "picture.png"))
    assert image.size() == dialog.picture.size() * 2
    dialog.write(tmp_path / "picture.svg")
    svg = (tmp_path / "picture.svg").read_text("utf-8")
    words = " ".join("".join(each.itertext()) for each in ElementTree.fromstring(svg).iter() if each.text)
    assert "Choice number 1 of the list" in words
    assert (tmp_path / "picture.svg").read_bytes() == dialog.picture.svg()
    dialog.write(tmp_path / "no such folder" / "picture.png")
    assert not dialog.trouble.isHidden()
    assert "picture.png" in dialog.trouble.text()
