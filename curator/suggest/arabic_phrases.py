# SPDX-License-Identifier: MIT
"""Arabic words and phrases around a count: what qualifies it, what ends its noun phrase, what tells harm; all folded.

What lives here: the tables. What does not: how they are read (arabic_counts.py), persons (arabic_persons.py).
"""

from __future__ import annotations

from curator.suggest.folding import folded_words, split_folded, word_set

BEFORE = {
    folded_words(phrase): qualifier
    for qualifier, phrases in {
        "at_least": "ما لا يقل عن|لا يقل عن|بما لا يقل عن|أكثر من|ما يزيد على|ما يزيد عن|يزيد على|يزيد عن|ما يربو على|"
                    "ما يفوق|أزيد من|فوق|بأكثر من|لأكثر من|يفوق",
        "at_most": "ما يصل إلى|يصل إلى|أقل من|لا يزيد عن|لا يزيد على|ما لا يزيد على|ما لا يزيد عن|لا يتجاوز|بأقل من",
        "approximate": "نحو|حوالي|قرابة|زهاء|ما يقارب|يقارب|ما يقرب من|بنحو|بحوالي|بحدود|في حدود|لنحو|لحوالي|ونحو|"
                       "وحوالي|تقريبا",
    }.items()
    for phrase in phrases.split("|")
    for phrase in (phrase, *(particle + phrase for particle in "وفبل"))  # written onto it: "and about", "to more than"
}  # fmt: skip
AFTER = {
    folded_words(phrase): qualifier
    for phrase, qualifier in {
        "على الأقل": "at_least", "أو أكثر": "at_least", "فأكثر": "at_least", "على الأكثر": "at_most",
        "كحد أقصى": "at_most", "كحد أدنى": "at_least", "تقريبا": "approximate",
    }.items()
}  # fmt: skip
VAGUE = {
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
LONGEST = 4
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
HARM = {word: harm for harm, forms in _HARM_WORDS.items() for word in split_folded(forms)}
TOLL = word_set("حصيلة الحصيلة عدد القتلى الضحايا الجرحى الوفيات")
STOPS = word_set("""
    من في على إلى عن مع بعد قبل خلال أن إن التي الذي الذين كانوا كان كانت قد لم لا ما هو هي هم وهو وهي وهم بينهم
    منهم بين عند حين لدى أمام قرب حول ضد منذ حتى أو ثم لكن و وفر وفروا بينما فيما أثناء وفق بحسب غير إلا داخل خارج
""")
PARTITIVE = word_set("من")
CASES = word_set("حالة حالات")
TWO_CASES = word_set("حالتا حالتي حالتين حالتان")
CASE_OF = word_set("وفاة إصابة الوفاة الإصابة")
ONE_OF = word_set("أحد إحدى")
TWO = word_set("اثنين اثنان اثنتين اثنتان")
OF_THEM = word_set("منهم منهن منهما")
AS_FOR = word_set("أما")  # "as for" as well as "a mother"
BOTH = word_set("كلا كلتا كلي كلتي")
BETWEEN = word_set("بين")
UNTIL = word_set("إلى أو") | {"-", "–"}
ZERO_NOUNS = word_set("إصابات ضحايا قتلى جرحى وفيات إصابة خسائر")
WITHOUT = word_set("دون بدون بلا")
NOT = word_set("لم لا دون ولم ولا بدون بلا")
HARM_VERBS = word_set("يصب يقتل يجرح تصب تقتل يصابوا يصاب يسقط تسقط يمت")
GIVE_VERBS = word_set("تقع يقع تسجل يسجل يسفر تسفر يخلف تخلف يوقع توقع يؤد تحدث يحدث تسقط يسقط يتسبب")
EACH = word_set("كل لكل بكل")
RANKS = word_set("كبار صغار أبرز قدامى خيرة نخبة أقرب أشهر أهم")  # "six of the senior officers"
HARM_NOUNS = word_set("إصابة إصابات وفاة وفيات")  # "dozens of injuries" are persons
ONE = word_set("واحد واحدة")
NATIONS = word_set("أمة")  # "one nation", written as "his mother" is
MOST = word_set("أكبر أعلى أقل أكثر")  # "the highest number of"
FRACTION = word_set("كل أصل")
