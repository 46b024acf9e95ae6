# SPDX-License-Identifier: MIT
"""Files read in processes of their own: what goes wrong there ends there, is told in a sentence, the next is read."""

from __future__ import annotations

import hashlib
import inspect
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any, cast

import pytest

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadFile, installed_readers, largest, runs_here
from curator.formats.frames import Frame
from curator.formats.reading_apart import MEMORY, SECONDS, Asked, CannotBeRead, ReadersApart, _Slot, ask_apart
from tests.formats.hostile_readers import TellingReader

READER = TellingReader()


class Stop(Exception):
    """The user wants to stop."""


@pytest.fixture(scope="module")
def readers() -> Iterator[ReadersApart]:
    with ReadersApart(1, seconds=2.0) as apart:
        yield apart


def told(readers: ReadersApart, words: str) -> ReadFile:
    return readers.read(readers.begin(READER, words.encode(), "“it.tell”"))


def refusal(readers: ReadersApart, words: str) -> str:
    with pytest.raises(InputRefused) as caught:
        told(readers, words)
    return caught.value.sentence


def test_what_was_read_comes_as_it_was_found(readers: ReadersApart) -> None:
    (article,) = told(readers, "say Zwei Tote im Süden 🙂").articles
    assert article.text == "Zwei Tote im Süden 🙂"
    assert article.fields == {"title": "Zwe"}
    assert article.reader == "telling"
    assert article.report == ("read",)
    assert article.original_sha256 == hashlib.sha256("say Zwei Tote im Süden 🙂".encode()).hexdigest()
    assert article.text_sha256 == hashlib.sha256(article.text.encode()).hexdigest()


@pytest.mark.parametrize(("read", "kept"), [("w\u00a0c", "w c"), ("م\u200cی", "م\u200cی"), ("a\u00adb", "a\u00adb")])
def test_a_title_keeps_its_letters_whatever_joins_or_parts_them(readers: ReadersApart, read: str, kept: str) -> None:
    (article,) = told(readers, f"say {read}").articles
    assert article.fields == {"title": kept}
    assert not article.warnings


def test_several_articles_come_with_the_bytes_to_keep(readers: ReadersApart) -> None:
    several = told(readers, "several")
    assert [(one.text, one.part, one.original) for one in several.articles] == [
        ("first", "1.html", b"bytes of the first"),
        ("second", "#2", None),
    ]
    assert several.articles[0].original_sha256 == hashlib.sha256(b"bytes of the first").hexdigest()
    assert several.refused == (("3.bin", "No text."),)
    assert several.report == ("two of three",)


def test_one_process_reads_many_files(readers: ReadersApart) -> None:
    first = told(readers, "process").articles[0].text
    assert refusal(readers, "refuse") == "“it.tell” is refused."
    assert told(readers, "process").articles[0].text == first != str(os.getpid())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("hang", "took longer than 2 seconds to read; import it as plain text"),
        ("sink", "is nested too deeply; import it as plain text"),
        ("crash", "could not be read: its reader ended with it; import it as plain text"),
        ("fault secret", "could not be read: its reader ended with it (KeyError)"),
        ("garble xyz", "could not be read"),
        ("unsettled", "could not be read: its reader found a text that is not settled"),
        ("outside", "could not be read: its reader found words outside the text"),
    ],
)
def test_a_bad_end_is_one_sentence_and_the_next_file_is_read(readers: ReadersApart, words: str, sentence: str) -> None:
    said = refusal(readers, words)
    assert said.startswith("“it.tell” ")
    assert sentence in said
    assert "secret" not in said
    assert told(readers, "say after").articles[0].text == "after"


@pytest.mark.skipif(sys.platform != "linux", reason="the system keeps no limit of memory")
def test_a_file_that_takes_too_much_memory_is_refused(readers: ReadersApart) -> None:
    assert "needs more memory than the 512 MB" in refusal(readers, "swell")
    assert told(readers, "say after").articles[0].text == "after"


