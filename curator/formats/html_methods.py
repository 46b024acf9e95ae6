# SPDX-License-Identifier: MIT
"""The first page of a report: its articles, and how it was made (codebook, coders, agreement, counts, filters).

What lives here: HTML of that page. What does not: pages of articles (html_pages.py), computing agreement (tasks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import curator
from curator.domain.codebook.document import codebook_sha256
from curator.domain.coding import Coder
from curator.domain.filter_words import words as filter_words
from curator.domain.filtering import IncidentFilter
from curator.formats.credits import credits_of
from curator.formats.html_pages import page
from curator.formats.html_text import escaped, isolated
from curator.formats.manifest import SetOptions
from curator.formats.set_source import AgreementLine, SetSource

_LAYERS = {
    "auto": "of each article the consensus where there is one, else the only finished work, else the only work",
    "consensus": "what review settled", "all": "everybody's",
}  # fmt: skip


class Listed(NamedTuple):
    """An article as the first page lists it."""

    path: str
    title: str
    about: str
    incidents: int


def first_page(
    source: SetSource, options: SetOptions, articles: Sequence[Listed], counts: Mapping[str, int],
    coders: Mapping[str, Coder],
) -> str:  # fmt: skip
    """The page, as index.html."""
    rows = "".join(
        f'<tr><th scope="row"><a href="{escaped(each.path)}">{isolated(each.title)}</a></th>'
        f'<td>{isolated(each.about)}</td><td class="figure">{each.incidents}</td></tr>\n'
        for each in articles
    )
    body = (
        f"<h1>{isolated(source.project_name)}</h1>\n"
        '<p class="dim">Every value stands beside the words that support it; each leads to the other.</p>\n'
        f"<h2>Articles</h2>\n<table>\n<tr><th>Article</th><th>Outlet, date</th><th>Incidents</th></tr>\n"
        f"{rows}</table>\n"
        f"<h2>How this was made</h2>\n{_methods(source, options, counts, coders)}"
        f"{_agreement(source.agreement())}{_guidelines(source)}{_left_out(source)}"
    )
    return page(source.project_name, body)


def _methods(
    source: SetSource, options: SetOptions, counts: Mapping[str, int], coders: Mapping[str, Coder]
) -> str:  # fmt: skip
    book = source.codebook
    names = sorted(coder.name for coder in coders.values() if coder.kind != "consensus")
    layer = _LAYERS.get(options.layer) or coders.get(options.layer, Coder("", options.layer)).name
    lines = [
        ("Program", f"Curator {curator.__version__}"),
        ("Codebook", f"{book.title} ({book.key} {book.version}, SHA-256 {codebook_sha256(book)})"),
        ("Coders", ", ".join(names) or "none"),
        ("Whose work", layer),
        ("Which incidents", ", ".join(options.statuses)),
        ("Filter", _filter(source, options) or "none"),
        ("Profile", options.profile),
        *(("Credit", credit.sentence) for credit in credits_of(book)),
        *((name.replace("_", " ").capitalize(), str(count)) for name, count in counts.items()),
    ]
    return _table((label, said) for label, said in lines if said)


def _filter(source: SetSource, options: SetOptions) -> str:
    if options.filter is None:
        return ""
    return filter_words(IncidentFilter.from_json(options.filter_json), source.codebook)


def _table(lines: Iterable[tuple[str, str]]) -> str:
    rows = (f'<tr><th scope="row">{isolated(label)}</th><td>{isolated(said)}</td></tr>\n' for label, said in lines)
    return f"<table>\n{''.join(rows)}</table>\n"


def _agreement(lines: Sequence[AgreementLine]) -> str:
    if not lines:
        return "<h2>Agreement</h2>\n<p>No article is finished by two coders: there is nothing to compare.</p>\n"
    rows = "".join(
        f'<tr><th scope="row">{isolated(line.label)}</th><td>{escaped(line.figure)}</td>'
        f'<td class="figure">{_number(line.value)}</td><td class="figure">{line.units}</td>'
        f"<td>{isolated(line.reason)}</td></tr>\n"
        for line in lines
    )
    head = "<tr><th>Of</th><th>Figure</th><th>Value</th><th>n</th><th></th></tr>\n"
    return f"<h2>Agreement</h2>\n<table>\n{head}{rows}</table>\n"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _guidelines(source: SetSource) -> str:
    if not source.codebook.guidelines:
        return ""
    items = "".join(f"<li>{isolated(each)}</li>\n" for each in source.codebook.guidelines)
    return f"<h2>Coding rules</h2>\n<ol>\n{items}</ol>\n"


def _left_out(source: SetSource) -> str:
    left = source.left_out()
    if not left:
        return ""
    return "<h2>Articles left out</h2>\n" + _table((each.article, each.reason) for each in left)
