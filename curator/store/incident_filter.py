# SPDX-License-Identifier: MIT
"""A filter over incidents in SQL: for the table, the map, the time line, exports and the command line alike.

What lives here: `where`, from conditions (domain/filtering.py) to one condition on the incident `i`. What does not:
tests on one value (filter_sql.py), who may see what (incident_sight.py), finding words in articles and problems (tasks,
which hand them in as `Known`). Blind rules always hold, whatever is asked for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from curator.domain.codebook.model import Codebook, Derived, Field, Group
from curator.domain.coding import Scalar
from curator.domain.filtering import Condition, IncidentFilter, Target, checked, compound, target
from curator.shape import Frozen, fresh
from curator.store.columns import group_table, quoted
from curator.store.ddl import tables_there
from curator.store.derived_sql import derived_sql
from curator.store.filter_area import inside
from curator.store.filter_row import words_in_row
from curator.store.filter_sql import COMPARED, NUMBERS, Owner, Test, all_of, any_of, escaped, negated
from curator.store.incident_sight import NEVER, Sight, Sql, sight
from curator.store.proposals import Shown

_PLACE_PARTS = ("words", "name", "admin1", "admin2", "country")
_TEXT_KINDS = ("text", "long_text")
_SAID = ("accepted", "rejected", "returned")


class Known(Frozen):
    """What is found out elsewhere. `articles`: local numbers of the articles that answer words, by these words; without
    them the words are looked for in the articles' texts as they stand, one by one. `problems`: local numbers of the
    incidents with open problems; asked for without it nothing is known, and the condition holds for none.
    `sight`: what the viewer may see, where it is known already."""

    articles: Mapping[str, Sequence[int]] = fresh(default_factory=dict)
    problems: Iterable[int] | None = None
    sight: Sight | None = None


def where(
    connection: sqlite3.Connection, wanted: IncidentFilter, codebook: Codebook, viewer: str,
    known: Known | None = None, *, commands: bool = False,
) -> tuple[str, tuple[Scalar, ...]]:  # fmt: skip
    """The condition on an incident, under the alias `i`, and its values in order. `viewer`: the id of whoever looks, ""
    for somebody nobody knows. `commands`: as commands and exports see (assignments alone hide), not as a window does.
    Raises InputRefused where the codebook has not what the filter speaks of."""
    checked(wanted, codebook)
    there = known or Known()
    seen = there.sight or _seen(connection, wanted.layer, viewer, commands)
    asking = _Asking(connection, codebook, seen, there)
    parts = [seen.seen(), *(asking.condition(each) for each in wanted.conditions)]
    found = all_of(parts)
    return found.text, found.values


def condition_alone(
    connection: sqlite3.Connection, codebook: Codebook, asked: Condition
) -> tuple[str, tuple[Scalar, ...]]:  # fmt: skip
    """One condition on an incident `i`, whoever looks: of the kinds for which nothing has to be found out elsewhere and
    nothing is hidden. Raises InputRefused as `where` does."""
    checked(IncidentFilter((asked,)), codebook)
    found = _Asking(connection, codebook, Sight(""), Known()).condition(asked)
    return found.text, found.values


def _seen(connection: sqlite3.Connection, layer: str, viewer: str, commands: bool) -> Sight:
    """What is hidden; nobody's own work ever is, so of that it need not be found out."""
    return Sight(viewer) if layer == "mine" else sight(connection, viewer, commands=commands, layers=layer == "auto")


