# SPDX-License-Identifier: MIT
"""The door for article readers: what a reader is, what it gives, and which readers there are.

What lives here: the shapes and the registry. What does not: the built-in readers (text_reader.py and others), which
come in by this same door through lines such as

    [project.entry-points."curator.article_readers"]
    text = "curator.formats.text_reader:TextReader"

of pyproject.toml, touching the disk (article_file.py), and the process of their own in which readers run
(reader_worker.py). A reader gets bytes and gives values; it never sees the project, the disk or the network.
A reader's module is imported at every start of an import: it imports the libraries it reads with inside its functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, cast, runtime_checkable

GROUP = "curator.article_readers"
MAX_BYTES = 20_000_000  # an article of the size of ten novels; source: the reliability rules, row 15

# The same lines as in pyproject.toml: a checkout that was installed before a reader came knows it all the same, and
# texts can be read in any case.
_BUILT_IN = tuple(
    EntryPoint(name, f"curator.formats.{place}", GROUP)
    for name, place in (
        ("bundle", "bundle_reader:BundleReader"),
        ("docx", "docx_reader:DocxReader"),
        ("epub", "epub_reader:EpubReader"),
        ("feed", "feed_reader:FeedReader"),
        ("odt", "odt_reader:OdtReader"),
        ("pdf", "pdf_reader:PdfReader"),
        ("rtf", "rtf_reader:RtfReader"),
        ("html", "page_reader:PageReader"),
        ("mail", "mail_reader:MailReader"),
        ("table", "table_reader:TableReader"),
        ("text", "text_reader:TextReader"),
        ("zip", "zip_folder_reader:ZipFolderReader"),
    )
)  # fmt: skip


class Proposal(NamedTuple):
    """A value for one field of the article, read from the words `start` to `end` (code points of the settled text).

    `sure` is True where the form of the page leaves no doubt; the rest a person should look at. A value that is a
    property of the whole text, the language, has no words: start and end are 0.
    """

    field: str
    value: str
    start: int = 0
    end: int = 0
    sure: bool = True

    @property
    def has_words(self) -> bool:
        return self.end > self.start


class ReadArticle(NamedTuple):
    """One file read as an article: its settled text, what is proposed about it, and how it was read.

    `report` holds plain sentences that always apply (the encoding), `warnings` those a person should see (characters
    replaced, a cut-off file). `settled_by` names the settling rule. `text_sha256` is the hash of the settled text, for
    a reader that has it anyway; whoever needs it makes it where it is empty.
    `reader` names what read it ("html"), `reader_version` the library and its version ("trafilatura 2.1.0"), `media`
    the media type of what was read ("text/html"). `part` is the article's name within a file of several: "news/3.html"
    in a zip folder, "#3" for the third of a bundle. `original` are the bytes worth keeping where they are not those of
    the file (the one page out of a zip folder); b"" where none are (an article out of a bundle: its text is all of it).
    `several`: it looks like so many articles one after the other (`read_several` takes it apart); 0 for one.
    """

    text: str
    original_sha256: str
    proposals: tuple[Proposal, ...] = ()
    report: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    settled_by: str = "text/1"
    source_file: str = ""
    replaced: Mapping[str, int] = MappingProxyType({})
    text_sha256: str = ""
    reader: str = ""
    reader_version: str = ""
    media: str = ""
    original: bytes | None = None
    part: str = ""
    several: int = 0

    @property
    def fields(self) -> dict[str, str]:
        """Field -> value of everything proposed, and the source file where there is one."""
        values = {proposal.field: proposal.value for proposal in self.proposals}
        if self.source_file:
            values["source_file"] = self.source_file
        return values


class ReadFile(NamedTuple):
    """What a file that may hold several articles was read as.

    `refused`: the name within the file (as `ReadArticle.part`) and a sentence for each part that is no article.
    `report`: sentences about the whole file.
    """

    articles: tuple[ReadArticle, ...]
    refused: tuple[tuple[str, str], ...] = ()
    report: tuple[str, ...] = ()


@runtime_checkable
class ArticleReader(Protocol):
    """A reader of one kind of file. `suffixes`: lower case, with their dot; none: any file nobody else reads.

    Beside these a reader may have
    - `in_process = True`: it is bounded and quick enough to run in the calling process (the reader of texts alone);
    - `max_bytes`: the largest file it takes, where that is not the 20 MB of an article;
    - `recognises(data, name)`: whether it is the reader for a file that goes to the reader of texts by its name (a
      bundle of a news database in a text file); quick, for each text is asked;
    - `read_several(data, name)`: the articles of a text that looks like several, each by itself;
    - `read_page(data, name, whole)`: a second reading that takes the whole page, menus and all;
    - `answer(data, question)`: other things that are asked about a file (reading_apart.py: `ask_apart`);
    - `prepare()`: imports its libraries, and warms up what they load late; once in its process, before any file.
    """

    name: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes, name: str) -> ReadArticle | ReadFile:
        """What stands in the bytes of a file; `name` is how sentences call it. Raises InputRefused."""
        ...


@runtime_checkable
class WholePageReader(Protocol):
    """A reader that tells the article from the rest of a page, and can take all of it instead."""

    def read_page(self, data: bytes, name: str, whole: bool) -> ReadArticle | ReadFile:
        """As `read`, or with `whole` every word that the page shows. Raises InputRefused."""
        ...


@runtime_checkable
class TakingApart(Protocol):
    """A reader that takes a text for one article, and can take it for several."""

    def read_several(self, data: bytes, name: str) -> ReadFile:
        """The articles that it looks like; the one it is where it looks like no more. Raises InputRefused."""
        ...


class AnsweringReader(Protocol):
    """A reader that is asked other things about a file too, such as the picture of a page."""

    def answer(self, data: bytes, question: Mapping[str, Any]) -> tuple[dict[str, Any], Sequence[bytes]]:
        """Values of JSON, and pieces of bytes. Raises InputRefused."""
        ...


@runtime_checkable
class Recogniser(Protocol):
    """A reader that knows its files by their content too."""

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether this reader, and not that of texts, is for the file. Never raises."""
        ...


