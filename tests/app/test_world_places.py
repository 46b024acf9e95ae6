# SPDX-License-Identifier: MIT
"""The list of the world's places is unpacked once, beside what the user does."""

from __future__ import annotations

import pytest

from curator.app import world_places
from curator.app.world_places import prepare  # the window's own is held back in tests
from curator.suggest.gazetteer_file import unpacked


def test_the_list_is_unpacked_once_and_then_nothing_is_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_places, "_at_work", None)
    assert not world_places.preparing()
    prepare()
    first = world_places._at_work
    assert first is not None
    prepare()
    assert world_places._at_work is first
    first.join(60)
    assert not world_places.preparing()
    assert unpacked() is not None


def test_where_it_cannot_be_written_nothing_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(world_places, "_at_work", None)
    monkeypatch.setattr("curator.suggest.gazetteer_file.unpack", full)
    prepare()
    at_work = world_places._at_work
    assert at_work is not None
    at_work.join(60)
    assert not world_places.preparing()
