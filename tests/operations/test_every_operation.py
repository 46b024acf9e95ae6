# SPDX-License-Identifier: MIT
"""The law of every operation: done, undone and done again, the rows are what they were, and the log says the same.

The operations are found, not listed: one without a way to make it here fails.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import (
    ARTICLE_FIELDS,
    BASES,
    INCIDENT_STATUSES,
    READING_STATES,
    ROLES,
    Article,
    ArticleCoding,
    Coder,
)
from curator.domain.faults import NotNow
from curator.domain.settling import text_sha256
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.workspace import Workspace
from tests.codings_strategy import ARTICLE_TEXTS, CODERS, NOTES, ONE_LINE, codings, small_codebook, values_of
from tests.project_rows import all_rows, without_what_stays

CODEBOOK = small_codebook()
Draw = Callable[[Any], Any]


class Nothing(Exception):
    """There is nothing yet that this operation could be about."""


class Project:
    """A project in a random state, and what an operation may be about."""

    def __init__(self, workspace: Workspace, draw: Draw) -> None:
        self.workspace, self.draw = workspace, draw
        self.versions = 1

    def pick(self, table: str, column: str = "id", where: str = "1") -> Any:
        with self.workspace.read() as reads:
            found = reads.connection.execute(f'SELECT {column} FROM "{table}" WHERE {where} ORDER BY n').fetchall()
        if not found:
            raise Nothing
        return self.draw(st.sampled_from([row[0] if len(row) == 1 else row for row in found]))

    def own_incident(self) -> Any:
        assert self.workspace.coder
        return self.pick("incidents", "id, article", f"coder = '{self.workspace.coder.id}'")

    def row(self) -> Any:
        group = self.draw(st.sampled_from([group.key for group in CODEBOOK.groups]))
        assert self.workspace.coder
        mine = f"incident IN (SELECT id FROM incidents WHERE coder = '{self.workspace.coder.id}')"
        return group, *self.pick(f"incident_{group}", "id, incident", mine)

    def span(self, article: str) -> tuple[int, int]:
        with self.workspace.read() as reads:
            length = len(reads.article_text(article))
        start = self.draw(st.integers(0, length - 1))
        return start, self.draw(st.integers(start + 1, length))

    def reason(self) -> str:
        return str(self.draw(st.sampled_from([c.code for c in CODEBOOK.list_by_key[CODEBOOK.not_codable].choices])))

    def leaf_values(self, group: str = "") -> dict[str, Any]:
        leaves = self.draw(
            st.lists(st.sampled_from(list(CODEBOOK.leaves(group))), max_size=3, unique_by=lambda f: f.key)
        )
        return {leaf.key: self.draw(values_of(CODEBOOK, leaf)) for leaf in leaves}


def add_articles(p: Project) -> Any:
    texts = p.draw(st.lists(ARTICLE_TEXTS, min_size=1, max_size=3))
    words = (verbs.FieldWords("title", 0, 2, "normalised"), verbs.FieldWords("title", 1, 3))
    return verbs.AddArticles(tuple(verbs.NewArticle(t, {"title": p.draw(ONE_LINE)}, words) for t in texts))


def set_value(p: Project) -> Any:
    group, row = "", ""
    incident, _ = p.own_incident()
    if p.draw(st.booleans()):
        group, row, incident = p.row()
    nodes = [
        node for top in (CODEBOOK.group_by_key[group].fields if group else CODEBOOK.fields) for node in top.nodes()
    ]
    node = p.draw(st.sampled_from(nodes))
    state = p.draw(st.sampled_from(["value", "value", "not_stated", "not_applicable", "blank"]))
    value = p.draw(st.one_of(st.none(), values_of(CODEBOOK, node))) if state == "value" and not node.parts else None
    return verbs.SetValue(
        incident, node.key, value, row, state, p.draw(st.sampled_from(BASES)), p.draw(NOTES), p.draw(st.booleans())
    )


def value_sets(p: Project, group: str = "", row: str = "", most: int = 4) -> tuple[Any, ...]:
    """Several values of one place, of leaves and of compounds."""
    tops = CODEBOOK.group_by_key[group].fields if group else CODEBOOK.fields
    nodes = [node for top in tops for node in top.nodes()]
    given = []
    for node in p.draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=most, unique_by=lambda f: f.key)):
        state = p.draw(st.sampled_from(["value", "value", "value", "not_stated", "blank"]))
        held = p.draw(st.one_of(st.none(), values_of(CODEBOOK, node))) if state == "value" and not node.parts else None
        basis, note = p.draw(st.sampled_from(BASES)), p.draw(NOTES)
        given.append(verbs.ValueSet(node.key, held, row, state, basis, note, p.draw(st.booleans())))
    return tuple(given)


def set_values(p: Project) -> Any:
    incident, _ = p.own_incident()
    values = value_sets(p)
    with suppress(Nothing):
        group, row, incident = p.row()
        values = (*value_sets(p, group, row), *(values if p.draw(st.booleans()) else ()))
    return verbs.SetValues(incident, values)


def accept_proposals(p: Project) -> Any:
    assert p.workspace.coder
    mine = f"proposed = 1 AND incident IN (SELECT id FROM incidents WHERE coder = '{p.workspace.coder.id}')"
    incident, row, field = p.pick("value_notes", 'incident, "row", field', mine)
    return verbs.AcceptProposals(incident, p.draw(st.sampled_from([(), ((row, field),), ((row, ""),)])))


def give_words(p: Project) -> Any:
    incident, article = p.own_incident()
    start, end = p.span(article)
    role, group, row = p.draw(st.sampled_from(ROLES)), "", ""
    presets: tuple[Any, ...] = ()
    if p.draw(st.booleans()):
        group = p.draw(st.sampled_from([group.key for group in CODEBOOK.groups]))
        presets = tuple(p.leaf_values(group).items()) if p.draw(st.booleans()) else ()
        with suppress(Nothing):
            if p.draw(st.booleans()):
                group, row, incident = p.row()
                with p.workspace.read() as reads:
                    article = reads.find_incident(incident).article
                start, end = p.span(article)
    values = value_sets(p, group)
    worded = [given.field for given in values if CODEBOOK.takes_words(given.field, group)]
    field = p.draw(st.sampled_from(["", *worded]))
    more = tuple(verbs.MoreWords(each, *p.span(article), p.draw(st.sampled_from(ROLES))) for each in worded[:2])
    return verbs.GiveWords(article, incident, start, end, field, group, row, presets, values, role, more)


def worded_keys(group: str = "") -> list[str]:
    """The nodes of the incident or of a group's rows that take words."""
    nodes = CODEBOOK.group_by_key[group].nodes() if group else (n for top in CODEBOOK.fields for n in top.nodes())
    return [node.key for node in nodes if CODEBOOK.takes_words(node.key, group)]


