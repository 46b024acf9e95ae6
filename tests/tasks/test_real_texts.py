# SPDX-License-Identifier: MIT
"""Every real and every difficult text goes into a project as the settling rule says, by lines that do not call ours."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from curator.operations import AddCoder
from curator.store.integrity import check_marks, check_texts
from curator.tasks.import_articles import import_articles
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

MESSAGE = re.compile(r"^(?=DEV-MUC3-\d{4} )", re.MULTILINE)


def settled(decoded: str) -> str:
    """text/1 (RELIABILITY.md 2.7): one byte order mark goes, line ends become LF, the impossible becomes U+FFFD."""
    text = decoded.removeprefix("\ufeff")
    text = re.sub("\r\n|\r|\u2028|\u2029", "\n", text)
    text = re.sub("[\0\ufdd0\ufdd1\ud800-\udfff]", "\ufffd", text)
    return "\ufffd" + text[1:] if text.startswith("\ufffe") else text


@pytest.fixture(scope="module")
def texts(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with all texts, and what each must become; what must be refused is not in the second."""
    folder = tmp_path_factory.mktemp("texts")
    expected: dict[str, str] = {}

    def put(name: str, data: bytes, encoding: str) -> None:
        (folder / name).write_bytes(data)
        expected[name] = settled(data.decode(encoding))

    for file in sorted((shared_data / "muc34" / "dev").glob("dev-muc3-*")):
        for message in MESSAGE.split(file.read_bytes().decode("latin-1"))[1:]:
            put(f"muc-{message[9:13]}.txt", message.encode("latin-1"), "latin-1")
    for kind in ("plain", "diacritized"):
        for file in sorted((shared_data / "arabic-wikinews" / kind).glob("*.txt")):
            put(f"{kind}-{file.name}", file.read_bytes(), "utf-8")
    put("seed.txt", (shared_data / "seed" / "seed-article.txt").read_bytes(), "utf-8")
    facts = json.loads((shared_data / "edge-text" / "expected.json").read_text(encoding="utf-8"))
    for name, fact in facts.items():
        data = (shared_data / "edge-text" / name).read_bytes()
        if data.strip():
            put(name, data, fact["encoding"])
        else:
            (folder / name).write_bytes(data)
    return folder, expected


@pytest.mark.slow
def test_every_text_is_stored_as_the_rule_says_and_the_rest_refused_with_a_reason(
    texts: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    folder, expected = texts
    assert sum(name.startswith("muc-") for name in expected) == 1300
    assert sum(name.startswith(("plain", "diacritized")) for name in expected) == 76
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        report = import_articles(workspace, [folder], same_text="add")
        assert sorted(refused.file.rsplit("/")[-1] for refused in report.refused) == ["15-empty.txt", "16-blank.txt"]
        assert all(refused.reason.endswith(".") for refused in report.refused)
        with workspace.read() as reads:
            found = {}
            for article_id in reads.article_ids():
                article = reads.article(article_id)
                assert article
                found[article.fields["source_file"].rsplit("/")[-1]] = (article, reads.article_text(article_id))
            assert set(found) == set(expected)
            for name, text in expected.items():
                article, stored = found[name]
                assert stored == text, name
                assert article.text_sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest(), name
                assert article.original_sha256 == hashlib.sha256((folder / name).read_bytes()).hexdigest(), name
                assert article.length == len(text), name
            assert [finding for finding in check_texts(reads.connection) if finding.grave] == []
            assert list(check_marks(reads.connection)) == []
        again = import_articles(workspace, [folder])
        assert len(again.already_there) == len(expected)
        assert again.added == []


def test_the_offsets_of_the_difficult_texts_lead_to_their_words(
    texts: tuple[Path, dict[str, str]], shared_data: Path
) -> None:
    """The offsets given count the decoded file; where settling moves them, a line end of two characters is why."""
    _, expected = texts
    facts = json.loads((shared_data / "edge-text" / "expected.json").read_text(encoding="utf-8"))
    for name, fact in facts.items():
        decoded = (shared_data / "edge-text" / name).read_bytes().decode(fact["encoding"])
        for span in fact["spans"]:
            shift = decoded[: span["start"]].count("\r\n")
            start, end = span["start"] - shift, span["end"] - shift
            assert expected[name][start:end] == settled(span["text"]), (name, span)
