# SPDX-License-Identifier: MIT
"""A codebook as TOML is read, and every fault of it named with its line and reason."""

from __future__ import annotations

import pytest

from curator.domain.faults import InputRefused
from curator.formats.codebook_toml import read_codebook
from tests.strikes_codebook import GOOD

# What is replaced, by what, where the fault is expected (a text on its line), a part of the reason.
FAULTS = [
    # the head
    ('format = "curator-codebook/1"', 'format = "curator-codebook/2"', "format =", "a newer Curator may be needed"),
    ('version = "1.0"', 'version = "1 beta"', "version =", "cannot be used as version"),
    ('version = "1.0"\n', "", 'format = "', "“version” is missing; add it"),
    ('title = "Strikes"', 'titel = "Strikes"', "titel =", "no attribute “titel” here. Did you mean “title”?"),
    ('title = "Strikes"', "title = 5", "title = 5", "must be text in quotes, not the number 5"),
    ('language = "en"', 'language = "English"', "language =", "a language code such as en"),
    ('not_codable = "left_out"', 'not_codable = "left"', "not_codable =", "no list “left” with the reasons"),
    ('title_field = "name"', 'title_field = "names"', "title_field =", "no field “names”. Did you mean “name”?"),
    ('title_field = "name"', 'title_field = "share"', "title_field =", "“share” is no text"),
    ('key = "name"\n', 'key = "name"\nprivate = true\n', "title_field =", "“name” is private"),
    (
        'summary_fields = ["branch"]',
        'summary_fields = ["days"]',
        "summary_fields",
        "name one of its parts: first, last",
    ),
    # keys of fields and groups
    ('key = "name"', 'key = "Name"', 'key = "Name"', "a key begins with a small letter"),
    ('key = "name"', 'key = "position"', 'key = "position"', "a column Curator has itself"),
    ('key = "share"', 'key = "first"', 'key = "first"\nkind = "decimal"', "already the key of another field or part"),
    ('key = "union_name"', 'key = "low"', 'key = "low", kind', "“low” is already the key"),
    ('key = "unions"', 'key = "values"', 'key = "values"', "kept for a file of the data set"),
    ('key = "unions"', 'key = "nul"', 'key = "nul"', "choose another"),
    # kinds and parts
    ('kind = "decimal"', 'kind = "decimals"', 'kind = "decimals"', "“decimals” is no kind; possible are text"),
    ('label = "Share"\n', "", '[[fields]]\nkey = "share"', "“label” is missing"),
    ('label = "Share"', 'label = " "', 'label = " "', "“label” is empty"),
    (
        'part = "start", ',
        'part = "begin", ',
        'part = "begin"',
        "a date has no part “begin”; its parts are words, start",
    ),
    (
        '  { part = "end", key = "last", kind = "day", label = "Last" },\n',
        "",
        '[[fields]]\nkey = "days"\nkind',
        "needs the part “end”",
    ),
    ('part = "end", key = "last"', 'part = "start", key = "last"', 'key = "last"', "the part “start” is there twice"),
    (
        'key = "first", kind = "day"',
        'key = "first", kind = "text"',
        'key = "first"',
        "must be of kind “day”, not “text”",
    ),
    ('kind = "decimal"', 'kind = "decimal"\npart = "low"', 'part = "low"\nlabel', "only the parts of a compound field"),
    (
        "max_length = 80",
        'parts = [{ key = "a", kind = "text", label = "A" }]',
        "parts = [{",
        "has no parts; remove them",
    ),
    # attributes
    ("max_length = 80", "max_length = 0", "max_length", "must be 1 or more"),
    ("max_length = 80", "maximum = 80", "maximum = 80", "a field of kind “text” has no “maximum”"),
    ("max_length = 80", "required = 1", "required", "must be true or false (without quotes)"),
    ("minimum = 0", "minimum = 2", "minimum = 2", "“minimum” 2 is above “maximum” 1"),
    ("minimum = 0", 'minimum = "0"', "minimum = ", "must be a number, not the text “0”"),
    ('evidence = "required"', 'evidence = "yes"', "evidence = ", "possible are required, possible, none"),
    ('evidence = "required"', 'evidence = "required"\nhas_basis = false', "evidence = ", "cannot require evidence"),
    ('evidence = "required"', 'usual_basis = "guess"', "usual_basis = ", "possible are stated, normalised"),
    ('evidence = "required"', 'has_basis = false\nusual_basis = "stated"', "usual_basis = ", "has no usual one"),
    ('default = "mines"', 'default = "mine"', "default = ", "“mine” is not in the list branches"),
    ('default = "mines"', "default = true", "default = ", "must be a text or a number"),
    (
        "minimum = 0",
        'minimum = 0\ndefault = "much"',
        'default = "much"',
        "does not fit the field: a number is expected",
    ),
    ('section = "main"', 'section = "mian"', "section = ", "there is no section “mian”; add it"),
    # lists
    (
        'choices = "branches"',
        'choices = "branch"',
        'choices = "branch"',
        "no list “branch”; add it under [[lists]]. Did you",
    ),
    ('choices = "sectors"\nlabel = "Sector"', 'label = "Sector"', '[[fields]]\nkey = "sector"', "needs “choices”"),
    ('parent = "sector"', 'parent = "share"', "parent = ", "no other choice field of the same table"),
    ('under = "industry"', 'under = "industrie"', 'under = "industrie"', "Did you mean “industry”?"),
    (', under = "services"', "", '{ code = "trains"', "“trains” needs “under”"),
    ('code = "old", ', 'code = "old", under = "x", ', 'code = "old"', "“under” counts only"),
    (
        'code = "services"',
        'code = "industry"',
        '{ code = "industry", label = "Services"',
        "in the list “sectors” twice",
    ),
    ('code = "services"', 'code = "INDUSTRY"', 'code = "INDUSTRY"', "only in case"),
    ('code = "old"', 'code = "old ones"', 'code = "old ones"', "cannot be a code"),
    ('means = "day"', 'means = "days"', 'means = "days"', "“days” is no meaning here; possible are day, range"),
    (', means = "day"', "", '{ code = "one_day"', "needs “means”"),
    ('code = "old", ', 'code = "old", means = "day", ', 'code = "old"', "“means” is understood only in lists of"),
    ('choices = [{ code = "old", label = "Old" }]', "choices = []", '[[lists]]\nkey = "left_out"', "has no choices"),
    (
        'choices = [{ code = "old", label = "Old" }]',
        'choices = ["old"]',
        'choices = ["old"]',
        "a table is expected here",
    ),
    ('key = "precisions"', 'key = "sectors"', 'key = "sectors"\nchoices = [\n  { code = "one', "another list"),
    # conditions
    (
        '[{ field = "sector", any_of = ["industry"] }]',
        '[{ field = "sector", any_of = ["indstry"] }]',
        "visible_when",
        "Did you mean “industry”?",
    ),
    (
        '[{ field = "sector", any_of = ["industry"] }]',
        '[{ any_of = ["industry"] }]',
        "visible_when",
        "either a field or a group",
    ),
    (
        '[{ field = "sector", any_of = ["industry"] }]',
        '[{ field = "branch" }]',
        "visible_when",
        "hidden because of its own",
    ),
    (
        '[{ field = "sector", any_of = ["industry"] }]',
        '[{ field = "days", any_of = ["x"] }]',
        "visible_when",
        "is a compound",
    ),
    ('field = "share", at_least = 0.5', 'field = "name", at_least = 0.5', "at_least", "“name” is no number"),
    (
        'field = "share", at_least = 0.5',
        'field = "share", any_of = ["half"]',
        'any_of = ["half"]',
        "“share” cannot hold this",
    ),
    (
        'group = "unions", where = [{ field = "side"',
        'group = "unions", where = [{ field = "name"',
        '{ group = "unions", where',
        "no field “name” in the group “unions”",
    ),
    # keys of the keyboard
    ('key = "U"\n', 'key = "m"\n', 'key = "m"', "the key M belongs to Curator"),
    ('key = "D"\n', 'key = "u"\n', 'key = "u"', "the key U is given twice"),
    ('key = "D"\n', 'key = "Ctrl+D"\n', 'key = "Ctrl+D"', "one letter A-Z or one digit"),
    (
        'label = "Days"\nfield = "days"',
        'label = "Days"\nfield = "day"',
        'field = "day"',
        "no field “day”. Did you mean “days”?",
    ),
    (
        'presets = [{ field = "side", value = "industry" }]',
        'presets = [{ field = "side", value = "x" }]',
        "presets",
        "“side” cannot hold this",
    ),
    (
        'label = "Union"\ngroup = "unions"\nfield',
        'label = "Union"\ngroup = "union"\nfield',
        'group = "union"\n',
        "Did you mean “unions”?",
    ),
    (
        'field = "days"\n',
        'field = "days"\npresets = [{ field = "name", value = "x" }]\n',
        'presets = [{ field = "name"',
        "presets belong to the rows of a group",
    ),
    # derived columns
    ('kind = "year"', 'kind = "years"', 'kind = "years"', "possible are count_total, joined, row_count, year"),
    ('key = "year"', 'key = "total_low"', 'key = "total_low"', "already has a column “total_low”"),
    ('kind = "year"\nfield = "first"', 'kind = "year"\nfield = "share"', 'field = "share"', "this needs kind “day”"),
    ('key = "first", kind', 'key = "first", private = true, kind', 'field = "first"', "is private; a derived column"),
    (
        'field = "members"\n\n[[derived]]',
        'field = "side"\n\n[[derived]]',
        'field = "side"\n',
        "this needs kind “count”",
    ),
    (
        'kind = "count_total"\ngroup = "unions"\n',
        'kind = "count_total"\n',
        '[[derived]]\nkey = "total"',
        "needs a “group”",
    ),
    # rules
    ('kind = "in_order"', 'kind = "in_ordre"', 'kind = "in_ordre"', "Did you mean “in_order”?"),
    ('id = "R2"', 'id = "r1"', 'id = "r1"', "already the id of another rule"),
    ('level = "warning"', 'level = "warn"', 'level = "warn"', "possible are error, warning, hint"),
    ('fields = ["first", "last"]\n', "", '[[rules]]\nid = "R1"', "needs “fields”: two or more fields"),
    ('fields = ["first", "last"]', 'fields = ["first"]', 'fields = ["first"]', "at least two fields"),
    (
        'fields = ["first", "last"]',
        'fields = ["first", "share"]',
        'fields = ["first", "share"]',
        "cannot be put in order",
    ),
    (
        'fields = ["first", "last"]',
        'field = "first"',
        'field = "first"\n\n[[rules]]\nid = "R2"',
        "no attribute “field” here. Did you mean “fields”?",
    ),
    ('level = "error"\nfields', 'level = "error"\nwhen = []\nfields', "when = []", "no attribute “when” here"),
    (
        'kind = "count_fits"\ngroup = "unions"\nfield = "members"',
        'kind = "count_fits"\nfield = "days"',
        'field = "days"\n\n[[lists]]',
        "“days” is no count",
    ),
    (
        'id = "R3"\nkind = "count_fits"',
        'id = "R3"\nkind = "child_of"',
        'field = "members"\n\n[[lists]]',
        "is a compound; name one of its parts",
    ),
    # TOML itself
    ('title = "Strikes"', "title = Strikes", "title = Strikes", "this is not TOML: invalid value"),
]


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(InputRefused) as refused:
        read_codebook(text, "strikes.toml")
    assert "“strikes.toml”" in refused.value.sentence
    found = []
    for place in refused.value.places:
        line, reason = place.removeprefix("line ").split(": ", 1)
        found.append((int(line), reason))
    return found


