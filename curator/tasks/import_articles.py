# SPDX-License-Identifier: MIT
"""Importing articles: text files and folders of them into a project.

What lives here: which files, whether an article is there already, batches, the report. What does not: bytes to text and
metadata (formats/article_file.py), writing rows (operations/articles.py).
Sameness (DESIGN.md 2): the same text from the same file or address is "already there", also where only its white space
differs; the same text otherwise is "same text" and never merged or added without being asked for.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from curator.domain.canonical import sha256_of
from curator.domain.faults import UserFault
from curator.domain.kept import MOST_ORIGINAL
from curator.domain.near import EXCERPT, WHOLE, Near
from curator.domain.project_settings import KEEP_ORIGINALS, project_setting
from curator.formats.article_readers import ReadArticle, ReadFile, installed_readers
from curator.formats.reading_apart import CannotBeRead, ReadersApart
from curator.operations import AddArticles, FieldWords, NewArticle, RemoveArticle
from curator.tasks.found_files import Found, find_files, without_parts_of_pages
from curator.tasks.job import Batches, Cancelled, Pace, Progress, Stopped, never, silent
from curator.tasks.near_articles import NearArticles
from curator.tasks.older_versions import Older, OlderVersions
from curator.tasks.reading_ahead import Reading, read_ahead
from curator.workspace import Workspace

SameText = Literal["ask", "add"]
_LOOK_FILES, _LOOK_LENGTH = 50, 500_000  # files, code points: for so many one look into the project is taken
_MOST_TOLD = 3  # near-duplicates of one article
_ROW_WEIGHT = 1_000  # what an article costs beside its text


@dataclass(frozen=True)
class Added:
    """An article that was brought in. `read_as`: how it was read (the encoding and how sure that is); `notes`: what a
    person should look at (replaced characters, a guessed title). `near`: articles with nearly the same text; `follows`:
    the article of which it is a newer version. `apart`: where the file lies, if it looks like several articles, into
    which it may be taken apart."""

    file: str
    article: str
    read_as: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    follows: str = ""
    apart: str = ""


@dataclass(frozen=True)
class Twin:
    """A file whose text the project has already; `article` is the (first) article that has it, `path` where the file
    lies."""

    file: str
    article: str
    path: str = ""


@dataclass(frozen=True)
class Refused:
    """A file that was not taken, and why; `places` name where in it, where that is known.

    `as_text`: its reader failed with it, and it may still be read as plain text. `path`: where it lies.
    """

    file: str
    reason: str
    places: tuple[str, ...] = ()
    as_text: bool = False
    path: str = ""


@dataclass
class ImportReport:
    """What came of an import. `stopped`: the user stopped it; what is listed as added is in the project.

    `passed_over`: how many files were left out because they are the pictures and styles of saved pages.
    `faults`: a sentence for each reader of another package that could not be loaded: its files went to other readers.
    `change`: the id of an entry that undoes all of it, "" where nothing was added.
    """

    added: list[Added] = field(default_factory=list)
    already_there: list[Twin] = field(default_factory=list)
    same_text: list[Twin] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    stopped: bool = False
    passed_over: int = 0
    faults: tuple[str, ...] = ()
    change: str = ""

    @property
    def complete(self) -> bool:
        """Whether every file is in the project now."""
        return not (self.same_text or self.refused or self.stopped)

    @property
    def sentence(self) -> str:
        """All counts in one sentence."""
        counts = [
            (len(self.added), "added"),
            (sum(bool(one.follows) for one in self.added), "of them newer versions of articles that were there"),
            (sum(bool(one.near) for one in self.added), "of them nearly the same as another one"),
            (len(self.already_there), "already there"),
            (len(self.same_text), "not added because another article has the same text"),
            (len(self.refused), "refused"),
        ]
        told = ", ".join(f"{count} {words}" for count, words in counts if count) or "no file found"
        end = " The import was stopped; what was added stays." if self.stopped else ""
        faults = "".join(f" {fault}" for fault in self.faults)
        return f"Articles: {told}.{_passed_over(self.passed_over)}{faults}{end}"


class _Waiting(NamedTuple):
    """An article that is to be added, its entry among the known texts, and what the report will say of it. `expected`:
    what tells it apart among those that come (NearArticles)."""

    article: NewArticle
    origin: _Origin
    read_as: tuple[str, ...]
    notes: tuple[str, ...]
    expected: str
    near: tuple[Near, ...] = ()
    unlike: str = ""  # an article of the same address that has another text
    apart: str = ""  # the file, where it looks like several articles


@dataclass(slots=True)
class _Origin:
    """Where a text came from. `fresh`: in this very import, where two files are two files whatever their names."""

    article: str
    source_file: str
    url: str
    fresh: bool = False


def import_articles(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    same_text: SameText = "ask",
    how: Reading = "article",
    in_place_of: Iterable[str] = (),
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> ImportReport:
    """Bring in the articles of files and folders, in batches of at most 50 ms, all undone by one Undo.

    `how` pages are read: their article, all that they show, or the file itself as plain text; or a text that looks like
    several articles: each of them. `in_place_of`: articles that are taken out, in the same step, once others have come.
    What cannot be read is in the report and the rest goes on. Raises UserFault where the project cannot be written or
    the disk is full: what was committed before stays, and importing the same again adds the rest.
    """
    workspace.back_up_before("before an import")
    found, parts = without_parts_of_pages(list(find_files(paths)))
    with NearArticles(workspace) as near:
        importing = _Import(workspace, same_text, near, tuple(in_place_of))
        importing.report.passed_over = parts
        importing.report.faults = installed_readers().faults
        return importing.run(found, how, progress, cancelled)


class _Import:
    def __init__(
        self, workspace: Workspace, same_text: SameText, near: NearArticles, in_place_of: tuple[str, ...]
    ) -> None:  # fmt: skip
        self.workspace = workspace
        self.same_text = same_text
        self.report = ImportReport()
        self.batches: Batches[_Waiting] = Batches(workspace, _operation, self._written)
        self._known: dict[str, list[_Origin]] = {}  # by hash, of the texts this import has met
        self._twins: list[tuple[list[Twin], str, _Origin, Path]] = []
        self._gathered: list[tuple[str, ReadArticle, Path]] = []  # by hash; the file it was read from
        self._gathered_length = 0
        self._near, self._in_place_of = near, in_place_of
        self._expected = 0  # articles, up to now
        self._keeps = True
        self._older: OlderVersions | None = None

    def run(self, files: list[Found], how: Reading, progress: Progress, cancelled: Cancelled) -> ImportReport:
        pace = Pace(progress)
        try:
            with ReadersApart() as apart, suppress(Stopped):
                self._look_at_project(files, progress, cancelled)
                self._read(files, apart, how, pace, cancelled)
            self._place()
            self.batches.finish()
            if self.report.added and not self.report.stopped:
                for article in self._in_place_of:
                    self.workspace.run(RemoveArticle(article), job=self.batches.job)
        except UserFault as fault:
            raise UserFault(f"{fault.sentence} {_before(len(self.report.added))}") from fault
        pace.end(len(files), "")
        for told, file, origin, path in self._twins:
            told.append(Twin(file, origin.article, str(path)))
        last = self.workspace.undo_target() if self.report.added else None
        self.report.change = last.id if last is not None and last.job == self.batches.job else ""
        return self.report

    def _look_at_project(self, files: list[Found], progress: Progress, cancelled: Cancelled) -> None:
        """What is there to compare with; raises Stopped."""
        if not files:
            return
        self._older = OlderVersions(self.workspace)
        with self.workspace.read() as reads:
            self._keeps = project_setting(reads.project(), KEEP_ORIGINALS) == "yes"
        try:
            self._near.update(progress, cancelled)
        except Stopped:
            self.report.stopped = True
            raise

    def _read(self, files: list[Found], apart: ReadersApart, how: Reading, pace: Pace, cancelled: Cancelled) -> None:
        """Read all files; a few are gathered, so that one look into the project tells which of them are there already.

        Raises Stopped.
        """
        done = 0

        def between() -> None:
            if cancelled():
                self.report.stopped = True
                raise Stopped("")
            pace.tell(done, len(files), files[min(done, len(files) - 1)].name)

        if files:
            between()
        for done, (found, read) in enumerate(read_ahead(files, apart, how=how, between=between), 1):
            if isinstance(read, UserFault):
                as_text = isinstance(read, CannotBeRead)
                self.report.refused.append(Refused(found.name, read.sentence, as_text=as_text, path=str(found.path)))
            else:
                self._gather(read, found.path)
            if done < len(files):
                between()

    def _gather(self, read: ReadFile, path: Path) -> None:
        self.report.refused += (Refused(part, sentence) for part, sentence in read.refused)
        for article in read.articles:
            self._gathered.append((article.text_sha256 or sha256_of(article.text), article, path))
            self._gathered_length += len(article.text)
            if len(self._gathered) >= _LOOK_FILES or self._gathered_length >= _LOOK_LENGTH:
                self._place()

    def _place(self) -> None:
        """Add what is new of the files gathered."""
        gathered, self._gathered, self._gathered_length = self._gathered, [], 0
        new = {sha for sha, _, _ in gathered} - self._known.keys()
        self._known.update((sha, []) for sha in new)
        with self.workspace.read() as reads:
            for sha in reads.texts_there(tuple(new)):
                self._known[sha] = [
                    _Origin(article.id, article.fields.get("source_file", ""), article.fields.get("url", ""))
                    for article in reads.articles_with_text(sha)
                ]
        for sha, read, path in gathered:
            self._take(read, sha, path)

    def _take(self, read: ReadArticle, sha: str, path: Path) -> None:
        fields, origins = read.fields, self._known[sha]
        name, url = read.source_file, fields.get("url", "")
        for origin in origins:
            if (url and url == origin.url) or (not origin.fresh and origin.source_file == name):
                self._twins.append((self.report.already_there, name, origin, path))
                return
        if origins and self.same_text == "ask":
            self._twins.append((self.report.same_text, name, origins[0], path))
            return
        older = self._older.of(read.text, url, name) if self._older else Older()
        if older.same:
            origins.append(_Origin(older.same, name, url))
            self._twins.append((self.report.already_there, name, origins[-1], path))
            return
        origin = _Origin("", name, url, fresh=True)
        origins.append(origin)
        expected = self.workspace.ids.new()
        near = tuple(
            one for one in self._near.expect(expected, read.text)
            if one.article not in (*self._versions(older.follows), *self._in_place_of)
        )  # fmt: skip
        original = self._original(read, sha, path)
        article = NewArticle(
            read.text, fields, _words(read), read.original_sha256, read.settled_by, text_sha256=sha,
            reader=read.reader, reader_version=read.reader_version, media=read.media, original=original,
            follows=older.follows,
        )  # fmt: skip
        weight = len(read.text) + _ROW_WEIGHT + len(original or b"")
        self.batches.add(_Waiting(
            article, origin, read.report, _notes(read), expected, near, older.unlike, str(path) if read.several else ""
        ), weight)  # fmt: skip

    def _versions(self, follows: str) -> tuple[str, ...]:
        """All versions of a report of which one more has come."""
        if not follows:
            return ()
        with self.workspace.read() as reads:
            return reads.versions_of(follows)

    def _original(self, read: ReadArticle, sha: str, path: Path) -> bytes | None:
        """The bytes worth keeping of what was read: those the reader names, else those of the file, unless they are the
        text itself, or too many, or the file is another one by now."""
        if not self._keeps or read.original is not None:
            return read.original if self._keeps else None
        if read.original_sha256 in ("", sha):
            return None
        try:
            data = path.read_bytes() if path.stat().st_size <= MOST_ORIGINAL else b""
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == read.original_sha256 else None

    def _written(self, things: tuple[_Waiting, ...], ids: list[str]) -> None:
        self._near.arrived({waiting.expected: article for waiting, article in zip(things, ids, strict=True)})
        for waiting, article_id in zip(things, ids, strict=True):
            waiting.origin.article = article_id
            name, follows = waiting.origin.source_file, waiting.article.follows
            if self._older:
                self._older.arrived(article_id, waiting.origin.url, name, follows)
            near = tuple(map(self._near.now, waiting.near))
            notes = (*waiting.notes, *self._notes_on(near, follows, waiting.unlike))
            self.report.added.append(Added(name, article_id, waiting.read_as, notes, near, follows, waiting.apart))

    def _notes_on(self, near: tuple[Near, ...], follows: str, unlike: str) -> list[str]:
        """What the report says of articles that were there."""
        if not near and not follows and not unlike:
            return []
        titles = {}
        with self.workspace.read() as reads:
            for article in (follows, unlike, *(one.article for one in near)):
                found = reads.article(article) if article else None
                fields = found.fields if found else {}
                titles[article] = fields.get("title") or fields.get("source_file") or article
        told = [f"A newer version of “{titles[follows]}”."] if follows else []
        if unlike:
            told.append(f"It has the address of “{titles[unlike]}” but another text, so it is no newer version of it.")
        return [
            *told,
            *(_near_note(titles[one.article], one) for one in near[:_MOST_TOLD]),
        ]


def _operation(things: tuple[_Waiting, ...]) -> AddArticles:
    files = [waiting.origin.source_file for waiting in things]
    label = f"Import {files[0]}" if len(files) == 1 else f"Import {len(files)} articles ({files[0]} to {files[-1]})"
    return AddArticles(tuple(waiting.article for waiting in things), label)


def _words(read: ReadArticle) -> tuple[FieldWords, ...]:
    """The words of what is proposed; a value that differs from its words was normalised."""
    text, found = read.text, []
    for name, value, start, end, _ in read.proposals:
        if end > start:
            found.append(FieldWords(name, start, end, "stated" if text[start:end] == value else "normalised"))
    return tuple(found)


def _notes(read: ReadArticle) -> tuple[str, ...]:
    guesses = [f"{one.field} “{one.value}” is a guess; please check it." for one in read.proposals if not one.sure]
    return (*read.warnings, *guesses)


def _passed_over(parts: int) -> str:
    if parts == 1:
        return " One picture or style of a saved page was passed over."
    return f" {parts} pictures and styles of saved pages were passed over." if parts else ""


def _near_note(title: str, one: Near) -> str:
    share = f"{math.floor(100 * one.likeness)} %"
    if one.part == EXCERPT:
        return f"An excerpt of “{title}”: {share} of it is there."
    if one.part == WHOLE:
        return f"It holds {share} of “{title}”, which is shorter."
    return f"Near-duplicate of “{title}”, {share} the same."


def _before(added: int) -> str:
    if not added:
        return ""
    articles = "One article" if added == 1 else f"{added} articles"
    return f"{articles} had been added before; importing the same again adds the rest."