class _Asking:
    def __init__(self, connection: sqlite3.Connection, codebook: Codebook, seen: Sight, known: Known) -> None:
        self._connection, self._codebook = connection, codebook
        self._sight, self._known = seen, known
        self._shown = Shown(connection, codebook)

    def condition(self, asked: Condition) -> Sql:
        kinds: Mapping[str, Callable[[Condition], Sql]] = {
            "value": self._value, "text": self._text, "date": self._date, "place": self._place, "coder": self._coder,
            "layer": lambda c: self._sight.layer(str(c.value[0])), "state": self._state, "problems": self._problems,
            "no_words": self._no_words, "article": self._article,
        }  # fmt: skip
        return kinds[asked.kind](asked)

    def _in_owner(self, meant: Target, test: Test) -> Sql:
        """The test on the incident, or on any row of the group."""
        if meant.group is None:
            return test(Owner(self._shown))
        found = test(Owner(self._shown, meant.group.key))
        table = group_table(meant.group.key)
        return Sql(f'i.id IN (SELECT r.incident FROM "{table}" r WHERE {found.text})', found.values)

    # -- values --------------------------------------------------------------------------------------------------

    def _value(self, asked: Condition) -> Sql:
        meant = target(self._codebook, asked.key)
        if meant is None:
            return NEVER
        if meant.derived is not None:
            return self._derived(meant.derived, asked)
        if meant.node is None:
            rows = group_table(meant.group.key if meant.group else "")
            return _figures(f'(SELECT count(*) FROM "{rows}" r WHERE r.incident = i.id)', asked, nothing="0")
        if asked.op == "is_not":
            return negated(self._value(Condition("value", asked.key, "is", asked.value)))
        return self._in_owner(meant, lambda owner: _leaf_test(owner, meant, asked))

    def _derived(self, derived: Derived, asked: Condition) -> Sql:
        cells = derived_sql(self._shown, derived)
        if derived.kind != "joined":
            return _figures(_best_of_total(cells) if derived.kind == "count_total" else cells, asked)
        if asked.op == "contains":
            return all_of(Sql(f"{cells} LIKE ? ESCAPE '\\'", (f"%{escaped(str(one))}%",)) for one in asked.value)
        if asked.op in ("blank", "not_blank"):
            return Sql(f"{cells} IS {'NOT ' if asked.op == 'not_blank' else ''}NULL")
        listed = f"instr('; ' || lower({cells}) || '; ', '; ' || lower(?) || '; ') > 0"
        equal = any_of(Sql(listed, (str(one),)) for one in asked.value)
        return negated(equal) if asked.op == "is_not" else equal

    def _text(self, asked: Condition) -> Sql:
        if asked.key == "row":
            said = (word for one in asked.value for word in str(one).split())
            found = all_of(words_in_row(self._connection, self._codebook, word) for word in said)
        elif asked.key == "article":
            found = all_of(self._in_article(str(one)) for one in asked.value)
        else:
            found = all_of(self._in_values(str(one)) for one in asked.value)
        return negated(found) if asked.op == "contains_not" else found

    def _in_article(self, words: str) -> Sql:
        if words in self._known.articles:
            listed = json.dumps(list(self._known.articles[words]))
            inside = "i.article IN (SELECT a.id FROM json_each(?) j CROSS JOIN articles a ON a.n = j.value)"
            return Sql(inside, (listed,))
        texts = "SELECT a.id FROM articles a JOIN article_texts t ON t.n = a.n WHERE t.text LIKE ? ESCAPE '\\'"
        return Sql(f"i.article IN ({texts})", (f"%{escaped(words)}%",))

    def _in_values(self, words: str) -> Sql:
        tests = [self._in_texts(Target(), self._codebook.fields, words)]
        tests += [self._in_texts(Target(group=group), group.fields, words) for group in self._codebook.groups]
        return any_of(tests)

    def _in_texts(self, whose: Target, tops: Sequence[Field], words: str) -> Sql:
        leaves = [leaf for top in tops for leaf in top.leaves() if leaf.kind in _TEXT_KINDS and not leaf.private]
        if not leaves:
            return NEVER
        return self._in_owner(whose, lambda owner: any_of(owner.contains(leaf, (words,)) for leaf in leaves))

    # -- dates and places ----------------------------------------------------------------------------------------

    def _date(self, asked: Condition) -> Sql:
        meant = compound(self._codebook, "date", asked.key)
        node = meant.node if meant is not None else None
        if meant is None or node is None:
            return NEVER
        start, end = node.part_named("start"), node.part_named("end")
        first, last = (str(asked.value[at]) if at < len(asked.value) else "" for at in (0, 1))

        def test(owner: Owner) -> Sql:
            days = [owner.accepted(part) for part in (start, end) if part is not None]
            parts = [Sql(f"coalesce({', '.join(days)}, NULL) <= ?", (last,))] if last else []
            if first:
                parts.append(Sql(f"coalesce({', '.join(reversed(days))}, NULL) >= ?", (first,)))
            return all_of(parts) if parts else Sql(f"coalesce({', '.join(days)}, NULL) IS NOT NULL")

        return self._in_owner(meant, test)

    def _place(self, asked: Condition) -> Sql:
        meant = compound(self._codebook, "place", asked.key)
        if meant is None or meant.node is None:
            return NEVER
        if asked.op == "is_not":
            return negated(self._place(Condition("place", asked.key, "is", asked.value)))
        if asked.op == "inside":
            latitude, longitude = (meant.node.part_named(name) for name in ("latitude", "longitude"))
            if latitude is None or longitude is None:
                return NEVER
            return self._in_owner(
                meant, lambda owner: inside(owner.accepted(latitude), owner.accepted(longitude), asked.value)
            )
        leaves = [leaf for leaf in meant.node.parts if leaf.part in _PLACE_PARTS and not leaf.parts]
        if asked.op == "contains":
            return self._in_owner(meant, lambda owner: any_of(owner.contains(leaf, asked.value) for leaf in leaves))
        return self._in_owner(meant, lambda owner: any_of(owner.equals(leaf, asked.value) for leaf in leaves))

    # -- whose, and in which state -------------------------------------------------------------------------------

    def _coder(self, asked: Condition) -> Sql:
        names = tuple(str(one) for one in asked.value)
        marks = ", ".join("?" * len(names))
        way = "NOT IN" if asked.op == "is_not" else "IN"
        sql = f"i.coder {way} (SELECT id FROM coders WHERE id IN ({marks}) OR name IN ({marks}))"
        return Sql(sql, (*names, *names))

    def _state(self, asked: Condition) -> Sql:
        wanted = tuple(str(one) for one in asked.value)
        marks = ", ".join("?" * len(wanted))
        if asked.key == "status":
            found = Sql(f"i.status IN ({marks})", wanted)
        elif asked.key == "reading":
            state = "(SELECT q.state FROM reading q WHERE q.article = i.article AND q.coder = i.coder)"
            found = Sql(f"coalesce({state}, 'unread') IN ({marks})", wanted)
        else:
            found = Sql(f"{self._review_state()} IN ({marks})", wanted)
        return negated(found) if asked.op == "is_not" else found

    def _review_state(self) -> str:
        """What was last said of the incident as a whole; "open" where nothing was, or it was taken up again."""
        if not tables_there(self._connection, ("judgements",)):
            return "'open'"
        last = (
            'SELECT j.verdict FROM judgements j WHERE j.incident = i.id AND j."row" IS NULL AND j.field IS NULL '
            "ORDER BY j.created DESC, j.id DESC LIMIT 1"
        )
        said = ", ".join(f"'{verdict}'" for verdict in _SAID)
        return f"(SELECT CASE WHEN v.said IN ({said}) THEN v.said ELSE 'open' END FROM (SELECT ({last}) AS said) v)"

    def _problems(self, asked: Condition) -> Sql:
        if self._known.problems is None:
            return NEVER
        listed = json.dumps(list(self._known.problems))
        return Sql(f"i.n {'NOT ' if asked.op == 'none' else ''}IN (SELECT value FROM json_each(?))", (listed,))

    def _no_words(self, asked: Condition) -> Sql:
        if asked.key:
            meant = target(self._codebook, asked.key)
            node = meant.node if meant is not None else None
            found = self._in_owner(meant, lambda owner: owner.lacks_words(node)) if meant and node else NEVER
        else:
            own = Owner(self._shown)
            tests = [own.lacks_words(top) for top in self._codebook.fields]
            found = any_of([*tests, *map(self._rows_lack_words, self._codebook.groups)])
        return negated(found) if asked.op == "none" else found

    def _rows_lack_words(self, group: Group) -> Sql:
        return self._in_owner(Target(group=group), lambda owner: any_of(owner.lacks_words(top) for top in group.fields))

    def _article(self, asked: Condition) -> Sql:
        column = f"a.{quoted(asked.key)}"
        if asked.op == "is_not":
            return negated(self._article(Condition("article", asked.key, "is", asked.value)))
        if asked.op in ("blank", "not_blank"):
            test = Sql(f"coalesce({column}, '') {'=' if asked.op == 'blank' else '<>'} ''")
        elif asked.op == "contains":
            test = all_of(Sql(f"{column} LIKE ? ESCAPE '\\'", (f"%{escaped(str(one))}%",)) for one in asked.value)
        elif asked.op == "is":
            texts = tuple(str(one) for one in asked.value)
            test = Sql(f"{column} COLLATE NOCASE IN ({', '.join('?' * len(texts))})", texts)
        else:
            day = f"nullif(substr({column}, 1, 10), '')" if asked.key in ("published", "retrieved") else column
            count = 2 if asked.op == "between" else 1
            test = Sql(COMPARED[asked.op].format(day), tuple(str(one) for one in asked.value[:count]))
        return Sql(f"i.article IN (SELECT a.id FROM articles a WHERE {test.text})", test.values)


