# SPDX-License-Identifier: MIT
"""Counts of persons in Arabic: number and noun, dual nouns, quantifiers, nobody hurt, one person.

What lives here: reading the counts that stand in a list of folded words. What does not: choosing among them and
summing them (counts.py), number words (arabic_numbers.py), words for persons (arabic_persons.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from curator.suggest import amounts, arabic_numbers, english_numbers
from curator.suggest.amounts import Amount
from curator.suggest.arabic_persons import HARMED, OTHERS, is_sound_plural, persons
from curator.suggest.folding import BREAK, Words, fold, folded_words, split_folded, word_set
from curator.suggest.readings import Reading

_BEFORE = {
    folded_words(phrase): qualifier
    for qualifier, phrases in {
        "at_least": "ما لا يقل عن|لا يقل عن|بما لا يقل عن|أكثر من|ما يزيد على|ما يزيد عن|يزيد على|يزيد عن|ما يربو على|"
                    "ما يفوق|أزيد من|فوق|بأكثر من|لأكثر من|يفوق",
        "at_most": "ما يصل إلى|يصل إلى|أقل من|لا يزيد عن|لا يزيد على|ما لا يزيد على|ما لا يزيد عن|لا يتجاوز|بأقل من",
        "approximate": "نحو|حوالي|قرابة|زهاء|ما يقارب|يقارب|ما يقرب من|بنحو|بحوالي|بحدود|في حدود|لنحو|لحوالي|ونحو|"
                       "وحوالي|تقريبا",
    }.items()
    for phrase in phrases.split("|")
}  # fmt: skip
_AFTER = {
    folded_words(phrase): qualifier
    for phrase, qualifier in {
        "على الأقل": "at_least", "أو أكثر": "at_least", "فأكثر": "at_least", "على الأكثر": "at_most",
        "كحد أقصى": "at_most", "كحد أدنى": "at_least", "تقريبا": "approximate",
    }.items()
}  # fmt: skip
_VAGUE = {
    folded_words(phrase): low
    for phrase, low in {
        "عشرات": 10, "مئات": 100, "مئآت": 100, "مائات": 100, "آلاف": 1000, "ملايين": 1_000_000, "عشرات الآلاف": 10_000,
        "عشرات آلاف": 10_000, "مئات الآلاف": 100_000, "مئات آلاف": 100_000, "العشرات": 10, "المئات": 100,
        "الآلاف": 1000, "الملايين": 1_000_000, "عدة": None, "عدد من": None, "عدد كبير من": None, "بضع": None,
        "بضعة": None, "العديد من": None, "الكثير من": None, "كثير من": None, "بعض": None, "مجموعة من": None,
        "مجموعة كبيرة من": None, "مجموعة صغيرة من": None, "أعداد من": None, "أعداد كبيرة من": None, "حشد من": None,
        "معظم": None, "عدد غير معروف من": None, "عدد غير محدد من": None, "جمهرة من": None, "جمهرة كبيرة من": None,
        "عشرات من": 10, "مئات من": 100, "آلاف من": 1000, "ملايين من": 1_000_000,
    }.items()
}  # fmt: skip
_LONGEST = 4
_HARM_WORDS = {
    "killed": (
        "قتل قتلت قتلوا قتلا يقتل تقتل مقتل بمقتل ومقتل وقتل قتله قتلهم توفي توفيت وفاة ووفاة بوفاة مصرع "
        "استشهد استشهاد استشهدت لقي لقوا قضى قضوا أعدم إعدام اغتيال اغتيل سقط سقوط وسقوط وسقط أودى غرق "
        "غرقوا مات ماتوا قتلى القتلى الوفيات وفيات يموت اغتالوا فقتل "
    ),
    "injured": ("أصيب أصيبت أصيبوا يصب إصابة وإصابة جرح جرحت وجرح يجرح وأصيب وأصيبت إصابات بإصابة جرحى الجرحى بجرح "),
    "abducted": "خطف خطفوا اختطف اختطاف وخطف احتجز احتجزت احتجاز اختطفوا خطفت أسر",
    "arrested": "اعتقل اعتقلت اعتقال توقيف أوقفت أوقف واعتقال واعتقل اعتقلوا واعتقلت القبض",
    "missing": "فقد فقدان فقدت",
    "displaced": "نزح نزوح شرد تشريد فر فروا",
}
_HARM = {word: harm for harm, forms in _HARM_WORDS.items() for word in split_folded(forms)}
_TOLL = word_set("حصيلة الحصيلة عدد القتلى الضحايا الجرحى الوفيات")
_STOPS = word_set("""
    من في على إلى عن مع بعد قبل خلال أن إن التي الذي الذين كانوا كان كانت قد لم لا ما هو هي هم وهو وهي وهم بينهم
    منهم بين عند حين لدى أمام قرب حول ضد منذ حتى أو ثم لكن و وفر وفروا بينما فيما أثناء وفق بحسب غير إلا داخل خارج
