# SPDX-License-Identifier: MIT
"""Which articles here a hand-over speaks of, and which of its coders and codebooks are known.

What lives here: finding them, the names of coders after receiving, whether a codebook can be kept. What does not: units
(handover_plan.py), writing (receive_handover.py). Everything here only reads.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from curator.domain.codebook.document import adoption_faults, codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Article, Coder
from curator.domain.handover import HandedArticle, HandOver
from curator.domain.receiving import (
    ADDED,
    BY_ADDRESS,
    BY_CHOICE,
    BY_FILE,
    BY_ID,
    BY_OUTLET,
    MISSING,
    OTHER_TEXT,
    UNDECIDED,
    ArticleMatch,
    CodebookMatch,
    CoderMatch,
)
from curator.store import codebooks

ANOTHER = "another"  # the answer to "same text": it is another article, and comes in beside the one here
_TELLING = (BY_ADDRESS, BY_FILE, BY_OUTLET)
_NUMBERED = re.compile(r"^(.*\S) \(([2-9]|[1-9][0-9])\)$", re.DOTALL)  # as names are numbered here; a year is none
_Here = Mapping[str, str]  # id, text_sha256, url, source_file, outlet, title of an article

REFUSED_ARTICLE = {
    UNDECIDED: "Nobody said yet which of the articles with the same text is meant.",
    MISSING: "Its article is not in this project, and the text did not come along.",
    OTHER_TEXT: "The article with this id has another text here.",
}


# -- articles ----------------------------------------------------------------------------------------------------------
def match_articles(
    connection: sqlite3.Connection, handover: HandOver, same_text: Mapping[str, str]
) -> dict[str, ArticleMatch]:
    """By the ids in the hand-over. `same_text`: what somebody answered, the id of the article here or ANOTHER.

    Two articles of the hand-over are never taken for one here unless somebody says so: they are apart there.
    """
    handed = [each.article for each in handover.articles]
    by_id = _articles(connection, "id", [article.id for article in handed])
    twins: dict[str, list[_Here]] = {}
    for here in _articles(connection, "text_sha256", [article.text_sha256 for article in handed]).values():
        if here["id"] not in by_id:  # one that came along itself is meant by no other one
            twins.setdefault(here["text_sha256"], []).append(here)
    told = {
        each.article.id: _told_apart(each.article, twins.get(each.article.text_sha256, ()))
        for each in handover.articles if each.article.id not in by_id
    }  # fmt: skip
    meant = Counter(here["id"] for here, _ in filter(None, told.values()))
    matches: dict[str, ArticleMatch] = {}
    for each in handover.articles:
        article = each.article
        found = told.get(article.id)
        if found is not None and meant[found[0]["id"]] == 1:
            matches[article.id] = ArticleMatch(article.id, found[0]["id"], found[1], _title(article))
        else:
            matches[article.id] = _match(
                each, by_id.get(article.id), twins.get(article.text_sha256, ()), same_text.get(article.id, "")
            )
    return matches


def _told_apart(article: Article, twins: Sequence[_Here]) -> tuple[_Here, str] | None:
    """The one article here with the same text and the same address, file name or outlet, and which of them told."""
    for how in _TELLING:
        same = [twin for twin in twins if article.fields.get(how) and twin[how] == article.fields[how]]
        if len(same) == 1:
            return same[0], how
    return None


def _title(article: Article) -> str:
    return article.fields.get("title") or article.fields.get("source_file") or article.id


def _articles(connection: sqlite3.Connection, column: str, values: Iterable[str]) -> dict[str, _Here]:
    names = ("id", "text_sha256", *_TELLING, "title")
    listed = ", ".join(f"coalesce({name}, '')" for name in names)
    found = connection.execute(
        f"SELECT {listed} FROM articles WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY n",
        (json.dumps(sorted(set(values))),),
    ).fetchall()
    return {line[0]: dict(zip(names, line, strict=True)) for line in found}


def _match(handed: HandedArticle, same_id: _Here | None, twins: Sequence[_Here], answer: str) -> ArticleMatch:
    """What one article is here where nothing but its id, its text and what somebody answered tells."""
    article, title = handed.article, _title(handed.article)
    if same_id is not None:
        how = BY_ID if same_id["text_sha256"] == article.text_sha256 else OTHER_TEXT
        return ArticleMatch(article.id, article.id if how == BY_ID else "", how, title)
    if any(twin["id"] == answer for twin in twins):
        return ArticleMatch(article.id, answer, BY_CHOICE, title)
    if twins and (answer != ANOTHER or handed.text is None):
        candidates = tuple((twin["id"], twin["title"] or twin["source_file"] or twin["id"]) for twin in twins)
        return ArticleMatch(article.id, "", UNDECIDED, title, candidates)
    if handed.text is None:
        return ArticleMatch(article.id, "", MISSING, title)
    return ArticleMatch(article.id, article.id, ADDED, title)


# -- coders ------------------------------------------------------------------------------------------------------------
def match_coders(here: Sequence[Coder], handed: Sequence[Coder]) -> tuple[tuple[CoderMatch, ...], dict[str, str]]:
    """The coders of a hand-over, and the names that coders here have afterwards where they have others now, by id.

    Of several who bear one name the one with the smallest id keeps it, the others get a number: in whatever order they
    came, everybody ends with the same name. Who got a number elsewhere, and bears the name alone here, has it bare as
    soon as one of those who know the coder says so.
    """
    known = {coder.id: coder.name for coder in here}
    names = {coder.id: coder.name for coder in handed}
    for coder, name in known.items():
        if names.get(coder) != _bare(name):
            names[coder] = name
    bearers: dict[str, list[str]] = {}
    for coder in sorted(names):
        bearers.setdefault(_bare(names[coder]), []).append(coder)
    for bare, ids in bearers.items():
        if len(ids) > 1:
            for place, coder in enumerate(ids, 1):
                names[coder] = bare if place == 1 else f"{bare} ({place})"
    matches = tuple(CoderMatch(one.id, one.name, names[one.id], one.id not in known) for one in handed)
    return matches, {coder: names[coder] for coder, name in known.items() if names[coder] != name}


def _bare(name: str) -> str:
    numbered = _NUMBERED.match(name)
    return numbered[1] if numbered else name


# -- codebooks ---------------------------------------------------------------------------------------------------------
def match_codebooks(connection: sqlite3.Connection, handed: Sequence[Codebook]) -> dict[str, CodebookMatch]:
    """By SHA-256: which codebooks are known here, can be kept beside them, or cannot."""
    there = connection.execute("SELECT sha256, key, version FROM codebooks ORDER BY n").fetchall()
    known = {sha: (key, version) for sha, key, version in there}
    books = {codebook_sha256(book): book for book in handed}
    found: dict[str, CodebookMatch] = {}
    kept = list(codebooks.all_of(connection).values()) if any(sha not in known for sha in books) else []
    for sha, book in books.items():
        reason = "" if sha in known else _refusal(book, known, kept)
        found[sha] = CodebookMatch(book.key, book.version, sha, sha in known, reason)
        if sha not in known and not reason:
            known[sha] = (book.key, book.version)
            kept.append(book)
    return found


def _refusal(book: Codebook, known: Mapping[str, tuple[str, str]], kept: Sequence[Codebook]) -> str:
    if (book.key, book.version) in known.values():
        return f"This project has another codebook “{book.key}” with the version {book.version}."
    faults = adoption_faults(kept, book)
    return f"This project cannot keep the codebook “{book.title}” {book.version}: {faults[0]}" if faults else ""
