# SPDX-License-Identifier: MIT
"""Who and what is meant here by the people, articles and codebooks of a hand-over."""

from __future__ import annotations

import pytest

import curator.operations as verbs
from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Choice, Codebook, Field
from curator.domain.coding import Coder
from curator.domain.ids import derived_id
from curator.formats import handover_file
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from curator.operations.handed_articles import ANOTHER, match_coders
from curator.shape import replace
from curator.tasks.handover import make_handover, preview, receive
from curator.workspace import Workspace
from tests.operation_makers.project import assert_sound, last_change
from tests.project_rows import all_rows, without_what_stays
from tests.tasks.handing import (
    BOOK,
    TEXT,
    Bench,
    digest_of,
    headline,
    known,
    taken,
)

pytestmark = pytest.mark.slow  # each brings whole projects together


# -- names -------------------------------------------------------------------------------------------------------------
def test_two_people_of_one_name_end_with_the_same_names_in_every_order(bench: Bench) -> None:
    handed = []
    for _ in range(3):
        project = bench.new()
        coder = project.run(verbs.AddCoder("Ann"))
        project.act_as(coder)
        article = project.run(verbs.AddArticles((verbs.NewArticle(TEXT, {"url": "https://example.org/a"}),)))[0]
        project.run(verbs.AddIncident(article))
        handed.append(make_handover(project))
    found = set()
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)):
        workspace = bench.new()
        for at in order:
            receive(workspace, handed[at])
        with workspace.read() as reads:
            found.add(tuple((coder.id, coder.name) for coder in reads.coders()))
        assert_sound(workspace)
    (names,) = found
    assert [name for _, name in names] == ["Ann", "Ann (2)", "Ann (3)"], "by the order of the ids"


def test_who_got_a_number_elsewhere_has_the_bare_name_again_where_it_is_due() -> None:
    matches, renamed = match_coders([Coder("1", "Ann (2)")], [Coder("2", "Ann")])
    assert renamed == {"1": "Ann"}
    assert [one.name_here for one in matches] == ["Ann (2)"]


def test_who_got_a_number_elsewhere_has_one_name_in_either_order() -> None:
    """Nobody here knows the other Ann."""
    matches, renamed = match_coders([Coder("2", "Ann (2)")], [Coder("2", "Ann")])
    assert (renamed, [one.name_here for one in matches]) == ({"2": "Ann"}, ["Ann"])
    matches, renamed = match_coders([Coder("2", "Ann")], [Coder("2", "Ann (2)")])
    assert (renamed, [one.name_here for one in matches]) == ({}, ["Ann"])


def test_a_year_or_a_first_in_a_name_is_no_number_of_ours() -> None:
    names = ["Reader (2019)", "Reader (2020)", "Guest (1)", "Guest (2)"]
    coders = [Coder(str(at), name) for at, name in enumerate(names)]
    matches, renamed = match_coders(coders[:1], coders)
    assert (renamed, [one.name_here for one in matches]) == ({}, names)


def test_names_that_differ_are_left_alone() -> None:
    here = [Coder("1", "Ann"), Coder("2", "Bo (2)")]
    matches, renamed = match_coders(here, [Coder("3", "Cy"), Coder("1", "Anna")])
    assert renamed == {}
    assert [(one.name_here, one.is_new) for one in matches] == [("Cy", True), ("Ann", False)]


# -- articles ----------------------------------------------------------------------------------------------------------
def article_here(bench: Bench, fields: dict[str, str], text: str = TEXT) -> tuple[Workspace, str]:
    workspace = bench.new()
    return workspace, workspace.run(verbs.AddArticles((verbs.NewArticle(text, fields),)))[0]


def test_an_article_is_found_by_its_text_and_file_name(bench: Bench) -> None:
    coded = bench.coded()
    workspace, article = article_here(bench, {"source_file": "one.txt", "title": "Mine"})
    shown = preview(workspace, make_handover(coded.workspace, with_texts=False))
    assert [(match.how, match.article) for match in shown.articles] == [("source_file", article)]
    report = receive(workspace, make_handover(coded.workspace, with_texts=False))
    assert report.complete
    with workspace.read() as reads:
        (one,) = reads.coding(article).incidents
        assert one.evidence[0].quote == TEXT[:3]
        assert reads.article(article).fields["title"] == "Mine", "both imported it: what is here is as good"  # type: ignore[union-attr]  # it is there
    assert_sound(workspace)


