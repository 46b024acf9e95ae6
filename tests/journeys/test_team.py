# SPDX-License-Identifier: MIT
"""A team's way from a packet to the data set, by mouse and keys in the real window: two coders code apart, the lead
settles every difference, looks at the figures, gives back and exports; three coders settle; a coder of two copies."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget, QToolButton
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.cli.main import main
from curator.domain.coding import Incident
from tests.journeys.hand import ALT, CTRL, SHIFT
from tests.journeys.reviewing import choose, chosen, go_to_incident, grid, line_of, text, to_settle
from tests.journeys.reviewing import page as review
from tests.journeys.team_hand import CODEBOOK, FARMERS, STUDENTS, TeamHand, people, written

Key = Qt.Key
BACKGROUND = "Background of last year"
CONFIRMED = "The police confirmed it"
COUNTED = "The police counted"
HEARSAY = "But the doctor saw them himself"


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Iterator[TeamHand]:
    hand = TeamHand(qtbot, window)
    yield hand
    for each in QApplication.topLevelWidgets():
        if each.isVisible() and each is not window:
            each.close()


# -- the steps --------------------------------------------------------------------------------------------------------
def lead_begins(hand: TeamHand, folder: Path, coders: str) -> tuple[Path, Path]:
    """Ada makes the project, assigns both articles to these, and sends a packet: (the project, the packet)."""
    codebook = folder / "blockades.toml"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    lead, packet = folder / "lead.curator", folder / "begin.curator-handover"
    hand.make_project(lead, "Blockades", codebook, "Ada", written(folder, farmers=FARMERS, students=STUDENTS))
    names = coders.split(", ")
    told = hand.assign(coders, 100 if len(names) > 1 else 0, 7, max(2, len(names)))
    assert told.startswith("2 articles are assigned"), told
    assert all(f"{name} gets 2" in told for name in names), "everybody codes both"
    assert "Seed: 7" in hand.told(), "who wants to can draw the same again"
    hand.send_packet(packet)
    hand.close_project()
    return lead, packet


def coded_apart(hand: TeamHand, packet: Path, name: str, codes: Callable[[TeamHand], None]) -> Path:
    """One coder begins from the packet in a project of the coder's own, codes it, hands over: that file."""
    folder = packet.parent
    hand.begin(packet, folder / name / "mine.curator", name)
    assert hand.page.workspace.coder is not None
    assert hand.page.workspace.coder.name == name
    assert not hand.coding(1).incidents, "nothing of anybody came along"
    codes(hand)
    made = folder / f"{name}.curator-handover"
    hand.hand_over(made)
    hand.close_project()
    return made


def ben_codes(hand: TeamHand) -> None:
    hand.open_article("Farmers")
    hand.start_incident("Angry farmers blocked the road near Tarmiyah", "Road", "Farmers block a road")
    hand.give("Tarmiyah", Key.Key_L)
    hand.give("Three farmers were hurt", Key.Key_J)
    hand.say("Certainty", "confirmed")
    hand.start_incident("dockers closed the port of Umm Qasr", "Port", "Dockers close the port")
    hand.give("Umm Qasr", Key.Key_L)
    hand.say("Certainty", "probable")
    hand.start_incident("teachers had occupied a bridge in Kut", "Bridge", "Teachers occupy a bridge")
    hand.say("Certainty", "confirmed")
    hand.finish()
    students(hand, "At least two students were hurt", "confirmed")


def cleo_codes(hand: TeamHand) -> None:
    hand.open_article("Farmers")
    hand.start_incident("farmers blocked the road", "Road", "Road blocked")
    hand.give("Tarmiyah", Key.Key_L)
    hand.give("Three farmers", Key.Key_J)
    hand.say("Certainty", "probable")
    hand.finish()
    students(hand, "four wounded", "probable")


def dina_codes(hand: TeamHand) -> None:
    hand.open_article("Farmers")
    hand.start_incident("dockers closed the port", "Port", "Port closed")
    hand.give("Umm Qasr", Key.Key_L)
    hand.say("Certainty", "confirmed")
    hand.finish()
    students(hand, "At least two students were hurt", "possible")


def students(hand: TeamHand, hurt: str, sure: str) -> None:
    hand.open_article("Students")
    hand.start_incident("Students closed a bridge in Basra", "Bridge", "Students close a bridge")
    hand.give("Basra", Key.Key_L)
    hand.give(hurt, Key.Key_J)
    hand.say("Certainty", sure)
    hand.finish()