@dataclass(frozen=True)
class Readers:
    """All readers that could be loaded, and a sentence for each that could not."""

    readers: tuple[ArticleReader, ...]
    faults: tuple[str, ...] = ()

    def for_name(self, name: str) -> ArticleReader:
        """The reader with the longest suffix that the file's name ends with, else the built-in one for texts."""
        lower = name.lower()
        if not lower.endswith(self._suffixes):
            return self._last
        fitting = [
            (len(suffix), reader) for reader in self.readers for suffix in reader.suffixes if lower.endswith(suffix)
        ]
        return max(fitting, key=lambda pair: pair[0])[1]

    def for_file(self, data: bytes, name: str) -> ArticleReader:
        """As `for_name`; a file that would be read as a text goes to a reader that recognises what is in it."""
        by_name = self.for_name(name)
        if not runs_here(by_name):
            return by_name
        return next((reader for reader in self._recognisers if reader.recognises(data, name)), by_name)

    @cached_property
    def _suffixes(self) -> tuple[str, ...]:
        return tuple(suffix for reader in self.readers for suffix in reader.suffixes)

    @cached_property
    def _last(self) -> ArticleReader:
        return [reader for reader in self.readers if not reader.suffixes][-1]

    @cached_property
    def _recognisers(self) -> tuple[_Knowing, ...]:
        return tuple(cast(_Knowing, reader) for reader in self.readers if isinstance(reader, Recogniser))


class _Knowing(ArticleReader, Recogniser, Protocol):
    """Both."""


def runs_here(reader: ArticleReader) -> bool:
    """Whether a reader may run in the calling process; all others run in one of their own."""
    return getattr(reader, "in_process", False) is True


def largest(reader: ArticleReader) -> int:
    """How many bytes a file for this reader may have."""
    return int(getattr(reader, "max_bytes", MAX_BYTES))


def as_file(read: ReadArticle | ReadFile) -> ReadFile:
    """Whatever a reader gave, as a file of articles."""
    return ReadFile((read,)) if isinstance(read, ReadArticle) else read


@cache
def installed_readers() -> Readers:
    """The readers of all installed packages and the built-in ones, that for texts last; loaded once."""
    readers: list[ArticleReader] = []
    faults: list[str] = []
    points = {point.name: point for point in _BUILT_IN} | {point.name: point for point in entry_points(group=GROUP)}
    for point in sorted(points.values(), key=lambda point: (point.name == "text", point.name)):
        try:
            readers.append(_load(point))
        except (ImportError, AttributeError, TypeError) as fault:
            faults.append(f"The article reader “{point.name}” could not be loaded ({fault}); update or remove it.")
    return Readers(tuple(readers), tuple(faults))


def _load(point: EntryPoint) -> ArticleReader:
    reader = point.load()()
    if not isinstance(reader, ArticleReader):
        raise TypeError("it has no name, suffixes or read")
    return reader
