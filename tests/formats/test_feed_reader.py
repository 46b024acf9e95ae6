# SPDX-License-Identifier: MIT
"""Feeds saved as files: each entry an article, teasers told, nothing fetched."""

from __future__ import annotations

import hashlib

import pytest

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle, ReadFile, installed_readers
from curator.formats.feed_reader import FeedReader

STORY = "Two people were killed and four were wounded on Friday when a bomb went off near a market, police said. " * 3
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Example Times</title><link>https://example.com/</link><language>en-gb</language>
<item><title>Bomb kills &amp; wounds</title><link>https://example.com/1</link>
<pubDate>Sat, 09 Nov 2019 08:15:00 GMT</pubDate>
<dc:creator>Jane Smith</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>{STORY}</p><p>Second <b>part</b>.</p><script>x()</script>]]></content:encoded></item>
<item><title>Only a teaser</title><link>https://example.com/2</link><pubDate>Sun, 10 Nov 2019 10:00:00 +0300</pubDate>
<description>&lt;p&gt;The governor opened an inquiry …&lt;/p&gt;</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>صحيفة المثال</title>
<entry><title type="html">انفجار &lt;b&gt;قنبلة&lt;/b&gt;</title><link rel="self" href="https://example.com/self"/>
<link href="https://example.com/3"/><published>2019-11-09T08:15:00+03:00</published><updated>2020-01-01T00:00:00Z</updated>
<author><name>سامي حداد</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>قتل شخصان.</p>
<p>وأصيب أربعة.</p></div></content></entry>
<entry><title>x</title><updated>2019-11-10</updated><summary>قتل شخصان</summary></entry></feed>"""


def read(text: str | bytes) -> ReadFile:
    found = FeedReader().read(text.encode() if isinstance(text, str) else text, "“f.xml”")
    assert isinstance(found, ReadFile)
    return found


def values(article: ReadArticle) -> dict[str, str]:
    return {one.field: one.value for one in article.proposals}


def test_the_entries_of_an_rss_file() -> None:
    found = read(RSS)
    first, second = found.articles
    assert first.text == f"Bomb kills & wounds\n\n{STORY.strip()}\n\nSecond part."
    assert values(first) == {
        "title": "Bomb kills & wounds",
        "published": "2019-11-09T08:15:00Z",
        "author": "Jane Smith",
        "url": "https://example.com/1",
        "outlet": "The Example Times",
        "language": "en",
    }
    assert not first.warnings
    assert values(second)["published"] == "2019-11-10T10:00:00+03:00"
    assert any("only the teaser" in warning for warning in second.warnings)
    assert [part for part, _ in found.refused] == ["#3"]


def test_the_bytes_of_a_feed_are_hashed_once_however_many_entries_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[int] = []
    really = hashlib.sha256

    def counted(data: bytes = b"", **more: bool) -> object:
        hashed.append(len(data))
        return really(data, **more)

    item = "<item><title>One</title><description>Two people were killed.</description></item>"
    feed = f"<rss><channel><title>T</title>{item * 50}</channel></rss>".encode()
    monkeypatch.setattr(hashlib, "sha256", counted)
    found = read(feed)
    assert len(found.articles) == 50
    assert hashed.count(len(feed)) == 1
    assert {one.original_sha256 for one in found.articles} == {really(feed).hexdigest()}


def test_the_entries_of_an_atom_file() -> None:
    first, second = read(ATOM).articles
    assert first.text == "انفجار قنبلة\n\nقتل شخصان.\n\nوأصيب أربعة."
    assert (values(first)["url"], values(first)["published"]) == ("https://example.com/3", "2019-11-09T08:15:00+03:00")
    assert (values(first)["author"], values(first)["outlet"]) == ("سامي حداد", "صحيفة المثال")
    updated = next(one for one in second.proposals if one.field == "published")
    assert (updated.value, updated.sure) == ("2019-11-10", False)


def test_a_feed_called_xml_goes_to_its_reader_and_other_xml_does_not() -> None:
    readers = installed_readers()
    assert readers.for_file(RSS.encode(), "news.xml").name == "feed"
    assert readers.for_file(b"<?xml version='1.0'?><table><row/></table>", "table.xml").name == "text"


def test_a_feed_in_an_old_encoding() -> None:
    old = ATOM.replace('version="1.0"', 'version="1.0" encoding="windows-1256"').encode("cp1256")
    assert values(read(old).articles[0])["outlet"] == "صحيفة المثال"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<rss><channel/></rss>", "without entries"),
        ("<html><item/></html>", "no feed"),
        ("<rss><item><title>x</title></item></rss>", "no text"),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item>&a;</item></rss>', "document type"),
        ("<rss>", "no well-formed XML"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason):
        read(text)