def to_the_review(hand: TeamHand) -> None:
    """The button of the message that says what came in."""
    hand.click("message.act")
    hand.wait(lambda: review(hand).shown is not None)
    hand.rest()
    grid(hand).setFocus()


def press(hand: TeamHand, *keys: Qt.Key) -> None:
    for key in keys:
        hand.key(key)
        hand.rest()


def because(hand: TeamHand, reason: str) -> None:
    """The reason that is asked for."""
    assert hand.find("review.reason").hasFocus()
    hand.write(reason)
    press(hand, Key.Key_Return)


def settle_farmers(hand: TeamHand) -> None:
    """All that agree by A, the certainty by a number and once more with a reason; one incident in, one out."""
    assert text(hand, "review.title") == "Farmers block a road"
    assert to_settle(hand) == ["Certainty"]
    assert text(hand, "review.left") == "To accept or reject; 1 differs"
    press(hand, Key.Key_A)
    assert line_of(hand, "Hurt").consensus.quotes == ("Three farmers", "Three farmers were hurt")
    press(hand, Key.Key_2)
    assert line_of(hand, "Certainty").consensus.why == "from Cleo"
    press(hand, Key.Key_1, Key.Key_Return)
    assert text(hand, "review.asked").endswith("say why it changes. It needs a reason; Esc leaves.")
    because(hand, CONFIRMED)
    assert line_of(hand, "Certainty").consensus.text == "Confirmed"
    assert text(hand, "review.left") == "Nothing left in this incident"
    press(hand, Key.Key_J)
    assert text(hand, "review.title") == "Dockers close the port"
    assert hand.find("review.head").property("role") == "one-sided"
    press(hand, Key.Key_Return)
    assert text(hand, "review.state") == "Ben: accepted"
    press(hand, Key.Key_J)
    assert text(hand, "review.title") == "Teachers occupy a bridge"
    press(hand, Key.Key_X)
    because(hand, BACKGROUND)  # and on to what is next


def settle_students(hand: TeamHand) -> None:
    """A reason first, then whose figure is right; then a value that nobody gave."""
    assert text(hand, "review.title") == "Students close a bridge"
    assert to_settle(hand) == ["Hurt", "Certainty"]
    press(hand, Key.Key_R)
    because(hand, COUNTED)
    press(hand, Key.Key_2)
    assert line_of(hand, "Hurt").consensus.quotes == ("four wounded",)
    assert chosen(hand).label == "Certainty", "what is settled leads on"
    press(hand, Key.Key_0)
    hand.type("possible")
    press(hand, Key.Key_Return)
    hand.wait(lambda: text(hand, "review.progress") == "0 to settle · 2 of 2 articles settled")
    assert text(hand, "review.left") == "Nothing left in this incident"


def look_at_figures(hand: TeamHand) -> None:
    """What two found, and the cases behind it; one of them is shown in its article."""
    figures = hand.find("agreement.figures", QTableWidget)
    hand.wait(lambda: figures.rowCount() > 0)
    hand.click_row("agreement.figures", 0)
    hand.wait(lambda: hand.seen("agreement.cases_of.list"))
    assert hand.label("agreement.cases_of.about").endswith("0.67. 2 cases.")  # two incidents found by both, two by one
    cases = hand.find("agreement.cases_of.list", QTableWidget)
    said = [[cases.item(row, column).text() for column in range(4)] for row in range(2)]  # type: ignore[union-attr]
    assert said[0] == [
        "Farmers close a road", "Dockers close the port\n“dockers closed the port of Umm Qasr”", "does not have it",
        "one-sided",
    ]  # fmt: skip
    assert cases.hasFocus()
    press(hand, Key.Key_Down, Key.Key_Return)
    assert text(hand, "review.title") == "Teachers occupy a bridge"
    assert text(hand, "review.state") == f"Ben: rejected – {BACKGROUND}"
    hand.key(Key.Key_Escape)
    assert not hand.seen("agreement.cases_of.list")
    assert chosen(hand).label == "Name", "the keyboard goes on from a field, not from a heading"
    assert not hand.find("review.do.agreed").isVisible(), "nothing of what is rejected can be adopted"
    press(hand, Key.Key_Return)
    assert text(hand, "review.asked") == "The incident was rejected; say why it belongs here."
    press(hand, Key.Key_Escape)
    assert text(hand, "review.state") == f"Ben: rejected – {BACKGROUND}"


