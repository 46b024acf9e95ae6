# SPDX-License-Identifier: MIT
"""The words of the figures of agreement: their names, numbers, and what each of them tells, with its source.

What lives here: texts. What does not: the figures (tasks/agreement_figures.py), widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from curator.app.translating import T
from curator.app.values.phrases import left_state
from curator.app.values.wording import leaf_text
from curator.domain.codebook.model import Codebook
from curator.review import coefficients, measuring, metrics
from curator.tasks import agreement
from curator.tasks.agreement import AgreementReport, Part
from curator.tasks.agreement_cases import NOT_THERE, Said
from curator.tasks.agreement_figures import (
    ABOVE,
    AC1,
    ALPHA,
    EXACT,
    F1,
    FIELD,
    INCIDENTS,
    KAPPA,
    NOBODY,
    OVERLAP,
    PERCENT,
    PRECISION,
    RECALL,
    ROWS,
    STATES,
    WORDS,
    FigureLine,
)

CONTEXT = "agreement"
_NAMES = {
    PERCENT: T(CONTEXT, "Percent agreement"),
    ALPHA: T(CONTEXT, "Krippendorff’s alpha"),
    KAPPA: T(CONTEXT, "Kappa"),
    AC1: T(CONTEXT, "Gwet’s AC1"),
    STATES: T(CONTEXT, "Percent agreement on states"),
    PRECISION: T(CONTEXT, "Precision"),
    RECALL: T(CONTEXT, "Recall"),
    F1: T(CONTEXT, "F1"),
    EXACT: T(CONTEXT, "The same words, F1"),
    OVERLAP: T(CONTEXT, "Common characters, F1"),
}
_TIPS = {
    PERCENT: T(CONTEXT, "How often two coders gave the same answer. It does not tell how much of that is chance. "
               "Source: Fleiss 1971, formulas 2 and 3."),
    ALPHA: T(CONTEXT, "Agreement beyond chance: 1 is perfect, 0 is as by chance, below 0 is worse. Any number of "
             "coders, and values may be missing; differences weigh by the field’s metric. From 0.80 it is usually "
             "called good, from 0.667 tentative. Source: Krippendorff 2011, sections C to E."),
    KAPPA: T(CONTEXT, "Agreement beyond chance on single choices: of two coders by Cohen 1960 (weighted by squared "
             "steps for grades, Cohen 1968), of more by Fleiss 1971, formula 7."),
    AC1: T(CONTEXT, "Agreement beyond chance that stays steady where nearly all cases are of one choice. "
           "Source: Gwet 2008."),
    STATES: T(CONTEXT, "How often two coders agree on whether there is a value, none is stated, none applies, or it is "
              "left blank."),
    PRECISION: T(CONTEXT, "Of what the first coder has, the share that the second has too. Source: van Rijsbergen "
                 "1979, chapter 7."),
    RECALL: T(CONTEXT, "Of what the second coder has, the share that the first has too. Source: van Rijsbergen 1979, "
              "chapter 7."),
    F1: T(CONTEXT, "What both have, as a share of what each has: 1 where both found the same, 0 where nothing is in "
          "common. What only one has counts here. Source: van Rijsbergen 1979, chapter 7."),
    EXACT: T(CONTEXT, "F1 of whole passages: only those with the same beginning and end count as the same."),
    OVERLAP: T(CONTEXT, "F1 of characters: those that both marked, as a share of what each marked."),
}  # fmt: skip
_REASONS = {
    coefficients.NO_PAIRS: T(CONTEXT, "nothing has values of two coders"),
    coefficients.NO_VARIATION: T(CONTEXT, "all values are the same"),
    coefficients.TOO_LARGE: T(CONTEXT, "the values are too large"),
    coefficients.NOT_TWO: T(CONTEXT, "this figure is for two coders"),
    coefficients.UNEVEN: T(CONTEXT, "not everybody coded every case"),
    metrics.NEGATIVE: T(CONTEXT, "a value is below zero"),
    metrics.ONLY_CHOICES: T(CONTEXT, "this figure is for single choices"),
    measuring.ONE_SIDED: T(CONTEXT, "only one coder has the incident"),
    measuring.ONE_SIDED_ROW: T(CONTEXT, "only one coder has the row"),
    measuring.BLANK: T(CONTEXT, "blank: fewer than two coders answered"),
    measuring.NO_VALUE: T(CONTEXT, "not stated or not applicable: fewer than two coders gave a value"),
    NOBODY: T(CONTEXT, "no coder has any"),
    agreement.BLIND: T(CONTEXT, "not open to you yet, because not everybody who codes them has finished"),
    agreement.UNFINISHED: T(CONTEXT, "finished by fewer than two coders"),
    agreement.SINGLE: T(CONTEXT, "coded by one coder alone"),
}
_PARTINGS = {
    agreement.WHOLE: T(CONTEXT, "All together"),
    agreement.BY_CODER: T(CONTEXT, "By coder"),
    agreement.BY_PAIR: T(CONTEXT, "By pair of coders"),
    agreement.BY_KIND: T(CONTEXT, "By type"),
    agreement.BY_MONTH: T(CONTEXT, "By month"),
}
FOUND_BY_BOTH = T(CONTEXT, "Incidents found by both")
ROWS_OF = T(CONTEXT, "{group}: rows found by both")
ABOVE_OF = T(CONTEXT, "{field}: what it stands under")
WORDS_OF = T(CONTEXT, "{field}: words")
NOT_DEFINED = T(CONTEXT, "not defined")
ABSENT = T(CONTEXT, "does not have it")
INTERVAL = T(CONTEXT, "{value}, in 95 % of {rounds} draws of articles (seed {seed}) between {low} and {high}.")
RESTS = T(CONTEXT, "It rests on {units} cases ({pairs} pairs of coders) in {articles} articles.")
LEFT = T(CONTEXT, "Left out: {count} ({reason}).")
ALONE = T(CONTEXT, "{count}: {reason}.")
METRIC = T(CONTEXT, "Metric of the field: {metric}.")
NONE_YET = T(CONTEXT, "No article is finished by two coders yet; then the figures come here.")
ONE_ARTICLE = T(CONTEXT, "1 article")
ARTICLES = T(CONTEXT, "{count} articles")
FOUND = T(CONTEXT, "{articles}, found by two: {pairs}, one-sided: {alone}. Choose a figure for its cases.")
ARTICLES_LEFT = T(CONTEXT, "Articles left out: {count} {why}.")
WITHDRAWN = T(CONTEXT, "Withdrawn incidents left out: {count}.")


def say(text: str) -> str:
    """A text of this room in the language of the window."""
    return QCoreApplication.translate(CONTEXT, text)


def reason(text: str) -> str:
    """Why something is left out or not defined."""
    return say(_REASONS.get(text, text))


def parting(by: str) -> str:
    return say(_PARTINGS[by])


def number(value: float) -> str:
    """Two decimals in the language of the window; "1.00" only where nothing differs."""
    shown = min(value, 0.99) if value < 1 and round(value, 2) >= 1 else value
    return QLocale().toString(shown + 0.0, "f", 2)


def figure_name(line: FigureLine) -> str:
    return say(_NAMES[line.figure])


def row_name(line: FigureLine, short: str = "") -> str:
    """What a figure is about, as the panel lists it; `short`: what a field is called there."""
    if line.what == INCIDENTS:
        return say(FOUND_BY_BOTH)
    if line.what == ROWS:
        return say(ROWS_OF).format(group=line.label)
    if line.what == ABOVE:
        return say(ABOVE_OF).format(field=line.label)
    return say(WORDS_OF).format(field=line.label) if line.what == WORDS else short or line.label


def value_text(line: FigureLine) -> str:
    """The figure as it is listed: alpha with its sign, the others plain, or that it is not defined."""
    if line.value is None:
        return say(NOT_DEFINED)
    return f"α {number(line.value)}" if line.figure == ALPHA else number(line.value)


def figure_tip(line: FigureLine) -> str:
    """All that is to be said of one figure, a line each."""
    said = [f"{figure_name(line)}: {_valued(line)}"]
    said.append(say(RESTS).format(units=f"{line.units:,}", pairs=f"{line.pairs:,}", articles=f"{line.articles:,}"))
    alone = line.what in (INCIDENTS, ROWS)
    said += [
        say(ALONE if alone else LEFT).format(count=f"{count:,}", reason=reason(why))
        for why, count in line.left_out.items()
    ]
    if line.metric and line.what == FIELD:
        said.append(say(METRIC).format(metric=line.metric))
    said.append(say(_TIPS[line.figure]))
    return "\n".join(said)


def _valued(line: FigureLine) -> str:
    if line.value is None:
        return f"{say(NOT_DEFINED)} ({reason(line.reason)})."
    if line.low is None or line.high is None:
        return f"{number(line.value)}."
    return say(INTERVAL).format(
        value=number(line.value), rounds=f"{line.rounds:,}", seed=line.seed, low=number(line.low),
        high=number(line.high),
    )  # fmt: skip


def said_text(codebook: Codebook, group: str, field: str, said: Said) -> str:
    """What a coder said: the value in words, else its state."""
    if said.state == NOT_THERE:
        return say(ABSENT)
    if said.value is None:
        return "" if said.state == "value" else left_state(said.state)
    node = codebook.node(field, group) if field else None
    return leaf_text(codebook, node, said.value) if node is not None and not node.parts else str(said.value)


def about(report: AgreementReport, part: Part | None) -> str:
    """What the figures of a part rest on."""
    if not report.articles or part is None:
        return say(NONE_YET)
    detection = part.agreement.detection
    articles = len(part.agreement.comparison.places)
    told = say(ONE_ARTICLE) if articles == 1 else say(ARTICLES).format(count=f"{articles:,}")
    alone = sum(map(len, detection.alone.values()))
    return say(FOUND).format(articles=told, pairs=f"{len(detection.aligned):,}", alone=f"{alone:,}")


def left_out(report: AgreementReport) -> list[str]:
    """What was not measured, and why."""
    said = say(ARTICLES_LEFT)
    told = [said.format(count=f"{len(articles):,}", why=reason(why)) for why, articles in report.left_out.items()]
    if report.withdrawn:
        told.append(say(WITHDRAWN).format(count=f"{report.withdrawn:,}"))
    return told
