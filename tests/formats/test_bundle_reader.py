# SPDX-License-Identifier: MIT
"""Bundles of news databases: known by their form, cut into articles whose title, outlet and day know their words."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest

from curator.domain.faults import InputRefused
from curator.formats.article_readers import Proposal, ReadArticle, ReadFile, installed_readers
from curator.formats.bundle_reader import BundleReader
from curator.formats.docx_reader import DocxReader
from curator.formats.rtf_reader import RtfReader
from tests.formats import news_bundles

TITLE = "Bomb Kills Two Near Crowded Market"
FORMS = ("NUMBERED", "ENDED", "TAGGED", "SIGNED", "FRENCH")


def read(text: str) -> ReadFile:
    found = BundleReader().read(text.encode(), "“b.txt”")
    assert isinstance(found, ReadFile)
    for article in found.articles:
        for proposal in article.proposals:
            words = article.text[proposal.start : proposal.end]
            assert not proposal.has_words or words == words.strip() != ""
    return found


def values(article: ReadArticle) -> dict[str, str]:
    return {proposal.field: proposal.value for proposal in article.proposals}


def words(article: ReadArticle) -> Mapping[str, str]:
    return {one.field: article.text[one.start : one.end] for one in article.proposals}


@pytest.mark.parametrize("form", FORMS)
def test_a_bundle_is_known_by_its_form_and_goes_to_its_reader(form: str) -> None:
    data = getattr(news_bundles, form).encode()
    assert installed_readers().for_file(data, "download.txt").name == "bundle"


@pytest.mark.parametrize(
    "text",
    [
        "Document 1 of the inquiry was read on Friday.\nTwo people were killed.",
        "He had 1 of 25 votes.\n\n1 of 25\n\nThe end of document is near.",
        "HD television came to the city.\nBY the river stood SN the tower.",
        "A plain report.\n\nLength: two hours.\n",
        "",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert not BundleReader().recognises(text.encode(), "a.txt")


def test_numbered_documents() -> None:
    found = read(news_bundles.NUMBERED)
    assert [article.part for article in found.articles] == ["#1", "#2"]
    first, second = found.articles
    assert values(first) == {
        "title": "Bomb Kills Two Near Crowded Market in the Northern City",
        "outlet": "The Example Times",
        "published": "2019-11-09",
        "author": "JANE SMITH and KARIM HASSAN",
        "section": "Section A; Column 0; Foreign Desk; Pg. 5",
        "dateline": "MOSUL, Iraq",
        "url": "http://www.example.com/2019/11/09/bomb.html",
        "language": "en",
    }
    assert words(first)["published"] == "November 9, 2019"
    assert words(first)["language"] == "ENGLISH"
    assert "Length: the street that was closed" in first.text
    assert not first.warnings
    assert values(second)["title"] == "Governor opens inquiry"
    assert any("400 words" in warning for warning in second.warnings)


def test_a_document_without_text_is_refused_and_the_rest_goes_on() -> None:
    assert [part for part, _ in read(news_bundles.NUMBERED).refused] == ["#3"]


def test_numbers_that_are_missing_are_told() -> None:
    two = news_bundles.NUMBERED.replace("2 of 3", "3 of 4", 1)
    first = two[: two.index("3 of 3 DOC")].replace("1 of 3", "1 of 4")
    report = read(first).report
    assert any("holds 4 documents; 2 are not there: 2, 4." in sentence for sentence in report)


def test_documents_with_an_end_mark_after_a_cover_sheet() -> None:
    found = read(news_bundles.ENDED)
    assert any("before the first document" in sentence for sentence in found.report)
    assert [values(article)["title"] for article in found.articles] == [TITLE, "Governor opens inquiry"]
    assert [values(article)["outlet"] for article in found.articles] == ["The Example Times", "Daily Sample"]
    assert [values(article)["published"] for article in found.articles] == ["2019-11-09", "2019-11-10"]
    assert found.articles[0].text.startswith(TITLE)


def test_tagged_lines_in_english_and_arabic() -> None:
    first, second = read(news_bundles.TAGGED).articles
    assert values(first) == {
        "title": "Bomb kills two near crowded market",
        "author": "Jane Smith and Karim Hassan",
        "outlet": "Example Newswire",
        "published": "2019-11-09",
        "language": "en",
    }
    assert values(second) == {
        "title": "انفجار قنبلة يقتل شخصين قرب سوق مزدحم",
        "author": "سامي حداد",
        "outlet": "صحيفة المثال",
        "published": "2019-11-10",
        "language": "ar",
    }
    assert words(second)["title"] == values(second)["title"]


def test_documents_that_end_with_their_number() -> None:
    found = read(news_bundles.SIGNED)
    first, second = found.articles
    assert values(first)["author"] == "Jane Smith"
    assert [values(one)["outlet"] for one in (first, second)] == ["Example Newswire", "Daily Sample"]
    assert [values(one)["published"] for one in (first, second)] == ["2019-11-09", "2019-11-10"]
    assert second.text.startswith("Governor opens inquiry")


def test_french_labels() -> None:
    first, second = read(news_bundles.FRENCH).articles
    assert values(first)["title"] == "Une bombe fait deux morts près d'un marché"
    assert [values(one)["published"] for one in (first, second)] == ["2019-11-09", "2019-11-10"]
    assert {values(one)["language"] for one in (first, second)} == {"fr"}


def test_the_day_of_loading_is_not_taken_for_that_of_publication() -> None:
    text = (
        "Document 1 of 1\n\nTitle: A title of four words\n\nBody\n\nTwo people were killed on Friday, police said.\n\n"
    )
    article = read(f"{text}Load-Date: November 10, 2019\n").articles[0]
    assert "published" not in values(article)
    assert any("November 10, 2019" in warning for warning in article.warnings)
    assert any("No outlet and no day of publication" in warning for warning in article.warnings)


def test_windows_line_ends_and_old_encodings() -> None:
    data = news_bundles.FRENCH.replace("\n", "\r\n").encode("cp1252")
    found = BundleReader().read(data, "“b.txt”")
    assert isinstance(found, ReadFile)
    assert values(found.articles[0])["title"] == "Une bombe fait deux morts près d'un marché"


def test_a_bundle_of_empty_documents_is_refused() -> None:
    with pytest.raises(InputRefused, match="none of them has a text"):
        BundleReader().read(b"1 of 2 DOCUMENTS\n\n\n2 of 2 DOCUMENTS\n\n", "b.txt")


@pytest.mark.parametrize("form", FORMS)
def test_a_word_document_that_is_a_bundle(form: str) -> None:
    import docx

    text = getattr(news_bundles, form).strip("\n")
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    into = io.BytesIO()
    document.save(into)
    found = DocxReader().read(into.getvalue(), "“b.docx”")
    assert isinstance(found, ReadFile)
    expected = read(text)
    assert [values(article) for article in found.articles] == [values(article) for article in expected.articles]
    assert {article.reader for article in found.articles} == {"docx"}


@pytest.mark.parametrize("form", FORMS)
def test_a_rich_text_that_is_a_bundle(form: str) -> None:
    text = getattr(news_bundles, form).strip("\n")
    lines = "\\par\n".join(
        "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in line) for line in text.split("\n")
    )
    data = f"{{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\n{lines}}}".encode("ascii")
    found = RtfReader().read(data, "“b.rtf”")
    assert isinstance(found, ReadFile)
    assert [values(article) for article in found.articles] == [values(article) for article in read(text).articles]


def test_proposals_are_sure_where_a_label_says_what_they_are() -> None:
    article = read(news_bundles.FRENCH).articles[0]
    assert all(isinstance(one, Proposal) and one.sure for one in article.proposals)
