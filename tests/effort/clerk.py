# SPDX-License-Identifier: MIT
"""A clerk who knows the answers: codes an article in the real window until it equals a given coding.

What lives here: what to do next, from what the form holds and what it should hold. What does not: pressing and counting
(counting.py), how much typing an offer needs (typing_cost.py). The clerk looks where a person looks - at the form, the
list of offers, the article - and does only what a person can do with mouse and keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt

from curator.app.coding.choices import Offer, found
from curator.app.coding.chooser import Chooser
from curator.app.coding.typed import precision_of
from curator.app.values.line import Line, LineKind, Target
from curator.domain.codebook.kinds import format_value
from curator.domain.codebook.model import Codebook, Field, Key
from curator.domain.coding import ROLES, ArticleCoding, Evidence, Incident, NotCodable, Row
from curator.domain.values import Value, incident_value
from tests.effort.cells import is_counted, places, said, values_of, words_of
from tests.effort.counting import CountingHand
from tests.effort.typing_cost import cheapest
from tests.journeys.hand import ALT, CTRL, SHIFT

BASIS_KEYS = {
    "stated": "s", "normalised": "o", "inferred": "i", "external": "x", "judgement": "j", "default": "d",
}  # fmt: skip
STATE_KEYS = {"not_stated": "n", "not_applicable": "p", "blank": "b"}
CHOOSING = ("choice", "choices", "yes_no", "time_of_day")
ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down

Words = tuple[str, int, str, int, int, str]


class Clerk:
    def __init__(self, hand: CountingHand, gold: ArticleCoding) -> None:
        self.hand = hand
        self.gold = gold
        self.book: Codebook = hand.page.workspace.codebook
        self.wanted: Incident = gold.incidents[0]

    def settle_in(self) -> None:
        """What is set once for good: parts and rows are shown open."""
        self.hand.on = "view"
        self.hand.click_beside()
        self.hand.press(Qt.Key.Key_B, CTRL | SHIFT)

    def open_article(self, number: int) -> None:
        """Click an article of the list, by its local number."""
        self.hand.on = "view"
        model = self.hand.page.library.model
        row = model.row_of(number)
        assert row is not None
        self.hand.count_click()
        self.hand.click_row("library.list", row)
        self.hand.rest()

    def code_article(self) -> None:
        """Everything of the gold, from an article in which nothing is coded."""
        for incident in self.gold.incidents:
            self.code_incident(incident)
        for passage in self.gold.not_codable:
            self.mark_passage(passage)

    @property
    def coder(self) -> str:
        coder = self.hand.page.workspace.coder
        assert coder is not None
        return coder.id

    # -- what is there --------------------------------------------------------------------------------------------
    @property
    def mine(self) -> Incident:
        shown = self.hand.page.shown
        found = shown.incident(self.hand.page.side.incident) if shown is not None else None
        assert found is not None
        return found

    def rows(self, group: str) -> Sequence[Row]:
        return self.mine.rows_of(group)

    def row(self, group: str, at: int) -> Row | None:
        return self.rows(group)[at] if group and at < len(self.rows(group)) else None

    def value(self, group: str, at: int, leaf: Field, incident: Incident | None = None) -> Value:
        of = incident or self.mine
        rows = of.rows_of(group) if group else ()
        if group and at >= len(rows):
            return Value("blank")
        return incident_value(self.book, of, leaf, rows[at] if group else None)

    def gold_value(self, group: str, at: int, leaf: Field) -> Value:
        return self.value(group, at, leaf, self.wanted)

    def target(self, group: str, at: int, field: str) -> Target:
        row = self.row(group, at)
        return Target(self.mine.id, row.id if row else "", field)

    def node(self, group: str, field: str) -> Field:
        node = self.book.node(field, group)
        assert node is not None, (group, field)
        return node

    def line(self, target: Target) -> Line:
        """The line (or the cell of a row) that stands for the target."""
        lines = self.hand.values.lines.lines()
        found = next((each for each in lines if each.kind is LineKind.VALUE and each.target == target), None)
        cells = (cell for each in lines for cell in each.cells if each.kind is LineKind.ROW)
        found = found or next((cell for cell in cells if cell.target == target), None)
        assert found is not None, f"the form has no line for {target.field}"
        return found

    # -- an incident ----------------------------------------------------------------------------------------------
    def code_incident(self, wanted: Incident) -> None:
        self.wanted = wanted
        self.begin()
        for _ in range(400):
            missing = self._missing()
            if not missing:
                break
            group, at = missing[0][:2]
            if group and at > len(self.rows(group)):
                self.add_row(group, len(self.rows(group)))
                continue
            self.give(self._next_words(missing))
        else:
            raise AssertionError(f"the words never come to an end: {self._missing()}")
        for surplus in [each for each in words_of(self.mine, self.book) if each not in words_of(wanted, self.book)]:
            self.take_away(surplus)
        for group, at, _row in places(wanted, self.book):
            if group and at >= len(self.rows(group)):
                self.add_row(group, at)
        self.fill()

    def begin(self) -> None:
        hand, first = self.hand, self.wanted.mentions()[0]
        hand.on = "new incident"
        hand.select(first.start, first.end)
        hand.press("n")
        chooser = hand.find("words.chooser", Chooser)
        codes = {each.code.partition("/")[2]: each for each in chooser.model.offers}
        held = [str(value.value) for value in values_of(self.wanted, self.book).values()]
        offer = next(codes[code] for code in [*held] if code in codes and codes[code].detail)
        self.pick(chooser, offer.code, offer.label)

    def pick(self, chooser: Chooser, code: str, words: str) -> None:
        """Choose an offer of an open chooser with the fewest presses."""
        empty_at = chooser.list.currentIndex().row() if chooser.list.currentIndex().isValid() else None
        text, downs = cheapest(chooser._find, code, words, empty_at=empty_at)
        self.hand.type(text)
        for _ in range(downs):
            self.hand.press(DOWN)
        self.hand.press(ENTER)

    def label(self, node: Field, code: str) -> str:
        listed = self.book.choices_of(node)
        return listed.by_code[code].label if listed is not None and code in listed.by_code else code

    # -- words ----------------------------------------------------------------------------------------------------
    def _missing(self) -> list[Words]:
        there = words_of(self.mine, self.book)
        return [each for each in self._in_order() if each not in there]

    def _in_order(self) -> list[Words]:
        """The words of the gold: mentions, then field by field, row by row."""
        where = {row.id if row else "": (group, at) for group, at, row in places(self.wanted, self.book)}
        spans = [(*where[each.row], each.field, each.start, each.end, each.role) for each in self.wanted.evidence]
        rank = {(group, node.key): n for n, (group, node) in enumerate(
            (group, node) for group in ("", *self.book.group_by_key)
            for top in (self.book.group_by_key[group].fields if group else self.book.fields) for node in top.nodes()
        )}  # fmt: skip
        rank["", ""] = -1
        groups = ["", *self.book.group_by_key]
        return sorted(
            spans, key=lambda each: (groups.index(each[0]), each[1], rank[each[0], each[2]], each[5] != "direct")
        )

    def _next_words(self, missing: list[Words]) -> Words:
        """The same words again where they are selected already, else what comes first."""
        now = self.hand.selected()
        ready = [each for each in missing if self._is_ready(each, missing)]
        same = [each for each in ready if (each[3], each[4]) == now and self._key_for(each)]
        return same[0] if same else ready[0]

    def _is_ready(self, words: Words, missing: list[Words]) -> bool:
        """Whether what has to be there before is there: rows in their order, direct words before others."""
        group, at, _, _, _, role = words
        if group and at > len(self.rows(group)):
            return False
        earlier = (each for each in missing if each[:3] == words[:3] and each[5] == "direct")
        return role == "direct" or not any(True for _ in earlier)

    def _key_for(self, words: Words) -> Key | None:
        """The key of the codebook that brings these words to their place, now."""
        group, at, field = words[:3]
        for key in self.book.keys:
            if key.group == group and self._key_reaches(key, group, field) and self._row_of_key(key, words) == at:
                return key
        return None

    def _key_for_one_more(self, words: Words) -> Key | None:
        """The key that, with Shift, makes the next row of the group for these words."""
        group, at, field, *_ = words
        if not group or at != len(self.rows(group)):
            return None
        gold = self.wanted.rows_of(group)[at]
        keys = [key for key in self.book.keys if key.group == group and self._key_reaches(key, group, field)]
        return next((key for key in keys if all(gold.values.get(k) == v for k, v in key.presets)), None)

    def _key_reaches(self, key: Key, group: str, field: str) -> bool:
        node = self.node(group, key.field)
        part = next((each.key for each in node.parts if each.part == "words"), node.key)
        return field == part

    def _row_of_key(self, key: Key, words: Words) -> int:
        """Where the words of a key go: the row that has them, else a free one, the only one, a new one."""
        group, _, _, start, end, _ = words
        if not group:
            return 0
        node = self.node(group, key.field)
        keys = {each.key for each in node.nodes()}
        rows = list(enumerate(self.rows(group)))
        held = [(at, row) for at, row in rows if all(row.values.get(name) == value for name, value in key.presets)]
        spans = [each for each in self.mine.evidence if each.field in keys]
        for at, row in held:
            if any(each.row == row.id and (each.start, each.end) == (start, end) for each in spans):
                return at
        if key.presets:
            for at, row in held:
                answered = any(self.value(group, at, leaf).state != "blank" for leaf in node.leaves())
                if not answered and not any(each.row == row.id for each in spans):
                    return at
            if len(held) == 1:
                return held[0][0]
        gold = self.wanted.rows_of(group)
        fits = len(rows) < len(gold) and all(gold[len(rows)].values.get(k) == v for k, v in key.presets)
        return len(rows) if fits else -1

    def give(self, words: Words) -> None:
        """Give words to their place."""
        hand = self.hand
        group, at, field, start, end, role = words
        hand.on = "words"
        if not field and not group:
            hand.select(start, end)
            hand.press("m")
            self.set_role(words, role)
            return
        key = self._key_for(words)
        node = self.node(group, field)
        if key is not None:
            self._select(start, end)
            hand.press(key.key.lower())
        elif (more := self._key_for_one_more(words)) is not None:
            self._select(start, end)
            hand.press(more.key.lower(), SHIFT)
        else:
            if group and at >= len(self.rows(group)):
                self.add_row(group, at)
                hand.on = "words"
            if hand.chosen() != self.target(group, at, field):
                self.go_to(self.target(group, at, field))
            self._select(start, end, anew=hand.page.words_desk.is_spent)
            hand.press(ENTER)
        self._answer(group, at, node)
        self.set_role(words, role)
        assert words in words_of(self.mine, self.book), (
            words,
            hand.log[-8:],
            words_of(self.mine, self.book)[-6:],
            hand.chosen(),
            self.hand.window.focusWidget(),
            hand.values.current_value(),
        )

    def _select(self, start: int, end: int, anew: bool = False) -> None:
        """The words are selected and the article has the focus. `anew`: Enter gives no words that were given before."""
        hand = self.hand
        if hand.selected() == (start, end) and (anew or not hand.reader.hasFocus()):
            hand.drag_again(start, end)
        else:
            hand.select(start, end)

    def _answer(self, group: str, at: int, node: Field) -> None:
        """Where a choice is asked for, choose what the gold says."""
        chooser = self._open_chooser()
        if chooser is None:
            return
        self.hand.on = "choices at words"
        if node.kind in CHOOSING:
            value = self.gold_value(group, at, node).value
            code = str(value) if value is not None else ""
            if code:
                self.pick(chooser, code, self.label(node, code))
                return
        self.hand.press(ENTER)

    def _open_chooser(self) -> Chooser | None:
        found = [each for each in self.hand.window.findChildren(Chooser, "words.chooser") if each.isVisible()]
        return found[0] if found else None

    def set_role(self, words: Words, role: str) -> None:
        """The words given last get their role."""
        now = self._given(words)
        if now is None or now.role == role:
            return
        self.hand.on = "roles"
        line = self.hand.values.current_value()
        just_given = self.hand.page.words_desk.to_field.last_given == now.id
        if not (just_given and line is not None and now.id in [each.id for each in line.words]):
            self._choose_words(now)
        for _ in range((ROLES.index(role) - ROLES.index(now.role)) % len(ROLES)):
            self.hand.press("r", ALT)

    def _given(self, words: Words) -> Evidence | None:
        group, at, field, start, end, role = words
        row = self.row(group, at)
        where = (row.id if row else "", field, start, end)
        found = [each for each in self.mine.evidence if (each.row, each.field, each.start, each.end) == where]
        return next((each for each in found if each.role == role), found[0] if found else None)

    def _choose_words(self, span: Evidence) -> None:
        """Click the words in the form."""
        line = self.hand.values.current_value()
        if line is not None and line.kind is LineKind.WORDS and line.words[0].id == span.id:
            return
        lines = self.hand.values.lines.lines()
        words = [each for each in lines if each.kind is LineKind.WORDS]
        self.hand.click_line(next(each for each in words if each.words[0].id == span.id))

    def take_away(self, words: Words) -> None:
        found = self._given(words)
        assert found is not None
        self.hand.on = "words too many"
        self._choose_words(found)
        self.hand.press(Qt.Key.Key_Delete)

    # -- rows -----------------------------------------------------------------------------------------------------
    def add_row(self, group: str, at: int) -> None:
        """The next row of a group, by a key with its presets where one has them, else by the mouse."""
        self.hand.on = "rows"
        gold = self.wanted.rows_of(group)[at]
        for key in self.book.keys:
            held = [r for r in self.rows(group) if all(r.values.get(k) == v for k, v in key.presets)]
            if key.group == group and not held and all(gold.values.get(k) == v for k, v in key.presets):
                if self.hand.selected() is not None or not self.hand.reader.hasFocus():
                    self.hand.click_beside()
                self.hand.press(key.key.lower())
                return
        lines = self.hand.values.lines.lines()
        heading = next(each for each in lines if each.kind is LineKind.GROUP and each.key == ("group", group))
        index = self.hand.values.lines.index(lines.index(heading))
        self.hand.values.scrollTo(index)
        rect = self.hand.values.visualRect(index)
        room = self.hand.values.drawn.add_room(self.hand.values.drawn.content_width()).translated(rect.topLeft())
        self.hand.click_line(heading, room.center().toPoint())

    # -- values ---------------------------------------------------------------------------------------------------
    def fill(self) -> None:
        """Down the form: every value that is not as the gold has it."""
        for _ in range(300):
            todo = self._wrong()
            if not todo:
                break
            self._mend(*self._nearest(todo))
        else:
            raise AssertionError(f"the values never come to an end: {self._wrong()}")
        if any(note.proposed for note in self.mine.notes):
            self.hand.on = "accepting"
            self.hand.press(ENTER, ALT)

    def _wrong(self) -> list[tuple[str, int, Field]]:
        """The nodes whose value, state or basis differs, in the form's order; proposed ones that are right may wait."""
        found: list[tuple[str, int, Field]] = []
        for group, at, _row in places(self.wanted, self.book):
            for leaf in self.book.leaves(group):
                if not is_counted(leaf):
                    continue
                has, should = self.value(group, at, leaf), self.gold_value(group, at, leaf)
                if should.state == "blank":
                    if has.state != "blank":
                        found.append((group, at, leaf))
                elif said(has)[:3] != said(should)[:3]:
                    found.append((group, at, leaf))
        return found

    def _nearest(self, todo: list[tuple[str, int, Field]]) -> tuple[str, int, Field]:
        here = self.hand.chosen()
        return next((each for each in todo if self.target(each[0], each[1], each[2].key) == here), todo[0])

    def _mend(self, group: str, at: int, leaf: Field) -> None:
        whole = self._whole(group, at, leaf)
        has, should = self.value(group, at, leaf), self.gold_value(group, at, leaf)
        if whole is not None:
            self.go_to(self.target(group, at, whole.key))
            self._say_state(should.state)
            return
        if (typed := self._date_text(group, at, leaf)) is not None:
            self.go_to(self.target(group, at, self.book.above(leaf.key, group)[-1].key))
            self.hand.on = "typing values"
            self.hand.type(typed)
            self.hand.press(ENTER)
            return
        self.go_to(self.target(group, at, leaf.key))
        if should.state in ("not_stated", "not_applicable"):
            self._say_state(should.state)
        elif should.state == "blank":
            self.hand.on = "values too many"
            self.hand.press(Qt.Key.Key_Delete)
        elif has.value != should.value:
            self._enter(group, at, leaf, should)
        else:
            self._set_basis(group, at, leaf, should.basis)

    def _say_state(self, state: str) -> None:
        self.hand.on = "states"
        self.hand.press(STATE_KEYS[state], ALT)

    def _set_basis(self, group: str, at: int, leaf: Field, basis: str) -> None:
        """For the whole compound at once where all its parts want the same."""
        self.hand.on = "bases"
        above = self.book.above(leaf.key, group)
        if above:
            top = above[-1]
            parts = [part for part in top.leaves() if part.part != "words"]
            wanted = {self.gold_value(group, at, part).basis for part in parts
                      if self.value(group, at, part).state == "value" and part.has_basis}  # fmt: skip
            same = [part for part in parts if self.value(group, at, part).basis not in (basis, "")]
            if wanted == {basis} and len(same) > 1:
                self.go_to(self.target(group, at, top.key))
                self.hand.on = "bases"
        self.hand.press(BASIS_KEYS[basis], ALT)

    def _whole(self, group: str, at: int, leaf: Field) -> Field | None:
        """The compound for which the state is said as a whole, where the gold does."""
        above = self.book.above(leaf.key, group)
        if not above or above[-1].kind != "count":
            return None
        states = {self.gold_value(group, at, part).state for part in above[-1].leaves() if part.part != "qualifier"}
        return above[-1] if states == {"not_stated"} else None

    def _date_text(self, group: str, at: int, leaf: Field) -> str | None:
        """What to type for a whole date, where nothing of it is there yet and its line takes it."""
        above = self.book.above(leaf.key, group)
        if not above or above[-1].kind != "date":
            return None
        parts = {part.part: part for part in above[-1].leaves()}
        days = [self.gold_value(group, at, parts[name]).value for name in ("start", "end")]
        if self.value(group, at, parts["start"]).state != "blank" or None in days:
            return None
        first, last = (str(day) for day in days)
        month = (
            first[:7] == last[:7] and first.endswith("-01") and precision_of(*map(date.fromisoformat, (first, last)))
        )
        return first if first == last else first[:7] if month == "month" else f"{first}-{last}"

    def _enter(self, group: str, at: int, leaf: Field, should: Value) -> None:
        """Type a value where it stands."""
        self.hand.on = "typing values"
        assert should.value is not None
        if leaf.kind in CHOOSING:
            self._enter_choice(leaf, str(should.value))
        elif leaf.kind == "text":
            self._enter_text(group, leaf, str(should.value))
        else:
            self.hand.type(format_value(should.value, leaf))
            self.hand.press(ENTER)

    def _enter_choice(self, leaf: Field, code: str) -> None:
        shown, target = self.hand.page.shown, self.hand.chosen()
        place = shown.place(target) if shown is not None and target is not None else None
        assert place is not None
        offers = self.hand.page.values_desk._offers(place, leaf)
        at = None  # with nothing chosen no offer is marked, and where several can be chosen never
        if leaf.kind != "choices":
            at = next((row for row, each in enumerate(offers) if each.chosen), None)
        text, downs = cheapest(lambda typed: found(offers, typed), code, self.label(leaf, code), empty_at=at)
        if text:
            self.hand.type(text)  # the first letter opens the editor
        else:
            self.hand.press(Qt.Key.Key_F2 if self._current_proposed() else ENTER)
        for _ in range(downs):
            self.hand.press(DOWN)
        self.hand.press(ENTER)

    def _current_proposed(self) -> bool:
        line = self.hand.values.current_value()
        return bool(line is not None and line.proposed)

    def _enter_text(self, group: str, leaf: Field, text: str) -> None:
        before = self._texts(group, leaf)
        try:
            typed, downs = cheapest(before, text, text, least=2)
            downs += 1  # nothing is chosen before one goes down
        except LookupError:
            typed, downs = text, 0
        if len(typed) + downs >= len(text):
            typed, downs = text, 0
        self.hand.type(typed)
        for _ in range(downs):
            self.hand.press(DOWN)
        self.hand.press(ENTER)

    def _texts(self, group: str, leaf: Field) -> Callable[[str], Sequence[Offer]]:
        def find(typed: str) -> Sequence[Offer]:
            if len(typed.strip()) < 2:
                return ()
            with self.hand.page.workspace.read() as reads:
                return [Offer(each, each) for each in reads.texts_like(group, leaf.key, typed, self.coder)]

        return find

    def go_to(self, target: Target) -> None:
        """Choose a line of the form, which gets the focus."""
        if self.hand.chosen() == target and self.hand.in_form():
            return
        self.hand.on = "going to a line"
        self.hand.click_line(self.line(target))
        assert self.hand.chosen() == target, (self.hand.chosen(), target)

    # -- passages -------------------------------------------------------------------------------------------------
    def mark_passage(self, passage: NotCodable) -> None:
        self.hand.on = "passages"
        self.hand.select(passage.start, passage.end)
        self.hand.press("x")
        chooser = self.hand.find("words.chooser", Chooser)
        listed = self.book.list_by_key[self.book.not_codable]
        self.pick(chooser, passage.reason, listed.by_code[passage.reason].label)