def add_evidence(p: Project) -> Any:
    role = p.draw(st.sampled_from(ROLES))
    if p.draw(st.integers(0, 3)) == 0:
        article = p.pick("articles")
        return verbs.AddEvidence(article, *p.span(article), field=p.draw(st.sampled_from(ARTICLE_FIELDS)), role=role)
    incident, article = p.own_incident()
    field = p.draw(st.sampled_from(["", *worded_keys()]))
    row = ""
    with suppress(Nothing):
        if p.draw(st.booleans()):
            group, row, incident = p.row()
            with p.workspace.read() as reads:
                article = reads.find_incident(incident).article
            field = p.draw(st.sampled_from(["", *worded_keys(group)]))
    return verbs.AddEvidence(article, *p.span(article), incident, row, field, role)


def own_evidence(p: Project) -> Any:
    assert p.workspace.coder
    mine = f"incident IS NULL OR incident IN (SELECT id FROM incidents WHERE coder = '{p.workspace.coder.id}')"
    return p.pick("evidence", "id, article", mine)


def retarget_evidence(p: Project) -> Any:
    assert p.workspace.coder
    evidence, article, start, end, role = p.pick(
        "evidence", 'id, article, start, "end", role',
        f"incident IS NULL OR incident IN (SELECT id FROM incidents WHERE coder = '{p.workspace.coder.id}')",
    )  # fmt: skip
    mine = f"article = '{article}' AND coder = '{p.workspace.coder.id}'"
    incident, field = p.pick("incidents", "id", mine), p.draw(st.sampled_from(["", *worded_keys()]))
    with p.workspace.read() as reads:
        if reads.connection.execute(
            'SELECT 1 FROM evidence WHERE id <> ? AND incident = ? AND "row" IS NULL AND field IS ? AND start = ? '
            'AND "end" = ? AND role = ?',
            (evidence, incident, field or None, start, end, role),
        ).fetchall():
            raise Nothing
    return verbs.RetargetEvidence(evidence, incident, "", field)


