# SPDX-License-Identifier: MIT
"""Bringing codings in: coding files and data sets read back, into articles that are there or come along.

What lives here: which article a coding is about, batches of one article each, the report. What does not: the formats
(formats), the union with what is there (operations/receive.py), writing codings (export_codings.py).
An article is found by its id; else by the hash of its text, with outlet, address or file name where several have it;
else it is added when its text comes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from curator.domain.coding import Article, ArticleCoding, Evidence, Incident, ValueNote
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import InputRefused, UserFault
from curator.formats.coding_file import ParsedCoding
from curator.formats.coding_file_reading import read_coding
from curator.formats.csv_set_reading import read_set
from curator.formats.manifest import is_data_set
from curator.formats.strict_json import MOST_BYTES
from curator.formats.wide_codebook import codebook_ref
from curator.operations import AddArticles, NewArticle, ReceiveCoding, Received
from curator.tasks.found_files import Found, find_files
from curator.tasks.import_articles import Refused
from curator.tasks.job import Cancelled, Pace, Progress, never, silent
from curator.tasks.known_codebooks import KnownCodebooks
from curator.workspace import Workspace

_TELLING = ("url", "source_file", "outlet")
Incoming = tuple[str, ParsedCoding | None, Mapping[str, str]]  # file, coding (None: refused), ids of reading states


@dataclass
class CodingsReport:
    """What came of receiving codings. Counts are of incidents, passages, words and notes.

    `conflicting`: (file, what): it is there already and differs; what is there was left as it is. `articles_added`:
    ids of articles that came along.
    """

    files: int = 0
    added: int = 0
    same: int = 0
    articles_added: list[str] = field(default_factory=list)
    codebooks_adopted: list[str] = field(default_factory=list)
    conflicting: list[tuple[str, str]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stopped: bool = False

    @property
    def complete(self) -> bool:
        """Whether everything in the files is in the project now."""
        return not (self.conflicting or self.refused or self.stopped)

    @property
    def sentence(self) -> str:
        """All counts in one sentence."""
        read = self.files - len(self.refused)
        codings = "1 coding" if read == 1 else f"{read} codings"
        counts = [
            (self.added, "parts added"),
            (self.same, "already there"),
            (len(self.conflicting), "conflicting (what is there was left as it is)"),
            (len(self.articles_added), "articles came along"),
            (len(self.refused), "files refused"),
        ]
        told = ", ".join(f"{count} {_one(words) if count == 1 else words}" for count, words in counts if count)
        told = told or "nothing new"
        end = " It was stopped; what was received stays." if self.stopped else ""
        return f"{codings} read: {told}.{end}"


def _one(words: str) -> str:
    """The words for one of what they count."""
    first, space, rest = words.partition(" ")
    return first.removesuffix("s") + space + rest


def import_codings(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    adopt: bool = False,
    allow_changed: bool = False,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> CodingsReport:
    """Receive coding files (.json), folders of them, and folders that hold a data set (read back).

    Each article's coding is taken whole or refused whole; all of them are undone by one Undo. With `adopt`, a codebook
    the project does not know is adopted first, where it comes with the set or is built in; with `allow_changed`, files
    of a set that were changed since its export are read all the same. Raises UserFault where the
    project cannot be written.
    """
    workspace.back_up_before("before receiving")
    return _Receiving(workspace, adopt, allow_changed).run(list(paths), Pace(progress), cancelled)


class _Receiving:
    def __init__(self, workspace: Workspace, adopt: bool, allow_changed: bool) -> None:
        self.workspace = workspace
        self.allow_changed = allow_changed
        self.report = CodingsReport()
        self.job = workspace.ids.new()
        self.codebooks = KnownCodebooks(workspace, adopt, self.job)

    def run(self, paths: list[Path], pace: Pace, cancelled: Cancelled) -> CodingsReport:
        for path in paths:
            incoming = self._data_set(path) if is_data_set(path) else self._coding_files(path)
            for name, parsed, reading_ids in incoming:
                if cancelled():
                    self.report.stopped = True
                    return self._ended(pace)
                pace.tell(self.report.files, 0, name)
                self.report.files += 1
                if parsed is not None:
                    self._receive(name, parsed, reading_ids)
        return self._ended(pace)

    def _ended(self, pace: Pace) -> CodingsReport:
        pace.end(self.report.files, "")
        self.report.codebooks_adopted = self.codebooks.adopted
        return self.report

    # -- where codings come from ------------------------------------------------------------------------------------
    def _coding_files(self, path: Path) -> Iterator[Incoming]:
        for found in find_files([path], suffix=".json"):
            try:
                if found.refused:
                    raise UserFault(found.refused)
                yield found.name, self._parsed(found), {}
            except UserFault as fault:
                self._refuse(found.name, fault)
                yield found.name, None, {}

    def _parsed(self, found: Found) -> ParsedCoding:
        try:
            if found.path.stat().st_size > MOST_BYTES:
                raise InputRefused(f"{found.name} is larger than 64 MB; no coding file is that large.")
            data = found.path.read_bytes()
        except OSError as error:
            raise disk_fault(error, "Reading", found.path) from error
        with self.codebooks.asked():
            return read_coding(data, self.codebooks.find, self._text)

    def _text(self, text_sha256: str) -> str | None:
        with self.workspace.read() as reads:
            there = reads.articles_with_text(text_sha256)
            return reads.article_text(there[0].id) if there else None

    def _data_set(self, folder: Path) -> Iterator[Incoming]:
        """A data set read back. It is read through once before anything is taken: a broken one is refused whole."""
        try:
            found = read_set(folder, text_of=self._text, allow_changed=self.allow_changed)
            for codebook in found.codebooks:
                self.codebooks.offer(codebook)
            for _ in found.codings():
                pass
            for codebook in reversed(found.codebooks):  # the set's first one is in force there, and here in the end
                self.codebooks.id_of(codebook_ref(codebook))
        except UserFault as fault:
            self._refuse(folder.name, fault)
            yield folder.name, None, {}
            return
        if found.changed:
            self.report.notes.append(f"{folder.name}: {', '.join(found.changed)} changed since the export.")
        for coding in found.codings():
            name = coding.article.fields.get("title") or coding.article.fields.get("source_file") or coding.article.id
            yield f"{folder.name}: {name}", ParsedCoding(coding, found.coders, coding.text, found.codebook), {}

    # -- into the project -------------------------------------------------------------------------------------------
    def _receive(self, name: str, parsed: ParsedCoding, reading_ids: Mapping[str, str]) -> None:
        try:
            article = self._article_for(parsed)
            incidents = tuple(self._under_own_codebook(incident) for incident in parsed.coding.incidents)
            for ref in (*parsed.further, codebook_ref(parsed.codebook)):
                self.codebooks.id_of(ref)
        except InputRefused as fault:
            self._refuse(name, fault)
            return
        if article is None:
            self._add_article(name, parsed)
            article = parsed.coding.article
        now = self.workspace.clock.stamp()
        coding = with_article(replace(parsed.coding, incidents=incidents), article, now)
        try:
            received: Received = self.workspace.run(
                ReceiveCoding(coding, parsed.coders, reading_ids=reading_ids), job=self.job
            )
        except InputRefused as fault:
            self._refuse(name, fault)
            return
        self.report.added += received.added
        self.report.same += received.same
        self.report.conflicting += [(name, what) for what in received.conflicting]

    def _under_own_codebook(self, incident: Incident) -> Incident:
        """Files name a codebook by key and version, the project by its id."""
        return replace(incident, codebook=self.codebooks.id_of(incident.codebook))

    def _article_for(self, parsed: ParsedCoding) -> Article | None:
        """The article of the project that the coding is about; None where it is to be added. Raises InputRefused."""
        wanted = parsed.coding.article
        with self.workspace.read() as reads:
            by_id = reads.article(wanted.id)
            twins = reads.articles_with_text(wanted.text_sha256)
        if by_id is not None and by_id.text_sha256 != wanted.text_sha256:
            raise InputRefused(
                "This coding was not taken, because its article has the id of an article here whose text is another. "
                "Nothing was changed."
            )
        found = by_id or meant_article(wanted, twins)
        if found is None and parsed.text is None:
            raise InputRefused(
                f"This coding was not taken: {_texts_here(len(twins))} from elsewhere, and "
                "nothing in the file (outlet, address, file name) says which one is meant. Nothing was changed."
            )
        return found

    def _add_article(self, name: str, parsed: ParsedCoding) -> None:
        article = parsed.coding.article
        new = NewArticle(
            parsed.text or "", article.fields, (), article.original_sha256, article.settled_by, article.id,
            article.added, reader=article.reader, reader_version=article.reader_version, media=article.media,
            follows=self._older_here(article),
        )  # fmt: skip
        self.workspace.run(AddArticles((new,), f"Add the article of {name}"), job=self.job)
        self.report.articles_added.append(article.id)

    def _older_here(self, article: Article) -> str:
        """The article of which this is a newer version, where the project has that."""
        if not article.follows:
            return ""
        with self.workspace.read() as reads:
            return article.follows if reads.article(article.follows) is not None else ""

    def _refuse(self, name: str, fault: UserFault) -> None:
        places = fault.places if isinstance(fault, InputRefused) else ()
        self.report.refused.append(Refused(name, fault.sentence, places))


def _texts_here(count: int) -> str:
    return "an article here has its text, but comes" if count == 1 else f"{count} articles here have its text, but come"


def meant_article(wanted: Article, twins: Sequence[Article]) -> Article | None:
    """Which of the articles with the same text is meant: by address, file name, outlet; None where none can be told.

    The only one with this text is meant too, unless both name an outlet and these differ: two outlets print one
    agency copy, and a coding of one is no coding of the other.
    """
    for key in _TELLING:
        same = [twin for twin in twins if wanted.fields.get(key) and twin.fields.get(key) == wanted.fields[key]]
        if len(same) == 1:
            return same[0]
    if len(twins) != 1:
        return None
    here, there = twins[0].fields.get("outlet", ""), wanted.fields.get("outlet", "")
    return None if here and there and here != there else twins[0]


def with_article(coding: ArticleCoding, article: Article, now: str) -> ArticleCoding:
    """The coding as one of this project's article; what the file says nothing of was created now."""

    def span(one: Evidence) -> Evidence:
        return replace(one, article=article.id)

    def note(one: ValueNote) -> ValueNote:
        return replace(one, article=article.id)

    def incident(one: Incident) -> Incident:
        return replace(
            one,
            article=article.id,
            created=one.created or now,
            notes=tuple(map(note, one.notes)),
            evidence=tuple(map(span, one.evidence)),
        )

    return replace(
        coding,
        article=replace(article, fields=coding.article.fields),
        incidents=tuple(map(incident, coding.incidents)),
        not_codable=tuple(replace(passage, article=article.id) for passage in coding.not_codable),
        article_evidence=tuple(map(span, coding.article_evidence)),
        article_notes=tuple(map(note, coding.article_notes)),
        comments=tuple(replace(comment, article=article.id) for comment in coding.comments),
        judgements=tuple(replace(said, article=article.id) for said in coding.judgements),
    )
