# SPDX-License-Identifier: MIT
"""What looks like a day and is none of its own (days of every year, of other years, parts of names), and what is."""

from __future__ import annotations

from datetime import date

import pytest

from curator.suggest.dates import dates_in
from curator.suggest.proposal import Passage

WEDNESDAY = date(2021, 3, 17)


def told(text: str, published: date = WEDNESDAY) -> list[list[str]]:
    """Of each date in a text its readings, best first: the first day, and the last one where it is another."""
    return [
        [
            str(one.values["start"]) + ("" if one.values["start"] == one.values["end"] else f"..{one.values['end']}")
            for one in (found, *found.alternatives)
        ]
        for found in dates_in(Passage(text, 0, len(text), published))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "سقط الجسر في 9 مايو من العام 2015",
        "سقط الجسر في 9 أيار / مايو من عام 2015",
        "سقط الجسر في 9 مايو للعام 2015",
        "سقط الجسر في 9 مايو في العام 2015",
        "سقط الجسر في 9 مايو، في عام 2015، بعد السيل",
        "سقط الجسر في التاسع من مايو من سنة 2015",
        "The bridge fell on 9 May of the year 2015.",
        "The bridge fell on 9 May in the year 2015.",
        "The bridge fell on May 9, in the year 2015, after rain.",
        "The bridge fell: Sat May 9 14:57:21 UTC 2015",
    ],
)
def test_a_year_told_after_the_day_is_its_year(text: str) -> None:
    assert told(text) == [["2015-05-09"]]


def test_a_month_and_an_old_year_told_with_the_word_year() -> None:
    assert told("في أيار من العام 2015") == [["2015-05-01..2015-05-31"]]
    assert told("in May of the year 2015") == [["2015-05-01..2015-05-31"]]
    assert told("بني المسجد في العام 1763 على تلة") == [["1763-01-01..1763-12-31"]]
    assert told("The chapel was built in the year 1763.") == [["1763-01-01..1763-12-31"]]
    assert told("ولد في 3 مارس من العام 1763 في دمشق") == [["1763-01-01..1763-12-31"]], "no day of the last years"


@pytest.mark.parametrize(
    "text",
    [
        "عام 1423 هـ",
        "بني في العام 1423",
        "Every year 2000 boats sink, and in a year 1200.",
        "في كل عام 2000 مركب",
        "9 May since 2015",
        "ratified on March 4, 1789, and again in January 1790",
    ],
)
def test_numbers_that_are_no_years_of_ours(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The town honours its dead on 9 May of every year.",
        "On 9 May each year the town honours its dead.",
        "Every 9 May the town honours its dead.",
        "Every year, on 9 May, the town honours its dead.",
        "The town honours its dead annually on 9 May.",
        "on Friday of every week",
        "the anniversary of 9 May",
        "the third anniversary of the 9 May coup",
        "The 9 May anniversary was quiet.",
        "تكرم البلدة موتاها في 9 مايو من كل عام",
        "تكرم البلدة موتاها في التاسع من أيار كل سنة",
        "في كل عام، في 9 مايو، تكرم البلدة موتاها",
        "كل 9 مايو تكرم البلدة موتاها",
        "تكرم البلدة موتاها سنويا في 9 مايو",
        "يوم الجمعة من كل أسبوع",
        "في ذكرى 9 مايو",
        "الذكرى الثالثة لـ9 مايو",
    ],
)
def test_a_day_that_comes_again_is_no_day(text: str) -> None:
    assert told(text) == []


def test_the_day_on_which_an_anniversary_was_kept_is_one() -> None:
    assert told("They kept the anniversary on 9 March.") == [["2021-03-09"]]
    assert told("the anniversary of 9 May 2015") == [["2015-05-09"]]