def _leaf_test(owner: Owner, meant: Target, asked: Condition) -> Sql:
    leaves, op = meant.leaves, asked.op
    if op == "is":
        return any_of(owner.equals(leaf, asked.value) for leaf in leaves)
    if op == "contains":
        return any_of(owner.contains(leaf, asked.value) for leaf in leaves)
    if op in COMPARED:
        numeric = meant.figure[0].kind in NUMBERS
        fitting = tuple(one if numeric else str(one) for one in asked.value)
        return owner.compared(meant.figure, op, fitting)
    if op == "proposed":
        return any_of(Sql(owner.proposed(leaf)) for leaf in leaves)
    if op in ("blank", "not_blank"):
        blank = all_of(Sql(owner.blank(leaf)) for leaf in leaves)
        return negated(blank) if op == "not_blank" else blank
    return any_of(owner.has_state(leaf, op) for leaf in leaves)


def _figures(figure: str, asked: Condition, nothing: str = "") -> Sql:
    """A test on a number that is computed; `nothing`: what it is where there is nothing (a count of rows is 0)."""
    if asked.op in ("blank", "not_blank"):
        is_blank = f"({figure}) = 0" if nothing else f"({figure}) IS NULL"
        return Sql(is_blank) if asked.op == "blank" else negated(Sql(is_blank))
    if asked.op in COMPARED:
        return Sql(COMPARED[asked.op].format(figure), asked.value[: 2 if asked.op == "between" else 1])
    equal = Sql(f"{figure} IN ({', '.join('?' * len(asked.value))})", asked.value)
    return negated(equal) if asked.op == "is_not" else equal


def _best_of_total(cells: str) -> str:
    """The best figure of a total, else its lowest, from its four cells joined by commas; NULL where both are blank."""
    behind = "substr(s, instr(s, ',') + 1)"
    best = f"nullif(substr({behind}, 1, instr({behind}, ',') - 1), '')"
    low = "nullif(substr(s, 1, instr(s, ',') - 1), '')"
    return f"(SELECT CAST(coalesce({best}, {low}) AS INTEGER) FROM (SELECT {cells} AS s))"
