# SPDX-License-Identifier: MIT
"""The words dates are made of, English and Arabic, folded (folding.py), each with its class and value.

What lives here: the table. What does not: which orders of classes make a date (date_grammar.py).

A class is one letter, so that an order of words can be matched as a regular expression over classes:

    M month   A month that is also another word   J short month   T first word of a Levantine month (تشرين، كانون)
    W weekday   V short weekday   R day counted from publication   v overnight   P part of the day   g later
    E early, mid, late   L last   C past   X next   H this   l x h the same after an Arabic noun
    U unit of time   D the unit (الأسبوع)   p the units (الأيام)   K two units (يومين)   Q number word   a a, an
    O ordinal   2 Arabic tens (العشرين)   1 عشر   o English ordinal word   s season
    G ago   0 أول (أمس)   B قبل   3 بعد   ~ نحو   4 على   5 over, at   m الموافق
    i in, since   t to, until   f from   b between   & and   | or   u of   e the   n on
    F for   y every   z before a date, Z behind it, k before a weekday, 8 behind it: a name (Good Friday, Sunday Times)
    q what is awaited (hearing, election)   c tells of what is to come   d tells of what was   w عالمي (اليوم العالمي)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Known = tuple[str, int]

_MONTHS = (
    ("january", "يناير جانفي", "jan"),
    ("february", "فبراير فيفري شباط", "feb"),
    ("", "اذار", "mar"),
    ("april", "ابريل افريل", "apr"),
    ("", "مايو ايار", ""),
    ("june", "يونيو يونيه حزيران جوان", "jun"),
    ("july", "يوليو يوليه يوليوز جويليه تموز", "jul"),
    ("august", "اغسطس اوغسطس غشت", "aug"),
    ("september", "سبتمبر شتنبر ايلول", "sep sept"),
    ("october", "اكتوبر", "oct"),
    ("november", "نوفمبر نونبر", "nov"),
    ("december", "ديسمبر دجنبر", "dec"),
)
# Months that are other words too: the verbs, مارس (practised), نيسان (the make of cars), اب (father), ماي, اوت.
_MONTHS_OR_WORDS = {"march": 3, "may": 5, "مارس": 3, "نيسان": 4, "ماي": 5, "اب": 8, "اوت": 8}
_WEEKDAYS = (
    ("monday", "الاثنين", "mon"),
    ("tuesday", "الثلاثاء", "tue tues"),
    ("wednesday", "الاربعاء", "wed"),
    ("thursday", "الخميس", "thu thur thurs"),
    ("friday", "الجمعه", "fri"),
    ("saturday", "السبت", "sat"),
    ("sunday", "الاحد", "sun"),
)
_ORDINALS = (
    ("first", "الاول"), ("second", "الثاني"), ("third", "الثالث"), ("fourth", "الرابع"), ("fifth", "الخامس"),
    ("sixth", "السادس"), ("seventh", "السابع"), ("eighth", "الثامن"), ("ninth", "التاسع"), ("tenth", "العاشر"),
)  # fmt: skip
_NUMBERS = (
    "one واحد", "two", "three ثلاثه ثلاث الثلاثه", "four اربعه اربع الاربعه", "five خمسه خمس الخمسه",
    "six سته ست السته", "seven سبعه سبع السبعه", "eight ثمانيه ثماني", "nine تسعه تسع", "ten عشره العشره",
    "eleven", "twelve",
)  # fmt: skip
# The value of a unit and what stands after "last", "this" and "next".
DAY, WEEK, MONTH, YEAR, HOUR, WEEKEND = range(6)
_UNITS = {
    DAY: "day days يوم يوما ايام يومي", WEEK: "week weeks اسبوع اسبوعا اسابيع",
    MONTH: "month months شهر شهرا اشهر شهور شهري", YEAR: "year years سنه سنوات سنين عام عاما اعوام عامي سنتي",
    HOUR: "hour hours ساعه ساعات", WEEKEND: "weekend",
}  # fmt: skip
_THE_UNITS = {WEEK: "الاسبوع", MONTH: "الشهر", YEAR: "العام السنه"}
_THE_MANY = {DAY: "الايام", WEEK: "الاسابيع", MONTH: "الاشهر الشهور", HOUR: "الساعات"}
_TWO_UNITS = {DAY: "يومين", WEEK: "اسبوعين", MONTH: "شهرين", YEAR: "عامين سنتين"}
_DAYS = {  # days after the day of publication
    0: "today tonight اليوم", -1: "yesterday امس الامس البارحه", 1: "tomorrow غدا الغد غد",
}  # fmt: skip
_CLASSES = {
    "v": "overnight",
    "P": "morning afternoon evening night noon midnight dawn midday "
         "صباح مساء فجر ليل ليله ظهر عصر الليله صبيحه عشيه ضحي الصباح المساء",
    "E": "early earlier late mid beginning end middle اوائل اواخر منتصف مطلع بدايه نهايه", "0": "اول",
    "L": "last previous", "C": "past", "X": "next coming upcoming", "H": "this هذا هذه",
    "l": "الماضي الماضيه المنصرم المنصرمه الفائت الفائته الماضيين",
    "x": "المقبل المقبله القادم القادمه", "h": "الجاري الجاريه الحالي الحاليه",
    "s": "spring summer autumn winter صيف شتاء ربيع خريف",
    "1": "عشر", "3": "بعد",
    "g": "later rest remainder لاحق لاحقا المتبقيه المتبقي",
    "~": "نحو حوالي", "4": "علي", "5": "over at", "G": "ago", "B": "قبل",
    "i": "in since during by before after throughout في منذ خلال بحلول مع",
    "t": "to until till through الي حتي", "f": "from", "b": "between بين", "&": "and و", "|": "or او", "u": "of من",
    "e": "the", "n": "on بتاريخ", "F": "for", "y": "every each كل", "a": "a an", "m": "الموافق",
    "z": "قوي حركه ميدان شارع مدينه ثوره جسر ساحه كتيبه لواء صلاه خطبه ذات نفس جماعه تيار حي انتفاضه حزب جامعه سد "
         "سوره عيد مسجد جامع كوبري نفق محور دوار مطار محافظه مدرسه شهداء نواب ثوار كتائب مجموعه تحالف ايتلاف فريق "
         "اتفاق اتفاقيه قانون",
    "Z": "movement dam brigade battalion front square street bridge avenue revolution airport university barracks "
         "command commando park stadium plaza road lane boulevard alliance coalition bloc group uprising neighborhood "
         "neighbourhood",
    "8": "times prayer prayers viewing league show mosque school schools",
    "k": "good black bloody holy palm easter ash super cyber whit maundy shrove",
    "w": "العالمي العالميه الدولي الوطني نفسه ذاته التالي الاخير الموعود المذكور المشهود الاسود الدراسي الحاجه",
    "q": "hearing hearings election elections vote votes ballot referendum summit meeting meetings talks session "
         "trial match game deadline",
    "c": "will would shall should could scheduled slated expected planned due plans intends going plan expects "
         "سوف ينتظر المقرر مقرر المتوقع متوقع المزمع مزمع يعتزم تعتزم المرتقب مرتقب ستبدا لن",
    "d": "said says told was were had has did began took made came went left gave found held fell broke shot hit "
         "saw took قال قالت كان كانت اعلن اعلنت قتل قتلت وقع وقعت افاد افادت ذكر ذكرت",
}  # fmt: skip
# With "to" right behind them (or "not to") they tell of what is to come.
PROMISES = frozenset({"agreed", "planned", "pledged", "promised", "vowed", "threatened", "decided", "hopes", "wants"})
# Behind words of announcing, these are as likely to come on the day told as to have been on it.
ANNOUNCING = frozenset((
    "announced", "announcing", "called", "calling", "declared", "declaring", "proclaimed", "urged", "summoned",
    "convened", "convoked", "set", "ordered", "postponed", "اعلن", "اعلنت", "واعلن", "واعلنت", "دعا", "دعت", "ودعا",
    "ودعت",
    "حدد", "حددت", "وحدد", "وحددت", "قرر", "قررت", "اجلت", "تاجلت", "تاجل", "ارجات",
))  # fmt: skip
CALLED_FOR = frozenset((
    "strike", "strikes", "demonstration", "demonstrations", "rally", "rallies", "protest", "protests", "march",
    "stoppage",
    "mourning", "holiday", "truce", "ceasefire", "curfew", "meeting", "session", "election", "elections", "referendum",
    "اضراب", "الاضراب", "مظاهره", "مظاهرات", "تظاهره", "تظاهرات", "التظاهر", "مسيره", "مسيرات", "هدنه", "حداد",
    "الحداد",
    "عطله", "جلسه", "اجتماع", "انتخابات", "مؤتمر", "موتمر", "اعتصام", "عام",
))  # fmt: skip
# They tell that somebody spoke: a day beside them is the day of speaking.
SPEAKING = frozenset((
    "said", "says", "told", "added", "stated", "declared", "announced", "warned", "wrote", "asserted", "quoted",
    "قال", "قالت", "وقال", "وقالت", "اضاف", "اضافت", "واضاف", "صرح", "صرحت", "وصرح", "اكد", "اكدت", "اعلن", "اعلنت",
    "ذكر", "ذكرت", "كتب", "كتبت", "قوله", "قولها", "تابع", "وتابع",
))  # fmt: skip
TO_BE = frozenset({"was", "were", "is", "are"})
# They end like verbs that tell of what was, and tell nothing of when.
ADJECTIVES = frozenset({
    "united", "armed", "unarmed", "hundred", "sacred", "alleged", "suspected", "limited", "advanced", "unidentified",
    "affiliated", "disputed", "occupied", "combined", "detailed", "experienced", "related", "wicked",
})  # fmt: skip
# قد before these is no sign of what may come: they begin with ت and tell of what was.
PAST_WITH_TA = frozenset((
    "تم", "توفي", "تمكن", "تعرض", "تسبب", "تحدث", "تقدم", "توقف", "تحول", "تخرج", "تراجع", "تلقي", "تولي", "توصل",
    "تعهد", "تجمع", "تظاهر", "تبين", "تقرر", "تكرر", "تاكد", "تصدي", "تبني", "تداول", "تضرر",
))  # fmt: skip
# Behind a year they make it one of the Islamic calendar.
ISLAMIC = frozenset(("ه", "هجري", "هجريه", "هجريا", "للهجره", "الهجري", "الهجريه", "ah"))
# Words after which a look at "may" shows that it is the verb.
AFTER_MAY = frozenset({
    "be", "have", "not", "also", "mean", "launch", "well", "happen", "result", "never", "soon", "lead", "still", "face",
})  # fmt: skip


def _table() -> dict[str, Known]:
    table: dict[str, Known] = {}

    def put(letter: str, words: str, value: int = 0) -> None:
        table.update((word, (letter, value)) for word in words.split())

    for letter, words in _CLASSES.items():
        put(letter, words)
    _put_numbered(put, "M", ((english + " " + arabic) for english, arabic, _short in _MONTHS))
    _put_numbered(put, "J", (short for _english, _arabic, short in _MONTHS))
    for word, month in _MONTHS_OR_WORDS.items():
        put("A", word, month)
    put("T", "تشرين", 9)  # تشرين الأول is the tenth month
    put("T", "كانون", 11)  # كانون الأول is the twelfth, كانون الثاني the first
    for number, (english, arabic, short) in enumerate(_WEEKDAYS):
        put("W", f"{english} {arabic}", number)
        put("V", short, number)
    put("W", "الثلاثا", 1)
    for number, (english, arabic) in enumerate(_ORDINALS, 1):
        put("o", english, number)
        put("O", arabic, number)
    put("O", "الحادي", 1)
    put("2", "العشرين العشرون", 20)
    put("2", "الثلاثين الثلاثون", 30)
    _put_numbered(put, "Q", _NUMBERS)
    for letter, units in (("U", _UNITS), ("D", _THE_UNITS), ("p", _THE_MANY), ("K", _TWO_UNITS)):
        for unit, words in units.items():
            put(letter, words, unit)
    for after, words in _DAYS.items():
        put("R", words, after)
    return table


def _put_numbered(put: Callable[[str, str, int], None], letter: str, all_words: Iterable[str]) -> None:
    for number, words in enumerate(all_words, 1):
        put(letter, words, number)


WORDS: Mapping[str, Known] = _table()
