# SPDX-License-Identifier: MIT
"""Damaged documents and texts: a reader gives articles or one sentence, in time, and its process lives on.

They are read as the program reads them: in a process that opens neither files nor connections. What ends that process,
and what it wants and must not have, is told by a sentence that is a fault here.
CURATOR_MUTANTS: how many of each reader (200 in the test command, 2,000 for a release). CURATOR_SEED makes a run again.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator

import pytest

from curator.domain.faults import InputRefused
from curator.domain.settling import settle
from curator.formats.article_readers import ArticleReader, ReadFile
from curator.formats.bundle_reader import BundleReader
from curator.formats.docx_reader import DocxReader
from curator.formats.epub_reader import EpubReader
from curator.formats.feed_reader import FeedReader
from curator.formats.odt_reader import OdtReader
from curator.formats.pdf_page import from_answer, question
from curator.formats.pdf_reader import PdfReader
from curator.formats.reading_apart import ReadersApart
from curator.formats.rtf_reader import RtfReader
from curator.formats.text_reader import TextReader
from curator.formats.zip_folder_reader import ZipFolderReader
from tests.formats import news_bundles
from tests.formats.documents import epub, flowed, odt, pdf, zipped
from tests.formats.test_document_readers import FIRST, SECOND, chapter, rtf, word
from tests.formats.test_feed_reader import ATOM, RSS

MUTANTS = int(os.environ.get("CURATOR_MUTANTS", "200"))
SECONDS = 5.0  # RELIABILITY.md 4; most take milliseconds
PLAIN = f"Bomb kills two\n\nBy Jane Doe\n9 November 2019\n\n# A heading\n\n{FIRST}\r\n- {SECOND}\n"
WORDS = flowed([[FIRST[:60], FIRST[60:]], [FIRST[:60], FIRST[60:]]])

SAMPLES: dict[str, tuple[ArticleReader, Callable[[], list[bytes]]]] = {
    "pdf": (PdfReader(), lambda: [pdf([WORDS, WORDS], {"Title": "A title"}), pdf([WORDS], rotate=90)]),
    "docx": (DocxReader(), lambda: [word()]),
    "rtf": (RtfReader(), lambda: [rtf(f"{{\\info{{\\title x}}}}{FIRST}\\par \\u-10179?\\u-8875? \\'e9\\cell\\row")]),
    "odt": (OdtReader(), lambda: [odt(f"<text:p>{FIRST}<text:s text:c='2'/></text:p><text:p>{SECOND}</text:p>")]),
    "epub": (EpubReader(), lambda: [epub({"a.xhtml": chapter(f"<p>{FIRST}</p>")}, "<dc:title>A title</dc:title>")]),
    "feed": (FeedReader(), lambda: [RSS.encode(), ATOM.encode()]),
    "bundle": (
        BundleReader(),
        lambda: [getattr(news_bundles, form).encode() for form in ("NUMBERED", "ENDED", "TAGGED", "SIGNED", "FRENCH")],
    ),
    "text": (TextReader(), lambda: [PLAIN.encode(as_, "replace") for as_ in ("utf-8", "utf-16", "cp1256", "latin-1")]),
    "zip": (ZipFolderReader(), lambda: [zipped({"a.txt": FIRST, "b.rtf": rtf(FIRST), "c.txt": news_bundles.SIGNED})]),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_damaged_files_give_articles_or_a_sentence(kind: str) -> None:
    seed = int(os.environ.get("CURATOR_SEED", random.randrange(10**9)))
    print(f"seed {seed}")
    reader, samples = SAMPLES[kind]
    taken = 0
    with ReadersApart(1) as readers:
        for number, data in enumerate(mutants(samples(), random.Random(seed))):
            begun = time.monotonic()
            found, sentence = _read(readers, reader, data)
            _look_at_sentence(sentence, number)
            if found is not None:
                taken += 1
                _look_at(found, number)
            assert time.monotonic() - begun < SECONDS, number
    assert taken, "no mutant was read: the samples or the damage are not what they should be"


def _look_at_sentence(sentence: str, number: int) -> None:
    assert sentence.endswith("."), number
    assert "\n" not in sentence, number
    assert "ended with it" not in sentence, (number, sentence)


def _look_at(found: ReadFile, number: int) -> None:
    for article in found.articles:
        settled = settle(article.text).text
        assert settled == article.text or article.text.startswith("\ufeff"), number
        for one in article.proposals:
            assert 0 <= one.start <= one.end <= len(article.text), (number, one)
            assert one.value.strip(), (number, one)


@pytest.mark.slow
def test_damaged_pdfs_give_pictures_or_a_sentence() -> None:
    seed = int(os.environ.get("CURATOR_SEED", random.randrange(10**9)))
    print(f"seed {seed}")
    taken = 0
    dice = random.Random(seed)
    with ReadersApart(1) as readers:
        for number, data in enumerate(mutants(SAMPLES["pdf"][1](), dice)):
            begun = time.monotonic()
            drawn, sentence = _picture(readers, data, dice)
            taken += drawn
            _look_at_sentence(sentence, number)
            assert time.monotonic() - begun < SECONDS, number
    assert taken, "no page was drawn: the samples or the damage are not what they should be"


def _picture(readers: ReadersApart, data: bytes, dice: random.Random) -> tuple[bool, str]:
    asked = question("", dice.choice((1, 300, 10**9)), page=dice.choice((-1, 0, 1)), offset=dice.randrange(999))
    try:
        frame = readers.wait(readers.begin(PdfReader(), data, "“x”", "answer", asked))
        return from_answer(frame.head["answer"], frame.pieces).width > 0, "."
    except InputRefused as refusal:
        return False, refusal.sentence


def _read(readers: ReadersApart, reader: ArticleReader, data: bytes) -> tuple[ReadFile | None, str]:
    try:
        return readers.read(readers.begin(reader, data, "“x”")), "."
    except InputRefused as refusal:
        return None, refusal.sentence


def mutants(samples: list[bytes], dice: random.Random) -> Iterator[bytes]:
    """As many as are asked for; of a zip mostly what is in it is damaged."""
    for number in range(MUTANTS):
        data = samples[number % len(samples)]
        if zipfile.is_zipfile(io.BytesIO(data)) and dice.random() < 0.7:
            yield _with_damaged_part(data, dice)
        else:
            yield _damaged(data, dice)


def _with_damaged_part(data: bytes, dice: random.Random) -> bytes:
    """The zip itself stays sound, so that the damage reaches what reads its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = dice.choice(sorted(parts))
    if dice.random() < 0.1:
        del parts[chosen]
    else:
        parts[chosen] = _damaged(parts[chosen], dice)
    return zipped(parts)


def _damaged(data: bytes, dice: random.Random) -> bytes:
    raw = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        at = dice.randrange(len(raw) + 1)
        kind = dice.randrange(6)
        if kind == 0 and at < len(raw):
            raw[at] = dice.randrange(256)
        elif kind == 1:
            del raw[at : at + dice.choice((1, 4, 50, 1_000))]
        elif kind == 2:
            raw[at:at] = bytes(dice.randrange(256) for _ in range(dice.choice((1, 4, 30))))
        elif kind == 3:
            piece = bytes(raw[at : at + dice.choice((2, 10, 200))])
            raw[at:at] = piece * dice.choice((1, 2, 50))
        elif kind == 4:
            raw[at:at] = dice.choice(
                (b"\x00" * 9, b"<" * 50, b"{" * 80, b"\\u-1?", b"999999999999", b"]]>", b"&#0;", b"\xff\xfe")
            )
        elif dice.random() < 0.2:
            del raw[at:]
        if not raw:
            raw = bytearray(b"x")
    return bytes(raw)
