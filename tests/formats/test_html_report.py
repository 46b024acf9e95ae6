# SPDX-License-Identifier: MIT
"""The report in HTML: every value leads to its words and back, the text stands there whole, and nothing in it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from curator.domain.coding import ArticleCoding
from curator.formats.html_report import HtmlWriter
from curator.formats.html_text import Lit, _line, lit_text
from curator.formats.manifest import SetOptions
from curator.formats.set_source import AgreementLine
from tests.codings_strategy import QUICK
from tests.formats.memory_source import MemorySource
from tests.formats.sample_source import sample_coding, sample_source

VOID = {"meta", "br", "link"}
HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(1)> & \" ' \u202e\u2067 <!-- "


class Page(HTMLParser):
    """What stands in a page: tags that are balanced, ids, links, the text of paragraphs, attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.in_text = False
        self.paragraphs: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.attributes |= set(given)
        if "id" in given:
            self.ids.append(str(given["id"]))
        if "href" in given:
            self.links.append(str(given["href"]))
        self.in_text = (tag == "p" and given.get("dir") == "auto") or (tag != "p" and self.in_text)
        if tag == "p" and self.in_text:
            self.paragraphs.append("")
        if tag not in VOID:
            self.open.append(f"{tag} n" if given.get("class") == "n" else tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().split()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "p" in self.open and self.in_text and "a n" not in self.open:
            self.paragraphs[-1] += data


def pages(folder: Path, source: MemorySource, **options: Any) -> tuple[Page, Page]:
    HtmlWriter().write(folder, source, SetOptions(**options))
    return tuple(Page((folder / name).read_text(encoding="utf-8")) for name in ("index.html", "articles/00001.html"))


def test_the_article_stands_there_whole_and_each_span_leads_both_ways(tmp_path: Path) -> None:
    coding = sample_coding()
    _, article = pages(tmp_path, sample_source())
    assert "\n".join(article.paragraphs[-len(coding.text.split("\n")) :]) == coding.text
    assert len(article.ids) == len(set(article.ids))
    inside = {link.removeprefix("#") for link in article.links if link.startswith("#")}
    assert inside <= set(article.ids)
    spans = {f"w-{span.id}" for span in coding.all_evidence()} | {f"w-{mark.id}" for mark in coding.not_codable}
    assert spans <= set(article.ids)
    assert spans <= inside
    assert len([link for link in article.links if link.startswith(("#v-", "#x-"))]) == len(spans)


def test_the_words_stand_beside_the_value_they_support(tmp_path: Path) -> None:
    pages(tmp_path, sample_source())
    text = (tmp_path / "articles" / "00001.html").read_text(encoding="utf-8")
    rows = [row for row in text.split("<tr ") if "<bdi>Date: Date as written" in row]
    assert ["“<bdi>Last October</bdi>”" in row for row in rows] == [False] * 4 + [True]
    killed = next(row for row in text.split("<tr ") if "killed today two members of the tribal" in row)
    assert re.search(r'class="no">D\d+<', killed)


def test_without_texts_only_the_quotes_leave(tmp_path: Path) -> None:
    index, article = pages(tmp_path, sample_source(), texts=False)
    assert "Counter-terrorism experts have" not in article.text
    assert "Last October" in article.text
    assert not [link for link in article.links if link.startswith("#w-")]
    assert index.links == ["articles/00001.html"]


def test_how_it_was_made_stands_on_the_first_page(tmp_path: Path) -> None:
    agreed = (
        AgreementLine("Event type", "alpha", 0.8125, 12),
        AgreementLine("Stage", "alpha", None, 3, "no variation"),
    )
    index, _ = pages(tmp_path, replace(sample_source(), agreed=agreed), filter={
        "conditions": [{"kind": "value", "key": "killed", "op": "at_least", "value": [0]}]
    })  # fmt: skip
    for said in (
        "Curator 0",
        "incidents 1",
        "Coder 1",
        "0.812",
        "no variation",
        "Killed is at least 0",
        "draft, finished",
    ):
        assert said in index.text, said
    (tmp_path / "b").mkdir()
    index, _ = pages(tmp_path / "b", sample_source())
    assert "there is nothing to compare" in index.text


def test_nothing_in_a_project_runs_or_breaks_the_page(tmp_path: Path) -> None:
    coding = sample_coding()
    incident = coding.incidents[0]
    wild = replace(
        coding,
        article=replace(coding.article, fields=dict.fromkeys(("title", "outlet", "author", "url"), HOSTILE)),
        incidents=(replace(incident, values={**incident.values, "title": HOSTILE, "notes": HOSTILE}),),
        not_codable=tuple(replace(mark, note=HOSTILE) for mark in coding.not_codable),
    )
    source = replace(
        sample_source(), held=[wild], project_name=HOSTILE,
        everybody=[replace(coder, name=HOSTILE) for coder in sample_source().everybody],
    )  # fmt: skip
    for page in pages(tmp_path, source):
        assert not {"script", "img", "iframe", "object", "form"} & set(page.tags)
        assert page.attributes <= {
            "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "dir", "scope"
        }  # fmt: skip
        assert HOSTILE.strip() in page.text
        assert all(link.startswith(("#", "articles/", "../index.html")) for link in page.links)
    raw = (tmp_path / "articles" / "00001.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in raw
    for position in (found.start() for found in re.finditer("\u202e", raw)):
        before = raw[:position]
        inside = max(before.rfind("<bdi>"), before.rfind('<p dir="auto">'), before.rfind("<title>"))
        assert inside > max(before.rfind("</bdi>"), before.rfind("</p>"))


_SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(0, 7)), max_size=8)


