# SPDX-License-Identifier: MIT
"""The incident that a row of a table makes: values with their basis, rows, and the words that are found in the text.

What lives here: one row to one incident. What does not: cells to values (domain/mapped_rows.py), which article it is
(table_plan.py).
Words are evidence where they stand exactly once in the text (blanks count as one blank); others wait for somebody to
say where they stand. A value of an article that was made of the row is external where no words of it are found: nobody
read it in a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from curator.domain.carrying import Folded
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Evidence, Incident, Row, Scalar, ValueNote
from curator.domain.ids import derived_id
from curator.domain.kept import Waiting
from curator.domain.mapped_rows import CellWarning, MappedRow, Quote

_BLANKS = " \t\n\r\v\f\u00a0\u2009\u202f"


class Text:
    """An article's text, ready to find words in."""

    def __init__(self, text: str) -> None:
        self.whole = text
        self._folded = Folded(text)

    def once(self, words: str) -> tuple[int, int] | None:
        """Where words stand that stand there exactly once; code points, half open."""
        sought = " ".join(words.split()).strip("“”\"'«» ")
        if not sought:
            return None
        at = self._folded.text.find(sought)
        if at < 0 or self._folded.text.find(sought, at + 1) >= 0:
            return None
        start, end = self._folded.span(at, at + len(sought))
        return (start, end) if end > start else None

    def times(self, words: str) -> int:
        sought = " ".join(words.split()).strip("“”\"'«» ")
        return self._folded.text.count(sought) if sought else 0


class MadeIncident(NamedTuple):
    """What came of a row."""

    incident: Incident
    waiting: tuple[Waiting, ...]
    warnings: tuple[CellWarning, ...]


def incident_of_row(
    row: MappedRow, incident: str, article: str, codebook: Codebook, text: Text,
    *, paragraph: tuple[int, int] | None = None, foreign: bool = False,
) -> MadeIncident:  # fmt: skip
    """The incident of a row. `paragraph`: where the row itself stands in a text made of rows; it is the main mention.
    `foreign`: the text was made of rows."""
    making = _Making(row, incident, article, codebook, text)
    if paragraph is not None:
        making.mention(paragraph)
    for quote in row.quotes:
        making.quote(quote)
    making.words_as_written()
    return making.made("external" if foreign else "")