@pytest.mark.parametrize(
    "text",
    [
        "He fled on 9 May of that year.",
        "She was freed on 9 May of the following year.",
        "That same year, on 9 May, he fled.",
        "هرب في 9 مايو من العام نفسه",
        "هرب في 9 مايو من ذلك العام",
        "هرب في 9 مايو من العام التالي",
        "وفي العام ذاته، في 9 مايو، هرب",
    ],
)
def test_a_day_of_a_year_told_elsewhere_is_not_counted_from_publication(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير لقناة سوريا اليوم إن الطريق مغلق",
        "نشرت صحيفة الغد خبرا عن الطريق",
        "كتب في «الوطن اليوم» عن الطريق",
        "وفقا لسوريا اليوم فإن الطريق مغلق",
        "ونقلت المغرب اليوم عن الوزير",
        "انقطع الطريق في ذلك اليوم",
        "وطوال اليوم بقي الطريق مغلقا",
        "حضر الوزير فعاليات اليوم الرياضي في المدرسة",
        "خلال اليوم الختامي للدورة",
        "( اليوم الـ 45 للحصار )",
        "في اليوم ال45 للحصار",
        "دخل الإضراب اليوم الأربعين",
        "مضى اليوم العشرون للحصار",
        "وهو اليوم الذي أغلق فيه الطريق",
        "لم يكن ذلك بالأمس القريب",
        "شباب اليوم وأجيال الغد",
        "The minister told India Today that the road was shut.",
        "She sang on the Today show.",
        "Today's youth knows nothing of it.",
    ],
)
def test_today_in_a_name_or_as_a_noun_is_no_day(text: str) -> None:
    assert told(text) == []


def test_today_as_an_adverb_is_the_day_of_publication() -> None:
    for text in (
        "فتح الجيش اليوم الطريق",
        "قال الوزير اليوم إن الطريق مفتوح",
        "أعلنت وكالة الأنباء اليوم الأربعاء فتح الطريق",
        "وصباح اليوم فتح الطريق",
        "Today the road was opened.",
        "The army today opened the road.",
    ):
        assert told(text) == [["2021-03-17"]], text


def test_and_and_a_preposition_may_be_written_onto_the_day() -> None:
    for text in ("وبالأمس فتح الطريق", "فبالأمس فتح الطريق", "وأمس فتح الطريق", "بالأمس فتح الطريق"):
        assert told(text) == [["2021-03-16"]], text


def test_two_years_and_what_lies_between_are_longer_than_a_date_may_be() -> None:
    assert told("بين عامي 1991 و 1992") == []
    assert told("between the years 1991 and 1992") == []
    assert told("قبل عام 1991") == [["1991-01-01..1991-12-31"]], "not a year before publication"


def test_what_is_left_of_this_month_lies_ahead() -> None:
    for text in ("خلال الأيام القادمة من الشهر الجاري", "in the coming days of this month", "in the rest of this month",
                 "في وقت لاحق من الشهر الجاري"):  # fmt: skip
        assert told(text) == [["2021-03-17..2021-03-31"]], text
    assert told("They will vote this month.") == [["2021-03-01..2021-03-17", "2021-03-17..2021-03-31"]]


def test_about_so_many_days_ago_is_no_day() -> None:
    for text in ("over 20 months ago", "at least two years ago", "about five days ago", "قبل نحو خمسة أيام"):
        assert told(text) == [], text
    assert told("five days ago") == [["2021-03-12"]]


def test_a_weekday_announced_may_be_still_to_come() -> None:
    both = [["2021-03-18", "2021-03-11"]]
    assert told("The cabinet declared Thursday a day of mourning.") == both
    assert told("The union called for a strike on Thursday.") == both
    assert told("أعلنت الحكومة الخميس يوم عطلة") == both
    assert told("دعت النقابة إلى إضراب يوم الخميس") == both
    assert told("The army announced on Thursday that the road was open.") == [["2021-03-11"]]
    assert told("تأجلت الجلسة إلى الخميس") == []


def test_a_day_in_a_quotation_may_count_from_the_day_of_speaking() -> None:
    assert told("“We march tomorrow,” the mayor said on Sunday.") == [["2021-03-15", "2021-03-18"], ["2021-03-14"]]
    assert told("وقال العمدة يوم الأحد: «فتحنا الطريق اليوم»") == [["2021-03-14"], ["2021-03-14", "2021-03-17"]]
    assert told("“We march tomorrow,” the mayor said.") == [["2021-03-18"]]


