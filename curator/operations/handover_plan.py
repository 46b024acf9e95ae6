# SPDX-License-Identifier: MIT
"""What receiving a hand-over comes to: every unit it speaks of, before and after.

What lives here: the union of what is here and what comes, unit by unit, found by reading only; the preview shows it and
the operation writes it. What does not: the rule of versions (domain/versions.py), which article is meant
(handed_articles.py), what can be taken in at all (handed_units.py), writing (receive_handover.py).

The result follows from the set of all versions ever received, not from their order: versions that are newer than others
stay, and among these, those stand that can. A comment can stand where its incident and row are; an incident, where no
other one that stands holds a part of it (merging moves rows and words from one to another, and one copy may have merged
what another one changed): the one with the newer change goes first.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.handover import KINDS, LAYER, HandOver, Version
from curator.domain.receiving import ArticleMatch, CodebookMatch, CoderMatch, Outcome, refused
from curator.domain.versions import Head, Standing, standing
from curator.operations.handed_articles import (
    REFUSED_ARTICLE,
    match_articles,
    match_codebooks,
    match_coders,
)
from curator.operations.handed_units import columns_after, here, misfit
from curator.operations.handover_states import Part, Places, State, outcome_of, parts_claimed, parts_in
from curator.shape import replace
from curator.store import articles, codings
from curator.store.ddl import tables_there
from curator.store.undo import group_tables
from curator.store.units import Unit, parts_of, units
from curator.store.versions import WAITING, Key, Known

Look = Callable[[int, int, str], None]  # told how far the comparing is; may raise to stop it
_SOMEBODY: Key = ("", "")  # holds what is not looked at
_TAKEN = "Its id is that of something else here."


class HandOverPlan:
    """`states`: all units that the hand-over speaks of, or that are touched by it. Made by `plan`."""

    def __init__(
        self, connection: sqlite3.Connection, handover: HandOver, same_text: Mapping[str, str], look: Look
    ) -> None:
        self.handover = handover
        self.articles: dict[str, ArticleMatch] = match_articles(connection, handover, same_text)
        self.coders_here: list[Coder] = codings.coders(connection)
        self.coders: tuple[CoderMatch, ...]
        self.coders, self.renamed = match_coders(self.coders_here, handover.coders)
        self.codebooks: dict[str, CodebookMatch] = match_codebooks(connection, handover.codebooks)
        self.outcomes: list[Outcome] = []
        self.states: dict[Key, State] = {}
        self._connection = connection
        self._look = look
        self._known = Known(connection)
        self._kinds = self._known.kinds()  # by unit, as far as anything is known of it
        self._handed: list[Version] = []  # as ones of this project's articles
        self._others: set[Part] = set()  # parts that are claimed, and belong to another layer or article here

    # -- the steps --------------------------------------------------------------------------------------------------
    def make(self) -> None:
        self._take_versions()
        self._load(self.states)
        self._refuse_others_ids()
        self._load_waiting()
        self.settle()
        for one in self._handed:
            outcome = outcome_of(self.states[one.kind, one.unit], Head(one.known, one.content))
            self.outcomes.append(Outcome(one.kind, one.unit, one.article, one.coder, outcome))

    def look_at(self, kind: str, unit: str) -> None:
        """Load one unit that has versions aside."""
        aside = self._known.asides[kind, unit][0]
        self.states[kind, unit] = State(kind, unit, aside.article, aside.coder)
        self._load([(kind, unit)])
        self._load_waiting()

    def settle(self) -> None:
        """Find out what stands afterwards."""
        self._load_holders_of_parts()
        self._settle_parts()
        self._settle_comments()

    def let_go(self) -> None:
        """Free what was held one by one: all at once, other threads would stand still for a tenth of a second."""
        while self.states:
            self.states.popitem()
        while self._handed:
            self._handed.pop()

    @property
    def kept(self) -> list[Codebook]:
        """The codebooks to be kept beside those that are here."""
        return [
            book for book in self.handover.codebooks
            if not (match := self.codebooks[codebook_sha256(book)]).known and not match.refused
        ]  # fmt: skip

    @property
    def parked(self) -> int:
        """How many comments stand before and not afterwards, though nobody took them out."""
        return sum(
            state.kind == "comment" and state.present is not None and not state.after.stands
            for state in self.states.values()
        )  # fmt: skip

    # -- what comes -------------------------------------------------------------------------------------------------
    def _take_versions(self) -> None:
        columns = columns_after(self._connection, self.kept)
        known = {row[0] for row in self._connection.execute("SELECT sha256 FROM codebooks")}
        known |= {sha for sha, match in self.codebooks.items() if not match.refused}
        coders = {coder.id for coder in (*self.coders_here, *self.handover.coders)}
        texts = {each.article.id: each.text for each in self.handover.articles if each.text is not None}
        by_article: dict[str, list[Version]] = defaultdict(list)
        for version in self.handover.versions:
            by_article[version.article].append(version)
        done, total = 0, len(self.handover.versions)
        for article, versions in by_article.items():
            match = self.articles.get(article)
            reason = REFUSED_ARTICLE.get(match.how, "") if match else "Its article did not come along."
            if match is None or reason:
                self.outcomes += [refused(version, "", reason) for version in versions]
                continue
            text = texts.get(article) if match.is_new else articles.text(self._connection, match.article)
            for version in versions:
                self._take(version, match, text or "", coders, lambda v, t: misfit(v, t, columns, known))
            done += len(versions)
            self._look(done, total, "Comparing")

    def _take(
        self, version: Version, match: ArticleMatch, text: str, coders: set[str], fault: Callable[[Version, str], str]
    ) -> None:
        if version.kind not in KINDS:
            self.outcomes.append(refused(version, match.article, "This program does not know such a unit."))
            return
        local = here(version, match, coders)
        owner = local.coder
        if local.kind == "assignment":
            owner = str(local.content.get("coder", "")) if local.content is not None else ""
        nobodys = not owner and (local.kind == "article" or (local.kind == "assignment" and local.content is None))
        reason = fault(local, text) if owner in coders or nobodys else "Its coder is not named in the hand-over."
        if reason:
            self.outcomes.append(refused(version, match.article, reason))
            return
        if local.kind == "article" and match.article != match.handed:
            local = self._with_own_file(local)
            if not local.known:  # both were imported, each for itself: what is here is as good
                self.outcomes.append(Outcome(local.kind, local.unit, local.article, "", "same"))
                return
        key = (local.kind, local.unit)
        if key not in self.states:
            self.states[key] = State(local.kind, local.unit, local.article, local.coder)
        if self._is_of(self.states[key], local) and self._kinds.setdefault(local.unit, local.kind) == local.kind:
            self._handed.append(local)
            self.states[key].incoming.append(Head(local.known, local.content))
        else:
            self.outcomes.append(refused(version, match.article, _TAKEN))

    @staticmethod
    def _is_of(state: State, version: Version) -> bool:
        return (state.article, state.coder) == (version.article, version.coder)

    def _with_own_file(self, version: Version) -> Version:
        """An article that was found by its text keeps where its file lay and when it was fetched."""
        content = dict(version.content or {})
        found = articles.one(self._connection, version.article)
        own = {name: found.fields[name] for name in ("source_file", "retrieved") if found and name in found.fields}
        fields = {name: value for name, value in content["fields"].items() if name not in ("source_file", "retrieved")}
        return replace(version, content={**content, "fields": {**fields, **own}})

    # -- what is here -----------------------------------------------------------------------------------------------
    def _load(self, keys: Iterable[Key]) -> None:
        """Fill in what stands here, what was taken out, and what waits aside."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for kind, unit in list(keys):
            wanted[kind].add(unit)
        for found in units(self._connection, wanted, only=wanted):
            self._load_present(found)
        for key, article, coder in self._known.gone():
            state = self.states.get(key)
            if state is not None and state.present is None and not state.before.stands and key[1] in wanted[key[0]]:
                state.article, state.coder = article, coder
                state.before = Standing(self._known.tombstones(key, coder))
        for kind, unit in ((kind, unit) for kind, some in wanted.items() for unit in some):
            self._load_asides(self.states[kind, unit])

    def _load_present(self, unit: Unit) -> None:
        state = self.states.setdefault((unit.kind, unit.unit), State(unit.kind, unit.unit, unit.article, unit.coder))
        state.present = unit.content
        state.article, state.coder = unit.article, unit.coder
        state.before = Standing(self._known.present(unit.kind, unit.unit, unit.coder, unit.content))

    def _load_asides(self, state: State) -> None:
        state.asides = self._known.asides.get(state.key, [])
        waiting = tuple(aside.head for aside in state.asides if aside.why == WAITING)
        conflicting = tuple(aside.head for aside in state.asides if aside.why != WAITING)
        state.before = Standing(state.before.stands, conflicting, waiting)

    def _refuse_others_ids(self) -> None:
        """A unit whose id belongs to another coder or article here is not taken: it is not the same thing."""
        left: list[Version] = []
        for version in self._handed:
            state = self.states[version.kind, version.unit]
            if self._is_of(state, version):
                left.append(version)
            else:
                state.incoming = []
                self.outcomes.append(refused(version, version.article, _TAKEN))
        self._handed = left

    def _load_waiting(self) -> None:
        """What waits may come in now."""
        new = [
            (key, some[0]) for key, some in self._known.asides.items()
            if key not in self.states and any(aside.why == WAITING for aside in some)
        ]  # fmt: skip
        for key, aside in new:
            self.states[key] = State(*key, aside.article, aside.coder)
        self._load([key for key, _ in new])

    # -- parts that two units hold ----------------------------------------------------------------------------------
    def _load_holders_of_parts(self) -> None:
        """Units here that hold a part of what comes are looked at too; those of others' layers keep what they hold."""
        looked_at: set[Key] = set()
        while len(looked_at) < len(self.states):
            fresh_states = [state for key, state in self.states.items() if key not in looked_at]
            looked_at |= {state.key for state in fresh_states}
            wanted: dict[Part, State] = {}
            for state in fresh_states:
                for part in parts_claimed(state):
                    wanted[part] = state
            new: list[Key] = []
            for part, holder in self._holders(wanted):
                state = wanted[part]
                if holder == state.key or holder in self.states:
                    continue
                found = next(units(self._connection, (holder[0],), only={holder[0]: (holder[1],)}), None)
                if found is None or (found.article, found.coder) != (state.article, state.coder):
                    self._refuse_holding(part)
                    continue
                self._load_present(found)
                new.append(holder)
            self._load(new)

    def _holders(self, wanted: Mapping[Part, State]) -> Iterator[tuple[Part, Key]]:
        by_table: dict[str, list[str]] = defaultdict(list)
        for table, row in wanted:
            by_table[table].append(row)
        there = {*group_tables(self._connection), "value_notes", "evidence"}
        for table in there & by_table.keys():
            article = "article" if table in ("value_notes", "evidence") else "''"
            for row, incident, whose in self._connection.execute(
                f"SELECT id, coalesce(incident, ''), {article} FROM \"{table}\" "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(by_table[table]),),
            ).fetchall():
                yield (table, row), ("incident", incident) if incident else ("article", whose)

    def _refuse_holding(self, part: Part) -> None:
        """Versions that claim a part of what belongs to another layer or article; one that waits goes on waiting."""
        self._others.add(part)
        left: list[Version] = []
        for version in self._handed:
            if version.content is not None and part in parts_of(version.content):
                state = self.states[version.kind, version.unit]
                state.incoming = [head for head in state.incoming if head.content != version.content]
                reason = "A part of it has the id of something else here."
                self.outcomes.append(refused(version, version.article, reason))
            else:
                left.append(version)
        self._handed = left

    def _settle_parts(self) -> None:
        """What stands of all but comments."""
        sharing = self._sharing()
        held: dict[Part, Key] = dict.fromkeys(self._others, _SOMEBODY)
        placed: set[Key] = set()

        def free(key: Key) -> Callable[[Head], bool]:
            return lambda head: all(held.get(part, key) == key for part in parts_in(head))

        ranked = ((head, state) for key in sharing for state in (self.states[key],) for head in state.heads)

        def first(pair: tuple[Head, State]) -> tuple[bool, str, str, tuple[str, ...], Key]:
            return (pair[1].kind == "article", *pair[0].rank, pair[1].key)  # an article is there in any case

        for head, state in sorted(ranked, key=first, reverse=True):
            if state.key not in placed and free(state.key)(head):
                placed.add(state.key)
                held.update(dict.fromkeys(parts_in(head), state.key))
        for key, state in self.states.items():
            if state.kind != "comment":
                possible = free(key) if key in sharing else _always
                state.after = standing(state.kind, state.heads, possible)

    def _sharing(self) -> set[Key]:
        """The units of which another one claims a part."""
        claimed: dict[Part, Key] = dict.fromkeys(self._others, _SOMEBODY)
        sharing: set[Key] = set()
        for state in self.states.values():
            for part in parts_claimed(state):
                other = claimed.setdefault(part, state.key)
                if other != state.key:
                    sharing |= {other, state.key}
        return sharing - {_SOMEBODY}

    # -- comments ---------------------------------------------------------------------------------------------------
    def _settle_comments(self) -> None:
        changed = [state.unit for state in self.states.values() if state.kind == "incident" and state.rewritten]
        if not tables_there(self._connection, ("comments",)):  # a file of the first format, opened for reading
            changed = []
        if changed:
            found = self._connection.execute(
                "SELECT id FROM comments WHERE incident IN (SELECT value FROM json_each(?))", (json.dumps(changed),)
            ).fetchall()
            self._load_new([("comment", row[0]) for row in found])
        comments = [state for state in self.states.values() if state.kind == "comment"]
        places = Places(self._connection, self.states, comments)
        for state in comments:
            state.after = standing("comment", state.heads, places.of(state))

    def _load_new(self, keys: list[Key]) -> None:
        new = [key for key in keys if key not in self.states]
        wanted: dict[str, list[str]] = defaultdict(list)
        for kind, unit in new:
            wanted[kind].append(unit)
        for found in units(self._connection, wanted, only=wanted):
            self._load_present(found)
            self._load_asides(self.states[found.kind, found.unit])


def plan(
    connection: sqlite3.Connection,
    handover: HandOver,
    same_text: Mapping[str, str],
    look: Look = lambda done, total, words: None,
) -> HandOverPlan:
    """Compare a hand-over with what is here; nothing is written. `same_text` as in `match_articles`."""
    made = HandOverPlan(connection, handover, same_text, look)
    made.make()
    return made


def choice_plan(connection: sqlite3.Connection, kind: str, unit: str) -> HandOverPlan:
    """A plan for one unit here, to be settled once what comes is said."""
    made = HandOverPlan(
        connection, HandOver("", "", LAYER, "", "", (), (), (), ()), {}, lambda done, total, words: None
    )
    made.look_at(kind, unit)
    return made


def _always(head: Head) -> bool:
    return True
