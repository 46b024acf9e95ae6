# SPDX-License-Identifier: MIT
"""Stored codebooks: read as they were adopted, judged again only where they are another text."""

from __future__ import annotations

import pytest

from curator.domain.canonical import sha256_of
from curator.domain.codebook.document import codebook_json
from curator.domain.codebook.faults import CodebookFaults
from curator.store.codebooks import stored
from tests.codings_strategy import small_codebook


def test_an_adopted_codebook_is_read_back() -> None:
    text = codebook_json(small_codebook())
    assert stored(text, sha256_of(text)) == small_codebook()


def test_a_codebook_whose_text_was_changed_in_the_file_is_judged_again() -> None:
    text = codebook_json(small_codebook())
    harmless = text.replace('"version":"1.0"', '"version":"1.1"')
    assert harmless != text
    assert stored(harmless, sha256_of(text)) == small_codebook("1.1")
    with pytest.raises(CodebookFaults):
        stored(text.replace('"version":"1.0"', '"version":""'), sha256_of(text))
