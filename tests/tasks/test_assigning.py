# SPDX-License-Identifier: MIT
"""Drawing who codes what: in turn, evenly, a share of it twice, the same with the same seed on every machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.faults import InputRefused, NotNow
from curator.domain.project_settings import checked_setting, project_setting, read_share
from curator.operations import AddArticles, AddCoder, Assign, NewArticle, SetProjectValue, SetReading
from curator.tasks.assigning import assign, assigned, draw, plan_assignment
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

ARTICLES = [f"article {number:03}" for number in range(100)]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        workspace.run(AddCoder("Ben"))
        workspace.run(AddArticles(tuple(NewArticle(f"Text {n}", {"title": f"Article {n}"}) for n in range(10))))
        yield workspace


def ids(workspace: Workspace) -> tuple[str, str]:
    with workspace.read() as reads:
        ann, ben = reads.coders()
    return ann.id, ben.id


@given(
    st.integers(0, 40), st.integers(1, 5), st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]), st.integers(0, 999_999),
    st.integers(2, 3),
)  # fmt: skip
def test_a_draw_is_even_and_doubles_the_share(count: int, people: int, share: float, seed: int, times: int) -> None:
    articles, coders = ARTICLES[:count], [f"coder {number}" for number in range(people)]
    doubled = int(count * share + 0.5)
    if doubled and people < times:
        with pytest.raises(InputRefused, match=f"it takes {times} coders"):
            draw(articles, coders, share, seed, times=times)
        return
    pairs = draw(articles, coders, share, seed, times=times)
    assert draw(articles, coders, share, seed, times=times) == pairs
    per_article = Counter(article for article, _ in pairs)
    assert set(per_article) == set(articles)
    assert sorted(per_article.values()) == [1] * (count - doubled) + [times] * doubled
    assert len(set(pairs)) == len(pairs), "several coders of one article are different people"
    load = Counter(dict.fromkeys(coders, 0))
    load.update(coder for _, coder in pairs)
    assert max(load.values()) - min(load.values()) <= 1


def test_the_draw_is_the_same_on_every_machine() -> None:
    """SHA-256 of seed and ids puts the articles in the order a3, a1, a2, a4 and doubles a4 and a1; then who has least
    is next. Another result would make old seeds worthless."""
    pairs = draw(["a1", "a2", "a3", "a4"], ["Ann", "Ben", "Cleo"], 0.5, 42)
    told = " ".join(f"{article}:{coder}" for article, coder in pairs)
    assert told == "a1:Ben a1:Cleo a2:Ann a3:Ann a4:Ben a4:Cleo"
    shuffled = draw(["a4", "a2", "a1", "a3"], ["Ann", "Ben", "Cleo"], 0.5, 42)
    assert set(shuffled) == set(pairs), "the order in which articles are named says nothing"
    assert draw(ARTICLES, ["Ann", "Ben", "Cleo"], 0.5, 43) != draw(ARTICLES, ["Ann", "Ben", "Cleo"], 0.5, 42)


def test_who_has_less_to_do_gets_more() -> None:
    pairs = draw(ARTICLES[:10], ["Ann", "Ben"], 0, 1, load={"Ann": 6})
    assert Counter(coder for _, coder in pairs) == {"Ben": 8, "Ann": 2}


def test_nobody_to_assign_to_is_refused() -> None:
    with pytest.raises(InputRefused, match="Nobody"):
        draw(ARTICLES, [], 0, 1)


def test_articles_that_are_assigned_stay_and_the_rest_is_given_out(project: Workspace) -> None:
    ann, ben = ids(project)
    with project.read() as reads:
        first = reads.article_ids()[0]
    project.run(Assign(((first, ann),)))
    plan = plan_assignment(project, [ann, ben], 0.2, seed=5, new=["Cleo", " Cleo", ""])
    assert (plan.articles, plan.doubled, plan.already, plan.new) == (9, 2, 1, ("Cleo",))
    assert sum(plan.counts.values()) == 11
    assert plan.sentence.startswith("9 articles are assigned, 2 of them to 2 coders: Ann ")
    report = assign(project, plan)
    assert report.assigned == 11
    assert "Seed: 5." in report.sentence
    found = assigned(project)
    assert found.not_assigned == 0
    assert len(found.articles) == 10
    assert {name for name, _, _ in found.coders} == {"Ann", "Ben", "Cleo"}
    again = plan_assignment(project, [ann, ben], 0.2, seed=5)
    assert again.sentence == "Nothing is to be assigned: every article is assigned already."
    with pytest.raises(NotNow):
        assign(project, again)
    project.undo(report.change)
    found = assigned(project)
    assert (len(found.articles), found.not_assigned) == (1, 9)
    assert [name for name, _, _ in found.coders] == ["Ann"]


def test_what_is_finished_is_no_load(project: Workspace) -> None:
    ann, ben = ids(project)
    with project.read() as reads:
        articles = reads.article_ids()
    project.run(Assign(tuple((article, ann) for article in articles[:4])))
    for article in articles[:3]:
        project.run(SetReading(article, "finished"))
    plan = plan_assignment(project, [ann, ben], 0, seed=1, articles=articles[4:9])
    assert plan.counts == {"Ann": 2, "Ben": 3}
    assert assigned(project).coders == (("Ann", 4, 3),)


def test_a_seed_is_drawn_where_none_is_given_and_gives_the_same_again(project: Workspace) -> None:
    plan = plan_assignment(project, ids(project), 0.3)
    assert 0 <= plan.seed <= 999_999
    assert plan_assignment(project, ids(project), 0.3, seed=plan.seed).pairs == plan.pairs
    with pytest.raises(InputRefused, match="“Ben” is known"):
        plan_assignment(project, (), 0, new=["Ben"])


def test_settings_of_the_project_have_defaults_and_refuse_nonsense(project: Workspace) -> None:
    with project.read() as reads:
        assert project_setting(reads.project(), "settle_own") == "no"
        assert project_setting(reads.project(), "double_share") == "10 %"
    project.run(SetProjectValue("settle_own", "yes"))
    project.run(SetProjectValue("double_share", "12.5%"))
    with project.read() as reads:
        assert project_setting(reads.project(), "settle_own") == "yes"
        assert read_share(project_setting(reads.project(), "double_share")) == 0.125
    project.undo()
    with project.read() as reads:
        assert project_setting(reads.project(), "double_share") == "10 %"
    for key, value in (("settle_own", "perhaps"), ("double_share", "101%"), ("double_share", "ten"), ("name", "x")):
        with pytest.raises(InputRefused):
            checked_setting(key, value)
