# SPDX-License-Identifier: MIT
"""The door for suggesters: ours come in by it as the package names them, and a failing guest never stops the others."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import EntryPoint

import pytest

from curator.domain.codebook.model import Codebook
from curator.suggest import suggesters
from curator.suggest.proposal import Passage, Proposal
from curator.suggest.suggesters import BUILT_IN, GROUP, Suggesters, installed_suggesters, proposals
from tests.codings_strategy import small_codebook
from tests.conftest import PROJECT_ROOT

TEXT = "Two died on 8 November."
PASSAGE = Passage(TEXT, 0, len(TEXT), date(2019, 11, 9))


class Guest:
    """A suggester of another package."""

    kinds: tuple[str, ...] = ("count",)

    def propose(self, passage: Passage, codebook: Codebook) -> Sequence[Proposal]:
        return [Proposal("count", 0, 3, "Two", {"low": 2, "best": 2, "high": 2, "qualifier": "exact"}, "guest")]


class Raising(Guest):
    def propose(self, passage: Passage, codebook: Codebook) -> Sequence[Proposal]:
        raise KeyError("nothing there")


class Misquoting(Guest):
    def propose(self, passage: Passage, codebook: Codebook) -> Sequence[Proposal]:
        return [Proposal("count", 0, 4, "Two", {"low": 2}, "guest")]


@pytest.fixture
def fresh() -> Iterator[None]:
    """The suggesters are loaded anew, and once more for the tests after this one."""
    installed_suggesters.cache_clear()
    yield
    installed_suggesters.cache_clear()


def test_the_package_names_the_built_in_suggesters() -> None:
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"][GROUP] == BUILT_IN


def test_every_built_in_suggester_comes_in() -> None:
    known = installed_suggesters()
    assert set(BUILT_IN) <= {name for name, _suggester in known.suggesters}
    assert known.faults == ()


@pytest.mark.usefixtures("fresh")
def test_a_guest_that_cannot_be_loaded_is_named_and_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint("broken", "no_such_module:Suggester", GROUP),
        EntryPoint("odd", "builtins:object", GROUP),
        EntryPoint("dates", "builtins:object", GROUP),  # no guest takes the place of ours
    ]
    monkeypatch.setattr(suggesters, "entry_points", lambda group: points)
    known = installed_suggesters()
    assert {name for name, _suggester in known.suggesters} == set(BUILT_IN)
    assert [fault.split("”")[0] for fault in known.faults] == ["The suggester “broken", "The suggester “odd"]
    found = proposals(PASSAGE, small_codebook())
    assert "8 November" in [proposal.words for proposal in found.proposals]
    assert found.faults == known.faults


def test_proposals_of_all_come_in_the_order_of_the_text() -> None:
    dates = dict(installed_suggesters().suggesters)["dates"]
    found = proposals(PASSAGE, small_codebook(), suggesters=Suggesters((("dates", dates), ("guest", Guest()))))
    assert [proposal.words for proposal in found.proposals] == ["Two", "8 November"]
    only = proposals(PASSAGE, small_codebook(), {"date"}, Suggesters((("dates", dates), ("guest", Raising()))))
    assert [proposal.kind for proposal in only.proposals] == ["date"]
    assert only.faults == ()


@pytest.mark.parametrize("guest", [Raising(), Misquoting()])
def test_a_guest_that_fails_is_named_and_the_others_go_on(guest: Guest) -> None:
    known = Suggesters((("bad", guest), ("good", Guest())))
    found = proposals(PASSAGE, small_codebook(), suggesters=known)
    assert [proposal.words for proposal in found.proposals] == ["Two"]
    assert len(found.faults) == 1
    assert "“bad” failed" in found.faults[0]
