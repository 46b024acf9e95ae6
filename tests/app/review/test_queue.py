# SPDX-License-Identifier: MIT
"""The list of the review: what differs is said in words, in the order of need; long lists come at once."""

from __future__ import annotations

from array import array
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from curator.app.review.page import ReviewPage
from curator.app.review.queue_panel import QueuePanel
from curator.app.review.queue_source import Queue, read_blind, read_queue
from curator.operations import AcceptIncident, AddComment, ResolveComment, SetArticleValue
from curator.tasks.reviewing import DIFFERS, DONE, QueueRow, ReviewCounts, count_differences
from curator.workspace import Workspace
from tests.blind_project import make_blind_project
from tests.team import Team


def test_what_differs_is_said_once_it_was_compared(project: Workspace) -> None:
    counts = ReviewCounts()
    queue = read_queue(project, counts)
    line = queue.line(1)
    assert line is not None
    assert line.told == "9 incidents by 2 coders"
    assert (line.count, queue.known) == (0, False)
    assert len(queue.uncounted) == 1
    viewer = project.coder.id if project.coder is not None else ""
    with project.read() as reads:
        count_differences(reads, project.codebook, viewer, queue.uncounted, counts)
    line = read_queue(project, counts).line(1)
    assert line is not None
    assert line.told == "5 fields differ · 1 one-sided"
    assert line.count == 10  # five incidents, four values, a row
    assert read_queue(project, counts).to_settle == 10
    assert list(read_queue(project, counts).numbers("to_settle")) == [1]


def test_what_has_changed_says_what_it_said_until_it_is_compared_again(project: Workspace) -> None:
    counts = ReviewCounts()
    viewer = project.coder.id if project.coder is not None else ""
    first = read_queue(project, counts)
    with project.read() as reads:
        count_differences(reads, project.codebook, viewer, first.uncounted, counts)
    compared = read_queue(project, counts)
    with project.read() as reads:
        incidents = reads.coding(compared.rows[1].article).incidents
    project.run(AcceptIncident((incidents[0].id,)))
    changed = read_queue(project, counts, compared)
    line, before = changed.line(1), compared.line(1)
    assert line is not None
    assert before is not None
    assert line.told == before.told
    assert changed.uncounted == (compared.rows[1].article,)


def test_an_article_without_a_title_is_called_by_its_file_in_every_list(tmp_path: Path) -> None:
    made = make_blind_project(tmp_path / "blind.curator")
    with Workspace.open(made.path) as workspace:
        workspace.act_as(made.ann)
        workspace.run(SetArticleValue(made.article, "title", None))
        workspace.run(SetArticleValue(made.article, "source_file", "wire.txt"))
        (hidden,) = [line for line in read_blind(workspace) if line.article == made.article]
    assert hidden.title == "wire.txt"


def row(n: int) -> QueueRow:
    return QueueRow(n=n, article=str(n), title=f"Article {n}", coders=("a", "b"), incidents=2, open=1, returned=0,
                    accepted=1, rejected=0, threads=0, state=DIFFERS if n % 2 else DONE)  # fmt: skip


def ten_thousand() -> Queue:
    rows = {n: row(n) for n in range(1, 10_001)}
    lists = {"to_settle": array("q", range(1, 10_001, 2)), "settled": array("q", range(2, 10_001, 2))}
    return Queue(rows, frozenset(), lists, 10_000)


def test_a_long_list_reads_only_what_is_seen(qtbot: object) -> None:
    panel = QueuePanel()
    panel.show_queue(ten_thousand(), (), ())
    assert panel.model.rowCount() == 5_000
    assert panel.progress.text() == "10,000 to settle · 5,000 of 10,000 articles settled"
    assert panel.chips["to_settle"].text() == "To settle 5,000"
    panel.mark(9_999)
    assert panel.chosen() == 9_999
    panel.choose_list("settled")
    assert panel.chosen() == 2
    assert panel.model.data(panel.model.index(0, 0), int(Qt.ItemDataRole.AccessibleTextRole)).startswith(
        "Article 2, settled"
    )
    panel.deleteLater()


def test_the_chosen_article_stays_chosen_when_the_list_is_read_again(review: ReviewPage) -> None:
    assert review.queue.chosen() == 1
    asked: list[object] = []
    review.queue.article_chosen.connect(asked.append)
    review.queue.show_queue(review.feed.queue, (), ())
    assert review.queue.chosen() == 1
    assert asked == []


def test_the_list_does_not_run_away_while_articles_are_compared(qtbot: object, qapp: QApplication) -> None:
    panel = QueuePanel()
    panel.resize(300, 600)
    panel.show()
    queue = ten_thousand()
    panel.show_queue(queue, (), ())
    qapp.processEvents()
    panel.table.scrollTo(panel.model.index(3_000, 0))
    at = panel.table.verticalScrollBar().value()
    assert at > 0
    panel.show_queue(ten_thousand(), (), ())
    assert panel.table.verticalScrollBar().value() == at
    shorter = {**queue.lists, "to_settle": queue.lists["to_settle"][1:]}
    panel.show_queue(Queue(queue.rows, frozenset(), shorter, 9_998), (), ())
    assert panel.table.verticalScrollBar().value() == at
    panel.deleteLater()


def test_conversations_that_wait_for_whoever_looks_come_first_and_say_so(tmp_path: Path) -> None:
    team = Team(tmp_path, "Ann", "Bob")
    other = team.new_article()
    for article in (team.article, other):
        for name in ("Ann", "Bob"):
            team.code(name, {"sort": "doer"}, article=article)
    team.acts("Ann")
    first = team.run(AddComment(team.article, "Is this one?"))
    team.acts("Bob")
    team.run(AddComment(team.article, "It is.", thread=first))  # waits for Ann
    team.acts("Lead")
    with team.workspace.read() as reads:
        incident = next(each for each in reads.coding(other).incidents if each.coder == team.coders["Bob"].id)
    asked = team.run(AddComment(other, "Which gate?", incident.id))  # waits for Bob

    def talked(name: str) -> list[tuple[int, bool, str]]:
        team.acts(name)
        queue = read_queue(team.workspace, ReviewCounts())
        lines = [queue.line(n) for n in queue.numbers("comments")]
        return [(line.n, line.waits, line.told.split(" · ")[0]) for line in lines if line is not None]

    waits, coded = "a comment waits for you", "2 incidents by 2 coders"
    assert talked("Ann") == [(1, True, waits), (2, False, coded)]
    assert talked("Bob") == [(2, True, waits), (1, False, coded)]
    assert talked("Lead") == [(1, False, coded), (2, False, coded)], "nobody has answered the lead"
    team.acts("Bob")
    team.run(AddComment(other, "The north gate.", thread=asked))
    assert talked("Bob") == [(1, False, coded), (2, False, coded)]
    assert talked("Lead")[0] == (2, True, waits)
    team.run(ResolveComment(asked))
    assert talked("Lead") == [(1, False, coded)], "what is settled waits for nobody"
    team.close()
