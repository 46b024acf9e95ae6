# SPDX-License-Identifier: MIT
"""What the columns of a table probably mean, by their headings.

What lives here: comparing headings with the names of fields. What does not: known data sets, which named mappings of
resources/table-mappings describe, and mappings that were saved.
A field's names are its key, its label, and its label after that of what holds it; those of articles, which are the same
in every project, have a few other names that lists of articles use.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.domain.cell_values import folded
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.table_mapping import KEY, WORDS, ColumnUse, Constant, TableMapping, Target, label_of

_ARTICLE_NAMES = {
    "title": ("headline", "article title", "article headline"),
    "outlet": ("source", "publisher", "newspaper", "publication", "source name", "medium"),
    "author": ("byline", "authors", "journalist"),
    "published": ("publication date", "date published", "pub date", "published at", "pubdate", "article date"),
    "url": ("link", "address", "source url", "web address"),
    "language": ("lang",),
    "text": ("article text", "body", "content", "full text", "fulltext", "article", "story"),
    "id": ("article id",),
    "section": (), "dateline": (), "source_file": ("file", "filename", "file name"), "retrieved": (),
    "text_sha256": ("sha256",),
}  # fmt: skip
_OTHER = {
    KEY: ("row id", "record id", "incident id"),
    WORDS: ("quote", "words", "mention", "main mention", "quotation"),
}
_LIST_OF_ARTICLES = {"date": "published", "description": "text", "summary": "text"}


def propose(headings: Sequence[str], codebook: Codebook) -> TableMapping:
    """A mapping in which each column whose heading names a field goes there; each target is taken once."""
    names = _names(codebook)
    totals = _totals(codebook)
    for name, part in totals:
        names.setdefault(name, []).append(part)
    taken: set[str] = set()
    uses = []
    for heading in headings:
        target = next((target for target in names.get(folded(heading), ()) if target not in taken), "")
        taken.add(target)
        uses.append(ColumnUse(heading, target))
    if not any(use.target.startswith(("incident.", "rows.")) for use in uses):
        uses = [_of_articles(use, taken) for use in uses]
    filled = set(map(_row, taken))
    constants = dict.fromkeys(each for totalled in totals.values() for each in totalled if _row(each.target) in filled)
    return TableMapping("", tuple(uses), tuple(constants), tuple(headings))


def _row(target: str) -> str:
    return target.rpartition(".")[0]


def _totals(codebook: Codebook) -> dict[tuple[str, str], tuple[Constant, ...]]:
    """Total of a data set ("Killed") as a column of the table: (folded name, target) -> what makes a row that total."""
    found: dict[tuple[str, str], tuple[Constant, ...]] = {}
    numbers: dict[str, int] = {}
    for derived in codebook.derived:
        node = codebook.node(derived.field, derived.group)
        if derived.kind != "count_total" or node is None or not all(each.any_of for each in derived.where):
            continue
        number = numbers[derived.group] = numbers.get(derived.group, 0) + 1
        constants = tuple(
            Constant(str(Target("rows", each.field, derived.group, number)), each.any_of[0])
            for each in (*derived.where, *derived.total) if each.any_of
        )  # fmt: skip
        for part in ("low", "best", "high", "qualifier"):
            leaf = node.part_named(part)
            if leaf is not None:
                target = str(Target("rows", leaf.key, derived.group, number))
                for name in (f"{derived.key} {part}", f"{derived.label} {part}"):
                    found[folded(name), target] = constants
                if part == "best":
                    for name in (derived.key, derived.label):
                        found[folded(name), target] = constants
    return found


def _of_articles(use: ColumnUse, taken: set[str]) -> ColumnUse:
    """In a list that has nothing of incidents “date” is the day of publication."""
    field = _LIST_OF_ARTICLES.get(folded(use.heading), "")
    target = f"article.{field}"
    if use.target or not field or target in taken:
        return use
    taken.add(target)
    return ColumnUse(use.heading, target)


def _names(codebook: Codebook) -> dict[str, list[str]]:
    """Folded name -> targets, the likeliest first: keys of the codebook before its labels, then the article's."""
    names: dict[str, list[str]] = {}

    def add(name: str, target: Target) -> None:
        names.setdefault(folded(name), []).append(str(target))

    leaves = list(codebook.leaves())
    for leaf in leaves:
        add(leaf.key, Target("incident", leaf.key))
    for field in ARTICLE_FIELDS:
        add(f"article_{field}", Target("article", field))
    for leaf in leaves:
        for label in (leaf.label, *leaf.labels.values(), label_of(Target("incident", leaf.key), codebook)):
            add(label, Target("incident", leaf.key))
    for field, others in _ARTICLE_NAMES.items():
        for name in (field, *others):
            add(name, Target("article", field))
    for group in codebook.groups:
        for number in range(1, 6):
            for leaf in codebook.leaves(group.key):
                target = Target("rows", leaf.key, group.key, number)
                for name in (
                    f"{group.key} {number} {leaf.key}",
                    f"{group.key} {leaf.key} {number}",
                    label_of(target, codebook),
                ):
                    add(name, target)
                if number == 1:
                    add(f"{group.key} {leaf.key}", target)
    for part, others in _OTHER.items():
        for name in (part, *others):
            add(name, Target(part))
    return names
