# SPDX-License-Identifier: MIT
"""Document readers in a process of their own, sealed and with its limits: whatever they load is loaded before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from curator.formats.article_readers import as_file
from curator.formats.reading_apart import ReadersApart
from tests.formats.test_document_mutants import SAMPLES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def apart() -> Iterator[ReadersApart]:
    with ReadersApart(1) as readers:
        yield readers


@cache
def samples(kind: str) -> list[bytes]:
    return SAMPLES[kind][1]()


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_document_is_read_apart_as_it_is_here(kind: str, apart: ReadersApart) -> None:
    reader = SAMPLES[kind][0]
    for data in samples(kind):
        here = as_file(reader.read(data, "“x”"))
        there = apart.read(apart.begin(reader, data, "“x”"))
        assert [one.text for one in there.articles] == [one.text for one in here.articles]
        assert [one.proposals for one in there.articles] == [one.proposals for one in here.articles]
        assert there.refused == here.refused