def test_articles_that_each_imported_alone_are_one_and_the_first_that_came_stands(bench: Bench) -> None:
    """The limit that the help tells of: only where the receiver has none of them the order can be seen, in the id and
    the day of the article; what was coded is the same."""
    handed = [make_handover(bench.coded().workspace) for _ in range(2)]
    with_it, _ = article_here(bench, {"title": "One", "source_file": "one.txt"})
    for start, same in ((with_it, True), (bench.new(), False)):
        digests, coded = set(), []
        for order in (handed, handed[::-1]):
            workspace = bench.copy(start)
            assert all(receive(workspace, each).complete for each in order)
            digests.add(digest_of(workspace))
            with workspace.read() as reads:
                (article,) = reads.article_ids()
                assert same or article == order[0].articles[0].article.id
                coding = reads.coding(article)
                coded.append({(each.id, each.coder, each.evidence[0].quote) for each in coding.incidents})
        assert (len(digests) == 1) == same
        assert coded[0] == coded[1]
        assert len(coded[0]) == 2


def test_the_same_text_alone_is_asked_about_and_never_taken_silently(bench: Bench) -> None:
    coded = bench.coded()
    workspace, article = article_here(bench, {"source_file": "another.txt", "outlet": "Another"})
    handover = make_handover(coded.workspace)
    shown = preview(workspace, handover)
    assert [match.candidates for match in shown.undecided] == [((article, "another.txt"),)]
    assert taken(workspace, handover) == {"refused": len(handover.versions)}
    assert not receive(workspace, handover).complete

    same = bench.copy(workspace)
    assert receive(same, handover, same_text={coded.article: article}).complete
    assert len(all_rows(same)["articles"]) == 1
    other = bench.copy(workspace)
    assert receive(other, handover, same_text={coded.article: ANOTHER}).complete
    assert len(all_rows(other)["articles"]) == 2
    assert_sound(same)
    assert_sound(other)


def test_who_was_asked_about_a_text_is_not_asked_again(bench: Bench) -> None:
    """What was coded in the article is here already, in the one that was named: what comes later goes there too."""
    coded = bench.coded()
    workspace, article = article_here(bench, {"source_file": "other.txt"})
    receive(workspace, make_handover(coded.workspace), same_text={coded.article: article})
    later = coded.workspace.run(verbs.AddIncident(coded.article, (4, 10), {"headline": "Later"}))
    report = receive(workspace, make_handover(coded.workspace))
    assert (report.undecided, report.refused, headline(workspace, later)) == ([], [], "Later")
    with workspace.read() as reads:
        assert list(reads.article_ids()) == [article]


def twins(bench: Bench) -> tuple[Workspace, list[str]]:
    """A project in which one text of one outlet is there twice, and both were coded."""
    workspace = bench.new()
    workspace.act_as(workspace.run(verbs.AddCoder("Ann")))
    fields = {"outlet": "Agency A"}
    made = workspace.run(verbs.AddArticles((verbs.NewArticle(TEXT, fields), verbs.NewArticle(TEXT, fields))))
    for article in made:
        workspace.run(verbs.AddIncident(article, (0, 3)))
    return workspace, made


def test_two_articles_that_are_apart_there_stay_apart_here(bench: Bench) -> None:
    """The one is here already: the other one is not taken for it, though text and outlet are the same."""
    there, made = twins(bench)
    here = bench.new()
    receive(here, make_handover(there, articles=made[:1]))
    report = receive(here, make_handover(there))
    assert (report.undecided, report.articles_added) == ([], made[1:])
    assert digest_of(here) == digest_of(there)


def test_two_articles_that_are_apart_there_are_not_both_taken_for_the_one_here(bench: Bench) -> None:
    there, made = twins(bench)
    here, article = article_here(bench, {"outlet": "Agency A"})
    report = receive(here, make_handover(there))
    assert [match.handed for match in report.undecided] == made
    assert all([row_id for row_id, _ in match.candidates] == [article] for match in report.undecided)
    report = receive(here, make_handover(there), same_text={made[0]: article, made[1]: ANOTHER})
    assert (report.undecided, report.articles_added) == ([], made[1:])
    assert_sound(here)


def test_an_article_that_is_not_here_and_brings_no_text_is_refused(bench: Bench) -> None:
    coded, workspace = bench.coded(), bench.new()
    handover = make_handover(coded.workspace, with_texts=False)
    report = receive(workspace, handover)
    assert report.counts["refused"] == len(handover.versions)
    assert {each.reason for each in report.refused} == {
        "Its article is not in this project, and the text did not come along."
    }
    assert "incidents" not in all_rows(workspace)


def test_an_id_with_another_text_is_refused(bench: Bench) -> None:
    coded, workspace = bench.coded(), bench.new()
    workspace.run(verbs.AddArticles((verbs.NewArticle("Another text.", id=coded.article),)))
    assert set(taken(workspace, make_handover(coded.workspace))) == {"refused"}