def test_a_day_behind_a_year_in_its_sentence_may_be_of_that_year() -> None:
    assert told("In 2011, they marched on 9 February.")[1] == ["2011-02-09", "2021-02-09"]
    assert told("The band, formed in 2011, was banned on 9 February.")[1] == ["2021-02-09", "2011-02-09"]
    assert told("It was formed in 2011. It was banned on 9 February.")[1] == ["2021-02-09"]


# -- weeks, deadlines, names -------------------------------------------------------------------------------------------
def test_a_weekday_of_a_week_is_counted_in_that_week() -> None:
    for text in ("on Tuesday last week", "Tuesday of last week", "يوم الثلاثاء من الأسبوع الماضي"):
        assert told(text, date(2021, 3, 19)) == [["2021-03-09"]], text
    assert told("They meet on Wednesday next week.") == [["2021-03-24"]]
    assert told("الأحد من الأسبوع الماضي") == [["2021-03-14", "2021-03-07"]], "a week may begin with it"
    assert told("on Monday and Wednesday of next week") == [["2021-03-22", "2021-03-24"]]
    assert told("on Friday last month") == []


def test_days_of_this_month_joined_are_a_range() -> None:
    for text in ("between 2 and 5 of this month", "من 2 إلى 5 من الشهر الجاري"):
        assert told(text) == [["2021-03-02..2021-03-05"]], text


def test_since_looks_back_and_a_deadline_ahead() -> None:
    assert told("the worst flood since 3 May") == [["2020-05-03"]]
    assert told("They were told to leave by 1 July.") == [["2021-07-01", "2020-07-01"]]
    assert told("The deadline is Friday.") == [["2021-03-19", "2021-03-12"]]


@pytest.mark.parametrize(
    "text",
    [
        "He was born on 3 June in a camp.",
        "ولد في الثالث من يونيو في مخيم",
        "The attacks of 11 September changed the airports.",
        "أحداث 11 سبتمبر غيرت المطارات",
        "members of the former 19 April (M-19) rebel movement",
        "شهداء 25 يناير، كوبري 6 أكتوبر، نواب 14 آذار",
        "انفجرت قنبلة في سوق الجمعة",
        "قال الضابط إن الاثنين اعترفا",
        "The clinic is open Monday to Friday.",
        "The Monday Club met in the old hall.",
        "The Friday before the vote, shots were heard.",
        "the leaders of tomorrow; what tomorrow will bring; the film Tomorrow Never Dies",
        "Yesterday's men still rule.",
        "قبل يومين على الانتخابات",
        "احتفل الناس بهذا اليوم",
    ],
)
def test_names_births_and_habits_tell_no_day(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I will never forget that Tuesday. Any Tuesday will do. He was seen on the Tuesday.",
        "three to four days ago",
        "A Sunday school teacher was hurt; he comes on Wednesday week.",
        "أيام الجمعة تغلق السوق",
        "في الأسبوع الأول من آذار",
        "قبل عامين ونصف",
        "Around 5 March the shelling grew.",
        "حوالي 5 آذار",
        "اتفاق 17 أيار",
    ],
)
def test_days_told_roughly_or_of_other_weeks_are_none(text: str) -> None:
    assert told(text) == []


def test_what_somebody_said_on_a_day_may_lie_ahead_the_day_does_not() -> None:
    assert told("صرح مسؤولون الاثنين أن الجسر سيفتح") == [["2021-03-15"]]
    assert told("الاثنين سيفتح الجسر") == [["2021-03-22", "2021-03-15"]]


def test_what_is_forecast_for_weekdays_lies_ahead() -> None:
    assert told("Rain is forecast for Thursday and Friday.") == [["2021-03-18..2021-03-19"]]
    assert told("سيفتح المعبر يومي السبت والأحد") == [["2021-03-20..2021-03-21"]]
    assert told("March to May 2020") == [["2020-03-01..2020-05-31"]]
