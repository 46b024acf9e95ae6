# SPDX-License-Identifier: MIT
"""Tests on one value in SQL, of the incident `i` or of a row `r` of a group.

What lives here: a field's accepted value compared, its state, whether words support it. What does not: whole conditions
(incident_filter.py), which value is accepted (proposals.py says it as a CASE; here as a condition, which lets SQLite
look at the column first). The rule of states is that of domain/values.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from curator.domain.codebook.model import Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import Scalar
from curator.store.columns import quoted
from curator.store.incident_sight import ALWAYS, NEVER, Sql
from curator.store.proposals import Shown

NUMBERS = ("integer", "decimal")
COMPARED: dict[str, str] = {"at_least": "{} >= ?", "at_most": "{} <= ?", "between": "{} BETWEEN ? AND ?"}


def all_of(parts: Iterable[Sql]) -> Sql:
    return _joined(" AND ", [part for part in parts if part != ALWAYS], ALWAYS)


def any_of(parts: Iterable[Sql]) -> Sql:
    return _joined(" OR ", [part for part in parts if part != NEVER], NEVER)


def _joined(word: str, parts: Sequence[Sql], nothing: Sql) -> Sql:
    if len(parts) < 2:
        return parts[0] if parts else nothing
    return Sql(f"({word.join(part.text for part in parts)})", tuple(value for part in parts for value in part.values))


def negated(part: Sql) -> Sql:
    return Sql(f"NOT coalesce({part.text}, 0)", part.values)


def escaped(text: str) -> str:
    """For LIKE … ESCAPE '\\'."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


