# SPDX-License-Identifier: MIT
"""curator search: which articles, values, notes and comments have these words?"""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.exits import DONE, WrongUse
from curator.cli.projects import add_project, add_viewer, reading, text, viewer
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.tasks.search import ArticleHit, Found, PlaceHit, Snippet

_MOST = 10_000


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "search",
        help="find words in articles, values, notes and comments",
        description="All words must be there. A phrase stands in quotation marks, kill* is a beginning; AND, OR, NOT "
        "and parentheses join them, -word leaves out. Put the whole query in single quotes: the shell leaves it alone.",
        allow_abbrev=False,
    )  # fmt: skip
    add_project(parser)
    parser.add_argument("words", metavar="WORDS", type=text, nargs="+", help="what to look for")
    parser.add_argument(
        "--limit", metavar="N", type=_number, default=50, help="show so many articles at most (default: 50)"
    )
    parser.add_argument(
        "--sort", choices=("newest", "best"), default="newest",
        help="newest: added last first (default); best: what fits best first",
    )  # fmt: skip
    parser.add_argument(
        "--coder", metavar="CODER", type=text, default="",
        help="only this coder's work and what is said of it; texts, and what is said of an article, are everybody's",
    )  # fmt: skip
    add_viewer(parser, "--as")
    parser.add_argument("--with-memos", action="store_true", help="search private memos too")
    parser.add_argument("--json", action="store_true", help="everything as JSON, positions in code points")
    parser.set_defaults(run=run)


def run(arguments: Namespace, running: Running) -> int:
    from curator.domain.faults import InputRefused
    from curator.tasks.coders import find_coder
    from curator.tasks.search import Scope, matching_articles, read_query, search

    query = read_query(_line(arguments.words))
    if query.problem:
        raise WrongUse(query.problem)
    with reading(arguments.project) as workspace:
        with workspace.read() as reads:
            coders = reads.coders()
        try:
            only = (find_coder(coders, arguments.coder).id,) if arguments.coder else None
        except InputRefused as fault:
            raise WrongUse(fault.sentence) from fault
        scope = Scope(coders=only, memos=arguments.with_memos, viewer=viewer(workspace, arguments.viewer))
        found = search(
            workspace, query, scope, sort=arguments.sort, limit=arguments.limit, progress=running.progress,
            cancelled=running.cancelled,
        )  # fmt: skip
        total = len(matching_articles(workspace, query, scope)) if found.more else len(found.articles)
    running.progress.clear()
    if arguments.json:
        say.as_json({"query": query.said, "sort": arguments.sort, "total": total, **say.plain(found)})
    else:
        _tell(found, total, {coder.id: coder.name for coder in coders})
    return DONE


def _line(words: list[str]) -> str:
    """What the shell took apart. One argument is a whole query; of several, one with spaces was a phrase in quotes."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and not set(word) & set('"()') else word for word in words)


def _number(said: str) -> int:
    if not said.isdecimal() or not 1 <= int(said) <= _MOST:
        raise ArgumentTypeError(f"a whole number from 1 to {_MOST:,}, not {said}")
    return int(said)


def _tell(found: Found, total: int, names: Mapping[str, str]) -> None:
    for hit in found.articles:
        say.result(_head(hit))
        for line in _lines(hit, names):
            say.result(f"  {line}")
        say.result()
    shown = len(found.articles)
    if not total:
        say.message("Nothing was found.")
    else:
        count = "1 article" if total == 1 else f"{total:,} articles"
        say.message(f"{count}; the first {shown} are shown." if shown < total else f"{count}.")


def _head(hit: ArticleHit) -> str:
    about = ", ".join(part for part in (hit.outlet, hit.published) if part)
    title = _one_line(hit.title or hit.source_file or "(no title)")
    return f"{hit.n}  {title}" + (f"  ({_one_line(about)})" if about else "")


def _lines(hit: ArticleHit, names: Mapping[str, str]) -> Iterator[str]:
    if hit.hits:
        more = f"  ({len(hit.hits)} places)" if len(hit.hits) > 1 else ""
        yield f"{hit.hits[0].start}-{hit.hits[0].end}: {_marked(hit.snippet)}{more}"
    for place in hit.places:
        if place.field != "title" or place.kind != "article" or place.what != "head":
            yield f"{_where(place, names)}: {_marked(place.text)}"


def _where(place: PlaceHit, names: Mapping[str, str]) -> str:
    field = ".".join(part for part in (place.group, place.field) if part)
    if place.kind == "comment":
        about = f"incident {place.number}" if place.number else "the article"
        label = f", {place.label}" if place.label else ""
        key = f" [{field}]" if field else ""
        return f"comment by {names.get(place.writer, place.writer)} on {about}{label}{key}"
    whose = f"incident {place.number}, " if place.kind == "incident" else ""
    note = "note on " if place.what == "note" and field else ""
    return f"{whose}{note}{place.label}" + (f" [{field}]" if field else "")


def _marked(snippet: Snippet) -> str:
    """The snippet on one line, with the words found in brackets."""
    pieces, last = [], 0
    for start, end in snippet.hits:
        pieces += [snippet.text[last:start], "[", snippet.text[start:end], "]"]
        last = end
    text = _one_line("".join((*pieces, snippet.text[last:])))
    return f"{'…' if snippet.more_before else ''}{text}{'…' if snippet.more_behind else ''}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
