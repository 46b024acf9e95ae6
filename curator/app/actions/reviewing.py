# SPDX-License-Identifier: MIT
"""What a reviewer does: the menu Review, but for what is asked of the project there (project.py)."""

from __future__ import annotations

from curator.app.actions.possible import blind, has_column, reviewing, settling, taking_over
from curator.app.actions.spec import CONTEXT, ActionSpec
from curator.app.translating import T

REVIEWING: tuple[ActionSpec, ...] = (
    ActionSpec("review.next", T(CONTEXT, "&Next that differs"), T(CONTEXT, "Go to the next field that is not settled, "
               "of this incident or the one after it"), "review", ("J",), "a", reviewing, where="review"),
    ActionSpec("review.previous", T(CONTEXT, "&Previous that differs"), T(CONTEXT, "Go to the field before that is not "
               "settled"), "review", ("K",), "a", reviewing, where="review"),
    ActionSpec("review.next_incident", T(CONTEXT, "Next &incident of the review"), T(CONTEXT, "Go to the incident "
               "after this one"), "review", ("Shift+J",), "a", reviewing, where="review"),
    ActionSpec("review.previous_incident", T(CONTEXT, "Previous in&cident of the review"), T(CONTEXT, "Go to the one "
               "before this one"), "review", ("Shift+K",), "a", reviewing, where="review"),
    *(
        ActionSpec(f"review.adopt_{number}", text, tip, "review", (str(number),), "b", has_column(number),
                   where="review")
        for number, text, tip in (
            (1, T(CONTEXT, "Adopt from coder &1"), T(CONTEXT, "Take the first coder's value with its words into the "
                  "consensus")),
            (2, T(CONTEXT, "Adopt from coder &2"), T(CONTEXT, "Take the second coder's value with its words into the "
                  "consensus")),
            (3, T(CONTEXT, "Adopt from coder &3"), T(CONTEXT, "Take the third coder's value with its words into the "
                  "consensus")),
            (4, T(CONTEXT, "Adopt from coder &4"), T(CONTEXT, "Take the fourth coder's value with its words into the "
                  "consensus")),
            (5, T(CONTEXT, "Adopt from coder &5"), T(CONTEXT, "Take the fifth coder's value with its words into the "
                  "consensus")),
            (6, T(CONTEXT, "Adopt from coder &6"), T(CONTEXT, "Take the sixth coder's value with its words into the "
                  "consensus")),
            (7, T(CONTEXT, "Adopt from coder &7"), T(CONTEXT, "Take the seventh coder's value with its words into the "
                  "consensus")),
            (8, T(CONTEXT, "Adopt from coder &8"), T(CONTEXT, "Take the eighth coder's value with its words into the "
                  "consensus")),
            (9, T(CONTEXT, "Adopt from coder &9"), T(CONTEXT, "Take the ninth coder's value with its words into the "
                  "consensus")),
        )
    ),
    ActionSpec("review.neither", T(CONTEXT, "N&either is right …"), T(CONTEXT, "Give the consensus another value: "
               "typed, chosen, or read from the selected words"), "review", ("0",), "b", settling, where="review"),
    ActionSpec("review.add_row", T(CONTEXT, "Add a row nobody coded …"), T(CONTEXT, "Add a row that no coder has to "
               "the consensus, with its reason; words selected in the article go with it"), "review", ("+",), "b",
               settling, where="review"),
    ActionSpec("review.agreed", T(CONTEXT, "&Adopt all that agree"), T(CONTEXT, "Take each value that all coders share "
               "into the consensus"), "review", ("A",), "c", settling, where="review"),
    ActionSpec("review.check", T(CONTEXT, "&Tick the value"), T(CONTEXT, "The value was looked at against its words "
               "and is right"), "review", ("Space",), "c", settling, where="review"),
    ActionSpec("review.accept", T(CONTEXT, "Accept the incident"), T(CONTEXT, "It belongs into the consensus, with all "
               "values that agree"), "review", ("Return",), "d", settling, where="review"),
    ActionSpec("review.reject", T(CONTEXT, "Re&ject the incident …"), T(CONTEXT, "It does not belong into the "
               "consensus; the reason goes back to the coder"), "review", ("X",), "d", settling, where="review"),
    ActionSpec("review.return", T(CONTEXT, "Ret&urn the incident …"), T(CONTEXT, "The coder is to look at it again; "
               "the reason says why"), "review", ("Z",), "d", settling, where="review"),
    ActionSpec("review.reopen", T(CONTEXT, "Re&open the incident …"), T(CONTEXT, "What was decided about the incident "
               "is to be decided anew"), "review", ("Shift+X",), "d", settling, where="review"),
    ActionSpec("review.pair", T(CONTEXT, "Pai&r with another incident …"), T(CONTEXT, "Say which incident of the other "
               "coder is the same; this is remembered"), "review", ("P",), "e", settling, where="review"),
    ActionSpec("review.unpair", T(CONTEXT, "These are &different incidents"), T(CONTEXT, "Part the incidents that are "
               "beside each other; this is remembered"), "review", ("Shift+P",), "e", settling, where="review"),
    ActionSpec("review.reason", T(CONTEXT, "&Write the reason"), T(CONTEXT, "Say why; the reason goes back to the "
               "coders"), "review", ("R",), "f", settling, where="review"),
    ActionSpec("review.unclear", T(CONTEXT, "The &guideline is unclear"), T(CONTEXT, "Mark it with the next decision; "
               "such cases are collected for the codebook"), "review", ("U",), "f", settling, where="review"),
    ActionSpec("review.comment", T(CONTEXT, "Co&mment on the field …"), T(CONTEXT, "Say something of this field, or "
               "answer in its conversation"), "review", ("C",), "g", reviewing, where="review"),
    ActionSpec("review.comment_incident", T(CONTEXT, "Comment on the incident …"), T(CONTEXT, "Say something of the "
               "incident as a whole"), "review", ("Shift+C",), "g", reviewing, where="review"),
    ActionSpec("review.resolve", T(CONTEXT, "Reso&lve the conversation"), T(CONTEXT, "Call the conversation on show "
               "settled, or open it again"), "review", ("V",), "g", reviewing, where="review"),
    ActionSpec("review.blank", T(CONTEXT, "Show fields nobody filled"), T(CONTEXT, "List also the fields in which no "
               "coder said anything"), "review", ("B",), "a2", reviewing, checkable=True, where="review"),
    ActionSpec("review.take_over", T(CONTEXT, "Ta&ke over into my layer"), T(CONTEXT, "Set your own value as the "
               "consensus has it"), "review", ("T",), "h", taking_over, where="review"),
    ActionSpec("review.open_layers", T(CONTEXT, "Open hidden la&yers …"), T(CONTEXT, "Look at the article before every "
               "coder has finished; the reason stands in the history"), "review", ("O",), "i", blind, where="review"),
)  # fmt: skip
