# SPDX-License-Identifier: MIT
"""Reads: everything the faces and the tasks may ask of a project, over one snapshot.

What lives here: the one list of questions. What does not: how they are answered (articles.py, codings.py, history.py),
writing (writer.py). A Reads is used within `with workspace.read() as reads:` and not kept.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from curator.domain.codebook.model import Codebook, Derived
from curator.domain.coding import Article, ArticleCoding, Coder, Comment, Incident, Scalar
from curator.domain.faults import UserFault
from curator.shape import replace
from curator.store import (
    articles,
    codebooks,
    coded_before,
    codings,
    history,
    incident_list,
    kept,
    log_list,
    log_places,
    retired,
)
from curator.store.articles import ArticleLine
from curator.store.changed_since import ChangedPlace, changed_since
from curator.store.coding_after import coding_after
from curator.store.history import HistoryEntry
from curator.store.incident_list import IncidentLine, IncidentWish
from curator.store.layers import blind_articles, hides_layers, is_blind, seen_layers, waited_for
from curator.store.log_lines import LogLine, lines_at, log_lines
from curator.store.log_list import LogWish
from curator.store.log_places import LogPlace
from curator.store.places import PlaceCoded, places_coded
from curator.store.undo import group_tables
from curator.store.value_history import ValueStep, value_steps

if TYPE_CHECKING:  # what reviewing adds is not needed to show a project
    from curator.domain.kept import ArticlePair, Origin, Release, Waiting
    from curator.domain.reviewing import Judgement, PairDecision


class Reads:
    """Questions to one snapshot of the project; `connection` is for the store's own rooms (dataset, check)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    # -- the project ------------------------------------------------------------------------------------------------
    def project(self) -> Mapping[str, str]:
        """id, name, made, codebook (the id of the one in force)."""
        return dict(self.connection.execute("SELECT key, value FROM project").fetchall())

    def coders(self) -> list[Coder]:
        return codings.coders(self.connection)

    def codebooks(self) -> list[tuple[str, str, str, str, str]]:
        """(id, key, version, canonical JSON, SHA-256) of every codebook ever adopted, oldest first."""
        found = self.connection.execute("SELECT id, key, version, json, sha256 FROM codebooks ORDER BY n").fetchall()
        return [(row[0], row[1], row[2], row[3], row[4]) for row in found]

    def group_keys(self) -> list[str]:
        """The groups that have a table in this file, in force or not."""
        return [name.removeprefix("incident_") for name in group_tables(self.connection)]

    # -- articles ---------------------------------------------------------------------------------------------------
    def article_count(self) -> int:
        return articles.count(self.connection)

    def article_ns(
        self,
        order: str = "added",
        descending: bool = False,
        words: str = "",
        states: tuple[str, ...] = (),
        coder: str = "",
        assigned: str = "",
        among: Iterable[int] | None = None,
    ) -> array[int]:
        """Local numbers of all articles, 8 bytes each, ordered by added, published, title or outlet.

        `states`: only those that `coder` has in one of these reading states. `assigned`: only those that are assigned
        to `coder` (articles.MINE), or to nobody (articles.NOBODYS). `among`: only those of these numbers.
        """
        return articles.numbers(self.connection, order, descending, words, states, coder, assigned, among)

    def assigned_counts(self, coder: str) -> dict[str, int]:
        """How many articles are assigned to this coder (articles.MINE), how many of these are not finished (TO_CODE),
        and how many are assigned to nobody (NOBODYS); empty where none is assigned to anybody."""
        return articles.assigned_counts(self.connection, coder)

    def reading_counts(self, coder: str) -> dict[str, int]:
        """How many articles this coder has in each reading state."""
        return articles.reading_counts(self.connection, coder)

    def next_to_code(
        self, coder: str, after_n: int = 0, *, order: str = "added", descending: bool = False, words: str = "",
        assigned: str = "",
    ) -> int | None:  # fmt: skip
        """The number of the next article in the list's order that is unread or started, round to the beginning; None
        where no other one is."""
        return articles.next_to_code(self.connection, coder, after_n, order, descending, words, assigned)

    def article_lines(self, ns: Sequence[int], coder: str = "") -> list[ArticleLine]:
        return articles.lines(self.connection, ns, coder)

    def article(self, id_or_n: str | int) -> Article | None:
        return articles.one(self.connection, id_or_n)

    def article_titles(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The titles of these articles by their ids; those that are gone are left out."""
        return articles.titles(self.connection, article_ids)

    def article_numbers(self, article_ids: Iterable[str]) -> dict[str, int]:
        """The local numbers of these articles by their ids; those that are gone are left out."""
        return articles.numbers_of(self.connection, article_ids)

    def article_ids(self) -> list[str]:
        """All article ids, ascending: the order of exports."""
        return articles.every(self.connection)

    def article_text(self, article_id: str) -> str:
        return articles.text(self.connection, article_id)

    def texts_there(self, text_sha256s: Sequence[str]) -> set[str]:
        """Which of these hashes (some hundreds) are those of texts in the project."""
        return articles.texts_there(self.connection, text_sha256s)

    def articles_with_text(self, text_sha256: str) -> list[Article]:
        return articles.with_text(self.connection, text_sha256)

    def origin(self, article_id: str) -> Origin | None:
        """How an article was read; None where nobody noted it."""
        return kept.origin(self.connection, article_id)

    def original(self, article_id: str) -> bytes | None:
        """The bytes of the file an article was read from; None where they are not kept. Raises UserFault where they
        are damaged."""
        return kept.original(self.connection, article_id)

    def versions_of(self, article_id: str) -> tuple[str, ...]:
        """All versions of an article, the oldest first; the article alone where there is one."""
        return kept.versions_of(self.connection, article_id)

    def superseded(self) -> set[str]:
        """The articles of which there is a newer version."""
        return kept.superseded(self.connection)

    def article_pairs(self, article_id: str = "") -> tuple[ArticlePair, ...]:
        """What was said of near-duplicates, the oldest first; with an article, only of pairs it belongs to."""
        return kept.pairs(self.connection, article_id)

    def waiting(self, article_id: str, coder: str) -> tuple[Waiting, ...]:
        """Words of an older version that wait in an article for a place, in the order they had; of one coder."""
        return kept.waiting(self.connection, article_id, coder)

    def waiting_in(self, coder: str) -> dict[str, int]:
        """article -> how many words of this coder wait in it for a place; only articles where some do."""
        return kept.waiting_in(self.connection, coder)

    # -- by name ------------------------------------------------------------------------------------------------------
    def saved(self, kind: str) -> dict[str, Any]:
        """name -> JSON value of what was saved of a kind: view, profile, mapping."""
        return kept.saved(self.connection, kind)

    def releases(self) -> tuple[Release, ...]:
        """The releases, the oldest first."""
        return kept.releases(self.connection)

    def release_set(self, name: str) -> bytes:
        """The zipped set of a release. Raises UserFault where there is no such release."""
        return kept.release_set(self.connection, name)

    # -- coding -----------------------------------------------------------------------------------------------------
    def coding(self, article_id: str, coders: tuple[str, ...] | None = None, with_text: bool = True) -> ArticleCoding:
        """The coding of an article, by all coders or those asked for; with groups that are no longer in force too."""
        return codings.coding(self.connection, article_id, self.group_keys(), coders, with_text)

    def coding_after(
        self, before: ArticleCoding, incidents: Collection[str], tables: Collection[str]
    ) -> ArticleCoding:  # fmt: skip
        """The coding of an article by all coders, read `before`, once only these incidents ("": what belongs to the
        article itself) have changed, in these tables: the rest is not read again, and the same values as before."""
        return coding_after(self.connection, before, self.group_keys(), incidents, tables)

    def coding_seen_by(self, article_id: str, coder: str, with_text: bool = True) -> ArticleCoding:
        """The coding of an article as far as this coder may see it; comments are everybody's, about what is seen."""
        seen = seen_layers(self.connection, article_id, coder)
        found = self.coding(article_id, seen, with_text)
        if seen is None:
            return found
        there = {"", *(incident.id for incident in found.incidents)}
        comments = tuple(said for said in self.comments(article_id) if said.incident in there)
        return replace(found, comments=comments)

    def hides_layers(self, article_id: str, coder: str) -> bool:
        """Whether others have incidents or passages in this article that this coder may not see yet."""
        return hides_layers(self.connection, article_id, coder)

    def incident_ids_in(self, article_id: str) -> set[str]:
        """The ids of all incidents of an article, whosesoever."""
        found = self.connection.execute("SELECT id FROM incidents WHERE article = ?", (article_id,))
        return {str(row[0]) for row in found.fetchall()}

    def colleagues_incidents(self, article_id: str, coder: str) -> int:
        """How many incidents other people (the consensus is nobody) have in an article."""
        sql = (
            "SELECT count(*) FROM incidents i JOIN coders c ON c.id = i.coder "
            "WHERE i.article = ? AND i.coder <> ? AND c.kind = 'person'"
        )
        return int(self.connection.execute(sql, (article_id, coder)).fetchone()[0])

    def is_blind(self, article_id: str, coder: str) -> bool:
        """Whether assignments hide colleagues' layers of this article from this coder ("": nobody known)."""
        return is_blind(self.connection, article_id, coder)

    def blind_articles(self, coder: str) -> set[str]:
        """The ids of all articles of which assignments hide colleagues' layers from this coder ("": nobody known)."""
        return blind_articles(self.connection, coder)

    def waited_for(self, article_id: str) -> tuple[str, ...]:
        """The names of those who are assigned to this article and have not finished it."""
        return waited_for(self.connection, article_id)

    def codings(self) -> Iterator[ArticleCoding]:
        """The coding of every article, in the order of exports, one at a time."""
        return (self.coding(article_id) for article_id in self.article_ids())

    def comments(self, article_id: str) -> tuple[Comment, ...]:
        """Everybody's comments in an article: conversation by conversation, each from its first comment on."""
        return codings.comments(self.connection, article_id)

    def seen_layers(self, article_id: str, coder: str) -> tuple[str, ...] | None:
        """Whose incidents of an article this coder may see; None: everybody's."""
        return seen_layers(self.connection, article_id, coder)

    def layer_coders(self, article_id: str) -> tuple[str, ...]:
        """The ids of the people whose layers of an article there are."""
        from curator.store.judgements import layer_coders

        return layer_coders(self.connection, article_id)

    def judgements(self, article_id: str) -> tuple[Judgement, ...]:
        """Everybody's judgements in an article, the oldest first."""
        from curator.store.judgements import judgements

        return judgements(self.connection, article_id)

    def pairs(self, article_id: str) -> tuple[PairDecision, ...]:
        """Everybody's decisions about pairs in an article, the oldest first."""
        from curator.store.judgements import pairs

        return pairs(self.connection, article_id)

    def find_incident(self, name: str) -> Incident:
        """The incident with this readable number, id or beginning of an id. Raises UserFault."""
        incident_id, article_id = codings.find_incident(self.connection, name)
        coding = self.coding(article_id, with_text=False)
        return next(incident for incident in coding.incidents if incident.id == incident_id)

    def numbers_of_incidents(self, incident_ids: Iterable[str]) -> dict[str, int]:
        """id -> readable number of those of these incidents that are there."""
        return codings.numbers_of(self.connection, incident_ids)

    def incident_count(self, coders: Sequence[str] | None = None) -> int:
        """How many incidents there are in these layers; None: in all."""
        return incident_list.incident_total(self.connection, coders)

    def incident_ns(self, wish: IncidentWish, first: int = 0) -> array[int]:
        """Local numbers of incidents, 8 bytes each, in the order wished for; `first`: no more than so many."""
        return incident_list.incident_numbers(self.connection, wish, first)

    def incident_lines(
        self, ns: Sequence[int], leaves: Sequence[str], article_fields: Sequence[str] = (),
        codebook: Codebook | None = None, derived: Sequence[Derived] = (),
    ) -> list[IncidentLine]:  # fmt: skip
        """Some hundreds of incidents with these fields and derived columns, in the order of their numbers `ns`."""
        return incident_list.incident_lines(self.connection, ns, leaves, article_fields, codebook, derived)

    def main_mention(self, incident: str) -> str:
        """The words that report the incident; "" where none are marked."""
        return incident_list.main_mention(self.connection, incident)

    # -- what was coded before ----------------------------------------------------------------------------------------
    def row_like(
        self, codebook: Codebook, group: str, key: str, value: str, coder: str
    ) -> list[tuple[str, Scalar, str]]:
        """(leaf, value, basis) that the coder's newest row with this text says of it; what had words is left out."""
        return coded_before.row_like(self.connection, codebook, group, key, value, coder)

    def row_named(
        self, group: str, key: str, value: str, coder: str, leaves: Sequence[str] = ()
    ) -> tuple[Scalar | None, ...] | None:
        """What these leaves hold in the coder's newest row with this text; None where none of the newest has it."""
        return coded_before.row_named(self.connection, group, key, value, coder, leaves)

    def texts_like(self, group: str, key: str, beginning: str, coder: str = "") -> list[str]:
        """Texts of a field that begin with these letters, most used first; at most 40."""
        return coded_before.texts_like(self.connection, group, key, beginning, coder)

    def places_coded_before(
        self, codebook: Codebook | None = None, *, coder: str = "", limit: int = 200
    ) -> Mapping[tuple[str, str], list[PlaceCoded]]:
        """For each place compound (group, key) of a codebook (None: the one in force): words and values of its parts
        that were coded, most frequent first; of one coder (an id) or everybody."""
        return places_coded(self.connection, codebook or self._codebook(), coder, limit)

    def codes_held(self, group: str, key: str) -> set[str]:
        """Every code that stands in a choice field, also those that an open list does not name."""
        return retired.codes_held(self.connection, group, key)

    def _codebook(self) -> Codebook:
        found = codebooks.in_force(self.connection)
        if found is None:
            raise UserFault("This project has no codebook yet.")
        return found[1]

    # -- history ----------------------------------------------------------------------------------------------------
    def history(self, row_ids: Sequence[str] | None = None, article: str = "") -> list[HistoryEntry]:
        """What was done to these rows, or about this article, or (with neither) everything; oldest first."""
        if row_ids is not None:
            return history.of_rows(self.connection, row_ids)
        if article:
            return history.of_article(self.connection, article)
        return list(history.everything(self.connection))

    def log_lines(self, *, article: str = "", incident: str = "", before: int = 0, limit: int = 100) -> list[LogLine]:
        """A page of the log, newest first: of an incident, an article or the project; `before`: older than this seq."""
        return log_lines(self.connection, article=article, incident=incident, before=before, limit=limit)

    def log_seqs(self, wish: LogWish, *, above: int = 0, limit: int = 0) -> array[int]:
        """The sequence numbers of the entries wished for, newest first; `above`: only later ones."""
        return log_list.log_seqs(self.connection, wish, above=above, limit=limit)

    def log_lines_at(self, seqs: Sequence[int]) -> list[LogLine]:
        """The entries with these sequence numbers, newest first."""
        return lines_at(self.connection, seqs)

    def newest_seq(self) -> int:
        """The sequence number of the newest entry: as many as there are, told at once."""
        return int(self.connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()[0])

    def log_place(self, seqs: Iterable[int]) -> LogPlace:
        """Where entries that belong together were at work, as far as it is still there."""
        return log_places.log_place(self.connection, seqs)

    def value_history(
        self, incident: str, row: str, field: str, *, article: str = "", codebook: Codebook | None = None
    ) -> list[ValueStep]:
        """Each step that changed a value or its words, newest first, with what it was before and after.

        `field`: a leaf or a compound. With `incident` "" it is one of the article's metadata, and `article` is needed.
        `codebook`: by which values are told; None: the one in force.
        """
        book = codebook or self._codebook()
        return value_steps(self.connection, book, field, article=article, incident=incident, row=row)

    def changed_since(self, incident: str, judgement: str) -> list[ChangedPlace]:
        """What of an incident is other than when this judgement (an id) came into the project."""
        return changed_since(self.connection, incident, judgement)

    def all_history(self) -> Iterator[HistoryEntry]:
        """The whole log in small steps."""
        return history.everything(self.connection)
