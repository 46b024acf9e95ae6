# SPDX-License-Identifier: MIT
"""Each rule of reading dates, in both languages: what is read, what is offered, and what must not be made up."""

from __future__ import annotations

from datetime import date

import pytest

from curator.assets import read_text
from curator.suggest.dates import DateSuggester, dates_in
from curator.suggest.proposal import Passage, Proposal
from tests.codings_strategy import small_codebook

SATURDAY = date(2019, 11, 9)


def read(text: str, published: date | None = SATURDAY, spoken: date | None = None) -> list[Proposal]:
    return list(dates_in(Passage(text, 0, len(text), published, spoken=spoken)))


def told(proposal: Proposal) -> str:
    """A proposal as one line: first..last precision basis."""
    values = proposal.values
    days = f"{values['start']}..{values['end']}" if values["start"] != values["end"] else str(values["start"])
    return f"{days} {values['precision']} {values['basis']}"


def all_told(text: str, published: date | None = SATURDAY) -> list[str]:
    """Every reading of the one date in a text, best first."""
    found = read(text, published)
    assert len(found) == 1, [proposal.words for proposal in found]
    return [told(found[0]), *(told(other) for other in found[0].alternatives)]


# -- the help page -----------------------------------------------------------------------------------------------------
def rows_of_the_help_page() -> list[tuple[str, list[str]]]:
    lines = read_text("help/proposals.md").split("## Dates")[1].split("\n## ")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [(words.strip(), row[1:]) for row in cells[2:] for words in row[0].split(";")]


@pytest.mark.parametrize(("words", "row"), rows_of_the_help_page())
def test_the_help_page_tells_the_truth(words: str, row: list[str]) -> None:
    (found,) = read(words)
    first, last, precision, basis = row
    assert (found.values["precision"], found.values["basis"]) == (precision, basis)
    assert not found.alternatives
    if first[:1].isdigit():
        assert found.values["start"] == first
        assert found.values["end"] == (first if last == "same" else last)


# -- days --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the 3rd of November 2019", "2019-11-03 day explicit"),
        ("on November 5, 2019, at noon", "2019-11-05 day explicit"),
        ("(16 DEC 89 --", "1989-12-16 day explicit"),
        ("on 29 February 2016", "2016-02-29 day explicit"),
        ("في الثاني عشر من تشرين الأول عام ٢٠١٩", "2019-10-12 day explicit"),
        ("في 30 آب 2015", "2015-08-30 day explicit"),
        ("في الأول من سبتمبر ( أيلول ) عام 1977", "1977-09-01 day explicit"),
        ("في الخامس والعشرين من أيلول", "2019-09-25 day explicit_partial"),
        ("on 29\nOCTOBER, causing", "2019-10-29 day explicit_partial"),
        ("this Friday November 8th", "2019-11-08 day explicit_partial"),
        ("today, 8 November", "2019-11-08 day explicit_partial"),
        ("the week before, on 24 October last year", "2018-10-24 day relative"),
        ("في 24 تشرين الأول من العام الماضي", "2018-10-24 day relative"),
        ("في 3 كانون الأول المقبل", "2019-12-03 day relative"),
        ("on the 8th of this month", "2019-11-08 day relative"),
        ("في الثامن من الشهر الجاري", "2019-11-08 day relative"),
        ("last Saturday", "2019-11-02 day relative"),
        ("the army said on Saturday", "2019-11-09 day relative"),
        ("Friday night", "2019-11-08 day relative"),
        ("يَوْمَ الأَرْبِعاءِ", "2019-11-06 day relative"),
        ("ليلة أمس", "2019-11-08 day relative"),
        ("مساء أمس الأول", "2019-11-07 day relative"),
        ("بعد غد", "2019-11-11 day relative"),
        ("tomorrow evening", "2019-11-10 day relative"),
        ("nine years ago today", "2010-11-09 day relative"),
        ("48 hours ago", "2019-11-07 day relative"),
    ],
)  # fmt: skip
def test_a_day(text: str, expected: str) -> None:
    assert all_told(text) == [expected]


def test_a_day_without_a_year_is_the_last_one() -> None:
    assert all_told("killed on 30 December", date(2020, 1, 3)) == ["2019-12-30 day explicit_partial"]
    assert all_told("قتل يوم 30 ديسمبر", date(2020, 1, 3)) == ["2019-12-30 day explicit_partial"]
    assert all_told("printed on 10 November") == ["2019-11-10 day explicit_partial"], "an evening paper"


def test_a_day_without_a_year_that_is_to_come() -> None:
    assert all_told("The vote will be held on 12 December.") == ["2019-12-12 day explicit_partial"]
    assert all_told("ستجري الانتخابات في 12 كانون الأول") == ["2019-12-12 day explicit_partial"]
    both = ["2019-12-12 day explicit_partial", "2018-12-12 day explicit_partial"]
    assert all_told("the 12 December elections") == both
    assert all_told("They will play on Saturday, 10 June.", date(2016, 11, 5)) == ["2017-06-10 day explicit_partial"]