class _Making:
    def __init__(self, row: MappedRow, incident: str, article: str, codebook: Codebook, text: Text) -> None:
        self._row, self._incident, self._article = row, incident, article
        self._codebook, self._text = codebook, text
        self._evidence: list[Evidence] = []
        self._waiting: list[Waiting] = []
        self._warnings: list[CellWarning] = []
        self._leaves_of: dict[str, list[Field]] = {}
        self._row_ids = {place: derived_id("table row", incident, place[0], str(place[1])) for place in row.rows}

    def mention(self, span: tuple[int, int]) -> None:
        self._add(span, "", "")

    def quote(self, quote: Quote) -> None:
        row = self._row_ids.get(quote.row, "") if quote.row else ""
        if quote.row and not row:
            self._warn(quote, "words for a row of which nothing else is told were left out")
            return
        span = self._text.once(quote.words)
        if span is not None:
            self._add(span, quote.node, row)
            return
        times = self._text.times(quote.words)
        why = f"these words stand {times} times in the article" if times else "these words are not in the article"
        self._warn(quote, f"{why}; they wait for somebody to say where they stand")
        self._waiting.append(
            Waiting(
                derived_id("table words", self._incident, quote.node, row, str(len(self._waiting))), self._article, "",
                " ".join(quote.words.split())[:2_000], incident=self._incident, row=row, field=quote.node,
                position=len(self._waiting), from_article=self._article,
            )
        )  # fmt: skip

    def words_as_written(self) -> None:
        """Values that are words as the article writes them support themselves where they stand there once."""
        for group, row, values in self._places():
            for leaf in self._leaves(group):
                if leaf.part != "words" or leaf.key not in values or not self._codebook.takes_words(leaf.key, group):
                    continue
                span = self._text.once(str(values[leaf.key]))
                if span is not None and not self._has(leaf.key, row):
                    self._add(span, leaf.key, row)

    def made(self, basis: str) -> MadeIncident:
        rows, positions = [], dict.fromkeys((place[0] for place in self._row_ids), 0)
        for place, values in self._row.rows.items():
            rows.append(
                Row(self._row_ids[place], place[0], positions[place[0]], {**values, **self._defaults(place[0], values)})
            )
            positions[place[0]] += 1
        values = self._row.values
        incident = Incident(
            self._incident, self._article, "", "", values={**values, **self._defaults("", values)}, rows=tuple(rows),
            notes=tuple(self._notes(basis)), evidence=tuple(self._evidence),
        )  # fmt: skip
        return MadeIncident(incident, tuple(self._waiting), tuple(self._warnings))

    def _defaults(self, group: str, values: Mapping[str, Scalar]) -> dict[str, Scalar]:
        return {
            leaf.key: leaf.default
            for leaf in self._leaves(group)
            if leaf.default is not None and leaf.key not in values and not self._noted(group, leaf.key)
        }

    def _noted(self, group: str, key: str) -> bool:
        return any(place[0] == group and place[2] == key for place in self._row.notes)

    def _notes(self, basis: str) -> Iterable[ValueNote]:
        for group, row, values in self._places():
            tops = self._codebook.group_by_key[group].fields if group else self._codebook.fields
            defaults = self._defaults(group, values)
            number = next((place[1] for place, row_id in self._row_ids.items() if row_id == row), 0)
            for top in tops:
                yield from self._notes_of(top, group, number, row, values, basis, defaults)

    def _notes_of(
        self, top: Field, group: str, number: int, row: str, values: Mapping[str, Scalar], basis: str,
        defaults: Mapping[str, Scalar],
    ) -> Iterable[ValueNote]:  # fmt: skip
        supported = any(self._has(node.key, row) for node in top.nodes())
        told = {leaf.key: self._row.notes.get((group, number, leaf.key), "") for leaf in top.leaves()}
        filled = [leaf for leaf in top.leaves() if leaf.key in values]
        whole = basis and top.parts and filled and top.has_basis and not supported and not any(told.values())
        if whole and not any(leaf.key in defaults for leaf in top.leaves()):
            yield self._note(row, top.key, "value", basis)
            return
        for leaf in top.leaves():
            if told[leaf.key] and leaf.key not in values:
                yield self._note(row, leaf.key, "blank", "stated", told[leaf.key])
                continue
            if leaf.key in defaults:
                said = "default"
            elif leaf.key in values:
                said = "" if self._has(leaf.key, row) else basis or leaf.usual_basis
            else:
                continue
            if leaf.has_basis and said not in ("", "stated"):
                yield self._note(row, leaf.key, "value", said, told[leaf.key])

    def _note(self, row: str, key: str, state: str, basis: str, note: str = "") -> ValueNote:
        note_id = derived_id("table note", self._incident, row, key)
        return ValueNote(note_id, self._article, self._incident, row, key, state, basis, False, note)

    def _places(self) -> Iterable[tuple[str, str, Mapping[str, Scalar]]]:
        yield "", "", self._row.values
        for place, values in self._row.rows.items():
            yield place[0], self._row_ids[place], values

    def _leaves(self, group: str) -> list[Field]:
        if group not in self._leaves_of:
            self._leaves_of[group] = list(self._codebook.leaves(group))
        return self._leaves_of[group]

    def _has(self, key: str, row: str) -> bool:
        return any(span.field == key and span.row == row for span in self._evidence)

    def _add(self, span: tuple[int, int], node: str, row: str) -> None:
        start, end = span
        position = sum(each.field == node and each.row == row for each in self._evidence)
        words_id = derived_id("table words", self._incident, node, row, str(start), str(end))
        if all(each.id != words_id for each in self._evidence):
            self._evidence.append(
                Evidence(
                    words_id, self._article, start, end, self._text.whole[start:end], "direct", self._incident, row,
                    node, position,
                )
            )  # fmt: skip

    def _warn(self, quote: Quote, why: str) -> None:
        shown = " ".join(quote.words.split())
        shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
        self._warnings.append(CellWarning(self._row.line, "words", quote.words[:200], f"“{shown}”: {why}"))
