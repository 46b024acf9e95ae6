# SPDX-License-Identifier: MIT
"""Rule kinds about words: values that must show their span, spans that must be sound.

What lives here: their judging functions, and the soundness of any span. What does not: where a span may be moved
(operations).
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.domain.codebook.model import Field
from curator.domain.coding import Row
from curator.domain.rules.facts import Facts
from curator.domain.rules.general import finding
from curator.domain.rules.params import Params
from curator.domain.rules.problems import Finding


def evidence_when(facts: Facts, params: Params) -> Iterator[Finding]:
    """Where `when` holds and one of `when_any` (if given), the field has a span of `role`, on it or a part (V09)."""
    role, any_of = params.text("role"), params.conditions("when_any")
    for row in facts.owners(params.text("group")):
        if not facts.hold(params.conditions("when"), row) or (any_of and not facts.hold_any(any_of, row)):
            continue
        node = facts.node(params.text("field"), row)
        spans = facts.spans(node, row)
        if not any(span.role == role if role else span.role != "contradicts" for span in spans):
            yield finding(facts, f"{node.label}: mark the words that say so{f' ({role})' if role else ''}.", node, row)


def evidence_required(facts: Facts, params: Params) -> Iterator[Finding]:
    """A field that asks for evidence and holds a stated value has a span (V21).

    A leaf may use the spans of the compounds above it; a compound that asks for evidence those of its parts.
    """
    for row in facts.all_owners():
        for top in facts.tops(row):
            for node in top.nodes():
                if node.evidence == "required" and facts.visible(node, row) and _lacks_words(facts, node, row):
                    yield finding(
                        facts, f"{node.label}: mark the words that say so, or say how else it is known.", node, row
                    )


def _lacks_words(facts: Facts, node: Field, row: Row | None) -> bool:
    values = [facts.value(leaf, row) for leaf in node.leaves()]
    stated = any(value.counts and value.basis == "stated" for value in values)
    return stated and all(span.role == "contradicts" for span in facts.spans(node, row))


def main_mention(facts: Facts, params: Params) -> Iterator[Finding]:
    """The incident has at least one mention: the words that report it."""
    if facts.codebook.mention_required and not facts.incident.mentions():
        yield Finding("Mark the words that report this incident.")


def sound_spans(facts: Facts, params: Params) -> Iterator[Finding]:
    """Every span of the incident lies in the text, is not empty and quotes it letter for letter (V21)."""
    groups = {row.id: row.group for row in facts.incident.rows}
    for span in facts.incident.evidence:
        fault = span_fault(facts.coding.text, span.start, span.end, span.quote)
        if fault:
            yield Finding(fault, span.field, span.row, groups.get(span.row, ""), (span.id,))


def waiting_words(facts: Facts, params: Params) -> Iterator[Finding]:
    """No words of the incident wait for their place in this version of the article."""
    groups = {row.id: row.group for row in facts.incident.rows}
    for words in facts.coding.waiting:
        if words.incident == facts.incident.id:
            shown = " ".join(words.quote.split())
            message = f"“{shown[:60]}” comes from an older version: say where it stands in this one."
            yield Finding(message, words.field, words.row, groups.get(words.row, ""))


def span_fault(text: str, start: int, end: int, quote: str) -> str:
    """What is wrong with a span in code points over `text`, or ""."""
    if not 0 <= start < end:
        return f"A span from {start} to {end} is empty or turned round."
    if end > len(text):
        return f"A span ends at {end}, but the text ends at {len(text)}."
    if text[start:end] != quote:
        return f"The words at {start} to {end} are not the words that were quoted."
    return ""