def test_reading_states_of_an_article_with_another_id_are_one_row(bench: Bench) -> None:
    coded = bench.coded()
    workspace, article = article_here(bench, {"source_file": "one.txt"})
    receive(workspace, make_handover(coded.workspace))
    coded.workspace.run(verbs.SetReading(coded.article, "finished"))
    receive(workspace, make_handover(coded.workspace))
    with workspace.read() as reads:
        assert reads.connection.execute("SELECT id, state FROM reading").fetchall() == [
            (derived_id("reading", article, coded.ann.id), "finished")
        ]


def test_metadata_somebody_changed_comes_whole(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    coded.workspace.run(verbs.SetArticleValue(coded.article, "outlet", "Paper"))
    receive(other, make_handover(coded.workspace))
    with other.read() as reads:
        found = reads.article(coded.article)
    assert found
    assert found.fields == {"title": "One", "source_file": "one.txt", "outlet": "Paper"}
    assert known(other, coded.article) == known(coded.workspace, coded.article), "receiving is nobody's hand"


# -- codebooks ---------------------------------------------------------------------------------------------------------
def test_another_codebook_is_kept_and_the_one_in_force_stays(bench: Bench) -> None:
    newer = with_all(BOOK, "1.1", Field("colour", "text", "Colour"))
    there, here = bench.coded(), bench.new()
    there.workspace.run(verbs.AdoptCodebook(newer))
    there.workspace.run(verbs.SetValue(there.incident, "colour", "red"))
    later = there.workspace.run(verbs.AddIncident(there.article, (0, 3), {"colour": "blue"}))
    handover = make_handover(there.workspace)
    shown = preview(here, handover)
    assert shown.mapping is not None
    assert shown.mapping.fields_there == ("colour",)
    assert shown.mapping.choices_there == ("grades: C",)
    assert (shown.mapping.fields_here, shown.mapping.choices_here) == ((), ())
    force = here.codebook_id
    report = receive(here, handover)
    assert report.complete
    assert report.codebooks_kept == ["small 1.1"]
    assert here.codebook_id == force
    with here.read() as reads:
        colours = dict(reads.connection.execute("SELECT id, colour FROM incidents").fetchall())
    assert colours == {there.incident: "red", later: "blue"}
    assert digest_of(here) == digest_of(there.workspace)
    assert_sound(here)
    before = without_what_stays(all_rows(bench.new()))
    here.undo(last_change(here))
    assert set(without_what_stays(all_rows(here))) == set(before)
    assert_sound(here)


def with_all(book: Codebook, version: str, field: Field) -> Codebook:
    grades = book.list_by_key["grades"]
    lists = tuple(
        replace(each, choices=(*grades.choices, Choice("C", "C"))) if each is grades else each for each in book.lists
    )
    return replace(book, version=version, fields=(*book.fields, field), lists=lists)


def test_very_many_codebooks_are_not_all_handed_over(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a file may hold: those that are needed to read what was coded go along."""
    monkeypatch.setattr(handover_file, "MOST_CODEBOOKS", 5)
    coded = bench.coded()
    coder = coded.workspace
    for number in range(1, 8):
        more = Field(f"only_{number}", "text", "Only here") if number in (2, 5) else Field("much", "text", "Much")
        coder.run(verbs.AdoptCodebook(replace(BOOK, version=f"1.{number}", fields=(*BOOK.fields, more))))
        if number == 2:
            coder.run(verbs.SetValue(coded.incident, "only_2", "said"))
        if number == 3:
            coder.run(verbs.AddIncident(coded.article, (4, 10), {"much": "said"}))
    made = make_handover(coder)
    assert [book.version for book in made.codebooks] == ["1.7", "1.0", "1.2", "1.3"]
    write_handover(made, bench.folder / "many.curator-handover")
    there = bench.new()
    assert receive(there, read_handover(bench.folder / "many.curator-handover")).complete
    assert [one.content for one in make_handover(there).versions] == [one.content for one in made.versions]


def test_a_codebook_that_cannot_be_kept_is_refused_with_what_was_coded_with_it(bench: Bench) -> None:
    there, here = bench.coded(), bench.new()
    twisted = replace(BOOK, title="Twisted")  # the same name and version, and another codebook
    handover = make_handover(there.workspace)
    versions = tuple(
        replace(one, content={**one.content, "codebook": codebook_sha256(twisted)})
        if one.kind == "incident" and one.content is not None else one
        for one in handover.versions
    )  # fmt: skip
    report = receive(here, replace(handover, codebooks=(BOOK, twisted), versions=versions))
    assert not report.complete
    assert report.codebooks_refused == ["This project has another codebook “small” with the version 1.0."]
    assert [each.kind for each in report.refused] == ["incident"]
    assert report.counts["waiting"] == 1, "Bo's comment waits for the incident"