@QUICK
@given(st.text(st.sampled_from("ab <&\n\u202e\u0643"), max_size=40), _SPANS)
def test_lit_text_is_the_text_with_every_span(text: str, given_spans: list[tuple[int, int, int]]) -> None:
    spans = [
        Lit(start, min(start + length, len(text)), f"w-{number}", f"v-{number}", f"A{number}", colour)
        for number, (start, length, colour) in enumerate(given_spans) if start < len(text)
    ]  # fmt: skip
    page = Page(lit_text(text, spans))
    assert "\n".join(page.paragraphs) == text
    blank = {span.anchor for span in spans if not text[span.start : span.end].strip("\n")}
    assert {span.anchor for span in spans} - blank == set(page.ids)
    assert sorted(page.links) == sorted(f"#{span.target}" for span in spans if span.anchor not in blank)
    assert len(page.ids) == len(set(page.ids))


def test_an_article_without_title_is_named_by_its_words(tmp_path: Path) -> None:
    coding: ArticleCoding = sample_coding()
    bare = replace(coding, article=replace(coding.article, fields={}), incidents=())
    index, article = pages(tmp_path, replace(sample_source(), held=[bare]))
    assert "English" in index.text or coding.text.split()[0] in index.text
    assert "No incident." in article.text


def test_without_texts_no_words_of_an_article_without_title_leave_either(tmp_path: Path) -> None:
    coding: ArticleCoding = sample_coding()
    bare = replace(coding, article=replace(coding.article, fields={}), incidents=())
    first = " ".join(coding.text.split())[:20]
    for texts in (True, False):
        folder = tmp_path / str(texts)
        folder.mkdir()
        index, article = pages(folder, replace(sample_source(), held=[bare]), texts=texts)
        assert (first in index.text, first in article.text) == (texts, texts)
    assert "Article 1" in index.text


def test_a_line_with_very_many_words_lit_is_gone_through_once() -> None:
    class Counted(list[Lit]):
        passes = 0

        def __iter__(self) -> Iterator[Lit]:
            Counted.passes += 1
            return super().__iter__()

    text = "a word " * 500
    spans = Counted(Lit(at, at + 6, f"w{at}", f"v{at}", "A1", 0) for at in range(0, len(text), 7))
    shown = _line(text, 0, spans)
    assert Counted.passes == 1
    assert shown.count("<mark") == shown.count("<i ") == shown.count("<a ") == 500
    both = [Lit(0, 6, "x", "vx", "A1", 0), Lit(2, 9, "y", "vy", "B1", 1), Lit(4, 4, "z", "vz", "C1", 2)]
    assert _line("a word or", 0, both) == (
        '<i class="w" id="x"></i><mark class="c0">a </mark><i class="w" id="y"></i><mark class="c0 many">wo</mark>'
        '<a class="n" href="#vz">C1</a><i class="w" id="z"></i><mark class="c0 many">rd</mark>'
        '<a class="n" href="#vx">A1</a><mark class="c1"> or</mark><a class="n" href="#vy">B1</a>'
    )
