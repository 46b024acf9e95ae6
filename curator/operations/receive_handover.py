# SPDX-License-Identifier: MIT
"""Receiving a hand-over: one operation, one entry in the log, one undo.

What lives here: writing what the plan says, in bulk. What does not: what comes of each unit (handover_plan.py), the
file (formats), progress and reports (tasks).
A unit is taken whole or left whole. Codebooks that are not known are kept and their columns grown; the one in force
stays in force. Undo puts all back but the kept codebooks.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, ClassVar

from curator.domain.canonical import canonical_json
from curator.domain.codebook.document import codebook_json, codebook_sha256
from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.faults import InputRefused, UserFault
from curator.domain.handover import KINDS, HandOver
from curator.domain.ids import derived_id
from curator.domain.project_settings import PROJECT_SETTINGS, checked_setting
from curator.domain.receiving import Plan, counted
from curator.domain.versions import Head
from curator.operations.articles import NewArticle, article_lines
from curator.operations.handover_plan import HandOverPlan, plan
from curator.operations.handover_states import State
from curator.operations.origins import add_followings, add_origins
from curator.shape import Mutable
from curator.store.images import Cell
from curator.store.units import DERIVED, Rows, Unit, numbers_of, rows_of
from curator.store.versions import CONFLICT, WAITING, newest_change
from curator.store.writer import Writer


class Steps(Mutable):
    """How far a receiving is, for whoever watches from another thread; `stop` asks it to stop before it writes."""

    done: int = 0
    total: int = 0
    words: str = ""
    stop: bool = False


class StopAsked(UserFault):
    """Receiving was asked to stop before it wrote anything."""


@dataclass(frozen=True)
class ReceiveHandOver:
    """Take in a hand-over. Returns a Plan: what became of each version, which articles were meant, and so on.

    `same_text`: for articles whose text is here already and of which nothing says which one is meant, by their id in
    the hand-over: the id of the article here, or handed_articles.ANOTHER. `settings`: take over the project's settings
    (of a new project). Raises StopAsked, with nothing written, where `steps` says so.
    """

    kind: ClassVar[str] = "receive_hand_over"
    handover: HandOver
    same_text: Mapping[str, str] = field(default_factory=dict)
    settings: bool = False
    steps: Steps = field(default_factory=Steps, compare=False)

    def apply(self, writer: Writer) -> Plan:
        self._tell(0, 0, "Comparing")
        made = plan(writer.connection, self.handover, self.same_text, self._tell)
        self._tell(0, 0, "Writing")
        write_states(writer, made)
        if self.settings:
            _take_settings(writer, self.handover.settings)
        writer.describe(_label(self.handover))
        shown = as_plan(made)
        made.let_go()
        return shown

    def _tell(self, done: int, total: int, words: str) -> None:
        if self.steps.stop:
            raise StopAsked("Stopped; nothing was changed.")
        self.steps.done, self.steps.total, self.steps.words = done, total, words


def _take_settings(writer: Writer, given: Mapping[str, str]) -> None:
    """Those that a project can have, with values they can have; in the place of what holds here."""
    there = {str(row[0]) for row in writer.query("SELECT key FROM project")}
    for key in sorted({setting.key for setting in PROJECT_SETTINGS} & given.keys()):
        try:
            value = checked_setting(key, given[key])
        except InputRefused:
            continue  # another version of the program may allow more; the default holds
        if key in there:
            writer.put("project", key, {"value": value})
        else:
            writer.add("project", {"key": key, "value": value})


def as_plan(made: HandOverPlan) -> Plan:
    """What the plan comes to, without its work."""
    outcomes = tuple(made.outcomes)
    return Plan(
        outcomes, tuple(made.articles.values()), made.coders, tuple(made.codebooks.values()), made.parked,
        counted(outcomes),
    )  # fmt: skip


def _label(handover: HandOver) -> str:
    names = [coder.name for coder in handover.coders if coder.id in handover.layers]
    who = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
    return f"Receive the work of {who}" if names else f"Receive a packet of “{handover.project_name}”"


def write_states(writer: Writer, made: HandOverPlan) -> None:
    """Write what a plan says."""
    _Writing(writer, made).write()


class _Writing:
    """The rows of one receiving. Each table is emptied of what goes, and filled with what comes, once."""

    def __init__(self, writer: Writer, made: HandOverPlan) -> None:
        self._writer = writer
        self._plan = made
        self._drop: dict[str, list[int]] = defaultdict(list)
        self._gone: dict[str, list[str]] = defaultdict(list)  # ids
        self._add: Rows = defaultdict(list)
        self._through = newest_change(writer.connection)
        self._now = writer.clock.stamp()

    def write(self) -> None:
        self._write_coders()
        self._keep_codebooks()
        codebooks = dict(self._writer.query("SELECT sha256, id FROM codebooks"))
        states = list(self._plan.states.values())
        for kind in KINDS:
            rewritten = [state for state in states if state.kind == kind and state.rewritten]
            if kind in DERIVED:
                self._take_numbers(numbers_of(self._writer.connection, kind, [s.unit for s in rewritten if s.present]))
            for state in rewritten:
                self._writer.change.articles.add(state.article)
                self._rewrite(state, codebooks)
        self._write_versions(states)
        self._write_asides(states)
        numbers = self._numbers_of_gone()
        if any(self._drop.values()):
            self._writer.drop_many({table: sorted(numbers) for table, numbers in self._drop.items()})
        self._add_articles()
        self._add_followings()
        while self._add:
            table, rows = self._add.popitem()
            self._add_rows(table, rows, numbers.get(table, {}))

    def _take_numbers(self, numbers: Mapping[str, Iterable[int]]) -> None:
        for table, some in numbers.items():
            self._drop[table] += some

    def _numbers_of_gone(self) -> dict[str, dict[str, int]]:
        """Local numbers of the rows that go, by table and id."""
        found: dict[str, dict[str, int]] = {}
        for table, ids in self._gone.items():
            found[table] = dict(
                self._writer.query(
                    f'SELECT id, n FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', (json.dumps(ids),)
                )
            )
            self._drop[table] += found[table].values()
        return found

    def _add_rows(self, table: str, rows: list[dict[str, Cell]], numbers: Mapping[str, int]) -> None:
        """A row that takes the place of another one keeps its number: people know incidents by it."""
        if numbers:
            following = count(self._writer.next_number(table))
            rows = [{"n": numbers.get(str(row["id"])) or next(following), **row} for row in rows]
        self._writer.add_many(table, rows)

    # -- who and what with ------------------------------------------------------------------------------------------
    def _write_coders(self) -> None:
        for coder_id, name in self._plan.renamed.items():
            self._writer.put("coders", coder_id, {"name": name})
        kinds = {coder.id: coder.kind for coder in self._plan.handover.coders}
        for coder in self._plan.coders:
            if coder.is_new:
                self._writer.add("coders", {"id": coder.id, "name": coder.name_here, "kind": kinds[coder.id]})

    def _keep_codebooks(self) -> None:
        kept = self._plan.kept
        for book in kept:
            self._writer.grow(book)
        self._writer.keep_many(
            "codebooks",
            [
                {"key": b.key, "version": b.version, "json": codebook_json(b), "sha256": codebook_sha256(b)}
                for b in kept
            ],
        )  # fmt: skip

    # -- articles ---------------------------------------------------------------------------------------------------
    def _add_articles(self) -> None:
        new = [match for match in self._plan.articles.values() if match.is_new]
        if not new:
            return
        handed = {each.article.id: each for each in self._plan.handover.articles}
        made = []
        for match in new:
            article, text = handed[match.handed].article, handed[match.handed].text or ""
            state = self._plan.states.get(("article", match.article))
            fields = state.content["fields"] if state is not None and state.content is not None else article.fields
            made.append(
                NewArticle(
                    text, fields, (), article.original_sha256, article.settled_by, article.id, article.added,
                    reader=article.reader, reader_version=article.reader_version, media=article.media,
                )
            )  # fmt: skip
            self._writer.change.articles.add(match.article)
        ids = [one.id for one in made]
        numbers = self._writer.add_lines("articles", *article_lines(made, ids, self._now))
        texts = list(zip(numbers, (one.text for one in made), strict=True))
        self._writer.add_lines("article_texts", ("n", "text"), texts)
        add_origins(self._writer, made, ids, self._now)

    def _add_followings(self) -> None:
        """Which article is a newer version of which, where both are here and nothing else is said of the newer one."""
        here = {match.handed: match.article for match in self._plan.articles.values() if match.article}
        told = {
            here[each.article.id]: here.get(each.article.follows, each.article.follows)
            for each in self._plan.handover.articles if each.article.follows and each.article.id in here
        }  # fmt: skip
        there = _those_there(self._writer, "articles", "id", {*told, *told.values()})
        known = _those_there(self._writer, "article_versions", "article", told)
        add_followings(
            self._writer,
            [
                (newer, older) for newer, older in told.items()
                if newer != older and {newer, older} <= there and newer not in known
            ],
            self._now,
        )  # fmt: skip

    # -- units ------------------------------------------------------------------------------------------------------
    def _rewrite(self, state: State, codebooks: Mapping[str, str]) -> None:
        """Take out the rows of a unit that are others now, and add those; what is as it was is left alone."""
        content, present = state.content, state.present
        if state.kind == "article" and present is not None and content is not None:
            fields: dict[str, Cell] = {name: content["fields"].get(name) for name in ARTICLE_FIELDS}
            self._writer.put("articles", state.unit, fields)
        old = {} if present is None or state.kind in DERIVED else _rows_by_id(state, present, codebooks)
        new = {} if content is None else _rows_by_id(state, content, codebooks)
        for place, row in old.items():
            if new.get(place) != row:
                self._gone[place[0]].append(place[1])
        for place, row in new.items():
            if old.get(place) != row:
                self._add[place[0]].append(row)

    def _write_versions(self, states: Iterable[State]) -> None:
        """Tell what each unit knows now, where the log does not tell it."""
        changed = [state for state in states if _known(state.after.stands) != _known(state.before.stands) or
                   (state.rewritten and state.after.stands)]  # fmt: skip
        there = dict(self._writer.query("SELECT id, n FROM versions"))
        for state in changed:
            if state.unit in there:
                self._drop["versions"].append(there[state.unit])
            known = _known(state.after.stands)
            if not known or (known == [[]] and state.unit not in there and state.present is None):
                continue
            self._add["versions"].append(
                {
                    "id": state.unit, "kind": state.kind, "article": state.article, "coder": state.coder,
                    "known": canonical_json(known), "through": self._through, "gone": int(state.content is None),
                }
            )  # fmt: skip

    def _write_asides(self, states: Iterable[State]) -> None:
        there = dict(self._writer.query("SELECT id, n FROM versions_aside"))
        for state in states:
            wanted = {
                **{aside_id(state, head, CONFLICT): (head, CONFLICT) for head in state.after.conflicting},
                **{aside_id(state, head, WAITING): (head, WAITING) for head in state.after.waiting},
            }
            old = {aside.id for aside in state.asides}
            self._drop["versions_aside"] += [there[row_id] for row_id in old - wanted.keys()]
            for row_id in sorted(wanted.keys() - old):
                head, why = wanted[row_id]
                self._add["versions_aside"].append(
                    {
                        "id": row_id, "unit": state.unit, "kind": state.kind, "article": state.article,
                        "coder": state.coder, "known": json.dumps(head.known),
                        "content": None if head.content is None else canonical_json(head.content), "why": why,
                        "received": self._now,
                    }
                )  # fmt: skip


def _rows_by_id(
    state: State, content: Mapping[str, Any], codebooks: Mapping[str, str]
) -> dict[tuple[str, str], dict[str, Cell]]:
    """The rows of a unit, by table and id."""
    unit = Unit(state.kind, state.unit, state.article, state.coder, content)
    return {(table, str(row["id"])): row for table, rows in rows_of(unit, codebooks).items() for row in rows}


def aside_id(state: State, head: Head, why: str) -> str:
    """The id of a version that waits aside: the same wherever the same version does."""
    return derived_id("aside", why, state.kind, state.unit, head.hash, *head.known)


def _those_there(writer: Writer, table: str, column: str, wanted: Iterable[str]) -> set[str]:
    found = writer.query(
        f"SELECT {column} FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (json.dumps([*wanted]),)
    )
    return {str(row[0]) for row in found}


def _known(heads: Iterable[Head]) -> list[list[str]]:
    return sorted(list(head.known) for head in heads)
