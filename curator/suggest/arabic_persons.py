# SPDX-License-Identifier: MIT
"""Arabic words for persons: one, two or several, in every case, with the article or a pronoun written onto them.

What lives here: which folded words name persons. What does not: how they are counted (arabic_counts.py). A noun is
given by its singular and, where its plural is a word of its own, that plural. The ending -ين of a noun with a plural
of its own means two; of the others it means several, as in newspapers it nearly always does.
"""

from __future__ import annotations

from functools import lru_cache

from curator.suggest.folding import fold, split_folded, word_set

# Singular and plural that is a word of its own.
_BROKEN = """
شخص أشخاص|رجل رجال|رجل رجالا|امرأة نساء|إمرأة نسوة|طفل أطفال|طفل أطفالا|صبي صبية|ولد أولاد|شاب شبان|شاب شباب
شاب شبانا|فتى فتية|فتاة فتيات|بنت بنات|ابن أبناء|والدة أمهات|أخ إخوة|أخ أشقاء|شقيق أشقاء|شقيقة شقيقات|أخت أخوات
زوج أزواج|زوجة زوجات|حفيد أحفاد|قريب أقارب|قريب أقرباء|جار جيران|صديق أصدقاء|جندي جنود|جندي جنودا|ضابط ضباط
شرطي شرطة|شرطي رجال|حارس حراس|عنصر عناصر|فرد أفراد|قائد قادة|عقيد عقداء|عميد عمداء|رقيب رقباء|نقيب نقباء
ملازم ملازمون|مجند مجندون|طيار طيارون|قتيل قتلى|جريح جرحى|ضحية ضحايا|شهيد شهداء|مصاب مصابون|أسير أسرى
رهينة رهائن|سجين سجناء|معتقل معتقلون|لاجئ لاجئون|نازح نازحون|طالب طلاب|طالب طلبة|تلميذ تلاميذ|عضو أعضاء
نائب نواب|وزير وزراء|رئيس رؤساء|زعيم زعماء|سفير سفراء|صياد صيادون|راكب ركاب|راكب ركابا|مواطن مواطنون|ساكن سكان
مستخدم مستخدمون|خبير خبراء|طبيب أطباء|شاعر شعراء|عميل عملاء|قاض قضاة|قاضي قضاة|محام محامون|محامي محامون
صحافي صحافيون|صحفي صحفيون|مصور مصورون|راع رعاة|راعي رعاة|لص لصوص|إرهابي إرهابيون|ثائر ثوار|متمرد متمردون
ناشط نشطاء|شيخ شيوخ|إمام أئمة|كاهن كهنة|قس قساوسة|راهب رهبان|زائر زوار|سائح سياح|تاجر تجار|جاسوس جواسيس
غريق غرقى|عجوز عجائز|رضيع رضع|بطل أبطال|لاعب لاعبون|خادم خدم|مار مارة|ناج ناجون|حرس حرس|قناص قناصة|مبعوث مبعوثون
أمير أمراء|نسمة نسمة|مسن مسنون|عسكري عسكريون|جثة جثث|جثمان جثامين|انتحاري انتحاريون|سيدة سيدات|سيد سادة
مريض مرضى|رفيق رفاق|زميل زملاء|أستاذ أساتذة|صيدلي صيادلة|بائع باعة|قرصان قراصنة|قاصر قصر|وجيه وجهاء|مرتزق مرتزقة
مجهول مجهولون|خطيب خطباء|سلفي سلفيون|وافد وافدون|عربي عرب|كردي أكراد|تركي أتراك|روسي روس|يهودي يهود
أميركي أميركيون|أفغاني أفغان|ألماني ألمان|بدوي بدو
"""
# Sound plurals: only the singular is given.
_SOUND = """
مدني عامل معاون مسلح متظاهر محتج معتصم مقاتل متشدد مهاجم منفذ مهاجر مرافق مشتبه مطلوب متهم مدرس معلم مهندس ممرض
مسعف سائق موظف مسؤول مسئول مدير مترجم مراسل مراقب متطوع مرشح مسافر مقيم متفرج مشجع مشارك مؤيد معارض مناصر ناخب
مستوطن منتسب مساعد مستشار قيادي عراقي سوري لبناني فلسطيني مصري سعودي يمني ليبي تونسي جزائري مغربي سوداني أردني
كويتي إيراني أمريكي أميركي بريطاني فرنسي إسرائيلي باكستاني هندي صومالي أوكراني إسباني إيطالي صيني ياباني أوروبي
أجنبي مسلم مسيحي مزارع فلاح بحار جهادي إسلامي خاطف خريج مشترك مفقود محتجز موقوف مخطوف مختطف مزود حاضر مصل محب
مخرج مبرمج ممثل لندني زميل باحث مبتعث نازح لاجئ مصاب معتقل صياد مجند طيار ملازم مواطن متمرد صحافي صحفي مصور لاعب
ناج إرهابي عسكري انتحاري بائع مصلي داعشي حوثي مستخدم ناشط مسير مهرب مستهلك متقاعد عائد مشرد مدافع سياسي مدان
قاتل إعلامي حقوقي نقابي مدرب مراهق محاسب خباز سجان كشاف دبلوماسي انفصالي متسلل مجاهد معتمر مشيع هارب منشق عالق
محاصر قروي مخرب مجرم ملثم غواص ملاح طاعن مصطاف معجب متابع مستفيد متبرع متنافس رياضي مغترب خادم متزلج متسلق
متدرب مرشد سجين
"""
_HARM_OF = {
    "killed": "قتيل قتلى القتلى شهيد شهداء جثة جثث وفاة",
    "injured": "جريح جرحى مصاب مصابين مصابون إصابة إصابات",
    "abducted": "مخطوف مخطوفين رهينة رهائن",
    "arrested": "معتقل معتقلين موقوفين",
    "missing": "مفقود مفقودين",
}
HARMED = {word: harm for harm, forms in _HARM_OF.items() for word in split_folded(forms)}

