# SPDX-License-Identifier: MIT
"""Saved pages: their article, what they tell of themselves, and that no day is made up."""

from __future__ import annotations

import json

import pytest

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle, installed_readers
from curator.formats.page_dates import machine_date
from curator.formats.page_reader import PageReader
from tests.formats.pages_made import STORY, TOLD, page

READER = PageReader()


def read(markup: str, encoding: str = "utf-8") -> ReadArticle:
    return READER.read(markup.encode(encoding), "“a.html”")


def test_the_article_is_told_from_menus_and_what_stands_beside_it() -> None:
    article = read(page(TOLD))
    assert article.text.split("\n")[-4:] == list(STORY)
    for word in ("Home", "Most read", "Printed", "color"):
        assert word not in article.text
    assert article.fields == {
        "title": "Bus falls into river",
        "outlet": "The Daily River",
        "author": "Jane Doe",
        "published": "2019-11-09T16:20:00+03:00",
        "url": "https://river.example.org/2019/bus",
        "language": "en",
    }
    assert all(one.sure for one in article.proposals)
    assert (article.reader, article.media) == ("html", "text/html")
    assert article.reader_version.startswith("trafilatura 2.")


def test_the_whole_page_is_the_other_choice() -> None:
    article = READER.read_page(page(TOLD).encode(), "“a.html”", whole=True)
    lines = article.text.split("\n")
    for line in ("Home", "Sport news of today", "Bus falls into river", *STORY, "Most read"):
        assert line in lines
    assert "color: red" not in article.text
    assert "2023-05-05" not in article.text
    title = next(one for one in article.proposals if one.field == "title")
    assert article.text[title.start : title.end] == "Bus falls into river"


@pytest.mark.parametrize(
    ("head", "under", "value"),
    [
        ('<meta name="pubdate" content="20191109">', "", "2019-11-09"),
        ('<meta itemprop="datePublished" content="2019-11-09T16:20:00Z">', "", "2019-11-09T16:20:00Z"),
        ('<meta name="date" content="2019-11-09 16:20">', "", "2019-11-09"),
        ("", '<time datetime="2019-11-09T16:20+0300">yesterday</time>', "2019-11-09T16:20:00+03:00"),
        ("", '<p class="meta">By Jane Doe, 9 November 2019</p>', "2019-11-09"),
        ("", "<div>Published: November 9, 2019 | Updated: November 12, 2019</div>", "2019-11-09"),
        ("", "<div>Updated: 12 November 2019</div><div>9 November 2019</div>", "2019-11-09"),
        ("", "<p>Veröffentlicht am 9. November 2019</p>", "2019-11-09"),
        ("", "<p>2019年11月9日</p>", "2019-11-09"),
        ("", "<p>نشر في 9 نوفمبر 2019</p>", "2019-11-09"),
    ],
)
def test_the_day_is_what_the_page_says_of_its_publication(head: str, under: str, value: str) -> None:
    assert read(page(head, under)).fields["published"] == value


def test_json_ld_tells_of_the_article_and_not_of_those_beside_it() -> None:
    told = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "River Net"},
            {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2018-01-01"}]},
            {
                "@type": ["NewsArticle"],
                "headline": "Bus falls into river",
                "datePublished": "2019-11-09T16:20:00Z",
                "dateModified": "2020-01-01",
                "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Ali Saleh"}],
                "publisher": {"@type": "Organization", "name": "The Daily River"},
            },
        ],
    }
    fields = read(page(f'<script type="application/ld+json">{json.dumps(told)}</script>')).fields
    assert fields["published"] == "2019-11-09T16:20:00Z"
    assert fields["author"] == "Jane Doe, Ali Saleh"
    assert fields["outlet"] == "The Daily River"


@pytest.mark.parametrize(
    "under",
    [
        "",
        "<p>Updated 12 November 2019</p>",
        "<p>Last modified: 2019-11-12</p>",
        '<aside><time datetime="2019-11-09">9 November 2019</time></aside>',
        '<div class="related"><time datetime="2019-11-09">9 November 2019</time></div>',
    ],
)
def test_no_day_is_taken_from_clocks_footers_changes_and_other_articles(under: str) -> None:
    assert "published" not in read(page("", under)).fields


def test_a_page_that_says_only_when_it_was_changed_is_told_of() -> None:
    article = read(page('<meta property="article:modified_time" content="2019-11-12T08:00:00Z">'))
    assert "published" not in article.fields
    assert "The page only says when it was changed (2019-11-12), not its publication." in article.warnings


