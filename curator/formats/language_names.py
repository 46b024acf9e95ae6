# SPDX-License-Identifier: MIT
"""Names of languages, as news databases and feeds write them, and their codes (ISO 639-1).

What lives here: the table. What does not: guessing a language from a text (language_guess.py).
"""

from __future__ import annotations

import re

_NAMES = """
en english anglais inglés englisch الإنجليزية الانجليزية
fr french français francais francés französisch الفرنسية
ar arabic arabe árabe arabisch العربية عربي
es spanish español espagnol spanisch castellano
de german deutsch allemand alemán
pt portuguese português portugais portugués
it italian italiano italien
ru russian русский russe ruso
tr turkish türkçe turc turco
fa persian farsi فارسی persan
he hebrew עברית
ur urdu اردو
hi hindi हिन्दी
bn bengali bangla বাংলা
id indonesian bahasa
ms malay
zh chinese 中文 chinois
ja japanese 日本語
ko korean 한국어
uk ukrainian українська
pl polish polski
nl dutch nederlands
sw swahili kiswahili
so somali
am amharic
ku kurdish kurdî
ps pashto
ta tamil
th thai
vi vietnamese
el greek ελληνικά
sv swedish svenska
da danish dansk
no norwegian norsk
fi finnish suomi
cs czech čeština
hu hungarian magyar
ro romanian română
"""
_CODES = {name: line.split()[0] for line in _NAMES.strip().splitlines() for name in line.split()[1:]}
_CODE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")


def language_code(name: str) -> str:
    """The code for "English", "ENGLISH", "Arabic; العربية", "en-GB"; "" for what is no language known here."""
    words = name.strip()
    if match := _CODE.fullmatch(words):
        return match[1] if match[1] in _CODES.values() else ""
    for word in re.split(r"[\s,;/()]+", words.lower())[:3]:
        if word in _CODES:
            return _CODES[word]
    return ""
