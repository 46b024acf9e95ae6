# SPDX-License-Identifier: MIT
"""The questions of handing over, of a packet and of the preview: what is set already, what they answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator.app.handover.begin_dialog import BeginDialog
from curator.app.handover.receive_dialog import ReceiveDialog
from curator.app.handover.sending import HandOverDialog, PacketDialog
from curator.app.handover.shown import LEAVE, Answers, FileShown
from curator.assets import read_text
from curator.domain.coding import Coder
from curator.domain.handover import HandOver
from curator.shape import replace
from curator.tasks.handover_files import open_handover
from curator.workspace import Workspace
from tests.app.handover.test_shown import shown
from tests.handing import Team

PEOPLE = [Coder("b", "Ben"), Coder("a", "Ada"), Coder("c", "Consensus", "consensus")]
TICKED = Qt.CheckState.Checked


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_ones_own_layer_is_ticked_and_comes_first(parent: QWidget) -> None:
    dialog = HandOverDialog(PEOPLE, PEOPLE[1], parent)
    texts = [dialog.layers.item(row).text() for row in range(3)]
    assert texts == ["Ada (you)", "Ben", "Consensus: what was agreed on in review"]
    assert dialog.main.isEnabled()
    dialog.layers.item(2).setCheckState(TICKED)
    dialog.texts.setChecked(False)
    dialog.note.setPlainText("  For Friday. ")
    answer = dialog.answer()
    assert (answer.coders, answer.with_texts, answer.note) == (("a", "c"), False, "For Friday.")


def test_who_has_settled_gives_back_everything_it_was_settled_from(parent: QWidget) -> None:
    dialog = HandOverDialog(PEOPLE, PEOPLE[1], parent, usual=("b", "a", "c"))
    assert dialog.answer().coders == ("a", "b", "c")


def test_the_others_follow_by_name(parent: QWidget) -> None:
    dialog = HandOverDialog([Coder("1", "Coder 10"), Coder("2", "Coder 2"), Coder("3", "Ada")], None, parent)
    assert [dialog.layers.item(row).text() for row in range(3)] == ["Ada", "Coder 2", "Coder 10"]


def test_what_is_not_finished_is_said_before_it_is_handed_over(parent: QWidget) -> None:
    dialog = HandOverDialog(PEOPLE, PEOPLE[1], parent, 2)
    told = dialog.findChild(QLabel, "hand_over.open")
    assert told is not None
    assert told.text().startswith("2 articles assigned to you are not finished")
    done = HandOverDialog(PEOPLE, PEOPLE[1], parent)
    assert done.findChild(QLabel, "hand_over.open") is None


def test_where_nobody_codes_here_somebody_is_to_be_ticked(parent: QWidget) -> None:
    dialog = HandOverDialog(PEOPLE, None, parent)
    assert not dialog.main.isEnabled()
    dialog.layers.item(0).setCheckState(TICKED)
    assert dialog.main.isEnabled()


def test_why_texts_are_asked_about_is_said_in_words(parent: QWidget) -> None:
    dialog = HandOverDialog(PEOPLE, PEOPLE[1], parent)
    assert any("copyright" in label.text() for label in dialog.findChildren(QLabel))


def test_what_goes_along_besides_is_said_where_one_hands_over_and_in_the_help(parent: QWidget) -> None:
    """A version of an incident is one whole: private memos are in it, and nobody is to find that out afterwards."""
    dialog = HandOverDialog(PEOPLE, PEOPLE[1], parent)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "private memos, notes and values not accepted yet go along" in told
    helped = " ".join(read_text("help/hand-over.md").split())
    assert "nobody has accepted yet, notes, private fields and comments" in helped
    assert "It cannot leave them out" in helped


def test_a_packet_holds_all_articles_unless_several_are_chosen(parent: QWidget) -> None:
    assert not PacketDialog(12, 1, "", parent).answer().chosen
    dialog = PacketDialog(12, 3, "", parent)
    assert dialog.answer().chosen
    assert dialog.articles.currentText() == "The 3 chosen in the library"
    dialog.articles.setCurrentIndex(0)
    assert not dialog.answer().chosen
    assert not PacketDialog(0, 0, "", parent).main.isEnabled()


# -- beginning from a packet -------------------------------------------------------------------------------------------
def test_who_is_assigned_is_offered_first_and_nobody_is_guessed(parent: QWidget, team: Team, tmp_path: Path) -> None:
    dialog = BeginDialog(open_handover(team.packet), tmp_path, parent)
    texts = [dialog.coder.itemText(at) for at in range(dialog.coder.count())]
    assert texts == ["Ben (2 articles)", "Ada", "Someone new …"]
    assert dialog.coder.currentIndex() == -1
    assert not dialog.main.isEnabled()
    dialog.coder.setCurrentIndex(0)
    answer = dialog.answer()
    assert answer.coder == team.ben
    assert answer.path == tmp_path / "iraq-security-2019.curator"
    dialog.coder.setCurrentIndex(2)
    assert not dialog.main.isEnabled()
    dialog.name.setText(" Cleo ")
    assert dialog.answer().coder == "Cleo"


def test_a_name_that_is_taken_is_not_proposed(parent: QWidget, team: Team, tmp_path: Path) -> None:
    (tmp_path / "iraq-security-2019.curator").touch()
    dialog = BeginDialog(open_handover(team.packet), tmp_path, parent)
    assert dialog.answer().path.name == "iraq-security-2019-2.curator"


def test_a_project_whose_name_cannot_be_written_gets_a_plain_file(parent: QWidget, team: Team, tmp_path: Path) -> None:
    packet: HandOver = replace(open_handover(team.packet), project_name="العراق")
    assert BeginDialog(packet, tmp_path, parent).answer().path.name == "project.curator"


# -- the preview -------------------------------------------------------------------------------------------------------
def test_nothing_new_leaves_only_close(parent: QWidget, team: Team) -> None:
    file = shown(team, team.hand_over_of(team.ada, "ada"))
    dialog = ReceiveDialog([file], parent)
    dialog.show()
    assert dialog.about.title.text() == "Nothing new"
    assert dialog.cancel.text() == "Close"
    assert not dialog.main.isVisible()
    assert not dialog.decline.isVisible()
    assert "change nothing" in dialog.about.balance.text()


def test_another_codebook_is_told_of_before_the_counts(parent: QWidget, team: Team) -> None:
    other = replace(team.book, version="2.0", fields=team.book.fields[:-1])
    label = next(iter(team.book.fields[-1].leaves())).label
    theirs = Team(team.folder / "theirs", other)
    dialog = ReceiveDialog([shown(team, theirs.work_of_ben())], parent)
    dialog.show()
    assert "2.0" in dialog.about.codebook_head.text()
    assert any(label in dialog.about.codebook.item(row).text() for row in range(dialog.about.codebook.count()))
    assert dialog.about.codebook.y() < dialog.sums.y()
    assert "new in this project: Ben" in dialog.about.who.text() or "is called" in dialog.about.who.text()
    same = ReceiveDialog([shown(team, team.work_of_ben())], parent)
    same.show()
    assert not same.about.codebook.isVisible()


def test_several_files_are_received_as_ticked(parent: QWidget, team: Team, qtbot: QtBot) -> None:
    files = [shown(team, team.work_of_ben()), shown(team, team.changed_apart())]
    dialog = ReceiveDialog(files, parent)
    dialog.show()
    assert dialog.main.text() == "Receive 2"
    dialog.files.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.main.text() == "Receive 1"
    dialog.files.setCurrentRow(1)
    assert "in conflict" in dialog.about.balance.text()
    with qtbot.waitSignal(dialog.wanted) as heard:
        dialog.main.click()
    assert [file.path for file, _ in heard.args[0].files] == [files[1].path]


def test_an_article_that_asks_is_left_out_until_it_is_answered(parent: QWidget, team: Team, qtbot: QtBot) -> None:
    file = shown(team, team.same_text_elsewhere())
    asked: list[Answers] = []

    def compare(before: FileShown, answers: Answers) -> None:
        asked.append(answers)

    dialog = ReceiveDialog([file], parent, compare=compare)
    dialog.show()
    assert dialog.answers.asked.text()
    assert not dialog.main.isEnabled()
    assert dialog.answers.buttons["here"].isEnabled(), "it is chosen already"
    dialog.answers.buttons[LEAVE].click()
    assert not dialog.main.isEnabled()
    assert not dialog.answers.asked.text()
    dialog.answers.buttons["here"].click()
    (article,) = file.articles
    assert asked[-1] == {article.id: article.candidates[0][0]}
    assert dialog.main.isEnabled()
    again = shown(team, file.path, dict(asked[-1]), file)
    dialog.show_again(again)
    assert [index.row() for index in dialog.table.selectionModel().selectedRows()] == [0], "it stays chosen"
    assert "2 new" in dialog.about.balance.text() or "new" in dialog.about.balance.text()


def test_the_size_is_kept(parent: QWidget, team: Team) -> None:
    kept: list[str] = []
    dialog = ReceiveDialog([shown(team, team.work_of_ben())], parent, size="777x555")
    dialog.size_kept.connect(kept.append)
    dialog.show()
    assert (dialog.width(), dialog.height()) == (777, 555)
    dialog.reject()
    assert kept[-1] == "777x555"


def test_a_comment_that_would_wait_is_told_of(parent: QWidget, team: Team) -> None:
    """Ada removes her incident in the copy; somebody commented on it here."""
    from curator.operations import AddComment, RemoveIncident

    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ben)
        workspace.run(AddComment(team.articles[2], "Five or six?", team.incident))
    with Workspace.open(team.ben_file) as workspace:
        workspace.act_as(team.ada)
        workspace.run(RemoveIncident(team.incident))
    dialog = ReceiveDialog([shown(team, team.hand_over_of(team.ada, "gone"))], parent)
    assert "1 comment here will wait" in dialog.about.balance.text()
