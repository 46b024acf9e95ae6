# SPDX-License-Identifier: MIT
"""Whether a word stands in what a row of the table of incidents shows, in SQL.

What lives here: one word over the columns of a row. What does not: which fields a row shows (domain/filtering.py).
What is only proposed stands in the row too, and is found.
"""

from __future__ import annotations

import sqlite3

from curator.domain.codebook.model import Codebook
from curator.domain.filtering import row_fields
from curator.store.columns import quoted
from curator.store.filter_sql import any_of, escaped
from curator.store.incident_sight import Sql

_TEXTS = ("text", "long_text")
_LONGEST_NUMBER = 15  # digits that SQLite and everybody else count with
_IN_A_DAY = frozenset("0123456789-")
_IN_A_MOMENT = _IN_A_DAY | frozenset(":.+TZtz")


def words_in_row(connection: sqlite3.Connection, codebook: Codebook, word: str) -> Sql:
    """In a text, in the label or code of a choice, in the article's title or day, or it is the incident's number.

    What cannot hold the word is not looked into: a day, where it has a letter; titles, where no article has it.
    """
    like, in_a_day = f"%{escaped(word)}%", _IN_A_DAY.issuperset(word)
    either = []
    for leaf in (leaf for node in row_fields(codebook) for leaf in node.leaves()):
        if leaf.kind in _TEXTS or (leaf.kind == "day" and in_a_day):
            either.append(Sql(f"i.{quoted(leaf.key)} LIKE ? ESCAPE '\\'", (like,)))
        listed, folded = codebook.choices_of(leaf), word.casefold()
        codes = tuple(
            choice.code for choice in (listed.choices if listed else ())
            if folded in choice.label.casefold() or folded in choice.code.casefold()
        )  # fmt: skip
        if codes:
            either.append(Sql(f"i.{quoted(leaf.key)} IN ({', '.join('?' * len(codes))})", codes))
    if word.isdecimal() and len(word) <= _LONGEST_NUMBER:
        either.append(Sql("i.n = ?", (int(word),)))
    for name in ("title", "published") if _IN_A_MOMENT.issuperset(word) else ("title",):
        found = f"SELECT id FROM articles WHERE {name} LIKE ? ESCAPE '\\'"
        if connection.execute(f"SELECT EXISTS ({found})", (like,)).fetchone()[0]:
            either.append(Sql(f"i.article IN ({found})", (like,)))
    return any_of(either)
