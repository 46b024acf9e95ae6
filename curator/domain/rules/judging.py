# SPDX-License-Identifier: MIT
"""All problems of an article's coding: the codebook's rules and the ones that always hold.

What lives here: which rules apply and the order of what they find. What does not: the rules (the other modules).
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.domain.codebook.model import Codebook, Rule
from curator.domain.coding import ArticleCoding, Incident
from curator.domain.rules.context import NO_CONTEXT, RuleContext
from curator.domain.rules.evidence import span_fault
from curator.domain.rules.facts import Facts
from curator.domain.rules.params import Params
from curator.domain.rules.problems import Finding, Problem
from curator.domain.rules.table import RULE_KINDS

_SOUND_SPANS = "sound_spans"
_LEVELS = ("error", "warning", "hint")


def problems_of(coding: ArticleCoding, codebook: Codebook, context: RuleContext = NO_CONTEXT) -> list[Problem]:
    """What stands in the way of Finish (errors) and what deserves a look (warnings, hints).

    First the article's own problems, then each incident's in the order given: errors, warnings, hints, and within a
    level the order of the rules in force. A withdrawn incident has none.
    """
    problems = list(_article_problems(coding))
    rules = rules_in_force(codebook)
    for incident in coding.incidents:
        if incident.status != "withdrawn":
            problems += incident_problems(coding, incident, codebook, rules, context)
    return problems


def incident_problems(
    coding: ArticleCoding,
    incident: Incident,
    codebook: Codebook,
    rules: tuple[Rule, ...] | None = None,
    context: RuleContext = NO_CONTEXT,
) -> list[Problem]:
    """The problems of one incident: errors first, then in the order of the rules."""
    facts = Facts(coding, incident, codebook, context)
    found: list[Problem] = []
    for rule in rules_in_force(codebook) if rules is None else rules:
        for finding in RULE_KINDS[rule.kind].judge(facts, Params(rule.params)):
            found.append(_problem(rule, finding, incident.id))
    return sorted(found, key=lambda problem: _LEVELS.index(problem.level))


def rules_in_force(codebook: Codebook) -> tuple[Rule, ...]:
    """The rules that always hold (unless the codebook words them itself), then the codebook's own, in its order."""
    named = {rule.kind for rule in codebook.rules}
    silent = [kind for kind in RULE_KINDS.values() if kind.always and kind.name not in named]
    own = [_with_fixed_level(rule) for rule in codebook.rules]
    return (*(Rule(kind.name, kind.name, kind.level, "", {}) for kind in silent), *own)


def _with_fixed_level(rule: Rule) -> Rule:
    kind = RULE_KINDS[rule.kind]
    return Rule(rule.id, rule.kind, kind.level, rule.message, rule.params, rule.help) if kind.fixed else rule


def _problem(rule: Rule, finding: Finding, incident: str) -> Problem:
    message = rule.message or finding.message
    return Problem(rule.id, rule.level, message, incident, finding.field, finding.row, finding.group, finding.spans)


def _article_problems(coding: ArticleCoding) -> Iterator[Problem]:
    """Spans of the article's metadata and passages not codable must be sound too."""
    for span in coding.article_evidence:
        fault = span_fault(coding.text, span.start, span.end, span.quote)
        if fault:
            yield Problem(_SOUND_SPANS, "error", fault, field=span.field, spans=(span.id,))
    for passage in coding.not_codable:
        fault = span_fault(coding.text, passage.start, passage.end, passage.quote)
        if fault:
            yield Problem(_SOUND_SPANS, "error", fault, spans=(passage.id,))
