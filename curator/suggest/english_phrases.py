# SPDX-License-Identifier: MIT
"""English words and phrases around a count: what qualifies it, what ends its noun phrase, what tells harm.

What lives here: the tables. What does not: how they are read (english_counts.py), persons (english_persons.py).
"""

from __future__ import annotations

from curator.suggest.folding import word_set

BEFORE = {
    tuple(phrase.split()): qualifier
    for qualifier, phrases in {
        "at_least": "at least|no fewer than|no less than|not less than|not fewer than|more than|over|upwards of|"
                    "in excess of|a minimum of|well over|just over|exceeding",
        "at_most": "up to|as many as|at most|no more than|not more than|fewer than|less than|under|a maximum of|below",
        "approximate": "about|around|some|nearly|almost|approximately|roughly|close to|an estimated|estimated|circa|"
                       "just under|more or less|an approximate|a reported",
    }.items()
    for phrase in phrases.split("|")
}  # fmt: skip
AFTER: dict[tuple[str, ...], str] = {
    ("or", "more"): "at_least",
    ("or", "so"): "approximate",
    ("or", "fewer"): "at_most",
}
FILLERS = word_set("only just exactly another further total all the these those other first last additional")
VAGUE = {
    tuple(phrase.split()): low
    for phrase, low in {
        "dozens": 12, "tens": 10, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 1_000_000,
        "tens of thousands": 10_000, "hundreds of thousands": 100_000, "dozens and dozens": 12,
        "several dozen": 12, "several hundred": 100, "several thousand": 1000, "a few dozen": 12, "a few hundred": 100,
        "a few thousand": 1000, "some dozens": 12, "several": None, "a few": None, "few": None, "some": None,
        "many": None, "various": None, "numerous": None, "countless": None, "multiple": None, "a number": None,
        "a large number": None, "an unknown number": None, "an undetermined number": None, "a handful": None,
        "an unspecified number": None, "an undisclosed number": None, "a small number": None, "large numbers": None,
        "most": None, "a group": None, "groups": None, "a crowd": None, "crowds": None, "a band": None, "a gang": None,
        "a large group": None, "a small group": None, "a mob": None,
    }.items()
}  # fmt: skip
LONGEST = 4

# Words that end a noun phrase: no adjective or noun that stands between a number and its persons.
STOPS = word_set("""
    a an the and or but nor of in on at to from by with without for into onto over under near since until till after
    before during between among against about as than that which who whom whose when where while if because so is
    are was were be been being am has have had having do does did will would can could may might must shall should
    not no it its he she they we i you his her their our your my him them us this these those there here then later
    earlier ago today yesterday tomorrow tonight per percent said says saying told reported according killed died
    injured wounded kidnapped arrested attacked shot fled escaped left including inside outside also
""")
TIMES = word_set("""
    year years month months week weeks day days hour hours minute minutes second seconds am pm gmt january february
    march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec
""")
FRACTIONS = word_set("half third thirds quarter quarters fourth fourths percent majority out % most")
HARM = {
    word: harm
    for harm, forms in {
        "killed": "killed killing kill kills died dying die dead murdered murdering slain assassinated assassinating "
                  "executed executing massacred beheaded drowned perished death deaths shot slaughtered",
        "injured": "injured injuring wounded wounding hurt hurting injury injuries harmed burned maimed beaten",
        "abducted": "kidnapped kidnapping abducted abducting seized hostage taken",
        "arrested": "arrested arresting detained detaining captured capturing jailed imprisoned arrest",
        "missing": "missing disappeared",
        "displaced": "displaced fled",
    }.items()
    for form in [forms]
    for word in form.split()
}  # fmt: skip
AUXILIARY = word_set("was were is are have has had been being be remain remained got")
ADVERBS = word_set("seriously slightly badly critically gravely lightly also later allegedly reportedly")
HARMS_NOUNS = word_set("""
    casualties casualty victims injuries injury deaths fatalities losses wounded dead injured victim death
""")
KILLED_OF = word_set("body bodies corpse corpses remains murder murders assassination assassinations slaying")
RATES = word_set("per every each")
AGED = word_set("aged age ages")
TOLL = word_set("toll number total figure count casualties dead victims")
JOINTS = frozenset({",", "and", "but", "while", "or"})
