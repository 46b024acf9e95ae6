# SPDX-License-Identifier: MIT
"""What the words around a name say of the place: “Nineveh province”, “the town of Qayyara”, “Tripoli, Lebanon”.

What lives here: parting such words into the name, the kind of place that is told and what it lies in, in English and
Arabic. What does not: which places there are (gazetteer.py), distance and direction (relative.py), choosing among
several (place_ranking.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from curator.suggest.folding import fold, word_set
from curator.suggest.place_names import ARTICLES, is_arabic, strict_key

PROVINCE, DISTRICT, TOWN, COUNTRY = ("province",), ("district",), ("place", "capital"), ("country",)

# Words for a kind of place, before a name with “of”, or behind it; what they mean in the gazetteer.
_ENGLISH = {
    **dict.fromkeys(word_set("province governorate state region department oblast prefecture wilaya countryside zone"),
                    PROVINCE + DISTRICT),
    **dict.fromkeys(word_set("district county subdistrict municipality canton agency cercle"), DISTRICT + PROVINCE),
    **dict.fromkeys(word_set("city town village hamlet township commune settlement"), TOWN),
    **dict.fromkeys(word_set("republic kingdom emirate"), COUNTRY),
}  # fmt: skip
_ARABIC = {
    **dict.fromkeys(word_set("محافظة ولاية إقليم اقليم ريف مقاطعة جهة"), PROVINCE + DISTRICT),
    **dict.fromkeys(word_set("قضاء ناحية مديرية لواء معتمدية محلية"), DISTRICT + PROVINCE),
    **dict.fromkeys(word_set("مدينة بلدة قرية العاصمة بلدية مركز"), TOWN),
    **dict.fromkeys(word_set("دولة جمهورية مملكة"), COUNTRY),
}  # fmt: skip
# Words of other languages for kinds of places, as they stand in Latin letters before a name.
_BEFORE_A_NAME = {
    **dict.fromkeys(word_set("muhafazat mohafazat wilayat wilaya provincia departamento estado velayat ostan"),
                    PROVINCE + DISTRICT),
    **dict.fromkeys(word_set("""
        mintaqat nahiyat nahiya mudiriyat municipio district distrito cercle commune rayon raion wuleswali woluswali
        wolluswali uluswali shahrestan
    """), DISTRICT + PROVINCE),
    **dict.fromkeys(word_set("""
        madinat baldat qaryat markaz ville village poselok posyolok selo gorod derevnya stanitsa vereda corregimiento
        barangay
    """), TOWN),
}  # fmt: skip
_JOINING = word_set("e i ye de du")
_PART_OF = word_set("north south east west northern southern eastern western central rural upper lower")
# Of these the words that are never said of the surroundings of a town, as “Mosul region” is.
_OF_PROVINCES = word_set("""
    province governorate state department oblast prefecture wilaya zone محافظة ولاية إقليم اقليم
""")
# What stands at a place without being it: the place is only near.
_AT_A_PLACE = word_set("""
    base airbase airport camp prison port harbour harbor hospital university area outskirts suburb suburbs neighborhood
    neighbourhood quarter barracks airfield refinery oilfield market slum plant factory checkpoint roadblock garrison
    قاعدة مطار معسكر مخيم سجن ميناء مستشفى جامعة ضواحي ضاحية حي أحياء محيط أطراف سوق حقل
""")
# What such a word may have before it: “Qayyara air base”, “Donetsk international airport”.
_BESIDE_A_PLACE = (
    _AT_A_PLACE
    | frozenset(_ENGLISH)
    | word_set("""
    air naval army police military central main international regional domestic civil civilian refugee displacement
    oil gas power industrial thermal
""")
)
_BEFORE = word_set("in at the on inside around within into of from greater central downtown في من إلى الى ب")
# What is no name though it may be some place's: words that only say what kind of place it was.
_NO_NAME = word_set("""
    village town city capital base market border frontier road highway street river mountain mountains camp checkpoint
    house home church mosque school hospital prison station airport port province district region state country
    countryside area north south east west centre center suburb station police army government parliament
    القرية قرية المدينة مدينة العاصمة البلدة بلدة الحدود حدود الطريق طريق الشارع شارع الجبل جبل الجبال السوق سوق المعسكر
    معسكر القاعدة قاعدة المطار مطار المستشفى مستشفى المسجد مسجد الجامعة جامعة المدرسة مدرسة المنطقة منطقة المحافظة
    محافظة
    المخيم مخيم الحي حي النهر نهر البحر بحر البلاد بلاد الشمال شمال الجنوب جنوب الشرق شرق الغرب غرب الوسط وسط
    المركز مركز
    البيت بيت المنزل منزل الشرطة الجيش الحكومة البرلمان السجن سجن الميناء ميناء الكنيسة كنيسة الجسر جسر الضفة الساحل
    الصحراء صحراء الوادي الساحة ساحة الميدان ميدان نقطة العام
