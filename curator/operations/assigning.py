# SPDX-License-Identifier: MIT
"""Operations that say who is to code which article, and that somebody looks at colleagues' layers early.

What lives here: the two lists, articles x coders. What does not: drawing who gets what (tasks/assigning.py), what is
hidden from whom (store/layers.py). Many rows are written at once: a project may have 100,000 articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from curator.domain.faults import InputRefused, NotNow
from curator.domain.ids import derived_id
from curator.operations.operation import article_title
from curator.store.images import clean
from curator.store.writer import Writer

Pairs = tuple[tuple[str, str], ...]  # (article, coder)
_AT_ONCE = 500


@dataclass(frozen=True)
class Assign:
    """These coders are to code these articles. Returns how many assignments are new; those that are there stay.

    Raises NotNow where an article or a coder is not in the project, InputRefused for a coder who is no person.
    """

    kind: ClassVar[str] = "assign"
    pairs: Pairs

    def apply(self, writer: Writer) -> int:
        pairs = list(dict.fromkeys(self.pairs))
        names = _names(writer, {coder for _, coder in pairs})
        _refuse_missing(writer, {article for article, _ in pairs})
        there = _there(writer, "assignments", pairs)
        new = [pair for pair in pairs if pair not in there]
        now = writer.clock.stamp()
        writer.add_lines(
            "assignments", ("id", "article", "coder", "added"),
            [(assignment_id(article, coder), article, coder, now) for article, coder in new],
        )  # fmt: skip
        _describe(writer, "Assign", new, names)
        return len(new)


@dataclass(frozen=True)
class Unassign:
    """These coders are not to code these articles any more; what they coded stays. Returns how many were assigned."""

    kind: ClassVar[str] = "unassign"
    pairs: Pairs

    def apply(self, writer: Writer) -> int:
        there = _there(writer, "assignments", list(dict.fromkeys(self.pairs)))
        writer.drop_many({"assignments": sorted(there.values())})
        _describe(writer, "Unassign", list(there), _names(writer, {coder for _, coder in there}), "from")
        return len(there)


@dataclass(frozen=True)
class OpenLayers:
    """Who acts looks at colleagues' layers of these articles before all who are assigned have finished. For this person
    they stay open. Returns how many were not open to this person yet. Raises InputRefused without a reason.
    """

    kind: ClassVar[str] = "open_layers"
    articles: tuple[str, ...]
    reason: str

    def apply(self, writer: Writer) -> int:
        coder = writer.acting_coder()
        reason = " ".join(str(clean(self.reason)).split())
        if not reason:
            raise InputRefused("Looking at colleagues' work early needs a reason; it is kept in the history.")
        pairs = [(article, coder.id) for article in dict.fromkeys(self.articles)]
        _refuse_missing(writer, {article for article, _ in pairs})
        there = _there(writer, "openings", pairs)
        new = [article for article, whose in pairs if (article, whose) not in there]
        now = writer.clock.stamp()
        writer.add_lines(
            "openings", ("id", "article", "coder", "reason", "created"),
            [(opening_id(article, coder.id), article, coder.id, reason, now) for article in new],
        )  # fmt: skip
        about = f"{len(new)} articles" if len(new) != 1 else article_title(writer, new[0])
        writer.describe(
            f"{coder.name} opens colleagues' layers of {about}: {reason}", new[0] if len(new) == 1 else None
        )
        writer.change.articles.update(new)
        return len(new)


def assignment_id(article: str, coder: str) -> str:
    """The id of an assignment, the same in every copy of a project."""
    return derived_id("assignment", article, coder)


def opening_id(article: str, coder: str) -> str:
    """The id of an opening, the same in every copy of a project."""
    return derived_id("opening", article, coder)


def _names(writer: Writer, coders: Iterable[str]) -> dict[str, str]:
    """The coders' names by their ids, in the order of the names."""
    found: dict[str, str] = {}
    for coder in coders:
        row = writer.row("coders", coder)
        if row["kind"] != "person":
            raise InputRefused(f"Nothing can be assigned to “{row['name']}”: it is no person.")
        found[coder] = str(row["name"])
    return dict(sorted(found.items(), key=lambda pair: (pair[1], pair[0])))


def _refuse_missing(writer: Writer, articles: set[str]) -> None:
    there: set[str] = set()
    for some in _parts(sorted(articles)):
        marks = ", ".join("?" * len(some))
        there.update(str(row[0]) for row in writer.query(f"SELECT id FROM articles WHERE id IN ({marks})", tuple(some)))
    if articles - there:
        raise NotNow("An article of these is not in the project any more; nothing was changed.")


def _there(writer: Writer, table: str, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Those of the pairs that the table holds, with their local numbers."""
    found: dict[tuple[str, str], int] = {}
    wanted = set(pairs)
    for some in _parts(sorted({article for article, _ in pairs})):
        marks = ", ".join("?" * len(some))
        for article, coder, n in writer.query(
            f"SELECT article, coder, n FROM {table} WHERE article IN ({marks})", tuple(some)
        ):
            if (article, coder) in wanted:
                found[article, coder] = int(n)
    return found


def _parts(of: Sequence[str]) -> Iterator[Sequence[str]]:
    return (of[first : first + _AT_ONCE] for first in range(0, len(of), _AT_ONCE))


def _describe(
    writer: Writer, verb: str, pairs: Sequence[tuple[str, str]], names: dict[str, Any], to: str = "to"
) -> None:
    articles = {article for article, _ in pairs}
    one = next(iter(articles)) if len(articles) == 1 else None
    about = f"{len(articles)} articles" if one is None else f"the article {article_title(writer, one)}"
    concerned = [name for coder, name in names.items() if any(whose == coder for _, whose in pairs)]
    writer.describe(f"{verb} {about} {to} {joined(concerned)}", one)
    writer.change.articles.update(articles)


def joined(names: Sequence[str]) -> str:
    """Names as a sentence has them: "Ann", "Ann and Ben", "Ann, Ben and Cleo"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)