def ben_answers(hand: TeamHand) -> None:
    """What was changed and why; a comment on it; one value taken over."""
    assert hand.find("review.chip.given_back", QToolButton).isChecked(), "nothing is left to settle: this is what waits"
    assert hand.find("review.chip.given_back", QToolButton).text() == "Given back 2"
    assert text(hand, "review.state") == f"Ben: rejected – {BACKGROUND}"
    assert text(hand, "review.left") == "1 settled otherwise than you coded"
    press(hand, Key.Key_J)
    assert text(hand, "review.title") == "Students close a bridge"
    assert to_settle(hand) == ["Hurt", "Certainty"]
    assert line_of(hand, "Hurt").consensus.why == f"from Cleo · {COUNTED}"
    assert line_of(hand, "Certainty").consensus.why == "neither was right"
    choose(hand, "Hurt")
    press(hand, Key.Key_C)
    hand.write(HEARSAY)
    press(hand, Key.Key_Return)
    choose(hand, "Certainty")
    press(hand, Key.Key_T)
    assert to_settle(hand) == ["Hurt"]
    assert not line_of(hand, "Certainty").differs, "what is taken over steps back"
    assert incident(hand, 2, "Ben").values["sure"] == "possible"
    assert incident(hand, 2, "Ben").values["hurt_best"] == 2, "only what is taken over changes"


def incident(hand: TeamHand, article: int, who: str) -> Incident:
    """The first incident of somebody in an article, as it is in the file."""
    return incidents(hand, article, who)[0]


def incidents(hand: TeamHand, article: int, who: str) -> list[Incident]:
    coder = people(hand.page.workspace.path)[who].id
    return [each for each in hand.coding(article).incidents if each.coder == coder]


def exported(hand: TeamHand, folder: Path) -> Callable[[str], list[dict[str, str]]]:
    """Ctrl+E, only what was agreed on: the lines of a file of the data set."""
    hand.window.messages.clear()
    hand.key(Key.Key_E, CTRL)
    hand.fill("export.folder.line", str(folder))
    hand.choose_in_box("export.layer", "Only what was agreed on")
    hand.click("export.memos")
    hand.click("export.ok")
    hand.wait(lambda: (folder / "judgements.csv").exists() and bool(hand.told()))

    def lines(name: str) -> list[dict[str, str]]:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return lines


