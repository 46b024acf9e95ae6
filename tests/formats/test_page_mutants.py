# SPDX-License-Identifier: MIT
"""Damaged pages and mails: their reader gives an article or one sentence, in time, and its process lives on.

CURATOR_MUTANTS: how many of each reader (200 in the test command, 2,000 for a release). CURATOR_SEED makes a run again.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator

import pytest

from curator.domain.faults import InputRefused
from curator.domain.settling import settle
from curator.formats.article_readers import ArticleReader, ReadFile
from curator.formats.mail_reader import MailReader
from curator.formats.page_reader import PageReader
from curator.formats.reading_apart import ReadersApart
from tests.formats.pages_made import TOLD, mail, mhtml, page

MUTANTS = int(os.environ.get("CURATOR_MUTANTS", "200"))
SECONDS = 5.0  # RELIABILITY.md 4; most take milliseconds
GRAPH = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Bus falls into river", "datePublished": "2019-11-09T16:20:00+03:00", "author": [{"@type": "Person",
"name": "Jane Doe"}], "publisher": {"name": "The Daily River"}}]}</script>"""
UNDER = "<p class=byline>By Jane Doe</p><time datetime='2019-11-09'>9 November 2019</time><table><tr><td>a<td>b</table>"
SAVED = "<!-- saved from url=(0040)https://river.example.org/2019/bus -->"
ARABIC = page(
    title="سقوط حافلة في النهر", lang="ar", story=("قتل شخصان يوم السبت عندما سقطت حافلة في النهر. " * 8,) * 4
)

SAMPLES: dict[str, tuple[ArticleReader, list[bytes]]] = {
    "html": (PageReader(), [
        page(TOLD + GRAPH, UNDER).encode(), page(GRAPH, UNDER).encode("utf-16"), ARABIC.encode(),
        ARABIC.replace("utf-8", "windows-1256").encode("cp1256"),
        (SAVED + page("", UNDER)).encode("latin-1", "replace"),
    ]),
    "mail": (MailReader(), [
        mhtml(page(TOLD + GRAPH, UNDER)), mail(), mail(markup=page(TOLD), attached="b.pdf"), mail("x", markup=ARABIC),
    ]),
}  # fmt: skip
PIECES = (
    b"\x00" * 9, b"<" * 50, b"<!--", b"<![CDATA[", b"]]>", b"&#0;", b"&#xD800;", b"\xff\xfe", b"<table><tr>" * 40,
    b"<script>", b"</html>", b"=?utf-8?b?////?=", b"=FF=", b"\r\n\r\n",
    b"Content-Type: multipart/mixed; boundary=x\r\n",
    b"charset=utf-7", b"charset=\"no-such\"", b"99999-99-99", b"[" * 3_000, b"\xe2\x80\xae", b"<plaintext>",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_damaged_pages_give_an_article_or_a_sentence(kind: str) -> None:
    seed = int(os.environ.get("CURATOR_SEED", random.randrange(10**9)))
    print(f"seed {seed}")
    dice, taken = random.Random(seed), 0
    reader, samples = SAMPLES[kind]
    with ReadersApart(1) as readers:
        for number, data in enumerate(_mutants(samples, dice)):
            begun = time.monotonic()
            found, sentence = _read(readers, reader, data, dice.choice(("read", "whole")))
            assert time.monotonic() - begun < SECONDS, number
            assert sentence.endswith("."), number
            assert "\n" not in sentence, number
            assert "ended with it" not in sentence, (number, sentence)
            if found is not None:
                taken += 1
                _look_at(found, number)
    assert taken > MUTANTS // 2, "most of the damage is slight: most of it can be read"


def _look_at(found: ReadFile, number: int) -> None:
    for article in found.articles:
        assert article.text.strip(), number
        assert settle(article.text).text == article.text or article.text.startswith("\ufeff"), number
        for one in article.proposals:
            assert 0 <= one.start <= one.end <= len(article.text), (number, one)
            assert one.value.strip(), (number, one)
            assert "\n" not in one.value, (number, one)


def _read(readers: ReadersApart, reader: ArticleReader, data: bytes, ask: str) -> tuple[ReadFile | None, str]:
    try:
        return readers.read(readers.begin(reader, data, "“x”", ask)), "."
    except InputRefused as refusal:
        return None, refusal.sentence


def _mutants(samples: list[bytes], dice: random.Random) -> Iterator[bytes]:
    for number in range(MUTANTS):
        yield _damaged(samples[number % len(samples)], dice)


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
            raw[at:at] = bytes(raw[at : at + dice.choice((2, 10, 200))]) * dice.choice((1, 2, 50))
        elif kind == 4:
            raw[at:at] = dice.choice(PIECES)
        elif dice.random() < 0.2:
            del raw[at:]
        if not raw:
            raw = bytearray(b"x")
    return bytes(raw)