def test_no_reader_opens_files_or_connections_or_starts_programs(readers: ReadersApart, tmp_path: Path) -> None:
    beside = tmp_path / "beside.txt"
    beside.write_text("secret", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        for words in (f"open {beside}", f"write {beside}", f"connect {server.getsockname()[1]}", "start",
                      "open /etc/passwd", "open /dev/zero"):  # fmt: skip
            assert "(Forbidden)" in refusal(readers, words)
        server.settimeout(0.05)
        with pytest.raises(TimeoutError):
            server.accept()
    assert beside.read_text(encoding="utf-8") == "secret"
    assert told(readers, "late_import").articles[0].text == "colorsys"


def test_what_a_library_prints_is_no_answer(readers: ReadersApart) -> None:
    assert told(readers, "print hello").articles[0].text == "hello"


def test_stopping_waits_for_no_file() -> None:
    begun, before = time.monotonic(), threading.active_count()
    stop = threading.Event()

    def between() -> None:
        if stop.is_set():
            raise Stop

    with pytest.raises(Stop), ReadersApart(2, seconds=60) as apart:
        asked = [apart.begin(READER, b"hang", "“a”") for _ in range(5)]
        timer = threading.Timer(0.3, stop.set)
        timer.start()
        apart.read(asked[0], between)
    assert time.monotonic() - begun < 5
    timer.join()
    assert threading.active_count() <= before  # one of an earlier test may have ended meanwhile


def test_two_read_ahead_and_answers_come_in_any_order_that_is_asked_for() -> None:
    with ReadersApart(2) as apart:
        asked = [apart.begin(READER, f"say number {number}".encode(), "“a”") for number in range(20)]
        texts = [apart.read(one).articles[0].text for one in reversed(asked)]
        processes = {apart.read(apart.begin(READER, b"process", "“a”")).articles[0].text for _ in range(20)}
    assert texts == [f"number {number}" for number in reversed(range(20))]
    assert len(processes) <= 2


def test_a_reader_is_asked_other_things() -> None:
    frame = ask_apart(READER, b"say it", "“a”", {"page": 3})
    assert frame.head["answer"] == {"size": 6, "asked": 3}
    assert frame.pieces == (b"picture", b"say it")


def test_nothing_is_started_before_it_is_needed() -> None:
    before = threading.active_count()
    with ReadersApart():
        assert threading.active_count() == before


def test_what_cannot_be_read_may_be_read_as_text(readers: ReadersApart) -> None:
    with pytest.raises(CannotBeRead):
        told(readers, "sink")
    with pytest.raises(InputRefused) as caught:
        told(readers, "refuse")
    assert not isinstance(caught.value, CannotBeRead)


class Killed:
    """A process that only knows whether it was killed."""

    stdin = stdout = None

    def __init__(self) -> None:
        self.killed = False

    def kill(self) -> None:
        self.killed = True

    def wait(self) -> int:
        return 0


def test_a_process_is_not_ended_for_a_file_it_has_done_meanwhile() -> None:
    late, following = (Asked(READER, b"", name, "read", {}) for name in ("late", "next"))
    late.ends = 0.0
    slot: Any = object.__new__(_Slot)
    slot._asked, slot._process = late, Killed()

    class GoneOn:
        """Whoever waits for it gets it when the process reads the next file."""

        def __enter__(self) -> None:
            slot._asked = following

        def __exit__(self, *_fault: object) -> None:
            return None

    slot._changing = GoneOn()
    slot.look()
    assert not slot._process.killed
    assert not late.late


def test_a_process_that_was_ended_at_the_last_moment_reads_no_other_file() -> None:
    process = Killed()

    class JustThen(_Slot):
        def _talk(self, asked: Asked) -> Frame:
            self._process = cast(Any, process)
            asked.ends = 0.0
            self.look()
            return Frame({"answer": {}}, ())

    waiting: SimpleQueue[Asked | None] = SimpleQueue()
    slot = JustThen(waiting, 1.0, 1)
    asked = Asked(READER, b"", "late", "answer", {})
    waiting.put(asked)
    assert asked.done.wait(10)
    assert process.killed
    assert slot._process is None
    waiting.put(None)
    slot.end()


def test_every_reader_but_that_of_texts_runs_apart_and_has_its_limits() -> None:
    """10 seconds and 512 MB for a file (RELIABILITY.md 2.6), and a size beyond which it is not read at all."""
    assert (SECONDS, MEMORY) == (10.0, 512_000_000)
    assert inspect.signature(ReadersApart.__init__).parameters["seconds"].default == SECONDS
    readers = installed_readers().readers
    assert [reader.name for reader in readers if runs_here(reader)] == ["text"]
    sizes = {reader.name: largest(reader) for reader in readers}
    assert {name: size for name, size in sizes.items() if size != 20_000_000} == {
        "table": 100_000_000,
        "zip": 60_000_000,
    }
