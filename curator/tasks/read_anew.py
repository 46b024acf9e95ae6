# SPDX-License-Identifier: MIT
"""An article of a page read once more from the file that was kept: all that the page shows, or its article.

What lives here: reading the kept file, and whether the new text takes the place of the old one. What does not: the
readers (formats). A text never changes: while nothing is coded in it, the article gives way to one with the other text,
in one step; else the other text is added as a newer version of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.coding import Article
from curator.domain.faults import InputRefused
from curator.formats.article_readers import WholePageReader, installed_readers
from curator.operations import RemoveArticle
from curator.store.assignments import assigned_articles
from curator.store.reads import Reads
from curator.tasks.add_text import add_text
from curator.tasks.pasted_page import Reading, readings
from curator.workspace import Workspace

_WORK = ("finished", "nothing_to_code")


def read_anew(workspace: Workspace, article: str) -> list[Reading]:
    """The other readings of the page: those that give another text than the article has. Raises InputRefused."""
    with workspace.read() as reads:
        origin, data, text = reads.origin(article), reads.original(article), reads.article_text(article)
    name = origin.reader if origin is not None else ""
    reader = next((one for one in installed_readers().readers if one.name == name), None)
    if reader is None or not isinstance(reader, WholePageReader):
        raise InputRefused("Only an article that was read from a web page can be read in another way.")
    if not data:
        raise InputRefused("The project did not keep the page of this article; import its file once more.")
    found = readings(reader, data, "The page", ("page", "article"))
    others = [Reading(how, read, data) for how, read in found if read.text != text]
    if not others:
        raise InputRefused("Read in another way, the page gives the very text that the article has.")
    return others


def gives_way(workspace: Workspace, article: Article) -> bool:
    """Whether nothing is coded in the article yet, by anybody, nobody is assigned to it, and nothing was said of it and
    others: which of them is a newer version, or the same report."""
    with workspace.read() as reads:
        return _untouched(reads, article.id)


def take_reading(workspace: Workspace, article: Article, reading: Reading, values: Mapping[str, str]) -> str:
    """Put this text into the place of the article's, or add it as a newer version of it; one Undo takes it back.

    Returns the id of the article that has the text.
    """
    fields = {name: value for name, value in article.fields.items() if name not in values}
    read = reading.read._replace(source_file=article.fields.get("source_file", ""))
    job = workspace.ids.new()
    if not gives_way(workspace, article):
        return add_text(workspace, read, {**fields, **values}, reading.data, follows=article.id, job=job)
    workspace.run(RemoveArticle(article.id), job=job)
    return add_text(workspace, read, {**fields, **values}, reading.data, job=job)


def _untouched(reads: Reads, article: str) -> bool:
    coding = reads.coding(article, with_text=False)
    worked = any(state in _WORK for state in coding.reading.values())
    if worked or coding.incidents or coding.not_codable or coding.comments or coding.judgements or coding.waiting:
        return False
    if len(reads.versions_of(article)) > 1 or reads.article_pairs(article):
        return False
    return article not in assigned_articles(reads.connection)