def move_evidence(p: Project) -> Any:
    evidence, article = own_evidence(p)
    return verbs.MoveEvidence(evidence, *p.span(article))


def own_passage(p: Project) -> Any:
    assert p.workspace.coder
    return p.pick("not_codable", "id, article", f"coder = '{p.workspace.coder.id}'")


def add_not_codable(p: Project) -> Any:
    article = p.pick("articles")
    return verbs.AddNotCodable(article, *p.span(article), p.reason(), p.draw(NOTES))


def change_not_codable(p: Project) -> Any:
    passage, article = own_passage(p)
    return verbs.ChangeNotCodable(passage, *p.span(article), p.reason(), p.draw(NOTES))


def add_incident(p: Project) -> Any:
    article = p.pick("articles")
    values = p.leaf_values()
    words = tuple((key, *p.span(article)) for key in values if CODEBOOK.takes_words(key) and p.draw(st.booleans()))
    return verbs.AddIncident(article, p.span(article) if p.draw(st.booleans()) else None, values, words)


def add_row(p: Project) -> Any:
    group = p.draw(st.sampled_from([group.key for group in CODEBOOK.groups]))
    return verbs.AddRow(p.own_incident()[0], group, p.leaf_values(group))


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
    return verbs.ReceiveCoding(_moved(coding, article, p.workspace.codebook_id, replace), CODERS)


def _moved(coding: ArticleCoding, article: str, codebook: str, replace: Any) -> ArticleCoding:
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


def split_incident(p: Project) -> Any:
    incident, _ = p.own_incident()
    of_it = f"incident = '{incident}'"
    found = [p.pick("evidence", 'id, field, "row"', of_it) for _ in range(p.draw(st.integers(1, 3)))]
    chosen = {words for words, field, row in found if field or row}
    if not chosen:
        raise Nothing
    return verbs.SplitIncident(incident, tuple(chosen))


def two_incidents(p: Project) -> tuple[str, str]:
    """Two of the coder's incidents in one article; the second is made like the first where there is only one."""
    first, article = p.own_incident()
    assert p.workspace.coder
    others = f"article = '{article}' AND coder = '{p.workspace.coder.id}' AND id <> '{first}'"
    return first, p.pick("incidents", "id", others)


def merge_incidents(p: Project) -> Any:
    into, other = two_incidents(p)
    return verbs.MergeIncidents(into, (other,))


def copy_values(p: Project) -> Any:
    with p.workspace.read() as reads:
        source = reads.find_incident(p.own_incident()[0])
    target = p.own_incident()[0]
    fields = [leaf.key for leaf in CODEBOOK.leaves() if leaf.key in source.values]
    if source.id == target or not fields:
        raise Nothing
    tops = [(CODEBOOK.above(key) or (CODEBOOK.node(key),))[-1].key for key in fields]  # type: ignore[union-attr]  # known
    return verbs.CopyValues(
        source.id,
        target,
        (p.draw(st.sampled_from(fields)), *dict.fromkeys(tops[:2])),
        ("people",) if p.draw(st.booleans()) else (),
    )


def finish_article(p: Project) -> Any:
    """An article of which nothing is proposed."""
    article = p.pick("articles")
    with p.workspace.read() as reads:
        if any(note.proposed for each in reads.coding(article).incidents for note in each.notes):
            raise Nothing
    return verbs.FinishArticle(article)


def reopen_article(p: Project) -> Any:
    assert p.workspace.coder
    done = f"coder = '{p.workspace.coder.id}' AND state IN ('finished', 'nothing_to_code')"
    return verbs.ReopenArticle(p.pick("reading", "article", done))


