# SPDX-License-Identifier: MIT
"""Asking who is to code which articles: coders, articles, how many are coded twice, the seed, and what will happen.

What lives here: the questions, and the plan that follows from the answers. What does not: the draw and the assigning
(tasks/assigning.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)  # fmt: skip
from shiboken6 import isValid

from curator.app import measures
from curator.app.background import Background
from curator.app.dialogs.form import FormDialog
from curator.app.widgets import named, plain_label
from curator.domain.coding import Coder
from curator.domain.faults import UserFault
from curator.domain.project_settings import DOUBLE_SHARE, project_setting, read_share
from curator.store.assignments import Load, loads
from curator.tasks.assigning import MOST_SEED, AssignPlan, plan_assignment
from curator.workspace import Workspace

_WAIT = 150  # ms after the last answer
_MOST_SHOWN = 6  # coders in sight at once
_MOST_TIMES = 9


class AssignDialog(FormDialog):
    """`wanted(AssignPlan)`: assign them so. `chosen`: the ids of the articles that are chosen in the library."""

    wanted = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, chosen: Sequence[str], parent: QWidget) -> None:
        super().__init__(
            "assign", self.tr("Assign articles"),
            self.tr("Each article goes to one coder in turn, a random share of them to two, who code it blind: nobody "
                    "sees the others' work of it until all who are assigned have finished. Articles that are assigned "
                    "already stay as they are."),
            self.tr("Assign"), parent,
        )  # fmt: skip
        self._workspace, self._background, self._chosen = workspace, background, tuple(chosen)
        self._plan: AssignPlan | None = None
        self._pending = self._gone = False
        self.finished.connect(lambda _result: setattr(self, "_gone", True))
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._draw)
        with workspace.read() as reads:
            people = [coder for coder in reads.coders() if coder.kind == "person"]
            share = project_setting(reads.project(), DOUBLE_SHARE)
            load = {each.coder: each for each in loads(reads.connection)}
        self._make_people(people, load)
        self._make_rest(read_share(share) * 100)
        self.main.clicked.disconnect()
        self.main.clicked.connect(self._take)
        self._new_seed()
        self._changed()
        (self.new if len(people) < 2 else next(iter(self.coders.values()))).setFocus()  # Enter is not to cancel

    # Making

    def _make_people(self, people: Sequence[Coder], load: dict[str, Load]) -> None:
        self.coders: dict[str, QCheckBox] = {}
        inside = QWidget()
        named(inside, "assign.coders", self.tr("Who is to code"))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for coder in sorted(people, key=lambda each: each.name.casefold()):
            box = QCheckBox(self._name_with_load(coder, load.get(coder.id)))
            tip = self.tr("Give articles to {name}").format(name=coder.name)
            named(box, f"assign.coder.{coder.id}", coder.name, tip=tip)
            box.setChecked(len(people) > 1)
            box.toggled.connect(self._changed)
            self.coders[coder.id] = box
            column.addWidget(box)
        column.addStretch(1)
        area = QScrollArea()
        named(area, "assign.coders_area", self.tr("Who is to code"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = next((box.sizeHint().height() for box in self.coders.values()), 0) + 6
        area.setFixedHeight(max(1, min(_MOST_SHOWN, len(people))) * line)
        self.row(self.tr("Coders"), area)
        self.new = QLineEdit()
        named(self.new, "assign.new", self.tr("New coders"),
              tip=self.tr("Names of people the project does not know yet, with commas between them"))  # fmt: skip
        self.new.setPlaceholderText(self.tr("New names, with commas between them"))
        self.new.textChanged.connect(self._changed)
        self.row(self.tr("New coders"), self.new)

    def _name_with_load(self, coder: Coder, load: Load | None) -> str:
        name = coder.name.replace("&", "&&")
        if load is None:
            return name
        told = self.tr("{name}  ({count} assigned, {finished} finished)")
        return told.format(name=name, count=f"{load.assigned:,}", finished=f"{load.finished:,}")

    def _make_rest(self, percent: float) -> None:
        self.articles = QComboBox()
        named(self.articles, "assign.articles", self.tr("Articles"), tip=self.tr("Which articles are assigned"))
        self.articles.addItem(self.tr("All that nobody is to code yet"), None)
        if self._chosen:
            one = len(self._chosen) == 1
            told = self.tr("The chosen article") if one else self.tr("The {count} chosen articles")
            self.articles.addItem(told.format(count=f"{len(self._chosen):,}"), self._chosen)
            self.articles.setCurrentIndex(0 if one else 1)
        self.articles.currentIndexChanged.connect(self._changed)
        self.share = QSpinBox()
        named(self.share, "assign.share", self.tr("Share that is coded twice"),
              tip=self.tr("How many of the articles several people code, to measure how well they agree"))  # fmt: skip
        self.share.setRange(0, 100)
        self.share.setSuffix(" %")
        self.share.setValue(round(percent))
        self.share.valueChanged.connect(self._changed)
        self.times = QSpinBox()
        named(self.times, "assign.times", self.tr("By how many"), tip=self.tr("How many people code each of these"))
        self.times.setRange(2, _MOST_TIMES)
        self.times.setPrefix(self.tr("by") + " ")
        self.times.valueChanged.connect(self._changed)
        self.seed = QSpinBox()
        named(self.seed, "assign.seed", self.tr("Seed"),
              tip=self.tr("The same seed, coders and articles give the same assignments again"))  # fmt: skip
        self.seed.setRange(0, MOST_SEED)
        self.seed.valueChanged.connect(self._changed)
        self.other_seed = QPushButton(self.tr("Draw another"))
        named(self.other_seed, "assign.other_seed", self.tr("Draw another seed"), role="quiet",
              tip=self.tr("Another seed, and so other pairs of coders"))  # fmt: skip
        self.other_seed.setAutoDefault(False)
        self.other_seed.clicked.connect(self._new_seed)
        for box in (self.share, self.times, self.seed):
            if (typed := box.findChild(QLineEdit)) is not None:
                typed.setTextMargins(6, 0, 0, 0)  # as in the other fields; the style sheet does not reach it
        self.row(self.tr("Articles"), self.articles)
        self.row(self.tr("Coded by several"), _side_by_side(self.share, self.times))
        self.row(self.tr("Seed"), _side_by_side(self.seed, self.other_seed))
        self.told = plain_label("", wrap=True)
        named(self.told, "assign.told", self.tr("What will happen"))
        self.told.setMinimumHeight(round(3 * measures.line_height(measures.font())))
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form.addRow(self.told)

    # Planning

    def _new_seed(self) -> None:
        self.seed.setValue(int.from_bytes(self._workspace.clock.random_bytes(4), "big") % (MOST_SEED + 1))

    def _changed(self, *_answer: object) -> None:
        """An answer changed: the plan follows in a moment."""
        self._plan, self._pending = None, True
        self.main.setEnabled(False)
        self._timer.start()

    @property
    def planning(self) -> bool:
        """Whether the plan is still to come."""
        return self._pending

    def _draw(self) -> None:
        """Draw by the answers, off the window's thread, and say what would happen."""
        if self._gone or not isValid(self._background):
            return  # closed meanwhile, or the window with its project
        coders = [coder for coder, box in self.coders.items() if box.isChecked()]
        new = [name for name in self.new.text().split(",") if name.strip()]
        share, times, seed = self.share.value() / 100, self.times.value(), self.seed.value()
        articles = self.articles.currentData()

        def work() -> AssignPlan | str:
            if not coders and not new:
                return self.tr("Tick who is to code, or type new names.")
            try:
                return plan_assignment(
                    self._workspace, coders, share, seed=seed, articles=articles, times=times, new=new
                )
            except UserFault as fault:
                return fault.sentence

        def take(found: AssignPlan | str) -> None:
            if self._gone or self._timer.isActive():
                return
            self._pending = False
            self._plan = found if not isinstance(found, str) and found.pairs else None
            self.told.setText(found if isinstance(found, str) else found.sentence)
            self.told.setAccessibleDescription(self.told.text())
            self.main.setEnabled(self._plan is not None)

        self._background.run(work, take, lane="assign")

    def _take(self) -> None:
        if self._plan is not None:
            self.wanted.emit(self._plan)
            self.accept()


def _side_by_side(*widgets: QWidget) -> QWidget:
    """Widgets in one line of the form; its label leads to the first."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(measures.GAP)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    line.setFocusProxy(widgets[0])
    return line
