# SPDX-License-Identifier: MIT
"""A small team that has coded one article: what the tests of reviewing begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import curator.operations as verbs
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder, Incident, Scalar
from curator.tasks.reviewing import ArticleReview, IncidentReview, PlaceReview, RowReview, article_review
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

TEXT = "Rockets hit the base on Friday. Two guards were killed near the gate, said the police. A third one died later."


class Team:
    """Coders by name, an article, and who acts now."""

    def __init__(self, folder: Path, *names: str, codebook: Codebook | None = None) -> None:
        self.workspace = Workspace.create(folder / "team.curator", codebook or small_codebook(), name="Team")
        self.coders: dict[str, Coder] = {name: self.workspace.run(verbs.AddCoder(name)) for name in (*names, "Lead")}
        self.article = self.new_article()

    def new_article(self, text: str = TEXT) -> str:
        self.acts("Lead")
        [made] = self.run(verbs.AddArticles((verbs.NewArticle(text, {"title": "Rockets"}),)))
        return str(made)

    def acts(self, name: str) -> None:
        self.workspace.act_as(self.coders[name])

    def run(self, operation: Any) -> Any:
        return self.workspace.run(operation)

    def code(
        self, name: str, values: Mapping[str, Scalar], *, words: Mapping[str, str] | None = None,
        mention: str = "Rockets hit the base", rows: Sequence[tuple[str, Mapping[str, Scalar]]] = (),
        article: str = "", done: bool = True,
    ) -> str:  # fmt: skip
        """Code an incident; `words` are quotes by field. Returns its id."""
        self.acts(name)
        article = article or self.article
        incident = self.run(verbs.AddIncident(article, self.span(mention), values))
        for field, quote in (words or {}).items():
            self.run(verbs.AddEvidence(article, *self.span(quote), incident, "", field))
        for group, row in rows:
            self.run(verbs.AddRow(incident, group, row))
        if done:
            self.run(verbs.FinishArticle(article))
        self.acts("Lead")
        return str(incident)

    def span(self, quote: str) -> tuple[int, int]:
        start = TEXT.index(quote)
        return start, start + len(quote)

    # -- what is seen -----------------------------------------------------------------------------------------------
    def review(self, viewer: str = "Lead", article: str = "") -> ArticleReview:
        with self.workspace.read() as reads:
            return article_review(reads, self.workspace.codebook, article or self.article, self.coders[viewer].id)

    def together(self, incident: str) -> IncidentReview:
        """The review that a coder's incident, or one of the consensus, is part of."""
        for each in self.review().incidents:
            if incident in {one.id for one in each.there} or (each.consensus and each.consensus.id == incident):
                return each
        raise KeyError(incident)

    def place(self, incident: str, field: str, row: int = -1, group: str = "") -> PlaceReview:
        found = self.together(incident)
        places = found.places if row < 0 else self.rows(incident, group)[row].places
        return next(place for place in places if place.field == field)

    def rows(self, incident: str, group: str) -> list[RowReview]:
        return [row for row in self.together(incident).rows if row.group == group]

    def incident(self, incident: str) -> Incident:
        with self.workspace.read() as reads:
            return reads.find_incident(incident)

    def row_of(self, incident: str, group: str) -> str:
        [row] = self.incident(incident).rows_of(group)
        return row.id

    def verdicts(self) -> list[tuple[str, str, str]]:
        """(verdict, field, reason) of every judgement, the oldest first."""
        with self.workspace.read() as reads:
            return [(said.verdict, said.field, said.reason) for said in reads.judgements(self.article)]

    def close(self) -> None:
        self.workspace.close()
