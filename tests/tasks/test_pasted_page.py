# SPDX-License-Identifier: MIT
"""Pages out of a browser, and pages that are read in another way once they are articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused
from curator.domain.kept import DIFFERENT
from curator.operations import AddArticles, AddCoder, AddIncident, NewArticle, PairArticles
from curator.tasks.add_text import add_text
from curator.tasks.codebooks import codebook_named
from curator.tasks.import_articles import import_articles
from curator.tasks.pasted_page import read_pasted
from curator.tasks.read_anew import gives_way, read_anew, take_reading
from curator.workspace import Workspace
from tests.formats.pages_made import STORY, TOLD, page

ADDRESS = "https://river.example.org/2019/bus"
SELECTED = f"<meta charset='utf-8'><h1>Bus falls into river</h1>{''.join(f'<p>{one}</p>' for one in STORY)}"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.curator", codebook_named("accidents")) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


def test_of_a_whole_page_the_article_comes_first_and_all_the_rest_is_offered() -> None:
    readings = read_pasted(page(TOLD), "plain", ADDRESS)
    assert [one.how for one in readings] == ["article", "page", "text"]
    assert "Home" not in readings[0].read.text
    assert "Home" in readings[1].read.text.split("\n")
    assert readings[2].read.text == "plain"


def test_of_a_selection_all_is_taken_first() -> None:
    readings = read_pasted(SELECTED, "plain", ADDRESS)
    assert readings[0].how == "page"
    assert readings[0].read.text.split("\n") == ["Bus falls into river", *STORY]
    assert readings[0].read.fields["url"] == ADDRESS


def test_an_address_that_would_end_the_comment_it_stands_in_is_left_out() -> None:
    for address in ("https://a.example/--><h1>Evil</h1>", "javascript:alert(1)", "https://[a"):
        assert "url" not in read_pasted(SELECTED, "", address)[0].read.fields
        assert "Evil" not in read_pasted(SELECTED, "", address)[0].read.text


def test_what_holds_no_text_is_refused() -> None:
    with pytest.raises(InputRefused, match="no text"):
        read_pasted("<img src='a.png'>", " ")


def test_a_page_is_kept_with_how_it_was_read(project: Workspace) -> None:
    reading = read_pasted(page(TOLD), "", ADDRESS)[0]
    added = add_text(project, reading.read, {"title": "Mine", "outlet": ""}, reading.data)
    with project.read() as reads:
        article, origin, data = reads.article(added), reads.origin(added), reads.original(added)
    assert article is not None
    assert article.fields["title"] == "Mine"
    assert article.fields["url"] == ADDRESS
    assert "outlet" not in article.fields
    assert origin is not None
    assert (origin.reader, origin.media) == ("html", "text/html")
    assert data is not None
    assert data == reading.data


def imported(project: Workspace, folder: Path) -> str:
    (folder / "a.html").write_text(page(TOLD), encoding="utf-8")
    return import_articles(project, [folder / "a.html"]).added[0].article


def test_the_whole_page_takes_the_place_of_an_article_that_nobody_coded(project: Workspace, tmp_path: Path) -> None:
    old = imported(project, tmp_path)
    readings = read_anew(project, old)
    assert [one.how for one in readings] == ["page"]
    with project.read() as reads:
        article = reads.article(old)
    assert article is not None
    assert gives_way(project, article)
    new = take_reading(project, article, readings[0], {"title": "Other"})
    with project.read() as reads:
        assert reads.article(old) is None
        assert "Home" in reads.article_text(new)
        told = reads.article(new)
        assert told is not None
        assert (told.fields["title"], told.fields["source_file"]) == ("Other", "a.html")
        assert reads.original(new) == (tmp_path / "a.html").read_bytes()
        assert reads.versions_of(new) == (new,)
    assert [one.how for one in read_anew(project, new)] == ["article"], "there is a way back"
    project.undo()
    with project.read() as reads:
        assert reads.article(old) is not None
        assert reads.article(new) is None


def test_a_version_of_a_report_and_one_that_was_compared_do_not_give_way(project: Workspace, tmp_path: Path) -> None:
    old = imported(project, tmp_path)
    (other,) = project.run(AddArticles((NewArticle("Another text.", {"title": "Other"}),)))
    project.run(PairArticles(old, other, DIFFERENT))
    with project.read() as reads:
        article = reads.article(old)
    assert article is not None
    assert not gives_way(project, article), "what a person said of it and the other one would be lost"
    project.undo()
    assert gives_way(project, article)
    project.run(AddArticles((NewArticle("A newer text.", {"title": "Newer"}, follows=old),)))
    assert not gives_way(project, article), "the newer one would follow nothing"
    new = take_reading(project, article, read_anew(project, old)[0], {})
    with project.read() as reads:
        assert old in reads.versions_of(new)


def test_it_is_a_newer_version_of_one_that_somebody_coded(project: Workspace, tmp_path: Path) -> None:
    old = imported(project, tmp_path)
    project.run(AddIncident(old, (0, 3)))
    with project.read() as reads:
        article = reads.article(old)
    assert article is not None
    new = take_reading(project, article, read_anew(project, old)[0], {})
    with project.read() as reads:
        assert len(reads.coding(old).incidents) == 1
        assert set(reads.versions_of(new)) == {old, new}
    project.undo()
    with project.read() as reads:
        assert reads.article(new) is None


def test_a_text_has_no_page_to_read(project: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    article = import_articles(project, [tmp_path / "a.txt"]).added[0].article
    with pytest.raises(InputRefused, match="from a web page"):
        read_anew(project, article)
