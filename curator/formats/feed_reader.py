# SPDX-License-Identifier: MIT
"""The article reader for feeds saved as files: RSS 2.0, RSS 1.0, Atom. Each entry is an article.

What lives here: entries -> articles. What does not: the safety of XML (xml_reading.py), the HTML of an entry
(html_blocks.py). Nothing is fetched: an entry of which the feed has only the teaser gives the teaser, and says so.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element

from curator.domain.faults import InputRefused
from curator.domain.settling import TEXT_RULE, settle, text_sha256
from curator.formats.article_readers import Proposal, ReadArticle, ReadFile
from curator.formats.composing import shows
from curator.formats.html_blocks import block_text, element_text
from curator.formats.language_guess import guess_language
from curator.formats.language_names import language_code
from curator.formats.xml_reading import attribute, child, descendants, local, parsed, plain_text

_MOST_ENTRIES = 5_000
_WHOLE = 1_500  # characters that a description without the article beside it has where it is the article
_ROOTS = ("rss", "RDF", "feed")
_FEED = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:rss|RDF|feed)[\s>]")
_MARKUP = re.compile(r"<[a-zA-Z!/][^>]*>|&(?:[a-zA-Z]+|#\d+);")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[[….]+\]|read more|continue reading|lire la suite|اقرأ المزيد)\W*$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?")
_VERSION = "curator feed 1"


class FeedReader:
    """Reads RSS and Atom files."""

    name = "feed"
    suffixes: tuple[str, ...] = (".rss", ".atom", ".rdf")
    in_process = False

    def prepare(self) -> None:
        """Import what is slow to import."""
        block_text("<p>x</p>", "")

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether a file that would go as a text is a feed (feeds are often called .xml). Never raises."""
        begins = data[:4_000]
        return begins.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _FEED.search(begins) is not None

    def read(self, data: bytes, name: str) -> ReadArticle | ReadFile:
        """The articles of the feed. Raises InputRefused: no feed, damaged, with a document type, without entries."""
        root = parsed(data, name)
        if local(root) not in _ROOTS:
            raise InputRefused(f"{name} is no feed (RSS, Atom); its outermost element is “{local(root)[:40]}”.")
        entries = list(descendants(root, "entry" if local(root) == "feed" else "item"))
        if not entries:
            raise InputRefused(f"{name} is a feed without entries.")
        head = root if local(root) == "feed" else next(descendants(root, "channel"), root)
        outlet = plain_text(child(head, "title"))[:200]
        language = language_code(plain_text(child(head, "language")) or attribute(root, "lang"))
        articles: list[ReadArticle] = []
        refused: list[tuple[str, str]] = []
        sha = hashlib.sha256(data).hexdigest()
        for number, entry in enumerate(entries[:_MOST_ENTRIES], start=1):
            read = _article(entry, number, outlet, language, sha, name)
            if isinstance(read, ReadArticle):
                articles.append(read)
            else:
                refused.append((f"#{number}", read))
        if len(entries) > _MOST_ENTRIES:
            refused.append((f"#{_MOST_ENTRIES + 1}", f"Of a feed {_MOST_ENTRIES:,} entries are read, not the rest."))
        if not articles:
            raise InputRefused(f"{name} is a feed whose entries have no text.")
        words = "one entry" if len(articles) == 1 else f"{len(articles)} entries"
        return ReadFile(tuple(articles), tuple(refused), (f"Feed “{outlet or 'without a title'}”: {words}.",))


