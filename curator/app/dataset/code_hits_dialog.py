# SPDX-License-Identifier: MIT
"""Coding all hits of a search: words, what is found of them with what stands around it, what is made of each.

What lives here: the dialog. What does not: finding and coding (tasks/code_hits.py), running it (jobs/coding_hits.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from curator.app import measures
from curator.app.background import Background
from curator.app.dialogs.form import FormDialog
from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.widgets import named, plain_label
from curator.domain.codebook.kinds import parse
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.domain.faults import UserFault
from curator.tasks.code_hits import FoundHits, TextHit, find_hits
from curator.tasks.job import Stopped
from curator.workspace import Workspace

_TITLE, _BEFORE = 30, 36  # letters that are shown in front of the hit, so that it is seen without scrolling


def _line(hit: TextHit) -> str:
    """A hit with what stands around it, the hit itself not far from the beginning."""
    title = hit.title if len(hit.title) <= _TITLE else f"{hit.title[:_TITLE].rstrip()}…"
    before = hit.before if len(hit.before) <= _BEFORE else hit.before[-_BEFORE:].partition(" ")[2]
    return f"{title}: … {before} “{' '.join(hit.words.split())}” {hit.after} …"


@guarded
class CodeHitsDialog(FormDialog):
    """`code_wanted(hits, values, each article once, words)`: the ticked hits of these words are to be coded."""

    code_wanted = Signal(object, object, bool, str)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        told = self.tr("Each ticked hit becomes an incident of yours with these words as its mention. Articles "
                       "that colleagues are to code unseen, and those that you ended, are left out.")  # fmt: skip
        super().__init__("code_hits", self.tr("Code all hits of a search"), told, self.tr("Code the hits"), parent)
        self._workspace = workspace
        self._background = Background(self)
        self._hits: tuple[TextHit, ...] = ()
        self._looks = 0  # how often something was looked for
        self.setMinimumWidth(measures.grown(760))
        self.words = named(QLineEdit(), "code_hits.words", self.tr("Words"),
                           tip=self.tr("Words as in a search, or a pattern; Enter looks for them"))  # fmt: skip
        self.pattern = self._box("code_hits.pattern", self.tr("A pattern (regular expression)"))
        self.look_button = named(
            QPushButton(self.tr("Find")), "code_hits.find", self.tr("Find"), tip=self.tr("Find (Enter)")
        )
        self.look_button.setAutoDefault(False)
        self.look_button.clicked.connect(self.look)
        self.words.returnPressed.connect(self.look)
        line = QHBoxLayout()
        line.setSpacing(measures.GAP)
        for widget in (self.words, self.pattern, self.look_button):
            line.addWidget(widget)
        self.form.addRow(plain_label(self.tr("Words")), line)
        self.field = named(QComboBox(), "code_hits.field", self.tr("Field"), tip=self.tr("A value every one gets"))
        self.field.addItem(self.tr("no value"), "")
        for leaf in self._fields(workspace.codebook):
            self.field.addItem(leaf.label, leaf.key)
        self.value = named(QComboBox(), "code_hits.value", self.tr("Value"), tip=self.tr("A value every one gets"))
        self.value.setEditable(True)
        self.field.currentIndexChanged.connect(lambda _at: self._follow_field())
        values = QHBoxLayout()
        values.setSpacing(measures.GAP)
        values.addWidget(self.field)
        values.addWidget(self.value, 1)
        self.form.addRow(plain_label(self.tr("Each gets")), values)
        self.once = self._box("code_hits.once", self.tr("One incident for each article, of its first ticked hit"))
        self.form.addRow(self.once)
        self.list = named(QListWidget(), "code_hits.list", self.tr("Hits"), role="box")
        self.list.setMinimumHeight(260)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.form.addRow(self.list)
        self.told = named(plain_label("", role="quiet", wrap=True), "code_hits.told", self.tr("What was found"))
        self.form.addRow(self.told)
        self.main.setAutoDefault(False)
        self.main.setDefault(False)
        self._found, self._asked = FoundHits(), ""  # what was found, of which words
        self._follow_field()
        self._count()
        self.words.setFocus()

    def _box(self, name: str, text: str) -> QCheckBox:
        return named(QCheckBox(text), name, text, tip=text)

    @staticmethod
    def _fields(codebook: Codebook) -> Iterator[Field]:
        return (leaf for leaf in codebook.leaves() if not leaf.private and leaf.kind != "link")

    def _follow_field(self) -> None:
        node = self._workspace.codebook.node(str(self.field.currentData()))
        listed = self._workspace.codebook.choices_of(node) if node is not None else None
        self.value.clear()
        self.value.setEnabled(node is not None)
        for choice in listed.choices if listed is not None else ():
            if not choice.retired:
                self.value.addItem(choice.label, choice.code)

    def look(self) -> None:
        """Find the hits, off the window's thread."""
        asked, pattern = self.words.text(), self.pattern.isChecked()
        self.told.setText(self.tr("Looking …"))
        self._looks += 1
        look = self._looks

        def find() -> FoundHits | None:
            try:
                return find_hits(self._workspace, asked, pattern=pattern, cancelled=lambda: self._looks != look)
            except Stopped:
                return None

        def show(found: FoundHits | None) -> None:
            if found is not None:
                self._asked = asked
                self._show(found)

        self._background.run(find, show, self._refused, lane="code_hits")

    def _refused(self, fault: UserFault) -> None:
        self._show(FoundHits())
        self.told.setText(fault.sentence)

    def _show(self, found: FoundHits) -> None:
        self._found, self._hits = found, found.hits
        self.list.blockSignals(True)
        self.list.clear()
        for hit in found.hits:
            item = QListWidgetItem(_line(hit))
            item.setToolTip(plain_tip(hit.title))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._count()

    def ticked(self) -> list[TextHit]:
        """The hits that are to be coded, in their order."""
        on = Qt.CheckState.Checked
        return [hit for at, hit in enumerate(self._hits) if self.list.item(at).checkState() == on]

    def _count(self) -> None:
        ticked = self.ticked()
        articles = len({hit.article for hit in ticked})
        if articles == 1:
            told = self.tr("{hits} of {all} hits ticked, in 1 article.")
        else:
            told = self.tr("{hits} of {all} hits ticked, in {articles} articles.")
        said = [told.format(hits=f"{len(ticked):,}", all=f"{len(self._hits):,}", articles=f"{articles:,}")]
        if self._found.more:
            said.append(self.tr("There are more; these are the first."))
        if self._found.hidden:
            said.append(
                self.tr("Left out because colleagues' work is hidden: {count}.").format(count=self._found.hidden)
            )
        if self._found.ended:
            said.append(self.tr("Left out because you have ended them: {count}.").format(count=self._found.ended))
        self.told.setText(" ".join(said))
        self.main.setEnabled(bool(ticked))

    def values(self) -> dict[str, Scalar]:
        """The value that each one gets. Raises ValueError with the reason."""
        node = self._workspace.codebook.node(str(self.field.currentData()))
        text = self.value.currentText().strip()
        if node is None or not text:
            return {}
        at = self.value.findText(text)
        return {
            node.key: parse(str(self.value.itemData(at) or text) if at >= 0 else text, node, self._workspace.codebook)
        }

    def accept(self) -> None:
        try:
            values = self.values()
        except ValueError as error:
            self.told.setText(str(error))
            return
        self.code_wanted.emit(self.ticked(), values, self.once.isChecked(), self._asked)
        super().accept()

    def done(self, result: int) -> None:
        self._looks += 1  # whoever still looks stops
        self._background.forget()
        super().done(result)
