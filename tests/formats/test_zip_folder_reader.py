# SPDX-License-Identifier: MIT
"""Zip folders of articles, and zips made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadFile
from curator.formats.docx_reader import DocxReader
from curator.formats.zip_folder_reader import ZipFolderReader
from curator.formats.zip_reading import opened_zip
from tests.formats import news_bundles
from tests.formats.documents import flowed, odt, pdf, zipped

STORY = "Two people were killed and four were wounded on Friday when a bomb went off near a market, police said."


def read(data: bytes) -> ReadFile:
    return ZipFolderReader().read(data, "“z.zip”")


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as caught:
        read(data)
    return caught.value.sentence


def test_each_file_goes_to_its_reader_and_has_its_name_in_the_zip() -> None:
    found = read(
        zipped(
            {
                "news/a.txt": STORY,
                "news/b.pdf": pdf([flowed([[STORY]])]),
                "c.odt": odt(f"<text:p>{STORY}</text:p>"),
                "bundle.txt": news_bundles.SIGNED,
            }
        )
    )
    parts = [(article.part, article.reader) for article in found.articles]
    assert parts == [
        ("news/a.txt", "text"), ("news/b.pdf", "pdf"), ("c.odt", "odt"), ("bundle.txt#1", "bundle"),
        ("bundle.txt#2", "bundle"),
    ]  # fmt: skip
    assert found.articles[0].original == STORY.encode()
    assert not found.refused


def test_what_is_no_article_is_left_out_with_words() -> None:
    found = read(
        zipped(
            {
                "a.txt": STORY,
                "__MACOSX/._a.txt": "x",
                "Thumbs.db": "x",
                ".DS_Store": "x",
                "page_files/x.js": "x",
                "photo.JPG": "x",
                "table.csv": "a,b",
                "data.xml": "<a/>",
                "empty.txt": "",
                "inner.zip": zipped({"a.txt": STORY}),
            }
        )
    )
    assert [article.part for article in found.articles] == ["a.txt"]
    told = found.report[0]
    for words in ("3 files of the operating system", "1 files that belong to saved pages", "1 pictures", "1 tables"):
        assert words in told
    reasons = dict(found.refused)
    assert "packed folder within a zip" in reasons["inner.zip"]
    assert "empty" in reasons["empty.txt"]
    assert "data file" in reasons["data.xml"]


def test_a_name_that_leads_out_is_not_read() -> None:
    found = read(zipped({"../../evil.txt": STORY, "good.txt": STORY}))
    assert [article.part for article in found.articles] == ["good.txt"]
    assert "leads out" in found.refused[0][1]


def test_names_in_utf8_that_do_not_say_so_are_read() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("مقال.txt".encode().decode("cp437"), STORY)
    raw = bytearray(into.getvalue())
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as archive:
        utf8_said = archive.infolist()[0].filename.encode("utf-8")
    plain = bytes(raw).replace(utf8_said, "مقال.txt".encode().ljust(len(utf8_said), b"t"))
    for sign, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = plain.index(sign) + place
        plain = plain[:at] + bytes([plain[at] & ~8]) + plain[at + 1 :]
    assert read(plain).articles[0].part.startswith("مقال.txt")


def test_time_runs_out_for_the_rest_and_that_is_told() -> None:
    clock: Iterator[float] = iter((0.0, 1.0, 9.0))
    found = ZipFolderReader(lambda: next(clock)).read(zipped({"a.txt": STORY, "b.txt": STORY, "c.txt": STORY}), "z")
    assert [article.part for article in found.articles] == ["a.txt"]
    assert [part for part, _ in found.refused] == ["b.txt", "c.txt"]
    assert "unpack the zip" in found.refused[0][1]


def test_nothing_in_it_is_told() -> None:
    assert "no file that could be an article" in refusal(zipped({"a.jpg": "x"}))


# Zips made to do harm


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    assert "200 times" in refusal(zipped({"a.txt": b"0" * 40_000_000}))


def test_a_lie_about_the_size_is_found_while_unpacking() -> None:
    data = zipped({"a.txt": b"0" * 5_000_000})
    honest = (5_000_000).to_bytes(4, "little")
    with opened_zip(data.replace(honest, (50_000).to_bytes(4, "little")), "“z”") as parts, pytest.raises(InputRefused):
        parts.read("a.txt", 20_000_000)


def test_too_many_entries_are_refused() -> None:
    assert "5,000" in refusal(zipped({f"{number}.txt": "" for number in range(5_001)}))


def test_two_entries_of_one_name_are_refused() -> None:
    assert "same name" in refusal(zipped({"a.txt": STORY, "A.TXT": STORY}))


def test_a_link_is_refused() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "link" in refusal(into.getvalue())


def test_a_locked_entry_is_refused_and_the_rest_is_read() -> None:
    data = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    found = read(bytes(data))
    assert [article.part for article in found.articles] == ["b.txt"]
    assert "password" in found.refused[0][1]


def test_an_entry_without_a_name_is_nothing() -> None:
    data = zipped({"a.txt": STORY, "b": "words"})
    where = data.rindex(b"PK\x01\x02")
    damaged = data[: where + 28] + b"\x00\x00\x01\x00" + data[where + 32 :]  # its name is something else now
    assert [one.part for one in read(damaged).articles] == ["a.txt"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18, b"x" * 100])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert refusal(data).startswith("“z.zip”")


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(InputRefused, match="200 times"):
        DocxReader().read(
            zipped({"[Content_Types].xml": "<Types/>", "word/media/a.png": b"0" * 60_000_000}), "“a.docx”"
        )
