# SPDX-License-Identifier: MIT
"""The program's help pages in parts, to be found as one types, and which part belongs to which place of the window.

What lives here: parts, finding, places. What does not: the pages (resources/help), the window (dialogs/help_pages.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PySide6.QtWidgets import QWidget

from curator.app.word_search import found, words_of
from curator.assets import list_assets, read_text

FIRST = "help/window.md"
_ORDER = (FIRST, "help/coding.md", "help/keys.md", "help/articles.md")  # the others follow by name
# A widget by its name: what stands in it is told of there. The nearest one around the focus counts.
PLACES: dict[str, tuple[str, str]] = {
    "library": ("help/window.md", "Articles"),
    "library.filter": ("help/window.md", "Finding"),
    "library.in_texts": ("help/search.md", ""),
    "strip": ("help/coding.md", "From words to an incident"),
    "words.chooser": ("help/coding.md", "From words to an incident"),
    "value.editor": ("help/coding.md", "The form"),
    "value.text": ("help/coding.md", "The form"),
    "problems": ("help/coding.md", "Problems and finishing"),
    "library.hits": ("help/search.md", ""),
    "article": ("help/coding.md", "Selecting words"),
    "find_bar": ("help/window.md", "Finding"),
    "incidents": ("help/window.md", "What the marks mean"),
    "dataset": ("help/data-set.md", "The table"),
    "dataset.filter_bar": ("help/data-set.md", "Which incidents"),
    "dataset.known": ("help/data-set.md", "How we know"),
    "map": ("help/data-set.md", "Map"),
    "time": ("help/data-set.md", "Time line"),
    "counts": ("help/data-set.md", "Counts"),
    "values.list": ("help/coding.md", "The form"),
    "side": ("help/window.md", "What the values say"),
    "commands": ("help/keys.md", "The line of commands"),
    "keys": ("help/keys.md", "Other keys"),
    "preferences": ("help/keys.md", "Preferences"),
    "import": ("help/articles.md", "Which files can be imported"),
    "import_report": ("help/articles-in.md", "Many files, and their report"),
    "paste": ("help/articles-in.md", "Pasting a page out of a browser"),
    "page_picture": ("help/documents.md", "The page beside the text"),
    "mapping": ("help/lists.md", "What a column is"),
    "corrections": ("help/lists.md", "A data set that was corrected in a spreadsheet"),
    "export": ("help/formats-out.md", "What leaves"),
    "export_columns": ("help/formats-out.md", "What leaves"),
    "releases": ("help/formats-out.md", "Releases"),
    "new_release": ("help/formats-out.md", "Releases"),
    "difference": ("help/formats-out.md", "Releases"),
    "review": ("help/review.md", "Settling by keys"),
    "review.left": ("help/review.md", "What you see"),
    "review.middle": ("help/review.md", "What you see"),
    "review.why": ("help/review.md", "Reasons"),
    "agreement": ("help/agreement.md", "How to read a figure"),
    "agreement.cases_of": ("help/agreement.md", "What is compared"),
    "agreement.confusion_of": ("help/agreement.md", "Confusion of choices"),
    "new_project": ("help/codebook.md", ""),
    "restore": ("help/window.md", "Nothing is lost"),
}


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it; `heading` is empty for the beginning of a page."""

    page: str
    title: str
    heading: str
    text: str


@cache
def parts() -> tuple[Part, ...]:
    """All parts of all pages, those about the window first."""
    there = list_assets("help", ".md")
    pages = [*(page for page in _ORDER if page in there), *(page for page in there if page not in _ORDER)]
    return tuple(part for page in pages for part in _parts_of(page, read_text(page)))


def seek(words: str) -> list[Part]:
    """The parts where every one of the words begins a word, those first that have them in their headings."""
    if not words_of(words):
        return list(parts())
    ranked = []
    for at, part in enumerate(parts()):
        by_heading = found(words, part.heading or part.title)
        by_text = found(words, f"{part.title} {part.heading} {part.text}")
        if by_heading is not None or by_text is not None:
            ranked.append((by_heading is None, by_heading or by_text or (0, 0), at, part))
    return [part for *_, part in sorted(ranked, key=lambda each: each[:3])]


def place_of(widget: QWidget | None) -> tuple[str, str]:
    """The page and heading that belong to where the user is."""
    while widget is not None:
        if widget.objectName() in PLACES:
            return PLACES[widget.objectName()]
        widget = widget.parentWidget()
    return FIRST, ""


def _parts_of(page: str, markdown: str) -> Iterator[Part]:
    title, heading, lines, code = "", "", list[str](), False
    for line in markdown.splitlines():
        code = code != line.startswith("```")
        level = 0 if code else len(line) - len(line.lstrip("#"))
        if level == 1 and not title:
            title = line.lstrip("# ")
        elif level in (2, 3):
            yield Part(page, title, heading, "\n".join(lines))
            heading, lines = line.lstrip("# ").replace("`", ""), []
        else:
            lines.append(line)
    yield Part(page, title, heading, "\n".join(lines))
