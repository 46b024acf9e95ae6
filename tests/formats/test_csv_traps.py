# SPDX-License-Identifier: MIT
"""The difficult texts, every line of them as words, note and value: out and in again without a changed character."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from curator.domain.codebook.kinds import check
from curator.domain.coding import Article, ArticleCoding, Evidence, Incident, Scalar, ValueNote
from curator.domain.ids import derived_id
from curator.domain.settling import settle, text_sha256
from curator.formats.coding_file_reading import read_coding
from curator.formats.coding_file_writing import write_coding
from curator.formats.csv_set import write_set
from curator.formats.csv_set_reading import read_set
from curator.formats.leaving import in_order
from curator.formats.manifest import SetOptions
from curator.formats.wide_codebook import NodeOrder
from tests.codings_strategy import CODERS, small_codebook
from tests.formats.memory_source import MemorySource

BOOK = small_codebook()
ORDER = NodeOrder(BOOK)


def coding_of(name: str, text: str) -> ArticleCoding:
    """One incident for each line: the line is its evidence, its note and (where a value can be that) its summary."""
    article, made, start = derived_id(name), [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            made.append(_incident(article, number, start, line))
        start += len(line) + 1
    described = Article(article, text_sha256(text), len(text), {"title": text.strip()[:200] or "none"})
    return in_order(ArticleCoding(described, text, tuple(made)), lambda _: ORDER)


def _incident(article: str, number: int, start: int, line: str) -> Incident:
    incident = derived_id(article, str(number))
    values: dict[str, Scalar] = {}
    field = BOOK.node("summary")
    assert field is not None
    with suppress(ValueError):  # some lines are white space or longer than a value may be
        values["summary"] = check(line, field, BOOK)
    span = Evidence(derived_id(incident, "span"), article, start, start + len(line), line, incident=incident)
    note = ValueNote(derived_id(incident, "note"), article, incident, "", "sure", "not_stated", note=line)
    made = Incident(incident, article, CODERS[0].id, "small 1.0", position=number, created="")
    return Incident(**{**made.__dict__, "values": values, "notes": (note,), "evidence": (span,)})


@pytest.fixture(scope="module")
def held(shared_data: Path) -> list[ArticleCoding]:
    found = []
    for path in sorted((shared_data / "edge-text").glob("*.txt")):
        data = path.read_bytes()
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        text = settle(data.decode(encoding, errors="replace")).text
        if text:
            found.append(coding_of(path.name, text))
    assert len(found) > 10
    return sorted(found, key=lambda coding: coding.article.id)


@pytest.mark.parametrize("excel", [False, True])
def test_a_set_of_difficult_texts_comes_back(held: list[ArticleCoding], tmp_path: Path, excel: bool) -> None:
    write_set(tmp_path, MemorySource(BOOK, CODERS, held), SetOptions(memos=True, for_excel=excel))
    for found, expected in zip(read_set(tmp_path).codings(), held, strict=True):
        assert found == expected


def test_coding_files_of_difficult_texts_come_back(held: list[ArticleCoding]) -> None:
    for coding in held:
        data = write_coding(coding, BOOK, CODERS, include_text=True, private=True)
        assert read_coding(data, lambda key, version: BOOK, lambda sha: None).coding == coding
