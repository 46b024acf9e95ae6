# SPDX-License-Identifier: MIT
"""The states of the review, one after another, for packaging/pictures.py.

What lives here: projects that several have coded, and the order of the scenes. What does not: taking pictures and
looking at them (pictures.py), the hand (coding_pictures.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coding_pictures import ARTICLES, Hand
from PySide6.QtCore import QPoint, Qt

from curator.app import picture
from tests.second_coding import Alter, add_layer, differing, with_values

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow
    from curator.app.review.page import ReviewPage

Key = Qt.Key
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_REVIEWER = "Reviewer"
_ARABIC = "arabic.txt"


def review_project(sample: Path, folder: Path, name: str, layers: Sequence[tuple[str, Alter]]) -> Path:
    """A copy of the sample that these coders coded too, with an article that runs from right to left."""
    from curator.operations import AddCoder, AddIncident, FinishArticle
    from curator.tasks.import_articles import import_articles
    from curator.workspace import Workspace

    project = Path(shutil.copy(sample, folder / name))
    text = folder / _ARABIC
    text.write_text(ARTICLES[_ARABIC], encoding="utf-8")
    with Workspace.open(project) as workspace:
        with workspace.read() as reads:
            first = reads.coders()[0]
        workspace.act_as(first)
        import_articles(workspace, [text])
        people = [first, *(add_layer(workspace, each, alter) for each, alter in layers)]
        with workspace.read() as reads:
            arabic = next(each for n in reads.article_ns() if (each := reads.article(n)) is not None and n > 1)
        for at, coder in enumerate(people):
            workspace.act_as(coder)
            workspace.run(AddIncident(arabic.id, (60 + 4 * at, 110), {"title": f"صواريخ على قاعدة القيارة {at + 1}"}))
            workspace.run(FinishArticle(arabic.id))
        workspace.run(AddCoder(_REVIEWER))
    return project


def _opened(window: MainWindow, project: Path) -> ReviewPage:
    """The review of a project, for somebody who coded nothing in it."""
    if not window.open_project(project):
        raise SystemExit("; ".join(row.text for row in window.messages.rows()))
    window.who_codes.answer(next(each for each in window.who_codes.people() if each.name == _REVIEWER))
    picture.settle(window)
    window.messages.clear()
    assert window.page is not None
    window.page.views.show_view("review")
    picture.settle(window, 0.3)
    review = window.page.views.review
    assert review is not None
    review.choose_article(1)
    picture.settle(window, 0.1)
    return review


def review_scenes(window: MainWindow, sample: Path, folder: Path) -> Iterator[str]:
    """Brings about the states of the review and names each: then its picture is to be taken."""
    hand = Hand(window)
    two = _opened(window, review_project(sample, folder, "two.curator", [("Coder 2", differing)]))
    yield "review-row"
    yield from _settling(window, two, hand)
    yield from _said(two, hand)
    two.choose_article(2)
    picture.settle(window, 0.1)
    yield "review-right-to-left"
    yield from _given_back(window, two, hand)
    layers = [("Coder 2", differing), ("Coder 3", lambda made: [with_values(made[2], certainty="confirmed")])]
    three = _opened(window, review_project(sample, folder, "three.curator", layers))
    hand.key(Key.Key_J)
    yield "review-three"
    hand.key(Key.Key_Right, times=2)
    yield "review-three-scrolled"
    yield from _hidden(window, three)
    _opened(window, review_project(sample, folder, "one.curator", []))
    hand.key(Key.Key_Space, times=3)
    yield "review-single"
    window.close_project()


def _settling(window: MainWindow, review: ReviewPage, hand: Hand) -> Iterator[str]:
    hand.key(Key.Key_J)
    yield "review-differs"
    hand.key(Key.Key_1)
    hand.key(Key.Key_2)
    yield "review-settled"
    hand.key(Key.Key_0)
    yield "review-neither"
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Plus)
    yield "review-nobody-coded"
    hand.write("target")
    hand.key(Key.Key_Return)
    yield "review-nobody-coded-why"
    hand.write("Three others were wounded")
    hand.key(Key.Key_Return)
    yield "review-nobody-coded-added"
    _find(window, review, lambda: review.found is not None and len(review.found.there) == 1)
    yield "review-one-sided"
    hand.key(Key.Key_X)
    yield "review-why"
    hand.write("Only told as background")
    hand.key(Key.Key_Return)
    review.choose_article(1)  # it went on to what is next
    picture.settle(window, 0.1)
    _find(window, review, lambda: review.found is not None and len(review.found.there) == 1)
    yield "review-rejected"


def _said(review: ReviewPage, hand: Hand) -> Iterator[str]:
    hand.key(Key.Key_J)
    hand.key(Key.Key_C)
    yield "review-comment"
    hand.write("The words allow both; see the rule")
    hand.key(Key.Key_Return)
    yield "review-said"
    hand.click("review.legend.2", QPoint(8, 8))
    yield "review-one-layer-shown"
    hand.click("review.legend.2", QPoint(8, 8))
    review.grid.setFocus()


def _given_back(window: MainWindow, review: ReviewPage, hand: Hand) -> Iterator[str]:
    """What was settled otherwise than a coder coded it, as that coder sees it."""
    window.who_codes.answer(next(each for each in window.who_codes.people() if each.name == "Coder 1"))
    picture.settle(window, 0.3)
    hand.click("review.chip.given_back")
    picture.settle(window, 0.1)
    yield "review-given-back"


def _hidden(window: MainWindow, review: ReviewPage) -> Iterator[str]:
    """The layers are hidden again: the reviewer is assigned too."""
    from curator.operations import Assign

    assert review.workspace.coder is not None
    review.workspace.run(
        Assign(((review.shown.id, review.workspace.coder.id),)) if review.shown is not None else Assign(())
    )
    picture.settle(window, 0.5)
    yield "review-blind"


def _find(window: MainWindow, review: ReviewPage, wanted: Callable[[], bool]) -> None:
    """Go through the incidents to the first that is wanted."""
    for _ in range(12):
        if wanted():
            return
        review.going.step_incident(1)
        picture.settle(window)
    raise SystemExit("There is no such incident to be shown.")