""")
_ARTICLES = ARTICLES - word_set("at as an en es et er")  # these are words of their own in the languages of articles
_PARTS = re.compile(r"\s*[,،;؛(\[/]\s*|\s+[-–—]\s+")
_BEHIND = r"\s+(?=(?:the\s+|northern\s+|southern\s+|eastern\s+|western\s+)?[A-Z])"
_WITHIN, _IN = re.compile(r"\s+(?:in|of|within)" + _BEHIND), re.compile(r"\s+(?:in|within)" + _BEHIND)
_OF = re.compile(r"^(?:the\s+)?([\w-]+)\s+of\s+(.+)$", re.IGNORECASE | re.DOTALL)
_ENDS = " \t\n\r\u00a0.:!?\"'“”‘’«»)]"


@dataclass(frozen=True)
class NamedPlace:
    """One way to read the words: this name, of one of these kinds (() any), near it or at it."""

    name: str
    kinds: tuple[str, ...] = ()
    near: bool = False


@dataclass(frozen=True)
class PlacePhrase:
    """The ways to read the words, the plainest first, and what the place lies in, as far as they say it."""

    ways: tuple[NamedPlace, ...]
    within: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_phrase(words: str) -> PlacePhrase:
    """The words parted; no way at all where they hold no name."""
    first, *rest = [part for part in _PARTS.split(" ".join(words.split())) if part.strip(_ENDS)] or [""]
    first = first.strip(_ENDS)
    parted = _IN if _OF.match(first) else _WITHIN  # “the village of Baga in Borno state”
    name, *inside = parted.split(first, maxsplit=1)
    ways = tuple(dict.fromkeys(way for way in _ways(name) if _is_name(way.name)))
    if inside:
        ways += tuple(way for way in _ways(first) if _is_name(way.name) and way not in ways)
    within = [re.split(r"[)\]]", part.strip(_ENDS))[0] for part in (*inside, *rest)]
    return PlacePhrase(ways, tuple(_without_words(part) for part in within if part))


def names_a_province(word: str) -> bool:
    """Whether the word, behind an English name or before an Arabic one, makes it that of a province and of no town."""
    return fold(word) in _OF_PROVINCES


def without_kind(name: str) -> str:
    """“Murzuq” of “Murzuq District”; the name itself where it has no such word behind it."""
    begin, _, last = name.rpartition(" ")
    return begin if begin and fold(last) in _ENGLISH else name


def looks_like_a_name(words: str) -> bool:
    """Whether the words are written as a name is: with a capital letter, where their letters have any."""
    return is_arabic(words) or any(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", words))


def is_of_a_name(word: str) -> bool:
    """Whether a word right beside a name belongs to a longer one: it is written as a name is, or an article, and no
    word for what stands there (“Base Harasta”)."""
    key = strict_key(word)
    return key in _ARTICLES or (looks_like_a_name(word) and key not in _AT_A_PLACE and key not in _ENGLISH)


def _ways(words: str) -> Iterator[NamedPlace]:
    """The words as they are, then without what stands before and behind a name."""
    words = words.strip(_ENDS)
    yield NamedPlace(words)
    plain = _without_before(words)
    if plain != words:
        yield NamedPlace(plain)
    yield from _told(plain)
    if is_arabic(plain) and len(plain) > 4 and plain[0] in "بولفك":
        bare = "ال" + plain[2:] if plain.startswith("لل") else plain[1:]
        yield NamedPlace(bare)
        yield from _told(bare)


def _told(words: str) -> Iterator[NamedPlace]:
    """Ways without a word that says the kind: “town of X”, “X province”, “محافظة X”."""
    if (of := _OF.match(words)) is not None:
        kind = fold(of[1])
        if kind in _ENGLISH or kind in _AT_A_PLACE:
            yield NamedPlace(_without_before(of[2]), _ENGLISH.get(kind, ()), kind in _AT_A_PLACE)
    parts = words.split(" ")
    if len(parts) < 2:
        return
    first, last = fold(parts[0]), fold(parts[-1])
    if last in _ENGLISH or last in _AT_A_PLACE:
        begin = " ".join(parts[:-1])
        yield NamedPlace(begin, _ENGLISH.get(last, ()), last in _AT_A_PLACE)
        if first in _BEFORE_A_NAME and parts[1] != "of":
            yield from _told(begin)
        if first in _PART_OF and last in _OF_PROVINCES:
            yield NamedPlace(" ".join(parts[1:-1]), _ENGLISH[last])
        if len(parts) > 2 and fold(parts[-2]) in _BESIDE_A_PLACE:
            yield NamedPlace(" ".join(parts[:-2]), (), True)
    if first in _ARABIC or (first in _AT_A_PLACE and is_arabic(words)):
        behind = " ".join(parts[1:])
        yield NamedPlace(behind, _ARABIC.get(first, ()), first in _AT_A_PLACE)
        yield from _told(behind)
    if first in _BEFORE_A_NAME and parts[1] != "of":
        behind = " ".join(parts[2 if fold(parts[1]) in _JOINING else 1 :])
        yield NamedPlace(behind, _BEFORE_A_NAME[first])
        yield from _told(behind)


def _without_before(words: str) -> str:
    parts = words.split(" ")
    while len(parts) > 1 and fold(parts[0]) in _BEFORE:
        parts.pop(0)
    return " ".join(parts)


def _without_words(part: str) -> str:
    """A place that the place lies in, without “the” and the like; “Iraq's” is Iraq."""
    return re.sub(r"['’]s?$", "", _without_before(part))


def _is_name(name: str) -> bool:
    """Whether there is more in it than words that say what kind of place it is."""
    return any(word not in _NO_NAME and word not in _BEFORE for word in fold(name).split())
