# SPDX-License-Identifier: MIT
"""What a page says about itself to machines: <meta>, JSON-LD, canonical address, language.

What lives here: gathering it, once, as it is said. What does not: believing it (page_told.py, page_dates.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_SAVED_BY = re.compile(r"<!--[^>]{0,200}?\burl:\s*(https?://\S+)(?:\s+saved date:\s*([^\n>]{5,60}?))?\s*-->", re.DOTALL)
_CDATA = re.compile(r"^\s*(?://|/\*)?\s*<!(?:\[CDATA\[|--)|(?://|/\*)?\s*(?:\]\]>|-->)(?:\s*\*/)?\s*$")
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|Story)$")
_MOST_OBJECTS, _MOST_JSON = 3_000, 4_000_000
# Under these keys lie other articles than the one of the page.
_ELSEWHERE = frozenset(
    ("itemListElement", "relatedLink", "hasPart", "citation", "comment", "mentions", "about", "isPartOf")
)


class Markup(NamedTuple):
    """`metas`: lower-case name -> contents in order. `article`: the JSON-LD object of the article, `others` the rest.

    `saved_from`, `saved_on`: what the browser that saved the page wrote into it.
    """

    metas: Mapping[str, list[str]]
    article: Mapping[str, Any]
    others: tuple[Mapping[str, Any], ...]
    title: str
    language: str
    url: str
    saved_from: str
    saved_on: str

    def first(self, *names: str) -> str:
        """The first content under these names, in this order, white space run together."""
        return next((words for name in names for said in self.metas.get(name, ()) if (words := run_together(said))), "")


def gather(root: Any, text: str) -> Markup:
    """What the page says; `text` is the page as characters, for comments that stand before its elements."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if content:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if key := meta.get(attribute):
                    metas.setdefault(key.strip().lower(), []).append(content)
    objects = tuple(_objects(root))
    article = next((one for one in objects if _is_article(one) and one.get("datePublished")), None)
    article = article or next((one for one in objects if _is_article(one)), {})
    head = text[:20_000]
    saved, by = _SAVED_FROM.search(head), _SAVED_BY.search(head)
    saved_from = saved[1] if saved else by[1] if by else ""
    title = root.find(".//title")
    return Markup(
        metas, article, tuple(one for one in objects if one is not article),
        run_together(title.text or "") if title is not None else "",
        run_together(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
        _address(root, metas, saved_from), saved_from if is_address(saved_from) else "", (by[2] or "") if by else "",
    )  # fmt: skip


def run_together(words: object) -> str:
    """Text as one line; "" for what is no text."""
    return " ".join(words.split()) if isinstance(words, str) else ""


def named(value: object) -> str:
    """The name of a person or organisation of JSON-LD; several with a comma between."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(named, value[:10]))))
    if isinstance(value, dict):
        return named(value.get("name"))
    return run_together(value)


def _objects(root: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON-LD that tell of this page, outer ones first."""
    waiting: list[Any] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _MOST_JSON:
            try:
                waiting.append(json.loads(_CDATA.sub("", script.text), strict=False))
            except (ValueError, RecursionError):
                continue
    many = 0
    while waiting and many < _MOST_OBJECTS:
        value = waiting.pop(0)
        many += 1
        if isinstance(value, list):
            waiting[:0] = value[:100]
        elif isinstance(value, dict):
            if "@type" in value:
                yield value
            waiting += [
                inner for key, inner in value.items() if isinstance(inner, dict | list) and key not in _ELSEWHERE
            ]


def types_of(one: Mapping[str, Any]) -> tuple[str, ...]:
    """What kinds of thing an object of JSON-LD is."""
    kinds = one.get("@type")
    return tuple(kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))


def _is_article(one: Mapping[str, Any]) -> bool:
    return any(_ARTICLE_TYPE.search(kind) for kind in types_of(one))


def _address(root: Any, metas: Mapping[str, list[str]], saved_from: str) -> str:
    """The page's own address: canonical, else og:url, else where the browser found it.

    A canonical address that is the front page of the site where the page was saved from below it is none.
    """
    base = saved_from or next(iter(metas.get("og:url", ())), "")
    canonical = [
        link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    said = [*canonical, *metas.get("og:url", ()), saved_from, *metas.get("twitter:url", ())]
    addresses = [address for one in said if is_address(address := _joined(base, one.strip()))]
    inner = [one for one in addresses if urlsplit(one).path.strip("/") or urlsplit(one).query]
    return next(iter((*inner, *addresses)), "")


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return ""


def is_address(address: str) -> bool:
    """Whether words are the address of a page on the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and not any(char.isspace() for char in address)
