# SPDX-License-Identifier: MIT
"""Asking how to export: where to, whose layer, with or without texts, in which form.

What lives here: the questions. What does not: writing anything (tasks).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from curator.app.dialogs.form import FormDialog
from curator.app.dialogs.paths_field import PathField
from curator.app.widgets import named, plain_label
from curator.domain.coding import Coder
from curator.tasks.layer_choice import AUTO, Outlook


@dataclass(frozen=True)
class ExportWish:
    """`layer`: auto, consensus, all, or a coder's id."""

    folder: Path
    layer: str
    with_texts: bool
    for_excel: bool
    with_memos: bool
    replace: bool


class ExportDialog(FormDialog):
    """The usual answers are set already. `proposed`: a folder that is not there yet; a name alone is put beside it.
    `outlooks`: what would leave, by choice of layer; `own`: the id of who exports, "" for nobody."""

    def __init__(
        self, coders: Sequence[Coder], proposed: Path, parent: QWidget, outlooks: Mapping[str, Outlook], own: str
    ) -> None:  # fmt: skip
        super().__init__(
            "export", self.tr("Export the data set"),
            self.tr("A folder of CSV files with a data dictionary and checksums. The same export twice gives the same "
                    "bytes."),
            self.tr("Export"), parent,
        )  # fmt: skip
        self._beside, self._outlooks, self._unsettled = proposed.parent, outlooks, ""
        self.folder = PathField("export.folder", self.tr("Folder"), "folder")
        self.folder.line.setText(str(proposed))
        self.layer = QComboBox()
        named(
            self.layer,
            "export.layer",
            self.tr("Whose coding"),
            tip=self.tr("Where several people coded an article: whose incidents are written"),
        )
        self.layer.addItem(self.tr("The agreed one, or the only one there is"), "auto")
        self.layer.addItem(self.tr("Only what was agreed on"), "consensus")
        self.layer.addItem(self.tr("All coders, side by side"), "all")
        for coder in coders:
            if coder.kind == "person":
                self.layer.addItem(coder.name, coder.id)
        self.row(self.tr("Folder"), self.folder)
        self.row(self.tr("Whose coding"), self.layer)
        self.outlook = named(plain_label("", role="warn", wrap=True), "export.outlook", self.tr("What would not leave"))
        self.form.addRow(self.outlook)
        self.texts = self.check(
            "export.texts",
            self.tr("With the texts of the articles"),
            self.tr("Needed to read the set back and to show the words in their place"),
            on=True,
        )
        self.memos = self.check(
            "export.memos",
            self.tr("With private memos, proposals and comments"),
            self.tr(
                "Notes of the coders for themselves, values not accepted yet, and what coders said to each other. "
                "Without this mark they stay here."
            ),
        )
        self.excel = self.check(
            "export.excel",
            self.tr("For Excel"),
            self.tr(
                "Marks the encoding, and sets an apostrophe before cells that a spreadsheet would run as a formula"
            ),
        )
        self.replace = self.check(
            "export.replace",
            self.tr("Replace an earlier export in this folder"),
            self.tr("Only a folder that holds a data set of Curator is ever replaced"),
        )
        self.layer.currentIndexChanged.connect(self._foresee)
        if self._is_empty(AUTO) and own in outlooks and not self._is_empty(own):
            self.layer.setCurrentIndex(self.layer.findData(own))
        self._foresee()
        self.folder.changed.connect(self._judge)
        self._judge()
        self.folder.setFocus()
        self.folder.line.selectAll()

    def _is_empty(self, layer: str) -> bool:
        """Whether this choice would leave out all that was coded."""
        found = self._outlooks.get(layer)
        return found is not None and not found.coded and found.left_out > 0

    def show_unsettled(self, words: str) -> None:
        """Say how much of the consensus is still to settle (“3 values or incidents of 1 article”, "" for nothing)."""
        self._unsettled = words
        self._foresee()

    def _foresee(self) -> None:
        """Say what would not leave, before anything is written."""
        chosen = str(self.layer.currentData())
        told = self._left_out(chosen)
        if not told and chosen not in (AUTO, "consensus", "all") and self._is_empty(AUTO):
            told = self.tr(
                "Nothing is settled between the coders yet, so the agreed coding would be empty. This is one coder's "
                "own. The review (Ctrl+R) settles what differs."
            )
        if self._unsettled and chosen in (AUTO, "consensus"):
            open_ones = self.tr("Still to settle in the review (Ctrl+R): {words}.")
            told = " ".join(part for part in (told, open_ones.format(words=self._unsettled)) if part)
        self.outlook.setText(told)
        self.outlook.setVisible(bool(told))

    def _left_out(self, layer: str) -> str:
        found = self._outlooks.get(layer)
        if found is None or not found.left_out:
            return ""
        if not found.coded:
            return self.tr(
                "The data set would have no incident: no coded article is settled yet, or all are hidden until "
                "everybody has finished. Choose a coder, or settle them in the review (Ctrl+R)."
            )
        if found.left_out == 1:
            return self.tr("1 coded article would be left out: not settled yet, or hidden until all have finished.")
        told = self.tr("{count} coded articles would be left out: not settled yet, or hidden until all have finished.")
        return told.format(count=f"{found.left_out:,}")

    def _judge(self) -> None:
        self.main.setEnabled(bool(self.folder.text))

    def answer(self) -> ExportWish:
        """What was asked for."""
        return ExportWish(
            self._beside / Path(self.folder.text).expanduser(), str(self.layer.currentData()), self.texts.isChecked(),
            self.excel.isChecked(), self.memos.isChecked(), self.replace.isChecked(),
        )  # fmt: skip
