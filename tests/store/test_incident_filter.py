# SPDX-License-Identifier: MIT
"""Every kind of condition gives in SQL the incidents that it gives in plain Python, over random codings."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS, INCIDENT_STATUSES, READING_STATES, ArticleCoding, Incident, Scalar
from curator.domain.faults import InputRefused
from curator.domain.filter_words import condition_words, words
from curator.domain.filtering import OPS, Condition, IncidentFilter, checked, fault_of, faults, target
from curator.operations import AddArticles, NewArticle, ReceiveCoding
from curator.store.incident_filter import Known, where
from curator.store.incident_sight import Sight
from curator.workspace import Workspace
from tests.codings_strategy import CODERS, codings, small_codebook
from tests.store.plain_filter import Plain

ARTICLES = 24
_DAYS = ("2019-11-08", "1500-01-01", "2500-01-01", "", "2019-12-31")


def book_with_longitude() -> Codebook:
    book = small_codebook()
    where_is = next(field for field in book.fields if field.key == "where")
    more = replace(where_is, parts=(*where_is.parts, Field("where_lon", "decimal", "Lon", part="longitude")))
    return replace(
        book,
        summary_fields=("sort", "when_first", "grade", "number"),
        fields=tuple(more if field.key == "where" else field for field in book.fields),
    )


BOOK = book_with_longitude()


class Coded:
    """A project with random codings, and the same codings as values."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace = workspace
        print(f"seed {seed}")
        self.codings = [self.stored(coding, at) for at, coding in enumerate(_some(seed))]
        with workspace.read() as reads:
            self.codings = [reads.coding(coding.article.id) for coding in self.codings]
            self.coders = reads.coders()

    def stored(self, coding: ArticleCoding, number: int) -> ArticleCoding:
        fields = {**coding.article.fields}
        if "published" in fields:
            fields["published"] = "2019-11-08T10:00:00"
        article = self.workspace.run(AddArticles((NewArticle(coding.text, fields),)))[0]
        prefix = f"{number:08d}"

        def fresh(old: str) -> str:
            return prefix + old[8:] if old else ""

        def moved(i: Incident) -> Incident:
            on_earth = {key: float(value) % 60 for key, value in i.values.items() if key in ("where_lat", "where_lon")}
            return replace(
                i, id=fresh(i.id), values={**i.values, **on_earth}, article=article,
                codebook=self.workspace.codebook_id,
                rows=tuple(replace(r, id=fresh(r.id)) for r in i.rows),
                notes=tuple(
                    replace(n, id=fresh(n.id), article=article, incident=fresh(n.incident), row=fresh(n.row))
                    for n in i.notes
                ),
                evidence=tuple(
                    replace(e, id=fresh(e.id), article=article, incident=fresh(e.incident), row=fresh(e.row))
                    for e in i.evidence
                ),
            )  # fmt: skip

        incidents = tuple(moved(i) for i in coding.incidents)
        owned = replace(
            coding, article=replace(coding.article, id=article), incidents=incidents, not_codable=(),
            article_evidence=(), article_notes=(),
        )  # fmt: skip
        self.workspace.run(ReceiveCoding(owned, CODERS))
        return owned

    def in_sql(self, wanted: IncidentFilter) -> set[str]:
        with self.workspace.read() as reads:
            known = Known(sight=Sight(""))  # nothing is hidden: who sees what is tested elsewhere
            sql, values = where(reads.connection, wanted, BOOK, "", known)
            return {row[0] for row in reads.connection.execute(f"SELECT i.id FROM incidents i WHERE {sql}", values)}

    def in_python(self, wanted: IncidentFilter) -> set[str]:
        return {
            incident.id for coding in self.codings for incident in coding.incidents
            if Plain(coding, incident, BOOK, self.coders).fits(wanted)
        }  # fmt: skip


def _some(seed: int) -> list[ArticleCoding]:
    kept: list[ArticleCoding] = []

    @settings(
        max_examples=ARTICLES, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
        database=None, derandomize=True,
    )  # fmt: skip
    @given(codings(BOOK, CODERS))
    def collect(coding: ArticleCoding) -> None:
        kept.append(coding)

    collect()
    random.Random(seed).shuffle(kept)
    return kept[:ARTICLES]


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coded]:
    path: Path = tmp_path_factory.mktemp("filter") / "a.curator"
    with Workspace.create(path, BOOK, name="A") as workspace:
        yield Coded(workspace, 5)


