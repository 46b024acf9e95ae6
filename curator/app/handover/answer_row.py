# SPDX-License-Identifier: MIT
"""What can be said of an article whose text is here already, from another source.

What lives here: the question, the answers as buttons, their keys. What does not: for which articles it is asked and
what follows (receive_dialog.py).
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from curator.app.handover.dressing import tell
from curator.app.handover.shown import ANOTHER, LEAVE
from curator.app.widgets import named, plain_label

HERE = "here"  # the button; the answer is the id of the article that is meant
KEYS = {"1": HERE, "2": ANOTHER, "3": LEAVE}


class AnswerRow(QWidget):
    """`answered(answer)`: this button was pressed. `asked`: the question, which stands above."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked = named(plain_label("", role="warn", wrap=True), "receive.asked", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.buttons: dict[str, QPushButton] = {}
        texts = (
            (HERE, "1", self.tr("It is this article"), self.tr("Its work goes to the article that is here")),
            (ANOTHER, "2", self.tr("Another article"), self.tr("Two outlets may print one agency copy: it is added")),
            (LEAVE, "3", self.tr("Leave it out"), self.tr("Nothing of it is taken; it can be received later")),
        )
        for answer, key, text, tip in texts:
            button = QPushButton(f"{text}  {key}")
            named(button, f"receive.{answer}", text, tip=f"{tip} ({key})")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, answer=answer: self.answered.emit(answer))
            row.addWidget(button)
            self.buttons[answer] = button
        row.addStretch(1)

    def ask(self, open_: int, asking: bool, chosen: bool) -> None:
        """So many articles are not answered for, of those that are asked about at all; `chosen`: one of them is."""
        told = self.tr("The text of this article is here already, from another source. Choose it and say what it is.")
        if open_ > 1:
            told = self.tr("The texts of {count} articles are here already, from other sources. Choose them and say "
                           "what they are.").format(count=f"{open_:,}")  # fmt: skip
        tell(self.asked, told if open_ else "")
        self.setVisible(asking)
        for button in self.buttons.values():
            button.setEnabled(chosen)

    def below(self, answer: str) -> QPoint:
        """Where on the screen a menu of this button begins."""
        button = self.buttons[answer]
        return button.mapToGlobal(button.rect().bottomLeft())