OTHERS = {word: figure for figure, forms in {1: "آخر أخرى", 2: "آخران آخرين", 3: "آخرون آخرين أخريات"}.items()
          for word in split_folded(forms)}  # fmt: skip

_SEVERAL_WORDS = word_set("""
    عمال عمالا آباء والدي أنصار أتباع أعوان أشخاص ناس الناس بشر طاقم آخرون آخرين أخريات مارة ركابها لاجئات محبي
    ضحاياها
""")
# Singulars whose other forms are other words ("أمان", "عمان", "جدة").
_ONE_WORDS = word_set("""
    أما أبا حاجا عالما كاتبا والدته والدتها والده والدها أمه أمها أمهم أمهما أبوهم أبوه أبوها عمه عمها جده جدته
""")
_SEVERAL_MORE = word_set("علماء حجاج أجداد أعمام أخوال")
# Plurals in -ين and -ون that are no persons; all others after a number are.
_NOT_PERSONS = word_set("""
    سنين ملايين قوانين عناوين تمارين بساتين براكين ميادين دواوين براهين موازين مضامين شرايين فساتين صحون بطون
    عيون ديون قرون فنون شؤون سجون غصون عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين عشرون ثلاثون أربعون
    خمسون ستون سبعون ثمانون تسعون اثنين مئتين ألفين مليون مليونين سنتين عامين شهرين أسبوعين يومين ساعتين دقيقتين
    مرتين حين دين طين الاثنين تلفزيون قانون بنزين تشرين كانون بليون تريليون بلايين فلسطين بكين تامين تحسين تمكين
    تدخين تكوين يمين حزيران نيسان كيلومترين مترين دولارين درجتين قذيفتين صاروخين سيارتين منزلين انفجارين هجومين
    قريتين مدينتين بلدين طرفين جانبين فريقين بين منطقتين محطتين نقطتين
""")


def _forms() -> tuple[dict[str, int], frozenset[str]]:
    """Folded forms with how many persons each means: 1, 2 or 3 for several."""
    forms: dict[str, int] = {}
    pairs = [pair.split() for line in _BROKEN.strip().splitlines() for pair in line.split("|")]
    for one, several in pairs:
        forms |= {fold(several): 3}
        forms |= _inflected(one, dual=not fold(several).startswith(fold(one)) or fold(several) == fold(one))
    for one in _SOUND.split():
        forms |= {key: value for key, value in _inflected(one, dual=False).items() if key not in forms}
    forms |= dict.fromkeys(_SEVERAL_WORDS | _SEVERAL_MORE, 3) | dict.fromkeys(_ONE_WORDS, 1)
    return forms, frozenset(forms)


def _inflected(one: str, dual: bool) -> dict[str, int]:
    base = fold(one)
    if base.endswith("ه"):
        stem = base[:-1] + "ت"
        return {base: 1, stem: 1, stem + "ان": 2, stem + "ين": 2, base[:-1] + "ات": 3, stem + "ا": 2, stem + "ي": 2}
    forms = {
        base: 1, base + "ا": 1, base + "ه": 1, base + "ان": 2, base + "تان": 2, base + "تين": 2,
        base + "ات": 3, base + "ين": 2 if dual else 3,
    }  # fmt: skip
    return forms if dual else {**forms, base + "ون": 3, base + "ي": 3}


_FORMS, _KNOWN = _forms()
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ه")


@lru_cache(maxsize=65536)
def persons(word: str) -> int:
    """How many persons a folded word names: 1, 2, 3 for several, 0 where it names none."""
    if word in _FORMS:
        return _FORMS[word]
    for prefix in ("ال", "لل", "بال", "ب", "ل", "وال", "و", "ولل", "ف"):
        if word.startswith(prefix) and word[len(prefix) :] in _FORMS:
            return _FORMS[word[len(prefix) :]]
    return _with_pronoun(word)


def _with_pronoun(word: str) -> int:
    """A person word with "his", "her", "their" written onto it, an "and" before it perhaps."""
    plain = word[1:] if word.startswith("و") and word not in _KNOWN else word
    for pronoun in _PRONOUNS:
        if plain.endswith(pronoun) and len(plain) > len(pronoun) + 2:
            stem = plain[: -len(pronoun)]
            for form in (stem, stem + "ن", stem[:-1] + "ه" if stem.endswith("ت") else stem):
                if form in _FORMS and (form != stem + "ن" or _FORMS[form] > 1):
                    return _FORMS[form] if form != stem + "ن" else 3
    return 0


def is_sound_plural(word: str) -> bool:
    """Whether the word has the ending of a plural of persons and is none of the few other words with it."""
    plain = word.removeprefix("و").removeprefix("ال")
    return len(plain) > 4 and plain.endswith(("ين", "ون")) and plain not in _NOT_PERSONS and word not in _NOT_PERSONS
