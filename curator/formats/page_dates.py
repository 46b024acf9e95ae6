# SPDX-License-Identifier: MIT
"""The day on which a page was published: only what the page itself says of it, never today and never the day of saving.

What lives here: which of the dates of a page is the one of publication. What does not: dates in a line (head_dates.py).
In this order: JSON-LD and <meta> that name the publication; elements made for it (itemprop, pubdate); a <time> in
the article; words under the headline that are labelled or nothing but a date. A page that only says when it was changed
is not dated: a warning tells. Dates after the day of saving are nonsense and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from curator.formats.head_dates import dates_in
from curator.formats.page_markup import Markup, run_together
from curator.formats.page_tree import SeenLine

_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "og:pubdate", "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "published-date",
    "publication_date", "publication-date", "date.created", "datecreated", "article.published", "article_date_original",
    "originalpublicationdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dcterms.date", "cxenseparse:recs:publishtime", "bt:pubdate",
    "rnews:datepublished", "citation_publication_date", "ptime", "displaydate", "apub:date", "article-date",
    "firstpublishdate",
)  # fmt: skip
_VAGUE_METAS = ("dc.date", "date", "created", "timestamp")
_ISO = re.compile(
    r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\s*(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d(?::?\d\d)?|UTC|GMT)?)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"publi|posted|(?:^|[\s_-])(?:date|time|datum|fecha|meta|dateline|timestamp|entry-date|byline)(?:$|[\s_-])|date$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:updated?|modified|edited|changed|aktualisiert|geändert|stand|mis à jour|mise à jour|modifié|actualizado|"
    r"aggiornato|bijgewerkt|обновлено|last reviewed)\b|تحديث|更新",
    re.IGNORECASE,
)
_NOT_ITS = re.compile(
    r"\b(?:copyright|accessed|retrieved|printed|saved|today|heute|born|events?|expires?|deadline)\b|©", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:publi(?:shed|é|ée|cado|kat)|posted|veröffentlicht|erschienen|erstellt|pubblicato|gepubliceerd|опубликовано|"
    r"first published|date|datum|fecha|vom|on)\b|نشر|发布|公開|投稿",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset(("nav", "aside", "footer", "form"))
_ELSEWHERE_PLACE = re.compile(
    r"comment|related|recommend|sidebar|footer|widget|most-?read|popular|latest|teaser|archive|clock|today|weather|"
    r"ticker",
    re.IGNORECASE,
)
_BESIDE_HEADLINE = 15  # lines under it
_LONG = 90  # code points: a line that tells more than its date, unless it is labelled


class PageDate(NamedTuple):
    """`value`: a day, or a moment with its offset; `words`: as the page shows it, "" where only machines see it."""

    value: str
    sure: bool
    words: str = ""


class Dated(NamedTuple):
    """The day of publication, if the page says it, and what a person should look at."""

    published: PageDate | None
    warnings: tuple[str, ...] = ()


def find_published(root: Any, markup: Markup, lines: Sequence[SeenLine], title: str, latest: str = "") -> Dated:
    """The day of publication. `latest`: the day on which the page was saved, as far as it is known (default: today)."""
    most = latest or date.today().isoformat()
    told = [one for one in (*_told(markup), *_made_for_it(root)) if one.value[:10] <= most]
    if told:
        others = {one.value[:10] for one in told if one.sure}
        return Dated(told[0]._replace(sure=told[0].sure and len(others) == 1))
    seen = [one for one in _beside_headline(lines, title) if one.value[:10] <= most]
    vague = [one for one in _metas(markup, _VAGUE_METAS) if one.value[:10] <= most]
    if seen or vague:
        first = (seen or vague)[0]
        return Dated(first._replace(sure=first.sure or first.value[:10] in {one.value[:10] for one in vague}))
    changed = [one for one in _changed(markup, lines) if one.value[:10] <= most]
    if changed:
        return Dated(None, (f"The page only says when it was changed ({changed[0].value[:10]}), not its publication.",))
    return Dated(None)


def machine_date(words: str) -> str:
    """A day or a moment with its offset, from a date as machines write it; a time without offset is left away; "" if
    there is none."""
    match = _ISO.match(words)
    if match is None:
        found = dates_in(run_together(words)[:100])
        return found[0].value if found else ""
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        value = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
    if not 1800 <= int(year) <= 2200:
        return ""
    if hour and zone and int(hour) < 24 and int(minute) < 60 and int(second or 0) < 60:
        return f"{value}T{hour}:{minute}:{second or '00'}{_offset(zone)}"
    return value


def _offset(zone: str) -> str:
    if zone.upper() in ("Z", "UTC", "GMT") or zone[1:].replace(":", "").strip("0") == "":
        return "Z"
    figures = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{figures[:2]}:{figures[2:]}" if int(figures[:2]) <= 14 and int(figures[2:]) < 60 else "Z"


def _told(markup: Markup) -> Iterator[PageDate]:
    if value := machine_date(run_together(markup.article.get("datePublished"))):
        yield PageDate(value, True)
    yield from _metas(markup, _METAS, sure=True)
    for other in markup.others:
        kinds = str(other.get("@type"))
        if "WebPage" in kinds and (value := machine_date(run_together(other.get("datePublished")))):
            yield PageDate(value, True)
    if value := machine_date(run_together(markup.article.get("dateCreated"))):
        yield PageDate(value, False)


def _metas(markup: Markup, names: Sequence[str], *, sure: bool = False) -> Iterator[PageDate]:
    for name in names:
        for said in markup.metas.get(name, ()):
            if value := machine_date(said):
                yield PageDate(value, sure)


def _made_for_it(root: Any) -> Iterator[PageDate]:
    """Elements that are there for the day of publication, and <time> inside the article beside its headline."""
    times: list[Any] = []
    for element in root.iter("time", "abbr", "span", "div", "p", "meta", "li", "b", "em"):
        kind = (element.get("itemprop") or "").lower()
        if kind in ("datepublished", "datecreated") or (element.tag == "time" and element.get("pubdate") is not None):
            if date_ := _of_element(element, True):
                yield date_
        elif element.tag == "time" or (element.tag == "abbr" and "published" in (element.get("class") or "")):
            times.append(element)
    for element in times[:200]:
        place = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
        if _CHANGED.search(place.replace("-", " ").replace("_", " ")) or _elsewhere(element):
            continue
        before = run_together(
            element.getprevious().tail if element.getprevious() is not None else element.getparent().text
        )
        if _CHANGED.search(before) or _CHANGED.search(run_together(element.text or "")):
            continue
        if date_ := _of_element(element, bool(_PLACE.search(place))):
            yield date_


def _of_element(element: Any, sure: bool) -> PageDate | None:
    shown = run_together("".join(element.itertext()))[:200] if element.tag != "meta" else ""
    for said in (element.get("datetime"), element.get("content"), element.get("title"), shown):
        if said and (value := machine_date(said)):
            found = dates_in(shown)
            words = shown[found[0].start : found[0].end] if found and found[0].day == value[:10] else ""
            return PageDate(value, sure, words)
    return None


def _elsewhere(element: Any) -> bool:
    """Whether an element stands in what lies beside the article."""
    while element is not None:
        if element.tag in _ELSEWHERE:
            return True
        if _ELSEWHERE_PLACE.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return element.tag not in ("body", "html", "main")
        element = element.getparent()
    return False


def _beside_headline(lines: Sequence[SeenLine], title: str) -> Iterator[PageDate]:
    """Dates in the lines under the headline, or just above it; labelled ones first."""
    places = [place for place, line in enumerate(lines) if title and line.text.startswith(title[:200])]
    if not places:
        return
    near: list[tuple[int, PageDate]] = []
    for at in places[:5]:
        for step, line in enumerate(lines[max(0, at - 4) : at + _BESIDE_HEADLINE + 1], max(0, at - 4) - at):
            if step != 0:
                near += [(_rank(line, step, found.start, found.end), PageDate(
                    found.value, step > 0 and not found.doubtful, line.text[found.start : found.end]))
                    for found in _own_dates(line)]  # fmt: skip
    ranked = sorted((rank, place) for place, (rank, _) in enumerate(near) if rank < 3)
    yield from (near[place][1] for _, place in ranked)


def _own_dates(line: SeenLine) -> Iterator[Any]:
    if len(line.text) > 300 or _NOT_ITS.search(line.text):
        return
    before = 0
    for found in dates_in(line.text):
        if not _CHANGED.search(line.text[before : found.start]):
            yield found
        before = found.end


def _rank(line: SeenLine, step: int, start: int, end: int) -> int:
    """0: labelled; 1: under the headline and little else on the line; 2: likewise above it; 3: something else."""
    if _elsewhere(line.element):
        return 3
    rest = len(line.text) - (end - start)
    if _LABEL.search(line.text[max(0, start - 30) : start]) and rest < 200:
        return 0
    if rest > _LONG or (line.text.endswith((".", "!", "?")) and rest > 40):
        return 3
    return 1 if step > 0 else 2


def _changed(markup: Markup, lines: Sequence[SeenLine]) -> Iterator[PageDate]:
    if value := machine_date(run_together(markup.article.get("dateModified"))):
        yield PageDate(value, False)
    yield from _metas(
        markup, ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified")
    )
    for line in lines[:300]:
        if len(line.text) < 120 and _CHANGED.search(line.text):
            yield from (PageDate(found.value, False) for found in dates_in(line.text))
