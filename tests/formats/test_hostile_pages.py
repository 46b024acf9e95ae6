# SPDX-License-Identifier: MIT
"""Pages that want the network, files, time or memory get none of it, in the process where pages are read.

A listener on this machine counts who comes; a FIFO would hold whoever opens it; a file beside would show in the text.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused
from curator.formats.mail_reader import MailReader
from curator.formats.page_reader import PageReader
from curator.formats.reading_apart import ReadersApart
from tests.formats.hostile_pages import SEEN, heavy, reaching
from tests.formats.pages_made import mhtml

SECRET = "nobody may read this"


@pytest.fixture(scope="module")
def readers() -> Iterator[ReadersApart]:
    with ReadersApart(1) as apart:
        yield apart


def test_no_page_reaches_the_network_or_a_file(readers: ReadersApart, tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text(SECRET, encoding="utf-8")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "fifo")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        pages = reaching(tmp_path, server.getsockname()[1])
        for name, markup in pages.items():
            for reader, data in ((PageReader(), markup.encode()), (MailReader(), mhtml(markup))):
                for ask in ("read", "whole"):
                    read = readers.read(readers.begin(reader, data, f"“{name}”", ask))
                    text = read.articles[0].text
                    assert SEEN in text, (name, ask)
                    assert SECRET not in text, name
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy())
def test_a_heavy_page_is_read_or_refused_in_its_time(readers: ReadersApart, name: str) -> None:
    data = heavy()[name].encode()
    for ask in ("read", "whole"):
        begun = time.monotonic()
        text, sentence = _read(readers, data, ask)
        assert len(text) < 2 * len(data)
        assert text or sentence.startswith("“it.html” ")
        assert "its reader ended with it" not in sentence
        assert time.monotonic() - begun < 60, "its reader is ended after 10 s; the rest is for a machine at work"


def _read(readers: ReadersApart, data: bytes, ask: str) -> tuple[str, str]:
    """The text, or the sentence with which it was refused."""
    try:
        return readers.read(readers.begin(PageReader(), data, "“it.html”", ask)).articles[0].text, ""
    except InputRefused as refusal:
        return "", refusal.sentence
