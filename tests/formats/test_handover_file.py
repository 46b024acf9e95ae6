# SPDX-License-Identifier: MIT
"""The hand-over file: written and read back, it is the same; the same content gives the same bytes."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.coding import Article
from curator.domain.faults import InputRefused, UserFault
from curator.domain.handover import HandedArticle, HandOver, Version
from curator.domain.settling import text_sha256
from curator.formats import handover_writing
from curator.formats.handover_checks import check_handover, check_version
from curator.formats.handover_file import in_file_order
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from curator.shape import replace
from tests.codings_strategy import CODERS, QUICK, small_codebook
from tests.formats.handover_sample import ARTICLE, INCIDENT, TEXT, an_id, handover, incident
from tests.handovers_strategy import STAMP, handovers

BOOKS = (small_codebook(), small_codebook("2.0"))


def there_and_back(given: HandOver, path: Path) -> None:
    write_handover(given, path)
    written = path.read_bytes()
    found = read_handover(path)
    if found != given:  # not by assert, which would show all of both
        pytest.fail(f"not the same: {[name for name in found._fields if getattr(found, name) != getattr(given, name)]}")
    write_handover(found, path)
    assert path.read_bytes() == written
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None


def test_a_unit_of_every_kind_is_read_as_it_was_written(tmp_path: Path) -> None:
    there_and_back(handover(), tmp_path / "a.curator-handover")


@pytest.mark.slow
def test_random_hand_overs_are_read_as_they_were_written(tmp_path: Path) -> None:
    @QUICK
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        there_and_back(data.draw(handovers(BOOKS, CODERS)), tmp_path / "a.curator-handover")

    holds()


def test_the_order_in_which_it_was_put_together_makes_no_difference(tmp_path: Path) -> None:
    whole = handover()
    shuffled = {}
    for name in ("coders", "articles", "versions", "layers"):
        several = list(getattr(whole, name))
        random.Random(7).shuffle(several)
        shuffled[name] = tuple(several)
    write_handover(whole, tmp_path / "a")
    write_handover(replace(whole, **shuffled), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def many_articles(count: int, length: int) -> HandOver:
    articles = []
    for number in range(count):
        text = f"{number} " + "A mule died. " * length
        article = Article(an_id("article", str(number)), text_sha256(text), len(text), {}, "", "text/1", STAMP)
        articles.append(HandedArticle(article, text))
    return in_file_order(replace(handover(), articles=tuple(articles), versions=()))


def test_very_many_texts_are_packed_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "a"
    there_and_back(many_articles(1_001, 3), path)
    with zipfile.ZipFile(path) as packed:
        assert "texts.jsonl" in packed.namelist()
        assert len(packed.namelist()) < 10
    there_and_back(many_articles(20, 3), path)
    with zipfile.ZipFile(path) as packed:
        assert sum(name.startswith("texts/") for name in packed.namelist()) == 20


def test_long_parts_come_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover_writing, "PART_BYTES", 5_000)
    path = tmp_path / "a"
    there_and_back(many_articles(60, 3), path)
    with zipfile.ZipFile(path) as packed:
        pieces = [name for name in packed.namelist() if name.startswith("articles")]
    assert pieces == ["articles.jsonl", *(f"articles-{number}.jsonl" for number in range(2, len(pieces) + 1))]
    assert len(pieces) > 2


def test_a_text_of_one_letter_repeated_is_not_taken_for_a_bomb(tmp_path: Path) -> None:
    text = "a" * 3_000_000
    article = Article(ARTICLE, text_sha256(text), len(text), {}, "", "text/1", STAMP)
    there_and_back(replace(handover(), articles=(HandedArticle(article, text),), versions=()), tmp_path / "a")


def test_two_articles_may_have_one_text(tmp_path: Path) -> None:
    whole = handover()
    one = whole.articles[0] if whole.articles[0].text else whole.articles[1]
    twin = replace(one, article=replace(one.article, id=an_id("twin")))
    there_and_back(in_file_order(replace(whole, articles=(*whole.articles, twin))), tmp_path / "a")


def test_what_would_be_too_large_is_not_written_and_what_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(handover_writing, "MOST_BYTES", 2_000)
    with pytest.raises(UserFault, match=r"more than 2 GB\. Nothing was written"):
        write_handover(handover(), path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    write_handover(handover(), tmp_path / "a")
    with pytest.raises(InputRefused, match="you stopped it"):
        read_handover(tmp_path / "a", lambda: True)


def test_contents_can_be_checked_without_a_file() -> None:
    check_handover(handover())
    version = Version("incident", INCIDENT, ARTICLE, CODERS[0].id, (), incident())
    check_version(version, {ARTICLE: TEXT})
    check_version(version, {})
    with pytest.raises(InputRefused, match="the words at 3-9 are"):
        check_version(version, {ARTICLE: TEXT.replace("Friday", "Monday")})
    with pytest.raises(InputRefused, match="no such coder comes along"):
        check_version(replace(version, coder=an_id("nobody")), {ARTICLE: TEXT}, handover())
