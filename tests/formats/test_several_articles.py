# SPDX-License-Identifier: MIT
"""A text that looks like several articles is known by its form, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.domain.settling import settle
from curator.formats.several_articles import article_starts, piece_of
from curator.formats.text_reader import TextReader

BODY = (
    "Rebels attacked an army post on Friday, killing two soldiers, police said. No civilians were hurt in the fight, "
    "which went on for an hour near the river.\n"
)


def article(number: int) -> str:
    return f"Clash number {number} at the river\n{number} November 2019\n\n{BODY}\n"


def joined(between: str) -> str:
    return between.join(article(number) for number in range(1, 9))


SEVERAL = {
    "headline and date": joined(""),
    "a blank line before the date": joined("").replace("river\n", "river\n\n", 8),
    "rows of =": joined("=====\n"),
    "rows of stars": joined("\n* * *\n\n"),
    "form feeds": joined("\f"),
    "headlines between rows": "".join(
        f"=======\nClash {number}\n=======\nPublished: {number} Nov 2019\n{BODY}" for number in range(1, 9)
    ),
    "numbers that run on": "".join(f"DEV-MUC3-000{n} (NOSC)\n\n   {BODY}\n" for n in range(1, 9)),
    "words with numbers and heads": "".join(f"Article {n}\n\n{article(n)}" for n in range(1, 9)),
}
ONE = {
    "pages of a printed report": "\f".join(BODY * 5 for _ in range(8)),
    "chapters": "".join(f"Chapter {n}\n\n{BODY * 2}\n" for n in range(1, 9)),
    "scenes": "\n* * *\n\n".join(BODY * 2 for _ in range(8)),
    "a chronicle": "Chronicle of a war\n\n" + "".join(f"{n} November 2019\n{BODY}\n" for n in range(1, 9)),
    "headings underlined": "Title\n=====\n\n" + f"{BODY * 2}\nSection\n-------\n\n" * 8,
    "a list by numbers": "What happened\n\n" + "".join(f"{n}.\n{BODY}\n" for n in range(1, 9)),
    "one article": article(1) * 1 + BODY * 20,
    "nothing": "",
}


@pytest.mark.parametrize("form", SEVERAL)
def test_the_articles_are_counted_and_each_begins_with_its_head(form: str) -> None:
    text = settle(SEVERAL[form]).text
    starts = article_starts(text)
    assert len(starts) == 8
    pieces = [piece_of(text[start:end]) for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]
    assert pieces[0].startswith(("Clash", "DEV-MUC3-0001", "Article 1"))
    assert all("killing two soldiers" in piece for piece in pieces)
    assert not any(piece.startswith(("=", "*", "\f", "\n")) or piece.endswith(("=", "*", "\f")) for piece in pieces)


@pytest.mark.parametrize("form", ONE)
def test_what_only_has_parts_is_one_article(form: str) -> None:
    assert article_starts(ONE[form]) == ()


def test_the_reader_says_it_and_takes_the_text_apart_when_asked() -> None:
    data = SEVERAL["rows of ="].encode()
    whole = TextReader().read(data, "all.txt")
    assert whole.several == 8
    assert whole.warnings[0] == "It looks like 8 articles one after the other, and was taken as one."
    apart = TextReader().read_several(data, "all.txt")
    assert [one.part for one in apart.articles] == [f"#{number}" for number in range(1, 9)]
    assert [one.fields["published"] for one in apart.articles] == [f"2019-11-0{n}" for n in range(1, 9)]
    assert [one.fields["title"] for one in apart.articles] == [f"Clash number {n} at the river" for n in range(1, 9)]
    for one in apart.articles:
        for proposal in one.proposals:
            assert not proposal.has_words or one.text[proposal.start : proposal.end].strip()
        assert one.several == 0
    single = TextReader().read_several(article(1).encode(), "one.txt")
    assert [one.part for one in single.articles] == [""]


def test_the_files_of_a_hundred_reports_are_known(shared_data: Path) -> None:
    folder = shared_data / "muc34" / "dev"
    if not folder.is_dir():
        pytest.skip("the reports are not here")
    for path in sorted(folder.iterdir())[:3]:
        assert len(article_starts(settle(path.read_text("latin-1")).text)) == 100, path.name