def nothing_to_code(p: Project) -> Any:
    assert p.workspace.coder
    coded = f"SELECT article FROM incidents WHERE coder = '{p.workspace.coder.id}' AND status <> 'withdrawn'"
    return verbs.NothingToCode(p.pick("articles", "id", f"id NOT IN ({coded})"))


def add_comment(p: Project) -> Any:
    text = p.draw(ONE_LINE)
    with suppress(Nothing):
        if p.draw(st.booleans()):
            thread, article = p.pick("comments", "id, article")
            return verbs.AddComment(article, text, thread=thread)
    with suppress(Nothing):
        if p.draw(st.booleans()):
            group, row, incident = p.row()
            with p.workspace.read() as reads:
                article = reads.find_incident(incident).article
            field = p.draw(st.sampled_from(["", *(node.key for node in CODEBOOK.group_by_key[group].nodes())]))
            return verbs.AddComment(article, text, incident, row, field)
    with suppress(Nothing):
        if p.draw(st.booleans()):
            incident, article = p.pick("incidents", "id, article")
            return verbs.AddComment(article, text, incident, "", p.draw(st.sampled_from(["", "headline", "when"])))
    return verbs.AddComment(p.pick("articles"), text, field=p.draw(st.sampled_from(["", *ARTICLE_FIELDS])))


def own_comment(p: Project, where: str = "1") -> Any:
    assert p.workspace.coder
    return p.pick("comments", "id", f"coder = '{p.workspace.coder.id}' AND {where}")


def remove_comment(p: Project) -> Any:
    unanswered = "NOT EXISTS (SELECT 1 FROM comments r WHERE r.thread = comments.id AND r.id <> comments.id)"
    return verbs.RemoveComment(own_comment(p, unanswered))


def set_article_value(p: Project) -> Any:
    value = p.draw(st.one_of(st.none(), ONE_LINE))
    state = "value" if value else p.draw(st.sampled_from(["not_stated", "value"]))
    return verbs.SetArticleValue(
        p.pick("articles"), p.draw(st.sampled_from(ARTICLE_FIELDS)), value, state, p.draw(st.sampled_from(BASES))
    )


MAKERS: dict[type, Callable[[Project], Any]] = {
    verbs.AddArticles: add_articles,
    verbs.RemoveArticle: lambda p: verbs.RemoveArticle(p.pick("articles")),
    verbs.SetReading: lambda p: verbs.SetReading(p.pick("articles"), p.draw(st.sampled_from(READING_STATES))),
    verbs.SetArticleValue: set_article_value,
    verbs.AddIncident: add_incident,
    verbs.RemoveIncident: lambda p: verbs.RemoveIncident(p.own_incident()[0]),
    verbs.MoveIncident: lambda p: verbs.MoveIncident(p.own_incident()[0], p.draw(st.integers(0, 4))),
    verbs.SetIncidentStatus: lambda p: verbs.SetIncidentStatus(
        p.own_incident()[0], p.draw(st.sampled_from(INCIDENT_STATUSES))
    ),
    verbs.SetValue: set_value,
    verbs.SetValues: set_values,
    verbs.AcceptProposals: accept_proposals,
    verbs.GiveWords: give_words,
    verbs.DuplicateIncident: lambda p: verbs.DuplicateIncident(p.own_incident()[0]),
    verbs.SplitIncident: split_incident,
    verbs.MergeIncidents: merge_incidents,
    verbs.CopyValues: copy_values,
    verbs.FinishArticle: finish_article,
    verbs.ReopenArticle: reopen_article,
    verbs.NothingToCode: nothing_to_code,
    verbs.AddRow: add_row,
    verbs.RemoveRow: lambda p: verbs.RemoveRow(p.row()[1]),
    verbs.MoveRow: lambda p: verbs.MoveRow(p.row()[1], p.draw(st.integers(0, 3))),
    verbs.AddEvidence: add_evidence,
    verbs.MoveEvidence: move_evidence,
    verbs.RetargetEvidence: retarget_evidence,
    verbs.SetEvidenceRole: lambda p: verbs.SetEvidenceRole(own_evidence(p)[0], p.draw(st.sampled_from(ROLES))),
    verbs.RemoveEvidence: lambda p: verbs.RemoveEvidence(own_evidence(p)[0]),
    verbs.AddComment: add_comment,
    verbs.ChangeComment: lambda p: verbs.ChangeComment(own_comment(p), p.draw(ONE_LINE)),
    verbs.ResolveComment: lambda p: verbs.ResolveComment(p.pick("comments"), p.draw(st.booleans())),
    verbs.RemoveComment: remove_comment,
    verbs.AddNotCodable: add_not_codable,
    verbs.ChangeNotCodable: change_not_codable,
    verbs.RemoveNotCodable: lambda p: verbs.RemoveNotCodable(own_passage(p)[0]),
    verbs.RenameProject: lambda p: verbs.RenameProject(p.draw(ONE_LINE)),
    verbs.AddCoder: lambda p: verbs.AddCoder(f"Coder {p.workspace.ids.new()}"),
    verbs.AdoptCodebook: adopt_codebook,
    verbs.ReceiveCoding: receive_coding,
}


