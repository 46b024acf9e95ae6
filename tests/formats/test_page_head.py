# SPDX-License-Identifier: MIT
"""What the head of an article says about it, and what must not be read from it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.settling import settle
from curator.formats.page_head import propose

BODY = (
    "Two people were killed and four were wounded on Friday when a bomb went off near a market in the north of the "
    "city, police said. The blast damaged several shops, and the street was closed for the rest of the day."
)
BELOW_TITLE = "Bomb Kills Two Near Crowded City Market"


def proposed(text: str) -> dict[str, str]:
    proposals, _ = propose(text)
    for proposal in proposals:
        words = text[proposal.start : proposal.end]
        assert proposal.field in ("published", "language", "outlet") or words == proposal.value
        assert proposal.has_words == (proposal.field != "language")
    return {proposal.field: proposal.value for proposal in proposals}


def page(*lines: str) -> str:
    return "\n\n".join((*lines, BODY)) + "\n"


def test_the_seed_gives_the_gold_metadata_with_its_words(shared_data: Path) -> None:
    text = (shared_data / "seed" / "seed-article.txt").read_text("utf-8")
    gold = json.loads((shared_data / "seed" / "gold.json").read_text("utf-8"))["article"]
    proposals, warnings = propose(text)
    found = {proposal.field: proposal for proposal in proposals}
    names = {"title": "title", "outlet": "outlet", "section": "section"}
    names |= {"dateline_city": "dateline", "published_at": "published"}
    for theirs, ours in names.items():
        evidence = gold[theirs]["evidence"][0]
        assert (found[ours].value, found[ours].start, found[ours].end, found[ours].sure) == (
            gold[theirs]["value"], evidence["start"], evidence["end"], True,
        )  # fmt: skip
    assert found["language"].value == gold["language"]
    assert set(found) == {*names.values(), "language"}
    assert warnings == (
        "The date above the title (Sat, 18 Jan 2020 06:14 GMT) was not taken as the day of publication.",
    )


def test_the_trap_is_handled_by_structure_for_another_page_too() -> None:
    text = page("Vienna", "Mon, 02 Mar 2020 10:00 GMT", BELOW_TITLE, "World", "Desert Herald Cairo", "1 March 2020")
    assert proposed(text) == {
        "title": BELOW_TITLE,
        "outlet": "Desert Herald",
        "dateline": "Cairo",
        "section": "World",
        "published": "2020-03-01",
        "language": "en",
    }


def test_a_date_only_above_the_title_is_not_taken() -> None:
    proposals, warnings = propose(page("18 January 2020 06:14 GMT", BELOW_TITLE, "By Jane Smith"))
    assert "published" not in {proposal.field for proposal in proposals}
    assert len(warnings) == 1


def test_a_date_labelled_published_is_taken_wherever_it_stands() -> None:
    assert proposed(page("Published: 9 November 2019", BELOW_TITLE))["published"] == "2019-11-09"


@pytest.mark.parametrize("label", ["Updated", "Last updated:", "Retrieved on", "Printed", "©"])
def test_dates_of_updates_and_retrievals_are_not_taken(label: str) -> None:
    assert "published" not in proposed(page(BELOW_TITLE, "By Jane Smith", f"{label} 12 November 2019"))


def test_published_and_updated_on_one_line_are_told_apart() -> None:
    line = "Published 9 November 2019 | Updated 10 November 2019"
    assert proposed(page(BELOW_TITLE, line))["published"] == "2019-11-09"


def test_two_days_without_labels_or_byline_give_none() -> None:
    proposals, warnings = propose(page(BELOW_TITLE, "9 November 2019", "10 November 2019"))
    assert "published" not in {proposal.field for proposal in proposals}
    assert warnings == ("The head of the page has several dates; none was taken as the day of publication.",)


def test_the_date_beside_the_byline_wins() -> None:
    text = page(BELOW_TITLE, "By Jane Smith", "9 November 2019", "More stories", "World and region", "10 November 2019")
    assert proposed(text)["published"] == "2019-11-09"


def test_a_wrong_weekday_makes_the_date_unsure() -> None:
    proposals, _ = propose(page(BELOW_TITLE, "Sunday, 9 November 2019"))
    assert [proposal.sure for proposal in proposals if proposal.field == "published"] == [False]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Sat, 09 Nov 2019 16:20 GMT", "2019-11-09T16:20:00Z"),
        ("November 9, 2019 at 4:20 pm EST", "2019-11-09T16:20:00-05:00"),
        ("2019-11-09T16:20:00+03:00", "2019-11-09T16:20:00+03:00"),
        ("9 novembre 2019 à 16:20", "2019-11-09"),
        ("9 de noviembre de 2019", "2019-11-09"),
        ("09.11.2019, 16:20", "2019-11-09"),
        ("9 ноября 2019", "2019-11-09"),
        ("9 نوفمبر 2019", "2019-11-09"),
        ("2019年11月9日", "2019-11-09"),
        ("9 Nov 2019 16:20 CST", "2019-11-09"),  # China, Cuba or Chicago
    ],
)
def test_dates_in_the_forms_pages_print(line: str, value: str) -> None:
    assert proposed(page(BELOW_TITLE, line))["published"] == value


@pytest.mark.parametrize("line", ["3/4/2019", "31 February 2019", "9 Nov", "May 2019", "12345.11.20199"])
def test_what_is_no_clear_date_is_not_read(line: str) -> None:
    assert "published" not in proposed(page(BELOW_TITLE, line))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Smith", "Jane Smith"),
        ("By Jane Smith and John van der Berg", "Jane Smith and John van der Berg"),
        ("Author: Ali al-Khatib", "Ali al-Khatib"),
        ("By Jane Smith, Cairo", "Jane Smith"),
        ("By Jane Smith in London", "Jane Smith"),
        ("Par Marie Dupont", "Marie Dupont"),
        ("بقلم: محمد العلي", "محمد العلي"),
    ],
)
def test_bylines_give_the_author(line: str, author: str) -> None:
    assert proposed(page(BELOW_TITLE, line, "9 November 2019"))["author"] == author


@pytest.mark.parametrize(
    "line", ["Jane Smith", "By Sunday evening", "By our staff", "By Staff Reporter", "By Land and Sea", "By the river"]
)
def test_what_is_no_byline_gives_no_author(line: str) -> None:
    assert "author" not in proposed(page(BELOW_TITLE, line, "9 November 2019"))


def test_a_name_without_by_is_neither_author_nor_section_nor_outlet() -> None:
    assert set(proposed(page(BELOW_TITLE, "Jane Smith", "9 November 2019"))) == {"title", "published", "language"}


def test_city_of_a_byline_and_outlet_before_a_date() -> None:
    assert proposed(page(BELOW_TITLE, "By Jane Smith in London"))["dateline"] == "London"
    found = proposed(page(BELOW_TITLE, "Desert Herald | Cairo | 9 November 2019"))
    assert (found["outlet"], found["dateline"], found["published"]) == ("Desert Herald", "Cairo", "2019-11-09")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("BAGHDAD (AP) — ", {"dateline": "BAGHDAD"}),
        ("LONDON, Nov 9 (Reuters) - ", {"dateline": "LONDON", "outlet": "Reuters"}),
        ("Mosul, Iraq (AFP) – ", {"dateline": "Mosul"}),
        ("UN -- ", {}),
        ("However - ", {}),
    ],
)
def test_datelines_of_agencies(start: str, expected: dict[str, str]) -> None:
    found = proposed(f"{BELOW_TITLE}\n\n{start}{BODY}")
    assert {field: value for field, value in found.items() if field not in ("title", "language")} == expected


def test_short_texts_and_lists_propose_nothing_but_language() -> None:
    for text in (
        "",
        "Headline\n\nFirst paragraph: one soldier killed.\n",
        "one\ntwo\nthree",
        "9 November 2019\n" * 100,
    ):
        assert not {*proposed(text)} - {"language"}


def test_texts_without_a_title_get_none() -> None:
    assert "title" not in proposed(BODY)
    assert "title" not in proposed("Results\n\n" + BODY)


def test_arabic_articles_give_their_first_line_as_title(shared_data: Path) -> None:
    right = tried = 0
    for file in sorted((shared_data / "arabic-wikinews").glob("*/*.txt")):
        text = file.read_text("utf-8")
        title = proposed(text).get("title")
        assert title in (None, text.split("\n")[0].strip()), file
        tried, right = tried + 1, right + (title is not None)
    assert tried == 76
    assert right >= 69  # the others begin with a paragraph or a one-word heading


def test_wire_messages_give_city_and_day(shared_data: Path) -> None:
    form = re.compile(r"([^,(]+?)(?: \([A-Z .]+\))?, (\d{1,2}) ([A-Z]{3})(?: (\d\d))? *(?:\(|--|\[)")
    months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    compared = 0
    for file in sorted((shared_data / "muc34" / "dev").glob("dev-muc3-*")):
        for message in re.split(r"(?m)^(?=DEV-MUC3-\d{4} )", file.read_text("ascii"))[1:]:
            text = settle(message).text
            found = proposed(text)
            assert not {*found} - {"dateline", "published", "outlet", "language"}, text[:200]
            match = form.match(" ".join(text.split("\n", 1)[1].split()))
            if not match or "[INRAVISION" in text[:100]:
                continue
            city, day, month, year = match.groups()
            no_city = city in ("CLANDESTINE", "NO CITY")
            assert " ".join(found.get("dateline", "").split()) == ("" if no_city else city), text[:200]
            iso = f"19{year}-{months.index(month) + 1:02}-{int(day):02}" if year else ""
            if year != "11":  # a misprint of 91 that no reader can tell from 2011
                assert found.get("published", "") == iso, text[:200]
            compared += 1
    assert compared > 1200


@given(st.text(st.sampled_from("By JaneSmith 9 Nov2019 -(,)\n LONDON:|é\u00a0ب"), max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    proposed(text + "\n\n" + BODY)


@pytest.mark.parametrize("unit", ["A, ", "By Aa Bb, ", "9 ", "A" * 50 + " ", "(", "-- ", "x\n"])
def test_hostile_heads_are_read_quickly(unit: str) -> None:
    begun = time.process_time()
    propose(unit * (1_000_000 // len(unit)))
    assert time.process_time() - begun < 1