class Guess:
    """Random conditions whose values often are those that stand in the project."""

    def __init__(self, coded: Coded, seed: int) -> None:
        self.coded, self.random = coded, random.Random(seed)
        self.held: dict[str, list[Scalar]] = {}
        for coding in coded.codings:
            for incident in coding.incidents:
                for key, value in incident.values.items():
                    self.held.setdefault(key, []).append(value)
                for row in incident.rows:
                    for key, value in row.values.items():
                        self.held.setdefault(f"{row.group}.{key}", []).append(value)
        self.keys = [
            *(node.key for top in BOOK.fields for node in top.nodes()),
            *(f"{group.key}.{node.key}" for group in BOOK.groups for node in group.nodes()),
            *(group.key for group in BOOK.groups), *(derived.key for derived in BOOK.derived),
        ]  # fmt: skip

    def value_of(self, key: str) -> Scalar:
        meant = target(BOOK, key)
        group = f"{key.partition('.')[0]}." if "." in key else ""
        leaves = meant.leaves if meant is not None else ()
        near = [one for leaf in leaves for one in self.held.get(group + leaf.key, ())]
        return self.random.choice([*near, *([3, 0, "x1", "a", "2019"] if not near else [])])

    def words(self) -> tuple[Scalar, ...]:
        text = str(self.value_of(self.random.choice([key for key in self.keys if key in self.held])))
        at = self.random.randrange(len(text))
        return (text[at : at + self.random.choice((1, 2, 5))],)

    def degrees(self) -> tuple[Scalar, ...]:
        held = [float(one) for one in (*self.held["where_lat"], *self.held["where_lon"])]
        return tuple(self.random.choice(held) for _ in range(self.random.choice((4, 6, 8, 12))))

    def one(self, kind: str, op: str) -> Condition | None:
        key, value = self.key_and_value(kind, op)
        condition = Condition(kind, key, op, value)
        return None if fault_of(condition, BOOK) else condition

    def key_and_value(self, kind: str, op: str) -> tuple[str, tuple[Scalar, ...]]:
        choice, coding = self.random.choice, self.random.choice(self.coded.codings)
        if kind == "value":
            key = choice(self.keys)
            if op in ("between", "at_least", "at_most"):
                two = sorted((self.value_of(key), self.value_of(key)), key=lambda one: (str(type(one)), one))
                return key, tuple(two)
            return key, self.words() if op == "contains" else tuple(self.value_of(key) for _ in range(choice((1, 3))))
        if kind == "text":
            at = self.random.randrange(len(coding.text))
            words = (choice([*self.words(), "done", "3", *map(str, self.held["headline"])]),)
            return choice((("values", self.words()), ("article", (coding.text[at : at + 2],)), ("row", words)))
        if kind == "date":
            days = [str(one)[:10] for one in self.held["when_first"]] + list(_DAYS)
            return choice(("", "when")), (choice(days), choice(days))
        if kind == "place":
            return choice(("", "where")), self.degrees() if op == "inside" else self.words_of_place(op)
        if kind == "coder":
            return "", choice(((CODERS[0].id,), (CODERS[1].name, CODERS[2].id), ("nobody",)))
        if kind == "state":
            return choice((("status", INCIDENT_STATUSES[:2]), ("reading", READING_STATES[1:3]), ("review", ("open",))))
        if kind == "no_words":
            return choice(("", *self.keys)), ()
        text = choice([*coding.article.fields.values(), "a"])
        return choice(ARTICLE_FIELDS), (text[:2],) if op == "contains" else (text, "2020")

    def words_of_place(self, op: str) -> tuple[Scalar, ...]:
        names = [*self.held["where_name"], *self.held["where_words"]]
        name = str(self.random.choice(names))
        return (name[:3] or "a",) if op == "contains" else (name, "nowhere")


KINDS = [(kind, op) for kind, ops in OPS.items() for op in ops if kind not in ("layer", "problems")]


@pytest.mark.parametrize(("kind", "op"), KINDS)
def test_each_condition_is_answered_as_in_plain_python(coded: Coded, kind: str, op: str) -> None:
    guess = Guess(coded, seed=KINDS.index((kind, op)))
    tried = [condition for _ in range(60) if (condition := guess.one(kind, op)) is not None]
    assert tried, "no condition of this kind was made"
    some, answers = 0, set()
    for condition in tried:
        wanted = IncidentFilter((condition,))
        found = coded.in_sql(wanted)
        assert found == coded.in_python(wanted), condition
        answers.add(frozenset(found))
        some += bool(found)
    assert some, "every condition was answered with nothing"


