# SPDX-License-Identifier: MIT
"""The table of incidents reads pages by number, and only those that are seen; its words and its look."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from curator.app.dataset.look import look_of, wear_look
from curator.app.dataset.model import IncidentTableModel
from curator.app.dataset.view import IncidentTable
from curator.app.dataset.wording import heading
from curator.app.listed.model import PAGE
from curator.domain.coding import ValueNote
from curator.shape import replace
from curator.store.incident_list import IncidentLine
from curator.tasks.incident_columns import ListColumn, list_columns
from tests.codings_strategy import small_codebook

BOOK = small_codebook()
TEXT = next(leaf for leaf in BOOK.leaves() if leaf.kind == "text")
CHOICE = next(leaf for leaf in BOOK.leaves() if leaf.kind == "choice" and not BOOK.above(leaf.key))
SHORT = replace(BOOK, title_field=TEXT.key, summary_fields=(CHOICE.key,), derived=())


class Shelf:
    """Counts what was asked for; incident 13 is gone, 5 has a proposal, 6 a value that is not stated."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, numbers: Sequence[int]) -> list[IncidentLine]:
        self.asked.append(len(numbers))
        return [self.line(n) for n in numbers if n != 13]

    @staticmethod
    def line(n: int) -> IncidentLine:
        notes = {}
        if n in (5, 6):
            state = "value" if n == 5 else "not_stated"
            notes = {TEXT.key: ValueNote("x", "a", "i", "", TEXT.key, state, "stated", n == 5)}
        values = {} if n == 6 else {TEXT.key: f"Title {n} <b>not bold</b>\nnext line"}
        fields = {"title": f"Article {n}", "published": "2019-11-09T16:20:00Z"}
        return IncidentLine(n, f"id-{n}", "a", 1, "draft", "c", fields, values, notes)


def made(rows: int) -> tuple[IncidentTableModel, Shelf]:
    shelf = Shelf()
    model = IncidentTableModel(SHORT, [each for each in list_columns(SHORT, True) if each.usual], shelf)
    model.coder_names = {"c": "Ann"}
    model.show(array("q", range(1, rows + 1)))
    return model, shelf


def shown(model: IncidentTableModel, row: int) -> list[str]:
    return [str(model.index(row, at).data() or "") for at in range(model.columnCount())]


def test_the_model_keeps_the_laws_of_qt(qtmodeltester: ModelTester) -> None:
    model, _ = made(300)
    qtmodeltester.check(model)


def test_only_pages_that_are_seen_are_read() -> None:
    model, shelf = made(1_000_000)
    assert shelf.asked == []
    assert shown(model, 999_999)[0] == "1000000"
    shown(model, 999_998)
    assert shelf.asked == [1_000_000 % PAGE or PAGE]


