# SPDX-License-Identifier: MIT
"""The time line with what its bars stand for and what is said of it.

What lives here: which unit and which parts, reading the counts, incidents without a date. What does not: the bars and
their brush (chart.py), counting (store), what becomes of a span (dataset/time_way.py).

Of very many incidents some are counted first, for a first look, then all; once what is counted stands ready in memory,
all at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.timeline.bars import OTHERS, Bars, bars_of, first_day, last_day, unit_for, widened
from curator.app.timeline.chart import TimeChart
from curator.app.widgets import ElidedLabel, named
from curator.domain.codebook.kinds import meaning
from curator.domain.codebook.model import Codebook
from curator.domain.filtering import IncidentFilter, compound
from curator.store.incident_counts import TimeCount, time_counts, times_key

if TYPE_CHECKING:
    from curator.app.dataset.counting import Counting

FIRST = 20_000  # of very many incidents so many are counted for a first look
_LANE = "time"
_LENGTHS = ("day", "range", "week", "month", "year")  # what precisions mean, the narrowest first
_LETTERS = 12  # of the name of a field that are seen


@guarded
class TimePanel(QWidget):
    """`counting`: asks the project; `usual`: the field whose answers are told apart at first, "" for none.
    `span_chosen(first, last)`: as the chart says. `counted`: all incidents of a filter are on show."""

    span_chosen = Signal(str, str)
    counted = Signal()

    def __init__(self, codebook: Codebook, counting: Counting, usual: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "time", self.tr("Time line of incidents"), role="page")
        self._codebook, self._counting = codebook, counting
        self._wanted, self._span = IncidentFilter(), ("", "")
        self._rough = 0  # so many dates are known less well than a bar is long
        self.chart = TimeChart()
        self.said = named(ElidedLabel(), "time.said", self.tr("What the time line shows"))
        self.said.setProperty("role", "quiet")
        self.unit = named(QComboBox(), "time.unit", self.tr("Length of a bar"), role="quiet",
                          tip=self.tr("How long the time of one bar is"))  # fmt: skip
        units = {"": self.tr("Bars as they fit"), "day": self.tr("By day"), "month": self.tr("By month"),
                 "year": self.tr("By year")}  # fmt: skip
        for unit, text in units.items():
            self.unit.addItem(text, unit)
        self.parts = named(QComboBox(), "time.parts", self.tr("What is told apart"), role="quiet",
                           tip=self.tr("By which answers the bars are divided"))  # fmt: skip
        self.parts.addItem(self.tr("All alike"), "")
        for node in codebook.fields:
            if node.kind in ("choice", "yes_no") and not node.parts and not node.private:
                self.parts.addItem(self.tr("By {field}").format(field=node.label), node.key)
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.parts.setMinimumContentsLength(_LETTERS)
        self.parts.setCurrentIndex(max(0, self.parts.findData(usual)))
        self.clear = named(QToolButton(), "time.clear", self.tr("All times"), role="quiet",
                           tip=self.tr("Take the chosen span away (Esc)"))  # fmt: skip
        self.clear.setText(self.tr("All times"))
        self._lay_out()
        self.unit.activated.connect(lambda _at: self._read())
        self.parts.activated.connect(lambda _at: self._read())
        self.clear.clicked.connect(self.chart.clear)
        self.chart.span_chosen.connect(self.span_chosen)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(measures.GAP, 4, measures.GAP, 0)
        row.addStretch(1)
        for widget in (self.clear, self.unit, self.parts):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.chart, 1)
        below = QHBoxLayout()
        below.setContentsMargins(measures.INSET, 2, measures.INSET, 4)
        below.addWidget(self.said)
        column.addLayout(below)

    # Reading

    def show_filter(self, wanted: IncidentFilter, span: tuple[str, str]) -> None:
        """Read and show when the incidents that fit begin; `span`: first and last day of the brush."""
        self._wanted, self._span = wanted, span
        self._read()

    def _read(self) -> None:
        unit = str(self.unit.currentData())
        known = self._counting.many and self._counting.at_once(times_key(unit or "month", self._by), self._wanted)
        if self._counting.many and not known:
            question = partial(time_counts, unit=unit or "month", by=self._by, first=FIRST)
            self._counting.ask(_LANE, self._wanted, question, partial(self._begin, unit))
        else:
            self._read_all(unit)

    def _begin(self, unit: str, counts: list[TimeCount]) -> None:
        self._show(counts, unit or _fitting(counts))
        self.said.show_text(self.tr("Counting …"))
        self._read_all(unit)

    def _read_all(self, unit: str) -> None:
        self._ask(unit or "month", partial(self._end, unit))

    def _end(self, unit: str, counts: list[TimeCount]) -> None:
        wanted = unit or _fitting(counts)
        if wanted == "day" and not unit:
            self._ask("day", partial(self._end, "day"))  # months are too wide for so short a time
            return
        self._show(counts, wanted)
        self._tell()
        self.counted.emit()

    def _ask(self, unit: str, then: partial[None]) -> None:
        self._counting.ask(_LANE, self._wanted, self._counting.times(unit, self._by), then)

    @property
    def _by(self) -> str:
        """The field whose answers are told apart, "" for none."""
        return str(self.parts.currentData())

    def _show(self, counts: list[TimeCount], unit: str) -> None:
        self._rough = sum(each.count for each in counts if each.start and self._is_rough(each.precision, unit))
        unit = "month" if unit == "day" and any(len(each.start) == 7 for each in counts) else unit
        self.chart.show_bars(bars_of(widened(counts, unit), unit), self._labels())
        self.chart.show_span(*self._span)

    def _is_rough(self, precision: str, unit: str) -> bool:
        """Whether a date of this precision (a code) lies anywhere in a longer time than a bar's."""
        meant = compound(self._codebook, "date", "")
        leaf = meant.node.part_named("precision") if meant is not None and meant.node is not None else None
        means = meaning(self._codebook, leaf, precision) if leaf is not None else ""
        return means in _LENGTHS and _LENGTHS.index(means) > _LENGTHS.index(unit)

    def _labels(self) -> dict[str, str]:
        node = self._codebook.node(self._by)
        listed = self._codebook.choices_of(node) if node is not None else None
        labels = {choice.code: choice.label for choice in listed.choices} if listed is not None else {}
        return {**labels, "": self.tr("no answer"), OTHERS: self.tr("others")}

    # In words

    @property
    def bars(self) -> Bars:
        return self.chart.bars

    def _tell(self) -> None:
        self.clear.setEnabled(any(self._span))
        words = self.words()
        self.said.show_text(words)
        self.chart.setAccessibleDescription(f"{words} {self.chart.tip}")

    def words(self) -> str:
        """What the time line shows and what it cannot show."""
        bars = self.bars
        if compound(self._codebook, "date", "") is None:
            return self.tr("This codebook has no date.")
        if not bars.total and not bars.undated:
            return self._counting.nothing() or self.tr("No incident to show.")
        said = [self._counted(bars)] if bars.bars else []
        if self.chart.brushed is not None:
            first, last = self.chart.brushed
            count = sum(bar.count for bar in bars.bars[first : last + 1])
            span = " – ".join(dict.fromkeys(bars.bars[at].start for at in (first, last)))
            said.append(self.tr("{count} begin in {span}").format(count=f"{count:,}", span=span))
        if self._rough:
            told = self.tr("{count} known only for a longer time, shown where it begins")
            said.append(told.format(count=f"{self._rough:,}"))
        if bars.undated:
            left_out = self.tr("{count} without a date, left out")
            told = left_out if any(self._span) else self.tr("{count} without a date")
            said.append(told.format(count=f"{bars.undated:,}"))
        return " · ".join(said)

    def _counted(self, bars: Bars) -> str:
        count = self.tr("1 incident") if bars.total == 1 else self.tr("{n} incidents").format(n=f"{bars.total:,}")
        units = {"day": self.tr("by day"), "month": self.tr("by month"), "year": self.tr("by year")}
        first, last = bars.bars[0].start, bars.bars[-1].start
        return f"{count} {units[bars.unit]}, {first}" + (f" – {last}" if last != first else "")

    def rows(self) -> list[tuple[str, ...]]:
        """What is on show as a table: a heading, then each bar with its parts; dates left out come last."""
        bars, labels = self.bars, self._labels()
        several = len(bars.answers) > 1
        parts = [" ".join(labels.get(answer, answer).split()) for answer in bars.answers] if several else []
        listed: list[tuple[str, ...]] = [("start", "incidents", *parts)]
        for bar in bars.bars:
            listed.append((bar.start, str(bar.count), *(map(str, bar.parts) if several else ())))
        if bars.undated:
            listed.append(("", str(bars.undated), *("" for _ in parts)))
        return listed

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.chart.update()


def _fitting(counts: list[TimeCount]) -> str:
    """The unit that suits counts by month."""
    starts = sorted(each.start for each in counts if each.start)
    return unit_for((first_day(starts[0]), last_day(starts[-1]))) if starts else "month"