def test_several_conditions_must_all_hold(coded: Coded) -> None:
    guess = Guess(coded, seed=99)
    for _ in range(60):
        conditions = [guess.one(*guess.random.choice(KINDS)) for _ in range(3)]
        wanted = IncidentFilter(tuple(each for each in conditions if each is not None))
        assert coded.in_sql(wanted) == coded.in_python(wanted), wanted.to_json()


def test_what_was_written_reads_back_the_same(coded: Coded) -> None:
    guess = Guess(coded, seed=3)
    for kind, op in KINDS * 3:
        condition = guess.one(kind, op)
        if condition is not None:
            wanted = IncidentFilter((condition, Condition("problems", op="some")))
            assert IncidentFilter.from_json(wanted.to_json()) == wanted
            assert condition_words(condition, BOOK)


@pytest.mark.parametrize(
    "text",
    ["", "[", "7", '{"conditions": 3}', '[{"kind": "value"}, 4]', '[{"kind": "planet"}]',
     '[{"kind": "value", "op": "x"}]',
     '[{"kind": "coder", "value": [true]}]', '[{"kind": "coder", "value": {"a": 1}}]', '[{"kind": "coder", "more": 1}]',
     '[{"kind": "coder", "value": [NaN]}]', '[{"kind": "coder", "value": [1e999]}]',
     '[{"kind": "coder", "value": [99999999999999999999]}]', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(InputRefused):
        IncidentFilter.from_json(text)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(
    st.sampled_from(("kind", "key", "op", "value", "conditions")) | st.text(), x), max_leaves=12))  # fmt: skip
@settings(deadline=None, max_examples=150)
def test_any_json_is_a_filter_or_refused(told: object) -> None:
    try:
        IncidentFilter.from_json(json.dumps(told))
    except InputRefused:
        return


def test_a_field_that_the_codebook_has_not_is_refused_with_its_name() -> None:
    wanted = IncidentFilter.from_json('[{"kind": "value", "key": "planet", "op": "is", "value": "Mars"}]')
    assert faults(wanted, BOOK) == ["the field “planet” is not in it."]
    with pytest.raises(InputRefused, match="planet"):
        checked(wanted, BOOK)


def test_corners_may_come_in_pairs_and_one_value_alone() -> None:
    pairs = IncidentFilter.from_json('[{"kind":"place","op":"inside","value":[[1,2],[3,4],[5,0.5]]}]')
    assert pairs.conditions[0].value == (1, 2, 3, 4, 5, 0.5)
    assert IncidentFilter.from_json('[{"kind":"coder","value":"Ana"}]').conditions[0].value == ("Ana",)


def test_people_read_a_filter_as_words() -> None:
    said = {
        Condition("value", "hurt", "at_least", (3,)): "Hurt is at least 3",
        Condition("value", "sort", "is", ("doer", "done_to")): "Sort is Doer or Done_To",
        Condition("value", "people.called", "contains", ("Ann",)): "People, Called contains “Ann”",
        Condition("value", "people", "at_least", (2,)): "Number of people is at least 2",
        Condition("date", "", "overlaps", ("2019-01-01", "2019-12-31")): "When lies in 2019-01-01 – 2019-12-31",
        Condition("date", "", "overlaps", ("2019-01-01", "")): "When is on or after 2019-01-01",
        Condition("place", "", "inside", (1, 2, 3, 4)): "Where lies in an area",
        Condition("no_words", "", "some"): "A value without words",
        Condition("problems", "", "some"): "With problems",
        Condition("text", "article", "contains", ("guard",)): "Article with “guard”",
        Condition("layer", "", "is", ("consensus",)): "Layer: the consensus",
        Condition("state", "status", "is", ("finished",)): "Status is finished",
        Condition("article", "outlet", "is", ("BBC",)): "Outlet is BBC",
    }
    for condition, told in said.items():
        assert fault_of(condition, BOOK) == ""
        assert condition_words(condition, BOOK) == told
    assert words(IncidentFilter(tuple(said)[:2]), BOOK) == "Hurt is at least 3; Sort is Doer or Done_To"
