# SPDX-License-Identifier: MIT
"""What a hand-over would bring, before anything is taken: sums, articles, codebook, coders.

What lives here: the window of the preview, for one file or several. What does not: reading, comparing and taking in
(jobs/receiving.py, tasks/handover.py), what is counted (shown.py).
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
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.guard import guarded
from curator.app.handover.articles_model import ArticlesModel
from curator.app.handover.shown import ANOTHER, LEAVE, Answers, ArticleCome, FileShown
from curator.app.handover.wording import KIND_HEADS, STATES, made_in, note_of, plain, say, several
from curator.app.tips import plain_tip
from curator.app.widgets import heading, named, plain_label
from curator.domain.handover import KINDS
from curator.domain.receiving import UNDECIDED
from curator.operations.handed_articles import REFUSED_ARTICLE
from curator.shape import Frozen

_SIZE = QSize(920, 660)
_MOST_FILES = 4
_MOST_CODEBOOK_LINES = 5
_MOST_REASONS = 2
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_COLUMNS = ("new", "newer", "same", "older", "conflicting", "waiting", "refused")
_HERE = "here"  # the button; the answer is the id of the article that is meant
_KEYS = {"1": _HERE, "2": ANOTHER, "3": LEAVE}


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
        self._make_head()
        self._make_files()
        self._make_codebook()
        self._make_sums()
        self._make_articles()
        self._make_buttons(watched)
        self._lay_out()
        self.resize(_size_of(size))
        for row, each in enumerate(self._files):
            self.files.item(row).setCheckState(Qt.CheckState.Checked if each.brings else Qt.CheckState.Unchecked)
        self.files.setCurrentRow(0)
        self._show(0)

    # Making

    def _make_head(self) -> None:
        self.title = plain_label("", font=measures.font(2.5, half_bold=True), wrap=True)
        named(self.title, "receive.title", "")
        self.made = named(plain_label("", role="quiet", wrap=True), "receive.made", "")
        self.elsewhere = named(plain_label("", role="warn", wrap=True), "receive.elsewhere", "")
        self.who = named(plain_label("", wrap=True), "receive.who", "")
        self.note = named(plain_label("", font=measures.quote_font(), wrap=True), "receive.note", "")

    def _make_files(self) -> None:
        self.files = QListWidget()
        named(self.files, "receive.files", self.tr("Hand-overs that were read"), role="box",
              tip=self.tr("Those with a tick are received, from top to bottom (Space ticks)"))  # fmt: skip
        for _ in self._files:
            item = QListWidgetItem()
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.files.addItem(item)
        self.files.setFixedHeight(_line_height(self) * min(len(self._files), _MOST_FILES) + 12)
        self.files.setVisible(len(self._files) > 1)
        self.files.currentRowChanged.connect(self._show)
        self.files.itemChanged.connect(lambda _item: self._judge())

    def _make_codebook(self) -> None:
        self.codebook_head = plain_label("", role="warn", font=measures.font(half_bold=True), wrap=True)
        named(self.codebook_head, "receive.codebook_head", "")
        self.codebook = QListWidget()
        named(self.codebook, "receive.codebook", self.tr("What the two codebooks have of each other"), role="box")
        self.codebook.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.codebook.setWordWrap(True)

    def _make_sums(self) -> None:
        self.sums = QTableWidget(0, 2 + len(STATES))
        named(self.sums, "receive.sums", self.tr("How much is in it, and what comes of it"), role="incidents")
        heads = [self.tr("Kind"), self.tr("in the file"), *(say(STATES[each][0]) for each in _COLUMNS)]
        self.sums.setHorizontalHeaderLabels(heads)
        for at in range(len(heads)):
            if (head := self.sums.horizontalHeaderItem(at)) is not None:
                side = Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                head.setToolTip(say(STATES[_COLUMNS[at - 2]][1]) if at > 1 else "")
        self.sums.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.sums.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.sums.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        _dress_table(self.sums)
        for at in range(1, len(heads)):
            self.sums.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        self.balance = named(plain_label("", role="quiet", wrap=True), "receive.balance", "")
        self.refused = named(plain_label("", role="warn", wrap=True), "receive.refused", "")

    def _make_articles(self) -> None:
        self.articles_head = heading(self.tr("Articles"))
        self.articles_head.setContentsMargins(0, 0, 0, 0)
        self.table = QTableView()
        self.table.setModel(self.model)
        named(self.table, "receive.articles", self.tr("Articles of the hand-over"), role="incidents")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        _dress_table(self.table)
        for column, width in enumerate((260, 230)):
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.table.setColumnWidth(column, measures.grown(width))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._judge_answers())
        self.asked = named(plain_label("", role="warn", wrap=True), "receive.asked", "")
        self.answers = QWidget()
        row = QHBoxLayout(self.answers)
        row.setContentsMargins(0, 0, 0, 0)
        self.answer_buttons: dict[str, QPushButton] = {}
        texts = (
            (_HERE, "1", self.tr("It is this article"), self.tr("Its work goes to the article that is here")),
            (ANOTHER, "2", self.tr("Another article"), self.tr("Two outlets may print one agency copy: it is added")),
            (LEAVE, "3", self.tr("Leave it out"), self.tr("Nothing of it is taken; it can be received later")),
        )
        for answer, key, text, tip in texts:
            button = QPushButton(f"{text}  {key}")
            named(button, f"receive.{answer}", text, tip=f"{tip} ({key})")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, answer=answer: self._answer(answer))
            row.addWidget(button)
            self.answer_buttons[answer] = button
        row.addStretch(1)

    def _make_buttons(self, watched: str) -> None:
        folder = self._files[0].path.parent
        self.watch = QCheckBox(self.tr("Look for more hand-overs in this folder"))
        tip = self.tr("New ones in {folder} are offered, never taken in by themselves").format(folder=folder)
        named(self.watch, "receive.watch", self.watch.text(), tip=plain_tip(tip))
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
        for key, answer in _KEYS.items():  # as shortcuts: a list takes digits for the beginning of a name
            QShortcut(QKeySequence(key), self).activated.connect(lambda answer=answer: self._answer(answer))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(measures.GAP)
        for widget in (
            self.files, self.title, self.made, self.elsewhere, self.who, self.note, self.codebook_head, self.codebook,
            self.sums, self.balance, self.refused, self.articles_head,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.asked)
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
        _tell(self.title, file.called)
        _tell(self.made, made_in(file.handover))
        _tell(self.elsewhere, self._elsewhere_told(file))
        _tell(self.who, self._coders_told(file))
        _tell(self.note, note_of(file.handover))
        _tell(self.codebook_head, self._codebook_told(file))
        self.codebook.clear()
        for line in file.codebook:
            self.codebook.addItem(line)
            self.codebook.item(self.codebook.count() - 1).setToolTip(plain_tip(line))
        self.codebook.setVisible(bool(file.codebook))
        self.codebook.setFixedHeight(_line_height(self) * min(max(1, len(file.codebook)), _MOST_CODEBOOK_LINES) + 12)
        self._fill_sums(file)
        _tell(self.balance, self._balance_told(file))
        _tell(self.refused, self._refused_told(file))
        chosen = {self.model.article(row).id for row in self._rows()}
        self.model.show_articles(file.articles, self._answers[at])
        chosen = chosen or {each.id for each in file.asking[:1]}  # it is asked about, one after the other
        for row in filter(lambda row: row >= 0, map(self.model.row_of, chosen)):
            self.table.selectionModel().select(self.model.index(row, 0), _WHOLE_ROW)
        self._judge()

    def _elsewhere_told(self, file: FileShown) -> str:
        """That it may belong to another project: what it brings would stand among the work of this one."""
        if not file.unrelated:
            return ""
        return self.tr("None of its articles is in this project: they would all be added. Is it meant for another one?")

    def _coders_told(self, file: FileShown) -> str:
        told = self.tr("Work of {names}").format(names=several(file.coders)) if file.coders else ""
        if file.newcomers:
            new = self.tr("new in this project: {names}").format(names=several(file.newcomers))
            told = f"{told} · {new}" if told else new[:1].upper() + new[1:]
        for there, here in file.renamed:
            told += " · " + self.tr("{there} is called {here} here").format(there=there, here=here)
        return told

    def _balance_told(self, file: FileShown) -> str:
        parked = file.preview.parked
        if not parked:
            return file.balance()
        told = self.tr("{count} comments here will wait: what they are about is taken away in the hand-over.")
        if parked == 1:
            told = self.tr("1 comment here will wait: what it is about is taken away in the hand-over.")
        return f"{file.balance()} {told.format(count=f'{parked:,}')}"

    def _refused_told(self, file: FileShown) -> str:
        """The reasons given most often; all of them are in the report."""
        asked = REFUSED_ARTICLE[UNDECIDED]  # that is asked for below, and is in no report before it is answered
        reasons = sorted((each for each in file.refused.items() if each[0] != asked), key=lambda each: -each[1])
        told = " ".join(f"{reason} ({count:,})" for reason, count in reasons[:_MOST_REASONS])
        return self.tr("Refused: {told}").format(told=told) if told else ""

    def _codebook_told(self, file: FileShown) -> str:
        if not file.codebook:
            return ""
        return self.tr("It was coded with another codebook ({name}):").format(name=file.codebook_name)

    def _fill_sums(self, file: FileShown) -> None:
        kinds = [kind for kind in KINDS if sum(file.sums.get(kind, {}).values())]
        self.sums.setRowCount(len(kinds))
        for row, kind in enumerate(kinds):
            states = file.sums[kind]
            self.sums.setItem(row, 0, QTableWidgetItem(say(KIND_HEADS[kind])))
            for at, count in enumerate([sum(states.values()), *(states.get(state, 0) for state in _COLUMNS)], start=1):
                cell = QTableWidgetItem(f"{count:,}" if count else "·")
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.sums.setItem(row, at, cell)
        self.sums.setVisible(bool(kinds))
        height = self.sums.horizontalHeader().sizeHint().height()
        self.sums.setFixedHeight(height + self.sums.verticalHeader().defaultSectionSize() * len(kinds) + 4)

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
            _tell(self.title, self.tr("Nothing new"))
            _tell(self.balance, self._balance_told(self.shown) + " " + self.tr("Receiving it would change nothing."))
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
        told = self.tr("The text of this article is here already, from another source. Choose it and say what it is.")
        if open_ > 1:
            told = self.tr("The texts of {count} articles are here already, from other sources. Choose them and say "
                           "what they are.").format(count=f"{open_:,}")  # fmt: skip
        _tell(self.asked, told if open_ else "")
        self.answers.setVisible(bool(asking))
        chosen = any(self.model.article(row).asks for row in self._rows())
        for button in self.answer_buttons.values():
            button.setEnabled(chosen)

    def _rows(self) -> list[int]:
        return [index.row() for index in self.table.selectionModel().selectedRows()]

    # What the user does

    def _answer(self, answer: str) -> None:
        """Say what the chosen articles are, as far as that is asked. Where several here have the text of the only one
        chosen, it is asked which."""
        asking = [each for each in map(self.model.article, self._rows()) if each.asks]
        if answer == _HERE and len(asking) == 1 and len(asking[0].candidates) > 1:
            self._ask_which(asking[0])
            return
        said = {
            each.id: each.candidates[0][0] if answer == _HERE else answer
            for each in asking if answer != _HERE or len(each.candidates) == 1
        }  # fmt: skip
        self._say(said)

    def _ask_which(self, article: ArticleCome) -> None:
        menu = named(QMenu(self), "receive.which", self.tr("Which article it is"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for here, called in article.candidates:
            act = menu.addAction(plain(called).replace("&", "&&"))
            act.triggered.connect(lambda _checked=False, here=here: self._say({article.id: here}))
        button = self.answer_buttons[_HERE]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

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


def _tell(label: QWidget, text: str) -> None:
    """Show a text, or nothing in its place."""
    label.setProperty("text", text)
    label.setAccessibleName(text)
    label.setVisible(bool(text))


def _line_height(widget: QWidget) -> int:
    return round(measures.line_height(widget.font())) + 12


def _dress_table(table: QTableView) -> None:
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(measures.line_height(table.font())) + 12)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)


def _size_of(kept: str) -> QSize:
    width, _, height = kept.partition("x")
    return (
        QSize(int(width), int(height))
        if width.isdigit() and height.isdigit()
        else QSize(measures.grown(_SIZE.width()), measures.grown(_SIZE.height()))
    )
