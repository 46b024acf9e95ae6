# SPDX-License-Identifier: MIT
"""What to do next in an article without incidents, with the keys that are in force.

What lives here: the sentences, and which of them fits. What does not: showing them (panel.py, side_panel.py).
"""

from __future__ import annotations

from collections.abc import Callable

from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.domain.codebook.model import Codebook
from curator.shape import Frozen

NONE_YET = T(CONTEXT, "No incident yet. Select the words that report one and press {key}.")
NONE_YET_NO_KEY = T(CONTEXT, "No incident yet. Select the words that report one and choose Code > New incident.")
READ_ONLY = T(CONTEXT, "No incident is coded in this article. The project is open for reading only.")
NO_CODER = T(CONTEXT, "No incident is coded in this article. To code it, say first who is coding.")
NOTHING_HERE = T(CONTEXT, "You have read this article: nothing to code.")
STEPS = (
    T(CONTEXT, "1.  Select words in the article, with the mouse or with Shift and the arrow keys."),
    T(CONTEXT, "2.  {new} starts an incident from them."),
    T(CONTEXT, "3.  Select more words and press the letter of a field: {letters}."),
    T(CONTEXT, "4.  {enter} takes what is proposed."),
    T(CONTEXT, "5.  {not_codable} marks words that were read and are no incident."),
    T(CONTEXT, "{help} tells the rest; {keys} lists every key."),
)
LETTER = T(CONTEXT, "{key}\u00a0{label}")
_MOST_LETTERS = 4


class FirstSteps(Frozen):
    """`told`: one sentence where the incidents would stand; `how`: the steps, where the values would stand."""

    told: str = ""
    how: str = ""


def first_steps(
    codebook: Codebook, key_of: Callable[[str], str], *, writable: bool, coder: bool, ended: bool
) -> FirstSteps:
    """`key_of` tells an action's key, "" for none. `ended`: the coder has said that there is nothing to code."""
    if not writable:
        return FirstSteps(say(READ_ONLY))
    if not coder:
        return FirstSteps(say(NO_CODER))
    if ended:
        return FirstSteps(say(NOTHING_HERE))
    new = key_of("code.new")
    told = say(NONE_YET, key=new) if new else say(NONE_YET_NO_KEY)
    nodes = {key.key: codebook.node(key.field, key.group) for key in codebook.keys}
    # First the fields that are read from words: dates, places, counts.
    book_keys = sorted(codebook.keys, key=lambda key: not (node := nodes[key.key]) or not node.parts)[:_MOST_LETTERS]
    words = {
        "new": new,
        "letters": ", ".join(say(LETTER, key=key.key, label=key.label) for key in book_keys),
        "enter": key_of("code.enter").replace("Return", "Enter"),  # as it is written on the key
        "not_codable": key_of("code.not_codable"), "help": key_of("help.pages"),
        "keys": key_of("help.keys"),
    }  # fmt: skip
    sure = [step for step in STEPS if all(words[name] for name in words if f"{{{name}}}" in step)]
    return FirstSteps(told, "\n".join(say(step, **words) for step in sure))
