# SPDX-License-Identifier: MIT
"""How names of places are compared: one key for the ways in which the same name is written.

What lives here: the two keys of a name (the gazetteer is made with them, packaging/gazetteer.py, so a change here asks
for making it anew: KEYS), and a third that is not stored, for names that were carried over from other letters. What
does not: which places there are (gazetteer.py), words around a name (place_phrase.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from curator.suggest.folding import fold, word_set

KEYS = 1  # rises when the same name gets another key

# Letters that do not part into a letter and a mark, as they are written without them.
_PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h", "ŋ": "n",
})  # fmt: skip
_DROPPED = re.compile("['`´ʹʺʻʼʽʾʿˈ‘’‛′“”\u200c\u200d\u200e\u200f]")
_BETWEEN = re.compile(r"[^\w]+|_")
_ARABIC = re.compile("[\u0600-\u06ff]")
# The Arabic article and its forms before other letters, in Latin letters.
ARTICLES = word_set("al el il ul ad ed ar er as es ash esh at et an en az ez")
# Between two names, in Persian and its neighbours (“Qala-e Naw”, “Dara-i Suf”).
_JOINING = ARTICLES | word_set("e i y ye yi o u va")
# Letters for one sound of another script, as English, French and Turkish write them; the longer ones first.
_SOUNDS = (
    ("tch", "c"), ("sch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("zh", "j"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
)  # fmt: skip
_LONG_VOWELS = (("ay", "e"), ("ey", "e"), ("ai", "e"), ("ei", "e"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"))
_VOWELS = re.compile("[aeiouy][aeiouyw]*")
_FINAL = re.compile("(?<=[aeiouy])h$")  # of a word: as it is written in Arabic, and not heard
_TWICE = re.compile(r"(.)\1+")
_SHORTEST = 3  # letters that must be left of an Arabic word without its article


@lru_cache(maxsize=65536)
def strict_key(name: str) -> str:
    """The name without case, marks, apostrophes and hyphens; words parted by single spaces."""
    return _BETWEEN.sub(" ", _DROPPED.sub("", fold(_DROPPED.sub("", name)).translate(_PLAIN))).strip()


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """The strict key also without the article (al-, ar-, ال) and with one spelling of final -a, -ah, -eh, ة and ا."""
    words = strict_key(name).split(" ")
    last = len(words) - 1
    kept = [word for at, word in enumerate(words) if at == last or word not in ARTICLES]
    return " ".join(map(_loose_word, kept))


@lru_cache(maxsize=65536)
def sound_key(name: str) -> str:
    """The name in Latin letters as it sounds, whoever wrote it so: Garbahare and Garbahaarrey, Murzuq and Mourzouq. One
    letter for any vowel, none at the end; no letter twice; one for each way to write a consonant of another script; no
    articles and joining letters, no spaces. It takes many names for one: only for use among few (a province's). "" for
    Arabic letters."""
    if is_arabic(name):
        return ""
    words = [word for word in strict_key(name).split(" ") if word not in _JOINING]
    written = "".join(_FINAL.sub("", word) for word in words)
    written = _VOWELS.sub("a", written)
    for letters, sound in _SOUNDS:
        written = written.replace(letters, sound)
    return _TWICE.sub(r"\1", written).rstrip("a")


def plain_spelling(name: str) -> str:
    """The strict key without spaces, with one way to write long vowels and no letter twice: what is compared of names
    that sound alike."""
    written = strict_key(name).replace(" ", "")
    for letters, vowel in _LONG_VOWELS:
        written = written.replace(letters, vowel)
    return _TWICE.sub(r"\1", written)


def is_arabic(text: str) -> bool:
    """Whether there is an Arabic letter in it."""
    return _ARABIC.search(text) is not None


@lru_cache(maxsize=65536)
def _loose_word(word: str) -> str:
    if is_arabic(word):
        if word.startswith("ال") and len(word) >= _SHORTEST + 2:
            word = word[2:]
        return word[:-1] + "ه" if word.endswith("ا") and len(word) > _SHORTEST else word
    if len(word) > _SHORTEST and word.endswith(("ah", "eh")):
        return word[:-2] + "a"
    return word
