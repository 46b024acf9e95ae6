# SPDX-License-Identifier: MIT
"""A small project to search in, and asking as the faces do."""

from __future__ import annotations

from pathlib import Path

from curator import paths
from curator.operations import AddArticles, AddCoder, AddIncident, NewArticle, SetValue
from curator.tasks.search import ArticleHit, Scope, Sort, matching_articles, read_query, search
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

TEXTS = (
    "Two police officers were killed in Mosul on Friday, reporters say. The café was closed.",
    "قتلت الشُّرْطَةُ شخصين في مدينة الموصل يوم الجمعة.",
    "A protest of nurses in Erbil 🔥 ended quietly\ufffd. Nobody was hurt.",
)

SORTS: tuple[Sort, ...] = ("newest", "best")


def ask(workspace: Workspace, said: str, scope: Scope | None = None, sort: Sort = "newest") -> tuple[ArticleHit, ...]:
    query = read_query(said)
    assert query.problem == ""
    found = search(workspace, query, scope, sort=sort)
    assert not found.more
    ns = sorted(hit.n for hit in found.articles)
    assert list(matching_articles(workspace, query, scope)) == ns
    return found.articles


def ns(workspace: Workspace, said: str, scope: Scope | None = None) -> list[int]:
    return [hit.n for hit in ask(workspace, said, scope)]


def article_id(workspace: Workspace, n: int) -> str:
    with workspace.read() as reads:
        article = reads.article(n)
    assert article is not None
    return article.id


def incident_with(workspace: Workspace, n: int, **values: str) -> str:
    incident: str = workspace.run(AddIncident(article_id(workspace, n), (0, 3)))
    for field, value in values.items():
        workspace.run(SetValue(incident, field, value))
    return incident


def index_of(workspace: Workspace) -> Path:
    return paths.search_index(workspace.path)


def searched_project(path: Path) -> Workspace:
    """A project of the coder Ann with the three texts; the caller closes it."""
    workspace = Workspace.create(path, small_codebook())
    workspace.act_as(workspace.run(AddCoder("Ann")))
    fields = ({"title": "Attack in Mosul", "outlet": "Daily Star"}, {"title": "هجوم"}, {"title": "Erbil"})
    workspace.run(AddArticles(tuple(NewArticle(t, f) for t, f in zip(TEXTS, fields, strict=True))))
    return workspace
