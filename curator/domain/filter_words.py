# SPDX-License-Identifier: MIT
"""A filter in plain words: "Killed is at least 3".

What lives here: from a condition to words, with the codebook's labels. What does not: conditions (filtering.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Scalar
from curator.domain.filtering import Condition, IncidentFilter, Target, compound, target

OP_WORDS: Mapping[str, str] = {
    "is": "is", "is_not": "is not", "contains": "contains", "contains_not": "does not contain",
    "at_least": "is at least", "at_most": "is at most", "between": "is between", "blank": "is blank",
    "not_blank": "is not blank", "not_stated": "is not stated", "not_applicable": "is not applicable",
    "proposed": "is only proposed", "overlaps": "lies in", "inside": "lies in an area", "some": "there are some",
    "none": "there are none",
}  # fmt: skip
_DAY_WORDS = {"at_least": "is on or after", "at_most": "is on or before"}
LAYER_WORDS: Mapping[str, str] = {
    "auto": "what is settled, else the only layer", "consensus": "the consensus", "all": "everybody's work",
    "mine": "my own work",
}  # fmt: skip
STATE_WORDS: Mapping[str, str] = {
    "status": "Status", "review": "Review", "reading": "Reading", "draft": "draft", "finished": "finished",
    "withdrawn": "withdrawn", "accepted": "accepted", "rejected": "rejected", "returned": "sent back", "open": "open",
    "unread": "unread", "started": "started", "nothing_to_code": "nothing to code",
}  # fmt: skip
_LOOKED_INTO = {"values": "Values", "article": "Article", "row": "Rows"}
_MOST_NAMED = 4


def words(wanted: IncidentFilter, codebook: Codebook, names: Mapping[str, str] | None = None) -> str:
    """The whole filter; "" for one that lets everything through. `names`: of coders, by their ids."""
    return "; ".join(condition_words(each, codebook, names) for each in wanted.conditions)


def condition_words(condition: Condition, codebook: Codebook, names: Mapping[str, str] | None = None) -> str:
    """One condition: "Killed is at least 3", "Place lies in an area"."""
    kind, key, op = condition.kind, condition.key, condition.op
    if kind == "value":
        return _value_words(condition, codebook)
    if kind == "text":
        told = "without" if op == "contains_not" else "with"
        return f"{_LOOKED_INTO.get(key, key)} {told} “{' '.join(map(str, condition.value))}”"
    if kind in ("date", "place"):
        meant = compound(codebook, kind, key)
        label = meant.label if meant is not None else key or kind
        return f"{label} {_period(condition) if op == 'overlaps' else OP_WORDS[op] + _listed(condition, op)}"
    if kind == "layer":
        return f"Layer: {LAYER_WORDS.get(str(condition.value[0]), '')}" if condition.value else "Layer"
    if kind == "coder":
        coders = [(names or {}).get(str(one), str(one)) for one in condition.value]
        return f"Coder {OP_WORDS[op]} {' or '.join(coders)}"
    if kind == "state":
        states = [STATE_WORDS.get(str(one), str(one)) for one in condition.value]
        return f"{STATE_WORDS.get(key, key)} {OP_WORDS[op]} {' or '.join(states)}"
    if kind == "problems":
        return "With problems" if op == "some" else "Without problems"
    if kind == "no_words":
        meant = target(codebook, key) if key else None
        what = meant.label if meant is not None else key or "A value"
        return f"{what} without words" if op == "some" else f"{what if key else 'Every value'} with its words"
    return f"{key.replace('_', ' ').capitalize()} {OP_WORDS[op]}{_listed(condition, op)}"


def _value_words(condition: Condition, codebook: Codebook) -> str:
    meant = target(codebook, condition.key)
    if meant is None:
        return f"{condition.key} {OP_WORDS[condition.op]}{_listed(condition, condition.op)}"
    label = meant.label if meant.node or meant.derived else f"Number of {meant.label.lower()}"
    figure = meant.figure
    op = OP_WORDS[condition.op]
    if figure and figure[0].kind == "day":
        op = _DAY_WORDS.get(condition.op, op)
    shown = Condition(
        condition.kind, condition.key, condition.op, tuple(_named(codebook, meant, one) for one in condition.value)
    )
    return f"{label} {op}{_listed(shown, condition.op)}"


def _named(codebook: Codebook, meant: Target, value: Scalar) -> Scalar:
    """A code by its label."""
    for leaf in meant.leaves:
        listed = codebook.choices_of(leaf)
        if listed is not None and str(value) in listed.by_code:
            return listed.by_code[str(value)].label
    return value


def _listed(condition: Condition, op: str) -> str:
    if op == "between":
        return f" {_figure(condition.value[0])} and {_figure(condition.value[1])}" if len(condition.value) > 1 else ""
    if op == "inside" or not condition.value:
        return ""
    told = [f"“{one}”" if op.startswith("contains") else _figure(one) for one in condition.value]
    more = f" or {len(told) - _MOST_NAMED + 1} others" if len(told) > _MOST_NAMED else ""
    return f" {' or '.join(told[: _MOST_NAMED - 1] if more else told)}{more}"


def _figure(value: Scalar) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _period(condition: Condition) -> str:
    first, last = (str(condition.value[at]) if at < len(condition.value) else "" for at in (0, 1))
    if first and last:
        return f"lies in {first} – {last}" if first != last else f"is {first}"
    return f"is on or after {first}" if first else f"is on or before {last}" if last else "lies in any time"
