# SPDX-License-Identifier: MIT
"""The words of a history: when, and what a value was.

What lives here: from times and values to texts. What does not: the list (model.py, delegate.py), the labels of entries,
which the log holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, QTime

from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, day, say, word
from curator.app.values.wording import compound_text, leaf_text
from curator.domain.codebook.model import Codebook, Field
from curator.domain.values import Value

NOW = T(CONTEXT, "just now")
A_MINUTE = T(CONTEXT, "1 minute ago")
MINUTES = T(CONTEXT, "{count} minutes ago")
TODAY = T(CONTEXT, "today {time}")
YESTERDAY = T(CONTEXT, "yesterday {time}")
NOT_THERE = T(CONTEXT, "not there")
PROPOSED = T(CONTEXT, "proposed")

# Kinds of operations by what a person calls them; a test sees to it that every operation is in one of them.
KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("values", T(CONTEXT, "Values"), ("set_value", "set_values", "accept_proposals", "copy_values", "set_article_value",
     "add_row", "remove_row", "move_row")),
    ("words", T(CONTEXT, "Words"), ("give_words", "add_evidence", "move_evidence", "set_evidence_role",
     "retarget_evidence", "remove_evidence", "carry_over", "place_waiting", "drop_waiting", "drop_all_waiting",
     "add_not_codable", "change_not_codable", "remove_not_codable")),
    ("incidents", T(CONTEXT, "Incidents"), ("add_incident", "remove_incident", "move_incident", "set_incident_status",
     "duplicate_incident", "split_incident", "merge_incidents")),
    ("articles", T(CONTEXT, "Articles"), ("add_articles", "remove_article", "set_reading", "finish_article",
     "reopen_article", "nothing_to_code", "receive_coding", "receive_hand_over", "choose_version", "pair_articles",
     "add_from_table")),
    ("comments", T(CONTEXT, "Comments"), ("add_comment", "change_comment", "resolve_comment", "remove_comment")),
    ("project", T(CONTEXT, "Project"), ("create_project", "rename_project", "add_coder", "adopt_codebook",
     "set_project_value", "save", "remove_saved", "add_release", "remove_release")),
    ("review", T(CONTEXT, "Review"), ("accept_incident", "adopt_agreed", "adopt_value", "settle_neither", "adopt_row",
     "settle_row", "reject_row", "reject_incident", "return_incident", "reopen_incident", "pair_incidents",
     "check_value", "uncheck_value", "take_over")),
    ("assigning", T(CONTEXT, "Assignments"), ("assign", "unassign", "open_layers")),
    ("turned", T(CONTEXT, "Undone and done again"), ("undo", "redo")),
)  # fmt: skip


def when(at: str, now: datetime) -> str:
    """A time of the log (UTC) in local words, relative for today: "5 minutes ago", "today 14:05", "8 Nov 2019 14:05".

    `now` is local, with its zone. What is no time is shown as it is.
    """
    try:
        local = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(now.tzinfo)
    except ValueError:
        return at
    ago = now - local
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    if timedelta() <= ago < timedelta(minutes=1):
        return say(NOW)
    if timedelta() <= ago < timedelta(hours=1):
        minutes = int(ago.total_seconds() // 60)
        return say(A_MINUTE) if minutes == 1 else say(MINUTES, count=minutes)
    if local.date() == now.date():
        return say(TODAY, time=time)
    if local.date() == now.date() - timedelta(days=1):
        return say(YESTERDAY, time=time)
    return f"{day(local.date().isoformat())} {time}"


def whole_time(at: str) -> str:
    """The same in full, for the tool tip: day, local time with seconds, offset."""
    try:
        local = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return at
    return f"{day(local.date().isoformat())}, {local:%H:%M:%S} (UTC{local:%z})"


def value_words(codebook: Codebook, node: Field | None, values: Mapping[str, Value]) -> str:
    """What a value of the past said, with its state and basis where these say more; `node` None: metadata."""
    if not values:
        return say(NOT_THERE)
    if node is None:
        known = next(iter(values.values()))
        return " · ".join([str(known.value) if known.value is not None else word(known.state), *_said([known])])
    if node.parts:
        text = compound_text(codebook, node, lambda leaf: values[leaf.key].value if leaf.key in values else None)
    else:
        only = values.get(node.key)
        text = leaf_text(codebook, node, only.value) if only is not None and only.value is not None else ""
    if not text:
        states = list(dict.fromkeys(value.state for value in values.values()))
        text = word(states[0]) if len(states) == 1 else word("blank")
    return " · ".join([" ".join(text.split()), *_said(list(values.values()))])


def _said(values: Sequence[Value]) -> list[str]:
    """Bases that are not the usual one, and the proposed mark."""
    bases = dict.fromkeys(value.basis for value in values if value.state == "value" and value.basis)
    told = [word(basis) for basis in bases if basis not in ("stated", "default")]
    return [*told, say(PROPOSED)] if any(value.proposed for value in values) else told