# -- the journeys -----------------------------------------------------------------------------------------------------
def test_from_the_packet_to_the_data_set(hand: TeamHand, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lead, packet = lead_begins(hand, tmp_path, "Ben, Cleo")
    ben, cleo = coded_apart(hand, packet, "Ben", ben_codes), coded_apart(hand, packet, "Cleo", cleo_codes)
    hand.open_as(lead, people(lead)["Ada"])
    hand.receive(ben, cleo)
    before = [hand.coding(1).incidents, hand.coding(2).incidents]
    hand.drop(hand.page, ben)
    hand.wait(lambda: hand.seen("receive"))
    assert hand.label("receive.title") == "Nothing new"
    hand.click("receive.cancel")

    to_the_review(hand)
    queue = review(hand).queue.model
    assert [line.told for line in map(queue.line, range(2)) if line] == [
        "Certainty differs · 2 one-sided", "Hurt differs · Certainty differs"
    ]  # fmt: skip
    settle_farmers(hand)
    settle_students(hand)
    look_at_figures(hand)
    coders = [people(lead)[name].id for name in ("Ben", "Cleo")]
    layers = [[each for each in hand.coding(n).incidents if each.coder in coders] for n in (1, 2)]
    assert [tuple(each) for each in layers] == before, "no coder's row has changed"
    back = tmp_path / "back.curator-handover"
    hand.hand_over(back)  # what is ticked already
    hand.close_project()

    mine = tmp_path / "Ben" / "mine.curator"
    hand.open_as(mine, people(mine)["Ben"])
    hand.receive(back)
    to_the_review(hand)
    ben_answers(hand)
    answer = tmp_path / "answer.curator-handover"
    hand.hand_over(answer)
    hand.close_project()

    hand.open_as(lead, people(lead)["Ada"])
    hand.receive(answer)
    hand.key(Key.Key_R, CTRL)
    hand.rest()
    hand.wait(lambda: hand.find("review.chip.comments", QToolButton).text() == "Comments 1")
    assert text(hand, "review.progress") == "0 to settle · 2 of 2 articles settled", "what was settled stays so"
    assert text(hand, "review.notice") == "Everything is settled."
    hand.click("review.chip.comments")
    hand.rest()
    talk = review(hand).threads.chosen()
    assert talk is not None
    assert (chosen(hand).label, talk.text) == ("Hurt", HEARSAY), "the conversation is there at once"
    lines = exported(hand, tmp_path / "set")
    assert_consensus_is_exported(hand, lines)
    consensus = incident(hand, 2, "Consensus")
    hand.close_project()

    capsys.readouterr()
    assert main(["explain", str(lead), consensus.id, "hurt"]) == 0
    told = capsys.readouterr().out
    assert "coded by Consensus" in told
    assert f"adopted from Cleo: {COUNTED}" in told
    assert "[four wounded]" in told
    assert "settled by Ada" in told


def assert_consensus_is_exported(hand: TeamHand, lines: Callable[[str], list[dict[str, str]]]) -> None:
    """Three incidents of the consensus with their words, and of each decision from whom, by whom and why."""
    names = {line["name"]: line["id"] for line in lines("coders")}
    found = {line["name"]: line for line in lines("incidents")}
    assert found.keys() == {"Farmers block a road", "Dockers close the port", "Students close a bridge"}
    assert {line["layer"] for line in found.values()} == {"consensus"}
    assert [found["Students close a bridge"][key] for key in ("hurt_best", "sure")] == ["4", "possible"]
    said = {(line["verdict"], line["field"], line["reason"]) for line in lines("judgements")}
    assert {("adopted", "hurt", COUNTED), ("neither", "sure", ""), ("changed", "sure", CONFIRMED)} <= said
    adopted = next(line for line in lines("judgements") if line["verdict"] == "adopted" and line["field"] == "hurt")
    people_here = people(hand.page.workspace.path)
    assert adopted["source_coder"] == people_here["Cleo"].id
    assert adopted["source"] == incident(hand, 2, "Cleo").id
    assert adopted["coder_name"] == "Ada"
    assert names["Consensus"] == people_here["Consensus"].id
    texts = {hand.coding(n).article.id: hand.coding(n).text for n in (1, 2)}
    evidence = lines("evidence")
    assert {"four wounded", "Umm Qasr", "Three farmers were hurt"} <= {line["quote"] for line in evidence}
    for line in evidence:
        assert texts[line["article"]][int(line["start"]) : int(line["end"])] == line["quote"]


def test_three_coders_are_settled_as_two_are(hand: TeamHand, tmp_path: Path) -> None:
    lead, packet = lead_begins(hand, tmp_path, "Ben, Cleo, Dina")
    codes = {"Ben": ben_codes, "Cleo": cleo_codes, "Dina": dina_codes}
    files = [coded_apart(hand, packet, name, coding) for name, coding in codes.items()]
    hand.open_as(lead, people(lead)["Ada"])
    hand.receive(*files[:2])
    assert hand.page.shown is not None
    to_nothing = hand.find("status.blind", QLabel)
    hand.wait(lambda: to_nothing.isVisible())
    hand.receive(files[2])
    to_the_review(hand)
    assert text(hand, "review.place").startswith("Incident 1 of 3 · only Ben, Cleo · overlap")
    press(hand, Key.Key_1)  # accepts the incident that two of three have, and Ben's certainty
    assert line_of(hand, "Certainty").consensus.why == "from Ben"
    press(hand, Key.Key_J)
    assert text(hand, "review.place").startswith("Incident 2 of 3 · only Ben, Dina · overlap")
    assert [cell.text for cell in line_of(hand, "Certainty").cells] == ["Probable", "", "Confirmed"]
    press(hand, Key.Key_3)
    assert line_of(hand, "Certainty").consensus.why == "from Dina"
    press(hand, Key.Key_J)
    assert text(hand, "review.place") == "Incident 3 of 3 · only Ben"
    press(hand, Key.Key_X)
    because(hand, BACKGROUND)
    assert text(hand, "review.place").startswith("Incident 1 of 1 · all coders")
    assert [cell.text for cell in line_of(hand, "Certainty").cells] == ["Confirmed", "Probable", "Possible"]
    press(hand, Key.Key_1, Key.Key_3)
    assert (line_of(hand, "Hurt").consensus.why, line_of(hand, "Certainty").consensus.why) == ("from Ben", "from Dina")
    hand.wait(lambda: text(hand, "review.progress") == "0 to settle · 2 of 2 articles settled")
    back = tmp_path / "back.curator-handover"
    hand.hand_over(back)
    hand.close_project()
    mine = tmp_path / "Cleo" / "mine.curator"
    hand.open_as(mine, people(mine)["Cleo"])
    hand.receive(back)
    to_the_review(hand)
    assert hand.find("review.chip.given_back", QToolButton).text() == "Given back 2"
    go_to_incident(hand, "Dockers close the port")  # she missed it: taken over whole
    press(hand, Key.Key_T)
    assert [each.values["what"] for each in incidents(hand, 1, "Cleo")] == ["road", "port"]


def test_one_coder_in_two_copies_and_the_lead_chooses(
    hand: TeamHand, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead, packet = lead_begins(hand, tmp_path, "Ben")
    hand.begin(packet, tmp_path / "office" / "mine.curator", "Ben")
    office, home = hand.page.workspace.path, tmp_path / "home.curator"
    students(hand, "At least two students were hurt", "confirmed")
    hand.key(Key.Key_S, CTRL | SHIFT)
    hand.choose_file("copy.dialog", str(home))
    hand.wait(home.exists)
    hand.rest()
    hand.close_project()
    files = []
    for place, sure in ((office, "probable"), (home, "possible")):
        hand.open_as(place, people(place)["Ben"])
        hand.open_article("Students")
        hand.click_row("incidents.list", 0)
        hand.say("Certainty", sure)
        hand.finish()  # what is changed in a finished article opens it again
        files.append(tmp_path / f"{place.stem}.curator-handover")
        hand.hand_over(files[-1])
        hand.close_project()

    other = Path(shutil.copy(lead, tmp_path / "other.curator"))
    digests = []
    for project, order in ((other, files[::-1]), (lead, files)):
        hand.open_as(project, people(project)["Ada"])
        for file in order:
            hand.receive(file)
        hand.wait(lambda: hand.find("status.versions", QPushButton).text() == "⚠ 1 in conflict")
        stood = incident(hand, 2, "Ben").values["sure"]
        if project != lead:
            hand.close_project()
        capsys.readouterr()
        assert main(["check", str(project), "--digest", "--json"]) == 0
        digests.append(json.loads(capsys.readouterr().out)["digest"])
    assert digests[0] == digests[1], "in whichever order they come"

    def sure() -> object:
        return incident(hand, 2, "Ben").values["sure"]

    hand.key(Key.Key_V, CTRL | ALT)
    hand.wait(lambda: hand.seen("versions.choose_2"))
    hand.key(Key.Key_2)
    hand.wait(lambda: sure() == ({"probable", "possible"} - {stood}).pop())
    hand.key(Key.Key_Z, CTRL)
    hand.wait(lambda: sure() == stood)
    hand.wait(lambda: hand.seen("versions.choose_2"))
    hand.key(Key.Key_2)
    hand.wait(lambda: hand.seen("versions.nothing"))
    hand.key(Key.Key_Escape)
    chosen_now = sure()
    assert chosen_now != stood
    back = tmp_path / "back.curator-handover"
    hand.hand_over(back, "Ben")
    kept, other_one = (office, home) if chosen_now == "probable" else (home, office)
    hand.close_project()
    for place in (other_one, kept):
        hand.open_as(place, people(place)["Ben"])
        hand.receive(back)
        hand.wait(lambda: sure() == chosen_now)
        assert not hand.find("status.versions", QPushButton).isVisible(), "nothing is left in conflict"
        hand.drop(hand.page, back)
        hand.wait(lambda: hand.seen("receive"))
        assert hand.label("receive.title") == "Nothing new"
        hand.click("receive.cancel")
        if place == kept:  # the copy that held already what was chosen: it goes on
            break
        hand.close_project()
    hand.open_article("Students")
    hand.click_row("incidents.list", 0)
    hand.say("Certainty", "confirmed")
    hand.finish()
    later = tmp_path / "later.curator-handover"
    hand.hand_over(later)
    hand.close_project()
    hand.open_as(lead, people(lead)["Ada"])
    hand.receive(later)
    assert sure() == "confirmed", "both copies know of the choice: what comes later is newer, and no conflict again"
    assert not hand.find("status.versions", QPushButton).isVisible()
