# SPDX-License-Identifier: MIT
"""Asking what goes into a hand-over: whose work, or which articles to begin with; texts or none; a note.

What lives here: the questions. What does not: collecting (tasks/handover.py), the file, asking where it goes
(jobs/handing_over.py).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from curator.app import measures
from curator.app.dialogs.form import FormDialog
from curator.app.widgets import named, plain_label
from curator.domain.coding import Coder
from curator.review.order import name_order
from curator.shape import Frozen

_NOTE_LINES = 3
_LONGEST_NOTE = 2_000
_COLUMN_ROWS = 6


class HandOverWish(Frozen):
    """What was answered. `coders`: ids of those whose layers go along."""

    coders: tuple[str, ...]
    with_texts: bool
    note: str


class PacketWish(Frozen):
    """What was answered. `chosen`: only the articles that are chosen in the library."""

    chosen: bool
    with_texts: bool
    note: str


class HandOverDialog(FormDialog):
    """`own`: who codes here; that layer is ticked already, and those of `usual` (ids): who has settled others' work
    gives it back whole, for without the layers it was settled from a coder could not see it. `open_articles`: how
    many of those assigned to them are not finished. Enter goes on to where the file goes."""

    def __init__(
        self, coders: Sequence[Coder], own: Coder | None, parent: QWidget, open_articles: int = 0,
        usual: Collection[str] = (),
    ) -> None:  # fmt: skip
        told = self.tr(
            "One file with incidents, words, comments and how far the articles are coded, for a colleague to receive; "
            "private memos, notes and values not accepted yet go along. Nothing here changes."
        )
        if set(usual) - {own.id if own is not None else ""}:
            told += " " + self.tr("What you settled goes back to the coders with the work it was settled from.")
        super().__init__("hand_over", self.tr("Hand over my work"), told, self.tr("Choose where …"), parent)
        self.layers = QListWidget()
        named(self.layers, "hand_over.layers", self.tr("Whose work"), role="box",
              tip=self.tr("Whose layers go into the file (Space ticks)"))  # fmt: skip
        ordered = sorted(coders, key=lambda each: name_order(each.name))
        for coder in sorted(ordered, key=lambda each: (own is None or each.id != own.id, each.kind != "person")):
            self.layers.addItem(self._line(coder, own, usual))
        self.layers.setFixedHeight(_height_of(self.layers))
        self.layers.itemChanged.connect(lambda _item: self._judge())
        self.row(self.tr("Whose work"), self.layers)
        if open_articles:
            told = self._open_told(open_articles)
            self.form.addRow(named(plain_label(told, role="warn", wrap=True), "hand_over.open", told))
        self.texts = _texts_box(self, "hand_over.texts", self.tr(
            "Without them the work is put to the same texts in your colleague's project, found by their fingerprint "
            "(SHA-256)."))  # fmt: skip
        self.note = _note_field(self, "hand_over.note")
        self.row(self.tr("Note"), self.note)
        self._judge()
        self.main.setFocus()

    def _open_told(self, count: int) -> str:
        """What is handed over now is work under way: review begins with what is finished."""
        if count == 1:
            return self.tr("1 article assigned to you is not finished. You can hand over again when it is.")
        told = self.tr("{count} articles assigned to you are not finished. You can hand over again when they are.")
        return told.format(count=f"{count:,}")

    def _line(self, coder: Coder, own: Coder | None, usual: Collection[str]) -> QListWidgetItem:
        names = {"consensus": self.tr("Consensus: what was agreed on in review")}
        mine = own is not None and coder.id == own.id
        item = QListWidgetItem(
            self.tr("{name} (you)").format(name=coder.name) if mine else names.get(coder.kind, coder.name)
        )
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if mine or coder.id in usual else Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.UserRole, coder.id)
        return item

    def _ticked(self) -> tuple[str, ...]:
        items = (self.layers.item(row) for row in range(self.layers.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _judge(self) -> None:
        self.main.setEnabled(bool(self._ticked()))

    def answer(self) -> HandOverWish:
        """What was asked for."""
        return HandOverWish(self._ticked(), self.texts.isChecked(), _note(self.note))


class PacketDialog(FormDialog):
    """`articles`: how many there are; `chosen`: how many of them are chosen in the library; `assigned`: a sentence
    about who is to code what."""

    def __init__(self, articles: int, chosen: int, assigned: str, parent: QWidget) -> None:
        super().__init__(
            "packet", self.tr("Send a packet"),
            self.tr("One file with the codebook, the articles and who codes what, for colleagues to begin from. No "
                      "incident goes along."),
            self.tr("Choose where …"), parent,
        )  # fmt: skip
        self.articles = QComboBox()
        named(self.articles, "packet.articles", self.tr("Which articles"),
              tip=self.tr("All of the project, or those that are selected in the library now"))  # fmt: skip
        everything = self.tr("All: 1 article") if articles == 1 else self.tr("All {count} articles")
        self.articles.addItem(everything.format(count=f"{articles:,}"), False)
        if chosen:
            few = self.tr("The {count} chosen in the library")
            few = self.tr("The one chosen in the library") if chosen == 1 else few
            self.articles.addItem(few.format(count=f"{chosen:,}"), True)
        self.articles.setCurrentIndex(1 if chosen > 1 else 0)
        self.row(self.tr("Which articles"), self.articles)
        told = plain_label(assigned, role="quiet", wrap=True)
        named(told, "packet.assigned", assigned)
        self.row(self.tr("Who codes what"), told)
        self.texts = _texts_box(self, "packet.texts", self.tr(
            "Without them only who has these articles already can begin."))  # fmt: skip
        self.note = _note_field(self, "packet.note")
        self.row(self.tr("Note"), self.note)
        self.main.setEnabled(articles > 0)
        self.main.setFocus()

    def answer(self) -> PacketWish:
        """What was asked for."""
        return PacketWish(bool(self.articles.currentData()), self.texts.isChecked(), _note(self.note))


def _texts_box(dialog: FormDialog, name: str, without: str) -> QCheckBox:
    """The question about the texts, and why it is asked."""
    box = dialog.check(
        name, dialog.tr("With the texts of the articles"),
        dialog.tr("Without them the file holds only the fingerprint of each text"), on=True,
    )  # fmt: skip
    told = dialog.tr("Texts are usually under copyright: send them only to who may have them.")
    dialog.form.addRow(plain_label(f"{told} {without}", role="quiet", wrap=True))
    return box


def _note_field(dialog: FormDialog, name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    tip = dialog.tr("A word to whoever receives it; shown before anything is taken")
    named(field, name, dialog.tr("Note"), tip=tip)
    field.setTabChangesFocus(True)
    field.setPlaceholderText(dialog.tr("What your colleague should know"))
    field.setFixedHeight(round(measures.line_height(field.font()) * _NOTE_LINES) + 18)
    return field


def _note(field: QPlainTextEdit) -> str:
    return field.toPlainText().strip()[:_LONGEST_NOTE]


def _height_of(box: QListWidget) -> int:
    """All lines where they are few."""
    each = max(box.sizeHintForRow(0), round(measures.line_height(box.font())) + 12)
    return each * max(2, min(box.count(), _COLUMN_ROWS)) + 12