def test_a_day_after_the_page_was_saved_is_none() -> None:
    saved = (
        "<!--\n Page saved with SingleFile \n url: https://river.example.org/bus \n"
        " saved date: Sun Nov 10 2019 08:00:00 GMT+0100 (CET)\n-->"
    )
    markup = page('<meta name="pubdate" content="2019-11-20">', "<p>9 November 2019</p>")
    markup = markup.replace("<html", saved + "<html", 1)
    fields = read(markup).fields
    assert fields["published"] == "2019-11-09"
    assert fields["retrieved"] == "2019-11-10"
    assert fields["url"] == "https://river.example.org/bus"


def test_days_that_differ_are_not_sure() -> None:
    article = read(page(TOLD + '<meta name="pubdate" content="2019-11-08">'))
    published = next(one for one in article.proposals if one.field == "published")
    assert (published.value, published.sure) == ("2019-11-09T16:20:00+03:00", False)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel='canonical' href='https://a.example/x'><meta property='og:url' content='https://a.example/y'>", "https://a.example/x"),
        ("<meta property='og:url' content='https://a.example/y'>", "https://a.example/y"),
        ("<link rel='canonical' href='https://a.example/'><meta property='og:url' content='https://a.example/y'>", "https://a.example/y"),
        ("<link rel='canonical' href='javascript:alert(1)'>", ""),
        ("<link rel='canonical' href='file:///etc/passwd'>", ""),
    ],
)  # fmt: skip
def test_the_address_is_the_one_that_the_page_gives_itself(head: str, url: str) -> None:
    assert read(page(head)).fields.get("url", "") == url


def test_the_address_it_was_saved_from_is_taken_where_the_page_gives_none() -> None:
    markup = "<!-- saved from url=(0033)https://river.example.org/bus.htm -->\n" + page()
    assert read(markup).fields["url"] == "https://river.example.org/bus.htm"


def test_the_headline_is_the_one_that_is_seen_without_the_name_of_the_site() -> None:
    site = "<h1 class='logo'>The Daily River</h1>"
    markup = page('<meta property="og:site_name" content="The Daily River">').replace("<header>", f"<header>{site}")
    assert read(markup).fields["title"] == "Bus falls into river"
    assert read(page().replace("<h1>", "<div>").replace("</h1>", "</div>")).fields["title"] == "Bus falls into river"


@pytest.mark.parametrize(
    ("encoding", "said", "believed"),
    [
        ("utf-8", "utf-8", True),
        ("utf-8", "iso-8859-1", True),
        ("cp1252", "iso-8859-1", True),
        ("cp1251", "windows-1251", True),
        ("utf-8-sig", "windows-1251", True),
        ("utf-16", "utf-16", True),
        ("cp1256", "windows-1256", True),
    ],
)
def test_letters_are_those_that_the_page_was_written_in(encoding: str, said: str, believed: bool) -> None:
    words = {"cp1251": "Автобус упал в реку", "cp1256": "سقطت حافلة في النهر"}.get(encoding, "Zwölf Tote – “Größe”")
    markup = page(story=(words + " " + "x y z" * 3, *STORY)).replace('charset="utf-8"', f'charset="{said}"')
    assert words in read(markup, encoding).text


def test_a_page_without_an_article_is_taken_whole_and_told_of() -> None:
    article = read("<html><body><footer><p>one</p>two</footer></body></html>")
    assert article.text == "one\ntwo"
    assert "No article was found on the page; all that it shows was taken." in article.warnings


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<!-- nothing -->", "<html><body><script>var a</script></body></html>", "   \n"]
)
def test_a_page_that_shows_nothing_is_refused(markup: str) -> None:
    with pytest.raises(InputRefused, match=r"^“a\.html” "):
        read(markup)


def test_bytes_that_are_no_page_are_refused() -> None:
    with pytest.raises(InputRefused):
        READER.read(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "“a.html”")


def test_a_page_is_known_by_its_content_where_its_name_says_nothing() -> None:
    readers = installed_readers()
    data = page().encode()
    assert readers.for_file(data, "page").name == "html"
    assert readers.for_file(b"\xef\xbb\xbf\n<HTML lang=de>", "index.php").name == "html"
    assert readers.for_file(data, "notes.txt").name == "text"
    assert readers.for_file(b"The <html> tag begins a page.", "page").name == "text"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2019-11-09T16:20:00.123+03:00", "2019-11-09T16:20:00+03:00"),
        ("2019-11-09T16:20:00+0000", "2019-11-09T16:20:00Z"),
        ("2019-11-09 16:20", "2019-11-09"),
        ("20191109T162000Z", "2019-11-09T16:20:00Z"),
        ("Sat, 09 Nov 2019 16:20:00 GMT", "2019-11-09T16:20:00Z"),
        ("2019-13-09", ""),
        ("2019-02-30", ""),
        ("1573316400", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_days_as_machines_write_them(said: str, value: str) -> None:
    assert machine_date(said) == value
