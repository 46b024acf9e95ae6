# SPDX-License-Identifier: MIT
"""At the foot of the review: what is left in this incident, and the buttons that settle it.

What lives here: the row. What does not: what the buttons do (desk.py).
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from curator.app import measures
from curator.app.action_set import ActionSet
from curator.app.widgets import named, plain_label

# The button, its action, and whether it is the chief one.
BUTTONS = (
    ("review.do.reject", "review.reject"), ("review.do.agreed", "review.agreed"), ("review.do.accept", "review.accept"),
    ("review.do.take_over", "review.take_over"), ("review.do.next", "review.next"),
)  # fmt: skip


class Foot(QWidget):
    """`show_left` says what is to be done; the buttons trigger the actions of the same keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review.foot", self.tr("What is left"), role="footer")
        self.left = plain_label("", role="quiet", font=measures.font(measures.SMALL), wrap=True)
        named(self.left, "review.left", self.tr("How much is to be settled in this incident"))
        self._texts = {
            "review.reject": self.tr("Reject"), "review.agreed": self.tr("Adopt all that agree"),
            "review.accept": self.tr("Accept"), "review.take_over": self.tr("Take over"),
            "review.next": self.tr("Next"),
        }  # fmt: skip
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.INSET, 8, measures.INSET, 8)
        row.setSpacing(6)
        row.addWidget(self.left, 1)
        for name, action in BUTTONS:
            button = QPushButton(self._texts[action])
            named(button, name, self._texts[action], role="main" if action == "review.next" else "")
            self.buttons[action] = button
            row.addWidget(button)
        self.setProperty("settled", True)

    def serve(self, actions: ActionSet) -> None:
        """Let the buttons do what their actions do, and be possible when these are."""
        for action_id, button in self.buttons.items():
            button.clicked.connect(actions[action_id].trigger)
            self._follow_action(actions, action_id)

    def _follow_action(self, actions: ActionSet, action_id: str) -> None:
        action, button, text = actions[action_id], self.buttons[action_id], self._texts[action_id]

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
            key = actions.key_of(action_id)
            button.setText(f"{text}  {key}" if action_id == "review.next" and key else text)

        connection = action.changed.connect(follow)
        self.destroyed.connect(lambda: action.changed.disconnect(connection))  # actions outlive the page
        follow()

    def show_left(self, text: str, shown: tuple[str, ...]) -> None:
        """Say what is left, with the buttons of these actions."""
        self.left.setText(text)
        for action_id, button in self.buttons.items():
            button.setVisible(action_id in shown)
