# SPDX-License-Identifier: MIT
"""Ids made at once and one by one: UUIDv7, ascending, none twice, also in one millisecond and with a clock set back."""

from __future__ import annotations

import uuid

from curator.domain.clock import Clock
from curator.domain.ids import IdSource, is_id


def test_many_ids_of_one_millisecond_ascend_and_are_version_7() -> None:
    source = IdSource(Clock(now_ms=lambda: 1_600_000_000_000))
    made = [*source.several(3), *source.several(5_000), *source.several(0), source.new()]
    assert len(made) == 5_004
    assert all(map(is_id, made))
    assert {uuid.UUID(one).version for one in made} == {7}
    assert {uuid.UUID(one).variant for one in made} == {uuid.RFC_4122}
    assert made == sorted(set(made))


def test_each_id_has_random_bits_of_its_own_from_the_clock() -> None:
    asked: list[int] = []

    def random_bytes(size: int) -> bytes:
        asked.append(size)
        return bytes(range(size))

    first, second = IdSource(Clock(now_ms=lambda: 1_600_000_000_000, random_bytes=random_bytes)).several(2)
    assert asked == [16]
    assert first[19:] == "8001-020304050607"
    assert second[19:] == "8809-0a0b0c0d0e0f"


def test_ids_never_run_backwards() -> None:
    times = iter((1_600_000_000_005, 1_600_000_000_001))
    source = IdSource(Clock(now_ms=lambda: next(times)))
    first, second = source.new(), source.new()
    assert first < second
