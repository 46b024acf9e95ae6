# SPDX-License-Identifier: MIT
"""What a hand-over would bring, before anything is taken: sums, articles, codebook, coders.

What lives here: the window of the preview, for one file or several, and what its user does. What does not: its parts
(about_file.py, sums_table.py, answer_row.py, articles_model.py), reading, comparing and taking in (jobs/receiving.py,
tasks/handover.py), what is counted (shown.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.guard import guarded
from curator.app.handover.about_file import AboutFile
from curator.app.handover.answer_row import HERE, KEYS, AnswerRow
from curator.app.handover.articles_model import ArticlesModel
from curator.app.handover.dressing import line_height
from curator.app.handover.shown import LEAVE, Answers, ArticleCome, FileShown
from curator.app.handover.sums_table import SumsTable
from curator.app.handover.wording import plain
from curator.app.listed.dressing import dress_table
from curator.app.tips import plain_tip
from curator.app.widgets import heading, named
from curator.shape import Frozen

_SIZE = QSize(920, 660)
_MOST_FILES = 4
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class Wanted(Frozen):
    """What is to be taken in: the files, in their order, with what was said of articles by their id."""

    files: tuple[tuple[FileShown, Answers], ...]


@guarded
class ReceiveDialog(QDialog):
    """`wanted(Wanted)`: receive these. `declined(files)`: never offer them again. `compare(file, answers)` compares a
    file anew with what was said of its articles, and gives the answer to `show_again` some time later.
    `watch_wanted(on)`: look for hand-overs in the folder of the first file, or no longer."""

    wanted = Signal(object)
    declined = Signal(object)
    watch_wanted = Signal(bool)
    size_kept = Signal(str)

    def __init__(
        self, files: Sequence[FileShown], parent: QWidget, *, size: str = "", watched: str = "",
        compare: Callable[[FileShown, Answers], None] | None = None,
    ) -> None:  # fmt: skip
        """`watched`: the folder in which hand-overs are looked for already. `size`: as it was left, "WxH"."""
        super().__init__(parent)
        named(self, "receive", self.tr("Receive a hand-over"))
        self.setWindowTitle(self.tr("Receive a hand-over"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumSize(measures.grown(640), measures.grown(420))
        self._files = list(files)
        self._answers: list[dict[str, str]] = [{} for _ in files]
        self._compare = compare
        self._at = 0
        self.model = ArticlesModel()
        self.about = AboutFile()
        self._make_files()
        self.sums = SumsTable()
        self._make_articles()
        self._make_buttons(watched)
        self._lay_out()
        self.resize(_size_of(size))
        for row, each in enumerate(self._files):
            self.files.item(row).setCheckState(Qt.CheckState.Checked if each.brings else Qt.CheckState.Unchecked)
        self.files.setCurrentRow(0)
        self._show(0)

    # Making

    def _make_files(self) -> None:
        self.files = QListWidget()
        named(self.files, "receive.files", self.tr("Hand-overs that were read"), role="box",
              tip=self.tr("Those with a tick are received, from top to bottom (Space ticks)"))  # fmt: skip
        for _ in self._files:
            item = QListWidgetItem()
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.files.addItem(item)
        self.files.setFixedHeight(line_height(self) * min(len(self._files), _MOST_FILES) + 12)
        self.files.setVisible(len(self._files) > 1)
        self.files.currentRowChanged.connect(self._show)
        self.files.itemChanged.connect(lambda _item: self._judge())

    def _make_articles(self) -> None:
        self.articles_head = heading(self.tr("Articles"))
        self.articles_head.setContentsMargins(0, 0, 0, 0)
        self.table = QTableView()
        self.table.setModel(self.model)
        named(self.table, "receive.articles", self.tr("Articles of the hand-over"), role="incidents")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        dress_table(self.table)
        for column, width in enumerate((260, 230)):
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.table.setColumnWidth(column, measures.grown(width))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._judge_answers())
        self.answers = AnswerRow()
        self.answers.answered.connect(self._answer)

    def _make_buttons(self, watched: str) -> None:
        folder = self._files[0].path.parent
        self.watch = QCheckBox(self.tr("Look for more hand-overs in this folder"))
        tip = self.tr("New ones in {folder} are offered, never taken in by themselves").format(folder=folder)
        named(self.watch, "receive.watch", self.watch.text(), tip=tip)
        self.watch.setChecked(watched == str(folder.absolute()))
        self.watch.toggled.connect(self.watch_wanted)
        self.decline = named(QPushButton(self.tr("Decline")), "receive.decline", self.tr("Decline"), role="quiet",
                             tip=self.tr("Take nothing, and do not offer it again"))  # fmt: skip
        self.cancel = named(QPushButton(), "receive.cancel", self.tr("Cancel"))
        self.main = named(QPushButton(self.tr("Receive")), "receive.ok", self.tr("Receive"), role="main",
                          tip=self.tr("Take it in; one Undo takes it all back"))  # fmt: skip
        for button in (self.decline, self.cancel):
            button.setAutoDefault(False)
        self.main.setDefault(True)
        self.decline.clicked.connect(self._decline)
        self.cancel.clicked.connect(self.reject)
        self.main.clicked.connect(self._receive)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self).activated.connect(self._show_help)
        for key, answer in KEYS.items():  # as shortcuts: a list takes digits for the beginning of a name
            QShortcut(QKeySequence(key), self).activated.connect(lambda answer=answer: self._answer(answer))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(measures.GAP)
        for widget in (
            self.files, *self.about.head, self.sums, *self.about.foot, self.articles_head,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.answers.asked)
        column.addWidget(self.answers)
        buttons = QHBoxLayout()
        buttons.addWidget(self.watch)
        buttons.addStretch(1)
        for button in (self.decline, self.cancel, self.main):
            buttons.addWidget(button)
        column.addLayout(buttons)

    # Showing

    @property
    def shown(self) -> FileShown:
        return self._files[self._at]

    def show_again(self, file: FileShown) -> None:
        """The same file, compared anew."""
        at = next((at for at, each in enumerate(self._files) if each.path == file.path), None)
        if at is not None:
            self._files[at] = file
            if at == self._at:
                self._show(at)
            self._judge()

    def _show(self, at: int) -> None:
        if at < 0:
            return
        self._at = at
        file = self.shown
        self.about.show_file(file)
        self.sums.fill(file)
        chosen = {self.model.article(row).id for row in self._rows()}
        self.model.show_articles(file.articles, self._answers[at])
        chosen = chosen or {each.id for each in file.asking[:1]}  # it is asked about, one after the other
        for row in filter(lambda row: row >= 0, map(self.model.row_of, chosen)):
            self.table.selectionModel().select(self.model.index(row, 0), _WHOLE_ROW)
        self._judge()

    # Judging what is possible

    def _judge(self) -> None:
        taken = [self._takes(at) for at in range(len(self._files))]
        several_files = len(self._files) > 1
        for at, each in enumerate(self._files):
            item = self.files.item(at)
            told = f"{each.called} · {self._told(at)}"
            if item.text() != told:
                item.setText(told)
                item.setToolTip(plain_tip(f"{plain(each.path.name)}\n{told}"))
        anything = any(self._brings(at) for at in range(len(self._files)))
        asks = any(not self._answers[at].get(each.id) for at, file in enumerate(self._files) for each in file.asking)
        self.main.setVisible(anything or asks)
        self.main.setEnabled(any(taken))
        self.decline.setVisible(anything or asks)
        nothing = not anything and not asks
        text = self.tr("Close") if nothing else self.tr("Cancel")
        self.cancel.setText(text)
        self.cancel.setAccessibleName(text)
        self.cancel.setToolTip(self.tr("Close without doing anything (Esc)"))
        if nothing:
            self.about.say_nothing_new(self.shown)
            self.cancel.setDefault(True)
            self.cancel.setFocus()
        elif several_files:
            self.main.setText(self.tr("Receive {count}").format(count=sum(taken)) if sum(taken) else self.tr("Receive"))
        self._judge_answers()

    def _brings(self, at: int) -> bool:
        answers = self._answers[at]
        said = (answers.get(each.id, LEAVE) != LEAVE for each in self._files[at].asking)
        return self._files[at].brings or any(said)

    def _told(self, at: int) -> str:
        """What a file would bring, in one line."""
        open_ = sum(not self._answers[at].get(each.id) for each in self._files[at].asking)
        if open_ and not self._brings(at):
            asked = self.tr("1 article to decide on") if open_ == 1 else self.tr("{count} articles to decide on")
            return asked.format(count=f"{open_:,}")
        return self._files[at].told() if self._brings(at) else self.tr("nothing new")

    def _takes(self, at: int) -> bool:
        ticked = self.files.item(at).checkState() == Qt.CheckState.Checked
        return self._brings(at) and (ticked or len(self._files) == 1)

    def _judge_answers(self) -> None:
        asking = self.shown.asking
        open_ = sum(not self._answers[self._at].get(each.id) for each in asking)
        chosen = any(self.model.article(row).asks for row in self._rows())
        self.answers.ask(open_, bool(asking), chosen)

    def _rows(self) -> list[int]:
        return [index.row() for index in self.table.selectionModel().selectedRows()]

    # What the user does

    def _answer(self, answer: str) -> None:
        """Say what the chosen articles are, as far as that is asked. Where several here have the text of the only one
        chosen, it is asked which."""
        asking = [each for each in map(self.model.article, self._rows()) if each.asks]
        if answer == HERE and len(asking) == 1 and len(asking[0].candidates) > 1:
            self._ask_which(asking[0])
            return
        said = {
            each.id: each.candidates[0][0] if answer == HERE else answer
            for each in asking if answer != HERE or len(each.candidates) == 1
        }  # fmt: skip
        self._say(said)

    def _ask_which(self, article: ArticleCome) -> None:
        menu = named(QMenu(self), "receive.which", self.tr("Which article it is"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for here, called in article.candidates:
            act = menu.addAction(plain(called).replace("&", "&&"))
            act.triggered.connect(lambda _checked=False, here=here: self._say({article.id: here}))
        menu.popup(self.answers.below(HERE))

    def _say(self, said: Answers) -> None:
        if not said:
            return
        self._answers[self._at] |= said
        self.model.answers = dict(self._answers[self._at])
        self.table.viewport().update()
        if self._compare is not None:
            self._compare(self.shown, dict(self._answers[self._at]))
        self._judge()

    def _receive(self) -> None:
        files = tuple((file, self._answers[at]) for at, file in enumerate(self._files) if self._takes(at))
        self.wanted.emit(Wanted(files))
        self.accept()

    def _decline(self) -> None:
        self.declined.emit(tuple(self._files))
        self.reject()

    def _show_help(self) -> None:
        from curator.app.dialogs.help_pages import show_help

        show_help(self)

    def done(self, result: int) -> None:
        self.size_kept.emit(f"{self.width()}x{self.height()}")
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.size_kept.emit(f"{self.width()}x{self.height()}")
        super().closeEvent(event)


def _size_of(kept: str) -> QSize:
    width, _, height = kept.partition("x")
    return (
        QSize(int(width), int(height))
        if width.isdigit() and height.isdigit()
        else QSize(measures.grown(_SIZE.width()), measures.grown(_SIZE.height()))
    )
