# SPDX-License-Identifier: MIT
"""Importing articles: files and folders, sameness, what is refused, batches that one Undo takes back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.domain.faults import UserFault
from curator.formats.article_readers import installed_readers
from curator.operations import AddCoder
from curator.tasks import import_articles as importing
from curator.tasks.codebooks import codebook_named
from curator.tasks.import_articles import ImportReport, import_articles
from curator.tasks.job import BatchSize
from curator.workspace import Workspace
from tests.permissions import needs_permissions


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.curator", codebook_named("accidents")) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    (made / "b").mkdir(parents=True)
    (made / "one.txt").write_text("A bus fell into the river.\n", encoding="utf-8")
    (made / "b" / "two.txt").write_text("Two trains met.\n", encoding="utf-8")
    (made / ".hidden.txt").write_text("Nobody sees this.\n", encoding="utf-8")
    return made


def names(report: ImportReport) -> list[str]:
    return [added.file for added in report.added]


def count(project: Workspace) -> int:
    with project.read() as reads:
        return reads.article_count()


def test_a_folder_comes_in_with_all_below_it_in_order_of_names(project: Workspace, folder: Path) -> None:
    report = import_articles(project, [folder])
    assert names(report) == ["one.txt", "b/two.txt"]
    assert report.complete
    with project.read() as reads:
        article = reads.article(report.added[0].article)
        assert article is not None
        assert article.fields["source_file"] == "one.txt"
        assert reads.article_text(article.id) == "A bus fell into the river.\n"


def test_the_same_folder_again_is_already_there(project: Workspace, folder: Path) -> None:
    first = import_articles(project, [folder])
    again = import_articles(project, [folder])
    assert [twin.article for twin in again.already_there] == [added.article for added in first.added]
    assert again.complete
    assert count(project) == 2


def test_the_same_text_under_another_name_is_reported_and_not_added(project: Workspace, folder: Path) -> None:
    first = import_articles(project, [folder])
    (folder / "copy.txt").write_bytes((folder / "one.txt").read_bytes())
    again = import_articles(project, [folder / "copy.txt"])
    assert [(twin.file, twin.article) for twin in again.same_text] == [("copy.txt", first.added[0].article)]
    assert not again.complete
    assert count(project) == 2
    added = import_articles(project, [folder / "copy.txt"], same_text="add")
    assert names(added) == ["copy.txt"]
    assert count(project) == 3


def test_two_files_with_one_text_in_one_import_are_one_article_and_one_question(
    project: Workspace, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_bytes((folder / "one.txt").read_bytes())
    report = import_articles(project, [folder, other])
    assert names(report) == ["one.txt", "b/two.txt"]
    assert [(twin.file, twin.article) for twin in report.same_text] == [("one.txt", report.added[0].article)]


def test_a_file_named_twice_is_taken_once(project: Workspace, folder: Path) -> None:
    report = import_articles(project, [folder / "one.txt", folder, folder / "one.txt"])
    assert names(report) == ["one.txt", "b/two.txt"]
    assert report.complete


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_in_a_ring_end_and_broken_links_are_refused(project: Workspace, folder: Path) -> None:
    (folder / "b" / "up").symlink_to(folder)
    (folder / "ring.txt").symlink_to(folder / "ring.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing")
    report = import_articles(project, [folder])
    assert names(report) == ["one.txt", "b/two.txt"]
    assert {refused.file for refused in report.refused} == {"ring.txt", "gone.txt"}


def test_what_cannot_be_read_is_refused_with_a_reason_and_the_rest_goes_on(project: Workspace, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "table.csv").write_text("a,b\n", encoding="utf-8")
    report = import_articles(project, [folder, folder / "missing.txt"])
    assert names(report) == ["one.txt", "b/two.txt"]
    reasons = {refused.file: refused.reason for refused in report.refused}
    assert set(reasons) == {"empty.txt", "picture.txt", "table.csv", "missing.txt"}
    assert "is empty" in reasons["empty.txt"]
    assert "PNG picture" in reasons["picture.txt"]
    assert "data file" in reasons["table.csv"]
    assert "no file" in reasons["missing.txt"]
    table = folder / "table.csv"
    assert "import-table" in import_articles(project, [table]).refused[0].reason, "a table says where it goes"
    assert import_articles(project, [table], how="text").complete, "as plain text it is taken"


@needs_permissions
def test_an_unreadable_folder_is_refused(project: Workspace, folder: Path) -> None:
    (folder / "b").chmod(0)
    report = import_articles(project, [folder])
    (folder / "b").chmod(0o700)
    assert [refused.file for refused in report.refused] == ["b"]


def test_a_file_that_vanishes_meanwhile_is_refused(project: Workspace, folder: Path) -> None:
    def vanish(done: int, total: int, words: str) -> None:
        (folder / "b" / "two.txt").unlink(missing_ok=True)

    report = import_articles(project, [folder], progress=vanish)
    assert names(report) == ["one.txt"]
    assert "moved, renamed or deleted" in report.refused[0].reason


def test_one_undo_takes_the_whole_import_back(project: Workspace, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(300):
        (many / f"{number:03}.txt").write_text(f"Report {number}. " + "Nobody was hurt. " * 60, encoding="utf-8")
    report = import_articles(project, [many])
    assert len(report.added) == count(project) == 300
    with project.read() as reads:
        entries = [entry.entry for entry in reads.history() if entry.entry.kind == "add_articles"]
    assert len(entries) > 1, "one batch would prove nothing"
    assert len({entry.job for entry in entries}) == 1
    project.undo()
    assert count(project) == 0
    project.redo()
    assert count(project) == 300


def test_stopping_keeps_what_was_added_and_says_so(project: Workspace, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(200):
        (many / f"{number:03}.txt").write_text(f"Report {number}.", encoding="utf-8")
    asked = iter(range(1000))
    report = import_articles(project, [many], cancelled=lambda: next(asked) >= 120)
    assert report.stopped
    assert not report.complete
    assert len(report.added) == count(project) == 120
    assert len(import_articles(project, [many]).added) == 80


def test_the_report_says_which_encoding_and_how_sure(project: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("انفجار في الموصل أدى إلى مقتل شخصين وإصابة ثلاثة".encode("cp1256"))
    (tmp_path / "b.txt").write_bytes(b"one\x00two")
    report = import_articles(project, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert "windows-1256" in report.added[0].read_as[0]
    assert "1 NUL character was replaced" in report.added[1].notes[0]


def test_a_project_that_is_only_read_is_a_fault_not_a_refusal(project: Workspace, folder: Path) -> None:
    with Workspace.open(project.path, write=False) as reader, pytest.raises(UserFault):
        import_articles(reader, [folder])


def test_a_full_disk_ends_the_import_with_a_sentence_and_the_next_one_adds_the_rest(
    project: Workspace, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number:03}.txt").write_text(f"Report {number}. " + "Nobody was hurt. " * 200, encoding="utf-8")
    session = project._session
    assert session is not None
    (pages,) = session.connection.execute("PRAGMA page_count").fetchone()
    session.connection.execute(f"PRAGMA max_page_count = {pages + 150}")
    with pytest.raises(UserFault, match=r"disk is full.*had been added before"):
        import_articles(project, [many])
    there = count(project)
    assert 0 < there < 400
    session.connection.execute("PRAGMA max_page_count = 1000000")
    again = import_articles(project, [many])
    assert (len(again.added), len(again.already_there)) == (400 - there, there)


def test_metadata_is_proposed_with_its_words(project: Workspace, shared_data: Path) -> None:
    report = import_articles(project, [shared_data / "seed" / "seed-article.txt"])
    with project.read() as reads:
        coding = reads.coding(report.added[0].article)
    assert coding.article.fields["published"].startswith("2019-11-09")
    words = {span.field: coding.text[span.start : span.end] for span in coding.article_evidence}
    assert words["title"] == coding.article.fields["title"]
    basis = {note.field: note.basis for note in coding.article_notes}
    assert basis["published"] == "normalised"


def test_batches_grow_and_shrink_with_the_time_they_take() -> None:
    size = BatchSize()
    size.learn(64_000, 0.001)
    assert size.weight == 128_000, "at most doubled"
    for _ in range(20):
        size.learn(int(size.weight), 0.001)
    assert size.weight == 4_000_000
    size.learn(4_000_000, 0.300)
    assert 350_000 < size.weight < 450_000, "about 30 ms at the speed seen"


def test_a_reader_of_another_package_that_cannot_be_loaded_is_told_of(
    project: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = "The article reader “odd” could not be loaded (no module); update or remove it."
    readers = replace(installed_readers(), faults=(fault,))
    monkeypatch.setattr(importing, "installed_readers", lambda: readers)
    assert import_articles(project, [folder]).sentence == f"Articles: 2 added. {fault}"
