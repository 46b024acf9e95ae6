# SPDX-License-Identifier: MIT
"""How coders call an incident is their own affair: titles never differ, and the consensus takes one over."""

from __future__ import annotations

from pathlib import Path

from curator.operations import AcceptIncident, AddCoder, SettleNeither
from curator.operations.value_writing import ValueSet
from curator.review.comparison import compare
from curator.review.measuring import measured
from curator.tasks.reviewing import article_review
from curator.tasks.sample import build_sample
from curator.workspace import Workspace


def test_titles_are_taken_over_and_bettered_without_a_reason(tmp_path: Path) -> None:
    made = build_sample(tmp_path / "sample.curator")
    with Workspace.open(made.project) as workspace:
        lead = workspace.run(AddCoder("Lea"))
        workspace.act_as(lead)
        title = workspace.codebook.title_field
        with workspace.read() as reads:
            (article,) = reads.article_ids()
            review = article_review(reads, workspace.codebook, article, lead.id)
            found = measured(compare([reads.coding(article)], workspace.codebook), rounds=0)
        assert title not in {figure.field.key for figure in found.fields}
        first = review.incidents[0]
        place = next(each for each in first.places if each.field == title)
        titles = {each.values[title] for each in first.there}
        assert len(titles) == 2, "the sample's coders call it differently"
        assert place.agrees
        consensus = workspace.run(AcceptIncident(tuple(each.id for each in first.there)))
        with workspace.read() as reads:
            made_title = next(each.values[title] for each in reads.coding(article).incidents if each.id == consensus)
        assert made_title == max(map(str, titles), key=len)
        workspace.run(SettleNeither(consensus, title, values=(ValueSet(title, "A better one"),)))
        with workspace.read() as reads:
            review = article_review(reads, workspace.codebook, article, lead.id)
        settled = next(each for each in review.incidents if each.consensus is not None)
        assert settled.consensus is not None
        assert settled.consensus.values[title] == "A better one"
        assert next(each for each in settled.places if each.field == title).state == "settled"