def _article(entry: Element, number: int, outlet: str, language: str, sha: str, name: str) -> ReadArticle | str:
    """The article of an entry, or why there is none."""
    title = _words(child(entry, "title"), name)
    body, whole = _body(entry, name)
    settled = settle(f"{title}\n\n{body}" if title and body else title or body)
    if not shows(body):
        return f"Entry {number} has a title but no text." if title else f"Entry {number} has no text."
    text = settled.text
    found: dict[str, Proposal] = {}
    if title:
        found["title"] = Proposal("title", title, 0, len(settle(title).text))
    found |= {one.field: one for one in (_published(entry), _author(entry), _link(entry)) if one is not None}
    if outlet:
        found["outlet"] = Proposal("outlet", outlet, sure=False)
    if code := language or guess_language(text):
        found["language"] = Proposal("language", code)
    warnings = []
    if not whole:
        many = len(body.split())
        warnings.append(f"The feed holds only the teaser ({many} words); the article stands at its address.")
    return ReadArticle(
        text=text, original_sha256=sha, proposals=tuple(found.values()),
        report=(f"Entry {number} of a feed.",), warnings=tuple(warnings), settled_by=TEXT_RULE,
        replaced=settled.replaced, text_sha256=text_sha256(text), reader="feed", reader_version=_VERSION,
        media="application/xml", part=f"#{number}", original=b"",
    )  # fmt: skip


def _body(entry: Element, name: str) -> tuple[str, bool]:
    """The longest text that the entry gives, and whether that is the article rather than a teaser."""
    full = [_words(one, name) for one in entry if local(one) in ("encoded", "content", "fulltext", "body")]
    short = [_words(one, name) for one in entry if local(one) in ("description", "summary", "abstract")]
    whole = max(full, key=len, default="")
    teaser = max(short, key=len, default="")
    if len(whole) >= len(teaser) and whole:
        return whole, not _CUT_OFF.search(whole)
    return teaser, len(teaser) >= _WHOLE and not _CUT_OFF.search(teaser)


def _words(element: Element | None, name: str) -> str:
    """The text of an element that holds words, HTML written as text, or XHTML as elements."""
    if element is None:
        return ""
    if len(element):
        return element_text(element)
    text = element.text or ""
    if attribute(element, "type") != "text" and _MARKUP.search(text):
        return block_text(f"<div>{text}</div>", name)
    return " ".join(text.split()) if "\n\n" not in text.strip() else text.strip()


def _published(entry: Element) -> Proposal | None:
    """The day the entry was published; where only its last change is told, that, not sure."""
    for names, sure in (
        (("pubDate", "published", "issued", "date", "created"), True),
        (("updated", "modified"), False),
    ):
        element = child(entry, *names)
        value = _moment(plain_text(element))
        if value:
            return Proposal("published", value, sure=sure)
    return None


def _moment(words: str) -> str:
    """A moment of a feed (RFC 822, ISO 8601) in the form of `published`: with the time only where its zone is told."""
    if match := _ISO.match(words):
        day, clock, seconds, zone = match.groups()
        value = f"{day}T{clock}{seconds or ':00'}{_zone(zone)}" if clock and zone else day
    else:
        try:
            moment = parsedate_to_datetime(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            return ""
        value = moment.isoformat().replace("+00:00", "Z") if moment.tzinfo else moment.date().isoformat()
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return ""
    return value


def _zone(zone: str) -> str:
    zone = zone if ":" in zone or zone == "Z" else f"{zone[:3]}:{zone[3:]}"
    return "Z" if zone in ("+00:00", "-00:00") else zone


def _author(entry: Element) -> Proposal | None:
    names = []
    for one in entry:
        if local(one) in ("creator", "author"):
            words = plain_text(child(one, "name")) if len(one) else plain_text(one)
            if match := re.fullmatch(r"\S+@\S+\s+\((.+)\)", words):  # RSS 2.0: address (name)
                words = match[1]
            if words and "@" not in words:
                names.append(words)
    return Proposal("author", ", ".join(dict.fromkeys(names))[:300]) if names else None


def _link(entry: Element) -> Proposal | None:
    """The address of the article: of several links of Atom the one to the article itself."""
    links = [one for one in entry if local(one) == "link"]
    links.sort(key=lambda one: attribute(one, "rel") not in ("", "alternate"))
    for one in links:
        address = (attribute(one, "href") or plain_text(one)).strip()
        if address.startswith(("http://", "https://")) and len(address) < 2_000:
            return Proposal("url", address)
    guid = plain_text(child(entry, "guid"))
    return Proposal("url", guid) if guid.startswith(("http://", "https://")) else None
