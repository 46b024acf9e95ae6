# SPDX-License-Identifier: MIT
"""Undo and Redo name the whole job."""

from __future__ import annotations

from PySide6.QtCore import QObject

from curator.app.main_window import MainWindow
from curator.app.undo_words import UndoWords
from curator.domain.coding import Incident
from curator.operations import AddArticles, AddFromTable, FieldWords, NewArticle, RenameProject
from curator.store.log_list import LogWish


def articles(*texts: str) -> AddArticles:
    words = (FieldWords("dateline", 0, 3, "normalised"),)  # so that value notes come along, as in a real import
    made = tuple(NewArticle(text, {"dateline": "Mosul"}, words) for text in texts)
    return AddArticles(made, f"Import {len(texts)} articles (a to b)")


def test_steps_of_one_import_are_counted_together_also_when_done_again(opened: MainWindow) -> None:
    assert opened.page is not None
    workspace, words = opened.page.workspace, UndoWords(QObject())
    for some in (articles("One.", "Two."), articles("Three.", "Four.", "Five."), articles("Six.")):
        workspace.run(some, job="an import")
    assert words.of(workspace, workspace.undo_target(), busy=False) == "Import 6 articles"
    assert words.of(workspace, workspace.undo_target(), busy=True) == "Import 1 articles (a to b)"
    workspace.undo()
    assert words.of(workspace, workspace.redo_target(), busy=False) == "Import 6 articles"
    workspace.redo()
    assert words.of(workspace, workspace.undo_target(), busy=False) == "Import 6 articles"


def test_a_table_that_came_in_many_steps_is_named_once(opened: MainWindow) -> None:
    assert opened.page is not None
    workspace, words = opened.page.workspace, UndoWords(QObject())
    with workspace.read() as reads:
        workspace.act_as(coder := reads.coders()[0])
    for text in ("One.", "Two."):
        new = NewArticle(text, id=workspace.ids.new(), reader="table")
        incident = Incident(workspace.ids.new(), new.id, coder.id, workspace.codebook_id)
        workspace.run(AddFromTable((new,), (incident,), name="events from Iraq.csv"), job="a table")
    assert words.of(workspace, workspace.undo_target(), busy=False) == "Bring in events from Iraq.csv"
    workspace.undo()
    assert words.of(workspace, workspace.redo_target(), busy=False) == "Bring in events from Iraq.csv"


def test_one_step_says_what_it_says_and_other_jobs_tell_their_steps(opened: MainWindow) -> None:
    assert opened.page is not None
    workspace, words = opened.page.workspace, UndoWords(QObject())
    assert words.of(workspace, None, busy=False) == ""
    workspace.run(articles("One.", "Two."), job="alone")
    assert words.of(workspace, workspace.undo_target(), busy=False) == "Import 2 articles (a to b)"
    for name in ("First", "Second"):
        workspace.run(RenameProject(name), job="names")
    assert words.of(workspace, workspace.undo_target(), busy=False).endswith("(with 1 more step)")


def test_what_the_steps_are_together_is_said_by_undo_by_redo_and_in_the_history(opened: MainWindow) -> None:
    assert opened.page is not None
    workspace, words = opened.page.workspace, UndoWords(QObject())
    workspace.run(RenameProject("Zero"), job="one", part_of="Corrections from one.csv")
    told = "Corrections from one.csv: "
    assert words.of(workspace, workspace.undo_target(), busy=False).startswith(told + "Rename")
    for name in ("First", "Second", "Third"):
        workspace.run(RenameProject(name), job="names", part_of="Corrections from incidents.csv")
    said = "Corrections from incidents.csv (3 steps)"
    assert words.of(workspace, workspace.undo_target(), busy=False) == said
    workspace.undo()
    assert words.of(workspace, workspace.redo_target(), busy=False) == said
    workspace.redo()
    assert words.of(workspace, workspace.undo_target(), busy=False) == said
    with workspace.read() as reads:
        seqs = reads.log_seqs(LogWish("incidents.csv"))
        lines = reads.log_lines_at(seqs)
    assert len(lines) == 9  # done, undone, done again
    assert lines[-1].said.startswith("Corrections from incidents.csv: Rename")
