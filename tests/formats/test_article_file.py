# SPDX-License-Identifier: MIT
"""Files of the disk read as articles: the text and hash the settling rule gives, and every refusal with its reason.

`by_the_rule` follows the settling rule in a few lines of its own; nothing of the program's is called for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import tomllib
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused
from curator.domain.settling import settle, text_sha256
from curator.formats import article_file, article_readers
from curator.formats.article_file import read_article_file, read_file
from curator.formats.article_readers import (
    MAX_BYTES,
    ArticleReader,
    ReadArticle,
    Readers,
    ReadFile,
    installed_readers,
)
from curator.formats.encodings import decode
from curator.formats.text_reader import TextReader
from tests.permissions import needs_permissions

READERS = Readers((TextReader(),))


def by_the_rule(decoded: str) -> tuple[str, str]:
    text = decoded[1:] if decoded[:1] == "\ufeff" else decoded
    text = re.sub("\r\n|\r|\u2028|\u2029", "\n", text)
    text = re.sub("[\x00\ud800-\udfff\ufdd0\ufdd1]|^\ufffe", "\ufffd", text)
    return text, hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(path: Path) -> ReadArticle:
    return read_article_file(path, path.name, READERS)


def written(folder: Path, data: bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def assert_read_by_the_rule(article: ReadArticle, data: bytes, encoding: str) -> None:
    text, digest = by_the_rule(data.decode(encoding))
    assert article.text == text
    assert text_sha256(article.text) == digest
    assert article.original_sha256 == hashlib.sha256(data).hexdigest()
    assert article.settled_by == "text/1"


def refusal(path: Path) -> str:
    with pytest.raises(InputRefused) as caught:
        read(path)
    sentence = caught.value.sentence
    assert sentence.startswith("“")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


# Real and made-up articles


def test_edge_texts_are_read_by_the_rule_and_their_spans_mapped(shared_data: Path) -> None:
    folder = shared_data / "edge-text"
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert len(expected) == 16
    for file, facts in expected.items():
        data = (folder / file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == facts["sha256"], file
        if not data.strip():
            assert ("is empty" if not data else "is blank") in refusal(folder / file)
            continue
        article = read(folder / file)
        assert_read_by_the_rule(article, data, facts["encoding"])
        decoded = decode(data)
        settled = settle(decoded.text, bom_taken=decoded.bom_taken)
        for span in facts["spans"]:
            start, end = settled.to_settled(span["start"]), settled.to_settled(span["end"])
            assert article.text[start:end] == by_the_rule(span["text"])[0], (file, span)


def test_the_seed_is_read_unchanged(shared_data: Path) -> None:
    path = shared_data / "seed" / "seed-article.txt"
    article = read(path)
    assert_read_by_the_rule(article, path.read_bytes(), "utf-8")
    assert len(article.text) == 5167
    assert article.fields["source_file"] == "seed-article.txt"
    assert article.fields["published"] == "2019-11-09T16:20:00Z"
    assert article.report == ("Encoding: UTF-8.",)
    assert article.replaced == {}


def test_arabic_articles_are_read_by_the_rule(shared_data: Path) -> None:
    files = sorted((shared_data / "arabic-wikinews").glob("*/*.txt"))
    assert len(files) == 76
    for file in files:
        assert_read_by_the_rule(read(file), file.read_bytes(), "utf-8")


def test_all_wire_messages_are_read_by_the_rule(shared_data: Path, tmp_path: Path) -> None:
    count = 0
    for file in sorted((shared_data / "muc34" / "dev").glob("dev-muc3-*")):
        for message in re.split(rb"(?m)^(?=DEV-MUC3-\d{4} )", file.read_bytes()):
            if message.strip():
                path = written(tmp_path, message, f"{message[:13].decode()}.txt")
                assert_read_by_the_rule(read(path), message, "ascii")
                count += 1
    assert count == 1300


# Hostile inputs that are read


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"One killed.\rTwo wounded.\r", "utf-8"),
        (b"One killed.\r\nTwo wounded.\rThree fled.\n\rEnd\r\r\n", "utf-8"),
        (b"\xef\xbb\xbf\xef\xbb\xbfTwo byte order marks, one dropped.", "utf-8"),
        ("One killed.\nTwo wounded.".encode("utf-16-le"), "utf-16-le"),
        ("One killed.\u2028Two\ufdd0 wounded.\ufffe".encode(), "utf-8"),
        (b"A stray \x00 in a text of one line.", "utf-8"),
    ],
)
def test_odd_but_readable_files_are_settled(tmp_path: Path, data: bytes, encoding: str) -> None:
    assert_read_by_the_rule(read(written(tmp_path, data)), data, encoding)


def test_replaced_characters_are_counted_in_the_report(tmp_path: Path) -> None:
    article = read(written(tmp_path, b"Two\x00 killed\x00 and \xed\xa0\x80 one \xef\xbf\xbd wounded."))
    assert article.replaced == {"NUL": 2, "lone surrogate": 1}
    assert article.warnings == (
        "2 NUL characters were replaced by U+FFFD.",
        "1 lone surrogate character was replaced by U+FFFD.",
        "The file itself holds the replacement character U+FFFD once: letters were lost before.",
    )


def test_a_cut_off_file_is_read_with_a_warning(tmp_path: Path) -> None:
    article = read(written(tmp_path, "قتل ثلاثة جنود".encode()[:-1]))
    assert article.text == "قتل ثلاثة جنو\ufffd"
    assert "cut off" in article.warnings[0]


def test_a_guessed_encoding_is_reported_with_its_sureness(tmp_path: Path) -> None:
    article = read(written(tmp_path, "Hôpital".encode("cp850")))
    assert article.report[0].startswith("Encoding: Detected as ")
    assert article.warnings == ("The file does not say its encoding; please check that the letters are right.",)


def test_markup_is_taken_as_it_is_with_a_warning(tmp_path: Path) -> None:
    assert "with its tags" in read(written(tmp_path, b"<!DOCTYPE html><p>Two killed.")).warnings[0]


def test_a_line_of_many_megabytes_is_read(tmp_path: Path) -> None:
    data = b"word " * (MAX_BYTES // 5)
    begun = time.process_time()
    assert len(read(written(tmp_path, data)).text) == MAX_BYTES
    assert time.process_time() - begun < 3


# Refusals


def test_a_missing_file_and_one_that_vanished_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path / "gone.txt") == "“gone.txt” is not there; it was moved, renamed or deleted."
    path = written(tmp_path, b"Two killed.")
    check = article_file._check

    def vanish_after_check(facts: os.stat_result, shown: str, most: int) -> None:
        check(facts, shown, most)
        path.unlink()

    monkeypatch.setattr(article_file, "_check", vanish_after_check)
    assert "is not there" in refusal(path)


def test_a_dangling_link_and_a_file_used_as_folder_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    assert "is not there" in refusal(tmp_path / "link.txt")
    assert "is not there" in refusal(written(tmp_path, b"x") / "below.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is a folder, not a file." in refusal(tmp_path)


@needs_permissions
def test_a_file_without_rights_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"Two killed.")
    path.chmod(0)
    assert "may not be read with your rights" in refusal(path)


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (PermissionError(13, "Permission denied"), "with your rights"),
        (OSError(5, "Input/output error"), "Input/output"),
    ],
)
def test_what_the_disk_refuses_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, what: str
) -> None:
    def fail(*arguments: object) -> int:
        raise fault

    monkeypatch.setattr(article_file.os, "open", fail)
    assert what in refusal(written(tmp_path, b"Two killed."))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_refused_at_once_even_if_it_takes_a_files_name_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is a device or a pipe" in refusal(tmp_path / "pipe.txt")
    file = written(tmp_path, b"Two killed.")
    with monkeypatch.context() as patch:
        stat = file.stat()
        patch.setattr(Path, "stat", lambda self, **_: stat)
        assert "is a device or a pipe" in refusal(tmp_path / "pipe.txt")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_is_refused() -> None:
    assert "is a device or a pipe" in refusal(Path("/dev/zero"))


def test_a_sparse_file_of_50_mb_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    begun = time.perf_counter()
    assert "is too big: it has 50.0 MB, and one article may have 20 MB" in refusal(path)
    assert time.perf_counter() - begun < 0.5


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_readers, "MAX_BYTES", 1_000_000)
    monkeypatch.setattr(article_file, "_check", lambda facts, shown, most: None)
    assert "grew beyond 1 MB" in refusal(written(tmp_path, b"x" * 1_000_001))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is blank"),
        ("\ufeff\u200b\u00a0\n".encode(), "is blank"),
        (b"\xff\xfe", "is blank"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "is a PNG picture, not a text"),
        (b"\x00" * 1000, "is not a text"),
        ("“Zwei Tote” – Müller".encode() + b" \xfc \n", "seems to be damaged UTF-8"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(tmp_path: Path, data: bytes, what: str) -> None:
    assert what in refusal(written(tmp_path, data))


def test_names_in_sentences_and_source_files_are_safe(tmp_path: Path) -> None:
    name = os.fsdecode(b"evil\xff\xe2\x80\xae\n.txt")
    article = read_article_file(written(tmp_path, b"Two killed."), name, READERS)
    assert article.source_file == "evil\ufffd\u202e\n.txt"
    with pytest.raises(InputRefused) as caught:
        read_article_file(tmp_path / "gone", name, READERS)
    assert caught.value.sentence.startswith("“evil\ufffd\ufffd\ufffd.txt” is not there")


# The door for readers


class OwnReader:
    name = "own"
    suffixes = (".own", ".txt.own")

    def read(self, data: bytes, name: str) -> ReadArticle:
        return ReadArticle("own", "")


def test_a_reader_gets_the_files_with_its_suffix_and_the_built_in_one_the_rest() -> None:
    own = OwnReader()
    assert isinstance(own, ArticleReader)
    readers = Readers((own, TextReader()))
    assert readers.for_name("A.TXT.OWN") is own
    assert readers.for_name("a.txt") is not own
    assert readers.for_name("no-suffix") is not own


def test_the_built_in_reader_is_always_there() -> None:
    assert [reader.name for reader in installed_readers().readers if not reader.suffixes][-1] == "text"


def test_a_reader_that_cannot_be_loaded_is_named_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    from curator.formats import article_readers

    points = [
        EntryPoint("broken", "no_such_module:Reader", article_readers.GROUP),
        EntryPoint("odd", "builtins:object", article_readers.GROUP),
        EntryPoint("text", "curator.formats.text_reader:TextReader", article_readers.GROUP),
    ]
    monkeypatch.setattr(article_readers, "entry_points", lambda group: points)
    readers = installed_readers.__wrapped__()
    assert {"broken", "odd"}.isdisjoint(reader.name for reader in readers.readers)
    assert [reader.name for reader in readers.readers] == [reader.name for reader in installed_readers().readers]
    assert [fault.split("”")[0] for fault in readers.faults] == [
        "The article reader “broken",
        "The article reader “odd",
    ]


class BundleReader:
    """Knows its files by their first words; one line is one article."""

    name = "bundle"
    suffixes = (".bundle",)
    in_process = True
    max_bytes = 30_000_000

    def recognises(self, data: bytes, name: str) -> bool:
        return data.startswith(b"Bundle\n")

    def read(self, data: bytes, name: str) -> ReadFile:
        lines = data.decode().split("\n")[1:]
        articles = tuple(ReadArticle(line, "", part=f"#{n}") for n, line in enumerate(lines, 1) if line != "bad")
        refused = tuple((f"inside/{n}.txt", f"Line {n} is bad.") for n, line in enumerate(lines, 1) if line == "bad")
        return ReadFile(articles, refused)


def test_a_file_of_several_articles_names_each_by_its_place_in_it(tmp_path: Path) -> None:
    readers = Readers((BundleReader(), TextReader()))
    path = written(tmp_path, b"Bundle\nfirst\nbad\nthird", "of the day.txt")
    several = read_file(path, "in/of the day.txt", readers)
    assert [one.source_file for one in several.articles] == ["in/of the day.txt#1", "in/of the day.txt#3"]
    assert several.refused == (("in/of the day.txt/inside/2.txt", "Line 2 is bad."),)
    assert read_file(written(tmp_path, b"No bundle\nfirst"), "", readers).articles[0].reader == "text"
    with pytest.raises(InputRefused, match="holds 2 articles"):
        read_article_file(path, "", readers)


def test_the_size_limit_is_that_of_the_reader(tmp_path: Path) -> None:
    readers = Readers((BundleReader(), TextReader()))
    large = b"Bundle\n" + b"x" * MAX_BYTES
    assert len(read_file(written(tmp_path, large, "a.bundle"), "", readers).articles) == 1
    with pytest.raises(InputRefused, match="20 MB; split it"):
        read_file(written(tmp_path, large, "a.txt"), "", readers)


def test_built_in_readers_are_those_that_an_installation_is_told_of() -> None:
    told = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    lines = told["project"]["entry-points"][article_readers.GROUP]
    assert {point.name: point.value for point in article_readers._BUILT_IN} == lines
