# SPDX-License-Identifier: MIT
"""Asking how to export: where to, in which format, whose layer, which incidents and columns, with or without texts.

What lives here: the questions. What does not: profiles by name (export_profiles.py), columns (export_columns.py),
writing anything (tasks).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget

from curator.app.dialogs.export_offer import ExportOffer, ExportWish, ShownNow
from curator.app.dialogs.export_profiles import ProfileLine
from curator.app.dialogs.form import FormDialog
from curator.app.dialogs.paths_field import PathField
from curator.app.widgets import named, plain_label
from curator.domain.filtering import IncidentFilter
from curator.formats.dataset_writers import DatasetWriter
from curator.formats.export_profile import ExportProfile
from curator.formats.manifest import ProfileColumn
from curator.tasks.layer_choice import AUTO
from curator.tasks.profiles import KeptProfile

_NAMED = 3  # columns


class ExportDialog(FormDialog):
    """The usual answers are set already. `keep_wanted(name, ExportProfile)`: keep this under the name.
    `remove_wanted(name)`: forget the profile."""

    keep_wanted = Signal(str, object)
    remove_wanted = Signal(str)

    def __init__(self, offer: ExportOffer, parent: QWidget) -> None:
        super().__init__(
            "export", self.tr("Export the data set"),
            self.tr("A folder with data, data dictionary and checksums. The same export twice gives the same bytes."),
            self.tr("Export"), parent,
        )  # fmt: skip
        self._offer, self._unsettled = offer, ""
        self._outlooks, self._beside = offer.outlooks, offer.proposed.parent
        self._columns: tuple[ProfileColumn, ...] = ()
        self._profiles = dict(offer.profiles)
        self._make_profiles()
        self.folder = PathField("export.folder", self.tr("Folder"), "folder")
        self.folder.line.setText(str(offer.proposed))
        self.row(self.tr("Folder"), self.folder)
        self._make_choices()
        self._make_ticks()
        own = offer.own
        if self._is_empty(AUTO) and own in self._outlooks and not self._is_empty(own):
            self.layer.setCurrentIndex(self.layer.findData(own))
        if offer.as_shown is not None:
            self._set_as_shown(offer.as_shown)
        self._foresee()
        self._show_columns()
        self.folder.changed.connect(self._judge)
        self._judge()
        for choice in (self.format, self.layer, self.which):
            choice.currentIndexChanged.connect(lambda _at: self._tell_changed())
        for box in (self.texts, self.labels, self.withdrawn, self.memos):
            box.toggled.connect(lambda _on: self._tell_changed())
        self.folder.setFocus()
        self.folder.line.selectAll()

    # Making

    def _make_profiles(self) -> None:
        self.profile_line = ProfileLine(self._offer.writable)
        self.profile_line.show_names(self._profiles, "")
        self.profile_line.chosen.connect(self._wear)
        self.profile_line.keep_wanted.connect(lambda name: self.keep_wanted.emit(name, self.profile()))
        self.profile_line.remove_wanted.connect(self.remove_wanted)
        self.row(self.tr("Profile"), self.profile_line)
        self.altered = named(
            plain_label("", role="warn", wrap=True), "export.altered", self.tr("What has changed since")
        )
        self.form.addRow(self.altered)
        self.altered.hide()

    def _make_choices(self) -> None:
        self.format = named(QComboBox(), "export.format", self.tr("Format"),
                            tip=self.tr("For which programs; the help shows an example of each (F1)"))  # fmt: skip
        for writer in self._offer.writers:
            self.format.addItem(writer.label, writer.name)
        self.layer = named(QComboBox(), "export.layer", self.tr("Whose coding"),
                           tip=self.tr("Where several coded an article: whose incidents are written"))  # fmt: skip
        self.layer.addItem(self.tr("The agreed one, or the only one there is"), "auto")
        self.layer.addItem(self.tr("Only what was agreed on"), "consensus")
        self.layer.addItem(self.tr("All coders, side by side"), "all")
        for coder in self._offer.coders:
            if coder.kind == "person":
                self.layer.addItem(coder.name, coder.id)
        self.which = named(QComboBox(), "export.which", self.tr("Which incidents"),
                           tip=self.tr("All, or those that fit the conditions of the data set view"))  # fmt: skip
        self.which.addItem(self.tr("All incidents"), IncidentFilter())
        self._offer_filter(self._offer.shown, self.tr("Those shown in the data set: {words}"))
        self.columns = named(QPushButton(), "export.columns", self.tr("Columns"),
                             tip=self.tr("Which columns leave, in which order, under which names"))  # fmt: skip
        self.columns.setAutoDefault(False)
        self.columns.clicked.connect(self._ask_columns)
        self.row(self.tr("Format"), self.format)
        self.row(self.tr("Whose coding"), self.layer)
        self.outlook = named(plain_label("", role="warn", wrap=True), "export.outlook", self.tr("What would not leave"))
        self.form.addRow(self.outlook)
        self.row(self.tr("Which incidents"), self.which)
        self.row(self.tr("Columns"), self.columns)
        self.layer.currentIndexChanged.connect(self._foresee)
        self.format.currentIndexChanged.connect(lambda _at: self._show_columns())

    def _make_ticks(self) -> None:
        self.texts = self.check(
            "export.texts", self.tr("With the texts of the articles"),
            self.tr("Needed to read the set back and to show the words in their place"), on=True,
        )  # fmt: skip
        self.labels = self.check(
            "export.labels",
            self.tr("Labels instead of codes"),
            self.tr("“Armed attack” in place of its code, where the format has one of the two"),
        )
        self.withdrawn = self.check(
            "export.withdrawn",
            self.tr("With withdrawn incidents"),
            self.tr("Incidents that their coder took back; their status says so"),
        )
        self.memos = self.check(
            "export.memos", self.tr("With private memos, proposals and comments"),
            self.tr(
                "Notes of the coders for themselves, values not accepted yet, and what coders said to each other. "
                "Without this mark they stay here."
            ),
        )  # fmt: skip
        self.replace = self.check(
            "export.replace",
            self.tr("Replace an earlier export in this folder"),
            self.tr("Only a folder that holds a data set of Curator is ever replaced"),
        )

    def _offer_filter(self, wanted: IncidentFilter, told: str) -> int:
        """Offer a filter among those there are; where it stands."""
        found = next((at for at in range(self.which.count()) if self.which.itemData(at) == wanted), -1)
        if found < 0:
            words = self._offer.words(wanted)
            self.which.addItem(told.format(words=words), wanted)
            found = self.which.count() - 1
        return found

    def _set_as_shown(self, shown: ShownNow) -> None:
        """Set everything so that what the data set view shows leaves, and nothing else."""
        self.layer.setCurrentIndex(max(0, self.layer.findData(shown.layer)))
        self.which.setCurrentIndex(self._offer_filter(self._offer.shown, ""))
        self._columns = shown.columns
        self.texts.setChecked(False)
        self.withdrawn.setChecked(True)
        if shown.elsewhere:
            some = "; ".join(shown.elsewhere[:_NAMED])
            told = self.tr("Not in the table of incidents: {columns}. It leaves with the whole set (Columns: All).")
            if len(shown.elsewhere) > 1:
                told = self.tr("{count} columns are not in the table of incidents, such as {columns}. They leave with "
                               "the whole set (Columns: All).")  # fmt: skip
            self.altered.setText(told.format(columns=some, count=len(shown.elsewhere)))
            self.altered.show()

    # Profiles

    def show_profiles(self, profiles: dict[str, KeptProfile], chosen: str) -> None:
        """Offer these: one was kept or taken away."""
        self._profiles = profiles
        self.profile_line.show_names(profiles, chosen)
        self._tell_altered()
        self._tell_changed()

    def _wear(self, name: str) -> None:
        """Set everything as a profile says."""
        self._tell_altered()
        if not name:
            self._tell_changed()
            return
        said = self._profiles[name].profile
        self.format.setCurrentIndex(max(0, self.format.findData(said.format)))
        self.layer.setCurrentIndex(max(0, self.layer.findData(said.layer)))
        self.which.setCurrentIndex(
            self._offer_filter(said.filter.without("layer"), self.tr("As the profile has it: {words}"))
        )
        self._columns = said.columns
        ticks: tuple[tuple[QCheckBox, bool], ...] = (
            (self.texts, said.texts), (self.labels, said.labels), (self.memos, said.memos),
            (self.withdrawn, said.withdrawn),
        )  # fmt: skip
        for box, on in ticks:
            box.setChecked(on)
        self._show_columns()
        self._tell_changed()

    def _is_as_kept(self) -> bool:
        """Whether what is set is the chosen profile."""
        kept = self._profiles.get(self.profile_line.name)
        if kept is None:
            return False
        return replace(kept.profile, known={}, filter=kept.profile.filter.without("layer")) == self.profile()

    def _tell_changed(self) -> None:
        self.profile_line.tell_changed(not self._is_as_kept())

    def _tell_altered(self) -> None:
        """What changes of the codebook, or of who codes here, do to the chosen profile."""
        kept = self._profiles.get(self.profile_line.name)
        told = list(kept.alterations) if kept is not None else []
        if kept is not None and self.layer.findData(kept.profile.layer) < 0:
            told.append(self.tr("Its coder is not in this project; the agreed coding is set instead."))
        if kept is not None and self.format.findData(kept.profile.format) < 0:
            told.append(self.tr("Its format is not installed here; CSV is set instead."))
        self.altered.setText(" ".join(told))
        self.altered.setVisible(bool(told))

    # Columns

    @property
    def _writer(self) -> DatasetWriter:
        return next(each for each in self._offer.writers if each.name == self.format.currentData())

    def _ask_columns(self) -> None:
        from curator.app.dialogs.export_columns import ColumnsDialog

        dialog = ColumnsDialog(self._offer.columns(self.memos.isChecked()), self._columns, self)
        dialog.accepted.connect(lambda: self._take_columns(dialog.answer()))
        dialog.open()

    def _take_columns(self, columns: tuple[ProfileColumn, ...]) -> None:
        self._columns = columns
        self._show_columns()
        self._tell_changed()

    def _show_columns(self) -> None:
        able = self._writer.takes_columns
        self.columns.setEnabled(able)
        if not able:
            self.columns.setText(self.tr("This format has columns of its own"))
        elif len(self._columns) == 1:
            self.columns.setText(self.tr("One table with 1 column …"))
        elif self._columns:
            self.columns.setText(self.tr("One table with {count} columns …").format(count=len(self._columns)))
        else:
            self.columns.setText(self.tr("All …"))

    # What would not leave

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

    # The answer

    def profile(self) -> ExportProfile:
        """What is set here."""
        return ExportProfile(
            format=str(self.format.currentData()), layer=str(self.layer.currentData()),
            columns=self._columns if self._writer.takes_columns else (), labels=self.labels.isChecked(),
            texts=self.texts.isChecked(), memos=self.memos.isChecked(), withdrawn=self.withdrawn.isChecked(),
            filter=self.which.currentData(),
        )  # fmt: skip

    def answer(self) -> ExportWish:
        """What was asked for."""
        name = self.profile_line.name if self._is_as_kept() else ""
        folder = self._beside / Path(self.folder.text).expanduser()
        return ExportWish(folder, self.profile(), name, self.replace.isChecked())
