# SPDX-License-Identifier: MIT
"""A report for people: a page for each article, one that lists them and says how the data were made.

What lives here: the files. What does not: what stands in them (html_pages.py, html_methods.py).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from curator.domain.coding import ArticleCoding
from curator.formats.csv_file import WrittenFile
from curator.formats.html_methods import Listed, first_page
from curator.formats.html_pages import ArticlePages
from curator.formats.manifest import Manifest, SetOptions
from curator.formats.set_folder import finished, write_file
from curator.formats.set_lines import SetLines
from curator.formats.set_source import SetSource

_FOLDER = "articles"
_SHOWN = 90  # characters of a text that stand for a title


class HtmlWriter:
    """A report in HTML."""

    name = "html"
    label = "HTML report"
    takes_columns = False
    whole = False

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        options = replace(options, format=self.name, columns=(), for_excel=False)
        lines = SetLines(source, options)
        pages = ArticlePages(lines.wide, lines.coders, options.texts)
        written: list[WrittenFile] = []
        listed: list[Listed] = []
        incidents = evidence = 0
        (folder / _FOLDER).mkdir()
        for number, leaving in enumerate(lines.leaving(), 1):
            coding = leaving.coding
            title = title_of(coding, number, options.texts)
            path = f"{_FOLDER}/{number:05d}.html"
            written.append(write_file(folder, path, pages.page(coding, title)))
            listed.append(Listed(path, title, _about(coding), len(coding.incidents)))
            incidents += len(coding.incidents)
            evidence += sum(1 for _ in coding.all_evidence())
        counts = {"articles": len(listed), "incidents": incidents, "evidence": evidence}
        index = first_page(source, options, listed, counts, lines.coders)
        written.insert(0, write_file(folder, "index.html", index))
        return finished(folder, source, options, written, counts)


def title_of(coding: ArticleCoding, number: int, texts: bool) -> str:
    """The article's title; else its first words, where texts leave at all; else its place in the report."""
    title = " ".join(coding.article.fields.get("title", "").split())
    first = " ".join(coding.text[: 4 * _SHOWN].split())[:_SHOWN] if texts else ""
    return title or first or f"Article {number}"


def _about(coding: ArticleCoding) -> str:
    fields = coding.article.fields
    return ", ".join(part for part in (fields.get("outlet", ""), fields.get("published", "")[:10]) if part)
