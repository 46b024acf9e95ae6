# SPDX-License-Identifier: MIT
"""The door for article readers: what a reader is, what it gives, and which readers there are.

What lives here: the shapes and the registry. What does not: the built-in reader of texts (text_reader.py), which comes
in by this same door through the line

    [project.entry-points."curator.article_readers"]
    text = "curator.formats.text_reader:TextReader"

of pyproject.toml, and touching the disk (article_file.py). A reader gets bytes and gives values; it never sees the
project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import NamedTuple, Protocol, runtime_checkable

GROUP = "curator.article_readers"


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

    @property
    def fields(self) -> dict[str, str]:
        """Field -> value of everything proposed, and the source file where there is one."""
        values = {proposal.field: proposal.value for proposal in self.proposals}
        if self.source_file:
            values["source_file"] = self.source_file
        return values


@runtime_checkable
class ArticleReader(Protocol):
    """A reader of one kind of file. `suffixes`: lower case, with their dot; none: any file nobody else reads."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes, name: str) -> ReadArticle:
        """The article in the bytes of a file; `name` is how sentences call it. Raises InputRefused."""
        ...


@dataclass(frozen=True)
class Readers:
    """All readers that could be loaded, and a sentence for each that could not."""

    readers: tuple[ArticleReader, ...]
    faults: tuple[str, ...] = ()

    def for_name(self, name: str) -> ArticleReader:
        """The reader with the longest suffix that the file's name ends with, else the built-in one for texts."""
        lower = name.lower()
        fitting = [
            (len(suffix), reader) for reader in self.readers for suffix in reader.suffixes if lower.endswith(suffix)
        ]
        if fitting:
            return max(fitting, key=lambda pair: pair[0])[1]
        return [reader for reader in self.readers if not reader.suffixes][-1]


@cache
def installed_readers() -> Readers:
    """The readers of all installed packages, the built-in one for texts last; loaded once."""
    readers: list[ArticleReader] = []
    faults: list[str] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name == "text", point.name)):
        try:
            readers.append(_load(point))
        except (ImportError, AttributeError, TypeError) as fault:
            faults.append(f"The article reader “{point.name}” could not be loaded ({fault}); update or remove it.")
    if not any(not reader.suffixes for reader in readers):
        # A checkout that was never installed has no entry points, and texts must be readable in any case.
        from curator.formats.text_reader import TextReader

        readers.append(TextReader())
    return Readers(tuple(readers), tuple(faults))


def _load(point: EntryPoint) -> ArticleReader:
    reader = point.load()()
    if not isinstance(reader, ArticleReader):
        raise TypeError("it has no name, suffixes or read")
    return reader
