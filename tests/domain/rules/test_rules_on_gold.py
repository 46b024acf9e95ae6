# SPDX-License-Identifier: MIT
"""The rules on a real coding: the seed's gold incidents have no problem, under the built-in names and under others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from curator.domain.rules.judging import problems_of
from tests.gold import gold_coding
from tests.renaming import prefixed, renamed, renamed_coding
from tests.sound_case import incidents_codebook


def test_the_gold_coding_is_whole(shared_data: Path) -> None:
    coding = gold_coding(incidents_codebook(), shared_data)
    spans = list(coding.all_evidence())
    assert (len(coding.incidents), len(coding.article_evidence), len(coding.not_codable)) == (5, 5, 9)
    assert len(spans) + len(coding.not_codable) == 181
    assert sum(len(incident.mentions()) for incident in coding.incidents) == 10
    assert all(coding.text[span.start : span.end] == span.quote for span in spans)
    assert len({span.id for span in spans}) == len(spans)


def test_the_gold_coding_under_other_names_is_the_same_either_way(shared_data: Path) -> None:
    codebook = incidents_codebook()
    other = gold_coding(renamed(codebook), shared_data, prefixed)
    again = renamed_coding(gold_coding(codebook, shared_data), codebook)
    # Ids are derived from names, so compare what does not come from them.
    assert [incident.values for incident in other.incidents] == [incident.values for incident in again.incidents]
    assert [[row.values for row in incident.rows] for incident in other.incidents] == [
        [row.values for row in incident.rows] for incident in again.incidents
    ]


def test_no_rule_finds_fault_with_the_gold_coding(shared_data: Path) -> None:
    codebook = incidents_codebook()
    assert problems_of(gold_coding(codebook, shared_data), codebook) == []
    assert problems_of(gold_coding(renamed(codebook), shared_data, prefixed), renamed(codebook)) == []


def test_the_page_heads_wrong_date_would_be_noticed(shared_data: Path) -> None:
    """The scrape date taken for the publication date makes the incidents look 71 days old (V05)."""
    codebook = incidents_codebook()
    coding = gold_coding(codebook, shared_data)
    article = replace(coding.article, fields={**coding.article.fields, "published": "2020-01-18T06:14:00Z"})
    found = [problem.rule for problem in problems_of(replace(coding, article=article), codebook)]
    assert found == ["V05"] * 5


def test_isis_as_initiator_of_the_rockets_without_words_would_be_noticed(shared_data: Path) -> None:
    codebook = incidents_codebook()
    coding = gold_coding(codebook, shared_data)
    rockets = coding.incidents[0]
    rows = tuple(
        replace(row, values={**row.values, "name_text": "Isis", "type": "rebel_group"})
        if row.values.get("role") == "initiator"
        else row
        for row in rockets.rows
    )
    found = problems_of(replace(coding, incidents=(replace(rockets, rows=rows),)), codebook)
    assert [problem.rule for problem in found] == ["V19.named", "V21"]
