# SPDX-License-Identifier: MIT
"""The examples of the help page about documents are read as the page says."""

from __future__ import annotations

import re

import pytest

from curator.assets import read_text
from curator.formats.article_readers import ReadArticle, as_file, installed_readers
from curator.formats.bundle_reader import BundleReader
from curator.formats.feed_reader import FeedReader
from curator.formats.rtf_reader import RtfReader

PAGE = read_text("help/documents.md")


def part(heading: str) -> str:
    found = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    assert found, heading
    return found


def examples(heading: str) -> list[str]:
    """The indented blocks of a part."""
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", part(heading), re.MULTILINE)
    return ["\n".join(line[4:] for line in block.strip("\n").splitlines()) + "\n" for block in blocks]


def said(heading: str) -> str:
    return " ".join(part(heading).split())


def test_rich_text() -> None:
    (example,) = examples("Word, RTF and OpenDocument")
    read = RtfReader().read(example.encode(), "“a.rtf”")
    assert read.text.split("\n\n") == ["Bomb kills two", "Two people were killed near a market, the police said."]
    assert f"the title *{read.fields['title']}*, the author *{read.fields['author']}*" in said(
        "Word, RTF and OpenDocument"
    )


def test_a_feed() -> None:
    (example,) = examples("Feeds")
    (read,) = as_file(FeedReader().read(example.encode(), "“a.rss”")).articles
    fields = read.fields
    told = f"title *{fields['title']}*, outlet *{fields['outlet']}*, published *{fields['published']}*"
    assert f"{told}, address *{fields['url']}*" in said("Feeds")


@pytest.mark.parametrize("example", [0, 1])
def test_a_bundle_is_known_and_split(example: int) -> None:
    data = examples("News databases")[example].encode()
    assert isinstance(installed_readers().for_file(data, "bundle.txt"), BundleReader)
    read: list[ReadArticle] = list(as_file(BundleReader().read(data, "“bundle.txt”")).articles)
    titles = ["Bomb kills two", "Governor opens inquiry"] if example == 0 else ["Bomb kills two"]
    assert [one.fields["title"] for one in read] == titles
    first = read[0].fields
    assert (first["outlet"], first["author"], first["published"]) == ("Daily Sample", "Jane Smith", "2019-11-09")
    assert "Two people were killed" in read[0].text
    if example == 0:
        assert read[1].fields["published"] == "2019-11-10"
        assert [one.part for one in read] == ["#1", "#2"]


def test_every_ending_that_is_read_is_named() -> None:
    for reader in installed_readers().readers:
        if reader.name in ("pdf", "docx", "rtf", "odt", "epub", "feed", "zip"):
            named = [suffix for suffix in reader.suffixes if f"`{suffix}`" in PAGE or suffix == ".pdf"]
            assert named, reader.name