def new_project(folder: Path) -> Workspace:
    workspace = Workspace.create(folder / "try.curator", CODEBOOK, name="Try")
    workspace.act_as(workspace.run(verbs.AddCoder("Coder 1")))
    return workspace


def assert_sound(workspace: Workspace) -> None:
    with workspace.read() as reads:
        assert list(broken_links(reads.connection)) == []
        assert list(mismatches(reads.connection)) == []
        assert reads.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_operation_class_can_be_made_here() -> None:
    assert set(MAKERS) == set(verbs.OPERATIONS) - {verbs.CreateProject}, "an operation has no generator"


def fill(project: Project) -> None:
    """Bring in an article in which the acting coder and another one have coded everything there is to code."""
    from dataclasses import replace

    workspace = project.workspace
    assert workspace.coder
    coding: ArticleCoding = project.draw(codings(CODEBOOK, (workspace.coder, CODERS[0]), 4, comments=True))
    article = workspace.run(verbs.AddArticles((verbs.NewArticle(coding.text, id=workspace.ids.new()),)))[0]
    workspace.run(verbs.ReceiveCoding(_moved(coding, article, workspace.codebook_id, replace), CODERS))


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.kind)
def test_each_operation_in_a_project_full_of_work(kind: type) -> None:
    done = 0

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        nonlocal done
        with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as workspace:
            project = Project(workspace, data.draw)
            fill(project)
            for _ in range(3):
                with suppress(Nothing):
                    done += done_undone_and_done_again(workspace, MAKERS[kind](project))
            assert_sound(workspace)

    check()
    assert done, "in none of the projects this operation changed anything"