class Owner:
    """What values belong to: the incident (alias i), or a row of `group` (alias r)."""

    def __init__(self, shown: Shown, group: str = "") -> None:
        self.shown, self.group = shown, group
        self.alias = "r" if group else "i"

    def column(self, leaf: Field) -> str:
        return f"{self.alias}.{quoted(leaf.key)}"

    def accepted(self, leaf: Field) -> str:
        """The accepted value as an expression."""
        return self.shown.leaf(self.alias, leaf.key, self.group)

    def _speaking(self, leaf: Field) -> tuple[str, ...]:
        return leaf.key, *(node.key for node in self.shown.codebook.above(leaf.key, self.group))

    def note(self, leaf: Field, what: str) -> str:
        """What the note that speaks for a leaf says (NULL where none does): its own, else the innermost compound's."""
        names = self._speaking(leaf)
        whose = "r.incident" if self.group else "i.id"
        row = "r.id" if self.group else "''"
        if len(names) == 1:  # of one field there is one note at most
            return (
                f'(SELECT {what} FROM value_notes v WHERE v.incident = {whose} AND v."row" = {row} '
                f"AND v.field = '{leaf.key}')"
            )
        order = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate(names))
        listed = ", ".join(f"'{name}'" for name in names)
        return (
            f'(SELECT {what} FROM value_notes v WHERE v.incident = {whose} AND v."row" = {row} '
            f"AND v.field IN ({listed}) ORDER BY CASE v.field {order} END LIMIT 1)"
        )

    def counted(self, leaf: Field, test: Sql) -> Sql:
        """A test on the column, where the value is accepted."""
        if self.accepted(leaf) == self.column(leaf):
            return test
        return Sql(f"({test.text} AND coalesce({self.note(leaf, 'v.proposed')}, 0) = 0)", test.values)

    # -- states --------------------------------------------------------------------------------------------------

    def blank(self, leaf: Field) -> str:
        return (
            f"({self.column(leaf)} IS NULL AND coalesce({self.note(leaf, 'v.state')}, 'value') IN ('value', 'blank'))"
        )

    def has_state(self, leaf: Field, state: str) -> Sql:
        return Sql(f"({self.column(leaf)} IS NULL AND {self.note(leaf, 'v.state')} = ?)", (state,))

    def proposed(self, leaf: Field) -> str:
        """Whether its value, or its state that is none, was only proposed."""
        held = f"({self.column(leaf)} IS NOT NULL OR {self.note(leaf, 'v.state')} NOT IN ('value', 'blank'))"
        return f"({self.note(leaf, 'v.proposed')} = 1 AND {held})"

    # -- values --------------------------------------------------------------------------------------------------

    def equals(self, leaf: Field, values: Sequence[Scalar]) -> Sql:
        """Text is equal without regard to the case of a to z, codes as they are written; of several choices any."""
        numeric = leaf.kind in NUMBERS
        fitting = tuple(value for value in values if isinstance(value, str) != numeric)
        if not fitting:
            return NEVER
        column = self.column(leaf)
        if leaf.kind == "choices":
            codes = dict.fromkeys(code for value in fitting for code in codes_of(value))
            listed = f"instr('; ' || {column} || '; ', ?) > 0"
            return self.counted(leaf, any_of(Sql(listed, (f"; {code}; ",)) for code in codes))
        folded = " COLLATE NOCASE" if leaf.kind in ("text", "long_text") else ""
        return self.counted(leaf, Sql(f"{column}{folded} IN ({', '.join('?' * len(fitting))})", fitting))

    def contains(self, leaf: Field, words: Sequence[Scalar]) -> Sql:
        """All the words stand in a text, or in the label or code of a choice."""
        if leaf.kind in NUMBERS:
            return NEVER
        listed = self.shown.codebook.choices_of(leaf)
        if listed is None:
            like = f"{self.column(leaf)} LIKE ? ESCAPE '\\'"
            return self.counted(leaf, all_of(Sql(like, (f"%{escaped(str(word))}%",)) for word in words))
        asked = [str(word).casefold() for word in words]
        codes = [
            choice.code for choice in listed.choices
            if all(word in choice.label.casefold() or word in choice.code.casefold() for word in asked)
        ]  # fmt: skip
        return self.equals(leaf, codes)

    def compared(self, leaves: Sequence[Field], op: str, values: Sequence[Scalar]) -> Sql:
        """The first of these leaves that holds an accepted value, in an order of numbers or days."""
        count = 2 if op == "between" else 1
        if len(leaves) == 1:
            return self.counted(leaves[0], Sql(COMPARED[op].format(self.column(leaves[0])), tuple(values[:count])))
        figure = f"coalesce({', '.join(self.accepted(leaf) for leaf in leaves)})"
        return Sql(COMPARED[op].format(figure), tuple(values[:count]))

    # -- words ---------------------------------------------------------------------------------------------------

    def lacks_words(self, node: Field) -> Sql:
        """A plainly stated, accepted value that no words support (rules/evidence.py, _lacks_words)."""
        codebook = self.shown.codebook
        leaves = [leaf for leaf in node.leaves() if leaf.has_basis]
        if not leaves or not codebook.takes_words(node.key, self.group):
            return NEVER
        plain = "v.proposed = 0 AND v.basis IN ('', 'stated')"
        held = " OR ".join(
            f"{self.column(leaf)} IS NOT NULL"
            if self.shown.always_plain(leaf.key, self.group)
            else f"({self.column(leaf)} IS NOT NULL AND coalesce({self.note(leaf, plain)}, 1))"
            for leaf in leaves
        )
        keys = dict.fromkeys(each.key for each in (*node.nodes(), *codebook.above(node.key, self.group)))
        whose = 'e.incident = r.incident AND e."row" = r.id' if self.group else 'e.incident = i.id AND e."row" IS NULL'
        spans = (
            f"SELECT 1 FROM evidence e WHERE {whose} AND e.field IN ({', '.join('?' * len(keys))}) "
            "AND e.role <> 'contradicts'"
        )
        return Sql(f"(({held}) AND NOT EXISTS ({spans}))", tuple(keys))


Test = Callable[[Owner], Sql]
