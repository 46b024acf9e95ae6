# SPDX-License-Identifier: MIT
"""What a person may type for an article's metadata, and texts that come without a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.domain.faults import InputRefused
from curator.domain.settling import text_sha256
from curator.operations import AddArticles, AddCoder, NewArticle
from curator.tasks.add_text import add_text, read_text, same_text
from curator.tasks.article_values import EDITABLE, typed_article_value
from curator.tasks.remove_articles import remove_articles
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2019-11-09", "2019-11-09"),
        (" 2019-11-09 16:20 Z ", "2019-11-09T16:20:00Z"),
        ("2019-11-09T16:20:05+03:00", "2019-11-09T16:20:05+03:00"),
        ("2019-11-09 16:20 -0330", "2019-11-09T16:20:00-03:30"),
        ("9 November 2019", "2019-11-09"),
        ("Saturday, 9 November 2019", "2019-11-09"),
        ("9 نوفمبر 2019", "2019-11-09"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_day_of_publication_is_a_day_or_a_moment_with_its_offset(typed: str, stored: str) -> None:
    assert typed_article_value("published", typed) == stored
    assert typed_article_value("published", stored) == stored


@pytest.mark.parametrize(
    "typed",
    ["2019-02-30", "2019-11-09 16:20", "9/11/2019", "Friday", "2019", "2019-11-09 25:00 Z", "9 Nov 2019 at 9:00",
     "from 9 November 2019 on", "2019-11-09 to 2019-11-10"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(InputRefused) as refused:
        typed_article_value("published", typed)
    assert refused.value.sentence.endswith(".")


def test_other_values_are_one_line_and_what_they_are() -> None:
    assert typed_article_value("title", " Two\nlines\x00 here ") == "Two lines here"
    assert typed_article_value("language", "pt-BR") == "pt-BR"
    for field, typed in (("language", "English, British"), ("url", "two words")):
        with pytest.raises(InputRefused):
            typed_article_value(field, typed)
    assert "source_file" not in EDITABLE


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "a.curator", small_codebook())
    workspace.act_as(workspace.run(AddCoder("Ann")))
    return workspace


@pytest.mark.parametrize("text", ["a\r\nb\rc\u2028d", "\ufeffNo-break\u00a0space", "lone \ud800 surrogate", "NUL \x00"])
def test_a_pasted_text_is_settled_as_a_file_is(workspace: Workspace, text: str, tmp_path: Path) -> None:
    with workspace:
        read = read_text(text)
        article = add_text(workspace, read, {"title": "T", "outlet": "", "published": ""})
        with workspace.read() as reads:
            stored, found = reads.article_text(article), reads.article(article)
        assert found is not None
        assert found.text_sha256 == text_sha256(stored)
        assert found.fields.get("title") == "T"
        assert "source_file" not in found.fields
        assert "\r" not in stored
        assert not {"\u2028", "\x00", "\ud800"} & set(stored)
        assert [each.id for each in same_text(workspace, read_text(text))] == [article]
        workspace.undo()
        assert same_text(workspace, read) == []


def test_a_blank_text_is_no_article() -> None:
    for text in ("", " \n\t", "\ufeff"):
        with pytest.raises(InputRefused):
            read_text(text)


def test_removed_articles_come_back_with_one_undo(workspace: Workspace) -> None:
    with workspace:
        workspace.run(AddArticles(tuple(NewArticle(f"Text {n}", {"title": f"T{n}"}) for n in range(4))))
        before = all_rows(workspace)
        report = remove_articles(workspace, [2, 3, 99])
        assert (report.articles, report.incidents, report.title) == (2, 0, "T1")
        with workspace.read() as reads:
            assert list(reads.article_ns()) == [1, 4]
        workspace.undo(report.change)
        assert all_rows(workspace) == before