""")
_PARTITIVE = word_set("من")
_CASES = word_set("حالة حالات")
_TWO_CASES = word_set("حالتا حالتي حالتين حالتان")
_CASE_OF = word_set("وفاة إصابة الوفاة الإصابة")
_ONE_OF = word_set("أحد إحدى")
_TWO = word_set("اثنين اثنان اثنتين اثنتان")
_OF_THEM = word_set("منهم منهن منهما")
_AS_FOR = word_set("أما")  # "as for" as well as "a mother"
_BOTH = word_set("كلا كلتا كلي كلتي")
_BETWEEN = word_set("بين")
_UNTIL = word_set("إلى أو") | {"-", "–"}
_ZERO_NOUNS = word_set("إصابات ضحايا قتلى جرحى وفيات إصابة خسائر")
_WITHOUT = word_set("دون بدون بلا")
_NOT = word_set("لم لا دون ولم ولا بدون بلا")
_HARM_VERBS = word_set("يصب يقتل يجرح تصب تقتل يصابوا يصاب يسقط تسقط يمت")
_GIVE_VERBS = word_set("تقع يقع تسجل يسجل يسفر تسفر يخلف تخلف يوقع توقع يؤد تحدث يحدث تسقط يسقط يتسبب")
_EACH = word_set("كل")
_FRACTION = word_set("كل أصل")


_FIRST = (
    frozenset(phrase[0] for phrase in (*_BEFORE, *_VAGUE))
    | _NOT | _BETWEEN | _CASES | _TWO_CASES | _ONE_OF | _BOTH | _PARTITIVE | word_set("ما")
)  # fmt: skip


def read(words: Words, first: int = 0, last: int | None = None) -> Iterator[Reading]:
    """The counts of persons that begin between the two indices, in order; none lies within another."""
    at, end = first, len(words) if last is None else last
    while at < end:
        reading = _read_at(words, at)
        if reading is not None and reading.single and at > first and not _stands_free(words, at):
            reading = None
        if reading is None:
            at += 1
            continue
        yield reading
        at = max(reading.last, at + 1)


def harms_of(cues: Sequence[str]) -> set[str]:
    """The kinds of harm that words tell, written as in a lexicon ("قتل*")."""
    stems = [(fold(cue.rstrip("*")), cue.endswith("*")) for cue in cues]
    return {
        harm for word, harm in _HARM.items() for stem, go_on in stems
        if word == stem or (go_on and word.startswith(stem))
    }  # fmt: skip


def back_to_qualifier(words: Words, index: int) -> int:
    """Where the qualifier begins that ends right before this index; the index itself without one."""
    for length in range(_LONGEST, 0, -1):
        if index >= length and words.phrase(index - length, length) in _BEFORE:
            return index - length
    return index


def _stands_free(words: Words, at: int) -> bool:
    """Whether a noun is no attribute of the noun before it ("تنظيم إرهابي" is no terrorist)."""
    before = words.at(at - 1)
    joined = words.folds[at].startswith(("و", "ف", "ب", "ل"))
    return joined or not is_arabic(before) or before in _STOPS or before in _HARM


def is_arabic(word: str) -> bool:
    """Whether a folded word begins with an Arabic letter."""
    return "ء" <= word[:1] <= "ي"


@lru_cache(maxsize=65536)
def _may_begin(word: str) -> bool:
    """Whether a count may begin with this word: most words need no closer look."""
    if not is_arabic(word):
        return False
    plain = word[1:] if word[0] in "وبل" else word
    return bool(
        word in _FIRST or plain in _FIRST or arabic_numbers.may_begin(word) or persons(word)
    )  # fmt: skip


def _read_at(words: Words, at: int) -> Reading | None:
    word = words.folds[at]
    if english_numbers.is_digits(word):
        return _counted(words, at)
    if not _may_begin(word):
        return None
    return (
        _none(words, at) or _counted(words, at) or _cases(words, at) or _one_of(words, at)
        or _some(words, at) or _noun_alone(words, at)
    )  # fmt: skip


def _counted(words: Words, at: int) -> Reading | None:
    qualifier, index = _qualifier(words, at)
    spread = _spread(words, index)
    if spread is not None:
        amount, index = spread
    else:
        first = arabic_numbers.read(words, index)
        if first is None or not _free_before(words, index):
            return None
        figure, index = first
        if figure > amounts.MOST:
            return None
        amount, index = _second(words, figure, index, qualifier)
    unit = _unit(words, index) or _elliptic(words, at, index)
    if unit is None:
        return None
    last, harm = unit
    for phrase, after in _AFTER.items():
        if words.matches(last, phrase) and amount.qualifier == "exact" and amount.best is not None:
            amount, last = amounts.qualified(amount.best, after), last + len(phrase)
    return Reading(at, last, amount, "number", harm or _harm_around(words, at, last), index)


def _qualifier(words: Words, at: int) -> tuple[str, int]:
    for length in range(_LONGEST, 0, -1):
        qualifier = _BEFORE.get(words.phrase(at, length))
        if qualifier is not None:
            return qualifier, at + length
    return "exact", at


def _free_before(words: Words, index: int) -> bool:
    if words.at(index - 1) in _EACH and words.at(index - 2) in _PARTITIVE:
        return False  # nine of every ten
    return not (words.at(index - 1) in ("-", "/", ".", ":") and words.touches(index))


def _spread(words: Words, at: int) -> tuple[Amount, int] | None:
    """ "between 10 and 15", "between a hundred and two hundred thousand"."""
    index = at + 1 if words.folds[at : at + 1] == ["ما"] and words.at(at + 1) in _BETWEEN else at
    if words.at(index) not in _BETWEEN:
        return None
    parts: list[int] = []
    index += 1
    while len(parts) < 4:
        if parts and words.at(index) == "و":
            index += 1
        elif parts and not words.at(index).startswith("و"):
            break
        part = arabic_numbers.simple(words, index)
        if part is None:
            break
        parts.append(part[0])
        index = part[1]
    if len(parts) not in (2, 3, 4):
        return None
    cut = len(parts) // 2 if len(parts) != 3 else (2 if parts[0] < 10 <= parts[1] < 100 else 1)
    low, high = sum(parts[:cut]), sum(parts[cut:])
    factor = {"الف": 1000, "مليون": 1_000_000, "الاف": 1000, "ملايين": 1_000_000}.get(words.at(index))
    if factor is not None:
        low, high, index = low * factor if low < factor else low, high * factor, index + 1
    return (amounts.between(low, high), index) if low < high <= amounts.MOST else None


def _second(words: Words, figure: int, index: int, qualifier: str) -> tuple[Amount, int]:
    if words.at(index) in _UNTIL:
        other = arabic_numbers.read(words, index + 1)
        if other is not None and figure < other[0] <= amounts.MOST:
            return amounts.between(figure, other[0]), other[1]
    return amounts.qualified(figure, qualifier), index


def _unit(words: Words, index: int) -> tuple[int, str] | None:
    """The index after the persons counted, and the harm their word tells."""
    word = words.at(index)
    if word in _PARTITIVE:
        if words.at(index + 1) in _FRACTION:
            return None
        return _unit_noun(words, index + 1, partitive=True)
    if word in _OF_THEM:
        return index + 1, ""
    if word in _CASES and words.at(index + 1) in _CASE_OF:
        return index + 2, HARMED.get(words.at(index + 1).removeprefix("ال"), "")
    return _unit_noun(words, index, partitive=False)


def _unit_noun(words: Words, index: int, partitive: bool) -> tuple[int, str] | None:
    word = words.at(index)
    if word in OTHERS:
        return index + 1, ""
    if not persons(word) and not is_sound_plural(word):
        return None
    if word.startswith("و") and persons(word[1:]) and not partitive:
        return None
    last = index + 1
    if words.at(last) in OTHERS or _joined_plural(words, last):
        last += 1
    return last, HARMED.get(word.removeprefix("ال").removesuffix("ا"), HARMED.get(word, ""))


def _joined_plural(words: Words, index: int) -> bool:
    """ "القتلى والجرحى": one number or quantifier for both."""
    word = words.at(index)
    return word.startswith("وال") and persons(word[1:]) == 3


def _elliptic(words: Words, at: int, index: int) -> tuple[int, str] | None:
    """A number alone beside words of harm: "أصيب اثنان", "حصيلة القتلى إلى 21"."""
    follow = words.at(index)
    if is_arabic(follow) and follow not in _STOPS and not follow.startswith("و"):
        return None
    before = words.at(at - 1)
    if before in _HARM and before not in ("سقط", "قضي", "لقي"):
        return index, _HARM[before]
    if before == "الي" and any(words.at(at - back) in _TOLL for back in range(2, 6)):
        return index, ""
    return None


def _cases(words: Words, at: int) -> Reading | None:
    """ "حالتي إصابة", "حالة وفاة": two cases, one case."""
    word = words.folds[at]
    figure = 2 if word in _TWO_CASES else 1 if word in _CASES and word.endswith("ه") else 0
    if not figure or words.at(at + 1) not in _CASE_OF:
        return None
    harm = HARMED.get(words.at(at + 1).removeprefix("ال"), "")
    return Reading(at, at + 2, amounts.exact(figure), "cases", harm, at + 1, single=figure == 1)


def _one_of(words: Words, at: int) -> Reading | None:
    """ "أحد الزعماء", "إحدى المشتركات", "كلا الطيارين"."""
    word, follow = words.folds[at].removeprefix("و"), words.at(at + 1)
    if word in _BOTH and (persons(follow) >= 2 or is_sound_plural(follow)):
        return Reading(at, at + 2, amounts.exact(2), "both", _harm_around(words, at, at + 2), at + 1)
    if word not in _ONE_OF or follow in ("عشر", "عشره"):
        return None
    if persons(follow) == 3 or (is_sound_plural(follow)):
        return Reading(at, at + 2, amounts.exact(1), "one of", _harm_around(words, at, at + 2), at + 1, single=True)
    return None


def _some(words: Words, at: int) -> Reading | None:
    for length in range(_LONGEST, 0, -1):
        phrase = words.phrase(at, length)
        if phrase and phrase not in _VAGUE and phrase[0][:1] in ("و", "ب", "ل"):
            phrase = (phrase[0][1:], *phrase[1:])
        if phrase not in _VAGUE:
            continue
        index, low = at + length, _VAGUE[phrase]
        unit = _unit_noun(words, index, partitive=phrase[-1] in _PARTITIVE)
        if unit is None and low is not None:
            unit = _elliptic(words, at, index)
        if unit is not None:
            harm = unit[1] or _harm_around(words, at, unit[0])
            return Reading(at, unit[0], amounts.vague(low), "quantifier", harm, index)
    return None


def _noun_alone(words: Words, at: int) -> Reading | None:
    """ "شرطيان": two by its form; "حارس حدود": one person; "أطفالها الثلاثة": the number after the noun."""
    word = words.folds[at]
    count = persons(word)
    if not count or (word in _AS_FOR and not (words.at(at + 1).startswith("و") and persons(words.at(at + 1)))):
        return None
    after = arabic_numbers.bare(words.at(at + 1))
    if count == 3 and after and words.at(at + 1).startswith("ال"):
        number = arabic_numbers.read(words, at + 1)
        if number is not None:
            return Reading(at, number[1], amounts.exact(number[0]), "number after", "", number[1])
    if count == 3 and words.at(at + 1) == "ال" and english_numbers.is_digits(words.at(at + 2)):
        figure = english_numbers.digits(words.at(at + 2))
        if figure is not None:
            return Reading(at, at + 3, amounts.exact(figure), "number after", "", at + 3)
    if count >= 2 and words.at(at + 1) in _TWO:
        return Reading(at, at + 2, amounts.exact(2), "dual", _harm_around(words, at, at + 2), at + 2)
    if count == 2:
        harm = HARMED.get(word, "") or _harm_around(words, at, at + 1)
        return Reading(at, at + 1, amounts.exact(2), "dual", harm, at + 1)
    if count == 1 and (not word.startswith("ال")):
        harm = HARMED.get(word.removeprefix("و"), "") or _harm_around(words, at, at + 1)
        return Reading(at, _past_adjectives(words, at + 1), amounts.exact(1), "one person", harm, at + 1, single=True)
    return None


def _past_adjectives(words: Words, index: int) -> int:
    """Past at most two words that describe the person: "قائد ميداني", "حارس حدود", "مواطن سعودي", "شرطي واحد"."""
    last = index
    while last < index + 2:
        word = words.at(last)
        if not is_arabic(word) or word in _STOPS or word in _HARM or word.startswith(("و", "ال", "ب", "ف", "ي")):
            break
        last += 1
    return last


def _none(words: Words, at: int) -> Reading | None:
    """ "لم يصب أحد", "دون وقوع إصابات", "لا قتلى ولا جرحى", "لم يقتل أي جندي"."""
    if words.folds[at] not in _NOT and not (words.matches(at, ("من", "دون"))):
        return None
    index = at + 1
    if words.at(index) in _WITHOUT:
        index += 1
    zero = amounts.exact(0)
    if words.at(index) == "ان":
        index += 1
    if words.at(index) in _HARM_VERBS and (words.at(index + 1) == "احد" or words.at(index + 1) == "اي"):
        last = index + 2 + (words.at(index + 1) == "اي")
        return Reading(at, last, zero, "nobody", "", last)
    end = index + 6 if words.at(index) in _GIVE_VERBS or words.at(index - 1) in _WITHOUT else index + 2
    for last in range(index, end):
        word = words.at(last)
        if word in _ZERO_NOUNS:
            return _zero_noun(words, at, last)
        if word in (".", "،", BREAK) or not is_arabic(word):
            break
    return None


def _zero_noun(words: Words, at: int, last: int) -> Reading | None:
    follow = words.at(last + 1)
    if words.at(last) == "خساير" and not follow.startswith(("بشري", "في")):
        return None
    end = last + 1
    if words.at(last) == "خساير":
        end += 1 if follow.startswith("بشري") else 2
    elif follow == "ولا" and words.at(last + 2) in _ZERO_NOUNS:
        end += 2
    return Reading(at, end, amounts.exact(0), "no casualties", "", end)


def _harm_around(words: Words, first: int, last: int) -> str:
    for at in range(first - 1, first - 4, -1):
        if at < 0 or words.at(at) in (".", "،", BREAK):
            break
        if words.at(at) in _HARM:
            return _HARM[words.at(at)]
    for at in range(last, last + 3):
        if words.at(at) in (".", "،", BREAK):
            break
        if words.at(at) in _HARM:
            return _HARM[words.at(at)]
    return ""
