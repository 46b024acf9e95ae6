# SPDX-License-Identifier: MIT
"""Operations that bring in articles, codings and codebooks into a random project."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import (
    Article,
    ArticleCoding,
)
from curator.domain.faults import InputRefused, NotNow
from curator.domain.kept import PAIR_DECISIONS, SAVED_KINDS
from curator.domain.settling import text_sha256
from tests.codings_strategy import ARTICLE_TEXTS, CODERS, ONE_LINE, codings, small_codebook
from tests.operation_makers.project import CODEBOOK, Nothing, Project


def add_articles(p: Project) -> Any:
    texts = p.draw(st.lists(ARTICLE_TEXTS, min_size=1, max_size=3))
    words = (verbs.FieldWords("title", 0, 2, "normalised"), verbs.FieldWords("title", 1, 3))
    originals = st.one_of(st.none(), st.binary(max_size=40))
    older = st.sampled_from(["", *_all_of(p, "articles")])
    return verbs.AddArticles(
        tuple(
            verbs.NewArticle(
                text, {"title": p.draw(ONE_LINE)}, words, reader=p.draw(st.sampled_from(["", "text"])),
                media="text/plain", original=p.draw(originals), follows=p.draw(older),
            )
            for text in texts
        )
    )  # fmt: skip


def _all_of(p: Project, table: str) -> list[str]:
    with p.workspace.read() as reads:
        return [row[0] for row in reads.connection.execute(f"SELECT id FROM {table} ORDER BY n").fetchall()]


def _newer_version(p: Project) -> tuple[str, str]:
    """An article in which the acting coder coded something, and a newer version of it, the beginning of its text."""
    assert p.workspace.coder
    old = p.pick("incidents", "article", f"coder = '{p.workspace.coder.id}' AND status <> 'withdrawn'")
    with p.workspace.read() as reads:
        text = reads.article_text(old)
    kept = text[: p.draw(st.integers(1, len(text)))]
    (new,) = p.workspace.run(verbs.AddArticles((verbs.NewArticle(f"{kept} more", follows=old),)))
    return old, new


def carry_over(p: Project) -> Any:
    return verbs.CarryOver(*_newer_version(p))


def _waiting(p: Project) -> tuple[str, str]:
    assert p.workspace.coder
    mine = f"coder = '{p.workspace.coder.id}'"
    try:
        return tuple(p.pick("waiting_evidence", "id, article", mine))  # type: ignore[return-value] # a row of two
    except Nothing:
        try:
            p.workspace.run(carry_over(p))
        except (NotNow, InputRefused):
            raise Nothing from None
        return tuple(p.pick("waiting_evidence", "id, article", mine))  # type: ignore[return-value] # a row of two


def place_waiting(p: Project) -> Any:
    waiting, article = _waiting(p)
    return verbs.PlaceWaiting(waiting, *p.span(article))


def drop_waiting(p: Project) -> Any:
    return verbs.DropWaiting(_waiting(p)[0], p.draw(ONE_LINE))


def drop_all_waiting(p: Project) -> Any:
    return verbs.DropAllWaiting(_waiting(p)[1], p.draw(ONE_LINE))


def pair_articles(p: Project) -> Any:
    several = _all_of(p, "articles")
    if len(several) < 2:
        p.workspace.run(add_articles(p))
        several = _all_of(p, "articles")
    if len(several) < 2:
        raise Nothing
    chosen = p.draw(st.lists(st.sampled_from(several), min_size=2, max_size=2, unique=True))
    return verbs.PairArticles(*chosen, p.draw(st.sampled_from(("", *PAIR_DECISIONS))))


def save(p: Project) -> Any:
    kinds, names = st.sampled_from(SAVED_KINDS), st.sampled_from(["A", "B", "A view"])
    return verbs.Save(p.draw(kinds), p.draw(names), {"columns": p.draw(st.lists(ONE_LINE, max_size=3))})


def remove_saved(p: Project) -> Any:
    p.workspace.run(save(p))
    return verbs.RemoveSaved(*p.pick("saved", "kind, name"))


def add_release(p: Project) -> Any:
    name, data = f"Release {p.workspace.ids.new()}", p.draw(st.binary(max_size=60))
    return verbs.AddRelease(name, data, {"layer": "auto"}, {"incidents": 3})


def remove_release(p: Project) -> Any:
    p.workspace.run(add_release(p))
    return verbs.RemoveRelease(p.pick("releases", "name"))


def adopt_codebook(p: Project) -> Any:
    from dataclasses import replace

    from curator.domain.codebook.model import Field

    p.versions += 1
    extra = Field(f"extra_{p.versions}", p.draw(st.sampled_from(["text", "integer", "decimal"])), "Extra")
    newer = small_codebook(f"1.{p.versions}")
    return verbs.AdoptCodebook(replace(newer, fields=(*newer.fields, extra)))


def receive_coding(p: Project) -> Any:
    from dataclasses import replace

    coding: ArticleCoding = p.draw(codings(CODEBOOK, CODERS, comments=True))
    article = p.workspace.run(verbs.AddArticles((verbs.NewArticle(coding.text, id=p.workspace.ids.new()),)))[0]
    return verbs.ReceiveCoding(moved(coding, article, p.workspace.codebook_id, replace), CODERS)


def add_from_table(p: Project) -> Any:
    """Incidents of a random coding, in a new article that comes with them, or in one that came before; some words
    wait."""
    from dataclasses import replace

    from curator.domain.kept import Waiting

    coding: ArticleCoding = p.draw(codings(CODEBOOK, CODERS))
    new = verbs.NewArticle(coding.text, {"title": p.draw(ONE_LINE)}, id=p.workspace.ids.new(), reader="table")
    before = p.draw(st.booleans())
    if before:
        p.workspace.run(verbs.AddArticles((new,)))
    incidents = moved(coding, new.id, p.workspace.codebook_id, replace).incidents
    waiting = tuple(
        Waiting(p.workspace.ids.new(), new.id, "", p.draw(ONE_LINE), incident=one.id, from_article=new.id)
        for one in incidents
        if p.draw(st.booleans())
    )
    if before and not incidents:
        raise Nothing
    return verbs.AddFromTable(() if before else (new,), incidents, waiting, "list.csv")


def moved(coding: ArticleCoding, article: str, codebook: str, replace: Any) -> ArticleCoding:
    """The coding as it would be about an article of this project, with ids that no other example has."""

    def fresh(old: str) -> str:
        from curator.domain.ids import derived_id

        return derived_id(article, old) if old else ""

    def note(n: Any) -> Any:
        return replace(n, id=fresh(n.id), article=article, incident=fresh(n.incident), row=fresh(n.row))

    def span(s: Any) -> Any:
        return replace(s, id=fresh(s.id), article=article, incident=fresh(s.incident), row=fresh(s.row))

    return ArticleCoding(
        article=Article(article, text_sha256(coding.text), len(coding.text), coding.article.fields),
        text=coding.text,
        incidents=tuple(
            replace(
                i, id=fresh(i.id), article=article, codebook=codebook,
                rows=tuple(replace(r, id=fresh(r.id)) for r in i.rows),
                notes=tuple(map(note, i.notes)), evidence=tuple(map(span, i.evidence)),
            )
            for i in coding.incidents
        ),
        not_codable=tuple(replace(n, id=fresh(n.id), article=article) for n in coding.not_codable),
        article_evidence=tuple(map(span, coding.article_evidence)),
        article_notes=tuple(map(note, coding.article_notes)),
        reading=coding.reading,
        comments=tuple(
            replace(c, id=fresh(c.id), article=article, incident=fresh(c.incident), row=fresh(c.row),
                    thread=fresh(c.thread))
            for c in coding.comments
        ),
    )  # fmt: skip


def fill(project: Project) -> None:
    """Bring in an article in which the acting coder and another one have coded everything there is to code."""
    from dataclasses import replace

    workspace = project.workspace
    assert workspace.coder
    coding: ArticleCoding = project.draw(codings(CODEBOOK, (workspace.coder, CODERS[0]), 4, comments=True))
    article = workspace.run(verbs.AddArticles((verbs.NewArticle(coding.text, id=workspace.ids.new()),)))[0]
    workspace.run(verbs.ReceiveCoding(moved(coding, article, workspace.codebook_id, replace), CODERS))