def test_a_weekday_looks_back_unless_the_sentence_looks_ahead() -> None:
    assert all_told("Leaders agreed on Monday to meet.") == ["2019-11-04 day relative"]
    assert all_told("Leaders will meet on Monday.") == ["2019-11-11 day relative", "2019-11-04 day relative"]
    assert all_told("On Monday they will meet.") == ["2019-11-11 day relative", "2019-11-04 day relative"]
    assert all_told("سيعقد الاجتماع يوم الاثنين") == ["2019-11-11 day relative", "2019-11-04 day relative"]
    assert all_told("The outcome of Friday's hearing") == ["2019-11-08 day relative", "2019-11-15 day relative"]


def test_a_weekday_that_disagrees_with_its_date() -> None:
    found = all_told("on Thursday November 8th")
    assert found == ["2019-11-08 day explicit_partial", "2019-11-07 day explicit_partial"]


def test_a_date_in_numbers() -> None:
    assert all_told("05/11/2019") == ["2019-11-05 day explicit", "2019-05-11 day explicit"]
    assert all_told("٠٣/١١/٢٠١٩") == ["2019-11-03 day explicit", "2019-03-11 day explicit"]
    assert all_told("Friday 08/11/2019") == ["2019-11-08 day explicit"], "the weekday decides"
    assert all_told("25/10/2019") == ["2019-10-25 day explicit"]
    assert all_told("10/28/2019") == ["2019-10-28 day explicit"]
    assert all_told("2019-11-03") == ["2019-11-03 day explicit"]
    assert read("31/31/2019 and 2019-13-01") == []


def test_a_day_of_the_month_told_before() -> None:
    assert [told(found) for found in read("On 5 October a convoy was hit, and another one on the 7th.")] == [
        "2019-10-05 day explicit_partial",
        "2019-10-07 day explicit_partial",
    ]
    assert read("on the 7th.") == []
    assert read("troops of the 3rd and 6th brigades") == []


# -- ranges, weeks, months, years --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 3 and 5 November", "2019-11-03..2019-11-05 range explicit_partial"),
        ("بين 3 و5 تشرين الثاني", "2019-11-03..2019-11-05 range explicit_partial"),
        ("from October 28 through November 1, 2019", "2019-10-28..2019-11-01 range explicit"),
        ("في الرابع والخامس من نوفمبر", "2019-11-04..2019-11-05 range explicit_partial"),
        ("في الفترة من 1 إلى 15 أكتوبر 2019", "2019-10-01..2019-10-15 month explicit"),
        ("between 11 November 1989 and 30 January 1990", "1989-11-11..1990-01-30 year explicit"),
        ("Monday and Tuesday", "2019-11-04..2019-11-05 range relative"),
        ("ليلة الخميس على الجمعة", "2019-11-07..2019-11-08 range relative"),
        ("the past 24 hours", "2019-11-08..2019-11-09 range relative"),
        ("خلال الـ24 ساعة الماضية", "2019-11-08..2019-11-09 range relative"),
        ("the past week", "2019-11-03..2019-11-09 week relative"),
        ("this week", "2019-11-04..2019-11-09 week relative"),
        ("next week", "2019-11-11..2019-11-17 week relative"),
        ("قبل أسبوعين", "2019-10-21..2019-10-27 week relative"),
        ("over the weekend", "2019-11-02..2019-11-03 range relative"),
        ("this month", "2019-11-01..2019-11-09 month relative"),
        ("later this month", "2019-11-09..2019-11-30 month relative"),
        ("قبل شهرين", "2019-09-01..2019-09-30 month relative"),
        ("in November", "2019-11-01..2019-11-09 month explicit_partial"),
        ("last November", "2018-11-01..2018-11-30 month relative"),
        ("كانون الأول / ديسمبر المقبل", "2019-12-01..2019-12-31 month relative"),
        ("أواخر أيار من العام الحالي", "2019-05-01..2019-05-31 month relative"),
        ("منذ أيلول / سبتمبر 2012", "2012-09-01..2012-09-30 month explicit"),
        ("between April and May 2019", "2019-04-01..2019-05-31 year explicit"),
        ("شهري مايو ويونيو الماضيين", "2019-05-01..2019-06-30 year relative"),
        ("in 2019", "2019-01-01..2019-11-09 year explicit"),
        ("since 1988", "1988-01-01..1988-12-31 year explicit"),
        ("late in 2018", "2018-01-01..2018-12-31 year explicit"),
        ("this year", "2019-01-01..2019-11-09 year relative"),
        ("ten years ago", "2009-01-01..2009-12-31 year relative"),
        ("قبل عامين", "2017-01-01..2017-12-31 year relative"),
        ("the last six months", "2019-05-09..2019-11-09 year relative"),
    ],
)  # fmt: skip
def test_a_period(text: str, expected: str) -> None:
    assert all_told(text) == [expected]


