# SPDX-License-Identifier: MIT
"""A hand-over as lines of JSON, from the process that reads a foreign file to ours.

What lives here: writing the lines and reading them back, each of a known sort and size. What does not: files that
people exchange (formats), and whether a unit's content is right.
The other process read a file that may have been made to break it: what it says is checked here once more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from curator.domain.canonical import canonical_json
from curator.domain.codebook.document import codebook_json, read_document
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ARTICLE_FIELDS, Article, Coder
from curator.domain.faults import UserFault
from curator.domain.handover import KINDS, LAYER, HandedArticle, HandOver, Version
from curator.store import foreign_cells as cells
from curator.store.foreign_refusal import Refused

MOST_LINE = 100_000_000  # bytes; the text of an article may take six for each of its own
_HEAD = ("project", "project_name", "made_by", "program", "note")
_ARTICLE = (
    "id",
    "text_sha256",
    "length",
    "original_sha256",
    "settled_by",
    "added",
    "reader",
    "reader_version",
    "media",
    "follows",
)


def lines_of(
    head: Mapping[str, Any],
    coders: Iterable[Coder],
    codebooks: Iterable[Codebook],
    articles: Iterable[HandedArticle],
    versions: Iterable[Version],
) -> Iterator[str]:
    """The lines, each ending with a line feed; the last one counts those before."""
    count = 0
    for sort, value in _things(head, coders, codebooks, articles, versions):
        count += 1
        yield f"{canonical_json([sort, value])}\n"
    yield f"{canonical_json(['end', count])}\n"


def _things(
    head: Mapping[str, Any],
    coders: Iterable[Coder],
    codebooks: Iterable[Codebook],
    articles: Iterable[HandedArticle],
    versions: Iterable[Version],
) -> Iterator[tuple[str, Any]]:
    yield "head", dict(head)
    yield from (("coder", [coder.id, coder.name, coder.kind]) for coder in coders)
    yield from (("codebook", codebook_json(codebook)) for codebook in codebooks)
    for each in articles:
        article = {name: getattr(each.article, name) for name in _ARTICLE}
        yield "article", {**article, "fields": dict(each.article.fields), "text": each.text}
    for one in versions:
        yield "version", [one.kind, one.unit, one.article, one.coder, list(one.known), one.content]


def read_lines(file: BinaryIO) -> HandOver:
    """The hand-over that lines were written of. Raises Refused where they are not such lines, all of them."""
    found: dict[str, list[Any]] = {"head": [], "coder": [], "codebook": [], "article": [], "version": []}
    count, end = 0, None
    while line := file.readline(MOST_LINE + 1):
        if len(line) > MOST_LINE or end is not None:
            raise unusable()
        try:
            sort, value = json.loads(line)
            if sort == "end":
                end = value
            else:
                found[sort].append(_READERS[sort](value))
                count += 1
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, UserFault):
            raise unusable() from None
    if end != count or len(found["head"]) != 1:
        raise unusable()
    head = found["head"][0]
    return HandOver(
        **{name: head[name] for name in _HEAD}, purpose=LAYER, settings=head["settings"],
        layers=tuple(coder.id for coder in found["coder"]), coders=tuple(found["coder"]),
        codebooks=tuple(found["codebook"]), articles=tuple(found["article"]), versions=tuple(found["version"]),
    )  # fmt: skip


def unusable() -> Refused:
    """The other process did not tell what it was to tell."""
    return Refused("What was read of it cannot be used.")


def _right(is_right: bool) -> None:
    if not is_right:
        raise ValueError


def _head(value: dict[str, Any]) -> dict[str, Any]:
    _right(set(value) == {*_HEAD, "settings"} and all(cells.text(value[name]) for name in _HEAD))
    settings = value["settings"]
    _right(all(cells.key(key) and cells.text(said) for key, said in settings.items()))
    return value


def _coder(value: list[Any]) -> Coder:
    coder_id, name, kind = value
    _right(cells.identity(coder_id) and cells.name(name) and kind in ("person", "consensus"))
    return Coder(coder_id, name, kind)


def _codebook(value: str) -> Codebook:
    return read_document(json.loads(value))


def _article(value: dict[str, Any]) -> HandedArticle:
    text, fields = value["text"], value["fields"]
    _right(isinstance(text, str) and len(text) == value["length"])
    _right(cells.identity(value["id"]) and cells.sha256(value["text_sha256"]))
    _right(all(cells.short(value[name]) for name in _ARTICLE if name not in ("id", "text_sha256", "length", "follows")))
    _right(cells.identity_or_none(value["follows"]))
    _right(set(fields) <= set(ARTICLE_FIELDS) and all(map(cells.text, fields.values())))
    return HandedArticle(Article(**{name: value[name] for name in _ARTICLE}, fields=fields), text)


def _version(value: list[Any]) -> Version:
    kind, unit, article, coder, known, content = value
    _right(kind in KINDS and cells.identity(unit) and cells.identity(article) and cells.identity_or_none(coder))
    _right(all(map(cells.identity, known)) and (content is None or isinstance(content, dict)))
    return Version(kind, unit, article, coder, tuple(known), content)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "head": _head,
    "coder": _coder,
    "codebook": _codebook,
    "article": _article,
    "version": _version,
}
