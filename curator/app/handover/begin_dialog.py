# SPDX-License-Identifier: MIT
"""Beginning from a packet: where the new project is kept, and who codes in it.

What lives here: the questions. What does not: making the project (tasks/handover.py, jobs/packets.py).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from curator.app import measures
from curator.app.dialogs.form import FormDialog
from curator.app.dialogs.paths_field import PathField
from curator.app.handover.file_names import slug
from curator.app.handover.wording import contents, made_in, note_of, plain, title
from curator.app.widgets import named, plain_label
from curator.domain.coding import Coder
from curator.domain.handover import HandOver
from curator.paths import PROJECT_SUFFIX, exists
from curator.shape import Frozen


class Beginning(Frozen):
    """What was answered. `coder`: one of the packet, or a new name."""

    path: Path
    coder: Coder | str


class BeginDialog(FormDialog):
    """The usual answers are set already where there is no doubt: one coder, a free name in `folder`."""

    def __init__(self, handover: HandOver, folder: Path, parent: QWidget) -> None:
        super().__init__("begin", self.tr("Begin from a packet"), made_in(handover), self.tr("Begin coding"), parent)
        self._folder = folder
        told = f"{title(handover)}: {contents(handover)}"
        self.form.addRow(named(plain_label(told, wrap=True), "begin.contents", told))
        if told := note_of(handover):
            note = plain_label(told, font=measures.quote_font(), wrap=True)
            self.form.addRow(named(note, "begin.note", told))
        if handover.articles and all(handed.text is None for handed in handover.articles):
            missing = self.tr("The texts of its articles did not come along. Import the articles into a project, then "
                              "receive the packet there.")  # fmt: skip
            self.form.addRow(named(plain_label(missing, role="warn", wrap=True), "begin.no_texts", missing))
        self.path = PathField(
            "begin.path", self.tr("Where to keep the project"), "new file",
            self.tr("Projects") + f" (*{PROJECT_SUFFIX})",
        )  # fmt: skip
        self.path.line.setText(str(_free(folder, slug(handover.project_name) or "project")))
        self.coder = QComboBox()
        named(self.coder, "begin.coder", self.tr("Who is coding"),
              tip=self.tr("Those for whom the packet was made; the articles assigned to you come first"))  # fmt: skip
        assigned = Counter(str((each.content or {}).get("coder", "")) for each in handover.versions
                           if each.kind == "assignment")  # fmt: skip
        people = [each for each in handover.coders if each.kind == "person"]
        for person in sorted(people, key=lambda each: (not assigned[each.id], each.name.casefold())):
            self.coder.addItem(self._told(person, assigned[person.id]), person)
        self.coder.addItem(self.tr("Someone new …"), "")
        self.coder.setCurrentIndex(0 if len(people) == 1 and assigned[people[0].id] else -1 if people else 0)
        self.coder.setPlaceholderText(self.tr("Choose yourself"))
        self.name = QLineEdit()
        named(self.name, "begin.name", self.tr("Your name"), tip=self.tr("Your name, as colleagues will see it"))
        self.name.setPlaceholderText(self.tr("Your name"))
        self.row(self.tr("File"), self.path)
        self.row(self.tr("Who is coding"), self.coder)
        self.row("", self.name)
        self.coder.currentIndexChanged.connect(self._judge)
        for signal in (self.path.changed, self.name.textChanged):
            signal.connect(self._judge)
        self._judge()
        self.coder.setFocus()

    def _told(self, person: Coder, assigned: int) -> str:
        if not assigned:
            return plain(person.name)
        told = self.tr("{name} (1 article)") if assigned == 1 else self.tr("{name} ({count} articles)")
        return told.format(name=plain(person.name), count=f"{assigned:,}")

    def _judge(self) -> None:
        new = self.coder.currentIndex() == self.coder.count() - 1
        self.form.setRowVisible(self.name, new)
        someone = bool(self.name.text().strip()) if new else self.coder.currentIndex() >= 0
        self.main.setEnabled(bool(self.path.text) and someone)

    def answer(self) -> Beginning:
        """What was asked for."""
        path = self._folder / Path(self.path.text).expanduser()
        if path.suffix != PROJECT_SUFFIX:
            path = path.with_name(path.name + PROJECT_SUFFIX)
        known = self.coder.currentData()
        return Beginning(path, known if isinstance(known, Coder) else self.name.text().strip())


def _free(folder: Path, name: str) -> Path:
    """A file that is not there yet."""
    names = (f"{name}{f'-{number}' if number > 1 else ''}{PROJECT_SUFFIX}" for number in range(1, 1000))
    return next((folder / each for each in names if not exists(folder / each)), folder / f"{name}{PROJECT_SUFFIX}")
