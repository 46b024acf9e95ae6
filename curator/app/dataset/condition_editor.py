# SPDX-License-Identifier: MIT
"""Making one condition of the filter: what, how it is compared, with what.

What lives here: the little dialog. What does not: what conditions mean (domain/filtering.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from curator.app.dialogs.form import FormDialog
from curator.app.guard import guarded
from curator.app.widgets import named, plain_label
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS, INCIDENT_STATUSES, READING_STATES
from curator.domain.filter_words import OP_WORDS
from curator.domain.filtering import OPS, REVIEW_STATES, Condition, fault_of, target, typed_value

_NO_VALUE = ("blank", "not_blank", "not_stated", "not_applicable", "proposed", "some", "none")
_MOST_TOLD = 4  # fields that are named where several can be meant
_CODES = {"status": INCIDENT_STATUSES, "review": REVIEW_STATES, "reading": READING_STATES}


@guarded
class ConditionEditor(FormDialog):
    """`made(Condition)`: this condition is to hold."""

    made = Signal(object)

    def __init__(self, codebook: Codebook, parent: QWidget, before: Condition | None = None) -> None:
        told = self.tr("Only incidents for which this holds are shown. Several values stand with ; between them.")
        super().__init__("condition", self.tr("Condition"), told, self.tr("Show these"), parent)
        self._codebook = codebook
        self.what = named(QComboBox(), "condition.what", self.tr("What"), tip=self.tr("Type to find a field"))
        self.what.setEditable(True)
        line = self.what.lineEdit()
        assert line is not None
        self.what.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for label, kind, key in self._choices():
            self.what.addItem(label, (kind, key))
        completer = QCompleter([self.what.itemText(at) for at in range(self.what.count())], self.what)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.what.setCompleter(completer)
        self.op = named(QComboBox(), "condition.op", self.tr("How"), tip=self.tr("How it is compared"))
        self.value = named(QLineEdit(), "condition.value", self.tr("With what"),
                           tip=self.tr("With what it is compared; several with ; between them"))  # fmt: skip
        self.fault = named(plain_label("", role="bad", wrap=True), "condition.fault", self.tr("What is wrong"))
        for label, widget in ((self.tr("What"), self.what), (self.tr("How"), self.op), (self.tr("Value"), self.value)):
            self.row(label, widget)
        self.form.addRow(self.fault)
        self.what.currentIndexChanged.connect(lambda _at: self._follow())
        self.op.currentIndexChanged.connect(lambda _at: self._follow_op())
        line.editingFinished.connect(self._find_what)
        self._follow()
        if before is not None:
            self._show(before)
        self.what.setFocus()
        line.selectAll()

    def _choices(self) -> Iterator[tuple[str, str, str]]:
        book = self._codebook
        for derived in book.derived:
            yield derived.label, "value", derived.key
        for node in (node for top in book.fields for node in top.nodes()):
            if not node.private:
                above = book.above(node.key)
                kind = "date" if node.kind == "date" else "place" if node.kind == "place" else "value"
                yield f"{above[-1].label}: {node.label}" if above else node.label, kind, node.key
        for group in book.groups:
            yield self.tr("Number of {rows}").format(rows=group.label.lower()), "value", group.key
            for node in (node for top in group.fields for node in top.nodes()):
                yield f"{group.label}: {node.label}", "value", f"{group.key}.{node.key}"
        yield self.tr("Words in the article"), "text", "article"
        yield self.tr("Words in any value"), "text", "values"
        yield self.tr("Coder"), "coder", ""
        for key in _CODES:
            yield key.capitalize(), "state", key
        yield self.tr("Problems"), "problems", ""
        yield self.tr("Values without words"), "no_words", ""
        for name in ARTICLE_FIELDS:
            yield self.tr("Article: {field}").format(field=name.replace("_", " ")), "article", name

    def _asked(self) -> tuple[str, str]:
        kind, key = self.what.currentData() or ("value", "")
        return str(kind), str(key)

    def _find_what(self) -> bool:
        """Choose what was typed. Whether it says one thing; else what was chosen before stays, and is not taken for
        what stands in the line."""
        if self.what.itemText(self.what.currentIndex()).casefold() == self._typed():
            return True
        found = self._meant()
        if len(found) == 1:
            self.what.setCurrentIndex(found[0])
        return len(found) == 1

    def _typed(self) -> str:
        return self.what.currentText().strip().casefold()

    def _meant(self) -> list[int]:
        """Where what was typed stands: a label in capitals or not; the incident's own field that is called so, before
        those of rows (“Country” is where it happened, not that of an actor); a label that holds these letters."""
        typed = self._typed()
        labels = [self.what.itemText(at).casefold() for at in range(self.what.count())]
        holding = [at for at, label in enumerate(labels) if typed and typed in label]
        called = [at for at in holding if labels[at].rpartition(": ")[2] == typed]
        own = [at for at in called if self._is_own(at)]
        return next(
            (found for found in ([at for at in holding if labels[at] == typed][:1], own, called) if found), holding
        )

    def _is_own(self, at: int) -> bool:
        kind, key = self.what.itemData(at)
        meant = target(self._codebook, key) if kind == "value" else None
        return kind in ("date", "place") or (meant is not None and meant.group is None)

    def _why_not(self) -> str:
        """Nothing, or too much, is called as it was typed."""
        typed, found = self.what.currentText().strip(), self._meant()
        if not found:
            return self.tr("“{typed}” is nothing that can be asked; choose one of the list.").format(typed=typed)
        some = "; ".join(f"“{self.what.itemText(at)}”" for at in found[:_MOST_TOLD])
        if len(found) > _MOST_TOLD:
            told = self.tr("“{typed}” can be {count} things, such as {some}. Type more of the one that is meant.")
        else:
            told = self.tr("“{typed}” can be {some}. Type more of the one that is meant.")
        return told.format(typed=typed, some=some, count=len(found))

    def _follow(self) -> None:
        kind, key = self._asked()
        self.op.clear()
        for op in OPS[kind]:
            if op not in ("inside",) and self._may(kind, key, op):
                self.op.addItem(OP_WORDS[op], op)
        leaf = self._leaf(key) if kind == "value" else None
        listed = self._codebook.choices_of(leaf) if leaf is not None else None
        told = [choice.label for choice in listed.choices] if listed is not None else list(_CODES.get(key, ()))
        self.value.setPlaceholderText("; ".join(told[:6]))
        completer = QCompleter(told, self.value)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.value.setCompleter(completer if told else None)  # type: ignore[arg-type]  # None takes it away

    def _may(self, kind: str, key: str, op: str) -> bool:
        """Whether this can be asked at all, whatever it is compared with."""
        if kind != "value":
            return True
        return not any(
            "no order" in fault_of(Condition(kind, key, op, value), self._codebook)
            or "cannot be asked" in fault_of(Condition(kind, key, op, value), self._codebook)
            for value in ((1, 2),)
        )

    def _follow_op(self) -> None:
        self.value.setEnabled(self.op.currentData() not in _NO_VALUE)

    def _leaf(self, key: str) -> Field | None:
        meant = target(self._codebook, key)
        if meant is None or meant.node is None:
            return None
        return meant.figure[0] if meant.figure else meant.leaves[0]

    def _show(self, before: Condition) -> None:
        at = next((at for at in range(self.what.count()) if self.what.itemData(at)[1] == before.key
                   and self.what.itemData(at)[0] == before.kind), -1)  # fmt: skip
        if at >= 0:
            self.what.setCurrentIndex(at)
            self.op.setCurrentIndex(max(0, self.op.findData(before.op)))
            self.value.setText("; ".join(str(one) for one in before.value))

    def condition(self) -> Condition:
        """What was said. Raises ValueError with the reason."""
        kind, key = self._asked()
        op = str(self.op.currentData())
        texts = [text.strip() for text in self.value.text().split(";") if text.strip()]
        made = Condition(kind, key, op, () if op in _NO_VALUE else self._values(kind, key, op, texts))
        fault = fault_of(made, self._codebook)
        if fault:
            raise ValueError(fault)
        if (kind, key) == ("text", "article"):
            _check_query(texts)
        return made

    def _values(self, kind: str, key: str, op: str, texts: list[str]) -> tuple[str | int | float, ...]:
        if op == "overlaps":
            first = texts[0] if texts else ""
            both = [first, texts[1] if len(texts) > 1 else first]
            node = Field("day", "day", "Day")
            return typed_value(iter(both), node, self._codebook, "between") if first else ()
        if kind != "value":
            return tuple(texts)
        leaf = self._leaf(key)
        if leaf is None:  # a computed figure, or a number of rows
            return tuple(float(text) if _is_number(text) else text for text in texts)
        listed = self._codebook.choices_of(leaf)
        if listed is not None and op in ("is", "is_not"):
            by_label = {choice.label.casefold(): choice.code for choice in listed.choices}
            texts = [by_label.get(text.casefold(), text) for text in texts]
        return typed_value(iter(texts), leaf, self._codebook, op)

    def accept(self) -> None:
        if not self._find_what():
            self.fault.setText(self._why_not())
            return
        try:
            condition = self.condition()
        except ValueError as error:
            self.fault.setText(str(error))
            return
        self.made.emit(condition)
        super().accept()


def _check_query(texts: list[str]) -> None:
    """Raises ValueError where the search would not understand one of these."""
    from curator.store.search_query import read_query

    problem = next((told for text in texts if (told := read_query(text).problem)), "")
    if problem:
        raise ValueError(problem)


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < 2**53
    except ValueError:
        return False
