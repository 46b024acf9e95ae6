# SPDX-License-Identifier: MIT
"""The pages of a report: an article with its incidents, every value beside its words.

What lives here: HTML of one article and the frame of every page. What does not: lines of values (html_values.py),
marked text (html_text.py), methods (html_methods.py). No page runs anything or fetches anything: the style stands in
it, and its own policy forbids the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from curator.assets import read_text
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder, Evidence, Incident
from curator.domain.letters import letters_of
from curator.formats.html_text import Lit, escaped, isolated, lit_text
from curator.formats.html_values import COLOURS, IncidentLines, ValueLine, article_lines

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_NOT_CODABLE = COLOURS


def page(title: str, body: str, language: str = "en") -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{read_text('report/report.css')}</style>\n</head>\n<body>\n"
        f"{body}</body>\n</html>\n"
    )


class ArticlePages:
    """Makes the page of an article. `texts`: with its text; without, each value stands beside the quotes alone."""

    def __init__(self, codebook: Codebook, coders: Mapping[str, Coder], texts: bool) -> None:
        self._codebook, self._coders, self._texts = codebook, coders, texts
        self._lines = IncidentLines(codebook)

    def page(self, coding: ArticleCoding, title: str) -> str:
        """The page; `title` names the article where it has no title of its own."""
        about = article_lines(coding)
        incidents = [(incident, self._lines.of(incident, place)) for place, incident in enumerate(coding.incidents)]
        right = "".join(self._incident(incident, lines, place) for place, (incident, lines) in enumerate(incidents))
        if not incidents:
            right = '<p class="dim">No incident.</p>'
        right += self._not_codable(coding)
        left = self._table(about, _NOT_CODABLE)
        if self._texts:
            spans = [*self._lit(about, _NOT_CODABLE, ""), *_marks(coding)]
            for place, (_, lines) in enumerate(incidents):
                spans += self._lit(lines, place % COLOURS, letters_of(place))
            left += f'<h2>Text</h2>\n<div class="text">\n{lit_text(coding.text, spans)}\n</div>\n'
        body = (
            '<nav><a href="../index.html">All articles, and how this was made</a></nav>\n'
            f'<h1>{isolated(title)}</h1>\n<p class="dim">Article {isolated(coding.article.id)}</p>\n'
            f'<div class="two">\n<section>\n{left}</section>\n<section>\n{right}</section>\n</div>\n'
        )
        return page(title, body)

    def _incident(self, incident: Incident, lines: Sequence[ValueLine], place: int) -> str:
        title_field = self._codebook.title_field
        title = str(incident.values.get(title_field) or "") if title_field else ""
        coder = self._coders[incident.coder]
        who = "Consensus" if coder.kind == "consensus" else coder.name
        return (
            f'<article class="incident c{place % COLOURS}" id="incident-{letters_of(place)}">\n'
            f"<h2>{letters_of(place)} {isolated(title)}</h2>\n"
            f'<p class="dim">{isolated(who)}, {escaped(incident.status)}, {isolated(incident.id)}</p>\n'
            f"{self._table(lines, place % COLOURS)}</article>\n"
        )

    def _table(self, lines: Iterable[ValueLine], colour: int) -> str:
        rows = "".join(map(self._row, lines))
        return f'<table class="c{colour}">\n{rows}</table>\n'

    def _row(self, line: ValueLine) -> str:
        said = f' <span class="dim">{isolated("; ".join(line.said))}</span>' if line.said else ""
        chips = "".join(map(self._chip, line.spans))
        chips = f'<div class="chips">{chips}</div>' if chips else ""
        value = isolated(line.value) if line.value else ""
        kind = f' class="{line.kind}"' if line.kind else ""
        label = f'<td class="no">{escaped(line.sign)}</td><th scope="row">{isolated(line.label)}</th>'
        return f'<tr id="{line.anchor}"{kind}>{label}<td>{value}{said}{chips}</td></tr>\n'

    def _chip(self, span: Evidence) -> str:
        """The words, leading to their place in the text."""
        role = "" if span.role == "direct" else f' <span class="dim">{escaped(span.role)}</span>'
        words = f"“{isolated(span.quote)}”{role}"
        return f'<a href="#{_anchor(span.id)}">{words}</a>' if self._texts else f'<span class="q">{words}</span>'

    def _lit(self, lines: Iterable[ValueLine], colour: int, letter: str) -> Iterator[Lit]:
        for line in lines:
            for span in line.spans:
                yield Lit(span.start, span.end, _anchor(span.id), line.anchor, line.sign or letter, colour)

    def _not_codable(self, coding: ArticleCoding) -> str:
        if not coding.not_codable:
            return ""
        listed = self._codebook.list_by_key.get(self._codebook.not_codable)
        labels = {choice.code: choice.label for choice in listed.choices} if listed is not None else {}
        items = []
        for mark in coding.not_codable:
            words = isolated(mark.quote)
            link = f'<a href="#{_anchor(mark.id)}">“{words}”</a>' if self._texts else f"“{words}”"
            note = f' <span class="dim">{isolated(mark.note)}</span>' if mark.note else ""
            items.append(f'<li id="x-{mark.id}">{isolated(labels.get(mark.reason, mark.reason))}: {link}{note}</li>\n')
        return f"<h2>Read, and not codable</h2>\n<ul>\n{''.join(items)}</ul>\n"


def _marks(coding: ArticleCoding) -> Iterator[Lit]:
    for mark in coding.not_codable:
        yield Lit(mark.start, mark.end, _anchor(mark.id), f"x-{mark.id}", "×", _NOT_CODABLE, "not")


def _anchor(span_id: str) -> str:
    return f"w-{span_id}"