def done_undone_and_done_again(workspace: Workspace, operation: Any) -> bool:
    """Run an operation, undo it, redo it; the rows must agree. Returns whether it changed anything."""
    before = all_rows(workspace, with_numbers=True)
    newest = last_change(workspace)
    workspace.run(operation)
    after = all_rows(workspace, with_numbers=True)
    if last_change(workspace) == newest:
        assert before == after
        return False
    workspace.undo(last_change(workspace))
    undone = all_rows(workspace, with_numbers=True)
    assert without_what_stays(undone) == without_what_stays(before), operation
    workspace.undo(last_change(workspace))
    assert all_rows(workspace, with_numbers=operation.kind in STABLE) == (
        after if operation.kind in STABLE else all_without_numbers(after)
    ), operation
    return True


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_done_undone_and_done_again_the_rows_are_what_they_were(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as workspace:
        project = Project(workspace, data.draw)
        workspace.run(add_articles(project))
        for _ in range(data.draw(st.integers(4, 25))):
            try:
                operation = MAKERS[data.draw(st.sampled_from(list(MAKERS)))](project)
            except Nothing:
                continue
            done_undone_and_done_again(workspace, operation)
        assert_sound(workspace)


# Rows that are added singly get a new local number when an undo brings them back a second time.
STABLE = {
    "add_articles",
    "remove_article",
    "receive_coding",
    "remove_incident",
    "set_incident_status",
    "rename_project",
}


def all_without_numbers(rows: dict[str, Any]) -> dict[str, Any]:
    return {
        table: {key: {name: value for name, value in row.items() if name != "n"} for key, row in some.items()}
        for table, some in rows.items()
    }


def last_change(workspace: Workspace) -> str:
    with workspace.read() as reads:
        return str(reads.connection.execute("SELECT id FROM changes ORDER BY seq DESC LIMIT 1").fetchone()[0])


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_undo_and_redo_walk_back_and_forth_across_restarts(data: st.DataObject) -> None:
    """A stack of states is the model: undo goes down, redo up, a new operation cuts what lies above."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = new_project(Path(folder))
        coder = workspace.coder
        states, place = [without_what_stays(all_rows(workspace))], 0
        project = Project(workspace, data.draw)
        try:
            for _ in range(data.draw(st.integers(5, 30))):
                step = data.draw(st.sampled_from(["run", "run", "run", "undo", "undo", "redo", "restart"]))
                if step == "restart":
                    workspace.close()
                    workspace = project.workspace = Workspace.open(Path(folder) / "try.curator")
                    workspace.act_as(coder)
                elif step == "undo":
                    if place == 0:
                        with pytest.raises(NotNow):
                            workspace.undo()
                    else:
                        workspace.undo()
                        place -= 1
                elif step == "redo":
                    if place == len(states) - 1:
                        with pytest.raises(NotNow):
                            workspace.redo()
                    else:
                        workspace.redo()
                        place += 1
                else:
                    makers = [maker for kind, maker in MAKERS.items() if kind not in SCENERY]
                    try:
                        operation = data.draw(st.sampled_from(makers))(project)
                    except Nothing:
                        continue
                    if isinstance(operation, verbs.ReceiveCoding):
                        continue  # making one brings in an article: two steps
                    newest = last_change(workspace)
                    workspace.run(operation)
                    if last_change(workspace) != newest:
                        states, place = [*states[: place + 1], without_what_stays(all_rows(workspace))], place + 1
                assert without_what_stays(all_rows(workspace)) == states[place]
            assert_sound(workspace)
        finally:
            workspace.close()


SCENERY = {verbs.AddCoder, verbs.ReceiveCoding}


def test_an_undo_out_of_order_is_refused_and_names_what_stands_in_the_way(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two killed."),)))[0]
        incident = workspace.run(verbs.AddIncident(article, (0, 3)))
        added = last_change(workspace)
        leaf = next(leaf for leaf in CODEBOOK.leaves() if leaf.kind == "text")
        workspace.run(verbs.SetValue(incident, leaf.key, "one"))
        first = last_change(workspace)
        workspace.run(verbs.SetValue(incident, leaf.key, "two"))
        with pytest.raises(NotNow, match=r"“two”.* came later"):
            workspace.undo(first)
        with pytest.raises(NotNow, match="came later"):
            workspace.undo(added)
        workspace.undo()
        workspace.undo(first)
        workspace.undo(added)
        assert_sound(workspace)


def test_another_coders_layer_is_not_written(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two killed."),)))[0]
        incident = workspace.run(verbs.AddIncident(article, (0, 3)))
        workspace.act_as(workspace.run(verbs.AddCoder("Coder 2")))
        with pytest.raises(NotNow, match="another coder"):
            workspace.run(verbs.RemoveIncident(incident))
        with pytest.raises(NotNow, match="nothing to undo"):
            workspace.undo()


def test_a_coder_who_is_nobody_cannot_code(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.curator", CODEBOOK) as workspace:
        article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two killed."),)))[0]
        with pytest.raises(NotNow, match="who is coding"):
            workspace.run(verbs.AddIncident(article, (0, 3)))


def test_a_coder_of_the_same_name_stays_another_person(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two killed."),)))[0]
        stranger = Coder("0192f0c1-2345-7abc-8def-0123456789ab", "Coder 1")
        coding = ArticleCoding(
            Article(article, text_sha256("Two killed."), 11), "Two killed.", reading={stranger.id: "finished"}
        )
        workspace.run(verbs.ReceiveCoding(coding, (stranger,)))
        with workspace.read() as reads:
            assert sorted(coder.name for coder in reads.coders()) == ["Coder 1", "Coder 1 (2)"]