def test_the_good_codebook_is_read() -> None:
    codebook = read_codebook(GOOD)
    assert [leaf.key for leaf in codebook.leaves()] == [
        "name",
        "sector",
        "branch",
        "first",
        "last",
        "how_exact",
        "share",
    ]
    assert codebook.groups[0].fields[0].evidence == "required"
    assert codebook.rules[1].level == "warning"


@pytest.mark.parametrize(("old", "new", "at", "reason"), FAULTS)
def test_a_fault_is_named_with_its_line_and_reason(old: str, new: str, at: str, reason: str) -> None:
    assert GOOD.count(old) >= 1
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    assert text.count(at) >= 1, at
    line = text.count("\n", 0, text.index(at)) + 1
    found = faults_of(text)
    assert any(line == number and reason in told for number, told in found), (line, found)
    assert [number for number, _ in found] == sorted(number for number, _ in found)
    assert all(told.endswith((".", "?")) for _, told in found)


def test_there_are_many_kinds_of_fault() -> None:
    assert len(FAULTS) >= 75
    assert len({reason for _, _, _, reason in FAULTS}) >= 70


def test_two_faults_are_both_named_in_the_order_of_their_lines() -> None:
    text = GOOD.replace('code = "old"', 'code = "o l d"').replace('version = "1.0"', 'version = ""')
    assert [line for line, _ in faults_of(text)] == [3, GOOD[: GOOD.index('code = "old"')].count("\n") + 1]


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        ('key = "a\n', 1, "illegal character"),
        ('key = "a"\nkey = "b"\n', 2, "overwrite"),
        ("a = [1,\n", 1, "array"),
        ('"""', 1, "expected"),
    ],
)
def test_text_that_is_no_toml_names_the_line(broken: str, line: int, reason: str) -> None:
    ((found, told),) = faults_of(broken)
    assert (found, reason in told.lower() or "not TOML" in told) == (line, True)


def test_brackets_without_end_are_refused() -> None:
    for opening in ("[", "{a="):
        with pytest.raises(InputRefused) as refused:
            read_codebook("a = " + opening * 50_000)
        assert refused.value.sentence
    with pytest.raises(InputRefused):
        read_codebook("a = " + "9" * 5000)