def test_cells_are_in_words() -> None:
    model, _ = made(20)
    assert shown(model, 0) == [
        "1", "Title 1 <b>not bold</b> next line", "", "Article 1", "9 Nov 2019", "draft", "Ann"
    ]  # fmt: skip
    assert shown(model, 12) == [""] * 7
    index = model.index(0, 1)
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(4, 1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("proposed")
    assert model.index(4, 1).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert model.index(5, 1).data() == "not stated"
    assert model.index(1, 1).data(Qt.ItemDataRole.ForegroundRole) is None


def test_a_list_goes_on_where_its_first_rows_stand(qtbot: QtBot) -> None:
    model, _ = made(PAGE)
    table = IncidentTable(model)
    qtbot.addWidget(table)
    table.choose(7)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.follow(array("q", range(1, 5_000)))
    assert (model.rowCount(), resets, table.currentIndex().row()) == (4_999, [], 7)
    model.follow(array("q", [9, 8, 7]))
    assert (model.rowCount(), resets) == (3, [True])


def test_columns_follow_the_codebook_and_the_coders() -> None:
    own = [column.key for column in list_columns(SHORT, False) if column.usual]
    assert own == [
        "incident.n", f"leaf.{TEXT.key}", f"leaf.{CHOICE.key}", "article.title", "article.published", "incident.status"
    ]  # fmt: skip
    assert [column.key for column in list_columns(SHORT, True) if column.usual] == [*own, "coder.name"]
    unknown = replace(SHORT, title_field="", summary_fields=("no_such_field",))
    assert [column.key for column in list_columns(unknown, False) if column.usual] == [own[0], *own[3:]]
    date = next(field for field in BOOK.fields if field.kind == "date")
    start = date.part_named("start")
    assert start is not None
    dated = list_columns(replace(SHORT, summary_fields=(start.key,)), False)[2]
    assert dated == ListColumn(("leaf", start.key), date), "the whole date is shown, its first day sorts"


def test_a_look_comes_back_and_what_it_cannot_be_is_passed_over(qtbot: QtBot) -> None:
    model, _ = made(3)
    table, other = IncidentTable(model), IncidentTable(model)
    qtbot.addWidget(table)
    qtbot.addWidget(other)
    table.horizontalHeader().resizeSection(2, 333)
    table.horizontalHeader().moveSection(3, 0)
    look = look_of(table, "article.title", True)
    assert wear_look(other, look) == ("article.title", True)
    assert other.shown_columns() == table.shown_columns()
    assert other.horizontalHeader().sectionSize(2) == 333
    strange = '{"order": 7, "widths": {"incident.n": "x"}, "sort": []}'
    for broken in ("", "{", "[]", strange, '{"order": ["gone", null]}'):
        assert wear_look(other, broken) == ("", False)
    assert other.shown_columns() == table.shown_columns()


def test_columns_fill_the_room_until_the_user_gives_one_a_width(qtbot: QtBot) -> None:
    model, _ = made(3)
    table = IncidentTable(model)
    qtbot.addWidget(table)
    header = table.horizontalHeader()
    table.resize(1000, 300)
    table.show()
    narrow = header.sectionSize(1)
    for width in (1500, 1000, 1400):
        table.resize(width, 300)
        assert abs(header.length() - table.viewport().width()) <= header.count()
    assert header.sectionSize(1) > narrow
    header.resizeSection(1, 99)
    table.resize(900, 300)
    assert header.sectionSize(1) == 99


def test_no_heading_is_cut_while_the_columns_share_the_room(qtbot: QtBot) -> None:
    model, _ = made(3)
    table = IncidentTable(model)
    qtbot.addWidget(table)
    header = table.horizontalHeader()
    bold = QFont(header.font())
    bold.setWeight(QFont.Weight.DemiBold)
    table.show()
    for width in (1280, 700, 300):
        table.resize(width, 300)
        for at, column in enumerate(model.columns[:-1]):
            needed = (
                QFontMetricsF(bold).horizontalAdvance(heading(column)) + 27 + 13
            )  # what the style sheet leaves, the arrow
            assert header.sectionSize(at) >= min(needed, QFontMetricsF(bold).averageCharWidth() * 18), heading(column)
            if column.node is not None and column.node.kind == "date":
                day = QFontMetricsF(table.font()).horizontalAdvance("30 Nov 2019")
                assert header.sectionSize(at) > day + 10, "a day is seen whole"
    assert header.textElideMode() == Qt.TextElideMode.ElideRight


def test_an_article_without_a_title_is_named_as_in_the_library() -> None:
    model = IncidentTableModel(SHORT, list_columns(SHORT, True), lambda ns: [untitled(n) for n in ns])
    model.show(array("q", [1, 2]))
    assert [shown(model, row)[3] for row in (0, 1)] == ["Three women were seen.", "№ 1"]


def untitled(n: int) -> IncidentLine:
    opening = "Three women\nwere seen." if n == 1 else ""
    return IncidentLine(n, f"id-{n}", "a", 1, "draft", "c", {"published": "2019-11-09"}, article_opening=opening)