def test_a_range_over_new_year() -> None:
    assert all_told("from 28 December to 2 January", date(2020, 1, 9)) == [
        "2019-12-28..2020-01-02 range explicit_partial"
    ]


def test_a_weekend_keeps_its_two_days_also_in_a_paper_of_saturday() -> None:
    assert all_told("this weekend") == ["2019-11-09..2019-11-10 range relative"]
    assert all_told("this weekend", date(2019, 11, 10)) == ["2019-11-09..2019-11-10 range relative"]


def test_days_apart_are_readings_not_a_range() -> None:
    assert all_told("on 11 and 27 May 2019") == ["2019-05-11 day explicit", "2019-05-27 day explicit"]
    assert all_told("on 21 or 22 May 2019") == ["2019-05-21 day explicit", "2019-05-22 day explicit"]


# -- what is no date ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "The minister may march with the strikers.",
        "THE OFFENSIVE MAY BEGIN. THIS MARCH IS FOR PEACE.",
        "Theresa May met April Jones.",
        "An august assembly read the Sunday Times on Good Friday.",
        "the 19 April Movement at the 5 November Dam, M-19 and F-16",
        "the 1990s, a decade ago, the 2011-2019 war",
        "a few days ago, in recent weeks, in the coming days, for ten years",
        "less than 1 week ago",
        "Some 2019 tents in 2000 villages at 18:30",
        "30 February 2019",
        "from 5 to 3 November 2019",
        "9/11, 3/4 and 11/09",
        "every Friday; shut by Friday",
        "the following Sunday",
        "في أمس الحاجة إلى الخبز",
        "اليوم العالمي لحقوق الإنسان",
        "صلاة الجمعة، قوى 14 آذار، حركة 6 أبريل، ثورة 25 يناير",
        "مارس المتظاهرون ضغطا، وقال علي جمعة عبر واتس آب إن أحد القتلى في إسلام آباد",
        "غدا الطريق خاليا",
        "توفي في 12 ربيع الأول 1441",
        "قبل أيام من السفر، منذ سنوات، في السنوات الماضية، تسعينيات القرن الماضي",
        "سيارة نيسان بيضاء، 1920 × 1080",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert [(found.words, told(found)) for found in read(text)] == []


def test_without_a_day_of_publication_only_full_dates_are_read() -> None:
    text = "Yesterday, on Friday, on 3 March, last week, في 3 آذار، أمس, and on 3 March 2017"
    assert [told(found) for found in read(text, None)] == ["2017-03-03 day explicit"]


# -- the passage -------------------------------------------------------------------------------------------------------
def test_words_outside_the_passage_give_nothing_but_are_understood() -> None:
    text = "On Friday nobody came. The vote will be held on 12 December. It rained on Sunday."
    start, end = text.index("12"), text.index(". It")
    (found,) = dates_in(Passage(text, start, end, SATURDAY))
    assert (found.words, told(found)) == ("12 December", "2019-12-12 day explicit_partial")
    assert not found.alternatives


def test_a_chosen_part_of_a_phrase_is_read_alone() -> None:
    text = "on Friday November 8th, he said"
    start = text.index("November")
    (found,) = dates_in(Passage(text, start, start + len("November 8th"), SATURDAY))
    assert (found.start, found.words) == (start, "November 8th")


def test_inside_a_quotation_dates_count_from_the_day_of_speaking() -> None:
    text = "“They came yesterday,” he said. They left yesterday."
    quoted, plain = read(text, spoken=date(2019, 11, 5))
    assert quoted.values["start"] == "2019-11-04"
    assert plain.values["start"] == "2019-11-08"
    assert [told(found) for found in read('He said: "We fled on Monday."', spoken=date(2019, 11, 5))] == [
        "2019-11-04 day relative"
    ]


def test_only_a_full_day_is_stated() -> None:
    bases = {found.words: found.basis for found in read("8 November 2019; on 7 November; in 2014; 05/11/2019")}
    assert bases == {"8 November 2019": "stated", "7 November": "normalised", "2014": "normalised",
                     "05/11/2019": "normalised"}  # fmt: skip


def test_a_proposal_says_words_place_and_rule() -> None:
    text = "Two died on Friday November 8th in Iraq."
    (found,) = DateSuggester().propose(Passage(text, 0, len(text), SATURDAY), small_codebook())
    assert (found.kind, found.start, found.end) == ("date", 12, 31)
    assert found.words == text[12:31] == "Friday November 8th"
    assert found.rule == "date.month_day"
