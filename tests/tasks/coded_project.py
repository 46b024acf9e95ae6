# SPDX-License-Identifier: MIT
"""A project file from codings of several coders, for tests and benchmarks of what is compared.

What lives here: bringing articles with these ids in, and receiving their codings. What does not: making codings
(tests/review/making.py, the tests).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder, Incident
from curator.operations import AddArticles, NewArticle, ReceiveCoding
from curator.workspace import Workspace


def coded_project(path: Path, codebook: Codebook, codings: Iterable[ArticleCoding], names: Mapping[str, str]) -> None:
    """Make the project; `names`: of each coder by id. A quote that is empty is cut from the text."""
    coders = tuple(Coder(coder, name) for coder, name in names.items())
    with Workspace.create(path, codebook) as workspace:
        for coding in codings:
            article = coding.article
            text = coding.text or "-" * article.length
            fields = {"title": article.fields.get("title", f"Article {article.id[-6:]}")}
            workspace.run(AddArticles((NewArticle(text, fields, id=article.id),)))
            incidents = tuple(_at_home(incident, article.id, text, workspace) for incident in coding.incidents)
            received = workspace.run(ReceiveCoding(replace(coding, text=text, incidents=incidents), coders))
            assert not received.conflicting


def _at_home(incident: Incident, article: str, text: str, workspace: Workspace) -> Incident:
    return replace(
        incident,
        article=article,
        codebook=workspace.codebook_id,
        notes=tuple(replace(note, article=article) for note in incident.notes),
        evidence=tuple(replace(span, quote=text[span.start : span.end], article=article) for span in incident.evidence),
    )
