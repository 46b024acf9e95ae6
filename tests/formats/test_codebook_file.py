# SPDX-License-Identifier: MIT
"""A codebook's file: how its bytes are read, and what is said of one that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.domain.codebook.document import codebook_json
from curator.domain.faults import InputRefused, UserFault
from curator.formats.codebook_toml import LARGEST_FILE, read_codebook_file
from tests.strikes_codebook import GOOD


def test_a_file_is_read_as_utf8_with_or_without_a_mark_and_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("Mines", "Bergwerke ü").encode())
    codebook = read_codebook_file(path)
    assert codebook.lists[1].choices[0].label == "Bergwerke ü"
    exported = tmp_path / "codebook.json"
    exported.write_text(codebook_json(codebook), encoding="utf-8")
    assert read_codebook_file(exported) == codebook
    exported.write_text(codebook_json(codebook).replace('"kind":"day"', '"kind":"dya"', 1), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_codebook_file(exported)
    assert refused.value.places[0].startswith("fields 4, parts 1, kind: “dya” is no kind")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        ("\ufeff".encode("utf-16-le") + GOOD.encode("utf-16-le"), "UTF-16"),
        (GOOD.replace("Mines", "Bergwerke ü").encode("latin-1"), "UTF-8"),
        (b"\x00" * 50, "TOML"),
        (b"#" * (LARGEST_FILE + 1), "bytes"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    with pytest.raises(InputRefused) as refused:
        read_codebook_file(path)
    assert word in refused.value.sentence + "".join(refused.value.places)


def test_bytes_that_are_no_utf8_name_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b'key = "a"\ntitle = "\xfc"\n')
    with pytest.raises(InputRefused) as refused:
        read_codebook_file(path)
    assert refused.value.places == ("line 2: this is not UTF-8; save the file as UTF-8 and try again.",)


def test_a_missing_file_and_a_folder_are_faults_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match="no codebook file"):
        read_codebook_file(tmp_path / "missing.toml")
    with pytest.raises(UserFault, match="folder"):
        read_codebook_file(tmp_path)


def test_broken_json_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for text in ('{\n"key": }', "{" * 9, "[" * 100_000):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputRefused):
            read_codebook_file(path)
