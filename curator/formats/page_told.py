# SPDX-License-Identifier: MIT
"""Title, outlet, author, address and language of a page, from what it tells machines and what it shows.

What lives here: which of several sayings is believed. What does not: the day of publication (page_dates.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from curator.formats.composing import Told
from curator.formats.page_markup import Markup, named, run_together, types_of
from curator.formats.page_tree import SeenLine

_TAIL = re.compile(r"\s+(?:[-–—|·•»:]|::|\|\|)\s+|\s*[|»]\s*")
_LETTERS = re.compile(r"[\W_]+")
_BY = re.compile(
    r"^(?:(?:written|posted|story|words|reported|text|article)\s+)?(?:by|von|par|por|di|door|av|автор|бы|بقلم|作者)[\s:：]+",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?i)admin(?:istrator)?|webmaster|editors?|redaktion|redaction|staff|author|anonymous|unknown|.*(?:https?:|www\.|@|\{|[<>]).*|"
    r".*(?:\d{3}|\d:\d).*|follow.*|name|share.*|the editors?|none|null"
)
_ABOUT = re.compile(r"^(?:über|about|sobre|à propos de)\s+", re.IGNORECASE)
_NO_NAME = re.compile(r".*(?:https?:|www\.|\{|[<>]|\d{6}).*|null|none|undefined|home(?:page)?|index", re.IGNORECASE)
_AUTHOR_PLACE = re.compile(r"(?:^|[\s_-])(?:byline|author|autor|auteur|writer|contributor)", re.IGNORECASE)
_NO_AUTHOR_PLACE = re.compile(
    r"comment|related|recommend|sidebar|footer|widget|avatar|bio|social|date|time", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LONGEST = 400


def told_of(markup: Markup, lines: Sequence[SeenLine]) -> list[Told]:
    """What is told of the page; a value is sure where two places say it, or one that has no other purpose."""
    outlet, outlet_sure = _outlet(markup)
    title, title_sure = _title(markup, lines, outlet)
    author, author_sure = _author(markup, lines, outlet, title)
    found = [
        Told("title", title, title_sure), Told("outlet", outlet, outlet_sure), Told("author", author, author_sure),
        Told("url", markup.url, True), Told("language", _language(markup)),
    ]  # fmt: skip
    return [one for one in found if one.value]


def _title(markup: Markup, lines: Sequence[SeenLine], outlet: str) -> tuple[str, bool]:
    """The headline as it is seen where what the page tells of it agrees, else as it is told."""
    told = [
        words
        for said in (run_together(markup.article.get("headline")), markup.first("og:title", "twitter:title", "dc.title",
                     "title"), markup.title)
        if (words := said[:_LONGEST]) and not _NO_NAME.fullmatch(words)
    ]  # fmt: skip
    plain, own = [_plain(words) for words in told], _plain(outlet)
    heads = [line.text for line in lines if _heading(line.element, ("h1",))]
    for head in dict.fromkeys((*heads, *(line.text for line in lines if _heading(line.element, ("h2",))))):
        seen = _plain(head)
        if seen in own:
            continue  # the name of the site over each of its pages
        if (
            len(seen) >= 6
            and len(head) <= _LONGEST
            and any(seen in one or one in seen for one in plain if len(one) > 5)
        ):
            return head, True
    if told:
        shortest = min((_without_outlet(words, outlet) for words in told), key=len)
        return shortest, len(told) > 1 and _plain(shortest) in _plain(told[0])
    return (heads[0][:_LONGEST], len(heads) == 1) if heads else ("", False)


def _heading(element: Any, tags: tuple[str, ...]) -> bool:
    """Whether a line stands in a heading; a few steps up is enough."""
    for _ in range(4):
        if element is None:
            return False
        if element.tag in tags:
            return True
        element = element.getparent()
    return False


def _without_outlet(title: str, outlet: str) -> str:
    """A title without the name of the outlet before or behind it."""
    parts = _TAIL.split(title)
    if len(parts) < 2:
        return title
    own = _plain(outlet)
    for place in (-1, 0):
        part = _plain(parts[place])
        rest = title[: title.rfind(parts[-1])] if place else title[title.find(parts[0]) + len(parts[0]) :]
        if own and part and (part in own or own in part):
            return rest.strip(" -–—|·•»:\t") or title
    return title


def _outlet(markup: Markup) -> tuple[str, bool]:
    publisher = named(markup.article.get("publisher"))
    site = markup.first("og:site_name", "application-name", "dc.publisher", "article:publisher", "publisher")
    whole = [
        named(one.get("name")) for one in markup.others if {"WebSite", "NewsMediaOrganization"} & set(types_of(one))
    ]
    said = [each for each in (site, publisher, *whole) if each and len(each) < 80 and not _NO_NAME.fullmatch(each)]
    if said:
        return _TAIL.split(said[0])[0] or said[0], True
    host = urlsplit(markup.url).hostname or ""
    tail = _TAIL.split(markup.title)[-1]
    name = host.removeprefix("www.")
    if tail and name and len(tail) < 40 and _plain(tail)[:4] and _plain(tail) in _plain(name.rpartition(".")[0]):
        return tail, True
    return name, False


def _author(markup: Markup, lines: Sequence[SeenLine], outlet: str, title: str) -> tuple[str, bool]:
    told = (named(markup.article.get("author")) or named(markup.article.get("creator")), markup.first(
        "author", "parsely-author", "sailthru.author", "article:author", "dc.creator", "dcterms.creator", "byl",
        "article:author_name"))  # fmt: skip
    for said in told:
        if (name := _person(said)) and _plain(name) != _plain(outlet):
            return name, True
    for line in lines[:400]:
        if len(line.text) < 100 and _author_place(line.element):
            name = _person(_ABOUT.sub("", line.text))
            if name and _plain(name) != _plain(outlet) and _like_a_name(name):
                return name, bool(_BY.match(line.text))
    return _under_headline(lines, title), False


def _under_headline(lines: Sequence[SeenLine], title: str) -> str:
    """Whom a line of its own under the headline names after a word such as "By"."""
    at = next((place for place, line in enumerate(lines) if title and line.text == title), None)
    if at is None:
        return ""
    said = (_person(line.text) for line in lines[at + 1 : at + 6] if len(line.text) < 60 and _BY.match(line.text))
    return next((name for name in said if name and _like_a_name(name)), "")


def _person(said: str) -> str:
    name = _BY.sub("", run_together(said)).strip(" ,;|-–—:")
    fits = 3 <= len(name) <= 150 and not _NO_AUTHOR.fullmatch(name) and any(char.isalpha() for char in name)
    return name if fits and len(name.split()) <= 20 else ""


def _like_a_name(words: str) -> bool:
    """Whether what stands where authors stand looks like names: few words, nearly all with a capital, no sentence."""
    parts = words.split()
    small = sum(part[0].islower() for part in parts)
    return words[0] > "\u2e80" or (2 <= len(parts) <= 8 and small <= len(parts) // 3 and words[-1] not in ".!?")


def _author_place(element: Any) -> bool:
    for _ in range(3):
        if element is None or not isinstance(element.tag, str):
            return False
        place = (
            f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('rel', '')} {element.get('id', '')}"
        )
        if _NO_AUTHOR_PLACE.search(place):
            return False
        if _AUTHOR_PLACE.search(place):
            return True
        element = element.getparent()
    return False


def _language(markup: Markup) -> str:
    said = markup.language or markup.first("og:locale", "content-language", "dc.language", "language")
    code = said.split(",")[0].strip()
    return code.replace("_", "-").split("-")[0].lower() if _LANGUAGE.fullmatch(code) else ""


def _plain(words: str) -> str:
    return _LETTERS.sub("", words).casefold()
