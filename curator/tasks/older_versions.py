# SPDX-License-Identifier: MIT
"""Of which article of the project a text that comes in is a newer version.

What lives here: the articles by address and file, and comparing texts with them. What does not: the very same text,
told by its hash (import_articles.py), carrying work over to a newer version (operations/carrying_over.py).
An address or a file's name alone makes no version: pages are rewritten in place, many articles carry the address of
their outlet's front page, and many folders have files of one name.
"""

from __future__ import annotations

from typing import NamedTuple

from curator.domain.near import likeness, shingles
from curator.store.kept import superseded
from curator.workspace import Workspace

_OF_FILE, _OF_ADDRESS = 0.3, 0.1  # of the shingles of the shorter text: a report is rewritten at its address
_MOST_COMPARED = 20  # articles of one address or file, the newest first


class Older(NamedTuple):
    """What a text is to the articles of its address or file; ids of articles, "" for none. `follows`: it is a newer
    version of that one; `same`: that one has the same words, only its white space differs; `unlike`: that one has its
    address, and another text."""

    follows: str = ""
    same: str = ""
    unlike: str = ""


class OlderVersions:
    """The newest versions of the articles of a project by where they came from, kept up to date by `arrived`."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._by_source: dict[str, list[str]] = {}  # by address, and by file, the oldest first
        with workspace.read() as reads:
            gone = superseded(reads.connection)
            for article, url, file in reads.connection.execute(
                "SELECT id, coalesce(url, ''), coalesce(source_file, '') FROM articles ORDER BY n"
            ).fetchall():
                for key in _keys(url, file) if article not in gone else ():
                    self._by_source.setdefault(key, []).append(article)

    def of(self, text: str, url: str, file: str) -> Older:
        """What a text from this address and file is to those that were there before the import began."""
        by_address = self._compared(text, self._by_source.get(url, ()) if url else (), _OF_ADDRESS)
        if by_address.follows or by_address.same:
            return by_address
        by_file = self._compared(text, self._by_source.get(_file_key(file), ()), _OF_FILE)
        return by_file._replace(unlike="" if by_file.follows else by_address.unlike)

    def arrived(self, article: str, url: str, file: str, follows: str) -> None:
        """A text was added: what comes from there next may be a newer version of it."""
        for key in _keys(url, file):
            if there := self._by_source.get(key):
                self._by_source[key] = [each for each in there if each != follows] + [article]

    def _compared(self, text: str, articles: list[str] | tuple[str, ...], least: float) -> Older:
        if not articles:
            return Older()
        newest = articles[: -_MOST_COMPARED - 1 : -1]
        with self._workspace.read() as reads:
            texts = {article: reads.article_text(article) for article in newest}
        words, own = text.split(), shingles(text)
        shares = {article: likeness(own, shingles(other)) for article, other in texts.items()}
        best = max(newest, key=shares.__getitem__)
        if same := next((each for each in newest if shares[each] == 1.0 and texts[each].split() == words), ""):
            return Older(same=same)
        return Older(follows=best) if shares[best] >= least else Older(unlike=newest[0])


def _keys(url: str, file: str) -> list[str]:
    return [key for key in (url, _file_key(file)) if key]


def _file_key(file: str) -> str:
    """No address holds a line feed."""
    return f"\n{file}" if file else ""
