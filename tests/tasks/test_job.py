# SPDX-License-Identifier: MIT
"""While a job handles very many values, Python does not stop all threads to look for garbage; afterwards it does."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from curator.tasks.job import no_long_pauses


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


def test_garbage_is_looked_for_again_when_the_last_job_has_ended() -> None:
    gc.enable()
    with no_long_pauses():
        with no_long_pauses():
            assert not gc.isenabled()
        assert not gc.isenabled(), "one is still at work"
    assert gc.isenabled()


def test_jobs_that_end_in_another_order_leave_it_as_it_was() -> None:
    gc.enable()
    first, second = no_long_pauses(), no_long_pauses()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    """The window has it off until it is shown."""
    gc.disable()
    with no_long_pauses():
        pass
    assert not gc.isenabled()
